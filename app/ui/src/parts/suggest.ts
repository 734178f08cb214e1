// Typed text → actors or datasets that bear it, as a picker shows them; and an id → its name.
import { ask, type Shapes, url } from "../api/ask.ts";
import { number, say, term } from "../words/index.ts";
import type { Choice, Suggestions } from "./Picker.tsx";

const MOST = 12;

export type Pickable = "actor" | "dataset";
type Items = Shapes["List_ActorItem_"] | Shapes["List_DatasetItem_"];

const LISTS: Readonly<Record<Pickable, string>> = { actor: "/v1/actors", dataset: "/v1/datasets" };

export function suggestActors(text: string, signal: AbortSignal): Promise<Suggestions> {
  return suggestions("actor", text, signal);
}

export function suggestDatasets(text: string, signal: AbortSignal): Promise<Suggestions> {
  return suggestions("dataset", text, signal);
}

/** The question whose answer holds the thing of that id; see `named`. */
export function nameQuestion(what: Pickable, id: string | null): string | null {
  return id === null ? null : url(LISTS[what], { q: id, limit: MOST });
}

/** The thing of that id among the items of an answer, or null. */
export function named(id: string, items: Items["items"]): Choice | null {
  const found = items.find((one) => one.id === id);
  return found === undefined ? null : choiceOf(found);
}

async function suggestions(what: Pickable, text: string, signal: AbortSignal): Promise<Suggestions> {
  const { items, next } = await ask<Items>(url(LISTS[what], { q: text.trim(), limit: MOST }), { signal });
  return { choices: items.map(choiceOf), more: next !== null };
}

/** What tells one from another of the same name: roles, other names and the incident; counts and the whole of a dataset. */
export function choiceOf(item: Items["items"][number]): Choice {
  if (!("kind" in item)) return { id: item.id, label: item.label, note: datasetNote(item) };
  const roles = item.roles.map((role) => term("role", role)).join(say("shell.and"));
  const incident = item.incidents[0]?.label ?? "";
  const note = [roles, item.aliases.join(say("shell.and")), incident].filter((part) => part !== "").join(" · ");
  return { id: item.id, label: item.label, kind: item.kind, note };
}

function datasetNote(item: Shapes["DatasetItem"]): string {
  const counts = new Set(
    item.record_counts.map(({ value, unit }) => `${number(value)}${term("unit", unit ?? "none")}`),
  );
  const wholes = item.derived_from.map((whole) => say("shell.picker.part_of", { whole: whole.label }));
  return [[...counts].join(" / "), ...wholes].filter((part) => part !== "").join(" · ");
}
