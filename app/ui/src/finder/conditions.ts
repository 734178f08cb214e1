// An address → the conditions of its question that differ from the default, and what would let more in.
import { type Address, START } from "../state/address.ts";

export const CONDITIONS = ["by", "known_on", "mode", "dataset", "min_status", "policy", "max_hops", "k"] as const;

export type Condition = (typeof CONDITIONS)[number];

/** The longest paths that can be asked for. */
export const MOST_HOPS = 15;

/** The conditions that are not as by default, in the order of the form. The number of paths counts where paths are asked for. */
export function differing(at: Address): readonly Condition[] {
  return CONDITIONS.filter((one) => one !== "k" || at.ask === "paths").filter((one) => !isDefault(at, one));
}

/** What takes a condition away. */
export function without(one: Condition): Partial<Address> {
  return { [one]: START[one], path: null };
}

export interface Loosening {
  readonly condition: Condition;
  readonly change: Partial<Address>;
}

/** Where nothing was found: the conditions that may be why, and what would let more in. */
export function loosenings(at: Address): readonly Loosening[] {
  const given = differing(at)
    .filter((one) => one !== "k" && one !== "max_hops")
    .map((condition) => ({ condition, change: without(condition) }));
  const longer: Loosening = { condition: "max_hops", change: { max_hops: MOST_HOPS, path: null } };
  return at.max_hops < MOST_HOPS ? [...given, longer] : given;
}

/** Which path of an answer is chosen: that of the address, else the first; null where there is none. */
export function chosenPath(at: Address, count: number): number | null {
  if (count === 0) return null;
  return at.path === null || at.path > count ? 1 : at.path;
}

function isDefault(at: Address, one: Condition): boolean {
  return at[one] === START[one] || (one === "min_status" && at.min_status === "suspected");
}
