"""Which sheet of a workbook is read, and what on it is head, table and foot."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import extract
from pipeline.assemble import assemble
from pipeline.batch import plans_in
from pipeline.errors import KehoachError
from pipeline.messages import describe
from pipeline.read import read
from pipeline.read.document import Document, Line, Table
from pipeline.records import Plan
from pipeline.sheets import choose_sheet, years_of_sheets
from pipeline.table_header import is_task_table
from pipeline.write.workbook import is_own_table
from pipeline.write.xlsx import write_xlsx
from tests.pipeline.effort import calls
from tests.pipeline.workbooks import saved, workbook

HEADER = ["TT", "Nội dung nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"]
ROW = [1, "Rà soát thủ tục hành chính", "Báo cáo", "Văn phòng Sở", "Các phòng thuộc Sở", "Quý II/2026"]
SECOND = [2, "Công bố danh mục thủ tục", "Danh mục", "Phòng Pháp chế", None, "30/6/2026"]
COVER = [
    ["ỦY BAN NHÂN DÂN", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["XÃ SUỐI NGÂN", None, "Độc lập - Tự do - Hạnh phúc"],
    ["Số: 31/KH-UBND"],
    [None, None, "Suối Ngân, ngày 09 tháng 02 năm 2026"],
    [],
    ["KẾ HOẠCH"],
    ["Phòng, chống cháy rừng năm 2026"],
]
Rows = Sequence[Sequence[Any]]


def document(sheets: Mapping[str, Rows], merges: Mapping[str, Iterable[str]] | None = None) -> Document:
    return read(saved(workbook(sheets, merges)), name="kh.xlsx")


def plan_of(sheet: Rows, merges: Iterable[str] = ()) -> Plan:
    return assemble(choose_sheet(document({"S": sheet}, {"S": merges}))[0])


def outline(document: Document) -> list[str | tuple[int, int]]:
    """The blocks: a line's text, a task table's rows and columns."""
    blocks = [b for b in choose_sheet(document)[0].blocks if isinstance(b, Line) or is_task_table(b)]
    return [b.text if isinstance(b, Line) else (b.rows, b.columns) for b in blocks]


def other_tables(document: Document) -> list[list[str]]:
    """The texts of each table that is no task table."""
    blocks = [b for b in choose_sheet(document)[0].blocks if isinstance(b, Table) and not is_task_table(b)]
    return [[cell.text for cell in block.cells] for block in blocks]


def test_an_appendix_on_the_second_sheet() -> None:
    """A cover sheet, a header of two levels in row 7, a lead unit merged over rows, merged and plain section rows."""
    rows = [
        ["PHỤ LỤC\nDANH MỤC NHIỆM VỤ"],
        ["(Kèm theo Kế hoạch số 31/KH-UBND ngày 09/02/2026)"],
        *[[]] * 4,
        ["TT", "Nội dung nhiệm vụ", "Sản phẩm", "Đơn vị thực hiện", None, "Thời gian hoàn thành", "Ghi chú"],
        [None, None, None, "Chủ trì", "Phối hợp"],
        [1, 2, 3, 4, 5, 6, 7],
        ["I. VỀ TUYÊN TRUYỀN"],
        [1, "Xây dựng kế hoạch tuyên truyền", "Kế hoạch", "Phòng Văn hóa", "Công an xã", dt.date(2026, 3, 15)],
        [2, "In tờ rơi", "Tờ rơi", None, "Đoàn xã", dt.date(2026, 4, 1)],
        [],
        ["II", "VỀ KIỂM TRA"],
        [3.0, "Kiểm tra các thôn", "Biên bản", "Công an xã", None, "Hằng quý"],
        [],
        [None, "Nơi nhận:", None, None, "TM. ỦY BAN NHÂN DÂN"],
        [None, "- Như trên;", None, None, "CHỦ TỊCH"],
    ]
    merges = ["A1:G1", "A2:G2", "A7:A8", "B7:B8", "C7:C8", "D7:E7", "F7:F8", "G7:G8", "A10:G10", "D11:D12"]
    book = workbook({"Bìa": COVER, "Phụ lục": rows}, {"Bìa": ["A6:D6"], "Phụ lục": merges})
    book["Phụ lục"]["F12"].number_format = "mm/yyyy"
    book["Phụ lục"].row_dimensions[12].hidden = True
    chosen, others = choose_sheet(read(saved(book)))
    assert others == []
    plan = assemble(chosen)
    assert (plan.document.number, plan.document.issued) == ("31/KH-UBND", dt.date(2026, 2, 9))
    assert [(t.number, t.section_path[-1], t.lead_units, t.deadlines[0].raw) for t in plan.tasks] == [
        ("1", "I", ("Phòng Văn hóa",), "15/03/2026"),
        ("2", "I", ("Phòng Văn hóa",), "04/2026"),
        ("3", "II", ("Công an xã",), "Hằng quý"),
    ]
    assert {t.source.page for t in plan.tasks} == {2}


def test_the_plan_s_own_letterhead_on_the_cover_of_a_detailed_plan() -> None:
    detailed = [["KẾ HOẠCH CHI TIẾT NĂM 2026"], ["(Kèm theo Kế hoạch số 31/KH-UBND)"], [], HEADER, ROW, SECOND]
    plan = assemble(choose_sheet(document({"Bìa": COVER, "Chi tiết": detailed}))[0])
    assert (plan.document.number, plan.document.title) == ("31/KH-UBND", "Phòng, chống cháy rừng năm 2026")
    assert [task.number for task in plan.tasks] == ["1", "2"]


def test_letterhead_and_signature_beside_each_other_are_read_by_column() -> None:
    """Who made the table is no signer of the plan."""
    foot = [[], ["NGƯỜI LẬP BIỂU", None, None, "CHỦ TỊCH"], ["Lê Văn An", None, None, "Trần Thị Bình"]]
    assert outline(document({"S": [*COVER, [], HEADER, ROW, SECOND, *foot]})) == [
        "ỦY BAN NHÂN DÂN",
        "XÃ SUỐI NGÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 31/KH-UBND",
        "Suối Ngân, ngày 09 tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Phòng, chống cháy rừng năm 2026",
        (3, 6),
        "CHỦ TỊCH",
        "Trần Thị Bình",
    ]


@pytest.mark.parametrize(
    "foot",
    [
        ["Nơi nhận:", None, None, "KT. GIÁM ĐỐC"],
        [None, None, None, "TM. BAN CHỈ ĐẠO"],
        [None, None, None, None, "Hà Nội, ngày 05 tháng 02 năm 2026"],
        [None, None, None, None, "Hà Nội, ngày … tháng … năm 2026"],
        [None, "HIỆU TRƯỞNG"],
        [None, "(Ký, ghi rõ họ tên)", None, "Thủ trưởng đơn vị"],
    ],
)
@pytest.mark.parametrize("gap", [0, 1, 3])
def test_what_closes_a_sheet(foot: list[str | None], gap: int) -> None:
    sheet = [HEADER, ROW, SECOND, *[[]] * gap, foot, [None, "Nguyễn Văn An"]]
    read_as = document({"S": sheet})
    assert outline(read_as)[0] == (3, 6)
    assert "Nguyễn Văn An" in [*outline(read_as), *(text for table in other_tables(read_as) for text in table)]
    assert [task.number for task in plan_of(sheet).tasks] == ["1", "2"]


@pytest.mark.parametrize(
    "foot",
    [
        ["Người lập biểu", None, None, None, "GIÁM ĐỐC"],
        [None, "Người lập biểu"],
        ["NGƯỜI LẬP", None, "KẾ TOÁN TRƯỞNG", None, "GIÁM ĐỐC"],
        ["Người lập", "Người kiểm tra", "Kế toán trưởng", "Giám đốc"],
        ["Ghi chú: Các đơn vị gửi báo cáo về Văn phòng trước ngày 25 hằng tháng để tổng hợp."],
        [None, "* Lưu ý: bảng này thay bảng cũ."],
        ["Tổng cộng"],
        [None, "Tổng cộng", "2 sản phẩm", None, None, "500"],
        ["Tổng số: ", None, None, None, None, "500"],
    ],
)
@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("head", [[], COVER])
def test_what_stands_below_the_rows_is_no_task(foot: list[str | None], gap: int, head: Rows) -> None:
    names = ["Nguyễn Văn An", None, None, None, "Lê Văn Bình"]
    plan = plan_of([*head, HEADER, ROW, SECOND, *[[]] * gap, foot, [], names[: len(foot)]])
    assert [task.number for task in plan.tasks] == ["1", "2"]
    assert plan.document.signer in (None, "Lê Văn Bình")


ESTIMATE = [
    ["STT", "Nội dung chi", "ĐVT", "Số lượng", "Đơn giá", "Thành tiền"],
    [1, "Nước uống", "chai", 100, 5000, 500000],
    [2, "In tài liệu", "bộ", 50, 20000, 1000000],
    [None, "Tổng cộng", None, None, None, 1500000],
]
STAFF = [
    ["STT", "Họ và tên", "Chức vụ", "Điện thoại"],
    [1, "Nguyễn Văn An", "Chủ tịch", "0912345678"],
    [2, "Trần Thị Bình", "Phó Chủ tịch", None],
]
GOODS = [["Mã", "Tên thiết bị", "Loại", "Nước", "Hãng", "Năm"], [7, "Máy in", "A4", "Nhật", "C", 2020]]


@pytest.mark.parametrize("between", [[[]], [["DỰ TOÁN KINH PHÍ"]], [[], ["Bảng kèm theo"]], [[], ["BẢNG"], []]])
@pytest.mark.parametrize("second", [ESTIMATE, STAFF])
@pytest.mark.parametrize("head", [[], COVER])
def test_a_second_table_is_a_table_of_its_own(between: Rows, second: Rows, head: Rows) -> None:
    sheet = [*head, HEADER, ROW, SECOND, *between, *second, [], ["Nơi nhận:", None, None, "CHỦ TỊCH"]]
    assert (3, 6) in outline(document({"S": sheet}))
    assert any(second[0][1] in table and second[2][1] in table for table in other_tables(document({"S": sheet})))
    assert [task.number for task in plan_of(sheet).tasks] == ["1", "2"]


def test_a_second_table_whose_header_nobody_knows() -> None:
    for title in ("Thiết bị hiện có", "THIẾT BỊ HIỆN CÓ"):
        assert len(plan_of([HEADER, ROW, SECOND, [], [title], *GOODS]).tasks) == 2


def test_titles_between_rows_are_headings_of_the_table() -> None:
    rows = [HEADER, ["I. VIỆC CHUNG"], ROW, [], ["KHỐI CHUYÊN MÔN"], SECOND, [], ["II. VIỆC RIÊNG"], [3, *SECOND[1:]]]
    assert outline(document({"S": rows})) == [(9, 6)]
    assert [task.section_path[-1] for task in plan_of(rows).tasks] == ["I", "I", "II"]


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Họ tên", "Điện thoại"], *([i, "Nguyễn Văn An", "0912345678"] for i in range(1, 3001))],
        [["STT", "Họ tên"], *([i, "Nguyễn Văn An"] for i in range(1, 40))],
        [[i, "Nguyễn Văn An"] for i in range(1, 40)],
        [["Cán bộ", "Điện thoại"], *(["Nguyễn Văn An", "0912345678"] for _ in range(40))],
        [
            ["STT", "Họ tên", "Chức vụ"],
            ["I", "Tổ Toán"],
            [1, "Lê An", "GV"],
            [],
            ["II", "Tổ Văn"],
            [2, "Lê Bình", "GV"],
        ],
        [row[:3] for row in STAFF],
        [["DANH SÁCH CÁN BỘ"], [], *STAFF, [], ["NGƯỜI LẬP"], ["Nguyễn Văn An"]],
        ESTIMATE,
    ],
)
def test_lists_are_no_plan(rows: Rows) -> None:
    plan = plan_of(rows)
    assert plan.tasks == ()
    assert [notice.code for notice in plan.warnings] == ["no-tasks"]


def test_rows_without_numbers_are_no_signature() -> None:
    rows = [
        HEADER[1:],
        ["Họp giao ban", "Biên bản", "Hiệu trưởng", None, "Hằng tháng"],
        ["Dự giờ", None, "Hiệu trưởng"],
    ]
    assert outline(document({"S": rows})) == [(3, 5)]
    trailing = [None, "- Trình ký", None, "Thủ trưởng đơn vị"]
    for more in ([], [None, None, None, "Hiệu trưởng"], trailing, [None, "- Trình", "Tờ trình", "Giám đốc"]):
        assert outline(document({"S": [HEADER, ROW, SECOND, more, [None, "cuối"]]}))[0] == (5, 6)
    sub_rows = [HEADER, ROW, [None, "- Trình ký", "Tờ trình", "Thủ trưởng các phòng", None, "Tháng 5/2026"], SECOND]
    assert len(plan_of(sub_rows).tasks) == 3


def test_blank_rows_and_columns_do_not_cut_a_table() -> None:
    rows = [
        [None, "STT", None, "Nhiệm vụ", None, None, "Chủ trì", "Thời hạn"],
        [],
        [None, 1, None, "Việc một", None, None, "Sở Y tế", "30/6/2026"],
        [],
        [],
        [None, 2, None, "Việc hai", None, None, "Sở Nội vụ", "30/7/2026"],
    ]
    tasks = plan_of(rows, ["D1:F1"]).tasks
    assert [(t.number, t.task, t.lead_units) for t in tasks] == [
        ("1", "Việc một", ("Sở Y tế",)),
        ("2", "Việc hai", ("Sở Nội vụ",)),
    ]


def test_tables_below_each_other_keep_their_titles() -> None:
    rows = [["KẾ HOẠCH NĂM 2026"], ["I. QUÝ I"], HEADER, ROW, [], ["II. QUÝ II"], HEADER, SECOND]
    assert outline(document({"S": rows})) == ["KẾ HOẠCH NĂM 2026", "I. QUÝ I", (2, 6), "II. QUÝ II", (2, 6)]


def test_the_header_printed_again_is_no_row() -> None:
    assert [t.number for t in plan_of([HEADER, ROW, SECOND, SECOND, SECOND, HEADER, [3, *SECOND[1:]]]).tasks][-1] == "3"


def test_marks_below_quarters() -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian thực hiện"],
        [None, None, None, "Quý I", "Quý II", "Quý III", "Quý IV"],
        [1, "Tập huấn", "Phòng Nội vụ", "x"],
        [2, "Kiểm tra", "Phòng Thanh tra", None, "x", None, "x"],
    ]
    tasks = plan_of(rows, ["D1:G1", "A1:A2", "B1:B2", "C1:C2"]).tasks
    assert [[d.raw for d in t.deadlines] for t in tasks] == [["Quý I"], ["Quý II", "Quý IV"]]


@pytest.fixture
def quarters() -> Document:
    sheets = {
        f"Quý {q}": [[f"KẾ HOẠCH QUÝ {q} NĂM 2026"], HEADER, [1, f"Việc quý {q}", *ROW[2:]]] for q in ("I", "II", "III")
    }
    return document({"Danh bạ": [["Họ và tên", "Chức vụ"], ["Lê Văn An", "Chủ tịch"]], **sheets})


@pytest.mark.parametrize(
    ("asked", "page", "others"),
    [
        (None, 2, ["Quý II", "Quý III"]),
        ("Quý II", 3, ["Quý I", "Quý III"]),
        ("  quý  iii ", 4, ["Quý I", "Quý II"]),
        ("Quy\u0301 I", 2, ["Quý II", "Quý III"]),
        ("3", 3, ["Quý I", "Quý III"]),
        ("1", 1, ["Quý I", "Quý II", "Quý III"]),
    ],
)
def test_which_sheet(quarters: Document, asked: str | None, page: int, others: list[str]) -> None:
    chosen, unread = choose_sheet(quarters, asked)
    assert {block.page for block in chosen.blocks} == {page}
    assert unread == others


@pytest.mark.parametrize("asked", ["*", " * "])
def test_all_sheets_with_task_tables(quarters: Document, asked: str) -> None:
    chosen, unread = choose_sheet(quarters, asked)
    plan = assemble(chosen)
    assert unread == []
    assert [(t.task, t.source.page, t.section_path) for t in plan.tasks] == [
        ("Việc quý I", 2, ("PL1",)),
        ("Việc quý II", 3, ("PL2",)),
        ("Việc quý III", 4, ("PL3",)),
    ]
    assert plan.document.title == "QUÝ I NĂM 2026"


def test_all_sheets_with_headings_of_their_own() -> None:
    sheets = {
        "Bìa": COVER,
        "Một": [["DANH MỤC VIỆC"], HEADER, ROW],
        "Danh bạ": STAFF,
        "Hai": [["PHỤ LỤC I"], ["NHIỆM VỤ"], HEADER, SECOND],
    }
    plan = assemble(choose_sheet(document(sheets), "*")[0])
    assert plan.document.number == "31/KH-UBND"
    assert [(t.source.page, t.section_path) for t in plan.tasks] == [(2, ("PL2",)), (4, ("PL1",))]
    only = assemble(choose_sheet(document({"Một": sheets["Một"]}), "*")[0])
    assert [t.section_path for t in only.tasks] == [("PL",)]
    assert choose_sheet(document({"Danh bạ": STAFF}), "*") == choose_sheet(document({"Danh bạ": STAFF}))


@pytest.mark.parametrize(
    ("names", "asked", "years"),
    [
        (["Quý II-2026"], None, (2026,)),
        (["KH2026", "T1.2027"], None, (2026,)),
        (["KH2026", "T1.2027"], "*", (2026, 2027)),
        (["NH 2025-2026"], None, (2025, 2026)),
        (["Đến 2030"], None, ()),
        (["120261", "S"], "2", ()),
    ],
)
def test_years_in_the_names_of_sheets(names: Sequence[str], asked: str | None, years: tuple[int, ...]) -> None:
    chosen, _ = choose_sheet(document({name: [HEADER, ROW] for name in names}), asked)
    assert years_of_sheets(chosen) == years


@pytest.mark.parametrize("asked", ["Quý IV", "0", "5", "", "²"])
def test_no_such_sheet(quarters: Document, asked: str) -> None:
    with pytest.raises(KehoachError) as caught:
        choose_sheet(quarters, asked)
    assert caught.value.code == "no-such-sheet"
    assert caught.value.values == {"path": "kh.xlsx", "sheet": asked, "sheets": "Danh bạ, Quý I, Quý II, Quý III"}


def test_other_formats_have_no_sheets() -> None:
    text = read("KẾ HOẠCH".encode())
    assert choose_sheet(text, "2") == (text, [])


def test_a_plan_in_prose_typed_into_cells() -> None:
    rows = [*COVER, ["I", "MỤC ĐÍCH"], [1, "Nâng cao ý thức của người dân."], ["II.", "NHIỆM VỤ"], ["a)", "Rà soát."]]
    assert outline(document({"S": rows}))[-4:] == [
        "I. MỤC ĐÍCH",
        "1. Nâng cao ý thức của người dân.",
        "II. NHIỆM VỤ",
        "a) Rà soát.",
    ]


def test_effort_is_linear() -> None:
    def effort(count: int) -> int:
        data = saved(
            workbook({"S": [["KẾ HOẠCH"], HEADER, *([i, f"Rà soát quy trình số {i}", *ROW[2:]] for i in range(count))]})
        )
        chosen, _ = choose_sheet(read(data))
        assert [b.rows for b in chosen.blocks if isinstance(b, Table)] == [count + 1]
        return calls(lambda: choose_sheet(read(data)))

    effort(20)  # fills the caches
    assert effort(800) < 6 * effort(200)


def test_a_table_that_kehoach_wrote_reads_back(tmp_path: Path) -> None:
    source = plan_of(
        [*COVER, HEADER, ROW, [2, "Tổ chức hội nghị", "- Hội nghị;\n- Báo cáo", "Sở Y tế, Sở Nội vụ", None, "Hằng quý"]]
    )
    stream = io.BytesIO()
    write_xlsx(source, stream)
    again = assemble(choose_sheet(read(stream.getvalue()))[0])
    fields = ("task", "lead_units", "coordinating_units", "products")
    assert [[getattr(t, f) for f in fields] for t in again.tasks] == [
        [getattr(t, f) for f in fields] for t in source.tasks
    ]
    assert [[d.raw for d in t.deadlines] for t in again.tasks] == [["Quý II/2026"], ["Hằng quý"]]

    (tmp_path / "bang.xlsx").write_bytes(stream.getvalue())
    (tmp_path / "kh.xlsx").write_bytes(saved(workbook({"S": [HEADER, ROW]})))
    (tmp_path / "hong.xlsx").write_bytes(b"PK\x03\x04")
    assert [is_own_table(tmp_path / f"{name}.xlsx") for name in ("bang", "kh", "hong", "khong-co")] == [
        True,
        False,
        False,
        False,
    ]
    assert [path.name for path in plans_in(tmp_path)] == ["hong.xlsx", "kh.xlsx"]


def test_a_sheet_is_asked_of_a_file_without_sheets() -> None:
    plan = extract("KẾ HOẠCH\nI. NHIỆM VỤ\n- Rà soát hồ sơ của phòng.\n".encode(), name="kh.txt", sheet="2")
    (notice,) = [w for w in plan.warnings if w.code == "no-sheets"]
    assert describe(notice) == "--sheet 2 không có tác dụng: chỉ tệp Excel mới có trang tính"


def test_hidden_sheets_are_told() -> None:
    book = workbook({"Bảng": [HEADER, ROW], "Nháp": [["a"]]})
    assert not [w for w in extract(saved(book)).warnings if w.code == "hidden-sheets"]
    book["Nháp"].sheet_state = "hidden"
    (notice,) = [w for w in extract(saved(book)).warnings if w.code == "hidden-sheets"]
    assert notice.values == {"sheets": "Nháp"}
