"""Lists -> affected organizations: in front of their figures, or alone in a line with counts in the items below it.

「・甲市:約3万件(氏名、住所)」 is a row. 「甲県」 and below it 「・納税通知書(氏名)……個人300件/法人20件」 is one row:
the sum, so inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.document import BlockKind
from app.domain.graph import Count
from app.domain.vocabulary import AffectedStatus, How, Qualifier
from loaders.claims.affected_status import status_of
from loaders.claims.affected_tables import count_in
from loaders.claims.denied_fields import told_fields
from loaders.claims.drafts import AffectedDraft, Slot
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.counts import find_cell_counts
from loaders.mentions.listed import Item, items_of

__all__ = ["from_lists", "listed_in"]

_MARKS = " ・-*●○■□◆▼【】[]<>:"
_REACH = 12


def from_lists(analysis: Analysis, listed: Sequence[Item]) -> list[AffectedDraft]:
    """A row for each organization whose items hold counts; two such organizations at least make a list."""
    rows = [row for row in (_row(analysis, *group) for group in _groups(analysis)) if row]
    alone = rows if len({row.organization for row in rows}) > 1 else []
    told = [row for row in (_told(analysis, item) for item in listed) if row]
    return [*told, *(row for row in alone if row.organization not in {one.organization for one in told})]


def listed_in(analysis: Analysis) -> tuple[Item, ...]:
    """The lines that are rows by themselves."""
    lines = analysis.lines
    return items_of(analysis.blocks, [line.passage for line in lines], [line.view for line in lines])


def _told(analysis: Analysis, item: Item) -> AffectedDraft | None:
    """The row of a line that begins with its organization."""
    line = analysis.lines[item.line]
    named = line.actor_at(*item.name)
    if named is None:
        return None
    start, end = item.rest
    rest = line.text[start:end]
    counts = [replace(c, start=c.start + start, end=c.end + start) for c in find_cell_counts(rest)]
    count = count_in(counts, line.text)
    said = status_of(rest) or (_status_before(analysis, line) if counts else AffectedStatus.UNKNOWN)
    return AffectedDraft(
        organization=named.actor,
        count=count.value,
        fields=tuple(dict.fromkeys(f.code for f in told_fields(analysis, line) if f.start >= start)),
        status=said,
        quotes=(analysis.whole(line),),
        segment=line.segment,
        how=count.how,
    )


def _groups(analysis: Analysis) -> Iterator[tuple[int, Line, list[Line]]]:
    """(actor, its line, the list items up to the next line of another kind)."""
    lines = analysis.lines
    for n, line in enumerate(lines):
        actor = _alone(line)
        if actor is None:
            continue
        items: list[Line] = []
        for below in lines[n + 1 : n + 1 + _REACH]:
            if below.block.kind is BlockKind.HEADING or _alone(below) is not None:
                break
            items.append(below)
        yield actor, line, items


def _alone(line: Line) -> int | None:
    """The actor of a line that holds nothing but a name."""
    text = line.text.strip(_MARKS)
    names = [d for d in line.actors if d.is_name and line.text[d.start : d.end] == text]
    return names[0].actor if names else None


def _row(analysis: Analysis, actor: int, head: Line, items: list[Line]) -> AffectedDraft | None:
    told = [line for line in items if line.counts]
    if not told:
        return None
    count = _total(told)
    codes = [f.code for line in told for f in told_fields(analysis, line)]
    return AffectedDraft(
        organization=actor,
        count=count.value,
        fields=tuple(dict.fromkeys(codes)),
        status=_status(analysis, head, told),
        quotes=tuple(analysis.whole(line) for line in told),
        segment=head.segment,
        how=count.how,
    )


def _total(lines: list[Line]) -> Slot[Count]:
    counts = [c.count for line in lines for c in line.counts if not c.is_part]
    counts = counts or [c.count for line in lines for c in line.counts]
    if len(counts) == 1:
        return Slot(counts[0])
    exact = all(c.qualifier is Qualifier.EXACT for c in counts)
    total = sum(c.value for c in counts)
    return Slot(replace(counts[0], value=total, qualifier=Qualifier.EXACT if exact else Qualifier.ABOUT), How.IMPLIED)


def _status(analysis: Analysis, head: Line, told: list[Line]) -> AffectedStatus:
    """As the items say, else as the text in front of the list says."""
    said = (status_of(line.text) for line in told)
    return next((status for status in said if status), None) or _status_before(analysis, head)


def _status_before(analysis: Analysis, head: Line) -> AffectedStatus:
    """What the sentences in front of a list say of the leak, nearest first; `possible` where they say nothing."""
    for line in reversed(analysis.lines[: head.index]):
        if line.block.kind is BlockKind.PARAGRAPH and line.text.endswith("。") and (said := status_of(line.text)):
            return said
    return AffectedStatus.POSSIBLE
