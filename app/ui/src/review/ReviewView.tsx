// Review: the list of what is open or was decided beside the thing that is looked at, and the decision about it.
import type { VNode } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { follow } from "../parts/follow.ts";
import { DESKS } from "../state/address.ts";
import { go, link, place } from "../state/place.ts";
import { say } from "../words/index.ts";
import { CLOSED } from "./closed.ts";
import { Decided } from "./Decided.tsx";
import { Decision } from "./Decision.tsx";
import { consider, drop, saved } from "./desk.ts";
import { KeysDialog } from "./KeysDialog.tsx";
import { Opened } from "./Opened.tsx";
import { Queue } from "./Queue.tsx";
import { neighbour, useReviewKeys } from "./useReviewKeys.ts";

export function ReviewView(): VNode {
  const { desk, open } = place.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const showKeys = useCallback(() => dialog.current?.showModal(), []);
  useReviewKeys(showKeys);
  useEffect(() => drop, [open, desk]);
  const goOn = () => {
    // What is decided leaves the queue: the next one takes its place. A thing that was opened by itself stays.
    if (document.querySelector(`[data-thing="${CSS.escape(open ?? "")}"]`) !== null)
      go({ ...CLOSED, open: neighbour(1) });
  };
  return (
    <section class={open === null ? "review" : "review has-open"} aria-label={say("review.label")}>
      <SavedNote />
      <div class="review-list">
        <p class="intro">{say("review.intro")}</p>
        <nav class="row" aria-label={say("review.lists")}>
          {DESKS.map((one) => (
            <a
              key={one}
              class="tab"
              href={link({ ...CLOSED, desk: one })}
              onClick={follow({ ...CLOSED, desk: one })}
              aria-current={one === desk ? "true" : undefined}
            >
              {say(`review.desk.${one}`)}
            </a>
          ))}
          <button type="button" class="keys-button" onClick={showKeys}>
            {say("review.keys")} <kbd>?</kbd>
          </button>
        </nav>
        {desk === "open" ? <Queue /> : <Decided />}
      </div>
      <div class="review-open">
        {open !== null && <WaysBack />}
        <Decision onSaved={goOn} />
        {open === null ? <p class="quiet choose-one">{say("review.choose_one")}</p> : <Opened key={open} id={open} />}
      </div>
      <KeysDialog dialog={dialog} />
    </section>
  );
}

/** To where one came from, and to the list. */
function WaysBack(): VNode {
  const { back } = place.value;
  return (
    <p class="row">
      {back !== null && (
        <a href={link({ ...CLOSED, view: back })} onClick={follow({ ...CLOSED, view: back })}>
          {say("review.back_to", { view: say(`shell.${back}`) })}
        </a>
      )}
      <a href={link(CLOSED)} onClick={follow(CLOSED)}>
        {say("review.back")}
      </a>
    </p>
  );
}

/** What was saved last, and the way to take it back. */
function SavedNote(): VNode {
  const now = saved.value;
  const judgement = now?.judgement ?? null;
  return (
    <div role="status" class="saved">
      {now !== null && (
        <p>
          {say("review.saved", { title: now.title })}{" "}
          {judgement !== null && (
            <button type="button" onClick={() => consider({ is: "undo", judgement }, say("review.undo"))}>
              {say("review.undo")} <kbd>u</kbd>
            </button>
          )}
        </p>
      )}
    </div>
  );
}
