// What is drawn → how many of each kind, role and status there are, and which of them are put out.
//
// An entry is put out by its token in the address: `kind:person`, `role:insider`, `status:denied`. An actor is out if its
// kind is, or if every role of it is; a transfer if its status is, or one of its ends.
import type { Shapes } from "../api/ask.ts";

type Actor = Shapes["DrawnActor"];
type Transfer = Shapes["DrawnTransfer"];

export interface Entry {
  readonly token: string;
  readonly value: string;
  readonly count: number;
  readonly isOut: boolean;
}

export interface Legend {
  readonly kinds: readonly Entry[];
  readonly roles: readonly Entry[];
  readonly statuses: readonly Entry[];
}

const KINDS = ["person", "group", "organization", "unknown"];
const STATUSES = ["confirmed", "alleged", "suspected", "planned", "denied"];
/** Of an actor of whom no document says what it did. */
export const NO_ROLE = "none";

export function legendOf(
  actors: readonly Actor[],
  transfers: readonly Transfer[],
  hidden: ReadonlySet<string>,
): Legend {
  const roles = count(actors.flatMap(rolesOf));
  const byCount = [...roles.keys()].sort((a, b) => (roles.get(b) ?? 0) - (roles.get(a) ?? 0) || (a < b ? -1 : 1));
  return {
    kinds: entries("kind", KINDS, count(actors.map((one) => one.kind)), hidden),
    roles: entries("role", byCount, roles, hidden),
    statuses: entries("status", STATUSES, count(transfers.map((one) => one.status)), hidden),
  };
}

/** True if the legend has put that actor out. */
export function isOut(actor: Actor, hidden: ReadonlySet<string>): boolean {
  return hidden.has(`kind:${actor.kind}`) || rolesOf(actor).every((role) => hidden.has(`role:${role}`));
}

/** The address with that entry put out, or back in. */
export function switched(hidden: readonly string[], token: string): readonly string[] {
  return hidden.includes(token) ? hidden.filter((one) => one !== token) : [...hidden, token];
}

function rolesOf(actor: Actor): readonly string[] {
  return actor.roles.length === 0 ? [NO_ROLE] : actor.roles;
}

function entries(
  group: string,
  values: readonly string[],
  counts: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
): readonly Entry[] {
  return values
    .map((value) => ({ token: `${group}:${value}`, value, count: counts.get(value) ?? 0 }))
    .filter((one) => one.count > 0 || hidden.has(one.token))
    .map((one) => ({ ...one, isOut: hidden.has(one.token) }));
}

function count(values: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}
