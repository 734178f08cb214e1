"""Text → the places where it names a hidden person, and what stands there instead.

    Names(people, bodies).find("浦辺容疑者は…", Context(documents, incidents))   →  [Hit(0, 2, "〔人物482103〕")]

A whole name is hidden wherever it stands; one part of it where a title follows, and else where the document, or one of
the same incident, tells of the person, unless it is a part of the name of an organization or a place. In other
documents such a part must stand by itself. Who is meant: whom the document tells of, before those of its incident,
before others. Where that leaves several, it is 〔人物〕, for a wrong number would accuse somebody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import IntEnum

from app.domain.ids import DocumentId
from app.services.masking.folding import Folded, folded, spellings
from app.services.masking.people import SOMEBODY, Hidden
from loaders.persons import Person, person_words, readings_inside

__all__ = ["Context", "Hit", "Names"]

_SHORT = 2  # a family name of one kanji is too much of a word: it is hidden before titles, and where a mention stands
_SHORT_LATIN = 3
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LATIN_ARTICLE = re.compile(r"[a-z][ .]")
_WORD = re.compile(r"[一-鿿々ヶァ-ヺーA-Za-zÀ-ɏ0-9]")
_BODY = re.compile(r"[市区町村郡県府都署駅線丁社店園校]")
_READING = re.compile(r"\s*[(\uff08《]\s*([ぁ-んァ-ヶーｦ-ﾟ・\s]{2,24}|[A-Z][a-z]+[ ,]+[A-Z][A-Za-z]+)\s*[)\uff09》]")


class _Part(IntEnum):
    WHOLE = 0
    FAMILY = 1
    GIVEN = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """`shown` stands in place of `[start, end)`."""

    start: int
    end: int
    shown: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a text belongs to, and where in it actors are denoted: `(start, end, the person)`."""

    documents: Set[DocumentId] = frozenset()
    incidents: Set[str] = frozenset()
    denoted: Sequence[tuple[int, int, Hidden]] = ()

    def distance(self, person: Hidden) -> int:
        """0 for a person of these documents, 1 for one of their incidents, 2 for any other."""
        if self.documents & person.documents:
            return 0
        return 1 if self.incidents & person.incidents else 2


@dataclass(slots=True)
class Names:
    """All names that are hidden, ready to be looked for."""

    people: Sequence[Hidden]
    bodies: Iterable[str]
    _bearers: dict[str, list[tuple[_Part, Hidden]]] = field(default_factory=dict[str, list[tuple[_Part, Hidden]]])
    _pattern: re.Pattern[str] | None = None
    _first: re.Pattern[str] | None = None
    _bodies: Mapping[str, list[tuple[int, str]]] = field(default_factory=dict[str, list[tuple[int, str]]])

    def __post_init__(self) -> None:
        """One pattern for all names."""
        for person in self.people:
            for text, part in _forms(person):
                bearers = self._bearers.setdefault(text, [])
                if (part, person) not in bearers:
                    bearers.append((part, person))
        if self._bearers:
            self._pattern = re.compile(f"(?=({_alternation(sorted(self._bearers))}))")
            known = spellings()
            first = "".join(sorted({char for name in self._bearers for char in known.get(name[0], name[0])}))
            self._first = re.compile(f"[{re.escape(first)}]")
            self._bodies = self._within(self.bodies)

    def find(self, text: str, context: Context) -> list[Hit]:
        """Where names stand, by place; of two that overlap the longer."""
        if self._pattern is None or self._first is None or not self._first.search(text):
            return []
        inside = readings_inside(text)
        forms = [folded(text), folded(text, inside)] if inside else [folded(text)]
        hits = [hit for form in forms for hit in self._hits(text, form, context)]
        kept: list[Hit] = []
        for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
            if all(hit.end <= other.start or other.end <= hit.start for other in kept):
                kept.append(hit)
        return sorted(kept, key=lambda h: h.start)

    def _hits(self, text: str, form: Folded, context: Context) -> Iterator[Hit]:
        """At each place the longest name that is meant there."""
        for m in self._pattern.finditer(form.text) if self._pattern is not None else ():
            names = self._names_at(form.text, m.start(), m[1])
            hits = (self._hit(text, form, m.start(), name, context) for name in names)
            if (hit := next((one for one in hits if one is not None), None)) is not None:
                yield hit

    def readings(self, text: str) -> Iterator[tuple[Hidden, Person]]:
        """How whole names are read, where brackets behind them tell it: 浦辺由紀夫(うらべ ゆきお)."""
        if self._pattern is None or not _READING.search(text):
            return
        form = folded(text)
        for m in self._pattern.finditer(form.text):
            name = m[1]
            read = _READING.match(text, form.span(m.start(), m.start() + len(name))[1])
            whole = [person for part, person in self._bearers.get(name, ()) if part is _Part.WHOLE]
            if read is not None and len(whole) == 1:
                yield whole[0], _read_as(read[1])

    def replace(self, text: str, context: Context) -> str:
        """The text with pseudonyms in it."""
        parts: list[str] = []
        last = 0
        for hit in self.find(text, context):
            parts += [text[last : hit.start], hit.shown]
            last = hit.end
        return "".join([*parts, text[last:]])

    def _names_at(self, text: str, start: int, longest: str) -> list[str]:
        """The names that begin there, the longest first."""
        ends = range(len(longest), 0, -1)
        return [text[start : start + n] for n in ends if text[start : start + n] in self._bearers]

    def _hit(self, text: str, form: Folded, at: int, name: str, context: Context) -> Hit | None:
        start, end = form.span(at, at + len(name))
        if form.text.startswith("\u3099", at + len(name)):  # half of a voiced letter is another letter
            return None
        if _LATIN.match(name) and not _stands_alone(text, start, end, _LATIN):
            return None
        meant = [
            (part, person)
            for part, person in self._bearers[name]
            if self._is_meant(text, form, at, name, part, context.distance(person), (start, end))
            or (part is _Part.FAMILY and _denotes(context, person, start, end))
        ]
        if not meant:
            return None
        if (reading := _READING.match(text, end)) is not None:
            end = reading.end()
        return Hit(start, end, _shown(meant, context, start, end))

    def _is_meant(
        self, text: str, form: Folded, at: int, name: str, part: _Part, distance: int, place: tuple[int, int]
    ) -> bool:
        start, end = place
        if part is _Part.WHOLE:
            return not _LATIN_ARTICLE.match(text, start)  # "a quill" is not A. Quill
        if person_words().title.match(text, end) is not None:
            return not self._is_in_body(form.text, at, name) or distance == 0
        is_latin = _LATIN.match(name) is not None
        shortest = _SHORT_LATIN if is_latin else _SHORT
        is_small = is_latin and text[start].islower()
        if len(name) < shortest or is_small or not _is_in_one_piece(text[start:end], name):
            return False
        if self._is_in_body(form.text, at, name) or _BODY.match(text, end):
            return False
        is_alone = _stands_alone(text, start, end, _WORD)
        return distance == 0 and is_alone if part is _Part.GIVEN else distance < 2 or is_alone

    def _is_in_body(self, text: str, at: int, name: str) -> bool:
        """True inside the name of an organization (山崎 in 山崎商会), which stays in clear."""
        return any(text.startswith(body, at - before) for before, body in self._bodies.get(name, ()) if before <= at)

    def _within(self, bodies: Iterable[str]) -> Mapping[str, list[tuple[int, str]]]:
        """By name the organizations whose names hold it, and how far from their beginning."""
        found: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for body in sorted({folded(one).text for one in bodies}):
            for m in self._pattern.finditer(body) if self._pattern is not None else ():
                for name in self._names_at(body, m.start(), m[1]):
                    is_person = person_words().title.match(body, m.start() + len(name)) is not None
                    if len(name) < len(body) and not is_person:
                        found[name].append((m.start(), body))
        return found


def _shown(meant: Sequence[tuple[_Part, Hidden]], context: Context, start: int, end: int) -> str:
    """The pseudonym of the one who is meant."""
    here = [person for first, last, person in context.denoted if first <= start and end <= last]
    told = [person for _, person in meant if person in here]
    people = told or [person for _, person in meant]
    nearest = min(context.distance(person) for person in people)
    names = {person.pseudonym for person in people if context.distance(person) == nearest}
    return names.pop() if len(names) == 1 else SOMEBODY


def _read_as(reading: str) -> Person:
    """「うらべ ゆきお」 in its parts, where a blank or a dot tells them."""
    parts = re.split(r"[\s・,]+", reading.strip())
    return Person(" ".join(parts), parts[0], parts[-1]) if len(parts) > 1 else Person(reading, "", "")


def _denotes(context: Context, person: Hidden, start: int, end: int) -> bool:
    return any(first <= start and end <= last and who is person for first, last, who in context.denoted)


def _stands_alone(text: str, start: int, end: int, letters: re.Pattern[str]) -> bool:
    before = text[start - 1 : start]
    return not (before and letters.match(before)) and letters.match(text, end) is None


def _is_in_one_piece(words: str, name: str) -> bool:
    """True if nothing but line breaks and what has no width stands inside: 「小山 田中」 does not name 山田."""
    return not any(char in " \u3000・,." for char in words) or name == ""


def _forms(person: Hidden) -> Iterable[tuple[str, _Part]]:
    """Folded names and parts of names."""
    for name in person.names:
        full, family, given = (folded(part).text for part in (name.full, name.family, name.given))
        is_one_part = not name.is_whole and (family == full or not family)
        whole = full if not is_one_part or not family else ""
        pairs = [(whole, _Part.WHOLE), (family, _Part.FAMILY), (given, _Part.GIVEN)]
        if name.is_whole and _LATIN.match(full):
            pairs += [(family + given, _Part.WHOLE), (given + family, _Part.WHOLE), (given[:1] + family, _Part.WHOLE)]
        elif name.is_whole:
            pairs.append((family + given, _Part.WHOLE))
        yield from ((text, part) for text, part in pairs if len(text) >= _least(text, part))


def _least(text: str, part: _Part) -> int:
    """How long a name must be: a letter is none, and one kanji is a family name only."""
    return 1 if part is not _Part.WHOLE and not _LATIN.match(text) else _SHORT


def _alternation(names: Sequence[str]) -> str:
    """The longest first, with what they begin with in common told once, so that thousands are looked for at once."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_letter[name[0]].append(name[1:])
    parts = [re.escape(letter) + _rest(rests) for letter, rests in sorted(by_letter.items())]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _rest(rests: Sequence[str]) -> str:
    longer = [rest for rest in rests if rest]
    if not longer:
        return ""
    return f"(?:{_alternation(longer)})?" if len(longer) < len(rests) else _alternation(longer)
