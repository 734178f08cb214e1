"""A record as lines of JSON in a gzip file, each of which tells whether all before it is as it was written.

    {"at":"5f0c1d…","header":{"format":"leaktrail-backup/1","revision":"revision-…","documents":12,…}}
    {"at":"9b1e44…","document":{"id":"doc-…","removed":false,"marking":"amber","runs":2}}
    {"at":"…","text":{"digest":"…","body":"…"}}
    {"at":"…","run":{"id":"run-…","text":"…","head":[…],"claims":[[…],…],…}}
    {"at":"…","judgement":[…]}
    {"at":"…","end":{"lines":61}}

`at` is the beginning of the SHA-256 of all lines up to this one, so that what is torn or changed is found in its place;
that of the whole is the backup's digest. It tells damage, not forgery: who changes a line can make the rest anew.
Whether a backup is the one that was made, the digest noted at the time tells.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

import orjson

from app.domain.errors import BadBackup
from app.services.wire import Json

__all__ = ["FORMAT", "BackupLines", "read_lines"]

FORMAT = "leaktrail-backup/1"

_PREFIX, _MARK = b'{"at":"', 16
_PAYLOAD = len(_PREFIX) + _MARK + 2  # behind the mark: `",`
_GZIP = 31  # zlib's word for that format; it notes no time, so equal records give equal bytes
_LONGEST = 1 << 28  # bytes of a line: a document of 50 MB, read, is a fifth of it
_REMEDY = "take another backup; nothing was restored"


class BackupLines:
    """Writes lines to an open file; `close` ends them, not the file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash = file, sha256()
        self._pack = zlib.compressobj(wbits=_GZIP)
        self.lines = 0

    def write(self, kind: str, value: object) -> None:
        """One line."""
        payload = orjson.dumps({kind: value})
        self._hash.update(payload)
        self.lines += 1
        line = _PREFIX + self._hash.hexdigest()[:_MARK].encode() + b'",' + payload[1:] + b"\n"
        self._file.write(self._pack.compress(line))

    def close(self) -> str:
        """The digest of all lines."""
        self.write("end", {"lines": self.lines})
        self._file.write(self._pack.flush())
        return self._hash.hexdigest()


def read_lines(path: Path) -> Iterator[tuple[str, str, object]]:
    """Place, kind and value of each line, the last one being `end`, whose value is the digest.

    Raises BadBackup with the place where the file stops being what was written.
    """
    number, hashed, ended = 0, sha256(), False
    for number, line in enumerate(_lines(path), 1):
        place = f"{path}: line {number}"
        if ended:
            raise BadBackup("goes on behind its end", place=place, remedy=_REMEDY)
        payload = b"{" + line[_PAYLOAD:-1]
        hashed.update(payload)
        if line[:_PAYLOAD] != _PREFIX + hashed.hexdigest()[:_MARK].encode() + b'",':
            message = "is not what was written here" if number > 1 else "is no backup"
            raise BadBackup(message, place=place, remedy=_REMEDY)
        ((kind, value),) = cast("Json", orjson.loads(payload)).items()
        ended = kind == "end"
        yield place, kind, hashed.hexdigest() if ended else value
    if not ended:
        raise BadBackup("breaks off", place=f"{path}: line {number + 1}", remedy=_REMEDY)


def _lines(path: Path) -> Iterator[bytes]:
    """Whole lines; what is torn in the middle of one is left out."""
    number = 0
    try:
        with gzip.open(path, "rb") as file:
            while line := file.readline(_LONGEST):
                if not line.endswith(b"\n"):
                    return
                number += 1
                yield line
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        message = "is damaged" if number else "is no backup, or is damaged"
        raise BadBackup(message, place=f"{path}: line {number + 1}", remedy=_REMEDY) from error
    except OSError as error:
        raise BadBackup(error.strerror or "cannot be read", place=str(path)) from error
