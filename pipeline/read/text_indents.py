"""First-line indents of plain text: where a converter kept them, they say which lines begin a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

LONG = 0.7
"""A line of this share of the text's width is a line of running text."""
SMALLEST, LARGEST = 2, 12
"""Blanks of a first-line indent; titles that are set in the middle have more."""
MOST = 0.85
"""The share of the lists' lines that must be indented, and of the indents that must be the same, for them to tell."""
ENOUGH = 8
"""Indented lines that a text needs."""

# a line that begins with a number, a letter or a dash of a list: "1. Mục đích", "a) Nhà ở", "- Rà soát"; not "2.100 hộ"
LISTED = regex.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVX]{1,5}\.\s|[-–+*•]\s)")

# the list of recipients stands at the margin whatever the text does
RECIPIENTS = regex.compile(r"\s*Nơi\s+nhận\b", regex.IGNORECASE)


def paragraph_starts(pages: Sequence[Sequence[str]]) -> list[list[bool | None]]:
    """For each line of each page: whether it begins a paragraph (True), goes on (False), or the indent does not say.

    Indents tell where lines wrap at the margin and nearly all lists and first lines stand in from it by the same
    blanks.  The margin is that of the page: converters move whole pages.
    """
    silent: list[list[bool | None]] = [[None] * len(page) for page in pages]
    lengths = sorted(len(line.rstrip()) for page in pages for line in page if line.strip())
    if not lengths:
        return silent
    width = lengths[int(len(lengths) * 0.9)]
    margins = [_margin(page, LONG * width) for page in pages]
    depths = [[_depth(line) - margin for line in page] for page, margin in zip(pages, margins, strict=True)]
    common = _common(pages, depths)
    if common is None:
        return silent
    return [
        [_says(line, depth, common, LONG * width) for line, depth in zip(page, of_page, strict=True)]
        for page, of_page in zip(pages, depths, strict=True)
    ]


def _margin(page: Sequence[str], length: float) -> int:
    """The blanks before the lines of running text that stand furthest left."""
    running = (line for line in page if len(line.rstrip()) >= length or line.strip()[:1].islower())
    return min(map(_depth, running), default=0)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 0


def _common(pages: Sequence[Sequence[str]], depths: Sequence[Sequence[int]]) -> int | None:
    """The indent that the first lines share; None where indents do not tell."""
    found = [(line, d) for page, of in zip(pages, depths, strict=True) for line, d in zip(page, of, strict=True)]
    indents = Counter(d for line, d in found if line.strip() and SMALLEST <= d <= LARGEST)
    if not indents or indents.total() < ENOUGH:
        return None
    common, count = indents.most_common(1)[0]
    foot = next((i for i, (line, _) in enumerate(found) if RECIPIENTS.match(line)), len(found))
    listed = [d for line, d in found[:foot] if LISTED.match(line)]
    flush = [line for line, d in found if line.strip() and d == 0]
    tells = (
        count >= MOST * indents.total()
        and sum(d == common for d in listed) >= MOST * len(listed)
        and len(flush) >= 0.1 * len(found)
    )
    return common if tells else None


def _says(line: str, depth: int, common: int, length: float) -> bool | None:
    if depth == common:
        return True
    # a short line at the margin may be a heading, a page number, a part of the signature
    return False if depth == 0 and (len(line.rstrip()) >= length or line.strip()[:1].islower()) else None
