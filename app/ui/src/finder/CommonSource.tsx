// From whom both ends can have what they have, the latest first, and what would tell one source from the next.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { commonSourceQuestion } from "../api/questions.ts";
import { Asked } from "../parts/Asked.tsx";
import { StatusMark } from "../parts/marks.tsx";
import { glancing } from "../state/glance.ts";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { ActorButton } from "./ActorButton.tsx";
import { Stops } from "./HopItem.tsx";
import { Limits } from "./Limits.tsx";
import { Matches } from "./Matches.tsx";
import { assumptionText, factText } from "./tells.ts";

type Answer = Shapes["CommonSourceAnswer"];
type Source = Shapes["Source"];

export function CommonSource(): VNode {
  const answer = useAnswer<Answer>(commonSourceQuestion(place.value));
  return (
    <div class="answer">
      {answer.is === "none" && <p class="quiet">{say("finder.start.both")}</p>}
      <Asked answer={answer}>{(found) => <Sources found={found} />}</Asked>
      <Matches answer={answer} />
    </div>
  );
}

function Sources({ found }: { readonly found: Answer }): VNode {
  const none = found.actors.length + found.possible.length === 0;
  const ends = { first: found.a.label, second: found.b.label };
  return (
    <>
      <div role="status">
        <p>
          {say(none ? "finder.source.none" : "finder.source.found", {
            ...ends,
            count: found.actors.length + found.possible.length,
          })}
        </p>
      </div>
      <p class="quiet">{say("finder.source.help")}</p>
      <Limits answer={found} />
      {found.actors.length > 0 && <h3>{say("finder.source.always")}</h3>}
      <List of={found.actors} found={found} />
      {found.possible.length > 0 && <h3>{say("finder.source.some")}</h3>}
      <List of={found.possible} found={found} />
    </>
  );
}

function List({ of, found }: { readonly of: readonly Source[]; readonly found: Answer }): VNode {
  return (
    <ol>
      {of.map((one, at) => (
        <Entry key={one.actor.id} one={one} next={of[at + 1]} found={found} />
      ))}
    </ol>
  );
}

interface EntryProps {
  readonly one: Source;
  readonly next: Source | undefined;
  readonly found: Answer;
}

function Entry({ one, next, found }: EntryProps): VNode {
  const ways = hopsOf(one);
  const nameOf = (id: string | null) => {
    const hop = [...ways, ...(next === undefined ? [] : hopsOf(next))].find((each) => each.transfer === id);
    return hop === undefined ? "" : `${hop.provider?.label} → ${hop.recipient?.label}`;
  };
  return (
    <li class="entry" {...glancing([one.actor.id, ...ways.map((hop) => hop.transfer)])}>
      <ActorButton actor={one.actor} />
      <p>{one.latest === null ? say("finder.source.undated") : say("finder.source.latest", { day: one.latest })}</p>
      <p>
        <StatusMark status={one.status} /> <small>{say("finder.hops", { count: one.hops })}</small>
      </p>
      <Way to={found.a.label} way={one.paths.a} />
      <Way to={found.b.label} way={one.paths.b} />
      {one.reading.length > 0 && (
        <p class="quiet">
          {say("finder.source.reading", { assumed: one.reading.map(assumptionText).join(say("shell.and")) })}
        </p>
      )}
      {next !== undefined && one.tells_from_next.length > 0 && (
        <details>
          <summary>{say("finder.source.tells", { next: next.actor.label })}</summary>
          <ul class="sentences">
            {one.tells_from_next.map((fact) => (
              <li key={JSON.stringify(fact)}>
                {say("finder.source.whose", {
                  name: fact.whose === "this" ? one.actor.label : next.actor.label,
                  fact: factText(fact, nameOf(fact.transfer)),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function hopsOf({ paths }: Source): readonly Shapes["Hop"][] {
  return [paths.a, paths.b].flatMap((way) => (way === null ? [] : way.hops));
}

function Way({ to, way }: { readonly to: string; readonly way: Shapes["Witness"] | null }): VNode {
  if (way === null) return <p class="quiet">{say("finder.source.itself", { name: to })}</p>;
  return <Stops hops={way.hops} />;
}
