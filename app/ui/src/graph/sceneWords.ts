// What things of a scene are called, in the reader's language: on the map, in its table, and for those who hear it.
import { windowText } from "../parts/window.ts";
import { number, say, term } from "../words/index.ts";
import { NO_ROLE } from "./legend.ts";
import type { Words } from "./picture.ts";
import type { Scene, SceneActor, SceneTransfer, Tie } from "./scene.ts";
import { shortDays } from "./shortDays.ts";

/** Roles that are told under a name; there is little room. */
const ROLES = 1;

/** Words for the drawing. `names`: what things are called; with pseudonyms, for pictures. */
export function wordsOf(scene: Scene, names: ReadonlyMap<string, string> = scene.labels): Words {
  return {
    name: (actor) => names.get(actor.id) ?? say("graph.unnamed"),
    role: (actor) => (actor.held === null ? rolesText(actor) : ""), // there is room for one of both
    below: (actor) => [moreText(actor), ...heldLines(actor)].filter((line) => line !== ""),
    end: () => term("marks", "unknown_end"),
    transfer: (one, isCertain) => [
      `${isCertain === null ? "" : `${one.hop}${say(isCertain ? "graph.mark.certain" : "graph.mark.possible")} `}${plainAction(one)}`,
      ...(isInferred(one) ? [say("graph.inferred.short")] : []),
      ...(one.stated.earliest === null && one.stated.latest === null ? [] : [windowText(shortDays(one.stated))]),
    ],
    tie: tieText,
  };
}

export function roleText(role: string): string {
  return role === NO_ROLE ? say("graph.no_role") : term("role", role);
}

/** What was done; and that an end was filled in, where it was. */
export function actionText(one: SceneTransfer): string {
  const action = plainAction(one);
  return isInferred(one) ? say("graph.inferred", { action }) : action;
}

function plainAction(one: SceneTransfer): string {
  return `${one.status === "denied" ? "✕ " : ""}${term("action", one.action)}`;
}

function isInferred(one: SceneTransfer): boolean {
  return one.inferred.includes("provider") || one.inferred.includes("recipient");
}

/** Who gave to whom. */
export function endsText(one: SceneTransfer, labels: ReadonlyMap<string, string>): string {
  const name = (id: string | null) => (id === null ? term("marks", "unknown_end") : (labels.get(id) ?? id));
  return `${name(one.provider)} → ${name(one.recipient)}`;
}

export function countText(one: SceneTransfer): string {
  const count = one.record_count;
  if (count === null) return "";
  const told = term("qualifier", count.qualifier).replace("{number}", number(count.value));
  return `${told}${count.unit === null ? "" : term("unit", count.unit)}`;
}

/** Whether an actor had the data on the day of the slider, and may still have it; nothing if it did not. */
function heldLines(actor: SceneActor): readonly string[] {
  if (actor.held === null) return [];
  return [say(actor.held.certain ? "graph.had.certain" : "graph.had.possible"), say(`graph.still.${actor.held.held}`)];
}

/** What is told of an actor besides its name and kind, in one line. */
export function besideName(actor: SceneActor): string {
  const told = [rolesText(actor), ...heldLines(actor), say("graph.has", { count: actor.transfers }), moreText(actor)];
  return told.filter((part) => part !== "").join(say("graph.and"));
}

/** All of a thing in one sentence, for those who hear it; `""` for what is not there. */
export function spoken(scene: Scene, id: string): string {
  const actor = scene.actors.find((one) => one.id === id);
  if (actor !== undefined) {
    return [actor.label, term("kind", actor.kind), besideName(actor)].join(say("graph.and"));
  }
  const transfer = scene.transfers.find((one) => one.id === id);
  if (transfer !== undefined) {
    const { action, stated, status } = transfer;
    const told = [endsText(transfer, scene.labels), term("action", action), windowText(stated), term("status", status)];
    if (transfer.hop !== null) told.push(say("graph.hop", { hop: transfer.hop }));
    return told.join(say("graph.and"));
  }
  const tie = scene.ties.find((one) => one.id === id);
  if (tie !== undefined) {
    const [whole, part] = [scene.labels.get(tie.whole) ?? tie.whole, scene.labels.get(tie.part) ?? tie.part];
    return say(`graph.tie.${tie.kind}.long`, { whole, part });
  }
  return scene.ends.some((one) => one.id === id) ? say("graph.unstated") : "";
}

export function moreText(actor: SceneActor): string {
  return actor.undrawn === 0 ? "" : say("graph.more", { count: actor.undrawn });
}

function rolesText(actor: SceneActor): string {
  const told = actor.roles.slice(0, ROLES).map((role) => term("role", role));
  return `${told.join(say("graph.and"))}${actor.roles.length > ROLES ? "…" : ""}`;
}

function tieText(tie: Tie): string {
  return say(`graph.tie.${tie.kind}`);
}
