"""What an application was made with, and who asks it, for its routes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from anyio import CapacityLimiter
from fastapi import FastAPI, Request

from app.api.metrics import Metrics
from app.bootstrap import Services
from app.domain.access import Caller
from app.logs import Log
from app.services.sight import Sight

__all__ = ["CALLER", "Kept", "caller_of", "keep", "kept_of", "services_of", "sight_of"]

CALLER = "leaktrail.caller"
"""Where the scope of a request says who asks."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is there as long as the application is."""

    services: Services
    metrics: Metrics
    log: Log
    ready_seconds: float
    looks: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(4))
    """Of /readyz at a store that may hang, so that they take no thread from questions."""


def keep(app: FastAPI, kept: Kept) -> None:
    """Give `app` what its routes need."""
    app.state.kept = kept


def kept_of(request: Request) -> Kept:
    """What the application that got this request was made with."""
    return cast("Kept", request.app.state.kept)


def services_of(request: Request) -> Services:
    """The services of the application that got this request. Answers come from `sight_of`, never from its graphs."""
    return kept_of(request).services


def caller_of(request: Request) -> Caller:
    """Who asks. KeyError on a public route, which asks nobody."""
    return cast("Caller", request.scope[CALLER])


def sight_of(request: Request) -> Sight:
    """What whoever asks may see of the record."""
    return services_of(request).sights.of(caller_of(request).audience)
