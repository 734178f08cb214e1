// The facts that rest on the chosen words, a thing each with what is stated of it.
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Claimed } from "../parts/Claimed.tsx";
import { labelSaid, propertySaid } from "../parts/said.ts";
import { ThingLink } from "../parts/ThingLink.tsx";
import { Correct, ToReview } from "../parts/ToReview.tsx";
import { adjust, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { chunkOf } from "./chunks.ts";
import { type Fact, factsAt, type Kind } from "./facts.ts";
import type { Chunks } from "./readChunk.ts";

interface Props {
  readonly chunks: Chunks;
  readonly hidden: ReadonlySet<Kind>;
}

const MOST = 12;

export function FactsHere({ chunks, hidden }: Props): VNode {
  const { at } = place.value;
  const [facts, setFacts] = useState<readonly Fact[] | null>(null);
  const [start, end] = at ?? [null, null];
  useEffect(() => {
    if (start === null || end === null) {
      setFacts(null);
      return;
    }
    let here = true;
    const near = [chunkOf(start) - 1, chunkOf(start)].filter((one) => one >= 0);
    Promise.all(near.map(chunks.read)).then(
      (found) => {
        const claims = new Map(found.flatMap((one) => one.claims).map((claim) => [claim.id, claim]));
        if (here) setFacts(factsAt([...claims.values()], chunks.document, [start, end]));
      },
      () => here && setFacts(null), // the text itself tells what went wrong
    );
    return () => {
      here = false;
    };
  }, [chunks, start, end]);
  const shown = facts?.filter((one) => !hidden.has(one.kind)) ?? [];
  return (
    <aside class="facts-here" aria-label={say("document.facts")}>
      <h3>{say("document.facts")}</h3>
      <div aria-live="polite">
        {at === null && <p class="quiet">{say("document.choose")}</p>}
        {at !== null && facts !== null && shown.length === 0 && <p class="quiet">{say("document.no_facts")}</p>}
        <ul class="lines">
          {shown.slice(0, MOST).map((fact) => (
            <FactLine key={fact.thing} fact={fact} />
          ))}
        </ul>
        {shown.length > MOST && <p class="quiet">{say("document.more_facts", { count: shown.length - MOST })}</p>}
      </div>
      {at !== null && (
        <button type="button" onClick={() => adjust({ at: null })}>
          {say("document.let_go")}
        </button>
      )}
    </aside>
  );
}

function FactLine({ fact }: { readonly fact: Fact }): VNode {
  const isConflict = fact.kind === "conflict";
  // How a conflict is put together is no news to a reader; what its sides say is.
  const claims = isConflict ? fact.claims.filter((one) => one.property === "side") : fact.claims;
  return (
    <li>
      <span class="quiet">{term("thing", fact.kind)}</span> <ThingName fact={fact} />
      <ul class="line-details">
        {claims.map((claim) => (
          <li key={claim.id}>
            {propertySaid(claim.property)}:{" "}
            <Claimed property={claim.property} value={claim.value} refersTo={claim.refers_to} />{" "}
            {!isConflict && (
              <>
                <small>({term("how", claim.how)})</small>{" "}
                <Correct id={claim.id} what={`${labelSaid(fact.kind, fact.label)} ${propertySaid(claim.property)}`} />
              </>
            )}
          </li>
        ))}
      </ul>
      {isConflict && <ToReview id={fact.thing} />}
    </li>
  );
}

/** Rows of a list (who is affected, who holds what) belong to another thing and have no page of their own. */
function ThingName({ fact }: { readonly fact: Fact }): VNode {
  if (fact.kind === "affected" || fact.kind === "holding") return <strong>{fact.label}</strong>;
  return <ThingLink thing={{ id: fact.thing, label: labelSaid(fact.kind, fact.label) }} />;
}
