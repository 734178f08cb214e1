"""FollowTheMoney entities as types: what an export of Aleph holds on each line, as far as it is used here.

>>> Entity.model_validate({"id": "a", "schema": "Company", "properties": {"name": ["あさひ印刷"]}}).names
['あさひ印刷']

The library `followthemoney` is not used: it needs a compiler for one dependency, and another is LGPL (DECISIONS.md).

References:
    OCCRP, "Follow The Money": entities as JSON objects with id, schema and multi-valued properties; its schemata
    Person, Company, Organization, PublicBody and LegalEntity.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.domain.vocabulary import ActorKind

__all__ = ["ACTORS", "LINK", "Entity"]

ACTORS = {
    "Person": ActorKind.PERSON,
    "Company": ActorKind.ORGANIZATION,
    "Organization": ActorKind.ORGANIZATION,
    "PublicBody": ActorKind.ORGANIZATION,
    "LegalEntity": ActorKind.UNKNOWN,
}
"""Schemata that are actors. LegalEntity is what a person and a company share: which of the two is not said."""
LINK = "UnknownLink"
"""The schema of a link between two; its role says what it is."""
_GROUP = "group of persons"
_ALIASES = ("alias", "previousName")


class Entity(BaseModel):
    """One entity; keys that are not named here are let through."""

    model_config = ConfigDict(frozen=True, strict=True)

    id: Annotated[str, Field(min_length=1, max_length=500)]
    schema_name: Annotated[str, Field(alias="schema", min_length=1)]
    properties: dict[str, list[str | int | float | dict[str, object]]]

    @property
    def names(self) -> list[str]:
        """Its names; the first is shown."""
        return self.texts("name")

    @property
    def aliases(self) -> list[str]:
        """Its other names. Weak aliases (a nickname that many bear) are none."""
        return [*self.names[1:], *(text for key in _ALIASES for text in self.texts(key))]

    @property
    def kind(self) -> ActorKind:
        """What kind of actor it is. KeyError for an entity that is none."""
        is_group = self.schema_name == "LegalEntity" and _GROUP in self.texts("classification")
        return ActorKind.GROUP if is_group else ACTORS[self.schema_name]

    def texts(self, key: str) -> list[str]:
        """The values of a property that are no entities of their own, with single blanks only."""
        return [text for value in self._plain(key) if (text := " ".join(value.split()))]

    def _plain(self, key: str) -> list[str]:
        """The values that are no entities of their own, as Aleph puts them in."""
        return [str(value) for value in self.properties.get(key, []) if not isinstance(value, dict)]
