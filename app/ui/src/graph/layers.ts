// Arrows between things → the column of each thing: whoever received something stands right of all who gave it.
//
// Arrows are taken in their order, which is that of their first possible days. One that would lead back (a return, a
// recovery) is drawn from right to left and moves nothing. Who received nothing stands just left of the first recipient.
//
// References:
//   Kozo Sugiyama, Shojiro Tagawa, Mitsuhiko Toda, "Methods for Visual Understanding of Hierarchical System Structures"
//   (IEEE Transactions on Systems, Man, and Cybernetics, 1981): columns, then an order of rows that crosses little.

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** The columns of `ids`, from 0. Pure; equal for equal orders. */
export function layersOf(ids: readonly string[], arrows: readonly Arrow[]): ReadonlyMap<string, number> {
  const next = forwards(arrows);
  const before = turned(next);
  const layers = new Map<string, number>();
  for (const id of inOrder(ids, next, before)) {
    const givers = before.get(id) ?? [];
    layers.set(id, Math.max(-1, ...givers.map((giver) => layers.get(giver) ?? 0)) + 1);
  }
  for (const id of ids) {
    const takers = next.get(id) ?? [];
    if ((before.get(id) ?? []).length > 0 || takers.length === 0) continue;
    layers.set(id, Math.min(...takers.map((taker) => layers.get(taker) ?? 0)) - 1);
  }
  return layers;
}

/** The arrows that lead on, each pair once: none of them closes a circle with those before it. */
function forwards(arrows: readonly Arrow[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  for (const { from, to } of arrows) {
    const takers = next.get(from) ?? [];
    if (takers.includes(to) || leads(next, to, from)) continue;
    next.set(from, [...takers, to]);
  }
  return next;
}

function leads(next: ReadonlyMap<string, readonly string[]>, start: string, goal: string): boolean {
  const waiting = [start];
  const seen = new Set(waiting);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === goal) return true;
    for (const taker of next.get(id) ?? []) {
      if (!seen.has(taker)) {
        seen.add(taker);
        waiting.push(taker);
      }
    }
  }
  return false;
}

function turned(next: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const before = new Map<string, string[]>();
  for (const [giver, takers] of next) {
    for (const taker of takers) before.set(taker, [...(before.get(taker) ?? []), giver]);
  }
  return before;
}

/** All ids, each after those that gave to it. */
function inOrder(
  ids: readonly string[],
  next: ReadonlyMap<string, readonly string[]>,
  before: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const open = new Map(ids.map((id) => [id, (before.get(id) ?? []).length]));
  const found = ids.filter((id) => open.get(id) === 0);
  for (const id of found) {
    for (const taker of next.get(id) ?? []) {
      const left = (open.get(taker) ?? 0) - 1;
      open.set(taker, left);
      if (left === 0) found.push(taker);
    }
  }
  return found;
}
