// A field for a day. A day that is being typed is a day only in passing, so it counts when the typing rests.
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

interface Props {
  readonly label: string;
  /** `YYYY-MM-DD`, or null for none. */
  readonly day: string | null;
  readonly onChoose: (day: string | null) => void;
  /** What the field means, in small print under it. */
  readonly children?: ComponentChildren;
}

const REST = 700;

export function DayField({ label, day, onChoose, children }: Props): VNode {
  const [draft, setDraft] = useState<string | null>(null);
  const wait = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const name = useId();
  useEffect(() => () => clearTimeout(wait.current), []);
  const settle = (text: string) => {
    clearTimeout(wait.current);
    setDraft(null);
    onChoose(text === "" ? null : text);
  };
  const change = (text: string) => {
    setDraft(text);
    clearTimeout(wait.current);
    wait.current = setTimeout(() => settle(text), REST);
  };
  return (
    <div class="day-field">
      <label for={name}>{label}</label>
      <input
        id={name}
        type="date"
        value={draft ?? day ?? ""}
        max="9999-12-31"
        aria-describedby={children === undefined ? undefined : `${name}-help`}
        onChange={(event) => change(event.currentTarget.value)}
        onBlur={() => draft !== null && settle(draft)}
      />
      {children !== undefined && (
        <p id={`${name}-help`} class="quiet help">
          {children}
        </p>
      )}
    </div>
  );
}
