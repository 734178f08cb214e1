// The key for the API, if the server asks for one. It stays in this tab and never stands in an address.
import { signal } from "@preact/signals";
import { keep, kept } from "./kept.ts";

const NAME = "leaktrail.key";

/** The key that is sent along; `""` is none. */
export const key = signal(kept("tab", NAME) ?? "");

export function keepKey(text: string): void {
  key.value = text.trim();
  keep("tab", NAME, key.value === "" ? null : key.value);
}
