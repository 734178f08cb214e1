// From, to, and under which conditions; the paths that were found.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { pathsQuestion } from "../api/questions.ts";
import { Asked } from "../parts/Asked.tsx";
import { IdPicker } from "../parts/IdPicker.tsx";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";

export function Finder(): VNode {
  const { from, to } = place.value;
  const answer = useAnswer<Shapes["PathsAnswer"]>(pathsQuestion(place.value));
  return (
    <section class="finder" aria-label={say("finder.label")}>
      <h2>{say("finder.label")}</h2>
      <IdPicker what="actor" label={say("finder.from")} id={from} onChoose={(id) => go({ from: id, path: null })} />
      <IdPicker what="actor" label={say("finder.to")} id={to} onChoose={(id) => go({ to: id, path: null })} />
      <Asked answer={answer}>{(found) => <p>{found.paths.length}</p>}</Asked>
    </section>
  );
}
