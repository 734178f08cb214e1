// Ids → addresses of what the API knows of them.
import { url } from "./url.ts";

/** Characters before and after a quote that are shown with it. */
const AROUND = 45;
/** Quotes that are longer are shown without what stands around them. */
const LONGEST = 10_000;

/** Whatever has that id, or null. */
export function thingQuestion(id: string | null): string | null {
  return id === null ? null : `/v1/things/${encodeURIComponent(id)}`;
}

/** A document with what is known of it, or null. */
export function documentQuestion(id: string | null): string | null {
  return id === null ? null : `/v1/documents/${encodeURIComponent(id)}`;
}

/** A part of a document's text. */
export function stretchQuestion(document: string, start: number, end: number, by: "characters" | "lines"): string {
  const asked = { start, end, by: by === "characters" ? null : by };
  return url(`/v1/documents/${encodeURIComponent(document)}/stretch`, asked);
}

/** The text around a quote, or null where the quote itself is long enough to be understood. */
export function contextQuestion(document: string, start: number, end: number): string | null {
  if (end - start > LONGEST) return null;
  return stretchQuestion(document, Math.max(start - AROUND, 0), end + AROUND, "characters");
}
