"""What rules and readers say in an answer → the same in the language of whoever asks; all else stays as it is.

    conflict_told({"about": "a figure and its correction: 59 / 69", …})   →  {"about": "数字とその訂正(59 / 69)", …}

Answers that are kept for the next time (`known`) are the same for all languages and do not come here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

from app.api.current import current
from app.services.translation import translated
from app.services.wire import Json

__all__ = [
    "SPOKEN",
    "claim_told",
    "conflict_told",
    "document_told",
    "each",
    "effects_told",
    "remark_told",
    "thing_told",
    "told",
]

SPOKEN = "accept-language"
"""What such an answer varies with."""


def told(text: str | None) -> str | None:
    """A sentence of a rule."""
    return None if text is None else translated(text, current().language)


def conflict_told(conflict: Json) -> Json:
    """A conflict, with what it is about."""
    return {**conflict, "about": told(cast("str", conflict["about"]))}


def claim_told(claim: Json) -> Json:
    """A claim; where it is a part of a conflict that rules found, with what that is about."""
    return {**claim, "label": told(cast("str", claim["label"]))} if claim["kind"] == "conflict" else claim


def remark_told(remark: Json) -> Json:
    """A remark on what was read, with what helps."""
    message, remedy = cast("str", remark["message"]), cast("str | None", remark["remedy"])
    return {**remark, "message": told(message), "remedy": told(remedy)}


def document_told(document: Json) -> Json:
    """A document with the remarks on it."""
    return {**document, "diagnostics": [remark_told(one) for one in cast("Sequence[Json]", document["diagnostics"])]}


def thing_told(thing: Json) -> Json:
    """A thing with what disagrees about it, and why it may be one with another."""
    conflicts, alike = (cast("Sequence[Json]", thing[key]) for key in ("conflicts", "alike"))
    conflict = cast("Json | None", thing["conflict"])
    return {
        **thing,
        "label": told(cast("str", thing["label"])) if conflict is not None else thing["label"],
        "conflict": None if conflict is None else conflict_told(conflict),
        "conflicts": [conflict_told(one) for one in conflicts],
        "alike": [{**one, "reason": told(cast("str", one["reason"]))} for one in alike],
    }


def effects_told(effects: Json) -> Json:
    """What follows from a judgement, with the conflicts that are there only before it or after it."""
    conflicts = cast("Mapping[str, Sequence[Json]]", effects["conflicts"])
    return {**effects, "conflicts": {key: [conflict_told(one) for one in of] for key, of in conflicts.items()}}


def each(answer: Json, tell: Callable[[Json], Json]) -> Json:
    """A list with each of its items told; one that is made while it is sent stays so."""
    items = cast("Iterable[Json]", answer["items"])
    return {**answer, "items": [tell(one) for one in items] if isinstance(items, list) else _told(items, tell)}


def _told(items: Iterable[Json], tell: Callable[[Json], Json]) -> Iterator[Json]:
    return map(tell, items)
