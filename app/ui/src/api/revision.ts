// How often this page has changed the record: what was answered before a change is asked again after it.
import { signal } from "@preact/signals";

export const revision = signal(0);

/** Called after something was loaded, judged or undone. */
export function recordChanged(): void {
  revision.value += 1;
}
