"""The words of a page as levels: what is printed at one height, whatever column it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from pipeline.read.document import Box, Line
from pipeline.read.pdf_text import Strip
from pipeline.read.pdf_words import Word

_LEVEL = 0.3
"""Words whose baselines differ by less than this many times the font size stand at one height."""
_PIECE_GAP = 0.4
"""A gap wider than this many times the font size is more than the space between two words."""
# The number of a row: "1", "2.", "01", "1.1", "IV", "a)", "(3)", "A"; not "2026 và"
_NUMBER = regex.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|\p{Lu}|\p{Ll})[.)/]{0,2}|[-–+]")


@dataclass(frozen=True, slots=True)
class Level:
    """Words at one height, from left to right."""

    words: tuple[Word, ...]
    baseline: float
    size: float

    @property
    def x0(self) -> float:
        """The left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right end."""
        return max(word.x1 for word in self.words)

    def pieces(self) -> list[tuple[Word, ...]]:
        """The words in groups that nothing but the space between words parts."""
        out: list[list[Word]] = []
        end = 0.0
        for word in self.words:
            if out and word.x0 - end <= _PIECE_GAP * self.size:
                out[-1].append(word)
            else:
                out.append([word])
            end = max(end, word.x1)
        return [tuple(piece) for piece in out]


def levels(strips: Iterable[Strip]) -> list[Level]:
    """The levels of a page from top to bottom."""
    words = sorted((word for strip in strips for word in strip.words), key=lambda word: word.baseline)
    groups: list[list[Word]] = []
    for word in words:
        if groups and word.baseline - groups[-1][0].baseline < _LEVEL * max(word.size, groups[-1][0].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    out = []
    for group in groups:
        group.sort(key=lambda word: word.x0)
        lead = Strip.of(group).lead
        out.append(Level(tuple(group), lead.baseline, lead.size or 12.0))
    return out


def text_of(words: Sequence[Word]) -> str:
    """The words with the spaces between them."""
    return Strip.of(words).text


def line_of(words: Sequence[Word], page: int) -> Line:
    """The words of one cell at one height as a line."""
    return Strip.of(words).line(page)


def is_number(text: str) -> bool:
    """Whether a text is the number of a row and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None


def around(words: Iterable[Word], page: int) -> Box:
    """The rectangle around words, one or more."""
    parts = list(words)
    x0, top = min(w.x0 for w in parts), min(w.top for w in parts)
    x1, bottom = max(w.x1 for w in parts), max(w.bottom for w in parts)
    return Box(page, *(round(v, 2) for v in (x0, top, x1, bottom)))
