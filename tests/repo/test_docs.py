"""The documents keep up with the code: commands that can be pasted, every command and route told of, no dead links."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import typer

_FENCED = re.compile(r"^```[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]+\]\(([^)#\s]*)(#[^)\s]*)?\)")


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def manual(root: Path, readme: str) -> str:
    """The README and the pages of `docs/`."""
    return "\n".join([readme, *(path.read_text("utf-8") for path in sorted((root / "docs").rglob("*.md")))])


@pytest.mark.parametrize("title", ["Run it", "Test it"])
def test_run_and_test_are_one_command_line(readme: str, title: str) -> None:
    blocks = _FENCED.findall(_section(readme, title))
    assert len(blocks) == 1
    assert blocks[0].count("\n") == 1
    assert blocks[0].startswith("python3 -m venv ")


def test_ci_runs_what_the_readme_says(root: Path, readme: str) -> None:
    shown = subprocess.run([root / ".ci" / "run", "--show"], cwd="/", check=True, capture_output=True, text=True)
    assert shown.stdout == _FENCED.findall(_section(readme, "Test it"))[0]


def test_every_command_is_told_of(manual: str) -> None:
    main = pytest.importorskip("app.cli.main", exc_type=ModuleNotFoundError)
    names = _commands(main.app)
    assert {"demo", "neo4j"} <= names
    assert {name for name in names if f"leaktrail {name}" not in manual} == set()


def test_commands_that_are_told_of_exist(manual: str) -> None:
    main = pytest.importorskip("app.cli.main", exc_type=ModuleNotFoundError)
    names = _commands(main.app)
    told = set(re.findall(r"(?:^|`|bin/)leaktrail ([a-z][a-z0-9-]*)", manual, re.MULTILINE))
    assert told - names == set()


def test_every_route_is_told_of(manual: str) -> None:
    main = pytest.importorskip("app.api.main", exc_type=ModuleNotFoundError)
    # The schema needs no services, so none are opened.
    routes = set(main.from_environment().openapi()["paths"])
    assert "/healthz" in routes
    assert {route for route in routes if route not in manual} == set()


def test_routes_that_are_told_of_exist(manual: str) -> None:
    main = pytest.importorskip("app.api.main", exc_type=ModuleNotFoundError)
    routes = set(main.from_environment().openapi()["paths"])
    assert set(re.findall(r"/v1/[a-z/{}-]+", manual)) - routes == set()


def test_environment_and_make_targets_exist(root: Path, manual: str) -> None:
    sources = "".join(path.read_text("utf-8") for path in (root / "app").rglob("*.py"))
    assert {name for name in re.findall(r"LEAKTRAIL_[A-Z]+", manual) if name not in sources} == set()
    told = set(re.findall(r"`make ([a-z]+)`", (root / "CONTRIBUTING.md").read_text("utf-8")))
    made = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert told == made


def test_links_lead_somewhere(root: Path, own_files: tuple[Path, ...]) -> None:
    dead = []
    for page in (path for path in own_files if path.suffix == ".md"):
        for target, anchor in _LINK.findall((root / page).read_text("utf-8")):
            place = (root / page).parent / target if target else root / page
            if "://" not in target and not (place.exists() and _has_heading(place, anchor)):
                dead.append(f"{page}: {target}{anchor}")
    assert dead == []


def test_paths_that_are_told_of_exist(root: Path) -> None:
    pages = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "DECISIONS.md", "tests/README.md")
    told = {
        name
        for page in pages
        for name in re.findall(r"`((?:app|loaders|tests|cypher)/[\w./-]+)`", (root / page).read_text("utf-8"))
    }
    assert len(told) > 10
    assert {name for name in told if not (root / name).exists()} == set()


def _commands(app) -> set[str]:
    """Commands, and groups of commands."""
    return set(typer.main.get_command(app).commands)


def _section(text: str, title: str) -> str:
    return re.split(r"^## ", text.partition(f"\n## {title}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def _has_heading(page: Path, anchor: str) -> bool:
    if not anchor:
        return True
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return anchor.removeprefix("#") in {heading.lower().replace(" ", "-") for heading in headings}
