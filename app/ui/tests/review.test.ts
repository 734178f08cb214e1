// Review: what is sent, in which form a claim is corrected, and values in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { actOf, previewOf, savingOf } from "../src/review/act.ts";
import { controlOf, daysTyped, priceTyped, typedOf } from "../src/review/correction.ts";
import { meaning, stepped } from "../src/review/reviewKeys.ts";

test("a choice is asked about before it is saved, in the same words", () => {
  const act = actOf({ verdict: "choose", about: ["conflict-1"], side: 2 });
  const [preview, saving] = [previewOf(act, "登記"), savingOf(act, "登記")];
  assert.equal(preview.address, "/v1/judgements?preview=true");
  assert.equal(saving.address, "/v1/judgements");
  assert.equal(preview.body, saving.body);
  assert.deepEqual(JSON.parse(saving.body ?? ""), { verdict: "choose", about: ["conflict-1"], side: 2, why: "登記" });
});

test("a side that nobody chose is not sent", () => {
  assert.deepEqual(actOf({ verdict: "same", about: ["a", "b"], side: null }), {
    is: "judge",
    body: { verdict: "same", about: ["a", "b"] },
  });
});

test("taking back names the judgement, and why", () => {
  const act = actOf({ verdict: "undo", about: ["judgement-1"], side: null });
  assert.deepEqual(previewOf(act, ""), {
    address: "/v1/judgements/judgement-1?preview=true",
    method: "DELETE",
    body: null,
  });
  assert.equal(savingOf(act, " 誤記 ").address, `/v1/judgements/judgement-1?why=${encodeURIComponent("誤記")}`);
});

test("each property has its control, and what cannot be corrected has none", () => {
  assert.deepEqual(controlOf({ kind: "transfer", property: "status" }), { is: "word", group: "status" });
  assert.deepEqual(controlOf({ kind: "affected", property: "status" }), { is: "word", group: "affected" });
  assert.deepEqual(controlOf({ kind: "transfer", property: "recipient" }), { is: "thing", what: "actor" });
  assert.deepEqual(controlOf({ kind: "dataset", property: "derived_from" }), { is: "thing", what: "dataset" });
  assert.deepEqual(controlOf({ kind: "event", property: "window" }), { is: "days" });
  assert.equal(controlOf({ kind: "conflict", property: "side" }), null);
});

test("days may be open at an end", () => {
  assert.equal(daysTyped("2031-04-01", ""), "2031-04-01/..");
  assert.equal(daysTyped("", "2031-04-30"), "../2031-04-30");
  assert.equal(daysTyped("", ""), "");
});

test("a price that is a number is yen, and anything else is left to the server", () => {
  assert.equal(priceTyped("20,000"), '{"value":20000,"currency":"JPY"}');
  assert.equal(priceTyped("高い"), "高い");
});

test("a field begins with what the claim says now", () => {
  assert.equal(typedOf({ value: 400, unit: "people" }), "400");
  assert.equal(typedOf(["氏名", "住所"]), "氏名、住所");
  assert.equal(typedOf({ earliest: null, latest: "2031-01-01" }), "");
});

test("keys are steps, answers and ways back; all others are the browser's", () => {
  assert.deepEqual(meaning("j"), { is: "step", by: 1 });
  assert.deepEqual(meaning("ArrowUp"), { is: "step", by: -1 });
  assert.deepEqual(meaning("3"), { is: "choose", number: 3 });
  assert.deepEqual(meaning("?"), { is: "help" });
  for (const key of ["0", "Enter", "Tab", "J", "12", null]) assert.equal(meaning(key), null);
});

test("a step ends at the ends of the list, and begins at one where nothing is lit", () => {
  assert.equal(stepped(0, 1, 3), 1);
  assert.equal(stepped(2, 1, 3), null);
  assert.equal(stepped(-1, 1, 3), 0);
  assert.equal(stepped(-1, -1, 3), 2);
  assert.equal(stepped(-1, 1, 0), null);
});
