// A quote as it stands in its document: some words before, the quote, some after, and who says it, when and where.
//
//   <Quote evidence={one} />                 one quote
//   <Quotes evidence={hop.evidence} />       the first ones, and "N more"
//
// The quote itself is told at once; what stands around it comes when the document has been asked. A document that only an
// imported file tells of has no text here: then that is said.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { contextQuestion, documentQuestion } from "../api/things.ts";
import { link } from "../state/place.ts";
import { say } from "../words/index.ts";
import { follow } from "./follow.ts";
import { cut } from "./places.ts";

type Evidence = Shapes["Evidence"];
type Document = Shapes["DocumentDetail"];
type Stretch = Shapes["StretchAnswer"];

/** One quote in its context, with its source. */
export function Quote({ evidence }: { readonly evidence: Evidence }): VNode {
  const { document, start, end } = evidence;
  const told = shown(useAnswer<Document>(documentQuestion(document)));
  const has = told !== null && told.characters !== null;
  const around = shown(useAnswer<Stretch>(has ? contextQuestion(document, start, end) : null));
  const here = around?.document === document && around.start <= start && around.end >= end ? around : null;
  return (
    <figure class="quote">
      <blockquote>
        {here !== null && <span class="around">{before(here, start)}</span>}
        <mark>{evidence.quote}</mark>
        {here !== null && <span class="around">{after(here, end)}</span>}
      </blockquote>
      <figcaption>
        <Source evidence={evidence} document={told} />
        {evidence.masked && <span class="note">{say("evidence.masked")}</span>}
        {told !== null && !has && <span class="note">{say("evidence.no_text")}</span>}
        {told?.reprint && <span class="note">{reprint(told.reprint)}</span>}
      </figcaption>
    </figure>
  );
}

interface Many {
  readonly evidence: readonly Evidence[];
  /** How many are shown before one asks for more. */
  readonly most?: number;
}

/** The first quotes, and the others on demand. The same words at the same place stand once. */
export function Quotes({ evidence, most = 3 }: Many): VNode {
  const [all, setAll] = useState(false);
  const told = once(evidence);
  if (told.length === 0) return <p class="quiet">{say("evidence.no_words")}</p>;
  const left = told.length - most;
  return (
    <div class="quotes">
      {(all ? told : told.slice(0, most)).map((one) => (
        <Quote key={placeOf(one)} evidence={one} />
      ))}
      {left > 0 && (
        <button type="button" data-more={all ? undefined : true} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? say("evidence.fewer") : say("evidence.more", { count: left })}
        </button>
      )}
    </div>
  );
}

function Source({ evidence, document }: { readonly evidence: Evidence; readonly document: Document | null }): VNode {
  const there = { view: "documents", doc: evidence.document, at: [evidence.start, evidence.end] } as const;
  const details = [
    document?.publisher ?? null,
    document?.published_at ?? (document === null ? null : say("evidence.undated")),
    evidence.page === null ? null : say("evidence.page", { page: evidence.page }),
    document?.marking ? `TLP:${document.marking.toUpperCase()}` : null,
  ];
  return (
    <>
      <a href={link(there)} onClick={follow(there)}>
        {evidence.title ?? evidence.document}
      </a>
      {details
        .filter((one) => one !== null)
        .map((one) => (
          <span key={one} class="detail">
            {one}
          </span>
        ))}
    </>
  );
}

function before(around: Stretch, start: number): string {
  return `${around.start > 0 ? "…" : ""}${close(cut(around.pieces, around.start, start))}`;
}

function after(around: Stretch, end: number): string {
  return `${close(cut(around.pieces, end, around.end))}${around.end < around.characters ? "…" : ""}`;
}

/** Without empty lines: there is little room, and only the quote itself has to be as it stands. */
function close(text: string): string {
  return text.replace(/\s*\n\s*/g, "\n");
}

function reprint({ of, source }: Shapes["Reprint"]): string {
  return of === null ? say("evidence.credited", { source }) : say("evidence.reprint", { source, title: of.label });
}

/** The same words at the same place stand once. */
export function once(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((one) => [placeOf(one), one])).values()];
}

function placeOf({ document, start, end }: Evidence): string {
  return `${document} ${start} ${end}`;
}
