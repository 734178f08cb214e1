// Why things may be one, or claims cannot all be true: the loaders' words → which sentence of the page says it.
//
//   reasonOf("same name of a dataset, and 北浜商店 had both")  →  { word: "evidence.why.had_both", values: { who: "北浜商店" } }
//
// The record keeps these reasons as the loaders wrote them; what is not in the list, such as the words of an imported
// file, is shown as it stands.
import type { Word } from "../words/index.ts";

export interface Reason {
  readonly word: Word;
  readonly values: Readonly<Record<string, string>>;
}

/** Groups of a pattern are values by their names. The first that fits counts. */
const REASONS: readonly (readonly [RegExp, Word])[] = [
  [/^same name of an organization$/, "evidence.why.organization"],
  [/^one document calls it by the other's name \((?<name>.+)\)$/, "evidence.why.alias"],
  [/^same incident, same role, and both are called (?<words>.+)$/, "evidence.why.called"],
  [/^same incident, and the same name of a part of an organization$/, "evidence.why.part_name"],
  [/^same incident and same role \((?<role>.+)\), but no words in common$/, "evidence.why.role"],
  [/^same name of a dataset$/, "evidence.why.dataset"],
  [/^same name of a dataset, and the same number (?<number>.+)$/, "evidence.why.dataset_number"],
  [/^same name of a dataset, and (?<who>.+) had both$/, "evidence.why.had_both"],
  [/^same count (?<number>.+)$/, "evidence.why.count"],
  [/^parts with the same number (?<number>.+)$/, "evidence.why.part_number"],
  [/^each is the data that the same actor passed on$/, "evidence.why.passed_on"],
  [/^people looked at it and are unsure$/, "evidence.why.unsure"],
  [/^a figure and its correction: /, "conflicts.why.correction"],
  [/^one organization has more than the whole: /, "conflicts.why.more_than_whole"],
  [/^a part is larger than its whole: /, "conflicts.why.larger_part"],
  [/^a total and the sum of its parts: /, "conflicts.why.sum"],
  [/^the data leaked \/ may have leaked$/, "conflicts.why.leaked"],
  [/^told as a fact \/ as a supposition$/, "conflicts.why.supposed"],
  [/^nothing leaked, as was (answered|said before) \/ it leaked$/, "conflicts.why.reversed"],
  [/^told \/ denied by (?<who>.+)$/, "conflicts.why.denied"],
  [/^when it began: /, "conflicts.why.began"],
  [/^the day of one .+: /, "conflicts.why.day"],
  [/^what they are charged with: /, "conflicts.why.charged"],
  [/^all of the data \/ a part of it: /, "conflicts.why.extent"],
  [/^what .+ says \/ what .+ says$/, "conflicts.why.speakers"],
  [/^.+ of one \w+ differs: /, "conflicts.why.differs"],
];

/** Which sentence says it, and with which values; null if none does. */
export function reasonOf(text: string): Reason | null {
  for (const [pattern, word] of REASONS) {
    const found = pattern.exec(text);
    if (found !== null) return { word, values: { ...found.groups } };
  }
  return null;
}
