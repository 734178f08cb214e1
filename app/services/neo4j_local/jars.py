"""jars.lock → which files make a Neo4j server, and whether a folder holds exactly these.

3c50cc…  org.neo4j:neo4j:2026.08.1  →  Jar("org.neo4j", "neo4j", "2026.08.1", "", "3c50cc…"), in neo4j-2026.08.1.jar
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.services.neo4j_local.errors import BadJar

__all__ = ["LOCK_FILE", "POM_FILE", "Jar", "check_jars", "digest", "lock_key", "read_lock"]

LOCK_FILE = Path(__file__).with_name("jars.lock")
POM_FILE = Path(__file__).with_name("pom.xml")


@dataclass(frozen=True, slots=True, order=True)
class Jar:
    """One file by its Maven coordinates; `classifier` may be empty, `sha256` is of its bytes, in hex."""

    group: str
    artifact: str
    version: str
    classifier: str
    sha256: str

    @property
    def name(self) -> str:
        """Its file name, as Maven gives it."""
        return f"{'-'.join(filter(None, (self.artifact, self.version, self.classifier)))}.jar"

    @property
    def coordinates(self) -> str:
        """`group:artifact:version`, and the classifier if there is one."""
        return ":".join(filter(None, (self.group, self.artifact, self.version, self.classifier)))


@cache
def read_lock() -> tuple[Jar, ...]:
    """All jars of the server, by coordinates."""
    lines = (line.split() for line in LOCK_FILE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return tuple(_jar(coordinates, sha256) for sha256, coordinates in lines)


def lock_key(jars: Iterable[Jar]) -> str:
    """A name for this very set of jars."""
    return hashlib.sha256("".join(jar.sha256 for jar in jars).encode()).hexdigest()[:12]


def check_jars(folder: Path, jars: Iterable[Jar]) -> None:
    """Raise BadJar, naming the jar, unless the jars in the folder are these and no others."""
    wanted = {jar.name: jar for jar in jars}
    there = {path.name for path in folder.glob("*.jar")}
    for name in sorted(there - wanted.keys()):
        # The class path is the whole folder, so a stranger would run too.
        raise BadJar(f"{name} is not in jars.lock", place=str(folder), remedy="remove it")
    for name in sorted(wanted.keys() - there):
        raise BadJar(f"{name} is missing", place=str(folder), remedy="remove this folder; it is fetched anew")
    with ThreadPoolExecutor() as threads:
        found = threads.map(digest, [folder / name for name in wanted])
        for name, sha256 in zip(wanted, found, strict=True):
            if sha256 != wanted[name].sha256:
                raise BadJar(
                    f"{name} ({wanted[name].coordinates}) has SHA-256 {sha256}, not {wanted[name].sha256} of jars.lock",
                    place=str(folder),
                    remedy="remove it here and in your Maven repository, and ask who changed it if it comes back so",
                )


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _jar(coordinates: str, sha256: str) -> Jar:
    group, artifact, version, *classifier = coordinates.split(":")
    return Jar(group, artifact, version, "".join(classifier), sha256)
