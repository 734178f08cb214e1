// A list that says how long it is, and goes on where there is more; and the words that a row rests on.
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import { type Shapes, url, type Values } from "../api/ask.ts";
import { Asked } from "../parts/Asked.tsx";
import { once, Quotes } from "../parts/Quote.tsx";
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
            <button type="button" data-more onClick={() => setLimit(MOST)}>
              {say("watch.more")}
            </button>
          )}
          {next !== null && limit === MOST && <p>{say("watch.cut", { count: MOST })}</p>}
        </>
      )}
    </Asked>
  );
}

/** The words that a row rests on, asked for when somebody opens them. */
export function Words({ evidence }: { readonly evidence: readonly Shapes["Evidence"][] }): VNode {
  const [open, setOpen] = useState(false);
  const words = once(evidence);
  return (
    <details class="words" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("watch.words", { count: words.length })}</summary>
      {open && <Quotes evidence={words} />}
    </details>
  );
}
