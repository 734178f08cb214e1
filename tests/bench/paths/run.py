"""A plan → a report: every task in turn, each told in a line when it is done.

The report is one JSON object: `machine`, `plan`, `alone`, `ruled`, `beside`, `starts`, `http`, `seconds`. What was not measured stands in
it with the reason (`why`), and what broke with `failed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

__all__ = ["run"]

Json: TypeAlias = dict[str, Any]
Say: TypeAlias = Callable[[str], None]


def run(plan: Plan, say: Say) -> Json:
    """Measure all of it, as far as the time goes."""
    began = monotonic()
    report: Json = {"machine": describe_machine(), "plan": plan.name, "alone": [], "ruled": [], "beside": []}
    say("  ".join(f"{name}: {value}" for name, value in report["machine"].items()))
    for alone in plan.alone():
        found = in_child(measure_alone, alone, plan.limit)
        report["alone"].append({"transfers": alone.transfers, "kind": alone.kind} | found)
        say(alone_line(report["alone"][-1]))
    for ruled in plan.ruled():
        found = in_child(measure_ruled, ruled, plan.limit)
        report["ruled"].append({"transfers": ruled.transfers, "kind": ruled.kind} | found)
        say(ruled_line(report["ruled"][-1]))
    with _server(plan) as no_server:
        for task in plan.beside():
            left = began + plan.whole - monotonic()
            report["beside"].append(_beside(plan, task, min(plan.limit, left), no_server))
            for line in beside_lines(report["beside"][-1]):
                say(line)
    report["starts"] = None if plan.starts is None else measure_starts(plan.starts)
    report["http"] = None if plan.requests is None else _over_http(plan.requests)
    report["seconds"] = round(monotonic() - began, 1)
    return report


def _over_http(requests: int) -> Json:
    from tests.bench.http_answers import measure_answers  # the kernels are measured without the application

    return measure_answers(requests, rounds=5, connections=16)


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
