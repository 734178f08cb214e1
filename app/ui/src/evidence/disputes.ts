// The answer about paths, and a thing → on which paths a conflict about it is told, and what becomes of each path if one
// side is right.
//
//   effectsOf(answer.paths, "conflict-1")  →  [{ path: 2, effects: ["holds", "fails"] }]: as many effects as sides
import type { Shapes } from "../api/ask.ts";

type Path = Shapes["PathItem"];
type Effect = Shapes["Reading"]["effect"];

export interface OnPath {
  /** 1 is the first path of the answer. */
  readonly path: number;
  readonly effects: readonly Effect[];
}

export function effectsOf(paths: readonly Path[], conflict: string): OnPath[] {
  return paths.flatMap((path, number) =>
    path.why.disputes
      .filter((one) => one.id === conflict)
      .map((one) => ({ path: number + 1, effects: one.claims.map((side) => side.effect) })),
  );
}

/** The paths that take this transfer: their numbers, from 1. */
export function pathsThrough(paths: readonly Path[], transfer: string): number[] {
  return paths.flatMap((path, number) => {
    const takes = path.hops.some((hop) => hop.transfer === transfer || hop.parts.includes(transfer));
    return takes ? [number + 1] : [];
  });
}
