// Every paragraph of the help that is written is shown, in its part.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { PARTS, WORDS } from "../src/help/parts.ts";

test("every paragraph stands in its part, in its order", () => {
  const keys = Object.keys(JSON.parse(readFileSync(new URL("../src/words/en/help.json", import.meta.url), "utf8")));
  for (const part of PARTS) {
    assert.deepEqual(
      WORDS[part],
      keys.filter((key) => new RegExp(`^help\\.${part}\\.\\d+$`).test(key)),
      part,
    );
    assert.ok(keys.includes(`help.${part}`), part);
  }
});
