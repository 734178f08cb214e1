// Addresses of the page: what is written is read back, and what cannot be read changes nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Address, format, parse, START } from "../src/state/address.ts";

const FULL: Address = {
  view: "documents",
  ask: "upstream",
  from: "actor-1",
  to: "actor-2",
  dataset: "dataset-1",
  by: "2031-04-01",
  known_on: "2031-05-01",
  mode: "certain",
  min_status: "alleged",
  policy: "most_sources",
  max_hops: 5,
  k: 25,
  path: 2,
  sel: "transfer-1",
  incident: "incident-1",
  around: ["actor-1", "actor-3"],
  more: ["actor-5", "actor-4"],
  hidden: ["kind:person", "status:denied"],
  layout: "force",
  on: "2031-04-15",
  watch: "counts",
  period: ["2031-01-01", "2031-12-31"],
  doc: "news",
  at: [12, 40],
  desk: "decided",
  kind: "identity",
  judged: "undone",
  open: "conflict-1",
  slot: "window",
  back: "conflicts",
  lang: "en",
  theme: "dark",
};

test("what is written is read back", () => {
  assert.deepEqual(parse(format(FULL)), FULL);
  assert.deepEqual(parse(format(FULL, { ...START, lang: "en" }), { ...START, lang: "en" }), FULL);
});

test("what is as by default is left out", () => {
  assert.equal(format(START), "");
  assert.equal(
    format({ ...START, from: "a1", hidden: ["kind:person", "status:denied"] }),
    "?from=a1&hidden=kind:person,status:denied",
  );
});

test("every part of an address is written, or a link would show something else", () => {
  for (const name of Object.keys(FULL) as (keyof Address)[]) {
    assert.notDeepEqual(FULL[name], START[name], name);
    assert.deepEqual(parse(format({ ...START, [name]: FULL[name] }))[name], FULL[name], name);
  }
});

for (const query of [
  "?view=nowhere",
  "?on=0000-01-01&period=0000-01-01,2031-01-01",
  "?by=2031-02-30&known_on=tomorrow&on=2031-4-1",
  "?k=0&max_hops=16&path=-1",
  "?k=1001&max_hops=1e1",
  "?at=9,3",
  "?at=5",
  "?ask=everything&watch=all&mode=&min_status=sure&policy=mine&layout=&lang=fr&theme=pink",
  "?period=2031-02-01",
  "?period=2031-02-01,2031-01-01",
  "?period=2031-01-01,2031-02-01,2031-03-01",
  `?from=${"a".repeat(201)}`,
  "?from=&around=,,&more=,&hidden=",
  "?desk=none&kind=all&judged=maybe",
  "?unheard=of",
]) {
  test(`what cannot be read is as if it were not there: ${query.slice(0, 40)}`, () => {
    assert.deepEqual(parse(query), START);
  });
}
