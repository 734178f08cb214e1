// Answers of /v1/graph, a path and holders → what is drawn: one plain value for the map, its table, pictures and lists.
//
//   sceneOf({ base, more: [around a1, around a7], … })  →  { actors: […], transfers: […], ties: […], legend, … }
//
// Things stand in the order in which they came: the base first, then what was added, so that a new part never changes
// what stood there. An end that no document states is a thing of its own, and joins nothing.
import type { Shapes } from "../api/ask.ts";
import { isOut, type Legend, legendOf } from "./legend.ts";

export type DrawnActor = Shapes["DrawnActor"];
export type DrawnTransfer = Shapes["DrawnTransfer"];
type GraphAnswer = Shapes["GraphAnswer"];
type Path = Shapes["PathItem"];
type Holder = Shapes["Holder"];

/** Actors, ends, transfers and ties that are drawn at most; what is beyond stands in the table. */
export const MOST_ELEMENTS = 1500;
/** In `Address.hidden`: everything beside the path that is lit. */
export const BESIDE = "beside:path";

export interface Given {
  readonly base: GraphAnswer;
  /** The neighbours that were added, in the order in which that was done. */
  readonly more: readonly GraphAnswer[];
  /** Where transfers of the path are found that are in none of these. */
  readonly beside: readonly GraphAnswer[];
  readonly path: Path | null;
  readonly holders: readonly Holder[];
  readonly hidden: readonly string[];
}

export interface SceneActor extends DrawnActor {
  /** How many of its transfers are not drawn. */
  readonly undrawn: number;
  readonly isOut: boolean;
  readonly onPath: boolean;
  /** Whether it had the data on the day of the slider; null if not, or if no day is chosen. */
  readonly held: Holder | null;
}

/** An end that is not stated. */
export interface OpenEnd {
  readonly id: string;
  readonly transfer: string;
  readonly end: "provider" | "recipient";
  readonly isOut: boolean;
  readonly onPath: boolean;
}

export interface SceneTransfer extends DrawnTransfer {
  /** The things that it goes from and to: actors, or open ends. */
  readonly from: string;
  readonly to: string;
  readonly isOut: boolean;
  /** The number of its hop on the path that is lit, from 1; null if it is not on it. */
  readonly hop: number | null;
}

/** A group and its member, or who may be one of several and who these are. */
export interface Tie {
  readonly id: string;
  readonly whole: string;
  readonly part: string;
  readonly kind: "member" | "candidate";
  readonly isOut: boolean;
}

export interface Scene {
  readonly actors: readonly SceneActor[];
  readonly ends: readonly OpenEnd[];
  readonly transfers: readonly SceneTransfer[];
  readonly ties: readonly Tie[];
  /** Transfers that are at hand, and beyond what a picture holds. */
  readonly beyond: readonly DrawnTransfer[];
  readonly legend: Legend;
  /** How many actors and transfers there are up to the end of the base, and of each addition. */
  readonly parts: readonly { readonly actors: number; readonly transfers: number }[];
  readonly labels: ReadonlyMap<string, string>;
  readonly path: { readonly certain: boolean; readonly hops: number; readonly drawn: number } | null;
  /** How many actors and transfers the legend, or "only this path", has put out. */
  readonly out: { readonly actors: number; readonly transfers: number };
  /** Transfers that are asked for and that the answer left out. */
  readonly leftOut: number;
  /** States of the record that the answers are of; one, unless it changed between them. */
  readonly revisions: readonly string[];
}

/** What is drawn. Pure. */
export function sceneOf(given: Given): Scene {
  const hops = hopsOf(given.path);
  const parts = [given.base, ...given.more];
  const { transfers, beyond, actors, sizes } = within(parts, besides(given, hops), hops);
  const out = { hops, hidden: new Set(given.hidden), only: given.path !== null && given.hidden.includes(BESIDE) };
  const told = new Map(given.holders.map((one) => [one.actor.id, one]));
  const ends = new Set(transfers.filter((one) => hops.has(one.id)).flatMap((one) => [one.provider, one.recipient]));
  const numbers = numbersOf(transfers);
  const shown = actors.map((one) => ({
    ...one,
    undrawn: Math.max(0, one.transfers - (numbers.get(one.id) ?? 0)),
    isOut: isOut(one, out.hidden) || (out.only && !ends.has(one.id)),
    onPath: ends.has(one.id),
    held: told.get(one.id) ?? null,
  }));
  const gone = new Set(shown.filter((one) => one.isOut).map((one) => one.id));
  const drawn = transfers.map((one) => transferOf(one, gone, out));
  return {
    actors: shown,
    ends: drawn.flatMap(openEnds),
    transfers: drawn,
    ties: shown.flatMap((one) => tiesOf(one, gone, new Set(shown.map((other) => other.id)))),
    beyond,
    legend: legendOf(shown, drawn, out.hidden),
    parts: sizes,
    labels: namesOf([...parts, ...given.beside]),
    path: given.path === null ? null : lit(given.path, drawn),
    out: { actors: gone.size, transfers: drawn.filter((one) => one.isOut).length },
    leftOut: given.base.left_out,
    revisions: [...new Set([...parts, ...given.beside].flatMap((one) => one.revision ?? []))],
  };
}

/** Transfers of the path, and those that a hop stands for → the number of the hop. */
function hopsOf(path: Path | null): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  path?.hops.forEach((hop, index) => {
    for (const one of [hop.transfer, ...hop.parts]) found.set(one, index + 1);
  });
  return found;
}

/** Of the answers beside only what the path needs. */
function besides(given: Given, hops: ReadonlyMap<string, number>): readonly GraphAnswer[] {
  return given.beside.map((answer) => {
    const transfers = answer.transfers.filter((one) => hops.has(one.id));
    const ends = new Set(transfers.flatMap((one) => [one.provider, one.recipient]));
    return { ...answer, transfers, actors: answer.actors.filter((one) => ends.has(one.id)) };
  });
}

interface Within {
  readonly transfers: readonly DrawnTransfer[];
  readonly actors: readonly DrawnActor[];
  readonly beyond: readonly DrawnTransfer[];
  readonly sizes: Scene["parts"];
}

/** Every transfer and actor once, as long as there is room; those of the path in any case. */
function within(
  parts: readonly GraphAnswer[],
  beside: readonly GraphAnswer[],
  hops: ReadonlyMap<string, number>,
): Within {
  const known = new Map(
    [...parts, ...beside]
      .toReversed()
      .flatMap((part) => part.actors)
      .map((one) => [one.id, one]),
  );
  const transfers = new Map<string, DrawnTransfer>();
  const actors = new Map<string, DrawnActor>();
  const beyond = new Map<string, DrawnTransfer>();
  const sizes: { actors: number; transfers: number }[] = [];
  let room = MOST_ELEMENTS;
  for (const part of [...parts, ...beside]) {
    for (const one of part.transfers) {
      if (transfers.has(one.id) || beyond.has(one.id)) continue;
      const ends = [one.provider, one.recipient];
      const cost = 1 + ends.filter((end) => end === null || !actors.has(end)).length;
      if (cost > room && !hops.has(one.id)) {
        beyond.set(one.id, one);
        continue;
      }
      room -= cost;
      transfers.set(one.id, one);
      for (const end of ends) {
        const actor = end === null ? undefined : known.get(end);
        if (actor !== undefined && !actors.has(actor.id)) actors.set(actor.id, actor);
      }
    }
    for (const one of part.actors) {
      if (actors.has(one.id) || room < 2) continue;
      room -= 2; // itself and the tie by which it is here
      actors.set(one.id, one);
    }
    sizes.push({ actors: actors.size, transfers: transfers.size });
  }
  return { sizes, transfers: [...transfers.values()], actors: [...actors.values()], beyond: [...beyond.values()] };
}

interface Out {
  readonly hops: ReadonlyMap<string, number>;
  readonly hidden: ReadonlySet<string>;
  readonly only: boolean;
}

function transferOf(one: DrawnTransfer, gone: ReadonlySet<string>, out: Out): SceneTransfer {
  const hop = out.hops.get(one.id) ?? null;
  const ends = [one.provider, one.recipient];
  return {
    ...one,
    from: one.provider ?? `open:${one.id}:provider`,
    to: one.recipient ?? `open:${one.id}:recipient`,
    isOut:
      out.hidden.has(`status:${one.status}`) ||
      ends.some((end) => end !== null && gone.has(end)) ||
      (out.only && hop === null),
    hop,
  };
}

function openEnds(one: SceneTransfer): readonly OpenEnd[] {
  const found: OpenEnd[] = [];
  const { id: transfer, isOut, hop } = one;
  if (one.provider === null) found.push({ id: one.from, transfer, end: "provider", isOut, onPath: hop !== null });
  if (one.recipient === null) found.push({ id: one.to, transfer, end: "recipient", isOut, onPath: hop !== null });
  return found;
}

function tiesOf(whole: SceneActor, gone: ReadonlySet<string>, drawn: ReadonlySet<string>): readonly Tie[] {
  const tie = (part: string, kind: Tie["kind"]): Tie => ({
    id: `${kind}:${whole.id}:${part}`,
    whole: whole.id,
    part,
    kind,
    isOut: gone.has(whole.id) || gone.has(part),
  });
  return [
    ...whole.members.filter((one) => drawn.has(one)).map((one) => tie(one, "member")),
    ...whole.candidates.filter((one) => drawn.has(one)).map((one) => tie(one, "candidate")),
  ];
}

function lit(path: Path, drawn: readonly SceneTransfer[]): Scene["path"] {
  const there = new Set(drawn.map((one) => one.id));
  const hops = path.hops.filter((hop) => there.has(hop.transfer)).length;
  return { certain: path.certain, hops: path.hops.length, drawn: hops };
}

/** How many transfers each actor has here. */
function numbersOf(transfers: readonly DrawnTransfer[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const one of transfers) {
    for (const end of new Set([one.provider, one.recipient])) {
      if (end !== null) found.set(end, (found.get(end) ?? 0) + 1);
    }
  }
  return found;
}

/** What ids stand for: actors, datasets, incidents. */
function namesOf(parts: readonly GraphAnswer[]): ReadonlyMap<string, string> {
  const named = parts.flatMap((part) => [...part.actors, ...part.datasets, ...part.incidents]);
  return new Map(named.map((one) => [one.id, one.label]));
}
