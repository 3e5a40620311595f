"""Tables in a text that has kept its columns as places on the line, as `pdftotext -layout` prints them.

The words of a text page stand where their characters do; what finds tables without ruling lines in a PDF
(`pdf_unruled`) finds them here, after `text_columns` has set cells into their columns, `text_strips` has lines of cells
that are centred beside each other half a line apart, and `text_axes` has the columns of all pages in one place.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from pipeline.read.document import Line, Table
from pipeline.read.text_axes import Axes
from pipeline.read.text_columns import GAP, column_begins, column_edges, pieces_of, settled
from pipeline.read.text_strips import baselines, strips_of

if TYPE_CHECKING:
    from pipeline.read.pdf_text import Strip
    from pipeline.read.pdf_unruled_header import ColumnNaming

LEAST_LINES = 3
"""Lines with two wide gaps from which on a table is looked for."""

# The number of a page, alone on its line: "3", "- 12 -"; not "2026"
PAGE_NUMBER = regex.compile(r"\s*(?:(\d{1,3})|[-–] ?(\d{1,3}) ?[-–])\s*")
# The number of a row below the name of its column: "TT I", "STT 1."; not "Số TT"
NUMBER_BELOW = regex.compile(r"\s(?:[IVX]+|[A-H]|\d{1,2})[.)]?$")


def find_layout_tables(
    pages: Sequence[Sequence[str]], naming: ColumnNaming | None, *, numbered: bool
) -> tuple[dict[tuple[int, int], Table], set[tuple[int, int]]]:
    """The tables in printed lines (page by page, empty lines too) by the (page, line) where they begin, both from 0;
    and all lines that stand in a table. `numbered`: whether the document has pages."""
    rows = sum(len(GAP.findall(line)) > 1 for page in pages for line in page)
    if naming is None or rows < LEAST_LINES:
        return {}, set()
    naming = _without_rows(naming)
    from pipeline.read.pdf_unruled import PageText, read_unruled

    shown = [[unicodedata.normalize("NFC", line.expandtabs()) for line in page] for page in pages]
    if numbered:
        shown = _without_page_numbers(shown)
    printed: list[list[list[Strip]]] = []
    heights: list[list[float]] = []
    axes = Axes(naming)
    for page in shown:
        begins = column_begins(page)
        edges = column_edges(begins)
        pieces = [pieces_of(line, edges) for line in settled(page, begins)]
        heights.append(baselines(pieces))
        axis = axes.of(pieces, heights[-1])
        ends = sorted(begins)
        printed.append([strips_of(line, y, axis, ends) for line, y in zip(pieces, heights[-1], strict=True)])
    texts = [PageText(n, [s for line in page for s in line], ()) for n, page in enumerate(printed, 1)]
    tables: dict[tuple[int, int], Table] = {}
    taken: set[tuple[int, int]] = set()
    for n, (found, strips) in enumerate(zip(read_unruled(texts, naming), printed, strict=True)):
        if not found.tables:
            continue
        left = {id(strip.words[0]) for strip in found.strips}
        gone = [y for y, line in enumerate(strips) if line and id(line[0].words[0]) not in left]
        taken.update((n, y) for y in gone)
        for table in found.tables:
            top = _first_line(table)
            start = next((y for y in gone if heights[n][y] >= top - 1), gone[0])
            while (n, start) in tables:
                start += 1
            tables[n, start] = _bare(table, n + 1 if numbered else None)
    return tables, taken


def _without_rows(naming: ColumnNaming) -> ColumnNaming:
    """The naming for a text, which does not tell how far the first row stands below the header: the name of the
    column of numbers ends before the number of a row."""

    def name(text: str) -> tuple[str | None, int]:
        role, weight = naming(text)
        return (None, 0) if role == "number" and NUMBER_BELOW.search(text) else (role, weight)

    return name


def _without_page_numbers(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages with an empty line for the number at the head or the foot of each; it counts pages from the first
    page that has one."""
    out = [list(page) for page in pages]
    for outermost in (0, -1):
        places = [[y for y, line in enumerate(page) if line.strip()][outermost:][:1] for page in out]
        found: dict[int, int] = {}
        for n, place in enumerate(places):
            match = PAGE_NUMBER.fullmatch(out[n][place[0]]) if place else None
            if match:
                found[n] = int(match[1] or match[2])
        offsets = Counter(number - n for n, number in found.items())
        for n, number in found.items():
            if offsets[number - n] > 1:
                out[n][places[n][0]] = ""
    return out


def _first_line(table: Table) -> float:
    """The baseline of a table's first line."""
    return min(line.box.bottom for cell in table.cells for line in cell.lines if line.box is not None)


def _bare(table: Table, page: int | None) -> Table:
    """The table without the places, sizes and weights that a text does not know."""
    cells = tuple(
        replace(cell, box=None, lines=tuple(Line(line.text, page=page) for line in cell.lines)) for cell in table.cells
    )
    return replace(table, cells=cells, page=page, box=None)
