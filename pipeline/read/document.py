"""What a reader returns: the text of a file with the place where each piece was printed.

A `Document` is the same for every format.  Its `blocks` are the printed lines and the tables in reading order;
nothing is interpreted yet (page numbers and wrapped lines are still there, see `pipeline.reflow`).
All coordinates are PDF points, origin at the top left of the page, pages counted from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (points, origin top left, `top` < `bottom`)."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one paragraph where the format stores paragraphs (DOCX).

    `text` is NFC, without line breaks, soft hyphens or non-breaking spaces, runs of white space folded to one space.
    `starts_paragraph` says what the format knows: True for the first line of a paragraph (DOCX), False for a line
    that goes on after a manual line break, None where only the print is known (PDF, hard-wrapped text).
    `size` is the font size in points, `bold` whether most of the line is bold; both unknown (None) in text files.
    """

    text: str
    page: int | None = None
    box: Box | None = None
    starts_paragraph: bool | None = None
    bold: bool | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `row` and `column` (from 0) are its first, the spans how many it covers."""

    row: int
    column: int
    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    box: Box | None = None

    @property
    def text(self) -> str:
        """The lines of the cell, joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells on one page (PDF), as stored (DOCX) or a whole sheet (XLSX); in row-major order, none overlap."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    page: int | None = None
    box: Box | None = None
    header_rows: int = 0
    """Rows that the format marks as repeated header (DOCX `w:tblHeader`); 0 where it does not say."""
    doubtful: frozenset[int] = frozenset()
    """Rows whose cells were put together from lines without columns and could nearly as well be others."""

    def grid(self) -> list[list[Cell | None]]:
        """rows x columns; a merged cell stands at every position that it covers."""
        out: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for c in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    out[r][c] = cell
        return out


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `format` is "pdf", "docx", "xlsx" or "text"; `pages` is None where the format has none."""

    format: str
    blocks: tuple[Line | Table, ...]
    pages: int | None = None
    name: str | None = None
    sha256: str = ""
    overlays: tuple[Line, ...] = field(default=())
    """Text stamped over a page after it was typeset (number and date of a signed PDF), not part of the flow."""
    sheets: tuple[str, ...] = ()
    """The names of the visible sheets of a workbook, whose pages they are: `sheets[0]` is page 1."""
    hidden_sheets: tuple[str, ...] = ()
    """The names of the sheets of a workbook that are hidden and therefore not read."""
    doubtful_pages: tuple[int, ...] = ()
    """Pages of a PDF that seem to hold a table without ruling lines that could not be read; its lines are lines."""

    def lines(self) -> Iterator[Line]:
        """The lines outside tables."""
        return (block for block in self.blocks if isinstance(block, Line))

    def texts(self) -> Iterator[str]:
        """What is printed, line by line and cell by cell, in reading order."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from (cell.text for cell in block.cells)
            else:
                yield block.text
