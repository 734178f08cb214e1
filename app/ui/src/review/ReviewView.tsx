// The queue of what the machine leaves open.
import type { VNode } from "preact";
import { say } from "../words/index.ts";

export function ReviewView(): VNode {
  return (
    <section class="review" aria-label={say("review.label")}>
      <h2>{say("review.label")}</h2>
    </section>
  );
}
