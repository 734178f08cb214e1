// A transfer → its slots in order: what stands in each, how it was filled, and whether the policy chose it.
//
//   slotsOf(transfer)[5]  →  { slot: "window", how: "stated", byPolicy: false, filled: true }
import type { Shapes } from "../api/ask.ts";
import { SLOTS, type SlotName } from "../state/address.ts";

type Fact = Omit<Shapes["TransferItem"], "id">;

export interface Slot {
  readonly slot: SlotName;
  /** `stated`, `clause`, … ; null where the record does not tell, or nothing stands in it. */
  readonly how: string | null;
  readonly byPolicy: boolean;
  readonly filled: boolean;
  /** Some claim tells it: that claim can be set right. */
  readonly told: boolean;
  /** Documents or speakers disagree about it. */
  readonly disputed: boolean;
}

type Disputed = Pick<Shapes["ListedConflict"], "property" | "subject">;

/** `conflicts` may be about other things as well: those of the transfer `id` count. */
export function slotsOf(fact: Fact, id: string, conflicts: readonly Disputed[]): Slot[] {
  const disputed = new Set(conflicts.filter((one) => one.subject === id).map((one) => one.property));
  return SLOTS.map((slot) => {
    const filled = isFilled(fact, slot);
    return {
      slot,
      how: filled ? (fact.how[slot] ?? null) : null,
      byPolicy: fact.by_policy.includes(slot === "window" ? "stated" : slot),
      filled,
      told: filled || slot === "lawful", // that it is not said to be lawful is a claim as well
      disputed: disputed.has(slot === "window" ? "time" : slot),
    };
  });
}

function isFilled(fact: Fact, slot: SlotName): boolean {
  if (slot === "window") return fact.stated.earliest !== null || fact.stated.latest !== null;
  if (slot === "medium") return fact.medium !== "unknown";
  if (slot === "lawful") return fact.lawful;
  return fact[slot] !== null;
}
