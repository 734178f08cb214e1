// The picture as a file: the same each time, well-formed whatever the names are, with all that is drawn and said of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Edge, Node, Picture } from "../../src/graph/picture.ts";
import { type Ink, svgOf } from "../../src/graph/svg.ts";

const INK: Ink = {
  ground: "#fff",
  text: "#000",
  quiet: "#555",
  line: "#999",
  kind: { person: "#a00" },
  status: { alleged: "#0a0", denied: "#00a" },
};
const CAPTIONS = { title: "図", description: "元社員 → 名簿業者", lines: ["問い", "2031-04-01"], language: "ja" };

function node(id: string, x: number, more: Partial<Node> = {}): Node {
  const plain = { kind: "person", name: [id], below: [], held: null, isLit: false, isDim: false } as const;
  return { id, x, y: 0, ...plain, ...more };
}

function edge(id: string, status: Edge["status"], points: Edge["points"] = []): Edge {
  return { id, from: "a", to: "b", points, lines: [id], status, isLit: false, isDim: false };
}

const PICTURE: Picture = {
  nodes: [node("a", 0), node("b", 200, { kind: "open" })],
  edges: [edge("t1", "alleged"), edge("t2", "denied", [{ x: 100, y: 40 }]), edge("m", "tie")],
};

test("equal pictures give equal files, with a title and a description", () => {
  const svg = svgOf(PICTURE, INK, CAPTIONS);
  assert.equal(svg, svgOf(PICTURE, INK, CAPTIONS));
  assert.match(svg, /<title>図<\/title>\n<desc>元社員 → 名簿業者<\/desc>/);
  assert.match(svg, /xml:lang="ja"/);
  for (const words of ["問い", "2031-04-01", ">a<", ">t1<", ">m<"]) assert.ok(svg.includes(words), words);
});

test("a status has its line and its tip, a tie has none", () => {
  const svg = svgOf(PICTURE, INK, CAPTIONS);
  assert.match(svg, /stroke="#0a0" stroke-width="2" stroke-dasharray="8 4"/);
  assert.equal(svg.match(/L-10 -5V5Z/g)?.length, 1);
  assert.equal(svg.match(/M0 -7V7/g)?.length, 1);
});

test("names are text and nothing else", () => {
  const name = `<script>"&'\u0007\ud800`;
  const svg = svgOf({ nodes: [node("a", 0, { name: [name] })], edges: [] }, INK, { ...CAPTIONS, title: name });
  assert.ok(!svg.includes("<script"));
  assert.ok(svg.includes("&lt;script&gt;&quot;&amp;'<"));
  assert.ok(![..."\u0007\ud800"].some((one) => svg.includes(one)));
});

test("nothing is outside of it, and it asks for nothing", () => {
  const svg = svgOf({ ...PICTURE, nodes: [node("a", -500), node("b", 900)] }, INK, CAPTIONS);
  const [x, , width] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? "").split(" ").map(Number);
  assert.ok((x ?? 0) < -500 && (x ?? 0) + (width ?? 0) > 900);
  assert.ok(!/href|url\(|@import|font-face|style=/.test(svg));
});
