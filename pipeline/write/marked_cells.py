"""Marked text for the cells of a workbook: as rich text, and how high a row must be to show it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pipeline.compare.view import COME, GONE, SAME, Piece
from pipeline.write.workbook import LONGEST_CELL, clean

if TYPE_CHECKING:
    from openpyxl.cell.text import InlineFont

    from pipeline.compare.view import Marked

INK = {GONE: "C00000", COME: "00703C"}
"""The colours of words that are gone and that have come; the strike and the bold tell them apart without colour."""
FONT = "Calibri"
FONT_SIZE = 11
LINE = 15.0
HIGHEST = 409.0
"""The height of a line and of the highest row, in points."""
FILLED = 1.05
"""How many letters fill a digit's width, of which widths are counted; about 1.2, less where words are bold."""


def rich(text: Marked) -> Any:
    """The text as a string, or as rich text where words are marked: struck red what is gone, bold green what came."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    runs = _runs(text)
    if all(run.mark == SAME for run in runs):
        return "".join(run.text for run in runs)
    fonts = {mark: _font(mark) for mark in INK}
    return CellRichText([TextBlock(fonts[run.mark], run.text) if run.mark else run.text for run in runs])


def height(cells: Iterable[tuple[str, int]]) -> float:
    """The height of a row in points that shows the texts of its `cells`, each wrapped in its column's width.

    Excel would fit the row itself, LibreOffice does not where the file says nothing.
    """
    lines = max((_lines(text, math.floor(width * FILLED)) for text, width in cells), default=1)
    return min(HIGHEST, LINE * lines)


def _runs(text: Marked) -> list[Piece]:
    """Stretches of one mark, as long as a cell can hold; none is only spaces, which openpyxl would lose."""
    out: list[Piece] = []
    left = LONGEST_CELL
    for piece in text:
        words = clean(piece.text)[:left]
        left -= len(words)
        blank = not words.strip()
        if out and (blank or piece.mark == out[-1].mark or not out[-1].text.strip()):
            mark = out[-1].mark if blank or out[-1].text.strip() else piece.mark
            out[-1] = Piece(out[-1].text + words, mark)
        elif words:
            out.append(Piece(words, piece.mark))
    return out


def _font(mark: str) -> InlineFont:
    """The font of a marked word; Excel takes nothing from the cell, so that name and size are said again."""
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    ink = Color(rgb=f"FF{INK[mark]}")
    font = InlineFont(rFont=FONT, sz=FONT_SIZE, family=2, scheme="minor", color=ink)
    if mark == GONE:
        font.strike = True
    else:
        font.b = True
    return font


def _lines(text: str, width: int) -> int:
    return sum(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> int:
    """How many lines of `width` characters the words of `line` fill."""
    if len(line) <= width:
        return 1
    count, used = 1, 0
    for word in line.split(" "):
        if used and used + 1 + len(word) > width:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
        count, used = count + (used - 1) // width, (used - 1) % width + 1 if used else 0
    return count
