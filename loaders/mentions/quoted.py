"""Names in brackets, by the words before them: 学習塾「つゆくさ」 is an actor, 家計簿ソフト「ゼニガタ」 is none.

「「晴天印房」の元アルバイト」 needs no such word: only an organization has former employees. What a bracket holds that
is a clause (「名簿を売った」) is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.domain.vocabulary import ActorKind, Role
from loaders.lexicons import read_lexicon
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.names import can_be_name
from loaders.mentions.spot import Form, Spot

__all__ = ["bearer_before", "bearers", "bracketed", "kinds_in"]

_BRACKET = re.compile(r"「([^「」『』]{2,24})」|『([^「」『』]{2,24})』")
_LINK = re.compile(r"(?:の|である)$")
_STAFF_BEHIND = re.compile(
    r"(?:(?:の|に勤める|に勤めていた|に勤務する|で働く|で働いていた)"
    r"(?:元|前)?(?:代表取締役|社長|会長|店長|支店長|塾長|院長|従業員|社員|派遣社員|契約社員|アルバイト|パート|経営者|店主|役員)"
    r"|の元(?:職員|担当者|スタッフ|部長|課長))(?!(?![男女])[一-鿿])"
)
_SEAT_BEHIND = re.compile(r"\((?:[^()]{1,10}[市区町村都道府県]|同[市区町村県])\)")
_REPORTS = re.compile(r"(?:誌|紙)?(?:の(?:記事|報道|取材)|[がは](?:報じ|伝え|報道)|によると)")
_BEARER = re.compile(r"([一-鿿々ァ-ヺー]{2,12})[「『]$")
_CLAUSE = re.compile(
    r"(?<=[一-鿿々ァ-ヺーA-Za-z0-9ぁ-ん])(?:を|は|が|へ|から)(?=[一-鿿ァ-ヺ])|[。、!?]|(?:した|ます|です|ない|だ|せよ)$"
)
_LONGEST_WORD = 8


@dataclass(frozen=True, slots=True)
class _Bearer:
    id: str
    words: tuple[str, ...]


@lru_cache(maxsize=1)
def bearers() -> Mapping[str, str]:
    """The words of `quoted.yaml` -> their kind."""
    entries = (_Bearer(e["id"], tuple(e["words"])) for e in read_lexicon("loaders.mentions", "quoted.yaml"))
    return {word: entry.id for entry in entries for word in entry.words}


def bracketed(text: str) -> list[Spot]:
    """The names of organizations and of the press that stand in brackets."""
    return [
        _spot(m, kind) for kind, m in _brackets(text) if kind in {"organization", "press"} and _may_name(_content(m))
    ]


def bearer_before(text: str, start: int) -> str:
    """What the words before a bracket call whose name it holds: 美容クリニック of 「美容クリニック「レイラ」」."""
    m = _BEARER.search(text, 0, start)
    return m[1] if m and bearers().get(m[1], "organization") == "organization" else ""


def kinds_in(text: str) -> list[str]:
    """Of what kinds the brackets of a text are, for the examples of `quoted.yaml`."""
    return [kind for kind, m in _brackets(text) if _may_name(_content(m))]


def _brackets(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    if "「" not in text and "『" not in text:
        return
    for m in _BRACKET.finditer(text):
        kind = _kind(text, m.start()) or _kind_behind(text, m)
        if kind:
            yield kind, m


def _kind_behind(text: str, m: re.Match[str]) -> str:
    """What the words behind a bracket say: 「…」の元社員 or (大阪市) of an organization, 『…』の記事 of the press."""
    if _STAFF_BEHIND.match(text, m.end()) or _SEAT_BEHIND.match(text, m.end()):
        return "organization"
    return "press" if m[0].startswith("『") and _REPORTS.match(text, m.end()) else ""


def _content(m: re.Match[str]) -> str:
    return m[m.lastindex or 1]


def _may_name(content: str) -> bool:
    return can_be_name(content) and not _CLAUSE.search(content) and not actor_lexicon().heads.get(content)


def _kind(text: str, end: int) -> str:
    """What the words that end there say of a name behind them; empty if nothing."""
    front = text[max(0, end - _LONGEST_WORD - 3) : end]
    for before in dict.fromkeys((front, _LINK.sub("", front))):
        for start in range(max(0, len(before) - _LONGEST_WORD), len(before)):
            word = before[start:]
            if word in bearers():
                return bearers()[word]
            head = actor_lexicon().heads.get(word)
            if head and head.kind is ActorKind.ORGANIZATION and (len(word) > 1) and head.id != "press":
                return "organization"
    return ""


def _spot(m: re.Match[str], kind: str) -> Spot:
    span, name = m.span(m.lastindex or 1), _content(m)
    if kind == "press":
        return Spot(*span, Form.NAME, name, ActorKind.ORGANIZATION, (Role.JOURNALIST,), "", "press")
    return Spot(*span, Form.NAME, name, ActorKind.ORGANIZATION)
