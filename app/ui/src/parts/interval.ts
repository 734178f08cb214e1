// Days as conflicts write them → a window: `2031-04-01/2031-04-30`, `/2031-04-30`.
import type { Shapes } from "../api/ask.ts";

const DAY = /^(\d{4}-\d{2}-\d{2})?$/;

/** The window that `DAY`, `DAY/DAY`, `DAY/` or `/DAY` names, as conflicts write it; null for other values. */
export function intervalOf(value: unknown): Shapes["Window"] | null {
  if (typeof value !== "string" || value === "" || value === "/") return null;
  const [first = "", last = first, ...more] = value.split("/");
  if (more.length > 0 || !DAY.test(first) || !DAY.test(last)) return null;
  return { earliest: first || null, latest: last || null };
}
