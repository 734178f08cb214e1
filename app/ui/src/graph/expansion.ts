// More of the graph around an actor, and less again. What was taken away last can be brought back while the page is open.
import { signal } from "@preact/signals";
import { go, place } from "../state/place.ts";
import type { Scene } from "./scene.ts";

/** Additions that were undone, the last one at the end. */
export const undone = signal<readonly string[]>([]);

/** Add the neighbours of an actor, if there are any that are not drawn. */
export function openUp(scene: Scene, id: string): void {
  const actor = scene.actors.find((one) => one.id === id);
  const { more } = place.peek();
  if (actor === undefined || actor.undrawn === 0 || more.includes(id)) return;
  undone.value = [];
  go({ more: [...more, id] });
}

export function undo(): void {
  const { more } = place.peek();
  const last = more.at(-1);
  if (last === undefined) return;
  undone.value = [...undone.value, last];
  go({ more: more.slice(0, -1) });
}

export function redo(): void {
  const last = undone.value.at(-1);
  if (last === undefined) return;
  undone.value = undone.value.slice(0, -1);
  go({ more: [...place.peek().more, last] });
}
