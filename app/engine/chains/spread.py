"""Spread: one pass forward over a network, hop by hop, and the region that it reaches.

States (actor, carried data) take the label that arrives first, then the one of fewest hops. Labels obey time and data,
but not recoveries, words about order, or who came before: no chain can arrive before the best label does.

Example: c → d in April, d → a in April or later: the labels of d and a both say 1 April, after one hop and two.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from typing import NamedTuple

from app.engine.chains.columns import Columns, Ints, StateRow, StepRow
from app.engine.chains.rules import NO_FIT, NOBODY, carry_to, is_before, joins

__all__ = ["Labels", "Region", "Spread", "nothing", "packed", "region_of", "spread"]


class Spread(NamedTuple):
    """What is spread: from which links on, so far, over links of a status up to `rank`, in which mode.

    `start` is the first junction (NOBODY: whoever makes the first hop). With `certain` (1 or 0), the day of a label is
    the one by which the data must have arrived. `only_last` is a link that is no hop but may end a chain, or -1.
    """

    first: Ints
    start: int
    asked: int
    max_hops: int
    rank: int
    certain: int
    only_last: int


class Labels(NamedTuple):
    """Labels in the order in which they were made, and the states that they arrive at.

    `best[s]` is the label of state s, whose actor and data are `actor[s]`, `data[s]`. A label has its state, last link,
    day, hops, and the label before it (-1: none). `loose` ones rest on words about another chain and are bounds only.
    `more` is 1 if labels would have been improved after the last hop allowed.
    """

    state: Ints
    link: Ints
    day: Ints
    hops: Ints
    before: Ints
    loose: Ints
    best: Ints
    actor: Ints
    data: Ints
    more: int


class Region(NamedTuple):
    """The steps that a search may take: those that leave each state, with where they lead, and those that enter it."""

    states: MutableSequence[StateRow]
    out: MutableSequence[StepRow]
    into: MutableSequence[StepRow]


def packed(items: list[int]) -> Ints:
    """The integers as a kernel gives them away: a list, or compiled an array."""
    return items


def packed_steps(net: Columns, links: list[int], states: list[int]) -> MutableSequence[StepRow]:
    """Steps as a kernel gives them away."""
    return [StepRow(net.links[i].high, i, net.links[i].low, s) for i, s in zip(links, states, strict=True)]


def packed_states(
    actor: list[int], data: list[int], out_at: list[int], into_at: list[int]
) -> MutableSequence[StateRow]:
    """States as a kernel gives them away; steps of state s stand from `at[s]` to `at[s + 1]`."""
    rows = [StateRow() for _ in actor]
    for s, row in enumerate(rows):
        row.actor, row.dataset = actor[s], data[s]
        row.out_at, row.out_n = out_at[s], out_at[s + 1] - out_at[s]
        row.into_at, row.into_n = into_at[s], into_at[s + 1] - into_at[s]
    return rows


def nothing() -> list[int]:
    """A list to append to."""
    return [0 for _ in range(0)]


def spread(net: Columns, task: Spread) -> Labels:
    """All labels; see the module."""
    made = _Made(nothing(), nothing(), nothing(), nothing(), nothing(), nothing(), nothing(), nothing(), nothing())
    index = {-1: 0}
    layer = nothing()
    for link in task.first:
        carried = carry_to(net, task.asked, link)
        if may_begin(net, task, link) and carried != NO_FIT:
            day = net.links[link].latest if task.certain else net.links[link].low
            improve(net, index, made, layer, (link, carried, day, 1, -1, 0))
    more = 0
    for turn in range(task.max_hops):
        layer, before = nothing(), [label for label in layer if made.best[made.state[label]] == label]
        if len(before) == 0:
            break
        if turn + 1 < task.max_hops:
            for label in before:
                go_on(net, task, index, made, layer, label)
        else:
            for label in before:
                more |= leads_on(net, task, index, made, label)
    return Labels(
        packed(made.state),
        packed(made.link),
        packed(made.day),
        packed(made.hops),
        packed(made.before),
        packed(made.loose),
        packed(made.best),
        packed(made.actor),
        packed(made.data),
        more,
    )


class _Made(NamedTuple):
    """`Labels` that grow."""

    state: list[int]
    link: list[int]
    day: list[int]
    hops: list[int]
    before: list[int]
    loose: list[int]
    best: list[int]
    actor: list[int]
    data: list[int]


def may_begin(net: Columns, task: Spread, link: int) -> bool:
    """True if chains of the task can begin with the link."""
    if net.links[link].status > task.rank or net.links[link].recipient == NOBODY:
        return False
    if task.certain == 0:
        return True
    return net.links[link].stated == 1 and (task.start == NOBODY or task.start == net.links[link].provider)


def key_of(net: Columns, actor: int, data: int) -> int:
    """The number of a state in the index."""
    return actor * (len(net.data) + 1) + data + 1


def is_better(index: dict[int, int], made: _Made, key: int, day: int, hops: int, loose: int) -> bool:
    """True if a label with these is better than the one known for that state."""
    if key not in index:
        return True
    known = made.best[index[key]]
    if day < made.day[known]:
        return True
    if made.loose[known] == 0 or loose == 1:
        return False
    return day == made.day[known] and hops <= made.hops[known]


def improve(
    net: Columns, index: dict[int, int], made: _Made, layer: list[int], new: tuple[int, int, int, int, int, int]
) -> None:
    """Keep the label (link, data, day, hops, label before, loose) if it is better than what is known."""
    link, carried, day, hops, before, loose = new
    key = key_of(net, net.links[link].recipient, carried)
    if not is_better(index, made, key, day, hops, loose):
        return
    label = len(made.state)
    if key in index:
        made.best[index[key]] = label
    else:
        index[key] = len(made.best)
        made.best.append(label)
        made.actor.append(net.links[link].recipient)
        made.data.append(carried)
    made.state.append(index[key])
    made.link.append(link)
    made.day.append(day)
    made.hops.append(hops)
    made.before.append(before)
    made.loose.append(loose)
    layer.append(label)


def next_day(net: Columns, task: Spread, made: _Made, label: int, link: int) -> tuple[int, int]:
    """Day of a label that goes on by the link, and whether it is loose; -1 if it cannot."""
    if net.links[link].status > task.rank:
        return -1, 0
    day = made.day[label]
    if task.certain == 0:
        return (max(day, net.links[link].low), 0) if day <= net.links[link].high else (-1, 0)
    if net.links[link].stated == 0:
        return -1, 0
    in_order = day <= net.links[link].low or is_before(net, made.link[label], link)
    if not in_order and net.links[link].before_n == 0:
        return -1, 0
    return net.links[link].latest, made.loose[label] if in_order else 1


def go_on(net: Columns, task: Spread, index: dict[int, int], made: _Made, layer: list[int], label: int) -> None:
    """All labels that follow one."""
    state = made.state[label]
    actor, data, hops = made.actor[state], made.data[state], made.hops[label]
    for k in range(net.actors[actor].kin_n):
        here = net.items[net.actors[actor].kin_at + k]
        if task.certain == 1 and here != actor:
            continue
        for i in range(net.actors[here].out_n):
            link = net.items[net.actors[here].out_at + i]
            day, loose = next_day(net, task, made, label, link)
            if day >= 0:
                carried = carry_to(net, data, link)
                if carried != NO_FIT:
                    improve(net, index, made, layer, (link, carried, day, hops + 1, label, loose))


def leads_on(net: Columns, task: Spread, index: dict[int, int], made: _Made, label: int) -> int:
    """1 if a label that follows this one would be better than what is known."""
    state = made.state[label]
    actor, data, hops = made.actor[state], made.data[state], made.hops[label]
    for k in range(net.actors[actor].kin_n):
        here = net.items[net.actors[actor].kin_at + k]
        for i in range(net.actors[here].out_n):
            link = net.items[net.actors[here].out_at + i]
            day, loose = next_day(net, task, made, label, link)
            if day >= 0 and net.links[link].recipient != NOBODY:
                carried = carry_to(net, data, link)
                key = key_of(net, net.links[link].recipient, carried)
                if carried != NO_FIT and is_better(index, made, key, day, hops + 1, loose):
                    return 1
    return 0


def region_of(net: Columns, labels: Labels, only_last: int) -> Region:
    """All steps between the states that labels arrive at, from the first day of each on.

    `only_last`, if it is no hop, is a step from each state that can stand for its provider, to a state of its own
    behind the others.
    """
    index = {-1: 0}
    n = len(labels.best)
    for s in range(n):
        index[key_of(net, labels.actor[s], labels.data[s])] = s
    out_at, out, out_to = [0], nothing(), nothing()
    into_n = [0 for _ in range(n + 2)]
    for s in range(n):
        actor, day = labels.actor[s], labels.day[labels.best[s]]
        for k in range(net.actors[actor].kin_n):
            here = net.items[net.actors[actor].kin_at + k]
            for i in range(net.actors[here].out_n):
                link = net.items[net.actors[here].out_at + i]
                carried = carry_to(net, labels.data[s], link) if day <= net.links[link].high else NO_FIT
                key = key_of(net, net.links[link].recipient, carried)
                if carried != NO_FIT and key in index:
                    out.append(link)
                    out_to.append(index[key])
                    into_n[index[key] + 1] += 1
        if only_last >= 0 and joins(net, actor, net.links[only_last].provider) and day <= net.links[only_last].high:
            out.append(only_last)
            out_to.append(n)
            into_n[n + 1] += 1
        out_at.append(len(out))
    out_at.append(len(out))
    return turned(net, labels, out_at, out, out_to, into_n, only_last)


def turned(
    net: Columns,
    labels: Labels,
    out_at: list[int],
    out: list[int],
    out_to: list[int],
    into_at: list[int],
    only_last: int,
) -> Region:
    """The region of these steps, with the steps into each state."""
    n = len(labels.best)
    for s in range(n + 1):
        into_at[s + 1] += into_at[s]
    free = [x for x in into_at]  # noqa: C416 - numba has no other way to copy a list
    into = [0 for _ in out]
    into_from = [0 for _ in out]
    for s in range(n):
        for i in range(out_at[s], out_at[s + 1]):
            place = free[out_to[i]]
            into[place], into_from[place] = out[i], s
            free[out_to[i]] = place + 1
    actor = [labels.actor[s] for s in range(n)]
    data = [labels.data[s] for s in range(n)]
    actor.append(net.links[only_last].recipient if only_last >= 0 else NOBODY)
    data.append(-1)
    left, entered = packed_steps(net, out, out_to), packed_steps(net, into, into_from)
    return Region(packed_states(actor, data, out_at, into_at), left, entered)
