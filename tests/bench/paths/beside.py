"""One engine beside the candidate on one graph: first whether their answers are equal, then how long they take.

measure(Task("networkx", 10_000, "point"))   →  {"peer": "networkx", "checks": 30, "wrong": [], "questions": …}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from tests.bench.paths.candidate import Candidate
from tests.bench.paths.catalogue import SPECS
from tests.bench.paths.graphs import Graph, make_graph, path_questions, reach_questions, source_questions
from tests.bench.paths.machine import resident_mib
from tests.bench.paths.peer import HOPS, Missing, Peer, Spec
from tests.bench.paths.timing import OWN_TIME, RUNS, WALL, compare, how_many, seconds

__all__ = ["Task", "measure", "reason_against"]

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """Who is measured on which graph; `budget` is the seconds for the timed runs of each question."""

    peer: str
    transfers: int
    kind: str
    seed: int = 1
    questions: int = 20
    budget: float = 1.0
    runs: int = RUNS

    def asked(self, graph: Graph) -> dict[str, Sequence[Any]]:
        """The questions of each sort."""
        return {
            "downstream": reach_questions(graph, self.questions),
            "upstream": source_questions(graph, self.questions),
            "paths": path_questions(graph, self.questions),
        }


def reason_against(task: Task) -> str | None:
    """Why this engine is not asked this at all; None if it is."""
    spec = SPECS[task.peer]
    if task.kind in spec.cannot:
        return spec.cannot[task.kind]
    if spec.largest is not None and task.transfers > spec.largest:
        return spec.largest_why
    return None


def measure(task: Task) -> Json:
    """What one engine does beside the candidate; `why` tells the reason where it could not be had."""
    spec = SPECS[task.peer]
    found: Json = {"peer": task.peer, "transfers": task.transfers, "kind": task.kind, "how": spec.how}
    try:
        found["version"] = spec.version()
        graph = make_graph(task.transfers, task.kind, task.seed)
        mine, build = seconds(lambda: Candidate(graph))
        before = resident_mib()
        peer, load = seconds(lambda: spec.open(graph))
        after = resident_mib()
    except (Missing, ImportError) as error:
        return found | {"why": str(error)}
    found |= {"threads": peer.threads, "load_s": round(load, 3), "candidate_load_s": round(build, 3)}
    found["mib"] = None if before is None or after is None else round(after - before, 1)
    try:
        return found | _ask(task, spec, graph, mine, peer)
    finally:
        peer.close()


def _ask(task: Task, spec: Spec, graph: Graph, mine: Candidate, peer: Peer) -> Json:
    wrong, checks, told = list[str](), 0, dict[str, Json]()
    for name, questions in task.asked(graph).items():
        if name in spec.cannot:
            continue
        one, other = getattr(mine, name), getattr(peer, name)
        _, takes = seconds(lambda: other(questions[0]))  # noqa: B023 - called here; it wakes the engine as well
        chosen = questions[: how_many(takes, task.budget, len(questions), task.runs)]
        for question in chosen * (spec.warm - 1):
            other(question)
        for question in chosen:
            checks += 1
            if not _equal(name, mine, one(question), peer, other(question)):
                wrong.append(f"{name} {question}")
        told[name] = compare(one, other, chosen, task.runs, OWN_TIME if spec.single else WALL).to_json()
    return {"checks": checks, "wrong": wrong, "questions": told}


def _equal(name: str, mine: Candidate, ours: Any, peer: Peer, theirs: Any) -> bool:
    if name == "paths":
        one, other = sorted(mine.path_set(ours)), sorted(peer.path_set(theirs))
        return one == other and all(len(path) <= HOPS for path in one)
    return np.array_equal(mine.moments(ours), peer.moments(theirs))
