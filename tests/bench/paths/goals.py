"""A report → the goals, each with what was reached, how far the runs spread, and whether that is enough.

What this bench does not measure, or did not on this machine, is told as such; nothing is carried over from other runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from tests.bench.paths.lines import microseconds

__all__ = ["Goal", "goal_lines", "goals_of"]

Json: TypeAlias = dict[str, Any]

_MILLION = 1_000_000
NOT_HERE = "not measured here"


class Goal(NamedTuple):
    """One line of the table; `met` is None where it was not measured."""

    number: str
    goal: str
    reached: str
    spread: str
    met: bool | None


def goal_lines(report: Json) -> Iterator[str]:
    """As a table of plain text."""
    words = {True: "met", False: "missed", None: ""}
    for goal in goals_of(report):
        spread = f"  (runs: {goal.spread})" if goal.spread else ""
        yield f"{goal.number:<4} {words[goal.met]:<7} {goal.goal:<62} {goal.reached}{spread}"


def goals_of(report: Json) -> list[Goal]:
    """All of them, in order."""
    return [
        *_equal_answers(report),
        *_beside_libraries(report),
        *_beside_the_floor(report),
        *_beside_neo4j(report),
        *_paths(report),
        *_best_paths(report),
        *_own_ratios(report),
        *_one_dataset(report),
        *_memory_and_starts(report),
        Goal("G11", "no acknowledged commit lost in 100 kill -9", f"{NOT_HERE}: make faults", "", None),
        *_http(report),
    ]


def _equal_answers(report: Json) -> Iterator[Goal]:
    measured = [one for part in ("alone", "ruled", "beside") for one in report[part] if "checks" in one]
    checks, wrong = sum(one["checks"] for one in measured), sum(len(one["wrong"]) for one in measured)
    engines = len({one["peer"] for one in measured if "peer" in one})
    reached = f"{wrong} wrong in {checks:,} answers beside {engines} engines (the brute force is in tests/unit)"
    yield Goal("G1", "no wrong answer", reached, "", wrong == 0 if checks else None)


def _beside_libraries(report: Json) -> Iterator[Goal]:
    for peer, least in (("networkx", 1000), ("rustworkx", 400), ("igraph", 120), ("DuckDB", 80)):
        for question in ("downstream", "upstream"):
            found = _question(report, _MILLION, "point", peer, question)
            yield _at_least("G2", f"{question}, a million: {peer} takes >= {least} times as long", found, least)


def _beside_the_floor(report: Json) -> Iterator[Goal]:
    for kind, most in (("point", 1.15), ("window", 1.3)):
        found = _turned(_question(report, _MILLION, kind, "C", "downstream"))
        yield _at_most("G3", f"downstream, a million, {kind}: <= {most} times the C pass", found, most)
    for size in sorted({one["transfers"] for one in report["alone"] if one["transfers"] >= _MILLION}):
        found = _alone(report, size, "point").get("ratios", {}).get("columns")
        yield _at_most("G3", f"downstream, {size:,}: <= 5 times reading the columns once", found, 5)


def _beside_neo4j(report: Json) -> Iterator[Goal]:
    for question, least in (("downstream", 3000), ("paths", 150)):
        found = _question(report, 100_000, "point", "Neo4j", question)
        yield _at_least("G4", f"{question}, 100,000: Neo4j takes >= {least} times as long", found, least)


def _paths(report: Json) -> Iterator[Goal]:
    for kind in ("point", "window"):
        found = _alone(report, _MILLION, kind).get("micros", {}).get("paths")
        yield _micros("G5", f"paths within 4 hops, a million, {kind}: p50 <= 0.2 ms, p99 <= 10 ms", found, 200, 10_000)


def _best_paths(report: Json) -> Iterator[Goal]:
    ratios = {(one["transfers"], one["kind"]): one.get("ratios", {}) for one in report["ruled"]}
    for kind in ("point", "window"):
        for name, most in (("10 best", 3), ("100 best", 4)):
            found = ratios.get((100_000, kind), {}).get(name)
            yield _at_most("G6", f"{name} paths by all rules, 100,000, {kind}: <= {most} passes of reach", found, most)


def _own_ratios(report: Json) -> Iterator[Goal]:
    ratios = _alone(report, _MILLION, "point").get("ratios", {})
    yield _at_most("G7", "all choke points, a million: <= 5 passes of reach", ratios.get("choke points"), 5)
    yield _at_most("G8", "64 questions in one pass: each <= 0.08 of one by one", ratios.get("lanes"), 0.08)


def _one_dataset(report: Json) -> Iterator[Goal]:
    found = _alone(report, _MILLION, "point").get("micros", {}).get("one dataset")
    yield _micros("G9", "downstream in one dataset of a million: p50 <= 20 µs, p99 <= 150 µs", found, 20, 150)


def _memory_and_starts(report: Json) -> Iterator[Goal]:
    for size, most in ((_MILLION, 0.3), (10 * _MILLION, 2.0)):
        one = _alone(report, size, "point")
        reopened = one.get("reopen_s")
        told = NOT_HERE if reopened is None else f"{reopened:.3g} s (a segment, mapped and checked; pages in the cache)"
        yield Goal("G10", f"reopened, {size:,}: <= {most} s to the first answer", told, "", _below(reopened, most))
    memory = _alone(report, _MILLION, "point").get("memory")
    told = NOT_HERE if memory is None else f"{memory['timetable']} bytes; the process grew by {memory['process']}"
    held = None if memory is None else memory["timetable"]
    yield Goal("G10", "a million: <= 64 bytes for each transfer", told, "", _below(held, 64))
    starts = report.get("starts")
    told = NOT_HERE if not starts else f"{starts['cold']['all']:.2f} s cold, {starts['warm']['all']:.2f} s warm"
    met = None if not starts else starts["cold"]["all"] <= 0.5
    yield Goal("G10", "first answer of a process, 100,000: <= 0.5 s cold", told, "", met)


def _http(report: Json) -> Iterator[Goal]:
    http = report.get("http")
    rows = (
        ("paths with their words: <= 65 µs of server time over the question itself", "over_question_us", 65, False),
        ("a fixed answer: >= 15,000 a second and core", "static_per_second", 15_000, True),
        ("live paths: >= 6,000 a second and core", "paths_per_second", 6_000, True),
    )
    for goal, name, bound, at_least in rows:
        value = None if not http else http[name]
        told = f"{NOT_HERE}: python -m tests.bench.http_answers" if value is None else f"{value:,.0f}"
        met = None if value is None else (value >= bound if at_least else value <= bound)
        yield Goal("G12", goal, told, "", met)


def _question(report: Json, size: int, kind: str, peer: str, question: str) -> Json | None:
    for one in report["beside"]:
        if (one["transfers"], one["kind"], one["peer"]) == (size, kind, peer):
            return one.get("questions", {}).get(question)
    return None


def _alone(report: Json, size: int, kind: str) -> Json:
    found = [one for one in report["alone"] if (one["transfers"], one["kind"]) == (size, kind)]
    return found[0] if found else {}


def _turned(found: Json | None) -> Json | None:
    """Ours ÷ theirs, where theirs ÷ ours was measured."""
    if found is None:
        return None
    return {"ratio": 1 / found["ratio"], "low": 1 / found["high"], "high": 1 / found["low"]}


def _at_least(number: str, goal: str, found: Json | None, bound: float) -> Goal:
    return _bounded(number, goal, found, None if found is None else found["ratio"] >= bound)


def _at_most(number: str, goal: str, found: Json | None, bound: float) -> Goal:
    return _bounded(number, goal, found, None if found is None else found["ratio"] <= bound)


def _bounded(number: str, goal: str, found: Json | None, met: bool | None) -> Goal:
    if found is None:
        return Goal(number, goal, NOT_HERE, "", None)
    low, high = (f"{found[name]:,.4g}" for name in ("low", "high"))
    return Goal(number, goal, f"{found['ratio']:,.4g}", f"{low} to {high}", met)


def _micros(number: str, goal: str, found: Json | None, p50: float, p99: float) -> Goal:
    if found is None:
        return Goal(number, goal, NOT_HERE, "", None)
    told = f"p50 {microseconds(found['p50'])}, p99 {microseconds(found['p99'])}"
    return Goal(number, goal, told, "", found["p50"] <= p50 and found["p99"] <= p99)


def _below(value: float | None, bound: float) -> bool | None:
    return None if value is None else value <= bound
