"""The commands by name → each imported when it is run: a question waits for no door that it does not go through.

    Later({"paths": "app.cli.questions:paths"})["paths"]

A place is `module:name`, of a function or of a Typer with commands of its own. Only the list of all commands, which
tells what each is for, imports them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup

__all__ = ["Commands", "Later", "tell_help"]


def tell_help(ctx: typer.Context) -> None:
    """For a group that is called by itself: what its commands are for, and no error."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


class Later(Mapping[str, Any]):
    """Commands that are made of their places (`module:name`) when they are asked for."""

    def __init__(self, places: Mapping[str, str]) -> None:
        """`places` by the name of the command."""
        self._places = places

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a command, of a private module of typer
        """The command of that name; KeyError if there is none."""
        module, _, attribute = self._places[name].partition(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name)(found)
        return typer.main.get_command(alone)

    def __iter__(self) -> Iterator[str]:
        """The names, in the order given."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)


class Commands(TyperGroup):
    """A group whose `places` are commands of later."""

    places: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - typer's own
        """As typer makes it, with the commands of `places`."""
        super().__init__(**settings)
        self.commands = Later(self.places)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # pyright: ignore[reportIncompatibleMethodOverride] - its ctx is of a private module
        """The names, without a look at the commands."""
        return list(self.places)
