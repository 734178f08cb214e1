// What a claim should say: a word of its list, days, a thing, or text.
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import type { Shapes } from "../api/ask.ts";
import { IdPicker } from "../parts/IdPicker.tsx";
import { propertySaid } from "../parts/said.ts";
import { say, term, terms } from "../words/index.ts";
import { type Control, controlOf, daysTyped, priceTyped, typedOf } from "./correction.ts";
import { consider } from "./desk.ts";

interface FieldProps {
  readonly control: Control;
  readonly label: string;
  readonly value: unknown;
  readonly onText: (text: string) => void;
}

export function CorrectForm({ claim }: { readonly claim: Shapes["ClaimItem"] }): VNode | null {
  const control = controlOf(claim);
  const [text, setText] = useState("");
  if (control === null) return null;
  const ask = (event: Event) => {
    event.preventDefault();
    const typed = control.is === "text" && control.hint === "price" ? priceTyped(text) : text;
    if (typed === "") return;
    consider({ is: "judge", body: { verdict: "correct", about: [claim.id], typed } }, say("review.verdict.correct"));
  };
  return (
    <form class="correct" onSubmit={ask}>
      <Field
        control={control}
        label={say("review.should_say", { property: propertySaid(claim.property) })}
        value={claim.value}
        onText={setText}
      />
      <button type="submit" disabled={text.trim() === ""}>
        {say("review.effects_of_it")}
      </button>
    </form>
  );
}

function Field({ control, label, value, onText }: FieldProps): VNode {
  if (control.is === "thing") return <ThingField {...{ control, label, value, onText }} what={control.what} />;
  if (control.is === "days") return <DaysField {...{ control, label, value, onText }} />;
  if (control.is === "word" || control.is === "flag") {
    const [group, words] =
      control.is === "word" ? [control.group, terms(control.group)] : ["lawful", ["true", "false"]];
    return (
      <label>
        {label}
        <select onChange={(event) => onText(event.currentTarget.value)}>
          <option value="">{say("review.pick")}</option>
          {words.map((one) => (
            <option key={one} value={one}>
              {term(group, one)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return <TextField {...{ control, label, value, onText }} hint={control.hint} />;
}

function TextField({
  label,
  value,
  onText,
  hint,
}: FieldProps & { hint: "text" | "count" | "price" | "fields" | "id" }): VNode {
  const name = useId();
  return (
    <div>
      <label for={name}>{label}</label>
      <input
        id={name}
        type="text"
        defaultValue={typedOf(value)}
        aria-describedby={`${name}-help`}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <p id={`${name}-help`} class="quiet">
        {say(`review.hint.${hint}`)}
      </p>
    </div>
  );
}

function DaysField({ label, onText }: FieldProps): VNode {
  const [days, setDays] = useState<readonly [string, string]>(["", ""]);
  const change = (now: readonly [string, string]) => {
    setDays(now);
    onText(daysTyped(...now));
  };
  return (
    <fieldset>
      <legend>{label}</legend>
      <label>
        {say("review.earliest")}
        <input type="date" max="9999-12-31" onInput={(event) => change([event.currentTarget.value, days[1]])} />
      </label>
      <label>
        {say("review.latest")}
        <input type="date" max="9999-12-31" onInput={(event) => change([days[0], event.currentTarget.value])} />
      </label>
      <p class="quiet">{say("review.hint.days")}</p>
    </fieldset>
  );
}

function ThingField({ label, onText, what }: FieldProps & { readonly what: "actor" | "dataset" }): VNode {
  const [id, setId] = useState<string | null>(null);
  const choose = (one: string | null) => {
    setId(one);
    onText(one ?? "");
  };
  return <IdPicker what={what} label={label} id={id} onChoose={choose} />;
}
