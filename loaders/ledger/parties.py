"""Names in a ledger -> actors: the same name in the same column is one actor, unless the addresses beside it differ.

あさひ印刷 in two rows of 提供先 is one recipient. あさひ印刷 as provider in another column is another actor, unless the
columns file says that a name means the same everywhere: two firms can bear one name. 個人 and 名簿業者 name nobody, so
each row has its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize

from app.domain.claim import Value, local_id
from app.domain.document import Document, Quote
from app.domain.ids import LocalId
from app.domain.vocabulary import ActorKind, ThingKind
from loaders.ledger.lexicon import fold
from loaders.ledger.mapping import Mapping
from loaders.ledger.table import Cell
from loaders.mentions.spots import find_spots
from loaders.resolve.names import is_generic, read_names
from loaders.structured.telling import Teller

__all__ = ["Parties", "one_line"]


@dataclass(frozen=True, slots=True)
class Named:
    """A name, what stands beside it as its address, and where it stands (not at all if a columns file gave it)."""

    name: str
    end: str
    address: str = ""
    cell: Cell | None = None
    row: int = 0


@dataclass(slots=True)
class Parties:
    """The actors of one ledger; each is told of once, on the words that name it first."""

    document: Document
    teller: Teller
    mapping: Mapping
    known: dict[tuple[str, ...], LocalId] = field(default_factory=dict[tuple[str, ...], LocalId])
    ends_of_names: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    def of_cell(self, end: str, cell: Cell, row: int, address: Cell | None) -> LocalId:
        """The actor that a cell names."""
        named = Named(one_line(cell.value), end, one_line(address.value) if address else "", cell, row)
        quote = self.document.quote(cell.start, cell.end)
        actor = self._actor(named, [quote])
        self.teller.mentions(actor, ThingKind.ACTOR, quote)
        return actor

    def of_name(self, end: str, name: str, quotes: Sequence[Quote]) -> LocalId:
        """The actor that no cell names: the keeper of the ledger, or what the columns file says."""
        return self._actor(Named(one_line(name), end), quotes)

    @property
    def in_both_columns(self) -> list[str]:
        """Names that stand as provider and as recipient and are two actors each."""
        return (
            []
            if self.mapping.one_name_one_actor
            else sorted(n for n, ends in self.ends_of_names.items() if len(ends) > 1)
        )

    def _actor(self, named: Named, quotes: Sequence[Quote]) -> LocalId:
        key = self._key(named)
        if key not in self.known:
            start, end = (named.cell.start, named.cell.end) if named.cell else (0, 0)
            self.known[key] = local_id(self.document.id, ThingKind.ACTOR, start, end, "/".join(key))
            self._tell(self.known[key], named, quotes)
        elif named.name not in self._labels(key):
            self._labels(key).add(named.name)
            self._says(self.known[key], "alias", named.name, quotes)
        self.ends_of_names.setdefault(named.name, set()).add(named.end)
        return self.known[key]

    def _key(self, named: Named) -> tuple[str, ...]:
        column = "" if self.mapping.one_name_one_actor else named.end
        if is_generic(named.name):
            return (column, fold(named.name), f"row {named.row}")
        return (column, fold(named.name), fold(named.address))

    def _labels(self, key: tuple[str, ...]) -> set[str]:
        return self._written.setdefault(key, set())

    def _tell(self, actor: LocalId, named: Named, quotes: Sequence[Quote]) -> None:
        self._labels(self._key(named)).add(named.name)
        kind = next((kind for end, kind in self.mapping.kinds.items() if end == named.end), kind_of(named.name))
        self._says(actor, "label", named.name, quotes)
        self._says(actor, "kind", kind.value, quotes)

    def _says(self, actor: LocalId, prop: str, value: Value, quotes: Sequence[Quote]) -> None:
        self.teller.says(actor, ThingKind.ACTOR, prop, value, quotes)

    _written: dict[tuple[str, ...], set[str]] = field(default_factory=dict[tuple[str, ...], set[str]])


def one_line(text: str) -> str:
    """A cell as a label: without line breaks and double blanks."""
    return " ".join(text.split())


@lru_cache(maxsize=10_000)
def kind_of(name: str) -> ActorKind:
    """An organization by its legal form, or what the whole name surely is to the finder of actors; else unknown."""
    plain = normalize("NFKC", name)
    forms = [form for form in read_names()["corporate_forms"] if not (form.isascii() and form.isalpha())]
    if any(plain.casefold().startswith(form) or plain.casefold().endswith(form) for form in forms):
        return ActorKind.ORGANIZATION
    whole = [spot for spot in find_spots(plain) if (spot.start, spot.end) == (0, len(plain)) and spot.is_sure]
    return whole[0].kind if len(whole) == 1 else ActorKind.UNKNOWN
