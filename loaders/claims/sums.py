"""A stated total and the figures that make it up -> disagreements where they cannot go together.

A table whose last row says 合計 3,500件 above 1,200件 and 2,100件; 「3万件。内訳は住所2万件、電話番号1万5千件」; and
a part that is larger than its whole (「3万件、うち3万8千件」). Rounded figures may differ by what was rounded off.
Where a text speaks of 延べ or 重複, or leaves some of the parts out (など, ほか), sums are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.amount import agree
from app.domain.document import Quote
from app.domain.graph import Count
from app.domain.vocabulary import Qualifier
from loaders.claims.disagreement import Disagreement
from loaders.claims.tables import Row, table_rows
from loaders.ja.numbers import NUMBER, parse_number, plain
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound

__all__ = ["find_sums"]

_TOTAL = re.compile(r"(?:合計|総計|総数|計)(?:\([^()]*\))?")
_SUBTOTAL = re.compile(r"(?:小|合|総)?計|総数|うち|内訳")
_CELL = re.compile(rf"(?P<rough>約|およそ)?\s*(?P<number>{NUMBER})\s*(?:件|人|名)?(?:様)?(?:分)?")
_COUNTED_TWICE = re.compile(r"重複|延べ|のべ|複数の")
_PARTS = re.compile(r"内訳(?:は|として)?")
_OPEN_END = re.compile(r"など|ほか|他|その他|等(?![級しに])")
_STATED_SUM = re.compile(r"(?:合わせて|合計(?:で)?|計)\s*(?:約)?$")
_TWO = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """A figure with its words."""

    count: Count
    words: Quote


def find_sums(analysis: Analysis) -> Iterator[Disagreement]:
    """Totals that are not the sum of what makes them up, in the order of the document."""
    yield from _in_tables(analysis)
    for line in analysis.lines:
        yield from _larger_part(analysis, line)
        yield from _broken_down(analysis, line)


def _in_tables(analysis: Analysis) -> Iterator[Disagreement]:
    if _COUNTED_TWICE.search(analysis.document.text or ""):
        return
    tables: dict[int, list[Row]] = {}
    for row in table_rows(analysis):
        tables.setdefault(row.table, []).append(row)
    for rows in tables.values():
        last = rows[-1]
        if not _TOTAL.fullmatch(_text(analysis, last, last.cells[0]).strip()):
            continue
        figures = [_figure(analysis, row) for row in rows]
        known = [figure for figure in figures if figure is not None]
        if len(known) == len(rows) > _TWO and not any(_SUBTOTAL.match(_first(analysis, row)) for row in rows[:-1]):
            yield from _compared(known[-1], known[:-1])


def _broken_down(analysis: Analysis, line: Line) -> Iterator[Disagreement]:
    """「3万件。内訳は …」: the whole stands before, in the line or in the one before it."""
    mark = _PARTS.search(line.text)
    if mark is None or _OPEN_END.search(line.text, mark.end()) or _COUNTED_TWICE.search(line.text):
        return
    behind = [c for c in line.counts if c.start >= mark.end() and not _STATED_SUM.search(line.text, 0, c.start)]
    ahead = [c for c in line.counts if c.end <= mark.start()]
    whole, at = (ahead[-1], line) if ahead else (None, line)
    if whole is None and line.index:
        at = analysis.lines[line.index - 1]
        whole = at.counts[-1] if at.segment == line.segment and len(at.counts) == 1 else None
    if whole is not None and len(behind) >= _TWO and all(c.count.unit is whole.count.unit for c in behind):
        yield from _compared(_part(analysis, at, whole), [_part(analysis, line, count) for count in behind])


def _larger_part(analysis: Analysis, line: Line) -> Iterator[Disagreement]:
    """「3万件、うち3万8千件」."""
    for whole, part in zip(line.counts, line.counts[1:], strict=False):
        if part.is_part and not whole.is_part and whole.count.unit is part.count.unit:
            larger = part.count.value > whole.count.value and not agree(part.count, whole.count)
            if larger and "。" not in line.text[whole.end : part.start]:
                sides = [_part(analysis, line, one) for one in (whole, part)]
                told = tuple((one.count.value, (one.words,)) for one in sides)
                about = f"a part is larger than its whole: {part.count.value:,} / {whole.count.value:,}"
                yield Disagreement(about, "record_count", None, told)


def _compared(whole: _Part, parts: Sequence[_Part]) -> Iterator[Disagreement]:
    total = sum(part.count.value for part in parts)
    is_rough = any(one.count.qualifier is not Qualifier.EXACT for one in (whole, *parts))
    together = Count(total, Qualifier.ABOUT if is_rough else Qualifier.EXACT, whole.count.unit)
    if not agree(together, whole.count):
        sides = ((whole.count.value, (whole.words,)), (total, tuple(sorted({part.words for part in parts}))))
        about = f"a total and the sum of its parts: {whole.count.value:,} / {total:,}"
        yield Disagreement(about, "record_count", None, sides)


# ------------------------------------------------------------ figures


def _figure(analysis: Analysis, row: Row) -> _Part | None:
    """The one figure of a row's count cell."""
    span = row.typed.get("count")
    match = _CELL.fullmatch(_text(analysis, row, span).strip()) if span else None
    number = parse_number(match["number"]) if match else None
    if span is None or match is None or number is None:
        return None
    qualifier = Qualifier.ABOUT if match["rough"] or number.is_vague else Qualifier.EXACT
    return _Part(Count(plain(number.value), qualifier), analysis.quote(analysis.lines[row.line], *span))


def _part(analysis: Analysis, line: Line, count: CountFound) -> _Part:
    return _Part(count.count, analysis.quote(line, count.start, count.end))


def _text(analysis: Analysis, row: Row, span: tuple[int, int]) -> str:
    return analysis.lines[row.line].text[slice(*span)]


def _first(analysis: Analysis, row: Row) -> str:
    return _text(analysis, row, row.cells[0]).strip()
