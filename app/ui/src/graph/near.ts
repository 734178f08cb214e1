// Things that are new, beside things that have their places → places near those they are joined with.
//
// Nothing that has a place moves. Who receives stands to the right of who gives; the row is the nearest free one.
import { type Bond, COLUMN, type Link, type Places, type Point, ROW } from "./chain.ts";

/** All places: those that are known, and one for each new id. Pure. */
export function placeNear(
  known: Places,
  ids: readonly string[],
  links: readonly Link[],
  bonds: readonly Bond[],
): Places {
  const places = new Map(known);
  const taken = new Grid(known.values());
  let waiting = ids.filter((id) => !places.has(id));
  while (waiting.length > 0) {
    const later = waiting.filter((id) => {
      const wanted = wish(id, places, links, bonds);
      if (wanted === null) return true;
      places.set(id, taken.take(wanted));
      return false;
    });
    if (later.length === waiting.length) {
      const [first, ...rest] = later; // joined with nothing that has a place: under all that is there
      if (first === undefined) break;
      places.set(first, taken.take({ x: 0, y: lowest(places) + 2 * ROW }));
      waiting = rest;
    } else waiting = later;
  }
  return places;
}

function wish(id: string, places: Places, links: readonly Link[], bonds: readonly Bond[]): Point | null {
  for (const { from, to } of links) {
    const giver = to === id ? places.get(from) : undefined;
    if (giver !== undefined) return { x: giver.x + COLUMN, y: giver.y };
    const taker = from === id ? places.get(to) : undefined;
    if (taker !== undefined) return { x: taker.x - COLUMN, y: taker.y };
  }
  for (const { whole, part } of bonds) {
    const other = part === id ? places.get(whole) : whole === id ? places.get(part) : undefined;
    if (other !== undefined) return { x: other.x, y: other.y + ROW };
  }
  return null;
}

function lowest(places: Places): number {
  return Math.max(-2 * ROW, ...[...places.values()].map((one) => one.y));
}

/** Which places are taken, by cells of a column and a row. */
class Grid {
  private readonly cells = new Map<string, Point[]>();

  constructor(points: Iterable<Point>) {
    for (const one of points) this.put(one);
  }

  /** The free place of that column that is nearest. */
  take({ x, y }: Point): Point {
    for (let step = 0; ; step += 1) {
      for (const way of step === 0 ? [1] : [1, -1]) {
        const point = { x, y: y + way * step * ROW };
        if (this.isFree(point)) return this.put(point);
      }
    }
  }

  private put(point: Point): Point {
    const key = cell(point);
    this.cells.set(key, [...(this.cells.get(key) ?? []), point]);
    return point;
  }

  private isFree({ x, y }: Point): boolean {
    for (const dx of [-COLUMN, 0, COLUMN]) {
      for (const dy of [-ROW, 0, ROW]) {
        for (const other of this.cells.get(cell({ x: x + dx, y: y + dy })) ?? []) {
          if (Math.abs(other.x - x) < COLUMN * 0.7 && Math.abs(other.y - y) < ROW * 0.8) return false;
        }
      }
    }
    return true;
  }
}

function cell({ x, y }: Point): string {
  return `${Math.round(x / COLUMN)} ${Math.round(y / ROW)}`;
}
