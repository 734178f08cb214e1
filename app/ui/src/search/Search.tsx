// The one box that everything begins with.
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { say } from "../words/index.ts";

export function Search(): VNode {
  const name = useId();
  return (
    <search class="search">
      <label for={name}>{say("search.label")}</label>
      <input id={name} type="search" autocomplete="off" />
    </search>
  );
}
