"""Login: who connects to a store that is a server, and how long it may take to answer."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["NOBODY", "Login"]

SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Login:
    """User and password (none is sent without one), and the seconds within which each operation must end."""

    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    seconds: float = SECONDS


NOBODY = Login()
"""For a server that asks for no password."""
