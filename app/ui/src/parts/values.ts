// A value of a claim → words: ids by what they lead to, codes by the model's words, days, counts and prices as people say them.
import type { Shapes } from "../api/ask.ts";
import { number, say, term } from "../words/index.ts";
import { countText, priceText } from "./amounts.ts";
import { windowText } from "./window.ts";

/** Properties whose values have words of their own. */
const GROUPS: Readonly<Record<string, string>> = {
  action: "action",
  medium: "medium",
  kind: "kind",
  role: "role",
  status: "status",
  type: "event",
  field: "field",
};

/** Statuses of an organization that is concerned; transfers have others. */
const LEAKED = new Set(["leaked", "possible", "none", "unknown"]);

type Plain = Readonly<Record<string, unknown>>;

/** The words for `value`; `refersTo` is what an id leads to. */
export function valueText(property: string, value: unknown, refersTo: Shapes["Reference"] | null = null): string {
  if (refersTo !== null) return refersTo.label;
  if (value === null || value === undefined) return say("evidence.unstated");
  if (typeof value === "boolean") return property === "lawful" ? term("lawful", String(value)) : String(value);
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return worded(property, value);
  if (Array.isArray(value)) return value.map((one) => valueText(property, one)).join(say("evidence.and"));
  return composed(value as Plain);
}

function worded(property: string, value: string): string {
  const group = property === "status" && LEAKED.has(value) ? "affected" : GROUPS[property];
  return group === undefined ? value : term(group, value);
}

function composed(value: Plain): string {
  if ("earliest" in value) return windowText(value as Shapes["Window"]);
  if ("currency" in value) return priceText(value as Shapes["Price"]);
  if ("qualifier" in value) return countText(value as Shapes["Count"]);
  if ("value" in value) return valueText("", value.value);
  return JSON.stringify(value);
}
