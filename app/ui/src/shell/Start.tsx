// What a stranger sees first: what this is, which incidents the record has, and three questions that can be asked at once.
import type { ComponentChildren, VNode } from "preact";
import { shown, useAnswer } from "../api/answer.ts";
import { type Shapes, url } from "../api/ask.ts";
import { Asked } from "../parts/Asked.tsx";
import { follow } from "../parts/follow.ts";
import { anew, dayOf, placeOf } from "../search/phrases.ts";
import type { Address } from "../state/address.ts";
import { link } from "../state/place.ts";
import { say } from "../words/index.ts";

const SHOWN = 6;
const COPIES = 20;
type Incidents = Shapes["List_IncidentItem_"];

/** Whether nothing is asked, chosen or drawn by choice: then there is room to say where to begin. */
export function isStart(at: Address): boolean {
  const chosen = [at.from, at.to, at.incident, at.dataset, at.sel, at.on, at.path, at.by, at.known_on];
  return at.ask === "paths" && at.around.length === 0 && chosen.every((one) => one === null);
}

export function Start(): VNode {
  const incidents = useAnswer<Incidents>(url("/v1/incidents", { limit: SHOWN }));
  const documents = useAnswer<Shapes["List_DocumentItem_"]>(url("/v1/documents", { limit: 1 }));
  const isEmpty = shown(documents)?.items.length === 0;
  return (
    <section class="start" aria-labelledby="start-name">
      <h2 id="start-name">{say("shell.start")}</h2>
      <p>{say("shell.start.what")}</p>
      {isEmpty ? <Empty /> : <Begin incidents={incidents} />}
    </section>
  );
}

function Begin({ incidents }: { readonly incidents: ReturnType<typeof useAnswer<Incidents>> }): VNode {
  return (
    <div class="begin">
      <div>
        <h3>{say("shell.start.incidents")}</h3>
        <Asked answer={incidents}>
          {({ items, next }) => (
            <ul class="incidents">
              {items.map((one) => (
                <li key={one.id}>
                  <To change={anew({ incident: one.id })}>
                    <span class="incident-name" title={one.label}>
                      {one.label}
                    </span>
                    <small>{say("shell.start.counts", { transfers: one.transfers, documents: one.documents })}</small>
                  </To>
                </li>
              ))}
              {next !== null && <li class="quiet">{say("shell.start.more")}</li>}
              {items.length === 0 && <li class="quiet">{say("shell.start.none")}</li>}
            </ul>
          )}
        </Asked>
      </div>
      <div>
        <h3>{say("shell.start.questions")}</h3>
        <Questions />
      </div>
    </div>
  );
}

/** The first is about the copy that is out and went farthest, so that there is an answer to see. */
function Questions(): VNode {
  const copies = useAnswer<Shapes["Outstanding"]>(url("/v1/outstanding", { limit: COPIES }));
  const farthest = shown(copies)?.items.toSorted((a, b) => b.path.length - a.path.length)[0];
  const holder = farthest?.actor;
  const today = dayOf(new Date());
  return (
    <ul class="questions">
      {holder !== undefined && (
        <li>
          <To change={anew({ ask: "upstream", to: holder.id })}>
            {say("search.recent.upstream", { name: holder.label })}
          </To>
        </li>
      )}
      <li>
        <To change={placeOf("holders", today)}>{say("shell.start.holders", { day: today })}</To>
      </li>
      <li>
        <To change={placeOf("single_source", today)}>{say("search.phrase.single_source")}</To>
      </li>
    </ul>
  );
}

function Empty(): VNode {
  return (
    <div class="empty">
      <h3>{say("shell.empty")}</h3>
      <ol>
        <li>
          <To change={{ view: "load" }}>{say("shell.empty.load")}</To>
        </li>
        <li>
          {say("shell.empty.command")}
          <code>leaktrail load inbox/</code>
        </li>
        <li>
          {say("shell.empty.samples")}
          <code>leaktrail --store sqlite:///samples.db demo</code>
          <code>leaktrail --store sqlite:///samples.db serve --port 8001</code>
        </li>
      </ol>
    </div>
  );
}

function To({ change, children }: { readonly change: Partial<Address>; readonly children: ComponentChildren }): VNode {
  return (
    <a href={link(change)} onClick={follow(change)}>
      {children}
    </a>
  );
}
