// Time under the map: what happened when, who had the data on a day, and what was publicly known on one.
import type { VNode } from "preact";
import { Failed } from "../parts/Asked.tsx";
import type { Address } from "../state/address.ts";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { AsOf } from "./AsOf.tsx";
import { Holders } from "./Holders.tsx";
import { useRecords } from "./records.ts";
import { Timeline } from "./Timeline.tsx";

export function TimePanel(): VNode {
  const records = useRecords();
  const { on, known_on } = place.value;
  const isEmpty = records.entries.length === 0;
  const failed = records.answers.find((answer) => answer.is === "failed");
  const waiting = records.answers.some((answer) => answer.is === "waiting");
  return (
    <section class="time" aria-label={say("time.label")} aria-busy={waiting}>
      <div class="time-top">
        <h2>{say("time.label")}</h2>
        {(!isEmpty || on !== null || known_on !== null) && <AsOf entries={records.entries} />}
      </div>
      {failed?.is === "failed" && <Failed problem={failed.problem} />}
      {waiting && isEmpty && <p class="waiting">{say("shell.waiting")}</p>}
      {!waiting && isEmpty && failed === undefined && (
        <p class="quiet">{say(isNarrowed(place.value) ? "time.none" : "time.empty")}</p>
      )}
      {!isEmpty && <Timeline records={records} />}
      {on !== null && <Holders day={on} />}
    </section>
  );
}

/** Whether there may be more in the record than is asked for. */
function isNarrowed({ known_on, incident, dataset, min_status, around }: Address): boolean {
  return around.length > 0 || [known_on, incident, dataset, min_status].some((one) => one !== null);
}
