// A button that asks what would follow if a claim, or all claims of a thing, were right or wrong.
import type { VNode } from "preact";
import { consider } from "./desk.ts";

interface Props {
  readonly verdict: "accept" | "reject";
  readonly about: string;
  readonly word: string;
}

export function Verdict({ verdict, about, word }: Props): VNode {
  return (
    <button type="button" onClick={() => consider({ is: "judge", body: { verdict, about: [about] } }, word)}>
      {word}
    </button>
  );
}
