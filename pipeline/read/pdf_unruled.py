"""Tables printed without ruling lines, in a PDF: found by a header whose words name columns, read by alignment.

A table needs a header (`pdf_unruled_header`), white corridors between its columns all the way down
(`pdf_unruled_columns`) and rows that part without contradiction (`pdf_unruled_rows`). What fails stays as lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.read.document import Table
from pipeline.read.pdf_page import Edge
from pipeline.read.pdf_text import Strip
from pipeline.read.pdf_unruled_cells import Part, tables_of, widened
from pipeline.read.pdf_unruled_columns import Columns, extent, find_columns
from pipeline.read.pdf_unruled_header import ColumnNaming, Header, find_header
from pipeline.read.pdf_unruled_lines import Level, levels, text_of

_PARTS = 4
"""The columns of a long table are looked for on so many pages before."""
_NEXT_LINE = 1.6
"""Lines of one cell are nearer to each other than so many times the font size."""
_APART = 1.8
_SMALLER = 0.7
"""A running line is farther from the text than so many times the font size, and smaller by so many points."""
# The number of a column under its name: "(1)", "2", "A"; not "12/2026"
_COLUMN_NUMBER = regex.compile(r"[(\[]?(?:\d{1,2}|[A-H])[)\]]?")


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page outside its ruled tables, and its ruling lines."""

    number: int
    strips: Sequence[Strip]
    edges: Sequence[Edge]


@dataclass(frozen=True, slots=True)
class Unruled:
    """What became of a page: the lines that are left, the tables found (top first), and whether there seems to be a
    table that could not be read."""

    strips: list[Strip]
    tables: list[Table]
    doubtful: bool = False


def read_unruled(pages: Sequence[PageText], naming: ColumnNaming | None) -> list[Unruled]:
    """The unruled tables of a document, page by page; a table that goes on overleaf is a table on each page. Without
    `naming`, which says what header cells mean, none is found."""
    if naming is None:
        return [Unruled(list(page.strips), []) for page in pages]
    found: list[list[Part]] = []
    doubtful: set[int] = set()
    taken: dict[int, list[Level]] = {}
    open_table: list[Part] | None = None
    outer: frozenset[tuple[str, int]] = frozenset()
    for page in pages:
        printed: list[Level] | None = None
        at = 0
        if open_table is not None:
            everything = levels(page.strips)
            printed = _within_margins(everything, outer)
            at = _go_on(open_table, page, printed, naming)
            if at:
                # a running line above what goes on stands between the rows, and says nothing
                above = everything.index(printed[0])
                taken.setdefault(page.number, []).extend((*everything[:above], *printed[:at]))
            if at < len(printed) or not printed:
                open_table = None
        if open_table is not None or not _side_by_side(page.strips):
            continue
        printed = printed if printed is not None else _within_margins(levels(page.strips), outer)
        while (header := find_header(printed, at, naming)) is not None:
            part, end = _first_part(page, printed, header)
            outer = _outer(page)
            if part is None:
                at = header.start + 1
                if len({role for role in header.roles if role}) >= 3:
                    doubtful.add(page.number)
                continue
            open_table = [part] if end == len(printed) else None
            found.append(open_table if open_table is not None else [part])
            taken.setdefault(page.number, []).extend(printed[header.start : end])
            at = end
    tables: dict[int, list[Table]] = {}
    for parts in found:
        built = tables_of(parts)
        if built is None:
            doubtful.update(part.page for part in parts)
            for part in parts:
                gone = {id(level) for level in (*part.head_levels, *part.body)}
                taken[part.page] = [level for level in taken[part.page] if id(level) not in gone]
            continue
        for table in built:
            tables.setdefault(table.page or 0, []).append(table)
    out = []
    for page in pages:
        gone = {id(word) for level in taken.get(page.number, ()) for word in level.words}
        left = [s for s in page.strips if id(s.words[0]) not in gone] if gone else list(page.strips)
        out.append(Unruled(left, tables.get(page.number, []), page.number in doubtful))
    return out


def _outer(page: PageText) -> frozenset[tuple[str, int]]:
    """The first and the last level of a page, with their heights."""
    printed = levels(page.strips)
    return frozenset((text_of(level.words), round(level.baseline / 3)) for level in (printed[0], printed[-1]))


def _within_margins(printed: list[Level], before: frozenset[tuple[str, int]]) -> list[Level]:
    """The levels without a running line at the top or the foot: set apart from the rest, and smaller than it or the
    same as on the page before."""
    if len(printed) < 3:
        return printed
    usual = sorted(level.size for level in printed)[len(printed) // 2]

    def runs(level: Level, next_: Level) -> bool:
        apart = abs(next_.baseline - level.baseline) > _APART * usual
        same = (text_of(level.words), round(level.baseline / 3)) in before
        return apart and (same or level.size < usual - _SMALLER)

    start = 1 if runs(printed[0], printed[1]) else 0
    end = len(printed) - (1 if runs(printed[-1], printed[-2]) else 0)
    return printed[start:end]


def _side_by_side(strips: Sequence[Strip]) -> bool:
    """Whether several lines stand beside another, as in any table: a quick look that spares most pages the rest."""
    seen: dict[int, int] = {}
    for strip in strips:
        key = round(strip.lead.baseline / 3)
        seen[key] = seen.get(key, 0) + 1
    return sum(count for count in seen.values() if count > 1) >= 2


def _first_part(page: PageText, printed: Sequence[Level], header: Header) -> tuple[Part | None, int]:
    """The part of a table below its header, and the level after it."""
    below = printed[header.end :]
    columns = find_columns(header, below[:60])
    if columns is None:
        return None, header.end
    number_row = below[0] if below and _numbers_columns(below[0], columns) else None
    body = below[1:] if number_row else below
    count = extent(body, columns, more_follows=True)
    # a header at the foot of a page may have all its rows overleaf
    if body and not any(len(columns.cells(level)) > 1 for level in body[:count]):
        return None, header.end
    end = header.end + (number_row is not None) + count
    # with what belongs to the table alone, the corridors are clearer
    part = Part(page.number, header, list(body[:count]), number_row, list(printed[header.start : header.end]))
    part.edges = page.edges
    return part, end


def _numbers_columns(level: Level, columns: Columns) -> bool:
    """Whether a level only numbers the columns: "(1) (2) (3)"."""
    cells = columns.cells(level)
    texts = [text_of(words) for words in cells.values()]
    return len(texts) >= max(3, columns.count - 1) and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)


def _go_on(parts: list[Part], page: PageText, printed: list[Level], naming: ColumnNaming) -> int:
    """Add what stands on the next page, and say how many of its levels belong to the table."""
    known = parts[0].header
    assert known is not None
    header = find_header(printed, 0, naming)
    skipped = 0
    if header is not None and header.start == 0:
        if header.roles != known.roles:
            return 0
        skipped = header.end
    elif header is not None:
        # another table begins on this page: what stands above its header may be the end of this one
        printed = printed[: header.start]
        header = None
    before = [level for part in parts[-_PARTS:] for level in part.body]
    columns = find_columns(widened(known, header), [*before, *printed[skipped : skipped + 60]])
    if columns is None:
        return 0
    below = printed[skipped:]
    number_row = below[0] if below and _numbers_columns(below[0], columns) else None
    body = below[1:] if number_row else below
    count = extent(body, columns, more_follows=True)
    if count and header is None and not _is_continuation(body[:count], columns):
        count = _tail(body[:count], before, columns)
    if count == 0:
        return 0
    parts.append(Part(page.number, header, list(body[:count]), number_row, printed[:skipped], page.edges))
    return skipped + (number_row is not None) + count


def _is_continuation(body: Sequence[Level], columns: Columns) -> bool:
    """Whether levels on a new page look like rows: several columns filled, with numbers if the table has them."""
    filled = {c for level in body if not columns.crossed(level) for c in columns.cells(level)}
    if columns.numbered and any(columns.has_number(level) for level in body):
        return len(filled) >= 3
    return len(filled) >= 2 and any(len(columns.cells(level)) > 1 for level in body if not columns.crossed(level))


def _tail(body: Sequence[Level], before: Sequence[Level], columns: Columns) -> int:
    """How many levels at the top of a page are the end of a single cell from the page before."""
    cells = columns.cells(body[0])
    if len(cells) != 1 or not body[0].words[0].text[:1].islower():
        return 0
    ((column, _),) = cells.items()
    lefts = [found[column][0].x0 for level in before if column in (found := columns.cells(level))]
    if not lefts or body[0].x0 < min(lefts) - 1 or (column == 0 and abs(body[0].x0 - min(lefts)) > 1):
        return 0
    count = 1
    while count < len(body) and columns.cells(body[count]).keys() == {column}:
        if body[count].baseline - body[count - 1].baseline > _NEXT_LINE * body[count].size:
            break
        count += 1
    return count
