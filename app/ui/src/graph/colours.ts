// The colours of tokens.css as the canvas needs them: resolved for the theme that is shown.
import { DASHES, type Kind, OUTLINES, type Status } from "../parts/forms.ts";

const NAMES = ["ground", "raised", "line", "line-strong", "text", "text-quiet", "accent", "mark-chosen"] as const;

export interface Colours extends Readonly<Record<(typeof NAMES)[number], string>> {
  readonly kind: Readonly<Record<Kind, string>>;
  readonly status: Readonly<Record<Status, string>>;
  readonly font: string;
}

/** Read while an element of the page is drawn in the theme. */
export function coloursOf(element: HTMLElement): Colours {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const all = <Name extends string>(names: readonly Name[], prefix: string) =>
    Object.fromEntries(names.map((name) => [name, read(`${prefix}${name}`)])) as Record<Name, string>;
  const found: Colours = {
    ...all(NAMES, ""),
    kind: all(Object.keys(OUTLINES) as Kind[], "kind-"),
    status: all(Object.keys(DASHES) as Status[], "status-"),
    font: getComputedStyle(element).fontFamily,
  };
  probe.remove();
  return found;
}
