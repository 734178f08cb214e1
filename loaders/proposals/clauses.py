"""A quote → the predicates of passing that the rules know in it, each with its sentence and how sure that is of it.

「名簿を業者に売った」, quoted from 「…に売った疑いがある」, is suspected: what the quote leaves out counts as well.
Where the parser finds no predicate, the words of the frames are looked for one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.document import Quote
from app.domain.vocabulary import Action, Status
from loaders.claims.arguments import Scene
from loaders.claims.clauses import Predicate
from loaders.claims.details import action_of
from loaders.claims.frames import Frame, frame_lexicon
from loaders.claims.modality import modality
from loaders.claims.predicates import read_sentence
from loaders.claims.status import status_of
from loaders.claims.transfers import prose_of
from loaders.ja.tokens import tokenize
from loaders.mentions.analysis import Line
from loaders.proposals.canonical import canonical
from loaders.proposals.page import Page

__all__ = ["Clause", "clauses_in", "frames_in", "status_without_parse"]

_SHORTEST_ENDING = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate of a quote; `status` is None where it is not told as a fact (planned, prevented, negated)."""

    scene: Scene
    predicate: Predicate
    status: Status | None
    quote: Quote

    @property
    def action(self) -> Action:
        """In which way data passes by it."""
        return action_of(self.scene, self.predicate).value


def clauses_in(page: Page, quote: Quote) -> list[Clause]:
    """The predicates that begin inside a quote, in its order."""
    return [clause for line in page.lines(quote) for clause in _of_line(page, line) if _begins_in(clause.quote, quote)]


def frames_in(quote: Quote) -> list[Frame]:
    """The frames of which a word stands in a quote, parsed or not."""
    lexicon, text = frame_lexicon(), canonical(quote.exact).text
    by_word = [frame for m in tokenize(text) if (frame := _listed(m.lemma) or _listed(m.text)) is not None]
    by_pattern = [frame for frame in lexicon.frames if any(p.search(text) for p in frame.patterns)]
    return [*by_word, *by_pattern]


def status_without_parse(page: Page, quote: Quote) -> Status | None:
    """How sure the sentence is from the quote on, by its words alone; the weaker where they do not say by whom."""
    words, line = modality(), next(page.lines(quote), None)
    if line is None:  # a ruling line or a marker: no sentence
        return None
    rest = line.text[line.view.at(quote.start) :].partition("。")
    text = rest[0] + rest[1]
    if words.skip.search(text) or words.negated.search(text):
        return None
    is_doubted = words.alleged.search(text) or words.suspected.search(text)
    return Status.SUSPECTED if is_doubted else Status.CONFIRMED


def _of_line(page: Page, line: Line) -> Iterator[Clause]:
    for start, end in prose_of(line):
        sentence = read_sentence(line.text, start, end)
        if sentence is None:
            continue
        for predicate in sentence.predicates:
            status = status_of(sentence, predicate, _line_before(page, line))
            place = page.analysis.quote(line, *sentence.to_line(*predicate.span))
            yield Clause(Scene(page.analysis, line, sentence), predicate, status, place)


def _line_before(page: Page, line: Line) -> str:
    before = page.analysis.lines[line.index - 1] if line.index else None
    return before.text if before is not None and before.segment == line.segment else ""


def _begins_in(inner: Quote, outer: Quote) -> bool:
    return outer.start <= inner.start < outer.end


def _listed(word: str) -> Frame | None:
    """The frame of a word, or of the word that it ends in (情報持ち出し)."""
    by_word = frame_lexicon().by_word
    endings = (word[n:] for n in range(1, len(word) - _SHORTEST_ENDING + 1))
    return by_word.get(word) or next((by_word[end] for end in endings if end in by_word), None)
