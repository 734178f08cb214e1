// A thing by its name, as a link that shows what it rests on; and a transfer as a line: who, to whom, when, how sure.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { glancing } from "../state/glance.ts";
import { link, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { follow } from "./follow.ts";
import { StatusMark } from "./marks.tsx";
import { windowText } from "./window.ts";

type Reference = Shapes["Reference"];

/** Shows what it rests on; nothing to follow where no document says who it was. */
export function ThingLink({ thing }: { readonly thing: Reference | null }): VNode {
  if (thing === null) return <span class="quiet">{say("evidence.nobody")}</span>;
  // Where the evidence stands beside the list it is shown there; from elsewhere one goes to the map.
  const there = { view: place.value.view === "watch" ? "watch" : "map", sel: thing.id } as const;
  return (
    <a
      href={link(there)}
      onClick={follow(there)}
      aria-current={place.value.sel === thing.id ? "true" : undefined}
      {...glancing([thing.id])}
    >
      {thing.label}
    </a>
  );
}

/** Things by their names. */
export function ThingLinks({ things }: { readonly things: readonly Reference[] }): VNode {
  return (
    <ul class="things">
      {things.map((one) => (
        <li key={one.id}>
          <ThingLink thing={one} />
        </li>
      ))}
    </ul>
  );
}

/** `2003-12 · 持ち出し · KDDI → 社員C · 確認` */
export function TransferLine({ transfer }: { readonly transfer: Shapes["TransferItem"] }): VNode {
  const { id, provider, recipient, stated, action, status } = transfer;
  const nobody = say("evidence.nobody");
  const label = `${provider?.label ?? nobody} → ${recipient?.label ?? nobody}`;
  return (
    <>
      <ThingLink thing={{ id, label }} />
      <span class="line-details">
        {windowText(stated)} · {term("action", action)} <StatusMark status={status} />
      </span>
    </>
  );
}
