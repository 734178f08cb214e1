// Places of things → the points that each arrow leads through between them: several between two things stand apart.
//
// The map and its pictures draw the same, so that what is told of one is true of the other.
import type { Link, Places, Point, Ways } from "./chain.ts";

/** Between arrows of the same two things: a label of four lines has room. */
const APART = 60;
const LOOP = 60;

/** By link the points between its two ends; none for a straight one. Pure. */
export function routesOf(links: readonly Link[], places: Places, ways: Ways): Ways {
  const bundles = new Map<string, Link[]>();
  for (const one of links) {
    const key = one.from < one.to ? `${one.from} ${one.to}` : `${one.to} ${one.from}`;
    bundles.set(key, [...(bundles.get(key) ?? []), one]);
  }
  const found = new Map<string, readonly Point[]>();
  for (const bundle of bundles.values()) {
    bundle.forEach((one, index) => {
      const side = (index % 2 === 1 ? -1 : 1) * Math.ceil(index / 2) * APART; // straight, above, below, …
      found.set(one.id, route(one, side, places, ways.get(one.id) ?? []));
    });
  }
  return found;
}

function route(link: Link, side: number, places: Places, way: readonly Point[]): readonly Point[] {
  const [from, to] = [places.get(link.from), places.get(link.to)];
  if (from === undefined || to === undefined) return [];
  if (link.from === link.to) return loop(from, side);
  if (way.length > 0) return way;
  if (side === 0) return [];
  // Counted from the left for both directions, so that there and back do not lie on each other.
  const [a, b] = from.x < to.x || (from.x === to.x && from.y < to.y) ? [from, to] : [to, from];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [dx, dy] = [(-(b.y - a.y) / length) * side, ((b.x - a.x) / length) * side];
  return [{ x: (a.x + b.x) / 2 + dx, y: (a.y + b.y) / 2 + dy }];
}

function loop({ x, y }: Point, side: number): readonly Point[] {
  const up = LOOP + Math.abs(side);
  return [
    { x: x - up / 2, y: y - up },
    { x: x + up / 2, y: y - up },
  ];
}
