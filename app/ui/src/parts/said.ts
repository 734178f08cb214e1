// Values of claims, what they are about and when something was done, in the reader's language.
import type { Shapes } from "../api/ask.ts";
import { number, say, term } from "../words/index.ts";
import { countText, priceText } from "./amounts.ts";
import { propertyText, valueText, type Words } from "./values.ts";
import { windowText } from "./window.ts";

function words(): Words {
  return {
    term,
    number,
    window: windowText,
    count: countText,
    price: priceText,
    unstated: say("evidence.unstated"),
    none: say("review.none"),
    and: say("shell.and"),
  };
}

/** `valueSaid("status", "alleged")` → 「容疑」 */
export function valueSaid(property: string, value: unknown): string {
  return valueText(property, value, words());
}

/** `propertySaid("window")` → 「期間」; `values` are those that are told of it. */
export function propertySaid(property: string, values: readonly unknown[] = []): string {
  return propertyText(property, values, { term });
}

/** What a thing is called: events by their type, all others by their name. */
export function labelSaid(kind: string, label: string): string;
export function labelSaid(kind: string, label: string | null): string | null;
export function labelSaid(kind: string, label: string | null): string | null {
  return kind === "event" && label !== null ? term("event", label) : label;
}

/** Who says it, where that is somebody else than the document itself; null for none. */
export function speakerOf({ said_by, document }: Pick<Shapes["ClaimItem"], "said_by" | "document">): string | null {
  return said_by === document ? null : said_by;
}

/** `2031-04-01 09:30`, in the time of whoever reads. */
export function momentSaid(iso: string): string {
  const when = new Date(iso);
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
  return `${day} ${two(when.getHours())}:${two(when.getMinutes())}`;
}
