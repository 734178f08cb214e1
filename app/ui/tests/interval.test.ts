// Days as conflicts write them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { intervalOf } from "../src/parts/interval.ts";

for (const [text, earliest, latest] of [
  ["2031-04-01", "2031-04-01", "2031-04-01"],
  ["2031-04-01/2031-04-30", "2031-04-01", "2031-04-30"],
  ["/2031-04-30", null, "2031-04-30"],
  ["2031-04-01/", "2031-04-01", null],
] as const) {
  test(`${text} is a window`, () => assert.deepEqual(intervalOf(text), { earliest, latest }));
}

for (const value of ["", "/", "April", "2031-04", "2031-04-01/2031-04-02/2031-04-03", 7, null, ["2031-04-01"]]) {
  test(`${JSON.stringify(value)} is none`, () => assert.equal(intervalOf(value), null));
}
