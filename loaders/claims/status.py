"""How sure a sentence is of what it tells: confirmed, alleged, suspected, denied, or not told as a fact at all.

「名簿を売却した疑いで逮捕した」 is alleged, 「売却したとみられる」 suspected, 「流出は確認されていない」 and
「流出を防ぐ」 tell of no passing.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import Status
from loaders.claims.clauses import Argument, Predicate, Sentence
from loaders.claims.frames import frame_lexicon
from loaders.claims.modality import is_under, modality
from loaders.claims.supposed import charged_with, claimed_by_party, is_called_wrong, is_supposed

__all__ = ["is_presupposed", "status_of"]

_ATTEMPT = re.compile(r"(よう|[おこそとのほもろごぞどぼ]う)と$")
_NEGATES = re.compile(r"(な[いか]|あり(ま|得))")
_DENIES = re.compile(r"(否定|否認)")
_PRESS = re.compile(r"報じ|報道|書かれ")
_LEFT_OPEN = re.compile(r"(否定|排除)[^。]{0,10}(でき(な|ま)|しきれ|し切れ)")
_CLAIMED = re.compile(
    r"[^、。]{1,12}?と(?:する|主張する|称する|うたう)(?!と|方|よう)"
)  # 「弊社から盗んだとするファイル」
_PLAIN = re.compile(r"(?<!て[いお])[うくぐすつぬぶむる]$")
_ONLY_ASKS = re.compile(r"のではないか|かもしれない")
_CHARGE = re.compile(r"容疑は")
_CLAUSE_END = re.compile(r"[、。]")
_IS_ARRESTED = re.compile(r"[^、。「」をがは]*を[^。「」]{0,40}?(逮捕|書類送検|送検|起訴|送致|告訴|告発)")


def status_of(sentence: Sentence, predicate: Predicate, context: str) -> Status | None:
    """The status of a predicate; None if the words only speak of preventing, planning or supposing it.

    `context` is the text before the sentence in its line or paragraph (逮捕容疑は…). What modifies a noun
    (「持ち出された名簿」) is presupposed; only 「…した疑い」 and the like are told by their noun.
    """
    words = modality()
    head = predicate.head if predicate.head is not None and _closes(sentence, predicate) else None
    is_modifier = _describes(sentence, predicate)
    own = sentence.text[slice(*predicate.span)]
    near = _near(sentence, predicate, head)
    far = "" if is_modifier else _told_of(sentence, predicate)
    scope = own if is_modifier else near
    if is_modifier and _CLAIMED.match(sentence.text, predicate.span[0]):
        return None
    if _LEFT_OPEN.search(near + far) or (is_modifier and _is_habit(sentence, predicate)):
        return None
    if is_called_wrong(sentence, predicate) or (not is_modifier and _is_denied(sentence, predicate)):
        return Status.DENIED
    if words.skip.search(scope) or _ATTEMPT.search(own.rstrip("、")) or is_supposed(sentence, predicate):
        return None
    is_negated = predicate.is_negated and not _ONLY_ASKS.search(near)
    if is_negated or words.negated.search(scope):
        return Status.DENIED if _DENIES.search(near + far) else None
    if is_modifier:
        return Status.ALLEGED if _is_of_arrested(sentence, predicate) else Status.CONFIRMED
    if (claimed := claimed_by_party(sentence, predicate)) is not None:
        return claimed
    if charged_with(sentence, predicate):
        return Status.ALLEGED
    if words.alleged.search(near + far) or _CHARGE.search(sentence.text, 0, predicate.span[0]):
        return Status.ALLEGED if words.words["authority"].search(sentence.text + context) else Status.SUSPECTED
    is_hearsay = bool(words.suspected.search(near + far)) or _is_hearsay(sentence, predicate)
    return Status.SUSPECTED if is_hearsay else Status.CONFIRMED


def _near(sentence: Sentence, predicate: Predicate, head: Argument | None) -> str:
    """What is said about it up to the next comma; of a clause that only links to another (渡したうえ) the clause."""
    start, end = predicate.span
    if _is_linked(sentence, predicate):
        return sentence.text[start:end]
    return sentence.text[start : _clause_end(sentence.text, head.end if head else end)]


def is_presupposed(sentence: Sentence, predicate: Predicate) -> bool:
    """True if it only describes a noun (「流出した情報」): its truth is told elsewhere, with how sure it is.

    Likewise what another paper is told to have written (「…流出したと報じていた」).
    """
    if any(_PRESS.search(sentence.words_of(verb)) for verb in sentence.ancestors(predicate.chunk)):
        return True
    return _describes(sentence, predicate)


def _describes(sentence: Sentence, predicate: Predicate) -> bool:
    """True for 「持ち出された名簿」; not for 「…した疑い」, nor for 「渡したうえ、…」, which only links two clauses."""
    return predicate.head is not None and not _closes(sentence, predicate) and not _is_linked(sentence, predicate)


def _is_linked(sentence: Sentence, predicate: Predicate) -> bool:
    return is_under(sentence, predicate, "linking")


def _is_habit(sentence: Sentence, predicate: Predicate) -> bool:
    """「委託先に渡すデータは必要な項目に絞る」: what is done as a rule, or will be, is no passing that is told."""
    if predicate.head is None or predicate.frame.lawful or predicate.is_passive:
        return False
    is_data = frame_lexicon().data.search(sentence.words_of(predicate.head)) is not None
    own = sentence.text[slice(*predicate.span)].removesuffix("という")
    return is_data and _PLAIN.search(own) is not None


def _is_of_arrested(sentence: Sentence, predicate: Predicate) -> bool:
    """「名簿を売っていた男を逮捕した」: what the relative clause says of him is what he is arrested for."""
    return predicate.head is not None and _IS_ARRESTED.match(sentence.text, predicate.head.start) is not None


def _is_hearsay(sentence: Sentence, predicate: Predicate) -> bool:
    """「…に売ったとの情報が寄せられた」: somebody says so."""
    chunk = sentence.parse.chunks[predicate.chunk]
    if not chunk.particle.startswith("との") or chunk.head is None:
        return False
    return modality().nouns["hearsay"].match(sentence.words_of(sentence.parse.chunks[chunk.head])) is not None


def _is_denied(sentence: Sentence, predicate: Predicate) -> bool:
    """True if a verb of denial governs the predicate itself: 「…したとの疑いを否認している」.

    Likewise 「…した事実はないと否定した」; but 「…した疑いで逮捕され、否認している」 is still alleged by the police.
    """
    below = sentence.parse.chunks[predicate.chunk]
    for chunk in sentence.ancestors(predicate.chunk):
        if _DENIES.search(sentence.words_of(chunk)):
            return below.particle.startswith(("を", "と", "も", "は"))
        words = sentence.words_of(chunk)
        if not modality().nouns["closing"].match(words) and not _NEGATES.match(words):
            return False
        below = chunk
    return False


def _closes(sentence: Sentence, predicate: Predicate) -> bool:
    """True if the noun that the clause modifies only says how it is told (…した疑い, …したこと)."""
    return is_under(sentence, predicate, "closing")


def _clause_end(text: str, start: int) -> int:
    """The next 、 or 。 after the predicate."""
    match = _CLAUSE_END.search(text, max(0, start - 1))
    return match.end() if match else len(text)


def _told_of(sentence: Sentence, predicate: Predicate) -> str:
    """The words that the predicate depends on: what is said about its being so (…した疑い, …とみられる)."""
    return "/".join(sentence.words_of(chunk) for chunk in sentence.ancestors(predicate.chunk))
