// What a browser keeps for this page: in this tab, or in this browser. It may keep nothing (storage that is switched off or
// full): then the page works all the same, and has forgotten it after it is left.
type Where = "tab" | "browser";

/** What is kept under that name; null if nothing is. */
export function kept(where: Where, name: string): string | null {
  return trying(() => storage(where).getItem(name));
}

/** Keeps a text under that name; null keeps nothing any more. */
export function keep(where: Where, name: string, text: string | null): void {
  trying(() => {
    storage(where).removeItem(name); // where there is no room for the new one, the former one is not right either
    if (text !== null) storage(where).setItem(name, text);
    return null;
  });
}

/** Where it is switched off, to name it is refused already. */
function storage(where: Where): Storage {
  return where === "tab" ? sessionStorage : localStorage;
}

function trying(what: () => string | null): string | null {
  try {
    return what();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
