"""A case with something of everything that exports tell: the invented one, and what it lacks."""

from __future__ import annotations

from typing import Any

from app.domain.access import Marking
from app.domain.view import View
from app.export.contents import Contents
from loaders.exchange import read_exchange
from loaders.resolve import resolve
from tests.builders import actor, case, ev, transfer

__all__ = ["NEWS", "REPORT", "contents_from", "full_case"]

NEWS, REPORT = "midorisawa-news", "midorisawa-report"


def full_case() -> dict[str, Any]:
    """The case with a group and one of it, an attacker, an end that is not named, a planned transfer, parts, orders,
    an organization that is not concerned, an event without incident and a part of the dataset."""
    told = case()
    told["actors"] += [
        actor("pair", "元社員", NEWS, "group", members=["insider", "dealer"]),
        actor("either", "県警", NEWS, "unknown", candidates=["insider", "broker"], roles=["attacker"]),
    ]
    told["datasets"].append(
        {"id": "d2", "label": "名簿の一部", "fields": [], "record_counts": [], "derived_from": ["d1"]}
    )
    told["transfers"] += [
        transfer("t7", "dealer", None, "名簿を白鳥宝飾に転売した", dataset="d2", action="use", after=["t4"]),
        transfer("t8", "broker", "either", "名簿を白鳥宝飾に転売した", status="planned", dataset=None),
        transfer("t9", "broker", "dealer", "名簿を白鳥宝飾に転売した", status="alleged", part_of="t4", medium="cd-r"),
    ]
    told["affected"] += [
        {**told["affected"][0], "organization": "contractor", "status": "none", "record_count": None, "fields": []},
        {**told["affected"][0], "organization": "either", "status": "possible"},
    ]
    told["incidents"].append({"id": "none", "name": "", "evidence": [], "x_unassigned": True})
    told["events"].append(
        {
            "id": "e2",
            "incident": "none",
            "type": "disclosure",
            "actors": [],
            "time_earliest": None,
            "time_latest": "2030-07-01",
            "evidence": [ev(NEWS, "会員名簿")],
        }
    )
    return told


def contents_from(told: dict[str, Any], markings: dict[str, Marking] | None = None) -> Contents:
    """What an export of it holds; `markings` by the name of the document."""
    readings, _ = read_exchange(told, place="case")
    graph = resolve(readings, View())
    ids = {one.name: key for key, one in graph.documents.items()}
    return Contents(
        graph,
        {one.document.id: one for one in readings},
        {key: name for name, key in ids.items()},
        {ids[name]: marking for name, marking in (markings or {}).items()},
        release="0.test",
    )
