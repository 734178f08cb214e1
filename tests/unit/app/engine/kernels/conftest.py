"""What the tests of kernels share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.engine.kernels.speed import Speed, force


@pytest.fixture(params=list(Speed), ids=lambda speed: speed.value)
def speed(request: pytest.FixtureRequest) -> Iterator[Speed]:
    """Both speeds, one after the other: their answers are held to the same truth."""
    with force(request.param):
        yield request.param
