"""Running headers and footers of a PDF: lines that repeat in the margins. Pure functions over `pdf_text.Strip`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from pipeline.read.pdf_text import Strip
from pipeline.read.pdf_words import Word

_MARGIN = 0.1
"""The share of a page's longer side that is top or bottom margin."""
_SAME_HEIGHT = 3.0
_FEWEST = 3
"""Pages that must show a line before it is taken for a running one."""
_MEET = 1.0  # the boxes of letters are nominal: lines overlap by this much (points) and still stand one above the other
# The numbers in a line: "trang 3" is the same line as "trang 4"; not "Phần III"
_NUMBER = regex.compile(r"\d+")
# What heads each page of a series: a title with nothing but its number, the motto of a letterhead.
# "PHỤ LỤC", "Biểu số 02", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"; not "Phụ lục Kế hoạch"
_TITLE = regex.compile(
    r"(?:phụ lục|phụ biểu|biểu mẫu|biểu|mẫu|bảng|danh mục|phần|chương|mục)(?:\s+số)?[\s\d.:/]*"
    r"|cộng\s+h(?:òa|oà)\s+xã\s+hội.*",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page: the lines outside its tables, and the words in the tables."""

    height: float
    longer: float
    lines: Sequence[Strip]
    in_tables: Sequence[Word]


def without_running_lines(sheets: Sequence[Sheet]) -> list[list[Strip]]:
    """The lines of each page without those that stand at the same height of the margin on most pages of a part of the
    document; numbers may differ. On no page does anything else stand so far out: a title that heads one page after
    the other begins where the text of other pages does."""
    gone: set[int] = set()
    for at_top in (True, False):
        repeated = list(_repeated(sheets, at_top))
        ids = {id(strip) for group in repeated for _, strip in group}
        inner = [end for sheet in sheets if (end := _nearest(sheet, at_top, ids)) is not None]
        limit = min(inner, default=0.0)
        for group in repeated:
            if all(_depths(strip, sheets[page], at_top)[1] <= limit + _MEET for page, strip in group):
                gone.update(id(strip) for _, strip in group)
    return [[strip for strip in sheet.lines if id(strip) not in gone] for sheet in sheets]


def _depths(part: Strip | Word, sheet: Sheet, at_top: bool) -> tuple[float, float]:
    """How far the near and the far side of a line stand from the edge of the page."""
    return (part.top, part.bottom) if at_top else (sheet.height - part.bottom, sheet.height - part.top)


def _nearest(sheet: Sheet, at_top: bool, but: set[int]) -> float | None:
    """How near to the edge of the page any text stands, `but` these lines."""
    parts: list[Strip | Word] = [strip for strip in sheet.lines if id(strip) not in but]
    parts.extend(sheet.in_tables)
    return min((_depths(part, sheet, at_top)[0] for part in parts), default=None)


def _repeated(sheets: Sequence[Sheet], at_top: bool) -> Iterator[list[tuple[int, Strip]]]:
    """The lines in the margin, each group the same text at the same height on enough pages: (page, line)."""
    alike: defaultdict[str, list[tuple[float, int, Strip]]] = defaultdict(list)
    for page, sheet in enumerate(sheets):
        for strip in sheet.lines:
            near, far = _depths(strip, sheet, at_top)
            if far < _MARGIN * sheet.longer and not _TITLE.fullmatch(strip.text.strip()):
                alike[_NUMBER.sub("#", strip.text.casefold())].append((near, page, strip))
    for found in alike.values():
        found.sort(key=lambda each: each[0])
        group: list[tuple[float, int, Strip]] = []
        for each in [*found, None]:
            if each is not None and (not group or each[0] - group[0][0] <= _SAME_HEIGHT):
                group.append(each)
                continue
            pages = {page for _, page, _ in group}
            if len(pages) >= _FEWEST and 2 * len(pages) > max(pages) - min(pages):
                yield [(page, strip) for _, page, strip in group]
            group = [] if each is None else [each]
