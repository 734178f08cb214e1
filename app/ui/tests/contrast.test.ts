// Every colour that words or signs are drawn in can be told from every ground that it stands on, in both themes.
//
// References: W3C, "Web Content Accessibility Guidelines 2.2" (2023), 1.4.3, 1.4.11 and "relative luminance".
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const CSS = readFileSync(new URL("../src/styles/tokens.css", import.meta.url), "utf8");
const TOKENS = new Map(
  [...CSS.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, [light, dark] as const],
  ),
);
const THEMES = ["light", "dark"] as const;
const [TEXT, SIGN] = [4.5, 3];

const GROUNDS = ["ground", "panel", "raised"];
const named = (start: string) => [...TOKENS.keys()].filter((name) => name.startsWith(start));

/** What is drawn, on what, and the least contrast. */
const PAIRS: readonly (readonly [readonly string[], readonly string[], number])[] = [
  [["text", "text-quiet", "accent", "bad", ...named("status-")], GROUNDS, TEXT],
  [["text", "accent"], ["accent-ground"], TEXT],
  [["text", "bad"], ["bad-ground"], TEXT],
  [["text"], ["mark", "mark-chosen"], TEXT],
  [["on-accent"], ["accent"], TEXT],
  [["line-strong", ...named("kind-")], GROUNDS, SIGN],
];

for (const [number, theme] of THEMES.entries()) {
  test(`contrast in the ${theme} theme`, () => {
    const colour = (name: string) => {
      const found = TOKENS.get(name)?.[number];
      assert.ok(found, `tokens.css has no --${name} for both themes`);
      return found;
    };
    const faint = PAIRS.flatMap(([drawn, grounds, least]) =>
      drawn.flatMap((front) =>
        grounds
          .map((ground) => [front, ground, contrast(colour(front), colour(ground))] as const)
          .filter(([, , ratio]) => ratio < least)
          .map(([, ground, ratio]) => `--${front} on --${ground}: ${ratio.toFixed(2)} of ${least}`),
      ),
    );
    assert.deepEqual(faint, []);
  });
}

test("no colour is told elsewhere than in the tokens", () => {
  assert.ok(CSS.match(/#[\da-f]{3,8}\b/g)?.length === 2 * TOKENS.size, "a colour of tokens.css is in one theme only");
});

test("the scale is that of the guidelines", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
});

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
