// An answer while components need it: the address of a question → waiting, answered, or failed.
//
// Components that ask the same share one request and one answer, so the list, the map and the timeline can each say
// `useAnswer(pathsQuestion(place.value))` and never show different things.
import { type Signal, signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { key } from "../state/key.ts";
import { place } from "../state/place.ts";
import { ask, Problem } from "./ask.ts";
import { revision } from "./revision.ts";

export type Answer<T> =
  | { readonly is: "none" }
  | { readonly is: "waiting"; readonly before: T | null }
  | { readonly is: "answered"; readonly value: T }
  | { readonly is: "failed"; readonly problem: Problem };

interface Asked {
  readonly answer: Signal<Answer<unknown>>;
  readonly letGo: AbortController;
  users: number;
}

const NONE: Answer<never> = { is: "none" };
const WAITING: Answer<never> = { is: "waiting", before: null };
const open = new Map<string, Asked>();

/**
 * The answer to `address`; null asks nothing. A new address, language, key or state of the record asks anew and lets go of
 * the question before; `before` is what was shown until then, so that nothing needs to vanish while one waits.
 */
export function useAnswer<T>(address: string | null): Answer<T> {
  const [held, hold] = useState<Signal<Answer<unknown>> | null>(null);
  const former = useRef<T | null>(null);
  const asked = address === null ? null : `${address} ${place.value.lang} ${key.value} ${revision.value}`;
  useEffect(() => {
    if (address === null || asked === null) {
      former.current = null;
      hold(null);
      return;
    }
    hold(borrow(asked, address));
    return () => giveBack(asked);
  }, [asked, address]);
  const answer = (held === null ? NONE : held.value) as Answer<T>;
  if (answer.is === "answered") former.current = answer.value;
  return answer.is === "waiting" ? { is: "waiting", before: former.current } : answer;
}

/** Answers to several questions at once, in their order; one that is asked for already is not asked again. */
export function useAnswers<T>(addresses: readonly string[]): readonly Answer<T>[] {
  const [held, hold] = useState<{ for: string; answers: readonly Signal<Answer<unknown>>[] }>({ for: "", answers: [] });
  const mine = useRef<readonly string[]>([]);
  const asked = addresses.map((one) => `${one} ${place.value.lang} ${key.value} ${revision.value}`);
  const all = asked.join("\n");
  useEffect(() => {
    const answers = addresses.map((address, index) => borrow(asked[index] ?? address, address));
    for (const one of mine.current) giveBack(one); // after the new ones are taken, or what both ask for would be lost
    mine.current = asked;
    hold({ for: all, answers });
  }, [all]);
  useEffect(
    () => () => {
      for (const one of mine.current) giveBack(one);
      mine.current = [];
    },
    [],
  );
  const known = held.for === all ? held.answers : [];
  return addresses.map((_, index) => (known[index]?.value ?? WAITING) as Answer<T>);
}

/** The value that can be shown now, be it that of the question before. */
export function shown<T>(answer: Answer<T>): T | null {
  if (answer.is === "answered") return answer.value;
  return answer.is === "waiting" ? answer.before : null;
}

function borrow(asked: string, address: string): Signal<Answer<unknown>> {
  const there = open.get(asked);
  if (there !== undefined) {
    there.users += 1;
    return there.answer;
  }
  const made: Asked = { answer: signal({ is: "waiting", before: null }), letGo: new AbortController(), users: 1 };
  open.set(asked, made);
  ask<unknown>(address, { signal: made.letGo.signal })
    .then((value) => {
      made.answer.value = { is: "answered", value };
    })
    .catch((error: unknown) => {
      if (made.letGo.signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      made.answer.value = { is: "failed", problem: error };
    });
  return made.answer;
}

function giveBack(asked: string): void {
  const there = open.get(asked);
  if (there === undefined) return;
  there.users -= 1;
  if (there.users > 0) return;
  open.delete(asked);
  there.letGo.abort();
}
