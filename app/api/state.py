"""The services that an application was made with, for its routes."""

from __future__ import annotations

from typing import cast

from fastapi import FastAPI, Request

from app.bootstrap import Services

__all__ = ["keep", "services_of"]


def keep(app: FastAPI, services: Services) -> None:
    """Give `app` its services."""
    app.state.services = services


def services_of(request: Request) -> Services:
    """The services of the application that got this request."""
    return cast("Services", request.app.state.services)
