"""Who takes data out (持ち出す, コピーする), and from whom: the taker's employer, or the owner of the data.

「あおば商事の元社員Xは名簿を持ち出した」: from あおば商事 (its employer) to X. Whoever is named nowhere is nobody:
a second, vaguer telling of what somebody is already said to have taken makes no transfer.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import Action, How, Role
from loaders.claims.actor_kinds import is_owner, is_person, is_somebody
from loaders.claims.arguments import Ends, one, usable
from loaders.claims.clauses import argument_of
from loaders.claims.details import medium_of
from loaders.claims.discourse import Telling
from loaders.claims.drafts import Slot
from loaders.claims.employment import is_said_to_work_at, works_at
from loaders.claims.filling import Pair
from loaders.claims.owners import has_unread_owner, object_owner
from loaders.claims.subjects import has_unnamed_subject
from loaders.claims.topics import topic_before

__all__ = ["take"]

_CHARGE = re.compile(r"(逮捕)?容疑は")
_OWN_CLOUD = re.compile(
    r"(自己|自分|自身|自ら|私用|私的|個人)[^、。]{0,10}(クラウド|ストレージ|サービス|フォルダ|アカウント)"
)
_SEEN_BY_ALL = frozenset(["web", "cloud", "p2p"])


def take(telling: Telling) -> Pair:
    """From whom, and who took it."""
    taker = _taker(telling)
    is_copy = telling.predicate.frame.action is Action.COPY
    if taker is None and (telling.said.takers or is_copy):
        return None, None  # a vague retelling of what somebody is already said to have taken
    is_unsaid = telling.filled.provider is None
    if taker and is_copy and is_unsaid and all(is_owner(telling.scene.actor(a)) for a in taker.value):
        return None, None  # an organization that copies its own data
    if taker and is_unsaid and set(taker.value) <= set(telling.said.receivers):
        return None, None  # 「部長は受け取った一覧を印刷した」: he has it, and takes it from nobody
    medium = medium_of(telling.scene, telling.predicate, telling.filled.extent)
    is_seen = medium is not None and medium.value in _SEEN_BY_ALL and not _is_own(telling)
    if taker and telling.predicate.frame.needs_medium and is_seen:
        return taker, None  # 「クラウドに保存した」: kept where others can see it
    return _from_whom(telling, taker), taker


def _is_own(telling: Telling) -> bool:
    """「自己の契約するクラウドに保存した」: where only he can see it."""
    low, high = telling.filled.extent
    return _OWN_CLOUD.search(telling.scene.line.text, low, high) is not None


# ------------------------------------------------------------ who


def _taker(telling: Telling) -> Slot[Ends] | None:
    named = _known_taker(telling) or _charged(telling)
    if named is None:
        if has_unnamed_subject(telling.scene, telling.predicate):
            return None
        topic = None if telling.predicate.is_passive else topic_before(telling.scene)
        if topic is not None and not is_person(telling.scene.actor(topic)):
            is_owner_of_it = topic == telling.said.controller
            return one(telling.said.insider if is_owner_of_it else None, How.DISCOURSE)
        return one(telling.said.insider if topic is None else topic, How.DISCOURSE)
    return None if any(is_somebody(telling.scene.actor(a)) for a in named.value) else named


def _known_taker(telling: Telling) -> Slot[Ends] | None:
    """The subject; 「データを持ち出した人物」 is whoever is already said to have taken it."""
    taker = telling.filled.recipient
    if taker is None or telling.predicate.head is None or len(telling.said.takers) != 1:
        return taker
    actor = telling.scene.actor(taker.value[0])
    is_unnamed = actor.head_class == "suspect" and not actor.is_named
    return Slot(telling.said.takers, How.DISCOURSE) if is_unnamed else taker


def _charged(telling: Telling) -> Slot[Ends] | None:
    """「Xの逮捕容疑は…」: what follows is what X is said to have done."""
    scene = telling.scene
    match = _CHARGE.search(scene.sentence.text, 0, telling.predicate.span[0])
    chunk = scene.sentence.parse.chunk_at(match.start()) if match else None
    for child in scene.sentence.parse.children(chunk.index) if chunk else ():
        actors = scene.actors_of(argument_of(child, "の"))
        if actors and not any(is_owner(scene.actor(a)) for a in actors):
            return Slot(actors, How.CLAUSE)
    return None


# ------------------------------------------------------------ from whom


def _from_whom(telling: Telling, taker: Slot[Ends] | None) -> Slot[Ends] | None:
    """から; the taker's employer; the owner of the data; whom the taker took from before; the controller."""
    stated = telling.filled.provider
    if stated and not all(is_person(telling.scene.actor(a)) for a in stated.value):
        return stated
    employer = _victim_employer(telling, taker.value[0]) if taker else None
    before = telling.said.taken_from(taker.value) if taker else None
    if before is not None and not is_owner(telling.scene.actor(before)):
        before = None  # who gave him something once is no owner of what he takes now
    owner = object_owner(telling) or _place(telling)
    if owner is None and has_unread_owner(telling):
        return None
    return one(employer, How.ROLE) or owner or one(before, How.DISCOURSE) or one(telling.said.controller, How.ROLE)


def _place(telling: Telling) -> Slot[Ends] | None:
    """「派遣先だったX社のコールセンターで、USBメモリーに複製した」: whose place it was."""
    for argument in telling.predicate.case("で"):
        owners = tuple(a for a in telling.scene.actors_of(argument) if is_owner(telling.scene.actor(a)))
        if owners and usable(telling.scene.actor(owners[0])):
            return Slot(owners, How.CLAUSE)
    return None


def _victim_employer(telling: Telling, taker: int) -> int | None:
    """The employer, if the data can be its own: a named one, no authority, and the taker does not head it.

    What a 社長 takes he brings in, not out.
    """
    employer = _employer(telling, taker)
    if employer is None or Role.SPOKESPERSON in telling.scene.actor(taker).roles:
        return None
    actor = telling.scene.actor(employer)
    return employer if actor.is_named and not actor.is_authority else None


def _employer(telling: Telling, taker: int) -> int | None:
    """Where a taker works: as its mentions say, or 「Xに派遣されていた」 right before it in the sentence."""
    known, line = telling.scene.actor(taker).employer, telling.scene.line
    own = next((d for d in line.actors if d.actor == taker), None)
    if known is not None or own is None:
        return known
    behind = [d for d in line.actors if d.start > own.end and is_owner(telling.scene.actor(d.actor))]
    for d in behind[:3]:  # 「女は式場「X」に勤めていた昨年」
        if is_said_to_work_at(line.text[own.end : d.start], line.text[d.end :]):
            return d.actor
    before = [d for d in line.actors if d.end < own.start and is_owner(telling.scene.actor(d.actor))]
    return next((d.actor for d in before if works_at(line.text[d.end : own.start])), None)
