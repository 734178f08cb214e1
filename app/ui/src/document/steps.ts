// From mark to mark: by buttons, by N and P from anywhere, and in the text by the left and right arrow.
//
// Of hundreds of marks one is a stop for Tab: the chosen one, which holds the focus when a key led to it. Enter goes on to
// what rests on these words, for that is seldom one fact alone; Escape leads back to them.
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { keyOf } from "../parts/keys.ts";
import { adjust, place } from "../state/place.ts";
import { chunkOf, chunksFrom, nearest } from "./chunks.ts";
import { factsAt, type Kind, spansOf } from "./facts.ts";
import { type Key, meantBy } from "./markKeys.ts";
import type { Chunks } from "./readChunk.ts";

/** Shows what rests on these words, and lights the first of it in the map. */
export async function choose(chunks: Chunks, at: readonly [number, number]): Promise<void> {
  adjust({ at });
  const near = await Promise.all([chunkOf(at[0]) - 1, chunkOf(at[0])].filter((one) => one >= 0).map(chunks.read));
  const [first] = factsAt([...new Set(near.flatMap((one) => one.claims))], chunks.document, at);
  if (first !== undefined && place.peek().at?.join() === at.join()) adjust({ sel: first.thing });
}

export interface Steps {
  readonly step: (way: 1 | -1) => void;
  /** There is no further mark that way. */
  readonly ended: boolean;
  /** The mark that is chosen next takes the focus, as soon as it is drawn. */
  readonly wantsFocus: RefObject<boolean>;
}

/** `reading` holds the text and the facts beside it. */
export function useSteps(
  chunks: Chunks,
  characters: number,
  hidden: ReadonlySet<Kind>,
  reading: RefObject<HTMLElement>,
): Steps {
  const [ended, setEnded] = useState(false);
  const wantsFocus = useRef(false);
  const step = (way: 1 | -1) => {
    const { at } = place.peek();
    void find(chunks, characters, hidden, at, way).then((found) => {
      setEnded(found === null);
      if (found === null) wantsFocus.current = false;
      else return choose(chunks, found);
    });
  };
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isField(event.target)) return;
      const meant = meantBy(keyOf(event), whereIs(event.target, reading.current));
      if (meant === null) return;
      event.preventDefault();
      if (meant === "to_facts") reading.current?.querySelector<HTMLElement>(".facts-here a")?.focus();
      else if (meant === "to_mark") reading.current?.querySelector<HTMLElement>(CHOSEN)?.focus();
      else {
        wantsFocus.current = true;
        latest.current(meant === "next" ? 1 : -1);
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [reading]);
  return { step, ended, wantsFocus };
}

const CHOSEN = "mark[tabindex='0']";

function whereIs(target: EventTarget | null, reading: HTMLElement | null): Key["where"] {
  if (!(target instanceof Element) || reading?.contains(target) !== true) return "elsewhere";
  if (target.matches("mark")) return "mark";
  if (target.matches(".document-text")) return "text";
  return target.closest(".facts-here") === null ? "elsewhere" : "facts";
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
