// What an investigator has to keep an eye on: copies that are out, facts on one source, numbers that do not go together.
//
// What it all rests on stands beside it, as on the map.
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { EvidencePanel } from "../evidence/EvidencePanel.tsx";
import { follow } from "../parts/follow.ts";
import { IncidentField } from "../parts/IncidentField.tsx";
import { useEvidenceInSight } from "../parts/stacked.ts";
import { WATCHED, type Watched } from "../state/address.ts";
import { go, link, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { CountChecks } from "./CountChecks.tsx";
import { OutstandingCopies } from "./OutstandingCopies.tsx";
import { SingleSources } from "./SingleSources.tsx";

const SHOWN: Readonly<Record<Watched, () => VNode>> = {
  outstanding: OutstandingCopies,
  single_source: SingleSources,
  counts: CountChecks,
};

export function WatchView(): VNode {
  const { watch } = place.value;
  const Shown = SHOWN[watch];
  const view = useRef<HTMLDivElement>(null);
  useEvidenceInSight(view);
  return (
    <div class="watch-view" ref={view}>
      <section class="watch" aria-labelledby="watch-name">
        <nav class="choices" aria-label={say("watch.choices")}>
          <ul>
            {WATCHED.map((one) => (
              <li key={one}>
                <a
                  href={link({ watch: one, sel: null })}
                  onClick={follow({ watch: one, sel: null })}
                  aria-current={one === watch ? "true" : undefined}
                >
                  {say(`watch.${one}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <h2 id="watch-name">{say(`search.phrase.${watch}`)}</h2>
        <p class="quiet">{say(`watch.${watch}.about`)}</p>
        <IncidentField onChoose={(incident) => go({ incident, sel: null })} />
        <Shown />
      </section>
      <EvidencePanel />
    </div>
  );
}
