"""ZIP archive -> the names and bytes of its files, one after the other; nothing is written to disk.

    with Archive(file, "inbox.zip") as archive:
        {member.name: archive.read(member, budget) for member in archive.members}

Names are read as UTF-8 where the archive says so or they are, else as cp932, as Japanese Windows writes them. A member
is refused, not the archive, if it is encrypted, a link, leads out of the archive, or unfolds like a bomb.

References: PKWARE APPNOTE 6.3.10 (4.4.4 general purpose flag, 4.4.5 methods); D. Fifield, "A better zip bomb", 2019.
"""

from __future__ import annotations

import re
import stat
import zlib
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.domain.errors import UnreadableDocument
from loaders.containers.budget import LARGEST_CONTAINER, MOST_MEMBERS, Budget
from loaders.readers.document import refuse_large

__all__ = ["LARGEST_DIRECTORY", "MOST_SHRUNK", "Archive", "Member"]

LARGEST_DIRECTORY = 4_000_000
"""Bytes of the list of contents of an archive."""
MOST_SHRUNK = 250
"""How many times a file larger than a megabyte may be its packed size. Prose shrinks to a third, tables to a tenth."""

_SMALL = 1_000_000
_CHUNK = 1_000_000
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LEADS_OUT = re.compile(r"^/|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
_LEFT = "the other files of the archive are read without it"


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name with folders, parts of it separated by `/`."""

    name: str
    info: ZipInfo

    @property
    def is_hidden(self) -> bool:
        """True for dot files, and for what macOS adds beside each file."""
        parts = self.name.split("/")
        return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts)


class Archive:
    """An open archive. UnreadableDocument if its list of contents cannot be read or is too long."""

    def __init__(self, file: IO[bytes], place: str) -> None:
        """Read the list of contents of `file`; `place` is how errors name the archive."""
        self._place = place
        try:
            self._zip = ZipFile(cast("IO[bytes]", _Bounded(file, place)))
        except _DAMAGE as error:
            message = f"is no ZIP archive that can be opened ({_reason(error)})"
            raise UnreadableDocument(message, place=place, remedy="get it again, or unpack it") from None
        self.members = tuple(Member(_name(info), info) for info in self._zip.infolist() if not info.is_dir())
        if len(self.members) > MOST_MEMBERS:
            message = f"holds {len(self.members):,} files, more than {MOST_MEMBERS:,}"
            raise UnreadableDocument(message, place=place, remedy="unpack it and load the folder")

    def read(self, member: Member, budget: Budget) -> bytes:
        """The bytes of a file. UnreadableDocument for one that is not to be unpacked, or broken."""
        place = f"{self._place}/{member.name}"
        if wrong := _refusal(member):
            raise UnreadableDocument(wrong[0], place=place, remedy=wrong[1])
        if not member.name.lower().endswith(".zip"):
            refuse_large(member.info.file_size, member.name, place)
        budget.take(member.info.file_size, place)
        try:
            with self._zip.open(member.info) as file:
                return b"".join(iter(lambda: file.read(_CHUNK), b""))
        except _DAMAGE as error:
            message = f"is damaged in the archive ({_reason(error)})"
            raise UnreadableDocument(message, place=place, remedy="get the archive again") from None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Close what reads the archive; the file stays open."""
        self._zip.close()


class _Bounded:
    """A file of which no more is read at once than a list of contents may be long: the entries cost 50 times that."""

    def __init__(self, file: IO[bytes], place: str) -> None:
        self._file, self._place = file, place
        self.seek, self.tell = file.seek, file.tell

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(LARGEST_DIRECTORY + 1 if size < 0 else min(size, LARGEST_DIRECTORY + 1))
        if len(data) > LARGEST_DIRECTORY:
            message = f"has a list of contents of more than {LARGEST_DIRECTORY // 1_000_000} MB"
            raise UnreadableDocument(message, place=self._place, remedy="unpack it and load the folder")
        return data


def _name(info: ZipInfo) -> str:
    r"""The name as it was meant; cp437, which is what zipfile takes old names for, gives all bytes back.

    >>> print(_name(ZipInfo("名簿.txt".encode("cp932").decode("cp437"))))
    名簿.txt
    """
    name = info.orig_filename.split("\0")[0]
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "cp932"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _refusal(member: Member) -> tuple[str, str] | None:
    """Why a file is not unpacked, and what to do."""
    info = member.info
    if _LEADS_OUT.search(member.name):
        return "has a name that leads out of the archive", _LEFT
    if stat.S_ISLNK(info.external_attr >> 16):
        return "is a link, not a file", "put the file itself into the archive"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted", "unpack it with its password and load the file"
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return f"is packed by method {info.compress_type}, which is not read", "unpack it and load the file"
    if info.file_size > LARGEST_CONTAINER:
        return f"has {info.file_size:,} bytes, more than {LARGEST_CONTAINER:,}", "split it"
    if info.file_size > _SMALL and info.file_size > MOST_SHRUNK * info.compress_size:
        return f"unfolds to more than {MOST_SHRUNK} times its packed size", "unpack it yourself if you know it"
    return None


def _reason(error: BaseException) -> str:
    return (str(error) or type(error).__name__).split("\n", 1)[0][:120]
