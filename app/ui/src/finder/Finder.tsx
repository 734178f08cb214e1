// What is asked: of whom, and under which conditions; and the answer.
import type { VNode } from "preact";
import { ASKS, type Ask, START } from "../state/address.ts";
import { go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { Chips } from "./Chips.tsx";
import { ChokePoints } from "./ChokePoints.tsx";
import { CommonSource } from "./CommonSource.tsx";
import { Conditions } from "./Conditions.tsx";
import { Ends } from "./Ends.tsx";
import { Lineage } from "./Lineage.tsx";
import { NotYet } from "./NotYet.tsx";
import { Paths } from "./Paths.tsx";

const ANSWERS: Readonly<Record<Ask, () => VNode>> = {
  paths: Paths,
  downstream: Lineage,
  upstream: Lineage,
  chokepoints: ChokePoints,
  common_source: CommonSource,
};

export function Finder(): VNode {
  const { ask } = place.value;
  const Answer = ANSWERS[ask];
  return (
    <section class="finder" aria-label={say("finder.label")}>
      <h2>{say("finder.label")}</h2>
      <label class="ask">
        {say("finder.ask")}
        <select
          value={ask}
          onChange={(event) => go({ ask: ASKS[event.currentTarget.selectedIndex] ?? START.ask, path: null })}
        >
          {ASKS.map((one) => (
            <option key={one} value={one}>
              {say(`finder.ask.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <Ends />
      <Chips />
      <Conditions />
      <Answer />
      <NotYet />
    </section>
  );
}
