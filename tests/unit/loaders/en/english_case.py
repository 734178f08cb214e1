"""What the loaders make of a small English text: its transfers by labels, as a reader would say them."""

from app.domain.document import Metadata
from loaders.pipeline import Found, find
from tests.unit.loaders.claims.telling_case import ON_A_PATH, Told


def found(text: str, published: str | None = "2031-06-01", **metadata: str) -> Found:
    return find(text.encode(), "a.txt", Metadata(published_at=published, language="en", **metadata))


def told(text: str, published: str | None = "2031-06-01") -> list[Told]:
    """The transfers of a text, whatever their status."""
    one = found(text, published)

    def label(slot: object) -> str | None:
        return None if slot is None else one.analysis.actors[slot.value].label

    return [Told(label(m.provider), label(m.recipient), m) for m in one.drafts.transfers]


def ends(text: str) -> list[tuple[str | None, str | None]]:
    """Provider and recipient of each transfer that can be on a path."""
    return [one.ends for one in told(text) if one.merged.status in ON_A_PATH]
