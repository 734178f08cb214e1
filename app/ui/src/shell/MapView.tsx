// The main view: finder and paths beside the map, time under it, and what it all rests on at the other side.
//
// Where there is no room for three columns they lie under each other, and links from one to the next stay in sight.
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { EvidencePanel } from "../evidence/EvidencePanel.tsx";
import { Finder } from "../finder/Finder.tsx";
import { GraphPanel } from "../graph/GraphPanel.tsx";
import { Outline } from "../outline/Outline.tsx";
import { place } from "../state/place.ts";
import { TimePanel } from "../time/TimePanel.tsx";
import { say } from "../words/index.ts";
import { isStart, Start } from "./Start.tsx";

/** As in shell.css: there the columns lie under each other. */
const STACKED = "(max-width: 68rem), (max-height: 34rem)";
/** The parts by their classes, in the order in which they stand. */
const PARTS = ["finder", "graph", "time", "evidence"] as const;
type Part = (typeof PARTS)[number];

export function MapView(): VNode {
  const view = useRef<HTMLDivElement>(null);
  const { sel } = place.value;
  const former = useRef(sel);
  useEffect(() => {
    const chosen = sel !== null && sel !== former.current;
    former.current = sel;
    // What was chosen is told further down: without this a tap on the map would seem to do nothing.
    if (chosen && matchMedia(STACKED).matches) show(view.current, "evidence");
  }, [sel]);
  return (
    <>
      {isStart(place.value) && <Start />}
      <div class="map-view" ref={view}>
        <nav class="jump" aria-label={say("shell.parts")}>
          <ul>
            {PARTS.map((part) => (
              <li key={part}>
                <button type="button" onClick={() => show(view.current, part)}>
                  {say(`shell.part.${part}`)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <Finder />
        <div class="middle">
          <GraphPanel />
          <Outline />
          <TimePanel />
        </div>
        <EvidencePanel />
      </div>
    </>
  );
}

/** Brings a part into sight; Tab goes on from there. */
function show(view: HTMLElement | null, part: Part): void {
  const there = view?.querySelector<HTMLElement>(`.${part}`);
  if (!there) return;
  const gently = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  there.scrollIntoView({ behavior: gently ? "smooth" : "auto", block: "start" });
  there.tabIndex = -1;
  there.focus({ preventScroll: true });
}
