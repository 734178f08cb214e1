"""An analysed document -> the typed rows of its tables (`loaders.mentions.tables`), as the claim finders read them.

`甲市 | 約3万件 | 流出なし` under `自治体 | 件数 | 流出の有無` is one row with an organization, a count and a status.
"""

from __future__ import annotations

from loaders.mentions.analysis import Analysis
from loaders.mentions.tables import Row, name_in, row_lines

__all__ = ["Row", "name_in", "table_rows"]


def table_rows(analysis: Analysis) -> tuple[Row, ...]:
    """The typed rows of a document's tables, without heads; rows of untyped tables have an empty `typed`."""
    lines = analysis.lines
    return row_lines(analysis.blocks, [line.passage for line in lines], [line.view for line in lines])
