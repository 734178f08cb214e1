// What there is, what matters of it, and the size of the window → how near one looks, and at which place.
//
//   sightOf({ whole, focus: [path] }, { width: 680, height: 320 })  →  { zoom: 0.95, pan: { x: 40, y: 12 } }
//
// All of it where that can be read; else what matters, not cut at its edges, and no empty ground beside what is cut.
import type { Point } from "./chain.ts";

export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Sight {
  readonly zoom: number;
  /** Where the origin of the map stands in the window. */
  readonly pan: Point;
}

/** Type of 12 is 11 pixels high then: what does not fit is moved to, not made smaller. */
export const SMALLEST = 11 / 12;
const LARGEST = 1.25;
const PADDING = 10;

/** `focus`: what matters, the first that fits counts and no more are asked for; else the beginning of the last one. Pure. */
export function sightOf(of: { readonly whole: Box; readonly focus: Iterable<Box> }, size: Size): Sight {
  const { whole } = of;
  const best = fitting(whole, size);
  if (best >= SMALLEST) return placed(whole, whole, size, Math.min(best, LARGEST));
  let focus = whole;
  for (const one of of.focus) {
    focus = one;
    if (fitting(one, size) >= SMALLEST) break;
  }
  const zoom = Math.min(Math.max(fitting(focus, size), SMALLEST), 1);
  return placed(whole, focus, size, zoom);
}

function fitting(box: Box, { width, height }: Size): number {
  const across = (width - 2 * PADDING) / Math.max(1, box.x2 - box.x1);
  return Math.min(across, (height - 2 * PADDING) / Math.max(1, box.y2 - box.y1));
}

function placed(whole: Box, focus: Box, { width, height }: Size, zoom: number): Sight {
  return {
    zoom,
    pan: {
      x: along([whole.x1 * zoom, whole.x2 * zoom], [focus.x1 * zoom, focus.x2 * zoom], width),
      y: along([whole.y1 * zoom, whole.y2 * zoom], [focus.y1 * zoom, focus.y2 * zoom], height),
    },
  };
}

type Span = readonly [number, number];

/** How far to shift so that `whole` stands in the middle; or `focus`, or its beginning, without ground beyond `whole`. */
function along(whole: Span, focus: Span, room: number): number {
  const middle = ([from, to]: Span) => (room - (to - from)) / 2 - from;
  if (whole[1] - whole[0] <= room - 2 * PADDING) return middle(whole);
  const wanted = focus[1] - focus[0] <= room - 2 * PADDING ? middle(focus) : PADDING - focus[0];
  return Math.min(PADDING - whole[0], Math.max(room - PADDING - whole[1], wanted));
}
