// Numbers, sums and deeds of a transfer in words, as reports say them: 約40万件 is `about 400,000 records`.
import type { Shapes } from "../api/ask.ts";
import { number, say, term, told } from "../words/index.ts";

/** What was counted, and how exact that is; empty for none. */
export function countText(count: Shapes["Count"] | null): string {
  if (count === null) return "";
  return told("qualifier", count.qualifier, { number: `${number(count.value)}${term("unit", count.unit ?? "none")}` });
}

/** What was paid, and how exact that is; empty for none. */
export function priceText(price: Shapes["Price"] | null): string {
  if (price === null) return "";
  const currency = term("currency", price.currency);
  const sum = `${number(price.value)}${currency === price.currency ? ` ${currency}` : currency}`;
  return told("qualifier", price.qualifier, { number: sum });
}

/** What was done, and on which medium. */
export function deedText({ action, medium }: Pick<Shapes["Hop"], "action" | "medium">): string {
  return joined([plain("action", action), medium === "unknown" ? "" : plain("medium", medium)]);
}

/** Parts side by side, without those that are empty. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(say("shell.and"));
}

function plain(group: string, value: string): string {
  return term(group, value).replaceAll("_", " ");
}
