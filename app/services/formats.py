"""The formats of `leaktrail export` and `/v1/export`: what each is called and is for, and the function that writes it.

    find_format("ndjson").write(contents)   →  pieces of a file, one after the other

A format is a module in `app/export`, and an entry here. It has equal bytes for equal contents, writes all of them or
raises, and tells in its docstring what it leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from app.domain.errors import BadQuestion
from app.export.contents import Contents
from app.export.csv_tables import write_csv
from app.export.cytoscape import write_cytoscape
from app.export.dot import write_dot
from app.export.ftm import write_ftm
from app.export.gexf import write_gexf
from app.export.graphml import write_graphml
from app.export.leaktrail1 import write_leaktrail1
from app.export.mermaid import write_mermaid
from app.export.ndjson import write_ndjson
from app.export.prov import write_prov
from app.export.stix import write_stix
from app.services.neo4j_files import write_contents
from app.services.report.whole import write_whole_html, write_whole_pdf

__all__ = ["FORMATS", "FileFormat", "FolderFormat", "Format", "find_format"]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of one file.

    `about` says in a few words what it is for; `suffix` ends the name of a file and is no other format's; `is_text` is
    False for what does no good on a terminal. `write` gives the bytes in pieces; what it cannot write, a missing extra
    included, it refuses before the first of them.
    """

    name: str
    about: str
    media_type: str
    suffix: str
    write: Callable[[Contents], Iterator[bytes]]
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format of several files: a folder, or a ZIP archive of one.

    `write_folder(contents, folder, place)` fills a folder that is there and empty; `place` is where it will be when it
    is read, relative in an archive. It gives the number of rows of each file.
    """

    name: str
    about: str
    suffix: str
    write_folder: Callable[[Contents, Path, Path], Mapping[str, int]]
    media_type: str = "application/zip"


Format: TypeAlias = FileFormat | FolderFormat

_ALL: tuple[Format, ...] = (
    FileFormat("leaktrail", "leaktrail/1, to import again", "application/json", ".json", write_leaktrail1),
    FileFormat("ndjson", "one thing a line, for pipes and notebooks", "application/x-ndjson", ".ndjson", write_ndjson),
    FolderFormat("csv", "tables for spreadsheets; transfers.csv loads again as a ledger", "-csv.zip", write_csv),
    FolderFormat("neo4j-admin", "files for an empty Neo4j database", "-neo4j.zip", write_contents),
    FileFormat("graphml", "yEd, igraph, networkx", "application/graphml+xml", ".graphml", write_graphml),
    FileFormat("gexf", "Gephi and its timeline", "application/gexf+xml", ".gexf", write_gexf),
    FileFormat("cytoscape", "Cytoscape.js", "application/vnd.cytoscape.cyjs+json", ".cyjs", write_cytoscape),
    FileFormat("dot", "drawings by Graphviz", "text/vnd.graphviz", ".dot", write_dot),
    FileFormat("mermaid", "drawings in Markdown and wikis", "text/vnd.mermaid", ".mmd", write_mermaid),
    FileFormat("stix", "a STIX 2.1 bundle", "application/stix+json;version=2.1", ".stix.json", write_stix),
    FileFormat("prov", "W3C PROV-JSON: what came from what", "application/provenance+json", ".prov.json", write_prov),
    FileFormat("ftm", "FollowTheMoney entities, for Aleph", "application/x-ndjson+ftm", ".ftm", write_ftm),
    FileFormat("html", "a report of all incidents, to read and print", "text/html", ".html", write_whole_html),
    FileFormat("pdf", "the same on A4 pages", "application/pdf", ".pdf", write_whole_pdf, is_text=False),
)

FORMATS: Mapping[str, Format] = {one.name: one for one in _ALL}
"""By name. Where a client names media types only, the first that fits counts."""


def find_format(name: str) -> Format:
    """The format of that name; BadQuestion for any other word."""
    if name not in FORMATS:
        raise BadQuestion(f"must be one of {', '.join(FORMATS)}", place="format")
    return FORMATS[name]
