// The single statements that a thing was put together from; asked for when somebody opens them, since there can be many.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { url } from "../api/url.ts";
import { Asked } from "../parts/Asked.tsx";
import { Quotes } from "../parts/Quote.tsx";
import { valueText } from "../parts/values.ts";
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
  return (
    <li>
      <p>
        <span class="property">{term("property", claim.property)}</span>{" "}
        <strong>{valueText(claim.property, claim.value, claim.refers_to)}</strong>{" "}
        <small>
          {term("how", claim.how)}
          {claim.said_by !== null && say("evidence.said_by", { who: claim.said_by })}
        </small>
      </p>
      <Quotes evidence={claim.evidence} most={1} />
    </li>
  );
}
