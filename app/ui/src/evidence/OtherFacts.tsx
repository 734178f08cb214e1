// A dataset, an event or an incident: what is told of it, and where it leads.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { countText } from "../parts/amounts.ts";
import { Quotes } from "../parts/Quote.tsx";
import { ThingLink, ThingLinks } from "../parts/ThingLink.tsx";
import { windowText } from "../parts/window.ts";
import { go } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { Transfers } from "./ActorFacts.tsx";
import { Facts } from "./Facts.tsx";

export function DatasetFacts({ dataset }: { readonly dataset: Shapes["DatasetDetail"] }): VNode {
  return (
    <>
      <Facts
        rows={[
          [say("evidence.fields"), dataset.fields.map((one) => term("field", one)).join(say("shell.and"))],
          [say("evidence.part_of"), dataset.derived_from.length > 0 && <ThingLinks things={dataset.derived_from} />],
          [say("evidence.parts"), dataset.parts.length > 0 && <ThingLinks things={dataset.parts} />],
        ]}
      />
      <div class="asks">
        <button type="button" onClick={() => go({ view: "map", dataset: dataset.id, path: null })}>
          {say("evidence.only_dataset")}
        </button>
      </div>
      {dataset.record_counts.length > 0 && (
        <section>
          <h3>{say("evidence.counts")}</h3>
          {dataset.record_counts.map((count) => (
            <div key={`${count.value} ${count.unit} ${count.qualifier} ${count.claimed_by}`}>
              <p class="side-value">
                <strong>{countText(count)}</strong>
                {count.claimed_by !== null && (
                  <span class="quiet"> {say("conflicts.claimed_by", { who: count.claimed_by })}</span>
                )}
              </p>
              <Quotes evidence={count.evidence} most={1} />
            </div>
          ))}
        </section>
      )}
      <Transfers of={{ dataset: dataset.id }} />
    </>
  );
}

export function EventFacts({ event }: { readonly event: Shapes["EventItem"] }): VNode {
  return (
    <Facts
      rows={[
        [say("evidence.days"), windowText(event.stated)],
        [say("evidence.involved"), event.actors.length > 0 && <ThingLinks things={event.actors} />],
        [say("evidence.incidents"), event.incident !== null && <ThingLink thing={event.incident} />],
      ]}
    />
  );
}

export function IncidentFacts({ incident }: { readonly incident: Shapes["IncidentItem"] }): VNode {
  return (
    <>
      <div class="asks">
        <button type="button" onClick={() => go({ view: "map", incident: incident.id, around: [] })}>
          {say("evidence.only_incident")}
        </button>
      </div>
      {incident.affected.length > 0 && (
        <section>
          <h3>{say("evidence.affected")}</h3>
          <ul class="lines">
            {incident.affected.map((row, number) => (
              <li key={number}>
                <ThingLink thing={row.organization} />
                <span class="line-details">
                  {term("affected", row.status)}
                  {row.record_count !== null && ` · ${countText(row.record_count)}`}
                  {row.fields.length > 0 && ` · ${row.fields.map((one) => term("field", one)).join(say("shell.and"))}`}
                </span>
                <Quotes evidence={row.evidence} most={1} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Transfers of={{ incident: incident.id }} />
    </>
  );
}
