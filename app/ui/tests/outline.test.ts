// The map as a tree: each transfer under both of its ends, and the keys of a tree.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scene, SceneActor, SceneTransfer } from "../src/graph/scene.ts";
import { branchesOf, rowsOf, step } from "../src/outline/tree.ts";

const actor = (id: string, isOut = false) => ({ id, label: id, isOut }) as SceneActor;
const transfer = (id: string, provider: string | null, recipient: string | null, day: string | null, isOut = false) =>
  ({ id, provider, recipient, stated: { earliest: day, latest: day }, isOut }) as SceneTransfer;

const SCENE = {
  actors: [actor("shop"), actor("clerk"), actor("dealer"), actor("gone", true)],
  transfers: [
    transfer("late", "clerk", "dealer", "2031-05-01"),
    transfer("undated", "clerk", null, null),
    transfer("early", "shop", "clerk", "2031-02-01"),
    transfer("out", "clerk", "gone", "2031-01-01", true),
  ],
} as unknown as Scene;
const BRANCHES = branchesOf(SCENE);

test("an actor has what it gave and received, in the order of time, and what is put out is not there", () => {
  const told = BRANCHES.map((one) => [one.id, one.leaves.map((leaf) => `${leaf.way} ${leaf.transfer.id}`)]);
  assert.deepEqual(told, [
    ["shop", ["gave early"]],
    ["clerk", ["received early", "gave late", "gave undated"]],
    ["dealer", ["received late"]],
  ]);
});

test("rows have ids of their own, though a transfer stands under both ends", () => {
  const rows = rowsOf(BRANCHES, new Set(["shop", "clerk", "dealer"]));
  assert.equal(new Set(rows.map((row) => row.id)).size, rows.length);
  assert.equal(rowsOf(BRANCHES, new Set()).length, 3);
});

test("keys lead through what is open", () => {
  const rows = rowsOf(BRANCHES, new Set(["clerk"]));
  const first = "clerk received early";
  assert.deepEqual(step(rows, "shop", "ArrowDown"), { to: "clerk" });
  assert.deepEqual(step(rows, "clerk", "ArrowDown"), { to: first });
  assert.deepEqual(step(rows, "clerk", "ArrowRight"), { to: first });
  assert.deepEqual(step(rows, first, "ArrowLeft"), { to: "clerk" });
  assert.deepEqual(step(rows, "shop", "ArrowRight"), { toggle: "shop" });
  assert.deepEqual(step(rows, "clerk", "ArrowLeft"), { toggle: "clerk" });
  assert.deepEqual([step(rows, first, "Home"), step(rows, first, "End")], [{ to: "shop" }, { to: "dealer" }]);
});

test("at an end, and by other keys, nothing happens", () => {
  const rows = rowsOf(BRANCHES, new Set());
  for (const [at, key] of [
    ["shop", "ArrowUp"],
    ["dealer", "ArrowDown"],
    ["shop", "ArrowLeft"],
    ["shop", "x"],
  ] as const) {
    assert.equal(step(rows, at, key), null, `${at} ${key}`);
  }
  assert.equal(step([], "shop", "Home"), null);
});
