// A path of the API and its query → an address to ask.
export type Values = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A path of the API and its query; what is null, undefined or empty is left out. */
export function url(path: string, values: Values = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}
