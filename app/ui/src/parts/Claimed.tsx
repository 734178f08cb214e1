// A value that a document claims, as people read it: days for an interval, a name for an id, a word for one of the model.
import type { VNode } from "preact";
import { shown, useAnswer } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { claimedText } from "./claimed.ts";
import { intervalOf } from "./interval.ts";
import { named, nameQuestion } from "./suggest.ts";
import { windowText } from "./window.ts";

interface Props {
  readonly property: string;
  readonly value: unknown;
}

export function Claimed({ property, value }: Props): VNode {
  if (typeof value === "string" && (property === "provider" || property === "recipient")) return <Name id={value} />;
  const interval = property === "time" || property === "window" ? intervalOf(value) : null;
  return <>{interval === null ? claimedText(property, value) : windowText(interval)}</>;
}

function Name({ id }: { readonly id: string }): VNode {
  const items = shown(useAnswer<Shapes["List_ActorItem_"]>(nameQuestion("actor", id)))?.items ?? [];
  return <bdi>{named(id, items)?.label ?? id}</bdi>;
}
