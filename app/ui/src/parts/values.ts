// A value that a document claims → words, with those of the reader's language: the one place that says how such a value reads.
//
//   valueText("record_count", { value: 400000, unit: "people", qualifier: "about" }, words)  →  「約400,000人」
//
// said.ts brings the words of the reader, Claimed.tsx draws what has a name elsewhere.
import type { Shapes } from "../api/ask.ts";
import { intervalOf } from "./interval.ts";

export interface Words {
  readonly term: (group: string, value: string) => string;
  readonly number: (value: number) => string;
  readonly window: (window: Shapes["Window"]) => string;
  readonly count: (count: Shapes["Count"]) => string;
  readonly price: (price: Shapes["Price"]) => string;
  /** Nobody tells it. */
  readonly unstated: string;
  /** A list without anything in it. */
  readonly none: string;
  readonly and: string;
}

/** Properties whose values are words of the model. */
const GROUPS: Readonly<Record<string, string>> = {
  action: "action",
  field: "field",
  fields: "field",
  how: "how",
  kind: "kind",
  medium: "medium",
  role: "role",
  status: "status",
  type: "event",
};
const DAYS = ["time", "window"];
/** Statuses of an organization that is concerned; transfers have others. */
const LEAKED = ["leaked", "possible", "none", "unknown"];

type Plain = Readonly<Record<string, unknown>>;

/** The value in words. Whatever is of no known form is told as it stands: better plain than lost. */
export function valueText(property: string, value: unknown, words: Words): string {
  if (value === null || value === undefined) return words.unstated;
  if (typeof value === "number") return words.number(value);
  if (typeof value === "boolean") return property === "lawful" ? words.term("lawful", String(value)) : String(value);
  if (typeof value === "string") return text(property, value, words);
  if (Array.isArray(value)) return value.map((one) => valueText(property, one, words)).join(words.and) || words.none;
  return composed(property, value as Plain, words);
}

/** What a claim or a conflict with these values is about; of an organization the status is whether its data leaked. */
export function propertyText(property: string, values: readonly unknown[], { term }: Pick<Words, "term">): string {
  const isLeak = (one: unknown) => typeof one === "string" && LEAKED.includes(one);
  if (property === "status" && values.length > 0 && values.every(isLeak)) return term("text", "affected_status");
  return term("property", property);
}

function text(property: string, value: string, words: Words): string {
  const window = DAYS.includes(property) ? intervalOf(value) : null;
  if (window !== null) return words.window(window);
  const group = property === "status" && LEAKED.includes(value) ? "affected" : GROUPS[property];
  return group === undefined ? value : words.term(group, value);
}

function composed(property: string, value: Plain, words: Words): string {
  if ("earliest" in value && "latest" in value) return words.window(value as Shapes["Window"]);
  if (typeof value.value === "number") return amount(value, words);
  if (typeof value.label === "string") return value.label;
  if ("value" in value) return valueText(property, value.value, words);
  const told = Object.entries(value).map(
    ([name, one]) => `${words.term("property", name)}: ${valueText(name, one, words)}`,
  );
  return told.join(words.and) || words.none;
}

/** Imported files may leave out how exact it is, and what was counted. */
function amount(value: Plain, words: Words): string {
  const told: Plain = { unit: null, qualifier: "exact", ...value };
  return "currency" in told ? words.price(told as Shapes["Price"]) : words.count(told as Shapes["Count"]);
}
