// What documents say against each other.
import type { VNode } from "preact";
import { say } from "../words/index.ts";

export function ConflictsView(): VNode {
  return (
    <section class="conflicts" aria-label={say("conflicts.label")}>
      <h2>{say("conflicts.label")}</h2>
    </section>
  );
}
