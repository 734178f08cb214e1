// What disagrees about the chosen thing, and under which reading a path of the answer would no longer hold.
import type { VNode } from "preact";
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { pathsQuestion } from "../api/questions.ts";
import { Sides } from "../conflicts/Sides.tsx";
import { propertySaid } from "../parts/said.ts";
import { ToReview } from "../parts/ToReview.tsx";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { effectsOf } from "./disputes.ts";

type Conflict = Shapes["ListedConflict"];

export function Disagreement({ conflicts }: { readonly conflicts: readonly Conflict[] }): VNode {
  const paths = shown(useAnswer<Shapes["PathsAnswer"]>(pathsQuestion(place.value)))?.paths ?? [];
  return (
    <section class="disagreement">
      <h3>{say("evidence.disagree", { count: conflicts.length })}</h3>
      {conflicts.length === 0 && <p class="quiet">{say("evidence.agree")}</p>}
      {conflicts.map((conflict) => (
        <article key={conflict.id} class="conflict">
          <h4>
            {propertySaid(
              conflict.property,
              conflict.claims.map((one) => one.value),
            )}
            {conflict.thing !== null && <small> {conflict.thing.label}</small>}
          </h4>
          <p>{conflict.about}</p>
          <Sides conflict={conflict} onPaths={effectsOf(paths, conflict.id)} />
          <ToReview id={conflict.id} />
        </article>
      ))}
    </section>
  );
}
