"""Method and address → the scope that a key needs for it. This is the one place that says so.

    scope_of("GET", "/v1/paths")              →  Scope.READ
    scope_of("POST", "/v1/documents")         →  Scope.LOAD
    scope_of("POST", "/v1/documents/memo")    →  Scope.ADMIN : what stands nowhere is for admins

A route counts by the word behind `/v1/`, and whether anything follows that word; so no id in an address can make it
another route. What is public holds nothing of the record.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.access import Scope

__all__ = ["SCOPES", "is_declared", "is_public", "scope_of"]

_LISTS = ("actors", "claims", "conflicts", "datasets", "documents", "events", "incidents", "passages", "transfers")
_QUESTIONS = (
    *("paths", "lineage", "holders", "common-source", "chokepoints", "outstanding", "single-source", "counts"),
    *("withdrawal", "graph", "export", "report", "suggest"),
)
_V1 = "/v1/"

SCOPES: Mapping[str, Scope] = {
    **{f"GET {name}": Scope.READ for name in (*_LISTS, *_QUESTIONS)},
    **{f"GET {name}/": Scope.READ for name in ("actors", "documents", "transfers", "things", "lineage")},
    **dict.fromkeys(("POST documents", "GET jobs", "GET jobs/", "DELETE jobs/"), Scope.LOAD),
    **dict.fromkeys(("DELETE documents/", "PUT documents/"), Scope.ADMIN),
    **{f"GET {name}": Scope.READ for name in ("judgements", "review", "review/")},
    **dict.fromkeys(("POST judgements", "DELETE judgements/"), Scope.REVIEW),
    "GET /metrics": Scope.ADMIN,
}
"""Method and the word behind `/v1/` → scope; with `/` at the end, what stands under that word.

Figures count what some may not see, so they are for admins.
"""

_PUBLIC = frozenset({"/", "/healthz", "/readyz", "/openapi.json", "/docs"})
_PUBLIC_FOLDERS = ("/page/", "/docs/", "/browser/")


def scope_of(method: str, path: str) -> Scope:
    """What a key must allow for this request, if it is not public."""
    return SCOPES.get(_key(method, path), Scope.ADMIN)


def is_public(path: str) -> bool:
    """True for what everybody may have: is it alive, what can be asked, how it is drawn in Neo4j Browser."""
    return path in _PUBLIC or path.startswith(_PUBLIC_FOLDERS)


def is_declared(method: str, path: str) -> bool:
    """True if somebody has said what a key needs for it."""
    return is_public(path) or _key(method, path) in SCOPES


def _key(method: str, path: str) -> str:
    """`GET actors/` for `GET /v1/actors/元社員`. What is not under `/v1/` gives a key that is in no table."""
    method = "GET" if method == "HEAD" else method
    if not path.startswith(_V1):
        return f"{method} {path}"
    word, slash, _ = path[len(_V1) :].partition("/")
    return f"{method} {word}{slash}"
