// What was decided, the latest first, page by page; of one state, or all.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { url } from "../api/url.ts";
import { Asked } from "../parts/Asked.tsx";
import { JUDGED } from "../state/address.ts";
import { go, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { JudgementLine } from "./JudgementLine.tsx";

const PAGE = 20;

export function Decided(): VNode {
  const { judged } = place.value;
  return (
    <>
      <label>
        {say("review.state")}
        <select
          value={judged ?? ""}
          onChange={(event) => go({ judged: JUDGED.find((one) => one === event.currentTarget.value) ?? null })}
        >
          <option value="">{say("review.kind.all")}</option>
          {JUDGED.map((one) => (
            <option key={one} value={one}>
              {term("judged", one)}
            </option>
          ))}
        </select>
      </label>
      <DecidedPage key={judged} cursor={null} />
    </>
  );
}

function DecidedPage({ cursor }: { readonly cursor: string | null }): VNode {
  const [more, setMore] = useState(false);
  const address = url("/v1/judgements", { state: place.value.judged, limit: PAGE, cursor });
  const answer = useAnswer<Shapes["List_JudgementItem_"]>(address);
  return (
    <Asked answer={answer}>
      {({ items, next }) => (
        <>
          {items.length === 0 && cursor === null && <p class="empty">{say("review.none_decided")}</p>}
          {items.map((one) => (
            <JudgementLine key={one.id} judgement={one} />
          ))}
          {next !== null && !more && (
            <button type="button" data-more onClick={() => setMore(true)}>
              {say("review.more")}
            </button>
          )}
          {next !== null && more && <DecidedPage cursor={next} />}
        </>
      )}
    </Asked>
  );
}
