// Why a path is possible, why it is not certain, and where the documents disagree.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { Claimed } from "../parts/Claimed.tsx";
import { go, place } from "../state/place.ts";
import { term, told } from "../words/index.ts";
import { daysText, disputeText, doubtText, orderTexts } from "./why.ts";

export function WhyPath({ path }: { readonly path: Shapes["PathItem"] }): VNode {
  const { why } = path;
  return (
    <>
      <details class="why">
        <summary>{told("text", "why")}</summary>
        <p>{daysText(why.days)}</p>
        <Sentences of={orderTexts(why.order)} />
      </details>
      <details class="why">
        <summary>{told("text", why.doubts.length > 0 ? "why_not" : "why_sure")}</summary>
        {why.doubts.length > 0 ? <Sentences of={why.doubts.map(doubtText)} /> : <p>{told("text", "sure")}</p>}
        {path.gaps.length > 0 && <p class="quiet">{told("text", "gap_note")}</p>}
      </details>
      <details class="why">
        <summary>
          {told("text", "disputes")} ({why.disputes.length})
        </summary>
        {why.disputes.length === 0 && <p>{told("text", "no_disputes")}</p>}
        {why.disputes.map((dispute) => (
          <Dispute key={dispute.id} dispute={dispute} />
        ))}
      </details>
    </>
  );
}

function Sentences({ of }: { readonly of: readonly string[] }): VNode {
  return (
    <ul class="sentences">
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Dispute({ dispute }: { readonly dispute: Shapes["Dispute"] }): VNode {
  return (
    <div class="dispute">
      <button
        type="button"
        class="choose"
        aria-pressed={place.value.sel === dispute.id}
        onClick={() => go({ sel: dispute.id })}
      >
        {disputeText(dispute)}
      </button>
      <ul class="sentences">
        {dispute.claims.map((claim) => (
          <li key={`${JSON.stringify(claim.value)} ${claim.claimed_by}`}>
            <Claimed property={dispute.property} value={claim.value} /> — {claim.claimed_by ?? told("text", "nobody")}
            {claim.effect !== null && (
              <small>
                {" "}
                {told("text", "side_effect")} {term("effect", claim.effect)}
              </small>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
