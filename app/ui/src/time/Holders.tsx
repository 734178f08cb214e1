// Who had the data on a day, and who could still hold it then: three lists, each entry with since when and until when.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { holdersQuestion } from "../api/questions.ts";
import { ActorButton } from "../finder/ActorButton.tsx";
import { Limits } from "../finder/Limits.tsx";
import { Asked } from "../parts/Asked.tsx";
import { Days } from "../parts/Days.tsx";
import { IdPicker } from "../parts/IdPicker.tsx";
import { StatusMark } from "../parts/marks.tsx";
import { windowText } from "../parts/window.ts";
import { glancing } from "../state/glance.ts";
import { go, place } from "../state/place.ts";
import { say, told } from "../words/index.ts";

type Holder = Shapes["Holder"];

const HELD = ["yes", "possible", "no"] as const;
/** As many of a list are shown at first. */
const MOST = 30;

/** How many there are of each, beside the slider; a press leads to the lists. */
export function HeldCounts(): VNode {
  const answer = useAnswer<Shapes["HoldersAnswer"]>(holdersQuestion(place.value));
  return (
    <div class="held-counts">
      <Asked answer={answer}>
        {({ actors }) => (
          <p role="status">
            {HELD.map((held) => (
              <span key={held}>
                {say(`time.held.${held}`)}: {actors.filter((one) => one.held === held).length}
              </span>
            ))}{" "}
            <button
              type="button"
              class="small"
              onClick={() => document.querySelector(".holders")?.scrollIntoView({ block: "nearest" })}
            >
              {say("time.held.show")}
            </button>
          </p>
        )}
      </Asked>
    </div>
  );
}

export function Holders({ day }: { readonly day: string }): VNode {
  const at = place.value;
  const answer = useAnswer<Shapes["HoldersAnswer"]>(holdersQuestion(at));
  return (
    <section class="holders">
      <h3>{say("time.holders", { day })}</h3>
      <IdPicker
        what="dataset"
        label={say("time.holders.dataset")}
        id={at.dataset}
        placeholder={say("finder.dataset.any")}
        onChoose={(dataset) => go({ dataset, path: null })}
      />
      <p class="quiet">{say("time.holders.help")}</p>
      <Asked answer={answer}>
        {(found) => (
          <>
            <p>{say("time.holders.found", { count: found.actors.length, day: found.by ?? day })}</p>
            {found.incident !== null && <p>{say("time.holders.incident", { incident: found.incident.label })}</p>}
            <Limits answer={found} />
            <div class="held">
              {HELD.map((held) => (
                <Group key={held} held={held} actors={found.actors.filter((one) => one.held === held)} />
              ))}
            </div>
          </>
        )}
      </Asked>
    </section>
  );
}

interface GroupProps {
  readonly held: Holder["held"];
  readonly actors: readonly Holder[];
}

function Group({ held, actors }: GroupProps): VNode {
  const [all, showAll] = useState(false);
  const shown = all ? actors : actors.slice(0, MOST);
  return (
    <section>
      <h4>
        {say(`time.held.${held}`)} ({actors.length})
      </h4>
      <ul>
        {shown.map((one) => (
          <Entry key={one.actor.id} one={one} />
        ))}
      </ul>
      {actors.length > shown.length && (
        <button type="button" class="small" data-more onClick={() => showAll(true)}>
          {say("time.more", { count: actors.length - shown.length })}
        </button>
      )}
    </section>
  );
}

function Entry({ one }: { readonly one: Holder }): VNode {
  return (
    <li class="entry" {...glancing([one.actor.id, ...one.path])}>
      <ActorButton actor={one.actor} />
      <p>
        <StatusMark status={one.status} /> {one.lawful && <small>{told("text", "lawful")}</small>}
      </p>
      <p>
        <Days of={sinceText(one)} />
        <br />
        <Days of={untilText(one)} />
      </p>
    </li>
  );
}

function sinceText({ origin, since, certain }: Holder): string {
  const days = windowText(since);
  if (origin) return say("time.origin");
  return say(certain ? "time.since.certain" : "time.since.possible", { days });
}

function untilText({ until }: Holder): string {
  return until === null ? say("time.until.none") : say("time.until", { days: windowText(until) });
}
