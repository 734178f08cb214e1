// The single statements that a thing was put together from; asked for when somebody opens them, since there can be many.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { url } from "../api/url.ts";
import { Asked } from "../parts/Asked.tsx";
import { Claimed } from "../parts/Claimed.tsx";
import { Quotes } from "../parts/Quote.tsx";
import { propertySaid, speakerOf } from "../parts/said.ts";
import { Correct } from "../parts/ToReview.tsx";
import { say, term } from "../words/index.ts";

type Claim = Shapes["ClaimItem"];
const MOST = 200;

export function Claims({ thing }: { readonly thing: string }): VNode {
  const [open, setOpen] = useState(false);
  const address = open ? url("/v1/claims", { thing, limit: MOST }) : null;
  const answer = useAnswer<Shapes["List_ClaimItem_"]>(address);
  return (
    <details class="claims" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("evidence.claims")}</summary>
      <Asked answer={answer}>
        {(found) => (
          <>
            <ul>
              {found.items.map((claim) => (
                <ClaimRow key={claim.id} claim={claim} />
              ))}
            </ul>
            {found.next !== null && <p class="quiet">{say("evidence.cut", { count: MOST })}</p>}
          </>
        )}
      </Asked>
    </details>
  );
}

function ClaimRow({ claim }: { readonly claim: Claim }): VNode {
  const speaker = speakerOf(claim);
  return (
    <li>
      <p>
        <span class="property">{propertySaid(claim.property)}</span>{" "}
        <strong>
          <Claimed property={claim.property} value={claim.value} refersTo={claim.refers_to} />
        </strong>{" "}
        <small>
          {term("how", claim.how)}
          {speaker !== null && ` · ${say("review.said_by", { who: speaker })}`}
        </small>{" "}
        <Correct id={claim.id} what={propertySaid(claim.property)} />
      </p>
      <Quotes evidence={claim.evidence} most={1} />
    </li>
  );
}
