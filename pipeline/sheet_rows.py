"""The grid of a sheet, row by row: what a header, a title, a sum, a signature looks like."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractors.lexicon import load
from pipeline.header_words import EXACT, fold_header, header_words
from pipeline.markers import read_marker
from pipeline.read.document import Cell, Table
from pipeline.table_header import NUMBER

OTHER_HEADER_LENGTH = 60
"""The same of a table that is told by phrases alone, not by what its columns mean together."""
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
    r"người\s+(?:lập|tổng\s+hợp|duyệt|phê\s+duyệt|kiểm\s+tra|kiểm\s+soát)(?:\s+(?:biểu|bảng|kế\s+hoạch))?"
    r"|thủ\s+trưởng(?:\s+(?:đơn\s+vị|cơ\s+quan))?",
    regex.IGNORECASE,
)
# Who only made the table: "Người lập biểu", "NGƯỜI TỔNG HỢP"; not "Người lập kế hoạch", "Người làm chứng"
PREPARER = regex.compile(r"người\s+(?:lập|tổng\s+hợp|kiểm\s+tra|kiểm\s+soát)(?:\s+(?:biểu|bảng))?", regex.IGNORECASE)
# What is said below a table: "Ghi chú: …", "* Lưu ý: …", "(*) …"; not "Ghi chú", "Lưu ý các đơn vị"
NOTE = regex.compile(r"[\s(*)]*(?:ghi\s+chú|chú\s+thích|lưu\s+ý)\s*(?:\(?[*\d]+\)?)?\s*:|\s*\(\*+\)", regex.IGNORECASE)
# A row of sums: "Tổng cộng", "TỔNG SỐ:", "Cộng (I + II)"; not "Tổng kết năm học", "Cộng tác viên"
TOTAL = regex.compile(r"(?:tổng\s+cộng|tổng\s+số|tổng|cộng)(?:\s*\(.*\))?\s*:?", regex.IGNORECASE)
# Place and day above a signature: "Hà Nội, ngày 05 tháng 02 năm 2026", "…, ngày … tháng … năm 2026"
PLACE_AND_DAY = regex.compile(r"[^,]{0,40},\s*ngày\b.{0,12}\btháng\b.{0,8}\bnăm\b[\s\d….]*$", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells with text by the row in which they begin, from left to right."""

    by_row: dict[int, list[Cell]]
    rows: int
    columns: int
    page: int | None

    @staticmethod
    def of(table: Table) -> Grid:
        by_row: dict[int, list[Cell]] = {}
        for cell in table.cells:
            if cell.text.strip():
                by_row.setdefault(cell.row, []).append(cell)
        return Grid(by_row, table.rows, table.columns, table.page)

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


def names_columns(cells: Sequence[Cell], least: int = 2) -> bool:
    """Whether a row is the header of a table of any kind: it begins with "STT", or most of its cells, at least `least`,
    are known phrases of more than one meaning."""
    texts = [cell.text for cell in cells]
    if len(texts) < 2 or max(map(len, texts)) > OTHER_HEADER_LENGTH:
        return False
    words = header_words()
    if len(texts[0]) < 15 and words.match(texts[0]) == (NUMBER, EXACT):
        return True
    known = [role for text in texts if (role := words.phrases.get(fold_header(text)))]
    return 2 * len(known) > len(texts) >= least and len(set(known)) > 1


def numbered(cells: Sequence[Cell]) -> bool:
    """Whether a row begins with a number and has text besides."""
    return len(cells) > 1 and cells[0].column_span == 1 and ROW_NUMBER.fullmatch(cells[0].text.strip()) is not None


def is_title(cells: Sequence[Cell]) -> bool:
    """Whether a text stands alone on its row, begins with a capital and has no number or dash."""
    if len(cells) != 1:
        return False
    text = cells[0].text.strip()
    return text[:1].isupper() and read_marker(text) is None


def is_remark(cells: Sequence[Cell]) -> bool:
    """Whether a row holds sums, or nothing but a note."""
    if not cells:
        return False
    first = cells[0].lines[0].text.strip()
    return TOTAL.fullmatch(first) is not None or (len(cells) == 1 and NOTE.match(first) is not None)


def is_post(text: str) -> bool:
    return POST.fullmatch(text.strip()) is not None or text.strip().casefold() in _signers()


@functools.lru_cache(maxsize=1)
def _signers() -> frozenset[str]:
    return frozenset(title.casefold() for title in load("documents")["signers"]["titles"])


def closes(cells: Sequence[Cell], *, below_numbers: bool, below_gap: bool) -> bool:
    """Whether recipients and signature begin in a row. A lead unit may be called like a signer: posts alone say so only
    where they fill the row."""
    firsts = [cell.lines[0].text for cell in cells]
    if not firsts:
        return False
    if is_remark(cells):
        return True
    posts = [text for text in firsts if is_post(text)]
    if len(firsts) > 3 and len(posts) < len(firsts):
        return False
    if any(SIGNATURE.match(text) for text in firsts):
        return True
    if not (below_numbers or below_gap):
        return False
    if any(PLACE_AND_DAY.match(text) or PREPARER.fullmatch(text.strip()) for text in firsts):
        return True
    if below_gap and len(firsts) <= 2 and posts:
        return True
    return 2 * len(posts) > len(firsts) and (len(posts) > 1 or posts[0].isupper())
