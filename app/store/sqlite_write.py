"""Rows of a reading → the current run of its document, inside a transaction of its caller."""

from __future__ import annotations

from hashlib import sha256

from app.store.rows import ReadingRows
from app.store.sqlite_link import SqliteLink

__all__ = ["put_rows"]


def put_rows(link: SqliteLink, rows: ReadingRows) -> None:
    """The same content changes nothing; content of an older run makes that one current again."""
    document = rows.run[0]
    known = link.all("run_by_id", rows.id)
    if known and known[0][1] and not known[0][2]:
        return
    link.run("add_document", document)
    link.run("retire_runs", document)
    if known:
        link.run("make_current", known[0][0])
    else:
        _add(link, rows)


def _add(link: SqliteLink, rows: ReadingRows) -> None:
    key = None
    if rows.text is not None:
        key = sha256(rows.text.encode()).hexdigest()
        link.run("add_text", key, rows.text)
    document, extractor, metadata_digest, name, sha, *metadata = rows.run
    run = link.run("add_run", rows.id, document, extractor, metadata_digest, name, sha, key, *metadata).lastrowid
    for table, found in rows.tables():
        if table == "quotes":
            link.run_many("add_quotes", [(run, *row) for row in found])
        else:
            link.run_many(f"add_{table}", [(run, i, *row) for i, row in enumerate(found)])
