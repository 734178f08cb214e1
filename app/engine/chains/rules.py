"""Rules: what joins, what is carried, which days remain, as kernels over `columns`.

The same rules in words are in `app/engine/__init__.py`, and on single chains in `trail` and `timing`.

Example: received on day 3 or 8, recovered by day 5, next hop in [1, 9]  →  it lies in [3, 5] or [8, 9].
"""

from __future__ import annotations

from collections.abc import MutableSequence

from app.engine.chains.columns import Columns, DaysRow, Ints

__all__ = [
    "HIGH",
    "LOW",
    "NOBODY",
    "NO_FIT",
    "advance",
    "barriers",
    "carry",
    "carry_to",
    "holds",
    "is_before",
    "joins",
    "lies_in",
]

NOBODY = UNKNOWN = -1
NO_FIT = -2
LOW, HIGH = 0, 10_000_000


def holds(items: Ints, at: int, n: int, item: int) -> bool:
    """True if `item` is among the `n` items from `at` on."""
    for i in range(at, at + n):
        if items[i] == item:
            return True
    return False


def is_before(net: Columns, link: int, later: int) -> bool:
    """True if the texts put `link` before `later`, and agree on it."""
    return holds(net.items, net.links[later].before_at, net.links[later].before_n, link)


def is_inside(net: Columns, part: int, whole: int) -> bool:
    """True if a dataset derives from another."""
    return holds(net.items, net.data[part].wider_at, net.data[part].wider_n, whole)


def joins(net: Columns, one: int, other: int) -> bool:
    """True if the two ids can stand for one actor."""
    if one == other:
        return True
    if one == NOBODY or other == NOBODY:
        return False
    return holds(net.items, net.actors[one].kin_at, net.actors[one].kin_n, other)


def carry(net: Columns, carried: int, dataset: int) -> int:
    """The narrower of the two if one lies inside the other, else NO_FIT; an unknown one fits all."""
    if dataset == UNKNOWN or dataset == carried:
        return carried
    if carried == UNKNOWN or is_inside(net, dataset, carried):
        return dataset
    if is_inside(net, carried, dataset):
        return carried
    return NO_FIT


def carry_to(net: Columns, carried: int, link: int) -> int:
    """What a path that carries this carries after the link."""
    return carry(net, carried, net.links[link].dataset)


def lies_in(net: Columns, part: int, whole: int) -> bool:
    """True if `part` is `whole` or derives from it; nothing is known of an unknown one."""
    if part == UNKNOWN or whole == UNKNOWN:
        return False
    return part == whole or is_inside(net, part, whole)


def barriers(net: Columns, recipient: int, provider: int, carried: int, found: Ints) -> int:
    """Last days of the recoveries that end the holding of `carried` at a junction, ascending, into `found`; how many.

    `found` must hold as many as the two have recoveries.
    """
    n = 0
    if carried == UNKNOWN:
        return 0
    for turn in range(2):
        actor = recipient if turn == 0 else provider
        if actor == NOBODY or (turn == 1 and provider == recipient):
            continue
        for i in range(net.actors[actor].ends_n):
            place = net.actors[actor].ends_at + 2 * i
            last = net.items[place + 1]
            if not lies_in(net, carried, net.items[place]):
                continue
            j = 0
            while j < n and found[j] < last:
                j += 1
            if j < n and found[j] == last:
                continue
            for k in range(n, j, -1):
                found[k] = found[k - 1]
            found[j] = last
            n += 1
    return n


def advance(days: MutableSequence[DaysRow], at: int, n: int, ended: Ints, m: int, low: int, high: int, to: int) -> int:
    """Days of a hop inside [low, high] that starts from the `n` spans at `at`, written at `to`; how many.

    `ended` are the `m` last days of recoveries, ascending: who received up to such a day passes nothing on after it.
    """
    made = 0
    start = LOW
    for segment in range(m + 1):
        stop = ended[segment] if segment < m else HIGH
        for i in range(at, at + n):
            if days[i].low <= stop and start <= days[i].high:
                first = max(days[i].low, start, low)
                last = min(stop, high)
                if first <= last:
                    days[to + made].low = first
                    days[to + made].high = last
                    made += 1
                break
        start = stop + 1
    return made
