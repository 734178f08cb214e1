"""What a language model has to answer: words of the document, and two choices from closed lists.

    {"transfers": [{"passage": 3, "quote": "…", "provider": "元社員", "recipient": "業者", "data": "名簿", …}]}

Each key is required and none other is allowed, which is what strict JSON Schema output asks for; `null` = not said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from pydantic import BaseModel, ConfigDict, Field

from app.domain.vocabulary import Action, Status

__all__ = ["MOST_TOLD", "SCHEMA_NAME", "Answer", "Said", "schema_of_answer"]

SCHEMA_NAME = "transfers_of_personal_data"
MOST_TOLD = 100
"""Transfers of one answer that are looked at."""


class Said(BaseModel):
    """One transfer as a model tells it. All but `passage`, `action` and `status` are words copied from the passages."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    passage: int = Field(description="Number of the passage in which the quote begins.")
    quote: str = Field(description="The clause that tells it, copied character by character, verb included.")
    provider: str | None = Field(description="Words for who gives the data, or null.")
    recipient: str | None = Field(description="Words for who gets the data, or null.")
    data: str | None = Field(description="Words for the data, or null.")
    medium: str | None = Field(description="Words for the carrier or the way (USBメモリ, メール), or null.")
    date: str | None = Field(description="Words for when the data passed, never for when it was reported, or null.")
    count: str | None = Field(description="Words for how many records or people, or null.")
    price: str | None = Field(description="Words for what was paid for the data, or null.")
    action: Action = Field(strict=False, description="In which way it passed.")
    status: Status = Field(strict=False, description="How sure the passage is of it.")


class Answer(BaseModel):
    """All transfers that the passages tell of."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    transfers: list[Said]


def schema_of_answer() -> dict[str, object]:
    """The JSON Schema of `Answer` as it is sent: in one piece, as strict output allows nothing beside a `$ref`."""
    schema = cast("dict[str, object]", Answer.model_json_schema())
    return cast("dict[str, object]", _in_one_piece(schema, cast("dict[str, object]", schema.pop("$defs"))))


def _in_one_piece(part: object, definitions: Mapping[str, object], *, is_properties: bool = False) -> object:
    """References replaced by what they mean; titles, and descriptions meant for our own readers, left out."""
    if isinstance(part, list):
        return [_in_one_piece(item, definitions) for item in cast("list[object]", part)]
    if not isinstance(part, dict):
        return part
    given = cast("dict[str, object]", part)
    if isinstance(reference := given.get("$ref"), str):
        meant = cast("dict[str, object]", definitions[reference.rpartition("/")[2]])
        given = {**{key: value for key, value in meant.items() if key != "description"}, **given}
        del given["$ref"]
    kept = given if is_properties else {key: value for key, value in given.items() if key != "title"}
    return {key: _in_one_piece(value, definitions, is_properties=key == "properties") for key, value in kept.items()}
