"""Runs -> their readings, inside one transaction that has its turn, so that no writer comes in between.

    await fill(kept, "read/get_visible_runs", {})(run)   →  the runs that count; `kept` has the readings of all of them

Reading is done without a turn, statement by statement. This is for where that did not come to an end, since a document
was written anew each time before all its parts were read.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.view import Reading
from app.store.neo4j_link import Run, Work
from app.store.neo4j_rows import PARTS, readings_from
from app.store.neo4j_write import chunks

__all__ = ["RUNS_AT_ONCE", "fill"]

RUNS_AT_ONCE = 100
"""Whose parts one statement reads."""


def fill(kept: dict[str, Reading], name: str, parameters: Mapping[str, object]) -> Work[list[str]]:
    """The runs that the statement `name` lists; those not in `kept` are added to it, if all their parts are there."""

    async def read(run: Run) -> list[str]:
        runs = [str(row[0]) for row in await run(name, **parameters)]
        for part in chunks([key for key in runs if key not in kept], RUNS_AT_ONCE):
            found = await run("read/get_runs", runs=part)
            kept.update(readings_from(found, {of: await run(f"read/get_{of}", runs=part) for of in PARTS}))
        return runs

    return read
