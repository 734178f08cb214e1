// A key and where the focus is → what is meant by it in a document.
//
//   meantBy("ArrowRight", "mark")  →  "next"        meantBy("ArrowRight", "elsewhere")  →  null
export interface Key {
  /** On a mark; on the text around the marks; among the facts beside it; or anywhere else. */
  readonly where: "mark" | "text" | "facts" | "elsewhere";
  readonly meant: "next" | "previous" | "to_facts" | "to_mark";
}

/** Null for keys that are left to the browser: arrows scroll, and Enter follows links, outside the text. */
export function meantBy(key: string | null, where: Key["where"]): Key["meant"] | null {
  if (key === "n") return "next";
  if (key === "p") return "previous";
  if (key === "Escape") return where === "facts" ? "to_mark" : null;
  if (where !== "mark" && where !== "text") return null;
  if (key === "ArrowRight") return "next";
  if (key === "ArrowLeft") return "previous";
  return where === "mark" && (key === "Enter" || key === " ") ? "to_facts" : null;
}
