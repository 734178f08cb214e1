// The conditions that differ from the default, each to be taken away.
import type { VNode } from "preact";
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { named, nameQuestion } from "../parts/suggest.ts";
import type { Address } from "../state/address.ts";
import { go, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { type Condition, differing, without } from "./conditions.ts";

export function Chips(): VNode | null {
  const at = place.value;
  const data = useDatasetName(at.dataset);
  const conditions = differing(at);
  if (conditions.length === 0) return null;
  return (
    <ul class="chips" aria-label={say("finder.chips")}>
      {conditions.map((one) => (
        <li key={one}>
          <button type="button" onClick={() => go(without(one))} title={say("finder.chip.away")}>
            {conditionText(one, at, data)}
            <span aria-hidden="true"> ×</span>
            <span class="hidden"> {say("finder.chip.away")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A condition as it is set, in a few words. */
export function conditionText(one: Condition, at: Address, data: string): string {
  switch (one) {
    case "by":
      return say("finder.chip.by", { day: at.by ?? "" });
    case "known_on":
      return say("finder.chip.known_on", { day: at.known_on ?? "" });
    case "mode":
      return say(`finder.mode.${at.mode}`);
    case "dataset":
      return say("finder.chip.dataset", { data });
    case "min_status":
      return say("finder.chip.min_status", { status: term("status", at.min_status ?? "suspected") });
    case "policy":
      return say(`finder.policy.${at.policy}`);
    case "max_hops":
      return say("finder.chip.max_hops", { count: at.max_hops });
    case "k":
      return say("finder.chip.k", { count: at.k });
  }
}

export function useDatasetName(id: string | null): string {
  const items = shown(useAnswer<Shapes["List_DatasetItem_"]>(nameQuestion("dataset", id)))?.items ?? [];
  return id === null ? "" : (named(id, items)?.label ?? id);
}
