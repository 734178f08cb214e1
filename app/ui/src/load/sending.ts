// A file and what is known of it → the address it is sent to, why it cannot be sent, and how long to wait for its job.
//
//   sendingTo("記事.txt", { ...NOTHING, publisher: "港新聞" })  →  /v1/documents?name=記事.txt&publisher=港新聞
import { url } from "../api/url.ts";

export const FIELDS = ["title", "publisher", "published_at", "url", "language", "marking"] as const;
export type Field = (typeof FIELDS)[number];
/** `""` is not known. */
export type Known = Readonly<Record<Field, string>>;

export const NOTHING: Known = { title: "", publisher: "", published_at: "", url: "", language: "", marking: "" };

export interface Limits {
  readonly bytes: number;
  readonly kinds: readonly string[];
}

export type Refusal = "empty" | "too_large" | "kind";

/** Where the file goes; what is said of it alone counts before what is said of all. */
export function sendingTo(name: string, own: Known, all: Known): string {
  const values = Object.fromEntries(FIELDS.map((field) => [field, own[field].trim() || all[field].trim()]));
  return url("/v1/documents", { name, ...values });
}

/** Why the server would not take the file; null if it would. */
export function refusal(file: { readonly name: string; readonly size: number }, limits: Limits | null): Refusal | null {
  if (file.size === 0) return "empty";
  if (limits === null) return null;
  if (file.size > limits.bytes) return "too_large";
  const name = file.name.toLowerCase();
  return limits.kinds.some((kind) => name.endsWith(kind)) ? null : "kind";
}

/** The wait before the next look at a job, in ms: longer each time, for those who wait with us. */
export function nextWait(before: number): number {
  return Math.min(Math.round(before * 1.5), 5000);
}

/** `1.5 MB`, as sizes of files are told. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}
