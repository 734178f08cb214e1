// What would fall without a document: asked for when somebody opens it, since the whole record is looked through.
import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { options } from "../api/questions.ts";
import { url } from "../api/url.ts";
import { Asked } from "../parts/Asked.tsx";
import { propertySaid, valueSaid } from "../parts/said.ts";
import { ThingLink, ThingLinks, TransferLine } from "../parts/ThingLink.tsx";
import { place } from "../state/place.ts";
import { say, term } from "../words/index.ts";

type Withdrawal = Shapes["Withdrawal"];

export function Without({ document }: { readonly document: string }): VNode {
  const [open, setOpen] = useState(false);
  const address = open ? url("/v1/withdrawal", { document, ...options(place.value) }) : null;
  const answer = useAnswer<Withdrawal>(address);
  return (
    <details class="without" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("document.without")}</summary>
      <p class="quiet">{say("document.without.what")}</p>
      <Asked answer={answer}>{(found) => <Fallen found={found} />}</Asked>
    </details>
  );
}

function Fallen({ found }: { readonly found: Withdrawal }): VNode {
  const { falls, changes, pairs, holders } = found;
  const lost = pairs.filter((one) => one.change === "lost");
  const without = holders.filter((one) => one.change === "lost");
  const told = [falls.transfers, falls.actors, falls.datasets, falls.events, changes, lost, without];
  if (told.every((one) => one.length === 0)) return <p>{say("document.without.nothing")}</p>;
  return (
    <>
      <Part name={say("document.without.transfers", { count: falls.transfers.length })} of={falls.transfers}>
        {falls.transfers.map((one) => (
          <li key={one.id}>
            <TransferLine transfer={one} />
          </li>
        ))}
      </Part>
      <Part name={say("document.without.changes", { count: changes.length })} of={changes}>
        {changes.map((one) => (
          <li key={one.transfer}>
            <ThingLink thing={{ id: one.transfer, label: ends(one.provider, one.recipient) }} />
            <span class="line-details">
              {one.properties
                .map(({ property, before, after }) =>
                  say("document.without.change", {
                    property: propertySaid(property),
                    before: valueSaid(property, before),
                    after: valueSaid(property, after),
                  }),
                )
                .join(" ")}
            </span>
          </li>
        ))}
      </Part>
      <Part name={say("document.without.pairs", { count: lost.length })} of={lost}>
        {lost.map((one) => (
          <li key={`${one.from.id} ${one.to.id}`}>
            <ThingLink thing={one.from} /> → <ThingLink thing={one.to} />
          </li>
        ))}
      </Part>
      <Part name={say("document.without.holders", { count: without.length })} of={without}>
        {without.map((one) => (
          <li key={one.actor.id}>
            <ThingLink thing={one.actor} />
          </li>
        ))}
      </Part>
      <Part
        name={say("document.without.things", { count: falls.actors.length + falls.datasets.length })}
        of={[...falls.actors, ...falls.datasets]}
      >
        <li>
          <ThingLinks things={[...falls.actors, ...falls.datasets]} />
        </li>
      </Part>
      <Part name={say("document.without.events", { count: falls.events.length })} of={falls.events}>
        {falls.events.map((one) => (
          <li key={one.id}>
            <ThingLink thing={{ id: one.id, label: term("event", one.type) }} />
          </li>
        ))}
      </Part>
      <p class="quiet">
        {say("document.without.limits", { origins: found.limits.origins, pairs: found.limits.pairs })}
        {found.cut.length > 0 && ` ${found.cut.map((one) => term("cut", one)).join(say("shell.and"))}`}
      </p>
    </>
  );
}

interface PartProps {
  readonly name: string;
  readonly of: readonly unknown[];
  readonly children: ComponentChildren;
}

function Part({ name, of, children }: PartProps): VNode | null {
  if (of.length === 0) return null;
  return (
    <section>
      <h3>{name}</h3>
      <ul class="lines">{children}</ul>
    </section>
  );
}

function ends(provider: Shapes["Reference"] | null, recipient: Shapes["Reference"] | null): string {
  const nobody = say("evidence.nobody");
  return `${provider?.label ?? nobody} → ${recipient?.label ?? nobody}`;
}
