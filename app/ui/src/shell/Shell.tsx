// The frame around every view: the head with the search, the views, and what the address asks for.
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { ConflictsView } from "../conflicts/ConflictsView.tsx";
import { DocumentsView } from "../document/DocumentsView.tsx";
import { HelpView } from "../help/HelpView.tsx";
import { LoadView } from "../load/LoadView.tsx";
import { ReviewView } from "../review/ReviewView.tsx";
import type { View } from "../state/address.ts";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { Head } from "./Head.tsx";
import { MapView } from "./MapView.tsx";

const SHOWN: Readonly<Record<View, () => VNode>> = {
  map: MapView,
  documents: DocumentsView,
  conflicts: ConflictsView,
  review: ReviewView,
  load: LoadView,
  help: HelpView,
};

export function Shell(): VNode {
  const { view, lang, theme } = place.value;
  useEffect(() => {
    document.documentElement.lang = lang;
    document.documentElement.dataset.theme = theme;
    document.title = `${say(`shell.${view}`)} · Leaktrail`;
  }, [lang, theme, view]);
  const Shown = SHOWN[view];
  return (
    <>
      <a class="skip" href="#main">
        {say("shell.skip")}
      </a>
      <Head />
      <main id="main" tabIndex={-1}>
        <Shown />
      </main>
    </>
  );
}
