// A transfer or event of the timeline as one sentence, for those who hear it.
import { joined } from "../parts/amounts.ts";
import { windowText } from "../parts/window.ts";
import { say, term } from "../words/index.ts";
import type { Entry } from "./records.ts";

export function entryText(entry: Entry): string {
  const hop = entry.hop === null ? "" : say("time.hop", { hop: entry.hop });
  const status = entry.status === null ? "" : term("status", entry.status);
  return joined([entry.label, windowText(entry.stated), entry.deed, status, hop]);
}
