// Claims of a document → the places that they rest on, and what rests on a place.
//
//   spansOf(claims, "news")                →  [{ start: 0, end: 12, kinds: ["transfer", "actor"] }, …] in the order of the text
//   factsAt(claims, "news", [3, 8])        →  [{ thing: "transfer-1", kind: "transfer", label: …, claims: […] }, …]
import type { Shapes } from "../api/ask.ts";
import type { Span } from "../parts/places.ts";

type Claim = Shapes["ClaimItem"];

export const KINDS = ["transfer", "actor", "dataset", "event", "affected", "holding", "incident", "conflict"] as const;
export type Kind = (typeof KINDS)[number];

export interface FactSpan extends Span {
  /** Kinds of the things that rest on it, in the order of KINDS. */
  readonly kinds: readonly Kind[];
}

/** Statements about one thing. */
export interface Fact {
  readonly thing: string;
  readonly kind: Kind;
  readonly label: string;
  readonly claims: readonly Claim[];
}

/** Every place once, in the order of the text; of those that begin together the longest first. */
export function spansOf(claims: readonly Claim[], document: string): FactSpan[] {
  const found = new Map<string, { start: number; end: number; kinds: Set<string> }>();
  for (const claim of claims) {
    for (const quote of claim.evidence) {
      if (quote.document !== document) continue;
      const place = `${quote.start} ${quote.end}`;
      const there = found.get(place) ?? { start: quote.start, end: quote.end, kinds: new Set<string>() };
      there.kinds.add(claim.kind);
      found.set(place, there);
    }
  }
  return [...found.values()]
    .map(({ start, end, kinds }) => ({ start, end, kinds: KINDS.filter((kind) => kinds.has(kind)) }))
    .sort(inOrder);
}

export function inOrder(one: Span, other: Span): number {
  return one.start - other.start || other.end - one.end;
}

/** What rests on words that hold this place: those with the shortest words first, all statements about a thing together. */
export function factsAt(claims: readonly Claim[], document: string, place: readonly [number, number]): Fact[] {
  const holding = claims
    .map((claim) => ({ claim, size: shortest(claim, document, place) }))
    .filter((one) => one.size !== Number.POSITIVE_INFINITY)
    .sort((one, other) => one.size - other.size);
  const found = new Map<string, Claim[]>();
  for (const { claim } of holding) found.set(claim.thing, [...(found.get(claim.thing) ?? []), claim]);
  return [...found.values()].map((told) => {
    const [first] = told as [Claim, ...Claim[]];
    return { thing: first.thing, kind: first.kind as Kind, label: first.label, claims: told };
  });
}

/** The span that was meant by somebody who chose words that several have: the shortest. */
export function innermost(spans: readonly FactSpan[]): FactSpan | null {
  const [first, ...others] = spans;
  if (first === undefined) return null;
  return others.reduce((best, one) => (one.end - one.start < best.end - best.start ? one : best), first);
}

function shortest(claim: Claim, document: string, [start, end]: readonly [number, number]): number {
  const sizes = claim.evidence
    .filter((one) => one.document === document && one.start <= start && one.end >= end)
    .map((one) => one.end - one.start);
  return Math.min(Number.POSITIVE_INFINITY, ...sizes);
}
