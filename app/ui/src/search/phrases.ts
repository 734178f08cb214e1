// Saved questions: phrases with gaps, and where each of them is asked. The gaps are filled there.
//
//   phrase "downstream"  →  "Who got data from … ?"  →  ?ask=downstream, with the field for the giver
import { type Address, START } from "../state/address.ts";

export const PHRASES = [
  "paths",
  "holders",
  "upstream",
  "downstream",
  "common_source",
  "chokepoints",
  "outstanding",
  "single_source",
  "counts",
] as const;
export type Phrase = (typeof PHRASES)[number];

/** Those whose gaps are fields of the finder. */
export const WITH_GAPS: ReadonlySet<Phrase> = new Set([
  "paths",
  "upstream",
  "downstream",
  "common_source",
  "chokepoints",
] as const);

/** A change of the address that begins anew: nothing asked, chosen or drawn, the language and the colours as they are. */
export function anew(change: Partial<Address>): Partial<Address> {
  const { lang: _, theme: __, ...rest } = START;
  return { ...rest, ...change };
}

/** Where a phrase is asked; `today` is `YYYY-MM-DD`. */
export function placeOf(phrase: Phrase, today: string): Partial<Address> {
  switch (phrase) {
    case "holders":
      return anew({ on: today });
    case "outstanding":
    case "single_source":
    case "counts":
      return anew({ view: "watch", watch: phrase });
    default:
      return anew({ ask: phrase });
  }
}

/** The day of that moment where the reader is. */
export function dayOf(moment: Date): string {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
