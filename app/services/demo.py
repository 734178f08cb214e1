"""The bundled samples → one answered question: what a person sees first.

The question stands beside the samples in `demo.json`: `{"from": …, "to": …}`.
"""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, cast

from app.domain.errors import BadInput

__all__ = ["demo_question", "sample_folder"]


@contextmanager
def sample_folder() -> Generator[Path]:
    """The folder of the bundled documents, for as long as it is needed."""
    with as_file(files("loaders") / "samples") as folder:
        yield folder


def demo_question(folder: Path) -> tuple[str, str]:
    """From whom to whom the demonstration asks; BadInput if the package was built without it."""
    path = folder / "demo.json"
    if not path.is_file():
        raise BadInput("the bundled samples are not there", place=str(folder), remedy="install Leaktrail again")
    question = cast("dict[str, Any]", json.loads(path.read_text("utf-8")))
    return str(question["from"]), str(question["to"])
