"""An open file → what its keeper asks: is it sound, how much is in it, is it of this version? And: leave no trace.

References:
    SQLite, "VACUUM" and "PRAGMA secure_delete", "PRAGMA wal_checkpoint" (sqlite.org): what a deleted row leaves in free
    pages and in the write-ahead log, and how that goes.
"""

from __future__ import annotations

from app.domain.errors import StoreUnavailable
from app.domain.ids import DocumentId
from app.domain.ports import Sizes
from app.store.sqlite_file import check_version
from app.store.sqlite_link import SqliteLink

__all__ = ["count_faults", "count_sizes", "purge", "texts_of_removed", "verify"]

_NAMED = ("claim_without_quote", "quote_not_verbatim", "document_without_current_run")


def count_faults(link: SqliteLink) -> dict[str, int]:
    """Each check of the record by its name, and in how many places it fails."""
    with link.lock:
        damage = [row for row in link.all("check_file") if row[0] != "ok"]
        counted = {"damaged_file": len(damage), "dangling_reference": len(link.all("check_references"))}
        return counted | {name: len(link.all(name)) for name in _NAMED}


def count_sizes(link: SqliteLink) -> Sizes:
    """How much there is of what is not removed."""
    with link.lock:
        return Sizes(*link.all("sizes")[0])


def verify(link: SqliteLink) -> None:
    """Raise StoreError unless the file can be read and is of the version that this build writes."""
    with link.lock:
        check_version(link.all("version")[0][0], link.place)


def texts_of_removed(link: SqliteLink) -> dict[DocumentId, str]:
    """Of each document that was removed all texts and metadata."""
    found: dict[DocumentId, str] = {}
    for document, *texts in link.all("removed_texts"):
        told = "\n".join(str(text) for text in texts if text is not None)
        found[DocumentId(document)] = "\n".join(filter(None, (found.get(document), told)))
    return found


def purge(link: SqliteLink) -> None:
    """Write the whole file anew, so that no free page keeps what was deleted, and empty the write-ahead log.

    Raises StoreUnavailable while another process reads: what it looks at cannot go.
    """
    link.run("write_anew")
    [[is_busy, *_]] = link.all("empty_log")
    if is_busy:
        message = "another process has the record open, and what was erased is still in the log that it reads"
        remedy = "end it, then give the same command again"
        raise StoreUnavailable(message, place=link.place, remedy=remedy)
