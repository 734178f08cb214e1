"""Documents → verbs that take data as their object and are in no frame, by how often they occur.

missing = Missing()
for event in look_at_all(find_files([Path("inbox")]), missing.look):
    print(event.outcome, event.place)
missing.answer(30)["verbs"][0]["verb"]  →  又貸し
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.errors import BadInput
from app.services.files import Item
from app.services.walk import Looked
from app.services.wire import Json
from loaders.claims.unmatched import Unmatched, find_unmatched, harmless
from loaders.pipeline import find
from loaders.trace import line_of

__all__ = ["Missing"]

_SHOWN = 3
"""Sentences shown of each verb."""


@dataclass(frozen=True, slots=True)
class _Looked:
    place: str
    text: str
    verbs: tuple[Unmatched, ...]


class Missing:
    """The documents that were looked at, and the verbs in them."""

    def __init__(self) -> None:
        """None yet."""
        self._looked: list[_Looked] = []

    def look(self, item: Item) -> Looked:
        """Look through one document. Raises BadInput."""
        analysis = find(item.data, item.name, item.metadata).analysis
        verbs = tuple(verb for verb in find_unmatched(analysis) if verb.lemma not in harmless())
        self._looked.append(_Looked(item.place, analysis.document.text or "", verbs))
        return Looked(f"{len(verbs)} verbs on data that are in no frame", item.place)

    def answer(self, top: int) -> Json:
        """The first `top` verbs, those first that stand most often beside somebody who may give or get; `of` how many.

        BadInput if no document could be read.
        """
        if not self._looked:
            raise BadInput("none of the files could be read")
        by_lemma: dict[str, list[tuple[_Looked, Unmatched]]] = {}
        for one in self._looked:
            for verb in one.verbs:
                by_lemma.setdefault(verb.lemma, []).append((one, verb))
        verbs = [_verb(lemma, places) for lemma, places in by_lemma.items()]
        ranked = sorted(verbs, key=lambda verb: (-verb["with_party"], -verb["times"], verb["verb"]))
        return {"verbs": ranked[:top], "of": len(ranked)}


def _verb(lemma: str, places: Sequence[tuple[_Looked, Unmatched]]) -> dict[str, Any]:
    shown = sorted(places, key=lambda place: not place[1].has_party)[:_SHOWN]
    return {
        "verb": lemma,
        "times": len(places),
        "with_party": sum(verb.has_party for _, verb in places),
        "places": [_place(one, verb) for one, verb in shown],
    }


def _place(one: _Looked, verb: Unmatched) -> Json:
    sentence = verb.sentence
    return {
        "document": one.place,
        "line": line_of(one.text, sentence.start),
        "start": sentence.start,
        "end": sentence.end,
        "data": verb.data.exact,
        "sentence": sentence.exact,
    }
