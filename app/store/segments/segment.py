"""Columns → one file that never changes, and back: read as they are, and checked before they are used.

    name = write_segment(folder, "revision-…", {"day": array("i", [5, 3])})
    Segment.open(folder / name, "revision-…").column("day")[1]   →  3

A file is its prefix (magic, version, length and BLAKE2b digest of the header), the header as JSON, and the columns,
each at a multiple of 64 bytes. The header has the revision of the record, and of each column name, type, offset, length
and CRC-32, so its digest, which is also the name of the file, stands for the whole. The header is checked on opening, a
column when it is first asked for. Numbers are little-endian. What does not fit is `Unfit`: to readers, it is not there.

A file is written under another name and renamed when it is on the disk, so there is never half of one under its name.

References:
    M.-J. O. Saarinen, J.-P. Aumasson, "The BLAKE2 Cryptographic Hash and Message Authentication Code", RFC 7693, 2015.
    T. S. Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014: fsync of the file before the rename, and
    of its folder after it.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
from array import array
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast
from zlib import crc32

from app.store.folders import sync_folder

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["SUFFIX", "Column", "Segment", "Unfit", "write_segment"]

SUFFIX = ".segment"
_MAGIC = b"LTsegm"
_VERSION = 1
_PREFIX = struct.Struct("<6sHQ16s")  # magic, version, length of the header, its digest
_ALIGNED = 64
_IN_MEMORY = 1 << 20
"""Files up to this size are read at once; larger ones are mapped."""
_TYPES: Mapping[str, tuple[Literal["B", "i", "I", "q"], int]] = {
    "bytes": ("B", 1),
    "int32": ("i", 4),
    "uint32": ("I", 4),
    "int64": ("q", 8),
}

Column: TypeAlias = "bytes | array[int] | memoryview"
"""Bytes, or numbers of one of `_TYPES`; arrays of numpy are given as their memory."""
_Place: TypeAlias = tuple[str, int, int, int]
"""Type, offset, length in bytes, CRC-32."""


class Unfit(Exception):
    """The file is torn, changed, of another version or revision, or none of ours."""


def write_segment(folder: Path, revision: str, columns: Mapping[str, Column], mode: int = 0o600) -> str:
    """The name of the file in which the columns now are. Raises OSError."""
    views = {name: memoryview(column) for name, column in columns.items()}
    raw = {name: view.cast("B") if view.nbytes else memoryview(b"") for name, view in views.items()}
    header = _header(revision, {name: (_type_of(views[name]), bits) for name, bits in raw.items()})
    digest = _digest(header)
    name = f"{digest.hex()}{SUFFIX}"
    unfinished = folder / f".{token_hex(8)}.tmp"
    try:
        with open(unfinished, "xb", opener=lambda path, flags: os.open(path, flags, mode)) as file:
            file.write(_PREFIX.pack(_MAGIC, _VERSION, len(header), digest) + header)
            for bits in raw.values():
                file.write(bytes(-file.tell() % _ALIGNED))
                file.write(bits)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / name)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return name


class Segment:
    """The columns of one file; they stay as they are for as long as it is held, even if the file is deleted."""

    def __init__(self, data: bytearray | mmap.mmap, places: Mapping[str, _Place]) -> None:
        """Users call `open`."""
        self._whole, self._places = memoryview(data), places
        self._checked: dict[str, memoryview] = {}

    @classmethod
    def open(cls, path: Path, revision: str) -> Segment:
        """The segment of that revision in the file. Raises Unfit if it is not there or is not what it should be."""
        try:
            data = _read(path)
        except (OSError, ValueError) as error:
            raise Unfit(f"{path.name} cannot be read: {error}") from error
        return cls(data, _places(memoryview(data), path, revision))

    def __len__(self) -> int:
        """Bytes of the file."""
        return len(self._whole)

    def __contains__(self, name: str) -> bool:
        """Whether it has a column of that name."""
        return name in self._places

    def column(self, name: str) -> memoryview:
        """The numbers, or the bytes, of a column. Raises Unfit if it is not there or was changed."""
        known = self._checked.get(name)
        if known is None:
            known = self._checked[name] = self._check(name)
        return known

    def array(self, name: str) -> NDArray[Any]:
        """A column as an array over the same memory. Nothing that is written to it gets into the file."""
        import numpy as np  # noqa: PLC0415 - takes longer than to answer a question about a few documents

        return np.asarray(self.column(name))

    def check(self) -> None:
        """Look at all columns. Raises Unfit."""
        for name in self._places:
            self.column(name)

    def _check(self, name: str) -> memoryview:
        if name not in self._places:
            raise Unfit(f"there is no column {name}")
        kind, offset, length, checksum = self._places[name]
        raw = self._whole[offset : offset + length]
        if crc32(raw) != checksum:
            raise Unfit(f"column {name} was changed")
        letter = _TYPES[kind][0]
        return raw.cast(letter) if length else memoryview(array(letter))  # nothing cannot be cast


# ------------------------------------------------------------------ writing


def _header(revision: str, columns: Mapping[str, tuple[str, memoryview]]) -> bytes:
    """Offsets count from the end of the header, rounded up, so that they do not depend on its length."""
    told: list[tuple[str, str, int, int, int]] = []
    end = 0
    for name, (kind, bits) in columns.items():
        begin = _aligned(end)
        end = begin + bits.nbytes
        told.append((name, kind, begin, bits.nbytes, crc32(bits)))
    return json.dumps({"revision": revision, "columns": told, "length": end}, separators=(",", ":")).encode()


def _type_of(view: memoryview) -> str:
    if sys.byteorder != "little":
        raise OSError("segments are little-endian, as this machine is not")
    letter = {"l": "q", "L": "I"}.get(view.format, view.format) if view.itemsize == 8 else view.format
    for kind, (known, size) in _TYPES.items():
        if (letter, view.itemsize) == (known, size):
            return kind
    raise ValueError(f"no column has the type {view.format}")


def _digest(header: bytes | memoryview) -> bytes:
    return blake2b(header, digest_size=16, person=_MAGIC).digest()


def _aligned(place: int) -> int:
    return place + -place % _ALIGNED


# ------------------------------------------------------------------ reading


def _read(path: Path) -> bytearray | mmap.mmap:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size <= _IN_MEMORY:
            return bytearray(file.read(_IN_MEMORY + 1))
        return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_COPY)


def _places(whole: memoryview, path: Path, revision: str) -> Mapping[str, _Place]:
    """Every number of the header is compared with the length of the file before it is used."""
    if sys.byteorder != "little" or len(whole) < _PREFIX.size:
        raise Unfit(f"{path.name} is no segment")
    magic, version, length, digest = _PREFIX.unpack(whole[: _PREFIX.size])
    if (magic, version) != (_MAGIC, _VERSION) or length > len(whole) - _PREFIX.size:
        raise Unfit(f"{path.name} is no segment of this version")
    header = whole[_PREFIX.size : _PREFIX.size + length]
    if _digest(header) != digest or path.name != f"{digest.hex()}{SUFFIX}":
        raise Unfit(f"{path.name} was changed")
    try:
        told = json.loads(bytes(header))
        places = _fitting(told, _PREFIX.size + length, len(whole))
    except (ValueError, TypeError, KeyError) as error:
        raise Unfit(f"{path.name} has no such header: {error}") from error
    if told["revision"] != revision:
        raise Unfit(f"{path.name} is of another revision")
    return places


def _fitting(told: dict[str, Any], header: int, size: int) -> Mapping[str, _Place]:
    """`header` is where the header ends."""
    places: dict[str, _Place] = {}
    begin, end = _aligned(header), 0
    for name, kind, offset, length, checksum in cast("list[tuple[str, str, int, int, int]]", told["columns"]):
        if not (end <= offset and 0 <= length <= size - begin - offset and length % _TYPES[kind][1] == 0):
            raise ValueError(f"column {name} does not fit")
        end = offset + length
        places[name] = (kind, begin + offset, length, checksum)
    if end != told["length"] or size != (begin + end if places else header):
        raise ValueError("the file has another length")
    return places
