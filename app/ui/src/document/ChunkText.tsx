// A part of a document with the words that facts rest on marked. It is drawn when it comes near to what is looked at, so
// that a text of any length can be opened.
import type { ComponentChildren, RefObject, VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Problem } from "../api/ask.ts";
import { Failed } from "../parts/Asked.tsx";
import { cut, type Segment, segments } from "../parts/places.ts";
import { say, term } from "../words/index.ts";
import { SIZE } from "./chunks.ts";
import { type FactSpan, innermost, type Kind, spansOf } from "./facts.ts";
import type { Chunk, Chunks } from "./readChunk.ts";

interface Props {
  readonly chunks: Chunks;
  readonly number: number;
  /** Drawn at once, since something in it is looked for. */
  readonly wanted: boolean;
  readonly hidden: ReadonlySet<Kind>;
  readonly at: readonly [number, number] | null;
  readonly wantsFocus: RefObject<boolean>;
  readonly onChoose: (span: FactSpan) => void;
}

const NEAR = "1200px";

export function ChunkText({ chunks, number, wanted, hidden, at, wantsFocus, onChoose }: Props): VNode {
  const frame = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(wanted);
  const [tried, setTried] = useState(0);
  const [chunk, setChunk] = useState<Chunk | Problem | null>(null);
  useEffect(() => {
    if (wanted) setNear(true);
  }, [wanted]);
  useEffect(() => {
    const there = frame.current;
    if (near || there === null) return;
    const watch = new IntersectionObserver(([one]) => one?.isIntersecting && setNear(true), { rootMargin: NEAR });
    watch.observe(there);
    return () => watch.disconnect();
  }, [near]);
  useEffect(() => {
    if (!near) return;
    let here = true;
    const put = (found: Chunk | Problem) => here && setChunk(found);
    chunks.read(number).then(put, (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      put(error);
    });
    return () => {
      here = false;
    };
  }, [near, chunks, number, tried]);
  if (chunk instanceof Problem) {
    return (
      <div class="chunk">
        <Failed problem={chunk} />
        <button type="button" onClick={() => setTried(tried + 1)}>
          {say("shell.again")}
        </button>
      </div>
    );
  }
  return (
    <div class="chunk" ref={frame}>
      {chunk === null ? (
        <div class="unread" style={{ minHeight: `${Math.ceil(SIZE / 45) * 1.8}em` }} aria-busy={near} />
      ) : (
        <Marked chunk={chunk} hidden={hidden} at={at} wantsFocus={wantsFocus} onChoose={onChoose} />
      )}
    </div>
  );
}

interface MarkedProps extends Pick<Props, "hidden" | "at" | "wantsFocus" | "onChoose"> {
  readonly chunk: Chunk;
}

function Marked({ chunk, hidden, at, wantsFocus, onChoose }: MarkedProps): VNode {
  const { stretch, claims } = chunk;
  const first = useRef<HTMLElement>(null);
  const spans = useMemo(() => {
    const shown = claims.filter((claim) => !hidden.has(claim.kind as Kind));
    return spansOf(shown, stretch.document);
  }, [claims, hidden, stretch.document]);
  // The chosen place is a mark as well, whether facts rest on it or not: the last one.
  const marks = at === null ? spans : [...spans, { start: at[0], end: at[1], kinds: [] }];
  const parts = useMemo(() => segments(stretch.pieces, marks), [stretch, spans, at?.[0], at?.[1]]);
  const isChosen = (part: Segment) => at !== null && part.marks.includes(spans.length);
  const begin = at !== null && at[0] >= stretch.start ? parts.findIndex(isChosen) : -1;
  useEffect(() => {
    const words = first.current;
    if (words === null) return;
    show(words);
    if (wantsFocus.current !== true) return;
    wantsFocus.current = false;
    words.focus({ preventScroll: true });
  }, [begin, at?.[0], at?.[1]]);
  return (
    <>
      {parts.map((part, number) => {
        const facts = part.marks.filter((mark) => mark < spans.length).map((mark) => spans[mark]) as FactSpan[];
        const chosen = isChosen(part);
        const text = part.masked ? <span class="masked">{part.text}</span> : paged(part.text);
        if (facts.length === 0 && !chosen) return <span key={part.start}>{text}</span>;
        const meant = innermost(facts);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: by keys one goes from mark to mark, see steps.ts
          <mark
            key={part.start}
            ref={number === begin ? first : null}
            {...(number === begin && at !== null ? stop(cut(stretch.pieces, ...at)) : {})}
            class={`fact depth-${Math.min(facts.length, 4)}${chosen ? " chosen" : ""}`}
            title={kindsOf(facts)}
            onClick={() => meant !== null && onChoose(meant)}
          >
            {text}
          </mark>
        );
      })}
    </>
  );
}

/** The chosen words are what Tab reaches, and what is read out there: all of them, though marks may cut them in pieces. */
function stop(words: string) {
  return { role: "button", tabIndex: 0, "aria-label": words } as const;
}

function kindsOf(facts: readonly FactSpan[]): string {
  return [...new Set(facts.flatMap((one) => one.kinds))].map((kind) => term("thing", kind)).join(say("shell.and"));
}

/** A form feed ends a page. */
function paged(text: string): ComponentChildren {
  if (!text.includes("\f")) return text;
  const [before, ...after] = text.split("\f");
  return [before, ...after.flatMap((page, number) => [<hr key={number} class="page-end" />, page])];
}

/** Brings the chosen words to the middle, unless they are in sight. */
function show(words: HTMLElement): void {
  const { top, bottom } = words.getBoundingClientRect();
  const under = words.closest(".document-text")?.getBoundingClientRect().top ?? 0;
  if (top >= Math.max(under, 0) && bottom <= innerHeight) return;
  words.scrollIntoView({ block: "center" });
}
