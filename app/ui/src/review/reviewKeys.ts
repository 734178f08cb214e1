// Keys of the review: which key → what is meant. Never while text is composed or typed, and never with Ctrl, Alt or ⌘.
//
//   meaning("j")  →  { is: "step", by: 1 }        meaning("3")  →  { is: "choose", number: 3 }
export type Meaning =
  | { readonly is: "step"; readonly by: 1 | -1 }
  | { readonly is: "choose"; readonly number: number }
  | { readonly is: "undo" | "back" | "help" };

/** What a key means; null for keys that are left to the browser. */
export function meaning(key: string | null): Meaning | null {
  if (key === null) return null;
  if (key === "j" || key === "ArrowDown") return { is: "step", by: 1 };
  if (key === "k" || key === "ArrowUp") return { is: "step", by: -1 };
  if (/^[1-9]$/.test(key)) return { is: "choose", number: Number(key) };
  if (key === "u") return { is: "undo" };
  if (key === "Escape") return { is: "back" };
  return key === "?" ? { is: "help" } : null;
}

/** The place that one step leads to, in a list of `length`; null where there is none. */
export function stepped(place: number, by: number, length: number): number | null {
  if (length === 0) return null;
  if (place < 0) return by > 0 ? 0 : length - 1;
  const next = place + by;
  return next < 0 || next >= length ? null : next;
}
