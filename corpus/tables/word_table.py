"""A `CellTable` as a table of a DOCX: gridSpan, vMerge, repeated header, automatic numbers, nesting.

The XML is written in one piece: python-docx takes quadratic time over merged cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from corpus.model import CellTable, PrintedCell

if TYPE_CHECKING:
    from docx.document import Document

TWIPS = 567
"""Twentieths of a point in a centimetre."""
RUNNING = 90
"""Id of the list of running numbers in numbering.xml; every table has its own, counted up from here."""


def cell_table(document: Document, table: CellTable) -> None:
    """Adds the table at the end of the document, scaled to the width between its margins."""
    from docx.oxml import parse_xml

    section: Any = document.sections[-1]
    room = (section.page_width - section.left_margin - section.right_margin) / 360000
    scale = min(1.0, room / sum(table.widths)) if not table.nested else min(1.0, (room - 0.6) / sum(table.widths))
    widths = [round(width * scale * TWIPS) for width in table.widths]
    listed = _running_numbers(document) if table.automatic else None
    xml = _table_xml(table, widths, listed)
    if table.nested:
        xml = _layout_table(xml, sum(widths) + 240)
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body: Any = document.element.body
    body.insert_element_before(parse_xml(xml.replace("<w:tbl>", f"<w:tbl {namespace}>", 1)), "w:sectPr")
    document.add_paragraph("")


def _table_xml(table: CellTable, widths: list[int], listed: int | None) -> str:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    at: dict[tuple[int, int], PrintedCell] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            at[row, cell.column] = cell
    rows = "".join(_row_xml(table, widths, at, row, listed) for row in range(table.rows))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row_xml(
    table: CellTable, widths: list[int], at: dict[tuple[int, int], PrintedCell], row: int, listed: int | None
) -> str:
    properties = "" if table.can_split else "<w:cantSplit/>"
    if row < table.header_rows and table.header_repeats:
        properties += "<w:tblHeader/>"
    cells = []
    column = 0
    while column < len(widths):
        cell = at[row, column]
        width = sum(widths[column : column + cell.column_span])
        settings = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if cell.column_span > 1:
            settings += f'<w:gridSpan w:val="{cell.column_span}"/>'
        if cell.row_span > 1:
            settings += "<w:vMerge/>" if row > cell.row else '<w:vMerge w:val="restart"/>'
        if table.middle or row < table.header_rows:
            settings += '<w:vAlign w:val="center"/>'
        own = row == cell.row
        running = listed if own and row >= table.header_rows and cell.lines[:1] and cell.lines[0].isdigit() else None
        content = _paragraphs(cell, table.size, running if column == 0 else None) if own else "<w:p/>"
        cells.append(f"<w:tc><w:tcPr>{settings}</w:tcPr>{content}</w:tc>")
        column += cell.column_span
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def _paragraphs(cell: PrintedCell, size: float, running: int | None) -> str:
    bold = "<w:b/>" if cell.bold else ""
    look = f'<w:rPr>{bold}<w:sz w:val="{round(2 * size)}"/></w:rPr>'
    jc = "center" if cell.centred else "left"
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{running}"/></w:numPr>' if running else ""
    style = f'<w:pPr>{number}<w:spacing w:before="30" w:after="30"/><w:jc w:val="{jc}"/>{look}</w:pPr>'
    out = []
    for text in cell.lines or ("",):
        run = "" if running or not text else f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        out.append(f"<w:p>{style}{run}</w:p>")
    return "".join(out)


def _layout_table(inner: str, width: int) -> str:
    """A table of one cell without borders around another."""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}<w:p/></w:tc></w:tr></w:tbl>'
    )


def _running_numbers(document: Document) -> int:
    """A new list in numbering.xml that prints 1, 2, 3; returns its id."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    root: Any = document.part.numbering_part.element
    taken = {int(node.get(qn("w:numId"))) for node in root.findall(qn("w:num"))}
    number = max(RUNNING, max(taken, default=0) + 1)
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="%1"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
    )
    root.find(qn("w:num")).addprevious(
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{level}</w:abstractNum>')
    )
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return number
