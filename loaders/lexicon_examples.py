"""The YAML files of the loaders to their entries, each with its examples and counter-examples and where they stand.

`{code: usb, examples: [〈USB〉に入れた], refused: [USB端子]}` has two examples, the second of which must not be found.
An entry is a mapping in a list; the lists of words beside the entries have no examples.

References:
    YAML 1.2.2, section 3.1 (representation graph): nodes, not values, because only nodes know their lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

import yaml

from app.domain.errors import BadInput

__all__ = ["Entry", "Example", "Lexicon", "read_lexicons", "read_text"]

_NAMES = ("id", "type", "code", "name", "status", "role", "unit", "season", "words")
"""Keys that name an entry, the first that it has; of words the first one."""
_SHOWN = "examples"
_REFUSED = ("not", "refused")


@dataclass(frozen=True, slots=True)
class Example:
    """Words that an entry must find, or must leave alone; `wanted`: what else must come of them, by name."""

    file: str
    line: int
    entry: str
    text: str
    is_refused: bool = False
    wanted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file."""

    line: int
    name: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One file, by its path from the root of the package: `loaders/claims/frames.yaml`."""

    file: str
    entries: tuple[Entry, ...]


def read_lexicons() -> tuple[Lexicon, ...]:
    """All YAML files of the loaders, by path."""
    found = sorted(_walk(files("loaders"), "loaders"))
    return tuple(read_text(path, text) for path, text in found)


def read_text(path: str, text: str) -> Lexicon:
    """The entries of one file. BadInput, with the line, if it is no YAML."""
    loader = yaml.SafeLoader(text)
    try:
        return Lexicon(path, tuple(_entry(loader, path, node) for root in _roots(loader) for node in _lists(root)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = path if mark is None else f"{path}:{mark.line + 1}"
        raise BadInput(error.problem or "cannot be read", place=place, remedy="mend the YAML") from error
    finally:
        loader.dispose()


def _roots(loader: yaml.SafeLoader) -> Iterator[yaml.Node]:
    """The documents of a file."""
    while loader.check_node():
        root = loader.get_node()
        if root is not None:
            yield root


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _walk(item, f"{path}/{item.name}")
        elif item.name.endswith(".yaml"):
            yield f"{path}/{item.name}", item.read_text("utf-8")


def _lists(root: yaml.Node) -> Iterator[yaml.MappingNode]:
    """The mappings in the list that a file is, or in the lists that its sections are."""
    sections = [value for _, value in root.value] if isinstance(root, yaml.MappingNode) else [root]
    for section in sections:
        if isinstance(section, yaml.SequenceNode):
            yield from (item for item in section.value if isinstance(item, yaml.MappingNode))


def _entry(loader: yaml.SafeLoader, path: str, node: yaml.MappingNode) -> Entry:
    name = _name_of(cast("Mapping[str, Any]", loader.construct_document(node)))
    shown = [
        _example(loader, path, name, item, is_refused=key.value in _REFUSED)
        for key, value in node.value
        if key.value in (_SHOWN, *_REFUSED)
        for item in value.value
    ]
    return Entry(node.start_mark.line + 1, name, tuple(shown))


def _name_of(entry: Mapping[str, Any]) -> str:
    value: object = next((entry[key] for key in _NAMES if entry.get(key)), "")
    return str(cast("list[object]", value)[0] if isinstance(value, list) else value)


def _example(loader: yaml.SafeLoader, path: str, entry: str, node: yaml.Node, *, is_refused: bool) -> Example:
    """A plain text, or a mapping with `text` and what is wanted of it."""
    value: Any = loader.construct_document(node)
    line = node.start_mark.line + 1
    if not isinstance(value, dict):
        return Example(path, line, entry, str(value), is_refused)
    parts = cast("dict[str, object]", value)
    wanted = tuple((key, str(part)) for key, part in parts.items() if key != "text")
    return Example(path, line, entry, str(parts.get("text", "")), is_refused, wanted)
