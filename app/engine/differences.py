"""Differences: which facts would tell one source from the next.

The two ways of a source rest on facts: how days fell inside their windows, who is whom, ends that no document states,
transfers that are not confirmed, what was passed and how much of it. Where only one of two neighbours rests on a fact,
that fact, if it proves wrong, takes this neighbour's way and not the other's. What both rest on tells nothing.

Example: carrier, then d → a → carrier: the next one needs d → a to have happened by 31 May.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from app.domain.common_source import Assumption, Difference, DifferenceCode, End, Source, Whose
from app.domain.graph import Graph
from app.domain.ids import TransferId
from app.domain.path import Hop
from app.domain.vocabulary import How, Status
from app.domain.window import Window

__all__ = ["with_differences"]

_ORDER = tuple(DifferenceCode)


def with_differences(graph: Graph, sources: Sequence[Source], *, is_always: bool) -> tuple[Source, ...]:
    """The sources, each with what would tell it from the one after it in the list.

    `is_always`: they are sources under every reading, so that no reading tells one from the other.
    """
    facts = [_by_key(_facts(graph, source, is_always=is_always)) for source in sources]
    return tuple(
        source if following is None else replace(source, differences=_between(source, mine, following, theirs or {}))
        for source, mine, following, theirs in zip_longest(sources, facts, sources[1:], facts[1:])
    )


_Facts = dict[Hashable, Difference]


def _between(source: Source, mine: _Facts, following: Source, theirs: _Facts) -> tuple[Difference, ...]:
    found = [fact for key, fact in mine.items() if key not in theirs]
    found += [replace(fact, whose=Whose.NEXT) for key, fact in theirs.items() if key not in mine]
    if following.latest is not None and following.latest != source.latest:
        found.append(Difference(DifferenceCode.DAY, Whose.NEXT, day=following.latest))
    return tuple(sorted(found, key=lambda fact: (_ORDER.index(fact.code), fact.whose is Whose.NEXT)))


def _by_key(facts: Iterator[Difference]) -> _Facts:
    return {(d.code, d.transfer, d.end, d.actor, d.stands_for, d.dataset): d for d in facts}


def _facts(graph: Graph, source: Source, *, is_always: bool) -> Iterator[Difference]:
    """What the two ways of a source rest on."""
    yield from _open_identity(graph, source)
    if not is_always:
        yield from (_assumed(graph, assumption) for assumption in source.reading)
    hops = [hop for path in source.paths if path is not None for hop in path.hops]
    yield from _narrowed(hops)
    for hop in hops:
        yield from _of_hop(hop)


def _open_identity(graph: Graph, source: Source) -> Iterator[Difference]:
    actor = graph.actors.get(source.actor)
    if actor is not None and actor.candidates:
        yield Difference(DifferenceCode.IDENTITY, Whose.THIS, actor=actor.id, one_of=actor.candidates)
    if actor is not None and actor.members:
        yield Difference(DifferenceCode.MEMBER, Whose.THIS, actor=actor.id, one_of=actor.members)


def _assumed(graph: Graph, assumed: Assumption) -> Difference:
    actor = graph.actors[assumed.actor]
    is_candidate = assumed.stands_for in actor.candidates
    return Difference(
        DifferenceCode.IDENTITY if is_candidate else DifferenceCode.MEMBER,
        Whose.THIS,
        transfer=assumed.transfer,
        end=assumed.end,
        actor=assumed.actor,
        stands_for=assumed.stands_for,
        one_of=actor.candidates if is_candidate else actor.members,
    )


def _narrowed(hops: Iterable[Hop]) -> Iterator[Difference]:
    """Hops that have fewer days than are stated; one that is on both ways has those that both leave, if any."""
    left: dict[TransferId, Window] = {}
    for hop in hops:
        if hop.window != hop.transfer.window:
            known = left.get(hop.transfer.id, hop.window)
            left[hop.transfer.id] = known.meet(hop.window) or known
    return (Difference(DifferenceCode.WINDOW, Whose.THIS, transfer=key, window=days) for key, days in left.items())


def _of_hop(hop: Hop) -> Iterator[Difference]:
    transfer, key = hop.transfer, hop.transfer.id
    for end in End:
        if transfer.how.get(end.value) is How.IMPLIED:
            yield Difference(DifferenceCode.INFERRED, Whose.THIS, transfer=key, end=end)
    if transfer.status is not Status.CONFIRMED:
        yield Difference(DifferenceCode.STATUS, Whose.THIS, transfer=key, status=transfer.status)
    if transfer.dataset is not None:
        yield Difference(DifferenceCode.DATASET, Whose.THIS, dataset=transfer.dataset)
    if transfer.record_count is not None:
        count = transfer.record_count
        yield Difference(DifferenceCode.RECORD_COUNT, Whose.THIS, transfer=key, record_count=count)
