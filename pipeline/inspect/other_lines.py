"""What stands on the pages and made no row: head and foot, titles of appendices, page furniture, other tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.assemble import Reading
from pipeline.inspect.traces import place
from pipeline.markers import read_marker
from pipeline.nodes import Node
from pipeline.read.document import Line, Table
from pipeline.reflow import drop_furniture
from pipeline.table_header import FIELDS, TASK, role_of_header

HEADER_ROWS = 3  # the roles that are named in so many first rows tell why a table is no task table


def other_lines(reading: Reading, nodes: Sequence[Node]) -> Iterator[tuple[str, Line]]:
    """Each line that stands in no node of the outline and in no task table, with its kind.

    Kinds are head, foot, appendix (the heading and title of one), heading (a section between tables) and ignored.
    """
    document, parts = reading.document, reading.parts
    read = {place(line) for node in nodes if node.paragraph for line in node.paragraph.lines}
    tables = {id(table) for task_table in reading.tables for table, _ in task_table.pieces}
    body = {place(block) for block in parts.body if isinstance(block, Line)}
    attached = {place(block): kind for block, kind in _lines_of_appendices(reading)}
    kept = {place(block) for block in drop_furniture(document.blocks) if isinstance(block, Line)}
    laid_out = _layout_tables(reading)
    seen_body = False
    for block in document.blocks:
        if isinstance(block, Table):
            if id(block) in tables or id(block) not in laid_out:
                seen_body = seen_body or id(block) in tables
                continue
            lines = [line for cell in block.cells for line in cell.lines]
        else:
            lines = [block]
        for line in lines:
            key = place(line)
            if key in read:
                seen_body = True
            elif key in attached:
                seen_body = True
                yield attached[key], line
            elif key in body or (isinstance(block, Line) and key not in kept):
                seen_body = seen_body or key in body
                yield "ignored", line
            else:
                yield ("foot" if seen_body else "head"), line


def _lines_of_appendices(reading: Reading) -> Iterator[tuple[Line, str]]:
    for appendix in reading.parts.appendices:
        tabular = any(isinstance(block, Table) for block in appendix.blocks)
        above = True
        for block in appendix.blocks:
            if isinstance(block, Table):
                above = False
                continue
            marker = read_marker(block.text)
            if block is appendix.blocks[0] or block.text in appendix.title or (above and tabular and marker is None):
                yield block, "appendix"
                continue
            section = tabular and marker is not None and marker.kind in ("roman", "part")
            yield block, "heading" if section else "ignored"


def _layout_tables(reading: Reading) -> set[int]:
    """The tables that only place the letterhead or the signature: those that are in no part as tables."""
    parts = reading.parts
    kept = {id(block) for blocks in (parts.body, *(a.blocks for a in parts.appendices)) for block in blocks}
    return {id(block) for block in reading.document.blocks if isinstance(block, Table) and id(block) not in kept}


def reason_of_refusal(reading: Reading, table: Table) -> str | None:
    """The code of the message that says why a table is no task table; None where it is one or only places text."""
    if any(piece is table for task_table in reading.tables for piece, _ in task_table.pieces):
        return None
    if id(table) in _layout_tables(reading):
        return None
    roles = {role_of_header(cell.text) for cell in table.cells if cell.row < HEADER_ROWS}
    if TASK not in roles:
        return "inspect-no-task-column"
    if not roles & set(FIELDS):
        return "inspect-no-field-column"
    return "inspect-other-table"
