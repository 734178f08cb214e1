// What would tell one common source from the next → sentences, by the codes of the API.
import type { Shapes } from "../api/ask.ts";
import { countText, joined } from "../parts/amounts.ts";
import { windowText } from "../parts/window.ts";
import { say, term } from "../words/index.ts";

type Difference = Shapes["Difference"];

/** Who is taken for whom. */
export function assumptionText({ actor, stands_for }: Pick<Shapes["Assumption"], "actor" | "stands_for">): string {
  return say("finder.tells.is", { actor: actor.label, other: stands_for.label });
}

/** What is to be found out; `transfer` names the one that it is about. */
export function factText(fact: Difference, transfer: string): string {
  const { actor, stands_for } = fact;
  const of = joined(fact.one_of.map((one) => one.label));
  switch (fact.code) {
    case "day":
      return say("finder.tells.day", { day: fact.day ?? "" });
    case "identity":
    case "member":
      if (actor !== null && stands_for !== null)
        return say("finder.tells.only_if", { assumed: assumptionText({ actor, stands_for }), of });
      return say(`finder.tells.${fact.code}`, { actor: actor?.label ?? "", of });
    case "window":
      return say("finder.tells.window", { transfer, window: fact.window === null ? "" : windowText(fact.window) });
    case "inferred":
      return say("finder.tells.inferred", { transfer, end: fact.end === null ? "" : term("slot", fact.end) });
    case "status":
      return say("finder.tells.status", { transfer, status: fact.status === null ? "" : term("status", fact.status) });
    case "dataset":
      return say("finder.tells.dataset", { data: fact.dataset?.label ?? "" });
    case "record_count":
      return say("finder.tells.record_count", { count: countText(fact.record_count) });
  }
}
