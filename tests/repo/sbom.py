"""`python -m tests.repo.sbom FILE`: a software bill of materials (CycloneDX) of what runs with Leaktrail, as installed here.

By cyclonedx-bom, without what only develops or measures it; the same environment gives the same bytes. Exit code 1 if
a package that runs is not in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from tests.repo.installed import run_time

ROOT = Path(__file__).resolve().parents[2]


def of_run_time(bill: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The bill with those components only."""
    wanted = set(names)
    kept = [one for one in bill["components"] if canonicalize_name(one["name"]) in wanted]
    known = {one["bom-ref"] for one in kept} | {bill["metadata"]["component"]["bom-ref"]}
    arrows = [
        {**one, "dependsOn": [to for to in one["dependsOn"] if to in known]} if "dependsOn" in one else one
        for one in bill["dependencies"]
        if one["ref"] in known
    ]
    return {**bill, "components": kept, "dependencies": arrows}


def missing(bill: dict[str, Any], names: Iterable[str]) -> list[str]:
    """Which of these are not in it."""
    return sorted(set(names) - {canonicalize_name(one["name"]) for one in bill["components"]})


def main(arguments: Sequence[str]) -> int:
    target, names = Path(arguments[0]), run_time(ROOT).keys()
    tool = Path(sys.executable).with_name("cyclonedx-py")
    options = ["--output-reproducible", "--pyproject", str(ROOT / "pyproject.toml"), "--of", "JSON"]
    done = subprocess.run([tool, "environment", *options, sys.executable], check=True, capture_output=True)
    bill = of_run_time(json.loads(done.stdout), names)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    left_out = missing(bill, names)
    print(f"{len(bill['components'])} packages in {target}" + (f", missing {left_out}" if left_out else ""))
    return int(bool(left_out))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
