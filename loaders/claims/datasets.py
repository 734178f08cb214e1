"""Which bodies of data a document speaks of: one main body per incident, and the parts that single transfers carry.

A transfer with a figure of its own (3万件 of a list of 90万) carries a part, `derived_from` the main body; any
other carries the main body itself. All figures told of the main body are kept with their sources; which of them
disagree is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.domain.document import Quote
from app.domain.graph import Count
from app.domain.vocabulary import ActorKind, Unit
from loaders.claims.controller import controller_of
from loaders.claims.drafts import AffectedDraft
from loaders.claims.merge import Merged
from loaders.claims.quoted_counts import is_only_repeated
from loaders.mentions.analysis import Analysis, Line
from loaders.mentions.values import CountFound

__all__ = ["Body", "Figure", "bodies_of", "parts_of"]

_DATA_NOUN = re.compile(
    r"[一-龠ァ-ヺーA-Za-z0-9]{0,12}"
    r"(?:個人情報|顧客情報|会員情報|ユーザー情報|利用者情報|お客様情報|顧客データ|顧客リスト|名簿|営業秘密|データ|情報)"
)
_THE_REST = re.compile(r"(?:ほかの|他の|残りの?|残る|このほか)、?(?:約)?$")
_LEAK = re.compile(r"(流出|漏え?い|漏洩|持ち出|不正|対象|影響|発表|公表|情報|データ)")
_TOLD = re.compile(r"(発表|公表|みて|説明|明らか|という|によると|調べ)")
_OF = re.compile(r"[」』]?の(約|およそ)?")
_SPEAKER = re.compile(r"(は|が|によると|では|の調べで)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number told of a body, by whom (an actor index), and the words."""

    count: Count
    claimed_by: int | None
    quote: Quote


@dataclass(slots=True)
class Body:
    """One body of data. `whole` is the index of the body it is a part of; `transfers` are those that carry it."""

    label: str
    quotes: list[Quote]
    segment: int
    whole: int | None = None
    fields: list[str] = field(default_factory=list[str])
    figures: list[Figure] = field(default_factory=list[Figure])
    transfers: list[int] = field(default_factory=list[int])


def bodies_of(analysis: Analysis, transfers: Sequence[Merged], affected: Sequence[AffectedDraft]) -> list[Body]:
    """Bodies of all incidents of a document, the main one of each incident before its parts."""
    bodies: list[Body] = []
    for segment in sorted({t.first.segment for t in transfers}):
        own = [(index, t) for index, t in enumerate(transfers) if t.first.segment == segment]
        main = _main(analysis, segment, [t for _, t in own], affected)
        bodies += [main, *parts_of(main, len(bodies), own, _part)]
    return bodies


def parts_of(
    main: Body, place: int, transfers: Sequence[tuple[int, Merged]], part: Callable[[Merged, Count, int], Body]
) -> list[Body]:
    """The parts that single transfers carry; those that carry all are noted in the main body, which is at `place`.

    `part` makes one of a transfer, its figure and the place of the whole.
    """
    parts: dict[Count, Body] = {}
    for index, transfer in transfers:
        count = next((t.count for t in transfer.tellings if t.count), None)
        if count is None or not _is_smaller(count, main) or transfer.first.family == "entrust":
            main.transfers.append(index)
        else:
            parts.setdefault(count, part(transfer, count, place)).transfers.append(index)
    return list(parts.values())


def _is_smaller(count: Count, main: Body) -> bool:
    """True if a figure is none of those told of the main body, and clearly below them."""
    largest = max((f.count.value for f in main.figures), default=0)
    return bool(largest) and count.value < 0.5 * largest


def _part(transfer: Merged, count: Count, whole: int) -> Body:
    """A body known only by its figure: 「名簿(32,000件)」."""
    telling = next(t for t in transfer.tellings if t.count == count)
    quote = telling.quotes[0]
    words = _DATA_NOUN.search(quote.exact)
    unit = "人分" if count.unit is Unit.PEOPLE else "件"
    label = f"{words[0] if words else 'データ'}({count.value:,}{unit})"
    return Body(label, [quote], telling.segment, whole, figures=[Figure(count, None, quote)])


def _main(analysis: Analysis, segment: int, transfers: Sequence[Merged], affected: Sequence[AffectedDraft]) -> Body:
    """The body that an incident is about: its label from the words most often used, its figures from all lines."""
    lines = [line for line in analysis.lines if line.segment == segment]
    controller = controller_of(analysis, segment)
    figures = [f for line in lines for f in _figures(analysis, line, controller)]
    largest = max((f.count.value for f in figures if _is_sound(f)), default=0)
    kept = [f for f in figures if f.count.value >= 0.5 * largest]
    same = [row for row in affected if row.segment == segment and row.count and row.count.value == largest]
    fields = dict.fromkeys(code for row in same for code in row.fields)
    label, quote = _label(analysis, lines)
    quotes = [quote] if quote else list(transfers[0].quotes[:1])
    return Body(label, quotes, segment, None, list(fields), kept)


def _is_sound(figure: Figure) -> bool:
    """A figure that its writer can have meant; 69,239万件 is kept where it stands, but is not the size of all."""
    return figure.count.value < 5e8


def _figures(analysis: Analysis, line: Line, controller: int | None) -> list[Figure]:
    if (line.block.cells and len(line.block.cells) > 3) or not _LEAK.search(line.text):
        return []  # rows of a list of organizations: their figures are theirs
    found: list[Figure] = []
    for count in line.counts:
        is_rest = _THE_REST.search(line.text, 0, count.start) is not None
        is_whole = not (count.is_part or count.is_implausible or is_rest) and count.count.unit is not None
        if (
            is_whole
            and not is_only_repeated(line.text, count)
            and not _is_of_another(analysis, line, count, controller)
        ):
            quote = analysis.quote(line, count.start, count.end)
            found.append(Figure(count.count, _speaker(analysis, line, count), quote))
    return found


def _is_of_another(analysis: Analysis, line: Line, count: CountFound, controller: int | None) -> bool:
    """「X社の451万人」: the figure of another organization's case, told for comparison."""
    for d in line.actors:
        if d.end <= count.start and _OF.fullmatch(line.text, d.end, count.start):
            actor = analysis.actors[d.actor]
            return actor.kind is ActorKind.ORGANIZATION and d.actor != controller and not actor.is_authority
    return False


def _speaker(analysis: Analysis, line: Line, count: CountFound) -> int | None:
    """Who says the figure: the subject of the sentence, if it is an organization or an authority."""
    if not _TOLD.search(line.text, count.end):
        return None
    for d in line.actors:
        is_subject = d.end <= count.start and _SPEAKER.match(line.text, d.end)
        is_body = analysis.actors[d.actor].kind is ActorKind.ORGANIZATION
        if is_subject and is_body and not _TOLD.search(line.text, d.end, count.start):
            return d.actor
    return None


def _label(analysis: Analysis, lines: Sequence[Line]) -> tuple[str, Quote | None]:
    """The commonest words for the data, with the place where they stand first."""
    counts: dict[str, int] = {}
    first: dict[str, Quote] = {}
    for line in lines:
        for match in _DATA_NOUN.finditer(line.text):
            words = match[0]
            counts[words] = counts.get(words, 0) + 1
            if words not in first:
                first[words] = analysis.quote(line, match.start(), match.end())
    if not counts:
        return "データ", None
    best = max(counts, key=lambda w: (counts[w] * (2 if len(w) > 3 else 1), len(w)))
    return best, first[best]
