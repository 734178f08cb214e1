"""Cypher files -> statements by name; steps of the schema by number. No Cypher is built in code.

    query("read/get_runs").params  →  ("runs",)

A file is refused (ValueError) if its header is missing or wrong, if a parameter is not declared or not used, or if a
file of mode `read` holds a word that writes. `cypher/README.md` describes the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import LiteralString, cast

__all__ = ["FOLDERS", "Query", "SchemaStep", "parse", "queries", "query", "root", "schema_steps"]

FOLDERS = ("write", "read", "path", "check", "browser")
"""Folders of files with one statement each; `schema` has steps of several."""

_HEADER = re.compile(r"//(?: (what|params|returns|mode|why|see|question|質問):)?(.*)")
_MODES = frozenset({"read", "write"})
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|LOAD\s+CSV|CALL\s+apoc)\b", re.IGNORECASE)
_NO_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Query:
    """One statement: its name (`read/get_runs`), its text, its header, the names of its parameters."""

    name: str
    text: LiteralString
    header: dict[str, str]
    params: tuple[str, ...]

    @property
    def mode(self) -> str:
        """`read` or `write`."""
        return self.header["mode"]


@dataclass(frozen=True, slots=True)
class SchemaStep:
    """A file of `cypher/schema`: its name (`0001_identity`), its statements, the hash of its text."""

    name: str
    statements: tuple[LiteralString, ...]
    checksum: str


@cache
def query(name: str) -> Query:
    """The statement of the file `cypher/NAME.cypher`. FileNotFoundError if there is none, ValueError if refused."""
    folder, _, stem = name.partition("/")
    return parse(name, (root() / folder / f"{stem}.cypher").read_text(encoding="utf-8"))


def queries(folder: str) -> tuple[Query, ...]:
    """All statements of one folder, by name."""
    paths = _cypher_files(root() / folder)
    return tuple(query(f"{folder}/{path.name.removesuffix('.cypher')}") for path in paths)


@cache
def schema_steps() -> tuple[SchemaStep, ...]:
    """The steps of the schema, in the order of their numbers."""
    steps: list[SchemaStep] = []
    for path in _cypher_files(root() / "schema"):
        text = path.read_text(encoding="utf-8")
        parts = [part.strip() for part in _without_comments(text).split(";")]
        statements = cast("tuple[LiteralString, ...]", tuple(part for part in parts if part))
        checksum = sha256(text.replace("\r\n", "\n").encode()).hexdigest()
        steps.append(SchemaStep(path.name.removesuffix(".cypher"), statements, checksum))
    return tuple(steps)


def root() -> Traversable:
    """The folder `cypher`: inside the installed package, else beside it in the checkout."""
    packaged = files("app") / "_cypher"
    return packaged if packaged.is_dir() else Path(str(files("app"))).parent / "cypher"


def parse(name: str, text: str) -> Query:
    """The statement of one file. Raises ValueError for what the module refuses."""
    header = _header(name, text)
    code = _NO_CODE.sub(" ", text)
    declared = tuple(re.findall(r"(\w+)\s*:", re.sub(r"\{[^}]*\}", "", header["params"])))
    used = set(_PARAMETER.findall(code))
    if set(declared) != used:
        raise ValueError(f"{name}: declares the parameters {sorted(declared)}, uses {sorted(used)}")
    if header["mode"] == "read" and (word := _WRITES.search(code)):
        raise ValueError(f"{name}: is of mode read and holds {word[0]}")
    return Query(name, cast("LiteralString", text), header, declared)


def _header(name: str, text: str) -> dict[str, str]:
    header: dict[str, str] = {}
    key = None
    for line in text.splitlines():
        match = _HEADER.fullmatch(line)
        if match is None:
            break
        key = match[1] or key
        if key is not None:
            header[key] = f"{header.get(key, '')} {match[2].strip()}".strip()
    missing = {"what", "params", "returns", "mode"} - header.keys()
    if missing or header["mode"] not in _MODES:
        raise ValueError(f"{name}: its header lacks {', '.join(sorted(missing)) or 'a mode of read or write'}")
    return header


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("//"))


def _cypher_files(folder: Traversable) -> Iterator[Traversable]:
    if folder.is_dir():
        yield from sorted((f for f in folder.iterdir() if f.name.endswith(".cypher")), key=lambda f: f.name)
