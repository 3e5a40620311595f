"""The rows of a task table as printed: what stands under each role, merged cells, rows that a page break cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractors.deadlines import find_deadlines
from extractors.unit_heads import head_at
from pipeline.markers import read_marker
from pipeline.read.document import Cell, Line, Table
from pipeline.reflow import join
from pipeline.table_header import DETAIL, FIELDS, NUMBER, TASK, UNITS, Column, Header, is_mark

SETTING = (NUMBER, DETAIL, TASK, *FIELDS, "deadline_start")
"""Roles whose cells make the record; those of other columns are kept beside it."""

# a time of its own in a column of times: "15/5", "Tuần 2", "trước ngày 20"; not "20", "02 lớp"
OWN_TIME = regex.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}|(?<!\p{L})(?:ngày|tuần|tháng|quý|trước|sau|đến|từ)(?!\p{L})", regex.I
)


@dataclass(slots=True)
class PrintedRow:
    """A row of the grid: the lines of each role's cell, and which of the cells are merged over rows."""

    cells: dict[str, list[Line]]
    merged: set[str]
    whole: Line | None = None
    """The text of a row whose single cell spans (nearly) all columns."""
    ids: dict[str, int] = field(default_factory=dict)
    extra: dict[str, list[Line]] = field(default_factory=dict)
    doubtful: bool = False
    """Whether a cell could nearly as well hold other words, or belong to the row above."""
    carried: set[str] = field(default_factory=set)
    """Roles whose value stands on the page before, in a cell merged over both."""
    spread: bool = False
    """Whether the task cell goes over columns of other fields: a heading."""
    open: set[str] = field(default_factory=set)
    """Roles whose cell is merged over rows but empty: it may go on from the page before."""

    def text(self, role: str) -> str:
        """The lines of the role's cell joined by line breaks."""
        return "\n".join(line.text for line in self.cells.get(role, ()))

    def task(self) -> str:
        """The text of the task cell, its lines joined."""
        lines = self.cells.get(TASK)
        return join(lines).text.strip() if lines else ""

    def add(self, role: str, lines: Sequence[Line], *, apart: bool = False) -> None:
        """Put lines into the role's cell; `apart`: they are another value than those that stand there."""
        held = self.cells.setdefault(role, [])
        if held and apart and not held[-1].text.rstrip().endswith(";"):
            held[-1] = replace(held[-1], text=f"{held[-1].text.rstrip()};")
        held.extend(lines)

    def join(self, other: PrintedRow, *, apart: bool = False) -> None:
        """Take in the cells of another row of the grid that is part of this one."""
        for role, lines in other.cells.items():
            self.add(role, lines, apart=apart)
        for role, lines in other.extra.items():
            self.extra.setdefault(role, []).extend(lines)


def printed_rows(table: Table, header: Header) -> list[PrintedRow]:
    """The rows of the table below its header, those without text left out."""
    out: list[PrintedRow] = []
    for r, row in enumerate(table.grid()):
        distinct = {id(c): c for c in row if c is not None and c.text.strip()}
        if r < header.depth or not distinct:
            continue
        raw = PrintedRow({}, set(), doubtful=r in table.doubtful)
        only = next(iter(distinct.values())) if len(distinct) == 1 else None
        if only is not None and only.column_span >= max(2, table.columns - 1) and only.row_span == 1:
            raw.whole = (
                join(only.lines).lines[0]
                if len(only.lines) == 1
                else Line(join(only.lines).text, only.lines[0].page, only.box or only.lines[0].box)
            )
        for cell in {id(c): c for c in row if c is not None}.values():
            _place(raw, cell, header)
        out.append(raw)
    return out


def _place(raw: PrintedRow, cell: Cell, header: Header) -> None:
    """Put the cell where its columns say."""
    columns = header.columns[cell.column : cell.column + cell.column_span]
    if not columns:
        return
    column = _meant(cell, columns)
    if not cell.text.strip():
        if cell.row_span > 1 and column.role is not None:
            raw.open.add(column.role)
        return
    raw.spread |= column.role == TASK and any(c.role in FIELDS for c in columns)
    lines = [line for line in cell.lines if line.text.strip()]
    for role, said in _says(lines, column, columns):
        if role in SETTING:
            raw.add(role, said, apart=bool(column.mark))
            raw.ids[role] = id(cell)
            if cell.row_span > 1:
                raw.merged.add(role)
        elif role:
            raw.extra.setdefault(role, []).extend(said)


def _meant(cell: Cell, columns: Sequence[Column]) -> Column:
    """The column whose cell it is, of those that it spans: that of times for a time, else the first.

    A heading over the whole row stays one, though it is a time too ("Giai đoạn 1: Từ ngày 10/3 đến ngày 30/6")."""
    if columns[0].role == TASK and len(columns) > 2:
        return columns[0]
    times = next((c for c in columns if c.role == "deadlines"), None)
    if times is not None and times is not columns[0]:
        text = " ".join(cell.text.split())
        if columns[0].role == "deadline_start" or (_is_time(text) and head_at(text, 0) is None):
            return times
    return columns[0]


def _is_time(text: str) -> bool:
    return any(deadline.kind != "unknown" for deadline in find_deadlines(text, cell=True))


def _says(lines: list[Line], column: Column, columns: Sequence[Column]) -> Iterator[tuple[str, list[Line]]]:
    """(role, lines) of a cell; what sets no field goes by the name of its column."""
    text = " ".join(" ".join(line.text for line in lines).split())
    if column.in_days and text.isdigit():
        yield "deadlines", [replace(lines[0], text=f"{text} ngày")]
        return
    sign = is_mark(text) if column.mark else None
    if sign is not None:
        for marked in columns:  # a mark over several columns stands for each
            if marked.mark and marked.role:
                yield (
                    (sign if sign in UNITS and marked.role in UNITS else marked.role),
                    [replace(lines[0], text=marked.mark)],
                )
        return
    if column.mark and column.role == "deadlines" and not OWN_TIME.search(text):
        # words or figures under "Tháng 9" say that the work is done then, and something more
        if not column.marks_only:
            yield "deadlines", [replace(lines[0], text=column.mark)]
        yield column.name, lines
        return
    yield column.role or column.name, lines


def merge_spanned(raws: Sequence[PrintedRow]) -> list[PrintedRow]:
    """Physical rows that share one merged task cell are one row: their other cells follow each other."""
    out: list[PrintedRow] = []
    for raw in raws:
        if out and TASK in raw.merged and raw.ids.get(TASK) == out[-1].ids.get(TASK) and raw.ids.get(TASK) is not None:
            new = {role: lines for role, lines in raw.cells.items() if raw.ids.get(role) != out[-1].ids.get(role)}
            out[-1].join(replace(raw, cells={r: v for r, v in new.items() if r != TASK}), apart=True)
            out[-1].ids |= {role: raw.ids[role] for role in new if role in raw.ids}
            continue
        out.append(raw)
    return out


# --- pages ------------------------------------------------------------------------------------------------------------


def append_page(rows: list[PrintedRow], more: list[PrintedRow], header: Header, *, paged: bool) -> None:
    """Add the rows of the next page; what a page break cut off goes back to the row it belongs to.

    `paged`: whether the two parts stand on pages of their own. Parts of one stored table (DOCX) are not cut in rows.
    """
    if paged and more and rows and _is_tail(rows[-1], more[0], header):
        repeated = {role for role in more[0].merged if rows[-1].text(role) == more[0].text(role)}
        rows[-1].join(replace(more[0], cells={r: v for r, v in more[0].cells.items() if r not in repeated}))
        # a cell merged over rows of both pages goes on below the tail
        more = more[1:]
    if more and rows:
        _carry_merged(rows[-1], more, paged=paged)
    rows.extend(more)


def _is_tail(last: PrintedRow, row: PrintedRow, header: Header) -> bool:
    """Whether the first row of a page is the rest of the last row of the page before."""
    if row.whole is not None or row.cells.get(NUMBER) or row.cells.get(DETAIL):
        return False
    task, unit, time = (" ".join(row.text(role).split()) for role in (TASK, "lead_units", "deadlines"))
    if any(column.role in (NUMBER, DETAIL) for column in header.columns):
        if len(task) > 3 and task.isupper():
            return False  # a group row in capitals
        marker = read_marker(task)
        if marker is not None and marker.kind in ("bullet", "letter", "paren", "decimal") and (unit or time):
            return False  # a sub-row with values of its own
        # without a number a row that starts a new text, with a unit and a time that begin there, is one of its own
        starts = task[:1].isupper() and head_at(unit, 0) is not None and (time[:1].isupper() or time[:1].isdigit())
        return not starts
    return not task or task[:1].islower()


def _carry_merged(last: PrintedRow, more: list[PrintedRow], *, paged: bool) -> None:
    """A merged cell that goes on over the page is printed once: rows below without a value keep the one above."""
    for role in FIELDS:
        for k, row in enumerate(more):
            # one row of the cell may be left, whose piece is then no merged cell of its own; more are one
            single = paged and k == 0 and role in last.merged and role not in row.open
            if not (role in row.open or single) or row.cells.get(role) or row.whole or not last.cells.get(role):
                break
            row.cells[role] = list(last.cells[role])
            row.merged.add(role)
            row.carried.add(role)
            if single:
                row.doubtful = True
                break
