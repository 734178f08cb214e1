"""Paths that people name → files to read, each with its metadata: which files count is decided here.

    find_files([Path("inbox")])  →  Found((inbox/a.txt, inbox/b.html), ignored=(inbox/scan.pdf,), missing=())

Text, Markdown and HTML count. `STEM.meta.json` beside a document is its metadata, not a document. In a folder, hidden
files are left alone and others of unknown kind are named as ignored; a file that is named itself has to be readable.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG
from typing import TypeAlias

from app.domain.document import Metadata
from app.domain.errors import BadInput, BadQuestion, UnreadableDocument
from app.domain.view import Reading
from app.domain.window import Window
from loaders.readers.document import LARGEST_FILE, read_sidecar

__all__ = ["KINDS", "Found", "Read", "check_published", "find_files", "metadata_of", "read_bytes", "read_file"]

Read: TypeAlias = Callable[[bytes, str, Metadata], Reading]
"""The loaders' way from bytes to a Reading; raises BadInput."""

KINDS = (".txt", ".md", ".html", ".htm")
_SIDECAR = ".meta.json"


@dataclass(frozen=True, slots=True)
class Found:
    """Files to read, files passed over, and what is wrong with the paths themselves."""

    files: tuple[Path, ...]
    ignored: tuple[Path, ...] = ()
    problems: tuple[BadInput, ...] = ()


def find_files(paths: Iterable[Path]) -> Found:
    """The documents under `paths`, in the order given and by name inside folders, each once."""
    files: dict[Path, None] = {}
    ignored: dict[Path, None] = {}
    problems: list[BadInput] = []
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path, problems))
            counted = [file for file in inside if file.suffix.lower() in KINDS]
            files.update(dict.fromkeys(counted))
            ignored.update(dict.fromkeys(file for file in inside if _is_passed_over(file)))
            if not counted:
                problems.append(BadInput(f"holds no document ({', '.join(KINDS)})", place=str(path)))
        elif not path.exists():
            problems.append(BadInput("is not there", place=str(path)))
        elif path.suffix.lower() not in KINDS:
            problems.append(
                UnreadableDocument("is of no known kind", place=str(path), remedy=f"known: {' '.join(KINDS)}")
            )
        else:
            files[path] = None
    return Found(tuple(files), tuple(ignored), tuple(problems))


def read_bytes(path: Path) -> bytes:
    """The bytes of a document; UnreadableDocument if they cannot be had or are too many."""
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):  # a pipe would keep us waiting for ever
            raise UnreadableDocument("is no file", place=str(path), remedy="name files and folders")
        if state.st_size > LARGEST_FILE:
            message = f"has {state.st_size:,} bytes, more than {LARGEST_FILE:,}"
            raise UnreadableDocument(message, place=str(path), remedy="split the file into documents")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(error.strerror or "cannot be read", place=str(path)) from error


def metadata_of(path: Path, published: str | None = None) -> Metadata:
    """What the sidecar of a document says; `published` overrides its date. BadInput for a broken sidecar."""
    sidecar = path.with_name(path.stem + _SIDECAR)
    try:
        metadata = read_sidecar(sidecar) if sidecar.is_file() else Metadata()
    except BadInput as error:
        message = f"not read, for a fault in its metadata: {sidecar.name}: {error.message}"
        raise BadInput(message, place=str(path), remedy=error.remedy) from error
    return metadata if published is None else replace(metadata, published_at=published)


def read_file(path: Path, data: bytes, read: Read, published: str | None = None) -> Reading:
    """One document read; BadInput with the file as its place."""
    metadata = metadata_of(path, published)
    try:
        return read(data, path.name, metadata)
    except BadInput as error:
        error.place = str(path)
        raise


def check_published(text: str | None) -> str | None:
    """`YYYY[-MM[-DD]]` of a day, month or year that exists, or None; BadQuestion otherwise."""
    if text is None or Window.from_partial(text) is not None:
        return text
    raise BadQuestion("must be a date, YYYY[-MM[-DD]]", place="published")


def _walk(folder: Path, problems: list[BadInput]) -> Iterator[Path]:
    def tell(error: OSError) -> None:
        problems.append(UnreadableDocument(error.strerror or "cannot be read", place=str(error.filename)))

    for root, folders, names in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _is_passed_over(file: Path) -> bool:
    return file.suffix.lower() not in KINDS and not file.name.endswith(_SIDECAR)
