// An open question: why it is asked, its sides with their words, what can be answered and what would follow.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { follow } from "../parts/follow.ts";
import { Quotes } from "../parts/Quote.tsx";
import { labelSaid, valueSaid } from "../parts/said.ts";
import { link } from "../state/place.ts";
import { number, say, term } from "../words/index.ts";
import { actOf } from "./act.ts";
import { consider } from "./desk.ts";
import { Judgements } from "./JudgementLine.tsx";
import { chainsSaid } from "./Queue.tsx";

type Entry = Shapes["OpenItem"];

export function EntryCard({ entry }: { readonly entry: Entry }): VNode {
  return (
    <article class="entry">
      <h2>{entry.question}</h2>
      <p>
        <span class="tag">{say(`review.kind.${entry.kind}`)}</span> {entry.reason}
      </p>
      <p class="quiet">
        {chainsSaid(entry.chains)}
        {entry.score !== null && ` · ${say("review.score", { score: entry.score.toFixed(2) })}`}
        {entry.incidents.map((one) => ` · ${one.label ?? one.id}`)}
      </p>
      {entry.things.length > 0 && <ThingLinks things={entry.things} />}
      <div class="sides">
        {entry.sides.map((side, place) => (
          <Side key={side.id} side={side} entry={entry} place={place} />
        ))}
      </div>
      <Choices entry={entry} />
      <Judgements judgements={entry.judgements} />
    </article>
  );
}

function Side({ side, entry, place }: { side: Shapes["OpenSide"]; entry: Entry; place: number }): VNode {
  const isVerdict = entry.kind === "disagreement" && side.value !== null && typeof side.value === "string";
  const value = isVerdict ? term("verdict", String(side.value)) : valueSaid(entry.property ?? "", side.value);
  const isNew = side.value !== null && side.value !== side.label;
  return (
    <section class="side">
      <h3>
        {entry.kind === "conflict" && <span class="number">{place + 1}</span>}
        {side.label !== null && <bdi>{side.label}</bdi>} {isNew && <bdi>{value}</bdi>}
      </h3>
      {side.claimed_by !== null && (
        <p>{say(isVerdict ? "review.why_said" : "review.said_by", { who: side.claimed_by, why: side.claimed_by })}</p>
      )}
      <Quotes evidence={side.evidence} most={2} />
      {side.left_out > 0 && <p class="quiet">{say("review.left_out", { count: side.left_out })}</p>}
    </section>
  );
}

/** The things themselves: all that is claimed of them, and where they stand in the map. */
function ThingLinks({ things }: { readonly things: Entry["things"] }): VNode {
  return (
    <ul class="thing-links">
      {things.map((one) => {
        const all = { open: one.id, slot: null };
        const map = one.kind === "actor" ? { around: [one.id], sel: one.id } : { around: [], sel: one.id };
        const there = { view: "map", incident: null, ...map } as const;
        return (
          <li key={one.id}>
            {term("thing", one.kind)} <bdi>{labelSaid(one.kind, one.label) ?? one.id}</bdi>
            {": "}
            <a href={link(all)} onClick={follow(all)}>
              {say("review.all_claims")}
            </a>{" "}
            <a href={link(there)} onClick={follow(there)}>
              {say("review.in_map")}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function Choices({ entry }: { readonly entry: Entry }): VNode {
  return (
    <section class="choices" aria-label={say("review.choices")}>
      <h3>{say("review.choices")}</h3>
      <ol>
        {entry.choices.map((choice, place) => {
          const title = choiceSaid(entry, choice);
          return (
            <li key={`${choice.verdict} ${choice.about.join(" ")} ${choice.side}`}>
              <button type="button" data-choice={place + 1} onClick={() => consider(actOf(choice), title)}>
                <kbd>{place + 1}</kbd> {title}
              </button>
              <small>{choice.then}</small>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function choiceSaid(entry: Entry, choice: Shapes["Choice"]): string {
  if (choice.side !== null) {
    const side = entry.sides[choice.side - 1];
    const value = valueSaid(entry.property ?? "", side?.value);
    return say("review.choose", { number: number(choice.side), value });
  }
  const judged = entry.judgements.find((one) => choice.verdict === "undo" && one.id === choice.about[0]);
  if (judged !== undefined) return say("review.undo_of", { who: judged.who, verdict: term("verdict", judged.verdict) });
  return say(`review.verdict.${choice.verdict as "same" | "not_same" | "unsure" | "accept" | "reject" | "undo"}`);
}
