// What comes too fast is given at intervals, and the last of it always.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { throttle } from "../src/time/throttle.ts";

test("the first is given at once, then one in a while, then the last", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const given: number[] = [];
  const { push } = throttle<number>(200, (value) => given.push(value));
  for (let at = 0; at < 10; at += 1) {
    push(at);
    mock.timers.tick(50);
  }
  assert.deepEqual(given, [0, 3, 7]);
  for (let at = 0; at < 10; at += 1) mock.timers.tick(100);
  assert.deepEqual(given, [0, 3, 7, 9]);
  push(10);
  assert.deepEqual(given, [0, 3, 7, 9, 10]);
  mock.timers.reset();
});

test("what is held back can be had at once, and only once", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const given: string[] = [];
  const { push, flush } = throttle<string>(200, (value) => given.push(value));
  push("a");
  push("b");
  flush();
  mock.timers.tick(1000);
  assert.deepEqual(given, ["a", "b"]);
  mock.timers.reset();
});
