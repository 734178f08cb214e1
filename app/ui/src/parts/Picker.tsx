// A field that suggests while one types, and takes one of what it suggests.
//
//   <Picker label="…" chosen={actor} suggest={suggestActors} onChoose={(one) => go({ from: one?.id ?? null })} />
//
// It follows "editable combobox with list autocomplete" of the ARIA Authoring Practices Guide; pickerState.ts has the keys.
// While an input method composes, nothing is asked and no key is taken from it.
import type { ComponentChildren, RefObject, VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Problem, type Shapes } from "../api/ask.ts";
import { say } from "../words/index.ts";
import { useComposing } from "./composing.ts";
import { keyOf } from "./keys.ts";
import { PickerList } from "./PickerList.tsx";
import { CLOSED, meant, type PickerState, press, typed } from "./pickerState.ts";

/** One thing that can be chosen. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly kind?: Shapes["ActorItem"]["kind"] | undefined;
  /** What tells it from others of the same name. */
  readonly note?: string | undefined;
  /** A heading over this one and those that follow with the same. */
  readonly group?: string | undefined;
}

export interface Suggestions {
  readonly choices: readonly Choice[];
  /** There are others that are not listed. */
  readonly more: boolean;
}

export type Suggest = (text: string, signal: AbortSignal) => Promise<Suggestions>;

interface Props {
  readonly label: string;
  /** What is chosen, by its name; null is nothing. */
  readonly chosen: Choice | null;
  readonly suggest: Suggest;
  readonly onChoose: (choice: Choice | null) => void;
  /** Enter without a suggestion, for fields that search for what they hold. */
  readonly onText?: ((text: string) => void) | undefined;
  readonly placeholder?: string | undefined;
  /** Leaving the field takes nothing, be it even the name of one: for fields that lead elsewhere. */
  readonly onlyOnPurpose?: boolean;
  /** The field itself, for who has to put the focus there. */
  readonly field?: RefObject<HTMLInputElement>;
  /** What the field means, in small print under it. */
  readonly children?: ComponentChildren;
}

type Found =
  | { readonly text: string; readonly suggestions: Suggestions }
  | { readonly text: string; readonly problem: Problem };

const PATIENCE = 150;
const NONE: readonly Choice[] = [];

export function Picker({
  label,
  chosen,
  suggest,
  onChoose,
  onText,
  placeholder,
  onlyOnPurpose,
  field,
  children,
}: Props): VNode {
  const [state, setState] = useState<PickerState>(CLOSED);
  const own = useRef<HTMLInputElement>(null);
  const input = field ?? own;
  const composing = useComposing(input, (held) => setState(typed(held)));
  const name = useId();
  const text = state.draft ?? "";
  const found = useSuggestions(suggest, state.open && !composing() ? text : null);
  const choices = found !== null && "suggestions" in found ? found.suggestions.choices : NONE;
  const fresh = found !== null && found.text === text;

  const take = (choice: Choice | null) => {
    setState(CLOSED);
    onChoose(choice);
  };
  const enter = () => {
    const only = fresh ? (choices.length === 1 ? choices[0] : meant(text, choices)) : null;
    if (onText !== undefined && state.draft !== null) {
      setState({ ...state, open: false });
      onText(text);
    } else if (state.draft !== null && only) take(only);
    else setState({ ...state, open: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event);
    const step = key === null ? null : press(state, key, event.altKey, choices.length);
    if (step === null) return;
    event.preventDefault();
    event.stopPropagation();
    setState(step.state);
    if (step.doing === "choose") take(choices[step.state.active] ?? null);
    else if (step.doing === "enter") enter();
    else if (step.doing === "clear" && chosen !== null) take(null);
  };
  const leave = () => {
    const one = fresh && text !== "" && !onlyOnPurpose ? meant(text, choices) : null;
    if (one !== null) take(one);
    else if (state.draft === "" && chosen !== null) take(null);
    else setState(text === "" ? CLOSED : { ...state, open: false, active: -1 });
  };

  const lit = state.open ? choices[state.active] : undefined;
  const unchosen = state.draft !== null && state.draft !== "" && !state.open && onText === undefined && !onlyOnPurpose;
  return (
    <div class="picker">
      <label for={name}>{label}</label>
      <div class="picker-field">
        <input
          id={name}
          ref={input}
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={placeholder}
          value={state.draft ?? chosen?.label ?? ""}
          aria-autocomplete="list"
          aria-expanded={state.open}
          aria-controls={`${name}-list`}
          aria-activedescendant={lit === undefined ? undefined : `${name}-${state.active}`}
          aria-describedby={`${name}-help`}
          aria-invalid={unchosen}
          onInput={(event) => setState(typed(event.currentTarget.value))}
          onKeyDown={onKeyDown}
          onBlur={leave}
          onClick={() => setState({ ...state, open: true })}
        />
        {(chosen !== null || state.draft) && (
          <button
            type="button"
            class="picker-clear"
            onClick={() => take(null)}
            aria-label={say("shell.picker.clear", { label })}
          >
            ×
          </button>
        )}
      </div>
      <PickerList
        name={name}
        label={label}
        open={state.open}
        busy={!fresh}
        choices={choices}
        more={found !== null && "suggestions" in found && found.suggestions.more}
        problem={found !== null && "problem" in found ? found.problem : null}
        active={state.active}
        onChoose={take}
      />
      <div id={`${name}-help`} class="picker-help quiet">
        {unchosen && <p class="picker-unchosen">{say("shell.picker.unchosen")}</p>}
        {children}
      </div>
    </div>
  );
}

/** What is suggested for `text`, a moment after it was typed; null asks nothing. The question before is let go. */
function useSuggestions(suggest: Suggest, text: string | null): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (text === null) return;
    const letGo = new AbortController();
    const wait = setTimeout(
      () => {
        suggest(text, letGo.signal)
          .then((suggestions) => setFound({ text, suggestions }))
          .catch((problem: unknown) => {
            if (letGo.signal.aborted) return;
            if (!(problem instanceof Problem)) throw problem;
            setFound({ text, problem });
          });
      },
      text === "" ? 0 : PATIENCE,
    );
    return () => {
      clearTimeout(wait);
      letGo.abort();
    };
  }, [suggest, text]);
  return found;
}
