"""Document → the same with █ in place of each character of leaked values, and a remark with their kinds and numbers.

Documents tell *about* leaks, but some show what leaked: rows of names, addresses and telephone numbers, a list of mail
addresses, a card number. A line is a row of leaked data if it holds values of three kinds, or of two, as the line
before or behind it does; a run is three values or more of mail addresses or telephone numbers in a row. How to reach a
firm, an office or the police stays, and so do days, counts, prices and what stands in a sentence alone. A text that is
mostly such rows is no document about a leak but the data, and is refused.

Offsets stay, since every character has one in its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from app.domain.claim import Claim
from app.domain.claim import Value as ClaimValue
from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import Document, Mention, Quote
from app.domain.errors import BadInput
from app.domain.view import Reading
from loaders.redaction.values import Value, is_contact, values_in

__all__ = ["LeakedData", "redact", "redact_reading", "refuse_leaked_data"]

_BLOCK = "█"
_ROW_ALONE, _ROW_AMONG = 3, 2  # kinds in a line
_RUN = 3  # values of one kind
_BEFORE = 2  # lines before a line that tell whose number it is
_DATA_ROWS, _DATA_SHARE = 5, 0.6
_NAMES = {
    "email": "mail addresses",
    "phone": "telephone numbers",
    "card": "card numbers",
    "my_number": "individual numbers",
    "address": "addresses",
    "name": "names",
}


class LeakedData(BadInput):
    """A file that is leaked data itself."""

    code = "leaked_data"


def redact(document: Document, place: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document without leaked values. Raises LeakedData, with kinds and numbers only, for one of nothing else."""
    text = document.text or ""
    lines = list(_lines(text))
    _refuse(lines, place)
    found = list(_leaked(lines))
    if not found:
        return document, ()
    return replace(document, text=_without(text, found)), (_remark(document, found),)


def redact_reading(reading: Reading) -> Reading:
    """The same for a ledger that was read: who gave and got is named in it, so names stay; other values do not."""
    text = reading.document.text or ""
    found = [value for value in _leaked(list(_lines(text))) if value.kind != "name"]
    if not found:
        return reading
    document = replace(reading.document, text=_without(text, found))
    values = {text[v.start : v.end]: _BLOCK * (v.end - v.start) for v in found}
    return replace(
        reading,
        document=document,
        mentions=tuple(_mention(one, document) for one in reading.mentions),
        claims=tuple(_claim(one, document, values) for one in reading.claims),
        diagnostics=(*reading.diagnostics, _remark(document, found)),
    )


def refuse_leaked_data(text: str, place: str) -> None:
    """LeakedData for a text that is mostly rows of values of persons."""
    _refuse(list(_lines(text)), place)


def _refuse(lines: Sequence[_Line], place: str) -> None:
    rows = [line for line in lines if line.kinds >= _ROW_AMONG]
    if len(rows) >= _DATA_ROWS and len(rows) >= _DATA_SHARE * len(lines):
        told = _counted(value for row in rows for value in row.values)
        message = f"is leaked data itself, not a document about it: {len(rows):,} rows with {told}"
        raise LeakedData(message, place=place, remedy="load a report about the leak; the data itself is never kept")


# ------------------------------------------------------------------ which values


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    values: Sequence[Value]
    says_contact: bool
    is_contact: bool  # says it, or a line just before does

    @property
    def kinds(self) -> int:
        return len({value.kind for value in self.values})


def _leaked(lines: Sequence[_Line]) -> Iterator[Value]:
    """The values of rows and runs, and those that are leaked wherever they stand, with places in the text."""
    taken = [*_in_rows(lines), *_in_runs(lines)]
    taken += [(line, value) for line in lines for value in line.values if value.stands_alone]
    places = {(line.start + v.start, line.start + v.end, v.kind) for line, v in taken}
    yield from (Value(*place) for place in sorted(places))


def _lines(text: str) -> Iterator[_Line]:
    at, before = 0, list[bool]()
    for line in text.splitlines(keepends=True):
        if line.strip():
            said = is_contact(line)
            near = said or any(before[-_BEFORE:])
            before.append(said)
            yield _Line(at, line, values_in(line), said, near)
        at += len(line)


def _in_rows(lines: Sequence[_Line]) -> Iterator[tuple[_Line, Value]]:
    for n, line in enumerate(lines):
        beside = [
            other.kinds >= _ROW_AMONG and not other.is_contact for other in (*lines[n - 1 : n], *lines[n + 1 : n + 2])
        ]
        is_full = line.kinds >= _ROW_ALONE and not line.says_contact  # whatever stands before: it is somebody's row
        if is_full or (line.kinds >= _ROW_AMONG and any(beside) and not line.is_contact):
            yield from ((line, value) for value in line.values)


def _in_runs(lines: Sequence[_Line]) -> Iterator[tuple[_Line, Value]]:
    """Values of one kind that follow each other, on one line or on lines with nothing else."""
    for kind in ("email", "phone"):
        run: list[tuple[_Line, Value]] = []
        for line in (*lines, None):
            values = [] if line is None or line.is_contact else [v for v in line.values if v.kind == kind]
            if line is not None and values and (len(values) >= _RUN or _is_little_else(line, values)):
                run += [(line, value) for value in values]
                continue
            if len(run) >= _RUN:
                yield from run
            run = []


def _is_little_else(line: _Line, values: Sequence[Value]) -> bool:
    covered = sum(value.end - value.start for value in values)
    return covered * 2 >= len(line.text.strip())


# ------------------------------------------------------------------ without them


def _without(text: str, values: Iterable[Value]) -> str:
    parts, last = list[str](), 0
    for value in values:
        start = max(value.start, last)
        parts += [text[last:start], _BLOCK * (value.end - start)]
        last = max(last, value.end)
    return "".join([*parts, text[last:]])


def _remark(document: Document, values: Sequence[Value]) -> Diagnostic:
    message = f"leaked values are not kept: {_counted(values)}"
    return Diagnostic("redacted.leaked_values", message, Severity.INFO, document.id, values[0].start, values[-1].end)


def _counted(values: Iterable[Value]) -> str:
    counts = Counter(value.kind for value in values)
    return ", ".join(f"{counts[kind]:,} {name}" for kind, name in _NAMES.items() if counts[kind])


def _mention(mention: Mention, document: Document) -> Mention:
    return replace(mention, quote=_quote(mention.quote, document))


def _quote(quote: Quote, document: Document) -> Quote:
    return document.quote(quote.start, quote.end) if quote.exact else quote


def _claim(claim: Claim, document: Document, values: Mapping[str, str]) -> Claim:
    quotes = tuple(_quote(quote, document) for quote in claim.quotes)
    return replace(claim, quotes=quotes, value=_value(claim.value, values))


def _value(value: ClaimValue, values: Mapping[str, str]) -> ClaimValue:
    if isinstance(value, str):
        for leaked, blocks in values.items():
            value = value.replace(leaked, blocks)
        return value
    if isinstance(value, Mapping):
        return {key: _value(one, values) for key, one in cast("Mapping[str, ClaimValue]", value).items()}
    if isinstance(value, list):
        return [_value(one, values) for one in value]
    return value
