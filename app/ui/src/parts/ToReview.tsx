// Links into the review, which lead back to where they stand: to decide a question, or to set right what was read wrong.
import type { ComponentChildren, VNode } from "preact";
import type { SlotName } from "../state/address.ts";
import { link, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { follow } from "./follow.ts";

interface Props {
  /** An open question, a thing or a claim. */
  readonly id: string;
  readonly children?: ComponentChildren;
}

/** To an open question. */
export function ToReview({ id, children = say("evidence.review") }: Props): VNode {
  return <Link id={id}>{children}</Link>;
}

interface Wrong {
  /** A claim; or a thing, with the slot of it that is meant. */
  readonly id: string;
  readonly slot?: SlotName | null;
  /** What would be set right, for whoever hears one of these links among many. */
  readonly what: string;
}

/** To what was read, opened there to be set right. */
export function Correct({ id, slot = null, what }: Wrong): VNode {
  return (
    <Link id={id} slot={slot} label={say("evidence.correct_what", { what })}>
      {say("evidence.correct")}
    </Link>
  );
}

interface LinkProps extends Props {
  readonly slot?: SlotName | null;
  readonly label?: string;
}

function Link({ id, slot = null, label, children }: LinkProps): VNode {
  const there = { view: "review", desk: "open", open: id, slot, back: place.value.view } as const;
  return (
    <a class="to-review" href={link(there)} onClick={follow(there)} aria-label={label}>
      {children}
    </a>
  );
}
