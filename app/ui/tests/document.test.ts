// A document's facts by place, its chunks, and the way from mark to mark.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Shapes } from "../src/api/ask.ts";
import { bounds, chunkCount, chunkOf, chunksFrom, nearest, SIZE } from "../src/document/chunks.ts";
import { factsAt, innermost, spansOf } from "../src/document/facts.ts";
import { meantBy } from "../src/document/markKeys.ts";

type Claim = Shapes["ClaimItem"];

function claim(id: string, kind: string, thing: string, ...places: readonly (readonly [number, number])[]): Claim {
  const evidence = places.map(([start, end]) => ({ document: "news", start, end }));
  return { id, kind, thing, label: thing.toUpperCase(), evidence } as unknown as Claim;
}

const CLAIMS = [
  claim("c1", "transfer", "t1", [0, 20], [30, 40]),
  claim("c2", "actor", "a1", [3, 5]),
  claim("c3", "transfer", "t1", [0, 20]),
  claim("c4", "event", "e1", [0, 10]),
];

test("every place stands once, with the kinds that rest on it", () => {
  assert.deepEqual(spansOf(CLAIMS, "news"), [
    { start: 0, end: 20, kinds: ["transfer"] },
    { start: 0, end: 10, kinds: ["event"] },
    { start: 3, end: 5, kinds: ["actor"] },
    { start: 30, end: 40, kinds: ["transfer"] },
  ]);
  assert.deepEqual(spansOf(CLAIMS, "other"), []);
});

test("what rests on a place: the nearest words first, a thing once", () => {
  const found = factsAt(CLAIMS, "news", [3, 5]);
  assert.deepEqual(
    found.map((one) => [one.thing, one.claims.map((told) => told.id)]),
    [
      ["a1", ["c2"]],
      ["e1", ["c4"]],
      ["t1", ["c1", "c3"]],
    ],
  );
  assert.deepEqual(factsAt(CLAIMS, "news", [20, 30]), []);
});

test("of marks that nest the innermost is meant", () => {
  assert.deepEqual(innermost(spansOf(CLAIMS, "news"))?.start, 3);
  assert.equal(innermost([]), null);
});

test("chunks cover the text without a gap, an empty text has one", () => {
  assert.equal(chunkCount(0), 1);
  assert.equal(chunkCount(SIZE), 1);
  assert.equal(chunkCount(SIZE + 1), 2);
  assert.equal(bounds(0)[1], bounds(1)[0]);
  assert.equal(chunkOf(SIZE), 1);
});

test("marks are looked for from the chunk before, since chunks begin a little further on", () => {
  assert.deepEqual(chunksFrom(SIZE * 2 + 5, SIZE * 4, 1), [1, 2, 3]);
  assert.deepEqual(chunksFrom(SIZE * 2 + 5, SIZE * 4, -1), [2, 1, 0]);
  assert.deepEqual(chunksFrom(SIZE * 9, SIZE * 4, -1), [3, 2, 1, 0]);
  assert.deepEqual(chunksFrom(0, 10, 1), [0]);
});

test("next and previous go through all marks, nested ones too, and end", () => {
  const spans = spansOf(CLAIMS, "news").toReversed();
  const walked: number[][] = [];
  for (let at = nearest(spans, null, 1); at !== null; at = nearest(spans, at, 1)) walked.push([at.start, at.end]);
  assert.deepEqual(walked, [
    [0, 20],
    [0, 10],
    [3, 5],
    [30, 40],
  ]);
  const back: number[][] = [];
  for (let at = nearest(spans, null, -1); at !== null; at = nearest(spans, at, -1)) back.push([at.start, at.end]);
  assert.deepEqual(back, walked.toReversed());
  assert.deepEqual(nearest(spans, { start: 12, end: 13 }, 1)?.start, 30);
});

for (const [key, where, meant] of [
  ["n", "elsewhere", "next"],
  ["p", "facts", "previous"],
  ["ArrowRight", "text", "next"],
  ["ArrowLeft", "mark", "previous"],
  ["ArrowRight", "elsewhere", null],
  ["ArrowDown", "mark", null],
  ["Enter", "mark", "to_facts"],
  ["Enter", "facts", null],
  ["Escape", "facts", "to_mark"],
  ["Escape", "mark", null],
  [null, "mark", null],
] as const) {
  test(`${key} with the focus on ${where} means ${meant}`, () => assert.equal(meantBy(key, where), meant));
}
