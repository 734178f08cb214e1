"""How sure a sentence is of what it tells: confirmed, alleged, suspected, denied, or not told as a fact at all."""

from __future__ import annotations

import re

from app.domain.vocabulary import Status
from loaders.claims.clauses import Predicate, Sentence
from loaders.claims.frames import frame_lexicon

__all__ = ["status_of"]

_AUTHORITY = re.compile(r"(逮捕|起訴|書類送検|送検|送致|容疑|警視庁|県警|府警|警察|地検|検察|罪で|違反)")
_CLAUSE_END = re.compile(r"[。]|、(?=[^、。]{0,40}(は|が)、)")


def status_of(sentence: Sentence, predicate: Predicate, context: str) -> Status | None:
    """The status of a predicate; None if the words only speak of preventing, planning or supposing it.

    `context` is the text before the sentence in its line or paragraph (逮捕容疑は…).
    """
    modality = frame_lexicon().modality
    after = sentence.text[predicate.span[0] :]
    tail = after[: _end(after, predicate.span[1] - predicate.span[0])]
    is_modifier = predicate.head is not None and not re.match(r"(疑い|可能性|恐れ|おそれ|容疑|こと|もの|の)", _head_text(sentence, predicate))
    scope = after[: predicate.span[1] - predicate.span[0]] if is_modifier else tail
    if modality["skip"].search(scope):
        return None
    if predicate.is_negated or modality["negated"].search(scope[: len(scope) if not is_modifier else None]):
        return Status.DENIED if re.search(r"(否定|否認)", tail) else None
    if is_modifier:
        return Status.CONFIRMED
    if modality["alleged"].search(tail):
        return Status.ALLEGED if _AUTHORITY.search(sentence.text + context) else Status.SUSPECTED
    if modality["suspected"].search(tail):
        return Status.SUSPECTED
    if re.search(r"容疑は", sentence.text[: predicate.span[0]]):
        return Status.ALLEGED
    return Status.CONFIRMED


def _end(text: str, least: int) -> int:
    """Where the clause of a predicate ends, and with it what is said about it."""
    match = _CLAUSE_END.search(text, least)
    return match.end() if match else len(text)


def _head_text(sentence: Sentence, predicate: Predicate) -> str:
    return sentence.text[predicate.head.start : predicate.head.end] if predicate.head else ""
