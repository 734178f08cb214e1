"""Whose data or system a clause speaks of, who had it, and who else is there: candidates for an end left unsaid.

「あおば商事の顧客情報を」: あおば商事. 「Cが所有していたPCを押収」: C. Each stands in the same sentence, so it is
`How.CLAUSE`.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import ActorKind, How, Role
from loaders.claims.actor_kinds import is_owner
from loaders.claims.arguments import Ends, Scene, usable
from loaders.claims.clauses import Argument, argument_of
from loaders.claims.discourse import Telling
from loaders.claims.drafts import Slot
from loaders.ja.parse import Chunk

__all__ = ["has_unread_owner", "object_owner", "only_other_person", "possessors", "system_owner"]

_POSSESSION = frozenset(["持つ", "所有", "所持", "保有", "使用", "保管", "使う", "保存"])
_OF_DATA = re.compile(r"[」』]?の[^、。はがをにへ]{0,24}(に関する)?")
_NO_PARTY = frozenset([Role.SPOKESPERSON, Role.VICTIM_DATA_SUBJECTS])


def object_owner(telling: Telling) -> Slot[Ends] | None:
    """「X社の顧客情報を」: X社, where it is an organization."""
    if telling.filled.object is None:
        return None
    scene = telling.scene
    for actors in scene.owners_by(telling.filled.object.chunk):
        owners = tuple(a for a in actors if is_owner(scene.actor(a)) and usable(scene.actor(a)))
        if owners:
            return Slot(owners, How.CLAUSE)
    return _owner_by_words(scene, telling.filled.object)


def has_unread_owner(telling: Telling) -> bool:
    """「浅葱屋の顧客名簿を」 where no mention knows 浅葱屋: whose it is is said, so nobody else may be put there."""
    if telling.filled.object is None:
        return False
    sentence = telling.scene.sentence
    for chunk in sentence.under(telling.filled.object.chunk):
        is_name = sentence.has_word(chunk.index, "PROPN") or "」" in sentence.text[chunk.start : chunk.end]
        if chunk.particle.startswith("の") and is_name and not telling.scene.actors_of(argument_of(chunk, "の")):
            return not _is_date(telling.scene, chunk)
    return False


def _is_date(scene: Scene, chunk: Chunk) -> bool:
    low, high = scene.sentence.to_line(chunk.start, chunk.end)
    return any(d.start < high and low < d.end for d in scene.line.dates)


def system_owner(telling: Telling) -> Slot[Ends] | None:
    """Whose system it is that another operates: 「Xの」 or 「Xが利用する」 システムの運用を担う."""
    scene, recipient = telling.scene, telling.filled.recipient
    for argument in telling.predicate.arguments:
        chunks = [scene.sentence.parse.chunks[argument.chunk], *scene.sentence.under(argument.chunk)]
        for chunk in (c for c in chunks if c.particle in {"の", "が"}):
            actors = [a for a in scene.actors_of(argument_of(chunk)) if not (recipient and a in recipient.value)]
            owners = tuple(a for a in actors if is_owner(scene.actor(a)) and not scene.actor(a).is_authority)
            if owners:
                return Slot(owners, How.CLAUSE)
    return None


def possessors(telling: Telling) -> Slot[Ends] | None:
    """Who had what is seized: 「Cが所有していたPC、Dが持っていたデータを」."""
    if telling.filled.object is None:
        return None
    scene, found = telling.scene, list[int]()
    for chunk in scene.sentence.parse.chunks:
        is_under = any(a.index == telling.filled.object.chunk for a in scene.sentence.ancestors(chunk.index))
        if is_under and scene.sentence.lemmas(chunk) & _POSSESSION:
            for sub in scene.sentence.parse.children(chunk.index):
                found += scene.actors_of(argument_of(sub)) if sub.particle in {"が", "の"} else ()
    actors = tuple(a for a in dict.fromkeys(found) if usable(scene.actor(a)))
    return Slot(actors, How.CLAUSE) if actors else None


def only_other_person(scene: Scene, taken: Ends) -> Slot[Ends] | None:
    """The one person or group denoted in the sentence besides those in a slot already."""
    low, high = scene.sentence.to_line(0, len(scene.sentence.text))
    denoted = dict.fromkeys(d.actor for d in scene.line.actors if low <= d.start < high and d.actor not in taken)
    people = [a for a in denoted if scene.actor(a).kind in {ActorKind.PERSON, ActorKind.GROUP}]
    parties = [a for a in people if not _NO_PARTY & set(scene.actor(a).roles)]
    return Slot((parties[0],), How.CLAUSE) if len(parties) == 1 else None


def _owner_by_words(scene: Scene, argument: Argument) -> Slot[Ends] | None:
    """「Xの…に関する秘密」 where the parser took the name apart: X and の stand right before the data."""
    end = scene.sentence.to_line(argument.start, argument.end)[0]
    for d in reversed(scene.line.actors):
        is_before = d.end <= end and is_owner(scene.actor(d.actor))
        if is_before and _OF_DATA.fullmatch(scene.line.text[d.end : end]):
            return Slot((d.actor,), How.CLAUSE)
    return None
