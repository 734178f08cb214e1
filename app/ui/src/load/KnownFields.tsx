// What is known of a file: title, publisher, day, address, language, and how far it may go.
import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { say, term, terms } from "../words/index.ts";
import { FIELDS, type Field, type Known } from "./sending.ts";

interface Props {
  readonly known: Known;
  readonly onChange: (known: Known) => void;
  /** A title is of one document. */
  readonly forAll: boolean;
}

const FORMS: Readonly<Partial<Record<Field, { pattern?: string; type?: string; placeholder?: string }>>> = {
  published_at: { pattern: "\\d{4}(-\\d{2}(-\\d{2})?)?", placeholder: "2031-04-15" },
  url: { type: "url", placeholder: "https://" },
  language: { pattern: "[a-z]{2}", placeholder: "ja" },
};

export function KnownFields({ known, onChange, forAll }: Props): VNode {
  const name = useId();
  const fields = FIELDS.filter((field) => field !== "marking" && !(forAll && (field === "title" || field === "url")));
  return (
    <div class="known-fields">
      {fields.map((field) => (
        <label key={field}>
          {say(`load.field.${field}`)}
          <input
            {...(FORMS[field] ?? {})}
            autocomplete="off"
            value={known[field]}
            onInput={(event) => onChange({ ...known, [field]: event.currentTarget.value })}
          />
        </label>
      ))}
      <label>
        {say("load.field.marking")}
        <select
          value={known.marking}
          aria-describedby={`${name}-marking`}
          onChange={(event) => onChange({ ...known, marking: event.currentTarget.value })}
        >
          <option value="">{say(forAll ? "load.unmarked" : "load.as_all")}</option>
          {terms("marking").map((one) => (
            <option key={one} value={one}>
              {term("marking", one)}
            </option>
          ))}
        </select>
      </label>
      <p id={`${name}-marking`} class="quiet">
        {say("load.marking_help")}
      </p>
    </div>
  );
}
