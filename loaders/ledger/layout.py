"""Tables -> which row is the header and what each column holds, by the columns file or by the lexicon.

    ["No.", "提供年月日", "第三者の氏名又は名称", "個人データの項目"]
        ->  day: column 1, recipient: column 2, fields: column 3; the keeper is the provider

A table is understood if one row names at least one end of a transfer and the day, each in one column. `第三者` is
the recipient where the keeper provided, and the provider where it received; which of the two, other headers tell.
What is not understood is refused with its columns and a columns file to copy: a guess would accuse the wrong end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass

from app.domain.errors import UnreadableDocument
from loaders.ledger.lexicon import Direction, Header, fold, header_of
from loaders.ledger.mapping import ROLES, Constants, Mapping, template
from loaders.ledger.table import Row, Table

__all__ = ["Layout", "NotUnderstood", "find_layout"]

_SEARCHED = 30  # rows from the top among which the header is looked for
_NAMED = 30  # columns that a refusal names
_ENDS = ("provider", "recipient")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of one table hold. `columns`: index by role; `header`: its place among the rows.

    `constants`: what headers and columns file say of every row. `unread`: headers of columns that nobody reads.
    `keeper_is`: the end that the keeper is, or None.
    """

    header: int
    columns: Map[str, int]
    constants: Constants
    unread: tuple[str, ...]
    width: int
    keeper_is: str | None


class NotUnderstood(UnreadableDocument):
    """No row of a table says what its columns hold."""


@dataclass(frozen=True, slots=True)
class _Guess:
    """One row read as a header: what its cells are known to be, by index."""

    row: int
    known: Map[int, Header]


def find_layout(table: Table, mapping: Mapping) -> Layout:
    """The layout of a table. Raises NotUnderstood."""
    return _by_mapping(table, mapping) if mapping.columns else _by_lexicon(table, mapping)


# ------------------------------------------------------------ by the columns file


def _by_mapping(table: Table, mapping: Mapping) -> Layout:
    named = {fold(head) for head in mapping.columns.values() if isinstance(head, str)}
    header = _header_row(table, mapping, lambda row: named <= {fold(cell.value) for cell in row.cells})
    if header is None:
        shown = [f"{role}: {head}" for role, head in mapping.columns.items() if isinstance(head, str)]
        raise _refused(table, f"no row has all the headers that its columns file names ({', '.join(shown)})")
    heads = [fold(cell.value) for cell in table.rows[header].cells]
    columns: dict[str, int] = {}
    for role, head in mapping.columns.items():
        places = [head - 1] if isinstance(head, int) else [i for i, text in enumerate(heads) if text == fold(head)]
        if len(places) != 1 or places[0] >= len(heads):
            raise _refused(table, f"{role}: {head!r} is not the header or number of one column")
        columns[role] = places[0]
    ends = [end for end in _ENDS if end in columns or getattr(mapping.constants, end)]
    if not ends:
        raise _refused(table, "its columns file names neither provider nor recipient")
    return _layout(table, header, columns, mapping.constants, _other(ends))


def _header_row(table: Table, mapping: Mapping, fits: Callable[[Row], bool]) -> int | None:
    """The row that the columns file names, else the first that fits."""
    for index, row in enumerate(table.rows[:_SEARCHED] if mapping.header_row is None else table.rows):
        if mapping.header_row in (None, row.number) and fits(row):
            return index
    return None


# ------------------------------------------------------------ by the lexicon


def _by_lexicon(table: Table, mapping: Mapping) -> Layout:
    best: _Guess | None = None
    for index, row in enumerate(table.rows):
        if mapping.header_row is None and index >= _SEARCHED:
            break
        if mapping.header_row not in (None, row.number):
            continue
        known = {i: found for i, cell in enumerate(row.cells) if (found := header_of(cell.value)) is not None}
        if _roles(known) >= {"day"} and _roles(known) & {*_ENDS, "party"}:
            return _understood(table, _Guess(index, known), mapping)
        if best is None or len(known) > len(best.known):
            best = _Guess(index, known)
    raise _refused(table, "no row of headers tells both the day and who provided or received", best.row if best else 0)


def _roles(known: Map[int, Header]) -> set[str]:
    return {header.role for header in known.values()}


def _understood(table: Table, guess: _Guess, mapping: Mapping) -> Layout:
    columns: dict[str, int] = {}
    party = _party(guess.known.values())
    for index, header in guess.known.items():
        role = header.role if party is None else header.role.replace("party", party)
        if role in ("none", "party_address"):
            continue
        if role == "party":
            raise _refused(table, "headers do not tell whether the third party provided or received", guess.row)
        if role in columns:
            heads = [table.rows[guess.row].cells[i].value.strip() for i in (columns[role], index)]
            raise _refused(table, f"two columns may be the {role}: {' and '.join(heads)}", guess.row)
        columns[role] = index
    is_receipt = any(h.role == "day" and h.direction is Direction.IN for h in guess.known.values())
    if is_receipt and "recipient" in columns and "provider" not in columns and mapping.constants.provider is None:
        raise _refused(table, "headers do not tell who provided: a day of receipt, and who received", guess.row)
    told = _merged([h.sets for h in guess.known.values() if h.role in columns or h.role == "party"])
    given = mapping.constants.model_dump(exclude_none=True)
    ends = [end for end in _ENDS if end in columns or end in given]
    constants = Constants.model_validate(told.model_dump(exclude_none=True) | given)
    return _layout(table, guess.row, columns, constants, _other(ends))


def _party(known: Iterable[Header]) -> str | None:
    """Which end the third party is; None where headers do not say, or say both."""
    told = {header.direction for header in known} - {None}
    if len(told) != 1:
        return None
    return "recipient" if told == {Direction.OUT} else "provider"


def _merged(sets: Sequence[Constants]) -> Constants:
    """What several headers say; what two of them say differently is not said."""
    values: dict[str, set[object]] = {}
    for one in sets:
        for key, value in one.model_dump(exclude_none=True).items():
            values.setdefault(key, set()).add(value)
    return Constants.model_validate({key: found.pop() for key, found in values.items() if len(found) == 1})


# ------------------------------------------------------------ both


def _other(ends: Sequence[str]) -> str | None:
    """The end that no column and no constant tells: there the keeper of the ledger stands."""
    missing = [end for end in _ENDS if end not in ends]
    return missing[0] if len(missing) == 1 else None


def _layout(table: Table, header: int, columns: Map[str, int], constants: Constants, keeper_is: str | None) -> Layout:
    cells, used = table.rows[header].cells, set(columns.values())
    unread = tuple(cell.value.strip() for i, cell in enumerate(cells) if i not in used and cell.value.strip())
    width = max((i + 1 for i, cell in enumerate(cells) if cell.value.strip()), default=0)
    return Layout(header, columns, constants, unread, max(width, *(i + 1 for i in used)), keeper_is)


def _refused(table: Table, message: str, header: int = 0) -> NotUnderstood:
    """With the columns that are there, and a columns file to copy."""
    cells = table.rows[header].cells[:_NAMED] if table.rows else ()
    heads = [" ".join(cell.value.split()) for cell in cells]
    place = f"sheet {table.name}: " if table.name else ""
    row = table.rows[header].number if table.rows else 1
    shown = ", ".join(f"{number} {head}" for number, head in enumerate(heads, start=1)) or "none"
    remedy = f"write what they hold into NAME.columns.yaml beside it: {template(heads, _known(heads))} (roles: "
    return NotUnderstood(f"{place}{message}; row {row} has the columns {shown}", remedy=f"{remedy}{', '.join(ROLES)})")


def _known(heads: Sequence[str]) -> dict[str, int]:
    """What the lexicon makes of single headers, each role once."""
    found: dict[str, int] = {}
    for index, head in enumerate(heads):
        header = header_of(head)
        if header is not None and header.role in ROLES:
            found.setdefault(header.role, index)
    return found
