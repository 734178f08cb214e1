"""`settings`: every name of the environment that Leaktrail reads, with what it means, and what holds now."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from app.cli.session import JsonOption, emit, emit_json
from app.settings import SETTINGS, Setting, unknown_names

__all__ = ["settings"]

_HIDDEN = "(set, not shown)"


def settings(*, json: JsonOption = False) -> None:
    """List the settings, all of them by the environment: name, meaning, default, and what is set now.

    Of a secret only whether it is set, or in which file it stands: NAME_FILE is the safer way to give one.
    """
    rows = list(_rows(os.environ))
    unknown = [{"name": name, "nearest": nearest} for name, nearest in unknown_names(os.environ)]
    if json:
        emit_json({"settings": rows, "unknown": unknown})
        return
    for row in rows:
        emit(f"{row['name']}={row['value'] or ''}")
        emit(f"    {row['meaning']} (default: {row['default']})")
    for one in unknown:
        emit(f"{one['name']}: no setting has that name" + (f"; {one['nearest']} has" if one["nearest"] else ""))


def _rows(environment: Mapping[str, str]) -> Iterator[dict[str, str | None]]:
    for one in SETTINGS:
        yield _row(one, environment.get(one.name) or None)
        if one.is_secret:
            of_file = Setting(f"{one.name}_FILE", f"the file in which {one.name} stands", "none")
            yield _row(of_file, environment.get(of_file.name) or None)


def _row(one: Setting, value: str | None) -> dict[str, str | None]:
    shown = _HIDDEN if value and one.is_secret else value
    return {"name": one.name, "meaning": one.meaning, "default": one.default, "value": shown}
