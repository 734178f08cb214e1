"""Who gets data, and from whom: both must be told, here or by the last passing with the same other end.

「名簿は元社員から業者が買い取った。8月にも5千件を入手した」: again from the former employee.
"""

from __future__ import annotations

from app.domain.vocabulary import How
from loaders.claims.arguments import Ends, one
from loaders.claims.discourse import Telling
from loaders.claims.drafts import Slot
from loaders.claims.filling import Pair
from loaders.claims.subjects import has_unnamed_subject, speaks_of_another
from loaders.claims.topics import acting_before, first_known, is_in_quotes, topic_before

__all__ = ["get"]

_NOTHING: Pair = (None, None)
_ANSWERED_WITHIN = 2  # lines


def get(telling: Telling) -> Pair:
    """Who gets, and from whom: both, or no transfer is told."""
    provider, recipient = telling.filled.ends
    if telling.predicate.frame.asks and telling.predicate.is_inverse:
        return _NOTHING  # 「照会を受けたデータ」: who is asked need not answer
    if telling.predicate.is_causative and provider is None and recipient is not None:
        return _made_to_get(telling, recipient)
    if not (provider and recipient) and (telling.filled.object is None or is_in_quotes(telling)):
        return _NOTHING  # words of a speaker say of the speaker what their grammar says, no more
    if provider is None and (answered := _answered(telling)) is not None:
        return answered
    if recipient is None and has_unnamed_subject(telling.scene, telling.predicate):
        return _NOTHING
    if recipient is None and provider is not None:
        subject = first_known(acting_before(telling), telling.said.last_subject(telling.line, 6), telling.said.insider)
        is_he = subject is not None and not speaks_of_another(telling.scene, telling.predicate, subject)
        recipient = one(subject, How.DISCOURSE) if is_he and subject not in provider.value else None
    if recipient is not None and provider is None and telling.predicate.frame.asks:
        return None, recipient
    provider, recipient = _as_told_before(telling, provider, recipient)
    return (provider, recipient) if provider and recipient else _NOTHING


def _made_to_get(telling: Telling, recipient: Slot[Ends]) -> Pair:
    """「翌月、業者に買い取らせた」: who has it bought is who acted in the sentence before."""
    subject = first_known(acting_before(telling), telling.said.insider)
    is_unsaid = subject is not None and not has_unnamed_subject(telling.scene, telling.predicate)
    return (one(subject, How.DISCOURSE), recipient) if is_unsaid and subject not in recipient.value else _NOTHING


def _answered(telling: Telling) -> Pair | None:
    """Who was handed a request hands out what is then obtained."""
    asked, recipient = telling.said.asked, telling.filled.recipient
    if asked is None or telling.line - asked.line > _ANSWERED_WITHIN:
        return None
    if recipient is not None and recipient.value != (asked.asker,):
        return None
    return one(asked.answerer, How.DISCOURSE), one(asked.asker, How.DISCOURSE)


def _as_told_before(telling: Telling, provider: Slot[Ends] | None, recipient: Slot[Ends] | None) -> Pair:
    """The open end from the last passing told, if the other end is the same there."""
    last = telling.said.last_passing(telling.line)
    topic = topic_before(telling.scene) if provider is None and recipient is None else None
    parties = {last.provider, last.recipient} if last else set[int]()
    if last is None or (topic is not None and not {topic, telling.scene.actor(topic).employer} & parties):
        return provider, recipient  # 「買い手の一つがB社だ。9月に全件を購入した」: another one is spoken of
    if provider is None and _is_rest(telling):
        provider = one(telling.said.last_subject(telling.line, reach=0), How.IMPLIED)
    if provider is None and (recipient is None or recipient.value == (last.recipient,) or _is_rest(telling)):
        provider = one(last.provider, How.IMPLIED)
    if recipient is None and provider is not None and provider.value == (last.provider,):
        recipient = one(last.recipient, How.DISCOURSE)
    return provider, recipient


def _is_rest(telling: Telling) -> bool:
    """「一部を写真館に卸し、残りは代理店が引き取った」: the rest comes from where the first part came."""
    named = telling.filled.object
    return named is not None and telling.scene.sentence.words_of(named).startswith("残")
