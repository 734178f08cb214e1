// Where whoever is asked about is not found, and only documents up to a day count: that this may be why, and a way out.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import { askedQuestion } from "../api/questions.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { without } from "./conditions.ts";

export function NotYet(): VNode | null {
  const at = place.value;
  const answer = useAnswer<unknown>(askedQuestion(at));
  if (answer.is !== "failed" || answer.problem.told.status !== 404 || at.known_on === null) return null;
  const condition = say("finder.chip.known_on", { day: at.known_on });
  return (
    <div class="nothing">
      <p>{say("finder.not_yet", { day: at.known_on })}</p>
      <button type="button" onClick={() => go(without("known_on"))}>
        {say("finder.nothing.without", { condition })}
      </button>
    </div>
  );
}
