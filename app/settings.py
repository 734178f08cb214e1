"""Environment → Settings: where the record lies, unless the caller says.

LEAKTRAIL_STORE=sqlite:///case.db   →  Settings(store="sqlite:///case.db")
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from platformdirs import user_data_path

__all__ = ["Settings", "data_folder", "default_store", "read_settings", "release", "store_uri"]


@dataclass(frozen=True, slots=True)
class Settings:
    """`store`: the URI of the store, and who connects where it is a server; `desk`, `secret_file`: of this server.

    `unmarked`: what a document counts as that nobody has marked.
    """

    store: str
    neo4j_user: str = "neo4j"
    neo4j_password: str | None = field(default=None, repr=False)
    neo4j_password_file: str | None = None
    neo4j_seconds: str = "60"
    desk: str | None = None
    secret_file: str | None = None
    unmarked: str = "red"


def read_settings(environment: Mapping[str, str], store: str | None = None) -> Settings:
    """Settings from the environment; a `store` that is given comes first, the user's data directory last."""
    return Settings(
        store or environment.get("LEAKTRAIL_STORE") or default_store(),
        environment.get("LEAKTRAIL_NEO4J_USER") or "neo4j",
        environment.get("LEAKTRAIL_NEO4J_PASSWORD") or None,
        environment.get("LEAKTRAIL_NEO4J_PASSWORD_FILE") or None,
        environment.get("LEAKTRAIL_NEO4J_SECONDS") or "60",
        environment.get("LEAKTRAIL_DESK") or None,
        environment.get("LEAKTRAIL_SECRET_FILE") or None,
        environment.get("LEAKTRAIL_DEFAULT_MARKING") or "red",
    )


def default_store() -> str:
    """The URI of a file in the user's data directory."""
    return store_uri(data_folder() / "leaktrail.db")


def data_folder() -> Path:
    """The user's data directory; it may not be there yet."""
    return user_data_path("leaktrail", appauthor=False)


def release() -> str:
    """The version that is installed; `0+source` where it runs from its source only."""
    try:
        return version("leaktrail")
    except PackageNotFoundError:
        return "0+source"


def store_uri(path: Path) -> str:
    """The URI of a store in the file `path`.

    >>> store_uri(Path("/tmp/case.db"))
    'sqlite:////tmp/case.db'
    """
    return f"sqlite:///{path}"
