"""An open link -> a database with the present schema, or an error that says why it is not used.

Steps are the numbered files of `cypher/schema`. Each is applied once and noted with its checksum; a step that was
applied with another text is refused, and so is a database of a later build or of another program.
"""

from __future__ import annotations

from collections.abc import Set

from app.domain.errors import StoreTooNew, StoreUnavailable
from app.store.cypher import schema_steps
from app.store.neo4j_link import Neo4jLink, Run, Work

__all__ = ["check_schema", "prepare"]


def prepare(link: Neo4jLink, place: str) -> None:
    """Apply the steps that are missing. Raises StoreUnavailable, StoreTooNew.

    Two that prepare at once do no harm: each statement leaves alone what is there already.
    """
    [(noted, is_empty, is_ours)] = link.read("read/get_schema_steps")
    applied = {str(name): str(checksum) for name, checksum in noted}
    if not applied and not is_empty and not is_ours:
        raise StoreUnavailable("belongs to another program", place=place, remedy="give an empty database")
    steps = {step.name: step for step in schema_steps()}
    _check_known(applied.keys(), place)
    for name, step in steps.items():
        if name not in applied:
            link.apply(step.statements)
            link.write(_noting(name, step.checksum))
        elif applied[name] != step.checksum:
            message = f"its schema step {name} was applied with another text"
            raise StoreUnavailable(message, place=place, remedy="put the file back, and make a new step of the change")


def check_schema(link: Neo4jLink, place: str) -> None:
    """Raises StoreTooNew for a database that a later build has brought up to its schema, StoreUnavailable."""
    [(noted, _, _)] = link.read("read/get_schema_steps")
    _check_known({str(name) for name, _ in noted}, place)


def _check_known(applied: Set[str], place: str) -> None:
    if later := sorted(applied - {step.name for step in schema_steps()}):
        message = f"has the schema step {later[-1]}, which this build does not know; it is left as it is"
        raise StoreTooNew(message, place=place, remedy="update leaktrail")


def _noting(name: str, checksum: str) -> Work[None]:
    async def note(run: Run) -> None:
        await run("write/note_schema_step", id=name, checksum=checksum)

    return note
