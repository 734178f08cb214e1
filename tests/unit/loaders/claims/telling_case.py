"""What the loaders make of a small text: its transfers by labels, as a reader would say them."""

from dataclasses import dataclass

from app.domain.document import Metadata
from app.domain.view import Reading
from app.domain.vocabulary import Status
from loaders.claims.merge import Merged, merge_transfers
from loaders.claims.people import may_be_one
from loaders.claims.transfers import find_transfers
from loaders.mentions.analysis import Analysis, analyse
from loaders.passages import split
from loaders.pipeline import read
from loaders.readers.document import read_document

ON_A_PATH = frozenset({Status.CONFIRMED, Status.ALLEGED, Status.SUSPECTED})


@dataclass(frozen=True)
class Told:
    """One transfer by its labels; `None` where nobody is named."""

    provider: str | None
    recipient: str | None
    merged: Merged

    @property
    def ends(self) -> tuple[str | None, str | None]:
        return self.provider, self.recipient

    @property
    def days(self) -> set[tuple[str | None, str | None]]:
        return {window.to_iso() for _, window in self.merged.windows}


def analysis_of(text: str, published: str | None = "2031-06-01", filename: str = "a.txt") -> Analysis:
    document, blocks, _ = read_document(text.encode(), filename, Metadata(published_at=published))
    return analyse(document, blocks, split(document, blocks))


def told(text: str, published: str | None = "2031-06-01", filename: str = "a.txt") -> list[Told]:
    """The transfers of a text, whatever their status."""
    analysis = analysis_of(text, published, filename)

    def label(slot: object) -> str | None:
        return None if slot is None else analysis.actors[slot.value].label

    merged = merge_transfers(find_transfers(analysis)[0], may_be_one(analysis))
    return [Told(label(m.provider), label(m.recipient), m) for m in merged]


def ends(text: str) -> list[tuple[str | None, str | None]]:
    """Provider and recipient of each transfer that can be on a path."""
    return [one.ends for one in told(text) if one.merged.status in ON_A_PATH]


def reading(text: str, name: str = "a.txt", **metadata: str) -> Reading:
    return read(text.encode(), name, Metadata(**metadata))
