// Where things stand on the map: as the data moved, the same each time, and nothing that stands moves.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bond, COLUMN, chainOf, type Link, type Places, ROW } from "../../src/graph/chain.ts";
import { layersOf } from "../../src/graph/layers.ts";
import { placeNear } from "../../src/graph/near.ts";
import { routesOf } from "../../src/graph/routes.ts";

function links(...texts: string[]): Link[] {
  return texts.map((text, index) => ({ id: `t${index + 1}`, from: text[0] ?? "", to: text[1] ?? "" }));
}

/** Numbers that look drawn by chance and are the same each time (Park and Miller). */
function* chance(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 48271) % 2147483647;
    yield state;
  }
}

function drawn(seed: number, actors: number, arrows: number): { ids: string[]; links: Link[]; bonds: Bond[] } {
  const numbers = chance(seed);
  const pick = () => `a${(numbers.next().value ?? 0) % actors}`;
  const ids = Array.from({ length: actors }, (_, index) => `a${index}`);
  const made = Array.from({ length: arrows }, (_, index) => ({ id: `t${index}`, from: pick(), to: pick() }));
  const bonds = Array.from({ length: 3 }, (_, index) => ({ id: `b${index}`, whole: pick(), part: pick() }));
  return { ids, links: made, bonds };
}

function crossings(places: Places, made: readonly Link[]): number {
  let found = 0;
  const ends = made.map((one) => [places.get(one.from), places.get(one.to)] as const);
  ends.forEach(([a, b], index) => {
    for (const [c, d] of ends.slice(index + 1)) {
      if (!a || !b || !c || !d || a.x !== c.x || b.x !== d.x) continue;
      if ((a.y - c.y) * (b.y - d.y) < 0) found += 1;
    }
  });
  return found;
}

test("who receives stands right of who gives", () => {
  const layers = layersOf(["a", "b", "c", "d"], links("ab", "bc", "ac", "cd"));
  assert.deepEqual(Object.fromEntries(layers), { a: 0, b: 1, c: 2, d: 3 });
});

test("what leads back moves nothing, and the first days decide what leads back", () => {
  assert.deepEqual(Object.fromEntries(layersOf(["a", "b"], links("ab", "ba"))), { a: 0, b: 1 });
  assert.deepEqual(Object.fromEntries(layersOf(["a", "b"], links("ba", "ab"))), { a: 1, b: 0 });
});

test("who received nothing stands next to the first who received", () => {
  const layers = layersOf(["a", "b", "c", "x"], links("ab", "bc", "xc"));
  assert.equal(layers.get("x"), 1);
});

test("rows cross as little as they must", () => {
  const made = links("ad", "bc", "ce", "df");
  const { places } = chainOf(["a", "b", "c", "d", "e", "f"], [...made, { id: "j", from: "a", to: "c" }], []);
  assert.equal(crossings(places, made), 0);
});

test("what is not joined stands apart, and a member beside its group", () => {
  const { places } = chainOf(["a", "b", "g", "m"], links("ab"), [{ id: "b1", whole: "g", part: "m" }]);
  assert.equal(places.get("g")?.x, places.get("m")?.x);
  assert.equal(Math.abs((places.get("g")?.y ?? 0) - (places.get("m")?.y ?? 0)) >= ROW, true);
});

test("an arrow over several columns has a point in each between", () => {
  const { places, ways } = chainOf(["a", "b", "c"], links("ab", "bc", "ac"), []);
  assert.deepEqual([...ways.keys()], ["t3"]);
  assert.equal(ways.get("t3")?.[0]?.x, COLUMN);
  assert.notEqual(ways.get("t3")?.[0]?.y, places.get("b")?.y);
});

for (const seed of [1, 2, 3, 4, 5, 6]) {
  test(`every thing has a place of its own, the same each time (${seed})`, () => {
    const { ids, links: made, bonds } = drawn(seed, 40, 60);
    const one = chainOf(ids, made, bonds);
    assert.deepEqual(one, chainOf(ids, made, bonds));
    const places = [...one.places];
    assert.equal(places.length, 40);
    places.forEach(([id, a], index) => {
      for (const [other, b] of places.slice(index + 1)) {
        assert.ok(Math.abs(a.x - b.x) >= COLUMN || Math.abs(a.y - b.y) >= ROW - 2, `${id} ${other}`);
      }
    });
  });

  test(`what is added moves nothing and lies on nothing (${seed})`, () => {
    const { ids, links: made, bonds } = drawn(seed, 40, 60);
    const before = chainOf(
      ids.slice(0, 20),
      made.filter((one) => inside(one, ids.slice(0, 20))),
      [],
    ).places;
    const after = placeNear(before, ids, made, bonds);
    for (const [id, place] of before) assert.deepEqual(after.get(id), place);
    assert.equal(after.size, 40);
    const placed = [...after];
    placed.forEach(([id, a], index) => {
      for (const [other, b] of placed.slice(index + 1)) {
        if (before.has(id) && before.has(other)) continue;
        assert.ok(Math.abs(a.x - b.x) >= COLUMN * 0.7 || Math.abs(a.y - b.y) >= ROW * 0.8 - 1, `${id} ${other}`);
      }
    });
  });
}

function inside(link: Link, ids: readonly string[]): boolean {
  return ids.includes(link.from) && ids.includes(link.to);
}

test("several arrows between two things stand apart, there and back too", () => {
  const places = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 100, y: 0 }],
  ]);
  const made = links("ab", "ba", "ab", "aa");
  const routes = routesOf(made, places, new Map());
  assert.deepEqual(routes.get("t1"), []);
  assert.deepEqual(routes.get("t2"), [{ x: 50, y: -60 }]);
  assert.deepEqual(routes.get("t3"), [{ x: 50, y: 60 }]);
  assert.equal(routes.get("t4")?.length, 2);
});
