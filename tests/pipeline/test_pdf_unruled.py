"""Tables without ruling lines: put together where their columns are plain, left as lines where they are not."""

from __future__ import annotations

from pipeline.read.document import Box, Line, Table
from pipeline.read.pdf_unruled import with_unruled_tables

LEFT = (85.0, 200.0, 320.0, 436.0)


def line(text: str, column: int, top: float, page: int = 1, width: float | None = None) -> Line:
    x0 = LEFT[column]
    return Line(text, page, Box(page, x0, top, x0 + (width or 5.0 * len(text)), top + 13), size=12.0)


def printed(top: float, *texts: str, page: int = 1) -> list[Line]:
    return [line(text, column, top, page) for column, text in enumerate(texts) if text]


HEAD = printed(100, "TT", "Nhiệm vụ", "Chủ trì", "Thời gian")
FIRST = printed(120, "1", "Sơ tuyển sức khỏe", "Trạm Y tế xã", "Tháng 11/2026")
SECOND = [*printed(140, "2", "Xét duyệt", "Công an xã", "Trước ngày"), line("05/12/2026", 3, 156)]


def texts(table: Line | Table) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def test_rows_are_put_together_by_their_numbers() -> None:
    before, after = line("PHỤ LỤC", 1, 60), line("Các đơn vị báo cáo kết quả trước ngày 10/12.", 0, 180, width=400.0)
    first, table, last = with_unruled_tables([before, *HEAD, *FIRST, *SECOND, after])
    assert (first, last) == (before, after)
    assert texts(table) == [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
        ["1", "Sơ tuyển sức khỏe", "Trạm Y tế xã", "Tháng 11/2026"],
        ["2", "Xét duyệt", "Công an xã", "Trước ngày\n05/12/2026"],
    ]


def test_a_table_goes_on_over_the_page() -> None:
    third = printed(60, "3", "Thăm hỏi gia đình", "Hội Phụ nữ xã", "Tháng 12/2026", page=2)
    _, more = with_unruled_tables([*HEAD, *FIRST, *SECOND, *third])
    assert texts(more) == [["3", "Thăm hỏi gia đình", "Hội Phụ nữ xã", "Tháng 12/2026"]]


def test_what_is_in_doubt_stays_as_lines() -> None:
    one_row = [*HEAD, *FIRST]
    two_columns = [part for row in (HEAD, FIRST, SECOND) for part in row[:2]]
    number_in_the_middle = [*HEAD, line("Sơ tuyển sức khỏe", 1, 120), line("1", 0, 128), line("cho thanh niên", 1, 136)]
    no_number = [*HEAD, *printed(120, "Xã", "Sơ tuyển", "Trạm Y tế", "Tháng 11"), *SECOND]
    crossing = [*HEAD[:1], line("Nhiệm vụ và đơn vị chủ trì", 1, 100, width=200.0), *HEAD[2:], *FIRST, *SECOND]
    for lines in (one_row, two_columns, number_in_the_middle, no_number, crossing):
        assert with_unruled_tables(lines) == lines
