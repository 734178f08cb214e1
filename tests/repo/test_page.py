"""The page's own rules: format and lint (Biome), types (TypeScript, against the shapes of /openapi.json), its unit tests."""

from __future__ import annotations

import json
import re

import pytest

from app.api.main import from_environment
from loaders.claims.telling import CONFIDENCE
from tests.page_packages import page_tools


@pytest.fixture(scope="module")
def run(root):
    """`run("npx", …)` in a checkout's page with its packages."""
    return page_tools(root)


def test_the_page_is_formatted_and_lint_finds_nothing(run):
    run("npx", "biome", "ci", "--error-on-warnings", ".")


def test_its_types_hold_against_the_shapes_that_the_server_gives(run, tmp_path):
    described = tmp_path / "openapi.json"
    described.write_text(json.dumps(from_environment().openapi()))
    run("npx", "openapi-typescript", str(described), "-o", "src/api/shapes.d.ts")
    run("npx", "tsc", "--noEmit")


def test_its_unit_tests_pass(run):
    assert "fail 0" in run("node", "--test", "tests/**/*.test.ts")


def test_the_help_tells_the_confidence_that_the_rules_give(root):
    given = {how.value: f"{number:.2f}" for how, number in CONFIDENCE.items()}
    assert given.pop("role") == given["discourse"]  # one line of the help is about both
    page = root / "app" / "ui" / "src"
    lines = re.findall(r'\["(\d\.\d\d)", "(\w+)"\]', (page / "help" / "HelpView.tsx").read_text("utf-8"))
    assert {how: number for number, how in lines if how != "imported"} == given
    for language in ("en", "ja"):
        words = json.loads((page / "words" / language / "finder.json").read_text("utf-8"))["finder.confidence.is"]
        assert re.findall(r"\d\.\d\d", words) == [given["stated"], given["implied"]]
