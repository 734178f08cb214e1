"""What each export tells, read back by another library than the one that wrote it, where there is one."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["READERS", "Told"]

csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class Told:
    """The ids of the actors, with what they are called, and of the transfers, with their ends."""

    actors: Mapping[str, str]
    transfers: Mapping[str, tuple[str | None, str | None]]


def read_leaktrail(data: bytes) -> Told:
    made = json.loads(data)
    ends = {one["id"]: (one["provider"], one["recipient"]) for one in made["transfers"]}
    return Told({one["id"]: one["label"] for one in made["actors"]}, ends)


def read_neo4j_admin(data: bytes) -> Told:
    tables = {name: _rows(text) for name, text in _unzipped(data).items() if name.endswith(".csv")}
    given = {row[":END_ID(Transfer)"]: row[":START_ID(Actor)"] for row in tables.get("Actor-PROVIDED-Transfer.csv", [])}
    taken = {
        row[":START_ID(Transfer)"]: row[":END_ID(Actor)"] for row in tables.get("Transfer-RECEIVED_BY-Actor.csv", [])
    }
    transfers = [row["id:ID(Transfer)"] for row in tables.get("Transfer.csv", [])]
    return Told(
        {row["id:ID(Actor)"]: row["label:string"] for row in tables.get("Actor.csv", [])},
        {key: (given.get(key), taken.get(key)) for key in transfers},
    )


def _unzipped(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


READERS: Mapping[str, Callable[[bytes], Told]] = {
    "leaktrail": read_leaktrail,
    "neo4j-admin": read_neo4j_admin,
}
"""By format."""
