// Links that stay on the page: `<a href={link(change)} onClick={follow(change)}>`.
import type { Address } from "../state/address.ts";
import { go } from "../state/place.ts";

/** Goes there without a load of the page, but for those who want it elsewhere (a new tab, a new window). */
export function follow(change: Partial<Address>): (event: MouseEvent) => void {
  return (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(change);
  };
}
