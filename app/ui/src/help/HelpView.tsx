// What the words of the page mean.
import type { VNode } from "preact";
import { say } from "../words/index.ts";

export function HelpView(): VNode {
  return (
    <section class="help" aria-label={say("help.label")}>
      <h2>{say("help.label")}</h2>
    </section>
  );
}
