from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.assemble import Reading, trace
from pipeline.cli import main
from pipeline.errors import KehoachError
from pipeline.inspect import parse_pages
from pipeline.inspect.findings import Findings, Inspection
from pipeline.inspect.outline_text import outline_text
from pipeline.inspect.traces import trace_rows
from pipeline.inspect.wording import kind_name, say
from pipeline.read.document import Box, Cell, Document, Line, Table

FONT = Path(__file__).parents[2] / "pipeline" / "inspect" / "labels.ttf"
EDGES = (40.0, 80.0, 300.0, 440.0, 560.0)
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KEHOACH_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "KEHOACH_WORDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.chdir(tmp_path)


# --- documents made by hand -----------------------------------------------------------------------------------------


def ruled(page: int, *rows: Sequence[Any], top: float = 100.0) -> Table:
    """A table with boxes: rows 20 points high from `top`; a cell is a text, or (text, row span, column span)."""
    cells = []
    for r, row in enumerate(rows):
        for c, spec in enumerate(row):
            if spec is None:
                continue
            text, down, across = spec if isinstance(spec, tuple) else (spec, 1, 1)
            box = Box(page, EDGES[c], top + 20 * r, EDGES[c + across], top + 20 * (r + down))
            inner = Box(page, box.x0 + 2, box.top + 4, box.x1 - 2, box.top + 16)
            lines = (Line(text, page, inner),) if text else ()
            cells.append(Cell(r, c, lines, down, across, box))
    columns = max(map(len, rows))
    return Table(tuple(cells), len(rows), columns, page, Box(page, 40, top, EDGES[columns], top + 20 * len(rows)))


def line(page: int, top: float, text: str) -> Line:
    return Line(text, page, Box(page, 60, top, 540, top + 12), size=13)


HEADER = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn")


@pytest.fixture
def reading() -> Reading:
    """An appendix of two pages: a section, a row cut by the page, a merged cell, sub-rows, a list of names."""
    blocks = (
        line(1, 40, "PHỤ LỤC"),
        line(1, 60, "DANH MỤC NHIỆM VỤ NĂM 2026"),
        ruled(
            1,
            HEADER,
            ("I", "CÔNG TÁC CHỈ ĐẠO", "", ""),
            ("1", "Xây dựng kế hoạch kiểm tra", ("Văn phòng Sở", 2, 1), "Quý I/2026"),
            ("2", "Lập dự toán", None, "Quý I/2026"),
            ("3", "Tổ chức hội nghị giao ban với", "Thanh tra Sở", "Quý II/2026"),
        ),
        ruled(
            2,
            ("", "các phòng thuộc Sở", "", ""),
            ("4", "Rà soát các quy chế:", "", ""),
            ("a)", "Quy chế làm việc", "Phòng Nội vụ", "30/6/2026"),
        ),
        line(2, 380, "DANH SÁCH CÁN BỘ THEO DÕI"),
        ruled(2, ("Họ và tên", "Chức vụ", "Điện thoại"), ("Lê An", "Trưởng phòng", "5"), top=400),
    )
    return trace(Document("pdf", blocks, 2, "kh.pdf"))


def strands(findings: Findings) -> list[tuple[str, int | None, list[str]]]:
    return [(s.kind, s.number, [say(remark, "vi") for remark in s.remarks]) for s in findings.strands]


def test_rows_of_a_page_and_what_became_of_them(reading: Reading) -> None:
    first, second = (Inspection(reading).page(n) for n in (1, 2))
    assert strands(first) == [
        ("header", None, ["tiêu đề bảng nhiệm vụ"]),
        ("section", None, ["hàng mục I: dẫn các dòng 1–4"]),
        ("task", 1, []),
        ("task", 2, []),
        ("task", 3, ["↓ còn tiếp ở trang 2"]),
    ]
    assert strands(second) == [
        ("task", 3, ["↑ tiếp dòng 3 của trang 1"]),
        ("context", None, ["hàng dẫn: chỉ có lời, đơn vị và thời hạn ở hàng con"]),
        ("task", 4, ["thuộc hàng dẫn 4"]),
        ("refused", None, ["không phải bảng nhiệm vụ: không có cột nhiệm vụ"]),
    ]
    assert [(s.from_above, s.goes_on) for s in second.strands[:2]] == [(True, False), (False, False)]
    assert (first.strands[4].top, first.strands[4].bottom) == (180, 200)


def test_cells_have_the_roles_of_their_columns(reading: Reading) -> None:
    found = Inspection(reading).page(1)
    cells = [(m.kind, m.shape, m.row_span) for m in found.marks if m.shape in ("cell", "head")]
    assert cells[:4] == [(role, "head", 1) for role in ("number", "task", "lead_units", "deadlines")]
    assert cells[4:8] == [("section", "cell", 1)] * 4
    assert ("lead_units", "cell", 2) in cells
    assert [(c.role, c.x0, c.x1, c.top) for c in found.columns][1] == ("task", 80, 300, 100)
    assert [m.kind for m in found.marks if m.shape == "line"] == ["appendix", "appendix"]


def test_a_page_without_anything(reading: Reading) -> None:
    found = Inspection(reading).page(3)
    assert (found.marks, found.strands, found.columns) == ([], [], [])


def test_prose_by_kind() -> None:
    texts = (
        "ỦY BAN NHÂN DÂN",
        "XÃ SUỐI NGÂN",
        "Số: 31/KH-UBND",
        "KẾ HOẠCH",
        "Phòng, chống cháy rừng năm 2026",
        "I. MỤC ĐÍCH",
        "- Nâng cao ý thức giữ rừng của Nhân dân.",
        "II. NHIỆM VỤ",
        "- Xây dựng phương án chữa cháy rừng trước ngày 15/3/2026.",
        "Nơi nhận:",
        "- UBND huyện;",
        "- Lưu: VT.",
    )
    blocks = tuple(line(1, 40 + 30 * i, text) for i, text in enumerate(texts))
    found = Inspection(trace(Document("pdf", blocks, 1, "kh.pdf"))).page(1)
    kinds = {m.box.top: m.kind for m in found.marks}
    assert [kinds[40 + 30 * i] for i in (0, 4, 5, 6, 7, 8, 9, 11)] == [
        "head",
        "head",
        "heading",
        "purpose",
        "heading",
        "task",
        "foot",
        "foot",
    ]
    assert [(s.kind, s.number) for s in found.strands] == [
        ("heading", None),
        ("purpose", None),
        ("heading", None),
        ("task", 1),
    ]


def test_as_above_does_not_take_the_row_above(reading: Reading) -> None:
    table = ruled(1, HEADER, ("1", "Họp", "Văn phòng", "Quý I/2026"), ("2", "Báo cáo", "nt", "nt"))
    found = trace(Document("pdf", (line(1, 40, "PHỤ LỤC"), table), 1))
    printed = trace_rows(found.tables[0])
    assert [p.row.number if p.row else None for p in printed] == [None, "1", "2"]


def test_a_line_that_sets_no_field_is_other_matter() -> None:
    texts = (
        "I. HOẠT ĐỘNG",
        "1. Giao lưu",
        "- Thời gian: 21/4/2026.",
        "- Địa điểm: Nhà văn hóa.",
        "- Đơn vị chủ trì: Đoàn xã.",
    )
    blocks = tuple(line(1, 40 + 30 * i, text) for i, text in enumerate(texts))
    found = Inspection(trace(Document("pdf", blocks, 1))).page(1)
    assert [mark.kind for mark in found.marks][2:] == ["attribute", "other", "attribute"]


def test_a_merged_cell_that_goes_on_over_the_page() -> None:
    first = ruled(1, HEADER, ("1", "Họp", ("Văn phòng Sở", 2, 1), "Quý I/2026"), ("2", "Báo cáo", None, "Quý I/2026"))
    second = ruled(2, ("3", "Rà soát", ("", 2, 1), "Quý I/2026"), ("4", "Tổng kết", None, "Quý I/2026"))
    found = Inspection(trace(Document("pdf", (line(1, 40, "PHỤ LỤC"), first, second), 2))).page(2)
    assert strands(found) == [
        ("header", None, ["↑ bảng tiếp từ trang 1"]),
        ("task", 3, ["↑ ô gộp từ trang 1: đơn vị chủ trì"]),
        ("task", 4, ["↑ ô gộp từ trang 1: đơn vị chủ trì"]),
    ]


def test_names_of_what_is_unknown() -> None:
    assert kind_name("lead_units", "vi") == "đơn vị chủ trì"
    assert kind_name("something", "en") == "something"


# --- the outline ----------------------------------------------------------------------------------------------------

PLAN = """ỦY BAN NHÂN DÂN
XÃ SUỐI NGÂN
Số: 31/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Suối Ngân, ngày 09 tháng 02 năm 2026

KẾ HOẠCH
Phòng, chống cháy rừng năm 2026

Để giữ rừng, UBND xã ban hành Kế hoạch như sau:

I. MỤC ĐÍCH

- Nâng cao ý thức giữ rừng của Nhân dân.

II. NHIỆM VỤ

1. Phòng Kinh tế

- Xây dựng phương án chữa cháy rừng trước ngày 15/3/2026.

III. TỔ CHỨC THỰC HIỆN

Yêu cầu các đơn vị nghiêm túc thực hiện./.

Nơi nhận:
- UBND huyện;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Văn Ngàn
"""

OUTLINE = """\
Nội dung
      lời dẫn: Để giữ rừng, UBND xã ban hành Kế hoạch như sau:
      I. đề mục: MỤC ĐÍCH
        - mục đích, yêu cầu: Nâng cao ý thức giữ rừng của Nhân dân.
      II. đề mục: NHIỆM VỤ
        1. đề mục: Phòng Kinh tế
   1      - nhiệm vụ: Xây dựng phương án chữa cháy rừng trước ngày 15/3/2026.
              đơn vị chủ trì: Phòng Kinh tế ← thừa hưởng từ “1. Phòng Kinh tế”
              sản phẩm: phương án chữa cháy rừng ← lời của mục
              thời hạn: trước ngày 15/3/2026 (2026-03-15) ← lời của mục
      III. đề mục: TỔ CHỨC THỰC HIỆN
        nội dung khác: Yêu cầu các đơn vị nghiêm túc thực hiện./.

Phần cuối
      Người ký: CHỦ TỊCH Lê Văn Ngàn
      Ký thay, thay mặt, thừa lệnh: TM. ỦY BAN NHÂN DÂN
      Nơi nhận: UBND huyện; Lưu: VT
"""


def test_the_outline_of_a_text(capsys: Capture) -> None:
    Path("kh.txt").write_text(PLAN, encoding="utf-8")
    assert main(["inspect", "kh.txt", "--text"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("kh.txt: text, 1 nhiệm vụ, 0 chỉ tiêu\n\nPhần đầu\n      Loại văn bản: KẾ HOẠCH\n")
    assert OUTLINE in out
    assert err == ""


TABLE_OUTLINE = """\
Phụ lục PL: DANH MỤC NHIỆM VỤ NĂM 2026
      Bảng nhiệm vụ, 4 dòng [tr. 1–2]
        cột 1: TT → số thứ tự (number)
        cột 2: Nhiệm vụ → nhiệm vụ (task)
        cột 3: Đơn vị chủ trì → đơn vị chủ trì (lead_units)
        cột 4: Thời hạn → thời hạn (deadlines)
        ── tr. 1: 1 hàng tiêu đề
        I. hàng mục: CÔNG TÁC CHỈ ĐẠO
   1    1. nhiệm vụ: Xây dựng kế hoạch kiểm tra
            đơn vị chủ trì: Văn phòng Sở ← ô của bảng, ô gộp
            sản phẩm: kế hoạch kiểm tra ← lời của mục
            thời hạn: Quý I/2026 (2026-01-01 … 2026-03-31) ← ô của bảng
   2    2. nhiệm vụ: Lập dự toán
            đơn vị chủ trì: Văn phòng Sở ← ô của bảng, ô gộp
            sản phẩm: dự toán ← lời của mục
            thời hạn: Quý I/2026 (2026-01-01 … 2026-03-31) ← ô của bảng
   3    3. nhiệm vụ [↓ còn tiếp ở trang 2]: Tổ chức hội nghị giao ban với các phòng thuộc Sở
            đơn vị chủ trì: Thanh tra Sở ← ô của bảng
            sản phẩm: hội nghị giao ban ← lời của mục
            thời hạn: Quý II/2026 (2026-04-01 … 2026-06-30) ← ô của bảng
        ── tr. 2: không lặp lại tiêu đề
   3    ↑ tiếp dòng 3 của trang 1
        4. hàng dẫn: Rà soát các quy chế:
   4      a. nhiệm vụ [thuộc hàng dẫn 4]: Quy chế làm việc
              đơn vị chủ trì: Phòng Nội vụ ← ô của bảng
              thời hạn: 30/6/2026 (2026-06-30) ← ô của bảng
      bảng [tr. 2]: không phải bảng nhiệm vụ: không có cột nhiệm vụ
        Họ và tên | Chức vụ | Điện thoại
"""


def test_the_outline_of_a_table(reading: Reading) -> None:
    text = "\n".join(outline_text(Inspection(reading), width=100))
    assert TABLE_OUTLINE in f"{text}\n"


def test_the_outline_of_one_page_and_in_english(reading: Reading) -> None:
    lines = list(outline_text(Inspection(reading), lang="en", width=100, pages=[2]))
    assert any(line.endswith("↑ row 3 of page 1 goes on") for line in lines)
    assert not any("Quý I/2026" in line or "Head" in line for line in lines)


@pytest.mark.parametrize("width", [20, 60, 80])
def test_the_outline_keeps_to_the_width(reading: Reading, width: int) -> None:
    lines = list(outline_text(Inspection(reading), width=width))
    assert max(map(len, lines)) <= max(width, 60)


# --- pictures -------------------------------------------------------------------------------------------------------


def pdf(path: str, rotation: int = 0) -> None:
    """A page with a task table, shown upright however the page is turned, and an empty one."""
    pytest.importorskip("reportlab")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("labels", str(FONT)))
    width, height = 842.0, 595.0
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width, height))
    canvas.setPageRotation(rotation)
    if rotation == 90:
        canvas.transform(0, 1, -1, 0, height, 0)
    canvas.setFont("labels", 12)
    ys = (100, 130, 170)
    for x in EDGES:
        canvas.line(x, height - ys[0], x, height - ys[-1])
    for y in ys:
        canvas.line(EDGES[0], height - y, EDGES[-1], height - y)
    canvas.drawString(60, height - 60, "PHỤ LỤC")
    for y, row in ((120, HEADER), (150, ("1", "Xây dựng kế hoạch kiểm tra", "Văn phòng Sở", "Quý I/2026"))):
        for x, text in zip(EDGES, row, strict=False):
            canvas.drawString(x + 4, height - y, text)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    Path(path).write_bytes(buffer.getvalue())


@pytest.mark.parametrize("rotation", [0, 90])
def test_the_picture_of_a_page(rotation: int, capsys: Capture) -> None:
    from PIL import Image

    from pipeline.inspect.picture import COLOURS

    pdf("kh.pdf", rotation)
    assert main(["inspect", "kh.pdf", "--page", "1", "--dpi", "72"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", "Đã ghi kh-trang-1.png\n")
    with Image.open("kh-trang-1.png") as picture:
        assert picture.format == "PNG"
        left, head = picture.width - 842, picture.height - 595
        assert 100 < left < 400 and 30 < head < 200
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or []}
        assert {COLOURS["lead_units"], COLOURS["deadlines"], COLOURS["task"]} <= colours
        # the flag of the lead units' column stands over that column
        margin = 46
        x = margin + round((EDGES[2] + EDGES[3]) / 2) + 20
        assert picture.convert("RGB").getpixel((x, head + 93)) == COLOURS["lead_units"]


def test_several_pages_and_an_empty_one(capsys: Capture) -> None:
    pdf("kh.pdf")
    assert main(["inspect", "kh.pdf", "--page", "1-2", "-o", "anh/", "-q", "--dpi", "72"]) == 0
    assert sorted(path.name for path in Path("anh").iterdir()) == ["kh-trang-1.png", "kh-trang-2.png"]
    assert capsys.readouterr() == ("", "")


def test_a_picture_that_was_there_is_replaced(capsys: Capture) -> None:
    pdf("kh.pdf")
    Path("a.png").write_text("old")
    assert main(["inspect", "kh.pdf", "--page", "1", "-o", "a.png", "--dpi", "72"]) == 0
    assert Path("a.png").read_bytes().startswith(b"\x89PNG")
    assert sorted(path.name for path in Path().iterdir()) == ["a.png", "kh.pdf"]


def test_the_font_has_every_letter_of_the_messages() -> None:
    from PIL import ImageFont

    from pipeline.messages import MESSAGES

    font = ImageFont.truetype(str(FONT), 20)
    nothing = bytes(font.getmask("\U0010fffd"))
    used = {c for code, texts in MESSAGES.items() if code.startswith(("role-", "kind-", "inspect-")) for c in texts[0]}
    letters = used | set("ăâđêôơưĂÂĐÊÔƠƯẠặậệộợựỹỳỵẵ↕↔")
    assert [c for c in sorted(letters) if c.strip() and bytes(font.getmask(c)) == nothing] == []


# --- errors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["kh.txt"], "kh.txt: chỉ PDF mới có trang để vẽ; hãy dùng --text"),
        (["kh.txt", "--page", "1"], "kh.txt: chỉ PDF mới có trang để vẽ; hãy dùng --text"),
        (["kh.txt", "--text", "--page", "1"], "kh.txt: loại tệp này không chia trang; hãy bỏ --page"),
        (["kh.txt", "--text", "-o", "a.png"], "--text in ra luồng ra chuẩn, không dùng cùng -o"),
        (["kh.pdf"], "kh.pdf: hãy chỉ ra trang cần vẽ bằng --page, hoặc thêm --text để xem dàn ý"),
        (["kh.pdf", "--page", "3"], "kh.pdf: không có trang 3; tệp có 2 trang"),
        (["kh.pdf", "--page", "1-999999"], "kh.pdf: không có trang 3; tệp có 2 trang"),
        (["kh.pdf", "--page", "0"], "--page: không hiểu “0”; ví dụ: 13 hoặc 13,15-18"),
        (["kh.pdf", "--page", "1-2", "-o", "a.png"], "a.png là một tệp; nhiều trang cần -o THƯ_MỤC"),
        (["kh.pdf", "--page", "1", "-o", "a.jpg"], "a.jpg: không biết ghi theo định dạng nào; hãy dùng đuôi .png"),
        (["kh.pdf", "--page", "1", "-o", "không/a.png"], "không/a.png: không ghi được"),
        (["kh.pdf", "--page", "1", "--dpi", "9"], "--dpi: giá trị không hợp lệ; chọn một trong: 72, 100"),
        (["thiếu.pdf", "--page", "1"], "Không tìm thấy tệp: thiếu.pdf"),
        ([".", "--text"], ". là thư mục; hãy chỉ ra một tệp kế hoạch"),
        ([], "Thiếu PLAN; xem kehoach inspect --help"),
    ],
)
def test_errors_are_one_line(args: list[str], said: str, capsys: Capture) -> None:
    Path("kh.txt").write_text(PLAN, encoding="utf-8")
    pdf("kh.pdf")
    before = sorted(Path().rglob("*"))
    assert main(["inspect", *args]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"Lỗi: {said}") and err.count("\n") == 1
    assert sorted(Path().rglob("*")) == before


@pytest.mark.parametrize(
    ("text", "pages"),
    [("13", [13]), ("13,15-18", [13, 15, 16, 17, 18]), (" 2 , 4–5 ", [2, 4, 5])],
)
def test_parse_pages(text: str, pages: list[int]) -> None:
    assert [n for run in parse_pages(text) for n in run] == pages


@pytest.mark.parametrize("text", ["", "0", "3-", "5-3", "x", "1,,2", "-1", "1 2"])
def test_what_names_no_pages(text: str) -> None:
    with pytest.raises(KehoachError, match="bad-pages"):
        parse_pages(text)
