// All that the page shows stands in its address: text → Address → text.
//
//   ?view=map&from=actor-1&to=actor-2&k=5  →  { view: "map", from: "actor-1", to: "actor-2", k: 5, … }
//
// Only ids, days and choices: no name of anybody and no key, since addresses are kept and sent on. What is as it is by
// itself is left out, and what cannot be read is as if it were not there, so that no link can break the page.

export const VIEWS = ["map", "documents", "conflicts", "watch", "review", "load", "help"] as const;
export const WATCHED = ["outstanding", "single_source", "counts"] as const;
export const ASKS = ["paths", "downstream", "upstream", "chokepoints", "common_source"] as const;
export const LAYOUTS = ["chain", "force", "table", "list"] as const;
export const MODES = ["possible", "certain"] as const;
export const STATUSES = ["confirmed", "alleged", "suspected", "planned", "denied"] as const;
export const POLICIES = ["all", "latest_official", "most_sources"] as const;
export const DESKS = ["open", "decided"] as const;
export const KINDS = ["identity", "conflict", "disagreement", "proposal", "lost"] as const;
export const JUDGED = ["counts", "disputed", "superseded", "lost", "undone"] as const;
export const SLOTS = [
  "provider",
  "recipient",
  "dataset",
  "action",
  "medium",
  "window",
  "record_count",
  "price",
  "status",
  "lawful",
] as const;
export const LANGUAGES = ["ja", "en"] as const;
export const THEMES = ["system", "light", "dark"] as const;

export type View = (typeof VIEWS)[number];
export type Watched = (typeof WATCHED)[number];
export type Ask = (typeof ASKS)[number];
export type Layout = (typeof LAYOUTS)[number];
export type Mode = (typeof MODES)[number];
export type Status = (typeof STATUSES)[number];
export type Policy = (typeof POLICIES)[number];
export type Desk = (typeof DESKS)[number];
export type Kind = (typeof KINDS)[number];
export type Judged = (typeof JUDGED)[number];
export type SlotName = (typeof SLOTS)[number];
export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];

/** What is shown. Days are `YYYY-MM-DD`; ids are those of the API; null is "not chosen". */
export interface Address {
  readonly view: View;
  /** What is asked of the two ends. */
  readonly ask: Ask;
  readonly from: string | null;
  readonly to: string | null;
  readonly dataset: string | null;
  readonly by: string | null;
  readonly known_on: string | null;
  readonly mode: Mode;
  readonly min_status: Status | null;
  readonly policy: Policy;
  readonly max_hops: number;
  readonly k: number;
  /** Which path of the answer is lit: 1 is the first. */
  readonly path: number | null;
  /** What the side shows: the id of an actor, transfer, conflict, event, … */
  readonly sel: string | null;
  /** What is drawn: one incident, or the neighbours of these actors; all if both are empty. */
  readonly incident: string | null;
  readonly around: readonly string[];
  /** Actors whose neighbours were added to that, in the order in which it was done. */
  readonly more: readonly string[];
  /** Kinds and statuses that the legend has put out, such as `kind:person`. */
  readonly hidden: readonly string[];
  readonly layout: Layout;
  /** The day of the holders' slider. */
  readonly on: string | null;
  /** What is kept an eye on. */
  readonly watch: Watched;
  /** The first and the last day of the timeline; null is what is told of the chosen path, else all. */
  readonly period: readonly [string, string] | null;
  /** A document and the characters in it that are looked at. */
  readonly doc: string | null;
  readonly at: readonly [number, number] | null;
  /** What review lists: what is open, of one kind or of all, or what was decided, in one state or in all. */
  readonly desk: Desk;
  readonly kind: Kind | null;
  readonly judged: Judged | null;
  /** What is being reviewed: an open question, or the id of a thing, a claim or a judgement. */
  readonly open: string | null;
  /** Which slot of an opened transfer is to be set right. */
  readonly slot: SlotName | null;
  /** From which view it was opened: there one goes back to. */
  readonly back: View | null;
  readonly lang: Language;
  readonly theme: Theme;
}

export const START: Address = {
  view: "map",
  ask: "paths",
  from: null,
  to: null,
  dataset: null,
  by: null,
  known_on: null,
  mode: "possible",
  min_status: null,
  policy: "all",
  max_hops: 8,
  k: 10,
  path: null,
  sel: null,
  incident: null,
  around: [],
  more: [],
  hidden: [],
  layout: "chain",
  on: null,
  watch: "outstanding",
  period: null,
  doc: null,
  at: null,
  desk: "open",
  kind: null,
  judged: null,
  open: null,
  slot: null,
  back: null,
  lang: "ja",
  theme: "system",
};

/** The query of an address → what it asks for, over `base` (what a reader has by default). */
export function parse(query: string, base: Address = START): Address {
  const given = new URLSearchParams(query);
  return {
    view: oneOf(VIEWS, given.get("view")) ?? base.view,
    ask: oneOf(ASKS, given.get("ask")) ?? base.ask,
    from: id(given.get("from")),
    to: id(given.get("to")),
    dataset: id(given.get("dataset")),
    by: day(given.get("by")),
    known_on: day(given.get("known_on")),
    mode: oneOf(MODES, given.get("mode")) ?? base.mode,
    min_status: oneOf(STATUSES, given.get("min_status")),
    policy: oneOf(POLICIES, given.get("policy")) ?? base.policy,
    max_hops: count(given.get("max_hops"), 15) ?? base.max_hops,
    k: count(given.get("k"), 1000) ?? base.k,
    path: count(given.get("path"), 1000),
    sel: id(given.get("sel")),
    incident: id(given.get("incident")),
    around: ids(given.get("around")),
    more: ids(given.get("more")),
    hidden: ids(given.get("hidden")),
    layout: oneOf(LAYOUTS, given.get("layout")) ?? base.layout,
    on: day(given.get("on")),
    watch: oneOf(WATCHED, given.get("watch")) ?? base.watch,
    period: days(given.get("period")),
    doc: id(given.get("doc")),
    at: span(given.get("at")),
    desk: oneOf(DESKS, given.get("desk")) ?? base.desk,
    kind: oneOf(KINDS, given.get("kind")),
    judged: oneOf(JUDGED, given.get("judged")),
    open: id(given.get("open")),
    slot: oneOf(SLOTS, given.get("slot")),
    back: oneOf(VIEWS, given.get("back")),
    lang: oneOf(LANGUAGES, given.get("lang")) ?? base.lang,
    theme: oneOf(THEMES, given.get("theme")) ?? base.theme,
  };
}

/** The query that `parse` reads back over the same `base`; `""` for what is all by default. */
export function format(address: Address, base: Address = START): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(address) as [keyof Address, Address[keyof Address]][]) {
    const text = written(value);
    if (text !== "" && text !== written(base[name])) query.set(name, text);
  }
  const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

function written(value: Address[keyof Address]): string {
  if (value === null) return "";
  return Array.isArray(value) ? value.join(",") : String(value);
}

function oneOf<T extends string>(values: readonly T[], text: string | null): T | null {
  return values.find((value) => value === text) ?? null;
}

function id(text: string | null): string | null {
  return text === null || text === "" || text.length > 200 ? null : text;
}

function ids(text: string | null): readonly string[] {
  return text === null ? [] : text.split(",").filter((one) => id(one) !== null);
}

function day(text: string | null): string | null {
  if (text === null || !/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const read = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(read.valueOf()) || read.toISOString().slice(0, 10) !== text ? null : text;
}

function days(text: string | null): readonly [string, string] | null {
  const [first, last, ...more] = (text ?? "").split(",").map(day);
  if (!first || !last || more.length > 0) return null;
  return first <= last ? [first, last] : null;
}

function count(text: string | null, most: number): number | null {
  if (text === null || !/^[1-9]\d{0,3}$/.test(text)) return null;
  return Number(text) <= most ? Number(text) : null;
}

function span(text: string | null): readonly [number, number] | null {
  const found = /^(\d{1,9}),(\d{1,9})$/.exec(text ?? "");
  if (found === null) return null;
  const [start, end] = [Number(found[1]), Number(found[2])];
  return start < end ? [start, end] : null;
}
