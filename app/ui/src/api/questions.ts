// The address of the page → questions to the API. What the page shows can be asked in the same words elsewhere.
import type { Address } from "../state/address.ts";
import { url, type Values } from "./ask.ts";

/** What all path questions have in common; what is as by default is left out. */
export function options(at: Address): Values {
  return {
    mode: at.mode === "possible" ? null : at.mode,
    by: at.by,
    known_on: at.known_on,
    dataset: at.dataset,
    min_status: at.min_status,
    policy: at.policy === "all" ? null : at.policy,
    max_hops: at.max_hops === 8 ? null : at.max_hops,
  };
}

/** The paths that are asked for, or null. */
export function pathsQuestion(at: Address): string | null {
  if (at.from === null || at.to === null) return null;
  return url("/v1/paths", { from: at.from, to: at.to, k: at.k, ...options(at) });
}

/** Who had the data on the day of the slider, or null. */
export function holdersQuestion(at: Address): string | null {
  return at.on === null ? null : url("/v1/holders", { ...options(at), by: at.on });
}
