"""The exception tree. Each error names the situation, so that callers branch on the class and never on the text.

LeaktrailError
├── BadInput                 a file or an object cannot be used            exit 3
│   ├── UnreadableDocument   bytes that are no text of a known kind
│   ├── BadExchange          not a valid leaktrail/1 object
│   ├── BadBackup            a backup that is torn, changed, or of a later format
│   ├── IdClash              an id is taken by other content
│   ├── TooLarge             more bytes than are taken                      exit 3, HTTP 413
│   └── UnknownKind          of no kind that is read                        exit 3, HTTP 415
├── BadQuestion              arguments outside what a question allows      exit 2, HTTP 422
├── NotFound                 nothing has that id or name                   exit 1, HTTP 404
├── Ambiguous                several things bear that name                 exit 1, HTTP 409
├── Stale                what was looked at is no longer so            exit 1, HTTP 412
├── Busy                     more is waiting than there is room for      exit 1, HTTP 429
├── MissingExtra             an optional package is not installed          exit 2
├── EndpointError            a language model cannot be asked              exit 4
├── ClusterUnavailable       no others can be had to read documents        exit 4
└── StoreError               the store cannot be used                      exit 4, HTTP 503
├── StoreUnavailable     not there, locked, not writable
│   ├── RecordChanged    others wrote while the whole of it was read
│   └── GraphLost        the graph beside the record cannot be read
└── StoreTooNew          written by a later version
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "Ambiguous",
    "BadBackup",
    "BadExchange",
    "BadInput",
    "BadQuestion",
    "Busy",
    "ClusterUnavailable",
    "EndpointError",
    "GraphLost",
    "IdClash",
    "LeaktrailError",
    "MissingExtra",
    "NotFound",
    "RecordChanged",
    "Stale",
    "StoreError",
    "StoreTooNew",
    "StoreUnavailable",
    "TooLarge",
    "UnknownKind",
    "UnreadableDocument",
]


class LeaktrailError(Exception):
    """Base of all errors that a user can do something about: what happened, where, and the remedy."""

    code = "error"
    exit_code = 1

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        """Keep the parts; `str()` joins them into one line."""
        super().__init__(message)
        self.message, self.place, self.remedy = message, place, remedy

    def __str__(self) -> str:
        """`place: message (remedy)`, as far as given."""
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.remedy})" if self.remedy else text


class BadInput(LeaktrailError):
    """A file or an object cannot be used."""

    code = "bad_input"
    exit_code = 3


class UnreadableDocument(BadInput):
    """Bytes that are no text of a known kind."""

    code = "unreadable_document"


class BadExchange(BadInput):
    """Not a valid leaktrail/1 object; `place` names the section and the item."""

    code = "bad_exchange"


class BadBackup(BadInput):
    """A backup that is torn, changed, or of a later format; `place` names the line."""

    code = "bad_backup"


class IdClash(BadInput):
    """An id of an exchange file is taken by other content."""

    code = "id_clash"


class TooLarge(BadInput):
    """More bytes than are taken."""

    code = "too_large"


class UnknownKind(BadInput):
    """Of no kind that is read."""

    code = "unknown_kind"


class BadQuestion(LeaktrailError):
    """Arguments outside what a question allows."""

    code = "bad_question"
    exit_code = 2


class NotFound(LeaktrailError):
    """Nothing has that id or name."""

    code = "not_found"


class Ambiguous(LeaktrailError):
    """Several things bear that name; `matches` lists (id, label)."""

    code = "ambiguous"

    def __init__(self, message: str, matches: Sequence[tuple[str, str]]) -> None:
        """Keep the candidates for the one who has to choose."""
        super().__init__(message, remedy="give one of the ids")
        self.matches = tuple(matches)


class Stale(LeaktrailError):
    """What somebody looked at before he decided is no longer so."""

    code = "stale"


class Busy(LeaktrailError):
    """More is waiting than there is room for."""

    code = "busy"


class MissingExtra(LeaktrailError):
    """An optional package is not installed; the remedy says how it is."""

    code = "missing_extra"
    exit_code = 2


class EndpointError(LeaktrailError):
    """The endpoint of a language model cannot be used."""

    code = "endpoint_error"
    exit_code = 4


class ClusterUnavailable(LeaktrailError):
    """The readers of a cluster cannot be used: not there, of another version, or lost."""

    code = "cluster_unavailable"
    exit_code = 4


class StoreError(LeaktrailError):
    """The store cannot be used."""

    code = "store_error"
    exit_code = 4


class StoreUnavailable(StoreError):
    """The store is not there, locked, or not writable."""

    code = "store_unavailable"


class RecordChanged(StoreUnavailable):
    """Others wrote while the whole record was read, and the store has no view of one moment."""

    code = "record_changed"


class GraphLost(StoreUnavailable):
    """What a store keeps of the resolved graph cannot be read; the record can, and the graph follows from it."""


class StoreTooNew(StoreError):
    """The store was written by a later version."""

    code = "store_too_new"
