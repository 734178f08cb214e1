// Words of the page: a key and values → a sentence in the reader's language.
//
//   say("paths.found", { count: 3 })  →  "3 paths"
//
// A file for each part of the page and language; a test holds that both languages have the same keys and the same gaps.
import en_model from "../../../services/report/words.en.yaml";
import ja_model from "../../../services/report/words.ja.yaml";
import { place } from "../state/place.ts";
import en_conflicts from "./en/conflicts.json";
import en_document from "./en/document.json";
import en_evidence from "./en/evidence.json";
import en_finder from "./en/finder.json";
import en_graph from "./en/graph.json";
import en_help from "./en/help.json";
import en_load from "./en/load.json";
import en_review from "./en/review.json";
import en_search from "./en/search.json";
import en_shell from "./en/shell.json";
import en_time from "./en/time.json";
import en_watch from "./en/watch.json";
import ja_conflicts from "./ja/conflicts.json";
import ja_document from "./ja/document.json";
import ja_evidence from "./ja/evidence.json";
import ja_finder from "./ja/finder.json";
import ja_graph from "./ja/graph.json";
import ja_help from "./ja/help.json";
import ja_load from "./ja/load.json";
import ja_review from "./ja/review.json";
import ja_search from "./ja/search.json";
import ja_shell from "./ja/shell.json";
import ja_time from "./ja/time.json";
import ja_watch from "./ja/watch.json";

const EN = {
  ...en_shell,
  ...en_search,
  ...en_graph,
  ...en_finder,
  ...en_time,
  ...en_evidence,
  ...en_document,
  ...en_conflicts,
  ...en_watch,
  ...en_review,
  ...en_load,
  ...en_help,
};
const JA: Record<Word, string> = {
  ...ja_shell,
  ...ja_search,
  ...ja_graph,
  ...ja_finder,
  ...ja_time,
  ...ja_evidence,
  ...ja_document,
  ...ja_conflicts,
  ...ja_watch,
  ...ja_review,
  ...ja_load,
  ...ja_help,
};

export type Word = keyof typeof EN;

/** The words of `word`, with the values in their gaps. `{count}` takes numbers with their thousands apart. */
export function say(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  return fill((place.value.lang === "ja" ? JA : EN)[word], values);
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = values[name];
    if (value === undefined) return gap;
    return typeof value === "number" ? number(value) : value;
  });
}

/** The model's word for a value of the API: `term("status", "alleged")`; the value with blanks where there is none. */
export function term(group: string, value: string): string {
  const words = (place.value.lang === "ja" ? ja_model : en_model)[group] ?? {};
  const found = Object.hasOwn(words, value) ? words[value] : undefined; // every object has a `constructor`
  return found ?? value.replaceAll("_", " ");
}

/** The values of the model that have a word in `group`, in the order in which they are told. */
export function terms(group: string): readonly string[] {
  return Object.keys(ja_model[group] ?? {});
}

/** A sentence of the words of reports, filled: `told("text", "weakest_alone", { hop: 2 })`. */
export function told(group: string, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(term(group, key), values);
}

/** A number with its thousands apart. */
export function number(value: number): string {
  return value.toLocaleString(place.value.lang === "ja" ? "ja-JP" : "en-GB");
}
