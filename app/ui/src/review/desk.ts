// The decision that is being thought about: what would follow, then saved, or dropped.
//
// What is saved names the state of the record of which the effects were told (If-Match). Where that has changed, they are
// told anew, and nothing is saved before they were seen.
import { signal } from "@preact/signals";
import { Problem, type Shapes, send } from "../api/ask.ts";
import { recordChanged } from "../api/revision.ts";
import { type Act, previewOf, type Sent, savingOf } from "./act.ts";

type Acted = Shapes["Acted"];

export interface Pending {
  readonly act: Act;
  /** What it is called: 「同じ」, 「取り消す」. */
  readonly title: string;
  readonly effects: Acted | null;
  readonly tag: string | null;
  readonly problem: Problem | null;
  /** The record changed after the effects were told first. */
  readonly isAnew: boolean;
  readonly isSaving: boolean;
}

export interface Saved {
  readonly title: string;
  /** One of the judgements of the act, by which all of it can be taken back; null of what took one back. */
  readonly judgement: string | null;
}

export const pending = signal<Pending | null>(null);
export const saved = signal<Saved | null>(null);

/** Ask what would follow from `act`. */
export async function consider(act: Act, title: string, why = ""): Promise<void> {
  saved.value = null;
  await tell({ act, title, effects: null, tag: null, problem: null, isAnew: false, isSaving: false }, why);
}

/** Ask again, as with a reason that was missing. */
export async function again(why: string): Promise<void> {
  const now = pending.peek();
  if (now !== null) await tell({ ...now, problem: null }, why);
}

export function drop(): void {
  pending.value = null;
}

/** Save what is being thought about. True if it was. */
export async function save(why: string): Promise<boolean> {
  const now = pending.peek();
  if (now === null || now.tag === null || now.isSaving) return false;
  const saving = { ...now, problem: null, isSaving: true };
  pending.value = saving;
  try {
    const { answer } = await asked(savingOf(now.act, why), { "if-match": now.tag });
    if (pending.peek() === saving) pending.value = null;
    saved.value = { title: now.title, judgement: now.act.is === "undo" ? null : (answer.judgements[0]?.id ?? null) };
    recordChanged();
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.told.status === 412) await tell({ ...now, effects: null, tag: null, isAnew: true }, why);
    else pending.value = { ...now, problem: error };
    return false;
  }
}

async function tell(asking: Pending, why: string): Promise<void> {
  pending.value = asking;
  const told = await asked(previewOf(asking.act, why), {}).then(
    ({ answer, tag }) => ({ ...asking, effects: answer, tag }),
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      return { ...asking, problem: error };
    },
  );
  if (pending.peek() === asking) pending.value = told;
}

async function asked({ address, method, body }: Sent, more: Record<string, string>) {
  const headers = { ...more, ...(body === null ? {} : { "content-type": "application/json" }) };
  const response = await send(address, body === null ? { method, headers } : { method, headers, body });
  return { answer: (await response.json()) as Acted, tag: response.headers.get("etag") };
}
