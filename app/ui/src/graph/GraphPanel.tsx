// The map of actors and transfers.
import type { VNode } from "preact";
import { say } from "../words/index.ts";

export function GraphPanel(): VNode {
  return (
    <section class="graph" aria-label={say("graph.label")}>
      <h2>{say("graph.label")}</h2>
    </section>
  );
}
