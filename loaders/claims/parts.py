"""Which part each actor plays: from what the facts say it did, and from its noun (名簿業者).

「元社員が名簿を持ち出した」 makes him an insider; 「名簿業者」 is a broker wherever it stands. A passing that is
denied proves nothing of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.domain.vocabulary import Action, ActorKind, Role, Status
from loaders.claims.controller import controller_of
from loaders.claims.drafts import AffectedDraft, EventDraft
from loaders.claims.merge import Merged
from loaders.mentions.analysis import Analysis

__all__ = ["roles_of"]

_BY_FACT_ONLY = frozenset({Role.INSIDER, Role.UNKNOWN_RECIPIENT, Role.SPOKESPERSON})
_EXTORTION = re.compile(r"(恐喝|脅し取|脅迫|ゆすり)")
_TELLING = frozenset({"disclosure", "apology", "notification", "measures_published"})
_CLIENTS_FROM = 3  # affected organizations; so many have one processor in common

Part = tuple[int, Role]
"""An actor and a role of it."""


def roles_of(
    analysis: Analysis, transfers: Sequence[Merged], events: Sequence[EventDraft], affected: Sequence[AffectedDraft]
) -> dict[int, list[Role]]:
    """Roles of each actor, those that facts prove first, then those that its words say."""
    found: dict[int, list[Role]] = {}
    _add(found, _by_facts(analysis, transfers, events))
    for row in affected:
        if Role.DATA_CONTROLLER not in found.get(row.organization, []):
            role = Role.CLIENT if len(affected) >= _CLIENTS_FROM else Role.DATA_CONTROLLER
            _add(found, [(row.organization, role)])
    for actor in analysis.actors:
        has_part = bool(found.get(actor.index))
        _add(found, [(actor.index, r) for r in actor.roles if r not in _BY_FACT_ONLY or not has_part])
    return found


def _add(found: dict[int, list[Role]], parts: Iterator[Part] | Sequence[Part]) -> None:
    for actor, role in parts:
        known = found.setdefault(actor, [])
        if role not in known:
            known.append(role)


def _by_facts(analysis: Analysis, transfers: Sequence[Merged], events: Sequence[EventDraft]) -> Iterator[Part]:
    """Roles that follow from whose data it is, from giving and getting, and from telling of it."""
    happened = [t for t in transfers if t.status is not Status.DENIED]
    segments = sorted({line.segment for line in analysis.lines})
    controllers = {segment: controller_of(analysis, segment) for segment in segments}
    processors = {t.recipient.value for t in happened if t.first.family == "entrust" and t.recipient}
    for controller in controllers.values():
        if controller is not None:
            yield controller, Role.DATA_PROCESSOR if controller in processors else Role.DATA_CONTROLLER
    for transfer in happened:
        yield from _by_transfer(analysis, transfer, processors)
    for actor in _extortionists(analysis, happened, controllers):
        yield actor, Role.EXTORTIONIST
    for event in events:
        for actor in (analysis.actors[index] for index in event.actors[:1]):
            if event.type in _TELLING and actor.kind is ActorKind.ORGANIZATION and not actor.is_authority:
                yield actor.index, Role.DISCLOSER


def _extortionists(
    analysis: Analysis, transfers: Sequence[Merged], controllers: dict[int, int | None]
) -> Iterator[int]:
    """Unnamed persons or suspects who bring an organization its own data, in a text that speaks of extortion."""
    spoken_of = {line.segment for line in analysis.lines if _EXTORTION.search(line.text)}
    for transfer in transfers:
        owner = controllers.get(transfer.first.segment) if transfer.first.segment in spoken_of else None
        to_owner = owner is not None and transfer.recipient is not None and transfer.recipient.value == owner
        if to_owner and transfer.provider and transfer.first.family in {"give", "recover"}:
            who = {transfer.provider.value, *(b for _, b in transfer.candidates)}
            yield from (a for a in sorted(who) if analysis.actors[a].head_class in {"suspect", "persons"})


def _by_transfer(analysis: Analysis, transfer: Merged, processors: set[int]) -> Iterator[Part]:
    """What giving and getting proves."""
    provider = transfer.provider.value if transfer.provider else None
    recipient = transfer.recipient.value if transfer.recipient else None
    if transfer.first.family == "entrust":
        if provider is not None:
            yield provider, Role.DATA_PROCESSOR if provider in processors else Role.CLIENT
        if recipient is not None:
            yield recipient, Role.SUBCONTRACTOR if provider in processors else Role.DATA_PROCESSOR
        return
    if transfer.action.value is Action.EXTORTION and provider is not None:
        yield provider, Role.EXTORTIONIST
    if recipient is None:
        return
    actor = analysis.actors[recipient]
    if transfer.first.family == "take" and actor.kind is ActorKind.PERSON:
        yield recipient, Role.INSIDER
    if transfer.first.family == "give" and not actor.roles:
        is_bought = transfer.action.value in {Action.SALE, Action.RESALE}
        yield recipient, Role.RESELLER_BUYER if is_bought else Role.UNKNOWN_RECIPIENT
