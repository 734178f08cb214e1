"""The fields that a line names -> those that it tells of, without those that it denies.

「氏名が流出した。電話番号や住所は含まれていない」 tells of the name only; 「パスワードを除く会員情報」 of no password;
「氏名以外は流出していない」 denies all but the name. The words are in `denied_words.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from pydantic import TypeAdapter

from app.domain.document import BlockKind
from loaders.lexicons import read_lexicon
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.terms import find_fields
from loaders.mentions.values import FieldFound

__all__ = ["denied_by", "denied_fields", "denied_words", "told_fields"]

# "氏名、住所など個人情報は": what may stand between the last of several fields and their particle
_REST = (
    r"(?:\([^()]{0,60}\))?[」』)]?(?![^。、]{0,6}(?:以外|除))(?:を(?:含む|含めた|はじめとする))?"
    r"[^。、はがをも「」()]{0,20}"
)
_PARTICLE = r"(?:は|が|も|(?:に(?:ついて|関して|つきまして|関しまして)|として)(?:は|も)?|への|の|、)[、 ]?"
_GAP = r"(?P<gap>[^。]{0,40}?)"
# 「流出しており、決済への影響はない」: the leak is told before the denial, which speaks of something else
_TOLD_FIRST = re.compile(r"(?:流出|漏え?い|漏洩|漏れ|閲覧|窃取|取得|含ま|持ち出|盗ま|公開)[^。]{0,14}、|被害|悪用")
# 「含まれていないか」「含まれていないとは限らない」「登録されていない会員」: no denial
_NO_DENIAL_AFTER = re.compile(
    r"(?:い|せん|かった)?(?:でした)?(?:か(?!っ|ら)|とは(?:言|い|限|断|考)|わけ|場合|限り|(?:会員|顧客|利用者|方|人|者|お客))"
)
# what separates two fields: another clause, an exception, a limit
_APART = re.compile(r"[。はがをも「」]|(?:で|し|て|り|れ)、|のみ|だけ|以外|除|のほか|に加え")
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_JOINT = 24
_LEAD_REACH = 12
_REACH = 160  # signs behind a field within which it is denied


@dataclass(frozen=True)
class _Denial:
    id: str
    place: Literal["after", "at", "before"]
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class _DeniedWords:
    """`denied_words.yaml`, typed."""

    leak: str
    denials: tuple[_Denial, ...]

    @cached_property
    def compiled(self) -> tuple[tuple[_Denial, re.Pattern[str]], ...]:
        """Each denial with its pattern, to be matched behind the fields (or, for `before`, searched for)."""
        return tuple((one, self._pattern(one)) for one in self.denials)

    @cached_property
    def predicates(self) -> re.Pattern[str]:
        """Any denial that may stand at some distance behind."""
        return re.compile("|".join(self._any(one) for one in self.denials if one.place == "after"))

    def _any(self, one: _Denial) -> str:
        return "|".join(f"(?:{p.replace('{leak}', self.leak)})" for p in one.patterns)

    def _pattern(self, one: _Denial) -> re.Pattern[str]:
        match one.place:
            case "after":
                return re.compile(rf"{_REST}{_PARTICLE}{_GAP}(?:{self._any(one)})")
            case "at":
                return re.compile(
                    rf"(?:\([^()]*\))?[」』]?(?:など|等|といった)?(?:の?(?:個人)?情報)?(?:{self._any(one)})"
                )
            case "before":
                return re.compile(self._any(one))


@lru_cache(maxsize=1)
def denied_words() -> _DeniedWords:
    """The data file, read once."""
    return TypeAdapter(_DeniedWords).validate_python(read_lexicon("loaders.claims", "denied_words.yaml"))


def told_fields(analysis: Analysis, line: Line) -> tuple[FieldFound, ...]:
    """The fields of a line that it, or the line that leads its list, does not deny."""
    denied = denied_fields(analysis, line)
    return tuple(field for field in line.fields if field not in denied)


def denied_fields(analysis: Analysis, line: Line) -> frozenset[FieldFound]:
    """The other fields of a line."""
    if not line.fields or _is_under_denial(analysis, line):
        return frozenset(line.fields)
    return frozenset(field for _, field in _denied(line.text, line.fields))


def denied_by(text: str) -> Iterator[tuple[str, str]]:
    """(id of the denial, words of the field) of each field that a normalised text denies."""
    return ((name, field.text) for name, field in _denied(text, find_fields(text)))


def _denied(text: str, fields: Sequence[FieldFound]) -> Iterator[tuple[str, FieldFound]]:
    for one, pattern in denied_words().compiled:
        if one.place == "before":
            yield from ((one.id, field) for field in _labelled(text, fields, pattern))
            continue
        for last, field in enumerate(fields):
            match = pattern.match(text, field.end, field.end + _REACH)
            behind = fields[last + 1].start if last + 1 < len(fields) else len(text)
            if match and _is_denial(text, behind, match, is_exception=one.place == "at"):
                yield from ((one.id, f) for f in _coordinated(text, fields, last))


def _is_denial(text: str, behind: int, match: re.Match[str], *, is_exception: bool) -> bool:
    """`behind`: where the next field begins."""
    if is_exception:  # 「氏名以外は流出していない」
        clause = re.split("[。、]", text[match.end() : match.end() + _REACH], maxsplit=1)[0]
        return not denied_words().predicates.search(clause)
    if _NO_DENIAL_AFTER.match(text, match.end()) or _TOLD_FIRST.search(match["gap"]):
        return False
    return match.end() <= behind


def _coordinated(text: str, fields: Sequence[FieldFound], last: int) -> Iterator[FieldFound]:
    """The last field and those that it is listed with, from behind: 電話番号、住所 of 「電話番号や住所は」."""
    after = fields[last]
    in_brackets = text.startswith((")", "など)", "等)"), after.end)
    yield after
    for place in range(last - 1, -1, -1):
        field = fields[place]
        joint = _BRACKETS.sub("", text[field.end : after.start])
        if in_brackets and re.fullmatch(r"\([^()。]*", joint):
            in_brackets = False
        elif len(joint) > _LONGEST_JOINT or _APART.search(joint) or re.search("[()]", joint):
            return
        yield field
        after = field


def _labelled(text: str, fields: Sequence[FieldFound], pattern: re.Pattern[str]) -> Iterator[FieldFound]:
    """The fields behind a label, up to the end of its sentence."""
    for match in pattern.finditer(text):
        end = text.find("。", match.end())
        if not re.match(r"な[いくし]", text[match.end() :]):
            yield from (f for f in fields if match.end() <= f.start and (end < 0 or f.start < end))


def _is_under_denial(analysis: Analysis, line: Line) -> bool:
    """True for an item of a list whose leading line says that what follows is not among it."""
    if line.block.kind is not BlockKind.LIST_ITEM:
        return False
    above = analysis.lines[max(0, line.index - _LEAD_REACH) : line.index]
    lead = next((o for o in reversed(above) if o.block.kind is not BlockKind.LIST_ITEM), None)
    if lead is None or lead.fields:
        return False
    before = [pattern for one, pattern in denied_words().compiled if one.place == "before"]
    return any(pattern.search(lead.text) for pattern in before)
