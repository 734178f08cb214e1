// What the timeline shows: transfers as they are drawn in the map, and events of the same incident and actors.
import { type Answer, shown, useAnswer } from "../api/answer.ts";
import { type Shapes, url } from "../api/ask.ts";
import { useLitPath } from "../finder/litPath.ts";
import type { Scene } from "../graph/scene.ts";
import { useScene } from "../graph/useScene.ts";
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
export function eventsQuestion({ incident, around, known_on, policy }: Address): string {
  const view = { known_on, policy: policy === "all" ? null : policy };
  return url("/v1/events", { incident, actor: around.length === 1 ? around[0] : null, ...view, limit: MOST });
}

export function useRecords(): Records {
  const at = place.value;
  const { base, scene } = useScene();
  const events = useAnswer<Shapes["List_EventItem_"]>(eventsQuestion(at));
  const hops = useLitPath();
  const list = shown(events);
  return {
    answers: [base, events],
    entries: [
      ...(scene === null ? [] : transferEntries(scene, hops)),
      ...around(list?.items ?? [], at).map(eventEntry),
    ],
    left_out: (scene?.leftOut ?? 0) + (scene?.beyond.length ?? 0),
    more_events: list !== null && list.next !== null,
  };
}

/** Events of the actors that the map is drawn around; all where it is not drawn around any. */
function around(events: readonly Shapes["EventItem"][], at: Address): readonly Shapes["EventItem"][] {
  if (at.around.length === 0) return events;
  return events.filter((event) => event.actors.some((actor) => at.around.includes(actor.id)));
}

function transferEntries(scene: Scene, hops: readonly Shapes["Hop"][]): readonly Entry[] {
  return scene.transfers
    .filter((one) => !one.isOut)
    .map((one) => {
      const left = one.hop === null ? null : (hops[one.hop - 1]?.window ?? null);
      const undated = one.stated.earliest === null && one.stated.latest === null;
      const end = (slot: "provider" | "recipient") => endText(one[slot], one.inferred.includes(slot), scene.labels);
      return {
        id: one.id,
        is: "transfer",
        label: `${end("provider")} → ${end("recipient")}`,
        ...(undated && left !== null ? left : one.stated),
        stated: one.stated,
        undated,
        status: one.status,
        deed: deedText(one),
        hop: one.hop,
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
