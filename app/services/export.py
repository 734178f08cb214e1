"""A sight of the record → an export of it: the whole graph, or the part that is asked for, in one of the formats.

    contents = contents_of(graphs, Wanted(incident="会員名簿の流出", by="2031-03-31"))
    write_export(contents, find_format("gexf"), Path("case.gexf"))
    pieces_of(contents, find_format("csv"))    →  the bytes of an archive, a piece at a time

Nothing is cut: an export holds all that is asked for, or there is none.
"""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from app.domain.document import Document
from app.domain.errors import BadQuestion
from app.domain.view import Policy, View
from app.domain.vocabulary import Status
from app.engine.part import Part, part_of
from app.export.contents import Contents
from app.services.ask import parse_day, published_by
from app.services.formats import FileFormat, FolderFormat, Format
from app.services.lookup import find_dataset, find_incident
from app.services.report.phrases import language_of
from app.services.sight import Sight
from app.services.snapshot import Snapshot
from app.services.whole_file import whole_folder, write_whole
from app.settings import release

__all__ = ["Wanted", "contents_of", "pieces_of", "write_export"]

_PIECE = 1 << 16
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first time that an archive can tell; a true one would make each archive another


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported, as people write it; None: all, denied and planned transfers included."""

    incident: str | None = None
    dataset: str | None = None
    by: str | None = None
    known_on: str | None = None
    min_status: str | None = None
    policy: str = Policy.ALL.value
    language: str = "ja"
    """Of the words that reports add."""

    def as_asked(self) -> dict[str, str]:
        """What leaves something out, by name."""
        given = {
            "incident": self.incident,
            "dataset": self.dataset,
            "by": self.by,
            "known_on": self.known_on,
            "min_status": self.min_status,
        }
        return {name: value for name, value in given.items() if value is not None}


def contents_of(sight: Sight, wanted: Wanted) -> Contents:
    """What an export holds. Raises BadQuestion, NotFound, Ambiguous, StoreError."""
    by = None if wanted.by is None else parse_day(wanted.by, "by")
    status = None if wanted.min_status is None else _status(wanted.min_status)
    documents = () if wanted.known_on is None else sight.documents()
    snapshot = sight.snapshot(_view(documents, wanted))
    part = Part(
        incident=None if wanted.incident is None else find_incident(snapshot, wanted.incident),
        dataset=None if wanted.dataset is None else find_dataset(snapshot, wanted.dataset),
        by=by,
        min_status=status,
    )
    undated = tuple(sorted(one.name for one in documents if one.metadata.published_at is None))
    return replace(_contents(snapshot, part, wanted), undated=undated)


def pieces_of(contents: Contents, form: Format) -> Iterator[bytes]:
    """The bytes of an export, a piece at a time; of a format of several files a ZIP archive."""
    if isinstance(form, FileFormat):
        yield from form.write(contents)
        return
    with _archive(contents, form) as file:
        while piece := file.read(_PIECE):
            yield piece


def write_export(contents: Contents, form: Format, path: Path) -> None:
    """Write the file or folder at `path`, whole or not at all; a name that ends in .zip asks for an archive.

    A file that is there is replaced, a folder is not. Raises BadInput.
    """
    if isinstance(form, FileFormat) or path.suffix.lower() == ".zip":
        write_whole(path, pieces_of(contents, form))
        return
    with whole_folder(path) as folder:
        form.write_folder(contents, folder, path.absolute())


def _view(documents: tuple[Document, ...], wanted: Wanted) -> View:
    policy = _policy(wanted.policy)
    if wanted.known_on is None:
        return View(policy=policy)
    day = parse_day(wanted.known_on, "known_on")
    return View(frozenset(one.id for one in documents if published_by(one, day)), policy=policy)


def _contents(snapshot: Snapshot, part: Part, wanted: Wanted) -> Contents:
    graph = part_of(snapshot.graph, part)
    return Contents(
        graph,
        {key: one for key, one in snapshot.readings.items() if key in graph.documents},
        snapshot.names,
        {key: marking for key, marking in snapshot.markings.items() if key in graph.documents},
        snapshot.view.policy,
        snapshot.view.judgements,
        wanted.as_asked(),
        language=language_of(wanted.language),
        release=release(),
    )


@contextmanager
def _archive(contents: Contents, form: FolderFormat) -> Generator[IO[bytes]]:
    """A ZIP archive of the folder, to be read from its beginning; equal folders make equal archives."""
    with TemporaryDirectory(prefix="leaktrail-") as name, TemporaryFile() as made:
        folder = Path(name)
        form.write_folder(contents, folder, Path())
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for path in sorted(folder.iterdir()):
                _add(archive, path)
        made.seek(0)
        yield made


def _add(archive: zipfile.ZipFile, path: Path) -> None:
    entry = zipfile.ZipInfo(path.name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            target.write(piece)


def _policy(word: str) -> Policy:
    try:
        return Policy(word)
    except ValueError:
        raise BadQuestion(f"must be one of {', '.join(Policy)}", place="policy") from None


def _status(word: str) -> Status:
    known = [status for status in Status if status.can_lie_on_path]
    if word not in known:
        raise BadQuestion(f"must be one of {', '.join(known)}", place="min_status")
    return Status(word)
