// A value of a claim, a side or a transfer → words, with the words of the reader's language.
//
//   valueText("record_count", { value: 400000, unit: "people", qualifier: "about" }, words)  →  「約400,000人」
export interface Words {
  readonly term: (group: string, value: string) => string;
  readonly number: (value: number) => string;
  readonly window: (window: { earliest: string | null; latest: string | null }) => string;
  readonly label: (id: string) => string | null;
  readonly none: string;
  readonly and: string;
}

const GROUPS: Readonly<Record<string, string>> = {
  status: "status",
  kind: "kind",
  role: "role",
  action: "action",
  medium: "medium",
  type: "event",
  field: "field",
  fields: "field",
  how: "how",
};

/** The value in words. Whatever is of no known form is told as JSON has it: better plain than lost. */
export function valueText(property: string | null, value: unknown, words: Words): string {
  if (value === null || value === undefined) return words.none;
  if (typeof value === "number") return words.number(value);
  if (typeof value === "boolean") return words.term("lawful", String(value));
  if (typeof value === "string") return word(property, value, words);
  if (Array.isArray(value)) return value.map((one) => valueText(property, one, words)).join(words.and) || words.none;
  return objectText(property, value as Readonly<Record<string, unknown>>, words);
}

function word(property: string | null, value: string, words: Words): string {
  const group = property === null ? undefined : GROUPS[property];
  if (group !== undefined) {
    const told = words.term(group, value);
    return told === value && group === "status" ? words.term("affected", value) : told;
  }
  return words.label(value) ?? value;
}

function objectText(property: string | null, value: Readonly<Record<string, unknown>>, words: Words): string {
  if ("earliest" in value && "latest" in value) {
    return words.window({ earliest: text(value.earliest), latest: text(value.latest) });
  }
  if (typeof value.value === "number") return countText(value.value, value, words);
  if ("label" in value) return text(value.label) ?? words.none;
  if ("value" in value) return valueText(property, value.value, words);
  const told = Object.entries(value).map(
    ([key, one]) => `${words.term("property", key)}: ${valueText(key, one, words)}`,
  );
  return told.join(words.and) || words.none;
}

function countText(count: number, value: Readonly<Record<string, unknown>>, words: Words): string {
  const unit = text(value.currency)
    ? words.term("currency", String(value.currency))
    : words.term("unit", text(value.unit) ?? "none");
  const qualifier = words.term("qualifier", text(value.qualifier) ?? "exact");
  return qualifier.replace("{number}", `${words.number(count)}${unit}`);
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
