"""Nodes and relationships -> files for `neo4j-admin database import full`.

    Node("Actor", "a1", {"label": "名簿業者"}, ("Organization",))
        -> nodes/Actor.csv: id:ID(Actor),…,:LABEL  ⏎  "a1",…,"Actor␟Organization"

One file for each label, and for each type between two labels; `import.args` holds the arguments that name them all.
Every text is quoted, so that an empty one is not taken for none, and may run over several lines. Lists are divided by
U+001F, which no name holds; where one does, BadInput says so.

References:
    Neo4j, "Operations Manual" 2026 (neo4j.com/docs), Import: CSV headers, `--array-delimiter`, argument files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TextIO

from app.domain.errors import BadInput
from app.property_graph import Node, Property, Relationship
from app.property_graph.tables import NODES, RELATIONSHIPS, Columns

__all__ = ["ARGUMENTS", "write_neo4j_admin"]

ARGUMENTS = "import.args"
"""The file that is given to neo4j-admin as `@import.args`, in the folder of the files."""

_DIVIDER = "\x1f"
_OPTIONS = (
    "--array-delimiter=U+001F",
    "--multiline-fields=true",
    "--read-buffer-size=64m",  # a text of 20 MB is one field
    "--id-type=string",
)


def write_neo4j_admin(
    folder: Path, nodes: Iterable[Node], relationships: Iterable[Relationship], *, place: Path
) -> dict[str, int]:
    """Write all files into the folder, which is there and empty; the number of rows by label and type.

    `place` is where the folder will be when they are read: a whole path, or one seen from where neo4j-admin runs.
    Raises BadInput for a place with a comma or a quote, which neo4j-admin divides there, and for a list with a
    text that holds U+001F; KeyError for a property that `tables` does not know.
    """
    if any(sign in str(place) for sign in ",\"'\\"):
        raise BadInput("neo4j-admin takes no file whose path holds a comma or a quote", place=str(place))
    with ExitStack() as stack:
        tables = _Tables(folder, stack)
        for node in nodes:
            tables.add_node(node)
        for relationship in relationships:
            tables.add_relationship(relationship)
        arguments = [*tables.arguments(place), *_OPTIONS]
    (folder / ARGUMENTS).write_text("".join(f'"{one}"\n' for one in arguments), encoding="utf-8")
    return tables.counts


class _Tables:
    """The open files of one export."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.counts: dict[str, int] = {}
        self._folder, self._stack = folder, stack
        self._nodes: dict[str, TextIO] = {}
        self._relationships: dict[tuple[str, str, str], TextIO] = {}

    def add_node(self, node: Node) -> None:
        columns = NODES[node.label]
        file = self._nodes.get(node.label) or self._open_nodes(node.label, columns)
        labels = _DIVIDER.join((node.label, *node.further))
        _check_known(node.properties, columns, node.label)
        cells = [_cell(node.properties.get(name), node.id) for name in columns if name != "id"]
        file.write(f"{_quoted(node.id)},{','.join([*cells, _quoted(labels)])}\n")
        self._count(node.label)

    def add_relationship(self, arrow: Relationship) -> None:
        columns = RELATIONSHIPS[arrow.type]
        key = (arrow.type, arrow.start[0], arrow.end[0])
        file = self._relationships.get(key) or self._open_relationships(key, columns)
        _check_known(arrow.properties, columns, arrow.type)
        cells = [_cell(arrow.properties.get(name), arrow.start[1]) for name in columns]
        file.write(",".join([_quoted(arrow.start[1]), _quoted(arrow.end[1]), *cells]) + "\n")
        self._count(arrow.type)

    def arguments(self, place: Path) -> Sequence[str]:
        """What names the files to neo4j-admin."""
        # `./Actor.csv` and not `Actor.csv`: neo4j-admin looks for the folder in the name
        nodes = [f"--nodes={place}/{label}.csv" for label in self._nodes]
        arrows = [f"--relationships={key[0]}={place}/{_file_name(key)}" for key in self._relationships]
        return [*sorted(nodes), *sorted(arrows)]

    def _open_nodes(self, label: str, columns: Columns) -> TextIO:
        header = [f"id:ID({label})", *(f"{name}:{kind}" for name, kind in columns.items() if name != "id"), ":LABEL"]
        file = self._nodes[label] = self._open(f"{label}.csv", header)
        return file

    def _open_relationships(self, key: tuple[str, str, str], columns: Columns) -> TextIO:
        _, start, end = key
        header = [f":START_ID({start})", f":END_ID({end})", *(f"{name}:{kind}" for name, kind in columns.items())]
        file = self._relationships[key] = self._open(_file_name(key), header)
        return file

    def _open(self, name: str, header: Sequence[str]) -> TextIO:
        file = self._stack.enter_context((self._folder / name).open("w", encoding="utf-8", newline=""))
        file.write(",".join(header) + "\n")
        return file

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1


def _file_name(key: tuple[str, str, str]) -> str:
    name, start, end = key
    return f"{start}-{name}-{end}.csv"


def _check_known(properties: Iterable[str], columns: Columns, place: str) -> None:
    for name in properties:
        if name not in columns:
            raise KeyError(f"{place} has a property {name} that tables.py does not know")


def _cell(value: Property | None, place: str) -> str:
    """One field: nothing for None, lists divided, everything else as neo4j-admin reads it.

    >>> _cell(["a", "b"], "x") == '"a' + chr(31) + 'b"', _cell(True, "x"), _cell(None, "x"), _cell("5 inch", "x")
    (True, 'true', '', '"5 inch"')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _quoted(value)
    texts = [str(one) for one in value]
    if any(_DIVIDER in text for text in texts):
        remedy = "bring it into Neo4j by transactions: leaktrail copy"
        raise BadInput("holds the character U+001F, which divides lists here", place=place, remedy=remedy)
    return _quoted(_DIVIDER.join(texts))


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
