// What the chosen thing may be one with, and why; a person decides that in the review.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { ThingLink } from "../parts/ThingLink.tsx";
import { ToReview } from "../parts/ToReview.tsx";
import { say } from "../words/index.ts";

export function Alike({ alike }: { readonly alike: readonly Shapes["Alike"][] }): VNode | null {
  if (alike.length === 0) return null;
  return (
    <section class="alike">
      <h3>{say("evidence.alike")}</h3>
      <ul class="lines">
        {alike.map((one) => (
          <li key={one.id}>
            <ThingLink thing={one.other} />
            <span class="line-details">{say("evidence.alike_because", { reason: one.reason })}</span>
            <ToReview id={one.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}
