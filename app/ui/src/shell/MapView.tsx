// The main view: finder and paths beside the map, time under it, and what it all rests on at the other side.
import type { VNode } from "preact";
import { EvidencePanel } from "../evidence/EvidencePanel.tsx";
import { Finder } from "../finder/Finder.tsx";
import { GraphPanel } from "../graph/GraphPanel.tsx";
import { TimePanel } from "../time/TimePanel.tsx";

export function MapView(): VNode {
  return (
    <div class="map-view">
      <Finder />
      <div class="middle">
        <GraphPanel />
        <TimePanel />
      </div>
      <EvidencePanel />
    </div>
  );
}
