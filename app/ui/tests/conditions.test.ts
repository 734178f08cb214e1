// Conditions of a question: what differs is told, and can be taken away or loosened.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chosenPath, differing, loosenings, without } from "../src/finder/conditions.ts";
import { START } from "../src/state/address.ts";

test("what is as by default is no condition", () => {
  assert.deepEqual(differing(START), []);
  assert.deepEqual(differing({ ...START, min_status: "suspected" }), []);
});

test("what differs is told in the order of the form, and is gone when taken away", () => {
  const at = { ...START, k: 3, mode: "certain", by: "2031-04-01" } as const;
  assert.deepEqual(differing(at), ["by", "mode", "k"]);
  assert.deepEqual(differing({ ...at, ...without("by") }), ["mode", "k"]);
  assert.deepEqual(differing({ ...at, ask: "downstream" }), ["by", "mode"]);
});

test("where nothing was found, each condition can be loosened, and longer paths asked for", () => {
  assert.deepEqual(
    loosenings({ ...START, mode: "certain", k: 1 }).map((one) => one.condition),
    ["mode", "max_hops"],
  );
  assert.deepEqual(loosenings({ ...START, max_hops: 15 }), []);
});

test("the first path is chosen unless the address says another that there is", () => {
  assert.equal(chosenPath(START, 0), null);
  assert.equal(chosenPath(START, 3), 1);
  assert.equal(chosenPath({ ...START, path: 3 }, 3), 3);
  assert.equal(chosenPath({ ...START, path: 4 }, 3), 1);
});
