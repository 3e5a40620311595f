"""PDF -> Document: characters and ruling lines by PDFium, lines and tables by their geometry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import regex

from pipeline.errors import KehoachError
from pipeline.read.document import Box, Cell, Document, Line, Table
from pipeline.read.pdf_breaks import Room, with_breaks
from pipeline.read.pdf_page import PageContent, read_page
from pipeline.read.pdf_running import Sheet, without_running_lines
from pipeline.read.pdf_space import Matrix, apply_to_box, frames, inverse
from pipeline.read.pdf_tables import Grid, find_grids, words_by_cell
from pipeline.read.pdf_text import (
    Strip,
    filled_in,
    in_reading_order,
    strips,
    without_footnotes,
    without_note_marks,
    without_page_number,
)
from pipeline.read.pdf_unruled import PageText, read_unruled
from pipeline.read.pdf_unruled_header import ColumnNaming
from pipeline.read.pdf_words import Word

_SCAN_CHARACTERS = 20
"""A PDF with fewer characters a page than this, on pages that hold images, is a scan."""
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
# An object's head, in what follows the last "%%EOF" of a file that was cut short: "\n12 0 obj"; not "endobj"
_OBJECT = regex.compile(rb"[\r\n]\d{1,10} \d{1,5} obj\b")


def read_pdf(data: bytes, name: str | None = None, naming: ColumnNaming | None = None) -> Document:
    """The lines and tables of a PDF in reading order; `sha256` is left empty.

    `naming` says what header cells mean: tables without ruling lines are found by it (`pdf_unruled`).
    Left out: page numbers and running lines in the margins, footnotes and their marks. Numbers and dates stamped by
    signing software are put into the blanks left for them, and listed with all other stamped text in `overlays`.
    Raises KehoachError: `encrypted` (a password is needed), `damaged` (cut short, broken), `scan` (no text layer).
    """
    pages = _read_pages(data, name)
    _refuse_scan(pages, name)
    body = _body_size(pages)
    texts: list[PageText] = []
    overlays: list[Line] = []
    in_footnotes = False
    layouts = _layouts(pages)
    for layout, found in zip(layouts, without_running_lines([layout.sheet() for layout in layouts]), strict=True):
        page = layout.page
        found, in_footnotes = _page_text(layout, found, body, in_footnotes)
        texts.append(PageText(page.number, found, page.edges))
        overlays.extend(strip.line(page.number) for stamp in page.stamps for strip in strips(stamp))
    blocks: list[Line | Table] = []
    unruled = read_unruled(texts, naming)
    for layout, read in zip(layouts, unruled, strict=True):
        blocks.extend(_page_blocks(layout, read.strips, read.tables))
    doubtful = tuple(page.number for page, read in zip(pages, unruled, strict=True) if read.doubtful)
    return Document("pdf", tuple(blocks), len(pages), name, "", tuple(overlays), doubtful_pages=doubtful)


def _read_pages(data: bytes, name: str | None) -> list[PageContent]:
    import pypdfium2

    damaged = KehoachError("damaged", path=name or "-", kind="PDF")
    if _is_cut_short(data):
        raise damaged
    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            raise KehoachError("encrypted", path=name or "-") from error
        raise damaged from error
    try:
        if len(document) == 0:
            raise damaged
        return [read_page(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise damaged from error
    finally:
        document.close()


def _is_cut_short(data: bytes) -> bool:
    """Whether the file ends in the middle. PDFium repairs such files in silence, without the pages that are lost."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        return b"startxref" not in data[-2048:]
    return _OBJECT.search(data, end) is not None


def _refuse_scan(pages: Sequence[PageContent], name: str | None) -> None:
    characters = sum(page.characters for page in pages)
    if characters < _SCAN_CHARACTERS * len(pages) and any(page.images for page in pages):
        raise KehoachError("scan", path=name or "-")


def _body_size(pages: Sequence[PageContent]) -> float:
    """The font size of most of the text."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


@dataclass(frozen=True, slots=True)
class _Layout:
    """The tables of a page, the words in each of them, and the lines outside."""

    page: PageContent
    grids: list[Grid]
    inside: list[list[Word]]
    outside: list[Strip]

    def sheet(self) -> Sheet:
        longer = max(self.page.height, self.page.width)
        return Sheet(self.page.height, longer, self.outside, [word for words in self.inside for word in words])


def _layouts(pages: Iterable[PageContent]) -> list[_Layout]:
    out: list[_Layout] = []
    for page in pages:
        words: Sequence[Word] = filled_in(page.words, page.stamps) if page.stamps else page.words
        before = out[-1].grids if out and out[-1].page.turn == page.turn else ()
        grids = _outermost(find_grids(page.edges, words, before[-1].xs if before else ()))
        outside: list[Word] = []
        inside: list[list[Word]] = [[] for _ in grids]
        for word in words:
            x, y = (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size
            home = next((i for i, grid in enumerate(grids) if grid.holds(x, y)), None)
            (outside if home is None else inside[home]).append(word)
        out.append(_Layout(page, grids, inside, strips(outside)))
    return out


def _page_text(layout: _Layout, found: list[Strip], body: float, in_footnotes: bool) -> tuple[list[Strip], bool]:
    """The lines outside tables in reading order, without the page number and footnotes; and whether it has those."""
    page = layout.page
    found = without_page_number(found, page.height)
    page_body = min(body, _body_size([page])) if layout.grids else body
    found, in_footnotes = without_footnotes(found, page.edges, page_body, page.height, in_footnotes)
    return without_note_marks(in_reading_order(found)), in_footnotes


def _page_blocks(layout: _Layout, found: list[Strip], unruled: list[Table]) -> list[Line | Table]:
    page = layout.page
    tables = [_table(grid, words, page.number) for grid, words in zip(layout.grids, layout.inside, strict=True)]
    if unruled:
        tables = sorted((*tables, *unruled), key=lambda table: table.box.top if table.box else 0.0)
    blocks = list(_merged(found, tables, page.number))
    if page.turn:
        width, height = (page.height, page.width) if page.turn % 2 else (page.width, page.height)
        back = inverse(frames(width, height)[page.turn])
        blocks = [_moved(block, back) for block in blocks]
    return blocks


def _moved(block: Line | Table, move: Matrix) -> Line | Table:
    """The block with its boxes, and those of all it holds, moved to where the page as displayed has them."""

    def box(old: Box | None) -> Box | None:
        return old and Box(old.page, *apply_to_box(move, old.x0, old.top, old.x1, old.bottom))

    if isinstance(block, Line):
        return replace(block, box=box(block.box))
    cells = tuple(
        replace(cell, box=box(cell.box), lines=tuple(replace(line, box=box(line.box)) for line in cell.lines))
        for cell in block.cells
    )
    return replace(block, cells=cells, box=box(block.box))


def _outermost(grids: list[Grid]) -> list[Grid]:
    """The grids that lie in no other: a table in a table's cell stays text of that cell."""
    return [
        grid
        for grid in grids
        if not any(
            other is not grid
            and other.area > grid.area
            and other.holds((grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2)
            for other in grids
        )
    ]


def _merged(found: list[Strip], tables: list[Table], page: int) -> Iterator[Line | Table]:
    """Lines and tables in order: a table stands before the first line below it."""
    waiting = list(tables)
    for strip in found:
        while waiting and waiting[0].box is not None and strip.lead.baseline > waiting[0].box.top:
            yield waiting.pop(0)
        yield strip.line(page)
    yield from waiting


def _table(grid: Grid, words: list[Word], page: int) -> Table:
    printed = [
        [strip.line(page) for strip in without_note_marks(_cell_strips(content))]
        for content in words_by_cell(grid, words)
    ]
    columns: dict[tuple[int, int], list[Line]] = {}
    for cell, content in zip(grid.cells, printed, strict=True):
        columns.setdefault((cell.column, cell.column_span), []).extend(content)
    rooms = {place: Room.of(content) for place, content in columns.items()}
    cells = []
    for cell, content in zip(grid.cells, printed, strict=True):
        lines = with_breaks(content, rooms[cell.column, cell.column_span])
        box = Box(page, *(round(v, 2) for v in (cell.x0, cell.top, cell.x1, cell.bottom)))
        cells.append(Cell(cell.row, cell.column, lines, cell.row_span, cell.column_span, box))
    box = Box(page, *(round(v, 2) for v in (grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])))
    return Table(tuple(cells), len(grid.ys) - 1, len(grid.xs) - 1, page, box)


def _cell_strips(words: list[Word]) -> list[Strip]:
    """The lines of a cell from top to bottom; it holds one column, so no gap parts a line."""
    found = strips(words)
    found.sort(key=lambda strip: strip.lead.baseline)
    out: list[Strip] = []
    for strip in found:
        if out and abs(strip.lead.baseline - out[-1].lead.baseline) < 0.3 * strip.lead.size:
            out[-1] = Strip.of(sorted((*out[-1].words, *strip.words), key=lambda word: word.x0))
        else:
            out.append(strip)
    return out
