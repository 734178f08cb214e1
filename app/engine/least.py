"""Least cuts with their days: each member with a path that it alone stops, and the days that remain on such paths.

Once all others of the cut are stopped, every path that is left runs by that one; so its days are those by which it
would have had to be stopped too.

Example: insider → broker, insider → friend → broker: the cut is both transfers of the insider, each with the path that
is left when the other is stopped.

References:
    `cuts` has the method and its sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from app.domain.cut import CutActor, CutTransfer, LeastActors, LeastTransfers
from app.domain.ids import TransferId
from app.domain.window import OPEN
from app.engine.along import Members, actors_along, hops_along, hops_into, hops_out_of, parts_in
from app.engine.avoiding import Seeker
from app.engine.cuts import least_cut
from app.engine.dating import days_of
from app.engine.order import window_of
from app.engine.search import Found

__all__ = ["least_actors", "least_transfers"]

_SHARE = 0.6
"""Of the time that is left, for finding the cut; the rest is for its days."""


def least_transfers(seeker: Seeker, known: list[Found], cut: frozenset[int] | None) -> LeastTransfers:
    """A least set of transfers without which no path remains.

    `known` are some paths; those that are found are added. `cut` is a cut, if one is known.
    """
    what = hops_along(seeker.net)
    every_first = frozenset(link.number for link in seeker.aim.first)
    found = least_cut(seeker.until(_SHARE), what, known, cut or every_first)
    needed = _needed(seeker, what, found.members, known)
    return LeastTransfers(tuple(_transfer(seeker, *each) for each in _apart(what, needed, known)), found.lower)


def least_actors(seeker: Seeker, known: list[Found], cut: LeastTransfers) -> LeastActors | None:
    """A least set of actors between start and goal without whom no path remains; None if a path has no one between.

    `cut` are transfers without which no path remains.
    """
    if any(seeker.path_of((link,)) for link in seeker.aim.first):
        return None
    what = actors_along(seeker.net)
    found = least_cut(seeker.until(_SHARE), what, known, frozenset(_inner_ends(seeker, cut)))
    needed = _needed(seeker, what, found.members, known)
    return LeastActors(tuple(_actor(seeker, *each) for each in _apart(what, needed, known)), found.lower)


def _needed(seeker: Seeker, what: Members, cut: Set[int], known: Iterable[Found]) -> dict[int, Found | None]:
    """The members of a cut that are needed, each with a path that it alone stops; None if the time is up.

    A cut that is not proved to be least may hold more than is needed.
    """
    alone = dict(_alone(what, cut, known))
    left, needed = set(cut), dict[int, Found | None]()
    for member in sorted(cut):
        if member in alone:
            needed[member] = alone[member]
            continue
        spent = seeker.is_spent()
        outcome = seeker.not_tried() if spent else seeker.past(what.hops(left - {member}))
        seeker.rests_on(outcome)
        if outcome.is_none:
            left.remove(member)
        else:
            needed[member] = outcome.found
    return needed


def _alone(what: Members, cut: Set[int], known: Iterable[Found]) -> Iterator[tuple[int, Found]]:
    """The paths that one member of the cut alone stops."""
    for found in known:
        hit = [member for member in what.of_path(found) if member in cut]
        if len(hit) == 1:
            yield hit[0], found


_Dated = tuple[int, list[Found], Set[int]]
"""A member of a cut, paths that it alone stops, and the hops that are lost with the others."""


def _apart(what: Members, needed: dict[int, Found | None], known: Iterable[Found]) -> Iterator[_Dated]:
    paths = {member: [] if found is None else [found] for member, found in needed.items()}
    for member, found in _alone(what, needed.keys(), known):
        paths[member].append(found)
    for member, found in paths.items():
        yield member, found, what.hops(needed.keys() - {member}) if found else frozenset[int]()


def _transfer(seeker: Seeker, number: int, paths: list[Found], others: Set[int]) -> CutTransfer:
    link = seeker.net.links[number]
    if not paths:
        return CutTransfer(link.transfer, window_of(link.span))
    days = days_of(seeker, {number}, paths, others)
    return CutTransfer(link.transfer, window_of(days), parts_in(seeker.net, paths[0], link, days), _ids(paths[0]))


def _actor(seeker: Seeker, number: int, paths: list[Found], others: Set[int]) -> CutActor:
    actor = seeker.net.actors.ids[number]
    if not paths:
        return CutActor(actor, OPEN, OPEN)
    received = days_of(seeker, hops_into(seeker.net, number), paths, others)
    passed_on = days_of(seeker, hops_out_of(seeker.net, number), paths, others)
    return CutActor(actor, window_of(received), window_of(passed_on), _ids(paths[0]))


def _inner_ends(seeker: Seeker, cut: LeastTransfers) -> Iterator[int]:
    """An actor between start and goal for each transfer of a cut; one that leads from end to end lies on no path."""
    closed = seeker.net.actors.mask(seeker.aim.start, seeker.aim.goal)
    numbers = {link.transfer.id: link for link in seeker.net.hops}
    for member in cut.transfers:
        link = numbers[member.transfer.id]
        inner = next((end for end in (link.recipient, link.provider) if not closed >> end & 1), None)
        if inner is not None:
            yield inner


def _ids(found: Found) -> tuple[TransferId, ...]:
    return tuple(link.transfer.id for link in found.links)
