// Files into the record.
import type { VNode } from "preact";
import { say } from "../words/index.ts";

export function LoadView(): VNode {
  return (
    <section class="load" aria-label={say("load.label")}>
      <h2>{say("load.label")}</h2>
    </section>
  );
}
