// The path that is chosen, of the answer that is shown: its hops are lit in the list, the map and the timeline.
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { pathsQuestion } from "../api/questions.ts";
import { place } from "../state/place.ts";
import { chosenPath } from "./conditions.ts";

const NONE: readonly Shapes["Hop"][] = [];

/** The hops of the chosen path in order; none where no path is asked for or found. */
export function useLitPath(): readonly Shapes["Hop"][] {
  const paths = shown(useAnswer<Shapes["PathsAnswer"]>(pathsQuestion(place.value)))?.paths ?? [];
  const number = chosenPath(place.value, paths.length);
  return number === null ? NONE : (paths[number - 1]?.hops ?? NONE);
}
