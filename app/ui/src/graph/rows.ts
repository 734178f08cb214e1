// Columns of things that are joined → their rows: in an order that crosses little, each near those it is joined with.
//
// References:
//   Sugiyama et al. (1981), as in layers.ts: sweeps of barycentres.
//   R. E. Barlow et al., "Statistical Inference under Order Restrictions" (1972): pooling adjacent violators, by which
//   things come as near as they can to where they want to be, in their order and with room between them.

const SWEEPS = 8;

/** Heights of all ids of the columns. `joined` has the neighbours of each, `room` is what a thing takes. Pure. */
export function rowsOf(
  columns: readonly (readonly string[])[],
  joined: ReadonlyMap<string, readonly string[]>,
  room: (id: string) => number,
): ReadonlyMap<string, number> {
  const order = columns.map((ids) => [...ids]);
  const heights = new Map<string, number>();
  for (const ids of order) spread(ids, room, heights);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const way = sweep % 2 === 0 ? order : [...order].reverse();
    for (const ids of way) {
      const wanted = new Map(ids.map((id) => [id, wish(id, joined, heights)]));
      if (sweep < SWEEPS - 2) ids.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0)); // stable: ties stay
      settle(ids, wanted, room, heights);
    }
  }
  return heights;
}

function spread(ids: readonly string[], room: (id: string) => number, heights: Map<string, number>): void {
  const whole = ids.reduce((sum, id) => sum + room(id), 0);
  let top = -whole / 2;
  for (const id of ids) {
    heights.set(id, top + room(id) / 2);
    top += room(id);
  }
}

/** The mean height of those it is joined with, or where it is. */
function wish(
  id: string,
  joined: ReadonlyMap<string, readonly string[]>,
  heights: ReadonlyMap<string, number>,
): number {
  const others = (joined.get(id) ?? []).map((other) => heights.get(other) ?? 0);
  return others.length === 0 ? (heights.get(id) ?? 0) : others.reduce((sum, one) => sum + one, 0) / others.length;
}

/** Heights as near to the wishes as the order and the room of each allow (least squares). */
function settle(
  ids: readonly string[],
  wanted: ReadonlyMap<string, number>,
  room: (id: string) => number,
  heights: Map<string, number>,
): void {
  const offsets: number[] = [];
  ids.forEach((id, index) => {
    const before = ids[index - 1];
    offsets.push(before === undefined ? 0 : (offsets[index - 1] ?? 0) + (room(before) + room(id)) / 2);
  });
  const pools: { sum: number; size: number }[] = [];
  ids.forEach((id, index) => {
    let pool = { sum: (wanted.get(id) ?? 0) - (offsets[index] ?? 0), size: 1 };
    for (let last = pools.at(-1); last && last.sum / last.size > pool.sum / pool.size; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size };
    }
    pools.push(pool);
  });
  const settled = pools.flatMap(({ sum, size }) => Array<number>(size).fill(sum / size));
  ids.forEach((id, index) => {
    heights.set(id, (settled[index] ?? 0) + (offsets[index] ?? 0));
  });
}
