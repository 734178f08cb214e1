"""A store whose every text was made to break a page: names, titles, publishers, ids, quotes, values, whole documents.

case = hostile_case(folder)     →  case.store, its address; case.texts, the strings; case.ids, those of the actors
"""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app.services.exchange import import_exchange
from app.services.files import find_files
from app.services.load import load
from app.services.wire import to_json
from app.store.uri import open_store
from loaders.pipeline import read
from tests.builders import plain_reading
from tests.fuzz.hostile import FILE

__all__ = ["GROUPS", "Case", "hostile_case", "hostile_texts"]

GROUPS = ("page", "markup", "template", "long")
_LONGEST_ID = 200  # characters; addresses of the page take no longer ones
_STEM = "memo"


@dataclass(frozen=True)
class Case:
    """The strings in the order of the actors that bear them, and these."""

    store: str
    texts: tuple[str, ...]
    ids: tuple[str, ...]


def hostile_texts() -> tuple[str, ...]:
    """Those that a record can hold, each once."""
    held = json.loads(FILE.read_text("utf-8"))
    groups = held["strings"] | {"long": [piece * often for piece, often in held["long"]]}
    texts = dict.fromkeys(text for group in GROUPS for text in groups[group])
    return tuple(text for text in texts if text.strip() and not set(text) & set("\0\ufffe\uffff"))


def hostile_case(folder: Path) -> Case:
    """The store, in that folder."""
    texts = hostile_texts()
    store = f"sqlite:///{folder / 'hostile.db'}"
    exchange = _exchange(texts)
    lines = [text for text in texts if len(text.splitlines()) == 1]
    (folder / f"{_STEM}.txt").write_text("\n".join(lines), "utf-8")
    (folder / f"{_STEM}.meta.json").write_text(json.dumps({"title": texts[0], "publisher": texts[1], "url": texts[2]}))
    (folder / "ledger.csv").write_text(_ledger(lines), "utf-8")
    with closing(open_store(store)) as opened:
        import_exchange(opened, to_json(exchange), "hostile.json")
        list(load(opened, find_files([folder / f"{_STEM}.txt"]), plain_reading))
        list(load(opened, find_files([folder / "ledger.csv"]), read))
    return Case(store, texts, tuple(one["id"] for one in exchange["actors"]))


def _exchange(texts: tuple[str, ...]) -> dict[str, Any]:
    """A chain of actors, each passing on data on the day after; each string stands in every place that takes a text."""
    ids = [text if len(text) <= _LONGEST_ID else f"long-{number}" for number, text in enumerate(texts)]
    return {
        "format": "leaktrail/1",
        "documents": [
            {"id": f"d-{one}", "title": text, "publisher": text, "published_at": None, "language": None, "x_url": text}
            for one, text in zip(ids, texts, strict=True)
        ],
        "incidents": [
            {"id": f"i-{one}", "name": text, "evidence": [_words(one, text)]}
            for one, text in zip(ids, texts, strict=True)
        ],
        "actors": [
            {
                "id": one,
                "label": text,
                "aliases": [text[::-1]],
                "kind": ("person", "organization", "group", "unknown")[number % 4],
                "roles": [],
                "incidents": [f"i-{one}"],
                "mentions": [_words(one, text)],
            }
            for number, (one, text) in enumerate(zip(ids, texts, strict=True))
        ],
        "datasets": [
            {"id": f"s-{one}", "label": text, "fields": [text], "record_counts": [], "derived_from": []}
            for one, text in zip(ids, texts, strict=True)
        ],
        "transfers": [_transfer(number, ids, texts) for number in range(len(texts) - 1)],
        "events": [
            {"id": f"e-{one}", "incident": f"i-{one}", "type": text, "actors": [one], "evidence": [_words(one, text)]}
            | {"time_earliest": "2031-01-01", "time_latest": None}
            for one, text in zip(ids, texts, strict=True)
        ],
        "affected": [],
        "conflicts": [
            {
                "about": text,
                "subject": f"t-{one}",
                "property": "medium",
                "claims": [
                    {"value": value, "claimed_by": text, "evidence": [_words(one, text)]}
                    for value in (text, f"{text}?")
                ],
            }
            for one, text in list(zip(ids, texts, strict=True))[:30]
        ],
    }


def _transfer(number: int, ids: list[str], texts: tuple[str, ...]) -> dict[str, Any]:
    one, text = ids[number], texts[number]
    day = (date(2031, 1, 1) + timedelta(days=number)).isoformat()
    return {
        "id": f"t-{one}",
        "incident": f"i-{one}",
        "provider": one,
        "recipient": ids[number + 1],
        "dataset": None,
        "action": "handover",
        "medium": "usb",
        "time_earliest": day,
        "time_latest": day,
        "time_text": text,
        "record_count": None,
        "price": {"value": 1, "currency": "JPY", "qualifier": "exact"},
        "status": ("confirmed", "alleged", "suspected", "denied", "planned")[number % 5],
        "lawful": False,
        "confidence": 0.5,
        "evidence": [_words(one, text)],
    }


def _words(document: str, text: str) -> dict[str, Any]:
    return {"document": f"d-{document}", "start": 3, "end": 3 + len(text), "quote": text}


def _ledger(texts: list[str]) -> str:
    """Rows of a ledger: facts whose words stand in a text that is there."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["提供年月日", "提供元", "提供先", "名簿名"])
    rows.writerows(["2031-04-01", text, texts[(number + 1) % len(texts)], text] for number, text in enumerate(texts))
    return written.getvalue()
