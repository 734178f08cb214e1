// Claims under review, each to be accepted, rejected or corrected; those of the slot that was asked about stand first.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Shapes } from "../api/ask.ts";
import { Claimed } from "../parts/Claimed.tsx";
import { follow } from "../parts/follow.ts";
import { Quotes } from "../parts/Quote.tsx";
import { labelSaid, propertySaid, speakerOf } from "../parts/said.ts";
import { link, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { CorrectForm } from "./CorrectForm.tsx";
import { controlOf } from "./correction.ts";
import { Verdict } from "./Verdict.tsx";

type Claim = Shapes["ClaimItem"];

/** All claims of a thing, or those of one slot with the others behind them. */
export function Claims({ claims }: { readonly claims: readonly Claim[] }): VNode {
  const { slot } = place.value;
  if (slot === null) {
    return (
      <section class="claims">
        <h3>{say("review.claims", { count: claims.length })}</h3>
        <p class="quiet">{say("review.claims_help")}</p>
        <List claims={claims} />
      </section>
    );
  }
  const meant = claims.filter((one) => one.property === slot);
  const others = claims.filter((one) => one.property !== slot);
  return (
    <section class="claims">
      <h3>{say("review.slot_claims", { slot: term("slot", slot), count: meant.length })}</h3>
      <p class="quiet">{say(meant.length === 0 ? "review.no_slot_claims" : "review.claims_help")}</p>
      <List claims={meant} />
      <details open={meant.length === 0}>
        <summary>{say("review.other_claims", { count: others.length })}</summary>
        <List claims={others} />
      </details>
    </section>
  );
}

/** A claim that was opened by itself, with the thing that it is about. */
export function OneClaim({ claim }: { readonly claim: Claim }): VNode {
  const all = { open: claim.thing };
  const hasPage = claim.kind !== "affected" && claim.kind !== "holding";
  return (
    <section class="claims">
      <h2>
        {term("thing", claim.kind)}: <bdi>{labelSaid(claim.kind, claim.label)}</bdi>
      </h2>
      <p class="quiet">{say("review.claims_help")}</p>
      <List claims={[claim]} />
      {hasPage && (
        <p>
          <a href={link(all)} onClick={follow(all)}>
            {say("review.all_claims")}
          </a>
        </p>
      )}
    </section>
  );
}

/** One that stands alone is most likely to be corrected: its form is open. */
function List({ claims }: { readonly claims: readonly Claim[] }): VNode {
  return (
    <ul>
      {claims.map((one) => (
        <ClaimLine key={one.id} claim={one} opened={claims.length === 1} />
      ))}
    </ul>
  );
}

function ClaimLine({ claim, opened }: { readonly claim: Claim; readonly opened: boolean }): VNode {
  const [correcting, setCorrecting] = useState(opened);
  const speaker = speakerOf(claim);
  return (
    <li class="claim">
      <p>
        <strong>{propertySaid(claim.property)}</strong>{" "}
        <Claimed property={claim.property} value={claim.value} refersTo={claim.refers_to} />{" "}
        <small>
          {term("how", claim.how)}
          {speaker !== null && ` · ${say("review.said_by", { who: speaker })}`}
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
