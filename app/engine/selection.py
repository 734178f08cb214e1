"""Question and scope → the things of a graph that they speak of, by kind.

Example: for the dataset `list` up to May: transfers that can have happened by then and carry the list, a part of it,
what it is a part of, or what is not stated; holdings likewise; these datasets. Events and rows of affected
organizations name no dataset, and are left out where one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from app.domain.errors import NotFound
from app.domain.graph import Graph, Transfer
from app.domain.ids import DatasetId
from app.domain.path import Question
from app.domain.support import Scope
from app.domain.vocabulary import ThingKind
from app.domain.window import Window
from app.engine.kinship import NO_FIT, Data
from app.engine.network import check_question, counts

__all__ = ["EVERYTHING", "Family", "family_of", "things_in"]

EVERYTHING = Scope()
Family: TypeAlias = frozenset[DatasetId | None]


def things_in(graph: Graph, question: Question, scope: Scope = EVERYTHING) -> Mapping[ThingKind, frozenset[str]]:
    """By kind the ids of what is asked for. Raises BadQuestion (limits) and NotFound (dataset)."""
    check_question(question)
    if question.dataset is not None and question.dataset not in graph.datasets:
        raise NotFound(f"no dataset has the id {question.dataset!r}")
    family = family_of(graph, question.dataset)
    transfers = [t for t in graph.transfers.values() if _is_asked_for(question, scope, family, t)]
    found: dict[ThingKind, frozenset[str]] = {ThingKind.TRANSFER: frozenset(t.id for t in transfers)}
    if scope.transfer is not None:
        return found
    found[ThingKind.HOLDING] = frozenset(_holdings(graph, question, scope, family))
    found[ThingKind.DATASET] = frozenset(_datasets(graph, scope, family, transfers))
    if question.dataset is None:
        found[ThingKind.EVENT] = frozenset(_events(graph, question, scope))
        found[ThingKind.AFFECTED] = frozenset(_affected(graph, scope))
        found[ThingKind.ACTOR] = frozenset(_actors(graph, scope))
    return found


def family_of(graph: Graph, asked: DatasetId | None) -> Family:
    """The dataset asked for, its parts, what it is a part of, and what is not stated; all of them for None."""
    data = Data(graph)
    number = data.number(asked)
    return frozenset({None, *(one for one in data.ids if data.carry(number, data.number(one)) != NO_FIT)})


def _is_asked_for(question: Question, scope: Scope, family: Family, transfer: Transfer) -> bool:
    return (
        counts(transfer, question)
        and _in_time(transfer.window, question.by)
        and transfer.dataset in family
        and scope.incident in (None, transfer.incident)
        and scope.actor in (None, transfer.provider, transfer.recipient)
        and scope.transfer in (None, transfer.id)
    )


def _holdings(graph: Graph, question: Question, scope: Scope, family: Family) -> Iterator[str]:
    for one in graph.holdings:
        actor = graph.actors.get(one.actor)
        incidents = () if actor is None else actor.incidents
        asked = scope.actor in (None, one.actor) and (scope.incident is None or scope.incident in incidents)
        if asked and _in_time(one.window, question.by) and one.dataset in family:
            yield one.id


def _datasets(graph: Graph, scope: Scope, family: Family, transfers: list[Transfer]) -> Iterator[str]:
    """Those asked for; for an incident or an actor only what the transfers carry that are asked for."""
    carried = {t.dataset for t in transfers}
    for one in graph.datasets.values():
        everywhere = scope.incident is None and scope.actor is None
        if one.id in family and (everywhere or one.id in carried):
            yield one.id


def _events(graph: Graph, question: Question, scope: Scope) -> Iterator[str]:
    for one in graph.events.values():
        asked = scope.incident in (None, one.incident) and (scope.actor is None or scope.actor in one.actors)
        if asked and _in_time(one.window, question.by):
            yield one.id


def _affected(graph: Graph, scope: Scope) -> Iterator[str]:
    for one in graph.affected:
        if scope.incident in (None, one.incident) and scope.actor in (None, one.organization):
            yield one.id


def _actors(graph: Graph, scope: Scope) -> Iterator[str]:
    """The actor asked for, and those that name it as a member or candidate."""
    for one in graph.actors.values():
        named = {one.id, *one.members, *one.candidates}
        if scope.actor in (None, *named) and (scope.incident is None or scope.incident in one.incidents):
            yield one.id


def _in_time(window: Window, by: date | None) -> bool:
    return by is None or window.earliest is None or window.earliest <= by
