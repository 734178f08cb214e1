// The same question elsewhere: what is shown, in the words of the API, of a shell and of Cypher.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type Address, ASKS, START, VIEWS, WATCHED } from "../src/state/address.ts";
import { curl, elsewhere, exportQuestion, filled, reportQuestion } from "../src/state/elsewhere.ts";

const BOTH: Address = { ...START, from: "a1", to: "a4", mode: "certain", known_on: "2031-04-01", k: 3 };
const SAVED = new URL("../../../cypher/browser/", import.meta.url);

test("paths, with their conditions", () => {
  assert.deepEqual(elsewhere(BOTH), {
    api: ["/v1/paths?from=a1&to=a4&k=3&mode=certain&known_on=2031-04-01"],
    cli: ["leaktrail paths a1 a4 -k 3 --mode certain --known-on 2031-04-01"],
    cypher: { name: "paths_between_two", values: { giver: "a1", receiver: "a4" } },
  });
});

test("other questions have the command of their name", () => {
  const cli = (ask: Address["ask"]) => elsewhere({ ...START, from: "a1", to: "a4", ask }).cli;
  assert.deepEqual(ASKS.flatMap(cli), [
    "leaktrail paths a1 a4",
    "leaktrail downstream a1",
    "leaktrail upstream a4",
    "leaktrail chokepoints a1 a4",
    "leaktrail common-source a1 a4",
  ]);
});

test("what is drawn without a question", () => {
  const { api, cli } = elsewhere({ ...START, incident: "i1", around: ["a2"], more: ["a1"] });
  assert.deepEqual(api, ["/v1/graph?incident=i1", "/v1/graph?actor=a2", "/v1/graph?actor=a1"]);
  assert.deepEqual(cli, [
    "leaktrail transfers --incident i1",
    "leaktrail transfers --actor a2",
    "leaktrail transfers --actor a1",
  ]);
  const all = elsewhere({ ...START, more: ["a1"], dataset: "d1" });
  assert.deepEqual(all.api, ["/v1/graph?dataset=d1", "/v1/graph?actor=a1&dataset=d1"]);
  assert.deepEqual(all.cli, ["leaktrail transfers --dataset d1", "leaktrail transfers --actor a1 --dataset d1"]);
});

test("a command that does not know a condition is not told", () => {
  const { api, cli } = elsewhere({ ...START, incident: "i1", policy: "most_sources" });
  assert.deepEqual(api, ["/v1/graph?incident=i1&policy=most_sources"]);
  assert.deepEqual(cli, []);
});

test("holders are those of the day of the slider", () => {
  const { api, cli } = elsewhere({ ...START, on: "2031-02-01", by: "2031-01-01", min_status: "alleged" });
  assert.deepEqual(api, ["/v1/holders?by=2031-02-01&min_status=alleged"]);
  assert.deepEqual(cli, ["leaktrail holders --by 2031-02-01 --min-status alleged"]);
});

test("what a shell would take apart is quoted", () => {
  const { api, cli } = elsewhere({ ...START, view: "documents", doc: "it's a memo; rm -r" });
  assert.deepEqual(cli, ["leaktrail documents 'it'\\''s a memo; rm -r'"]);
  assert.deepEqual(api, ["/v1/documents/it's%20a%20memo%3B%20rm%20-r/text"]);
  assert.equal(curl("http://x/?a=1&b=2", "open"), "curl 'http://x/?a=1&b=2'");
  assert.equal(curl("http://x/", "key"), 'curl -H "Authorization: Bearer $KEY" http://x/');
});

test("every view but the help can be asked elsewhere, by queries that there are", () => {
  const there = new Set(readdirSync(SAVED));
  const places = [
    ...VIEWS.map((view) => ({ ...START, view })),
    ...WATCHED.map((watch) => ({ ...START, view: "watch" as const, watch })),
    ...ASKS.map((ask) => ({ ...BOTH, ask })),
  ];
  for (const at of places) {
    const { api, cli, cypher } = elsewhere(at);
    assert.equal(api.length === 0, at.view === "help", at.view);
    assert.equal(cli.length === 0, at.view === "help", at.view);
    if (cypher === null) continue;
    assert.ok(there.has(`${cypher.name}.cypher`), cypher.name);
    const text = readFileSync(new URL(`${cypher.name}.cypher`, SAVED), "utf8");
    for (const [gap, value] of Object.entries(cypher.values)) {
      assert.match(filled(text, cypher.values), new RegExp(`^WITH .*'${value}' AS ${gap}`, "m"));
    }
  }
});

test("nothing gets out of a gap of a query", () => {
  assert.equal(
    filled("// a\nWITH '' AS giver\nRETURN 1", { giver: "x' \\" }),
    "// a\nWITH 'x\\' \\\\' AS giver\nRETURN 1",
  );
});

test("a report and a file of what is shown", () => {
  const report = reportQuestion({ ...BOTH, k: 900 }, "pdf");
  assert.equal(report, "/v1/report?from=a1&to=a4&k=50&mode=certain&known_on=2031-04-01&format=pdf&language=ja");
  assert.equal(reportQuestion({ ...BOTH, to: null }, "html"), null);
  const one = { ...START, incident: "i1", by: "2031-01-01" };
  assert.equal(exportQuestion(one, "gexf"), "/v1/export?format=gexf&incident=i1&by=2031-01-01");
  assert.equal(exportQuestion(one, "html"), "/v1/export?format=html&incident=i1&by=2031-01-01&language=ja");
});
