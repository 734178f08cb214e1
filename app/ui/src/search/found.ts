// What the server suggests → choices in groups, and what choosing one of them shows.
//
//   { kind: "passage", items: [{ id: "memo", at: [4, 9], … }] }  →  choice "passage 0"  →  ?view=documents&doc=memo&at=4,9
import type { Shapes } from "../api/ask.ts";
import type { Choice } from "../parts/Picker.tsx";
import type { Address } from "../state/address.ts";
import { anew } from "./phrases.ts";

export type Group = Shapes["SuggestedGroup"];
type Kind = Group["kind"];
type Item = Group["items"][number];

/** A choice, and where it leads. */
export interface Lead extends Choice {
  readonly leads: Partial<Address>;
}

const [BEFORE, AFTER] = [24, 60];

/** `name` gives a group its heading: its kind, and how many more there are. */
export function leadsOf(
  text: string,
  groups: readonly Group[],
  name: (kind: Kind, more: number | null) => string,
): readonly Lead[] {
  return groups.flatMap((group) =>
    group.items.map((item, number) => ({
      id: `${group.kind} ${number}`,
      label: group.kind === "passage" ? excerpt(item.label, text) : item.label,
      kind: item.kind ?? undefined,
      note: [item.found, ...item.beside].filter((part) => part !== null && part !== "").join(" · "),
      group: name(group.kind, group.more),
      leads: placeOf(group.kind, item),
    })),
  );
}

function placeOf(kind: Kind, { id, at }: Item): Partial<Address> {
  switch (kind) {
    case "actor":
      return anew({ around: [id], sel: id });
    case "dataset":
      return anew({ dataset: id, sel: id });
    case "incident":
      return anew({ incident: id });
    case "document":
      return anew({ view: "documents", doc: id });
    case "passage":
      return anew({ view: "documents", doc: id, at: at === null ? null : [at[0], at[1]] });
  }
}

/** The piece of a passage in which the words stand; `…` is where it goes on. */
export function excerpt(passage: string, words: string): string {
  const place = fold(passage).indexOf(fold(words));
  // Where folding has changed lengths (㈱ is three letters then) the place is not that of the text: begin at the start.
  const start = fold(passage).length === passage.length && place > BEFORE ? place - BEFORE : 0;
  const piece = passage.slice(start, start + BEFORE + AFTER);
  return `${start > 0 ? "…" : ""}${piece.trim()}${start + piece.length < passage.length ? "…" : ""}`;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
