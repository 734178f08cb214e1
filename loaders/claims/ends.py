"""Who gives and who gets, shape by shape: what the sentence says, completed by what was said before.

「その後、名簿業者に渡った」 after 「元社員は名簿を持ち出した」: 渡る (shape `reach`) names no giver; the last
holder is put in his place and marked `How.IMPLIED`. Each function tries its candidates in the order of `How`.
(None, None) is: no transfer told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.vocabulary import How, Role
from loaders.claims.actor_kinds import is_body
from loaders.claims.arguments import Ends, one
from loaders.claims.clauses import argument_of
from loaders.claims.discourse import Telling
from loaders.claims.drafts import Slot
from loaders.claims.filling import Pair
from loaders.claims.frames import Shape
from loaders.claims.getting import get
from loaders.claims.giving import give
from loaders.claims.leaking import leak, publish, reach
from loaders.claims.owners import object_owner, only_other_person, possessors, system_owner
from loaders.claims.takers import take
from loaders.claims.topics import section_topic

__all__ = ["ends_of"]

_NOTHING: Pair = (None, None)


def ends_of(telling: Telling) -> Pair:
    """Provider and recipient of what a predicate tells."""
    return _BY_SHAPE[telling.predicate.frame.shape](telling)


# ------------------------------------------------------------ entrusting


def _entrust(telling: Telling) -> Pair:
    provider, recipient = telling.filled.ends
    if telling.predicate.frame.object == "system":
        return _between_bodies(telling, system_owner(telling), recipient)
    if recipient is None and provider is not None:
        recipient = one(telling.said.attacked, How.DISCOURSE)
    provider = provider or _teller(telling)
    provider = provider or one(section_topic(telling.scene), How.DISCOURSE)
    if provider is None and not telling.predicate.word.startswith("再"):  # who entrusts again is not whose data it is
        provider = one(telling.said.controller, How.ROLE)
    return _between_bodies(telling, provider, recipient)


def _teller(telling: Telling) -> Slot[Ends] | None:
    """「市によると、入力を業者に委託した」: who tells it speaks of itself."""
    for chunk in telling.scene.sentence.parse.chunks[: telling.predicate.chunk]:
        if chunk.particle.startswith(("によると", "によれば")):
            slot = telling.scene.slot_of([argument_of(chunk)], How.CLAUSE)
            is_police = slot is None or any(Role.INVESTIGATOR in telling.scene.actor(a).roles for a in slot.value)
            return None if is_police else slot
    return None


def _between_bodies(telling: Telling, provider: Slot[Ends] | None, recipient: Slot[Ends] | None) -> Pair:
    if provider is None or recipient is None:
        return _NOTHING
    actors = [telling.scene.actor(a) for a in (*provider.value, *recipient.value)]
    return (provider, recipient) if all(is_body(a) for a in actors) else _NOTHING


# ------------------------------------------------------------ taking back


def _seize(telling: Telling) -> Pair:
    """Who takes back (police, or the owner), and from whom: から, else the one who is said to have had it."""
    taker, provider = telling.filled.recipient, telling.filled.provider
    if telling.predicate.is_passive:
        taker = _argument_with(telling, "によって", "により") or one(telling.said.police, How.DISCOURSE)
        provider = provider or _argument_with(telling, "が", "は")
    provider = provider or possessors(telling) or object_owner(telling)
    if taker and provider is None and not any(telling.scene.actor(a).is_authority for a in taker.value):
        provider = only_other_person(telling.scene, taker.value)
    if taker is None and telling.filled.object is not None and telling.predicate.word == "回収":
        provider = provider or only_other_person(telling.scene, ())
        taker = one(telling.said.controller, How.DISCOURSE)
    return (provider, taker) if provider and taker else _NOTHING


def _argument_with(telling: Telling, *particles: str) -> Slot[Ends] | None:
    """The first argument with one of the particles that denotes somebody."""
    arguments = [a for a in telling.predicate.arguments if a.particle.startswith(particles)]
    return telling.scene.slot_of(arguments)


_BY_SHAPE: Mapping[Shape, Callable[[Telling], Pair]] = {
    Shape.TAKE: take,
    Shape.GIVE: give,
    Shape.GIVEBACK: give,
    Shape.GET: get,
    Shape.REACH: reach,
    Shape.LEAK: leak,
    Shape.PUBLISH: publish,
    Shape.ENTRUST: _entrust,
    Shape.ACCEPT: _entrust,
    Shape.SEIZE: _seize,
}
