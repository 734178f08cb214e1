"""A cache → the folder with the jars of the server: fetched once, checked at each start.

~/.cache/leaktrail/neo4j/3f0c…/*.jar, or under LEAKTRAIL_NEO4J_CACHE
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

from filelock import FileLock, Timeout
from platformdirs import user_cache_path

from app.services.neo4j_local.errors import NoJars
from app.services.neo4j_local.fetch import fetch_jars
from app.services.neo4j_local.jars import Jar, check_jars, lock_key, read_lock

__all__ = ["cache_folder", "jar_folder"]

_HALF_MADE = ".fetching-"
_PATIENCE = 1800.0  # seconds, for another start that fetches


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where the jars are kept: LEAKTRAIL_NEO4J_CACHE, else in the user's cache directory."""
    chosen = environment.get("LEAKTRAIL_NEO4J_CACHE")
    return Path(chosen).resolve() if chosen else user_cache_path("leaktrail", appauthor=False) / "neo4j"


def jar_folder(cache: Path, java_home: Path, say: Callable[[str], None], jars: Sequence[Jar] | None = None) -> Path:
    """The folder with exactly these jars, else those of the lock. Raises NoJars, BadJar.

    A fetch that is broken off leaves nothing under the folder's name; of several at once one fetches and the rest wait.
    A folder that is there need not be writable.
    """
    jars = read_lock() if jars is None else jars
    folder = cache / lock_key(jars)
    if not folder.is_dir():
        try:
            cache.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(cache / ".lock", timeout=_PATIENCE):
                if not folder.is_dir():
                    _fetch(folder, jars, java_home, say)
        except Timeout as error:
            raise NoJars("another process has been fetching for half an hour", place=str(cache)) from error
        except OSError as error:
            message = f"the jars cannot be kept: {error.strerror}"
            raise NoJars(message, place=str(cache), remedy="set LEAKTRAIL_NEO4J_CACHE to another folder") from error
    check_jars(folder, jars)
    return folder


def _fetch(folder: Path, jars: Sequence[Jar], java_home: Path, say: Callable[[str], None]) -> None:
    for left in folder.parent.glob(f"{_HALF_MADE}*"):  # by one that was killed: who works there now holds the lock
        shutil.rmtree(left)
    fresh = Path(mkdtemp(prefix=_HALF_MADE, dir=folder.parent))
    try:
        fetch_jars(jars, fresh, java_home, say)
        check_jars(fresh, jars)
        fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
