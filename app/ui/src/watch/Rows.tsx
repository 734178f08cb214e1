// A list that says how long it is, and goes on where there is more; and the words that a row rests on.
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import { type Shapes, url, type Values } from "../api/ask.ts";
import { Asked } from "../parts/Asked.tsx";
import { follow } from "../parts/follow.ts";
import { link } from "../state/place.ts";
import { say, type Word } from "../words/index.ts";

const [FIRST, MOST] = [30, 500];

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

interface Props<T> {
  readonly path: string;
  readonly values: Values;
  readonly count: Word;
  readonly children: (item: T) => ComponentChildren;
}

export function Rows<T extends { readonly id: string }>({ path, values, count, children }: Props<T>): VNode {
  const [limit, setLimit] = useState(FIRST);
  const answer = useAnswer<Page<T>>(url(path, { ...values, limit }));
  return (
    <Asked answer={answer}>
      {({ items, next }) => (
        <>
          <p role="status">
            {next === null ? say(count, { count: items.length }) : say("watch.first", { count: items.length })}
          </p>
          <ol class="rows">
            {items.map((item) => (
              <li key={item.id}>{children(item)}</li>
            ))}
          </ol>
          {next !== null && limit < MOST && (
            <button type="button" onClick={() => setLimit(MOST)}>
              {say("watch.more")}
            </button>
          )}
          {next !== null && limit === MOST && <p>{say("watch.cut", { count: MOST })}</p>}
        </>
      )}
    </Asked>
  );
}

/** Quotes, each with its document, which opens where the words stand. */
export function Quotes({ evidence }: { readonly evidence: readonly Shapes["Evidence"][] }): VNode {
  return (
    <details class="quotes">
      <summary>{say("watch.words", { count: evidence.length })}</summary>
      {evidence.map(({ document, title, start, end, quote }) => {
        const there = { view: "documents", doc: document, at: [start, end] } as const;
        return (
          <figure key={`${document} ${start} ${end}`}>
            <blockquote>{quote}</blockquote>
            <figcaption>
              <a href={link(there)} onClick={follow(there)}>
                {title ?? document}
              </a>
            </figcaption>
          </figure>
        );
      })}
    </details>
  );
}
