"""Which speed is chosen when."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from app.engine.kernels import speed as module
from app.engine.kernels.nearby import rise
from app.engine.kernels.scan import reach
from app.engine.kernels.speed import COMPILED_FROM, Speed, force, kernel, prefer_compiled, speed_for


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(module, "_ready", {})
    monkeypatch.setattr(module, "_wanted", [])


def test_large_slices_are_compiled_and_small_ones_if_their_kernels_are_there():
    assert speed_for(COMPILED_FROM, rise) is Speed.COMPILED
    assert speed_for(COMPILED_FROM - 1, rise) is Speed.PLAIN
    compiled = kernel(rise, Speed.COMPILED)
    assert compiled is kernel(rise, Speed.COMPILED) is not rise
    assert speed_for(1, rise) is Speed.COMPILED
    assert speed_for(1, rise, reach) is Speed.PLAIN


def test_a_service_prefers_compiled_kernels_and_a_test_can_still_choose():
    prefer_compiled()
    prefer_compiled()
    assert speed_for(1, reach) is Speed.COMPILED
    with force(Speed.PLAIN):
        assert speed_for(10**9, reach) is Speed.PLAIN
        assert kernel(reach, Speed.PLAIN) is reach
    assert speed_for(1, reach) is Speed.COMPILED


@pytest.mark.parametrize(
    ("variable", "kept"),
    [("NUMBA_CACHE_DIR", True), ("NUMBA_CACHE_LOCATOR_CLASSES", False)],
    ids=["in a folder of its own", "nowhere"],
)
def test_machine_code_is_kept_where_that_is_possible(tmp_path, variable, kept):
    values = {"NUMBA_CACHE_DIR": str(tmp_path), "NUMBA_CACHE_LOCATOR_CLASSES": "ZipCacheLocator"}
    code = (
        "from app.engine.kernels.nearby import rise; from app.engine.kernels.speed import Speed, kernel; import numpy;"
        "heap = numpy.array([5, 0]); kernel(rise, Speed.COMPILED)(heap, 3, 1); assert heap.tolist() == [3, 5]"
    )
    environment = os.environ | {variable: values[variable]}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert bool(list(tmp_path.rglob("*.nbc"))) == kept
