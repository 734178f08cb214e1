"""A parsed sentence to its predicates of passing, each with its arguments by case.

「…を委託した会社の取引先社員Cが、…PCを自宅に持ち帰り」 has 委託する (relative clause, head 会社) and 持ち帰る (が: 取引先社員C, を: PC,
に: 自宅). Brackets and 「=…=」 insertions are taken out before parsing, with a way back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.claims.frames import Frame, Shape, frame_lexicon
from loaders.ja.parse import MAX_CHARACTERS, Chunk, Parse, parse

__all__ = ["Argument", "Predicate", "Sentence", "plain_case", "read_sentence"]

_FORMAL = re.compile(r"(こと|もの|の|ため|ところ|点|旨|おそれ|恐れ|可能性|疑い|容疑|とき|際)$")
_BRACKETS = re.compile(r"\([^()]*\)|=[^=\s]{2,30}=")


@dataclass(frozen=True, slots=True)
class Argument:
    """A chunk in the case given by `particle`; `[start, end)` is its content in the sentence as parsed."""

    particle: str
    chunk: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """One predicate of passing. `span` is the predicate itself, `head` the noun it modifies (relative clause)."""

    frame: Frame
    word: str
    chunk: int
    span: tuple[int, int]
    arguments: tuple[Argument, ...]
    head: Argument | None
    is_passive: bool
    is_inverse: bool
    is_negated: bool
    is_nominal: bool

    def case(self, *particles: str) -> list[Argument]:
        """Arguments with one of the particles (には and では count as に and で)."""
        return [a for a in self.arguments if plain_case(a.particle) in particles]


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

    def to_line(self, start: int, end: int) -> tuple[int, int]:
        """Line span of a span of the parsed text."""
        return self.places[start], self.places[end - 1] + 1

    def from_line(self, offset: int) -> int | None:
        """Index in the parsed text of a line offset; None if it was taken out or lies outside."""
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.places) and self.places[low] == offset else None

    def ancestors(self, chunk: int) -> Iterator[Chunk]:
        """The chunks that a chunk depends on, nearest first."""
        seen = {chunk}
        current = self.parse.chunks[chunk].head
        while current is not None and current not in seen:
            seen.add(current)
            yield self.parse.chunks[current]
            current = self.parse.chunks[current].head

    def lemmas(self, chunk: Chunk) -> set[str]:
        """Dictionary forms of the content words of a chunk, single and joined."""
        words = [t for t in self.parse.words(chunk) if t.pos in {"NOUN", "VERB", "PROPN", "ADJ", "AUX"}]
        return {t.lemma for t in words} | {t.text for t in words}


def read_sentence(text: str, start: int, end: int) -> Sentence | None:
    """Parse `text[start:end]` and find its predicates; None if it holds no trigger or is too long to parse."""
    places = _outside_brackets(text, start, end)
    plain = "".join(text[i] for i in places)
    if not plain.strip() or len(plain) > MAX_CHARACTERS or not frame_lexicon().trigger.search(plain):
        return None
    tree = parse(plain)
    found = [p for chunk in tree.chunks if (p := _predicate(tree, chunk)) is not None]
    return Sentence(tree, places, tuple([*found, *_patterns(tree)]))


def _outside_brackets(text: str, start: int, end: int) -> tuple[int, ...]:
    """Offsets of the characters that are parsed."""
    inside = [range(m.start(), m.end()) for m in _BRACKETS.finditer(text, start, end)]
    skipped = {i for span in inside for i in span}
    return tuple(i for i in range(start, end) if i not in skipped)


# ------------------------------------------------------------ predicates


def _predicate(tree: Parse, chunk: Chunk) -> Predicate | None:
    """The predicate of a chunk: a verb, a noun with する, a noun with を before a light verb, or a noun that ends a line."""
    lexicon = frame_lexicon()
    word = _word(tree, chunk)
    if word is None:
        return None
    frame = lexicon.by_word[word]
    verb = _verb_chunk(tree, chunk, word)
    if verb is None:
        return None
    lemmas = {t.lemma for t in tree.words(verb)}
    nominal = verb.index != chunk.index
    arguments = [*_arguments(tree, verb, skip=chunk.index if nominal else None)]
    if nominal:
        arguments += _arguments(tree, chunk, skip=None)
    if frame.shape is Shape.LEAK and any(plain_case(a.particle) == "を" for a in arguments):
        frame = lexicon.by_word["漏らす"]  # 「名簿を業者に漏えいした」: somebody gives it away
    return Predicate(
        frame=frame,
        word=word,
        chunk=verb.index,
        span=(chunk.start if nominal else verb.start, verb.end),
        arguments=tuple(sorted(arguments, key=lambda a: a.chunk)),
        head=_relative_head(tree, verb),
        is_passive=bool({"れる", "られる"} & lemmas),
        is_inverse=nominal and bool(lexicon.inverse & lemmas),
        is_negated=bool({"ない", "ぬ", "ん", "ず"} & lemmas),
        is_nominal=nominal or not any(t.pos in {"VERB", "AUX"} for t in tree.words(verb)),
    )


def _word(tree: Parse, chunk: Chunk) -> str | None:
    """The lexicon word of a chunk: its last verb, or its last noun."""
    by_word = frame_lexicon().by_word
    content = [t for t in tree.words(chunk) if t.end <= chunk.content_end and t.pos not in {"AUX", "PUNCT"}]
    if not content:
        return None
    for last in reversed(content):
        if last.lemma in by_word:
            return last.lemma
        if last.text in by_word:
            return last.text
        text = last.text.removesuffix("行為")
        if text in by_word:
            return text
        match = next((w for n in (6, 5, 4, 3, 2) if (w := last.text[-n:]) in by_word and len(last.text) > n), None)
        if match and last.pos in {"NOUN", "VERB", "PROPN"}:
            return match
        if last.pos == "VERB" and last.lemma not in {"する", "できる", "いる", "おる", "ある", "いただく", "くる", "しまう", "いく", "いう", "言う"}:
            return None
        if last.pos in {"NOUN", "PROPN"}:
            return None
    return None


def _verb_chunk(tree: Parse, chunk: Chunk, word: str) -> Chunk | None:
    """The chunk that is the predicate: this one, or the light verb that it is the object of (コピーを行う)."""
    lexicon = frame_lexicon()
    if not chunk.particle and chunk.head is not None and tree.text[tree.chunks[chunk.head].start :].startswith("行為"):
        chunk = tree.chunks[chunk.head]  # 「持ち出し行為が始まる」
        verb = tree.chunks[chunk.head] if chunk.head is not None else None
        light = verb is not None and {t.lemma for t in tree.words(verb)} & lexicon.light
        return verb if light else None
    is_verb = any(t.pos == "VERB" for t in tree.words(chunk)) or any(t.lemma == "する" for t in tree.words(chunk))
    if is_verb:
        return chunk
    head = tree.chunks[chunk.head] if chunk.head is not None else None
    if plain_case(chunk.particle) in {"を", "が", "も"} and head is not None:
        light = {t.lemma for t in tree.words(head)} & (lexicon.light | lexicon.inverse)
        return head if light else None
    follows = tree.text[chunk.content_end : chunk.content_end + 1]
    if not chunk.particle and (chunk.head is None or follows in {"、", "。", "", "か", "・"}):
        return chunk  # 「…を転売か。」, 「…をダウンロード、複製し」
    if chunk.particle in {"か", "さ"} or (not chunk.particle and head is not None and _is_end(tree, head)):
        return chunk
    return None


def _is_end(tree: Parse, chunk: Chunk) -> bool:
    """疑い, 可能性 …: a noun that closes what is told (「…を売却した疑い」「…漏えいの可能性」)."""
    return re.match(r"(疑い|可能性|恐れ|おそれ|容疑|模様|もよう|こと)", tree.text[chunk.start :]) is not None


def _arguments(tree: Parse, chunk: Chunk, skip: int | None) -> Iterator[Argument]:
    """The chunks that depend on a predicate, with their particles."""
    for child in tree.children(chunk.index):
        if child.index != skip and child.content_end > child.start:
            yield Argument(child.particle, child.index, child.start, child.content_end)
            for sub in tree.children(child.index):
                if plain_case(sub.particle) in {"から", "によって", "に", "へ"} and child.dep in {"obj", "nsubj"}:
                    # the parser often hangs 「業者から」 on the object that follows it
                    yield Argument(sub.particle, sub.index, sub.start, sub.content_end)


def _relative_head(tree: Parse, chunk: Chunk) -> Argument | None:
    """The noun that a relative clause modifies (名簿業者から買った企業: 企業)."""
    if chunk.head is None:
        return None
    if chunk.dep == "advcl" and (verb := tree.chunks[chunk.head]).dep.startswith("acl") and verb.head is not None:
        noun = tree.chunks[verb.head]
        if _FORMAL.match(tree.text[noun.start : noun.content_end]):
            return None
        chunk = verb  # 「業務を委託し、情報が流出した市」: both clauses modify the noun
    if not chunk.dep.startswith("acl") or chunk.head is None:
        return None
    head = tree.chunks[chunk.head]
    return Argument("rel", head.index, head.start, head.content_end)


def _patterns(tree: Parse) -> Iterator[Predicate]:
    """Predicates that are turns of phrase (閲覧できる状態)."""
    for frame in frame_lexicon().frames:
        for pattern in frame.patterns:
            for match in pattern.finditer(tree.text):
                chunk = tree.chunk_at(match.start())
                if chunk is None:
                    continue
                arguments = tuple(a for c in _up(tree, chunk) for a in _arguments(tree, c, skip=None) if a.end <= match.end())
                span = (match.start(), match.end())
                yield Predicate(frame, match[0], chunk.index, span, arguments, None, False, False, False, False)  # noqa: FBT003


def _up(tree: Parse, chunk: Chunk) -> list[Chunk]:
    """A chunk and what it depends on, three steps at most."""
    found = [chunk]
    while found[-1].head is not None and len(found) < 4:
        found.append(tree.chunks[found[-1].head])
    return found


def plain_case(particle: str) -> str:
    """A case particle without は, も, のみ behind it (には -> に, からは -> から, にも -> に)."""
    for case in ("から", "より", "によって", "により", "まで", "へ", "に", "で", "を", "が", "と"):
        if particle.startswith(case):
            return "から" if case == "より" else "によって" if case == "により" else case
    return particle

