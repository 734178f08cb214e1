"""English lines -> affected organizations: whose data, how many, which fields, and whether it leaked.

"the details of 41,000 customers" in a story of data that was sold is a row for the organization that the story is
about; "Elm Bank said that the data of 900 employees was exposed" one for Elm Bank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.domain.vocabulary import ActorKind, AffectedStatus, How, Role, Status
from loaders.claims.controller import controller_of
from loaders.claims.drafts import AffectedDraft, TransferDraft
from loaders.en.grammar import grammar
from loaders.en.parse import Tree, parse
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound

__all__ = ["with_english_rows"]

_OUT = re.compile(
    r"\b(?:leaked|stolen|stole|exposed|affected|compromised|lost|published|sold|taken|sent|posted|in the leak)\b"
)
_NOT = re.compile(
    r"\bno (?:evidence|sign|indication|reason)|\brule[sd]? out|\b(?:was|were|has|have|had) not been\b|\bnever\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"\b(?:may|might|could|possibl[ey]|potentially|lost|missing)\b")
_LISTS = re.compile(r"\b(?:contain|includ|held|hold|such as|list|with|like|namely|consist)")
_DOUBTED = frozenset({Status.DENIED, Status.PLANNED, Status.SUSPECTED})
_NO_OWNER = frozenset(
    [
        Role.INVESTIGATOR,
        Role.REGULATOR,
        Role.COURT,
        Role.JOURNALIST,
        Role.LIST_BROKER,
        Role.RESELLER_BUYER,
        Role.DATA_PROCESSOR,
        Role.SUBCONTRACTOR,
    ]
)


def with_english_rows(
    analysis: Analysis, rows: Sequence[AffectedDraft], drafts: Sequence[TransferDraft]
) -> tuple[AffectedDraft, ...]:
    """The rows of the other lines, and one for each further organization that English lines give a figure of."""
    found: dict[tuple[int, int], AffectedDraft] = {}
    segments = {line.segment for line in analysis.lines if line.is_english}
    controllers = {segment: controller_of(analysis, segment) for segment in segments}
    doubted = {d.line for d in drafts if d.status in _DOUBTED}
    others = [row for row in rows if not _is_english(analysis, row)]
    taken = {row.organization for row in others}
    for line in analysis.lines:
        for count in line.counts if line.is_english and line.index not in doubted else ():
            row = _row(analysis, line, count, drafts, controllers[line.segment])
            if row is None or row.organization in taken or row.count is None:
                continue
            key = (row.segment, row.organization)
            known = found.get(key)
            if known is None or known.count is None or row.count.value > known.count.value:
                found[key] = row
    return (*others, *found.values())


def _is_english(analysis: Analysis, row: AffectedDraft) -> bool:
    """True for a row that the rules for other languages read in an English line of prose."""
    lines = [line for line in analysis.lines if line.passage.start <= row.quotes[0].start < line.passage.end]
    return row.place == "prose" and any(line.is_english for line in lines)


def _row(
    analysis: Analysis, line: Line, count: CountFound, drafts: Sequence[TransferDraft], controller: int | None
) -> AffectedDraft | None:
    tree = parse(line.text)
    owner, how = _owner(analysis, line, tree, count, controller)
    is_told = any(d.segment == line.segment and d.status.can_lie_on_path and not d.lawful for d in drafts)
    if owner is None or count.is_part or not (is_told or _OUT.search(line.text)):
        return None
    return AffectedDraft(
        organization=owner,
        count=count.count,
        fields=tuple(dict.fromkeys(_fields(analysis, line))),
        status=_status(line.text, is_told=is_told),
        quotes=(analysis.quote(line, *_phrase(tree, count)),),
        segment=line.segment,
        how=how,
        place="prose",
    )


def _status(text: str, *, is_told: bool) -> AffectedStatus:
    if _NOT.search(text):
        return AffectedStatus.NONE
    if _MAYBE.search(text) or not is_told:
        return AffectedStatus.POSSIBLE
    return AffectedStatus.LEAKED


def _fields(analysis: Analysis, line: Line) -> Iterator[str]:
    """Fields of the line, and of other lines that list what the data held."""
    yield from (f.code for f in line.fields)
    for other in analysis.lines:
        if other.is_english and other.segment == line.segment and other.fields and _LISTS.search(other.text):
            yield from (f.code for f in other.fields)


def _phrase(tree: Tree, count: CountFound) -> tuple[int, int]:
    """The phrase of data that a figure stands in: "the details of 41,000 customers"."""
    word = tree.at(count.end - 1)
    if word is None:
        return count.start, count.end
    best = word
    for above in tree.above(word):
        if above.pos not in {"NOUN", "ADP", "PROPN"}:
            break
        best = above
    start, _ = tree.extent(best)
    return min(start, count.start), count.end


# ------------------------------------------------------------ whose data


def _owner(
    analysis: Analysis, line: Line, tree: Tree, count: CountFound, controller: int | None
) -> tuple[int | None, How]:
    """Who is named with the figure; else who says it of its own; else whom the document is about."""
    word = tree.at(count.end - 1)
    if word is None:
        return controller, How.ROLE
    start, end = tree.extent(word)
    near = [d for d in line.actors if start <= d.start and d.end <= end]
    said = [d for d in line.actors if _speaks(tree, d.start, d.end) and d.end <= count.start]
    for d in (*near, *said):
        actor = analysis.actors[d.actor]
        if actor.kind is ActorKind.ORGANIZATION and actor.is_named and not _NO_OWNER & set(actor.roles):
            return d.actor, How.STATED
    return controller, How.ROLE


def _speaks(tree: Tree, start: int, end: int) -> bool:
    head = tree.root_of(start, end)
    return head is not None and head.dep == "nsubj" and tree.head(head).lemma in grammar().reports
