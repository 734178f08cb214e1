"""Which speed is chosen when."""

from __future__ import annotations

import pytest

from app.engine.kernels import speed as module
from app.engine.kernels.scan import first_on, reach
from app.engine.kernels.speed import COMPILED_FROM, Speed, force, kernel, prefer_compiled, speed_for


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(module, "_ready", {})
    monkeypatch.setattr(module, "_wanted", [])


def test_large_slices_are_compiled_and_small_ones_if_their_kernels_are_there():
    assert speed_for(COMPILED_FROM, first_on) is Speed.COMPILED
    assert speed_for(COMPILED_FROM - 1, first_on) is Speed.PLAIN
    compiled = kernel(first_on, Speed.COMPILED)
    assert compiled is kernel(first_on, Speed.COMPILED) is not first_on
    assert speed_for(1, first_on) is Speed.COMPILED
    assert speed_for(1, first_on, reach) is Speed.PLAIN


def test_a_service_prefers_compiled_kernels_and_a_test_can_still_choose():
    prefer_compiled()
    prefer_compiled()
    assert speed_for(1, reach) is Speed.COMPILED
    with force(Speed.PLAIN):
        assert speed_for(10**9, reach) is Speed.PLAIN
        assert kernel(reach, Speed.PLAIN) is reach
    assert speed_for(1, reach) is Speed.COMPILED
