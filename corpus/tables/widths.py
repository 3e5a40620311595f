"""Column widths as an office sets them: no word is broken, the table fits between the margins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpus.model import PrintedCell

POINTS = 72 / 2.54
"""Points in a centimetre."""
LETTER = {"LiberationSerif": 0.52, "LiberationSans": 0.58, "DejaVuSerif": 0.64, "DejaVuSans": 0.63}
"""Width of a letter in sizes of its font, on average over long words, on the safe side."""
ROOM = {False: 16.0, True: 25.5}
"""Centimetres between the margins of an upright and a turned page."""


def set_widths(
    cells: Sequence[PrintedCell],
    widths: Sequence[float],
    floors: Sequence[float],
    size: float,
    font: str,
    *,
    landscape: bool,
) -> tuple[tuple[float, ...], float]:
    """(widths, size) in centimetres and points: the letters shrink where the longest words would not fit.

    `floors` are widths below which a column does not go, whatever its words.
    """
    room = ROOM[landscape]
    while True:
        words = [length * size * LETTER[font] / POINTS + 0.45 for length in longest_words(cells, len(widths))]
        least = [max(pair) for pair in zip(floors, words, strict=True)]
        if sum(least) <= room or size <= 7:
            return tuple(fit([max(pair) for pair in zip(widths, least, strict=True)], least, room)), size
        size -= 0.5


def longest_words(cells: Iterable[PrintedCell], columns: int) -> list[float]:
    """The letters of each column's longest word; a word of bold letters counts a tenth more."""
    out = [1.0] * columns
    for cell in cells:
        words = [word for text in cell.lines for word in text.split()]
        length = max(map(len, words), default=0) * (1.1 if cell.bold else 1.0)
        share = length / cell.column_span
        for column in range(cell.column, cell.column + cell.column_span):
            out[column] = max(out[column], share)
    return out


def fit(widths: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """The widths, narrowed into `room` as far as `least` allows: each column gives of what it has to spare."""
    spare = sum(widths) - room
    slack = [width - low for width, low in zip(widths, least, strict=True)]
    if spare <= 0 or not sum(slack):
        return list(widths)
    share = min(1.0, spare / sum(slack))
    return [width - part * share for width, part in zip(widths, slack, strict=True)]
