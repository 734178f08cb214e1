// Where there is no room for columns they lie under each other, and what was chosen is brought into sight.
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { place } from "../state/place.ts";

/** As in shell.css and watch.css. */
const STACKED = "(max-width: 68rem), (max-height: 34rem)";

/** Shows the evidence when something is chosen: without this a tap would seem to do nothing. */
export function useEvidenceInSight(view: RefObject<HTMLElement>): void {
  const { sel } = place.value;
  const former = useRef(sel);
  useEffect(() => {
    const chosen = sel !== null && sel !== former.current;
    former.current = sel;
    if (chosen && matchMedia(STACKED).matches) bringIntoSight(view.current, "evidence");
  }, [sel]);
}

/** Brings the part of that class into sight; Tab goes on from there. */
export function bringIntoSight(view: HTMLElement | null, part: string): void {
  const there = view?.querySelector<HTMLElement>(`.${part}`);
  if (!there) return;
  const gently = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  there.scrollIntoView({ behavior: gently ? "smooth" : "auto", block: "start" });
  there.tabIndex = -1;
  there.focus({ preventScroll: true });
}
