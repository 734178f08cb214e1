// Addresses → what they are called, by the names that their ids have now for whoever asks.
//
// A thing that is not there any more, or hidden, has no name, and its address is left out.
import { ask, Problem, type Shapes, url } from "../api/ask.ts";
import type { Address } from "../state/address.ts";
import { say } from "../words/index.ts";

type Listed = { readonly items: readonly Shapes["Reference"][] };

/** What the address is called; null if something in it has no name. Raises Problem, and AbortError when `signal` says so. */
export async function nameOf(at: Address, signal: AbortSignal): Promise<string | null> {
  if (at.view === "watch") return say(`search.phrase.${at.watch}`);
  if (at.view === "documents") return sentence("document", { name: await document(at.doc, signal) });
  if (at.incident !== null) return sentence("incident", { name: await listed("incidents", at.incident, signal) });
  const [around] = at.around;
  if (around !== undefined) return sentence("around", { name: await listed("actors", around, signal) });
  const [from, to] = await Promise.all([listed("actors", at.from, signal), listed("actors", at.to, signal)]);
  switch (at.ask) {
    case "downstream":
      return sentence("downstream", { name: from });
    case "upstream":
      return sentence("upstream", { name: to });
    default:
      if (at.from === null) return sentence("dataset", { name: await listed("datasets", at.dataset, signal) });
      return sentence(at.ask, { from, to });
  }
}

type Named = "document" | "incident" | "around" | "dataset" | Address["ask"];

function sentence(what: Named, values: Readonly<Record<string, string | null>>): string | null {
  const known = Object.entries(values).filter((one): one is [string, string] => one[1] !== null);
  return known.length < Object.keys(values).length ? null : say(`search.recent.${what}`, Object.fromEntries(known));
}

async function listed(list: "actors" | "datasets" | "incidents", id: string | null, signal: AbortSignal) {
  if (id === null) return null;
  const { items } = await ask<Listed>(url(`/v1/${list}`, { q: id, limit: 5 }), { signal });
  return items.find((one) => one.id === id)?.label ?? null;
}

async function document(id: string | null, signal: AbortSignal): Promise<string | null> {
  if (id === null) return null;
  try {
    return (await ask<Shapes["DocumentDetail"]>(`/v1/documents/${encodeURIComponent(id)}`, { signal })).label;
  } catch (error) {
    if (error instanceof Problem && error.told.status === 404) return null;
    throw error;
  }
}
