// The timeline under the map.
import type { VNode } from "preact";
import { say } from "../words/index.ts";

export function TimePanel(): VNode {
  return (
    <section class="time" aria-label={say("time.label")}>
      <h2>{say("time.label")}</h2>
    </section>
  );
}
