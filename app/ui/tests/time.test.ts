// Days that are drawn: numbers of days, ticks that can be read, forms of what is known of a day, lanes without overlap.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber, dayText, FIRST, LAST, partialDays, ticks } from "../src/time/days.ts";
import { aired, at, type Dated, dayAt, extent, fitted, placing, type Scale, textWidth } from "../src/time/lanes.ts";

const SCALE: Scale = { first: dayNumber("2031-01-01"), last: dayNumber("2031-12-31"), width: 730 };

function dated(id: string, earliest: string | null, latest: string | null, label = id): Dated {
  return { id, label, earliest, latest };
}

test("days are numbers and back", () => {
  assert.equal(dayNumber("1970-01-02"), 1);
  for (const day of ["0999-12-31", "1969-12-31", "2024-02-29", "2031-04-01"])
    assert.equal(dayText(dayNumber(day)), day);
});

test("a month or a year is from its first day to its last", () => {
  const texts = (text: string) => partialDays(text)?.map(dayText);
  assert.deepEqual(texts("2032"), ["2032-01-01", "2032-12-31"]);
  assert.deepEqual(texts("2032-02"), ["2032-02-01", "2032-02-29"]);
  assert.deepEqual(texts("2032-02-03"), ["2032-02-03", "2032-02-03"]);
  assert.equal(partialDays("in May"), null);
});

test("there are no days but those that can be written", () => {
  assert.equal(dayText(FIRST - 1), "0001-01-01");
  assert.equal(dayText(LAST + 1), "9999-12-31");
  assert.deepEqual(aired([FIRST, LAST]), [FIRST, LAST]);
  assert.deepEqual(partialDays("0099")?.map(dayText), ["0099-01-01", "0099-12-31"]);
});

for (const [first, last, width, expected] of [
  ["0001-01-01", "9999-12-31", 700, "1000"],
  ["0001-01-01", "0300-12-31", 700, "0050"],
  ["2003-12-01", "2031-06-30", 360, "2005"],
  ["2031-01-01", "2031-12-31", 900, "2031-01"],
  ["2031-04-01", "2031-04-05", 600, "2031-04-01"],
] as const) {
  test(`ticks from ${first} to ${last} on ${width} pixels can be read`, () => {
    const found = ticks(dayNumber(first), dayNumber(last), width);
    assert.equal(found[0]?.text, expected);
    const apart = found.slice(1).map((tick, place) => tick.day - (found[place]?.day ?? 0));
    const pixels = (Math.min(...apart) * width) / (dayNumber(last) - dayNumber(first));
    assert.ok(pixels > expected.length * 7, `${pixels}`);
    assert.ok(found.length >= 2);
  });
}

test("what is known of a day has a form", () => {
  const items = [
    dated("day", "2031-04-01", "2031-04-01"),
    dated("span", "2031-04-01", "2031-05-31"),
    dated("until", null, "2031-04-01"),
    dated("since", "2031-04-01", null),
  ];
  const forms = placing(items, SCALE).placed.map(({ item, form }) => [item.id, form]);
  assert.deepEqual(Object.fromEntries(forms), { day: "day", span: "span", until: "until", since: "since" });
});

test("a span reaches to the end of its last day", () => {
  const [one] = placing([dated("a", "2031-01-01", "2031-12-31")], SCALE).placed;
  assert.deepEqual([one?.start, one?.end], [0, 730]);
});

test("nothing overlaps in a lane, and what does not overlap shares one", () => {
  const many = Array.from({ length: 40 }, (_, n) =>
    dated(`thing ${n}`, dayText(SCALE.first + n * 9), dayText(SCALE.first + n * 9 + 20)),
  );
  const { placed, lanes } = placing(many, SCALE);
  assert.equal(placed.length, 40);
  assert.ok(lanes < 40);
  for (const a of placed) {
    for (const b of placed) {
      const room = (one: typeof a) =>
        [Math.min(one.start, one.textAt), Math.max(one.end, one.textAt + textWidth(one.text))] as const;
      const apart = a === b || a.lane !== b.lane || room(a)[1] <= room(b)[0] || room(b)[1] <= room(a)[0];
      assert.ok(apart, `${a.item.id} ${b.item.id}`);
    }
  }
});

test("hops of the path have the lanes above, and the order stays that of days", () => {
  const one = dated("first", "2031-01-01", "2031-12-31");
  const hop = { ...dated("hop", "2031-02-01", "2031-11-30"), hop: 1 };
  const { placed } = placing([one, hop], SCALE);
  assert.deepEqual(
    placed.map(({ item, lane }) => [item.id, lane]),
    [
      ["first", 1],
      ["hop", 0],
    ],
  );
});

test("what lies outside is told, what reaches in is drawn", () => {
  const before = dated("before", "2030-01-01", "2030-12-31");
  const into = dated("into", "2030-01-01", "2031-01-02");
  const open = dated("open", "2032-01-01", null);
  const { placed, outside } = placing([before, into, open], SCALE);
  assert.deepEqual(
    placed.map(({ item }) => item.id),
    ["into"],
  );
  assert.deepEqual(outside, [before, open]);
});

test("a label stands behind its mark, before it near the right edge, and on it where there is no room", () => {
  const label = "a label of some length";
  const [left, right] = placing(
    [dated("a", "2031-01-02", "2031-01-02", label), dated("b", "2031-12-31", "2031-12-31", label)],
    SCALE,
  ).placed;
  assert.ok(left !== undefined && left.textAt > left.end);
  assert.ok(right !== undefined && right.textAt + textWidth(label) < right.start);
  const [all] = placing([dated("c", "2031-01-01", "2031-12-31", label)], SCALE).placed;
  assert.ok(all !== undefined && all.textAt >= 0 && all.textAt + textWidth(label) <= all.end);
});

test("a label that is too long is cut", () => {
  assert.equal(fitted("短い", 100), "短い");
  assert.equal(fitted("とても長い名前", 50), "とても…");
});

test("pixels are days and back", () => {
  for (const day of [SCALE.first, SCALE.first + 100, SCALE.last]) assert.equal(dayAt(at(day, SCALE) + 0.5, SCALE), day);
  assert.equal(dayAt(-5, SCALE), SCALE.first);
  assert.equal(dayAt(9999, SCALE), SCALE.last);
});

test("the extent is that of all days told", () => {
  assert.equal(extent([dated("a", null, null)]), null);
  assert.deepEqual(extent([dated("a", null, "2031-04-01"), dated("b", "2031-01-01", null)])?.map(dayText), [
    "2031-01-01",
    "2031-04-01",
  ]);
  assert.deepEqual(aired([0, 100]), [-4, 104]);
  assert.deepEqual(aired([5, 5]), [2, 8]);
});
