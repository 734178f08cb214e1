"""pyproject.toml → the packages that run with Leaktrail, direct and indirect, as they are installed here."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NOT_RUN = {"dev", "bench"}
"""Extras of which nothing runs with the program: tools, and engines that the bench measures ours beside."""


def run_time(root: Path) -> dict[str, Distribution]:
    """The packages of the base and of all extras that a user may install, by canonical name."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [text for name, texts in project["optional-dependencies"].items() if name not in NOT_RUN for text in texts]
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting: list[tuple[Requirement, Sequence[str]]] = [
        (Requirement(text), ()) for text in (*project["dependencies"], *extras)
    ]
    while waiting:
        wanted, asked = waiting.pop()
        name, parts = canonicalize_name(wanted.name), frozenset(wanted.extras)
        marker = wanted.marker
        if (name, parts) in seen or (marker and not any(marker.evaluate({"extra": one}) for one in (*asked, ""))):
            continue
        seen.add((name, parts))
        found[name] = distribution(name)
        waiting += [(Requirement(text), sorted(parts)) for text in found[name].requires or ()]
    return found
