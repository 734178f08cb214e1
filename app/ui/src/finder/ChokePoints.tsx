// What all paths have in common: transfers and actors without which no path remains, and the fewest that cut all.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { chokepointsQuestion } from "../api/questions.ts";
import { Asked } from "../parts/Asked.tsx";
import { joined } from "../parts/amounts.ts";
import { windowText } from "../parts/window.ts";
import { glancing } from "../state/glance.ts";
import { place } from "../state/place.ts";
import { say, told } from "../words/index.ts";
import { ActorButton } from "./ActorButton.tsx";
import { Beside } from "./Beside.tsx";
import { HopFacts, TransferButton } from "./HopItem.tsx";
import { Limits } from "./Limits.tsx";
import { Matches } from "./Matches.tsx";
import { Nothing } from "./Nothing.tsx";

type Answer = Shapes["ChokePoints"];

export function ChokePoints(): VNode {
  const answer = useAnswer<Answer>(chokepointsQuestion(place.value));
  return (
    <div class="answer">
      {answer.is === "none" && <p class="quiet">{say("finder.start.both")}</p>}
      <Asked answer={answer}>
        {(found) => (found.path === null ? <NoPath found={found} /> : <Common found={found} />)}
      </Asked>
      <Matches answer={answer} />
    </div>
  );
}

function NoPath({ found }: { readonly found: Answer }): VNode {
  return (
    <>
      <div role="status">
        <p class="warning">{told("text", "no_path")}</p>
      </div>
      <Limits answer={found} />
      <Nothing />
      <Beside facts={found.beside} />
    </>
  );
}

function Common({ found }: { readonly found: Answer }): VNode {
  const { transfers, actors, undecided } = found;
  const ends = { from: found.from.label, to: found.to.label };
  return (
    <>
      <div role="status">
        <p>{say("finder.choke.found", { transfers: transfers.length, actors: actors.length, ...ends })}</p>
      </div>
      <p class="quiet">{say("finder.choke.help")}</p>
      <Limits answer={found} />
      <h3>{say("finder.choke.transfers")}</h3>
      {transfers.length === 0 && <p class="quiet">{say("finder.choke.no_transfer")}</p>}
      <Transfers of={transfers} />
      <h3>{say("finder.choke.actors")}</h3>
      {actors.length === 0 && <p class="quiet">{say("finder.choke.no_actor")}</p>}
      <Actors of={actors} />
      {transfers.length === 0 && found.least_transfers !== null && <LeastTransfers least={found.least_transfers} />}
      {actors.length === 0 && found.least_actors !== null && <LeastActors least={found.least_actors} />}
      {undecided.transfers.length + undecided.actors.length > 0 && (
        <p class="cut">
          {say("finder.choke.undecided", { transfers: undecided.transfers.length, actors: undecided.actors.length })}
        </p>
      )}
      <Beside facts={found.beside} />
    </>
  );
}

function LeastTransfers({ least }: { readonly least: Shapes["LeastTransfers"] }): VNode {
  return (
    <>
      <p>{leastText(least.transfers.length, least)}</p>
      <Transfers of={least.transfers} />
    </>
  );
}

function LeastActors({ least }: { readonly least: Shapes["LeastActors"] }): VNode {
  return (
    <>
      <p>{leastText(least.actors.length, least)}</p>
      <Actors of={least.actors} />
    </>
  );
}

function leastText(
  count: number,
  { is_least, at_least }: { readonly is_least: boolean; readonly at_least: number },
): string {
  return is_least ? say("finder.choke.least", { count }) : say("finder.choke.enough", { count, at_least });
}

function Transfers({ of }: { readonly of: readonly Shapes["ChokeTransfer"][] }): VNode {
  return (
    <ul>
      {of.map((one) => (
        <li key={one.transfer} class="hop" {...glancing([one.transfer])}>
          <TransferButton id={one.transfer} fact={one} />
          <HopFacts hop={one} />
          <p class="quiet">{inTime(one.window)}</p>
        </li>
      ))}
    </ul>
  );
}

type ChokeActor = Pick<Shapes["ChokeActor"], "actor" | "received" | "passed_on"> & {
  readonly one_with?: readonly Shapes["Reference"][];
};

function Actors({ of }: { readonly of: readonly ChokeActor[] }): VNode {
  return (
    <ul>
      {of.map((one) => (
        <li key={one.actor.id} class="entry" {...glancing([one.actor.id])}>
          <ActorButton actor={one.actor} />
          <p>{say("finder.choke.had", { received: windowText(one.received), passed_on: windowText(one.passed_on) })}</p>
          {(one.one_with ?? []).length > 0 && (
            <p class="quiet">
              {say("finder.choke.one_with", { others: joined((one.one_with ?? []).map((other) => other.label)) })}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** When stopping it would have been in time: before the first day for sure, after the last too late for sure. */
function inTime({ earliest, latest }: Shapes["Window"]): string {
  const before = earliest === null ? "" : say("finder.choke.in_time", { day: earliest });
  const after = latest === null ? "" : say("finder.choke.too_late", { day: latest });
  return `${before} ${after}`.trim();
}
