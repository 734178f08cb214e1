// An actor: what it is, what else it is called, whom it may be, what it gave and received, and where documents name it.
import type { VNode } from "preact";
import { useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { url } from "../api/url.ts";
import { Asked } from "../parts/Asked.tsx";
import { ThingLinks, TransferLine } from "../parts/ThingLink.tsx";
import { go } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { Facts } from "./Facts.tsx";

type Actor = Shapes["ActorItem"];
const MOST = 50;

export function ActorFacts({ actor }: { readonly actor: Actor }): VNode {
  return (
    <>
      <Facts
        rows={[
          [say("evidence.roles"), actor.roles.map((role) => term("role", role)).join(say("shell.and"))],
          [say("evidence.aliases"), actor.aliases.join(say("shell.and"))],
          [say("evidence.incidents"), actor.incidents.length > 0 && <ThingLinks things={actor.incidents} />],
          [say("evidence.members"), actor.members.length > 0 && <ThingLinks things={actor.members} />],
          [say("evidence.one_of"), actor.candidates.length > 0 && <ThingLinks things={actor.candidates} />],
        ]}
      />
      <div class="asks">
        <button type="button" onClick={() => go({ view: "map", ask: "paths", from: actor.id, path: null })}>
          {say("evidence.from_here")}
        </button>
        <button type="button" onClick={() => go({ view: "map", ask: "paths", to: actor.id, path: null })}>
          {say("evidence.to_here")}
        </button>
        <button type="button" onClick={() => go({ view: "map", ask: "downstream", from: actor.id, path: null })}>
          {say("evidence.downstream")}
        </button>
        <button type="button" onClick={() => go({ view: "map", ask: "upstream", to: actor.id, path: null })}>
          {say("evidence.upstream")}
        </button>
      </div>
      <Transfers of={{ actor: actor.id }} />
    </>
  );
}

/** The transfers of an actor, a dataset or an incident, in the order of time. */
export function Transfers({ of }: { readonly of: Readonly<Record<string, string>> }): VNode {
  const answer = useAnswer<Shapes["List_TransferItem_"]>(url("/v1/transfers", { ...of, limit: MOST }));
  return (
    <section>
      <h3>{say("evidence.transfers")}</h3>
      <Asked answer={answer}>
        {(found) => (
          <>
            {found.items.length === 0 && <p class="quiet">{say("evidence.no_transfers")}</p>}
            <ol class="lines">
              {found.items.map((transfer) => (
                <li key={transfer.id}>
                  <TransferLine transfer={transfer} />
                </li>
              ))}
            </ol>
            {found.next !== null && <p class="quiet">{say("evidence.cut", { count: MOST })}</p>}
          </>
        )}
      </Asked>
    </section>
  );
}
