"""Judgements and the readings that are there now → what each judgement is about now, and which find nothing any more.

    attach(judgements, {"doc-1": reading}.get)   →  Attached(judgements=(…,), lost=(Lost(judgement, Loss.CHANGED),))

Other rules may give a thing or a claim another id. A judgement then holds for what has the same words: the thing of
that kind, in that document, to which all the words belong that are still read; the claim of that property on the same
words, with the same code, days or numbers (of a correction: with any). Where several would do, or none, it holds for
nothing and is listed: nobody decided about what is read there now.

Where the document of a thing is not there, one that was joined with it when the person looked may stand for it.

A judgement about parts of what another one was about speaks of that pair as well: whoever joined A (a1, a2) with B is
contradicted by one who says that a2 is not B.

References:
    W3C, "Web Annotation Data Model" (2017): a target that is found again by its place, and orphans, where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.anchors import Atlas, Places, said_by
from app.domain.claim import REFERENCES, Value
from app.domain.ids import DocumentId
from app.domain.judgement import OF_PAIRS, Anchor, Judgement, Verdict
from app.domain.view import Reading

__all__ = ["Attached", "Loss", "Lost", "attach"]

_PAIR = 2


class Loss(StrEnum):
    """Why a judgement finds nothing."""

    GONE = "gone"
    """Its document is not there."""
    CHANGED = "changed"
    """The document is read otherwise: no thing, or claim, stands for what was judged."""
    SEVERAL = "several"
    """The words belong to several things, or claims, now."""
    ONE = "one"
    """The two things of the pair are one thing of one document now."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A judgement that holds for nothing, and why."""

    judgement: Judgement
    loss: Loss


@dataclass(frozen=True, slots=True)
class Attached:
    """The judgements with the ids of today (their own `id` stays), and those that find nothing.

    `judgements` has all that are not lost, undone ones too, and behind them what contradicts an earlier one in part, as
    said of the pair of that one.
    """

    judgements: tuple[Judgement, ...]
    lost: tuple[Lost, ...]


def attach(judgements: Sequence[Judgement], reading_of: Callable[[DocumentId], Reading | None]) -> Attached:
    """What each judgement is about now; one without anchors is taken as it is. It looks at judged documents only.

    `reading_of` gives the reading of a document, None for one that is not there.
    """
    finder = _Finder(Atlas(reading_of))
    found: list[_Found] = []
    lost: list[Lost] = []
    for judgement in judgements:
        one = finder.attached(judgement)
        if isinstance(one, Loss):
            lost.append(Lost(judgement, one))
        else:
            found.append(one)
    return Attached((*(one.judgement for one in found), *_contradictions(found)), tuple(lost))


# ------------------------------------------------------------------ finding


@dataclass(frozen=True, slots=True)
class _Found:
    """A judgement with the ids of today; of a pair, for each side all ids that a person saw as one thing."""

    judgement: Judgement
    sides: tuple[frozenset[str], ...] = ()


class _Finder:
    """Looks for what anchors name."""

    def __init__(self, atlas: Atlas) -> None:
        self._at = atlas.at

    def attached(self, judgement: Judgement) -> _Found | Loss:
        """The judgement as it holds today."""
        if judgement.verdict in OF_PAIRS and len(judgement.about) == _PAIR:
            return self._of_pair(judgement)
        if isinstance(judgement.value, Mapping) and judgement.value.get("id") in judgement.about:
            return self._of_proposal(judgement, judgement.value)
        return self._of_claim(judgement) if judgement.anchors else _Found(judgement)

    def _of_proposal(self, judgement: Judgement, content: Mapping[str, Value]) -> _Found | Loss:
        """A proposal holds as long as its words stand where they stood."""
        quote = content.get("quote")
        places = self._at(DocumentId(str(content.get("document"))))
        if places is None:
            return Loss.GONE
        start, end = (quote.get("start"), quote.get("end")) if isinstance(quote, Mapping) else (None, None)
        if not isinstance(quote, Mapping) or not isinstance(start, int) or not isinstance(end, int):
            return Loss.CHANGED
        stands = places.reading.document.words(start, end) == quote.get("exact")
        return _Found(judgement) if stands else Loss.CHANGED

    def _of_pair(self, judgement: Judgement) -> _Found | Loss:
        if not judgement.anchors:
            return _Found(judgement, tuple(frozenset({key}) for key in judgement.about))
        sides: dict[str, frozenset[str]] = {}
        for key in judgement.about:
            anchors = [a for a in judgement.anchors if a.about == key]
            found = self._thing(anchors)
            if isinstance(found, Loss):
                return found
            others = map(self._one_thing, anchors)
            sides[found] = frozenset({found, *(one for one in others if not isinstance(one, Loss))})
        if len(sides) < _PAIR:
            return Loss.ONE
        about = tuple(sorted(sides))
        return _Found(replace(judgement, about=about), tuple(sides[key] for key in about))

    def _thing(self, anchors: Sequence[Anchor]) -> str | Loss:
        """The first that is there of a thing and those that may stand for it; else what is wrong with it itself."""
        losses: list[Loss] = []
        for anchor in anchors:
            found = self._one_thing(anchor)
            if not isinstance(found, Loss):
                return found
            losses.append(found)
        return min(losses, key=lambda loss: loss is Loss.GONE, default=Loss.CHANGED)

    def _one_thing(self, anchor: Anchor) -> str | Loss:
        places = self._at(anchor.document)
        if places is None:
            return Loss.GONE
        if anchor.kind in places.things.get(anchor.id, ()):
            return anchor.id
        return _only(places.things_at(anchor.kind, anchor.spans))

    def _of_claim(self, judgement: Judgement) -> _Found | Loss:
        own = next((a for a in judgement.anchors if a.about in judgement.about), None)
        places = None if own is None else self._at(own.document)
        if own is None or places is None:
            return Loss.GONE
        found = own.id if own.id in places.claims else self._claim(judgement, own, places)
        if isinstance(found, Loss):
            return found
        value = self._value(judgement)
        if isinstance(value, Loss):
            return value
        return _Found(replace(judgement, about=(found,), value=value))

    def _claim(self, judgement: Judgement, own: Anchor, places: Places) -> str | Loss:
        """The claim that says the same on the same words; for a correction, whatever is said there."""
        claims = [c for c in places.claims_at(own.property, own.spans) if c.kind is own.kind]
        wanted = own.said
        others = [a for a in judgement.anchors if a.about == own.said and a is not own]
        if own.property in REFERENCES and others:
            thing = self._thing(others)
            wanted = own.said if isinstance(thing, Loss) else thing
        alike = {c.id for c in claims if said_by(c) == wanted}
        if not alike and judgement.verdict is Verdict.CORRECT:
            alike = {c.id for c in claims}
        return _only(alike)

    def _value(self, judgement: Judgement) -> Value | Loss:
        """The corrected value; where it names a thing, its id of today."""
        anchors = [a for a in judgement.anchors if a.about == judgement.value]
        return self._thing(anchors) if isinstance(judgement.value, str) and anchors else judgement.value


def _only(found: Collection[str]) -> str | Loss:
    if len(found) == 1:
        return next(iter(found))
    return Loss.SEVERAL if found else Loss.CHANGED


# ------------------------------------------------------------------ contradictions


def _contradictions(found: Sequence[_Found]) -> Iterator[Judgement]:
    """What is said of parts of a pair against an earlier judgement that counts, as said of that pair."""
    earlier: dict[tuple[str, tuple[str, ...]], _Found] = {}
    for one in sorted(found, key=lambda one: (one.judgement.when, one.judgement.id)):
        judgement = one.judgement
        if judgement.undone or judgement.verdict not in OF_PAIRS or len(one.sides) != _PAIR:
            continue
        a, b = judgement.about
        for other in earlier.values():
            left, right = other.sides
            is_part = (a in left and b in right) or (b in left and a in right)
            if is_part and _are_opposed(judgement, other.judgement) and judgement.about != other.judgement.about:
                yield replace(judgement, about=other.judgement.about)
        earlier[judgement.who, judgement.about] = one


def _are_opposed(one: Judgement, other: Judgement) -> bool:
    return one.verdict.combine(other.verdict) is None
