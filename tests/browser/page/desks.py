"""Stores and servers for tests of the page that change something, and the API beside the page.

with own_server(root, case, tmp_path) as address: …
ask(address, "POST", "/v1/judgements", {"verdict": "unsure", "about": [a, b]})
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from app.domain.access import Marking, Scope
from app.services.keyring import make_key
from app.store.desk import SqliteDesk
from tests.browser.page.conftest import serving

__all__ = ["add_key", "ask", "copied", "own_server"]


def copied(case: str, folder: Path) -> str:
    """A copy of a store; its address."""
    path = folder / "own.db"
    shutil.copy(case.removeprefix("sqlite:///"), path)
    return f"sqlite:///{path}"


@contextmanager
def own_server(root: Path, case: str, folder: Path, **environment: str) -> Iterator[str]:
    """A server over a copy of `case`; its address."""
    with serving(root, copied(case, folder), **environment) as address:
        yield address


def add_key(store: str, name: str, *scopes: Scope) -> str:
    """A new key for the server of that store; what is sent."""
    with closing(SqliteDesk(Path(f"{store.removeprefix('sqlite:///')}.desk"))) as desk:
        return make_key(desk, name, scopes, Marking.RED, None).secret


def ask(address: str, method: str, path: str, body: object = None, key: str | None = None) -> Any:
    """The API's answer, asked past the page."""
    headers = {"content-type": "application/json"} | ({} if key is None else {"authorization": f"Bearer {key}"})
    data = None if body is None else json.dumps(body).encode()
    request = Request(address + path, data, headers, method=method)  # noqa: S310 - our own server
    with urlopen(request) as answer:  # noqa: S310
        return json.load(answer)
