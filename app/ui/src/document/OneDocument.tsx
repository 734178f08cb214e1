// One document: what is known of it, its text with all facts marked, what rests on the chosen words, and what would fall
// without it. steps.ts has the keys.
import type { VNode } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { revision } from "../api/revision.ts";
import { documentQuestion } from "../api/things.ts";
import { Asked } from "../parts/Asked.tsx";
import { follow } from "../parts/follow.ts";
import { key } from "../state/key.ts";
import { link, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { ChunkText } from "./ChunkText.tsx";
import { chunkCount, chunkOf } from "./chunks.ts";
import { DocumentFacts } from "./DocumentFacts.tsx";
import { FactsHere } from "./FactsHere.tsx";
import { KINDS, type Kind } from "./facts.ts";
import { chunksOf } from "./readChunk.ts";
import { choose, useSteps } from "./steps.ts";
import { Without } from "./Without.tsx";

type Document = Shapes["DocumentDetail"];

export function OneDocument({ id }: { readonly id: string }): VNode {
  const answer = useAnswer<Document>(documentQuestion(id));
  const list = { doc: null, at: null } as const;
  return (
    <div class="one-document">
      <p>
        <a href={link(list)} onClick={follow(list)}>
          {say("document.all")}
        </a>
      </p>
      <Asked answer={answer}>{(document) => <Told key={document.store_id} document={document} />}</Asked>
    </div>
  );
}

function Told({ document }: { readonly document: Document }): VNode {
  return (
    <article>
      <h2>{document.label}</h2>
      <DocumentFacts document={document} />
      {document.characters === null ? (
        <p class="note-inferred">{say("evidence.no_text")}</p>
      ) : (
        <Text document={document} characters={document.characters} />
      )}
      <Without document={document.id} />
    </article>
  );
}

function Text({ document, characters }: { readonly document: Document; readonly characters: number }): VNode {
  const { at, lang } = place.value;
  const [hidden, setHidden] = useState<ReadonlySet<Kind>>(new Set());
  const asked = `${document.id} ${lang} ${key.value} ${revision.value}`;
  // All that the chunks depend on stands in `asked`.
  const chunks = useMemo(() => chunksOf(document.id), [asked]);
  const reading = useRef<HTMLDivElement>(null);
  const { step, ended, wantsFocus } = useSteps(chunks, characters, hidden, reading);
  const wanted = at === null ? [0] : [chunkOf(at[0]), chunkOf(at[0]) - 1];
  return (
    <div class="reading" ref={reading}>
      <div class="reading-bar">
        <KindFilter hidden={hidden} onChange={setHidden} />
        <p class="steps">
          <button type="button" onClick={() => step(-1)} aria-keyshortcuts="p">
            {say("document.previous")}
          </button>
          <button type="button" onClick={() => step(1)} aria-keyshortcuts="n">
            {say("document.next")}
          </button>
          <span aria-live="polite" class="quiet">
            {ended ? say("document.ended") : ""}
          </span>
        </p>
      </div>
      <FactsHere chunks={chunks} hidden={hidden} />
      {/* One stop for Tab: the text while nothing is chosen, then the chosen mark; arrows go from mark to mark. */}
      <section
        class="document-text"
        lang={document.language ?? undefined}
        aria-label={say("document.text")}
        tabIndex={at === null ? 0 : -1}
      >
        {Array.from({ length: chunkCount(characters) }, (_, number) => (
          <ChunkText
            key={number}
            chunks={chunks}
            number={number}
            wanted={wanted.includes(number)}
            hidden={hidden}
            at={at}
            wantsFocus={wantsFocus}
            onChoose={(span) => void choose(chunks, [span.start, span.end])}
          />
        ))}
      </section>
    </div>
  );
}

interface FilterProps {
  readonly hidden: ReadonlySet<Kind>;
  readonly onChange: (hidden: ReadonlySet<Kind>) => void;
}

function KindFilter({ hidden, onChange }: FilterProps): VNode {
  const turn = (kind: Kind) => {
    const next = new Set(hidden);
    if (!next.delete(kind)) next.add(kind);
    onChange(next);
  };
  return (
    <fieldset class="kinds">
      <legend>{say("document.kinds")}</legend>
      {KINDS.map((kind) => (
        <label key={kind}>
          <input type="checkbox" checked={!hidden.has(kind)} onChange={() => turn(kind)} />
          {term("thing", kind)}
        </label>
      ))}
    </fieldset>
  );
}
