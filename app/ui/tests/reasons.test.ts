// Reasons of the loaders find their sentence, with the values that stand in them; every sentence can be reached.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { reasonOf } from "../src/parts/reasons.ts";

const TOLD: readonly (readonly [string, string, Record<string, string>])[] = [
  ["same name of an organization", "evidence.why.organization", {}],
  ["one document calls it by the other's name (東名簿)", "evidence.why.alias", { name: "東名簿" }],
  ["same incident, same role, and both are called 契約社員", "evidence.why.called", { words: "契約社員" }],
  ["same incident, and the same name of a part of an organization", "evidence.why.part_name", {}],
  ["same incident and same role (insider), but no words in common", "evidence.why.role", { role: "insider" }],
  ["same name of a dataset", "evidence.why.dataset", {}],
  ["same name of a dataset, and the same number 31,415", "evidence.why.dataset_number", { number: "31,415" }],
  ["same name of a dataset, and 北浜商店 had both", "evidence.why.had_both", { who: "北浜商店" }],
  ["same count 31,415", "evidence.why.count", { number: "31,415" }],
  ["parts with the same number 31,415", "evidence.why.part_number", { number: "31,415" }],
  ["each is the data that the same actor passed on", "evidence.why.passed_on", {}],
  ["people looked at it and are unsure", "evidence.why.unsure", {}],
  ["a figure and its correction: 59 / 69", "conflicts.why.correction", {}],
  ["one organization has more than the whole: 9 / 4", "conflicts.why.more_than_whole", {}],
  ["a part is larger than its whole: 9 / 4", "conflicts.why.larger_part", {}],
  ["a total and the sum of its parts: 9 / 8", "conflicts.why.sum", {}],
  ["the data leaked / may have leaked", "conflicts.why.leaked", {}],
  ["told as a fact / as a supposition", "conflicts.why.supposed", {}],
  ["nothing leaked, as was said before / it leaked", "conflicts.why.reversed", {}],
  ["told / denied by 北浜商店", "conflicts.why.denied", { who: "北浜商店" }],
  ["when it began: 2031-03 / 2031-07", "conflicts.why.began", {}],
  ["the day of one arrest: 2031-03-01 / 2031-03-02", "conflicts.why.day", {}],
  ["what they are charged with: 恐喝 / 恐喝未遂", "conflicts.why.charged", {}],
  ["all of the data / a part of it: 9,000", "conflicts.why.extent", {}],
  ["what 北浜商店 says / what the text says", "conflicts.why.speakers", {}],
  ["medium of one transfer differs: cd-r / cd-rom", "conflicts.why.differs", {}],
];

for (const [text, word, values] of TOLD) {
  test(`${word}: ${text}`, () => assert.deepEqual(reasonOf(text), { word, values }));
}

test("what an imported file says stays as it is", () => {
  assert.equal(reasonOf("発表と報道で日付が違う"), null);
});

test("every sentence of the page for a reason is said by one", () => {
  const words = ["evidence", "conflicts"].flatMap((area) =>
    Object.keys(JSON.parse(readFileSync(new URL(`../src/words/en/${area}.json`, import.meta.url), "utf8"))),
  );
  const known = new Set(TOLD.map(([, word]) => word));
  assert.deepEqual(
    words.filter((word) => word.includes(".why.") && !known.has(word)),
    [],
  );
});
