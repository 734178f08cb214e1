// A thing for review: what each document calls it, what is claimed of it, each claim to accept, reject or correct.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Shapes } from "../api/ask.ts";
import { IdPicker } from "../parts/IdPicker.tsx";
import { Quotes } from "../parts/Quote.tsx";
import { say, term } from "../words/index.ts";
import { CorrectForm } from "./CorrectForm.tsx";
import { controlOf } from "./correction.ts";
import { consider } from "./desk.ts";
import { propertySaid, valueSaid } from "./speak.ts";

type Claim = Shapes["ClaimItem"];
type Thing = NonNullable<Shapes["Shown"]["thing"]>;
type Part = Shapes["Shown"]["parts"][number];

export function ThingCard({ thing, parts }: { readonly thing: Thing; readonly parts: readonly Part[] }): VNode {
  const whole = thing.kind === "transfer" || thing.kind === "event";
  return (
    <article class="entry">
      <h2>
        {term("thing", thing.kind)}: <bdi>{thing.label ?? thing.id}</bdi>
      </h2>
      {whole && <Whole thing={thing} />}
      <Parts parts={parts} kind={thing.kind} />
      {(thing.kind === "actor" || thing.kind === "dataset") && <OtherThing thing={thing} what={thing.kind} />}
    </article>
  );
}

/** A transfer or an event can be accepted or rejected as a whole: all its claims at once. */
function Whole({ thing }: { readonly thing: Thing }): VNode {
  return (
    <p class="row">
      <Verdict verdict="accept" about={thing.id} word={say("review.accept_all")} />
      <Verdict verdict="reject" about={thing.id} word={say("review.reject_all")} />
    </p>
  );
}

function Parts({ parts, kind }: { readonly parts: readonly Part[]; readonly kind: string }): VNode | null {
  const [chosen, choose] = useState<readonly string[]>([]);
  if (parts.length === 0) return null;
  const toggle = (id: string) => choose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <section class="parts">
      <h3>{say("review.parts", { count: parts.length })}</h3>
      {parts.length > 1 && <p class="quiet">{say("review.parts_help", { kind: term("thing", kind) })}</p>}
      {parts.map((part) => (
        <div class="part" key={`${part.id} ${part.document}`}>
          {parts.length > 1 && (
            <label>
              <input type="checkbox" checked={chosen.includes(part.id)} onChange={() => toggle(part.id)} />
              {part.document}
            </label>
          )}
          <Quotes evidence={part.evidence} most={1} />
        </div>
      ))}
      {parts.length > 1 && (
        <button
          type="button"
          disabled={chosen.length !== 2}
          onClick={() =>
            consider({ is: "judge", body: { verdict: "not_same", about: [...chosen] } }, say("review.apart"))
          }
        >
          {say("review.apart")}
        </button>
      )}
    </section>
  );
}

/** Another thing that is, or is not, the same. */
function OtherThing({ thing, what }: { readonly thing: Thing; readonly what: "actor" | "dataset" }): VNode {
  const [other, setOther] = useState<string | null>(null);
  return (
    <section class="other-thing">
      <h3>{say("review.with_other")}</h3>
      <IdPicker what={what} label={say("review.other", { kind: term("thing", what) })} id={other} onChoose={setOther} />
      <p class="row">
        {(["same", "not_same", "unsure"] as const).map((verdict) => (
          <button
            key={verdict}
            type="button"
            disabled={other === null || other === thing.id}
            onClick={() => {
              if (other === null) return;
              consider({ is: "judge", body: { verdict, about: [thing.id, other] } }, say(`review.verdict.${verdict}`));
            }}
          >
            {say(`review.verdict.${verdict}`)}
          </button>
        ))}
      </p>
    </section>
  );
}

export function Claims({ claims }: { readonly claims: readonly Claim[] }): VNode {
  return (
    <section class="claims">
      <h3>{say("review.claims", { count: claims.length })}</h3>
      <p class="quiet">{say("review.claims_help")}</p>
      <ul>
        {claims.map((one) => (
          <ClaimLine key={one.id} claim={one} />
        ))}
      </ul>
    </section>
  );
}

function ClaimLine({ claim }: { readonly claim: Claim }): VNode {
  const [correcting, setCorrecting] = useState(false);
  return (
    <li class="claim">
      <p>
        <strong>{propertySaid(claim.property)}</strong>{" "}
        <bdi>{valueSaid(claim.property, claim.refers_to ?? claim.value)}</bdi>{" "}
        <small>
          {term("how", claim.how)}
          {claim.said_by !== null && ` · ${say("review.said_by", { who: claim.said_by })}`}
        </small>
      </p>
      <Quotes evidence={claim.evidence} most={1} />
      <p class="row">
        <Verdict verdict="accept" about={claim.id} word={say("review.verdict.accept")} />
        <Verdict verdict="reject" about={claim.id} word={say("review.verdict.reject")} />
        {controlOf(claim) !== null && (
          <button type="button" aria-expanded={correcting} onClick={() => setCorrecting(!correcting)}>
            {say("review.verdict.correct")}
          </button>
        )}
      </p>
      {correcting && <CorrectForm claim={claim} />}
    </li>
  );
}

function Verdict({ verdict, about, word }: { verdict: "accept" | "reject"; about: string; word: string }): VNode {
  return (
    <button type="button" onClick={() => consider({ is: "judge", body: { verdict, about: [about] } }, word)}>
      {word}
    </button>
  );
}
