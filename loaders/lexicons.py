"""Word lists beside the code that uses them: YAML files, installed with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, cast

import yaml

__all__ = ["read_entries", "read_lexicon"]

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""libyaml, where PyYAML was built with it (all its wheels are): ten times faster, and every process reads the lists."""


def read_lexicon(package: str, name: str) -> Any:  # noqa: ANN401  # what a YAML file holds; callers give it a type
    """The content of the file `name` in `package`; a caller keeps it, for this reads the file each time."""
    return yaml.load(files(package).joinpath(name).read_text("utf-8"), _LOADER)  # noqa: S506  # nosec B506 - both loaders are safe


def read_entries(package: str, name: str) -> list[dict[str, object]]:
    """A file that lists entries, for classes: their counter-examples, `not` in the file, are named `refused`."""
    entries = cast("list[dict[str, object]]", read_lexicon(package, name))
    return [{"refused" if key == "not" else key: value for key, value in entry.items()} for entry in entries]
