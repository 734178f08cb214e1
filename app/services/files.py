"""Paths that people name → documents to read, each with its bytes and metadata: what counts is decided here.

    find_files([Path("inbox")])   →  Found((inbox/a.txt, inbox/b.zip), ignored=(inbox/scan.png,), problems=())
    items_of(Path("inbox/b.zip")) →  Item("inbox/b.zip/c/d.pdf", "d.pdf", b"%PDF…", Metadata()), …

A kind of file is told by its ending (`KINDS`), and of JSON by its content. `STEM.meta.json` beside a document is its
metadata and `STEM.columns.yaml` says what the columns of a ledger hold; they are no documents, in archives neither. In
a folder or archive, hidden files are left alone and others of unknown kind are named as ignored; a file that is named
itself has to be readable.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import IO, TypeAlias

from app.domain.access import Marking
from app.domain.document import Metadata
from app.domain.errors import BadInput, BadQuestion, UnreadableDocument
from app.domain.ports import Read
from app.domain.view import Reading
from app.domain.window import Window
from app.services.beside import (
    COLUMNS,
    SIDECAR,
    columns_from,
    columns_of,
    is_beside,
    marking_inside,
    marking_of,
    metadata_inside,
    metadata_of,
)
from loaders.containers import LARGEST_CONTAINER, Archive, Budget, Member, attachments
from loaders.readers.document import refuse_large
from loaders.structured.kinds import LEDGERS, OBJECTS, STRUCTURED, kind_of_json

__all__ = [
    "CONTAINERS",
    "KINDS",
    "Found",
    "Ignored",
    "Inside",
    "Item",
    "check_published",
    "find_files",
    "items_of",
    "read_item",
]

CONTAINERS = (".zip", ".eml")
"""Files that hold documents; a mail is one itself, too."""
KINDS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", *STRUCTURED, *CONTAINERS)
_LOOKED_AT = 65_536  # bytes of a JSON file of a folder that tell whether it is one that is read


@dataclass(frozen=True, slots=True)
class Found:
    """Files to read, files passed over, and what is wrong with the paths themselves."""

    files: tuple[Path, ...]
    ignored: tuple[Path, ...] = ()
    problems: tuple[BadInput, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """The bytes of one document. `place` is its path, through archives and mails too; `name` its file name.

    `columns`: the text of the columns file beside it, which a ledger may have; `marking`: how far it may go, as what
    stands beside it says; what is in a mail or an archive goes no further than that.
    """

    place: str
    name: str
    data: bytes
    metadata: Metadata
    columns: str | None = None
    marking: Marking | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file inside another that is of no known kind."""

    place: str


Inside: TypeAlias = Item | Ignored | BadInput
"""What a file gives: a document, a file passed over, or what is wrong with one (with its place)."""


def find_files(paths: Iterable[Path]) -> Found:
    """The files under `paths`, in the order given and by name inside folders, each once."""
    files: dict[Path, None] = {}
    ignored: dict[Path, None] = {}
    problems: list[BadInput] = []
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path, problems))
            named = [file for file in inside if not is_beside(file.name)]
            counted = dict.fromkeys(file for file in named if _is_counted(file))
            files.update(counted)
            ignored.update(dict.fromkeys(file for file in named if file not in counted))
            if not counted:
                problems.append(BadInput(f"holds no document ({', '.join(KINDS)})", place=str(path)))
        elif not path.exists():
            problems.append(BadInput("is not there", place=str(path)))
        elif not _is_known(path.name):
            problems.append(
                UnreadableDocument("is of no known kind", place=str(path), remedy=f"known: {' '.join(KINDS)}")
            )
        else:
            files[path] = None
    return Found(tuple(files), tuple(ignored), tuple(problems))


def items_of(path: Path, published: str | None = None) -> Iterator[Inside]:
    """The documents of a file: itself, or those inside it, each when it is asked for. `published` overrides all dates.

    What is wrong with one is given in its place, so that the others come all the same.
    """
    for inside in _items_of(path):
        if isinstance(inside, Item) and published is not None:
            yield replace(inside, metadata=replace(inside.metadata, published_at=published))
        else:
            yield inside


def read_item(item: Item, read: Read) -> Reading:
    """One document read; BadInput with the place of the item."""
    try:
        if item.columns is None:
            return read(item.data, item.name, item.metadata)
        return read(item.data, item.name, item.metadata, columns=item.columns)
    except BadInput as error:
        if error.place not in (None, item.name):  # the file beside it
            error.message = f"{error.place}: {error.message}"
        error.place = item.place
        raise


def check_published(text: str | None, place: str = "published") -> str | None:
    """`YYYY[-MM[-DD]]` of a day, month or year that exists, or None; BadQuestion otherwise."""
    if text is None or Window.from_partial(text) is not None:
        return text
    raise BadQuestion("must be a date, YYYY[-MM[-DD]]", place=place)


def _items_of(path: Path) -> Iterator[Inside]:
    place = str(path)
    try:
        state = path.stat()
        if not S_ISREG(state.st_mode):  # a pipe would keep us waiting for ever
            raise UnreadableDocument("is no file", place=place, remedy="name files and folders")
        if path.suffix.lower() == ".zip":
            if state.st_size > LARGEST_CONTAINER:
                message = f"has {state.st_size:,} bytes, more than {LARGEST_CONTAINER:,}"
                raise UnreadableDocument(message, place=place, remedy="unpack it and load the folder")
            with path.open("rb") as file:
                yield from _no_further(_unpacked(file, place, Budget()), marking_of(path))
        else:
            refuse_large(state.st_size, path.name, place)
            item = Item(place, path.name, path.read_bytes(), metadata_of(path), columns_of(path), marking_of(path))
            yield from _opened(item, Budget())
    except OSError as error:
        yield UnreadableDocument(error.strerror or "cannot be read", place=place)
    except BadInput as error:
        yield error


def _opened(item: Item, budget: Budget) -> Iterator[Inside]:
    """A document; a mail and what came with it; or the content of an archive."""
    suffix = PurePosixPath(item.name).suffix.lower()
    if suffix == ".zip":
        yield from _no_further(_unpacked(BytesIO(item.data), item.place, budget), item.marking)
        return
    yield item
    if suffix == ".eml":
        yield from _no_further(_attached(item, budget), item.marking)


def _no_further(insides: Iterable[Inside], marking: Marking | None) -> Iterator[Inside]:
    """What is in a mail or an archive goes no further than that."""
    for inside in insides:
        if isinstance(inside, Item) and marking is not None:
            yield replace(inside, marking=Marking.strictest(inside.marking, marking))
        else:
            yield inside


def _unpacked(file: IO[bytes], place: str, budget: Budget) -> Iterator[Inside]:
    try:
        with budget.enter(place), Archive(file, place) as archive:
            members = [member for member in archive.members if not member.is_hidden]
            sidecars = {member.name: member for member in members if is_beside(member.name)}
            counted = [member for member in members if member.name not in sidecars]
            for member in counted:
                yield from _unpacked_member(archive, member, sidecars, place, budget)
                if budget.is_spent:
                    return
            if not counted:
                yield BadInput(f"holds no document ({', '.join(KINDS)})", place=place)
    except BadInput as error:
        yield error


def _unpacked_member(
    archive: Archive, member: Member, sidecars: dict[str, Member], place: str, budget: Budget
) -> Iterator[Inside]:
    inside = f"{place}/{member.name}"
    if not _is_known(member.name):
        yield Ignored(inside)
        return
    path = PurePosixPath(member.name)
    beside, columns = (str(path.with_name(path.stem + ending)) for ending in (SIDECAR, COLUMNS))
    item = Item(inside, path.name, b"", Metadata())
    try:
        item = replace(item, data=archive.read(member, budget))
        if beside in sidecars:
            told = archive.read(sidecars[beside], budget)
            metadata, marking = metadata_inside(told, beside, inside), marking_inside(told, beside, inside)
            item = replace(item, metadata=metadata, marking=marking)
        if columns in sidecars and path.suffix.lower() in LEDGERS:
            item = replace(item, columns=columns_from(archive.read(sidecars[columns], budget), columns, inside))
    except BadInput as error:
        yield error
        return
    yield from _opened(item, budget) if _is_read(item.name, item.data) else [Ignored(inside)]


def _attached(mail: Item, budget: Budget) -> Iterator[Inside]:
    try:
        files = attachments(mail.data, mail.name)
    except BadInput:
        return  # the mail itself, whose reading fails likewise, tells of it
    for file in files:
        inside = f"{mail.place}/{file.name}"
        if budget.is_spent:
            return
        try:
            if not _is_known(file.name) or not _is_read(file.name, file.data):
                yield Ignored(inside)
                continue
            with budget.enter(inside):
                budget.take(len(file.data), inside)
                refuse_large(len(file.data), file.name, inside)
                yield from _opened(Item(inside, file.name, file.data, Metadata()), budget)
        except BadInput as error:
            yield error


def _walk(folder: Path, problems: list[BadInput]) -> Iterator[Path]:
    def tell(error: OSError) -> None:
        problems.append(UnreadableDocument(error.strerror or "cannot be read", place=str(error.filename)))

    for root, folders, names in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _is_known(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in KINDS


def _is_read(name: str, data: bytes) -> bool:
    """False for JSON that is none of ours; `data` may be the beginning of the file."""
    return PurePosixPath(name).suffix.lower() not in OBJECTS or kind_of_json(data) is not None


def _is_counted(file: Path) -> bool:
    """False for files of a folder that are passed over. What cannot be opened counts, and is told in its turn."""
    if not _is_known(file.name) or file.suffix.lower() not in OBJECTS or not file.is_file():
        return _is_known(file.name)
    try:
        with file.open("rb") as opened:
            return kind_of_json(opened.read(_LOOKED_AT)) is not None
    except OSError:
        return True
