"""Paths as HTTP gives them -> what they tell besides the order of transfers: days, pauses, counts, actors, status."""

from __future__ import annotations

from datetime import date
from typing import Any

__all__ = ["hull", "longest_pause", "months_between", "told_by"]

Answer = dict[str, Any]


def told_by(paths: list[Answer]) -> Answer:
    """What a set of paths says besides the order of transfers."""
    if not paths:
        return {}
    hops = [hop for path in paths for hop in path["hops"]]
    ends = [end["id"] for hop in hops for end in (hop["provider"], hop["recipient"])]
    arrivals = [path["hops"][-1]["window"] for path in paths]
    windows: dict[str, list[Answer]] = {}
    for hop in hops:
        windows.setdefault(hop["transfer"], []).append(hop["window"])
    dates: dict[str, Any] = {transfer: hull(found) for transfer, found in windows.items()}
    arrival = hull(arrivals)
    return {
        "actors_on_path": list(dict.fromkeys(ends)),
        "actors": list(dict.fromkeys(ends)),
        "hops": len(paths[0]["hops"]) if len({len(path["hops"]) for path in paths}) == 1 else None,
        "pause": longest_pause(paths),
        "dates": {**dates, "arrival_earliest": arrival[0], "arrival_latest": arrival[1]},
        "counts": {hop["transfer"]: hop["record_count"]["value"] for hop in hops if hop["record_count"]},
        "window": arrival,
        "status": max((path["strength"]["status"] for path in paths), key=("confirmed", "alleged", "suspected").index),
    }


def longest_pause(paths: list[Answer]) -> Answer | None:
    """The longest stretch between two hops of which nothing is told: its holder, its days, its length in months."""
    gaps = [(path, gap) for path in paths for gap in path["gaps"]]
    if not gaps:
        return None
    path, gap = max(gaps, key=lambda each: (day_of(each[1]["to"]) - day_of(each[1]["from"])).days)
    before, after = path["hops"][gap["after_hop"] - 1]["window"], path["hops"][gap["after_hop"]]["window"]
    widest = months_between(before["earliest"], after["latest"]) if before["earliest"] and after["latest"] else None
    return {
        "holder": gap["holder"]["id"],
        "from": gap["from"],
        "to": gap["to"],
        "months_min": months_between(gap["from"], gap["to"]),
        "months_max": widest,
    }


def months_between(start: str, end: str) -> int:
    """Whole months from one day to another.

    >>> months_between("2003-12-31", "2006-04-01"), months_between("2003-12-01", "2006-04-30")
    (27, 28)
    """
    first, last = day_of(start), day_of(end)
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def hull(windows: list[Answer]) -> list[str | None]:
    """The smallest window that holds all; an open end stays open."""
    lows, highs = [w["earliest"] for w in windows], [w["latest"] for w in windows]
    return [None if None in lows else min(lows), None if None in highs else max(highs)]


def day_of(text: str) -> date:
    """A day written `YYYY-MM-DD`."""
    return date.fromisoformat(text)
