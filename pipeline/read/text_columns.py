"""The columns of a text page that has kept them as places on the line: where each begins, and whose a text is that a
converter set across that place because the column before was full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence

import regex

LEAST_EDGE = 3
"""Lines with gaps from which on columns are looked for."""
WHITE, NEAR = 0.45, 12
"""A place is white where at most this share prints of the lines that print within so many places, left and right."""
MOST_SET = 8
"""Places by which a cell may be set too far left."""
SLIGHT = 3
"""Places by which a cell may be set too far right."""
FILLED = 0.4
"""A text that touches the next column begins in this share of its own."""

# What stands between two columns: two blanks or more; not the blank in "Sở Y tế"
GAP = regex.compile(r"(?<=\S) {2,}(?=\S)")
# Words that single blanks part: "Sở Y tế", "30/6"; not "Sở  Y"
PIECE = regex.compile(r"\S+(?: \S+)*")
# A word: "Sở", "30/6"; not "Sở Y"
WORD = regex.compile(r"\S+")
# What a cell begins with: "Quý", "30/6", "- Báo cáo"; not "và"
OPENING = regex.compile(r"[\p{Lu}\d–+-]")

Pieces = Sequence[Sequence[regex.Match[str]]]
"""The words of a printed line, in the pieces that gaps part."""


def column_begins(page: Sequence[str]) -> dict[int, int]:
    """The places where a column begins, the one before them being white on nearly all lines with gaps -> the number
    of pieces that begin there."""
    lines = [line for line in page if GAP.search(line.strip())]
    if len(lines) < LEAST_EDGE:
        return {}
    width = max(map(len, lines))
    cover = [0] * (width + 1)
    for line in lines:
        for piece in PIECE.finditer(line):
            for x in range(*piece.span()):
                cover[x] += 1
    white = white_places(cover)
    begun = Counter(gap.end() for line in page for gap in GAP.finditer(line))
    return {x: begun[x] for x in range(1, width) if white[x - 1] and not white[x]}


def white_places(cover: Sequence[int]) -> list[bool]:
    """Whether few lines print at a place, `cover` being how many do: few beside what is printed left and right."""
    out = []
    for x, count in enumerate(cover):
        left, right = max(cover[max(0, x - NEAR) : x], default=0), max(cover[x + 1 : x + 1 + NEAR], default=0)
        out.append(count <= max(1.0, WHITE * min(left, right)))
    return out


def settled(page: Sequence[str], begins: Mapping[int, int]) -> list[str]:
    """The lines with each cell in its own column. A converter sets a cell next to the text before it, some places too
    far left, where that text fills its column."""
    return [_set_right(line, begins) if GAP.search(line.strip()) else line for line in page]


def _set_right(line: str, begins: Mapping[int, int]) -> str:
    """The line where no text stands across the beginning of a column: it begins there, or ends before it."""
    before = 0
    for x, count in begins.items():
        if x < len(line) and line[x - 2 : x].strip():
            line = _parted_at(line, x, before, sure=count > 1)
        elif x < len(line) and line[x] == " " and line[x - 1] != " " and count > 1:
            line = _parted_at(line, x, before, sure=True)
        before = x
    return line


def _parted_at(line: str, x: int, before: int, *, sure: bool) -> str:
    """The line with the text at place `x` set to the right, from the word on that begins the column, or to the left;
    the column before begins at place `before`."""
    at = x if line[x] != " " else x - 1
    start = line.rfind(" ", 0, at) + 1
    end = line.find(" ", at)
    end = len(line) if end < 0 else end
    first = line.rfind("  ", 0, at) + 2  # where the piece begins
    last = line.find("  ", at)
    last = len(line) if last < 0 else last
    if first < 2:
        first = 0
    if first == start:
        if first + last < 2 * x:
            return line
    elif first - before > FILLED * (x - before):
        return line  # the text before is too short to touch this column: a title over several
    elif sure and last - x > SLIGHT and (begin := _begin(line, first, at)) is not None:
        start = begin
    elif start == x:
        return line
    elif x - start > end - x:
        shift = end - x + 1
        if end < last and shift <= SLIGHT and first > shift and line[: first - shift].endswith("  "):
            return line[: first - shift] + line[first:end] + " " * shift + line[end:]
        return line
    shift = x - start
    gap = GAP.search(line, start)
    room = MOST_SET if gap is None else len(gap[0]) - 2
    if not 0 < shift <= min(MOST_SET, room):
        return line
    rest = line[start:] if gap is None else line[start : gap.start()] + line[gap.start() + shift :]
    return line[:start] + " " * shift + rest


def _begin(line: str, first: int, at: int) -> int | None:
    """The last word up to place `at` that may begin a cell: "Quý" in "lớp bồi Quý II/2026"."""
    start = at + 1
    capital = None
    while (start := line.rfind(" ", 0, start - 1) + 1) > max(first, at - MOST_SET):
        if OPENING.match(line, start):
            if _closes(line, start):
                return start
            capital = capital or start
    return capital


def _closes(line: str, start: int) -> bool:
    """Whether the word before place `start` is no name that goes on."""
    before = line[:start].split()
    return bool(before) and before[-1][:1].islower()


def column_edges(begins: Mapping[int, int]) -> frozenset[int]:
    """The places where pieces of several lines begin: there one blank parts two columns. A converter may shift a
    line by a place."""
    return frozenset(place + shift for place, count in begins.items() if count > 1 for shift in (0, 1))


def pieces_of(line: str, columns: Container[int]) -> Pieces:
    """The words of a printed line, in the pieces that wide gaps or the beginning of a column part."""
    out: list[list[regex.Match[str]]] = []
    if not GAP.search(line.strip()):
        columns = ()
    end = -2
    for word in WORD.finditer(line):
        if word.start() != end + 1 or word.start() in columns:
            out.append([])
        end = word.end()
        out[-1].append(word)
    return out
