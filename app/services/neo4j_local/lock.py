"""pom.xml → jars.lock: made again by `python -m app.services.neo4j_local.lock` (needs Maven, Java 21 and network).

Look at the difference before you keep it: what is in the lock is what users will run.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services.neo4j_local.errors import NoJars
from app.services.neo4j_local.fetch import maven_copies
from app.services.neo4j_local.jars import LOCK_FILE, Jar, digest
from app.services.neo4j_local.java import find_java

__all__ = ["make_lock"]

_HEAD = """\
# What pom.xml leads to: SHA-256 and group:artifact:version[:classifier] of each jar of the server.
# Made by: python -m app.services.neo4j_local.lock
"""


def make_lock() -> str:
    """The text of the lock, from what Maven finds now."""
    maven = shutil.which("mvn")
    if maven is None:
        raise NoJars("there is no Maven", remedy="install it; the lock is made from what it resolves")
    with TemporaryDirectory(prefix="leaktrail-lock-") as folder:
        done = maven_copies(maven, Path(folder), find_java(os.environ).home, "-Dmdep.useRepositoryLayout=true")
        if done.returncode != 0:
            raise NoJars(done.stdout[-2000:])
        jars = sorted(_jar(path, Path(folder)) for path in Path(folder).rglob("*.jar"))
    return _HEAD + "".join(f"{jar.sha256}  {jar.coordinates}\n" for jar in jars)


def _jar(path: Path, folder: Path) -> Jar:
    """`org/neo4j/neo4j/2026.08.1/neo4j-2026.08.1.jar`, taken apart."""
    *group, artifact, version = path.parent.relative_to(folder).parts
    classifier = path.stem.removeprefix(f"{artifact}-{version}").removeprefix("-")
    return Jar(".".join(group), artifact, version, classifier, digest(path))


if __name__ == "__main__":
    LOCK_FILE.write_text(make_lock(), "utf-8")
    sys.stdout.write(f"{LOCK_FILE}\n")
