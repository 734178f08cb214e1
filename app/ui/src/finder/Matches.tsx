// A name in an address that several bear: who is meant is asked, for each of them is somebody else.
import type { VNode } from "preact";
import { type Answer, shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { named, nameQuestion } from "../parts/suggest.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";

type Actors = Shapes["List_ActorItem_"];

export function Matches({ answer }: { readonly answer: Answer<unknown> }): VNode | null {
  const { from, to } = place.value;
  const matches = answer.is === "failed" ? (answer.problem.told.matches ?? []) : [];
  const asked = matches.length > 0;
  const first = useAnswer<Actors>(asked ? nameQuestion("actor", from) : null);
  const second = useAnswer<Actors>(asked ? nameQuestion("actor", to) : null);
  if (!asked) return null;
  const known = (id: string | null, items: Actors | null) => id === null || named(id, items?.items ?? []) !== null;
  const end = known(from, shown(first)) && !known(to, shown(second)) ? "to" : "from";
  return (
    <div class="matches">
      <p>{say(end === "to" ? "finder.matches.to" : "finder.matches.from")}</p>
      <ul>
        {matches.map((one) => (
          <li key={one.id}>
            <Match id={one.id} label={one.label} onChoose={() => go({ [end]: one.id, path: null })} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface MatchProps {
  readonly id: string;
  readonly label: string;
  readonly onChoose: () => void;
}

function Match({ id, label, onChoose }: MatchProps): VNode {
  const items = shown(useAnswer<Actors>(nameQuestion("actor", id)))?.items ?? [];
  return (
    <button type="button" class="choose" onClick={onChoose}>
      <span>
        {label} <small class="picker-note">{named(id, items)?.note}</small>
      </span>
    </button>
  );
}
