// From, to, and under which conditions; the paths that were found.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { pathsQuestion } from "../api/questions.ts";
import { Asked } from "../parts/Asked.tsx";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";

export function Finder(): VNode {
  const answer = useAnswer<Shapes["PathsAnswer"]>(pathsQuestion(place.value));
  return (
    <section class="finder" aria-label={say("finder.label")}>
      <h2>{say("finder.label")}</h2>
      <Asked answer={answer}>{(found) => <p>{found.paths.length}</p>}</Asked>
    </section>
  );
}
