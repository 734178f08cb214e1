// One judgement: who decided what, when, why, whether it counts; and the way to take it back.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { momentSaid, valueSaid } from "../parts/said.ts";
import { say, term } from "../words/index.ts";
import { consider } from "./desk.ts";

type Judgement = Shapes["JudgementItem"];

export function JudgementLine({ judgement }: { readonly judgement: Judgement }): VNode {
  const { about, undone } = judgement;
  const value = judgement.verdict === "correct" ? valueSaid("", judgement.value) : null;
  return (
    <article class={`judgement judged-${judgement.state}`}>
      <p class="verdict">
        <strong>{judgement.who === "local" ? say("review.local") : judgement.who}</strong>
        {": "}
        <strong>{term("verdict", judgement.verdict)}</strong>
        {value !== null && <> → {value}</>} <span class="tag">{term("judged", judgement.state)}</span>
      </p>
      <p class="about">{about.map((one) => one.label ?? one.id).join(" / ")}</p>
      {judgement.why !== "" && <p class="why">{say("review.why_said", { why: judgement.why })}</p>}
      {judgement.loss !== null && <p>{say(`review.loss.${judgement.loss}`)}</p>}
      {undone !== null && (
        <p>
          {say("review.undone_by", { who: undone.who, when: momentSaid(undone.when) })}
          {undone.why !== "" && <> {say("review.why_said", { why: undone.why })}</>}
        </p>
      )}
      <p class="quiet">
        <time dateTime={judgement.when}>{momentSaid(judgement.when)}</time>
      </p>
      {undone === null && (
        <button
          type="button"
          data-undo={judgement.id}
          onClick={() => consider({ is: "undo", judgement: judgement.id }, say("review.undo"))}
        >
          {say("review.undo")}
        </button>
      )}
    </article>
  );
}

export function Judgements({ judgements }: { readonly judgements: readonly Judgement[] }): VNode | null {
  if (judgements.length === 0) return null;
  const people = new Set(judgements.filter((one) => one.state === "disputed").map((one) => one.who));
  return (
    <section class="judgements">
      <h3>{say("review.judgements")}</h3>
      {people.size > 1 && <p class="disputed">{say("review.disputed", { count: people.size })}</p>}
      {judgements.map((one) => (
        <JudgementLine key={one.id} judgement={one} />
      ))}
    </section>
  );
}
