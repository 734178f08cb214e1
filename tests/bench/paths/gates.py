"""A report and the stored floors → which ratios have fallen too far.

`tests/bench/floors.json` holds ratios only, never times: `least` what an engine must at least take longer than ours,
`most` what ours may at most take longer than the least that is possible. They lie well below (above) what was reached, so
that a busy machine does not fail them; `room` says how far. A ratio that was not measured fails nothing, but is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from tests.bench.paths.lines import RATIOS

__all__ = ["FLOORS", "Gate", "faults_of", "gates_of"]

Json: TypeAlias = dict[str, Any]

FLOORS = Path(__file__).parents[1] / "floors.json"


class Gate(NamedTuple):
    """One bound and what was reached; `reached` is None where it was not measured."""

    name: str
    bound: float
    is_least: bool
    reached: float | None

    @property
    def holds(self) -> bool | None:
        """None where nobody knows."""
        if self.reached is None:
            return None
        return self.reached >= self.bound if self.is_least else self.reached <= self.bound

    def __str__(self) -> str:
        sign = ">=" if self.is_least else "<="
        word = {True: "holds", False: "FALLEN", None: "not measured"}[self.holds]
        reached = "" if self.reached is None else f", reached {self.reached:.3g}"
        return f"{word}: {self.name} {sign} {self.bound:g}{reached}"


def gates_of(report: Json, floors: Json | None = None) -> list[Gate]:
    """All bounds for the sizes of this report."""
    floors = json.loads(FLOORS.read_text("utf-8")) if floors is None else floors
    beside = {(one["transfers"], one["kind"], one["peer"]): one.get("questions", {}) for one in report["beside"]}
    alone = {(one["transfers"], one["kind"]): one.get("ratios", {}) for one in report["alone"]}
    found = list[Gate]()
    for size, kind, peer, question, bound in _leaves(floors["least"], 4):
        if (int(size), kind) in alone:
            reached = beside.get((int(size), kind, peer), {}).get(question)
            found.append(_gate(f"{int(size):,} {kind} {peer} {question}", bound, reached, is_least=True))
    for size, kind, ratio, bound in _leaves(floors["most"], 3):
        if (int(size), kind) in alone:
            reached = alone[int(size), kind].get(ratio)
            found.append(_gate(f"{int(size):,} {kind} {RATIOS[ratio]}", bound, reached, is_least=False))
    return found


def faults_of(report: Json) -> list[str]:
    """Wrong answers, and measurements that broke: either fails the bench, whatever the ratios say."""
    found = list[str]()
    for one in (*report["alone"], *report["ruled"], *report["beside"]):
        place = f"{one['transfers']:,} {one['kind']} {one.get('peer', 'ours')}"
        found += [f"{place}: not equal: {wrong}" for wrong in one.get("wrong", ())]
        if "failed" in one:
            found.append(f"{place}: {one['failed']}")
    return found


def _gate(name: str, bound: float, reached: Json | None, *, is_least: bool) -> Gate:
    return Gate(name, bound, is_least, None if reached is None else reached["ratio"])


def _leaves(tree: Json, depth: int) -> Iterator[tuple[Any, ...]]:
    for key, below in tree.items():
        if depth == 1:
            yield key, below
        else:
            yield from ((key, *rest) for rest in _leaves(below, depth - 1))
