// What is on no path because it was denied or only planned.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { glancing } from "../state/glance.ts";
import { told } from "../words/index.ts";
import { HopFacts, TransferButton } from "./HopItem.tsx";

export function Beside({ facts }: { readonly facts: readonly Shapes["TransferItem"][] }): VNode {
  return (
    <section class="beside">
      <h3>{told("text", "beside")}</h3>
      {facts.length === 0 && <p class="quiet">{told("text", "beside_none")}</p>}
      <ul>
        {facts.map((fact) => (
          <li key={fact.id} class="hop" {...glancing([fact.id])}>
            <TransferButton id={fact.id} fact={fact} />
            <HopFacts hop={fact} />
          </li>
        ))}
      </ul>
    </section>
  );
}
