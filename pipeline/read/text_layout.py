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
MOST_SHIFT = 16
"""Places by which a column may be shifted from page to page."""
LEFT_OUT = 0.2
"""The cost of a place that only one of two pages has, in shares of lines."""

# What stands between two columns: two blanks or more
GAP = regex.compile(r"(?<=\S) {2,}(?=\S)")
WORD = regex.compile(r"\S+")
# The number of a page, alone on its line: "3", "- 12 -"; not "3." and not "2026"
PAGE_NUMBER = regex.compile(r"\s*(?:(\d{1,3})|[-–] ?(\d{1,3}) ?[-–])\s*")
ENDED = (".", "./.")

Pieces = Sequence[Sequence[regex.Match[str]]]
"""The words of a printed line, in the pieces that gaps part."""


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
    if numbered:
        shown = _without_page_numbers(shown)
    printed: list[list[list[Strip]]] = []
    heights: list[list[float]] = []
    axes = _Axes(naming)
    for page in shown:
        edges = _edges(page)
        pieces = [_pieces(line, edges) for line in page]
        heights.append(_baselines(pieces))
        axis = axes.of(pieces, heights[-1])
        printed.append([_strips(line, y, axis) for line, y in zip(pieces, heights[-1], strict=True)])
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


def _edges(page: Sequence[str]) -> frozenset[int]:
    """The places where pieces of several lines begin: there one blank parts two columns."""
    begins = Counter(gap.end() for line in page for gap in GAP.finditer(line))
    found = {place for place, count in begins.items() if count >= LEAST_EDGE}
    # a converter may shift a line by a place
    found |= {place + shift for place, count in begins.items() if count >= SURE_EDGE for shift in (-1, 1)}
    return frozenset(found)


def _pieces(line: str, columns: Container[int]) -> Pieces:
    """The words of a printed line, in the pieces that wide gaps or the beginning of a column part."""
    out: list[list[regex.Match[str]]] = []
    end = -2
    for word in WORD.finditer(line):
        if word.start() != end + 1 or word.start() in columns:
            out.append([])
        end = word.end()
        out[-1].append(word)
    return out


def _baselines(page: Sequence[Pieces]) -> list[float]:
    """The baseline of each line. Cells that are centred beside each other may stand half a line apart, and then
    their lines take turns: the texts of a line stand between those of its neighbours, where another cell goes on."""
    turns = [0 < y < len(page) - 1 and _between(*page[y - 1 : y + 2]) for y in range(len(page))]
    out: list[float] = []
    at = SIZE
    for y, line in enumerate(page):
        if y:
            half = (turns[y] or turns[y - 1]) and not _overlaps(page[y - 1], line)
            at += HEIGHT / 2 if half else HEIGHT
        out.append(at)
    return out


def _between(above: Pieces, line: Pieces, below: Pieces) -> bool:
    """Whether a line stands between two others of a cell beside it."""
    if not line or _overlaps(above, line) or _overlaps(line, below):
        return False
    return any(
        _meet(a, b) and not (a[-1][0].endswith(ENDED) and b[0][0][:1].isupper()) for a in above for b in below
    )


def _overlaps(above: Pieces, below: Pieces) -> bool:
    return any(_meet(a, b) for a in above for b in below)


def _meet(above: Sequence[regex.Match[str]], below: Sequence[regex.Match[str]]) -> bool:
    """Whether two pieces stand over each other by more than a place."""
    return min(above[-1].end(), below[-1].end()) - max(above[0].start(), below[0].start()) > 1


class _Axes:
    """Where the places of a line are on an axis that all pages of a table share: on each page a converter gives a
    column the room that its longest text there takes."""

    def __init__(self, naming: ColumnNaming) -> None:
        self._naming = naming
        self._roles: tuple[str | None, ...] | None = None
        self._filled: list[float] = []

    def of(self, page: Sequence[Pieces], heights: Sequence[float]) -> list[float]:
        """The axis of the next page: for each place, the place on the pages before that it stands for."""
        width = 2 + max((line[-1][-1].end() for line in page if line), default=0)
        plain = [float(x) for x in range(width)]
        end = self._end(page, heights, plain)
        before = self._filled
        filled = _filled(page[:end], width, plain)
        if before and filled:
            axis = _aligned(before, filled)
        else:
            axis = plain
        self._filled = _filled(page[end:] if end < len(page) else page, width, axis if end == len(page) else plain)
        return axis

    def _end(self, page: Sequence[Pieces], heights: Sequence[float], axis: Sequence[float]) -> int:
        """The line where another table begins, or the end of the page."""
        from pipeline.read.pdf_unruled_header import find_header
        from pipeline.read.pdf_unruled_lines import levels

        printed = levels(s for line, y in zip(page, heights, strict=True) for s in _strips(line, y, axis))
        header = find_header(printed, 0, self._naming)
        if header is None:
            return len(page)
        known, self._roles = self._roles, header.roles
        if header.roles == known:
            return len(page)
        top = printed[header.start].baseline
        return next((y for y, height in enumerate(heights) if height >= top - 1), len(page))


def _filled(page: Sequence[Pieces], width: int, axis: Sequence[float]) -> list[float]:
    """For each place of the axis, the share of lines that print something there; empty for a page without columns."""
    lines = [line for line in page if len(line) > 1]
    if len(lines) < LEAST_LINES:
        return []
    out = [0.0] * (round(axis[-1]) + 1)
    for line in lines:
        for piece in line:
            for x in range(round(axis[piece[0].start()]), min(len(out), round(axis[piece[-1].end()]))):
                out[x] += 1 / len(lines)
    return out


def _aligned(before: Sequence[float], filled: Sequence[float]) -> list[float]:
    """The places of `before` that those of `filled` stand for: the cheapest way to match what both print, where
    places may be left out on either side."""
    far = 1e9
    costs = [[far] * (len(before) + 1) for _ in range(len(filled) + 1)]
    costs[0][0] = 0.0
    for b in range(len(filled) + 1):
        for a in range(max(0, b - MOST_SHIFT), min(len(before), b + MOST_SHIFT) + 1):
            best = costs[b][a]
            if a and b:
                best = min(best, costs[b - 1][a - 1] + abs(before[a - 1] - filled[b - 1]))
            if b:
                best = min(best, costs[b - 1][a] + LEFT_OUT)
            if a:
                best = min(best, costs[b][a - 1] + LEFT_OUT)
            costs[b][a] = best
    b, a = len(filled), min(range(len(before) + 1), key=lambda a: costs[-1][a])
    out = [float(a)] * (b + 1)
    while b:
        if a and costs[b][a] == costs[b - 1][a - 1] + abs(before[a - 1] - filled[b - 1]):
            a, b = a - 1, b - 1
        elif costs[b][a] == costs[b - 1][a] + LEFT_OUT:
            b -= 1
        else:
            a -= 1
        out[b] = float(a)
    return out


def _strips(line: Pieces, baseline: float, axis: Sequence[float]) -> list[Strip]:
    """The pieces of a printed line as they would stand on a page."""
    from pipeline.read.pdf_text import Strip
    from pipeline.read.pdf_words import Word

    out: list[Strip] = []
    for i, piece in enumerate(line):
        words: list[Word] = []
        start, end = piece[0].start(), piece[-1].end()
        # a piece keeps its width, or becomes as narrow as its column is on the page before
        scale = min(1.0, (axis[end] - axis[start]) / (end - start))
        for word in piece:
            places = [axis[start] + scale * (k - start) for k in range(word.start(), word.end() + 1)]
            edges = tuple(WIDTH * place for place in places)
            shown = clean(word[0]) or word[0]
            words.append(Word(shown, edges[0], edges[-1], baseline, SIZE, False, False, WIDTH, 0, edges))
        if i + 1 < len(line) and line[i + 1][0].start() == end + 1:
            # only one blank before the next column: the gap becomes one between columns
            words[-1] = words[-1]._replace(x1=words[-1].x1 - WIDTH / 2)
        out.append(Strip.of(words))
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
