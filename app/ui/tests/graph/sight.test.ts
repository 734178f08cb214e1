// What is in sight at first: what can be read, whole; and words beside the lines that they are about.
import assert from "node:assert/strict";
import { test } from "node:test";
import { besideLine } from "../../src/graph/beside.ts";
import { type Box, SMALLEST, sightOf } from "../../src/graph/sight.ts";

const WINDOW = { width: 700, height: 320 };

function box(x1: number, y1: number, x2: number, y2: number): Box {
  return { x1, y1, x2, y2 };
}

/** Where a box of the map stands in the window. */
function seen(one: Box, { zoom, pan }: ReturnType<typeof sightOf>): Box {
  return box(one.x1 * zoom + pan.x, one.y1 * zoom + pan.y, one.x2 * zoom + pan.x, one.y2 * zoom + pan.y);
}

function isInside({ x1, y1, x2, y2 }: Box): boolean {
  return x1 >= 0 && y1 >= 0 && x2 <= WINDOW.width && y2 <= WINDOW.height;
}

test("all that can be read is seen, in the middle", () => {
  const whole = box(-50, -50, 600, 200);
  const sight = sightOf({ whole, focus: [box(0, 0, 10, 10)] }, WINDOW);
  const shown = seen(whole, sight);
  assert.ok(sight.zoom >= SMALLEST && isInside(shown));
  assert.ok(Math.abs(shown.x1 - (WINDOW.width - shown.x2)) < 0.001);
});

test("what would be too small is not made smaller: what matters is seen whole, wherever it stands", () => {
  const whole = box(-100, -100, 2000, 3000);
  for (const [x, y] of [
    [-100, -100],
    [900, 1200],
    [1340, 2740],
  ] as const) {
    const focus = box(x, y, x + 660, y + 260);
    const sight = sightOf({ whole, focus: [focus] }, WINDOW);
    assert.ok(sight.zoom >= SMALLEST);
    assert.ok(isInside(seen(focus, sight)), `${x} ${y}`);
  }
});

test("of several that matter the first that fits is seen; where none does, the beginning of the last", () => {
  const whole = box(0, 0, 3000, 3000);
  const [path, part] = [box(0, 1000, 1500, 1100), box(0, 1000, 300, 1100)];
  assert.ok(isInside(seen(part, sightOf({ whole, focus: [path, part] }, WINDOW))));
  const begun = seen(path, sightOf({ whole, focus: [path] }, WINDOW));
  assert.ok(begun.x1 >= 0 && begun.x1 < 30 && begun.x2 > WINDOW.width);
});

test("there is no empty ground at one side while something is cut at the other", () => {
  const whole = box(0, 0, 3000, 400);
  const shown = seen(whole, sightOf({ whole, focus: [box(0, 300, 100, 400)] }, WINDOW));
  assert.ok(shown.x1 >= 0 && shown.y2 >= WINDOW.height - 11 && shown.y2 <= WINDOW.height);
});

test("words stand over their line, under one that bends down, and away from names where it is steep", () => {
  const [from, to] = [
    { x: 0, y: 0 },
    { x: 120, y: 0 },
  ];
  assert.deepEqual(besideLine(from, to, [], 2), { x: 0, y: -16 });
  assert.deepEqual(besideLine(from, to, [{ x: 60, y: 52 }], 1), { x: 0, y: 9 });
  const rising = besideLine(from, { x: 120, y: -70 }, [], 2);
  const falling = besideLine(from, { x: 120, y: 70 }, [], 2);
  assert.ok(rising.x < 0 && falling.x === -rising.x);
  assert.equal(besideLine({ x: 120, y: -70 }, from, [], 2).x, rising.x);
  assert.deepEqual(besideLine(from, { x: 20, y: 200 }, [], 2), { x: 0, y: 0 });
});
