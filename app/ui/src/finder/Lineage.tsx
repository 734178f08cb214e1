// Whom the data of one actor could reach, or from whom it could come: a list in the order of the answer.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { lineageQuestion } from "../api/questions.ts";
import { Asked } from "../parts/Asked.tsx";
import { StatusMark } from "../parts/marks.tsx";
import { glancing } from "../state/glance.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { ActorButton } from "./ActorButton.tsx";
import { Limits } from "./Limits.tsx";
import { Matches } from "./Matches.tsx";

type Answer = Shapes["LineageAnswer"];

export function Lineage(): VNode {
  const answer = useAnswer<Answer>(lineageQuestion(place.value));
  return (
    <div class="answer">
      {answer.is === "none" && <p class="quiet">{say("finder.start.one")}</p>}
      <Asked answer={answer}>{(found) => <Reach found={found} />}</Asked>
      <Matches answer={answer} />
    </div>
  );
}

function Reach({ found }: { readonly found: Answer }): VNode {
  const values = { name: found.root.label, count: found.actors.length };
  const { direction } = found;
  return (
    <>
      <div role="status">
        <p>{say(found.actors.length === 0 ? `finder.${direction}.none` : `finder.${direction}.found`, values)}</p>
      </div>
      <p class="quiet">{say(`finder.${direction}.help`)}</p>
      <Limits answer={found} />
      <ol class="reached">
        {found.actors.map((one) => (
          <Reached key={one.actor.id} one={one} root={found.root.id} direction={direction} />
        ))}
      </ol>
    </>
  );
}

interface ReachedProps {
  readonly one: Shapes["Reached"];
  readonly root: string;
  readonly direction: Answer["direction"];
}

function Reached({ one, root, direction }: ReachedProps): VNode {
  const ends = direction === "downstream" ? { from: root, to: one.actor.id } : { from: one.actor.id, to: root };
  return (
    <li class="entry" {...glancing([...one.path, one.actor.id])}>
      <ActorButton actor={one.actor} />
      <p>{direction === "downstream" ? reachedText(one) : passedText(one)}</p>
      <p>
        <StatusMark status={one.status} /> <small>{say("finder.hops", { count: one.hops })}</small>{" "}
        <button type="button" class="small" onClick={() => go({ ask: "paths", path: null, ...ends })}>
          {say("finder.show_paths")}
        </button>
      </p>
    </li>
  );
}

function reachedText({ earliest, certain_by }: Shapes["Reached"]): string {
  const first = earliest === null ? say("finder.reached.undated") : say("finder.reached.earliest", { day: earliest });
  const last =
    certain_by === null ? say("finder.reached.possible") : say("finder.reached.certain_by", { day: certain_by });
  return `${first} ${last}`;
}

function passedText({ latest }: Shapes["Reached"]): string {
  return latest === null ? say("finder.passed.undated") : say("finder.passed.latest", { day: latest });
}
