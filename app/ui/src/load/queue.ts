// Files that were chosen and jobs of the server, while the page is open: chosen → being sent → a job → what was found.
//
// They live beside the views, so that sending goes on while one looks elsewhere. Jobs are the server's and are listed anew
// after the page was reloaded; files that were not sent yet are gone then, and the page says so before it is left.
import { signal } from "@preact/signals";
import { ask, Problem, type Shapes, url } from "../api/ask.ts";
import { recordChanged } from "../api/revision.ts";
import { type Known, type Limits, NOTHING, nextWait, refusal, sendingTo } from "./sending.ts";
import { uploading } from "./upload.ts";

export type Job = Shapes["JobAnswer"];

export interface Chosen {
  readonly id: number;
  readonly file: File;
  readonly known: Known;
  readonly state: "chosen" | "sending" | "waiting" | "failed";
  /** How much of it the server has, from 0 to 1. */
  readonly part: number;
  readonly problem: Problem | null;
}

export const chosen = signal<readonly Chosen[]>([]);
export const jobs = signal<readonly Job[]>([]);
export const limits = signal<Limits | null>(null);
export const listed = signal<Problem | "waiting" | "listed">("waiting");
/** What is said of all files that are sent next. */
export const ofAll = signal<Known>(NOTHING);

const FIRST_WAIT = 400;
const BUSY_WAIT = 5000;
const BUSY_TRIES = 24;
const MOST_LISTED = 50;
const followed = new Set<string>();
let number = 0;

export function choose(files: Iterable<File>): void {
  const added = [...files].map((file): Chosen => {
    number += 1;
    return { id: number, file, known: NOTHING, state: "chosen", part: 0, problem: null };
  });
  chosen.value = [...chosen.peek(), ...added];
}

export function forget(id: number): void {
  chosen.value = chosen.peek().filter((one) => one.id !== id);
}

export function tell(id: number, known: Known): void {
  change(id, { known });
}

/** Send what can be sent, one after the other. */
export async function sendAll(): Promise<void> {
  addEventListener("beforeunload", warn);
  for (const one of chosen.peek()) {
    if (one.state === "chosen" || one.state === "failed") {
      if (refusal(one.file, limits.peek()) === null) await sendOne(one.id);
    }
  }
  removeEventListener("beforeunload", warn);
}

/** The jobs of this server, and what it takes. */
export async function list(): Promise<void> {
  try {
    const answer = await ask<Shapes["JobList"]>(url("/v1/jobs", { limit: MOST_LISTED }));
    limits.value = answer.limits;
    jobs.value = answer.items;
    listed.value = "listed";
    for (const job of answer.items) void follow(job);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    listed.value = error;
  }
}

export async function cancel(id: string): Promise<void> {
  put(await ask<Job>(`/v1/jobs/${id}`, { method: "DELETE" }));
}

export function isOver(job: Job): boolean {
  return job.state !== "waiting" && job.state !== "running";
}

async function sendOne(id: number): Promise<void> {
  for (let tried = 0; tried < BUSY_TRIES; tried += 1) {
    const one = chosen.peek().find((other) => other.id === id);
    if (one === undefined) return;
    change(id, { state: "sending", part: 0, problem: null });
    try {
      const headers = { "content-type": one.file.type || "application/octet-stream" };
      const address = sendingTo(one.file.name, one.known, ofAll.peek());
      const carry = uploading((part) => change(id, { part }));
      const job = await ask<Job>(address, { method: "POST", headers, body: one.file }, carry);
      forget(id);
      put(job);
      void follow(job);
      return;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.told.status !== 429) {
        change(id, { state: "failed", problem: error });
        return;
      }
      change(id, { state: "waiting", problem: error });
      await pause(BUSY_WAIT);
    }
  }
  change(id, { state: "failed" });
}

/** Look at a job until it is over. Each is followed once, whoever asks for it. */
async function follow(job: Job): Promise<void> {
  if (isOver(job) || followed.has(job.id)) return;
  followed.add(job.id);
  let wait = FIRST_WAIT;
  let now = job;
  while (!isOver(now)) {
    await pause(wait);
    wait = nextWait(wait);
    try {
      now = await ask<Job>(`/v1/jobs/${job.id}`);
      put(now);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.told.status === 404) break; // the server was started anew
    }
  }
  followed.delete(job.id);
  if (now.counts.loaded > 0) recordChanged();
}

function put(job: Job): void {
  const known = jobs.peek();
  const there = known.some((one) => one.id === job.id);
  jobs.value = there ? known.map((one) => (one.id === job.id ? job : one)) : [job, ...known];
}

function change(id: number, to: Partial<Chosen>): void {
  chosen.value = chosen.peek().map((one) => (one.id === id ? { ...one, ...to } : one));
}

function pause(ms: number): Promise<void> {
  return new Promise((go) => setTimeout(go, ms));
}

function warn(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
