// Places of a text that count characters as the record does (code points) → the words there, and who marks them.
//
//   cut([{ start: 0, end: 3, text: "𠮷田が", masked: false }], 1, 2)  →  "田"
//
// JavaScript counts 𠮷 or an emoji as two; the record counts it as one. A masked piece shows other words in place of the
// original's, so it is never cut: whoever marks a part of it marks all of it.

/** Words at `[start, end)` of the original; a character for each place unless `masked`. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly masked: boolean;
}

/** Marked places of the original. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Words that are marked by the same spans: `marks` are their numbers in the list, in its order. */
export interface Segment extends Piece {
  readonly marks: readonly number[];
}

/** The words at `[start, end)`. */
export function cut(pieces: readonly Piece[], start: number, end: number): string {
  return pieces
    .filter((piece) => piece.start < end && piece.end > start)
    .map((piece) => (piece.masked ? piece.text : slice(piece, start, end)))
    .join("");
}

/** How many characters a text has, as the record counts them. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/**
 * Pieces cut where a mark begins or ends, each with all marks that cover it. Marks may overlap, nest and reach beyond
 * the pieces; pieces follow each other.
 */
export function segments(pieces: readonly Piece[], marks: readonly Span[]): Segment[] {
  const order = marks.map((_, number) => number).sort((a, b) => at(marks, a).start - at(marks, b).start);
  const found: Segment[] = [];
  let waiting = 0;
  let open: number[] = [];
  for (const piece of pieces) {
    const here = (number: number) => at(marks, number).start < piece.end && at(marks, number).end > piece.start;
    while (waiting < order.length && at(marks, order[waiting] ?? 0).start < piece.end) {
      open.push(order[waiting] ?? 0);
      waiting += 1;
    }
    open = open.filter((number) => at(marks, number).end > piece.start);
    found.push(...split(piece, marks, open.filter(here)));
  }
  return found;
}

function split(piece: Piece, marks: readonly Span[], open: readonly number[]): Segment[] {
  if (piece.masked || open.length === 0) return [{ ...piece, marks: open.toSorted((a, b) => a - b) }];
  const inside = open.flatMap((number) => [at(marks, number).start, at(marks, number).end]);
  const places = [
    ...new Set([piece.start, ...inside.filter((one) => one > piece.start && one < piece.end), piece.end]),
  ];
  places.sort((a, b) => a - b);
  return places.slice(1).map((end, number) => {
    const start = places[number] ?? piece.start;
    const covering = open.filter((one) => at(marks, one).start < end && at(marks, one).end > start);
    return { start, end, text: slice(piece, start, end), masked: false, marks: covering.toSorted((a, b) => a - b) };
  });
}

function slice(piece: Piece, start: number, end: number): string {
  const from = Math.max(start - piece.start, 0);
  const to = Math.min(end, piece.end) - piece.start;
  const narrow = piece.text.length === piece.end - piece.start;
  return narrow ? piece.text.slice(from, to) : [...piece.text].slice(from, to).join("");
}

function at(marks: readonly Span[], number: number): Span {
  return marks[number] ?? { start: 0, end: 0 };
}
