// What is lit for a moment: ids of what the pointer or the focus rests on in a list, so that map and timeline show where it
// is. What stays lit stands in the address.
import { signal } from "@preact/signals";

const NOTHING: readonly string[] = [];

export const glance = signal(NOTHING);

/** For an element: while it is pointed at or holds the focus, these are lit. */
export function glancing(ids: readonly string[]): {
  readonly onMouseEnter: () => void;
  readonly onMouseLeave: () => void;
  readonly onFocusIn: () => void;
  readonly onFocusOut: () => void;
} {
  const light = () => {
    glance.value = ids;
  };
  const letGo = () => {
    glance.value = NOTHING;
  };
  return { onMouseEnter: light, onMouseLeave: letGo, onFocusIn: light, onFocusOut: letGo };
}
