"""The import contracts of pyproject.toml hold, and every room of `app` stands in one of them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

_VALUES_ONLY = {"settings"}  # read by the doors and by bootstrap; imports nothing of ours


def test_import_contracts(root: Path) -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


def test_every_room_of_app_has_its_layer(root: Path) -> None:
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if "app.domain" in contract.get("layers", ()))
    placed = {name.strip() for layer in layers for name in layer.split("|")}
    rooms = {path.stem for path in (root / "app").iterdir() if path.is_dir() or path.suffix == ".py"}
    unplaced = {f"app.{room}" for room in rooms - _VALUES_ONLY if not room.startswith("_") and room != "py"} - placed
    assert not unplaced, f"not in the layers contract of pyproject.toml: {sorted(unplaced)}"
