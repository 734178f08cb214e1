"""Environment → Settings: where the record lies, unless the caller says, and how the service behaves.

    LEAKTRAIL_STORE=sqlite:///case.db   →  Settings(store="sqlite:///case.db", …)

SETTINGS lists every name that Leaktrail reads, for `leaktrail settings`, the documents, and to tell a misspelt one:
that would be without effect, and nobody would know. A secret can be given as a file too, by NAME_FILE.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, cast

from platformdirs import user_data_path

from app.domain.errors import BadQuestion

__all__ = [
    "SETTINGS",
    "Setting",
    "Settings",
    "data_folder",
    "default_store",
    "number_of",
    "read_secret",
    "read_settings",
    "release",
    "store_uri",
    "unknown_names",
]


@dataclass(frozen=True, slots=True)
class Setting:
    """One name of the environment. `default` as words, where it is no value; a secret has NAME_FILE beside it."""

    name: str
    meaning: str
    default: str = ""
    is_secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("LEAKTRAIL_STORE", "URI of the record; --store comes first", "a file in your data folder"),
    Setting("LEAKTRAIL_NEO4J_USER", "who logs in to Neo4j", "neo4j"),
    Setting("LEAKTRAIL_NEO4J_PASSWORD", "with which password", "none", is_secret=True),
    Setting("LEAKTRAIL_NEO4J_SECONDS", "how long one operation on Neo4j may take, 1 to 3600", "60"),
    Setting("LEAKTRAIL_NEO4J_CACHE", "where `leaktrail neo4j` keeps its jars", "your cache folder"),
    Setting("LEAKTRAIL_LLM_URL", "the endpoint that `leaktrail propose` asks", "none: nothing is asked"),
    Setting("LEAKTRAIL_LLM_MODEL", "which model there", "none"),
    Setting("LEAKTRAIL_LLM_KEY", "its key", "none", is_secret=True),
    Setting("LEAKTRAIL_DESK", "the file of keys and audit log", "beside the record"),
    Setting("LEAKTRAIL_SECRET_FILE", "a file with a secret of 32 bytes or more for this server", "one in the desk"),
    Setting("LEAKTRAIL_DEFAULT_MARKING", "what a document counts as that nobody has marked: clear … red", "red"),
    Setting("LEAKTRAIL_LARGEST_UPLOAD", "bytes of a file that is sent over HTTP, 1 to 2000000000", "50000000"),
    Setting("LEAKTRAIL_HOSTS", "further host names that are served, with keys only", "none"),
    Setting("LEAKTRAIL_LIMIT_QUESTIONS", "requests of a key: 600/minute (second, hour, day), or none", "600/minute"),
    Setting("LEAKTRAIL_LIMIT_LOADS", "loads of a key, likewise", "60/minute"),
    Setting("LEAKTRAIL_LOG", "lines of `serve`: json, text, or auto (text on a terminal)", "auto"),
    Setting("LEAKTRAIL_LOG_LEVEL", "from which level on: info, warning, error", "info"),
    Setting("LEAKTRAIL_READY_SECONDS", "how long /readyz waits for the store, 1 to 60", "5"),
    Setting("LEAKTRAIL_STOP_SECONDS", "how long requests may run on when `serve` is ended, 0 to 600", "10"),
    Setting("LEAKTRAIL_DEBUG", "if set, an unforeseen error shows where it happened", "not set"),
)

_OF_TESTS = re.compile(
    r"LEAKTRAIL_(SHARED|FAULTS|REQUIRE_NEO4J|ARTIFACTS|(TEST|BENCH)_\w+|\w+_(SEED|CASES|CHECKS|RUNS))"
)
"""What the project's own tests read."""
_FORMS = ("auto", "json", "text")
_LEVELS = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Settings:
    """`store`: the URI of the store, and who connects where it is a server; `desk`, `secret_file`: of this server.

    `unmarked`: what a document counts as that nobody has marked. `hosts`: names under which others reach the server.
    `limit_questions`, `limit_loads`: as `600/minute`; None: what holds where nobody has said.
    """

    store: str
    neo4j_user: str = "neo4j"
    neo4j_password: str | None = field(default=None, repr=False)
    neo4j_password_file: str | None = None
    neo4j_seconds: str = "60"
    desk: str | None = None
    secret_file: str | None = None
    unmarked: str = "red"
    log: Literal["auto", "json", "text"] = "auto"
    log_level: Literal["info", "warning", "error"] = "info"
    ready_seconds: float = 5.0
    stop_seconds: float = 10.0
    largest_upload: int = 50_000_000
    hosts: tuple[str, ...] = ()
    limit_questions: str | None = None
    limit_loads: str | None = None


def read_settings(environment: Mapping[str, str], store: str | None = None) -> Settings:
    """Settings from the environment; a `store` that is given comes first, the user's data directory last.

    Raises BadQuestion for a value that means nothing.
    """
    return Settings(
        store or environment.get("LEAKTRAIL_STORE") or default_store(),
        environment.get("LEAKTRAIL_NEO4J_USER") or "neo4j",
        environment.get("LEAKTRAIL_NEO4J_PASSWORD") or None,
        environment.get("LEAKTRAIL_NEO4J_PASSWORD_FILE") or None,
        environment.get("LEAKTRAIL_NEO4J_SECONDS") or "60",
        environment.get("LEAKTRAIL_DESK") or None,
        environment.get("LEAKTRAIL_SECRET_FILE") or None,
        environment.get("LEAKTRAIL_DEFAULT_MARKING") or "red",
        cast("Literal['auto', 'json', 'text']", _word(environment, "LEAKTRAIL_LOG", _FORMS)),
        cast("Literal['info', 'warning', 'error']", _word(environment, "LEAKTRAIL_LOG_LEVEL", _LEVELS)),
        number_of(environment.get("LEAKTRAIL_READY_SECONDS") or "5", "LEAKTRAIL_READY_SECONDS", 1, 60),
        number_of(environment.get("LEAKTRAIL_STOP_SECONDS") or "10", "LEAKTRAIL_STOP_SECONDS", 0, 600),
        int(number_of(environment.get("LEAKTRAIL_LARGEST_UPLOAD") or "50000000", "LEAKTRAIL_LARGEST_UPLOAD", 1, 2e9)),
        tuple(environment.get("LEAKTRAIL_HOSTS", "").replace(",", " ").split()),
        environment.get("LEAKTRAIL_LIMIT_QUESTIONS") or None,
        environment.get("LEAKTRAIL_LIMIT_LOADS") or None,
    )


def unknown_names(environment: Mapping[str, str]) -> Sequence[tuple[str, str | None]]:
    """Names of the environment that look like ours and are none, each with the nearest one that is.

    >>> unknown_names(dict(LEAKTRAIL_STOER="sqlite:///case.db", LEAKTRAIL_NEO4J_PASSWORD_FILE="/run/password"))
    [('LEAKTRAIL_STOER', 'LEAKTRAIL_STORE')]
    """
    known = {one.name for one in SETTINGS} | {f"{one.name}_FILE" for one in SETTINGS if one.is_secret}
    found = sorted(name for name in environment if name.startswith("LEAKTRAIL_") and name not in known)
    nearest = {name: get_close_matches(name, sorted(known), 1, 0.8) for name in found if not _OF_TESTS.fullmatch(name)}
    return [(name, near[0] if near else None) for name, near in nearest.items()]


def read_secret(name: str, path: str) -> str:
    """What stands in the file that NAME_FILE names, without its line end. BadQuestion if it cannot be read."""
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = getattr(error, "strerror", None) or "cannot be read"
        raise BadQuestion(message, place=f"{name}_FILE={path}") from error


def number_of(text: str, name: str, least: float, most: float) -> float:
    """A number of the environment within its limits. BadQuestion for anything else."""
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        raise BadQuestion(f"must be a number from {least} to {most}", place=name)
    return number


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


def _word(environment: Mapping[str, str], name: str, words: Sequence[str]) -> str:
    word = environment.get(name) or words[0]
    if word not in words:
        raise BadQuestion(f"must be {', '.join(words[:-1])} or {words[-1]}", place=name)
    return word
