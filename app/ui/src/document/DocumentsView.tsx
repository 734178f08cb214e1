// Documents, and one of them with all that was read in it.
import type { VNode } from "preact";
import { say } from "../words/index.ts";

export function DocumentsView(): VNode {
  return (
    <section class="documents" aria-label={say("document.label")}>
      <h2>{say("document.label")}</h2>
    </section>
  );
}
