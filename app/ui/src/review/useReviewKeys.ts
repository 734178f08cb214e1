// The review by keyboard: steps through the list, answers by number, takes back, goes back.
import { useEffect } from "preact/hooks";
import { keyOf } from "../parts/keys.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { CLOSED } from "./closed.ts";
import { consider, drop, pending, saved } from "./desk.ts";
import { meaning, stepped } from "./reviewKeys.ts";

const TYPED_INTO = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";
const ARROWS = ["ArrowDown", "ArrowUp"];

export function useReviewKeys(showKeys: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (target.closest(TYPED_INTO) || document.querySelector("dialog[open]")) return;
      const key = keyOf(event);
      // Arrows scroll the page and move between radio buttons; they are steps only inside the list itself.
      if (key !== null && ARROWS.includes(key) && !target.closest("[data-thing]")) return;
      const meant = meaning(key);
      if (meant === null) return;
      if (meant.is === "step") step(meant.by);
      else if (meant.is === "choose") document.querySelector<HTMLElement>(`[data-choice="${meant.number}"]`)?.click();
      else if (meant.is === "undo") undo();
      else if (meant.is === "back") back();
      else showKeys();
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [showKeys]);
}

/** The id of the next thing in the list, or of the one before; null at its end. */
export function neighbour(by: 1 | -1): string | null {
  const list = things();
  const next = stepped(list.findIndex(isHere), by, list.length);
  return next === null ? null : (list[next]?.dataset.thing ?? null);
}

/** To the next thing: opened where one is open already, else lit. */
function step(by: 1 | -1): void {
  const list = things();
  const next = stepped(list.findIndex(isHere), by, list.length);
  const line = next === null ? undefined : list[next];
  if (line === undefined) return;
  line.focus();
  drop();
  if (place.peek().open !== null) go({ ...CLOSED, open: line.dataset.thing ?? null });
}

function isHere(line: HTMLElement): boolean {
  const { open } = place.peek();
  return open === null ? line === document.activeElement : line.dataset.thing === open;
}

function things(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-thing]")];
}

/** The last thing saved here, else the first judgement that is shown. */
function undo(): void {
  const last = saved.peek()?.judgement ?? document.querySelector<HTMLElement>("[data-undo]")?.dataset.undo;
  if (last) consider({ is: "undo", judgement: last }, say("review.undo"));
}

function back(): void {
  const { open, back: from } = place.peek();
  if (pending.peek() !== null) drop();
  else if (from !== null) go({ ...CLOSED, view: from });
  else if (open !== null) {
    go(CLOSED);
    things()
      .find((line) => line.dataset.thing === open)
      ?.focus();
  }
}
