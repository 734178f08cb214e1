// Values of claims in the reader's language; see values.ts.
import { windowText } from "../parts/window.ts";
import { number, say, term } from "../words/index.ts";
import { valueText, type Words } from "./values.ts";

/** `labels`: names of the things that ids may stand for. */
export function valueSaid(
  property: string | null,
  value: unknown,
  labels: ReadonlyMap<string, string> = new Map(),
): string {
  const words: Words = {
    term,
    number,
    window: windowText,
    label: (id) => labels.get(id) ?? null,
    none: say("review.none"),
    and: say("shell.and"),
  };
  return valueText(property, value, words);
}

/** What a property is called. */
export function propertySaid(property: string): string {
  const told = term("property", property);
  return told === property ? term("slot", property).replaceAll("_", " ") : told;
}

/** `2031-04-01 09:30`, in the time of whoever reads. */
export function momentSaid(iso: string): string {
  const when = new Date(iso);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  return `${day} ${two(when.getHours())}:${two(when.getMinutes())}`;
}
