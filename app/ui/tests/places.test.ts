// Places count characters as the record does, and marks that overlap are told apart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, length, type Piece, type Segment, segments } from "../src/parts/places.ts";

const TEXT = "𠮷岡が😀名簿を渡した";

function plain(text: string, start = 0): Piece {
  return { start, end: start + length(text), text, masked: false };
}

function told(found: readonly Segment[]): string[] {
  return found.map((one) => `${one.text}:${one.marks.join("+")}`);
}

test("characters beyond the basic plane count as one", () => {
  assert.equal(length(TEXT), 10);
  assert.equal(cut([plain(TEXT)], 0, 1), "𠮷");
  assert.equal(cut([plain(TEXT)], 3, 6), "😀名簿");
  assert.equal(cut([plain("渡した"), plain(TEXT, 3)], 2, 5), "た𠮷岡");
});

test("what reaches beyond the text is what there is", () => {
  assert.equal(cut([plain("名簿", 10)], 0, 11), "名");
  assert.equal(cut([plain("名簿", 10)], 11, 99), "簿");
  assert.equal(cut([plain("名簿", 10)], 20, 30), "");
});

test("a masked piece is never cut", () => {
  const pieces = [plain("会員の"), { start: 3, end: 7, text: "〔人物1〕", masked: true }, plain("は", 7)];
  assert.equal(cut(pieces, 2, 5), "の〔人物1〕");
  assert.deepEqual(told(segments(pieces, [{ start: 4, end: 8 }])), ["会員の:", "〔人物1〕:0", "は:0"]);
});

test("without marks the text stays in one", () => {
  assert.deepEqual(told(segments([plain(TEXT)], [])), [`${TEXT}:`]);
});

test("marks that overlap, nest, touch and repeat", () => {
  const marks = [
    { start: 3, end: 8 },
    { start: 0, end: 4 },
    { start: 4, end: 6 },
    { start: 4, end: 6 },
    { start: 8, end: 20 },
  ];
  assert.deepEqual(told(segments([plain(TEXT)], marks)), ["𠮷岡が:1", "😀:0+1", "名簿:0+2+3", "を渡:0", "した:4"]);
});

test("a mark over two pieces marks both, and each word stands once", () => {
  const pieces = [plain("名簿を"), plain("渡した", 3)];
  assert.deepEqual(told(segments(pieces, [{ start: 2, end: 4 }])), ["名簿:", "を:0", "渡:0", "した:"]);
});

test("against the plain way: every character has just its marks", () => {
  let seed = 7;
  const next = (most: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % most;
  };
  for (let round = 0; round < 200; round += 1) {
    const cutAt = next(12);
    const letters = [...TEXT];
    const pieces = [plain(letters.slice(0, cutAt).join("")), plain(letters.slice(cutAt).join(""), cutAt)];
    const marks = Array.from({ length: next(6) }, () => ({ start: next(10), end: 0 })).map(({ start }) => ({
      start,
      end: start + 1 + next(8),
    }));
    const found = segments(
      pieces.filter((one) => one.text !== ""),
      marks,
    );
    assert.equal(found.map((one) => one.text).join(""), TEXT);
    for (const one of found) {
      for (let place = one.start; place < one.end; place += 1) {
        const covering = marks.flatMap((mark, number) => (mark.start <= place && place < mark.end ? [number] : []));
        assert.deepEqual(one.marks, covering);
      }
    }
  }
});
