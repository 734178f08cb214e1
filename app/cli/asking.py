"""Asking: the options that all path questions share, told once.

    @asks
    def holders(ctx, *, options: Options, store=None, json=False): …     takes --mode --by --known-on --dataset …

A command has one parameter `options`; on the command line each of its fields is an option, in that place.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, TypeAlias

import typer

from app.domain.path import MAX_HOPS
from app.services.ask import Options

__all__ = ["By", "Dataset", "KnownOn", "OfIncident", "asks", "sharing"]

_Mode: TypeAlias = Annotated[str, typer.Option(help="possible: days can be in order; certain: they must be.")]
By: TypeAlias = Annotated[
    str | None, typer.Option("--by", metavar="DATE", help="Only what can have happened by that day (YYYY-MM-DD).")
]
KnownOn: TypeAlias = Annotated[
    str | None,
    typer.Option("--known-on", metavar="DATE", help="Only documents that were public on that day (YYYY-MM-DD)."),
]
Dataset: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DATASET", help="Only this dataset and what belongs to it: an id, or a label.")
]
OfIncident: TypeAlias = Annotated[
    str | None,
    typer.Option("--incident", metavar="INCIDENT", help="Only by transfers of this incident: an id, or a name."),
]
_MinStatus: TypeAlias = Annotated[str, typer.Option(help="confirmed, alleged or suspected: the weakest that counts.")]
_Policy: TypeAlias = Annotated[
    str,
    typer.Option(
        help="Which of several claims counts. all: the hull of their days, else the best supported value; "
        "latest_official: what police, courts, regulators and the organizations concerned said last; "
        "most_sources: what most independent sources give."
    ),
]
_MaxHops: TypeAlias = Annotated[int, typer.Option(help=f"Longest path, 1 to {MAX_HOPS} hops.")]


def _told(
    *,
    mode: _Mode = "possible",
    by: By = None,
    known_on: KnownOn = None,
    dataset: Dataset = None,
    min_status: _MinStatus = "suspected",
    policy: _Policy = "all",
    max_hops: _MaxHops = 8,
) -> Options:
    return Options(mode, by, known_on, dataset, min_status, policy, max_hops)


def sharing(name: str, told: Callable[..., object]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Decorates commands that have a parameter `name`: on the command line, the parameters of `told` in its place."""
    shared = inspect.signature(told, eval_str=True).parameters

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True)
        parameters = [
            one
            for key, parameter in own.parameters.items()
            for one in (shared.values() if key == name else (parameter,))
        ]

        @wraps(command)
        def called(**given: Any) -> None:  # noqa: ANN401 - whatever typer read for these parameters
            command(**{name: told(**{key: given.pop(key) for key in shared})}, **given)

        called.__signature__ = own.replace(parameters=parameters)  # pyright: ignore[reportAttributeAccessIssue]
        called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return called

    return decorate


asks = sharing("options", _told)
"""For the commands of path questions: with the shared options in place of their parameter `options`."""
