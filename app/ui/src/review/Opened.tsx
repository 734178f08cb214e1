// What is being reviewed: an open question, or a thing with what each document calls it and claims of it.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { Asked } from "../parts/Asked.tsx";
import { say } from "../words/index.ts";
import { Claims, OneClaim } from "./Claims.tsx";
import { EntryCard } from "./EntryCard.tsx";
import { Judgements } from "./JudgementLine.tsx";
import { ThingCard } from "./ThingCard.tsx";

type Claim = Shapes["ClaimItem"];

export function Opened({ id }: { readonly id: string }): VNode {
  const answer = useAnswer<Shapes["Shown"]>(`/v1/review/${encodeURIComponent(id)}`);
  return (
    <Asked answer={answer}>
      {(shown) => (
        <>
          {shown.entry !== null && <EntryCard entry={shown.entry} />}
          {shown.thing !== null && (
            <ThingCard thing={shown.thing} parts={shown.parts}>
              <Claims claims={shown.claims as Claim[]} />
            </ThingCard>
          )}
          {shown.thing === null && shown.claims.map((one) => <OneClaim key={id} claim={one as Claim} />)}
          {shown.truncated && <p>{say("review.claims_cut", { count: shown.claims.length })}</p>}
          {shown.entry === null && <Judgements judgements={shown.judgements} />}
        </>
      )}
    </Asked>
  );
}
