// Loading: where a file goes, what is refused before it is sent, and how long one waits.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING, nextWait, refusal, sendingTo, sizeText } from "../src/load/sending.ts";

const LIMITS = { bytes: 1000, kinds: [".txt", ".pdf"] };

test("what is said of a file counts before what is said of all", () => {
  const all = { ...NOTHING, publisher: "港新聞", marking: "red" };
  const address = sendingTo("報道 1.txt", { ...NOTHING, publisher: " 県警 ", title: "発表" }, all);
  const query = new URLSearchParams(address.split("?")[1]);
  assert.deepEqual(Object.fromEntries(query), { name: "報道 1.txt", title: "発表", publisher: "県警", marking: "red" });
});

test("a file is refused before it is sent, and nothing is where limits are not known", () => {
  assert.equal(refusal({ name: "a.txt", size: 0 }, LIMITS), "empty");
  assert.equal(refusal({ name: "a.txt", size: 1001 }, LIMITS), "too_large");
  assert.equal(refusal({ name: "a.exe", size: 10 }, LIMITS), "kind");
  assert.equal(refusal({ name: "A.PDF", size: 1000 }, LIMITS), null);
  assert.equal(refusal({ name: "a.exe", size: 10_000 }, null), null);
});

test("the wait grows to its end", () => {
  assert.equal(nextWait(400), 600);
  assert.equal(nextWait(4000), 5000);
  assert.equal(nextWait(5000), 5000);
});

test("sizes are told as they are read", () => {
  assert.deepEqual([0, 999, 1500, 250_000, 50_000_000].map(sizeText), ["0 B", "999 B", "1.5 kB", "250 kB", "50 MB"]);
});
