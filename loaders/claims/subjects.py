"""Who does what a predicate tells: its own subject, one that it shares with a neighbour, or the topic of the sentence.

「Aは名簿を持ち出し、業者に売却した」: 売却する shares the subject A. 「Aを、名簿を売却した疑いで逮捕した」: A is
whom the police arrest. What stands in another's mouth (「…」) has no subject outside of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from app.domain.vocabulary import How
from loaders.claims.actor_kinds import is_person
from loaders.claims.arguments import Ends, Scene, one
from loaders.claims.clauses import Argument, Predicate, argument_of
from loaders.claims.drafts import Slot
from loaders.claims.frames import Shape, frame_lexicon
from loaders.claims.objects import is_data
from loaders.ja.parse import Chunk

__all__ = ["has_unnamed_subject", "sanctioned", "speaks_of_another", "subject_of"]

_CHARGED = re.compile(r".*(逮捕|起訴|送検|送致|告訴)")
_AS_CHARGED = re.compile(r"(として|疑い|容疑|罪)")
_IS_CHARGED = re.compile(r"(問われ|(逮捕|起訴|送検|送致|告発)され)")
_AND_ANOTHER = re.compile(r"(\([^()]*\)|容疑者|被告|氏)*(と|や|、|および|及び|ら)[^、。はがをに]{1,24}")
_IS_SUBJECT = re.compile(r"(?:[」』]|\([^()]*\)|=[^=]*=|氏|さん|ら|側|容疑者|被告)*(?:が|は|も)(?!、?よる)")
_WHEN = frozenset(["今回", "今後", "当時", "当初", "実際", "最終的", "その後", "一方", "以前", "現在", "これまで"])
_SANCTIONED = re.compile(r"(勧告|命令|命じ|処分|指導|警告|是正|課徴金)")
_HUMBLE = re.compile(r"[おご御][^、。にくだ]{1,5}(し(た|て|ま)|いたし|致し|申し上げ)")  # お預かりした
_FOLLOWED = ("advcl", "conj", "obl")


def subject_of(scene: Scene, predicate: Predicate) -> Slot[Ends] | None:
    """が before は; then the subjects of neighbours; then the topic.

    Police and regulators tell of a passing; they take no part in it unless they seize.
    """
    own = (*_in_order(scene, predicate), *_by(scene, predicate), *_bare(scene, predicate))
    for argument in own:
        slot = scene.slot_of([argument])
        if slot is not None and _can_act(scene, predicate, slot):
            return None if _is_taken_over(scene, predicate, argument) else slot
        if slot is not None and argument.particle == "が":
            return None  # 「県警が市に照会した」: it is said who did it
    if predicate.focus is not None or _has_own_stranger(scene, predicate):
        return None  # 「…したのは別の人物だ」: it is said who did it, and it is no neighbour
    for argument in (*sanctioned(scene, predicate), *_of_neighbours(scene, predicate)):
        if scene.sentence.are_quoted_apart(argument, predicate):
            continue
        slot = scene.slot_of([argument], How.CLAUSE)
        if slot is not None and _can_act(scene, predicate, slot):
            return slot
    is_ours = _HUMBLE.match(scene.sentence.text, predicate.span[0]) is not None
    return one(scene.analysis.publisher, How.CLAUSE) if is_ours else None


def _in_order(scene: Scene, predicate: Predicate) -> list[Argument]:
    """が before は; but 「男が持ち込んだ名簿を、業者は買い取った」: what stands before a topic is another clause's."""
    topics, subjects = predicate.marked("は", "も"), predicate.case("が") or _lost(scene, predicate)
    first = min((topic.start for topic in topics if topic.particle == "は"), default=None)
    own = [a for a in subjects if first is None or a.start > first]
    return [*own, *topics, *(a for a in subjects if a not in own)]


def _lost(scene: Scene, predicate: Predicate) -> list[Argument]:
    """「元社員が名簿2万件や図面を持ち出し」: the parser hangs 元社員が on a noun of the list that is taken out."""
    chunks = scene.sentence.parse.chunks
    found = scene.sentence.loose(predicate, "が")
    return [a for a in found if (head := chunks[a.chunk].head) is not None and head < predicate.chunk]


def has_unnamed_subject(scene: Scene, predicate: Predicate) -> bool:
    """True if somebody stands there as subject whom no mention names: nobody else may be put in the place.

    The same where several are arrested for it: the sentence does not say which one did it.
    """
    if predicate.focus is not None:
        return True
    verbs = scene.sentence.ancestors(predicate.chunk)
    arrested = [a for verb in verbs for a in _arrested(scene, verb)]
    if any(len(scene.actors_of(a)) > 1 or _has_another_before(scene, a) for a in arrested):
        return True
    return _has_own_stranger(scene, predicate)


def speaks_of_another(scene: Scene, predicate: Predicate, candidate: int) -> bool:
    """True if somebody else stands before the predicate as a subject or topic of the sentence, whatever he does in it.

    「県警が市に照会した」: nobody of whom the text told before is put in the place of the police.
    """
    start = scene.sentence.to_line(predicate.span[0], predicate.span[0] + 1)[0]
    text = scene.line.text
    for d in scene.line.actors:
        is_subject = d.end <= start and _IS_SUBJECT.match(text, d.end) is not None
        if is_subject and d.actor != candidate and text.count("「", d.end, start) == text.count("」", d.end, start):
            return True
    return False


def _has_own_stranger(scene: Scene, predicate: Predicate) -> bool:
    """「同業者は…に譲った」 where no mention knows 同業者: he did it, and not whoever did what is told before."""
    # 行為が of 「持ち出し行為が始まる」 is the predicate itself
    own = [a for a in (*predicate.case("が"), *predicate.marked("は")) if a.start < predicate.span[0]]
    is_stranger = any(not is_data(scene, a) and not scene.actors_of(a) and _is_nominal(scene, a) for a in own)
    return is_stranger or any(_is_taken_over(scene, predicate, a) for a in own)


def _is_taken_over(scene: Scene, predicate: Predicate, topic: Argument) -> bool:
    """「Aは名簿をBに譲り、Bが知り合った男に預けた」: once another subject has come in, the topic need not go on."""
    if topic.particle not in {"は", "も"}:
        return False
    strung = False
    for chunk in scene.sentence.parse.chunks[topic.chunk + 1 : predicate.chunk]:
        if strung and chunk.particle == "が" and scene.actors_of(argument_of(chunk)):
            return True
        strung = strung or (chunk.dep.startswith(("advcl", "conj")) and scene.sentence.has_word(chunk.index, "VERB"))
    return False


def _bare(scene: Scene, predicate: Predicate) -> Iterator[Argument]:
    """「女性、探偵に明細を見せる」: in lists and headlines the subject stands first, with a comma and no particle."""
    for chunk in scene.sentence.parse.chunks[: predicate.chunk]:
        argument = argument_of(chunk)
        if not _is_nominal(scene, argument) and not scene.actors_of(argument):
            continue  # the date before it
        is_set_off = not chunk.particle and scene.sentence.text[chunk.end - 1] == "、"
        if is_set_off and len(scene.actors_of(argument)) == 1 and not _is_listed(scene, chunk):
            yield argument
        return


def _is_listed(scene: Scene, chunk: Chunk) -> bool:
    """「C、Dが」: the comma joins two subjects."""
    behind = scene.sentence.parse.chunks[chunk.index + 1 : chunk.index + 2]
    return any(scene.actors_of(argument_of(c)) and c.particle in {"が", "は", "も", "と", "や", ""} for c in behind)


def _by(scene: Scene, predicate: Predicate) -> Iterator[Argument]:
    """「元社員による…持ち出し」: who does what a noun tells."""
    if predicate.is_nominal:
        before = (c for c in reversed(scene.sentence.parse.chunks) if c.end <= predicate.span[0])
        yield from (argument_of(chunk) for chunk in before if chunk.particle == "による")


def _can_act(scene: Scene, predicate: Predicate, slot: Slot[Ends]) -> bool:
    if predicate.frame.shape is Shape.ENTRUST and all(is_person(scene.actor(a)) for a in slot.value):
        return False  # 「点検を、A氏が営むY企画に行わせた」
    return predicate.frame.shape is Shape.SEIZE or not any(scene.actor(a).is_authority for a in slot.value)


def _is_nominal(scene: Scene, argument: Argument) -> bool:
    low, high = scene.sentence.to_line(argument.start, argument.end)
    is_date = any(d.start < high and low < d.end for d in scene.line.dates)
    is_date = is_date or scene.sentence.words_of(argument) in _WHEN
    return not is_date and scene.sentence.has_word(argument.chunk, "NOUN", "PROPN")


def _of_neighbours(scene: Scene, predicate: Predicate) -> Iterator[Argument]:
    """Subjects of other predicates of the sentence that this one may share, the surest first."""
    yield from _before(scene, predicate.chunk)
    yield from _beside(scene, predicate)
    above = [*_above(scene, predicate, "が"), *_above(scene, predicate, "は")]
    # 「A社は名簿を卸し、残りはB社が引き取った」: a subject that comes in behind the predicate is the less likely one
    yield from sorted(above, key=lambda argument: argument.start > predicate.span[0])
    yield from _charged_behind(scene, predicate)
    yield from scene.sentence.loose(predicate, "が")
    if not scene.sentence.is_told(predicate.chunk):
        yield from _topics(scene, predicate)


def _before(scene: Scene, verb: int) -> Iterator[Argument]:
    """Subjects of the verbs that this one goes on from (「何者かがアクセスし、持ち出した」), nearest first."""
    for child in reversed(scene.sentence.parse.children(verb)):
        is_set_off = child.dep.startswith("acl") and not child.particle and scene.sentence.text[child.end - 1] == "、"
        goes_on = (child.dep.startswith(_FOLLOWED) or is_set_off) and not child.particle.startswith("と")
        is_verb = scene.sentence.has_word(child.index, "VERB", "AUX") or scene.sentence.words_of(child).startswith(
            "なく"
        )
        if not goes_on or not is_verb:
            continue
        for told in (p for p in scene.sentence.predicates if p.chunk == child.index):
            yield from _lost(scene, told)
        for sub in (*scene.sentence.parse.children(child.index), *_without(scene, child)):
            if sub.particle in {"が", "は"}:
                yield argument_of(sub)
        yield from _before(scene, child.index)


def _without(scene: Scene, chunk: Chunk) -> Iterator[Chunk]:
    """「A社が市に届け出ることなく、B社に委託した」: what hangs on the verb below なく."""
    if not scene.sentence.words_of(chunk).startswith(("なく", "なし")):
        return
    for noun in scene.sentence.parse.children(chunk.index):
        for verb in scene.sentence.parse.children(noun.index):
            yield from scene.sentence.parse.children(verb.index)


def _beside(scene: Scene, predicate: Predicate) -> Iterator[Argument]:
    """「社員が名簿を写し、業者に渡したと発表した」: the parser hangs 写し on 発表した, but 社員が goes on inside."""
    chunk = scene.sentence.parse.chunks[predicate.chunk]
    if chunk.head is None or not chunk.particle.startswith("と") or not scene.sentence.is_told(predicate.chunk):
        return
    for sibling in reversed(scene.sentence.parse.children(chunk.head)):
        is_strung = sibling.dep.startswith(("advcl", "conj")) and sibling.particle in {"", "て", "で"}
        if sibling.index < predicate.chunk and is_strung:
            yield from (argument_of(c) for c in scene.sentence.parse.children(sibling.index) if c.particle == "が")


def _above(scene: Scene, predicate: Predicate, particle: str) -> Iterator[Argument]:
    """Subjects of what a predicate depends on; not those of a verb that only reports it (…したと発表した)."""
    is_told = scene.sentence.parse.chunks[predicate.chunk].particle.startswith("と")
    for verb in scene.sentence.ancestors(predicate.chunk):
        reports = scene.sentence.tells(verb)
        if reports and (is_told or "逮捕" in scene.sentence.words_of(verb)):
            yield from _charged(scene, verb)
            if particle == "が":
                return
        for child in scene.sentence.parse.children(verb.index):
            if child.particle == particle and (not (reports and is_told) or _answers(scene, verb)):
                yield argument_of(child)


def _charged_behind(scene: Scene, predicate: Predicate) -> Iterator[Argument]:
    """「…を教えたとして、県警は巡査長を書類送検し」, 「…漏らしたとして罪に問われた元巡査」: who is charged."""
    sentence = scene.sentence
    match = _AS_CHARGED.search(sentence.text, predicate.span[0])
    if match is None:
        return
    behind = [c for c in sentence.parse.chunks[predicate.chunk + 1 :] if c.start >= match.start()]
    found = [a for verb in behind for a in _charged(scene, verb)]
    for chunk in behind:
        if chunk.dep.startswith("acl") and _IS_CHARGED.search(sentence.words_of(chunk)):
            found += _person_above(scene, chunk)
    if len({actors for a in found if (actors := scene.actors_of(a))}) == 1:
        yield from found


def _person_above(scene: Scene, chunk: Chunk) -> list[Argument]:
    """「罪に問われたX社の元職員、Y被告」: not the company that the parser takes for the head."""
    for above in islice(scene.sentence.ancestors(chunk.index), 4):
        argument = argument_of(above, "rel")
        if any(is_person(scene.actor(a)) for a in scene.actors_of(argument)):
            return [argument]
    return []


def _answers(scene: Scene, verb: Chunk) -> bool:
    """「Z社は、名簿を2社に販売したと回答した」: who answers or admits speaks of its own deeds."""
    return bool(scene.sentence.lemmas(verb) & frame_lexicon().answers)


def _charged(scene: Scene, verb: Chunk) -> Iterator[Argument]:
    """Whom the police arrest is who did it (…した疑いで男を逮捕); of two the sentence does not say which one."""
    arrested = _arrested(scene, verb)
    return (a for a in arrested if len(scene.actors_of(a)) == 1 and not _has_another_before(scene, a))


def _has_another_before(scene: Scene, argument: Argument) -> bool:
    """「元社員と知人の男性を逮捕」, where the parser hangs 元社員と on 知人."""
    end = scene.sentence.to_line(argument.start, argument.end)[1]
    own = set(scene.actors_of(argument))  # 「元社員、北原容疑者」 is one man
    people = [d for d in scene.line.actors if d.end < end and d.actor not in own and is_person(scene.actor(d.actor))]
    return any(_AND_ANOTHER.fullmatch(scene.line.text[d.end : end]) for d in people)


def _arrested(scene: Scene, verb: Chunk) -> Iterator[Argument]:
    """を of a verb of arresting or charging."""
    if _CHARGED.match(scene.sentence.words_of(verb)):
        for child in scene.sentence.parse.children(verb.index):
            if child.particle.startswith("を"):
                yield argument_of(child, "を")


def sanctioned(scene: Scene, predicate: Predicate) -> list[Argument]:
    """「業者に対し、名簿を提供したとして勧告した」: whom a regulator sanctions is who did it, and not who got it."""
    if not scene.sentence.parse.chunks[predicate.chunk].particle.startswith("と"):
        return []
    verbs = scene.sentence.ancestors(predicate.chunk)
    if not any(_SANCTIONED.search(scene.sentence.words_of(verb)) for verb in verbs):
        return []
    return [argument_of(chunk) for chunk in scene.sentence.parse.chunks if chunk.particle.startswith("に対し")]


def _topics(scene: Scene, predicate: Predicate) -> Iterator[Argument]:
    """は before the predicate, nearest first."""
    for chunk in reversed(scene.sentence.parse.chunks[: predicate.chunk]):
        if chunk.particle == "は":
            yield argument_of(chunk)
