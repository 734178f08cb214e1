"""SQL files -> statements by name; migrations by number. No SQL is built in code.

>>> statement("commit")
'COMMIT;'
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from importlib.resources import files

__all__ = ["migrations", "statement"]


def statement(name: str) -> str:
    """The statement under `-- name: …` in one of the files in `sql/`. KeyError if there is none."""
    return _statements()[name]


@cache
def migrations(folder: str = "migrations") -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """(number, name, statements) of every file `NNNN_name.sql` in `folder`, by number."""
    found = (
        (int(match[1]), match[2], _split(file.read_text(encoding="utf-8")))
        for file in (files("app.store") / folder).iterdir()
        if (match := re.fullmatch(r"(\d{4})_(\w+)\.sql", file.name))
    )
    return tuple(sorted(found))


@cache
def _statements() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in (files("app.store") / "sql").iterdir():
        if file.name.endswith(".sql"):
            parts = re.split(r"^-- name: (\w+)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
            found |= {name: body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}
    return found


def _split(script: str) -> tuple[str, ...]:
    """Single statements of a script: `executescript` would commit the transaction around it."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return tuple(found)
