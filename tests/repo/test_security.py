"""SECURITY.md promises nothing that no test holds: every item has a control, and every test that is named is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

_ROW = re.compile(r"^\| (API\d+|V[\d.]+) .*\| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "SECURITY.md").read_text("utf-8")


def test_every_item_is_there_with_a_control_and_a_test(page: str):
    rows = _ROW.findall(page)
    named = {item for item, _, _ in rows}
    assert {f"API{number}" for number in range(1, 11)} <= named
    assert {item.partition(".")[0] for item in named if item.startswith("V")} == {"V1", "V4", "V5", "V14", "V16"}
    assert [item for item, control, tests in rows if not control.strip() or not _TEST.search(tests)] == []
    assert len(rows) == page.count("\n| API") + page.count("\n| V")


def test_every_test_that_is_named_exists(root: Path, page: str):
    named = set(_TEST.findall(page))
    assert len(named) > 40
    known: dict[str, set[str]] = {}
    for path, _ in named:
        tree = ast.parse((root / path).read_text("utf-8")) if (root / path).exists() else ast.Module([], [])
        known[path] = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert sorted(f"{path}::{name}" for path, name in named if name not in known[path]) == []
