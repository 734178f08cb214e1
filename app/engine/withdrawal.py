"""Withdrawal: two views of one record, with a document and without it → all that falls, rises or changes.

The views may as well be those without a judgement and with it.

Things first, by their local ids (`correspondence`); then answers, asked of both views, but only where something
changed (`touched`), since elsewhere they are the same.

Example: without the article the sale is only told by the police, so its window narrows, one source is left, and the
path over it has one as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.graph import Actor, Conflict, Graph, Transfer
from app.domain.ids import ActorId, TransferId
from app.domain.path import Question
from app.domain.vocabulary import How, ThingKind
from app.domain.withdrawal import GroupChange, JoinChange, Risen, TransferChange, Withdrawal
from app.engine.correspondence import Class, ClassOf, Correspondence
from app.engine.reach_lost import compare_answers
from app.engine.touched import Views, touched

__all__ = ["compare"]

_COMPARED = (ThingKind.TRANSFER, ThingKind.DATASET, ThingKind.ACTOR, ThingKind.EVENT)


def compare(before: Graph, after: Graph, question: Question) -> Withdrawal:
    """What differs between the graph before and the graph `after` a document was withdrawn.

    The question's dataset is one of the graph before. Raises NotFound (dataset) and BadQuestion (limits).
    """
    same = Correspondence(before, after)
    changed = tuple(_changed_transfers(before, after, same))
    groups = tuple(_changed_groups(before, after, same))
    views = touched(Views(before, after, same), question, changed, groups)
    pairs, holders, cut = compare_answers(views, question)
    fallen = {kind: [c.before[0] for c in found if not c.after] for kind, found in same.others.items()}
    risen = {kind: tuple(c.after[0] for c in found if not c.before) for kind, found in same.others.items()}
    return Withdrawal(
        tuple(before.transfers[TransferId(key)] for key in fallen[ThingKind.TRANSFER]),
        tuple(fallen[ThingKind.ACTOR]),
        tuple(fallen[ThingKind.DATASET]),
        tuple(fallen[ThingKind.EVENT]),
        changed,
        tuple(_joins(same)),
        groups,
        pairs,
        holders,
        cut,
        Risen(
            tuple(after.transfers[TransferId(key)] for key in risen[ThingKind.TRANSFER]),
            risen[ThingKind.ACTOR],
            risen[ThingKind.DATASET],
            risen[ThingKind.EVENT],
        ),
        *_changed_conflicts(before, after, same),
    )


def _changed_conflicts(
    before: Graph, after: Graph, same: Correspondence
) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Those that are gone, and those that are new: of another thing, property or values."""
    old = {_told(one, same.before): one for one in before.conflicts}
    new = {_told(one, same.after): one for one in after.conflicts}
    gone, came = (
        tuple(one for key, one in some.items() if key not in others) for some, others in ((old, new), (new, old))
    )
    return gone, came


def _told(conflict: Conflict, class_of: ClassOf) -> tuple[object, ...]:
    subjects = (class_of(kind, conflict.subject) for kind in _COMPARED)
    subject = next((one for one in subjects if one is not None), conflict.subject)
    return subject, conflict.property, frozenset((repr(side.value), side.claimed_by) for side in conflict.sides)


def _joins(same: Correspondence) -> Iterator[JoinChange]:
    """Classes that are not one thing on both sides, though something of them stays."""
    for kind, classes in same.others.items():
        for found in classes:
            if found.before and found.after and not found.is_one:
                yield JoinChange(kind, found.before, found.after)


def _changed_transfers(before: Graph, after: Graph, same: Correspondence) -> Iterator[TransferChange]:
    for was, now in same.ones(ThingKind.TRANSFER):
        old, new = before.transfers[TransferId(was)], after.transfers[TransferId(now)]
        if old != new:  # if they are equal, their ids stand for what corresponds
            told, tells = _properties(old, same.before), _properties(new, same.after)
            properties = tuple(name for name in told if told[name] != tells[name])
            if properties:
                yield TransferChange(old, new, properties)


def _changed_groups(before: Graph, after: Graph, same: Correspondence) -> Iterator[GroupChange]:
    for was, now in same.ones(ThingKind.ACTOR):
        old, new = before.actors[ActorId(was)], after.actors[ActorId(now)]
        if old != new and _below(old, same.before) != _below(new, same.after):
            yield GroupChange(old.id, new.id)


def _properties(one: Transfer, class_of: ClassOf) -> Mapping[str, object]:
    """What is compared of a transfer, by name; references as what corresponds to them."""
    return {
        "provider": class_of(ThingKind.ACTOR, one.provider),
        "recipient": class_of(ThingKind.ACTOR, one.recipient),
        "dataset": class_of(ThingKind.DATASET, one.dataset),
        "action": one.action,
        "medium": one.medium,
        "window": one.window,
        "record_count": one.record_count,
        "price": one.price,
        "status": one.status,
        "lawful": one.lawful,
        "confidence": one.confidence,
        "documents": one.support,
        "inferred": {slot for slot, how in one.how.items() if how is How.IMPLIED},
        "part_of": class_of(ThingKind.TRANSFER, one.part_of),
        "after": {class_of(ThingKind.TRANSFER, key) for key in one.after},
    }


def _below(actor: Actor, class_of: ClassOf) -> tuple[set[Class | None], ...]:
    return tuple({class_of(ThingKind.ACTOR, key) for key in keys} for keys in (actor.members, actor.candidates))
