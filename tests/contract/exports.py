"""What each export tells, read back by another library than the one that wrote it, where there is one."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from unicodedata import category

import lxml.html
import networkx
import pdfplumber
import prov.model
import stix2
from lxml import etree

from app.domain.cells import unguarded

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of pyparsing, about how pydot calls it
    import pydot
    import pydot.dot_parser

__all__ = ["READERS", "SHOWN", "Told"]

csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class Told:
    """The ids of the actors, with what they are called, and of the transfers, with their ends."""

    actors: Mapping[str, str]
    transfers: Mapping[str, tuple[str | None, str | None]]


def read_leaktrail(data: bytes) -> Told:
    made = json.loads(data)
    ends = {one["id"]: (one["provider"], one["recipient"]) for one in made["transfers"]}
    return Told({one["id"]: one["label"] for one in made["actors"]}, ends)


def read_neo4j_admin(data: bytes) -> Told:
    tables = {name: _rows(text) for name, text in _unzipped(data).items() if name.endswith(".csv")}
    given = {row[":END_ID(Transfer)"]: row[":START_ID(Actor)"] for row in tables.get("Actor-PROVIDED-Transfer.csv", [])}
    taken = {
        row[":START_ID(Transfer)"]: row[":END_ID(Actor)"] for row in tables.get("Transfer-RECEIVED_BY-Actor.csv", [])
    }
    transfers = [row["id:ID(Transfer)"] for row in tables.get("Transfer.csv", [])]
    return Told(
        {row["id:ID(Actor)"]: row["label:string"] for row in tables.get("Actor.csv", [])},
        {key: (given.get(key), taken.get(key)) for key in transfers},
    )


def read_ndjson(data: bytes) -> Told:
    first, *rows = map(json.loads, data.decode().split("\n")[:-1])
    assert (first["type"], first["format"]) == ("export", "leaktrail-ndjson/1")
    ends = {one["id"]: (one["provider"], one["recipient"]) for one in rows if one["type"] == "transfer"}
    return Told({one["id"]: one["label"] for one in rows if one["type"] == "actor"}, ends)


def read_csv(data: bytes) -> Told:
    tables = _unzipped(data)
    actors, transfers = (
        [{key: unguarded(value) for key, value in row.items()} for row in _rows(tables[f"{name}.csv"])]
        for name in ("actors", "transfers")
    )
    ends = {row["transfer_id"]: (row["provider_id"] or None, row["recipient_id"] or None) for row in transfers}
    return Told({row["actor_id"]: row["label"] for row in actors}, ends)


def read_graphml(data: bytes) -> Told:
    """By networkx, and by lxml, which is strict about what is XML."""
    etree.fromstring(data)
    return _told_by(networkx.read_graphml(io.BytesIO(data), force_multigraph=True))


def read_gexf(data: bytes) -> Told:
    etree.fromstring(data)
    return _told_by(networkx.read_gexf(io.BytesIO(data), version="1.3"))


def _told_by(made: networkx.Graph) -> Told:
    assert made.is_directed()
    ids = {node: told.get("leaktrail_id") for node, told in made.nodes(data=True)}
    assert all(told.get("unstated", False) == (ids[node] is None) for node, told in made.nodes(data=True))
    labels = {ids[node]: told["label"] for node, told in made.nodes(data=True) if ids[node] is not None}
    edges = {told["leaktrail_id"]: (ids[start], ids[end]) for start, end, told in made.edges(data=True)}
    return Told(labels, edges)


def read_cytoscape(data: bytes) -> Told:
    elements = json.loads(data)["elements"]
    nodes = {one["data"]["id"]: one["data"] for one in elements["nodes"]}
    ids = {key: told.get("leaktrail_id") for key, told in nodes.items()}
    edges = [one["data"] for one in elements["edges"]]
    assert all(ids[one["source"]] == one["provider"] and ids[one["target"]] == one["recipient"] for one in edges)
    return Told(
        {ids[key]: told["label"] for key, told in nodes.items() if ids[key] is not None},
        {one["leaktrail_id"]: (one["provider"], one["recipient"]) for one in edges},
    )


def read_dot(data: bytes) -> Told:
    """By pydot, which parses what Graphviz does."""
    (graph,) = pydot.graph_from_dot_data(data.decode()) or ()
    nodes = {one.get_name(): one.get_attributes() for one in graph.get_nodes() if one.get_name() != "node"}
    ids = {key: _unquoted(told["leaktrail_id"]) if "leaktrail_id" in told else None for key, told in nodes.items()}
    edges = {
        _unquoted(one.get("leaktrail_id")): (ids[one.get_source()], ids[one.get_destination()])
        for one in graph.get_edges()
    }
    labels = {ids[key]: _unquoted(told["label"]) for key, told in nodes.items() if ids[key] is not None}
    return Told(labels, edges)


def _unquoted(text: str) -> str:
    """What Graphviz shows for a quoted label that has no entities but of `&`."""
    assert text[0] == text[-1] == '"'
    signs = {"n": "\n", "\\": "\\", '"': '"'}
    return re.sub(r"\\(.)", lambda match: signs[match[1]], text[1:-1], flags=re.DOTALL).replace("&amp;", "&")


_MERMAID_NODE = re.compile(r'  (\w+)(?:\["([^"]*)"\]|\(\("([^"]*)"\)\))')
_MERMAID_EDGE = re.compile(r'  (\w+) (?:-->|-\.->|-\.-x)\|"([^"]*)"\| (\w+)')


def read_mermaid(data: bytes) -> Told:
    """By a grammar of the lines that we write: whatever else stands there, it refuses."""
    head, *lines = data.decode().split("\n")[:-1]
    assert head == "flowchart LR"
    ids, labels, edges, name = dict[str, str](), dict[str, str](), dict[str, tuple[str | None, str | None]](), ""
    for line in lines:
        if line.startswith("  %% "):
            name = _decoded(line.removeprefix("  %% "))
        elif edge := _MERMAID_EDGE.fullmatch(line):
            assert _decoded(edge[2].replace("<br/>", "/"))
            edges[name] = (ids.get(edge[1]), ids.get(edge[3]))
        else:
            node = _MERMAID_NODE.fullmatch(line)
            assert node, line
            if node[2] is not None:
                ids[node[1]], labels[name] = name, _decoded(node[2])
    return Told(labels, edges)


def _decoded(text: str) -> str:
    """What is shown for a label; no sign but those of an entity may mean anything."""
    assert not re.search(r"""["`<>{}|\[\]%&$\\*_~^@!?=:'.]|--|^-|#(?!\d+;)|(?<!\d);""", text), text
    return re.sub(r"#(\d+);", lambda match: chr(int(match[1])), text)


def _unzipped(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def read_stix(data: bytes) -> Told:
    """By the library, from what any tool reads: no extension of ours."""
    made = stix2.parse(data, allow_custom=True)
    objects = {one["id"]: one for one in made["objects"]}
    own = {key: _own_id(one) for key, one in objects.items()}
    actors = {
        own[key]: one["name"]
        for key, one in objects.items()
        if key.startswith(("identity--", "threat-actor--")) and own[key]
    }
    transfers: dict[str, tuple[str | None, str | None]] = {}
    for key, one in objects.items():
        if not own[key]:
            continue
        if one["type"] == "relationship":
            ends = (own[one["source_ref"]], own[one["target_ref"]])
            transfers[own[key]] = ends[::-1] if one["relationship_type"].endswith("-from") else ends
        elif one["type"] == "note" and one.get("abstract") in ("denied", "planned"):
            names = one["content"].partition(":")[0].split(" → ")
            transfers[own[key]] = tuple(next((k for k, name in actors.items() if name == n), None) for n in names)
    return Told(actors, transfers)


def _own_id(one: Mapping) -> str:
    found = [ref["external_id"] for ref in one.get("external_references", []) if ref["source_name"] == "leaktrail"]
    return found[0] if found else ""


def read_prov(data: bytes) -> Told:
    document = prov.model.ProvDocument.deserialize(content=data.decode(), format="json")
    agents = {str(one.identifier): one for one in document.get_records(prov.model.ProvAgent) if _of(one, "id")}
    actors = {name: _of(one, "id") for name, one in agents.items()}
    ends: dict[str, dict[str, str]] = {}
    for one in document.get_records((prov.model.ProvActivity, prov.model.ProvEntity)):
        if str(one.identifier).startswith("lt:transfer."):
            ends[str(one.identifier)] = {slot: actors[_of(one, slot)] for slot in _ENDS if _of(one, slot)}
    for one in document.get_records(prov.model.ProvAssociation):
        activity, agent = (str(value) for name, value in one.formal_attributes[:2])
        if activity in ends:
            roles = {str(role).removeprefix("lt:") for role in one.get_attribute("prov:role")}
            ends[activity] |= dict.fromkeys(roles, actors[agent])
    own = {str(one.identifier): _of(one, "id") for one in document.get_records() if one.identifier}
    transfers = {own[key]: (told.get("provider"), told.get("recipient")) for key, told in ends.items()}
    return Told({actors[name]: str(one.label) for name, one in agents.items()}, transfers)


_ENDS = ("provider", "recipient")


def _of(one, name: str) -> str:
    return next((str(value) for value in one.get_attribute(f"lt:{name}")), "")


def read_ftm(data: bytes) -> Told:
    entities = {one["id"]: one for one in map(json.loads, data.splitlines())}
    own = {
        key: note.removeprefix("id in Leaktrail: ")
        for key, one in entities.items()
        for note in one["properties"].get("notes", [])
        if note.startswith("id in Leaktrail: ")
    }
    transfers = {}
    for one in entities.values():
        values = one["properties"]
        if one["schema"] == "UnknownLink":
            transfers[values["recordId"][0]] = (own[values["subject"][0]], own[values["object"][0]])
        elif values["name"][0].startswith("transfer of personal data"):
            transfers[values["recordId"][0]] = tuple(own[end] for end in values["involved"])
    return Told({own[key]: entities[key]["properties"]["name"][0] for key in own}, transfers)


def read_html(data: bytes) -> Told:
    """From the tables: that of the actors, and those of the transfers, which name their ends by label."""
    page = lxml.html.fromstring(data.decode())
    return _from_tables(
        [[cell.text_content() for cell in row] for row in table] for table in page.iter("thead", "tbody")
    )


def read_pdf(data: bytes) -> Told:
    """The same from the ruled tables on the pages."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return _from_tables([[(cell or "").replace("\n", "") for cell in row] for row in table] for table in tables)


def _from_tables(tables: Iterable[list[list[str]]]) -> Told:
    """Rows in their order: a header tells what follows, and an id begins a transfer."""
    actors: dict[str, str] = {}
    slots: dict[str, dict[str, str]] = {}
    header: list[str] = []
    for row in (row for table in tables for row in table):
        if row[-1] in ("識別子", "どう埋めたか", "言葉"):
            header = row
        elif header[-1] == "識別子":
            actors[row[-1]] = row[0]
        elif header[-1] == "どう埋めたか":
            if row[0] == "識別子":
                slots[row[1]] = {}
            slots[[*slots][-1]][row[0]] = row[1].removesuffix("(推定)")
    ids = {label: key for key, label in actors.items()}
    return Told(actors, {key: (ids.get(one["提供元"]), ids.get(one["提供先"])) for key, one in slots.items()})


READERS: Mapping[str, Callable[[bytes], Told]] = {
    "leaktrail": read_leaktrail,
    "stix": read_stix,
    "prov": read_prov,
    "ftm": read_ftm,
    "html": read_html,
    "pdf": read_pdf,
    "ndjson": read_ndjson,
    "csv": read_csv,
    "neo4j-admin": read_neo4j_admin,
    "graphml": read_graphml,
    "gexf": read_gexf,
    "cytoscape": read_cytoscape,
    "dot": read_dot,
    "mermaid": read_mermaid,
}
"""By format."""


def _in_xml(text: str) -> str:
    """XML 1.0, 2.2: Char."""
    ranges = ((0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return "".join(sign if any(low <= ord(sign) <= high for low, high in ranges) else "\ufffd" for sign in text)


def _without(*kinds: str, but: str = "") -> Callable[[str], str]:
    """The text with U+FFFD for signs of these categories of Unicode."""
    return lambda text: "".join("\ufffd" if category(c) in kinds and c not in but else c for c in text)


SHOWN: Mapping[str, Callable[[str], str]] = {
    "leaktrail": str,
    "ndjson": str,
    "csv": _without("Cs"),
    "graphml": _in_xml,
    "gexf": _in_xml,
    "cytoscape": str,
    "dot": _without("Cc", "Cs", but="\t\n" + "".join(map(chr, range(0x80, 0xA0)))),
    "mermaid": lambda text: _without("Cc", "Cs", "Zl", "Zp")(text) or " ",
}
"""What a reader gets for any text that a document may hold, by format."""
