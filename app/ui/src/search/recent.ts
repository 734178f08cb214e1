// Questions that were asked in this browser, the last one first: addresses, which hold ids, days and choices alone.
//
// What they are called is asked for when they are shown, so that no name is kept here, nor one that is hidden by now.
import { askedQuestion } from "../api/questions.ts";
import { type Address, format, parse, START } from "../state/address.ts";
import { keep, kept } from "../state/kept.ts";

const NAME = "leaktrail.recent";
const MOST = 6;

/** The part of an address that makes it worth to come back, as text; null if there is none. */
export function keepsake(at: Address): string | null {
  const { view, ask, from, to, dataset, by, known_on, mode, min_status, policy, max_hops } = at;
  const conditions = { dataset, by, known_on, mode, min_status, policy, max_hops };
  if (view === "documents") return at.doc === null ? null : format({ ...START, view, doc: at.doc });
  if (view === "watch") return format({ ...START, view, watch: at.watch });
  if (view !== "map") return null;
  if (askedQuestion(at) !== null) return format({ ...START, ...conditions, ask, from, to });
  if (at.incident !== null) return format({ ...START, incident: at.incident });
  if (at.around.length > 0) return format({ ...START, around: at.around });
  return dataset === null ? null : format({ ...START, dataset });
}

/** `kept` with `one` in front. */
export function withFirst(kept: readonly string[], one: string): readonly string[] {
  return [one, ...kept.filter((other) => other !== one)].slice(0, MOST);
}

export function recent(): readonly string[] {
  try {
    const found: unknown = JSON.parse(kept("browser", NAME) ?? "[]");
    // What was kept is read as an address and written anew: nothing else gets into the page by this way.
    return Array.isArray(found) ? found.slice(0, MOST).map((one) => format(parse(String(one)))) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

export function remember(at: Address): void {
  const one = keepsake(at);
  if (one !== null) keep("browser", NAME, JSON.stringify(withFirst(recent(), one)));
}

export function forgetRecent(): void {
  keep("browser", NAME, null);
}
