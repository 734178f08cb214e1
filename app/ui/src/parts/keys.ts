// Keys that were meant: while an input method composes, Enter and arrows belong to it.

/** The key of an event, or null while Japanese (or any other) text is being composed. */
export function keyOf(event: KeyboardEvent): string | null {
  return event.isComposing || event.keyCode === 229 ? null : event.key;
}
