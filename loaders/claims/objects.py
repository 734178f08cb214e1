"""What passes: the argument that names data, whether it is data at all, and the words of the clause.

「名簿のデータをUSBメモリで渡した」: データ. 「資金が流出した」: no data, no transfer. 「流出した情報」 only names
data whose passing is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.vocabulary import Action, How
from loaders.claims.arguments import Ends, Scene
from loaders.claims.clauses import Argument, Predicate, argument_of
from loaders.claims.drafts import Slot
from loaders.claims.frames import Shape, frame_lexicon

__all__ = ["extent_of", "is_data", "is_retold", "object_of", "passes_data", "shared_objects"]

_TAIL = re.compile(r"(た|と|という)?(疑い|可能性|おそれ|恐れ|容疑)?")
_WORD_ENDS = re.compile(r"[、。はがをにでとのもやへ「」\s]")
_PIECES = re.compile(r"(うち)?[0-9,]+(台|枚|本|冊|箱|個|点|通|束)")
_FORMAL = re.compile(r"(こと|もの|の|ため|際|とき|疑い|可能性|恐れ|おそれ|容疑|模様|形跡|痕跡|事実)$")
_LISTED = frozenset(["", "や", "と", "および", "及び"])
_PAPER = re.compile(r"[書票証状簿表紙]$")
_LASTING = re.compile(r"て(い|お)")
_ARE_MOVED = frozenset([Shape.REACH, Shape.LEAK])
"""Shapes whose subject is what passes (データが渡る)."""
_MAY_GO_ON = frozenset([Shape.GIVE, Shape.GET, Shape.REACH, Shape.GIVEBACK])
"""Shapes that may leave unsaid what passes, where it has just passed to somebody else (「知人は別の男に譲った」)."""


def is_data(scene: Scene, argument: Argument) -> bool:
    """True if an argument names data, a body or carrier of data, or a number of records."""
    lexicon = frame_lexicon()
    text = scene.sentence.words_of(argument)
    if lexicon.not_data.search(text):
        return _is_listed_with_data(scene, argument)
    if lexicon.data.search(text) or lexicon.containers.search(text) or _is_back_word(text):
        return True
    low, high = scene.sentence.to_line(argument.start, argument.end)
    return any(low <= c.start < high for c in scene.line.counts) or any(f.end == high for f in scene.line.fields)


def _is_back_word(text: str) -> bool:
    """これ, 残り, and pieces of what was spoken of (22台, 3枚)."""
    return text in frame_lexicon().back_words or _PIECES.fullmatch(text) is not None


def _is_listed_with_data(scene: Scene, argument: Argument) -> bool:
    """「氏名や住所、購入商品を」: the list is one of fields, whatever stands last in it."""
    for chunk in scene.sentence.under(argument.chunk):
        end = scene.sentence.to_line(chunk.start, chunk.content_end)[1]
        if chunk.particle in _LISTED and any(f.end == end for f in scene.line.fields):
            return True
    return False


def object_of(scene: Scene, predicate: Predicate) -> Argument | None:
    """The argument that names what is passed; None if none does."""
    others = [a for a in predicate.arguments if not a.particle.startswith("から")]
    candidates = [*predicate.case("を"), *predicate.marked("が", "は", "も", "の"), *others]
    if predicate.head is not None:
        candidates.append(predicate.head)
        candidates += _over(scene, predicate.head)
    candidates += scene.sentence.loose(predicate, "を")
    return next((argument for argument in candidates if is_data(scene, argument)), None)


def _over(scene: Scene, head: Argument) -> list[Argument]:
    """「お預かりした請求書のデータ」: the clause hangs on 請求書, and speaks of the data."""
    chunk = scene.sentence.parse.chunks[head.chunk]
    is_of = chunk.particle == "の" and _PAPER.search(scene.sentence.words_of(head)) is not None
    return [argument_of(scene.sentence.parse.chunks[chunk.head], "rel")] if is_of and chunk.head is not None else []


def passes_data(
    scene: Scene, predicate: Predicate, named: Argument | None, context: str, *, goes_on: bool = False
) -> bool:
    """True if it is data that passes.

    `named`: the data named in the clause; `context`: the line before; `goes_on`: a passing was told just before.
    """
    frame, lexicon = predicate.frame, frame_lexicon()
    is_moved = predicate.is_passive or frame.shape in _ARE_MOVED
    direct = [a for a in predicate.arguments if a.particle.startswith("を") or (is_moved and a.particle == "が")]
    direct = direct or [*scene.sentence.loose(predicate, "を")]
    texts = [scene.sentence.words_of(a) for a in direct]
    is_other = any(lexicon.not_data.search(text) for text in (*texts, *_cleft(scene, predicate)))
    if is_other and not any(is_data(scene, a) for a in direct):
        return False
    if frame.object == "system":
        return predicate.is_nominal and "システム" in scene.sentence.text
    if frame.object == "work":
        has_work = any(lexicon.work.search(t) or lexicon.data.search(t) for t in texts)
        return has_work or not texts or named is not None
    if named is not None and not _points_back(scene, named):
        return True
    if frame.shape is Shape.REACH and not direct and _moves_other(scene, predicate):
        return False
    passed = direct or (shared_objects(scene, predicate) if frame.shape is Shape.PUBLISH else [])
    if passed and not any(is_data(scene, a) for a in passed):
        return False
    is_speech = predicate.word in lexicon.speech
    if frame.object == "any" or _is_data_nearby(scene, predicate, "" if is_speech else context):
        return True
    return goes_on and frame.shape in _MAY_GO_ON and not is_speech


def _points_back(scene: Scene, argument: Argument) -> bool:
    """これ, 残り, 市南部の分: data only where data was spoken of before; 源泉徴収票の束 says what it is."""
    if not _is_back_word(scene.sentence.words_of(argument)):
        return False
    whole = [argument_of(c) for c in scene.sentence.parse.children(argument.chunk) if c.particle.startswith("の")]
    return not any(is_data(scene, a) for a in whole)


def _moves_other(scene: Scene, predicate: Predicate) -> bool:
    """「同社に届いた苦情」: what the clause modifies is what moved, and it is no data."""
    head = predicate.head
    return head is not None and not scene.actors_of(head) and not _FORMAL.search(scene.sentence.words_of(head))


def is_retold(scene: Scene, predicate: Predicate, ends: tuple[Slot[Ends] | None, Slot[Ends] | None]) -> bool:
    """「流出した情報」「データを保存したUSBメモリ」 name things of which the passing is told elsewhere.

    `ends`: who gives and gets, as the clause says; if it does say so, it tells of the passing.
    """
    is_state = predicate.is_passive and _LASTING.search(scene.sentence.text, *predicate.span) is not None
    if predicate.frame.needs_medium and is_state:
        return True  # 「情報が格納されていた」: what is in a thing, not that somebody puts it there
    if predicate.head is None:
        return False
    lexicon, text = frame_lexicon(), scene.sentence.words_of(predicate.head)
    is_container = lexicon.containers.search(text) is not None
    if is_container and (predicate.frame.needs_medium or predicate.frame.action is Action.COPY):
        return True
    if predicate.frame.shape is Shape.TAKE and predicate.case("を") and is_data(scene, predicate.head):
        return True  # 「65歳以上だけを抜き出した3100人分を売った」: what was chosen of it, not whom it was taken from
    if predicate.frame.shape is Shape.PUBLISH and text.endswith(lexicon.places):
        return True  # 「名簿を載せたサーバー」
    if not (predicate.is_passive or predicate.frame.shape in _ARE_MOVED):
        return False
    if predicate.is_passive and ends[0] is None and lexicon.data.search(text) is not None:
        return True  # 「名簿業者に売られた情報」 of nobody in particular
    stated = any(slot is not None and slot.how is How.STATED for slot in ends)
    return (is_container or lexicon.data.search(text) is not None) and not stated


def extent_of(scene: Scene, predicate: Predicate) -> tuple[int, int]:
    """The clause in line offsets: from its first argument (with what modifies it) to what closes the predicate."""
    starts = [_leftmost(scene, a.chunk) for a in predicate.arguments if _opens(scene, a)]
    start = min([predicate.span[0], *starts])
    tail = _TAIL.match(scene.sentence.text, predicate.span[1])
    end = tail.end() if tail else predicate.span[1]
    if predicate.head is not None:
        end = max(end, predicate.head.end)
    text = scene.sentence.text[start:end].rstrip("。、, ")
    return scene.sentence.to_line(start, start + max(1, len(text)))


def shared_objects(scene: Scene, predicate: Predicate) -> list[Argument]:
    """「報告書を受領し、公開した」: the object of the verb before, where this one has none of its own."""
    for child in reversed(scene.sentence.parse.children(predicate.chunk)):
        is_set_off = scene.sentence.text[child.end - 1] == "、"
        is_strung = child.dep.startswith(("advcl", "conj")) or (child.dep.startswith("acl") and is_set_off)
        if is_strung and child.particle in {"", "て", "で"} and scene.sentence.has_word(child.index, "VERB", "NOUN"):
            objects = [
                argument_of(c) for c in scene.sentence.parse.children(child.index) if c.particle.startswith("を")
            ]
            if objects:
                return objects
    return []


def _cleft(scene: Scene, predicate: Predicate) -> Iterator[str]:
    """What was passed, said behind it: 「男が盗んだのは現金だった」."""
    if predicate.focus is not None:
        yield scene.sentence.words_of(predicate.focus)


def _is_data_nearby(scene: Scene, predicate: Predicate, context: str) -> bool:
    """The thing passed is left out: is data spoken of before, in this sentence or the one before it?"""
    words = _WORD_ENDS.split(context + scene.sentence.text[: predicate.span[0]])
    return any(frame_lexicon().data.search(word) for word in words if word)


def _opens(scene: Scene, argument: Argument) -> bool:
    """True for arguments that belong into the quote: not a whole clause before this one."""
    is_verb = scene.sentence.has_word(argument.chunk, "VERB")
    return argument.particle not in {"と", "て", "ば", "ので", "ため"} and not is_verb


def _leftmost(scene: Scene, chunk: int) -> int:
    """Where the subtree of a chunk begins."""
    before = [c for c in scene.sentence.parse.children(chunk) if c.index < chunk]
    return min([scene.sentence.parse.chunks[chunk].start, *(_leftmost(scene, c.index) for c in before)])
