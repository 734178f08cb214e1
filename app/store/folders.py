"""Folder → the same, on the disk: what was renamed in it bears its name after a power cut too.

References:
    T. S. Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014: fsync of the folder after the rename.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["sync_folder"]


def sync_folder(folder: Path) -> None:
    """Wait until the names in it are kept; systems that cannot open folders keep them by themselves. Raises OSError."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
