"""basedpyright, strict, has nothing to say about `app` and `loaders`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_strict_types(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "basedpyright", "--pythonpath", sys.executable],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
