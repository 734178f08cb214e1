"""A link between two entities → a transfer, if its role says that personal data passed.

    {"schema": "UnknownLink", "properties": {"subject": ["a"], "object": ["b"], "status": ["alleged"],
     "role": ["transfer of personal data: sale"], "date": ["2030-03"], "summary": ["medium: usb; data: 会員名簿"]}}
        →  Told(a → b, sale, alleged, 2030-03-01 … 2030-03-31, usb)

So `app/export/ftm` writes them, and a person can, too. Any other role says nothing of data; nor does a link of several
subjects or objects, for who of them gave and who got is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.vocabulary import Action, Status
from app.domain.window import OPEN, Window
from loaders.ftm.schema import LINK, Entity

__all__ = ["Told", "read_link"]

_MEDIUM = re.compile(r"[a-z][a-z0-9-]{0,40}")
_ROLE = "transfer of personal data"


@dataclass(frozen=True, slots=True)
class Told:
    """What a link says of a transfer; its ends are ids of entities. `medium` None: it says nothing of that."""

    provider: str
    recipient: str
    action: Action
    status: Status
    window: Window
    medium: str | None
    lawful: bool


def read_link(entity: Entity) -> Told | None:
    """The transfer of a link; None for any other entity. ValueError, in words, for one that is not told clearly."""
    roles = [role for role in entity.texts("role") if role.partition(":")[0].strip() == _ROLE]
    if entity.schema_name != LINK or not roles:
        return None
    subjects, objects = entity.texts("subject"), entity.texts("object")
    if len(roles) != 1 or len(subjects) != 1 or len(objects) != 1:
        raise ValueError("it needs one role, one subject and one object")
    summary = dict(_pairs(entity))
    return Told(
        subjects[0],
        objects[0],
        _action(roles[0]),
        _status(entity),
        _window(entity, summary.get("window")),
        _medium(summary.get("medium")),
        summary.get("lawful") == "yes",
    )


def _action(role: str) -> Action:
    word = role.partition(":")[2].strip()
    try:
        return Action(word) if word else Action.HANDOVER
    except ValueError:
        raise ValueError(f"{word!r} is no way in which data passes; known are {', '.join(Action)}") from None


def _medium(word: str | None) -> str | None:
    if word is not None and not _MEDIUM.fullmatch(word):
        raise ValueError(f"{word!r} is no medium: small letters, digits and -")
    return word


def _status(entity: Entity) -> Status:
    words = entity.texts("status")
    if not words:
        return Status.CONFIRMED
    try:
        (word,) = words
        return Status(word)
    except ValueError:
        raise ValueError(f"status must be one of {', '.join(Status)}") from None


def _window(entity: Entity, bounds: str | None) -> Window:
    """`window: A/B` of the summary, else the hull of its dates; a start or an end says how long, not when."""
    if bounds is not None:
        window = Window.from_interval(bounds)
        if window is None:
            raise ValueError(f"{bounds!r} are no days, DAY/DAY")
        return window
    found = [(text, Window.from_partial(text)) for text in entity.texts("date")]
    days = [window for _, window in found if window is not None]
    if len(days) < len(found):
        raise ValueError(f"{next(text for text, window in found if window is None)!r} is no date")
    whole = days[0] if days else OPEN
    for one in days[1:]:
        whole = whole.hull(one)
    return whole


def _pairs(entity: Entity) -> Iterator[tuple[str, str]]:
    """`medium: usb; window: …`, up to what is free words."""
    for text in entity.texts("summary"):
        for part in text.split("; "):
            key, colon, value = part.partition(": ")
            if not colon or key not in ("medium", "window", "lawful"):
                break
            yield key, value
