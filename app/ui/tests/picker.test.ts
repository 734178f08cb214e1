// Keys of a picker: arrows go round, Enter takes what is lit, Escape closes before it clears.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CLOSED, meant, type PickerState, press, typed } from "../src/parts/pickerState.ts";

const OPEN: PickerState = { draft: "も", open: true, active: -1 };

function after(state: PickerState, ...keys: string[]): PickerState {
  return keys.reduce((now, key) => press(now, key, false, 3)?.state ?? now, state);
}

test("arrows open the list and go round it", () => {
  assert.equal(after(CLOSED, "ArrowDown").active, 0);
  assert.equal(after(OPEN, "ArrowDown", "ArrowDown", "ArrowDown").active, 2);
  assert.equal(after(OPEN, "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown").active, 0);
  assert.equal(after(CLOSED, "ArrowUp").active, 2);
  assert.equal(after(OPEN, "ArrowDown", "ArrowUp").active, 2);
  assert.equal(press(OPEN, "ArrowDown", false, 0)?.state.active, -1);
});

test("with Alt an arrow opens or closes the list and lights nothing", () => {
  assert.deepEqual(press(CLOSED, "ArrowDown", true, 3)?.state, { draft: null, open: true, active: -1 });
  assert.deepEqual(press({ ...OPEN, active: 1 }, "ArrowUp", true, 3)?.state, { draft: "も", open: false, active: -1 });
});

test("Enter takes what is lit, else it is Enter of the field", () => {
  assert.equal(press({ ...OPEN, active: 1 }, "Enter", false, 3)?.doing, "choose");
  assert.equal(press(OPEN, "Enter", false, 3)?.doing, "enter");
});

test("Escape closes, then gives up what was typed, then clears", () => {
  const closed = after({ ...OPEN, active: 2 }, "Escape");
  assert.deepEqual(closed, { draft: "も", open: false, active: -1 });
  assert.deepEqual(after(closed, "Escape"), CLOSED);
  assert.equal(press(CLOSED, "Escape", false, 0)?.doing, "clear");
});

test("other keys are left to the field, and typing opens the list anew", () => {
  assert.equal(press(OPEN, "Home", false, 3), null);
  assert.equal(press(OPEN, "Tab", false, 3), null);
  assert.deepEqual(typed("もり"), { draft: "もり", open: true, active: -1 });
});

test("a text that was left means the only one that bears that name", () => {
  const choices = [{ label: "メイボ社" }, { label: "社長" }, { label: "社長" }];
  assert.equal(meant(" ﾒｲﾎﾞ社 ", choices), choices[0]);
  assert.equal(meant("社長", choices), null);
  assert.equal(meant("メイボ", choices), null);
});
