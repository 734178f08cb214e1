"""How sure a sentence is of what it tells: confirmed, alleged, suspected, denied, or not told as a fact at all."""

from __future__ import annotations

import re

from app.domain.vocabulary import Status
from loaders.claims.clauses import Predicate, Sentence
from loaders.claims.frames import frame_lexicon

__all__ = ["status_of"]

_AUTHORITY = re.compile(r"(逮捕|起訴|書類送検|送検|送致|容疑|警視庁|県警|府警|警察|地検|検察|罪で|違反)")
_CLOSES = re.compile(r"(痕跡|形跡|事実|懸念|危険|疑い|可能性|恐れ|おそれ|容疑|こと|もの|の|模様)")


def status_of(sentence: Sentence, predicate: Predicate, context: str) -> Status | None:
    """The status of a predicate; None if the words only speak of preventing, planning or supposing it.

    `context` is the text before the sentence in its line or paragraph (逮捕容疑は…).
    """
    modality = frame_lexicon().modality
    end = (
        predicate.head.end
        if predicate.head is not None and _CLOSES.match(_head_text(sentence, predicate))
        else predicate.span[1]
    )
    near = sentence.text[predicate.span[0] : _clause_end(sentence.text, end)]
    own = sentence.text[predicate.span[0] : predicate.span[1]]
    is_modifier = predicate.head is not None and not _CLOSES.match(_head_text(sentence, predicate))
    scope = own if is_modifier else near
    if modality["skip"].search(scope):
        return None
    far = "" if is_modifier else _told_of(sentence, predicate)
    if predicate.is_negated or modality["negated"].search(scope):
        return Status.DENIED if re.search(r"(否定|否認)", near + far) else None
    if is_modifier:
        return Status.CONFIRMED
    if modality["alleged"].search(near + far) or re.search(r"容疑は", sentence.text[: predicate.span[0]]):
        return Status.ALLEGED if _AUTHORITY.search(sentence.text + context) else Status.SUSPECTED
    return Status.SUSPECTED if modality["suspected"].search(near + far) else Status.CONFIRMED


def _clause_end(text: str, start: int) -> int:
    """The next 、 or 。 after the predicate."""
    match = re.compile(r"[、。]").search(text, max(0, start - 1))
    return match.end() if match else len(text)


def _told_of(sentence: Sentence, predicate: Predicate) -> str:
    """The words that the predicate depends on: what is said about its being so (…した疑い, …とみられる)."""
    return "/".join(sentence.text[c.start : c.end] for c in sentence.ancestors(predicate.chunk))


def _head_text(sentence: Sentence, predicate: Predicate) -> str:
    return sentence.text[predicate.head.start : predicate.head.end] if predicate.head else ""
