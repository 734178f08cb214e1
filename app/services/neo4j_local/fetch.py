"""Jars of the lock → files in a folder, by Maven, or by jgo where Maven is not there or fails.

Both give the same files: Maven resolves `pom.xml`, jgo is asked for each jar of the lock by its coordinates. (What jgo
resolves by itself differs in versions and adds libraries of tests.) Nothing is trusted here: the caller compares
checksums.

References: maven-dependency-plugin, `dependency:copy-dependencies`; jgo, `jgo.maven.MavenContext`.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.services.neo4j_local.errors import NoJars
from app.services.neo4j_local.jars import POM_FILE, Jar

__all__ = ["fetch_jars", "maven_copies"]

_PATIENCE = 1800.0  # seconds; 166 MB over a slow line
_AT_ONCE = 8


def fetch_jars(jars: Sequence[Jar], folder: Path, java_home: Path, say: Callable[[str], None]) -> None:
    """Put all the jars into the folder. Raises NoJars, with what each way said."""
    reasons: list[str] = []
    if maven := shutil.which("mvn"):
        say(f"fetching {len(jars)} jars with Maven (about 170 MB, once)")
        if not (reason := _by_maven(maven, folder, java_home)):
            return
        reasons.append(f"Maven: {reason}")
        say(f"Maven could not: {reason}")
    if importlib.util.find_spec("jgo"):
        say(f"fetching {len(jars)} jars with jgo (about 170 MB, once)")
        if not (reason := _by_jgo(jars, folder)):
            return
        reasons.append(f"jgo: {reason}")
    raise NoJars(
        f"the files of Neo4j cannot be fetched: {'; '.join(reasons) or 'there is neither Maven nor jgo'}",
        remedy="see whether the network is there" if len(reasons) > 1 else "pip install 'leaktrail[neo4j-local]'",
    )


def maven_copies(maven: str, folder: Path, java_home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Let Maven copy all that follows from `pom.xml` into the folder."""
    environment = dict(os.environ)
    if not shutil.which("java"):
        environment.setdefault("JAVA_HOME", str(java_home))
    with TemporaryDirectory(prefix=".maven-", dir=folder) as project:  # our own folder may be read-only
        pom = shutil.copy(POM_FILE, project)
        goal = ("dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}")
        return subprocess.run(  # noqa: S603 - no shell, our own words
            [maven, "-q", "-B", "-ntp", "-f", pom, *goal, *options],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )


def _by_maven(maven: str, folder: Path, java_home: Path) -> str:
    """Empty, or why not."""
    try:
        done = maven_copies(maven, folder, java_home)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    told = [line for line in re.sub(r"\x1b\[[\d;]*m", "", done.stdout).splitlines() if line.strip()]
    errors = [line for line in told if line.startswith("[ERROR]")]
    return next(iter(errors or told), f"exit code {done.returncode}").removeprefix("[ERROR]").strip()[:300]


def _by_jgo(jars: Sequence[Jar], folder: Path) -> str:
    """Empty, or why not."""
    # By name, for the package is an extra, and importing it takes longer than most of our commands.
    maven: Any = importlib.import_module("jgo.maven")
    # A folder of its own: in ~/.m2 jgo would leave half a jar under the jar's name if it were killed.
    with TemporaryDirectory(prefix=".jgo-", dir=folder) as repository:
        context = maven.MavenContext(repo_cache=Path(repository), timeout=60)

        def fetch(jar: Jar) -> None:
            component = context.project(jar.group, jar.artifact).at_version(jar.version)
            Path(component.artifact(jar.classifier).resolve()).rename(folder / jar.name)

        try:
            with ThreadPoolExecutor(_AT_ONCE) as threads:
                for _ in threads.map(fetch, jars):
                    pass
        except (OSError, RuntimeError) as error:  # requests' own are OSErrors, jgo raises RuntimeErrors
            return str(error)[:300]
    return ""
