"""The services that an application was made with, and who asks them, for its routes."""

from __future__ import annotations

from typing import cast

from fastapi import FastAPI, Request

from app.bootstrap import Services
from app.domain.access import LOCAL, Caller
from app.services.sight import Sight

__all__ = ["CALLER", "caller_of", "keep", "services_of", "sight_of"]

CALLER = "leaktrail.caller"
"""Where the scope of a request says who asks."""


def keep(app: FastAPI, services: Services) -> None:
    """Give `app` its services."""
    app.state.services = services


def services_of(request: Request) -> Services:
    """The services of the application that got this request. Answers come from `sight_of`, never from its graphs."""
    return cast("Services", request.app.state.services)


def caller_of(request: Request) -> Caller:
    """Who asks."""
    return cast("Caller", request.scope.get(CALLER, LOCAL))


def sight_of(request: Request) -> Sight:
    """What whoever asks may see of the record."""
    return services_of(request).sights.of(caller_of(request).audience)
