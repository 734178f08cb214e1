// What is drawn: parts in their order, each thing once, within what a picture holds; the path, what is put out, what is left.
import assert from "node:assert/strict";
import { test } from "node:test";
import { switched } from "../../src/graph/legend.ts";
import { addedTo, chainLayout, layoutOf, pictureOf, type Words } from "../../src/graph/picture.ts";
import {
  BESIDE,
  type DrawnActor,
  type DrawnTransfer,
  type Given,
  MOST_ELEMENTS,
  type Scene,
  sceneOf,
} from "../../src/graph/scene.ts";
import { rowsOf, sorted } from "../../src/graph/table.ts";
import { first, walk } from "../../src/graph/walk.ts";

type Answer = Given["base"];

function actor(id: string, transfers: number, more: Partial<DrawnActor> = {}): DrawnActor {
  const plain = { roles: [], incidents: [], members: [], candidates: [] };
  return { id, label: id.toUpperCase(), kind: "person", ...plain, transfers, ...more };
}

function transfer(id: string, provider: string | null, recipient: string | null, day: string | null): DrawnTransfer {
  const told = { action: "handover", medium: "unknown", status: "confirmed", lawful: false, confidence: 1 } as const;
  const none = { incident: null, dataset: null, record_count: null, price: null, inferred: [], part_of: null };
  return { id, provider, recipient, stated: { earliest: day, latest: day }, ...told, ...none, quotes: 1 };
}

function answer(actors: DrawnActor[], transfers: DrawnTransfer[], left_out = 0): Answer {
  const frame = {
    policy: "all",
    truncated: left_out > 0,
    cut: [],
    elapsed_ms: 1,
    revision: "revision-1",
    datasets: [],
    incidents: [],
  } as const;
  return {
    ...frame,
    cut: [],
    datasets: [],
    incidents: [],
    actors,
    transfers,
    left_out,
    known_on: null,
    undated_documents: null,
  };
}

const BASE = answer(
  [actor("a", 1), actor("b", 3, { kind: "group", members: ["c"], roles: ["insider"] }), actor("c", 2)],
  [transfer("t1", "a", "b", "2031-01-01"), { ...transfer("t2", "b", "c", "2031-02-01"), status: "denied" }],
);
const MORE = answer(
  [actor("b", 3), actor("d", 1)],
  [transfer("t1", "a", "b", "2031-01-01"), transfer("t3", "b", "d", null), transfer("t4", null, "c", null)],
);

function scene(given: Partial<Given> = {}): Scene {
  return sceneOf({ base: BASE, more: [], beside: [], path: null, holders: [], hidden: [], ...given });
}

function path(certain: boolean, ...hops: string[]): Given["path"] {
  return { certain, hops: hops.map((one) => ({ transfer: one, parts: [] })) } as unknown as Given["path"];
}

function ids(things: readonly { readonly id: string }[]): string[] {
  return things.map((one) => one.id);
}

test("what is added comes after the base, each thing once, and an end that is not stated is one of its own", () => {
  const drawn = scene({ more: [MORE] });
  assert.deepEqual(ids(drawn.transfers), ["t1", "t2", "t3", "t4"]);
  assert.deepEqual(ids(drawn.actors), ["a", "b", "c", "d"]);
  assert.deepEqual(ids(drawn.ends), ["open:t4:provider"]);
  assert.deepEqual(
    drawn.ties.map((one) => [one.kind, one.whole, one.part]),
    [["member", "b", "c"]],
  );
});

test("each actor says how many of its transfers are not drawn", () => {
  const undrawn = (of: Scene) => of.actors.map((one) => one.undrawn);
  assert.deepEqual(undrawn(scene()), [0, 1, 1]);
  assert.deepEqual(undrawn(scene({ more: [MORE] })), [0, 0, 0, 0]);
});

test("the legend counts what is there, also what it has put out", () => {
  const drawn = scene({ hidden: ["kind:group", "status:planned"] });
  const told = (entries: readonly { token: string; count: number; isOut: boolean }[]) =>
    entries.map((one) => `${one.token} ${one.count}${one.isOut ? " out" : ""}`);
  assert.deepEqual(told(drawn.legend.kinds), ["kind:person 2", "kind:group 1 out"]);
  assert.deepEqual(told(drawn.legend.statuses), ["status:confirmed 1", "status:planned 0 out", "status:denied 1"]);
  assert.deepEqual(told(drawn.legend.roles), ["role:none 2", "role:insider 1"]);
  assert.deepEqual(drawn.out, { actors: 1, transfers: 2 }); // with an actor go its transfers
});

test("an actor is out with the last of its roles", () => {
  const two = answer([actor("a", 0, { roles: ["insider", "client"] })], []);
  assert.equal(scene({ base: two, hidden: ["role:insider"] }).out.actors, 0);
  assert.equal(scene({ base: two, hidden: ["role:insider", "role:client"] }).out.actors, 1);
  assert.deepEqual(switched(switched(["x"], "y"), "x"), ["y"]);
});

test("the path is lit, whatever is beside it, and can stand alone", () => {
  const lit = scene({ more: [MORE], path: path(false, "t1", "t3") });
  assert.deepEqual(lit.path, { certain: false, hops: 2, drawn: 2 });
  assert.deepEqual(
    lit.transfers.map((one) => one.hop),
    [1, null, 2, null],
  );
  const alone = scene({ more: [MORE], path: path(true, "t1"), hidden: [BESIDE] });
  assert.deepEqual(ids(alone.transfers.filter((one) => !one.isOut)), ["t1"]);
  assert.deepEqual(ids(alone.actors.filter((one) => !one.isOut)), ["a", "b"]);
  assert.equal(scene({ hidden: [BESIDE] }).out.actors, 0); // without a path there is nothing beside it
});

test("a hop that is not drawn is taken from beside, and nothing else of there", () => {
  const drawn = scene({ beside: [MORE], path: path(true, "t3") });
  assert.deepEqual(ids(drawn.transfers), ["t1", "t2", "t3"]);
  assert.deepEqual(ids(drawn.actors), ["a", "b", "c", "d"]);
  assert.equal(scene({ path: path(true, "t3") }).path?.drawn, 0);
});

test("a picture holds so much; what is beyond is told, and a path is always in it", () => {
  const actors = Array.from({ length: 900 }, (_, index) => actor(`n${index}`, 2));
  const made = actors.slice(1).map((one, index) => transfer(`s${index}`, `n${index}`, one.id, null));
  const drawn = scene({ base: answer(actors, made), path: path(true, "s898") });
  const count = drawn.actors.length + drawn.ends.length + drawn.transfers.length + drawn.ties.length;
  assert.ok(count <= MOST_ELEMENTS + 3, String(count));
  assert.equal(drawn.beyond.length + drawn.transfers.length, 899);
  assert.equal(drawn.path?.drawn, 1);
  assert.equal(rowsOf(drawn).length, 899);
});

test("what was left out by the answer is told", () => {
  assert.equal(scene({ base: { ...BASE, left_out: 7 } }).leftOut, 7);
  assert.deepEqual(scene({ more: [{ ...MORE, revision: null }] }).revisions, ["revision-1"]);
  assert.deepEqual(scene({ more: [{ ...MORE, revision: "revision-2" }] }).revisions, ["revision-1", "revision-2"]);
});

const WORDS: Words = {
  name: (one) => one.label,
  role: (one) => one.roles.join(" "),
  below: (one) => (one.undrawn > 0 ? [`+${one.undrawn}`] : []),
  end: () => "?",
  transfer: (one, isCertain) => [`${one.id}${isCertain === null ? "" : isCertain ? "!" : "~"}`],
  tie: (one) => one.kind,
};

test("what stands keeps its place while parts are added, and a link draws the same at once", () => {
  const before = layoutOf(scene(), chainLayout);
  const after = addedTo(before, scene({ more: [MORE] }));
  for (const [id, at] of before.places) assert.deepEqual(after.places.get(id), at);
  assert.deepEqual(after, layoutOf(scene({ more: [MORE] }), chainLayout));
  assert.deepEqual([...after.places.keys()].sort(), ["a", "b", "c", "d", "open:t4:provider"]);
});

test("a picture has no more than is to be seen", () => {
  const of = (given: Partial<Given>) => {
    const drawn = scene(given);
    const { places, ways } = layoutOf(drawn, chainLayout);
    return pictureOf(drawn, places, ways, WORDS);
  };
  const lit = of({ more: [MORE], path: path(false, "t1"), hidden: ["status:denied"] });
  assert.deepEqual(ids(lit.edges), ["member:b:c", "t1", "t3", "t4"]);
  assert.deepEqual(lit.edges[1]?.lines, ["t1~"]);
  assert.deepEqual(ids(lit.nodes.filter((one) => one.isDim)), ["c", "d", "open:t4:provider"]);
  assert.deepEqual(of({}).nodes[1]?.below, ["insider", "+1"]);
  const held = { actor: { id: "a", label: "A" }, certain: false } as unknown as Given["holders"][number];
  assert.equal(of({ holders: [held] }).nodes[0]?.held, "possible");
});

test("keys lead along the arrows, to whoever stands where, and never nowhere", () => {
  const drawn = scene({ more: [MORE] });
  const { places, ways } = layoutOf(drawn, chainLayout);
  const picture = pictureOf(drawn, places, ways, WORDS);
  assert.equal(first(picture), "a");
  assert.equal(walk(picture, null, "ArrowRight"), "a");
  assert.equal(walk(picture, "a", "ArrowRight"), "t1");
  assert.equal(walk(picture, "t1", "ArrowRight"), "b");
  assert.equal(walk(picture, "t1", "ArrowLeft"), "a");
  assert.equal(walk(picture, "a", "ArrowLeft"), "a");
  const reached = new Set(["a"]);
  for (const id of reached) {
    for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const) {
      reached.add(walk(picture, id, key) ?? "");
    }
  }
  for (const one of picture.nodes) assert.ok(reached.has(one.id), one.id);
});

test("the table is in the order of a column, what is not known at the end whichever way", () => {
  const rows = rowsOf(scene({ more: [MORE] }));
  const order = (column: Parameters<typeof sorted>[1], down: boolean) =>
    sorted(rows, column, down, scene({ more: [MORE] }).labels).map((one) => one.transfer.id);
  assert.deepEqual(order("days", false), ["t1", "t2", "t3", "t4"]);
  assert.deepEqual(order("days", true), ["t2", "t1", "t3", "t4"]);
  assert.deepEqual(order("status", true), ["t2", "t1", "t3", "t4"]);
  assert.deepEqual(order("ends", false), ["t4", "t1", "t2", "t3"]);
});
