"""What the page says, by key and language; so that tests of what it does are not tests of how that is put.

say("ja", "finder.path", number=1)   →  "経路 1"
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

__all__ = ["say"]

_FOLDER = Path(__file__).resolve().parents[3] / "app" / "ui" / "src" / "words"


def say(lang: str, key: str, **gaps: object) -> str:
    """The words with their gaps filled."""
    return _words(lang)[key].format(**gaps)


@cache
def _words(lang: str) -> dict[str, str]:
    return {key: text for path in (_FOLDER / lang).glob("*.json") for key, text in json.loads(path.read_text()).items()}
