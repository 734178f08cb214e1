// A claim → in which form a correction of it is given, and what is sent of that.
//
//   controlOf({ kind: "transfer", property: "status" })  →  { is: "word", group: "status" }
//   daysTyped("2031-04-01", "")                          →  "2031-04-01/.."
import type { Shapes } from "../api/ask.ts";

type Asked = Pick<Shapes["ClaimItem"], "kind" | "property">;

export type Control =
  | { readonly is: "word"; readonly group: string }
  | { readonly is: "days" }
  | { readonly is: "thing"; readonly what: "actor" | "dataset" }
  | { readonly is: "flag" }
  | { readonly is: "text"; readonly hint: "text" | "count" | "price" | "fields" | "id" };

const TEXTS = ["label", "alias", "name", "time_text", "medium", "type", "field"];
const WORDS: Readonly<Record<string, string>> = { status: "status", kind: "kind", role: "role", action: "action" };
const ACTORS = ["provider", "recipient", "member", "candidate", "actor", "organization"];
const DATASETS = ["dataset", "derived_from"];
const IDS = ["incident", "part_of", "after"];

/** The control, or null for what can only be accepted or rejected. */
export function controlOf({ kind, property }: Asked): Control | null {
  if (kind === "conflict") return null;
  const group = kind === "affected" && property === "status" ? "affected" : WORDS[property];
  if (group !== undefined) return { is: "word", group };
  if (property === "window") return { is: "days" };
  if (property === "lawful") return { is: "flag" };
  if (ACTORS.includes(property)) return { is: "thing", what: "actor" };
  if (DATASETS.includes(property)) return { is: "thing", what: "dataset" };
  if (property === "record_count") return { is: "text", hint: "count" };
  if (property === "price") return { is: "text", hint: "price" };
  if (property === "fields") return { is: "text", hint: "fields" };
  if (IDS.includes(property)) return { is: "text", hint: "id" };
  return TEXTS.includes(property) ? { is: "text", hint: "text" } : null;
}

/** Two days, of which one may be open, as the API reads them; `""` if there is none. */
export function daysTyped(earliest: string, latest: string): string {
  if (earliest === "" && latest === "") return "";
  return `${earliest === "" ? ".." : earliest}/${latest === "" ? ".." : latest}`;
}

/** A price in words of the API: `20000` is yen. */
export function priceTyped(text: string): string {
  const number = Number(text.replaceAll(",", "").trim());
  return text.trim() === "" || Number.isNaN(number) ? text : JSON.stringify({ value: number, currency: "JPY" });
}

/** What stands in a claim now, for the field that corrects it. */
export function typedOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "object" && value !== null && "value" in value) return String(value.value);
  return value === null || value === undefined || typeof value === "object" ? "" : String(value);
}
