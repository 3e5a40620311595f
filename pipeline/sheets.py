"""The sheets of a workbook: which one is read, and where on it the task table begins and ends.

A reader gives a sheet as one grid: letterhead and titles, the table, recipients and signature all stand in its cells.
The table begins where a header of task tables stands (`pipeline.table_header`) and ends before the signature; what
stands around it becomes lines, so that head, foot and appendix title are found as in other formats.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from extractors.letterhead import read_letterhead
from extractors.lexicon import load
from pipeline.errors import KehoachError
from pipeline.header_words import EXACT, header_words
from pipeline.read.document import Cell, Document, Line, Table
from pipeline.table_header import HEADER_DEPTH, NUMBER, is_task_table, read_header

SEARCHED = 500
"""Rows in which the first header is looked for; nobody puts a longer text above a table."""
HEADER_LENGTH = 150
"""Characters that a header cell may have; longer ones are text."""

# The number of a row: "1", "2.1.", "IV", "a)", "(3)", "B", "-"; not "Nơi nhận:", "Ghi chú"
ROW_NUMBER = regex.compile(r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVXivx]{1,6}|\p{L}|[-–+*•◦])[.)/]{0,2}")
# How recipients and signatures begin: "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. GIÁM ĐỐC", "(Ký, ghi rõ họ tên)"; not
# "Nơi nhận hồ sơ", "TMĐT"
SIGNATURE = regex.compile(
    r"(?i:nơi\s+(?:nhận|gửi))\s*(?::|$)|(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\b\s*[./]?\s*\p{Lu}{2}"
    r"|\(\s*(?i:đã\s+ký|ký\s+tên|ký\s*,|ký\s+và|ký\s+ghi)"
)
# Who signs, beside the titles of the lexicon: "NGƯỜI LẬP BIỂU", "Thủ trưởng đơn vị"; not "Thủ trưởng các phòng, ban"
POST = regex.compile(
    r"(?:người\s+(?:lập|tổng\s+hợp)(?:\s+(?:biểu|bảng|kế\s+hoạch))?|thủ\s+trưởng(?:\s+(?:đơn\s+vị|cơ\s+quan))?)",
    regex.IGNORECASE,
)
# Place and day above a signature: "Hà Nội, ngày 05 tháng 02 năm 2026", "…, ngày … tháng … năm 2026"
PLACE_AND_DAY = regex.compile(r"[^,]{0,40},\s*ngày\b.{0,12}\btháng\b.{0,8}\bnăm\b[\s\d….]*$", regex.IGNORECASE)


def choose_sheet(document: Document, sheet: str | None = None) -> tuple[Document, list[str]]:
    """(the document with only what belongs to one sheet, the names of the other sheets with task tables).

    `sheet` is the name of a sheet or its number among the visible ones, from 1; by default the first sheet that holds
    a task table is taken, with the letterhead of a cover sheet before it where it has none of its own. A workbook
    without a task table keeps all its sheets. What is no workbook comes back as it is, whatever `sheet` says.
    KehoachError no-such-sheet for a name or number that the workbook does not have.
    """
    if not document.sheets:
        return document, []
    pages: dict[int, list[Line | Table]] = {page: [] for page in range(1, len(document.sheets) + 1)}
    for block in document.blocks:
        if block.page in pages:
            pages[block.page] += lay_out(block) if isinstance(block, Table) else [block]
    with_tasks = [p for p, blocks in pages.items() if any(isinstance(b, Table) and is_task_table(b) for b in blocks)]
    if sheet is not None:
        chosen = _asked(document, sheet)
    elif with_tasks:
        chosen = with_tasks[0]
    else:
        return replace(document, blocks=tuple(block for blocks in pages.values() for block in blocks)), []
    head: list[Line | Table] = []
    covers = [pages[p] for p in range(chosen - 1, 0, -1) if p not in with_tasks]
    if not _has_title(pages[chosen]):
        head = next((blocks for blocks in covers if _has_title(blocks)), [])
    elif not _has_number(pages[chosen]):  # "KẾ HOẠCH CHI TIẾT" over a table, the plan's own letterhead on the cover
        head = next((blocks for blocks in covers if _has_number(blocks)), [])
    others = [document.sheets[page - 1] for page in with_tasks if page != chosen]
    return replace(document, blocks=(*head, *pages[chosen])), others


def lay_out(sheet: Table) -> list[Line | Table]:
    """The grid of a sheet as lines and tables: each task table from its header to its last row, the rest as lines."""
    grid = _Grid.of(sheet)
    starts = _headers(grid)
    if not starts:
        return list(_plain(grid, 0, grid.rows))
    out = list(_plain(grid, 0, starts[0]))
    for start, following in zip(starts, [*starts[1:], grid.rows], strict=True):
        end = _end(grid, start, following)
        out.append(grid.part(start, end))
        out += _plain(grid, end, following)
    return out


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells with text by the row in which they begin, from left to right."""

    by_row: dict[int, list[Cell]]
    rows: int
    columns: int
    page: int | None

    @staticmethod
    def of(table: Table) -> _Grid:
        by_row: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if cell.text.strip():
                by_row.setdefault(cell.row, []).append(cell)
        return _Grid(by_row, table.rows, table.columns, table.page)

    def row(self, row: int) -> list[Cell]:
        return self.by_row.get(row, [])

    def part(self, start: int, end: int) -> Table:
        """The rows from `start` up to `end` as a table of their own, without the columns in which no text begins."""
        cells = [cell for row in range(start, end) for cell in self.row(row)]
        used = sorted({cell.column for cell in cells})
        place = {column: i for i, column in enumerate(used)}
        reach = [0] * (self.columns + 1)  # how many used columns begin left of a column
        for column in range(self.columns):
            reach[column + 1] = reach[column] + (column in place)
        placed = tuple(
            replace(
                cell,
                row=cell.row - start,
                column=place[cell.column],
                row_span=min(cell.row_span, end - cell.row),
                column_span=reach[min(cell.column + cell.column_span, self.columns)] - place[cell.column],
            )
            for cell in cells
        )
        return Table(placed, end - start, len(used), self.page)


# --- where tables begin and end ---------------------------------------------------------------------------------------


def _headers(grid: _Grid) -> list[int]:
    """The rows in which the headers of task tables begin."""
    first = next((row for row in range(min(grid.rows, SEARCHED)) if _is_header(grid, row)), None)
    if first is None:
        return []
    texts = {cell.text.casefold() for cell in grid.row(first)}
    starts = [first]
    row = first + HEADER_DEPTH - 1
    while row < grid.rows:
        cells = grid.row(row)
        repeated = sum(cell.text.casefold() in texts for cell in cells) >= max(2, 0.5 * len(cells))
        numbered = bool(cells) and len(cells[0].text) < 15 and header_words().match(cells[0].text) == (NUMBER, EXACT)
        if (repeated or numbered) and _is_header(grid, row):
            starts.append(row)
            row += HEADER_DEPTH - 1
        row += 1
    return starts


def _is_header(grid: _Grid, row: int) -> bool:
    cells = grid.row(row)
    if len(cells) < 2 or sum(len(cell.text) <= HEADER_LENGTH for cell in cells) < 0.5 * len(cells):
        return False
    words = header_words()
    if not any(len(cell.text) <= HEADER_LENGTH and words.role(cell.text) for cell in cells):
        return False
    header = read_header(grid.part(row, min(row + HEADER_DEPTH + 1, grid.rows)))
    return header is not None


def _end(grid: _Grid, start: int, following: int) -> int:
    """The row after the last one of the table that begins at `start`; `following` is the next header or the end."""
    end = following
    if following < grid.rows:
        # what stands alone on its rows above the next header is that table's title
        while end > start + 1 and len(grid.row(end - 1)) <= 1 and not _numbered(grid.row(end - 1)):
            end -= 1
        if end == start + 1:
            end = following
    last = max((r for r in range(start + 1, end) if _numbered(grid.row(r))), default=start)
    floor = max(cell.row + cell.row_span for r in range(start, last + 1) for cell in grid.row(r))
    for row in range(floor, end):
        if _closes(grid.row(row), below_numbers=last > start, below_gap=row > start and not grid.row(row - 1)):
            end = row
            break
    while end > start + 1 and not grid.row(end - 1):
        end -= 1
    return end


def _numbered(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with a number and has text besides."""
    return len(cells) > 1 and cells[0].column_span == 1 and ROW_NUMBER.fullmatch(cells[0].text.strip()) is not None


def _closes(cells: Sequence[Cell], *, below_numbers: bool, below_gap: bool) -> bool:
    """Whether recipients and signature begin in a row. A lead unit may be called like a signer: posts alone say so only
    where they fill the row."""
    if not 1 <= len(cells) <= 3:
        return False
    firsts = [cell.lines[0].text for cell in cells]
    if any(SIGNATURE.match(text) for text in firsts):
        return True
    if not (below_numbers or below_gap):
        return False
    if any(PLACE_AND_DAY.match(text) for text in firsts):
        return True
    titles = {title.casefold() for title in load("documents")["signers"]["titles"]}
    posts = [text for text in firsts if POST.fullmatch(text) or text.casefold() in titles]
    if below_gap and len(firsts) <= 2 and posts:
        return True
    return 2 * len(posts) > len(firsts) and (len(posts) > 1 or posts[0].isupper())


# --- what is no task table --------------------------------------------------------------------------------------------


def _plain(grid: _Grid, start: int, end: int) -> Iterator[Line | Table]:
    """The rows as lines; rows of many cells as a table, two columns of text (letterhead, signature) one by one."""
    row = start
    while row < end:
        cells = grid.row(row)
        stop = row + 1
        if len(cells) > 3:
            while stop < end and len(grid.row(stop)) > 1:
                stop += 1
            yield grid.part(row, stop)
        elif len(cells) > 1 and not _numbered(cells):
            while stop < end and _goes_on_in_columns(grid, stop, end):
                stop += 1
            yield from _by_columns([cell for r in range(row, stop) for cell in grid.row(r)])
        elif len(cells) > 1:
            yield _numbered_line(cells)
        else:
            yield from (line for cell in cells for line in cell.lines)
        row = stop


def _goes_on_in_columns(grid: _Grid, row: int, end: int) -> bool:
    """Whether two columns of text go on: here, or below a row that only one of them has."""
    if 2 <= len(grid.row(row)) <= 3:
        return not _numbered(grid.row(row))
    return len(grid.row(row)) == 1 and row + 1 < end and 2 <= len(grid.row(row + 1)) <= 3


def _by_columns(cells: Sequence[Cell]) -> Iterator[Line]:
    """The lines of the left column, then those of the right one."""
    border = max(cell.column for cell in cells)
    rights = [cell for cell in cells if cell.column * 2 >= border and cell.column > min(c.column for c in cells)]
    for cell in (*(c for c in cells if c not in rights), *rights):
        yield from (replace(line, starts_paragraph=True) for line in cell.lines)


def _numbered_line(cells: Sequence[Cell]) -> Line:
    """ "1" beside "Mục đích" is one line, "1. Mục đích"."""
    number = cells[0].text.strip()
    mark = number if not number[-1:].isalnum() else f"{number}."
    text = " ".join(line.text for cell in cells[1:] for line in cell.lines)
    return replace(cells[1].lines[0], text=f"{mark} {text}", starts_paragraph=True)


# --- choosing ---------------------------------------------------------------------------------------------------------


def _asked(document: Document, sheet: str) -> int:
    """The page of the sheet that the user named."""
    names = [_fold(name) for name in document.sheets]
    if _fold(sheet) in names:
        return names.index(_fold(sheet)) + 1
    if sheet.strip().isdecimal() and 1 <= int(sheet) <= len(names):
        return int(sheet)
    listed = ", ".join(document.sheets)
    raise KehoachError("no-such-sheet", path=document.name or "<bytes>", sheet=sheet, sheets=listed)


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _has_number(blocks: Sequence[Line | Table]) -> bool:
    """Whether the letterhead gives the plan's number."""
    return read_letterhead([block.text for block in blocks if isinstance(block, Line)]).number is not None


def _has_title(blocks: Sequence[Line | Table]) -> bool:
    lines = [block.text for block in blocks if isinstance(block, Line)]
    return read_letterhead(lines).type is not None
