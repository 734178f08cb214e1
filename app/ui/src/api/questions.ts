// The address of the page → questions to the API. What the page shows can be asked in the same words elsewhere.
import type { Address } from "../state/address.ts";
import { url, type Values } from "./url.ts";

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

/** What is kept an eye on: all questions of that view can be narrowed to an incident. */
export function watchOptions(at: Address): Values {
  return { ...options(at), incident: at.incident };
}

/** The paths that are asked for, or null. */
export function pathsQuestion(at: Address): string | null {
  if (at.ask !== "paths" || at.from === null || at.to === null) return null;
  return url("/v1/paths", { from: at.from, to: at.to, k: at.k, ...options(at) });
}

/** Whom the data of `from` could reach, or from whom that of `to` could come; or null. */
export function lineageQuestion(at: Address): string | null {
  const root = at.ask === "downstream" ? at.from : at.ask === "upstream" ? at.to : null;
  if (root === null) return null;
  return url(`/v1/lineage/${encodeURIComponent(root)}`, { direction: at.ask, ...options(at) });
}

/** What all paths from `from` to `to` have in common, or null. */
export function chokepointsQuestion(at: Address): string | null {
  if (at.ask !== "chokepoints" || at.from === null || at.to === null) return null;
  return url("/v1/chokepoints", { from: at.from, to: at.to, ...options(at) });
}

/** From whom both ends can have what they have, or null. */
export function commonSourceQuestion(at: Address): string | null {
  if (at.ask !== "common_source" || at.from === null || at.to === null) return null;
  return url("/v1/common-source", { a: at.from, b: at.to, ...options(at) });
}

/** The question that `ask` stands for, or null while an end is missing. */
export function askedQuestion(at: Address): string | null {
  return pathsQuestion(at) ?? lineageQuestion(at) ?? chokepointsQuestion(at) ?? commonSourceQuestion(at);
}

/** Who had the data on the day of the slider, by the incident that is drawn if it is one; or null. */
export function holdersQuestion(at: Address): string | null {
  return at.on === null ? null : url("/v1/holders", { ...options(at), by: at.on, incident: at.incident });
}

/** What is drawn: the first is the base, the others are added to it in their order. */
export function graphQuestions(at: Address): readonly string[] {
  return drawn(at).map((of) => graphQuestion(at, of));
}

/** Of what it is drawn: an incident, actors, or all; then those whose neighbours were added. */
export function drawn(at: Address): readonly Values[] {
  const actors = [...at.around, ...at.more].map((actor) => ({ actor }));
  if (at.incident !== null) return [{ incident: at.incident }, ...actors];
  return at.around.length > 0 ? actors : [{}, ...actors];
}

/** What there is to draw of an incident, around an actor, or of all. */
export function graphQuestion(at: Address, of: Values = {}): string {
  const { known_on, dataset, policy, min_status } = options(at);
  return url("/v1/graph", { ...of, dataset, known_on, policy, min_status });
}
