// A window as it stands on an arrow: whole months and years by their names alone.
//
//   2003-12-01 … 2003-12-31  →  2003-12       2013-03-01 … 2022-03-31  →  2013-03 … 2022-03
import type { Shapes } from "../api/ask.ts";

type Window = Shapes["Window"];

/** The same days, with as few figures as tell them. Pure. */
export function shortDays({ earliest, latest }: Window): Window {
  const first = earliest ?? "";
  const last = latest ?? "";
  if (first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`) return same(first.slice(0, 4));
  const [from, to] = [first.slice(0, 7), last.slice(0, 7)];
  if (earliest !== null && latest !== null && first.endsWith("-01") && last === lastOf(to)) {
    return from === to ? same(from) : { earliest: from, latest: to };
  }
  if (earliest === null && last !== "" && last === lastOf(to)) return { earliest, latest: to };
  if (latest === null && first.endsWith("-01")) return { earliest: from, latest };
  return { earliest, latest };
}

function same(text: string): Window {
  return { earliest: text, latest: text };
}

/** The last day of a month `YYYY-MM`. */
function lastOf(month: string): string {
  const [year, number] = month.split("-").map(Number);
  const day = new Date(Date.UTC(year ?? 0, number ?? 1, 0));
  return `${month}-${String(day.getUTCDate()).padStart(2, "0")}`;
}
