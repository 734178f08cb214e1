// The main view: finder and paths beside the map, time under it, and what it all rests on at the other side.
//
// Where there is no room for three columns they lie under each other, and links from one to the next stay in sight.
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { EvidencePanel } from "../evidence/EvidencePanel.tsx";
import { Finder } from "../finder/Finder.tsx";
import { GraphPanel } from "../graph/GraphPanel.tsx";
import { bringIntoSight, useEvidenceInSight } from "../parts/stacked.ts";
import { place } from "../state/place.ts";
import { TimePanel } from "../time/TimePanel.tsx";
import { say } from "../words/index.ts";
import { isStart, Start } from "./Start.tsx";

/** The parts by their classes, in the order in which they stand. */
const PARTS = ["finder", "graph", "time", "evidence"] as const;

export function MapView(): VNode {
  const view = useRef<HTMLDivElement>(null);
  useEvidenceInSight(view);
  return (
    <>
      {isStart(place.value) && <Start />}
      <div class={place.value.sel === null ? "map-view resting" : "map-view"} ref={view}>
        <nav class="jump" aria-label={say("shell.parts")}>
          <ul>
            {PARTS.map((part) => (
              <li key={part}>
                <button type="button" onClick={() => bringIntoSight(view.current, part)}>
                  {say(`shell.part.${part}`)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <Finder />
        <div class="middle">
          <GraphPanel />
          <TimePanel />
        </div>
        <EvidencePanel />
      </div>
    </>
  );
}
