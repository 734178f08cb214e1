// Where the reader is: the address of the page as one value, and the ways to change it.
import { computed, signal } from "@preact/signals";
import { type Address, format, type Language, parse, START } from "./address.ts";

const BASE: Address = { ...START, lang: preferred(navigator.languages) };
const current = signal<Address>(parse(location.search, BASE));

/** The address of now. Read `.value` while drawing, and the drawing follows. */
export const place = computed(() => current.value);

/** Go elsewhere: a step that the back button undoes. */
export function go(change: Partial<Address>): void {
  move(change, "pushState");
}

/** The same step, a little further: what a slider or a field does while it moves. */
export function adjust(change: Partial<Address>): void {
  move(change, "replaceState");
}

/** A link to what `go(change)` would show. */
export function link(change: Partial<Address>): string {
  return `${location.pathname}${format({ ...current.value, ...change }, BASE)}`;
}

/** Follow the back and forward buttons. Called once. */
export function followHistory(): void {
  addEventListener("popstate", () => {
    current.value = parse(location.search, BASE);
  });
}

function move(change: Partial<Address>, how: "pushState" | "replaceState"): void {
  const next = { ...current.value, ...change };
  const query = format(next, BASE);
  if (query === format(current.value, BASE)) return;
  history[how](null, "", `${location.pathname}${query}`);
  current.value = next;
}

function preferred(languages: readonly string[]): Language {
  const known = languages.map((one) => one.slice(0, 2).toLowerCase()).find((one) => one === "ja" || one === "en");
  return known === "en" ? "en" : "ja";
}
