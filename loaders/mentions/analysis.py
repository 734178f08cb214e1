"""A document to its lines, each with everything that is mentioned in it: what the claim finders read.

One line is one passage (a sentence, heading, list item, table row); offsets in a line index its normalised view, and
`Analysis.quote` leads back to the verbatim words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.diagnostic import Diagnostic
from app.domain.document import Block, BlockKind, Document, Passage, Quote
from app.domain.window import Window
from loaders.en.actors import EnglishLine, with_english
from loaders.en.counts import find_english_counts
from loaders.en.language import english_blocks
from loaders.ja.view import TextView, view_of
from loaders.mentions.actors import ActorLine, Denotation, DocActor, find_actors
from loaders.mentions.counts import find_counts
from loaders.mentions.dates import find_dates
from loaders.mentions.listed import items_of
from loaders.mentions.prices import find_prices
from loaders.mentions.references import of_the_story, references_of
from loaders.mentions.segments import segments_of
from loaders.mentions.staged import staged_of
from loaders.mentions.tables import organization_cells
from loaders.mentions.terms import find_fields, find_media
from loaders.mentions.values import CountFound, DateFound, FieldFound, MediumFound, PriceFound

__all__ = ["Analysis", "Line", "analyse"]


@dataclass(frozen=True, slots=True)
class Line:
    """One passage and its mentions, all by view offsets. `segment`: which of the document's incidents it tells of.

    `is_staged`: it tells of a drill or of fiction, where nothing happened.
    """

    index: int
    passage: Passage
    block: Block
    view: TextView
    segment: int
    dates: tuple[DateFound, ...]
    counts: tuple[CountFound, ...]
    prices: tuple[PriceFound, ...]
    media: tuple[MediumFound, ...]
    fields: tuple[FieldFound, ...]
    actors: tuple[Denotation, ...]
    is_english: bool = False
    is_staged: bool = False

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.view.text

    def actor_at(self, start: int, end: int) -> Denotation | None:
        """The longest denotation inside `[start, end)`; of equally long ones the last (Japanese is head-final)."""
        inside = [d for d in self.actors if start <= d.start and d.end <= end]
        return max(inside, key=lambda d: (d.end - d.start, d.start), default=None)


@dataclass(frozen=True, slots=True)
class Analysis:
    """All lines of a document and its actors. `published` is None where the date of publication is unknown."""

    document: Document
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    actors: tuple[DocActor, ...]
    publisher: int | None
    published: Window | None
    diagnostics: tuple[Diagnostic, ...]

    def quote(self, line: Line, start: int, end: int) -> Quote:
        """The verbatim words behind a view span of a line."""
        return self.document.quote(*line.view.raw(start, end))

    def whole(self, line: Line) -> Quote:
        """The verbatim words of the whole passage."""
        return self.document.quote(line.passage.start, line.passage.end)


def analyse(document: Document, blocks: tuple[Block, ...], passages: Sequence[Passage]) -> Analysis:
    """Read every line of a document for what it mentions."""
    text = document.text or ""
    views = [view_of(text, p.start, p.end) for p in passages]
    segments = segments_of(blocks, passages, views)
    names: list[list[tuple[int, int]]] = [[] for _ in passages]
    for line, start, end in organization_cells(blocks, passages, views):
        names[line].append((start, end))
    for item in items_of(blocks, passages, views):
        names[item.line].append(item.name)
    cited = {one.line: one.name for one in references_of(blocks, passages, views)}
    for line, name in cited.items():
        names[line].append(name)
    english = english_blocks(document, blocks)
    is_english = [p.block in english for p in passages]
    told = zip(views, segments, names, is_english, strict=True)
    japanese = [ActorLine("" if e else v.text, s, tuple(n)) for v, s, n, e in told]
    found = with_english(
        find_actors(japanese, document.metadata), _english_lines(passages, views, is_english), document
    )
    found = of_the_story(found, cited)
    published = Window.from_partial(document.metadata.published_at or "")
    dates, diagnostics = find_dates([v.text for v in views], published, [p.block for p in passages])
    staged = staged_of(passages, [v.text for v in views], segments, document.metadata.title or "")
    by_line: list[list[Denotation]] = [[] for _ in passages]
    for d in found.denotations:
        by_line[d.line].append(d)
    lines = tuple(
        Line(
            index=n,
            passage=passage,
            block=blocks[passage.block],
            view=view,
            segment=segment,
            dates=tuple(dates[n]),
            counts=tuple(find_english_counts(view.text) if is_english[n] else find_counts(view.text)),
            prices=tuple(find_prices(view.text)),
            media=tuple(find_media(view.text)),
            fields=tuple(find_fields(view.text)),
            actors=tuple(by_line[n]),
            is_english=is_english[n],
            is_staged=staged[n],
        )
        for n, (passage, view, segment) in enumerate(zip(passages, views, segments, strict=True))
    )
    return Analysis(document, blocks, lines, found.actors, found.publisher, published, diagnostics)


def _english_lines(
    passages: Sequence[Passage], views: Sequence[TextView], is_english: Sequence[bool]
) -> list[EnglishLine]:
    """The lines that the English rules read."""
    told = enumerate(zip(passages, views, is_english, strict=True))
    return [EnglishLine(n, v.text, is_heading=p.kind is BlockKind.HEADING) for n, (p, v, e) in told if e]
