"""Readings and the resolved graph as labelled nodes and relationships: what stands in Neo4j, and in files for it.

    evidence.py   one Reading     → documents, passages, mentions, sources, claims
    resolved.py   one Graph       → actors, datasets, transfers, events, … and the claims that they rest on
    projection.py one Transfer    → who passed to whom, with all that a path query has to know of a hop
    tables.py     nodes and relationships → one table for each label and each type, a cell for each property

Pure functions over values; the Neo4j store writes what they give by transactions, the neo4j-admin export as files, so
that both ways lead to one graph.
"""

from app.property_graph.evidence import count_parts, document_node, evidence_of, judgement_node
from app.property_graph.resolved import LABELS, resolved_of
from app.property_graph.values import Node, Property, Record, Relationship

__all__ = [
    "LABELS",
    "Node",
    "Property",
    "Record",
    "Relationship",
    "count_parts",
    "document_node",
    "evidence_of",
    "judgement_node",
    "resolved_of",
]
