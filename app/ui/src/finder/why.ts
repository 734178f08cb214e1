// `why` of a path → sentences: why its order is possible, why it is not certain, what is weakest. The words and the order
// are those of reports (app/services/report/why.py).
import type { Shapes } from "../api/ask.ts";
import { joined } from "../parts/amounts.ts";
import { windowText } from "../parts/window.ts";
import { say, term, told } from "../words/index.ts";

type Why = Shapes["Why"];

/** How well the weakest hop is supported, which that is, and in what it is the weakest. */
export function weakestText({ strength, why, hops }: Shapes["PathItem"]): string {
  const support = { documents: strength.documents, confidence: strength.confidence.toFixed(2) };
  if (hops.length === 1) return say("finder.support", support);
  const { hop, because } = why.weakest;
  if (because === null) return say("finder.weakest", { hop, ...support });
  return say("finder.weakest.because", { hop, because: term("criterion", because), ...support });
}

/** Days on which it may have happened so that the order holds. */
export function daysText(days: Why["days"]): string {
  const parts = days.map((day, place) =>
    told("text", "day_of_hop", { hop: place + 1, day: day ?? told("text", "before_all") }),
  );
  return told("text", "days_chosen", { days: joined(parts) });
}

/** What puts each hop behind the one before. */
export function orderTexts(order: Why["order"]): readonly string[] {
  if (order.length === 0) return [told("text", "one_hop")];
  return order.map((basis, place) => told("text", `order_${basis}`, { hop: place + 2, before: place + 1 }));
}

/** A reason why the order is not certain. */
export function doubtText({ code, hops, slot, windows, actors, recoveries }: Shapes["Doubt"]): string {
  return told("doubt", code, {
    hops: numbers(hops),
    slot: slot === null ? "" : term("slot", slot),
    windows: joined(windows.map(windowText)),
    first: actors[0]?.label ?? "",
    second: actors[1]?.label ?? "",
    recoveries: joined(recoveries),
  });
}

/** About what the documents disagree, and at which hops. */
export function disputeText({ property, about, hops }: Shapes["Dispute"]): string {
  const matter = property === "other" ? about : term("property", property);
  return told("text", "dispute", { matter, hops: numbers(hops) });
}

function numbers(hops: readonly number[]): string {
  return hops.join(", ");
}
