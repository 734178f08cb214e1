// A thing of the map and an arrow key → the thing one comes to: along an arrow to its end, and on from there.
//
// From an actor a key leads onto the arrow (or line) that leaves most nearly in that direction; from an arrow the same
// direction leads to the end that lies there, and the key across it to the next arrow of that actor. Where no arrow leads
// a key's way, the nearest actor in that direction is next, so that every actor can be reached.
import type { Point } from "./chain.ts";
import type { Edge, Node, Picture } from "./picture.ts";

export type Key = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const WAYS: Readonly<Record<Key, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** Cosine of the widest angle to a key's direction that still counts as this direction. */
const WITHIN = 0.5;

export function isKey(key: string | null): key is Key {
  return key !== null && key in WAYS;
}

/** The id of what is next, the same if nothing is; the first actor if one stands nowhere. Pure. */
export function walk(picture: Picture, current: string | null, key: Key): string | null {
  const node = picture.nodes.find((one) => one.id === current);
  if (node !== undefined) return fromNode(picture, node, WAYS[key]);
  const edge = picture.edges.find((one) => one.id === current);
  if (edge !== undefined) return fromEdge(picture, edge, WAYS[key]);
  return first(picture);
}

/** Where one begins: left above. */
export function first(picture: Picture): string | null {
  const sorted = [...picture.nodes].sort((a, b) => a.x - b.x || a.y - b.y || (a.id < b.id ? -1 : 1));
  return sorted[0]?.id ?? null;
}

function fromNode(picture: Picture, node: Node, way: Point): string {
  const leaving = picture.edges.filter((one) => one.from === node.id || one.to === node.id);
  const ranked = best(leaving, (one) => cosine(towards(picture, one, node), way));
  if (ranked !== null) return ranked.id;
  const others = picture.nodes.filter((one) => one.id !== node.id && cosine(minus(one, node), way) > WITHIN);
  const nearest = [...others].sort((a, b) => distance(a, node) - distance(b, node) || (a.id < b.id ? -1 : 1));
  return nearest[0]?.id ?? node.id;
}

function fromEdge(picture: Picture, edge: Edge, way: Point): string {
  const [from, to] = [picture.nodes.find((n) => n.id === edge.from), picture.nodes.find((n) => n.id === edge.to)];
  if (from === undefined || to === undefined) return edge.id;
  const along = cosine(minus(to, from), way);
  if (along > WITHIN) return to.id;
  if (along < -WITHIN) return from.id;
  const beside = picture.edges.filter((one) => [one.from, one.to].some((end) => end === edge.from || end === edge.to));
  const here = middle(picture, edge);
  const across = beside.filter((one) => one.id !== edge.id && cosine(minus(middle(picture, one), here), way) > WITHIN);
  const nearest = [...across].sort(
    (a, b) => distance(middle(picture, a), here) - distance(middle(picture, b), here) || (a.id < b.id ? -1 : 1),
  );
  return nearest[0]?.id ?? edge.id;
}

/** Where an arrow goes first, seen from one of its ends. */
function towards(picture: Picture, edge: Edge, node: Node): Point {
  const way = edge.from === node.id ? edge.points : [...edge.points].reverse();
  const other = picture.nodes.find((one) => one.id === (edge.from === node.id ? edge.to : edge.from));
  return minus(way[0] ?? other ?? node, node);
}

function middle(picture: Picture, edge: Edge): Point {
  const inner = edge.points[Math.floor(edge.points.length / 2)];
  if (inner !== undefined) return inner;
  const [from, to] = [picture.nodes.find((n) => n.id === edge.from), picture.nodes.find((n) => n.id === edge.to)];
  return { x: ((from?.x ?? 0) + (to?.x ?? 0)) / 2, y: ((from?.y ?? 0) + (to?.y ?? 0)) / 2 };
}

function best(edges: readonly Edge[], rank: (edge: Edge) => number): Edge | null {
  let found: Edge | null = null;
  let most = WITHIN;
  for (const one of edges) {
    const here = rank(one);
    if (here > most) {
      found = one;
      most = here;
    }
  }
  return found;
}

function minus(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function cosine(a: Point, way: Point): number {
  const length = Math.hypot(a.x, a.y);
  return length === 0 ? 0 : (a.x * way.x + a.y * way.y) / length;
}
