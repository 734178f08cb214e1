// The key for the API, if the server asks for one. It stays in this tab and never stands in an address.
import { signal } from "@preact/signals";
import { keep, kept } from "./kept.ts";

const NAME = "leaktrail.key";

/** The key that is sent along; `""` is none. */
export const key = signal(kept("tab", NAME) ?? "");

/** What the server said when it would not answer without a key, or not with this one; null while it answers. */
export const locked = signal<{ readonly title?: string; readonly detail?: string } | null>(null);

export function keepKey(text: string): void {
  key.value = text.trim();
  locked.value = null;
  keep("tab", NAME, key.value === "" ? null : key.value);
}
