"""Pieces of bytes → a file that is there whole or not at all.

    write_whole(Path("case.gexf"), pieces)

It is written under another name beside its place, synced, and renamed over what was there; a record is never replaced.
What is no file (a pipe, a device) is written as it is.

References:
    T. S. Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014: fsync of the file before the rename.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from app.domain.errors import BadInput

__all__ = ["whole_folder", "write_whole"]


_DATABASE = b"SQLite format 3\0"
_BESIDE = ("-wal", "-shm", "-journal")


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the file; one that is there is replaced and its mode kept. BadInput where that cannot be done."""
    try:
        present = _mode_of(path)
        if _is_record(path):
            raise BadInput("is a record, or a part of one", place=str(path), remedy="give another name")
        if present is None or stat.S_ISREG(present):
            _replace(path.resolve(), pieces, present)
        else:
            with path.open("wb") as file:
                file.writelines(pieces)
    except OSError as error:
        raise BadInput(error.strerror or "cannot be written", place=str(path)) from error


@contextmanager
def whole_folder(path: Path) -> Generator[Path]:
    """An empty folder to fill, which is at `path` when all went well. BadInput for a path that is there already."""
    if path.exists():
        raise BadInput("is there already", place=str(path), remedy="give a folder that is not there yet")
    partial = path.with_name(f"{path.name}.partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        yield partial
        partial.rename(path)
    except OSError as error:
        raise BadInput(error.strerror or "cannot be written", place=str(path)) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _is_record(path: Path) -> bool:
    """True for a database, and for what SQLite keeps beside one."""
    main = next((path.with_name(path.name.removesuffix(end)) for end in _BESIDE if path.name.endswith(end)), path)
    if not main.is_file():
        return False
    with main.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _replace(path: Path, pieces: Iterable[bytes], present: int | None) -> None:
    unfinished = path.with_name(f".{path.name[:100]}.{token_hex(4)}.partial")
    try:
        with unfinished.open("xb") as file:
            if present is not None:
                os.fchmod(file.fileno(), stat.S_IMODE(present))
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
