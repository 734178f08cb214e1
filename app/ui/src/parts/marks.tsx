// How statuses, kinds and certainty look everywhere: a form and a word, and a colour beside them, never a colour alone.
//
// Lines are those of reports: solid is confirmed, dashed alleged, dotted suspected.
import type { VNode } from "preact";
import type { Shapes } from "../api/ask.ts";
import { say, term } from "../words/index.ts";

type Status = Shapes["Hop"]["status"];
type Kind = Shapes["ActorItem"]["kind"];

/** Lengths of strokes and gaps, in pixels; [] is a line without gaps. */
export const DASHES: Readonly<Record<Status, readonly number[]>> = {
  confirmed: [],
  alleged: [8, 4],
  suspected: [2, 4],
  planned: [10, 3, 2, 3],
  denied: [4, 4],
};

/** Outlines in a box of 20 by 20. */
export const OUTLINES: Readonly<Record<Kind, string>> = {
  organization: "M2 2H18V18H2Z",
  person: "M10 1A9 9 0 1 1 9.99 1Z",
  group: "M5.5 2H14.5L19 10L14.5 18H5.5L1 10Z",
  unknown: "M10 1L19 10L10 19L1 10Z",
};

/** What stands in the outline. */
export const ICONS: Readonly<Record<Kind, string>> = {
  organization: "M6 15V6H14V15M8.5 8.5H9M11 8.5H11.5M8.5 11.5H9M11 11.5H11.5",
  person: "M10 5.2A2.2 2.2 0 1 1 9.99 5.2ZM6 15C6 11.5 14 11.5 14 15",
  group: "M8 6A1.8 1.8 0 1 1 7.99 6ZM12 6A1.8 1.8 0 1 1 11.99 6ZM5 14C5 10.8 10 10.8 10 14M10 14C10 10.8 15 10.8 15 14",
  unknown: "M8 8A2 2 0 1 1 10 10V11.5M10 13.5V14",
};

export function StatusMark({ status }: { readonly status: Status }): VNode {
  return (
    <span class={`status status-${status}`}>
      <svg viewBox="0 0 28 8" width="28" height="8" aria-hidden="true">
        <path d="M1 4H27" stroke="currentColor" stroke-width="2.5" stroke-dasharray={DASHES[status].join(" ")} />
        {status === "denied" && <path d="M11 0L17 8M17 0L11 8" stroke="currentColor" stroke-width="1.5" />}
      </svg>
      {term("status", status)}
    </span>
  );
}

export function KindMark({ kind }: { readonly kind: Kind }): VNode {
  return (
    <svg
      class={`kind kind-${kind}`}
      viewBox="0 0 20 20"
      width="20"
      height="20"
      role="img"
      aria-label={term("kind", kind)}
    >
      <path d={OUTLINES[kind]} fill="none" stroke="currentColor" stroke-width="1.6" />
      <path d={ICONS[kind]} fill="none" stroke="currentColor" stroke-width="1.2" stroke-linecap="round" />
    </svg>
  );
}

/** Whether the order in time is certain, or only possible. */
export function CertaintyMark({ certain }: { readonly certain: boolean }): VNode {
  return (
    <span class={certain ? "certainty certain" : "certainty possible"}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle
          cx="8"
          cy="8"
          r="6.5"
          fill="none"
          stroke="currentColor"
          stroke-width="1.5"
          stroke-dasharray={certain ? "" : "2.5 2.5"}
        />
        {certain && <path d="M4.5 8.2L7 10.7L11.5 5.5" fill="none" stroke="currentColor" stroke-width="1.8" />}
      </svg>
      {say(certain ? "shell.certain" : "shell.possible")}
    </span>
  );
}
