// The key for the API, if the server asks for one. It stays in this tab and never stands in an address.
import { signal } from "@preact/signals";

const NAME = "leaktrail.key";

/** The key that is sent along; `""` is none. */
export const key = signal(sessionStorage.getItem(NAME) ?? "");

export function keepKey(text: string): void {
  key.value = text.trim();
  if (key.value === "") sessionStorage.removeItem(NAME);
  else sessionStorage.setItem(NAME, key.value);
}
