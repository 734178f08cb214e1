// A value that a document claims, as people read it; the id of somebody by the name that the record has for it.
import type { VNode } from "preact";
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { valueSaid } from "./said.ts";
import { named, nameQuestion } from "./suggest.ts";

interface Props {
  readonly property: string;
  readonly value: unknown;
  /** What the value leads to, where the answer tells it. */
  readonly refersTo?: Shapes["Reference"] | null;
}

/** Values of these are ids of actors. */
const ENDS = ["provider", "recipient"];

export function Claimed({ property, value, refersTo = null }: Props): VNode {
  if (refersTo !== null) return <bdi>{refersTo.label}</bdi>;
  if (typeof value === "string" && ENDS.includes(property)) return <Name id={value} />;
  return <bdi>{valueSaid(property, value)}</bdi>;
}

function Name({ id }: { readonly id: string }): VNode {
  const items = shown(useAnswer<Shapes["List_ActorItem_"]>(nameQuestion("actor", id)))?.items ?? [];
  return <bdi>{named(id, items)?.label ?? id}</bdi>;
}
