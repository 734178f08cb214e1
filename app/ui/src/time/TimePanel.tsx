// Time under the map: what happened when, who had the data on a day, and what was publicly known on one.
import type { VNode } from "preact";
import { Failed } from "../parts/Asked.tsx";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { AsOf } from "./AsOf.tsx";
import { Holders } from "./Holders.tsx";
import { useRecords } from "./records.ts";
import { Timeline } from "./Timeline.tsx";

export function TimePanel(): VNode {
  const records = useRecords();
  const { on } = place.value;
  const failed = records.answers.find((answer) => answer.is === "failed");
  const waiting = records.answers.some((answer) => answer.is === "waiting");
  return (
    <section class="time" aria-label={say("time.label")} aria-busy={waiting}>
      <div class="time-top">
        <h2>{say("time.label")}</h2>
        {records.entries.length > 0 && <AsOf entries={records.entries} />}
      </div>
      {failed?.is === "failed" && <Failed problem={failed.problem} />}
      {waiting && records.entries.length === 0 && <p class="waiting">{say("shell.waiting")}</p>}
      {!waiting && records.entries.length === 0 && failed === undefined && <p class="quiet">{say("time.empty")}</p>}
      {records.entries.length > 0 && <Timeline records={records} />}
      {on !== null && <Holders day={on} />}
    </section>
  );
}
