// The frame around every view: the head with the search, the views, and what the address asks for.
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { ConflictsView } from "../conflicts/ConflictsView.tsx";
import { DocumentsView } from "../document/DocumentsView.tsx";
import { HelpView } from "../help/HelpView.tsx";
import { LoadView } from "../load/LoadView.tsx";
import { Locked } from "../parts/KeyForm.tsx";
import { ReviewView } from "../review/ReviewView.tsx";
import type { View } from "../state/address.ts";
import { place } from "../state/place.ts";
import { WatchView } from "../watch/WatchView.tsx";
import { say } from "../words/index.ts";
import { Head } from "./Head.tsx";
import { MapView } from "./MapView.tsx";

const SHOWN: Readonly<Record<View, () => VNode>> = {
  map: MapView,
  documents: DocumentsView,
  conflicts: ConflictsView,
  watch: WatchView,
  review: ReviewView,
  load: LoadView,
  help: HelpView,
};

export function Shell(): VNode {
  const { view, lang, theme } = place.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const former = useRef(view);
  useEffect(() => {
    document.documentElement.lang = lang;
    document.documentElement.dataset.theme = theme;
    document.title = `${say(`shell.${view}`)} · Leaktrail`;
  }, [lang, theme, view]);
  useEffect(() => {
    if (former.current === view) return;
    former.current = view;
    // Whoever hears the page is told where they are, and goes on from there by Tab.
    heading.current?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }, [view]);
  const Shown = SHOWN[view];
  return (
    <>
      <a class="skip" href="#main">
        {say("shell.skip")}
      </a>
      <Head />
      <main id="main" class={`main-${view}`} tabIndex={-1}>
        <h1 ref={heading} tabIndex={-1} class={view === "map" ? "hidden" : "view-name"}>
          {say(`shell.${view}`)}
        </h1>
        <Locked />
        <Shown />
      </main>
    </>
  );
}
