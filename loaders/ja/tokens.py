"""Morphemes of a line, behind one small type; knows the tokenizer and nothing else.

「元社員が」 becomes 元 / 社員 / が. The longest units of the dictionary are used (「情報流出」 may be one or two).

References:
    SudachiPy 0.6.11 (Apache-2.0), split mode C; a dictionary is for all threads, a tokenizer for one (sudachi.rs #289).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock, local
from typing import Any

__all__ = ["Morph", "filed_under", "tokenize"]

_of_thread = local()
_loading = Lock()

PIECE = 4000  # characters at a time; the tokenizer refuses inputs of about 49 kB


@dataclass(frozen=True, slots=True)
class Morph:
    """One morpheme at `[start, end)`; `pos` is (名詞, 固有名詞, …); `is_oov`: not in the dictionary."""

    start: int
    end: int
    text: str
    pos: tuple[str, ...]
    lemma: str
    is_oov: bool

    @property
    def is_proper(self) -> bool:
        """True for proper nouns."""
        return self.pos[1] == "固有名詞"


def tokenize(text: str) -> tuple[Morph, ...]:
    """The morphemes of a text, in order; they cover it without gaps."""
    found: list[Morph] = []
    for base in range(0, len(text), PIECE):
        for m in _tokenizer().tokenize(text[base : base + PIECE]):
            place = (base + m.begin(), base + m.end())
            found.append(Morph(*place, m.surface(), tuple(m.part_of_speech()), m.dictionary_form(), m.is_oov()))
    return tuple(found)


@lru_cache(maxsize=4096)
def filed_under(word: str) -> str:
    """How the dictionary files a word whatever it is written in: 桜 for サクラ, but クラウド for クラウド."""
    return "".join(m.normalized_form() for m in _tokenizer().tokenize(word))


def _tokenizer() -> Any:  # noqa: ANN401 - the tokenizer has no types
    """The tokenizer of this thread: one that another is using refuses."""
    made = getattr(_of_thread, "tokenizer", None)
    if made is None:
        from sudachipy import SplitMode  # noqa: PLC0415 - see `_dictionary`

        with _loading:
            made = _of_thread.tokenizer = _dictionary().create(mode=SplitMode.C)
    return made


@lru_cache(maxsize=1)
def _dictionary() -> Any:  # noqa: ANN401 - it has no types
    """The dictionary, loaded once for the process; threads share it."""
    from sudachipy import Dictionary  # noqa: PLC0415 - half a second; only needed when something is read

    return Dictionary()
