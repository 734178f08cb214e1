"""Several tellings of one organization's data -> one row: the total or first whole count, the exact one if rounded.

`約2万件` in the first sentence and `2万345件` further on are one row with 20,345; a part (うち300件) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import BlockKind
from app.domain.graph import Count
from app.domain.vocabulary import AffectedStatus, How, Qualifier
from loaders.claims.denied_fields import denied_fields, told_fields
from loaders.claims.drafts import AffectedDraft
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound

__all__ = ["Telling", "implausible", "row_of", "trimmed"]

_TOTAL = re.compile(r"(?:合計|総計|計|総数|全体)(?:で|の|は)?(?:約|およそ)?\s*$")
_RESULT = re.compile(r"(?:調査|精査|解析|確認)(?:の結果|により|で判明)|最終的に")
_SHOWN = re.compile(
    r"脅|恐喝|要求し|買い取れ|買い取るよう|見本|サンプル"
)  # who demands money shows a part of what he has
_SAME = 0.06  # a rounded figure (約18万件) and the exact one (18万5626件) lie this close


@dataclass(frozen=True, slots=True)
class Telling:
    """One count (or None) told of one organization."""

    organization: int
    found: CountFound | None
    status: AffectedStatus
    line: Line
    span: tuple[int, int]
    how: How


def row_of(analysis: Analysis, claims: list[Telling]) -> tuple[AffectedDraft, list[Diagnostic]]:
    """The row of one organization: its largest whole count, the more exact of two that round to one."""
    best = _best([c for c in claims if c.found is not None])
    same = [c for c in claims if best is None or c.found is None or _agree(c, best)]
    chosen = best or claims[0]
    left = [c for c in claims if c not in same]
    fields = _fields(analysis, chosen, same)
    row = AffectedDraft(
        organization=chosen.organization,
        count=chosen.found.count if chosen.found else None,
        fields=fields,
        status=chosen.status,
        quotes=tuple(sorted({analysis.quote(c.line, *_trim(c)) for c in same})),
        segment=chosen.line.segment,
        how=chosen.how,
    )
    odd = [implausible(analysis, chosen.line, chosen.found)] if chosen.found and chosen.found.is_implausible else []
    return row, [*odd, *(_left_out(analysis, c) for c in left if c.found)]


def implausible(analysis: Analysis, line: Line, found: CountFound) -> Diagnostic:
    """A figure that stands in the text but that no writer means (69,239万件): it is kept as it stands, and told."""
    start, end = line.view.raw(found.start, found.end)
    message = "a figure that can hardly be meant; it is kept as it stands"
    return Diagnostic("affected.implausible_count", message, Severity.WARNING, analysis.document.id, start, end)


def _trim(claim: Telling) -> tuple[int, int]:
    return trimmed(claim.line.text, *claim.span)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and commas at its ends."""
    while start < end and text[start] in " 、。":
        start += 1
    while end > start and text[end - 1] in " 、。":
        end -= 1
    return start, end


def _best(claims: list[Telling]) -> Telling | None:
    """The first count told of the whole, outside headings; the exact one where it was rounded there."""
    body = [c for c in claims if c.line.block.kind is not BlockKind.HEADING] or claims
    whole = [c for c in body if c.found and not c.found.is_part] or body
    if not whole:
        return None
    whole = [c for c in whole if c.found and not c.found.is_implausible] or whole
    open_ones = [c for c in whole if not _SHOWN.search(c.line.text)] or whole
    first = next((c for c in whole if _is_total(c)), None) or next((c for c in whole if _is_result(c)), None)
    first = first or max(open_ones, key=lambda c: _weight(c, open_ones))
    return next((c for c in whole if _is_exact(c) and _agree(c, first)), first)


def _weight(claim: Telling, others: list[Telling]) -> int:
    """How much speaks for a count: how often it is told, that fields are told with it, that it is the largest."""
    told = sum(_agree(claim, other) for other in others)
    is_largest = all(_value(claim) >= _value(other) for other in others)
    return told + bool(claim.line.fields) + is_largest


def _value(claim: Telling) -> float:
    return claim.found.count.value if claim.found else 0


def _is_total(claim: Telling) -> bool:
    """True for a count that is called a total (合計, 計), in its own words or just before them."""
    found = claim.found
    return found is not None and ("計" in found.text or _TOTAL.search(claim.line.text, 0, found.start) is not None)


def _is_result(claim: Telling) -> bool:
    """True for what an investigation found, which goes before what was reported at first."""
    return claim.found is not None and _RESULT.search(claim.line.text, 0, claim.found.start) is not None


def _is_exact(claim: Telling) -> bool:
    return claim.found is not None and claim.found.count.qualifier is Qualifier.EXACT


def _agree(a: Telling, b: Telling) -> bool:
    return a.found is not None and b.found is not None and _close(a.found.count, b.found.count)


def _close(a: Count, b: Count) -> bool:
    return abs(a.value - b.value) <= _SAME * max(a.value, b.value)


def _fields(analysis: Analysis, chosen: Telling, claims: list[Telling]) -> tuple[str, ...]:
    """Fields named with the counts; else in the lines next to them, where several are listed and none is denied."""
    codes = [f.code for c in claims for f in told_fields(analysis, c.line)]
    if len(set(codes)) < 2:
        near = analysis.lines[max(0, chosen.line.index - 2) : chosen.line.index + 4]
        listing = [line for line in near if line.segment == chosen.line.segment and line.fields]
        told = [f for line in listing if len(line.fields) > 1 for f in told_fields(analysis, line)]
        denied = {f.code for line in listing for f in denied_fields(analysis, line)}
        codes += [f.code for f in told if f.code not in denied]
    return tuple(dict.fromkeys(codes))


def _left_out(analysis: Analysis, claim: Telling) -> Diagnostic:
    start, end = claim.line.view.raw(claim.found.start, claim.found.end) if claim.found else (0, 0)
    message = "another count of the same organization; the row keeps the largest whole"
    return Diagnostic("affected.other_count", message, Severity.INFO, analysis.document.id, start, end)
