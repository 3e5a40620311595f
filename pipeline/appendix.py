"""Task tables -> rows: tables that go on over pages are one, whatever the page break cut.

A table is a task table by what its header means (`table_header`); `appendix_cells` has its rows as printed,
`appendix_rows` what they mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.appendix_cells import PrintedRow, append_page, printed_rows
from pipeline.appendix_rows import Row, meaning
from pipeline.appendix_values import part_values
from pipeline.read.document import Line, Table
from pipeline.table_header import TASK, Column, Header, has_header, read_header

__all__ = ["Row", "TaskTable", "read_tables"]


@dataclass(slots=True)
class TaskTable:
    """Tables that continue each other over pages, read as one."""

    header: Header
    rows: list[Row]
    edges: list[tuple[float, float]] = field(default_factory=list)
    pieces: list[tuple[Table, Header]] = field(default_factory=list)
    """The tables as printed, each with its columns; the depth of the header is 0 where it is not repeated."""

    lost: list[Line] = field(default_factory=list)
    """Texts of the table that became neither a row nor the heading of one."""

    @property
    def target_header(self) -> bool:
        """Whether the rows are targets."""
        return self.header.targets


def read_tables(tables: Sequence[Table]) -> list[TaskTable]:
    """The task tables among consecutive tables (nothing but page furniture between them), each with its rows."""
    out: list[TaskTable] = []
    raw: list[list[PrintedRow]] = []
    for table in tables:
        header = read_header(table)
        if header is not None:
            if out and _same_columns(out[-1].header, header):
                append_page(raw[-1], printed_rows(table, header), header, paged=_on_another_page(out[-1], table))
            else:
                out.append(TaskTable(header, [], _edges(table)))
                raw.append(printed_rows(table, header))
        elif out and not has_header(table):
            header = _continued(out[-1], table)
            if header is None:
                continue
            append_page(raw[-1], printed_rows(table, header), header, paged=_on_another_page(out[-1], table))
        else:
            continue
        out[-1].pieces.append((table, header))
    for task_table, rows in zip(out, raw, strict=True):
        task_table.rows, task_table.lost = meaning(rows)
        part_values(task_table.rows)
    return out


def _on_another_page(before: TaskTable, table: Table) -> bool:
    return table.page is not None and before.pieces[-1][0].page != table.page


def _same_columns(a: Header, b: Header) -> bool:
    return [(c.role, c.mark) for c in a.columns] == [(c.role, c.mark) for c in b.columns]


def _edges(table: Table) -> list[tuple[float, float]]:
    """Left and right side of each column (points), (0, 0) where unknown; of a column without a cell of its own, the
    sides of the cell over it."""
    own: dict[int, tuple[float, float]] = {}
    over: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.box is not None:
            sides = own if cell.column_span == 1 else over
            for column in range(cell.column, cell.column + cell.column_span):
                sides.setdefault(column, (cell.box.x0, cell.box.x1))
    return [own.get(c) or over.get(c, (0.0, 0.0)) for c in range(table.columns)]


def _continued(before: TaskTable, table: Table) -> Header | None:
    """The columns of a table without a header that goes on with `before`: same columns, or the same places."""
    columns = before.header.columns
    if table.columns != len(columns):
        edges = _edges(table)
        if not any(e != (0.0, 0.0) for e in edges) or not any(e != (0.0, 0.0) for e in before.edges):
            return None
        found: list[Column] = []
        for x0, x1 in edges:
            overlaps = [(min(x1, b1) - max(x0, b0), c) for c, (b0, b1) in enumerate(before.edges)]
            share, best = max(overlaps, default=(0.0, 0))
            found.append(columns[best] if share > 0 else Column(None))
        if not any(column.role == TASK for column in found):
            return None
        columns = tuple(found)
    return Header(columns, 0, before.header.targets, before.header.mixed)
