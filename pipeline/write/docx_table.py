"""A table in Word's XML, its elements in the order of the schema (ECMA-376 part 1, 17.4), which Word asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

PADDING = {"top": 30, "left": 85, "bottom": 30, "right": 85}
"""Around a cell's text, in twentieths of a point, in the order of the schema."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a cell, a paragraph each; `span` is how many columns it takes."""

    lines: Sequence[str]
    span: int = 1
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `header`: repeated on each page, `whole`: not broken by a page, `next_page`: not parted from the next."""

    cells: Sequence[Cell]
    bold: bool = False
    header: bool = False
    whole: bool = True
    next_page: bool = False


def add_table(document: Document, rows: Sequence[Row], shares: Sequence[float]) -> None:
    """Add a ruled table as wide as the text, the width parted among the columns by `shares`."""
    from docx.oxml import OxmlElement

    from pipeline.write.docx_page import text_width

    widths = [round(text_width() * share / sum(shares)) for share in shares]
    table: Any = OxmlElement("w:tbl")
    properties = _add(table, "tblPr")
    _add(properties, "tblW", w=sum(widths), type="dxa")
    _add(properties, "jc", val="center")
    borders = _add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, side, val="single", sz=4, space=0, color="000000")
    _add(properties, "tblLayout", type="fixed")
    margins = _add(properties, "tblCellMar")
    for side, width in PADDING.items():
        _add(margins, side, w=width, type="dxa")
    _add(properties, "tblLook", val="04A0")
    grid = _add(table, "tblGrid")
    for width in widths:
        _add(grid, "gridCol", w=width)
    for row in rows:
        _add_row(table, row, widths)
    # after the last paragraph, before the properties of the section
    document.element.body.sectPr.addprevious(table)
    # Word wants a paragraph behind a table; of one point, it takes no page of its own
    _end(document)


def _add_row(table: Any, row: Row, widths: Sequence[int]) -> None:
    element = _add(table, "tr")
    properties = _add(element, "trPr")
    if row.whole:
        _add(properties, "cantSplit")
    if row.header:
        _add(properties, "tblHeader")
    column = 0
    for cell in row.cells:
        _add_cell(element, cell, sum(widths[column : column + cell.span]), row)
        column += cell.span


def _add_cell(row: Any, cell: Cell, width: int, of: Row) -> None:
    element = _add(row, "tc")
    properties = _add(element, "tcPr")
    _add(properties, "tcW", w=width, type="dxa")
    if cell.span > 1:
        _add(properties, "gridSpan", val=cell.span)
    _add(properties, "vAlign", val="center" if of.bold else "top")
    for line in cell.lines or [""]:
        _add_line(element, line, centred=cell.centred, bold=of.bold, keep=of.next_page)


def _add_line(cell: Any, text: str, *, centred: bool, bold: bool, keep: bool) -> None:
    from pipeline.write.docx_page import TABLE_SIZE

    paragraph = _add(cell, "p")
    if keep or centred:
        properties = _add(paragraph, "pPr")
        if keep:
            _add(properties, "keepNext")
        if centred:
            _add(properties, "jc", val="center")
    run = _add(paragraph, "r")
    how = _add(run, "rPr")
    if bold:
        _add(how, "b")
        _add(how, "bCs")
    _add(how, "sz", val=2 * TABLE_SIZE)
    _add(how, "szCs", val=2 * TABLE_SIZE)
    content = _add(run, "t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _end(document: Document) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    spacing = paragraph.paragraph_format
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def _add(parent: Any, tag: str, **attributes: str | int) -> Any:
    """Append an element of Word's namespace with these attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Any = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element
