"""The columns file: YAML beside a ledger (`NAME.columns.yaml`) that says what its columns hold -> `Mapping`.

    columns: {day: 引渡日, recipient: 引渡先, dataset: 名簿, count: 4}     a header, or the number of a column
    constants: {provider: 汐見原通販, unit: people, medium: email}        what no column says
    date_format: "%d/%m/%Y"                                             or excel: days are numbers

Everything is optional; without `columns` the headers are recognised by `columns.yaml`. A column that the file names
counts as named, and only those do. `one_name_one_actor: true` is the ledger's word that a name means the same whether
it stands as provider or as recipient.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from typing import Annotated, Literal, cast, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.domain.errors import BadInput
from app.domain.vocabulary import Action, ActorKind, Status, Unit

__all__ = ["ROLES", "Constants", "Mapping", "Role", "read_mapping", "template"]

Role = Literal[
    "day",
    "provider",
    "recipient",
    "provider_address",
    "recipient_address",
    "subject",
    "dataset",
    "fields",
    "count",
    "unit",
    "price",
    "medium",
    "action",
    "status",
    "basis",
    "note",
]
"""What a column of a ledger can hold. `subject`: the people whose data it is; `basis`: by what right."""

ROLES: tuple[Role, ...] = get_args(Role)
_LARGEST = 100_000  # characters of a columns file
_Text = Annotated[str, Field(min_length=1, max_length=1000)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Constants(_Strict):
    """What holds for every row, since no column says it."""

    provider: _Text | None = None
    recipient: _Text | None = None
    dataset: _Text | None = None
    fields: _Text | None = None
    unit: Unit | None = None
    currency: Annotated[str, Field(pattern=r"\A[A-Z]{3}\z")] | None = None
    medium: Annotated[str, Field(pattern=r"\A[a-z][a-z0-9-]*\z")] | None = None
    action: Action | None = None
    status: Status | None = None
    lawful: bool | None = None


class Mapping(_Strict):
    """A columns file, or nothing but its defaults. `text` is what it was read from: another text is another run."""

    columns: dict[Role, _Text | Annotated[int, Field(ge=1, le=16_384)]] = {}
    constants: Constants = Constants()
    keeper: _Text | None = None
    sheet: _Text | None = None
    header_row: Annotated[int, Field(ge=1)] | None = None
    date_format: _Text | None = None
    era: Literal["明治", "大正", "昭和", "平成", "令和"] | None = None
    separator: Annotated[str, Field(pattern=r"\A[,;\t|]\z")] | None = None
    encoding: _Text | None = None
    kinds: dict[Literal["provider", "recipient"], ActorKind] = {}
    statuses: dict[_Text, Status] = {}
    one_name_one_actor: bool = False
    text: Annotated[str, Field(exclude=True)] = ""

    @model_validator(mode="after")
    def _says_each_once(self) -> Mapping:
        for key in ("provider", "recipient", "dataset", "fields", "unit", "medium", "action", "status"):
            if key in self.columns and getattr(self.constants, key) is not None:
                raise ValueError(f"{key} is a column and a constant as well; keep one of the two")
        return self


def read_mapping(text: str | None, place: str) -> Mapping:
    """A columns file; the defaults for None. BadInput, with its place, for what is none."""
    if text is None:
        return Mapping()
    if len(text) > _LARGEST:
        raise BadInput(f"has {len(text):,} characters, more than {_LARGEST:,}", place=place)
    try:
        loaded: object = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:  # ValueError: a day that does not exist
        raise BadInput(f"is no YAML: {' '.join(str(error).split())}", place=place, remedy="correct the file") from None
    if not isinstance(loaded, dict) or "text" in loaded:
        raise BadInput("is no columns file", place=place, remedy="write `columns:` with a line for each column")
    try:
        mapping = Mapping.model_validate(cast("dict[str, object]", loaded))
    except ValidationError as bad:
        raise _told(bad, place) from None
    return mapping.model_copy(update={"text": text})


def template(headers: Sequence[str], known: Map[str, int]) -> str:
    """A columns file of one line to copy, with the columns that are `known` and numbers to be put right."""
    free = iter(number for number in range(1, len(headers) + 1) if number - 1 not in known.values())
    roles = dict.fromkeys([*("day", "recipient"), *known])
    named = [f"{role}: {known[role] + 1 if role in known else next(free, 1)}" for role in roles]
    return f"columns: {{{', '.join(named)}}}"


def _told(bad: ValidationError, place: str) -> BadInput:
    first = bad.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"] if part != "[key]")
    message = first["msg"].removeprefix("Value error, ")
    known = f"roles: {', '.join(ROLES)}" if first["loc"][:1] == ("columns",) else f"keys: {', '.join(_KEYS)}"
    return BadInput(f"{where}: {message}" if where else message, place=place, remedy=known)


_KEYS = [name for name in Mapping.model_fields if name != "text"]
