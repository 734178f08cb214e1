"""Columns: a network as plain integers, for kernels that run as they stand or compiled.

    links[i].provider, .recipient, .dataset, .low, .high, …    links 0 … m-1 by the order of their ids
    items[at] … items[at + n - 1]                           a list of a link, an actor or a dataset: see `at`, `n` there

A kernel is a function on these in the part of Python that numba compiles. Small networks hold lists of rows and run as
they stand: there is nothing to wait for. Large ones hold numpy arrays of records and run compiled. The source is the
same. Each row class lists its fields; all are 32-bit integers in an array.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple, TypeAlias

__all__ = [
    "ARRIVAL",
    "DEPARTURE",
    "LAST_DAY",
    "ROWS",
    "SURELY_BY",
    "WEAKEST",
    "ActorRow",
    "Columns",
    "DataRow",
    "DaysRow",
    "Ints",
    "LabelRow",
    "LinkRow",
    "Row",
    "StateRow",
    "StepRow",
]

Ints: TypeAlias = MutableSequence[int]
"""A list, or a numpy array: what both can do is all that a kernel may use."""

WEAKEST, ARRIVAL, DEPARTURE, LAST_DAY, SURELY_BY = 0, 1, 2, 3, 4
"""What makes one chain better than another: see `app.engine.search`."""


class Row:
    """Integers by name."""

    __slots__ = ()

    def __init__(self, *values: int) -> None:
        """The fields in order; those left out are 0."""
        for name in self.__slots__:
            setattr(self, name, 0)
        for name, value in zip(self.__slots__, values, strict=False):
            setattr(self, name, value)


class LinkRow(Row):
    """A link, see `app.engine.network.Link`. `weak` is the class of its weakness, 0 the strongest.

    `before_*` and `disputed_*` are where the links stand that the texts put before it.
    """

    __slots__ = (
        "before_at",
        "before_n",
        "dataset",
        "disputed_at",
        "disputed_n",
        "high",
        "latest",
        "low",
        "provider",
        "recipient",
        "stated",
        "status",
        "weak",
    )
    provider: int
    recipient: int
    dataset: int
    low: int
    high: int
    latest: int
    weak: int
    status: int
    stated: int
    before_at: int
    before_n: int
    disputed_at: int
    disputed_n: int


class ActorRow(Row):
    """Where the lists of an actor stand.

    `kin_*`: ids that can stand for it, itself included. `out_*`: hops that it makes. `ends_*`: recoveries from it, two
    places for each, what it ends and its last day; `ends_n` is their number.
    """

    __slots__ = ("ends_at", "ends_n", "kin_at", "kin_n", "out_at", "out_n")
    kin_at: int
    kin_n: int
    out_at: int
    out_n: int
    ends_at: int
    ends_n: int


class DataRow(Row):
    """Where the datasets stand that a dataset lies inside."""

    __slots__ = ("wider_at", "wider_n")
    wider_at: int
    wider_n: int


class StateRow(Row):
    """An actor and what a path carries to it; where the steps stand that leave and enter this state.

    In the region of a whole network those that can happen last leave first, those that can happen first enter first.
    """

    __slots__ = ("actor", "dataset", "into_at", "into_n", "out_at", "out_n")
    actor: int
    dataset: int
    out_at: int
    out_n: int
    into_at: int
    into_n: int


class StepRow(Row):
    """A link between two states, and the one at its other end; its days stand here too: most are not looked at more."""

    __slots__ = ("high", "link", "low", "state")
    link: int
    state: int
    low: int
    high: int


class LabelRow(Row):
    """A chain as far as it has come: last link, the label before it, hops, state, worst rank, its key, its days.

    `depth`: of how many hops the layers told when it was given its key. `done_*`: how often some of those that
    follow it were made, and up to which key of theirs.
    """

    __slots__ = (
        "day_at",
        "day_n",
        "depth",
        "done_n",
        "done_needed",
        "done_rank",
        "first",
        "hops",
        "kind",
        "link",
        "needed",
        "parent",
        "rank",
        "so_far",
        "state",
    )
    link: int
    parent: int
    hops: int
    state: int
    so_far: int
    rank: int
    needed: int
    first: int
    kind: int
    depth: int
    done_rank: int
    done_needed: int
    done_n: int
    day_at: int
    day_n: int


class DaysRow(Row):
    """A span of days."""

    __slots__ = ("high", "low")
    low: int
    high: int


ROWS: tuple[type[Row], ...] = (LinkRow, ActorRow, DataRow, StateRow, StepRow, LabelRow, DaysRow)


class Columns(NamedTuple):
    """A network in integers."""

    links: MutableSequence[LinkRow]
    actors: MutableSequence[ActorRow]
    data: MutableSequence[DataRow]
    items: Ints
