"""The printed lines of a text as a page would show them: how high each line stands, and its words with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from pipeline.read.characters import clean
from pipeline.read.text_columns import FILLED, MOST_SET, Pieces

if TYPE_CHECKING:
    from pipeline.read.pdf_text import Strip
    from pipeline.read.pdf_words import Word

WIDTH, SIZE, HEIGHT = 4.0, 11.0, 13.0
"""Points of a character, a letter and a line on the imagined page: one blank parts words, two part columns."""
TITLE_SPACE = 1.2 * HEIGHT
"""More than there is between the levels of a header."""
ENDED = (".", "./.", ":")

# The number of a row: "I", "1.", "B"; not "TT", "2026"
ROW_NUMBER = regex.compile(r"(?:[IVX]+|[A-H]|\d{1,2})[.)]?")


def baselines(page: Sequence[Pieces]) -> list[float]:
    """The baseline of each line. Cells that are centred beside each other may stand half a line apart, and then
    their lines take turns: the texts of a line stand between those of its neighbours, where another cell goes on."""
    turns = [0 < y < len(page) - 1 and _between(*page[y - 1 : y + 2]) for y in range(len(page))]
    half = [y > 0 and (turns[y] or turns[y - 1]) and not _overlaps(page[y - 1], line) for y, line in enumerate(page)]
    numbers = [y for y, line in enumerate(page) if len(line) > 1 and is_row_number(line[0])]
    for above, below in pairwise(numbers):
        # a row ends somewhere between two numbers, and rows do not overlap
        steps = range(above + 1, below + 1)
        if len(steps) > 1 and all(half[y] for y in steps):
            half[max(steps, key=lambda y: (_starts_all(page[y]), -abs(2 * y - 1 - above - below)))] = False
    out: list[float] = []
    at = SIZE
    for y in range(len(page)):
        if y:
            at += HEIGHT / 2 if half[y] else HEIGHT
            if _is_title(page[y - 1]):
                at += TITLE_SPACE
        out.append(at)
    return out


def is_row_number(piece: Sequence[regex.Match[str]]) -> bool:
    return len(piece) == 1 and ROW_NUMBER.fullmatch(piece[0][0]) is not None


def _starts_all(line: Pieces) -> bool:
    """Whether each text of a line may be the first line of a cell."""
    return all(not piece[0][0][:1].islower() and not is_row_number(piece) for piece in line)


def _is_title(line: Pieces) -> bool:
    """Whether a line is the title over a table or stands below it in parentheses; "DANH MỤC", "(Kèm theo"."""
    words = [word[0] for piece in line for word in piece]
    return len(line) == 1 and (words[0].startswith("(") or (len(words) > 1 and all(map(str.isupper, words))))


def _between(above: Pieces, line: Pieces, below: Pieces) -> bool:
    """Whether a line stands between two others of a cell beside it."""
    if not line or _overlaps(above, line) or _overlaps(line, below):
        return False
    if len(below) == 2 and is_row_number(below[0]) and below[1][0][0][:1].isupper():
        return False  # the heading of a section, or a row set at the top
    return any(_meet(a, b) and _goes_on(a[-1][0], [word[0] for word in b]) for a in above for b in below)


def _goes_on(last: str, words: Sequence[str]) -> bool:
    """Whether words may go on with the text that ends in `last`: no section's heading, no new sentence."""
    if all(word.isupper() for word in words):
        return False
    return not (last.endswith(ENDED) and words[0][:1].isupper())


def _overlaps(above: Pieces, below: Pieces) -> bool:
    return any(_meet(a, b) for a in above for b in below)


def _meet(above: Sequence[regex.Match[str]], below: Sequence[regex.Match[str]]) -> bool:
    """Whether two pieces stand over each other by more than a place."""
    return min(above[-1].end(), below[-1].end()) - max(above[0].start(), below[0].start()) > 1


def strips_of(line: Pieces, baseline: float, axis: Sequence[float], begins: Sequence[int] = ()) -> list[Strip]:
    """The pieces of a printed line as they would stand on a page whose columns begin at places `begins`."""
    from pipeline.read.pdf_text import Strip
    from pipeline.read.pdf_words import Word

    out: list[Strip] = []
    for i, piece in enumerate(line):
        words: list[Word] = []
        start, end = piece[0].start(), piece[-1].end()
        # a piece keeps its width, or becomes as narrow as its column is on the page before
        scale = min(1.0, (axis[end] - axis[start]) / (end - start))
        column = bisect_right(begins, start)
        glued = False
        if len(line) > 1 and column < len(begins) and end >= begins[column]:
            before = begins[column - 1] if column else 0
            glued = start - before <= FILLED * (begins[column] - before)
            if glued and end + 1 - begins[column] <= MOST_SET:
                scale = min(scale, (begins[column] - 1 - start) / (end - start))
        for word in piece:
            places = [axis[start] + scale * (k - start) for k in range(word.start(), word.end() + 1)]
            if glued:
                places = _beside(places, begins, axis)
            edges = tuple(WIDTH * place for place in places)
            shown = clean(word[0]) or word[0]
            words.append(Word(shown, edges[0], edges[-1], baseline, SIZE, False, False, WIDTH, 0, edges))
        if i + 1 < len(line) and line[i + 1][0].start() == end + 1:
            # only one blank before the next column: the gap becomes one between columns, wider than between words
            words[-1] = words[-1]._replace(x1=max(words[-1].x0 + 1, words[-1].x1 - 1.25 * WIDTH))
        out.append(Strip.of(words))
    return out


def _beside(places: list[float], begins: Sequence[int], axis: Sequence[float]) -> list[float]:
    """The places of a word's letters without those across the beginning of a column: all of it stands on one side."""
    for x in begins:
        begin = axis[min(x, len(axis) - 1)]
        if places[0] < begin and places[-1] > begin - 1:
            if places[0] + places[-1] < 2 * begin:
                return [min(place, begin - 1) for place in places]
            return [max(place, begin) for place in places]
    return places
