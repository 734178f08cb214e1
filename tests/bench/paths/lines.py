"""Results → lines for people, as they come in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

__all__ = ["RATIOS", "alone_line", "beside_lines", "microseconds", "ruled_line", "times_as_long"]

Json: TypeAlias = dict[str, Any]

RATIOS = {
    "columns": "reach ÷ reading the columns",
    "choke points": "choke points ÷ reach",
    "lanes": "one of 64 in a pass ÷ one alone",
}
"""What is divided by what, where the candidate is measured by itself."""


def alone_line(one: Json) -> str:
    """What the candidate does by itself."""
    head = _head(one, "alone")
    if "micros" not in one:
        return f"{head}  {_why(one)}"
    share, memory = one["reach_share"], one["memory"]
    parts = [
        f"{name} {microseconds(found['p50'])}, p99 {microseconds(found['p99'])}"
        for name, found in one["micros"].items()
    ]
    parts += [f"{RATIOS[name]} {times_as_long(found)}" for name, found in one["ratios"].items()]
    parts.append(f"reaches {share['median']:.0%} of the actors ({share['low']:.0%} to {share['high']:.0%})")
    parts.append(f"built in {one['load_s']} s, {memory['timetable']} bytes a transfer, reopened in {one['reopen_s']} s")
    return f"{head}  {'; '.join(parts)}"


def ruled_line(one: Json) -> str:
    """What the whole engine does."""
    head = _head(one, "rules")
    if "micros" not in one:
        return f"{head}  {_why(one)}"
    parts = [
        f"{name} {microseconds(found['p50'])}, p99 {microseconds(found['p99'])}, ÷ reach {times_as_long(one['ratios'][name])}"
        for name, found in one["micros"].items()
    ]
    first = f"{one['first_s']} s, search ready in {one.get('compiled_s', 0)}"
    return f"{head}  {'; '.join([*parts, f'first question {first} s', *one['wrong']])}"


def beside_lines(one: Json) -> Iterator[str]:
    """A line for each sort of question, or one for the reason why there is none."""
    head = _head(one, one["peer"])
    if "questions" not in one:
        yield f"{head}  {_why(one)}"
        return
    for name, found in one["questions"].items():
        times = f"{microseconds(found['other_p50'])}, ours {microseconds(found['mine_p50'])}"
        yield f"{head}  {name:<10} {times_as_long(found):<28} {times}; {found['asked']} questions, {found['runs']} runs"
    for wrong in one["wrong"]:
        yield f"{head}  WRONG: {wrong}"


def times_as_long(found: Json) -> str:
    """`593 (412 to 871)`: the median ratio, and the lowest and highest run."""
    return f"{_short(found['ratio'])} ({_short(found['low'])} to {_short(found['high'])})"


def microseconds(value: float) -> str:
    """`310 µs`, `4.5 ms`, `1.2 s`."""
    for unit, size in (("s", 1e6), ("ms", 1e3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value:.3g} µs"


def _head(one: Json, who: str) -> str:
    return f"{one['transfers']:>10,} {one['kind']:<6} {who:<9}"


def _why(one: Json) -> str:
    return f"FAILED: {one['failed']}" if "failed" in one else f"not measured: {one['why']}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
