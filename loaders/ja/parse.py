"""A sentence to its bunsetsu (文節) tree, behind two small types; with `parser` all that knows GiNZA.

「CはデータをDに渡した」 becomes the chunks 「Cは」「データを」「Dに」「渡した」, of which the first three depend on
the last.

References:
    GiNZA 5.3 (MIT): Universal Dependencies over Sudachi tokens; bunsetsu as in the NINJAL long-unit standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import local
from typing import Any

from loaders.ja.parser import parsed

__all__ = ["MAX_CHARACTERS", "Chunk", "Parse", "Token", "parse", "parse_ahead"]

_COMPOUND = re.compile(
    r"(によって|による|により|によると|によれば|に対して|に対し|において|に関して|について|をめぐって|として|を通じて|を介して|に伴い)[はもの]?[、,]?$"
)
_VAGUE = re.compile(r"^(など|だけ|のみ|まで(?=を|が|に)|ら)")
_PARTICLES = frozenset(["ADP", "SCONJ", "PART"])
_FUNCTIONS = _PARTICLES | {"PUNCT"}
_REMEMBERED = 256  # parses kept for sentences that are asked for again; one takes about 30 kB
_AHEAD = local()  # `parses` by text
MAX_CHARACTERS = 800  # the tokenizer refuses long inputs, and parse time grows faster than length


@dataclass(frozen=True, slots=True)
class Token:
    """One long-unit word at `[start, end)` of the parsed text; `pos` is the universal part of speech."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """One bunsetsu: tokens `[first, last)`, content `[start, content_end)`, its particles, and what it depends on."""

    index: int
    first: int
    last: int
    start: int
    end: int
    content_end: int
    particle: str
    head: int | None
    dep: str


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse of one text; all offsets index that text."""

    text: str
    tokens: tuple[Token, ...]
    chunks: tuple[Chunk, ...]

    def chunk_at(self, position: int) -> Chunk | None:
        """The chunk that covers a character."""
        return next((c for c in self.chunks if c.start <= position < c.end), None)

    def children(self, index: int) -> list[Chunk]:
        """Chunks that depend directly on the given one, in order."""
        return [c for c in self.chunks if c.head == index]

    def words(self, chunk: Chunk) -> Sequence[Token]:
        """The tokens of a chunk."""
        return self.tokens[chunk.first : chunk.last]


def parse(text: str) -> Parse:
    """Parse one sentence. Raises ValueError above `MAX_CHARACTERS`; the caller splits first."""
    known = getattr(_AHEAD, "parses", {}).get(text)
    return _parse(text) if known is None else known


def parse_ahead(texts: Iterable[str]) -> None:
    """Parse together what this thread will ask for next: half as long as one by one. Forgets what it did so before."""
    fitting = [text for text in dict.fromkeys(texts) if text.strip() and len(text) <= MAX_CHARACTERS]
    _AHEAD.parses = dict(zip(fitting, _parse_all(fitting), strict=True)) if fitting else {}


@lru_cache(maxsize=_REMEMBERED)
def _parse(text: str) -> Parse:
    if len(text) > MAX_CHARACTERS:
        raise ValueError(f"a sentence of {len(text)} characters is too long to parse (limit {MAX_CHARACTERS})")
    return _parse_all([text])[0]


def _parse_all(texts: Sequence[str]) -> list[Parse]:
    with parsed(texts) as docs:
        return [_parse_from(text, doc) for text, doc in zip(texts, docs, strict=True)]


def _parse_from(text: str, doc: Any) -> Parse:  # noqa: ANN401 - spaCy's classes have no types
    import ginza  # noqa: PLC0415 - takes a second; only needed when something is parsed

    tokens = tuple(Token(t.idx, t.idx + len(t.text), t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i) for t in doc)
    spans = [_Span(span.start, span.end, span.root.head.i, span.root.dep_) for span in ginza.bunsetu_spans(doc)]
    of_token = {token: index for index, span in enumerate(spans) for token in range(span.first, span.last)}
    chunks = tuple(_chunk(index, span, of_token.get(span.governor), tokens) for index, span in enumerate(spans))
    return Parse(text, tokens, chunks)


@dataclass(frozen=True, slots=True)
class _Span:
    """A bunsetu as the parser gives it: tokens `[first, last)`, the token that its root depends on, and how."""

    first: int
    last: int
    governor: int
    dep: str


def _chunk(index: int, span: _Span, head: int | None, tokens: tuple[Token, ...]) -> Chunk:
    """A bunsetu with its content and particles told apart; `head` is the chunk of its root's governor."""
    words = tokens[span.first : span.last]
    content = [t for t in words if t.pos not in _FUNCTIONS or t.tag.startswith("接尾辞")]
    content_end = content[-1].end if content else words[-1].end
    particle = "".join(t.text for t in words if t.start >= content_end and t.pos in _PARTICLES)
    particle = _VAGUE.sub("", particle)
    if (compound := _COMPOUND.search("".join(t.text for t in words))) and compound.start() > 0:
        content_end, particle = words[0].start + compound.start(), compound[1]
    return Chunk(
        index=index,
        first=span.first,
        last=span.last,
        start=words[0].start,
        end=words[-1].end,
        content_end=content_end,
        particle=particle,
        head=None if head == index else head,
        dep=span.dep,
    )
