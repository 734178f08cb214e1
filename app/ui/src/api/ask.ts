// Questions to the API, one after the other or at once: an address of the API → its answer, or a Problem.
//
//   const answer = await ask<Shapes["PathsAnswer"]>(url("/v1/paths", { from: "a1", to: "a4", k: 5 }));
//
// Errors are told in the reader's language by the server itself; what never reached it is told by the page.
import { key, locked } from "../state/key.ts";
import { place } from "../state/place.ts";
import type { components } from "./shapes.d.ts";

export { url, type Values } from "./url.ts";

export type Shapes = components["schemas"];

/** An answer that is none: as the server told it (RFC 9457), or `unreachable`. */
export class Problem extends Error {
  readonly told: Partial<Shapes["Problem"]> & { readonly code: string };

  constructor(told: Partial<Shapes["Problem"]> & { readonly code: string }) {
    super(told.detail ?? told.title ?? told.code);
    this.told = told;
  }
}

/** What carries a request there and its response back, and fails where nothing comes back: `fetch`, or another. */
export type Transport = (address: string, init: RequestInit) => Promise<Response>;

/** Ask, and read JSON. Raises Problem, and AbortError when `signal` says so. */
export async function ask<T>(address: string, init: RequestInit = {}, by: Transport = fetch): Promise<T> {
  return await read<T>(await send(address, init, by));
}

/** Ask, and give the response as it is. Raises as `ask` does. */
export async function send(address: string, init: RequestInit = {}, by: Transport = fetch): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("accept-language", place.peek().lang);
  const used = key.peek();
  if (used !== "") headers.set("authorization", `Bearer ${used}`);
  const response = await by(address, { ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem({ code: "unreachable" });
  });
  if (response.ok) return response;
  const problem = new Problem(await told(response));
  // What was asked with a former key says nothing about the one of now.
  if (problem.told.status === 401 && used === key.peek()) locked.value = problem.told;
  throw problem;
}

async function told(response: Response): Promise<Partial<Shapes["Problem"]> & { code: string }> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.includes("json")) return { code: "unreadable", status: response.status };
  return await read<Shapes["Problem"]>(response);
}

/** The JSON of a response. What stands between may answer in place of the server, or break off. */
async function read<T>(response: Response): Promise<T> {
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem({ code: "unreadable", status: response.status });
  }
}
