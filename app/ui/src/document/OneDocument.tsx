// One document: what is known of it, its text with all facts marked, what rests on the chosen words, and what would fall
// without it. `n` and `p` go to the next and the previous mark.
import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { revision } from "../api/revision.ts";
import { documentQuestion } from "../api/things.ts";
import { Asked } from "../parts/Asked.tsx";
import { follow } from "../parts/follow.ts";
import { keyOf } from "../parts/keys.ts";
import { key } from "../state/key.ts";
import { adjust, link, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { ChunkText } from "./ChunkText.tsx";
import { chunkCount, chunkOf, chunksFrom, nearest } from "./chunks.ts";
import { DocumentFacts } from "./DocumentFacts.tsx";
import { FactsHere } from "./FactsHere.tsx";
import { factsAt, KINDS, type Kind, spansOf } from "./facts.ts";
import { type Chunks, chunksOf } from "./readChunk.ts";
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
  const { step, ended } = useSteps(chunks, characters, hidden);
  const wanted = at === null ? [0] : [chunkOf(at[0]), chunkOf(at[0]) - 1];
  return (
    <div class="reading">
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
      <div class="document-text" lang={document.language ?? undefined}>
        {Array.from({ length: chunkCount(characters) }, (_, number) => (
          <ChunkText
            key={number}
            chunks={chunks}
            number={number}
            wanted={wanted.includes(number)}
            hidden={hidden}
            at={at}
            onChoose={(span) => void choose(chunks, [span.start, span.end])}
          />
        ))}
      </div>
    </div>
  );
}

/** Shows what rests on these words, and lights the first of it in the map. */
async function choose(chunks: Chunks, at: readonly [number, number]): Promise<void> {
  adjust({ at });
  const near = await Promise.all([chunkOf(at[0]) - 1, chunkOf(at[0])].filter((one) => one >= 0).map(chunks.read));
  const [first] = factsAt([...new Set(near.flatMap((one) => one.claims))], chunks.document, at);
  if (first !== undefined && place.peek().at?.join() === at.join()) adjust({ sel: first.thing });
}

interface Steps {
  readonly step: (way: 1 | -1) => void;
  /** There is no further mark that way. */
  readonly ended: boolean;
}

function useSteps(chunks: Chunks, characters: number, hidden: ReadonlySet<Kind>): Steps {
  const [ended, setEnded] = useState(false);
  const step = (way: 1 | -1) => {
    const { at } = place.peek();
    void find(chunks, characters, hidden, at, way).then((found) => {
      setEnded(found === null);
      if (found !== null) return choose(chunks, found);
    });
  };
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const pressed = keyOf(event);
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
      if (pressed === "n") latest.current(1);
      if (pressed === "p") latest.current(-1);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return { step, ended };
}

/** The next mark that way; chunks on the way are read, seen or not. */
async function find(
  chunks: Chunks,
  characters: number,
  hidden: ReadonlySet<Kind>,
  at: readonly [number, number] | null,
  way: 1 | -1,
): Promise<readonly [number, number] | null> {
  const from = at === null ? null : { start: at[0], end: at[1] };
  for (const number of chunksFrom(from?.start ?? (way === 1 ? 0 : characters), characters, way)) {
    const { claims, stretch } = await chunks.read(number);
    const shown = claims.filter((claim) => !hidden.has(claim.kind as Kind));
    const here = spansOf(shown, chunks.document).filter((one) => one.start >= stretch.start && one.start < stretch.end);
    const found = nearest(here, from, way);
    if (found !== null) return [found.start, found.end];
  }
  return null;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, select, textarea, [contenteditable]") !== null;
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
