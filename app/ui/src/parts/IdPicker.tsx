// A picker for an actor or a dataset of which the address holds the id alone; it asks for the name.
import type { ComponentChildren, VNode } from "preact";
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { Picker } from "./Picker.tsx";
import { named, nameQuestion, type Pickable, suggestActors, suggestDatasets } from "./suggest.ts";

interface Props {
  readonly what: Pickable;
  readonly label: string;
  readonly id: string | null;
  readonly onChoose: (id: string | null) => void;
  readonly placeholder?: string;
  readonly children?: ComponentChildren;
}

export function IdPicker({ what, label, id, onChoose, placeholder, children }: Props): VNode {
  const answer = useAnswer<Shapes["List_ActorItem_"] | Shapes["List_DatasetItem_"]>(nameQuestion(what, id));
  const items = shown(answer)?.items ?? [];
  const chosen = id === null ? null : (named(id, items) ?? { id, label: answer.is === "waiting" ? "…" : id });
  return (
    <Picker
      label={label}
      chosen={chosen}
      suggest={what === "actor" ? suggestActors : suggestDatasets}
      onChoose={(one) => onChoose(one?.id ?? null)}
      placeholder={placeholder}
    >
      {children}
    </Picker>
  );
}
