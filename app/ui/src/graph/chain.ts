// What is joined → where each thing stands, left to right as the data moved; what is not joined stands apart.
//
//   chainOf(["a", "b"], [{ id: "t1", from: "a", to: "b" }], [])  →  { places: a (0, 0), b (COLUMN, 0), ways: … }
//
// An arrow over several columns gets a point in each, so that it leads past what stands between.
import { layersOf } from "./layers.ts";
import { rowsOf } from "./rows.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}
export type Places = ReadonlyMap<string, Point>;
/** By transfer or tie the points that its line leads past. */
export type Ways = ReadonlyMap<string, readonly Point[]>;

export interface Link {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}
/** A line without a direction. */
export interface Bond {
  readonly id: string;
  readonly whole: string;
  readonly part: string;
}
export interface Layout {
  readonly places: Places;
  readonly ways: Ways;
}

/** Between columns, and what a thing takes with its name under it. */
export const COLUMN = 122;
export const ROW = 112;
const PASSING = 44;
/** Wider than high, like most windows. */
const SHAPE = 1.5;

/** Places and ways. `links` are in the order of their first possible days. Pure. */
export function chainOf(ids: readonly string[], links: readonly Link[], bonds: readonly Bond[]): Layout {
  const places = new Map<string, Point>();
  const ways = new Map<string, readonly Point[]>();
  const islands = islandsOf(ids, links, bonds).map((island) => islandOf(island, links, bonds));
  const widest = Math.max(COLUMN, ...islands.map((one) => one.width));
  const area = islands.reduce((sum, one) => sum + one.width * one.height, 0);
  const room = Math.max(widest, Math.sqrt(area) * SHAPE);
  const at = { x: 0, y: 0, height: 0 };
  for (const island of islands) {
    if (at.x > 0 && at.x + island.width > room) {
      at.y += at.height;
      at.x = 0;
      at.height = 0;
    }
    const shift = (point: Point): Point => ({ x: point.x + at.x, y: point.y + at.y });
    for (const [id, point] of island.places) places.set(id, shift(point));
    for (const [id, points] of island.ways) ways.set(id, points.map(shift));
    at.x += island.width;
    at.height = Math.max(at.height, island.height);
  }
  return { places, ways };
}

/** Things that are joined by whatever, in the order of their first. */
export function islandsOf(ids: readonly string[], links: readonly Link[], bonds: readonly Bond[]): readonly string[][] {
  const joined = neighbours([...links.map((one) => [one.from, one.to] as const), ...bondPairs(bonds)]);
  const rank = new Map<string, number>();
  for (const { from, to } of links) for (const id of [from, to]) if (!rank.has(id)) rank.set(id, rank.size);
  const order = [...ids].sort((a, b) => (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size));
  const seen = new Set<string>();
  const islands: string[][] = [];
  for (const id of order) {
    if (seen.has(id)) continue;
    seen.add(id);
    const island = [id];
    for (const one of island) {
      for (const other of joined.get(one) ?? []) {
        if (!seen.has(other)) {
          seen.add(other);
          island.push(other);
        }
      }
    }
    islands.push(island);
  }
  return islands;
}

function islandOf(
  ids: readonly string[],
  links: readonly Link[],
  bonds: readonly Bond[],
): Layout & { readonly width: number; readonly height: number } {
  const here = new Set(ids);
  const own = links.filter((one) => here.has(one.from) && here.has(one.to));
  const layers = columnsOf(ids, own, bonds);
  const tied = bonds.filter((one) => here.has(one.whole) && here.has(one.part));
  const lines = [...own, ...tied.map(({ id, whole, part }) => ({ id, from: whole, to: part }))];
  const { passing, pairs } = passings(lines, layers);
  const columns: string[][] = [];
  for (const id of [...ids, ...passing.keys()]) {
    const column = layers.get(id) ?? passing.get(id) ?? 0;
    columns[column] = [...(columns[column] ?? []), id];
  }
  const rows = rowsOf(
    Array.from(columns, (column) => column ?? []),
    neighbours(pairs),
    (id) => (passing.has(id) ? PASSING : ROW),
  );
  const top = Math.min(...rows.values());
  const place = (id: string, column: number): Point => ({
    x: column * COLUMN,
    y: Math.round((rows.get(id) ?? 0) - top),
  });
  const places = new Map(ids.map((id) => [id, place(id, layers.get(id) ?? 0)]));
  const ways = new Map<string, Point[]>();
  for (const [id, column] of passing) {
    const link = id.slice(0, id.lastIndexOf("@"));
    ways.set(link, [...(ways.get(link) ?? []), place(id, column)]);
  }
  const height = Math.max(...rows.values()) - top + ROW * 1.3;
  return { places, ways, width: columns.length * COLUMN, height };
}

/** The column of each; who only belongs to somebody stands beside it. */
function columnsOf(ids: readonly string[], links: readonly Link[], bonds: readonly Bond[]): Map<string, number> {
  const layers = new Map(layersOf(ids, links));
  const moving = new Set(links.flatMap((one) => [one.from, one.to]));
  for (const { whole, part } of bonds) {
    if (!moving.has(part) && layers.has(whole)) layers.set(part, layers.get(whole) ?? 0);
    else if (!moving.has(whole) && layers.has(part)) layers.set(whole, layers.get(part) ?? 0);
  }
  return layers;
}

/** For each line that goes on by more than a column a thing in each between, and who is joined with whom by that. */
function passings(
  links: readonly Link[],
  layers: ReadonlyMap<string, number>,
): { readonly passing: ReadonlyMap<string, number>; readonly pairs: readonly (readonly [string, string])[] } {
  const passing = new Map<string, number>();
  const pairs: (readonly [string, string])[] = [];
  for (const { id, from, to } of links) {
    const [first, last] = [layers.get(from) ?? 0, layers.get(to) ?? 0];
    const step = Math.sign(last - first);
    let before = from;
    for (let column = first + step; step !== 0 && column !== last; column += step) {
      const point = `${id}@${column}`;
      passing.set(point, column);
      pairs.push([before, point]);
      before = point;
    }
    pairs.push([before, to]);
  }
  return { passing, pairs };
}

function bondPairs(bonds: readonly Bond[]): readonly (readonly [string, string])[] {
  return bonds.map((one) => [one.whole, one.part] as const);
}

function neighbours(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [a, b] of pairs) {
    if (a === b) continue;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const there = found.get(one);
      if (there === undefined) found.set(one, [other]);
      else there.push(other);
    }
  }
  return found;
}
