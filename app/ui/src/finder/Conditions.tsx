// Under which conditions one asks; each says what it means. Times, order and certainty that it happened are kept apart.
import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";
import { DayField } from "../parts/DayField.tsx";
import { IdPicker } from "../parts/IdPicker.tsx";
import { type Address, MODES, POLICIES } from "../state/address.ts";
import { go, place } from "../state/place.ts";
import { say, term } from "../words/index.ts";
import { MOST_HOPS } from "./conditions.ts";

const LEAST = ["suspected", "alleged", "confirmed"] as const;
const MOST_PATHS = 1000;

export function Conditions(): VNode {
  const at = place.value;
  const set = (change: Partial<Address>) => go({ ...change, path: null });
  return (
    <details class="conditions">
      <summary>{say("finder.conditions")}</summary>
      <Choice
        label={say("finder.mode")}
        help={say("finder.mode.help")}
        values={MODES}
        value={at.mode}
        onChoose={(mode) => set({ mode })}
      >
        {(one) => say(`finder.mode.${one}`)}
      </Choice>
      <Choice
        label={say("finder.min_status")}
        help={say("finder.min_status.help")}
        values={LEAST}
        value={LEAST.find((one) => one === at.min_status) ?? "suspected"}
        onChoose={(one) => set({ min_status: one === "suspected" ? null : one })}
      >
        {(one) =>
          one === "confirmed" ? term("status", one) : say("finder.min_status.or_more", { status: term("status", one) })
        }
      </Choice>
      <DayField label={say("finder.by")} day={at.by} onChoose={(by) => set({ by })}>
        {say("finder.by.help")}
      </DayField>
      <DayField label={say("finder.known_on")} day={at.known_on} onChoose={(known_on) => set({ known_on })}>
        {say("finder.known_on.help")}
      </DayField>
      <IdPicker
        what="dataset"
        label={say("finder.dataset")}
        id={at.dataset}
        placeholder={say("finder.dataset.any")}
        onChoose={(dataset) => set({ dataset })}
      >
        <p>{say("finder.dataset.help")}</p>
      </IdPicker>
      <Choice
        label={say("finder.policy")}
        help={say("finder.policy.help")}
        values={POLICIES}
        value={at.policy}
        onChoose={(policy) => set({ policy })}
      >
        {(one) => say(`finder.policy.${one}`)}
      </Choice>
      <Amount
        label={say("finder.max_hops")}
        help={say("finder.max_hops.help")}
        most={MOST_HOPS}
        value={at.max_hops}
        onChoose={(max_hops) => set({ max_hops })}
      />
      {at.ask === "paths" && (
        <Amount
          label={say("finder.k")}
          help={say("finder.k.help")}
          most={MOST_PATHS}
          value={at.k}
          onChoose={(k) => set({ k })}
        />
      )}
    </details>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly help: string;
  readonly values: readonly T[];
  readonly value: T;
  readonly onChoose: (value: T) => void;
  readonly children: (value: T) => ComponentChildren;
}

function Choice<T extends string>({ label, help, values, value, onChoose, children }: ChoiceProps<T>): VNode {
  const name = useId();
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select
        id={name}
        value={value}
        aria-describedby={`${name}-help`}
        onChange={(event) => onChoose(values[event.currentTarget.selectedIndex] ?? value)}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {children(one)}
          </option>
        ))}
      </select>
      <p id={`${name}-help`} class="quiet help">
        {help}
      </p>
    </div>
  );
}

interface AmountProps {
  readonly label: string;
  readonly help: string;
  readonly most: number;
  readonly value: number;
  readonly onChoose: (value: number) => void;
}

function Amount({ label, help, most, value, onChoose }: AmountProps): VNode {
  const name = useId();
  const change = (field: HTMLInputElement) => {
    if (field.checkValidity() && field.value !== "") onChoose(Number(field.value));
    else field.reportValidity();
  };
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        type="number"
        inputMode="numeric"
        min={1}
        max={most}
        step={1}
        required
        value={value}
        aria-describedby={`${name}-help`}
        onChange={(event) => change(event.currentTarget)}
      />
      <p id={`${name}-help`} class="quiet help">
        {help}
      </p>
    </div>
  );
}
