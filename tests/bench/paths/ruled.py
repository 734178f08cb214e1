"""The whole engine, under all its rules, on the same graphs: the k best paths as a service gives them, quotes aside.

    measure_ruled(Ruled(10_000))   →  {"first_s": …, "micros": {"10 best": …}, "ratios": {"10 best": …}, "checks": …}

Every transfer is a confirmed one of one dataset, its moments are days. Where at most 1,000 paths of up to 4 hops lead
from one actor to another, the engine's must be those that the kernels list. The first question makes the network, which
is kept; it is told apart, and so is what it takes to have the search compiled, or loaded from where it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, TypeAlias

from app.domain.graph import Actor, Dataset, Transfer
from app.domain.graph import Graph as Resolved
from app.domain.path import MAX_PATHS, Paths, Question
from app.domain.window import Window
from app.engine import find_paths
from app.engine.chains.speed import SMALL, compiled
from tests.bench.paths.candidate import Candidate
from tests.bench.paths.graphs import Graph, PathQuestion, ReachQuestion, make_graph, path_questions
from tests.bench.paths.peer import HOPS
from tests.bench.paths.timing import compare, how_many, percentile, seconds, times

__all__ = ["KS", "Ruled", "measure_ruled", "resolved"]

Json: TypeAlias = dict[str, Any]

KS = (10, 100)


@dataclass(frozen=True, slots=True)
class Ruled:
    """One graph; `budget` is the seconds for each k."""

    transfers: int
    kind: str = "window"
    seed: int = 1
    questions: int = 20
    budget: float = 1.0


def measure_ruled(task: Ruled) -> Json:
    """What the service's own search does."""
    graph = make_graph(task.transfers, task.kind, task.seed)
    whole, mine, questions = resolved(graph), Candidate(graph), path_questions(graph, task.questions)
    found: Json = {"transfers": task.transfers, "kind": task.kind, "micros": {}, "ratios": {}, "found": {}}
    mine.wake()
    if task.transfers > SMALL:
        found["compiled_s"] = round(seconds(compiled)[1], 3)
    found["first_s"] = round(seconds(lambda: _ask(whole, questions[0], KS[0]))[1], 3)
    found |= _compared(whole, mine, questions)
    for k in KS:
        name = f"{k} best"
        takes = seconds(lambda: _ask(whole, questions[0], k))[1]  # noqa: B023 - called here
        chosen = questions[: how_many(takes, task.budget, len(questions))]
        answers = [_ask(whole, question, k) for question in chosen]
        found["found"][name] = {"median": median(len(answer.paths) for answer in answers), "cut": _cut(answers)}
        taken = times(lambda question: _ask(whole, question, k), chosen)  # noqa: B023
        found["micros"][name] = {
            "asked": len(chosen),
            "p50": round(median(taken), 1),
            "p99": round(percentile(taken, 0.99), 1),
        }
        found["ratios"][name] = compare(
            lambda question: mine.downstream(ReachQuestion(question.first, 0)),
            lambda question: _ask(whole, question, k),  # noqa: B023
            chosen,
        ).to_json()
    return found


def resolved(graph: Graph) -> Resolved:
    """The same transfers as the services know them; actor 7 is `00000007`, transfer 7 likewise."""
    names = [f"{number:08}" for number in range(max(graph.transfers, graph.actors))]
    rows = zip(
        *(column.tolist() for column in (graph.provider, graph.recipient, graph.earliest, graph.latest)), strict=True
    )
    transfers = {
        names[number]: Transfer(
            id=names[number],
            incident=None,
            provider=names[provider],
            recipient=names[recipient],
            dataset="list",
            window=Window(_day(earliest), _day(latest)),
        )
        for number, (provider, recipient, earliest, latest) in enumerate(rows)
    }
    actors = {name: Actor(name, name) for name in names[: graph.actors]}
    return Resolved(actors=actors, datasets={"list": Dataset("list", "list")}, transfers=transfers)


def _compared(whole: Resolved, mine: Candidate, questions: list[PathQuestion]) -> Json:
    """Whether the engine lists the paths that the kernels list."""
    wrong, checks = list[str](), 0
    for question in questions:
        listed = mine.paths(question)
        if listed.count <= MAX_PATHS:
            checks += 1
            answer = _ask(whole, question, MAX_PATHS, HOPS).paths
            got = sorted(tuple(int(hop.transfer.id) for hop in path.hops) for path in answer)
            if got != sorted(mine.path_set(listed)):
                wrong.append(f"best paths {question}")
    return {"checks": checks, "wrong": wrong}


def _ask(whole: Resolved, question: PathQuestion, k: int, hops: int | None = None) -> Paths:
    asked = Question() if hops is None else Question(max_hops=hops)
    return find_paths(whole, f"{question.first:08}", f"{question.last:08}", asked, k)


def _cut(answers: list[Paths]) -> dict[str, int]:
    """By what answers were cut, and how many; `k` is what was asked for and no fault."""
    reasons = [reason for answer in answers for reason in answer.truncated if reason != "k"]
    return {reason: reasons.count(reason) for reason in sorted(set(reasons))}


def _day(moment: int) -> date:
    return date.fromordinal(moment + 1)
