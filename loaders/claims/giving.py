"""Who gives data away: its subject, or who was said to have had it; and to whom, or who asked for it.

「その後、業者に売却した」 after 「元社員は名簿を持ち出した」: from the former employee. Where the sentence speaks of
somebody else, nobody is put in his place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.vocabulary import Action, How
from loaders.claims.actor_kinds import is_attacker
from loaders.claims.approached import approached
from loaders.claims.arguments import Ends, Scene, one
from loaders.claims.clauses import Argument
from loaders.claims.demands import visited
from loaders.claims.discourse import Asked, Telling
from loaders.claims.drafts import Slot
from loaders.claims.filling import Pair
from loaders.claims.frames import Shape, frame_lexicon
from loaders.claims.objects import is_data, shared_objects
from loaders.claims.subjects import has_unnamed_subject, speaks_of_another
from loaders.claims.takers import take
from loaders.claims.topics import acting_before, first_known, has_strange_topic, is_in_quotes, speaker_of, stands_alone

__all__ = ["asked_by", "give", "goes_to_oneself"]

_NOTHING: Pair = (None, None)
_OWN = re.compile(r".{0,12}?(自分|自身|自宅|自ら|私用|私物|個人用|個人所有|私的)")
_OUTSIDE = re.compile(r".{0,12}?(社外|外部|国外|海外)")


def give(telling: Telling) -> Pair:
    """Who gives, and to whom; (None, None) is: no transfer told."""
    provider, recipient = telling.filled.ends
    if _is_request(telling):
        return _NOTHING
    if goes_to_oneself(telling):
        return take(replace(telling, filled=replace(telling.filled, provider=None, recipient=provider)))
    recipient = recipient or visited(telling.scene, telling.predicate) or _unnamed_before(telling)
    head = telling.predicate.head
    if recipient is None and not telling.predicate.is_passive and not (head and is_data(telling.scene, head)):
        recipient = approached(telling.scene, telling.filled.extent[1], provider)
    recipient = recipient or _entrusted_before(telling)
    provider = _not_both(provider, recipient)
    if recipient is None and not _may_be_open(telling):
        return _NOTHING
    is_unsaid = not telling.predicate.is_passive and not has_unnamed_subject(telling.scene, telling.predicate)
    if provider is None and is_unsaid:
        provider = one(_acting_alone(telling), How.DISCOURSE)
    if recipient and provider and set(recipient.value) & set(provider.value):
        return _NOTHING
    return provider, recipient


def _not_both(provider: Slot[Ends] | None, recipient: Slot[Ends] | None) -> Slot[Ends] | None:
    """「知人に預け、知人は…」: the subject of the next verb is no giver where he is who got it."""
    is_same = provider is not None and recipient is not None and bool(set(recipient.value) & set(provider.value))
    return None if is_same and provider is not None and provider.how is How.CLAUSE else provider


def _entrusted_before(telling: Telling) -> Slot[Ends] | None:
    """「印刷をB社に委託し、4月10日、データを引き渡した」: who was entrusted in the clause before gets it."""
    before = [p for p in telling.scene.sentence.predicates if p.span[1] <= telling.predicate.span[0]]
    if not before or before[-1].frame.shape is not Shape.ENTRUST:
        return None
    last = telling.said.last_passing(telling.line)
    return one(last.recipient, How.CLAUSE) if last is not None and last.line == telling.line else None


def _acting_alone(telling: Telling) -> int | None:
    """Who acts on, or did it; nobody where the sentence speaks of somebody else."""
    if is_in_quotes(telling):
        return speaker_of(telling.scene, telling.predicate)
    if stands_alone(telling.scene.line) and telling.said.last_subject(telling.line, reach=0) is None:
        return None
    insider = None if has_strange_topic(telling.scene) else telling.said.insider
    found = first_known(acting_before(telling), insider)
    is_he = found is not None and not speaks_of_another(telling.scene, telling.predicate, found)
    return found if is_he else None


def goes_to_oneself(telling: Telling) -> bool:
    """「自分のアドレスに送信した」, 「攻撃者が社外へ送信した」: nothing is given, data is taken."""
    scene, provider = telling.scene, telling.filled.provider
    if provider is None or telling.filled.recipient is not None:
        return False
    is_attackers = all(is_attacker(scene.actor(a)) for a in provider.value)
    pattern = _OUTSIDE if is_attackers else _OWN
    return any(pattern.match(_phrase_of(scene, a)) for a in telling.predicate.case("に", "へ"))


def _phrase_of(scene: Scene, argument: Argument) -> str:
    """The words of an argument with what modifies it (自分の + アドレス)."""
    chunks = [c for c in scene.sentence.parse.children(argument.chunk) if c.particle in {"", "の"}]
    start = min([argument.start, *(chunk.start for chunk in chunks)])
    return scene.sentence.text[start : argument.end]


def _unnamed_before(telling: Telling) -> Slot[Ends] | None:
    """「情報を持ち込んだ人物」 after 「…が本社に持ち込まれた」: he is the one who was not named there."""
    provider = telling.filled.provider
    if provider is None or provider.value != telling.scene.actors_of(telling.predicate.head):
        return None
    return one(telling.said.unnamed_giver_to, How.DISCOURSE)


def _may_be_open(telling: Telling) -> bool:
    """True where it is told that somebody gave data away although not to whom (「元社員が名簿を売却した」)."""
    provider = telling.filled.provider
    if telling.predicate.frame.action not in {Action.HANDOVER, Action.EMAIL}:
        return provider is not None
    is_stated = provider is not None and provider.how is How.STATED and telling.filled.object is not None
    return is_stated and telling.predicate.word in frame_lexicon().open_recipient


def _is_request(telling: Telling) -> bool:
    """照会書を提出した, 照会書を作って、提出した."""
    scene, named = telling.scene, telling.filled.object
    objects = [named] if named is not None else shared_objects(scene, telling.predicate)
    return any(frame_lexicon().requests.search(scene.sentence.words_of(a).rstrip("」』")) for a in objects)


def asked_by(telling: Telling) -> Asked | None:
    """Who hands in a paper that asks for data (照会書を提出した), and to whom; None if nobody does."""
    recipient = telling.filled.recipient
    if telling.predicate.frame.shape not in {Shape.GIVE, Shape.GIVEBACK} or not _is_request(telling):
        return None
    said = telling.said
    subject = telling.filled.provider or one(first_known(acting_before(telling), said.insider), How.DISCOURSE)
    if subject is None or recipient is None:
        return None
    return Asked(telling.line, subject.value[0], recipient.value[0])
