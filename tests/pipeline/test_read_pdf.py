"""PDFs drawn here, each in the manner of one thing that real plans do, and what must be read from them."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import KehoachError
from pipeline.read.document import Document, Line, Table
from pipeline.read.pdf import read_pdf

pytest.importorskip("pypdfium2")
_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_A4 = (595.0, 842.0)


@pytest.fixture(scope="module")
def fonts() -> None:
    """Register DejaVu, which has the Vietnamese letters, with reportlab."""
    pytest.importorskip("reportlab")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not (_FONTS / "DejaVuSans.ttf").exists() or not (_FONTS / "DejaVuSans-Bold.ttf").exists():
        pytest.skip("needs the DejaVu fonts to draw Vietnamese text")
    pdfmetrics.registerFont(TTFont("D", str(_FONTS / "DejaVuSans.ttf")))
    pdfmetrics.registerFont(TTFont("DB", str(_FONTS / "DejaVuSans-Bold.ttf")))


class Sheet:
    """A reportlab canvas whose y counts from the top."""

    def __init__(self, size: tuple[float, float] = _A4, **options: Any) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.buffer = io.BytesIO()
        self.height = size[1]
        self.canvas = Canvas(self.buffer, pagesize=size, **options)

    def text(self, x: float, y: float, text: str, size: float = 13, font: str = "D") -> float:
        """Draw text and return where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)
        return x + float(self.canvas.stringWidth(text, font, size))

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroke."""
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float, **options: Any) -> None:
        """A rectangle."""
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, **options)

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """All lines of a table."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)

    def body(self, first: float = 300, lines: int = 6) -> None:
        """Some text of the size that plans have."""
        for i in range(lines):
            self.text(85, first + 18 * i, f"Dòng {i} của phần thân kế hoạch, cỡ chữ mười ba", 13)

    def bytes(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self.buffer.getvalue()

    def read(self) -> Document:
        """The finished file, read."""
        return read_pdf(self.bytes(), "test.pdf")


@pytest.fixture
def sheet(fonts: None) -> Sheet:
    return Sheet()


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines()]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "?" for cell in row] for row in table.grid()]


# --- lines ----------------------------------------------------------------------------------------------------------


def test_lines_carry_page_box_size_and_weight(sheet: Sheet) -> None:
    sheet.text(85, 100, "I. MỤC ĐÍCH, YÊU CẦU", 14, "DB")
    sheet.text(85, 120, "Rà soát các văn bản còn hiệu lực", 13)
    document = sheet.read()
    heading, plain = document.lines()
    assert (document.format, document.pages, document.name, document.sha256) == ("pdf", 1, "test.pdf", "")
    assert (heading.text, heading.bold, heading.size, heading.page) == ("I. MỤC ĐÍCH, YÊU CẦU", True, 14.0, 1)
    assert (plain.bold, plain.size, plain.starts_paragraph) == (False, 13.0, None)
    assert heading.box is not None and plain.box is not None
    assert heading.box.x0 == pytest.approx(85, abs=1.5)
    assert heading.box.top < 100 < heading.box.bottom < plain.box.bottom


def test_letterhead_columns_are_not_interleaved(sheet: Sheet) -> None:
    for y, left, right in (
        (60, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (76, "XÃ MỸ LÂM", "Độc lập - Tự do - Hạnh phúc"),
    ):
        sheet.text(70, y, left, 11, "DB")
        sheet.text(260, y, right, 11, "DB")
    sheet.body(140)
    assert texts(sheet.read())[:4] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ MỸ LÂM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_columns_drawn_one_after_the_other_stay_so(sheet: Sheet) -> None:
    sheet.body(100)
    for i, left in enumerate(["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT."]):
        sheet.text(85, 300 + 14 * i, left, 11)
    for i, right in enumerate(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]):
        sheet.text(340, 300 + 16 * i, right, 13, "DB")
    assert texts(sheet.read())[-5:] == ["Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_what_is_drawn_last_but_stands_on_top_comes_first(sheet: Sheet) -> None:
    sheet.body(200)
    sheet.text(200, 100, "KẾ HOẠCH NĂM HỌC", 14, "DB")
    assert texts(sheet.read())[0] == "KẾ HOẠCH NĂM HỌC"


def test_marker_and_tab_stay_on_one_line(sheet: Sheet) -> None:
    sheet.text(85, 100, "1.", 13)
    sheet.text(128, 100, "Phòng Tài chính lập dự toán", 13)
    assert texts(sheet.read()) == ["1. Phòng Tài chính lập dự toán"]


def test_blanks_left_for_a_date_do_not_cut_the_line(sheet: Sheet) -> None:
    end = sheet.text(300, 100, "Mỹ Lâm, ngày", 13)
    end = sheet.text(end + 34, 100, "tháng", 13)
    sheet.text(end + 34, 100, "năm 2025", 13)
    assert texts(sheet.read()) == ["Mỹ Lâm, ngày tháng năm 2025"]


def test_a_fragment_drawn_later_joins_its_line(sheet: Sheet) -> None:
    end = 85 + sheet.canvas.stringWidth("Thời hạn: ", "DB", 13)
    sheet.text(end, 100, "trong quý III", 13)
    sheet.text(85, 130, "Dòng tiếp theo", 13)
    sheet.text(85, 100, "Thời hạn: ", 13, "DB")
    assert texts(sheet.read()) == ["Thời hạn: trong quý III", "Dòng tiếp theo"]


def _pieces(sheet: Sheet, pieces: Sequence[str], gap: float, size: float = 14) -> None:
    """Each piece is a text object of its own, `gap` points after the one before."""
    x = 85.0
    for piece in pieces:
        x = sheet.text(x, 100, piece, size) + gap


@pytest.mark.parametrize(
    ("pieces", "gap", "read"),
    [
        (("Ban Quản lý thuộc", "Thành phố"), 1.9, "Ban Quản lý thuộc Thành phố"),
        (("trạm y", "tế xã"), 1.9, "trạm y tế xã"),
        (("-", "Công ty môi trường"), 1.9, "- Công ty môi trường"),
        (("xã,", "phường"), 1.9, "xã, phường"),
        (("thuộc", "Thành phố"), 0.5, "thuộcThành phố"),  # kerning
        (("i", "Hanoi, VNe", "ID, T", "NHH, ", "UBND"), 0.6, "iHanoi, VNeID, TNHH, UBND"),
        (tuple("KẾHOẠCH"), 1.9, "KẾHOẠCH"),  # spaced out
        (("1.860", ".500 đồng"), 1.9, "1.860.500 đồng"),
        (("15", "/KH-", "UBND"), 1.9, "15/KH-UBND"),
    ],
)
def test_a_narrow_gap_between_two_pieces_is_a_space(sheet: Sheet, pieces: Sequence[str], gap: float, read: str) -> None:
    _pieces(sheet, pieces, gap)
    assert texts(sheet.read()) == [read]


# --- page furniture, footnotes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["3", "- 3 -", "Trang 3", "3/12"])
def test_page_number_in_the_margin_is_left_out(sheet: Sheet, number: str) -> None:
    sheet.text(290, 35, number, 12)
    sheet.body()
    assert number not in texts(sheet.read())


def test_a_number_in_the_text_stays(sheet: Sheet) -> None:
    sheet.body(100)
    sheet.text(290, 400, "3", 12)
    assert "3" in texts(sheet.read())


def test_running_lines_are_left_out(sheet: Sheet) -> None:
    for page in range(1, 6):
        if page > 1:  # the first page has a head of its own
            sheet.text(85, 45, "Kế hoạch chuyển đổi số", 11)
            sheet.text(480, 45, f"trang {page}", 11)
        sheet.text(85, 806, f"Văn phòng - bản {page:02d}", 11)
        sheet.body(100)
        sheet.canvas.showPage()
    read = texts(sheet.read())
    assert len(read) == 30 and all(text.startswith("Dòng") for text in read)


@pytest.mark.parametrize(
    ("y", "lines"),
    [
        (70, ["PHỤ LỤC 1", "PHỤ LỤC 2", "PHỤ LỤC 3", "PHỤ LỤC 4"]),
        (72, ["Ủy ban nhân dân xã giao:"] * 3 + ["Các thôn báo cáo kết quả"]),
        (72, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] * 4),
        (45, ["Dự thảo", "Dự thảo", "", ""]),
    ],
)
def test_what_is_no_running_line(sheet: Sheet, y: float, lines: list[str]) -> None:
    for line in lines:
        sheet.text(85, y, line, 13)
        sheet.body(100)
        sheet.canvas.showPage()
    assert [text for text in texts(sheet.read()) if not text.startswith("Dòng")] == [line for line in lines if line]


def test_a_repeated_line_at_changing_heights_stays(sheet: Sheet) -> None:
    for page in range(4):
        sheet.text(85, 40 + 8 * page, "Các đơn vị phối hợp", 13)
        sheet.body(100)
        sheet.canvas.showPage()
    assert texts(sheet.read()).count("Các đơn vị phối hợp") == 4


def _raised(sheet: Sheet, before: str, mark: str, after: str, y: float = 200) -> None:
    x = sheet.text(85, y, before, 13)
    x = sheet.text(x, y - 5, mark, 8)
    sheet.text(x, y, after, 13)


@pytest.mark.parametrize(
    ("before", "mark", "after", "read"),
    [
        ("tại 12 thôn", "1", " thuộc xã", "tại 12 thôn thuộc xã"),
        ("trong năm", "2", " theo quy định", "trong năm theo quy định"),
        ("bơm 40m", "3", "/s khi có lệnh", "bơm 40m3/s khi có lệnh"),
        ("rộng 5 km", "2", ", dài", "rộng 5 km2, dài"),
        ("đạt 10", "6", " đồng", "đạt 106 đồng"),
    ],
)
def test_note_marks_go_exponents_stay(sheet: Sheet, before: str, mark: str, after: str, read: str) -> None:
    sheet.body(300)
    _raised(sheet, before, mark, after)
    assert texts(sheet.read())[0] == read


def test_footnotes_are_kept_out(sheet: Sheet) -> None:
    sheet.body(100)
    sheet.line(85, 700, 229, 700)
    x = sheet.text(85, 712, "1", 6)
    sheet.text(x + 2, 716, "Gồm: thôn Đông, thôn Đoài và", 10)
    sheet.text(85, 729, "thôn Thượng.", 10)
    assert len(texts(sheet.read())) == 6


def test_footnotes_whose_number_has_the_size_of_the_body(sheet: Sheet) -> None:
    sheet.body(100)
    sheet.line(85, 690, 201, 690)
    for i, note in enumerate(["Theo số liệu của xã.", "Không kể các thôn ven sông,", "Gồm cả đội xung kích."], 1):
        x = sheet.text(85, 690 + 18 * i, str(i), 13)
        sheet.text(x + 3, 690 + 18 * i, note, 10)
    document = sheet.read()
    assert len(texts(document)) == 6


def test_a_number_before_small_text_without_a_rule_stays(sheet: Sheet) -> None:
    sheet.body(100)
    sheet.text(sheet.text(85, 700, "1", 13) + 3, 700, "Bản chính gửi văn thư", 10)
    assert texts(sheet.read())[-1] == "1 Bản chính gửi văn thư"


def test_small_text_at_the_foot_without_a_mark_stays(sheet: Sheet) -> None:
    sheet.body(100)
    sheet.text(85, 700, "Nơi nhận:", 11)
    sheet.text(85, 714, "- Lưu: VT.", 11)
    assert texts(sheet.read())[-2:] == ["Nơi nhận:", "- Lưu: VT."]


# --- tables ----------------------------------------------------------------------------------------------------------


def test_simple_table_between_lines(sheet: Sheet) -> None:
    sheet.text(85, 80, "Trước bảng", 13)
    sheet.grid([60, 100, 300, 500], [100, 130, 180])
    for x, y, text in (
        (65, 120, "TT"), (105, 120, "Nhiệm vụ"), (305, 120, "Đơn vị"),
        (65, 150, "1"), (105, 150, "Lập danh mục"), (105, 165, "hồ sơ"), (305, 150, "Văn phòng"),
    ):  # fmt: skip
        sheet.text(x, y, text, 11)
    sheet.text(85, 220, "Sau bảng", 13)
    before, table, after = sheet.read().blocks
    assert isinstance(before, Line) and isinstance(table, Table) and isinstance(after, Line)
    assert (before.text, after.text) == ("Trước bảng", "Sau bảng")
    assert rows(table) == [["TT", "Nhiệm vụ", "Đơn vị"], ["1", "Lập danh mục\nhồ sơ", "Văn phòng"]]
    assert table.box is not None and table.box.top == pytest.approx(100, abs=1)
    assert [cell.box.x1 for cell in table.cells[:3] if cell.box] == pytest.approx([100, 300, 500], abs=1)


def test_two_level_header_and_rows_merged(sheet: Sheet) -> None:
    xs, ys = [50.0, 72, 96, 300, 500], [100.0, 120, 140, 170, 200]
    sheet.box(50, 100, 500, 200)
    sheet.line(96, 100, 96, 200)
    sheet.line(300, 100, 300, 200)
    sheet.line(72, 120, 72, 200)  # the number's two columns part below the first header row
    sheet.line(50, 120, 96, 120)
    sheet.line(50, 140, 500, 140)
    sheet.line(50, 170, 300, 170)  # the last column is merged over both rows
    for x, y, text in (
        (60, 114, "Stt"), (52, 134, "TT"), (74, 134, "Ct"), (110, 125, "Tên việc"), (310, 125, "Thời hạn"),
        (55, 158, "1"), (78, 158, "a)"), (110, 158, "Cấp tài khoản"), (310, 175, "30/6/2027"),
        (55, 188, "2"), (78, 188, "b)"), (110, 188, "Tập huấn"),
    ):  # fmt: skip
        sheet.text(x, y, text, 10)
    (table,) = tables(sheet.read())
    assert (table.rows, table.columns) == (len(ys) - 1, len(xs) - 1)
    assert rows(table) == [
        ["Stt", "Stt", "Tên việc", "Thời hạn"],
        ["TT", "Ct", "Tên việc", "Thời hạn"],
        ["1", "a)", "Cấp tài khoản", "30/6/2027"],
        ["2", "b)", "Tập huấn", "30/6/2027"],
    ]
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in table.cells}
    assert (spans["Stt"], spans["Tên việc"], spans["30/6/2027"]) == ((1, 2), (2, 1), (2, 1))


@pytest.mark.parametrize("offset", [2.0, 6.0, 11.0])
def test_doubled_lines_make_no_ghost_column(sheet: Sheet, offset: float) -> None:
    sheet.grid([60, 100, 100 + offset, 300, 500], [100, 130, 160])
    for x, y, text in ((65, 120, "TT"), (125, 120, "Việc"), (305, 120, "Hạn"), (65, 150, "1"), (125, 150, "Họp")):
        sheet.text(x, y, text, 11)
    (table,) = tables(sheet.read())
    assert rows(table) == [["TT", "Việc", "Hạn"], ["1", "Họp", ""]]


def test_borders_filled_as_thin_rectangles_cell_by_cell(sheet: Sheet) -> None:
    xs, ys = [60, 100, 300, 500], [100, 130, 160]
    for x0, x1 in itertools.pairwise(xs):
        for y in ys:
            sheet.box(x0 + 0.5, y, x1, y + 0.5, stroke=0, fill=1)
    for x in xs:
        for y0, y1 in itertools.pairwise(ys):
            sheet.box(x, y0 + 0.5, x + 0.5, y1, stroke=0, fill=1)
    for x, y, text in ((65, 120, "TT"), (105, 120, "Việc"), (305, 120, "Hạn"), (65, 150, "1"), (105, 150, "Họp")):
        sheet.text(x, y, text, 11)
    (table,) = tables(sheet.read())
    assert rows(table) == [["TT", "Việc", "Hạn"], ["1", "Họp", ""]]


def test_table_without_outer_verticals_and_with_a_row_cut_by_the_page(sheet: Sheet) -> None:
    for y in (700, 730, 760):
        sheet.line(60, y, 500, y)
    for x in (100, 300):
        sheet.line(x, 700, x, 800)
    for x, y, text in (
        (65, 720, "TT"), (105, 720, "Việc"), (305, 720, "Hạn"), (65, 750, "1"), (105, 750, "Họp"), (105, 780, "Báo cáo")
    ):  # fmt: skip
        sheet.text(x, y, text, 11)
    (table,) = tables(sheet.read())
    assert rows(table) == [["TT", "Việc", "Hạn"], ["1", "Họp", ""], ["", "Báo cáo", ""]]


def test_a_missing_piece_of_border_loses_no_text(sheet: Sheet) -> None:
    for x in (60, 100, 300):
        sheet.line(x, 100, x, 190)
    sheet.line(500, 100, 500, 160)  # the last cell is open to the right
    for y in (100, 130, 160, 190):
        sheet.line(60, y, 500, y)
    for x, y, text in (
        (65, 120, "TT"), (105, 120, "Việc"), (305, 120, "Hạn"), (65, 150, "1"), (105, 150, "Họp"),
        (65, 180, "2"), (105, 180, "Khai mạc"), (305, 180, "Quý II"),
    ):  # fmt: skip
        sheet.text(x, y, text, 11)
    (table,) = tables(sheet.read())
    assert rows(table) == [["TT", "Việc", "Hạn"], ["1", "Họp", ""], ["2", "Khai mạc", "Quý II"]]


def test_underlined_words_in_a_cell_do_not_split_it(sheet: Sheet) -> None:
    sheet.grid([60, 100, 300, 500], [100, 160, 190])
    end = sheet.text(101, 120, "Xem trang tin", 11)
    sheet.line(101, 122, end, 122)
    sheet.text(101, 140, "điện tử của sở", 11)
    sheet.text(65, 120, "1", 11)
    sheet.text(305, 180, "Quý I", 11)
    (table,) = tables(sheet.read())
    assert rows(table) == [["1", "Xem trang tin\nđiện tử của sở", ""], ["", "", "Quý I"]]


def test_table_in_a_form_xobject_and_on_a_rotated_page(fonts: None) -> None:
    for rotation in (0, 90, 180, 270):
        width, height = 842.0, 595.0
        sheet = Sheet((width, height))  # as displayed
        canvas = sheet.canvas
        canvas.setPageRotation(rotation)
        canvas.beginForm("table")
        for x in (60, 100, 300, 500):
            canvas.line(x, height - 100, x, height - 160)
        for y in (100, 130, 160):
            canvas.line(60, height - y, 500, height - y)
        canvas.setFont("D", 11)
        for x, y, text in ((65, 120, "TT"), (105, 120, "Việc"), (305, 120, "Hạn"), (65, 150, "1"), (105, 150, "Họp")):
            canvas.drawString(x, height - y, text)
        canvas.endForm()
        # turned the other way, so that the rotated page shows it upright
        if rotation == 90:
            canvas.transform(0, 1, -1, 0, height, 0)
        elif rotation == 180:
            canvas.transform(-1, 0, 0, -1, width, height)
        elif rotation == 270:
            canvas.transform(0, -1, 1, 0, 0, width)
        canvas.doForm("table")
        (table,) = tables(sheet.read())
        assert rows(table) == [["TT", "Việc", "Hạn"], ["1", "Họp", ""]], rotation
        assert table.box is not None
        assert (table.box.x0, table.box.top, table.box.x1, table.box.bottom) == pytest.approx(
            (60, 100, 500, 160), abs=1
        )


def test_a_page_with_the_tail_of_one_cell_goes_on_with_the_table(sheet: Sheet) -> None:
    xs = [60.0, 100, 300, 500]
    sheet.grid(xs, [700, 730, 780])
    for x, y, text in ((65, 720, "TT"), (105, 720, "Việc"), (305, 720, "Hạn"), (65, 750, "1"), (105, 750, "Rà soát")):
        sheet.text(x, y, text, 11)
    for page in range(2):
        sheet.canvas.showPage()
        sheet.grid([x + 1 for x in xs], [60, 780])
        sheet.text(106, 80, f"các thôn còn lại, đợt {page}", 11)
    sheet.canvas.showPage()
    sheet.grid([60, 200, 500], [60, 780])  # other columns: a frame
    sheet.text(65, 80, "Ghi chú", 11)
    found = tables(sheet.read())
    assert [table.page for table in found] == [1, 2, 3]
    assert rows(found[1]) == [["", "các thôn còn lại, đợt 0", ""]]


def _nested_left(sheet: Sheet) -> None:
    """It ends at the right side of the cell."""
    for y in (145, 165, 185):
        sheet.line(106, y, 300, y)
    sheet.line(106, 145, 106, 185)
    sheet.line(200, 145, 200, 185)


def _nested_right(sheet: Sheet) -> None:
    """It ends at the left side of the cell and has a border of its own there."""
    for y in (145, 165, 185):
        sheet.line(101, y, 294, y)
    for x in (101, 200, 294):
        sheet.line(x, 145, x, 185)


def _nested_below_the_border(sheet: Sheet) -> None:
    """Its first line is that of the cell."""
    for y in (165, 185):
        sheet.line(106, y, 294, y)
    for x in (106, 200, 294):
        sheet.line(x, 130, x, 185)


def _nested_apart(sheet: Sheet) -> None:
    sheet.grid([106, 200, 294], [145, 165, 185])


@pytest.mark.parametrize("draw", [_nested_left, _nested_right, _nested_below_the_border, _nested_apart])
def test_a_table_in_a_cell_is_text_of_the_cell(sheet: Sheet, draw: Callable[[Sheet], None]) -> None:
    sheet.grid([60, 100, 300, 500], [100, 130, 200, 230])
    draw(sheet)
    for x, y, text in (
        (65, 120, "TT"), (105, 120, "Việc"), (305, 120, "Hạn"), (65, 158, "1"), (305, 158, "Quý I"),
        (110, 158, "Khu 1"), (205, 158, "Thôn Đông"), (110, 178, "Khu 2"), (205, 178, "Thôn Tây"),
        (65, 220, "2"), (105, 220, "Tổng kết"), (305, 220, "Quý IV"),
    ):  # fmt: skip
        sheet.text(x, y, text, 11)
    (table,) = tables(sheet.read())
    assert rows(table) == [
        ["TT", "Việc", "Hạn"],
        ["1", "Khu 1 Thôn Đông\nKhu 2 Thôn Tây", "Quý I"],
        ["2", "Tổng kết", "Quý IV"],
    ]


@pytest.mark.parametrize("left", [60, 65.5])
def test_a_table_in_a_frame_is_a_table(sheet: Sheet, left: float) -> None:
    sheet.box(60, 90, 500, 180)
    sheet.grid([left, 100, 300, 500], [105, 130, 160])
    for x, y, text in ((70, 120, "TT"), (105, 120, "Việc"), (305, 120, "Hạn"), (70, 150, "1"), (105, 150, "Họp")):
        sheet.text(x, y, text, 11)
    (table,) = tables(sheet.read())
    assert rows(table) == [["TT", "Việc", "Hạn"], ["1", "Họp", ""]]


def test_text_standing_upright_in_a_head_is_one_phrase(sheet: Sheet) -> None:
    sheet.grid([60, 100, 300, 500], [100, 200, 230])
    canvas = sheet.canvas
    canvas.saveState()
    canvas.translate(85, sheet.height - 190)
    canvas.rotate(90)
    canvas.setFont("D", 11)
    canvas.drawString(0, 0, "Số thứ tự")
    canvas.restoreState()
    for x, y, text in ((105, 150, "Việc"), (305, 150, "Hạn"), (65, 220, "1"), (105, 220, "Họp")):
        sheet.text(x, y, text, 11)
    (table,) = tables(sheet.read())
    assert rows(table) == [["Số thứ tự", "Việc", "Hạn"], ["1", "Họp", ""]]


def test_page_whose_content_is_turned(sheet: Sheet) -> None:
    canvas = sheet.canvas
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.setFont("D", 11)
    for x in (60, 100, 300, 500):
        canvas.line(x, 400, x, 340)
    for y in (400, 370, 340):
        canvas.line(60, y, 500, y)
    for x, y, text in ((65, 380, "TT"), (105, 380, "Việc làm"), (305, 380, "Hạn"), (65, 350, "1"), (105, 350, "Họp")):
        canvas.drawString(x, y, text)
    canvas.drawString(60, 450, "Danh mục việc cần làm")
    line, table = sheet.read().blocks
    assert isinstance(line, Line) and isinstance(table, Table)
    assert line.text == "Danh mục việc cần làm"
    assert rows(table) == [["TT", "Việc làm", "Hạn"], ["1", "Họp", ""]]
    # the box is on the page as displayed, where the table stands on its side
    assert table.box is not None
    box = (table.box.x0, table.box.top, table.box.x1, table.box.bottom)
    assert box == pytest.approx((195, 342, 255, 782), abs=1)


def test_a_character_without_unicode_does_not_shift_the_rest(sheet: Sheet) -> None:
    sheet.text(85, 100, "\uf0b7 Lập báo cáo", 13)  # DejaVu has no glyph for it, so the PDF gives it no Unicode
    sheet.text(85, 120, "Số 12/QĐ\u00adUBND", 13)
    assert texts(sheet.read()) == ["Lập báo cáo", "Số 12/QĐ-UBND"]


def _drawing(sheet: Sheet) -> None:
    for i in range(12):
        sheet.line(60, 550 + 20 * i, 500, 550 + 20 * i)
        sheet.line(60 + 40 * i, 550, 60 + 40 * i, 770)
    sheet.text(62, 565, "Bản đồ", 8)
    sheet.text(302, 665, "Đập tràn", 8)


def _frame(sheet: Sheet) -> None:
    sheet.box(60, 90, 500, 150)
    sheet.text(70, 120, "Đoạn trong khung", 13)


def _one_column(sheet: Sheet) -> None:
    sheet.grid([60, 500], [90, 120, 150])
    sheet.text(70, 110, "Hàng một", 13)
    sheet.text(70, 140, "Hàng hai", 13)


def _underline(sheet: Sheet) -> None:
    sheet.text(200, 100, "Độc lập - Tự do - Hạnh phúc", 13)
    sheet.line(230, 105, 350, 105)
    sheet.line(90, 105, 150, 105)


def _page_border(sheet: Sheet) -> None:
    sheet.box(20, 20, 575, 822)
    sheet.box(24, 24, 571, 818)
    sheet.text(200, 100, "KẾ HOẠCH", 13)


@pytest.mark.parametrize("draw", [_frame, _one_column, _underline, _page_border, _drawing])
def test_what_is_no_table(sheet: Sheet, draw: Callable[[Sheet], None]) -> None:
    draw(sheet)
    sheet.body()
    document = sheet.read()
    assert not tables(document)
    assert len(texts(document)) >= 7


# --- stamps ----------------------------------------------------------------------------------------------------------


def _stamped(data: bytes, stamps: Sequence[tuple[float, float, str]]) -> bytes:
    """The PDF with stamp annotations whose appearance shows the texts (x, y from the top)."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(data)
    page = document[0]
    for x, y, text in stamps:
        annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_STAMP)
        pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(x - 2, 842 - y + 12, x + 150, 842 - y - 4))
        obj = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 12)
        encoded = (text + "\0").encode("utf-16-le")
        pdfium.FPDFText_SetText(obj, ctypes.cast(ctypes.c_char_p(encoded), ctypes.POINTER(ctypes.c_ushort)))
        pdfium.FPDFPageObj_Transform(obj, 1, 0, 0, 1, x, 842 - y)
        pdfium.FPDFAnnot_AppendObject(annotation, obj)
        pdfium.FPDFPage_CloseAnnot(annotation)
    out = io.BytesIO()
    document.save(out)
    page.close()
    document.close()
    return out.getvalue()


def test_stamped_number_and_day_fill_their_blanks(sheet: Sheet) -> None:
    blank = sheet.text(70, 100, "Số:", 13)
    sheet.text(blank + 36, 100, "/KH-UBND", 13)
    day = sheet.text(300, 100, "Mỹ Lâm, ngày", 13)
    sheet.text(day + 26, 100, "tháng 5 năm 2026", 13)
    sheet.body()
    stamps = [(blank + 6, 99, "415"), (day + 6, 101, "09"), (320, 700, "Ký bởi: Nguyễn A")]
    document = read_pdf(_stamped(sheet.bytes(), stamps), None)
    assert texts(document)[:2] == ["Số: 415/KH-UBND", "Mỹ Lâm, ngày 09 tháng 5 năm 2026"]
    assert [line.text for line in document.overlays][:2] == ["415", "09"]
    assert not any("Ký bởi" in text for text in texts(document))


# --- what cannot be read ---------------------------------------------------------------------------------------------


def _error(data: bytes) -> str:
    with pytest.raises(KehoachError) as caught:
        read_pdf(data, "test.pdf")
    return caught.value.code


def test_cut_short(sheet: Sheet) -> None:
    sheet.body()
    data = sheet.bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        assert _error(data[: int(len(data) * share)]) == "damaged"
    assert _error(b"%PDF-1.7\n") == "damaged"


def test_passwords(fonts: None) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    for password, opens in (("", True), ("secret", False)):
        sheet = Sheet(encrypt=StandardEncryption(password, ownerPassword="owner", canPrint=1))
        sheet.body()
        data = sheet.bytes()
        if opens:
            assert len(texts(read_pdf(data, None))) == 6
        else:
            assert _error(data) == "encrypted"


def test_scan(sheet: Sheet) -> None:
    Image = pytest.importorskip("PIL.Image")
    from reportlab.lib.utils import ImageReader

    sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)
    assert _error(sheet.bytes()) == "scan"
