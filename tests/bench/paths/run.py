"""A plan → a report: every task in turn, each told in a line when it is done.

The report is one JSON object: `machine`, `plan`, the `PARTS`, `seconds`, and `renewed`, when parts were measured again. What
was not measured stands in it with the reason (`why`), and what broke with `failed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeAlias

from tests.bench.paths.alone import measure_alone
from tests.bench.paths.beside import Task, measure, reason_against
from tests.bench.paths.lines import alone_line, beside_lines, ruled_line
from tests.bench.paths.machine import describe_machine
from tests.bench.paths.peers.neo4j_peer import neo4j_running
from tests.bench.paths.plan import Plan
from tests.bench.paths.processes import in_child
from tests.bench.paths.ruled import measure_ruled
from tests.bench.paths.starts import measure_starts

__all__ = ["PARTS", "renew", "run"]

Json: TypeAlias = dict[str, Any]
Say: TypeAlias = Callable[[str], None]


def run(plan: Plan, say: Say) -> Json:
    """Measure all of it, as far as the time goes."""
    began = monotonic()
    report: Json = {"machine": describe_machine(), "plan": plan.name}
    say("  ".join(f"{name}: {value}" for name, value in report["machine"].items()))
    for name, part in PARTS.items():
        report[name] = part(plan, say)
    report["seconds"] = round(monotonic() - began, 1)
    return report


def renew(report: Json, plan: Plan, parts: Sequence[str], say: Say) -> Json:
    """The report with these parts measured anew; what is of sizes that the plan does not have stays."""
    renewed = dict(report.get("renewed", {}))
    for name in parts:
        found = PARTS[name](plan, say)
        if isinstance(found, list):
            found = _with_rest(report[name], found)
        report = report | {name: found}
        renewed[name] = describe_machine()["when"]
    return report | {"renewed": renewed}


def _with_rest(before: list[Json], found: list[Json]) -> list[Json]:
    """What was measured anew, and of before what was not; small graphs first, as they were otherwise."""
    anew = {_key(one) for one in found}
    return sorted([*(one for one in before if _key(one) not in anew), *found], key=lambda one: one["transfers"])


def _key(one: Json) -> tuple[object, ...]:
    return one["transfers"], one["kind"], one.get("peer")


def _alone(plan: Plan, say: Say) -> list[Json]:
    measured = list[Json]()
    for alone in plan.alone():
        found = in_child(measure_alone, alone, plan.limit)
        measured.append({"transfers": alone.transfers, "kind": alone.kind} | found)
        say(alone_line(measured[-1]))
    return measured


def _ruled(plan: Plan, say: Say) -> list[Json]:
    measured = list[Json]()
    for ruled in plan.ruled():
        found = in_child(measure_ruled, ruled, plan.limit)
        measured.append({"transfers": ruled.transfers, "kind": ruled.kind} | found)
        say(ruled_line(measured[-1]))
    return measured


def _all_beside(plan: Plan, say: Say) -> list[Json]:
    began, measured = monotonic(), list[Json]()
    with _server(plan) as no_server:
        for task in plan.beside():
            left = began + plan.whole - monotonic()
            measured.append(_beside(plan, task, min(plan.limit, left), no_server))
            for line in beside_lines(measured[-1]):
                say(line)
    return measured


def _starts(plan: Plan, _: Say) -> Json | None:
    return None if plan.starts is None else measure_starts(plan.starts)


def _over_http(plan: Plan, _: Say) -> Json | None:
    from tests.bench.http_answers import measure_answers  # the kernels are measured without the application

    return None if plan.requests is None else measure_answers(plan.requests, rounds=5, connections=16)


def _beside(plan: Plan, task: Task, limit: float, no_server: str | None) -> Json:
    """One engine on one graph, or why it is not measured."""
    why = reason_against(task) or plan.reason_against(task) or (no_server if task.peer == "Neo4j" else None)
    if why is None and limit < 1:
        why = "the time of this run was over before"
    told = {"peer": task.peer, "transfers": task.transfers, "kind": task.kind}
    return told | ({"why": why} if why else in_child(measure, task, limit))


@contextmanager
def _server(plan: Plan) -> Iterator[str | None]:
    if "Neo4j" not in plan.peers:
        yield None
        return
    with neo4j_running() as why:
        yield why


PARTS: Mapping[str, Callable[[Plan, Say], Any]] = {
    "alone": _alone,
    "ruled": _ruled,
    "beside": _all_beside,
    "starts": _starts,
    "http": _over_http,
}
"""The parts of a report, in the order in which they are measured."""
