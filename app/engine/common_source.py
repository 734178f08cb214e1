"""Common source: from whom two sightings of data can both have come.

A sighting is a transfer (as it passed), a dataset (whoever got it) or an actor (what it could hold). An actor is a
source of both if a possible chain leads from it to each; a sighted actor is a source of what it held itself. Listed are
actors that a transfer names; a group only if it gave itself, not because a member did. Each chain is judged on its own:
a transfer that is on both may have been one of several, on different days of its window.

*Under every reading*: whoever of its candidates each actor is, and whichever member of a group acted at each end that
names it, there are chains to both. Under *some* only: two chains need somebody to be a certain one, the same in both.

*Latest first*: by the last day on which what led to both can have lain undivided with the source. It parts when the
first of the two leaves: for two chains that is the earlier of their last days of departure, and the best two count.
Then fewer hops of the two shortest chains that can leave so late, then id. So whoever lies on all chains from another
to both sightings comes before that other.

Example: d → a, d → b; `carrier` (a or b) brings a disc in May and a stick in June. Sources of both: the carrier, then
d, whoever the carrier is; possibly a, if the carrier is a.

References:
    A. V. Aho, J. E. Hopcroft, J. D. Ullman, "On finding lowest common ancestors in trees", SIAM J. Comput. 5 (1976)
    115-132: the question in a tree. M. A. Bender et al., "Lowest common ancestors in trees and directed acyclic
    graphs", J. Algorithms 57 (2005) 75-94: in a graph there may be many. Here chains keep to the order of time as well.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.common_source import MAX_SOURCES, CommonSources, Sighting, Source
from app.domain.errors import BadQuestion
from app.domain.graph import Graph
from app.domain.ids import ActorId
from app.domain.path import Path, Question
from app.domain.vocabulary import Status
from app.engine.differences import with_differences
from app.engine.identities import Readings, assumptions_of
from app.engine.kinship import NOBODY
from app.engine.network import day_of, strength_of
from app.engine.paths import hop_of
from app.engine.search import Budget, Found
from app.engine.side import Side
from app.engine.sighted import scene_of
from app.engine.survey import status_of
from app.engine.trail import carried_along, is_certain
from app.engine.ways import Pair, Ways, leaves

__all__ = ["find_common_source"]


def find_common_source(graph: Graph, a: Sighting, b: Sighting, question: Question) -> CommonSources:
    """Actors from whom both sightings can have come, latest first.

    `actors` are sources under every reading, `possible` under some; of each at most MAX_SOURCES (`rows`). Where the
    answer is cut (`seconds`, `readings`, `labels`, `hops`), actors may be missing, and some may stand in `possible`
    because not all readings were looked at. In mode `certain` only certain chains count.
    Raises NotFound (sighting, dataset) and BadQuestion (a is b, limits).
    """
    if a == b:
        raise BadQuestion("both sightings are the same", place="b", remedy="ask for what lies upstream of it")
    scene = scene_of(graph, (a, b), question)
    budget = Budget.of(question.seconds, question.stopped)
    seen = (scene.targets[0].seen, scene.targets[1].seen)
    if any(target.goal == NOBODY for target in scene.targets):
        return CommonSources(seen, (), (), ())
    ways = Ways(scene, Readings(graph), budget)
    always: list[Source] = []
    sometimes: list[Source] = []
    for number in _candidates(ways):
        pair = None if budget.is_spent() else ways.parting(number)
        if pair is not None:
            known = always if ways.hold_always(number, pair) else sometimes
            known.append(_source(graph, ways, number, pair))
    actors = _listed(graph, always, budget, is_always=True)
    possible = _listed(graph, sometimes, budget, is_always=False)
    return CommonSources(seen, actors, possible, tuple(sorted(budget.cut)))


def _candidates(ways: Ways) -> list[int]:
    """Ids that a transfer names and from which, by time alone, both goals can be reached; the likely latest first."""
    named = {end for link in ways.net.links for end in (link.provider, link.recipient)} - {NOBODY}
    named |= {side.target.goal for side in ways.sides if side.target.actor is not None}
    last = {number: [_last_day(ways, side, number) for side in ways.sides] for number in named}
    return sorted((n for n, days in last.items() if min(days) >= 0), key=lambda n: (-min(last[n]), n))


def _last_day(ways: Ways, side: Side, number: int) -> int:
    label = side.label(number)
    return max(-1 if label is None else label.day, ways.net.by if ways.is_sighted(side, number) else -1)


def _listed(graph: Graph, sources: list[Source], budget: Budget, *, is_always: bool) -> tuple[Source, ...]:
    sources.sort(key=lambda s: (s.latest is not None, -(s.latest.toordinal() if s.latest else 0), s.hops, s.actor))
    if len(sources) > MAX_SOURCES:
        budget.cut.add("rows")
    return with_differences(graph, sources[:MAX_SOURCES], is_always=is_always)


# ---------------------------------------------------------------- one source


def _source(graph: Graph, ways: Ways, number: int, pair: Pair) -> Source:
    last = min(leaves(ways.net.by, found) for found in pair)
    if any(leaves(ways.net.by, found) > last for found in pair):
        pair = ways.shortest(number, last, pair)
    paths = [_path(graph, ways, side, number, found) for side, found in zip(ways.sides, pair, strict=True)]
    links = [link for found in pair for link in found.links]
    return Source(
        actor=ActorId(ways.net.actors.ids[number]),
        latest=day_of(last),
        hops=len(links),
        status=status_of(links) if links else Status.CONFIRMED,
        paths=(paths[0], paths[1]),
        reading=assumptions_of(ways.reading_of(number, pair)),
    )


def _path(graph: Graph, ways: Ways, side: Side, number: int, found: Found) -> Path | None:
    """The chain as all answers show paths; None for none."""
    if not found.links:
        return None
    carried = carried_along(ways.net, found.links)
    told = zip(map(ways.told, found.links), found.spans, carried, strict=True)
    weak = max(found.links, key=lambda link: link.weakness)
    sure = is_certain(ways.net, replace(side.aim, start=number), found.links)
    hops = (hop_of(ways.net, *each) for each in told)
    shown = tuple(replace(hop, transfer=graph.transfers[hop.transfer.id]) for hop in hops)
    return Path(shown, strength_of(weak), sure)
