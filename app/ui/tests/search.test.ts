// The search: what is suggested leads somewhere, and what is kept of it holds ids alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt, type Group, leadsOf } from "../src/search/found.ts";
import { anew, dayOf, PHRASES, placeOf } from "../src/search/phrases.ts";
import { keepsake, withFirst } from "../src/search/recent.ts";
import { format, parse, START } from "../src/state/address.ts";

const GROUPS: readonly Group[] = [
  {
    kind: "actor",
    items: [
      { id: "a1", label: "北浜データ", kind: "organization", beside: ["みどり沢通販の件"], at: null, found: "北浜" },
    ],
    more: 3,
  },
  {
    kind: "passage",
    items: [{ id: "memo", label: "北浜にあった。", kind: null, beside: ["覚え書き"], at: [4, 11], found: null }],
    more: null,
  },
];

test("what is suggested tells its kind, its namesakes apart, and where it leads", () => {
  const [actor, passage] = leadsOf("北浜", GROUPS, (kind, more) => `${kind} ${more}`);
  assert.deepEqual([actor?.group, actor?.note, actor?.kind], ["actor 3", "北浜 · みどり沢通販の件", "organization"]);
  assert.equal(format({ ...START, ...actor?.leads }), "?sel=a1&around=a1");
  assert.equal(format({ ...START, ...passage?.leads }), "?view=documents&doc=memo&at=4,11");
});

test("choosing begins anew, but for the language and the colours", () => {
  const before = parse("?view=review&from=a&to=b&known_on=2031-01-01&lang=en&theme=dark&open=x");
  const after = { ...before, ...leadsOf("", GROUPS, () => "")[0]?.leads };
  assert.deepEqual(after, { ...START, sel: "a1", around: ["a1"], lang: "en", theme: "dark" });
});

test("an excerpt holds the words and says where it goes on", () => {
  const long = `${"前".repeat(50)}名簿${"後".repeat(200)}`;
  assert.match(excerpt(long, "名簿"), /^…前+名簿後+…$/);
  assert.equal(excerpt("名簿があった。", "名簿"), "名簿があった。");
  assert.match(excerpt(`㈱${long}`, "名簿"), /^㈱/);
});

test("every saved question is asked somewhere of its own", () => {
  const places = PHRASES.map((one) => format({ ...START, ...placeOf(one, "2031-04-01") }));
  assert.equal(new Set(places).size, PHRASES.length);
});

test("a day is that of the reader's calendar", () => {
  assert.equal(dayOf(new Date(2031, 0, 5, 23, 59)), "2031-01-05");
});

test("kept is what was asked, not what was looked at on the way", () => {
  const asked = { ...START, from: "a", to: "b", mode: "certain", path: 3, sel: "t1", lang: "en" } as const;
  assert.equal(keepsake(asked), "?from=a&to=b&mode=certain");
  assert.equal(keepsake({ ...START, from: "a" }), null);
  assert.equal(keepsake({ ...START, ...anew({ incident: "i" }), sel: "t" }), "?incident=i");
  assert.equal(keepsake({ ...START, view: "documents", doc: "memo", at: [1, 2] }), "?view=documents&doc=memo");
  assert.equal(keepsake({ ...START, view: "review", open: "x" }), null);
});

test("the last question comes first, once, and the oldest makes room", () => {
  const kept = ["1", "2", "3", "4", "5", "6", "2", "7"].reduce<readonly string[]>(withFirst, []);
  assert.deepEqual(kept, ["7", "2", "6", "5", "4", "3"]);
});
