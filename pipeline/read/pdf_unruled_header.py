"""The header of a table without ruling lines: names of columns that stand side by side, in one to ten levels.

What a header may say is knowledge of another layer: it comes in as `ColumnNaming`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.read.pdf_unruled_lines import Level, text_of
from pipeline.read.pdf_words import Word

ColumnNaming = Callable[[str], tuple[str | None, int]]
"""A header cell's text -> the meaning of its column (None: unknown) and how sure that is (`SURE`: a known phrase).
Three meanings are asked for by name: "number" and "detail_number" (row numbers), "task" (filled in each row)."""
SURE = 1000

_MOST_LEVELS = 11
_HIGHEST = 10.0
_FAR = 2.4
"""The levels of a header are nearer to each other than this many times the font size."""
_STRADDLE = 0.8
"""Levels nearer than this many times the font size overlap: they belong to one row."""
_CORRIDOR = 0.3
_SHORTEST_HEADER = 3
"""A header names so many columns; only two where both are known phrases."""
_KNOWN = 0.4
_SHORT = 5
_LINE = 1.25  # more than this many times the font size between two baselines is no line space
# The number of a column or of a row, which is no part of its name: "(1)", "2", "3."; not "2026", "Quý I"
_COUNT = regex.compile(r"[(\[]?\d{1,2}[.)\]]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a header cell at one height; `level` counts from the top of the page."""

    level: int
    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        """The left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return max(word.x1 for word in self.words)

    @property
    def middle(self) -> float:
        """Halfway between the ends."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Head:
    """The pieces that name one column, or (`last` > `first`) a group of columns."""

    pieces: tuple[Piece, ...]
    first: int = 0
    last: int = 0

    @property
    def x0(self) -> float:
        """The left end."""
        return min(piece.x0 for piece in self.pieces)

    @property
    def x1(self) -> float:
        """The right end."""
        return max(piece.x1 for piece in self.pieces)

    @property
    def text(self) -> str:
        """The pieces from top to bottom."""
        return " ".join(text_of(piece.words) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Header:
    """Columns from left to right with their roles, and group titles above them, on levels [start, end) of a page."""

    start: int
    end: int
    columns: tuple[Head, ...]
    titles: tuple[Head, ...]
    roles: tuple[str | None, ...]


def find_header(page: Sequence[Level], start: int, naming: ColumnNaming) -> Header | None:
    """The first header at or below level `start`, or None."""
    for anchor in range(start, len(page)):
        if not _may_be_header(page[anchor], naming):
            continue
        best: tuple[float, Header] | None = None
        for top, end in _windows(page, start, anchor):
            found = _read(page, top, end, naming)
            if found is not None and (best is None or found[0] > best[0]):
                best = found
        if best is not None:
            return best[1]
    return None


def _may_be_header(level: Level, naming: ColumnNaming) -> bool:
    """Whether several short texts stand side by side, and one of them may name a column."""
    if len(level.words) < 2 or level.x1 - level.x0 < 8 * level.size:
        return False
    pieces = level.pieces()
    if len(pieces) < 2 or not all(len(piece) < 10 for piece in pieces):
        return False
    return any(piece[0].text[:1].isupper() and naming(text_of(piece))[0] for piece in pieces)


def _windows(page: Sequence[Level], start: int, anchor: int) -> Iterator[tuple[int, int]]:
    """The runs of levels around `anchor` that may be a header: nothing overlaps their ends."""
    top = anchor
    while top >= start and top > anchor - 5:
        if top == 0 or _apart(page[top - 1], page[top]):
            end = anchor
            while end < len(page) and end < top + _MOST_LEVELS:
                if end > top and not _near(page[end - 1], page[end]):
                    break
                if page[end].baseline - page[top].baseline > _HIGHEST * page[anchor].size:
                    break
                end += 1
                if end == len(page) or _apart(page[end - 1], page[end]):
                    yield top, end
        if top > 0 and not _near(page[top - 1], page[top]):
            break
        top -= 1


def _apart(above: Level, below: Level) -> bool:
    return below.baseline - above.baseline >= _STRADDLE * min(above.size, below.size)


def _near(above: Level, below: Level) -> bool:
    return below.baseline - above.baseline <= _FAR * max(above.size, below.size)


def _read(page: Sequence[Level], top: int, end: int, naming: ColumnNaming) -> tuple[float, Header] | None:
    """The levels as a header, with its worth, or None where they name too little."""
    size = page[top].size
    pieces = [Piece(i, words) for i in range(top, end) for words in page[i].pieces()]
    heads = _columns(pieces, size)
    if heads is None:
        return None
    columns, titles = heads
    if len(columns) < 2:
        return None
    worth = 0.0
    roles: list[str | None] = []
    for column in columns:
        text = column.text
        if text.startswith("("):
            return None  # the line below a title
        role, weight = naming(text)
        if role is None and len(text) <= _SHORT:
            role, weight = naming(text.replace(" ", ""))  # "S TT", broken where the column is narrow
        words = len(text.split())
        if not text[:1].isupper():
            worth -= 2.0
        if role is None or role in roles:
            worth -= 1.5 if role is None else 0.5
        else:
            worth += 3 + 0.1 * words if weight >= SURE else 1.5
        roles.append(role)
    worth -= sum(_COUNT.fullmatch(text_of(piece.words)) is not None for piece in pieces)
    for title in titles:
        worth += 0.5 if naming(title.text)[1] >= SURE else 0.0
    known = {role for role in roles if role}
    if len(known) < min(_SHORTEST_HEADER, max(2, len(columns) - 1)) or len(known) < _KNOWN * len(columns):
        return None
    if len(columns) < _SHORTEST_HEADER and any(naming(column.text)[1] < SURE for column in columns):
        return None
    if end < len(page):
        wider = (page[end].baseline - page[end - 1].baseline) / size - _LINE
        worth += 0.5 * min(1.0, max(0.0, wider))
    return worth, Header(top, end, tuple(columns), tuple(titles), tuple(roles))


def _columns(pieces: Sequence[Piece], size: float) -> tuple[list[Head], list[Head]] | None:
    """The heads of single columns and the titles over several, or None where a text stands under what it spans."""
    columns: list[Head] = []
    titles: list[Head] = []
    for segment in _segments(pieces, _CORRIDOR * size):
        parts = _parted(segment, size)
        if parts is None:
            return None
        own, above = parts
        titles += [Head(t.pieces, t.first + len(columns), t.last + len(columns)) for t in above]
        columns += own
    return _without_floating(columns, titles, size)


def _segments(pieces: Sequence[Piece], gap: float) -> list[list[Piece]]:
    """Pieces from left to right, parted where none of them stands."""
    out: list[list[Piece]] = []
    end = 0.0
    for piece in sorted(pieces, key=lambda p: p.x0):
        if out and piece.x0 - end <= gap:
            out[-1].append(piece)
            end = max(end, piece.x1)
        else:
            out.append([piece])
            end = piece.x1
    return out


def _parted(segment: list[Piece], size: float) -> tuple[list[Head], list[Head]] | None:
    """A stretch without a gap: one column, or several under the title that bridges them."""
    count: dict[int, int] = {}
    for piece in segment:
        count[piece.level] = count.get(piece.level, 0) + 1
    if max(count.values()) == 1:
        return [Head(tuple(sorted(segment, key=lambda p: p.level)))], []
    stacks = _segments([p for p in segment if count[p.level] > 1], _CORRIDOR * size)
    if len(stacks) == 1:
        return None
    spans = [(min(p.x0 for p in s), max(p.x1 for p in s)) for s in stacks]
    over: dict[tuple[int, int], list[Piece]] = {}
    for piece in (p for p in segment if count[p.level] == 1):
        touched = [i for i, (x0, x1) in enumerate(spans) if piece.x0 < x1 and x0 < piece.x1]
        if len(touched) == 1:
            stacks[touched[0]].append(piece)
            continue
        if not touched:
            touched = sorted(range(len(spans)), key=lambda i: abs(sum(spans[i]) / 2 - piece.middle))[:2]
        over.setdefault((min(touched), max(touched)), []).append(piece)
    for (first, last), pieces in over.items():
        bottom = max(p.level for p in pieces)
        if any(p.level < bottom for i in range(first, last + 1) for p in stacks[i]):
            return None
    heads = [Head(tuple(sorted(s, key=lambda p: p.level))) for s in stacks]
    return heads, [Head(tuple(pieces), first, last) for (first, last), pieces in over.items()]


def _without_floating(columns: list[Head], titles: list[Head], size: float) -> tuple[list[Head], list[Head]]:
    """A short title centred over two columns need not reach over both: it stands alone between them, or seems to be
    the first line of one."""
    for i in range(1, len(columns) - 1):
        left, own, right = columns[i - 1 : i + 2]
        bottom = max(p.level for p in own.pieces)
        if bottom < min(p.level for p in (*left.pieces, *right.pieces)):
            centre = (left.x0 + left.x1 + right.x0 + right.x1) / 4
            if abs((own.x0 + own.x1) / 2 - centre) < 1.5 * size:
                moved = [Head(t.pieces, t.first - (t.first > i), t.last - (t.last > i)) for t in titles]
                rest = columns[:i] + columns[i + 1 :]
                return _without_floating(rest, [*moved, Head(own.pieces, i - 1, i)], size)
    titled = {c for title in titles for c in range(title.first, title.last + 1)}
    for i, own in enumerate(columns):
        for k in (i - 1, i + 1):
            if not 0 <= k < len(columns) or titled & {i, k}:
                continue
            other = columns[k]
            high = min(p.level for p in other.pieces)
            above = [p for p in own.pieces if p.level < high]
            below = [p for p in own.pieces if p.level >= high]
            if not above or not below:
                continue
            middle = (min(p.x0 for p in above) + max(p.x1 for p in above)) / 2
            own_middle = (min(p.x0 for p in below) + max(p.x1 for p in below)) / 2
            centre = (own_middle + (other.x0 + other.x1) / 2) / 2
            if abs(middle - centre) < 0.5 * abs(middle - own_middle) and abs(middle - own_middle) > size:
                rest = [*columns[:i], Head(tuple(below)), *columns[i + 1 :]]
                return rest, [*titles, Head(tuple(above), min(i, k), max(i, k))]
    return columns, titles
