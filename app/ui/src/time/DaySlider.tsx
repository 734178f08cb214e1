// A day by a slider or by a field beside it. All that a hand does in one go is one step back, and while it moves the answer
// follows five times in a second at most.
import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { DayField } from "../parts/DayField.tsx";
import type { Address } from "../state/address.ts";
import { adjust, go } from "../state/place.ts";
import { say } from "../words/index.ts";
import { dayNumber, dayText } from "./days.ts";
import { throttle } from "./throttle.ts";

interface Props {
  readonly label: string;
  readonly help: string;
  readonly day: string | null;
  /** From the first day to the last. */
  readonly range: readonly [number, number];
  /** Days that are marked along the slider. */
  readonly marked?: readonly number[];
  readonly change: (day: string | null) => Partial<Address>;
}

const PAUSE = 200;
/** Moves that follow each other faster are one step: a key that is held is one, too. */
const REST = 1000;

export function DaySlider({ label, help, day, range, marked, change }: Props): VNode {
  const [draft, setDraft] = useState<number | null>(null);
  const moving = useMoves(change, () => setDraft(null));
  const name = useId();
  const [first, last] = range;
  const number = draft ?? (day === null ? last : dayNumber(day));
  const value = Math.min(last, Math.max(first, number));
  const told = draft === null && day === null ? say("time.no_day") : dayText(number);
  return (
    <div class={day === null ? "day-slider" : "day-slider chosen"}>
      <div class="top">
        <label for={name}>{label}</label>
        {day !== null && (
          <button type="button" class="small" onClick={() => go(change(null))}>
            {say("time.without")}
          </button>
        )}
      </div>
      <input
        id={name}
        type="range"
        min={first}
        max={last}
        step={1}
        value={value}
        list={marked === undefined ? undefined : `${name}-marks`}
        aria-valuetext={told}
        aria-describedby={`${name}-help`}
        onInput={(event) => {
          const to = event.currentTarget.valueAsNumber;
          setDraft(to);
          moving.push(dayText(to));
        }}
        onChange={() => moving.end()}
      />
      {marked !== undefined && (
        <datalist id={`${name}-marks`}>
          {marked.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      <DayField
        label={say("time.day_of", { label })}
        day={draft === null ? day : dayText(draft)}
        onChoose={(to) => go(change(to))}
      />
      <p id={`${name}-help`} class="quiet help">
        {help}
      </p>
    </div>
  );
}

interface Moves {
  readonly push: (day: string) => void;
  readonly end: () => void;
}

/** Moves of a hand: the first is a step of its own, those that follow move that step. */
function useMoves(change: Props["change"], done: () => void): Moves {
  const now = useRef({ change, done });
  now.current = { change, done };
  const made = useRef<Moves | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  if (made.current === null) {
    let begun = false;
    const { push, flush } = throttle<string>(PAUSE, (day) => {
      (begun ? adjust : go)(now.current.change(day));
      begun = true;
    });
    const end = () => {
      flush();
      now.current.done();
      clearTimeout(rest.current);
      rest.current = setTimeout(() => {
        begun = false;
      }, REST);
    };
    made.current = { push, end };
  }
  return made.current;
}
