"""What there is to see on the page: a name → the address that shows it, over the bundled samples.

    scenes("http://127.0.0.1:8123")["hop"]  →  "?from=actor-…&to=actor-…&path=1&sel=transfer-…"

Every view is here, empty and with something chosen. Tests that hold for all of the page go through this list, so a view
of tomorrow is tested when it stands here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import urlopen

__all__ = ["FROM", "NAMES", "TO", "get", "scenes", "settle", "walk"]

FROM, TO = "汐見原通販株式会社", "株式会社カガリ資産設計"
NAMES = (
    *("start", "paths", "path", "hop", "actor", "conflict", "nowhere", "unknown"),
    *("force", "table", "list", "incident", "around", "hidden", "on", "known"),
    *("documents", "document", "quote", "conflicts", "watch", "review", "open", "load", "help"),
)


def scenes(server: str) -> Mapping[str, str]:
    """The addresses, in the order of NAMES; their ids are asked of the server."""
    actors = {one["label"]: one["id"] for one in get(server, "/v1/actors?limit=200")["items"]}
    ends = {"from": actors[FROM], "to": actors[TO]}
    hop = get(server, f"/v1/paths?{urlencode(ends)}")["paths"][0]["hops"][1]
    words = hop["evidence"][0]
    transfer, document = hop["transfer"], words["document"]
    conflict = get(server, "/v1/conflicts")["items"][0]["id"]
    incident = get(server, "/v1/incidents")["items"][0]["id"]
    opened = get(server, "/v1/review")["items"][0]["id"]
    queries = (
        {},
        ends,
        ends | {"path": 1},
        ends | {"path": 1, "sel": transfer},
        {"sel": actors["KDDI"]},
        {"sel": conflict},
        {"from": ends["to"], "to": ends["from"]},
        {"from": "actor-of-no-store", "to": ends["to"], "sel": "transfer-of-no-store"},
        {"layout": "force"},
        ends | {"layout": "table"},
        {"layout": "list"},
        {"incident": incident},
        {"around": actors["KDDI"]},
        {"hidden": "kind:person,status:denied"},
        {"on": "2025-02-15"},
        ends | {"known_on": "2025-06-11"},
        {"view": "documents"},
        {"view": "documents", "doc": document},
        {"view": "documents", "doc": document, "at": f"{words['start']},{words['end']}"},
        {"view": "conflicts"},
        {"view": "watch"},
        {"view": "review"},
        {"view": "review", "open": opened},
        {"view": "load"},
        {"view": "help"},
    )
    return {name: f"?{urlencode(query, safe=',:')}" for name, query in zip(NAMES, queries, strict=True)}


def get(server: str, path: str) -> Any:
    """The API's answer."""
    with urlopen(server + quote(path, safe="/?&=%,:+")) as answer:  # noqa: S310 - our own server
        return json.load(answer)


_CALM = """async () => {
  const until = performance.now() + 30_000;
  for (let frames = 0; frames < 4;) { // answers that were read are drawn in the frame that follows
    if (performance.now() > until) throw new Error(`still busy: ${location.search}`);
    await new Promise((go) => requestAnimationFrame(go));
    const busy = window.__asked > 0 || [...document.querySelectorAll("[aria-busy=true]")].some((one) => one.checkVisibility());
    frames = busy ? 0 : frames + 1;
  }
}"""
_GO = """(query) => {
  history.pushState(null, "", query);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


def walk(page, query: str) -> None:
    """To another view of the page that is there, as by the back button: without loading it anew. It may still wait."""
    page.evaluate(_GO, query)


def settle(page) -> None:
    """Wait until nothing of the page waits for an answer any more."""
    page.evaluate(_CALM)
