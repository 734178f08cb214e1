"""Verbs that take data as their object and are in no frame: what the word lists may lack.

「元社員は顧客名簿を同業者に又貸しした。」: 又貸し is in no frame, its object is 顧客名簿, and に names somebody. Verbs
that pass nothing (`harmless.yaml`) and verbs of telling are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.domain.document import Quote
from loaders.claims.arguments import Scene
from loaders.claims.clauses import Argument, Sentence, argument_of, plain_case
from loaders.claims.frames import frame_lexicon
from loaders.claims.objects import is_data
from loaders.claims.predicates import read_any
from loaders.claims.transfers import is_apparatus, prose_of
from loaders.ja.parse import Chunk, Token
from loaders.lexicons import read_lexicon
from loaders.mentions.analysis import Analysis

__all__ = ["Unmatched", "find_unmatched", "harmless"]

_WORD_ENDS = re.compile(r"[、。はがをにでとのも「」\s]")
_AUXILIARY = "動詞-非自立可能"
_EMPTY = frozenset(["いる", "おる", "ある", "なる", "できる", "対する", "関する"])
"""Verbs without a meaning of their own, also where they stand alone."""
_PASSIVE = frozenset(["れる", "られる"])


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A verb with data as its object; `has_party`: に, へ or から names somebody, so that data may pass."""

    lemma: str
    data: Quote
    sentence: Quote
    has_party: bool


@cache
def harmless() -> Mapping[str, str]:
    """The group of each verb of `harmless.yaml`."""
    entries: list[dict[str, Any]] = read_lexicon("loaders.claims", "harmless.yaml")
    return {verb: entry["id"] for entry in entries for verb in entry["verbs"]}


def find_unmatched(analysis: Analysis) -> Iterator[Unmatched]:
    """Verbs that have data as their object and are in no frame, harmless ones too, in reading order; Japanese only."""
    for line in analysis.lines:
        if line.is_english or is_apparatus(analysis, line):
            continue
        for start, end in prose_of(line):
            sentence = read_any(line.text, start, end) if _names_data(line.text[start:end]) else None
            if sentence is not None:
                yield from _of_sentence(Scene(analysis, line, sentence), (start, end))


def _names_data(text: str) -> bool:
    return any(frame_lexicon().data.search(word) for word in _WORD_ENDS.split(text) if word)


def _of_sentence(scene: Scene, place: tuple[int, int]) -> Iterator[Unmatched]:
    sentence = scene.sentence
    for chunk in sentence.parse.chunks:
        verb = _verb(sentence.parse.words(chunk)) or _noun_of_action(sentence, chunk)
        if verb is None:
            continue
        carried = _carried(sentence, chunk) if verb.lemma in _light() else None
        lemma = carried[0] if carried else verb.lemma
        if lemma in _light() | _EMPTY or _is_known(sentence, chunk, lemma):
            continue
        around = [argument_of(c) for c in _around(sentence, chunk)]
        parties = [a for a in around if plain_case(a.particle) in {"に", "へ", "から"} and scene.actors_of(a)]
        objects = carried[1] if carried else _objects(sentence, chunk, around, has_party=bool(parties))
        data = next((a for a in objects if is_data(scene, a)), None)
        if data is not None:
            words = scene.analysis.quote(scene.line, *sentence.to_line(_phrase_start(sentence, data), data.end))
            yield Unmatched(lemma, words, scene.analysis.quote(scene.line, *place), bool(parties))


def _light() -> frozenset[str]:
    return frame_lexicon().light | frame_lexicon().inverse


def _verb(words: Sequence[Token]) -> Token | None:
    """The last verb with a meaning of its own (消し in 消しておいた), else the last verb."""
    verbs = [t for t in words if t.pos == "VERB"]
    full = [t for t in verbs if t.tag != _AUXILIARY]
    return next(reversed(full or verbs), None)


def _noun_of_action(sentence: Sentence, chunk: Chunk) -> Token | None:
    """The noun that ends a clause in place of a verb, as in headlines (映像を無断流用)."""
    last = [t for t in sentence.parse.words(chunk) if t.end == chunk.content_end and "サ変" in t.tag]
    has_object = any(plain_case(c.particle) == "を" for c in sentence.parse.children(chunk.index))
    return last[0] if last and has_object and not chunk.particle else None


def _around(sentence: Sentence, chunk: Chunk) -> Iterator[Chunk]:
    """What depends on a verb, and the を that the parser hung on how it was done (映像を無断で…流用し)."""
    for child in sentence.parse.children(chunk.index):
        yield child
        if plain_case(child.particle) == "で" and not sentence.has_word(child.index, "VERB"):
            yield from (c for c in sentence.parse.children(child.index) if plain_case(c.particle) == "を")


def _carried(sentence: Sentence, chunk: Chunk) -> tuple[str, list[Argument]] | None:
    """The noun that a light verb carries, and what stands before it with の (名簿の消去を行った: 消去, 名簿)."""
    for child in sentence.parse.children(chunk.index):
        words = [t for t in sentence.parse.words(child) if t.end == child.content_end and "サ変" in t.tag]
        if words and plain_case(child.particle) in {"を", "が"}:
            before = [c for c in sentence.parse.children(child.index) if c.particle == "の"]
            return words[0].lemma, [argument_of(c) for c in before]
    return None


def _is_known(sentence: Sentence, chunk: Chunk, lemma: str) -> bool:
    """True if the frames know the word or what it ends in (不正持ち出し), or if it tells what others did."""
    lexicon = frame_lexicon()
    if any(lemma[start:] in lexicon.by_word for start in range(len(lemma))) or lemma in lexicon.reports:
        return True
    return any(p.span[0] < chunk.end and chunk.start < p.span[1] for p in sentence.predicates)


def _objects(sentence: Sentence, chunk: Chunk, around: Sequence[Argument], *, has_party: bool) -> list[Argument]:
    """What is done to: を; of a passive が and は; the noun that a clause modifies, if the clause names a party."""
    objects = [a for a in around if plain_case(a.particle) == "を"]
    if not objects and sentence.lemmas(chunk) & _PASSIVE:
        objects = [a for a in around if a.particle in {"が", "は", "も"}]
    if not objects and has_party and chunk.dep.startswith("acl") and chunk.head is not None:
        objects = [argument_of(sentence.parse.chunks[chunk.head], "rel")]
    return objects


def _phrase_start(sentence: Sentence, data: Argument) -> int:
    """Where the phrase of the data begins, with the noun before it (会員の名簿)."""
    before = [c for c in sentence.parse.children(data.chunk) if c.index < data.chunk and c.particle == "の"]
    return min([data.start, *(c.start for c in before)])
