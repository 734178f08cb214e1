"""The page's own rules: format and lint (Biome), types (TypeScript, against the shapes of /openapi.json), its unit tests."""

from __future__ import annotations

import json

import pytest

from app.api.main import from_environment
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
