"""Rules: what joins, what is carried, which days remain, as kernels over `columns`.

The same rules in words are in `app/engine/__init__.py`, and on single chains in `trail` and `timing`.

Example: received on day 3 or 8, recovered by day 5, next hop in [1, 9]  →  it lies in [3, 5] or [8, 9].
"""

from __future__ import annotations

from app.engine.chains.columns import Columns, Ints, Rows

__all__ = ["advance", "barriers", "carry", "carry_to", "holds", "joins", "lies_in"]

NOBODY = UNKNOWN = -1
NO_FIT = -2
LOW, HIGH = 0, 10_000_000


def holds(rows: Rows, row: int, item: int) -> bool:
    """True if `item` is in that row."""
    for i in range(rows.at[row], rows.at[row + 1]):
        if rows.items[i] == item:
            return True
    return False


def joins(net: Columns, one: int, other: int) -> bool:
    """True if the two ids can stand for one actor."""
    if one == other:
        return True
    if one == NOBODY or other == NOBODY:
        return False
    return holds(net.kin, one, other)


def carry(net: Columns, carried: int, dataset: int) -> int:
    """The narrower of the two if one lies inside the other, else NO_FIT; an unknown one fits all."""
    if dataset == UNKNOWN or dataset == carried:
        return carried
    if carried == UNKNOWN or holds(net.wider, dataset, carried):
        return dataset
    if holds(net.wider, carried, dataset):
        return carried
    return NO_FIT


def carry_to(net: Columns, carried: int, link: int) -> int:
    """What a path that carries this carries after the link."""
    return carry(net, carried, net.data[link])


def lies_in(net: Columns, part: int, whole: int) -> bool:
    """True if `part` is `whole` or derives from it; nothing is known of an unknown one."""
    if part == UNKNOWN or whole == UNKNOWN:
        return False
    return part == whole or holds(net.wider, part, whole)


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
        for i in range(net.ends_data.at[actor], net.ends_data.at[actor + 1]):
            last = net.ends_last.items[i]
            if not lies_in(net, carried, net.ends_data.items[i]):
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


def advance(lows: Ints, highs: Ints, at: int, n: int, ended: Ints, m: int, low: int, high: int, to: int) -> int:
    """Days of a hop inside [low, high] that starts from the `n` spans at `at`, written at `to`; how many.

    `ended` are the `m` last days of recoveries, ascending: who received up to such a day passes nothing on after it.
    """
    made = 0
    start = LOW
    for segment in range(m + 1):
        stop = ended[segment] if segment < m else HIGH
        for i in range(at, at + n):
            if lows[i] <= stop and start <= highs[i]:
                first = max(lows[i], start, low)
                last = min(stop, high)
                if first <= last:
                    lows[to + made] = first
                    highs[to + made] = last
                    made += 1
                break
        start = stop + 1
    return made
