// What is open, page by page: each question with its kind and what hangs on it.
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { url } from "../api/url.ts";
import { Asked } from "../parts/Asked.tsx";
import { follow } from "../parts/follow.ts";
import { IncidentField } from "../parts/IncidentField.tsx";
import { KINDS } from "../state/address.ts";
import { go, link, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { CLOSED } from "./closed.ts";

type Answer = Shapes["Queue"];
const PAGE = 20;

/** The address of one page of the queue as the reader has narrowed it. */
function queueQuestion(cursor: string | null): string {
  const { kind, incident } = place.value;
  return url("/v1/review", { kind, incident, limit: PAGE, cursor });
}

export function Queue(): VNode {
  return (
    <>
      <Narrowed />
      <QueuePage key={queueQuestion(null)} cursor={null} />
    </>
  );
}

function QueuePage({ cursor }: { readonly cursor: string | null }): VNode {
  const [more, setMore] = useState(false);
  const answer = useAnswer<Answer>(queueQuestion(cursor));
  return (
    <Asked answer={answer}>
      {({ items, next }) => (
        <>
          {items.length === 0 && cursor === null && <p class="empty">{say("review.empty")}</p>}
          <ul class="open-list">
            {items.map((item) => (
              <OpenLine key={item.id} item={item} />
            ))}
          </ul>
          {next !== null && !more && (
            <button type="button" data-more onClick={() => setMore(true)}>
              {say("review.more")}
            </button>
          )}
          {next !== null && more && <QueuePage cursor={next} />}
        </>
      )}
    </Asked>
  );
}

function OpenLine({ item }: { readonly item: Shapes["OpenItem"] }): VNode {
  const there = { ...CLOSED, open: item.id };
  const isOpen = place.value.open === item.id;
  return (
    <li>
      <a
        href={link(there)}
        onClick={follow(there)}
        data-thing={item.id}
        aria-current={isOpen ? "true" : undefined}
        ref={isOpen ? intoSight : null}
      >
        <span class="tag">{say(`review.kind.${item.kind}`)}</span>
        <span class="question">{item.question}</span>
        {item.reason !== null && <span class="reason">{item.reason}</span>}
        <small>
          {chainsSaid(item.chains)}
          {item.judgements.length > 0 && ` · ${say("review.judged_count", { count: item.judgements.length })}`}
        </small>
      </a>
    </li>
  );
}

/** How much hangs on it. */
export function chainsSaid(chains: number): string {
  return chains === 0 ? say("review.no_chains") : say("review.chains", { count: chains });
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

function Narrowed(): VNode {
  const { incident, kind } = place.value;
  const answer = useAnswer<Answer>(url("/v1/review", { incident, limit: 1 }));
  const [counts, setCounts] = useState<Answer["counts"] | null>(null);
  useEffect(() => {
    if (answer.is === "answered") setCounts(answer.value.counts);
  }, [answer]);
  const all = counts === null ? null : KINDS.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  return (
    <div class="narrow">
      <fieldset>
        <legend>{say("review.kinds")}</legend>
        {[null, ...KINDS].map((one) => (
          <label key={one ?? "all"}>
            <input
              type="radio"
              name="review-kind"
              checked={kind === one}
              onChange={() => go({ ...CLOSED, kind: one })}
            />
            {say(`review.kind.${one ?? "all"}`)} <small>{one === null ? all : counts?.[one]}</small>
          </label>
        ))}
      </fieldset>
      <IncidentField onChoose={(chosen) => go({ ...CLOSED, incident: chosen })} />
    </div>
  );
}
