// Narrowing to one incident of those that the record has.
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { shown, useAnswer } from "../api/answer.ts";
import { type Shapes, url } from "../api/ask.ts";
import { place } from "../state/place.ts";
import { say } from "../words/index.ts";

const MOST = 500;

/** Each view says itself what else changes with it. */
export function IncidentField({ onChoose }: { readonly onChoose: (incident: string | null) => void }): VNode {
  const items = shown(useAnswer<Shapes["List_IncidentItem_"]>(url("/v1/incidents", { limit: MOST })))?.items ?? [];
  const { incident } = place.value;
  const name = useId();
  const isListed = incident === null || items.some((one) => one.id === incident);
  return (
    <div class="incident-field">
      <label for={name}>{say("shell.incident")}</label>
      <select id={name} value={incident ?? ""} onChange={(event) => onChoose(event.currentTarget.value || null)}>
        <option value="">{say("shell.incident.any")}</option>
        {items.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
        {!isListed && <option value={incident ?? ""}>{incident}</option>}
      </select>
    </div>
  );
}
