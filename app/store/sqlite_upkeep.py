"""An open file → what its keeper asks: is it sound, how much is in it, is it of this version?"""

from __future__ import annotations

from app.domain.ports import Sizes
from app.store.sqlite_file import check_version
from app.store.sqlite_link import SqliteLink

__all__ = ["count_faults", "count_sizes", "verify"]

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
