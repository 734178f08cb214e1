"""What each export tells, read back by another library than the one that wrote it, where there is one."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import lxml.html
import pdfplumber

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


def read_html(data: bytes) -> Told:
    """From the tables: that of the actors, and those of the transfers, which name their ends by label."""
    page = lxml.html.fromstring(data.decode())
    return _from_tables(
        [[cell.text_content() for cell in row] for row in table] for table in page.iter("thead", "tbody")
    )


def read_pdf(data: bytes) -> Told:
    """The same from the ruled tables on the pages."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return _from_tables([[(cell or "").replace("\n", "") for cell in row] for row in table] for table in tables)


def _from_tables(tables: Iterable[list[list[str]]]) -> Told:
    """Rows in their order: a header tells what follows, and an id begins a transfer."""
    actors: dict[str, str] = {}
    slots: dict[str, dict[str, str]] = {}
    header: list[str] = []
    for row in (row for table in tables for row in table):
        if row[-1] in ("識別子", "どう埋めたか", "言葉"):
            header = row
        elif header[-1] == "識別子":
            actors[row[-1]] = row[0]
        elif header[-1] == "どう埋めたか":
            if row[0] == "識別子":
                slots[row[1]] = {}
            slots[[*slots][-1]][row[0]] = row[1].removesuffix("(推定)")
    ids = {label: key for key, label in actors.items()}
    return Told(actors, {key: (ids.get(one["提供元"]), ids.get(one["提供先"])) for key, one in slots.items()})


READERS: Mapping[str, Callable[[bytes], Told]] = {
    "leaktrail": read_leaktrail,
    "html": read_html,
    "pdf": read_pdf,
    "neo4j-admin": read_neo4j_admin,
}
"""By format."""
