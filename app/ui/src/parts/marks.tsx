// How statuses, kinds and certainty look everywhere: a form and a word, and a colour beside them, never a colour alone.
//
// The forms themselves are in forms.ts.
import type { VNode } from "preact";
import { say, term } from "../words/index.ts";
import { DASHES, ICONS, type Kind, OUTLINES, type Status } from "./forms.ts";

export { DASHES, ICONS, OUTLINES } from "./forms.ts";

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
