"""The short form of the bench of kernels: every kernel is asked and told of. Time is not judged."""

import pytest

from app.engine.kernels.speed import Speed, force
from tests.bench.kernel_speed import measure
from tests.bench.paths.graphs import KINDS, make_graph


@pytest.mark.parametrize("kind", KINDS)
def test_every_kernel_is_measured(kind):
    lines = []
    with force(Speed.COMPILED):
        measure(make_graph(2_000, kind, seed=1), 1, lines.append, questions=2)
    told = " ".join(lines)
    assert len(lines) == 10
    for name in ("arrivals", "departures", "choke points", "between", "64 questions", "paths", "one dataset"):
        assert name in told
    assert "inf" not in told
