// The suggestions of a picker, under its field; how many there are is said to those who do not see them.
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "../api/ask.ts";
import { say } from "../words/index.ts";
import { Failed } from "./Asked.tsx";
import { KindMark } from "./marks.tsx";
import type { Choice } from "./Picker.tsx";

interface Props {
  /** The id of the field; those of list and options begin with it. */
  readonly name: string;
  readonly label: string;
  readonly open: boolean;
  /** Another text is being asked for than that of `choices`. */
  readonly busy: boolean;
  readonly choices: readonly Choice[];
  readonly more: boolean;
  readonly problem: Problem | null;
  readonly active: number;
  readonly onChoose: (choice: Choice) => void;
}

export function PickerList({ name, label, open, busy, choices, more, problem, active, onChoose }: Props): VNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  // The focus stays in the field: a press of the mouse in the list must not take it away.
  const keepFocus = (event: MouseEvent) => event.preventDefault();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it does nothing but keep the focus where it is
    <div class="picker-list" hidden={!open} onMouseDown={keepFocus}>
      <div id={`${name}-list`} ref={list} role="listbox" aria-label={label} aria-busy={busy}>
        {choices.map((one, place) => (
          <Option
            key={one.id}
            id={`${name}-${place}`}
            one={one}
            before={choices[place - 1]}
            lit={place === active}
            onChoose={onChoose}
          />
        ))}
      </div>
      {problem !== null && <Failed problem={problem} />}
      <p class="picker-told quiet" role="status">
        {open && problem === null && told(busy, choices.length, more)}
      </p>
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly one: Choice;
  readonly before: Choice | undefined;
  readonly lit: boolean;
  readonly onChoose: (choice: Choice) => void;
}

function Option({ id, one, before, lit, onChoose }: OptionProps): VNode {
  const heading = one.group !== undefined && one.group !== before?.group;
  return (
    <>
      {heading && (
        <div class="picker-group quiet" aria-hidden="true">
          {one.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, aria-activedescendant names the option */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field */}
      <div id={id} role="option" aria-selected={lit} class="picker-option" onClick={() => onChoose(one)}>
        {one.kind !== undefined && <KindMark kind={one.kind} />}
        <span>
          {one.label}
          {one.group !== undefined && <span class="hidden"> {one.group}</span>}
          {one.note !== undefined && one.note !== "" && <small class="picker-note">{one.note}</small>}
        </span>
      </div>
    </>
  );
}

function told(busy: boolean, count: number, more: boolean): string {
  if (busy) return say("shell.waiting");
  if (count === 0) return say("shell.picker.none");
  return say(more ? "shell.picker.more" : "shell.picker.count", { count });
}
