"""The parts of a parsed sentence: predicates of passing, their arguments by case, and the way back to the line.

「…を委託した会社の取引先社員Cが、…PCを自宅に持ち帰り」 has 委託する (relative clause, head 会社) and 持ち帰る (が:
取引先社員C, を: PC, に: 自宅). `loaders.claims.predicates` finds them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.claims.frames import Frame, frame_lexicon
from loaders.ja.parse import Chunk, Parse

__all__ = ["Argument", "Predicate", "Sentence", "argument_of", "plain_case"]

_CASES = ("から", "より", "によって", "により", "まで", "へ", "に", "で", "を", "が", "と")
_SAME_CASE = {"より": "から", "により": "によって"}
_NO_CASE = re.compile(
    r"(によると|によれば|について|に関し|に伴|に際し|にかけて|において|における|による(?!と)|を通じ|を介し|をもと|として|とともに|といった)"
)
"""Particles that only begin like a case."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A chunk in the case given by `particle`; `[start, end)` is its content in the sentence as parsed."""

    particle: str
    chunk: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate of passing. `span` is the predicate itself, `head` the noun it modifies (relative clause).

    `focus`: the noun that a cleft sentence puts behind it (提供したのは元社員だ: 元社員).
    `is_causative`: に names who does it (部下に持ち出させた).
    `is_inverse`: a noun under 受ける, 得る (提供を受ける): the subject gets. `is_nominal`: a noun tells it, no verb.
    """

    frame: Frame
    word: str
    chunk: int
    span: tuple[int, int]
    arguments: tuple[Argument, ...]
    head: Argument | None = None
    focus: Argument | None = None
    is_passive: bool = False
    is_causative: bool = False
    is_inverse: bool = False
    is_negated: bool = False
    is_nominal: bool = False

    def case(self, *particles: str) -> list[Argument]:
        """Arguments with one of the particles (には and では count as に and で)."""
        return [a for a in self.arguments if plain_case(a.particle) in particles]

    def marked(self, *particles: str) -> list[Argument]:
        """Arguments with exactly one of the particles."""
        return [a for a in self.arguments if a.particle in particles]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of a line as parsed, and the way back: `places[i]` is the line offset of character i."""

    parse: Parse
    places: tuple[int, ...]
    predicates: tuple[Predicate, ...]

    @property
    def text(self) -> str:
        """The text that was parsed."""
        return self.parse.text

    def words_of(self, part: Argument | Chunk) -> str:
        """The text of an argument (content only) or of a chunk (with its particles)."""
        return self.text[part.start : part.end]

    def to_line(self, start: int, end: int) -> tuple[int, int]:
        """Line span of a span of the parsed text."""
        return self.places[start], self.places[end - 1] + 1

    def from_line(self, offset: int) -> int | None:
        """Index in the parsed text of a line offset; None if it was taken out or lies outside."""
        index = bisect_left(self.places, offset)
        return index if index < len(self.places) and self.places[index] == offset else None

    def ancestors(self, chunk: int) -> Iterator[Chunk]:
        """The chunks that a chunk depends on, nearest first."""
        seen = {chunk}
        current = self.parse.chunks[chunk].head
        while current is not None and current not in seen:
            seen.add(current)
            yield self.parse.chunks[current]
            current = self.parse.chunks[current].head

    def is_told(self, chunk: int) -> bool:
        """True if a verb of telling stands above a chunk (…したと発表した, …したと明らかにした)."""
        return any(self.tells(verb) for verb in self.ancestors(chunk))

    def tells(self, verb: Chunk) -> bool:
        """True for a verb of telling; 明らかに is a chunk of its own before した."""
        if self.lemmas(verb) & frame_lexicon().reports:
            return True
        return any(self.words_of(child).startswith("明らか") for child in self.parse.children(verb.index))

    def under(self, chunk: int) -> Iterator[Chunk]:
        """The chunks of a phrase before its head, nearest first."""
        for child in reversed(self.parse.children(chunk)):
            yield child
            yield from self.under(child.index)

    def lemmas(self, chunk: Chunk) -> set[str]:
        """Dictionary forms and written forms of the content words of a chunk."""
        words = [t for t in self.parse.words(chunk) if t.pos in {"NOUN", "VERB", "PROPN", "ADJ", "AUX"}]
        return {t.lemma for t in words} | {t.text for t in words}

    def has_word(self, chunk: int, *pos: str) -> bool:
        """True if a word of the chunk is one of these parts of speech (universal tags)."""
        return any(t.pos in pos for t in self.parse.words(self.parse.chunks[chunk]))

    def has_verb(self, chunk: Chunk) -> bool:
        """True if a chunk holds a verb or an adjective of its own; 飲み of 飲み仲間 is a part of a noun."""
        words = [t for t in self.parse.words(chunk) if t.pos in {"VERB", "ADJ", "AUX"}]
        is_stem = chunk.dep.startswith("acl") and len(words) == 1 and words[0].pos == "VERB"
        if is_stem and words[0].end == chunk.end and words[0].text != words[0].lemma:
            return False
        return any(t.pos != "AUX" and t.lemma != "ある" for t in words)  # 知人である

    def loose(self, predicate: Predicate, *cases: str) -> Iterator[Argument]:
        """Arguments with no verb between them and a predicate: the parser lost them. Nearest first.

        「Xがシステムの開発委託時に名簿を提供し」: Xが hangs on 開発委託.
        """
        for chunk in reversed(self.parse.chunks[: predicate.chunk]):
            if chunk.end > predicate.span[0]:
                continue  # 保存を of 「保存をしていた」 is the predicate itself
            if self.has_verb(chunk) or chunk.dep.startswith(("advcl", "conj")):
                return
            argument = argument_of(chunk)
            if plain_case(chunk.particle) in cases and not self.are_quoted_apart(argument, predicate):
                yield argument

    def are_quoted_apart(self, argument: Argument, predicate: Predicate) -> bool:
        """True if one of the two stands inside 「…」 and the other outside: other words, other speaker."""
        low, high = sorted((argument.end, predicate.span[0]))
        between = self.text[low:high]
        return between.count("「") != between.count("」")


def argument_of(chunk: Chunk, particle: str | None = None) -> Argument:
    """A chunk as an argument; in the case of `particle` if one is given, else in its own."""
    return Argument(chunk.particle if particle is None else particle, chunk.index, chunk.start, chunk.content_end)


def plain_case(particle: str) -> str:
    """A case particle without は, も, のみ behind it.

    >>> [plain_case(p) for p in ("には", "からは", "により", "によると", "の")]
    ['に', 'から', 'によって', 'によると', 'の']
    """
    if _NO_CASE.match(particle):
        return particle
    case = next((case for case in _CASES if particle.startswith(case)), particle)
    return _SAME_CASE.get(case, case)
