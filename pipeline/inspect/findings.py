"""What was found on a page of a PDF, as rectangles: what each is, which row of the result it made, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.appendix import Row, TaskTable
from pipeline.assemble import Reading
from pipeline.inspect.other_lines import other_lines, reason_of_refusal
from pipeline.inspect.traces import (
    GROUP,
    HEADER,
    IGNORED,
    ROW,
    SECTION,
    PrintedRow,
    Traces,
    pages_of,
    trace_nodes,
    trace_rows,
)
from pipeline.nodes import Node
from pipeline.read.document import Box, Cell, Table
from pipeline.table_header import FIELDS

LINE, CELL, HEAD_CELL, REFUSED = "line", "cell", "head", "refused"
"""How a mark is drawn: printed lines, a cell, a cell of the header, a table that was not taken."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on the page. `kind` is a role of a column ("lead_units") or a kind of text ("task", "heading")."""

    box: Box
    kind: str
    shape: str = LINE
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be said of a place: the code of its message and what fills it in."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Strand:
    """A stretch of the page from `top` to `bottom` (points) that became one thing: the row `number` of the result
    (from 1, None where it made none), with the remarks that explain it."""

    top: float
    bottom: float
    kind: str
    number: int | None = None
    remarks: tuple[Remark, ...] = ()
    from_above: bool = False
    """Whether it goes on from the page before."""
    goes_on: bool = False
    """Whether it goes on on the next page."""


@dataclass(frozen=True, slots=True)
class ColumnLabel:
    """The meaning of a column of a task table, over the table that begins at `top`; `mark` is what "x" stands for."""

    x0: float
    x1: float
    top: float
    role: str
    mark: str = ""


@dataclass(slots=True)
class Findings:
    """All that was found on one page (from 1)."""

    page: int
    marks: list[Mark] = field(default_factory=list)
    strands: list[Strand] = field(default_factory=list)
    columns: list[ColumnLabel] = field(default_factory=list)


class Inspection:
    """What was found in a plan, page by page."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.traces = Traces.of(reading)
        self.nodes = list(trace_nodes(reading, self.traces))
        self.tables = [(table, trace_rows(table)) for table in reading.tables]

    def page(self, number: int) -> Findings:
        """The findings on page `number` (from 1); empty lists where nothing stands on it."""
        found = Findings(number)
        for table, printed in self.tables:
            for piece, _ in table.pieces:
                if piece.page == number:
                    self._task_table(found, table, piece, [p for p in printed if p.table is piece], printed)
        self._prose(found)
        self._others(found)
        found.strands.sort(key=lambda strand: strand.top)
        return found

    # --- task tables ------------------------------------------------------------------------------------------------

    def _task_table(
        self, found: Findings, table: TaskTable, piece: Table, here: Sequence[PrintedRow], printed: Sequence[PrintedRow]
    ) -> None:
        columns = here[0].header.columns if here else ()
        for cell in piece.cells:
            if cell.box is None or cell.row >= len(here):
                continue
            kind = here[cell.row].kind
            role = (columns[cell.column].role if cell.column < len(columns) else None) or "none"
            spans = (cell.row_span, cell.column_span) if kind == ROW else (1, 1)
            if kind == HEADER:
                found.marks.append(Mark(cell.box, role if cell.column_span == 1 else "none", HEAD_CELL))
            else:
                found.marks.append(Mark(cell.box, role if kind == ROW else kind, CELL, *spans))
        found.columns += _column_labels(piece, here)
        known: set[int] = set()
        for p in here:
            if p.kind in (SECTION, GROUP, IGNORED, HEADER) and (extent := _extent([p])):
                if p.kind != HEADER:
                    found.strands.append(self._heading_strand(p, extent, table))
                elif p.index == 0:
                    found.strands.append(self._head_strand(table, piece, here, _extent([p]) or extent))
            elif p.kind == ROW and p.row is not None and id(p.row) not in known:
                known.add(id(p.row))
                mine = [q for q in here if q.row is p.row]
                if extent := _extent(mine):
                    found.strands.append(self._row_strand(found.page, p.row, extent, table, printed))
        if here and here[0].kind != HEADER and len(table.pieces) > 1 and piece.box is not None:
            before = _piece_before(table, piece)
            if before is not None and not any(s.from_above and s.top <= piece.box.top + 1 for s in found.strands):
                top = piece.box.top
                remark = Remark("inspect-table-goes-on", {"page": before})
                found.strands.insert(0, Strand(top - 1, top, HEADER, None, (remark,)))

    def _head_strand(
        self, table: TaskTable, piece: Table, here: Sequence[PrintedRow], extent: tuple[float, float]
    ) -> Strand:
        before = _piece_before(table, piece)
        last = [p for p in here if p.kind == HEADER][-1]
        bottom = (_extent([last]) or extent)[1]
        if before is not None:
            return Strand(extent[0], bottom, HEADER, None, (Remark("inspect-header-again", {"page": before}),))
        code = "inspect-header-targets" if table.target_header else "inspect-header"
        return Strand(extent[0], bottom, HEADER, None, (Remark(code),))

    def _heading_strand(self, p: PrintedRow, extent: tuple[float, float], table: TaskTable) -> Strand:
        if p.kind == IGNORED:
            return Strand(*extent, IGNORED, None, (Remark("inspect-row-ignored"),))
        numbers = [
            n
            for row in table.rows
            if (p.kind == SECTION and p.label in (label for label, _ in row.sections))
            or (p.kind == GROUP and row.group and row.group.split() == p.text.split())
            if (n := self.traces.number(row)) is not None
        ]
        values = {"label": p.label, "first": min(numbers, default="?"), "last": max(numbers, default="?")}
        return Strand(*extent, p.kind, None, (Remark(f"inspect-row-{p.kind}", values),))

    def _row_strand(
        self, page: int, row: Row, extent: tuple[float, float], table: TaskTable, printed: Sequence[PrintedRow]
    ) -> Strand:
        number = self.traces.number(row)
        pages = pages_of(row, printed)
        remarks = list(self.remarks_on_row(row))
        earlier = [p for p in pages if p < page]
        later = [p for p in pages if p > page]
        if earlier:
            code = "inspect-from-row" if number is not None else "inspect-from-page"
            remarks.insert(0, Remark(code, {"row": number, "page": earlier[-1]}))
        if later:
            remarks.append(Remark("inspect-goes-on", {"page": later[0]}))
        for role in FIELDS:
            before = [line.page for line in row.cells.get(role, ()) if line.page is not None and line.page < page]
            if role in row.merged and before and not earlier:
                remarks.append(Remark("inspect-merged-from", {"role": Remark(f"role-{role}"), "page": before[-1]}))
        draft = self.traces.draft(row)
        kind = draft.task.kind if draft else "context"
        return Strand(*extent, kind, number, tuple(remarks), bool(earlier), bool(later))

    def remarks_on_row(self, row: Row) -> Iterator[Remark]:
        """Why a row is no record, and which row it belongs to."""
        if not row.is_item:
            yield Remark("inspect-row-context")
        if row.parent is not None:
            above = self.traces.number(row.parent)
            if above is not None:
                yield Remark("inspect-under-row", {"row": above})
            else:
                yield Remark("inspect-under-context", {"label": row.parent.number or "–"})

    # --- prose ------------------------------------------------------------------------------------------------------

    def _prose(self, found: Findings) -> None:
        for trace in self.nodes:
            lines = trace.node.paragraph.lines if trace.node.paragraph else ()
            pages = list(dict.fromkeys(line.page for line in lines if line.page is not None))
            box = _union(line.box for line in lines if line.page == found.page)
            if box is None:
                continue
            found.marks.append(Mark(box, trace.kind))
            earlier, later = [p for p in pages if p < found.page], [p for p in pages if p > found.page]
            remarks: list[Remark] = []
            if earlier:
                code = "inspect-from-row" if trace.number is not None else "inspect-from-page"
                remarks.append(Remark(code, {"row": trace.number, "page": earlier[-1]}))
            above = self.traces.number(trace.draft.above) if trace.draft else None
            if above is not None:
                remarks.append(Remark("inspect-under-row", {"row": above}))
            if trace.kind in ("purpose", "other", "preamble", "attribute"):
                remarks.append(Remark(f"inspect-{trace.kind}"))
            if later:
                remarks.append(Remark("inspect-goes-on", {"page": later[0]}))
            found.strands.append(
                Strand(box.top, box.bottom, trace.kind, trace.number, tuple(remarks), bool(earlier), bool(later))
            )

    # --- the rest ---------------------------------------------------------------------------------------------------

    def _others(self, found: Findings) -> None:
        nodes: list[Node] = [trace.node for trace in self.nodes]
        for kind, line in other_lines(self.reading, nodes):
            if line.page == found.page and line.box is not None:
                found.marks.append(Mark(line.box, kind))
        for table in self.reading.document.blocks:
            if not isinstance(table, Table) or table.page != found.page or table.box is None:
                continue
            reason = reason_of_refusal(self.reading, table)
            if reason is not None:
                found.marks.append(Mark(table.box, "refused", REFUSED))
                remark = Remark("inspect-refused", {"reason": Remark(reason)})
                found.strands.append(Strand(table.box.top, table.box.bottom, "refused", None, (remark,)))


def _column_labels(piece: Table, here: Sequence[PrintedRow]) -> Iterator[ColumnLabel]:
    """The labels of the piece's columns, each as wide as its narrowest cell."""
    if not here or piece.box is None:
        return
    edges: dict[int, tuple[float, float]] = {}
    for cell in piece.cells:
        if cell.box is not None and cell.column_span == 1:
            edges.setdefault(cell.column, (cell.box.x0, cell.box.x1))
    for c, column in enumerate(here[0].header.columns):
        if c in edges:
            yield ColumnLabel(*edges[c], piece.box.top, column.role or "none", column.mark)


def _piece_before(table: TaskTable, piece: Table) -> int | None:
    """The page of the printed table that `piece` goes on from."""
    pieces = [p for p, _ in table.pieces]
    at = next(i for i, p in enumerate(pieces) if p is piece)
    return pieces[at - 1].page if at else None


def _extent(rows: Sequence[PrintedRow]) -> tuple[float, float] | None:
    """From the top of the first printed row to the bottom of the last; cells merged over other rows do not count."""
    cells: list[Cell] = [cell for p in rows for cell in p.cells]
    plain = [cell for cell in cells if cell.row_span == 1] or cells
    boxes = [cell.box for cell in plain if cell.box is not None]
    if not boxes:
        return None
    return min(box.top for box in boxes), max(box.bottom for box in boxes)


def _union(boxes: Iterable[Box | None]) -> Box | None:
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    return Box(
        known[0].page,
        min(b.x0 for b in known),
        min(b.top for b in known),
        max(b.x1 for b in known),
        max(b.bottom for b in known),
    )
