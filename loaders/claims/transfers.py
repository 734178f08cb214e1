"""All lines of a document to drafts of its transfers: frames over the parse, and the discourse for what is left unsaid.

「2020年4月、元社員は名簿を持ち出した。その後、業者に売却した。」 gives two drafts: from the organization to its
former employee, and from the former employee (subject of the sentence before) to the broker, after the first.

The way of one sentence: `predicates` (what tells) -> `filling` (who, by its grammar) -> `ends` (who, by what was
said before) -> `telling` (the draft, with `status`, `dates`, `details`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.domain.diagnostic import Diagnostic, Severity
from app.domain.document import BlockKind
from loaders.claims.arguments import Scene
from loaders.claims.dates import is_without_date
from loaders.claims.discourse import Discourse, open_discourse
from loaders.claims.drafts import PassedOver, TransferDraft, Why
from loaders.claims.frames import frame_lexicon
from loaders.claims.predicates import read_sentence, words_to_parse
from loaders.claims.telling import drafts_of, fired_by
from loaders.claims.told_sizes import with_sizes
from loaders.ja.parse import MAX_CHARACTERS, parse_ahead
from loaders.mentions.analysis import Analysis, Line
from loaders.passages import sentences

__all__ = ["Told", "find_transfers", "is_apparatus", "prose_of", "tell_transfers"]

_APPARATUS = re.compile(r"(更新履歴|参考文献|参考資料|関連記事|出典|脚注|公式発表|関連リンク|関連事項|リリース一覧)")
_CITATION = re.compile(r"[^『』。]{0,30}『[^』]{8,}』(?:\([^()]*\))?。?")  # a line that only names an article
MOST_PARSED = 200_000
"""Characters of sentences with a trigger that are parsed of one document (about three minutes); what is cut is told."""
_LINES_AHEAD = 128  # of them about a third tell of something
_SHORTEST_PROSE = 40  # characters of a table cell


@dataclass(frozen=True, slots=True)
class Told:
    """Drafts in reading order, one a predicate and pair of ends; what was passed over; and what could not be read."""

    drafts: tuple[TransferDraft, ...]
    passed_over: tuple[PassedOver, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_transfers(analysis: Analysis) -> tuple[tuple[TransferDraft, ...], tuple[Diagnostic, ...]]:
    """Drafts in reading order, one a predicate and pair of ends, and what could not be read."""
    told = tell_transfers(analysis)
    return told.drafts, told.diagnostics


def tell_transfers(analysis: Analysis) -> Told:
    """All that the words of the frames gave, and what they did not give, with the reason."""
    said = {segment: open_discourse(analysis, segment) for segment in {line.segment for line in analysis.lines}}
    drafts: list[TransferDraft] = []
    passed: list[PassedOver] = []
    diagnostics: list[Diagnostic] = []
    parsed = 0
    for line in _parsed_ahead(analysis):
        if not frame_lexicon().trigger.search(line.text):
            continue
        if is_apparatus(analysis, line):
            passed.append(PassedOver(analysis.whole(line), Why.APPARATUS))
            continue
        if line.is_staged:
            passed.append(PassedOver(analysis.whole(line), Why.STAGED))
            continue
        if parsed > MOST_PARSED:
            diagnostics.append(_cut_off(analysis, line))
            break
        for start, end in prose_of(line):
            parsed += end - start
            sentence = read_sentence(line.text, start, end)
            if sentence is None:
                diagnostics += _too_long(analysis, line, start, end)
                continue
            found, said[line.segment], left = _of_sentence(Scene(analysis, line, sentence), said[line.segment])
            drafts += found
            passed += left
    return Told(tuple(with_sizes(analysis, drafts)), tuple(passed), tuple(diagnostics))


def _parsed_ahead(analysis: Analysis) -> Iterator[Line]:
    """All lines; the sentences of some dozen are parsed together, which takes half the time."""
    lines = iter(analysis.lines)
    while portion := list(islice(lines, _LINES_AHEAD)):
        told = [line for line in portion if frame_lexicon().trigger.search(line.text)]
        read = [line for line in told if not line.is_staged and not is_apparatus(analysis, line)]
        parse_ahead(words_to_parse(line.text, *place) for line in read for place in prose_of(line))
        yield from portion


def _cut_off(analysis: Analysis, line: Line) -> Diagnostic:
    """What is said where a document holds more sentences to parse than the limit allows."""
    place = (line.passage.start, len(analysis.document.text or ""))
    text = (
        f"transfers are read only up to here: {MOST_PARSED:,} characters of sentences that may tell of one were parsed"
    )
    return Diagnostic("document.cut", text, Severity.ERROR, analysis.document.id, *place, "split the document")


def _of_sentence(scene: Scene, said: Discourse) -> tuple[list[TransferDraft], Discourse, list[PassedOver]]:
    drafts: list[TransferDraft] = []
    passed: list[PassedOver] = []
    for predicate in scene.sentence.predicates:
        made, said, why = drafts_of(scene, predicate, said)
        drafts += made
        if why is not None:
            fired = fired_by(scene, predicate)
            passed.append(PassedOver(fired.words, why, fired))
    return drafts, said, passed


# ------------------------------------------------------------ what is read


def prose_of(line: Line) -> Iterator[tuple[int, int]]:
    """What of a line is prose: of a row of a timeline all but its date, of other rows the cells that hold sentences."""
    if line.block.kind is not BlockKind.TABLE_ROW or not line.block.cells:
        yield 0, len(line.text)
        return
    cells = [(line.view.at(start), line.view.at(end)) for start, end in line.block.cells]
    is_dated = any(d.start < cells[0][1] for d in line.dates)
    is_timeline = is_dated or is_without_date(line.text[slice(*cells[0])])
    told = [cell for cell in cells if _is_prose(line.text[slice(*cell)])]
    for start, end in cells[1:] if is_timeline else told:  # other cells are read by their headers
        yield from sentences(line.text, start, end) if end > start else ()


def _is_prose(cell: str) -> bool:
    """A cell that holds whole sentences."""
    return len(cell) >= _SHORTEST_PROSE and "。" in cell


def is_apparatus(analysis: Analysis, line: Line) -> bool:
    """Footnotes, update histories, lists of sources: they name what others tell."""
    block = line.block
    if block.kind is BlockKind.FOOTNOTE or _CITATION.fullmatch(line.text.strip()):
        return True
    while block.parent is not None:
        block = analysis.blocks[block.parent]
        text = (analysis.document.text or "")[block.start : block.end]
        if block.kind is BlockKind.HEADING and _APPARATUS.search(text):
            return True
    return False


def _too_long(analysis: Analysis, line: Line, start: int, end: int) -> list[Diagnostic]:
    """A remark if a piece was passed over for its length."""
    if end - start <= MAX_CHARACTERS:
        return []
    place = line.view.raw(start, end)
    text = f"a sentence of {end - start} characters was not parsed"
    remedy = f"split it; the limit is {MAX_CHARACTERS} characters"
    return [Diagnostic("sentence.too_long", text, Severity.WARNING, analysis.document.id, *place, remedy)]
