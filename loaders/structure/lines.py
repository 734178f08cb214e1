"""Text -> physical lines with what their first characters say: list item, footnote, heading sign, or plain.

`  - 対象は三人` is a line with indent 2 whose marker `-` opens a list item and whose body starts at `対象`.
A line that holds several paragraphs (each opened by an ideographic space after a sentence's end) or several items
(`・甲 ・乙`) is given as several lines.
"""

# ruff: noqa: RUF001 - full-width signs are what this module reads

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.ja.view import is_cjk

__all__ = ["Line", "Marker", "body_start", "is_closed", "is_dated", "is_open", "lines_of", "strip_span"]

BLANKS = " \t\u3000\xa0\r\n\x0b\x0c\x85\u2028\u2029\u2000-\u200f\u202f\u205f\u2060\ufeff"
_SKIP = re.compile(f"[{BLANKS}]+")
_LINE = re.compile("[^\r\n\x0c\u2028\u2029]+|\r\n|[\r\n\x0c\u2028\u2029]")
_PARAGRAPH_INSIDE = re.compile("(?<=[。！？」』）)])[ \t]*\u3000+(?=\\S)")
_ITEM_INSIDE = re.compile(r"(?<=\S)[ \t\u3000]+(?=[・●○][^\s・])")

_NUMBER = r"\d{1,2}"
_COUNTER = r"[月日万億千%％]|年(?!金)|時(?!期|系)|[分秒件人名社回個台円組歳代割点本枚](?![\u4e00-\u9fff])"
_MARKERS: tuple[tuple[str, str, str], ...] = (
    # kind, style, pattern; the first that matches at the line's start wins
    (
        "footnote",
        "note",
        r"[*＊]\d{1,3}[:：)）]\s*|※(?:\s?\d{1,2}(?!\d))?\s*|[(（]注\d{0,2}[)）]\s*|注\d{0,2}[)）:：]\s*"
        r"|\[\^[^\]\s]{1,20}\]:\s*",
    ),
    ("heading", "md1", r"#\s+"),
    ("heading", "md2", r"##\s+"),
    ("heading", "md3", r"###\s+"),
    ("heading", "md4", r"####\s+"),
    ("heading", "md5", r"#####\s+"),
    ("heading", "md6", r"######\s+"),
    ("sign", "square", r"[■◆▼▲□◇▽△]\s*(?=\S)"),
    (
        "numbered",
        "chapter",
        r"第[\d一二三四五六七八九十]{1,3}[章節部編]?[ \t\u3000、.．]\s*(?=\S)"
        r"|[IVXⅠ-Ⅻ]{1,4}[ \t\u3000.．]\s*(?=[\u3040-\u9fff])",
    ),
    ("bullet", "dash", r"[-+–—]\s+(?=\S)"),
    ("bullet", "star", r"\*\s+(?=\S)"),
    ("bullet", "dot", r"[・･•‣▪◦⁃]\s*(?=\S)"),
    ("bullet", "disc", r"[●○◯◎]\s*(?=\S)"),
    ("numbered", "circled", r"[①-⑳㉑-㉟]\s*"),
    ("numbered", "paren", rf"[(（]{_NUMBER}[)）]\s*|[⑴-⒇]\s*"),
    ("numbered", "paren_letter", r"[(（][a-zア-ン][)）]\s*"),
    ("numbered", "half_paren", rf"{_NUMBER}[)）]\s*"),
    ("numbered", "point", rf"{_NUMBER}[.．、](?!\d)\s*|[⒈-⒛]\s*"),
    ("numbered", "letter", r"[a-z][.)]\s+(?=\S)|[ア-ン][.．)）]\s*"),
    ("numbered", "bare", rf"{_NUMBER}[ \t\u3000]+(?=[\u3041-\u9fffA-Z「])(?!{_COUNTER})"),
)
_MARKER = re.compile("|".join(f"(?P<m{i}>{pattern})" for i, (_, _, pattern) in enumerate(_MARKERS)))
_QUOTED = re.compile(r"(?:>\s*)+(?=\S)")
_CLOSED = re.compile(r"(?:[。．!?！？」』】〉》>｡：:;；]|\.)[\"'”’)）\]*_]*$|[。．][」』)）】\"”]+$")
_OPEN = re.compile(
    r"[、,，]$|(?:は|が|を|に|の|で|と|も|へ|や|から|まで|より|など|て|として|により|において|に対し|とし|ており|であり|ため)$"
    r"|[\u4e00-\u9fff]{2}(?<!直)し$|\b(?:the|a|an|of|to|in|and|or|for|by|with|that|from|on|at)$"
)
_HEADING_TAIL = re.compile(
    r"(?:について|につきまして|に対して|に関して|に向けて|に当たって|にあたって|をめぐって|ために)$"
)
_DATED = re.compile(
    r"(?:(?:\d{4}年|(?:平成|令和|昭和)[\d元]{1,2}年|[同翌昨本今]年)?[ \u3000]?"
    r"(?:\d{1,2}月(?:[ \u3000]?\d{1,2}日|[上中下初]旬|末)?|同月\d{1,2}日|[同翌][日月])"
    r"|\d{4}年|\d{4}[/.\-]\d{1,2}(?:[/.\-]\d{1,2})?|\d{1,2}/\d{1,2})"
    r"(?:[ \u3000]?[(（][月火水木金土日祝・]{1,3}[)）])?(?:頃|ごろ|以降)?"
    r"(?:[ \t\u3000]*[:：]|[ \t\u3000]+)[ \t\u3000]*(?![はがをにのでと、。]|\d{1,2}[ \u3000]?[時:：])(?=\S)"
)
_PARTICLE_HEAD = re.compile(r"(?:は|が|を|に|の|で|と|も|へ|から|まで|より)(?![ぁ-ん])")


@dataclass(frozen=True, slots=True)
class Marker:
    """What opens a line: `kind` is footnote, heading, sign, bullet or numbered; `style` tells `(1)` from `1.`."""

    kind: str
    style: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line's trimmed span `[start, end)`, the start of its body behind the marker, and its surroundings.

    `indent` counts the blanks before it; `blank_before` says that an empty line (or the start of the text) precedes;
    `fresh` that it opens a paragraph by its indent or stands inside a physical line.
    """

    start: int
    end: int
    body: int
    indent: int
    marker: Marker | None
    blank_before: bool
    fresh: bool


def lines_of(text: str) -> tuple[Line, ...]:
    """Every line that holds something, in order."""
    lines: list[Line] = []
    breaks = 2
    for match in _LINE.finditer(text):
        if match.group()[0] in "\r\n\x0c\u2028\u2029":
            breaks += 1
            continue
        for number, (start, end) in enumerate(_pieces(text, match.start(), match.end())):
            edge = start if number else match.start()
            lines.append(_line(text, edge, (start, end), breaks, number))
            breaks = 0
    return tuple(lines)


def strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and zero-width characters at its ends; `(end, end)`-like when nothing is left."""
    match = _SKIP.match(text, start, end)
    start = match.end() if match else start
    while end > start and _SKIP.match(text, end - 1, end):
        end -= 1
    return start, end


def body_start(text: str, start: int, end: int) -> int:
    """Where the words begin behind a list, heading or footnote marker (several, as in `- (1) …`)."""
    if quoted := _QUOTED.match(text, start, end):
        start = quoted.end()
    for _ in range(3):
        match = _MARKER.match(text, start, end)
        if match is None or match.end() >= end:
            break
        start = match.end()
    return start


def is_closed(text: str, line: Line) -> bool:
    """True if the line ends as a sentence does."""
    return _CLOSED.search(text, max(line.start, line.end - 8), line.end) is not None


def is_dated(text: str, line: Line) -> bool:
    """True for a line of a chronicle: a date in front, set off from what happened on it (`4月6日 県警に相談`)."""
    return _DATED.match(text, line.body, line.end) is not None


def is_open(text: str, line: Line, after: Line) -> bool:
    """True if the line's sentence plainly goes on in the next: a 、 or particle ends this one, or opens that one."""
    tail = text[max(line.start, line.end - 12) : line.end]
    if _HEADING_TAIL.search(tail):
        return False
    return _OPEN.search(tail) is not None or _PARTICLE_HEAD.match(text, after.start, after.end) is not None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs or items inside one physical line; nothing for a blank one."""
    first, _ = strip_span(text, start, end)
    splitter = _ITEM_INSIDE if text[first : first + 1] in set("・●○") else _PARAGRAPH_INSIDE
    for match in splitter.finditer(text, first, end):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = strip_span(text, start, end)
    if start < end:
        yield start, end


def _line(text: str, edge: int, span: tuple[int, int], breaks: int, number: int) -> Line:
    """The line behind so many line breaks; `edge` is where its blanks start, `number` counts pieces of one line."""
    start, end = span
    match = _MARKER.match(text, start, end)
    marker, body = None, start
    if match is not None and match.end() < end and match.lastgroup is not None:
        kind, style, _ = _MARKERS[int(match.lastgroup[1:])]
        marker, body = Marker(kind, style), match.end()
    lead = text[edge:start]
    fresh = number > 0 or "\u3000" in lead or (lead == " " and is_cjk(text[start]))
    return Line(start, end, body, len(lead.expandtabs(4)), marker, breaks > 1, fresh)
