// An arrow → where its words stand, beside the middle of its line, so that the form of the line can be seen.
//
//   besideLine({ x: 0, y: 0 }, { x: 120, y: -60 }, [], 2)  →  { x: -24, y: -16 }
//
// Over the line, or under one that bends down; where it rises or falls away from the names that stand under its
// ends; and on one that leads up or down, of which enough can be seen.
import type { Point } from "./chain.ts";

/** Of type at an arrow, in pixels of the map. */
export const LINE = 14;
const GAP = 2;
/** A line that rises by less leads past the names. */
const FLAT = 30;
const STEEP = 0.8;
const MOST = 30;

/** From the middle of the line to that of the words. Pure. */
export function besideLine(from: Point, to: Point, points: readonly Point[], lines: number): Point {
  const rise = (to.y - from.y) * Math.sign(to.x - from.x);
  if (Math.abs(rise) > Math.abs(to.x - from.x)) return { x: 0, y: 0 };
  const bend = points.length === 1 ? (points[0]?.y ?? 0) - (from.y + to.y) / 2 : 0;
  const aside = (lines * LINE) / 2 + GAP;
  return {
    x: Math.sign(rise) * Math.min(MOST, Math.max(0, Math.abs(rise) - FLAT) * STEEP),
    y: bend > 1 ? aside : -aside,
  };
}
