// Numbers of the record in words, with what they count and how exact they are: 約40万件 is `about 400,000 records`.
import type { Shapes } from "../api/ask.ts";
import { number, term } from "../words/index.ts";

export function countText({ value, unit, qualifier }: Shapes["Count"]): string {
  return qualified(qualifier, `${number(value)}${term("unit", unit ?? "none")}`);
}

export function priceText({ value, currency, qualifier }: Shapes["Price"]): string {
  return qualified(qualifier, `${number(value)}${term("currency", currency)}`);
}

function qualified(qualifier: string, text: string): string {
  return term("qualifier", qualifier).replace("{number}", text);
}
