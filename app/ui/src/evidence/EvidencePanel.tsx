// What the chosen thing rests on.
import type { VNode } from "preact";
import { say } from "../words/index.ts";

export function EvidencePanel(): VNode {
  return (
    <section class="evidence" aria-label={say("evidence.label")}>
      <h2>{say("evidence.label")}</h2>
    </section>
  );
}
