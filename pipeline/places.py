"""Where each row of a plan stands: in which list of tasks, and under which headings."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from pipeline.appendix import Row, TaskTable
from pipeline.drafts import Draft
from pipeline.nodes import Node, Role

BODY, TABLE = "body", "table"
"""The lists of a plan's body: its outline, and its task tables together. An appendix is a list of its own."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above a row; `key` tells it from another of the same title."""

    key: Hashable
    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """The list (`BODY`, `TABLE`, or an appendix's label) and the headings above the row, outermost first.

    What heads a whole list is left out: the title of an appendix, a "PHẦN II" that holds Roman sections.
    """

    part: str
    headings: tuple[Heading, ...] = ()


def places(
    drafts: Sequence[Draft], trees: Sequence[tuple[tuple[str, ...], Node]], tables: Sequence[TaskTable]
) -> list[Place]:
    """The place of each draft; `trees` are the outlines with the path of their part (() for the body), `tables` the
    task tables that rows were read from."""
    roots = {id(tree): path for path, tree in trees}
    nodes = {id(node.table): node for _, tree in trees for node in tree.walk() if node.table is not None}
    above = {id(row): nodes.get(id(piece)) for table in tables for piece, _ in table.pieces[:1] for row in table.rows}
    out = []
    for draft in drafts:
        if isinstance(draft.origin, Node):
            path = roots.get(id(_root(draft.origin)), ())
            out.append(Place(path[0] if path else BODY, _headings(draft.origin)))
        elif node := above.get(id(draft.origin)):
            headings = _headings(node)
            out.append(Place(TABLE, (*headings, *_sections(draft.origin, headings))))
        else:
            path = draft.task.section_path[: len(draft.task.section_path) - len(draft.origin.sections)]
            between = [Heading(path, draft.task.section or "")] if len(path) > 1 and not draft.origin.sections else []
            out.append(Place(path[0] if path else TABLE, (*between, *_sections(draft.origin, path))))
    return out


def _headings(node: Node) -> tuple[Heading, ...]:
    found = [n for n in node.ancestors() if n.role is Role.HEADING]
    if any(n.marker and n.marker.kind == "roman" for n in found):  # else the part takes the place of the Roman section
        found = [n for n in found if not (n.marker and n.marker.kind == "part")]
    return tuple(Heading(id(n), n.text) for n in reversed(found))


def _sections(row: Row, above: Hashable) -> list[Heading]:
    """The section rows and the group row above a table row."""
    out = [Heading((above, row.sections[: k + 1]), title) for k, (_, title) in enumerate(row.sections)]
    return [*out, Heading((above, row.sections, row.group), row.group)] if row.group else out


def _root(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node
