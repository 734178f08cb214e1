// A thing for review: what each document calls it, and whether it is one with another; its claims are in Claims.tsx.
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { Shapes } from "../api/ask.ts";
import { IdPicker } from "../parts/IdPicker.tsx";
import { Quotes } from "../parts/Quote.tsx";
import { labelSaid } from "../parts/said.ts";
import { place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { consider } from "./desk.ts";
import { Verdict } from "./Verdict.tsx";

type Thing = NonNullable<Shapes["Shown"]["thing"]>;
type Part = Shapes["Shown"]["parts"][number];

interface Props {
  readonly thing: Thing;
  readonly parts: readonly Part[];
  /** What is claimed of it. */
  readonly children: ComponentChildren;
}

export function ThingCard({ thing, parts, children }: Props): VNode {
  const { slot } = place.value;
  const whole = thing.kind === "transfer" || thing.kind === "event";
  return (
    <article class="entry">
      <h2>
        {term("thing", thing.kind)}: <bdi>{labelSaid(thing.kind, thing.label) ?? thing.id}</bdi>
      </h2>
      {slot !== null && children}
      {whole && <Whole thing={thing} />}
      <Parts parts={parts} kind={thing.kind} />
      {(thing.kind === "actor" || thing.kind === "dataset") && <OtherThing thing={thing} what={thing.kind} />}
      {slot === null && children}
    </article>
  );
}

/** A transfer or an event can be accepted or rejected as a whole: all its claims at once. */
function Whole({ thing }: { readonly thing: Thing }): VNode {
  return (
    <p class="row">
      <Verdict verdict="accept" about={thing.id} word={say("review.accept_all", { kind: term("thing", thing.kind) })} />
      <Verdict verdict="reject" about={thing.id} word={say("review.reject_all", { kind: term("thing", thing.kind) })} />
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
