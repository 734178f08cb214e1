// What the timeline shows: transfers as they are drawn in the map, and events of the same incident and actors.
import { type Answer, shown, useAnswer } from "../api/answer.ts";
import { type Shapes, url } from "../api/ask.ts";
import { useLitPath } from "../finder/litPath.ts";
import { deedText, joined } from "../parts/amounts.ts";
import type { Address } from "../state/address.ts";
import { place } from "../state/place.ts";
import { say, term, told } from "../words/index.ts";
import type { Dated } from "./lanes.ts";

export interface Entry extends Dated {
  readonly is: "transfer" | "event";
  readonly status: Shapes["Hop"]["status"] | null;
  /** What is said of it besides its label and days. */
  readonly deed: string;
  /** Its place on the chosen path, and the days that remain for it there. */
  readonly hop: number | null;
  readonly left: Shapes["Window"] | null;
  /** What is told of its days. It is drawn by what is left on the path where nothing is told. */
  readonly stated: Shapes["Window"];
  readonly undated: boolean;
}

export interface Records {
  readonly answers: readonly Answer<unknown>[];
  readonly entries: readonly Entry[];
  /** Transfers that are not drawn in the map either; there are more events than these. */
  readonly left_out: number;
  readonly more_events: boolean;
}

const MOST = 500;

/** The events around what is drawn. */
export function eventsQuestion({ incident, around }: Address): string {
  return url("/v1/events", { incident, actor: around.length === 1 ? around[0] : null, limit: MOST });
}

/** The transfers that are drawn. */
export function drawnQuestion({ incident, around, dataset, known_on, policy }: Address): string {
  return url("/v1/graph", {
    incident,
    actor: around.length === 1 ? around[0] : null,
    dataset,
    known_on,
    policy: policy === "all" ? null : policy,
  });
}

export function useRecords(): Records {
  const at = place.value;
  const drawn = useAnswer<Shapes["GraphAnswer"]>(drawnQuestion(at));
  const events = useAnswer<Shapes["List_EventItem_"]>(eventsQuestion(at));
  const hops = useLitPath();
  const graph = shown(drawn);
  const list = shown(events);
  return {
    answers: [drawn, events],
    entries: [...(graph === null ? [] : transferEntries(graph, hops)), ...(list?.items ?? []).map(eventEntry)],
    left_out: graph?.left_out ?? 0,
    more_events: list !== null && list.next !== null,
  };
}

function transferEntries(graph: Shapes["GraphAnswer"], hops: readonly Shapes["Hop"][]): readonly Entry[] {
  const labels = new Map(graph.actors.map((actor) => [actor.id, actor.label]));
  return graph.transfers.map((one) => {
    const place = hops.findIndex((hop) => hop.transfer === one.id);
    const left = hops[place]?.window ?? null;
    const undated = one.stated.earliest === null && one.stated.latest === null;
    const end = (slot: "provider" | "recipient") => endText(one[slot], one.inferred.includes(slot), labels);
    return {
      id: one.id,
      is: "transfer",
      label: `${end("provider")} → ${end("recipient")}`,
      ...(undated && left !== null ? left : one.stated),
      stated: one.stated,
      undated,
      status: one.status,
      deed: deedText(one),
      hop: place === -1 ? null : place + 1,
      left,
    };
  });
}

function windowOf({ stated }: Shapes["EventItem"]): Pick<Entry, "stated" | "undated"> {
  return { stated, undated: stated.earliest === null && stated.latest === null };
}

function endText(id: string | null, inferred: boolean, labels: ReadonlyMap<string, string>): string {
  if (id === null) return term("marks", "unknown_end");
  const label = labels.get(id) ?? id;
  return inferred ? told("marks", "inferred", { label }) : label;
}

function eventEntry(event: Shapes["EventItem"]): Entry {
  const who = joined(event.actors.map((actor) => actor.label));
  const type = term("event", event.type).replaceAll("_", " ");
  const label = who === "" ? type : say("time.event", { type, who });
  return {
    id: event.id,
    is: "event",
    label,
    ...event.stated,
    ...windowOf(event),
    status: null,
    deed: "",
    hop: null,
    left: null,
  };
}
