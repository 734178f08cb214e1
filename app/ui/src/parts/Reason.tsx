// A reason of the loaders in the reader's language; see reasons.ts.
import type { VNode } from "preact";
import { say, term } from "../words/index.ts";
import { reasonOf } from "./reasons.ts";

export function Reason({ text }: { readonly text: string }): VNode {
  return <>{reasonText(text)}</>;
}

export function reasonText(text: string): string {
  const found = reasonOf(text);
  if (found === null) return text;
  const { role } = found.values;
  return say(found.word, role === undefined ? found.values : { role: term("role", role) });
}
