// What the chosen thing is, and what it rests on: facts, quotes, single statements, what disagrees, what it may be one with.
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { thingQuestion } from "../api/things.ts";
import { Sides } from "../conflicts/Sides.tsx";
import { Asked } from "../parts/Asked.tsx";
import { KindMark } from "../parts/marks.tsx";
import { Quotes } from "../parts/Quote.tsx";
import { propertySaid } from "../parts/said.ts";
import { ThingLink } from "../parts/ThingLink.tsx";
import { ToReview } from "../parts/ToReview.tsx";
import { go, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { ActorFacts } from "./ActorFacts.tsx";
import { Alike } from "./Alike.tsx";
import { Claims } from "./Claims.tsx";
import { Disagreement } from "./Disagreement.tsx";
import { Judged } from "./Judged.tsx";
import { DatasetFacts, EventFacts, IncidentFacts } from "./OtherFacts.tsx";
import { TransferFacts } from "./TransferFacts.tsx";

type Thing = Shapes["ThingDetail"];

export function EvidencePanel(): VNode {
  const { sel } = place.value;
  const answer = useAnswer<Thing>(thingQuestion(sel));
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollTo({ top: 0 });
  }, [sel]);
  return (
    <section class="evidence" aria-label={say("evidence.label")} ref={panel}>
      <div class="evidence-head">
        <h2>{say("evidence.label")}</h2>
        {sel !== null && (
          <button type="button" onClick={() => go({ sel: null })}>
            {say("shell.close")}
          </button>
        )}
      </div>
      {sel === null && <p class="quiet">{say("evidence.none")}</p>}
      <Asked answer={answer}>{(thing) => (sel === null ? null : <Told key={thing.id} thing={thing} />)}</Asked>
    </section>
  );
}

function Told({ thing }: { readonly thing: Thing }): VNode {
  return (
    <article class="told">
      <Name thing={thing} />
      {thing.transfer !== null && <TransferFacts transfer={thing.transfer} conflicts={thing.conflicts} />}
      {thing.actor !== null && <ActorFacts actor={thing.actor} />}
      {thing.dataset !== null && <DatasetFacts dataset={thing.dataset} />}
      {thing.event !== null && <EventFacts event={thing.event} />}
      {thing.incident !== null && <IncidentFacts incident={thing.incident} />}
      {thing.conflict === null ? <Grounds thing={thing} /> : <ConflictFacts conflict={thing.conflict} />}
    </article>
  );
}

function Name({ thing }: { readonly thing: Thing }): VNode {
  const { transfer, actor, conflict } = thing;
  return (
    <header>
      <p class="quiet kind-of">
        {actor !== null && <KindMark kind={actor.kind} />}{" "}
        {actor === null ? term("thing", thing.kind) : term("kind", actor.kind)}
      </p>
      <h3 class="name-of">
        {transfer !== null ? (
          <>
            <ThingLink thing={transfer.provider} /> → <ThingLink thing={transfer.recipient} />
          </>
        ) : (
          (conflict === null && (thing.event === null ? thing.label : term("event", thing.event.type))) || thing.label
        )}
      </h3>
    </header>
  );
}

/** The words, and all that speaks for or against them. */
function Grounds({ thing }: { readonly thing: Thing }): VNode {
  return (
    <>
      <section>
        <h3>{say("evidence.words", { count: words(thing).length })}</h3>
        <Quotes evidence={words(thing)} />
        <Claims thing={thing.id} />
        <p>
          <ToReview id={thing.id}>{say("evidence.correct_thing", { kind: term("thing", thing.kind) })}</ToReview>
        </p>
      </section>
      <Disagreement conflicts={thing.conflicts} />
      <Alike alike={thing.alike} />
      <Judged judgements={thing.judgements} />
    </>
  );
}

function ConflictFacts({ conflict }: { readonly conflict: Shapes["ListedConflict"] }): VNode {
  return (
    <>
      {conflict.thing !== null && (
        <p>
          {propertySaid(
            conflict.property,
            conflict.claims.map((one) => one.value),
          )}
          : <ThingLink thing={conflict.thing} />
        </p>
      )}
      <Sides conflict={conflict} most={2} />
      <ToReview id={conflict.id} />
    </>
  );
}

function words({ actor, dataset, transfer, event, incident }: Thing): readonly Shapes["Evidence"][] {
  return actor?.mentions ?? dataset?.mentions ?? transfer?.evidence ?? event?.evidence ?? incident?.evidence ?? [];
}
