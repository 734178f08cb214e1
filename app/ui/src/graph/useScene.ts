// The address and the answers that it asks for → the scene of now. The map, its table and other lists share it.
import { useMemo, useRef } from "preact/hooks";
import { type Answer, shown, useAnswer, useAnswers } from "../api/answer.ts";
import type { Shapes } from "../api/ask.ts";
import { graphQuestion, graphQuestions, holdersQuestion, pathsQuestion } from "../api/questions.ts";
import { place } from "../state/place.ts";
import { type Scene, sceneOf } from "./scene.ts";

type GraphAnswer = Shapes["GraphAnswer"];
type PathsAnswer = Shapes["PathsAnswer"];

export interface Drawn {
  /** The answer about the base: what is said while there is none, or if it fails. */
  readonly base: Answer<GraphAnswer>;
  /** What is drawn, also while something else is on its way; null before the first answer. */
  readonly scene: Scene | null;
  /** What the base is, as text: things of another base are placed anew. */
  readonly key: string;
  /** Additions that failed. */
  readonly failed: readonly Extract<Answer<GraphAnswer>, { is: "failed" }>[];
  readonly isWaiting: boolean;
}

const NOBODY: readonly Shapes["Holder"][] = [];

export function useScene(): Drawn {
  const at = place.value;
  const questions = graphQuestions(at);
  const answers = useAnswers<GraphAnswer>(questions);
  const base = answers[0] ?? { is: "none" as const };
  const paths = shown(useAnswer<PathsAnswer>(pathsQuestion(at)));
  const path = paths?.paths[(at.path ?? 1) - 1] ?? paths?.paths[0] ?? null;
  const holders = shown(useAnswer<Shapes["HoldersAnswer"]>(holdersQuestion(at)))?.actors ?? NOBODY;
  const beside = useAnswers<GraphAnswer>(missing(path, answers).map((actor) => graphQuestion(at, { actor })));

  const former = useRef<{ scene: Scene; key: string } | null>(null);
  const parts = added(answers.slice(1));
  const others = answered(beside);
  const scene = useMemo(
    () =>
      base.is === "answered"
        ? sceneOf({ base: base.value, more: parts, beside: others, path, holders, hidden: at.hidden })
        : null,
    [base, ...parts, "|", ...others, path, holders, at.hidden],
  );
  if (scene !== null) former.current = { scene, key: questions[0] ?? "" };
  return {
    base,
    scene: former.current?.scene ?? null,
    key: former.current?.key ?? "",
    failed: answers.slice(1).filter((one) => one.is === "failed"),
    isWaiting: [...answers, ...beside].some((one) => one.is === "waiting"),
  };
}

function answered(answers: readonly Answer<GraphAnswer>[]): readonly GraphAnswer[] {
  return answers.flatMap((one) => (one.is === "answered" ? [one.value] : []));
}

/** Those that are there up to the first that is not: things are placed in the order in which they were added. */
function added(answers: readonly Answer<GraphAnswer>[]): readonly GraphAnswer[] {
  const end = answers.findIndex((one) => one.is === "waiting");
  return answered(end === -1 ? answers : answers.slice(0, end));
}

/** One end of each hop of the path that no answer has, once all are there. */
function missing(path: Shapes["PathItem"] | null, answers: readonly Answer<GraphAnswer>[]): readonly string[] {
  if (path === null || answers.some((one) => one.is === "waiting")) return [];
  const there = new Set(answered(answers).flatMap((one) => one.transfers.map((transfer) => transfer.id)));
  const hops = path.hops.filter((hop) => !there.has(hop.transfer));
  return [...new Set(hops.flatMap((hop) => (hop.provider ?? hop.recipient)?.id ?? []))];
}
