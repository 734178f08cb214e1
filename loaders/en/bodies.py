"""Which bodies of data an English document speaks of: one main body per incident, and the parts that transfers carry.

The label is the phrase most often used ("customer list"); a part is known by its figure ("customer list (12,000
people)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.domain.document import Quote
from app.domain.graph import Count
from app.domain.vocabulary import Unit
from loaders.claims.datasets import Body, Figure, parts_of
from loaders.claims.drafts import AffectedDraft
from loaders.claims.merge import Merged
from loaders.en.controller import is_mostly_english
from loaders.mentions.analysis import Analysis, Line

__all__ = ["english_bodies"]

_WHOSE = (
    r"customers?|members?|patients?|subscribers?|clients?|users?|voters?|pupils?|students?|tenants?|personnel|employees?|staff"
    r"|phone|medical|personal|health|account|payroll|project management"
)
_WHAT = r"lists?|databases?|records|data(?: files?)?|details|files|information|spreadsheets?|registers?|names|addresses"
_PHRASE = re.compile(rf"\b(?:(?:{_WHOSE})(?:'s?|’s?)? )?(?:{_WHAT})\b", re.IGNORECASE)
_NO_DATA = re.compile(
    r"data (?:broker|protection|breach|centre|center)|(?:list|data|address) (?:broker|dealer)|information commissioner",
    re.I,
)
_NEAR_THE_WHOLE = 0.5


def english_bodies(analysis: Analysis, transfers: Sequence[Merged], affected: Sequence[AffectedDraft]) -> list[Body]:
    """The bodies of all incidents of a document in English; none for other documents."""
    bodies: list[Body] = []
    segments = sorted({t.first.segment for t in transfers})
    if not all(is_mostly_english(analysis, segment) for segment in segments):
        return []
    for segment in segments:
        own = [(index, t) for index, t in enumerate(transfers) if t.first.segment == segment]
        main = _main(analysis, segment, own[0][1], affected)
        bodies += [main, *parts_of(main, len(bodies), own, _part)]
    return bodies


def _main(analysis: Analysis, segment: int, first: Merged, affected: Sequence[AffectedDraft]) -> Body:
    lines = [line for line in analysis.lines if line.segment == segment and line.is_english]
    figures = [
        Figure(c.count, None, analysis.quote(line, c.start, c.end))
        for line in lines
        for c in line.counts
        if not c.is_part and not c.is_implausible
    ]
    largest = max((f.count.value for f in figures), default=0)
    fields = dict.fromkeys(code for row in affected if row.segment == segment for code in row.fields)
    label, quote = _label(analysis, lines)
    kept = [f for f in figures if f.count.value >= _NEAR_THE_WHOLE * largest]
    return Body(label, [quote or first.quotes[0]], segment, None, list(fields), kept)


def _label(analysis: Analysis, lines: Sequence[Line]) -> tuple[str, Quote | None]:
    """The phrase used most often, longer ones before short ones, with the place where it stands first."""
    counts: dict[str, int] = {}
    first: dict[str, Quote] = {}
    for line in lines:
        for match in _PHRASE.finditer(line.text):
            if _NO_DATA.match(line.text, match.start()):
                continue
            words = match[0].lower()
            counts[words] = counts.get(words, 0) + (2 if " " in words else 1)
            first.setdefault(words, analysis.quote(line, *match.span()))
    if not counts:
        return "data", None
    best = max(counts, key=lambda words: (counts[words], len(words)))
    return best, first[best]


def _part(transfer: Merged, count: Count, whole: int) -> Body:
    telling = next(t for t in transfer.tellings if t.count == count)
    quote = telling.quotes[0]
    words = _PHRASE.search(quote.exact)
    unit = "people" if count.unit is Unit.PEOPLE else "records"
    label = f"{words[0].lower() if words else 'data'} ({count.value:,} {unit})"
    return Body(label, [quote], telling.segment, whole, figures=[Figure(count, None, quote)])
