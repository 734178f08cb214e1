"""Text → the names of persons in it: what the loaders or the dictionary know as one, what a title tells.

「代表取締役社長 浦辺 由紀夫」 names 浦辺 由紀夫, 「浦辺容疑者(43)」 names 浦辺. Rather one too many than one too few:
whoever asks is about to hide them. Letters (A氏) and role nouns (元派遣社員) are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.domain.vocabulary import ActorKind
from loaders.en.parse import Word, parse
from loaders.en.roles import role_lexicon
from loaders.ja.tokens import Morph, tokenize
from loaders.mentions.groups import HANDLE
from loaders.mentions.lexicon import actor_lexicon
from loaders.mentions.spot import Form, Spot
from loaders.mentions.spots import find_spots
from loaders.persons.lexicon import person_words
from loaders.persons.named import Named, Person
from loaders.persons.readings import without_readings

__all__ = ["ends_in_name", "find_people", "is_word_for_actors", "parts_of"]

_BETWEEN = frozenset(" \u3000・")
_LATIN = re.compile(r"[A-Za-z]{2}")
_JAPANESE = re.compile(r"[一-鿿々ぁ-んァ-ヺー]")
_KANJI = re.compile(r"[一-鿿々ヶ]{2,3}")
_LETTER = re.compile(r"[A-Za-z\uff21-\uff3a甲乙丙丁]")
_LOST = re.compile(r"(?:^|[^一-鿿々ァ-ヺー0-9])([一-鿿々]{1,3})$")
_DOT = r"[・=＝]"
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_FORENAMES = re.compile(rf"(?:[ァ-ヺー]+{_DOT})+$")
_PLACE = re.compile(r"[一-鿿々ヶァ-ヺー]{2,}[市区県府都]")
_SENTENCE = 4  # words; a shorter line is a heading or a cell
_MOST_KEPT = 16_384  # texts: who shows documents without names asks again whenever one more has come


@lru_cache(maxsize=_MOST_KEPT)
def find_people(text: str) -> tuple[Named, ...]:
    """All names of persons in a text of any length, by place; of two that overlap the longer."""
    found: list[Named] = []
    place = 0
    for line in text.splitlines(keepends=True):
        found += [Named(place + one.start, place + one.end, one.person) for one in _in_line(line.rstrip("\r\n"))]
        place += len(line)
    return tuple(found)


def _in_line(line: str) -> tuple[Named, ...]:
    found: list[Named] = []
    if _JAPANESE.search(line):
        morphs = tokenize(line)
        spots = find_spots(line)
        found += [*_from_spots(line, spots), *_from_dictionary(line, morphs, spots)]
        found += [*_behind_offices(line), *_before_titles(line)]
        found = [_as_called(_foreign(line, _with_family(line, one))) for one in found]
    if _LATIN.search(line):
        found += _english(line)
    kept: list[Named] = []
    for one in sorted(found, key=lambda n: (n.start - n.end, n.start)):
        if not _PLACE.fullmatch(one.person.full) and all(
            one.end <= other.start or other.end <= one.start for other in kept
        ):
            kept.append(one)
    return tuple(sorted(kept))


def parts_of(name: str) -> Person:
    """A name in its parts, by a blank in it, else by the dictionary.

    >>> parts_of("浜田 美咲")
    Person(full='浜田 美咲', family='浜田', given='美咲')
    """
    pieces = re.split(r"[ \u3000・]+", name.strip())
    if len(pieces) > 1 and _JAPANESE.search(name):
        return Person(name, pieces[0], pieces[-1])
    if len(pieces) > 1:
        return Person(name, pieces[-1], pieces[0])
    morphs = tokenize(name)
    last = morphs[-1] if morphs else None
    if last is not None and len(morphs) > 1 and last.pos[3:4] == ("名",):
        return Person(name, name[: last.start], last.text)
    return Person(name, name, "")


# ------------------------------------------------------------------ Japanese


def _from_spots(line: str, spots: Sequence[Spot]) -> Iterator[Named]:
    """What the loaders take for a person's name, and the members of a group (高瀬容疑者ら)."""
    for spot in spots:
        if spot.form is Form.NAME and spot.kind is ActorKind.PERSON and spot.head_class != HANDLE:
            start = line.find(spot.phrase, spot.start)
            if 0 <= start < spot.end and not _LETTER.fullmatch(spot.phrase):
                yield Named(start, start + len(spot.phrase), parts_of(spot.phrase))
        for member in spot.members:
            start = line.find(member, spot.start)
            if len(member) > 1 and 0 <= start < spot.end and actor_lexicon().head_of(member) is None:
                yield Named(start, start + len(member), parts_of(member))


def _from_dictionary(line: str, morphs: Sequence[Morph], spots: Sequence[Spot]) -> Iterator[Named]:
    """Family and given name side by side, or one that a title follows; not inside the name of an organization."""
    bodies = [(s.start, s.end) for s in spots if s.kind is ActorKind.ORGANIZATION and s.form is Form.NAME]
    words = person_words()
    for n, morph in enumerate(morphs):
        if morph.pos[2] == "地名" and _KANJI.fullmatch(morph.text) and words.personal.match(line, morph.end):
            yield Named(morph.start, morph.end, Person(morph.text, morph.text, ""))
        if morph.pos[2] != "人名" or (n and morphs[n - 1].pos[2] == "人名") or not _JAPANESE.search(morph.text):
            continue
        given = _given_behind(morphs, n)
        end = morph.end if given is None else given.end
        name = line[morph.start : end]
        is_inside = any(start <= morph.start and end < stop for start, stop in bodies)
        if given is not None and (not is_inside or " " in name):
            yield Named(morph.start, end, Person(name, morph.text, given.text))
        elif given is None and _is_told(line, morph.start, end) and not name.endswith(words.titles):
            yield Named(morph.start, end, Person(name, name, ""))


def _given_behind(morphs: Sequence[Morph], n: int) -> Morph | None:
    """The given name behind a family name, with or without a blank between."""
    if morphs[n].pos[3:4] != ("姓",):
        return None
    at = n + 1 + (n + 1 < len(morphs) and morphs[n + 1].text in _BETWEEN)
    is_given = at < len(morphs) and morphs[at].pos[2] == "人名" and morphs[at].pos[3:4] == ("名",)
    return morphs[at] if is_given else None


def _is_told(line: str, start: int, end: int) -> bool:
    """True behind 「担当:」 and before a title."""
    words = person_words()
    return words.title.match(line, end) is not None or words.announced.search(line, 0, start) is not None


def _with_family(line: str, named: Named) -> Named:
    """「知人の伊座本健一氏」, of which the dictionary knows 健一: a few kanji alone before it belong to it."""
    m = _LOST.search(line, 0, named.start)
    if m is None or named.person.is_whole or m[1] in person_words().no_names or is_word_for_actors(m[1]):
        return named
    name = line[m.start(1) : named.end]
    whole = parts_of(name)
    return Named(m.start(1), named.end, whole if whole.is_whole else Person(name, m[1], named.person.full))


def _foreign(line: str, named: Named) -> Named:
    """「ジョン・スミス氏」, of which the dictionary knows one part: katakana before a middle dot belong to it."""
    m = _FORENAMES.search(line, 0, named.start)
    if m is None or named.person.is_whole or not _KATAKANA.fullmatch(named.person.full):
        return named
    start = m.start()
    pieces = [piece for piece in re.split(_DOT, m[0]) if piece]
    while pieces and is_word_for_actors(pieces[0]):
        start += len(pieces.pop(0)) + 1
    if not pieces:
        return named
    return Named(start, named.end, Person(line[start : named.end], named.person.full, pieces[0]))


def _as_called(named: Named) -> Named:
    """「浦辺(うらべ)由紀夫」 is 浦辺由紀夫."""
    person = named.person
    parts = (without_readings(part) for part in (person.full, person.family, person.given))
    return Named(named.start, named.end, Person(*parts))


def _behind_offices(line: str) -> Iterator[Named]:
    """「代表取締役 筒城 由紀夫」, whether the dictionary knows the two or not."""
    words = actor_lexicon()
    for m in person_words().office.finditer(line):
        family, given = m[1], m[2]
        is_word = any(part in words.heads or is_word_for_actors(part) for part in (family, given))
        if not is_word and not _is_common(given):
            yield Named(m.start(1), m.end(2), Person(line[m.start(1) : m.end(2)], family, given))
    for m in person_words().alone.finditer(line):
        if not is_word_for_actors(m[1]) and not _is_common(m[1]):
            yield Named(m.start(1), m.end(1), parts_of(m[1]))


def _before_titles(line: str) -> Iterator[Named]:
    """「森林社長」: a family name that the dictionary has as a common word only."""
    words = person_words()
    for m in words.sure.finditer(line):
        if not m[1].startswith(words.no_names) and not m[1].endswith(words.no_names) and not is_word_for_actors(m[1]):
            yield Named(m.start(1), m.end(1), Person(m[1], m[1], ""))


def is_word_for_actors(text: str) -> bool:
    """True for a role (社員), a word that points back (同社), one for several (両社); 由紀夫 only ends like one."""
    words = actor_lexicon()
    if text in words.anaphors or text in words.collectives or text in words.states or words.begins_head(text):
        return True
    found = words.head_of(text) or words.trade_of(text)
    return found is not None and not ends_in_name(text)


def ends_in_name(text: str) -> bool:
    """True if the dictionary has the last word as a person's name."""
    morphs = tokenize(text)
    return bool(morphs) and morphs[-1].pos[2] == "人名"


def _is_common(word: str) -> bool:
    """True for a word that the dictionary has as no name: 「担当 総務 企画」."""
    morphs = tokenize(word)
    return all(m.pos[0] == "名詞" and m.pos[1] != "固有名詞" and not m.is_oov for m in morphs) and len(word) > 1


# ------------------------------------------------------------------ English


def _english(line: str) -> Iterator[Named]:
    """What stands beside an office, and in an English sentence what the parser takes for two names of a person."""
    if not _JAPANESE.search(line) and len(line.split()) >= _SENTENCE:
        yield from _parsed(line)
    words = person_words()
    for pattern in words.english:
        for m in pattern.finditer(line):
            name, start = m[1], m.start(1)
            pieces = name.split()
            while pieces and pieces[0] in words.not_names:
                start += len(pieces.pop(0)) + 1
            if pieces and not words.not_names.intersection(pieces):
                name = line[start : m.end(1)]
                yield Named(start, m.end(1), Person(name, pieces[-1], pieces[0] if len(pieces) > 1 else ""))


def _parsed(line: str) -> Iterator[Named]:
    run: list[Word] = []
    for word in (*parse(line).words, None):
        if word is not None and word.entity == "PERSON" and word.text[:1].isupper():
            run.append(word)
            continue
        name = line[run[0].start : run[-1].end] if run else ""
        if len(run) > 1 and role_lexicon().bearer_of(name) is None:
            yield Named(run[0].start, run[-1].end, Person(name, run[-1].text, run[0].text))
        run = []
