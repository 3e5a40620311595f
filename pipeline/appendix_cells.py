"""The rows of a task table as printed: what stands under each role, merged cells, rows that a page break cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.read.document import Cell, Line, Table
from pipeline.reflow import join
from pipeline.table_header import DETAIL, FIELDS, NUMBER, TASK, Column, Header, is_mark

SETTING = (NUMBER, DETAIL, TASK, *FIELDS, "deadline_start")
"""Roles whose cells make the record; those of other columns are kept beside it."""


@dataclass(slots=True)
class PrintedRow:
    cells: dict[str, list[Line]]
    merged: set[str]
    whole: Line | None = None
    """The text of a row whose single cell spans (nearly) all columns."""
    ids: dict[str, int] = field(default_factory=dict)
    extra: dict[str, list[Line]] = field(default_factory=dict)
    doubtful: bool = False
    """Whether a cell could nearly as well hold other words (`Table.doubtful`)."""
    open: set[str] = field(default_factory=set)
    """Roles whose cell is merged over rows but empty: it may go on from the page before."""

    def text(self, role: str) -> str:
        return "\n".join(line.text for line in self.cells.get(role, ()))

    def task(self) -> str:
        lines = self.cells.get(TASK)
        return join(lines).text.strip() if lines else ""


def printed_rows(table: Table, header: Header) -> list[PrintedRow]:
    out: list[PrintedRow] = []
    grid = table.grid()
    for r in range(header.depth, table.rows):
        row = grid[r]
        raw = PrintedRow({}, set(), doubtful=r in table.doubtful)
        distinct = {id(c): c for c in row if c is not None and c.text.strip()}
        if not distinct:
            continue
        only = next(iter(distinct.values())) if len(distinct) == 1 else None
        if only is not None and only.column_span >= max(2, table.columns - 1) and only.row_span == 1:
            raw.whole = (
                join(only.lines).lines[0]
                if len(only.lines) == 1
                else Line(join(only.lines).text, only.lines[0].page, only.box or only.lines[0].box)
            )
        seen: set[int] = set()
        for column, cell in zip(header.columns, row, strict=False):
            if cell is None or id(cell) in seen:
                continue
            role = column.role
            if role == "deadline_start" and any(c.role == "deadlines" for c in _columns_of(cell, header)):
                role = "deadlines"  # one time over "Bắt đầu | Kết thúc"
            if not cell.text.strip():
                if cell.row_span > 1 and role is not None:
                    raw.open.add(role)
                continue
            lines = [line for line in cell.lines if line.text.strip()]
            seen.add(id(cell))
            if column.mark or column.in_days:
                role, lines = _marked(column, lines)
                if role is None:
                    continue
            if role in SETTING:
                raw.cells.setdefault(role, []).extend(lines)
                raw.ids[role] = id(cell)
                if cell.row_span > 1:
                    raw.merged.add(role)
            elif role or column.name:
                raw.extra.setdefault(role or column.name, []).extend(lines)
        out.append(raw)
    return out


def _columns_of(cell: Cell, header: Header) -> Sequence[Column]:
    """The columns that the cell spans."""
    return header.columns[cell.column : cell.column + cell.column_span]


def _marked(column: Column, lines: list[Line]) -> tuple[str | None, list[Line]]:
    """What a cell of a column of marks (or of days) says: the role that it sets, None for none, and its text."""
    text = " ".join(line.text for line in lines)
    if column.in_days and text.strip().isdigit():
        return column.role, [replace(lines[0], text=f"{text.strip()} ngày")]
    sign = is_mark(text)
    if sign is not None and column.mark:
        role = sign if sign in FIELDS and column.role in ("lead_units", "coordinating_units") else column.role
        return role, [replace(lines[0], text=column.mark)]
    return (None if column.marks_only else column.role), lines


def append_page(rows: list[PrintedRow], more: list[PrintedRow], header: Header) -> None:
    """Add the rows of the next page; what a page break cut off goes back to the row it belongs to."""
    if more and rows and _is_tail(rows[-1], more[0], header):
        for role, lines in more[0].cells.items():
            if role in more[0].merged and rows[-1].text(role) == "\n".join(line.text for line in lines):
                continue
            rows[-1].cells.setdefault(role, []).extend(lines)
        for role, lines in more[0].extra.items():
            rows[-1].extra.setdefault(role, []).extend(lines)
        # a cell merged over rows of both pages goes on below the tail
        more = more[1:]
    if more and rows:
        _carry_merged(rows[-1], more)
    rows.extend(more)


def _is_tail(last: PrintedRow, row: PrintedRow, header: Header) -> bool:
    if row.whole is not None or row.cells.get(NUMBER) or row.cells.get(DETAIL):
        return False
    task = row.text(TASK).strip()
    if any(column.role in (NUMBER, DETAIL) for column in header.columns):
        # without a number a row that starts a new text with units of its own is an unnumbered row, else a tail
        starts = task[:1].isupper() and bool(row.cells.get("lead_units")) and bool(row.cells.get("deadlines"))
        return not starts or not last.text(TASK).rstrip().endswith((".", ";"))
    return not task or task[:1].islower()


def _carry_merged(last: PrintedRow, more: list[PrintedRow]) -> None:
    """A merged cell that goes on over the page is printed once: rows below without a value keep the one above."""
    for role in FIELDS:
        for k, row in enumerate(more):
            # one row of the cell may be left, whose piece is then no merged cell of its own; more are one
            goes_on = role in row.open or (k == 0 and role in last.merged)
            if not goes_on or row.cells.get(role) or row.whole is not None or not last.cells.get(role):
                break
            row.cells[role] = list(last.cells[role])
            row.merged.add(role)
            if role not in row.open:
                break


def merge_spanned(raws: Sequence[PrintedRow]) -> list[PrintedRow]:
    """Physical rows that share one merged task cell are one row: their other cells follow each other."""
    out: list[PrintedRow] = []
    for raw in raws:
        if out and TASK in raw.merged and raw.ids.get(TASK) == out[-1].ids.get(TASK) and raw.ids.get(TASK) is not None:
            for role, lines in raw.cells.items():
                if raw.ids.get(role) != out[-1].ids.get(role) and role != TASK:
                    out[-1].cells.setdefault(role, []).extend(lines)
                    if role in raw.ids:
                        out[-1].ids[role] = raw.ids[role]
            continue
        out.append(raw)
    return out
