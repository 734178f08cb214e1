// What keys and typing do to a picker: its state and a key → its next state, and what is to be done besides.
//
// These are the keys of the "editable combobox with list autocomplete" (ARIA Authoring Practices Guide): arrows move
// through the suggestions while the focus stays in the field, Enter takes one, Escape closes, and then clears.

export interface PickerState {
  /** What was typed since something was chosen; null while the field shows what is chosen. */
  readonly draft: string | null;
  readonly open: boolean;
  /** The suggestion that is lit; -1 is none. */
  readonly active: number;
}

export type Doing = "nothing" | "choose" | "enter" | "clear";

export interface Step {
  readonly state: PickerState;
  readonly doing: Doing;
}

export const CLOSED: PickerState = { draft: null, open: false, active: -1 };

/** What `key` does where `count` suggestions are shown; null if it is left to the field. */
export function press(state: PickerState, key: string, alt: boolean, count: number): Step | null {
  switch (key) {
    case "ArrowDown":
      return step({ ...state, open: true, active: alt ? state.active : next(state, count) });
    case "ArrowUp":
      return alt
        ? step({ ...state, open: false, active: -1 })
        : step({ ...state, open: true, active: former(state, count) });
    case "Enter":
      return state.open && state.active >= 0 ? step(state, "choose") : step(state, "enter");
    case "Escape":
      return givenUp(state);
    default:
      return null;
  }
}

/** The field holds `text` now. */
export function typed(text: string): PickerState {
  return { draft: text, open: true, active: -1 };
}

interface Named {
  readonly label: string;
}

/** The one that is meant by a text that was left in the field: the only one that bears that name. */
export function meant<T extends Named>(text: string, choices: readonly T[]): T | null {
  const name = fold(text);
  const bearing = choices.filter((one) => fold(one.label) === name);
  return bearing.length === 1 ? (bearing[0] ?? null) : null;
}

function givenUp(state: PickerState): Step | null {
  if (state.open) return step({ ...state, open: false, active: -1 });
  return state.draft === null ? step(state, "clear") : step(CLOSED);
}

function next({ open, active }: PickerState, count: number): number {
  if (count === 0) return -1;
  return open ? (active + 1) % count : 0;
}

function former({ open, active }: PickerState, count: number): number {
  return open && active > 0 ? active - 1 : count - 1;
}

function fold(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

function step(state: PickerState, doing: Doing = "nothing"): Step {
  return { state, doing };
}
