// Values of claims in words: those of the model, days, amounts, names, and whatever else an imported file says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { propertyText, valueText, type Words } from "../src/parts/values.ts";

const KNOWN: Readonly<Record<string, string>> = {
  "status alleged": "容疑",
  "affected leaked": "漏えい",
  "medium usb": "USB",
  "lawful false": "適法とは述べられていない",
  "text affected_status": "漏えいの有無",
};

const words: Words = {
  term: (group, value) => KNOWN[`${group} ${value}`] ?? value,
  number: (value) => value.toLocaleString("en-GB"),
  window: ({ earliest, latest }) => `${earliest ?? ".."}–${latest ?? ".."}`,
  count: ({ value, unit, qualifier }) => `${qualifier} ${value} ${unit}`,
  price: ({ value, currency, qualifier }) => `${qualifier} ${value} ${currency}`,
  unstated: "?",
  none: "–",
  and: ", ",
};

for (const [property, value, told] of [
  ["record_count", { value: 400000, unit: "people", qualifier: "about", claimed_by: null }, "about 400000 people"],
  ["price", { value: 20000, currency: "JPY", qualifier: "exact" }, "exact 20000 JPY"],
  ["side", { value: 59, claimed_by: "県警" }, "exact 59 null"],
  ["side", { value: "usb", claimed_by: "県警" }, "usb"],
  ["window", { earliest: "2031-04-01", latest: null }, "2031-04-01–.."],
  ["time", "2031-04-01/", "2031-04-01–.."],
  ["time", "2031-04", "2031-04"],
  ["status", "alleged", "容疑"],
  ["status", "leaked", "漏えい"],
  ["lawful", false, "適法とは述べられていない"],
  ["medium", ["usb"], "USB"],
  ["fields", [], "–"],
  ["recipient", { id: "actor-9", label: "港商会" }, "港商会"],
  ["dataset", null, "?"],
  ["extent", 3996789, "3,996,789"],
  ["other", { a: 1 }, "a: 1"],
] as const) {
  test(`${property} ${JSON.stringify(value)} is told as ${told}`, () => {
    assert.equal(valueText(property, value, words), told);
  });
}

test("the status of an organization is whether its data leaked, that of a transfer is not", () => {
  assert.equal(propertyText("status", ["leaked", "possible"], words), "漏えいの有無");
  assert.equal(propertyText("status", ["confirmed", "alleged"], words), "status");
  assert.equal(propertyText("status", [], words), "status");
});
