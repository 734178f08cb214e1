// Slots of a transfer, and what a conflict does to the paths of an answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Shapes } from "../src/api/ask.ts";
import { effectsOf, pathsThrough } from "../src/evidence/disputes.ts";
import { slotsOf } from "../src/evidence/slots.ts";
import { SLOTS } from "../src/state/address.ts";

const SOMEBODY = { id: "actor-1", label: "北浜商店" };
const FACT: Omit<Shapes["TransferItem"], "id"> = {
  incident: null,
  provider: SOMEBODY,
  recipient: null,
  dataset: null,
  action: "sale",
  medium: "unknown",
  stated: { earliest: null, latest: "2031-04-30" },
  time_text: null,
  status: "alleged",
  lawful: false,
  confidence: 0.7,
  record_count: null,
  price: null,
  how: { provider: "implied", action: "stated", medium: "stated", window: "clause", status: "stated" },
  inferred: ["provider"],
  by_policy: ["stated", "status"],
  part_of: null,
  after: [],
  evidence: [],
};

test("every slot stands there, filled or not", () => {
  const slots = new Map(slotsOf(FACT, "t1", []).map((one) => [one.slot, one]));
  assert.deepEqual([...slots.keys()], [...SLOTS]);
  assert.deepEqual(
    [...slots.values()].filter((one) => one.filled).map((one) => one.slot),
    ["provider", "action", "window", "status"],
  );
});

test("how a slot was filled is told of filled slots only", () => {
  const how = Object.fromEntries(slotsOf(FACT, "t1", []).map((one) => [one.slot, one.how]));
  assert.equal(how.provider, "implied");
  assert.equal(how.window, "clause");
  assert.equal(how.medium, null);
  assert.equal(how.price, null);
});

test("what the policy chose is told, the days by the name of the answer", () => {
  assert.deepEqual(
    slotsOf(FACT, "t1", [])
      .filter((one) => one.byPolicy)
      .map((one) => one.slot),
    ["window", "status"],
  );
});

test("a slot is disputed where a conflict is about the transfer itself", () => {
  const conflicts = [
    { subject: "t1", property: "time" },
    { subject: "actor-1", property: "status" },
    { subject: null, property: "price" },
  ];
  const found = slotsOf(FACT, "t1", conflicts).filter((one) => one.disputed);
  assert.deepEqual(
    found.map((one) => one.slot),
    ["window"],
  );
});

function path(transfers: readonly string[], disputes: readonly Partial<Shapes["Dispute"]>[]): Shapes["PathItem"] {
  const hops = transfers.map((transfer) => ({ transfer, parts: [`${transfer}-part`] }));
  return { hops, why: { disputes } } as unknown as Shapes["PathItem"];
}

const side = (effect: Shapes["Reading"]["effect"]) => ({ value: "x", claimed_by: null, evidence: [], effect });

test("what becomes of each path if one side is right", () => {
  const paths = [
    path(["t1"], []),
    path(
      ["t1", "t2"],
      [
        { id: "c1", claims: [side("holds"), side("fails")] },
        { id: "c2", claims: [side(null)] },
      ],
    ),
  ];
  assert.deepEqual(effectsOf(paths, "c1"), [{ path: 2, effects: ["holds", "fails"] }]);
  assert.deepEqual(effectsOf(paths, "c3"), []);
});

test("paths that take a transfer, also as a part of one", () => {
  const paths = [path(["t1"], []), path(["t2", "t3"], [])];
  assert.deepEqual(pathsThrough(paths, "t3"), [2]);
  assert.deepEqual(pathsThrough(paths, "t1-part"), [1]);
  assert.deepEqual(pathsThrough(paths, "t9"), []);
});
