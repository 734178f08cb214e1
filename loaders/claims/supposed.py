"""Who stands behind the words that a passing happened: a law that would punish it, a party in court, a supposition.

「渡した職員には罰金を科す」 and 「仮に渡っていたとしても」 tell of nothing that happened. 「検察側は…渡したと主張した」
is what the prosecution says; 「…と主張したが、裁判長は退けた」 is denied.
"""

from __future__ import annotations

import re

from app.domain.vocabulary import Status
from loaders.claims.clauses import Predicate, Sentence
from loaders.claims.modality import is_under, modality

__all__ = ["charged_with", "claimed_by_party", "is_called_wrong", "is_supposed"]

_NORM = re.compile(r"[^。]*(罰金|罰則|懲役|拘禁刑|過料)[^。]*(科す|科さ|処す|処さ|設け|定め|引き上げ)")
_THEN = re.compile(r"(ても|としても|れば|たら|なら|場合)")
_CAN = re.compile(r"でき(?:る|た)|られる|得る|うる|[えけげせてねべめれ]る$")
_PAST = re.compile(r"[ただ]\s*$")
_SCRIPT = re.compile(r"「[^「」]*」と(?:いう|の|いった)(?:もの|筋書き|想定|設定|シナリオ|架空|仮定|前提|触れ込み|名目)")
_NONE = re.compile(r"(ません|ない|なかった|おらず|いず)[^。]{0,12}$|(ません|ない|なかった)[^。]{0,12}。")
_IS_WRONG = re.compile(
    r"[^、。]{2,10}?(?:と|という|との|とする|とされ)[^。]{0,40}?(誤り|虚偽|デマ|事実無根|根も葉も|事実では?ない|"
    r"[社者庁市県署会局校院氏人側](?:は|も|が)、?(?:これを|これも|いずれも|全面的に|一貫して)?否定)"
)


def is_supposed(sentence: Sentence, predicate: Predicate) -> bool:
    """True if a law speaks of whoever would do it, or it is only supposed, or said that such things happen."""
    if predicate.head is not None and _NORM.match(sentence.text, predicate.head.start):
        return True
    if _is_scripted(sentence, predicate) or _left_no_trace(sentence, predicate):
        return True
    if is_under(sentence, predicate, "able"):
        return _CAN.search(sentence.text, *predicate.span) is not None
    if is_under(sentence, predicate, "general"):
        return _PAST.search(sentence.text, *predicate.span) is None
    for match in modality().words["conditions"].finditer(sentence.text, 0, predicate.span[0]):
        end = _THEN.search(sentence.text, match.end())
        if end is not None and predicate.span[0] < end.end():
            return True
    return False


def _is_scripted(sentence: Sentence, predicate: Predicate) -> bool:
    """「筋書きは「社員が名簿を売った」というもの」: what is made up for a drill, or only called so."""
    return any(match.start() < predicate.span[0] < match.end() for match in _SCRIPT.finditer(sentence.text))


def _left_no_trace(sentence: Sentence, predicate: Predicate) -> bool:
    """「公開された形跡は、これまでに見つかっておりません」, however far the denial stands behind."""
    if predicate.head is None or not is_under(sentence, predicate, "traces"):
        return False
    return _NONE.search(sentence.text, predicate.head.end) is not None


def claimed_by_party(sentence: Sentence, predicate: Predicate) -> Status | None:
    """What a party says to be so: alleged by the prosecution, suspected of others, denied if it was rejected."""
    for verb in sentence.ancestors(predicate.chunk):
        if sentence.lemmas(verb) & modality().pleading:
            if modality().words["rejecting"].search(sentence.text, verb.start):
                return Status.DENIED
            is_accusing = modality().words["prosecution"].search(sentence.text, 0, verb.start) is not None
            return Status.ALLEGED if is_accusing else Status.SUSPECTED
    return None


def is_called_wrong(sentence: Sentence, predicate: Predicate) -> bool:
    """「…したという情報は誤り」, 「…したと報じられたが、同社は否定した」; not 「…したとして逮捕されたが、否認」."""
    start, end = predicate.span
    return bool(_IS_WRONG.match(sentence.text, start)) and not modality().words["charging"].search(sentence.text, end)


def charged_with(sentence: Sentence, predicate: Predicate) -> bool:
    """「名簿を渡したとして逮捕された」: it is what he is charged with."""
    charging, above = modality().words["charging"], sentence.ancestors(predicate.chunk)
    is_quoted = sentence.parse.chunks[predicate.chunk].particle.startswith("と")
    return is_quoted and any(charging.search(sentence.words_of(verb)) for verb in above)
