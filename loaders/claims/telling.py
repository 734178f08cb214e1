"""One predicate to its drafts: is it told as a fact, does data pass, who gives and gets, and the details.

「C、Dが名簿を業者に売った疑い」 gives two drafts with the status suspected: from C and from D.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.document import BlockKind
from app.domain.vocabulary import Action, How, Status
from loaders.claims.accused import weakened
from loaders.claims.actor_kinds import is_attacker
from loaders.claims.arguments import Ends, Scene
from loaders.claims.clauses import Predicate
from loaders.claims.dates import date_of
from loaders.claims.demands import is_demanded
from loaders.claims.details import action_of, count_of, is_lawful, medium_of, price_of
from loaders.claims.discourse import Discourse, Telling
from loaders.claims.drafts import Fired, Slot, TransferDraft, Why
from loaders.claims.ends import ends_of
from loaders.claims.filling import Filled, Pair, fill
from loaders.claims.frames import Shape
from loaders.claims.giving import asked_by, goes_to_oneself
from loaders.claims.objects import is_retold, passes_data
from loaders.claims.shares import shares_of
from loaders.claims.status import is_presupposed, status_of
from loaders.mentions.actors import DocActor

__all__ = ["CONFIDENCE", "drafts_of", "fired_by"]

CONFIDENCE = {How.STATED: 0.9, How.CLAUSE: 0.8, How.DISCOURSE: 0.7, How.ROLE: 0.7, How.IMPLIED: 0.6}
"""By how the less sure end of a transfer was filled; a judgement, not a probability."""

_THEN = re.compile(r"(その後|さらに|のち|後に|最終的に|続いて)")
_EXTENT = re.compile(r"(\d+|数)(回|度|年|日|時間|か月|ヶ月)(間)?に$")
_SHOWN = frozenset(["hand_over", "reach"])
_ACTING = frozenset([Shape.GIVE, Shape.PUBLISH, Shape.GIVEBACK])
"""Shapes whose provider is who acts, and so the subject that goes on into the next sentence."""


def drafts_of(scene: Scene, predicate: Predicate, said: Discourse) -> tuple[list[TransferDraft], Discourse, Why | None]:
    """The drafts that a predicate tells of, what is known after it, and if it tells of no passing of data, why."""
    before = scene.line_before
    context = before.text if before else ""
    status = status_of(scene.sentence, predicate, context)
    if status is None:
        return [], said, Why.NOT_TOLD
    if _is_idiom(scene, predicate):
        return [], said, Why.IDIOM
    filled = fill(scene, predicate)
    telling = Telling(scene, predicate, filled, said)
    if (asked := asked_by(telling)) is not None:
        said = said.asking(asked)
    if (why := _why_not(scene, predicate, filled, context, said)) is not None:
        return [], said, why
    made = [*_drafts(telling, status)]
    said = _after(said, telling, made)
    return made, said, None if made else Why.NO_ENDS


def fired_by(scene: Scene, predicate: Predicate) -> Fired:
    """The frame of a predicate, and the words that it was known by."""
    start, end = predicate.span
    words = scene.sentence.text[start:end].rstrip("。、, ")
    place = scene.sentence.to_line(start, start + max(1, len(words)))
    return Fired(predicate.frame.id, scene.analysis.quote(scene.line, *place))


def _why_not(scene: Scene, predicate: Predicate, filled: Filled, context: str, said: Discourse) -> Why | None:
    """None if a clause tells of data that passes, and does not only name data of which that is told elsewhere."""
    goes_on = said.goes_on(scene.line.index)
    if not passes_data(scene, predicate, filled.object, context, goes_on=goes_on):
        return Why.NO_DATA
    if is_retold(scene, predicate, filled.ends):
        return Why.RETOLD
    has_medium = not predicate.frame.needs_medium or medium_of(scene, predicate, filled.extent) is not None
    return None if has_medium else Why.NO_MEDIUM


def _is_idiom(scene: Scene, predicate: Predicate) -> bool:
    """3回に渡り: words of extent, not of passing."""
    start = predicate.span[0]
    return predicate.word == "渡る" and _EXTENT.search(scene.sentence.text, max(0, start - 6), start) is not None


def _pairs(ends: Pair) -> Iterator[tuple[Slot[int] | None, Slot[int] | None]]:
    """Every provider with every recipient (A、Bに: one transfer to A and one to B); nobody passes to himself."""
    for provider in _each(ends[0]):
        for recipient in _each(ends[1]):
            is_loop = provider is not None and recipient is not None and provider.value == recipient.value
            if (provider or recipient) and not is_loop:
                yield provider, recipient


def _each(slot: Slot[Ends] | None) -> list[Slot[int] | None]:
    return [None] if slot is None else [Slot(actor, slot.how) for actor in slot.value]


def _after(said: Discourse, telling: Telling, made: list[TransferDraft]) -> Discourse:
    gives = telling.predicate.frame.shape in _ACTING
    stated = telling.filled.provider if gives else telling.filled.recipient
    for draft in made:
        acting = draft.provider if gives else draft.recipient
        subject = stated.value[0] if stated else acting.value if acting else None
        said = said.after(draft, None if telling.predicate.is_passive else subject)
    return said


def _action(telling: Telling, recipient: Slot[int] | None) -> Slot[Action]:
    """What its frame says; who hands over to himself takes out, and who asks money of the owner extorts."""
    action = action_of(telling.scene, telling.predicate)
    if telling.predicate.frame.id in _SHOWN and is_demanded(telling.scene, recipient):
        return Slot(Action.EXTORTION)
    is_taking = telling.predicate.frame.shape is Shape.GIVE and goes_to_oneself(telling)
    is_own_mail = action.value is Action.EMAIL and not any(map(is_attacker, _doers(telling)))
    return Slot(Action.EXFILTRATION) if is_taking and not is_own_mail else action


def _doers(telling: Telling) -> list[DocActor]:
    return [telling.scene.actor(a) for a in telling.filled.provider.value] if telling.filled.provider else []


def _drafts(telling: Telling, status: Status) -> Iterator[TransferDraft]:
    """One a pair of ends; where each of several gets a share of his own, with the number of the share."""
    shares = shares_of(telling.scene, telling.predicate)
    if shares and telling.filled.recipient is None:
        named = Slot(tuple(share.recipient for share in shares))
        telling = replace(telling, filled=replace(telling.filled, recipient=named))
    ends = ends_of(telling)
    if not shares:
        yield from (_draft(telling, *pair, status) for pair in _pairs(ends))
        return
    for share in shares:
        for pair in _pairs((ends[0], Slot((share.recipient,)))):
            price = price_of(telling.scene, telling.predicate, share.extent)
            yield replace(_draft(telling, *pair, status), count=share.count, price=price)


def _draft(telling: Telling, provider: Slot[int] | None, recipient: Slot[int] | None, status: Status) -> TransferDraft:
    scene, predicate, extent = telling.scene, telling.predicate, telling.filled.extent
    window, words = date_of(scene.analysis, scene.line, scene.sentence, predicate)
    action = _action(telling, recipient)
    is_taken = action.value is Action.EXFILTRATION and predicate.frame.shape is Shape.GIVE
    follows = _THEN.search(scene.line.text, max(0, extent[0] - 8), extent[1]) is not None
    return TransferDraft(
        provider=provider,
        recipient=recipient,
        action=action,
        medium=medium_of(scene, predicate, extent),
        window=window,
        time_text=words,
        count=count_of(scene, extent),
        price=price_of(scene, predicate, extent),
        status=status if predicate.frame.lawful else weakened(status, telling.said.accused, provider, recipient),
        lawful=is_lawful(scene, predicate, provider, recipient),
        confidence=min(CONFIDENCE[slot.how] for slot in (provider, recipient) if slot),
        quotes=(scene.analysis.quote(scene.line, *extent),),
        segment=scene.line.segment,
        line=scene.line.index,
        family="take" if is_taken else predicate.frame.shape.family,
        is_presupposed=is_presupposed(scene.sentence, predicate),
        is_heading=scene.line.block.kind is BlockKind.HEADING,
        follows=follows and telling.said.has_transfers,
        fired=fired_by(scene, predicate),
    )
