"""Drafts of blocks in reading order -> Blocks that know their parents.

A heading stands under the nearest heading above of a lower rank, a list item under the item around it, everything
else under the nearest heading or the item that it belongs to. Ranks are about signs (`#`, 〈別紙1〉, `1`, plain),
levels are the depths that follow from them.

`## 概要`, `1 経緯`, `・甲社` become a heading of level 1, one of level 2 under it, and an item of level 1 under that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.document import Block, BlockKind

__all__ = ["Draft", "nest"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before it knows its parent.

    `rank` orders headings (1 = outermost). `style` and `indent` order list items. `hangs` puts a paragraph under the
    list item before it. `header` is the index of a draft, as in Block.
    """

    kind: BlockKind
    start: int
    end: int
    rank: int = 0
    style: str = ""
    indent: int = 0
    hangs: bool = False
    cells: tuple[tuple[int, int], ...] = ()
    table: int | None = None
    header: int | None = None


@dataclass(slots=True)
class _Stacks:
    """Open headings as (rank, index) and open list items as (indent, style, index)."""

    headings: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    items: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])

    def heading(self) -> int | None:
        return self.headings[-1][1] if self.headings else None

    def innermost(self) -> int | None:
        return self.items[-1][2] if self.items else self.heading()


def nest(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """The blocks of the drafts, same order, same spans; parents always come before their children."""
    stacks = _Stacks()
    return tuple(_block(stacks, index, draft) for index, draft in enumerate(drafts))


def _block(stacks: _Stacks, index: int, draft: Draft) -> Block:
    level, parent = 0, None
    if draft.kind is BlockKind.HEADING:
        level, parent = _open_heading(stacks, index, draft.rank)
    elif draft.kind is BlockKind.LIST_ITEM:
        level, parent = _open_item(stacks, index, draft)
    elif draft.hangs:
        parent = stacks.innermost()
    else:
        stacks.items.clear()
        parent = stacks.heading()
    return Block(draft.kind, draft.start, draft.end, level, parent, draft.cells, draft.table, draft.header)


def _open_heading(stacks: _Stacks, index: int, rank: int) -> tuple[int, int | None]:
    stacks.items.clear()
    while stacks.headings and stacks.headings[-1][0] >= rank:
        stacks.headings.pop()
    parent = stacks.heading()
    stacks.headings.append((rank, index))
    return len(stacks.headings), parent


def _open_item(stacks: _Stacks, index: int, draft: Draft) -> tuple[int, int | None]:
    """Items of one indent and style are siblings; a new style at the same indent opens a deeper level."""
    items = stacks.items
    while items and items[-1][0] > draft.indent:
        items.pop()
    known = [place for place, item in enumerate(items) if item[:2] == (draft.indent, draft.style)]
    if known:
        del items[known[0] :]
    parent = stacks.innermost()
    items.append((draft.indent, draft.style, index))
    return len(items), parent
