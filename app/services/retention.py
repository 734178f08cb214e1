"""How long documents may be kept: a day that a person says, or the sidecar beside a file, is remembered on the desk.

    days = days_beside(files)                        {"in/news.txt": 2034-03-31}, of "retain_until" in news.meta.json
    for event in keeping(desk, events, days):        each document that was loaded, or was there, has its day

`leaktrail erase --expired` erases what is over. A file inside an archive has no say; `load --keep-until` is for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import cast

from app.domain.errors import BadInput, BadQuestion
from app.domain.ports import Desk
from app.services.beside import SIDECAR
from app.services.load import Event

__all__ = ["days_beside", "keeping", "parse_last_day"]

_KEY = "retain_until"


def parse_last_day(text: str | None, place: str) -> date | None:
    """A day as YYYY-MM-DD. Raises BadQuestion."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadQuestion("must be a day, as YYYY-MM-DD", place=place) from None


def days_beside(files: Iterable[Path]) -> Mapping[str, date]:
    """The last days that sidecars tell, by the path of the document. Raises BadInput for what is no day.

    A sidecar that cannot be read is left to `load`, which says so.
    """
    found: dict[str, date] = {}
    for path in files:
        sidecar = path.with_name(path.stem + SIDECAR)
        day = _day_in(sidecar) if sidecar.is_file() else None
        if day is not None:
            found[str(path)] = day
    return found


def keeping(
    desk: Desk, events: Iterable[Event], days: Mapping[str, date], until: date | None = None
) -> Iterator[Event]:
    """The same events; the document of each has its last day, `until` before what its sidecar says."""
    for event in events:
        day = until or days.get(event.place)
        if event.document is not None and day is not None:
            desk.keep_until(event.document, day)
        yield event


def _day_in(sidecar: Path) -> date | None:
    try:
        told: object = json.loads(sidecar.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    value = cast("dict[str, object]", told).get(_KEY) if isinstance(told, dict) else None
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadInput(f"{_KEY} is no day: {value!r}", place=str(sidecar), remedy="write YYYY-MM-DD") from None
