// Texts as they stand on the map: names in few lines, days in few figures.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shortDays } from "../../src/graph/shortDays.ts";
import { widthOf, wrapped } from "../../src/graph/wrapped.ts";

test("a short name is one line", () => {
  assert.deepEqual(wrapped("元派遣社員", 11, 2), ["元派遣社員"]);
});

test("a long name is broken anywhere, but not within a word of Latin letters", () => {
  assert.deepEqual(wrapped("みどり沢通販カスタマーセンター", 11, 2), ["みどり沢通販カスタマー", "センター"]);
  assert.deepEqual(wrapped("Aster Kestrel Customer Services", 11, 3), ["Aster Kestrel", "Customer Services"]);
});

test("what does not fit ends in an ellipsis, within its width", () => {
  const lines = wrapped("北浜データサービス第二営業本部企画室分室", 6, 2);
  assert.equal(lines.length, 2);
  assert.ok(lines[1]?.endsWith("…"));
  for (const line of lines) assert.ok(widthOf(line) <= 7.1, line);
});

test("no line begins with a mark that ends something, and nothing but the cut is lost", () => {
  for (const text of ["名簿業者(東京)、買い手", "Ａ社。Ｂ社", "x".repeat(90), "👩‍👩‍👧の会", ""]) {
    const lines = wrapped(text, 5, 99);
    assert.equal(lines.join("").replaceAll(" ", ""), text.replaceAll(" ", ""));
    for (const line of lines) assert.ok(!/^[、。)]/.test(line), line);
  }
});

for (const [earliest, latest, short] of [
  ["2003-12-01", "2003-12-31", ["2003-12", "2003-12"]],
  ["2003-01-01", "2003-12-31", ["2003", "2003"]],
  ["2004-02-01", "2004-02-29", ["2004-02", "2004-02"]],
  ["2013-03-01", "2022-03-31", ["2013-03", "2022-03"]],
  ["2013-03-02", "2022-03-31", ["2013-03-02", "2022-03-31"]],
  ["2013-03-05", "2013-03-05", ["2013-03-05", "2013-03-05"]],
  [null, "2022-03-31", [null, "2022-03"]],
  ["2013-03-01", null, ["2013-03", null]],
  [null, null, [null, null]],
] as const) {
  test(`${earliest} to ${latest} in few figures`, () => {
    assert.deepEqual(Object.values(shortDays({ earliest, latest })), short);
  });
}
