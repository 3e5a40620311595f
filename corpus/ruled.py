"""Ruled tables of a DOCX: task tables with merged cells and repeated headers, and tables that hold no tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.model import Column, Group, PlainTable, Row, TaskTable, Values

if TYPE_CHECKING:
    from docx.document import Document

SIZE = 12
"""Points of the letters in a table."""


def task_table(document: Document, source: TaskTable) -> None:
    """Adds a task table: header row, group rows over all columns, one row a task; None in `cells` merges upwards."""
    table = _grid(document, len(source.rows) + 1, tuple(column.width for column in source.columns))
    for cell, column in zip(table.rows[0].cells, source.columns, strict=True):
        _write(cell, (column.header,), bold=True, centred=True)
    if source.header_repeats:
        _repeat(table.rows[0])
    top: dict[int, Any] = {}
    for number, row in enumerate(source.rows, start=1):
        cells = table.rows[number].cells
        if isinstance(row, Group):
            _write(cells[0], (row.number,), bold=True, centred=True)
            _write(cells[1].merge(cells[-1]), (row.title,), bold=True)
            continue
        for position, column in enumerate(source.columns):
            lines = printed(row, column)
            if lines is None:
                top[position] = top[position].merge(cells[position])
            else:
                top[position] = cells[position]
                _write(cells[position], lines, centred=column.role in ("number", "when"))


def printed(row: Row, column: Column) -> Values | None:
    """The lines that `column` prints for `row`; None where the cell above goes on."""
    overrides = dict(row.cells)
    if column.role in overrides:
        text = overrides[column.role]
        return None if text is None else tuple(text.split("\n"))
    if column.role == "number":
        return (row.number or "",)
    if column.role == "task":
        return (row.task,)
    if column.role == "when":
        return ("; ".join(when.raw for when in row.when),)
    values: Values = {"products": row.products, "lead": row.lead, "coord": row.coord}.get(column.role, ())
    if len(values) < 2:
        return values or ("",)
    return tuple(f"- {value}{'.' if value == values[-1] else ';'}" for value in values)


def plain_table(document: Document, source: PlainTable) -> None:
    """Adds a table that is printed as it is; its first row is the header."""
    table = _grid(document, len(source.rows), source.widths)
    for number, (row, texts) in enumerate(zip(table.rows, source.rows, strict=True)):
        for cell, text in zip(row.cells, texts, strict=True):
            _write(cell, (text,), bold=number == 0, centred=number == 0 or text[:1].isdigit())


def _grid(document: Document, rows: int, widths: tuple[float, ...]) -> Any:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    table = document.add_table(rows=rows, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    return table


def _write(cell: Any, lines: Values, *, bold: bool = False, centred: bool = False) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    if centred:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for position, text in enumerate(lines):
        paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold or None, Pt(SIZE)


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
