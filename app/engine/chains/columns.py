"""Columns: a network as plain integers, for kernels that run as they stand or compiled.

    links 0 … m-1 by the order of their ids     provider[i], recipient[i], data[i], low[i], high[i], …
    rows                                        row_at[x] … row_at[x + 1] is the part of `row` that belongs to x

A kernel is a function on these in the part of Python that numba compiles. Small networks hold lists and run as they
stand: there is nothing to wait for. Large ones hold numpy arrays and run compiled. The source is the same.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple, TypeAlias

__all__ = ["ARRIVAL", "DEPARTURE", "LAST_DAY", "SURELY_BY", "WEAKEST", "Columns", "Ints", "Rows"]

Ints: TypeAlias = MutableSequence[int]
"""A list, or a numpy array: what both can do is all that a kernel may use."""

WEAKEST, ARRIVAL, DEPARTURE, LAST_DAY, SURELY_BY = 0, 1, 2, 3, 4
"""What makes one chain better than another: see `app.engine.search`."""


class Rows(NamedTuple):
    """Lists of integers of different lengths, one for each x."""

    at: Ints
    items: Ints


class Columns(NamedTuple):
    """A network in integers: see `app.engine.network.Link` for each column.

    `weak` is the class of a link's weakness, 0 the strongest. `kin` are the ids that can stand for an actor, itself
    included, `wider` the datasets that a dataset lies inside, `before` and `disputed` the links that the texts put
    before a link. `ends_*` are the recoveries of a provider: what they end, and their last day. `out` and `into` are
    the hops by exact provider and recipient.
    """

    provider: Ints
    recipient: Ints
    data: Ints
    low: Ints
    high: Ints
    latest: Ints
    weak: Ints
    status: Ints
    stated: Ints
    kin: Rows
    wider: Rows
    before: Rows
    disputed: Rows
    ends_data: Rows
    ends_last: Rows
    out: Rows
    into: Rows
