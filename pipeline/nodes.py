"""The nodes of a plan's outline: a paragraph or table with its place in the tree and its role for the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.markers import Marker
from pipeline.read.document import Table
from pipeline.reflow import Paragraph


class Role(StrEnum):
    """A heading gives context, an item is a row, a lead is both, an attribute line sets fields of other items."""

    ROOT = "root"
    HEADING = "heading"
    LEAD = "lead"
    ITEM = "item"
    ATTRIBUTE = "attribute"
    TABLE = "table"


@dataclass(slots=True, eq=False)
class Node:
    """One paragraph (or table) in the tree. `text` is without the marker, which ends at `offset` of the paragraph."""

    text: str = ""
    marker: Marker | None = None
    paragraph: Paragraph | None = None
    table: Table | None = None
    offset: int = 0
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    role: Role = Role.ITEM
    before_list: bool = False
    """Whether a bullet follows directly."""
    attributes: list[tuple[str, str]] = field(default_factory=list)
    """The (field, value) pairs of an attribute line; see `pipeline.labels`."""

    def ancestors(self) -> Iterator[Node]:
        """The nodes above, nearest first, without the root."""
        node = self.parent
        while node is not None and node.role is not Role.ROOT:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """The node and all below it in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def path(self) -> tuple[str, ...]:
        """The labels of the numbered headings above, outermost first ("II", "2", "2.1")."""
        return tuple(
            node.marker.label for node in reversed(list(self.ancestors())) if node.marker and node.marker.numbered
        )

    @property
    def heading(self) -> Node | None:
        """The nearest heading above (a lead that introduces the item is no heading)."""
        return next((node for node in self.ancestors() if node.role is Role.HEADING), None)
