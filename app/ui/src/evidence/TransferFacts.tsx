// A transfer slot by slot: what stands in each, and how it was filled. A slot that no document fills says so.
import type { ComponentChildren, VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { countText, priceText } from "../parts/amounts.ts";
import { Days } from "../parts/Days.tsx";
import { StatusMark } from "../parts/marks.tsx";
import { ThingLink } from "../parts/ThingLink.tsx";
import { Correct } from "../parts/ToReview.tsx";
import { windowText } from "../parts/window.ts";
import type { SlotName } from "../state/address.ts";
import { say, term } from "../words/index.ts";
import { type Slot, slotsOf } from "./slots.ts";

type Transfer = Shapes["TransferItem"];

interface Props {
  readonly transfer: Transfer;
  readonly conflicts: readonly Shapes["ListedConflict"][];
}

export function TransferFacts({ transfer, conflicts }: Props): VNode {
  return (
    <>
      <table class="slots">
        <caption class="hidden">{say("evidence.slots")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("evidence.slot")}</th>
            <th scope="col">{say("evidence.value")}</th>
            <th scope="col">{say("evidence.how")}</th>
            <th scope="col">
              <span class="hidden">{say("evidence.correct")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {slotsOf(transfer, transfer.id, conflicts).map((slot) => (
            <tr key={slot.slot} class={slot.how === "implied" ? "implied" : undefined}>
              <th scope="row">{term("slot", slot.slot)}</th>
              <td>{value(transfer, slot.slot)}</td>
              <td class="how">{how(slot)}</td>
              <td>{slot.told && <Correct id={transfer.id} slot={slot.slot} what={term("slot", slot.slot)} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {transfer.time_text !== null && <p class="quiet">{say("evidence.time_text", { words: transfer.time_text })}</p>}
      {transfer.inferred.length > 0 && <p class="note-inferred">{say("evidence.inferred")}</p>}
    </>
  );
}

function value(transfer: Transfer, slot: SlotName): ComponentChildren {
  const { stated, record_count: count, price } = transfer;
  switch (slot) {
    case "provider":
    case "recipient":
      return <ThingLink thing={transfer[slot]} />;
    case "dataset":
      return transfer.dataset === null ? say("evidence.unstated") : <ThingLink thing={transfer.dataset} />;
    case "window":
      return <Days of={windowText(stated)} />;
    case "record_count":
      return count === null ? say("evidence.unstated") : countText(count);
    case "price":
      return price === null ? say("evidence.unstated") : priceText(price);
    case "status":
      return <StatusMark status={transfer.status} />;
    case "lawful":
      return term("lawful", String(transfer.lawful));
    default:
      return term(slot, transfer[slot]);
  }
}

function how({ how, byPolicy, disputed }: Slot): string {
  const told = [
    how === null ? null : term("how", how),
    byPolicy ? say("evidence.by_policy") : null,
    disputed ? say("evidence.disputed") : null,
  ];
  return told.filter((one) => one !== null).join(say("shell.and"));
}
