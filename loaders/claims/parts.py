"""Which part each actor plays: from its noun (名簿業者), and from what the facts say it did."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.domain.vocabulary import Action, ActorKind, Role
from loaders.claims.controller import controller_of
from loaders.claims.drafts import AffectedDraft, EventDraft
from loaders.claims.merge import Merged
from loaders.mentions.analysis import Analysis

__all__ = ["roles_of"]

_BY_FACT_ONLY = frozenset({Role.INSIDER, Role.UNKNOWN_RECIPIENT, Role.SPOKESPERSON})
_EXTORTION = re.compile(r"(恐喝|脅し取|脅迫|ゆすり)")
_TELLING = frozenset({"disclosure", "apology", "notification", "measures_published"})


def roles_of(
    analysis: Analysis, transfers: Sequence[Merged], events: Sequence[EventDraft], affected: Sequence[AffectedDraft]
) -> dict[int, list[Role]]:
    """Roles of each actor, those that facts prove first, then those that its words say."""
    found: dict[int, list[Role]] = {}

    def add(actor: int, *roles: Role) -> None:
        known = found.setdefault(actor, [])
        known += [role for role in roles if role not in known]

    processors = {t.recipient.value for t in transfers if t.first.family == "entrust" and t.recipient}
    for segment in {line.segment for line in analysis.lines}:
        controller = controller_of(analysis, segment)
        if controller is not None:
            add(controller, Role.DATA_PROCESSOR if controller in processors else Role.DATA_CONTROLLER)
    for transfer in transfers:
        _by_transfer(analysis, transfer, processors, add)
    for actor in _extortionists(analysis, transfers):
        add(actor, Role.EXTORTIONIST)
    for event in events:
        for actor in event.actors[:1]:
            doc_actor = analysis.actors[actor]
            if event.type in _TELLING and doc_actor.kind is ActorKind.ORGANIZATION and not doc_actor.is_authority:
                add(actor, Role.DISCLOSER)
    for row in affected:
        if Role.DATA_CONTROLLER not in found.get(row.organization, []):
            add(row.organization, Role.CLIENT if len(affected) > 2 else Role.DATA_CONTROLLER)
    for actor in analysis.actors:
        add(actor.index, *(r for r in actor.roles if r not in _BY_FACT_ONLY or not found.get(actor.index)))
    return found


def _extortionists(analysis: Analysis, transfers: Sequence[Merged]) -> list[int]:
    """Unnamed persons or suspects who bring an organization its own data, in a text that speaks of extortion."""
    found: list[int] = []
    for transfer in transfers:
        segment = transfer.first.segment
        if not any(line.segment == segment and _EXTORTION.search(line.text) for line in analysis.lines):
            continue
        to_owner = transfer.recipient is not None and transfer.recipient.value == controller_of(analysis, segment)
        if to_owner and transfer.provider and transfer.first.family in {"give", "recover"}:
            who = {transfer.provider.value, *(b for _, b in transfer.candidates)}
            found += [a for a in who if analysis.actors[a].head_class in {"suspect", "persons"}]
    return list(dict.fromkeys(found))


def _by_transfer(analysis: Analysis, transfer: Merged, processors: set[int], tell: Callable[..., None]) -> None:
    """What giving and getting proves."""
    provider = transfer.provider.value if transfer.provider else None
    recipient = transfer.recipient.value if transfer.recipient else None
    if transfer.first.family == "entrust":
        if provider is not None:
            tell(provider, Role.DATA_PROCESSOR if provider in processors else Role.CLIENT)
        if recipient is not None:
            tell(recipient, Role.SUBCONTRACTOR if provider in processors else Role.DATA_PROCESSOR)
        return
    if (
        transfer.first.family == "take"
        and recipient is not None
        and analysis.actors[recipient].kind is ActorKind.PERSON
    ):
        tell(recipient, Role.INSIDER)
    if transfer.action.value is Action.EXTORTION and provider is not None:
        tell(provider, Role.EXTORTIONIST)
    lexical = analysis.actors[recipient].roles if recipient is not None else []
    if recipient is not None and transfer.first.family == "give" and not lexical:
        bought = transfer.action.value in {Action.SALE, Action.RESALE}
        tell(recipient, Role.RESELLER_BUYER if bought else Role.UNKNOWN_RECIPIENT)
