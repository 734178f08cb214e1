"""Whom data reached, from whom it leaked, who published it: what is told without a hand that gives it.

「名簿が業者に渡った」 names no giver: the last holder, marked `How.IMPLIED`. 「顧客情報が流出した」: from who is said
to leak, was attacked, owns the data or controls it.
"""

from __future__ import annotations

from app.domain.vocabulary import Action, ActorKind, How
from loaders.claims.actor_kinds import is_attacker, is_owner, may_leak
from loaders.claims.arguments import Ends, one
from loaders.claims.clauses import argument_of, plain_case
from loaders.claims.discourse import Telling
from loaders.claims.drafts import Slot
from loaders.claims.filling import Pair
from loaders.claims.owners import has_unread_owner, object_owner
from loaders.claims.topics import acting_before, is_in_quotes

__all__ = ["leak", "publish", "reach"]


def reach(telling: Telling) -> Pair:
    """Whom data reached, and who had it last."""
    provider, recipient = telling.filled.ends
    if provider is None and recipient is not None and _goes_on(telling, recipient):
        provider = one(telling.said.holder_besides(recipient.value), How.IMPLIED)
    return provider, recipient


def _goes_on(telling: Telling, recipient: Slot[Ends]) -> bool:
    """False where data comes home, or a clause only describes a thing (「弊社に届いたCD-R」): who sent it is unsaid."""
    home = {telling.said.controller, telling.scene.analysis.publisher}
    return not home & set(recipient.value) and telling.predicate.head is None


def leak(telling: Telling) -> Pair:
    """From whom data leaks, and to whom if to somebody in particular."""
    provider = telling.filled.provider
    putter = one(_who_put_it_there(telling), How.DISCOURSE) if provider is None else None
    return putter or _leaks_from(telling, provider), _to_somebody(telling)


def _who_put_it_there(telling: Telling) -> int | None:
    """「Xがファイルを保存し、だれでも閲覧できる状態になった」: X, if the data is not X's own."""
    acting = telling.said.last_subject(telling.line, reach=0)
    is_other = acting is not None and not is_owner(telling.scene.actor(acting))
    is_open_to_all = telling.predicate.frame.action is Action.PUBLICATION and object_owner(telling) is None
    return acting if is_other and is_open_to_all else None


def publish(telling: Telling) -> Pair:
    """Who publishes data, and to whom if to somebody in particular."""
    scene, provider = telling.scene, telling.filled.provider
    if provider is None:
        places = (argument_of(c) for c in scene.sentence.parse.chunks[: telling.predicate.chunk])
        sites = (scene.actors_of(a) for a in places if plain_case(a.particle) in {"で", "に"})
        site = next((actors for actors in sites if any(is_attacker(scene.actor(a)) for a in actors)), ())
        provider = Slot(site, How.CLAUSE) if site else one(acting_before(telling), How.DISCOURSE)
    readers = _to_somebody(telling)
    is_site = readers and any(scene.actor(a).kind is ActorKind.ORGANIZATION for a in readers.value)
    return _leaks_from(
        telling, provider
    ), None if is_site else readers  # 「闇サイトに公開した」: a place, nobody gets it


def _leaks_from(telling: Telling, provider: Slot[Ends] | None) -> Slot[Ends] | None:
    """Who is said to leak, if data of theirs can leak; else who was attacked, owns the data, or controls it."""
    actors = [telling.scene.actor(a) for a in provider.value] if provider else []
    if provider and all(may_leak(a) and not a.is_authority for a in actors):
        return provider
    said, owner = telling.said, object_owner(telling)
    if owner is None and (has_unread_owner(telling) or is_in_quotes(telling)):
        return None
    return one(said.attacked, How.ROLE) or owner or one(said.controller, How.ROLE)


def _to_somebody(telling: Telling) -> Slot[Ends] | None:
    """The recipient; 第三者 and 外部 are nobody in particular."""
    recipient = telling.filled.recipient
    is_nobody = recipient and any(telling.scene.actor(a).kind is ActorKind.UNKNOWN for a in recipient.value)
    return None if is_nobody else recipient
