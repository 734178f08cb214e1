"""Who gives and who gets, shape by shape: what the sentence says, completed by what was said before.

「その後、名簿業者に渡った」 after 「元社員は名簿を持ち出した」: 渡る (shape `reach`) names no giver; the last
holder is put in his place and marked `How.IMPLIED`. Each function tries its candidates in the order of `How`.
(None, None) is: no transfer told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.domain.vocabulary import Action, ActorKind, How, Role
from loaders.claims.actor_kinds import is_attacker, is_body, is_owner, may_leak
from loaders.claims.approached import approached
from loaders.claims.arguments import Ends, Scene, one
from loaders.claims.clauses import Argument, argument_of, plain_case
from loaders.claims.demands import visited
from loaders.claims.discourse import Asked, Telling
from loaders.claims.drafts import Slot
from loaders.claims.filling import Pair
from loaders.claims.frames import Shape, frame_lexicon
from loaders.claims.objects import is_data, shared_objects
from loaders.claims.owners import has_unread_owner, object_owner, only_other_person, possessors, system_owner
from loaders.claims.subjects import has_unnamed_subject, speaks_of_another
from loaders.claims.takers import take
from loaders.claims.topics import acting_before, has_strange_topic, section_topic, speaker_of, topic_before

__all__ = ["asked_by", "ends_of", "goes_to_oneself"]

_NOTHING: Pair = (None, None)
_OWN = re.compile(r".{0,12}?(自分|自身|自宅|自ら|私用|私物|個人用|個人所有|私的)")
_OUTSIDE = re.compile(r".{0,12}?(社外|外部|国外|海外)")
_ANSWERED_WITHIN = 2  # lines


def ends_of(telling: Telling) -> Pair:
    """Provider and recipient of what a predicate tells."""
    return _BY_SHAPE[telling.predicate.frame.shape](telling)


def asked_by(telling: Telling) -> Asked | None:
    """Who hands in a paper that asks for data (照会書を提出した), and to whom; None if nobody does."""
    recipient = telling.filled.recipient
    if telling.predicate.frame.shape not in {Shape.GIVE, Shape.GIVEBACK} or not _is_request(telling):
        return None
    said = telling.said
    subject = telling.filled.provider or one(_first(acting_before(telling), said.insider), How.DISCOURSE)
    if subject is None or recipient is None:
        return None
    return Asked(telling.line, subject.value[0], recipient.value[0])


# ------------------------------------------------------------ giving


def _give(telling: Telling) -> Pair:
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
    if _is_in_quotes(telling):
        return speaker_of(telling.scene, telling.predicate)
    insider = None if has_strange_topic(telling.scene) else telling.said.insider
    found = _first(acting_before(telling), insider)
    is_he = found is not None and not speaks_of_another(telling.scene, telling.predicate, found)
    return found if is_he else None


def _first(*actors: int | None) -> int | None:
    """The first that is known."""
    return next((actor for actor in actors if actor is not None), None)


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


# ------------------------------------------------------------ getting


def _get(telling: Telling) -> Pair:
    provider, recipient = telling.filled.ends
    if telling.predicate.frame.asks and telling.predicate.is_inverse:
        return _NOTHING  # 「照会を受けたデータ」: who is asked need not answer
    if telling.predicate.is_causative and provider is None and recipient is not None:
        return _made_to_get(telling, recipient)
    if not (provider and recipient) and (telling.filled.object is None or _is_in_quotes(telling)):
        return _NOTHING  # words of a speaker say of the speaker what their grammar says, no more
    if provider is None and (answered := _answered(telling)) is not None:
        return answered
    if recipient is None and has_unnamed_subject(telling.scene, telling.predicate):
        return _NOTHING
    if recipient is None and provider is not None:
        subject = _first(acting_before(telling), telling.said.last_subject(telling.line, 6), telling.said.insider)
        recipient = one(subject, How.DISCOURSE) if subject not in provider.value else None
    if recipient is not None and provider is None and telling.predicate.frame.asks:
        return None, recipient
    provider, recipient = _as_told_before(telling, provider, recipient)
    return (provider, recipient) if provider and recipient else _NOTHING


def _made_to_get(telling: Telling, recipient: Slot[Ends]) -> Pair:
    """「翌月、業者に買い取らせた」: who has it bought is who acted in the sentence before."""
    subject = _first(acting_before(telling), telling.said.insider)
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
    if provider is None and (recipient is None or recipient.value == (last.recipient,) or _is_rest(telling)):
        provider = one(last.provider, How.IMPLIED)
    if recipient is None and provider is not None and provider.value == (last.provider,):
        recipient = one(last.recipient, How.DISCOURSE)
    return provider, recipient


def _is_rest(telling: Telling) -> bool:
    """「一部を写真館に卸し、残りは代理店が引き取った」: the rest comes from where the first part came."""
    named = telling.filled.object
    return named is not None and telling.scene.sentence.words_of(named).startswith("残")


def _is_in_quotes(telling: Telling) -> bool:
    before = telling.scene.sentence.text[: telling.predicate.span[0]]
    return before.count("「") > before.count("」")


# ------------------------------------------------------------ reaching, leaking, publishing


def _reach(telling: Telling) -> Pair:
    provider, recipient = telling.filled.ends
    if provider is None and recipient is not None and _goes_on(telling, recipient):
        provider = one(telling.said.holder_besides(recipient.value), How.IMPLIED)
    return provider, recipient


def _goes_on(telling: Telling, recipient: Slot[Ends]) -> bool:
    """False where data comes home, or a clause only describes a thing (「弊社に届いたCD-R」): who sent it is unsaid."""
    home = {telling.said.controller, telling.scene.analysis.publisher}
    return not home & set(recipient.value) and telling.predicate.head is None


def _leak(telling: Telling) -> Pair:
    provider, acting = telling.filled.provider, telling.said.acting
    if provider is None and acting is not None and acting[0] == telling.line and _is_open_to_all(telling):
        return one(acting[1], How.DISCOURSE), _to_somebody(telling)
    return _leaks_from(telling, provider), _to_somebody(telling)


def _is_open_to_all(telling: Telling) -> bool:
    """「Xがファイルを保存し、だれでも閲覧できる状態になった」: who put it there."""
    acting = telling.said.acting
    is_other = acting is not None and not is_owner(telling.scene.actor(acting[1]))
    return is_other and telling.predicate.frame.action is Action.PUBLICATION and object_owner(telling) is None


def _publish(telling: Telling) -> Pair:
    scene, provider = telling.scene, telling.filled.provider
    if provider is None:
        places = (argument_of(c) for c in scene.sentence.parse.chunks[: telling.predicate.chunk])
        sites = (scene.actors_of(a) for a in places if plain_case(a.particle) in {"で", "に"})
        site = next((actors for actors in sites if any(is_attacker(scene.actor(a)) for a in actors)), ())
        is_attackers = bool(site)
        last = one(acting_before(telling), How.DISCOURSE)
        provider = Slot(site, How.CLAUSE) if is_attackers else last
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
    if owner is None and (has_unread_owner(telling) or _is_in_quotes(telling)):
        return None
    return one(said.attacked, How.ROLE) or owner or one(said.controller, How.ROLE)


def _to_somebody(telling: Telling) -> Slot[Ends] | None:
    """The recipient; 第三者 and 外部 are nobody in particular."""
    recipient = telling.filled.recipient
    is_nobody = recipient and any(telling.scene.actor(a).kind is ActorKind.UNKNOWN for a in recipient.value)
    return None if is_nobody else recipient


# ------------------------------------------------------------ entrusting


def _entrust(telling: Telling) -> Pair:
    provider, recipient = telling.filled.ends
    if telling.predicate.frame.object == "system":
        return _between_bodies(telling, system_owner(telling), recipient)
    if recipient is None and provider is not None:
        recipient = one(telling.said.attacked, How.DISCOURSE)
    provider = provider or _teller(telling)
    provider = provider or one(section_topic(telling.scene), How.DISCOURSE) or one(telling.said.controller, How.ROLE)
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
    Shape.GIVE: _give,
    Shape.GIVEBACK: _give,
    Shape.GET: _get,
    Shape.REACH: _reach,
    Shape.LEAK: _leak,
    Shape.PUBLISH: _publish,
    Shape.ENTRUST: _entrust,
    Shape.ACCEPT: _entrust,
    Shape.SEIZE: _seize,
}
