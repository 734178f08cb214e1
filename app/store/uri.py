"""Store URI -> open store: `sqlite:///case.db` -> SqliteStore in `./case.db`.

Three slashes and a path are read as by SQLAlchemy: `sqlite:///a/b.db` is `a/b.db` in the working folder, and
`sqlite:////a/b.db` is `/a/b.db`. Since many write three slashes for an absolute path, that is what is taken where
the working folder has no `a`, but the root has. `sqlite:///:memory:` lives as long as the process.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from app.domain.errors import BadQuestion
from app.domain.ports import Store
from app.store.login import NOBODY, Login
from app.store.sqlite_store import SqliteStore

__all__ = ["open_store", "sqlite_path"]

_NEO4J = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
_FORMS = "sqlite:///path/file.db, neo4j://host, neo4j+s://host, bolt://host"


def open_store(uri: str, login: Login = NOBODY) -> Store:
    """The store at that URI; `login` is for those that are servers.

    Raises BadQuestion for a URI of no known form, StoreUnavailable, StoreTooNew.
    """
    scheme, colon, rest = uri.partition("://")
    if scheme == "sqlite" and colon:
        return SqliteStore.open(sqlite_path(rest))
    if scheme in _NEO4J and colon:
        if "@" in rest:
            remedy = "give them as LEAKTRAIL_NEO4J_USER and LEAKTRAIL_NEO4J_PASSWORD_FILE"
            raise BadQuestion("names a user or a password", place=_masked(uri), remedy=remedy)
        return _open_neo4j(uri, login)
    raise BadQuestion("is no store", place=_masked(uri), remedy=f"give one of {_FORMS}")


def sqlite_path(rest: str) -> Path:
    """The file of `sqlite://` + rest. Raises BadQuestion for a host, and without a file."""
    if not rest.startswith("/") or rest in {"/", "//"}:
        remedy = "write sqlite:///file.db, or sqlite:////folder/file.db for an absolute path"
        raise BadQuestion("names no file", place=f"sqlite://{rest}", remedy=remedy)
    path = Path(unquote(rest[1:]))
    from_root = Path("/") / path
    return from_root if not path.parent.exists() and from_root.parent.exists() else path


def _open_neo4j(uri: str, login: Login) -> Store:
    """The driver is imported at the first use: those who keep a file need not wait for it."""
    from app.store.neo4j_store import Neo4jStore  # noqa: PLC0415 - see above

    return Neo4jStore.open(uri, login)


def _masked(uri: str) -> str:
    """Without the password that some write into a URI."""
    scheme, colon, rest = uri.partition("://")
    login, at, host = rest.rpartition("@")
    return f"{scheme}{colon}{login.partition(':')[0]}{at}{host}" if at else uri
