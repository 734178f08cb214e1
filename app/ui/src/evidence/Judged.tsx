// What people decided about the chosen thing: told here, taken back in the review.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { momentSaid } from "../parts/said.ts";
import { say, term } from "../words/index.ts";

type Judgement = Shapes["JudgementItem"];

export function Judged({ judgements }: { readonly judgements: readonly Judgement[] }): VNode | null {
  if (judgements.length === 0) return null;
  return (
    <section class="judged">
      <h3>{say("evidence.judged")}</h3>
      <ul class="lines">
        {judgements.map((one) => (
          <li key={one.id}>
            <strong>{term("verdict", one.verdict)}</strong> {one.about.map((of) => of.label ?? of.id).join(" / ")}
            <span class="line-details">
              {one.who === "local" ? say("review.local") : one.who} · {momentSaid(one.when)} ·{" "}
              {term("judged", one.state)}
              {one.why !== "" && ` · ${say("review.why_said", { why: one.why })}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
