// A claimed value → a text: numbers with their thousands apart, words of the model in the reader's language.
import { number, say, term, told } from "../words/index.ts";

const OF_THE_MODEL = ["medium", "status", "action", "kind"];

/** Any value, spelt out. */
export function claimedText(property: string, value: unknown): string {
  if (value === null || value === undefined) return told("text", "unknown");
  if (typeof value === "number") return number(value);
  if (typeof value === "string") return OF_THE_MODEL.includes(property) ? term(property, value) : value;
  if (Array.isArray(value)) return value.map((one) => claimedText(property, one)).join(say("shell.and"));
  if (typeof value === "object") {
    const parts = Object.entries(value).map(([name, one]) => `${name}: ${claimedText(property, one)}`);
    return parts.join(say("shell.and"));
  }
  return String(value);
}
