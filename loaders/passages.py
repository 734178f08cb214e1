"""Blocks -> passages: sentences of paragraphs, list items, footnotes and headings; a table row is one passage.

`「漏れた。申し訳ない。」と述べた。翌日、回収した。` is two sentences: what stands in quotes or brackets is
not cut. A quote that is not closed within 300 characters counts as no quote, so it cannot swallow the text behind it.
"""

# ruff: noqa: RUF001 - full-width signs are what this module reads

from __future__ import annotations

import re
from collections.abc import Iterator

from app.domain.document import Block, BlockKind, Document, Passage
from loaders.structure.lines import body_start, strip_span

__all__ = ["LONGEST_PASSAGE", "sentences", "split"]

LONGEST_PASSAGE = 1500
"""Characters; longer sentences and rows are cut behind their last sentence end, 、 or blank before."""
_QUOTE_REACH = 300
_PAIRS = {
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "［": "］",
    "[": "]",
    "【": "】",
    "〈": "〉",
    "《": "》",
    "“": "”",
}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_BRACKET = re.compile("[" + re.escape("".join([*_PAIRS, *_CLOSERS])) + '"]')
_STOP = re.compile(r"[。｡．！？!?.]+[」』）)】\"”’']*")
_CLOSED_QUOTE = re.compile(r"。[」』](?=\s|[一-鿿ァ-ヶA-Z])")
_TALK_GOES_ON = re.compile(r"\s*(?:と|って|の|など|や|か|を|が|は|に|で|も|[、,)）」』・])")
_WORD_BEFORE = re.compile(r"(?:[A-Za-z]+\.)*[A-Za-z]+$|[0-9]+$")
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\S+",
        "mr mrs ms dr prof st co corp inc ltd llc jr sr vs etc no vol fig al jan feb mar apr jun jul aug sep sept oct "
        "nov dec gen gov rep sen dept univ approx est e.g i.e u.s u.k u.n p.m a.m ph.d",
    )
)
_BANGS_IN_NAMES = frozenset({"yahoo", "yjfx"})
_LEADING_TAG = re.compile(r"(?:\s*</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>)+\s*", re.IGNORECASE)
_REFERENCES = re.compile(r"(?:[ \t]?(?:[*＊]\d{1,3}|※\d{1,2}|\[\d{1,3}\]))+(?!\d)")
_ITEM_HEAD = re.compile(r"[\s\-*+・(（]*")
_CUT = re.compile(r"[。！？][」』）)]*\s*|、|[,;]\s|\s")


def split(document: Document, blocks: tuple[Block, ...]) -> tuple[Passage, ...]:
    """The passages of a document in reading order; none overlaps another, each lies in its block.

    Markers (`・`, `(1)`, `##`) and ruling lines lie in blocks but in no passage. ValueError if there is no text.
    """
    if document.text is None:
        raise ValueError(f"{document.name}: no text to split")
    passages: list[Passage] = []
    for number, block in enumerate(blocks):
        for start, end in _spans(document.text, block):
            passages.append(Passage(document.id, len(passages), block.kind, start, end, number))
    return tuple(passages)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Trimmed spans of the sentences of `text[start:end]`, in order.

    >>> text = "「漏れた。」と話した。Yahoo! BBも認めた。"
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['「漏れた。」と話した。', 'Yahoo! BBも認めた。']
    """
    shelters = _shelters(text, start, end)
    place, at = start, 0
    for sign, stop in _stops(text, start, end):
        while at < len(shelters) and shelters[at][1] <= sign:
            at += 1
        if at == len(shelters) or shelters[at][0] >= sign:
            yield from _trimmed(text, place, stop)
            place = stop
    yield from _trimmed(text, place, end)


def _spans(text: str, block: Block) -> Iterator[tuple[int, int]]:
    if block.kind is BlockKind.TABLE_ROW:
        filled = [cell for cell in block.cells if cell[0] < cell[1]]
        found: Iterator[tuple[int, int]] = iter([(filled[0][0], filled[-1][1])] if filled else [])
    else:
        found = sentences(text, body_start(text, block.start, block.end), block.end)
    for start, end in found:
        for piece in _cut(text, start, end):
            if any(char.isalnum() for char in text[piece[0] : piece[1]]):
                yield piece


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without blanks at its ends and tags at its start; nothing if nothing is left."""
    start, end = strip_span(text, start, end)
    if tag := _LEADING_TAG.match(text, start, end):
        start = tag.end()
    if start < end:
        yield start, end


def _shelters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost stretches inside quotes and brackets, as offsets of opener and closer, in order."""
    straight = text.count('"', start, end) % 2 == 0
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text, start, end):
        sign, place = match.group(), match.start()
        while opened and place - opened[0][1] > _QUOTE_REACH:
            opened.pop(0)
        if sign == '"' and straight and '"' in (signs := [opener for opener, _ in opened]):
            pairs.append((opened[signs.index('"')][1], place))
            del opened[signs.index('"') :]
        elif sign in _PAIRS or (sign == '"' and straight):
            opened.append((sign, place))
        elif sign in _CLOSERS and _CLOSERS[sign] in (signs := [opener for opener, _ in opened]):
            last = len(signs) - 1 - signs[::-1].index(_CLOSERS[sign])
            pairs.append((opened[last][1], place))
            del opened[last:]
    return _outermost(sorted(pairs))


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for pair in pairs:
        if not kept or pair[0] > kept[-1][1]:
            kept.append(pair)
    return kept


def _stops(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where signs stand that may end a sentence, and where it then ends; quotes around them not regarded."""
    found = [
        (match.start(), _behind_references(text, match.end(), end))
        for match in _STOP.finditer(text, start, end)
        if _ends_sentence(text, match, start, end)
    ]
    return sorted(found + [(match.end() - 1, match.end()) for match in _CLOSED_QUOTE.finditer(text, start, end)])


def _behind_references(text: str, place: int, end: int) -> int:
    """Reference marks behind a sentence (`…した。*1 *2`) are its own, not the next one's."""
    marks = _REFERENCES.match(text, place, end)
    return marks.end() if marks else place


def _ends_sentence(text: str, match: re.Match[str], start: int, end: int) -> bool:
    after = text[match.end() : min(end, match.end() + 12)]
    sign = match.group().rstrip("」』）)】\"”’'")[-1]
    before = _WORD_BEFORE.search(text, max(start, match.start() - 20), match.start())
    word = before.group().casefold() if before else ""
    if not after.strip():
        return True
    if sign in "。｡":
        return True
    if sign in "．.":
        return _full_stop(text, match, word, after, start)
    if word in _BANGS_IN_NAMES or (after[0].isascii() and after[0].isalnum()) or _TALK_GOES_ON.match(after):
        return False
    return not word or _opens_sentence(after)


def _opens_sentence(after: str) -> bool:
    """True for a blank and a capitalised word of small letters: `! Now`, unlike `! BB顧客`."""
    rest = after.lstrip()
    return after[0].isspace() and rest[:1].isupper() and rest[1:2].islower()


def _full_stop(text: str, match: re.Match[str], word: str, after: str, start: int) -> bool:
    """True for a stop behind a word and before a blank, if the word is no abbreviation, initial or list number."""
    if not after[0].isspace() or after.lstrip()[:1].islower():
        return False
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    return not (word.isdigit() and _ITEM_HEAD.fullmatch(text, start, match.start() - len(word)))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span in pieces of at most LONGEST_PASSAGE characters."""
    while end - start > LONGEST_PASSAGE:
        cuts: dict[str, int] = {}
        for match in _CUT.finditer(text, start + 1, start + LONGEST_PASSAGE):
            cuts["stop" if match.group()[0] in "。！？" else "pause"] = match.end()
        stop = cuts.get("stop") or cuts.get("pause") or start + LONGEST_PASSAGE
        yield from _trimmed(text, start, stop)
        start = stop
    yield from _trimmed(text, start, end)
