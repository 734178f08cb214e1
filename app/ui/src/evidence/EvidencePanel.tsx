// What the chosen thing rests on.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { thingQuestion } from "../api/things.ts";
import { Asked } from "../parts/Asked.tsx";
import { Quotes } from "../parts/Quote.tsx";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";

export function EvidencePanel(): VNode {
  const { sel } = place.value;
  const answer = useAnswer<Shapes["ThingDetail"]>(thingQuestion(sel));
  return (
    <section class="evidence" aria-label={say("evidence.label")}>
      <h2>{say("evidence.label")}</h2>
      {sel === null && <p class="quiet">{say("evidence.none")}</p>}
      <Asked answer={answer}>
        {(thing) => <Quotes key={thing.id} evidence={(thing.transfer ?? thing.event)?.evidence ?? []} />}
      </Asked>
    </section>
  );
}
