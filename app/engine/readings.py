"""Readings: what becomes of a path if one side of a conflict is right.

The side's value is put in the place of the transfer's own, and the rules are asked again. A value that is not
written as conflicts write it is not guessed at: its effect is unknown.

Example: a sale on 10 March or, as the police say, on 2 April; the resale was on 1 April  →  holds, fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain.claim import Value
from app.domain.explanation import Effect
from app.domain.graph import Graph, Transfer
from app.domain.ids import ActorId, DatasetId, TransferId
from app.domain.path import Path, Question
from app.domain.vocabulary import How, Status
from app.domain.window import Window
from app.engine.network import Link, Network
from app.engine.surroundings import Surroundings
from app.engine.trail import Aim, chain_of, is_certain, is_end

__all__ = ["BEARING", "Case", "case_of", "effect_of", "network_around", "read_side"]

BEARING = frozenset({"time", "window", "status", "provider", "recipient", "dataset"})
"""Properties of a transfer that a path depends on, as conflicts call them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A chain as the rules see it; `links` is shorter than the path if one of its transfers is no hop."""

    net: Network
    aim: Aim
    links: tuple[Link, ...]


def network_around(
    around: Surroundings, ends: tuple[ActorId, ActorId], question: Question, paths: Iterable[Sequence[Transfer]]
) -> Network:
    """The part of the graph that decides about the paths of these transfers, under the question.

    It is of these paths only, and so not to be kept from question to question.
    """
    return Network(around.of(paths, *ends, question.dataset), question)


def case_of(net: Network, ends: tuple[ActorId, ActorId], hops: Iterable[TransferId]) -> Case:
    """The chain of these transfers as the network has them."""
    found = (net.hop_of(hop) for hop in hops)
    links = tuple(link for link in found if link is not None)
    start, goal = (net.actors.index[end] for end in ends)
    return Case(net, Aim(links[:1], goal, start), links)


def effect_of(case: Case, path: Path) -> Effect:
    """What becomes of the path if the case is what happened."""
    if len(case.links) < len(path.hops) or not _is_allowed(case):
        return Effect.FAILS
    if path.is_certain and not is_certain(case.net, case.aim, case.links):
        return Effect.BECOMES_UNCERTAIN
    return Effect.HOLDS


def read_side(graph: Graph, transfer: Transfer, prop: str, value: Value) -> Transfer | None:
    """The transfer as one side has it; None if the value cannot be read."""
    if not isinstance(value, str):
        return None
    if prop in ("time", "window"):
        window = Window.from_interval(value)
        return None if window is None else _changed(transfer, "window", window=window)
    if prop == "status":
        return _changed(transfer, prop, status=Status(value)) if value in list(Status) else None
    if prop == "dataset":
        known = graph.former.get(value, value)
        return _changed(transfer, prop, dataset=DatasetId(known)) if known in graph.datasets else None
    actor = _actor(graph, transfer, value)
    return None if actor is None else _changed(transfer, prop, **{prop: actor})


def _changed(transfer: Transfer, slot: str, **value: object) -> Transfer:
    """With another value in a slot, which is stated there and no more inferred."""
    how: dict[str, How] = {key: word for key, word in transfer.how.items() if key != slot}
    return replace(transfer, how=how, **value)


def _actor(graph: Graph, transfer: Transfer, value: str) -> ActorId | None:
    """The actor of that id, or the only one of the transfer's incident that bears exactly this name."""
    known = ActorId(graph.former.get(value, value))
    if known in graph.actors:
        return known
    named = [a.id for a in graph.actors.values() if value in (a.label, *a.aliases) and transfer.incident in a.incidents]
    return named[0] if len(named) == 1 else None


def _is_allowed(case: Case) -> bool:
    net, aim, links = case.net, case.aim, case.links
    joints = [(aim.start, links[0].provider), *((a.recipient, b.provider) for a, b in pairwise(links))]
    if not all(net.actors.mask(a) >> b & 1 for a, b in joints):
        return False
    trail = chain_of(net, aim, links)
    return trail is not None and is_end(net, aim, trail)
