"""Tables without ruling lines: rows and columns found by alignment; what is no table stays as lines."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.header_words import header_words
from pipeline.read.document import Table
from pipeline.read.pdf_page import Edge
from pipeline.read.pdf_text import Strip, strips
from pipeline.read.pdf_unruled import PageText, Unruled, read_unruled
from pipeline.read.pdf_unruled_columns import extent, find_columns
from pipeline.read.pdf_unruled_header import find_header
from pipeline.read.pdf_unruled_lines import is_number, levels
from pipeline.read.pdf_words import Word

SIZE, LETTER, PITCH = 12.0, 5.0, 14.0
LEFT = 60.0


def printed(text: str, x0: float, baseline: float) -> list[Word]:
    """Words in letters of one width, with a space of half that."""
    out = []
    for word in text.split():
        edges = tuple(x0 + LETTER * i for i in range(len(word) + 1))
        first = not out
        gap = float("inf") if first else LETTER / 2
        out.append(Word(word, x0, edges[-1], baseline, SIZE, False, False, gap, 0, edges))
        x0 = edges[-1] + LETTER / 2
    return out


def width(text: str) -> float:
    return sum(LETTER * len(word) + LETTER / 2 for word in text.split()) - LETTER / 2 if text else 0.0


def wrapped(text: str, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@dataclass
class Page:
    """A page that is printed from top to bottom."""

    number: int = 1
    y: float = 80.0
    words: list[Word] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def line(self, text: str, x0: float = LEFT) -> None:
        self.words += printed(text, x0, self.y)
        self.y += PITCH

    def row(
        self,
        cells: Sequence[str],
        widths: Sequence[float],
        *,
        middle: bool = False,
        gap: float = 0.0,
        centred: frozenset[int] | set[int] = frozenset(),
        corridor: float = 8.0,
        rule: bool = False,
    ) -> None:
        """A row of cells; `gap` is the space below it, `corridor` what parts the columns at least."""
        lines = [wrapped(text, room - corridor) for text, room in zip(cells, widths, strict=True)]
        height = max(map(len, lines))
        x0 = LEFT
        for c, (cell, room) in enumerate(zip(lines, widths, strict=True)):
            start = self.y + (PITCH * (height - len(cell)) / 2 if middle else 0.0)
            for i, text in enumerate(cell):
                shift = (room - corridor - width(text)) / 2 if c in centred else 0.0
                self.words += printed(text, x0 + shift, start + PITCH * i)
            x0 += room
        self.y += PITCH * height + gap
        if rule:
            self.edges.append(Edge(True, self.y - PITCH + 2, LEFT, LEFT + sum(widths)))

    def text(self) -> PageText:
        return PageText(self.number, strips(self.words), self.edges)


def read(*pages: Page) -> list[Unruled]:
    return read_unruled([page.text() for page in pages], header_words().match)


def grid(table: Table) -> list[list[str]]:
    return [[" ".join(cell.text.split()) if cell else "" for cell in row] for row in table.grid()]


def texts(found: Sequence[Strip]) -> list[str]:
    return [strip.text for strip in found]


WIDTHS = (40.0, 170.0, 110.0, 110.0)
HEAD = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành")
ROWS = (
    ("1", "Rà soát các thủ tục hành chính thuộc lĩnh vực được giao quản lý", "Văn phòng", "Quý I/2026"),
    ("2", "Tổ chức tập huấn", "Phòng Văn hóa - Xã hội và các đơn vị liên quan", "Tháng 6 năm 2026"),
    ("3", "Báo cáo kết quả", "", "Trước ngày 15/12/2026"),
    ("4", "Kiểm tra việc thực hiện quy chế tại các thôn, tổ dân phố", "Công an xã", ""),
)
ALL = {0, 1, 2, 3}


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("gap", [0.0, 2.0, 6.0])
@pytest.mark.parametrize("centred", [set(), {0, 3}, ALL])
@pytest.mark.parametrize("corridor", [6.0, 14.0])
def test_rows_come_back(middle: bool, gap: float, centred: set[int], corridor: float) -> None:
    page = Page()
    page.line("PHỤ LỤC", 200)
    page.row(HEAD, WIDTHS, middle=True, gap=6.0, centred=ALL, corridor=corridor)
    for row in ROWS:
        page.row(row, WIDTHS, middle=middle, gap=gap, centred=centred, corridor=corridor)
    (found,) = read(page)
    assert [grid(table) for table in found.tables] == [[list(HEAD), *map(list, ROWS)]]
    assert texts(found.strips) == ["PHỤ LỤC"] and not found.doubtful


def test_without_a_column_of_numbers() -> None:
    page = Page()
    page.row(HEAD[1:], WIDTHS[1:], gap=6.0, centred={0, 1, 2})
    for row in ROWS:
        page.row(row[1:], WIDTHS[1:], gap=5.0)
    (found,) = read(page)
    assert grid(found.tables[0]) == [list(HEAD[1:]), *(list(row[1:]) for row in ROWS)]


def test_rules_between_rows_part_them() -> None:
    page = Page()
    rows = (("Rà soát thủ tục", "Văn phòng", "Quý I"), ("Tập huấn", "Công an", "Quý II"), ("Báo cáo", "Văn phòng", ""))
    page.row(HEAD[1:], WIDTHS[1:], rule=True)
    for row in rows:
        page.row(row, WIDTHS[1:], rule=True)
    (found,) = read(page)
    assert grid(found.tables[0])[1:] == [list(row) for row in rows]


def test_a_header_of_two_levels() -> None:
    page, widths = Page(), (40.0, 150.0, 100.0, 100.0, 90.0)
    page.words += printed("Đơn vị thực hiện", LEFT + 190 + 60, page.y)
    page.words += [*printed("TT", LEFT + 10, page.y + 7), *printed("Nhiệm vụ", LEFT + 80, page.y + 7)]
    page.words += printed("Thời hạn", LEFT + 410, page.y + 7)
    page.words += [*printed("Chủ trì", LEFT + 220, page.y + 14), *printed("Phối hợp", LEFT + 320, page.y + 14)]
    page.y += 36
    page.row(("(1)", "(2)", "(3)", "(4)", "(5)"), widths, centred={0, 1, 2, 3, 4}, gap=6)
    for number in "12":
        page.row((number, "Lập kế hoạch", "Văn phòng", "Công an xã", "Quý II"), widths, gap=4)
    (found,) = read(page)
    (table,) = found.tables
    assert grid(table)[0] == ["TT", "Nhiệm vụ", "Đơn vị thực hiện", "Đơn vị thực hiện", "Thời hạn"]
    assert grid(table)[1] == ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn"]
    assert grid(table)[3] == ["1", "Lập kế hoạch", "Văn phòng", "Công an xã", "Quý II"]
    assert (table.rows, table.header_rows) == (5, 3)


def test_section_rows_run_across_and_what_follows_is_left() -> None:
    page = Page()
    page.row(HEAD, WIDTHS, gap=6.0)
    for label, title in (
        ("I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH"),
        ("II", "CÔNG TÁC KHÁC CỦA CÁC ĐƠN VỊ"),
    ):
        page.words += [*printed(label, LEFT, page.y), *printed(title, LEFT + 40, page.y)]
        page.y += PITCH + 6
        for row in ROWS[:2]:
            page.row(row, WIDTHS, gap=6.0)
    page.y += 10
    page.line("Trên đây là Kế hoạch năm 2026, đề nghị các đơn vị nghiêm túc triển khai thực hiện./.")
    page.words += [*printed("Nơi nhận:", LEFT, page.y + 10), *printed("CHỦ TỊCH", LEFT + 300, page.y + 10)]
    (found,) = read(page)
    (table,) = found.tables
    assert [row[0] for row in grid(table)] == ["TT", "I", "1", "2", "II", "1", "2"]
    section = next(cell for cell in table.cells if cell.row == 1 and cell.column == 1)
    assert (section.text, section.column_span) == ("CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH", 3)
    assert texts(found.strips)[-2:] == ["Nơi nhận:", "CHỦ TỊCH"] and texts(found.strips)[0].startswith("Trên đây")


@pytest.mark.parametrize("again", [False, True])
def test_a_table_goes_on_overleaf_with_the_tail_of_a_row(again: bool) -> None:
    first, second = Page(), Page(2)
    first.row(HEAD, WIDTHS, gap=6.0)
    for row in ROWS[:3]:
        first.row(row, WIDTHS, gap=6.0)
    first.row(("4", "Kiểm tra việc thực hiện quy chế", "Công an xã,", ""), WIDTHS)
    if again:
        second.row(HEAD, WIDTHS, gap=6.0)
    second.row(("", "tại các thôn", "Xã đội", ""), WIDTHS, gap=6.0)
    second.row(("5", *ROWS[0][1:]), WIDTHS)
    one, two = read(first, second)
    assert len(one.tables) == len(two.tables) == 1
    tail = grid(two.tables[0])[two.tables[0].header_rows :]
    assert tail == [["", "tại các thôn", "Xã đội", ""], ["5", *ROWS[0][1:]]]
    assert two.tables[0].header_rows == again


def test_a_header_at_the_foot_of_a_page_has_its_rows_overleaf() -> None:
    first, second = Page(), Page(2)
    first.line("PHỤ LỤC", 200)
    first.row(HEAD, WIDTHS)
    for row in ROWS:
        second.row(row, WIDTHS, gap=4.0)
    one, two = read(first, second)
    assert [grid(table) for table in (*one.tables, *two.tables)] == [[list(HEAD)], [list(row) for row in ROWS]]


def test_another_appendix_overleaf_is_a_table_of_its_own() -> None:
    first, second = Page(), Page(2)
    for page in (first, second):
        page.line("PHỤ LỤC 2", 200)
        page.row(HEAD, WIDTHS, gap=6.0)
        for row in ROWS:
            page.row(row, WIDTHS, gap=6.0)
    one, two = read(first, second)
    assert [found.tables[0].header_rows for found in (one, two)] == [1, 1]
    assert texts(two.strips) == ["PHỤ LỤC 2"]


def prose(page: Page) -> None:
    text = "Các cơ quan, đơn vị chủ trì phối hợp với Văn phòng triển khai nhiệm vụ đúng thời gian đã đề ra " * 3
    for line in textwrap.wrap(text, 80):
        page.line(line)


def letterhead(page: Page) -> None:
    for left, right in (
        ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Số: 12/KH-UBND", "ngày 5 tháng 3"),
    ):
        page.words += [*printed(left, LEFT, page.y), *printed(right, LEFT + 200, page.y)]
        page.y += PITCH


def attributes(page: Page) -> None:
    for label in ("Đơn vị chủ trì:", "Đơn vị phối hợp:", "Thời gian:"):
        page.words += [*printed(label, LEFT, page.y), *printed("Văn phòng", LEFT + 150, page.y)]
        page.y += PITCH


def header_alone(page: Page) -> None:
    page.row(HEAD, WIDTHS)
    prose(page)


@pytest.mark.parametrize("content", [prose, letterhead, attributes, header_alone])
def test_what_is_no_table_stays_as_lines(content: object) -> None:
    page = Page()
    content(page)  # type: ignore[operator]
    page.line("Các đơn vị báo cáo kết quả trước ngày 10/12 để tổng hợp, theo dõi.")
    (found,) = read(page)
    assert found.tables == []
    assert texts(found.strips) == texts(strips(page.words))


def test_a_header_without_rows_is_told() -> None:
    page = Page()
    header_alone(page)
    assert [found.doubtful for found in read(page)] == [True]


def test_without_words_for_headers_nothing_is_found() -> None:
    page = Page()
    for row in (HEAD, *ROWS):
        page.row(row, WIDTHS)
    assert read_unruled([page.text()], None)[0].tables == []


def test_columns_are_found_between_header_and_rows() -> None:
    page = Page()
    for row in (HEAD, *ROWS):
        page.row(row, WIDTHS, gap=4.0)
    printed_levels = levels(strips(page.words))
    header = find_header(printed_levels, 0, header_words().match)
    assert header is not None
    columns = find_columns(header, printed_levels[header.end :])
    assert columns is not None and columns.numbered == 1
    for (left, right), edge in zip(columns.corridors, (100.0, 270.0, 380.0), strict=True):
        assert left < edge <= right + 0.01
    assert extent(printed_levels[header.end :], columns) == len(printed_levels) - header.end


@pytest.mark.parametrize("text", ["1", "2.", "01", "1.1", "IV", "a)", "(3)", "A", "-"])
def test_numbers_of_rows(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "2026 và", "Tháng 3", "12/2026", "TT"])
def test_no_numbers_of_rows(text: str) -> None:
    assert not is_number(text)


WORDS = ("kế", "hoạch", "rà", "soát", "thủ", "tục", "tổ", "chức", "báo", "cáo", "giám", "sát", "tuyên", "truyền")


def sentences(least: int, most: int) -> st.SearchStrategy[str]:
    some = st.lists(st.sampled_from(WORDS), min_size=least, max_size=most)
    return some.map(lambda words: " ".join(words).capitalize())


def numbered(rows: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, ...]]:
    return ((str(i), *row) for i, row in enumerate(rows, 1))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(sentences(2, 30), sentences(0, 9), sentences(1, 6)), min_size=2, max_size=8),
    st.booleans(),
    st.sampled_from([2.5, 4.0, 8.0]),
)
def test_any_texts_give_back_the_same_grid(rows: list[tuple[str, str, str]], middle: bool, gap: float) -> None:
    page = Page()
    page.row(HEAD, WIDTHS, gap=8.0)
    expected = [list(row) for row in numbered(rows)]
    for row in expected:
        page.row(row, WIDTHS, middle=middle, gap=gap)
    (found,) = read(page)
    assert [grid(table)[1:] for table in found.tables] == [expected]
