"""The statements in `cypher/`: each with its header, used or for people, and refused when it is not what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.property_graph.tables import LABELS_BESIDE, NODES, RELATIONSHIPS
from app.store.cypher import FOLDERS, Query, parse, queries, query, schema_steps

ALL = [one for folder in FOLDERS for one in queries(folder)]
_OTHER_LABELS = {"Past", "SchemaStep"}
_HEAD = "// what: x\n// params: a: string\n// returns: b: string\n// mode: read\n"


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_labels_and_types_are_those_of_the_graph(one: Query):
    """Neo4j takes an unknown label for one of which there is nothing yet, so a slip of the pen would find nothing."""
    known = {*NODES, *RELATIONSHIPS, *LABELS_BESIDE, *_OTHER_LABELS}
    code = re.sub(r"//[^\n]*|'[^']*'", "", one.text)
    named = re.findall(r"(?<=[(\[\w |&]):!?([A-Z]\w*(?:[|&:]!?[A-Z]\w*)*)", code)
    words = {word for group in named for word in re.split(r"[|&:!]+", group)}
    assert words - known == set(), one.name


def test_every_statement_for_code_is_used(root: Path):
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "app").rglob("*.py"))
    kinds = ("passages", "mentions", "sources", "claims")
    parts = {f"read/get_{past}{name}" for name in kinds for past in ("", "past_")}
    for folder in ("read", "write"):
        for one in queries(folder):
            assert one.name in parts or f'"{one.name}"' in code, one.name


def test_only_the_folder_write_writes():
    assert {one.name.partition("/")[0] for one in ALL if one.mode == "write"} == {"write"}


def test_schema_steps_are_numbered_without_gaps_and_can_be_applied_twice():
    steps = schema_steps()
    assert [int(step.name[:4]) for step in steps] == list(range(1, len(steps) + 1))
    for step in steps:
        assert step.statements
        assert all(" IF NOT EXISTS " in statement for statement in step.statements)


def test_every_label_has_its_constraint():
    made = re.findall(r"FOR \(n:(\w+)\) REQUIRE n.id IS UNIQUE", "\n".join(schema_steps()[0].statements))
    assert set(made) == {*NODES, "SchemaStep"}


def test_a_statement_that_is_not_there():
    with pytest.raises(FileNotFoundError):
        query("read/nothing")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("RETURN 1 AS b", "lacks mode, params, returns, what"),
        (_HEAD.replace("mode: read", "mode: both") + "RETURN $a AS b", "a mode of read or write"),
        (_HEAD + "RETURN 1 AS b", r"declares the parameters \['a'\], uses \[\]"),
        (_HEAD + "RETURN $a + $c AS b", r"uses \['a', 'c'\]"),
        (_HEAD + "MERGE (b {id: $a}) RETURN b", "holds MERGE"),
        (_HEAD + "MATCH (b {id: $a}) set b.x = 1 RETURN b", "holds set"),
        (_HEAD + "CALL apoc.do.it($a) YIELD b RETURN b", "holds CALL apoc"),
        (_HEAD + "LOAD  CSV FROM $a AS b RETURN b", "holds LOAD"),
    ],
)
def test_what_is_refused(text: str, complaint: str):
    with pytest.raises(ValueError, match=complaint):
        parse("read/one", text)


@pytest.mark.parametrize("text", ["RETURN $a + ' SET $c' AS b", "RETURN $a AS b // DELETE", "RETURN $a AS `MERGE $x`"])
def test_words_in_texts_and_comments_do_not_count(text: str):
    assert parse("read/one", _HEAD + text).params == ("a",)
