"""A predicate to its provider and recipient, as far as the grammar of its own sentence says who they are.

「名簿が、社員から代理店に提供された」: から gives, に gets. Each slot is tried in the order of `How`: an argument
of the predicate itself (stated), then one of a neighbour in the sentence (clause). What is still open is left to
the discourse (`loaders.claims.ends`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.vocabulary import Action, How
from loaders.claims.actor_kinds import is_owner, is_person
from loaders.claims.arguments import Ends, Scene
from loaders.claims.clauses import Argument, Predicate, argument_of
from loaders.claims.drafts import Slot
from loaders.claims.employment import works_at
from loaders.claims.frames import Shape
from loaders.claims.objects import extent_of, is_data, object_of
from loaders.claims.subjects import sanctioned, subject_of
from loaders.ja.parse import Chunk

__all__ = ["Filled", "Pair", "fill"]

_IMPERSONAL = frozenset([Shape.REACH, Shape.LEAK])
_ENDED_BY_NI = frozenset([Shape.TAKE, Shape.GET, Shape.SEIZE, Shape.ACCEPT])
"""Shapes that take their に only from an argument of their own."""
_PRINCIPALS = frozenset(["public_body", "bodies", "client"])

_DESK = re.compile(r"(担当者|受付|窓口|事務局|係員)$")
"""Who stands for the house in which he takes something in."""

Pair = tuple[Slot[Ends] | None, Slot[Ends] | None]
"""Provider and recipient."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The slots of one predicate as far as its sentence fills them; `extent` is the clause in line offsets."""

    provider: Slot[Ends] | None
    recipient: Slot[Ends] | None
    object: Argument | None
    extent: tuple[int, int]

    @property
    def ends(self) -> Pair:
        """Who gives, who gets."""
        return self.provider, self.recipient


def fill(scene: Scene, predicate: Predicate) -> Filled:
    """All slots of a predicate from its own sentence."""
    ends = _with_focus(scene, predicate, _with_head(scene, predicate, _by_case(scene, predicate)))
    return Filled(*ends, object_of(scene, predicate), extent_of(scene, predicate))


# ------------------------------------------------------------ by case


def _by_case(scene: Scene, predicate: Predicate) -> Pair:
    """Who gives and who gets by the particles and the voice; see the shapes at the head of `frames.yaml`."""
    shape = predicate.frame.shape
    target, source = _target(scene, predicate), _source(scene, predicate)
    if shape in _IMPERSONAL:
        return source or _leaked_by(scene, predicate), target
    agent = scene.slot_of(predicate.case("によって")) or _taken_by(scene, predicate)
    if predicate.is_causative:
        return _made_to(scene, predicate, source)
    subject = _agent_or_person(scene, predicate, agent) if predicate.is_passive else subject_of(scene, predicate)
    if shape.subject_gives != predicate.is_inverse:
        if predicate.is_passive:
            return agent or source, target
        is_stated = subject is not None and subject.how is How.STATED
        return subject if is_stated else source or subject, target
    if shape is Shape.TAKE:
        return source, subject or agent
    is_asked = predicate.is_inverse or predicate.frame.asks
    return source or (target if is_asked else None), subject


def _leaked_by(scene: Scene, predicate: Predicate) -> Slot[Ends] | None:
    """「委託先による情報漏えい」: from there; but a person by whom it leaks (元社員による流出) had it from somebody."""
    by = [argument_of(c) for c in scene.sentence.parse.chunks[: predicate.chunk] if c.particle == "による"]
    slot = scene.slot_of(by) if predicate.frame.shape is Shape.LEAK else None
    return slot if slot is not None and all(is_owner(scene.actor(a)) for a in slot.value) else None


def _taken_by(scene: Scene, predicate: Predicate) -> Slot[Ends] | None:
    """「名簿が元社員に持ち出された」: nothing is taken to somebody, so it is he who took it."""
    if not predicate.is_passive or predicate.frame.shape is not Shape.TAKE:
        return None
    slot = scene.slot_of(predicate.case("に"))
    return slot if slot is not None and all(not is_owner(scene.actor(a)) for a in slot.value) else None


def _made_to(scene: Scene, predicate: Predicate, source: Slot[Ends] | None) -> Pair:
    """「部下に名簿を業者へ送らせた」: に does it, へ gets; nobody else is known to have had a hand on the data."""
    lost = [*_misplaced(scene, predicate, "に"), *scene.sentence.loose(predicate, "に")]
    doer = scene.slot_of(predicate.case("に")) or scene.slot_of(lost, How.CLAUSE)
    if predicate.frame.shape is Shape.GIVEBACK:
        to = scene.slot_of(predicate.case("へ"))
        return doer, to or subject_of(scene, predicate)  # who has it given back gets it
    if predicate.frame.shape.subject_gives:
        return doer, scene.slot_of(predicate.case("へ"))
    if predicate.frame.action is Action.SALE:
        return source or subject_of(scene, predicate), doer  # 「業者に名簿を買い取らせた」: who has it bought sells
    return source, doer


def _agent_or_person(scene: Scene, predicate: Predicate, agent: Slot[Ends] | None) -> Slot[Ends] | None:
    """によって in a passive; a subject only if it is a person (「Aが持ち出された」: no, it is data that is taken)."""
    if agent is not None:
        return agent
    subject = subject_of(scene, predicate)
    is_own = subject is not None and subject.how is How.STATED
    return subject if is_own and subject and all(is_person(scene.actor(a)) for a in subject.value) else None


def _target(scene: Scene, predicate: Predicate) -> Slot[Ends] | None:
    """に, へ."""
    if predicate.frame.shape is Shape.LEAK:
        return scene.slot_of(_behind_data(scene, predicate))
    others = {argument.chunk for argument in sanctioned(scene, predicate)}
    slot = _behind_desk(scene, scene.slot_of([a for a in predicate.case("に", "へ") if a.chunk not in others]))
    if slot or predicate.frame.shape in _ENDED_BY_NI:
        return slot
    elsewhere = [*_misplaced(scene, predicate, "に", "へ"), *scene.sentence.loose(predicate, "に", "へ")]
    return scene.slot_of([a for a in elsewhere if a.chunk not in others], How.CLAUSE)


def _behind_desk(scene: Scene, slot: Slot[Ends] | None) -> Slot[Ends] | None:
    """「市の担当者に手渡した」: the city gets it; but 「A社の社員に売った」 is he."""
    if slot is None or len(slot.value) != 1 or not _DESK.search(scene.actor(slot.value[0]).label):
        return slot
    employer = scene.actor(slot.value[0]).employer
    return slot if employer is None else Slot((employer,), slot.how)


def _behind_data(scene: Scene, predicate: Predicate) -> list[Argument]:
    """「情報が業者に流出」, not 「業者へ、情報が流出したと連絡」: whom it leaks to stands behind what leaks."""
    data = max((a.chunk for a in predicate.case("が", "は", "も") if is_data(scene, a)), default=-1)
    return [a for a in predicate.case("に", "へ") if a.chunk > data]


def _source(scene: Scene, predicate: Predicate) -> Slot[Ends] | None:
    """から."""
    elsewhere = [*_misplaced(scene, predicate, "から"), *scene.sentence.loose(predicate, "から")]
    return scene.slot_of(predicate.case("から")) or scene.slot_of(elsewhere, How.CLAUSE)


# ------------------------------------------------------------ what the parser hung elsewhere


def _misplaced(scene: Scene, predicate: Predicate, *cases: str) -> Iterator[Argument]:
    """Arguments that the parser hung on something inside the clause (「本社に、…されたCD-Rが届けられた」)."""
    rivals, unfit = _rivals(scene, predicate, cases), _takers(scene, predicate, cases)
    for chunk in scene.sentence.parse.chunks[: predicate.chunk]:
        if chunk.head is None or chunk.head >= predicate.chunk:
            continue
        is_over = chunk.head in rivals and _is_over(scene, predicate, chunk)
        if chunk.head in rivals and not is_over:
            continue
        case = next((c for c in cases if chunk.particle in {c, c + "は", c + "も", c + "対し", c + "対して"}), None)
        if case is None or not _is_set_off(scene, chunk, chunk.head, unfit):
            continue
        argument = argument_of(chunk, case)
        under = any(a.index == predicate.chunk for a in scene.sentence.ancestors(chunk.index))
        if (under or is_over) and not scene.sentence.are_quoted_apart(argument, predicate):
            yield argument


def _is_over(scene: Scene, predicate: Predicate, chunk: Chunk) -> bool:
    """「Yに対し、リンクを送信する方法で名簿を渡した」: set off by a comma, and the rival only modifies a noun below."""
    if scene.sentence.text[chunk.end - 1] not in "、," or chunk.head is None:
        return False
    rival, behind = scene.sentence.parse.chunks[chunk.head : chunk.head + 2]
    return not rival.particle and behind.head == predicate.chunk and scene.sentence.text[rival.end - 1] not in "、,"


def _rivals(scene: Scene, predicate: Predicate, cases: tuple[str, ...]) -> set[int]:
    """Other predicates that take such an argument themselves."""
    others = [p for p in scene.sentence.predicates if p.chunk != predicate.chunk]
    return {p.chunk for p in others if p.frame.shape.subject_gives == ("に" in cases)}


def _takers(scene: Scene, predicate: Predicate, cases: tuple[str, ...]) -> set[int]:
    """Other predicates that cannot take に: nobody takes data to somebody."""
    others = [p for p in scene.sentence.predicates if p.chunk != predicate.chunk]
    return {p.chunk for p in others if "に" in cases and p.frame.shape is Shape.TAKE}


def _is_set_off(scene: Scene, chunk: Chunk, head: int, unfit: set[int]) -> bool:
    """True if a chunk need not belong to what it hangs on: a comma, or a head that takes no such argument.

    An adjective takes no recipient (「男に…必要なIDを伝えた」: に belongs to the verb).
    """
    is_quality = scene.sentence.has_word(head, "ADJ") and not scene.sentence.has_word(head, "VERB")
    return scene.sentence.text[chunk.end - 1 : chunk.end] in {"、", ","} or head in unfit or is_quality


# ------------------------------------------------------------ relative clauses


def _with_head(scene: Scene, predicate: Predicate, ends: Pair) -> Pair:
    """The noun that a relative clause modifies stands in the slot that the clause leaves open."""
    if predicate.head is None or predicate.is_passive:
        return ends
    slot = _worker_of(scene, predicate.head) or scene.slot_of([predicate.head])
    slot = slot or scene.slot_of(_modifiers(scene, predicate.head))
    provider, recipient = ends
    taken = {*(provider.value if provider else ()), *(recipient.value if recipient else ())}
    if slot is None or set(slot.value) & taken:
        return ends
    shape, has_subject = predicate.frame.shape, bool(predicate.case("が"))
    if predicate.is_inverse and not has_subject:
        return provider, slot  # 「提供を受けた企業」, whatever the topic of the sentence is
    if shape.subject_gives:
        entrusted = shape is Shape.ENTRUST and recipient is None and not _is_principal(scene, slot)
        if has_subject or entrusted:
            return provider, recipient or slot
        return slot if provider is None or provider.how is not How.STATED else provider, recipient
    gives = shape is Shape.LEAK or (has_subject and shape is not Shape.REACH)
    return (provider or slot, recipient) if gives else (provider, recipient or slot)


def _worker_of(scene: Scene, head: Argument) -> Slot[Ends] | None:
    """「名簿を売った本店に勤める男」: the parser takes 本店 for the head, but the phrase ends in the man."""
    high = scene.sentence.to_line(head.start, head.end)[1]
    for d in scene.line.actors:
        if d.start >= high and is_person(scene.actor(d.actor)):
            return Slot((d.actor,)) if works_at(scene.line.text[high : d.start]) else None
    return None


def _with_focus(scene: Scene, predicate: Predicate, ends: Pair) -> Pair:
    """「名簿を業者に提供したのは元社員だ」: who stands behind it did it, where nobody else is its subject."""
    slot = scene.slot_of([predicate.focus]) if predicate.focus is not None else None
    if slot is None or predicate.is_passive or predicate.frame.shape in _IMPERSONAL or predicate.case("が"):
        return ends
    return (slot, ends[1]) if predicate.frame.shape.subject_gives else (ends[0], slot)


def _is_principal(scene: Scene, slot: Slot[Ends]) -> bool:
    """Public bodies entrust (「作成を委託していた県」); a company in that place is the one entrusted."""
    return all(scene.actor(a).head_class in _PRINCIPALS for a in slot.value)


def _modifiers(scene: Scene, head: Argument) -> list[Argument]:
    """の-modifiers of the head noun (「…を委託した会社の社員」: the clause may belong to 会社)."""
    children = scene.sentence.parse.children(head.chunk)
    return [argument_of(c, "rel") for c in children if c.particle.startswith("の")]
