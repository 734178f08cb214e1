"""A document -> whose data it is about: which organizations can own the data, and which one each section names.

「印刷業務を委託していた県」 owns the data, 「委託先の〇〇社」 does not; who owns it where nobody is named is the
controller (`loaders.claims.controller`).
"""

from __future__ import annotations

from app.domain.document import BlockKind
from loaders.claims.ownership import may_own, processors, traders
from loaders.mentions.analysis import Analysis

__all__ = ["eligible_organizations", "owners_of_sections"]


def eligible_organizations(analysis: Analysis) -> frozenset[int]:
    """Organizations by name or letter that neither investigate, tell, process for others nor receive."""
    return may_own(analysis) - processors(analysis) - traders(analysis)


def owners_of_sections(analysis: Analysis, eligible: frozenset[int]) -> dict[int, int]:
    """Block -> the organization that its heading names, in a digest whose headings name several."""
    named: dict[int, set[int]] = {}
    for line in analysis.lines:
        if line.block.kind is BlockKind.HEADING:
            named.setdefault(line.passage.block, set()).update(d.actor for d in line.actors if d.actor in eligible)
    of_heading = {block: next(iter(actors)) for block, actors in named.items() if len(actors) == 1}
    if len(set(of_heading.values())) < 2:
        return {}
    owners: dict[int, int] = {}
    for block in range(len(analysis.blocks)):
        place: int | None = block
        while place is not None and place not in of_heading:
            place = analysis.blocks[place].parent
        if place is not None:
            owners[block] = of_heading[place]
    return owners
