"""Tables in a text that has kept its columns as places on the line, as `pdftotext -layout` prints them.

The words of a text page stand where their characters do; what finds tables without ruling lines in a PDF
(`pdf_unruled`) finds them here.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import regex

from pipeline.read.characters import clean
from pipeline.read.document import Line, Table

if TYPE_CHECKING:
    from pipeline.read.pdf_text import Strip
    from pipeline.read.pdf_unruled_header import ColumnNaming
    from pipeline.read.pdf_words import Word

LEAST_LINES = 3
"""Lines with two wide gaps from which on a table is looked for."""
LEAST_EDGE = 3
"""Lines of a page that begin a piece at the same place, where a column begins."""
SURE_EDGE = 4
WIDTH, SIZE, HEIGHT = 4.0, 11.0, 13.0
"""Points of a character, a letter and a line on the imagined page: one blank parts words, two part columns."""

# What stands between two columns: two blanks or more
GAP = regex.compile(r"(?<=\S) {2,}(?=\S)")
WORD = regex.compile(r"\S+")


def find_layout_tables(
    pages: Sequence[Sequence[str]], naming: ColumnNaming | None, *, numbered: bool
) -> tuple[dict[tuple[int, int], Table], set[tuple[int, int]]]:
    """The tables in printed lines (page by page, empty lines too) by the (page, line) where they begin, both from 0;
    and all lines that stand in a table. `numbered`: whether the document has pages."""
    rows = sum(len(GAP.findall(line)) > 1 for page in pages for line in page)
    if naming is None or rows < LEAST_LINES:
        return {}, set()
    from pipeline.read.pdf_unruled import PageText, read_unruled

    shown = [[unicodedata.normalize("NFC", line.expandtabs()) for line in page] for page in pages]
    printed = []
    for page in shown:
        edges = _edges(page)
        printed.append([_strips(line, y, edges) for y, line in enumerate(page)])
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
            start = next((y for y in gone if abs(y * HEIGHT + SIZE - top) < HEIGHT or y * HEIGHT >= top), gone[0])
            while (n, start) in tables:
                start += 1
            tables[n, start] = _bare(table, n + 1 if numbered else None)
    return tables, taken


def _edges(page: Sequence[str]) -> frozenset[int]:
    """The places where pieces of several lines begin: there one blank parts two columns."""
    begins = Counter(gap.end() for line in page for gap in GAP.finditer(line))
    found = {place for place, count in begins.items() if count >= LEAST_EDGE}
    # a converter may shift a line by a place
    found |= {place + shift for place, count in begins.items() if count >= SURE_EDGE for shift in (-1, 1)}
    return frozenset(found)


def _strips(line: str, y: int, columns: Container[int]) -> list[Strip]:
    """The pieces of a printed line that wide gaps part, as they would stand on a page."""
    from pipeline.read.pdf_text import Strip
    from pipeline.read.pdf_words import Word

    baseline = y * HEIGHT + SIZE
    out: list[list[Word]] = []
    end = -2
    for word in WORD.finditer(line):
        narrow = word.start() == end + 1
        if not narrow or word.start() in columns:
            if out and narrow:
                out[-1][-1] = _narrowed(out[-1][-1])
            out.append([])
        end = word.end()
        edges = tuple(WIDTH * k for k in range(word.start(), end + 1))
        shown = clean(word[0]) or word[0]
        out[-1].append(Word(shown, edges[0], edges[-1], baseline, SIZE, False, False, WIDTH, 0, edges))
    return [Strip.of(words) for words in out]


def _narrowed(word: Word) -> Word:
    """The last word before a column that only one blank parts from it: the gap becomes one between columns."""
    return word._replace(x1=word.x1 - WIDTH / 2)


def _first_line(table: Table) -> float:
    """The baseline of a table's first line."""
    return min(line.box.bottom for cell in table.cells for line in cell.lines if line.box is not None)


def _bare(table: Table, page: int | None) -> Table:
    """The table without the places, sizes and weights that a text does not know."""
    cells = tuple(
        replace(cell, box=None, lines=tuple(Line(line.text, page=page) for line in cell.lines)) for cell in table.cells
    )
    return replace(table, cells=cells, page=page, box=None)
