// What documents and speakers say against each other: a list with filters, the sides beside each other.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { pathsQuestion } from "../api/questions.ts";
import { url } from "../api/url.ts";
import { effectsOf } from "../evidence/disputes.ts";
import { Asked } from "../parts/Asked.tsx";
import { IncidentField } from "../parts/IncidentField.tsx";
import { propertySaid } from "../parts/said.ts";
import { ThingLink, ThingLinks } from "../parts/ThingLink.tsx";
import { ToReview } from "../parts/ToReview.tsx";
import { adjust, go, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { Sides } from "./Sides.tsx";

type Conflict = Shapes["ListedConflict"];
const MOST = 200;
/** Properties that conflicts are about; what an imported file says beside these is found under "all". */
const PROPERTIES = [
  "record_count",
  "time",
  "status",
  "medium",
  "provider",
  "recipient",
  "price",
  "action",
  "type",
  "kind",
  "offence",
  "extent",
  "other",
];

export function ConflictsView(): VNode {
  const { incident } = place.value;
  const [property, setProperty] = useState("");
  const answer = useAnswer<Shapes["List_ListedConflict_"]>(url("/v1/conflicts", { incident, property, limit: MOST }));
  return (
    <section class="conflicts" aria-label={say("conflicts.label")}>
      <p>{say("conflicts.what")}</p>
      <Filters property={property} onProperty={setProperty} />
      <Asked answer={answer}>
        {(found) => (
          <>
            <p role="status" class="quiet">
              {say("conflicts.found", { count: found.items.length })}
              {found.next !== null && ` ${say("evidence.cut", { count: MOST })}`}
            </p>
            {found.items.length === 0 && <p>{say("conflicts.none")}</p>}
            <ul class="conflict-list">
              {found.items.map((one) => (
                <li key={one.id}>
                  <One conflict={one} />
                </li>
              ))}
            </ul>
          </>
        )}
      </Asked>
    </section>
  );
}

interface FilterProps {
  readonly property: string;
  readonly onProperty: (property: string) => void;
}

function Filters({ property, onProperty }: FilterProps): VNode {
  const { incident } = place.value;
  return (
    <div class="conflict-filters">
      <label>
        {say("conflicts.property")}
        <select value={property} onChange={(event) => onProperty(event.currentTarget.value)}>
          <option value="">{say("conflicts.any")}</option>
          {PROPERTIES.map((one) => (
            <option key={one} value={one}>
              {propertySaid(one)}
            </option>
          ))}
        </select>
      </label>
      <IncidentField onChoose={(chosen) => adjust({ incident: chosen })} />
      {incident !== null && <p class="quiet">{say("conflicts.of_incident")}</p>}
    </div>
  );
}

function One({ conflict }: { readonly conflict: Conflict }): VNode {
  const paths = shown(useAnswer<Shapes["PathsAnswer"]>(pathsQuestion(place.value)))?.paths ?? [];
  return (
    <article class="conflict" aria-label={conflict.about}>
      <h2>
        {propertySaid(
          conflict.property,
          conflict.claims.map((one) => one.value),
        )}
        {conflict.thing !== null && (
          <>
            {": "}
            <ThingLink thing={conflict.thing} />
          </>
        )}
      </h2>
      <p>{conflict.about}</p>
      {conflict.incidents.length > 0 && (
        <div class="of-incidents">
          <span>{say("shell.incident")}:</span> <ThingLinks things={conflict.incidents} />
        </div>
      )}
      <Sides conflict={conflict} onPaths={effectsOf(paths, conflict.id)} most={2} />
      <p class="asks">
        <button type="button" onClick={() => go({ view: "map", sel: conflict.subject ?? conflict.id })}>
          {say("conflicts.map")}
        </button>
        <ToReview id={conflict.id} />
      </p>
    </article>
  );
}
