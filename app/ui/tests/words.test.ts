// Both languages say the same things, and leave the same gaps.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDER = new URL("../src/words/", import.meta.url);
const GAP = /\{\w+\}/g;

function read(language: string, area: string): Record<string, string> {
  return JSON.parse(readFileSync(new URL(`${language}/${area}`, FOLDER), "utf8"));
}

for (const area of readdirSync(new URL("en/", FOLDER))) {
  test(`${area} has the same keys and gaps in both languages`, () => {
    const [en, ja] = [read("en", area), read("ja", area)];
    assert.deepEqual(Object.keys(ja).toSorted(), Object.keys(en).toSorted());
    for (const [key, text] of Object.entries(en)) {
      assert.deepEqual((ja[key]?.match(GAP) ?? []).toSorted(), (text.match(GAP) ?? []).toSorted(), key);
    }
  });

  test(`${area} keeps to its own name`, () => {
    const names = new Set(Object.keys(read("en", area)).map((key) => key.split(".")[0]));
    const own = area.replace(".json", "");
    assert.deepEqual(
      [...names].filter((name) => name !== own && !(own === "shell" && name === "window")),
      [],
    );
  });
}
