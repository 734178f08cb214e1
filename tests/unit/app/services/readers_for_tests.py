"""What worker processes call in tests: functions of a module, so that another process finds them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from tests.builders import plain_reading


def read_or_die(data, name, metadata):
    """「墜落」 kills the process; 「一度」 does so once (a file named in the text keeps count); others are read."""
    text = data.decode(errors="replace")
    word, _, rest = text.partition(" ")
    if word in ("墜落", "一度"):
        tries = Path(rest.strip())
        before = tries.read_text() if tries.exists() else ""
        tries.write_text(before + "x")
        if word == "墜落" or not before:
            os.kill(os.getpid(), signal.SIGSEGV)
    if word == "記憶":
        raise MemoryError
    if word == "誤り":
        raise RuntimeError("a fault of ours")
    return plain_reading(data, name, metadata)


def read_slowly(data, name, metadata):
    """Note who reads, and take a minute for 「長い」."""
    text = data.decode(errors="replace")
    word, _, rest = text.partition(" ")
    if word == "長い":
        Path(rest.strip()).write_text(str(os.getpid()))
        time.sleep(60)
    return plain_reading(data, name, metadata)
