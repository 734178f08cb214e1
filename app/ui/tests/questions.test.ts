// What the address asks: the question is that of `ask`, with the ends that it needs and only what differs from the default.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askedQuestion, holdersQuestion } from "../src/api/questions.ts";
import { type Address, START } from "../src/state/address.ts";

const BOTH: Address = { ...START, from: "a/1", to: "b" };

test("each way of asking has its own question", () => {
  assert.equal(askedQuestion(BOTH), "/v1/paths?from=a%2F1&to=b&k=10");
  assert.equal(askedQuestion({ ...BOTH, ask: "downstream" }), "/v1/lineage/a%2F1?direction=downstream");
  assert.equal(askedQuestion({ ...BOTH, ask: "upstream" }), "/v1/lineage/b?direction=upstream");
  assert.equal(askedQuestion({ ...BOTH, ask: "chokepoints" }), "/v1/chokepoints?from=a%2F1&to=b");
  assert.equal(askedQuestion({ ...BOTH, ask: "common_source" }), "/v1/common-source?a=a%2F1&b=b");
});

test("nothing is asked while an end is missing that the question needs", () => {
  for (const ask of ["paths", "upstream", "chokepoints", "common_source"] as const) {
    assert.equal(askedQuestion({ ...BOTH, ask, to: null }), null, ask);
  }
  assert.equal(askedQuestion({ ...BOTH, ask: "downstream", from: null }), null);
});

test("conditions are sent along, those by default are not", () => {
  const asked = askedQuestion({ ...BOTH, ask: "chokepoints", mode: "certain", by: "2031-04-01", max_hops: 3, k: 5 });
  assert.equal(asked, "/v1/chokepoints?from=a%2F1&to=b&mode=certain&by=2031-04-01&max_hops=3");
});

test("holders are asked for the day of the slider", () => {
  assert.equal(holdersQuestion(BOTH), null);
  assert.equal(holdersQuestion({ ...BOTH, by: "2031-01-01", on: "2031-02-01" }), "/v1/holders?by=2031-02-01");
});
