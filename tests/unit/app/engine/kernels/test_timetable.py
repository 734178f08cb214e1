"""Columns become a timetable, and its arrays become it again."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from app.engine.kernels import Timetable, reach_forward
from app.engine.kernels.speed import Speed, force
from tests.unit.app.engine.kernels.small import small


@pytest.mark.parametrize(
    ("columns", "actors", "message"),
    [
        (([0], [1], [5], [4]), 2, "ends before it begins"),
        (([0], [2], [5], [5]), 2, "actors of this timetable are 0 to 1"),
        (([-1], [1], [5], [5]), 2, "actors of this timetable are 0 to 1"),
        (([0, 1], [1], [5], [5]), 2, "same length"),
        (([0], [1], [5], [2**31]), 2, "days are from"),
    ],
)
def test_columns_that_make_no_timetable_are_refused(columns, actors, message):
    with pytest.raises(ValueError, match=message):
        Timetable.of(*columns, actors=actors)


def test_both_speeds_make_the_same_arrays():
    for seed in range(100):
        made = []
        for speed in Speed:
            with force(speed):
                made.append(small(seed).timetable().to_arrays())
        assert all(np.array_equal(made[0][name], made[1][name]) for name in made[0]), seed


def test_arrays_can_be_stored_and_mapped(tmp_path):
    timetable = small(3).timetable()
    for name, array in timetable.to_arrays().items():
        assert array.flags.c_contiguous
        np.save(tmp_path / f"{name}.npy", array)
    mapped = {path.stem: np.load(path, mmap_mode="c") for path in tmp_path.iterdir()}
    again = Timetable.from_arrays(mapped)
    assert len(again) == len(timetable)
    assert again.bytes() == timetable.bytes()
    for speed in Speed:
        with force(speed):
            assert np.array_equal(reach_forward(again, 0, 0), reach_forward(timetable, 0, 0))


def test_small_slices_do_not_import_numba():
    code = (
        "import sys; from app.engine.kernels import Timetable, reach_forward;"
        "t = Timetable.of([0], [1], [5], [5], actors=2); assert reach_forward(t, 0, 1).tolist() == [1, 5];"
        "assert 'numba' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
