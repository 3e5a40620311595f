"""The columns of a table without ruling lines, and how far down the page it goes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from pipeline.read.pdf_unruled_header import Header
from pipeline.read.pdf_unruled_lines import Level, is_number, text_of
from pipeline.read.pdf_words import Word

NUMBER_ROLES = frozenset({"number", "detail_number"})

_TOUCH = 1.0
"""Text that reaches less than this (points) into the space between two columns does not cross it."""
_FAR = 5.0
"""Levels farther apart than this many times the font size belong together only where a new row follows."""
_LONGEST_START = 14
"""The number of a row stands within so many levels of its first."""
_MOSTLY = 0.7
_SECTION_LEVELS = 4
"""A section row over all columns has at most so many lines."""
# What ends a plan: "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "T/M"; not "TMĐT", "Nơi thực hiện"
_CLOSING = regex.compile(r"Nơi nhận\b|(?:TM|KT|TL|TUQ|Q)\.\s?\p{Lu}|T/M\b")
# What begins another appendix: "PHỤ LỤC", "Phụ lục số 2", "PHỤ LỤC II"; not "Phụ lục số", "Phụ lục số liệu"
_APPENDIX = regex.compile(r"PHỤ LỤC|(?:PHỤ LỤC|Phụ lục)\s+(?:(?:số|SỐ)\s+)?(?:\d{1,2}|[IVX]{1,5})")


@dataclass(frozen=True, slots=True)
class Columns:
    """The white corridors between columns, from left to right; `numbered` says how many columns on the left hold
    numbers (0, 1 or 2)."""

    corridors: tuple[tuple[float, float], ...]
    numbered: int

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.corridors) + 1

    def crossed(self, level: Level) -> int:
        """How many corridors the words of a level cross."""
        return sum(
            any(word.x0 < right - _TOUCH and word.x1 > left + _TOUCH for word in level.words)
            for left, right in self.corridors
        )

    def cells(self, level: Level) -> dict[int, tuple[Word, ...]]:
        """The words of a level by column."""
        cuts = [(left + right) / 2 for left, right in self.corridors]
        out: dict[int, list[Word]] = {}
        for word in level.words:
            out.setdefault(bisect_right(cuts, (word.x0 + word.x1) / 2), []).append(word)
        return {column: tuple(words) for column, words in out.items()}

    def has_number(self, level: Level) -> bool:
        """Whether a column of numbers holds one at this level."""
        cells = self.cells(level)
        return any(column in cells and is_number(text_of(cells[column])) for column in range(self.numbered))


def find_columns(header: Header, body: Sequence[Level]) -> Columns | None:
    """The corridors between the header's columns in the levels below it; None where there is no space for one."""
    heads = header.columns
    gaps = [(left.x1, right.x0) for left, right in pairwise(heads)]
    plain = [level for level in body if not _spans(level, gaps)]
    corridors = []
    for gap in gaps:
        found = _corridor(gap, plain)
        if found is None:
            return None
        corridors.append(found)
    columns = Columns(tuple(corridors), 0)
    numbered = 0
    while numbered < 2 and (header.roles[numbered] in NUMBER_ROLES or _holds_numbers(columns, numbered, plain)):
        numbered += 1
    return Columns(columns.corridors, numbered)


def _holds_numbers(columns: Columns, column: int, body: Sequence[Level]) -> bool:
    """Whether a column whose header says nothing is one of numbers."""
    cells = [columns.cells(level).get(column) for level in body if not columns.crossed(level)]
    texts = [text_of(words) for words in cells if words]
    return len(texts) > 1 and sum(map(is_number, texts)) >= _MOSTLY * len(texts)


def _spans(level: Level, gaps: Sequence[tuple[float, float]]) -> bool:
    """Whether a text goes all the way over a gap of the header: a section row, a paragraph."""
    pieces = [(piece[0].x0, max(word.x1 for word in piece)) for piece in level.pieces()]
    return any(x0 < left and right < x1 for left, right in gaps for x0, x1 in pieces)


def _corridor(gap: tuple[float, float], body: Sequence[Level]) -> tuple[float, float] | None:
    """The widest stretch of the gap that the fewest words cover."""
    left, right = gap
    if right - left < _TOUCH:
        return None
    covering = [
        (max(word.x0, left), min(word.x1, right))
        for level in body
        for word in level.words
        if word.x0 < right and left < word.x1
    ]
    ends = sorted({left, right, *(x for pair in covering for x in pair)})
    steps = [0] * len(ends)
    at = {x: i for i, x in enumerate(ends)}
    for a, b in covering:
        steps[at[a]] += 1
        steps[at[b]] -= 1
    best: tuple[int, float, float, float] | None = None
    depth = 0
    stretches: list[tuple[int, float, float]] = []
    for i in range(len(ends) - 1):
        depth += steps[i]
        if stretches and stretches[-1][0] == depth:
            stretches[-1] = (depth, stretches[-1][1], ends[i + 1])
        else:
            stretches.append((depth, ends[i], ends[i + 1]))
    for depth, a, b in stretches:
        if b - a >= 1.5 * _TOUCH and (best is None or (depth, a - b) < best[:2]):
            best = (depth, a - b, a, b)
    return best and (best[2], best[3])


def extent(body: Sequence[Level], columns: Columns, more_follows: bool = False) -> int:
    """How many of the levels belong to the table. Where `more_follows` (the table goes on overleaf), a section row
    may be the last thing on the page."""
    crossed = [columns.crossed(level) for level in body]
    at = 0
    while at < len(body):
        if _ends(body[at]):
            return at
        far = at > 0 and body[at].baseline - body[at - 1].baseline > _FAR * body[at].size
        if not crossed[at] and not far:
            at += 1
            continue
        end = at
        while end < len(body) and crossed[end]:
            if _ends(body[end]):
                return at
            end += 1
        if end == len(body) and more_follows and end - at <= _SECTION_LEVELS:
            return end
        if end - at > _SECTION_LEVELS or not _starts_anew(body, crossed, end, columns):
            return at
        at = max(end, at + 1)
    return at


def _ends(level: Level) -> bool:
    """Whether what closes a plan, or heads the next appendix, is printed here."""
    pieces = [text_of(piece) for piece in level.pieces()]
    return any(_CLOSING.match(text) for text in pieces) or (len(pieces) == 1 and bool(_APPENDIX.fullmatch(pieces[0])))


def _starts_anew(body: Sequence[Level], crossed: Sequence[int], at: int, columns: Columns) -> bool:
    """Whether a row follows: a number with text beside it, or, without a column of numbers, most columns filled."""
    filled: set[int] = set()
    beside_each_other = False
    for i in range(at, min(at + _LONGEST_START, len(body))):
        if crossed[i] or _ends(body[i]):
            return False
        cells = columns.cells(body[i])
        filled |= cells.keys()
        if columns.numbered and columns.has_number(body[i]):
            beside = [k for k in (i - 1, i + 1) if at <= k < len(body)]
            return len(cells) > 1 or any(columns.cells(body[k]).keys() - {0} for k in beside)
        beside_each_other = beside_each_other or len(cells) > 1
        enough = max(min(3, columns.count), 0.6 * columns.count)
        if not columns.numbered and beside_each_other and len(filled) >= enough:
            return True
    return False
