// What a person decides → the request that asks what would follow, and the one that saves it.
//
//   previewOf({ is: "judge", body: { verdict: "same", about: ["a", "b"] } }, "")
//   →  { address: "/v1/judgements?preview=true", method: "POST", body: '{"verdict":"same","about":["a","b"],"why":""}' }
import type { Shapes } from "../api/ask.ts";
import { url } from "../api/url.ts";

export type Judging = Omit<Shapes["Judging"], "why" | "value" | "typed" | "side"> &
  Partial<Pick<Shapes["Judging"], "typed" | "side">>;

export type Act =
  | { readonly is: "judge"; readonly body: Judging }
  | { readonly is: "undo"; readonly judgement: string };

export interface Sent {
  readonly address: string;
  readonly method: "POST" | "DELETE";
  readonly body: string | null;
}

/** Asks what would follow; nothing is saved. */
export function previewOf(act: Act, why: string): Sent {
  return sent(act, why, true);
}

/** Saves it. */
export function savingOf(act: Act, why: string): Sent {
  return sent(act, why, null);
}

/** The act that one of the choices of the queue stands for. */
export function actOf(choice: Pick<Shapes["Choice"], "verdict" | "about" | "side">): Act {
  if (choice.verdict === "undo") return { is: "undo", judgement: choice.about[0] ?? "" };
  const body = { verdict: choice.verdict as Judging["verdict"], about: choice.about };
  return { is: "judge", body: choice.side === null ? body : { ...body, side: choice.side } };
}

function sent(act: Act, why: string, preview: boolean | null): Sent {
  if (act.is === "undo") {
    const address = url(`/v1/judgements/${encodeURIComponent(act.judgement)}`, { preview, why: why.trim() });
    return { address, method: "DELETE", body: null };
  }
  return { address: url("/v1/judgements", { preview }), method: "POST", body: JSON.stringify({ ...act.body, why }) };
}
