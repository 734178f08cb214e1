// What the page shows → the same question in the words of the API, of the command line, and of Neo4j Browser.
//
//   ?from=a1&to=a4&mode=certain  →  /v1/paths?from=a1&to=a4&k=10&mode=certain
//                                   leaktrail paths a1 a4 --mode certain
//                                   cypher/browser/paths_between_two, with a1 and a4 in its first line
//
// Never with a key in it: what is copied from here is sent on, and put into scripts.
import { askedQuestion, drawn, graphQuestions, holdersQuestion, options, watchOptions } from "../api/questions.ts";
import { url, type Values } from "../api/url.ts";
import { type Address, START } from "./address.ts";

export interface Elsewhere {
  /** Paths and queries, without the host: several where what is shown was put together of several answers. */
  readonly api: readonly string[];
  /** Commands that say the same; none where the command line does not know all of the conditions. */
  readonly cli: readonly string[];
  readonly cypher: SavedQuery | null;
}

/** A query of cypher/browser, and what stands in the gaps of its first line. */
export interface SavedQuery {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

const NOTHING: Elsewhere = { api: [], cli: [], cypher: null };

export function elsewhere(at: Address): Elsewhere {
  switch (at.view) {
    case "map":
      return onMap(at);
    case "watch":
      return watched(at);
    case "documents":
      return {
        api: [at.doc === null ? "/v1/documents" : `/v1/documents/${encodeURIComponent(at.doc)}/text`],
        cli: [command("documents", ...(at.doc === null ? [] : [at.doc]))],
        cypher: saved("what_was_read"),
      };
    case "conflicts":
      return { api: ["/v1/conflicts"], cli: [command("conflicts")], cypher: saved("where_documents_disagree") };
    case "review":
      return at.open === null
        ? { api: ["/v1/review"], cli: [command("review", "queue")], cypher: saved("who_may_be_whom") }
        : {
            api: [`/v1/review/${encodeURIComponent(at.open)}`],
            cli: [command("review", "show", at.open)],
            cypher: null,
          };
    case "load":
      return { api: ["/v1/jobs"], cli: [command("load", "inbox/")], cypher: saved("what_was_read") };
    case "help":
      return NOTHING;
  }
}

/** The report of the paths that are asked for, or null. */
export function reportQuestion(at: Address, format: "html" | "pdf"): string | null {
  if (at.ask !== "paths" || at.from === null || at.to === null) return null;
  const k = Math.min(at.k, MOST_REPORTED);
  return url("/v1/report", { from: at.from, to: at.to, k, ...options(at), format, language: at.lang });
}

/** A report holds no more paths. */
export const MOST_REPORTED = 50;

/** What is drawn, as a file of that format. */
export function exportQuestion(at: Address, format: string): string {
  const { incident, dataset, by, known_on, min_status } = at;
  const policy = at.policy === START.policy ? null : at.policy;
  const language = format === "html" || format === "pdf" ? at.lang : null;
  return url("/v1/export", { format, incident, dataset, by, known_on, min_status, policy, language });
}

/** A call of curl; where a key is needed it comes from a variable of the shell. */
export function curl(address: string, needsKey: "key" | "open"): string {
  const key = needsKey === "key" ? `-H "Authorization: Bearer $KEY" ` : "";
  return `curl ${key}${quoted(address)}`;
}

/** The text of a saved query with `values` in the gaps of its first line: `WITH '' AS giver` → `WITH 'a1' AS giver`. */
export function filled(text: string, values: SavedQuery["values"]): string {
  return text.replace(/^WITH '.*$/m, (line) =>
    line.replace(/'[^'\n]*' AS (\w+)/g, (gap, word: string) => {
      const value = values[word];
      return value === undefined ? gap : `'${value.replace(/[\\']/g, "\\$&")}' AS ${word}`;
    }),
  );
}

function onMap(at: Address): Elsewhere {
  const asked = askedQuestion(at);
  const [from, to] = [at.from ?? "", at.to ?? ""];
  if (asked !== null) {
    const ends = at.ask === "downstream" ? [from] : at.ask === "upstream" ? [to] : [from, to];
    const k = at.ask === "paths" && at.k !== START.k ? ["-k", String(at.k)] : [];
    return {
      api: [asked],
      cli: [command(at.ask.replace("_", "-"), ...ends, ...k, ...flags(options(at)))],
      cypher: query(at),
    };
  }
  const holders = holdersQuestion(at);
  if (holders !== null) {
    const flagged = flags({ ...options(at), by: at.on, incident: at.incident });
    return { api: [holders], cli: [command("holders", ...flagged)], cypher: null };
  }
  const isPlain = at.known_on === null && at.min_status === null && at.policy === START.policy;
  return {
    api: graphQuestions(at),
    cli: isPlain ? drawn(at).map((of) => command("transfers", ...flags({ ...of, dataset: at.dataset }))) : [],
    cypher: saved("who_passed_to_whom"),
  };
}

function watched(at: Address): Elsewhere {
  const conditions = watchOptions(at);
  switch (at.watch) {
    case "outstanding":
      return {
        api: [url("/v1/outstanding", conditions)],
        cli: [command("outstanding", ...flags(conditions))],
        cypher: saved("who_may_still_have_it"),
      };
    case "single_source":
      return {
        api: [url("/v1/single-source", conditions)],
        cli: [command("single-source", ...flags(conditions))],
        cypher: saved("what_rests_on_one_document"),
      };
    case "counts":
      return {
        api: [url("/v1/counts", { ...conditions, verdict: "violated" })],
        cli: [command("counts", ...flags({ ...conditions, verdict: "violated" }))],
        cypher: null,
      };
  }
}

function query(at: Address): SavedQuery | null {
  const [giver, receiver] = [at.from ?? "", at.to ?? ""];
  switch (at.ask) {
    case "paths":
      return saved("paths_between_two", { giver, receiver });
    case "downstream":
      return saved("where_did_it_go", { giver });
    case "upstream":
      return saved("where_did_it_come_from", { receiver });
    default:
      return null;
  }
}

function saved(name: string, values: SavedQuery["values"] = {}): SavedQuery {
  return { name, values };
}

function command(...words: readonly string[]): string {
  return ["leaktrail", ...words].map(quoted).join(" ");
}

/** `{ known_on: "2031-04-01" }` → `--known-on 2031-04-01`; what is not given is left out. */
function flags(values: Values): string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [`--${name.replace("_", "-")}`, String(value)],
  );
}

/** As a word of a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
