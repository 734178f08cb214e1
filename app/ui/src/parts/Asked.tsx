// What stands in place of an answer until there is one: nothing, a note that one waits, or what went wrong and what helps.
import type { ComponentChildren, VNode } from "preact";
import { type Answer, shown } from "../api/answer.ts";
import type { Problem } from "../api/ask.ts";
import { recordChanged } from "../api/revision.ts";
import { say } from "../words/index.ts";
import { ScopeForm } from "./KeyForm.tsx";

interface Props<T> {
  readonly answer: Answer<T>;
  readonly children: (value: T) => ComponentChildren;
}

/** Problems that pass by themselves; asking again may help. */
const PASSES = new Set([
  "unreachable",
  "unreadable",
  "busy",
  "ending",
  "store_slow",
  "store_unavailable",
  "too_many_requests",
]);

/** Draws the value with `children`; the former one stays, marked as busy, while a new one is on its way. */
export function Asked<T>({ answer, children }: Props<T>): VNode {
  const value = shown(answer);
  return (
    <div aria-busy={answer.is === "waiting"} class="asked">
      {answer.is === "failed" && <Failed problem={answer.problem} />}
      {answer.is === "waiting" && value === null && <p class="waiting">{say("shell.waiting")}</p>}
      {value !== null && children(value)}
    </div>
  );
}

/** A problem in words, with its code, and the field for a key that allows it where that is what is missing. */
export function Failed({ problem }: { readonly problem: Problem }): VNode {
  const { told } = problem;
  if (told.status === 401) return <p class="quiet">{say("shell.key.above")}</p>; // said and asked for once: Locked
  return (
    <div class="failed" role="alert">
      <strong>{told.title ?? say("shell.failed")}</strong>
      <p>{sentence(told)}</p>
      {told.errors?.map((fault) => (
        <p key={`${fault.parameter} ${fault.reason}`}>
          <code>{fault.parameter}</code> {fault.reason}
        </p>
      ))}
      {told.code === "missing_scope" && <ScopeForm scope={told.scope ?? null} />}
      {PASSES.has(told.code) && (
        <button type="button" onClick={recordChanged}>
          {say("shell.again")}
        </button>
      )}
      <small>
        {told.code}
        {told.request_id ? ` · ${told.request_id}` : ""}
      </small>
    </div>
  );
}

function sentence(told: Problem["told"]): string {
  if (told.code === "unreachable") return say("shell.unreachable");
  return told.detail ?? say("shell.unreadable");
}
