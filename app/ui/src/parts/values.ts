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
  if (typeof value === "string") return property === "time" ? days(value) : worded(property, value);
  if (Array.isArray(value)) return value.map((one) => valueText(property, one)).join(say("evidence.and"));
  return composed(value as Plain);
}

/** What a conflict or a claim is about; the status of an organization is whether its data leaked. */
export function propertyText(property: string, values: readonly unknown[]): string {
  const leaked = property === "status" && values.every((one) => typeof one === "string" && LEAKED.has(one));
  return leaked ? term("text", "affected_status") : term("property", property);
}

/** Days of a conflict stand as text: `2031-04-01`, or `2031-04-01/` for that day or later. */
function days(text: string): string {
  const found = /^([\d-]*)\/([\d-]*)$/.exec(text);
  if (found === null) return text;
  return windowText({ earliest: found[1] || null, latest: found[2] || null });
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
