"""Walks: all simple paths of a few hops, found without going where none can follow.

From the goal backwards it is worked out until when data at an actor can still get there in one hop, in two, and so on.
From the start forwards a path is then only taken on if its next actor can still make it in the hops that are left, so
that nothing but actors that come twice can end one in vain. What leads on from an actor with so many hops left is
listed when it is first asked for, so a hub is gone through once and not for each path that comes to it.

Nothing here costs time for actors that are not touched: what was written is wiped out again after each question.

References:
    R. Rizzi, G. Sacomoto, M.-F. Sagot, "Efficiently listing bounded length st-paths", IWOCA 2014, LNCS 8986, 318-329:
    distances to the goal as certificate; here they are last days, one for each number of hops.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

__all__ = ["ABSENT", "bound_first", "bound_further", "enumerate_paths", "wipe"]

ABSENT = -1

Ints = Sequence[int]
Buffer = MutableSequence[int]
Listed = tuple[Ints, Ints, Ints, Ints, Ints]
"""Begin, and far, limit, place of the transfers of each actor; day of each place."""
Bounds = tuple[Buffer, int, Buffer]
"""Last day for each actor and number of hops, up to how many hops, queue of the actors that have any."""
Ends = tuple[Buffer, Buffer, Buffer, Buffer]
"""First of the last hops from each actor, the next one from the same, their last day, their transfer."""

Lists = tuple[Buffer, Buffer, Buffer, Buffer, Buffer]
"""List of each actor and number of hops left; for which these are; where each begins; its transfers; their days."""
Frames = tuple[Buffer, Buffer, Buffer, Buffer, Buffer]
"""Of each hop so far: actor, day of its coming, next and last of its list, transfer that leads on."""


def bound_first(
    back: Listed, number: Ints, aim: tuple[int, int, int, int], bounds: Bounds, ends: Ends
) -> tuple[int, int]:
    """Write the transfers to the goal, and until when they can be used; how many, and how many actors are queued.

    `aim` is start, goal, since, until. `back` is the backward direction, so its days have their sign turned.
    """
    begin, far, limit, place, day = back
    latest, width, queue = bounds
    first, following, last, transfer = ends
    start, goal, since, until = aim
    found, queued = 0, 0
    for k in range(begin[goal + 1] - 1, begin[goal] - 1, -1):
        if -limit[k] > until:
            break
        provider, gone = far[k], min(until, -day[place[k]])
        if gone < since or (provider == goal and start != goal):
            continue
        following[found], last[found], transfer[found] = first[provider], gone, number[place[k]]
        if first[provider] == ABSENT:
            queue[queued] = provider
            queued += 1
        first[provider] = found
        found += 1
        for hops in range(width):
            latest[provider * width + hops] = max(latest[provider * width + hops], gone)
    return found, queued


def bound_further(
    back: Listed, aim: tuple[int, int, int, int], hops: int, bounds: Bounds, part: tuple[int, int]
) -> int:
    """Write until when data can still get to the goal in one hop more; up to where the queue is filled then.

    `hops` were known so far; `part` is where in the queue those lie that had a later day with the last of them.
    """
    begin, far, limit, place, day = back
    latest, width, queue = bounds
    start, goal, since, _ = aim
    queued = part[1]
    for i in range(part[0], part[1]):
        here = queue[i]
        bound = latest[here * width + hops - 1]
        if here in (start, goal):
            continue
        for k in range(begin[here + 1] - 1, begin[here] - 1, -1):
            if -limit[k] > bound:
                break
            provider, gone = far[k], min(bound, -day[place[k]])
            row = provider * width
            if gone < since or provider == goal or gone <= latest[row + hops]:
                continue
            if latest[row + hops] == latest[row + hops - 1]:
                queue[queued] = provider
                queued += 1
            for more in range(hops, width):
                latest[row + more] = max(latest[row + more], gone)
    return queued


def enumerate_paths(
    listed: Listed,
    number: Ints,
    aim: tuple[int, int, int, int, int],
    bounds: Bounds,
    ends: Ends,
    lists: Lists,
    frames: Frames,
    paths: Buffer,
) -> tuple[int, int, int]:
    """Write the first paths, `max_hops` numbers each and ABSENT after its end; how many there are, lists, entries.

    `aim` is start, goal, since, max_hops, and how many paths are counted at most. Where lists or entries come to be
    more than there is room for, the work stops, and has to be done again with more.
    """
    begin, far, limit, place, _ = listed
    latest, width, _ = bounds
    start, goal, since, max_hops, most = aim
    list_of, asked, list_begin, entry, entry_day = lists
    actor, come, at, stop, hop = frames
    actor[0], come[0], depth, count, made, used = start, since, 0, 0, 0, 0
    entering = True
    while depth >= 0:
        here, today, left = actor[depth], come[depth], max_hops - depth
        if entering:
            count = finish(ends, (here, today, depth, max_hops), hop, count, paths)
            key = here * (max_hops + 1) + left
            if list_of[key] == ABSENT and left > 1:
                if made + 1 >= len(list_begin) or used + begin[here + 1] - begin[here] > len(entry):
                    return count, made, 2 * len(entry) + used
                used = list_onward(listed, (here, left - 1, since, goal), bounds, (entry, entry_day), used)
                list_of[key], asked[made], list_begin[made + 1] = made, key, used
                made += 1
            at[depth] = list_begin[list_of[key]] if left > 1 else 0
            stop[depth] = list_begin[list_of[key] + 1] if left > 1 else 0
        if at[depth] >= stop[depth] or limit[entry[at[depth]]] < today or count > most:
            depth -= 1
            entering = False
            continue
        k = entry[at[depth]]
        target, then = far[k], max(today, entry_day[at[depth]])
        at[depth] += 1
        entering = left - 1 > width or latest[target * width + left - 2] >= then
        for before in range(depth + 1):
            entering = entering and actor[before] != target
        if entering:
            hop[depth] = number[place[k]]
            depth += 1
            actor[depth], come[depth] = target, then
    return count, made, used


def finish(ends: Ends, state: tuple[int, int, int, int], hop: Ints, count: int, paths: Buffer) -> int:
    """Count, and write while there is room, the paths that end with one hop more; the new count."""
    first, following, last, transfer = ends
    here, today, hops, max_hops = state
    one = first[here]
    while one != ABSENT:
        if last[one] >= today:
            row = count * max_hops
            if row + max_hops <= len(paths):
                for i in range(hops):
                    paths[row + i] = hop[i]
                paths[row + hops] = transfer[one]
                for i in range(hops + 1, max_hops):
                    paths[row + i] = ABSENT
            count += 1
        one = following[one]
    return count


def list_onward(
    listed: Listed, state: tuple[int, int, int, int], bounds: Bounds, entries: tuple[Buffer, Buffer], used: int
) -> int:
    """List what leads on from an actor with so many hops left after it, latest first; how many entries are used."""
    begin, far, limit, place, day = listed
    latest, width, _ = bounds
    entry, entry_day = entries
    here, left, since, goal = state
    for k in range(begin[here + 1] - 1, begin[here] - 1, -1):
        if limit[k] < since:
            break
        bound = latest[far[k] * width + left - 1] if left <= width else limit[k]
        if far[k] != goal and bound >= since and bound >= day[place[k]]:
            entry[used], entry_day[used] = k, day[place[k]]
            used += 1
    return used


def wipe(bounds: Bounds, queued: int, never: int, first: Buffer, lists: Buffer, asked: Buffer, lists_made: int) -> None:
    """Make all that was written in a question what it was before."""
    latest, width, queue = bounds
    for i in range(queued):
        first[queue[i]] = ABSENT
        for hops in range(width):
            latest[queue[i] * width + hops] = -never
    for i in range(lists_made):
        lists[asked[i]] = ABSENT
