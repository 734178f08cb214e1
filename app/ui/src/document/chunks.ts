// A long text → chunks that are asked for one by one; which of them a place is in, and which mark comes next.
//
// Chunks are asked for by lines, so each begins and ends a little further on than planned: a place may stand in the chunk
// before the one that it is planned for.

import type { Span } from "../parts/places.ts";
import { inOrder } from "./facts.ts";

/** Characters of a chunk. */
export const SIZE = 4_000;

export function chunkCount(characters: number): number {
  return Math.max(1, Math.ceil(characters / SIZE));
}

/** The chunk that holds a place, or the one behind it. */
export function chunkOf(place: number): number {
  return Math.floor(place / SIZE);
}

/** Where a chunk is asked for. */
export function bounds(chunk: number): readonly [number, number] {
  return [chunk * SIZE, (chunk + 1) * SIZE];
}

/** Chunks in which something is looked for, beginning with the one at `place`, to the end of the text or back to its start. */
export function chunksFrom(place: number, characters: number, step: 1 | -1): number[] {
  const last = chunkCount(characters) - 1;
  const found: number[] = [];
  const first = step === 1 ? Math.max(0, chunkOf(place) - 1) : Math.min(last, chunkOf(place));
  for (let chunk = first; chunk >= 0 && chunk <= last; chunk += step) found.push(chunk);
  return found;
}

/** The mark before or behind `from` among these, or null; `from` null is the start or the end of the text. */
export function nearest<T extends Span>(spans: readonly T[], from: Span | null, step: 1 | -1): T | null {
  const beyond = from === null ? spans : spans.filter((one) => inOrder(one, from) * step > 0);
  const [first, ...others] = beyond;
  if (first === undefined) return null;
  return others.reduce((best, one) => (inOrder(one, best) * step < 0 ? one : best), first);
}
