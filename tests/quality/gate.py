"""Floors of extraction quality: documents → leaktrail/1 → scored → compared with the floors in `floors.json`.

    python tests/quality/gate.py                     what is reached, against the floors; exit 1 below one
    python tests/quality/gate.py --raise             pin what is better now (rounded down to a multiple of 0.005)
    python tests/quality/gate.py --raise --margin 0.01 --allow-regression      pin anew, a little below what is reached

A floor is never lowered without `--allow-regression`, and never below `LEAST`. The floors belong to the gold and the
documents that they were measured on, whose digest stands beside them: on other material they say nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import floor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

FLOORS = Path(__file__).with_name("floors.json")
OWN = Path(__file__).with_name("own")
FRESH = Path(__file__).with_name("fresh")
WIDER = Path(__file__).with_name("wider")
HELD = Path(__file__).with_name("held")
ENGLISH = Path(__file__).with_name("english")
STEP = 0.005

MEASURES: Mapping[str, tuple[str, ...]] = {
    "grounding": ("micro", "grounding"),
    "transfers_f1": ("micro", "transfers", "f1"),
    "fact_score": ("micro", "fact_score"),
    "actors_f1": ("micro", "actors", "f1"),
    "affected_f1_with_count": ("micro", "affected", "f1_with_count"),
    "events_f1": ("micro", "events", "f1"),
    "conflicts_recall": ("micro", "conflicts", "recall"),
}
"""What must not fall, and where the scorer tells it."""

CEILINGS: Mapping[str, tuple[str, ...]] = {
    "facts_without_evidence": ("facts_without_evidence",),
    "forbidden_merges": ("merged", "forbidden_merges", "violated"),
    "false_conflicts": ("merged", "false_conflicts"),
}
"""What must be zero, wherever the scorer tells it."""

LEAST: Mapping[str, Mapping[str, float]] = {
    "seeds": {"grounding": 1.0, "transfers_f1": 0.60, "fact_score": 0.55},
    "dev": {"grounding": 1.0},
    "own": {"grounding": 1.0},
    "fresh": {"grounding": 1.0},
    "wider": {"grounding": 1.0},
    "held": {"grounding": 1.0},
    "english": {"grounding": 1.0},
}
"""Below these no floor can be pinned at all, whatever is allowed."""

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Material:
    """Documents with their gold. `languages`: which of them are read; `merged`: whether a joined answer is there."""

    name: str
    documents: Path
    gold: Path
    languages: frozenset[str] | None = None
    merged: bool = False

    def texts(self) -> list[Path]:
        """The documents that are read, by name."""
        found = sorted(self.documents.glob("*.txt"))
        return [path for path in found if self.languages is None or metadata_of(path).get("language") in self.languages]


class Refused(Exception):
    """A floor that may not be written."""


def materials(shared: Path) -> tuple[Material, ...]:
    """The seeds, the Japanese documents among those for development, and our invented stories in sets."""
    return (
        Material("seeds", shared / "seeds", shared / "gold", merged=True),
        Material("dev", shared / "dev" / "docs", shared / "dev" / "gold", frozenset({"ja"})),
        Material("own", OWN / "docs", OWN / "gold"),
        Material("fresh", FRESH / "docs", FRESH / "gold"),
        Material("wider", WIDER / "docs", WIDER / "gold"),
        Material("held", HELD / "docs", HELD / "gold"),
        Material("english", ENGLISH / "docs", ENGLISH / "gold"),
    )


# ---------------------------------------------------------------- floors


def falls(floors: Figures, figures: Figures) -> list[str]:
    """What is below its floor, a sentence each; a floor whose figure is missing is not kept either."""
    return [
        f"{name}: {figures.get(name, 0.0):.4f} is below the floor {least:.4f}"
        for name, least in floors.items()
        if figures.get(name, 0.0) < least - 1e-9  # no floor is missed by the last bit of a fraction
    ]


def excesses(counts: Figures) -> list[str]:
    """What must be zero and is not, a sentence each."""
    return [f"{name}: {count:g}, and must be 0" for name, count in counts.items() if count]


def pinned(value: float, margin: float = 0.0) -> float:
    """A floor for a figure: less the margin, rounded down to a multiple of 0.005; what is perfect stays so.

    >>> pinned(0.9454), pinned(0.9454, 0.01), pinned(1.0), pinned(0.003)
    (0.945, 0.935, 1.0, 0.0)
    """
    if value >= 1.0 and not margin:
        return 1.0
    return max(0.0, round(floor((value - margin) / STEP + 1e-9) * STEP, 3))


def risen(
    floors: Figures, figures: Figures, least: Mapping[str, float], *, margin: float = 0.0, allow: bool = False
) -> Figures:
    """The floors to write: never lower than they were unless `allow`, never below `least` (Refused)."""
    proposed = {
        name: 1.0 if name == "grounding" and value >= 1.0 else pinned(value, margin) for name, value in figures.items()
    }
    too_low = [name for name, value in least.items() if proposed.get(name, 0.0) < value]
    if too_low:
        raise Refused(f"below what must be reached in any case: {', '.join(too_low)}")
    lost = sorted(floors.keys() - figures.keys())
    if lost and not allow:
        raise Refused(f"no figure any more for {', '.join(lost)} (--allow-regression)")
    return {name: value if allow else max(value, floors.get(name, 0.0)) for name, value in proposed.items()}


def digest_of(material: Material) -> str:
    """A hash of the gold and the documents: names and bytes of all files, whatever the order of the file system."""
    found = sha256()
    for folder in (material.gold, material.documents):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                content = sha256(path.read_bytes()).hexdigest()
                found.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return found.hexdigest()


# ---------------------------------------------------------------- measuring


def metadata_of(text: Path) -> dict[str, Any]:
    """The sidecar of a document; empty if there is none."""
    sidecar = text.with_name(f"{text.stem}.meta.json")
    return json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.is_file() else {}


def extracted(texts: list[Path]) -> dict[str, Any]:
    """What the loaders make of the documents, joined over all of them, as leaktrail/1."""
    from app.domain.document import Metadata
    from app.domain.view import View
    from app.export.leaktrail1 import to_leaktrail1
    from loaders.pipeline import read
    from loaders.resolve import resolve

    known = ("title", "publisher", "published_at", "url", "language")
    readings = [
        read(path.read_bytes(), path.name, Metadata(**{key: metadata_of(path).get(key) for key in known}))
        for path in texts
    ]
    return to_leaktrail1(resolve(readings, View()))


def scored(shared: Path, material: Material, prediction: dict[str, Any]) -> dict[str, Any]:
    """What the shared scorer says."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "prediction.json")
        out.write_text(json.dumps(prediction, ensure_ascii=False), encoding="utf-8")
        command = [
            sys.executable,
            "score.py",
            str(out),
            "--gold",
            str(material.gold),
            "--docs",
            str(material.documents),
        ]
        command += ["--json", "-", *(["--merged"] if material.merged else [])]
        env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, cwd=shared / "eval", capture_output=True, encoding="utf-8", env=env, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


def picked(result: Mapping[str, Any], measures: Mapping[str, tuple[str, ...]]) -> Figures:
    """Those of the measures that the scorer tells; what it leaves out or has nothing to find for is left out."""
    found = ((name, _at(result, path)) for name, path in measures.items())
    return {name: value for name, value in found if value is not None}


def measured(shared: Path, material: Material) -> tuple[Figures, Figures]:
    """Figures with floors, and counts that must be zero."""
    result = scored(shared, material, extracted(material.texts()))
    return picked(result, MEASURES), picked(result, CEILINGS)


def _at(result: Any, path: tuple[str, ...]) -> float | None:
    for key in path:
        result = result.get(key) if isinstance(result, Mapping) else None
    return result


# ---------------------------------------------------------------- command line


def read_floors(path: Path = FLOORS) -> dict[str, dict[str, Any]]:
    """By material its `digest` and `floors`."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def main(argv: list[str] | None = None) -> int:
    """0 kept, 1 below a floor or refused, 2 other material than that of the floors."""
    args = _arguments(argv)
    shared, floors, codes = Path(args.shared), read_floors(), []
    for material in materials(shared):
        figures, counts = measured(shared, material)
        before = floors.get(material.name, {})
        digest = digest_of(material)
        print("\n".join(_report(material.name, before.get("floors", {}), figures, counts)))
        codes.append(_verdict(material, before, digest, figures, counts) if not args.raise_ else 0)
        if args.raise_:
            known = before.get("floors", {}) if before.get("digest") == digest else {}
            least = LEAST[material.name]
            try:
                kept = risen(known, figures, least, margin=args.margin, allow=args.allow_regression)
            except Refused as refused:
                print(f"{material.name}: {refused}", file=sys.stderr)
                return 1
            floors[material.name] = {"digest": digest, "floors": kept}
    if args.raise_:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return max(codes)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    default = os.environ.get("LEAKTRAIL_SHARED") or str(ROOT.parent / "shared")
    parser.add_argument("--shared", default=default, help="folder with seeds, gold, dev and eval")
    parser.add_argument("--raise", dest="raise_", action="store_true", help="write what is better now")
    parser.add_argument("--margin", type=float, default=0.0, help="pin so much below what is reached")
    parser.add_argument("--allow-regression", action="store_true", help="write what is worse now as well")
    return parser.parse_args(argv)


def _verdict(material: Material, before: Mapping[str, Any], digest: str, figures: Figures, counts: Figures) -> int:
    problems = [*falls(dict(LEAST[material.name]), figures), *excesses(counts)]
    if before.get("digest") == digest:
        problems += falls(before["floors"], figures)
    print("\n".join(f"{material.name}: {problem}" for problem in problems), file=sys.stderr)
    if problems:
        return 1
    return 0 if before.get("digest") == digest else 2


def _report(name: str, floors: Figures, figures: Figures, counts: Figures) -> Iterator[str]:
    yield f"{name:24} reached   floor"
    for measure, value in figures.items():
        kept = f"{floors[measure]:.3f}" if measure in floors else "-"
        yield f"  {measure:22} {value:7.4f}   {kept}"
    yield from (f"  {measure:22} {count:7g}   0" for measure, count in counts.items())


if __name__ == "__main__":
    raise SystemExit(main())
