// What a browser keeps, and browsers that keep nothing: the page goes on in both.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { keep, kept } from "../src/state/kept.ts";

function browser(make: () => Partial<Storage>): void {
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(globalThis, name, { get: make, configurable: true });
}

afterEach(() => {
  for (const name of ["localStorage", "sessionStorage"]) Reflect.deleteProperty(globalThis, name);
});

test("what is kept is there, in its place alone, until it is not wanted any more", () => {
  const tab = new Map<string, string>();
  browser(() => ({
    getItem: (name) => tab.get(name) ?? null,
    setItem: (name, text) => void tab.set(name, text),
    removeItem: (name) => void tab.delete(name),
  }));
  keep("tab", "a", "text");
  assert.equal(kept("tab", "a"), "text");
  keep("tab", "a", null);
  assert.equal(kept("tab", "a"), null);
});

test("storage that is switched off keeps nothing", () => {
  browser(() => {
    throw new DOMException("denied", "SecurityError");
  });
  keep("browser", "a", "text");
  assert.equal(kept("browser", "a"), null);
});

test("where there is no room, what is not so any more is not kept either", () => {
  const there = new Map([["a", "former"]]);
  browser(() => ({
    getItem: (name) => there.get(name) ?? null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    removeItem: (name) => void there.delete(name),
  }));
  keep("browser", "a", "text");
  assert.equal(kept("browser", "a"), null);
});
