"""Assembly: whole small plans built in memory, from the document to the task records."""

from __future__ import annotations

import datetime as dt
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.assemble import assemble, extract
from pipeline.errors import KehoachError
from pipeline.read.document import Document, Line, Table
from pipeline.records import Plan, Task
from tests.pipeline.grids import LETTERHEAD, table

HEAD = [
    *LETTERHEAD,
    "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/01/2026 của UBND tỉnh, UBND xã ban hành Kế hoạch như sau:",
]
FOOT = ["Nơi nhận:", "- UBND huyện;", "- Các thôn;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Pản"]
BODY = [
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Nâng cao trách nhiệm của các thôn trong giữ rừng.",
    "2. Yêu cầu",
    "- 100% các thôn có phương án chữa cháy.",
    "II. CHỈ TIÊU",
    "- Hoàn thành chỉ tiêu che phủ rừng được giao.",
    "- Từ 95% hộ sống gần rừng trở lên ký cam kết.",
    "III. NHIỆM VỤ",
    "1. Tuyên truyền",
    "- Đài truyền thanh xã xây dựng chuyên mục bảo vệ rừng trong tháng 3/2026.",
    "- Tổ chức 02 hội nghị cấp thôn trước ngày 30/4/2026.",
    "2. Tuần tra",
    "- Kiểm tra các điểm dễ cháy.",
    "- Phối hợp với Hạt Kiểm lâm huyện kiểm tra đường băng cản lửa.",
    "- Đơn vị chủ trì: Ban Chỉ huy Quân sự xã.",
    "- Thời gian: Tháng 3/2026.",
    "IV. KINH PHÍ",
    "- Từ ngân sách xã năm 2026.",
    "V. TỔ CHỨC THỰC HIỆN",
    "1. Công an xã",
    "- Lập danh sách hộ làm nương gần rừng trước ngày 15/3/2026.",
    "2. Văn phòng HĐND và UBND xã",
    "- Tổng hợp, báo cáo UBND huyện.",
    "Trên đây là Kế hoạch phòng, chống cháy rừng năm 2026 của UBND xã./.",
]
HEADER = ("TT", "Nội dung", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")


def build(*blocks: str | Table, format: str = "docx") -> Plan:
    return assemble(
        Document(format, tuple(Line(b, starts_paragraph=True) if isinstance(b, str) else b for b in blocks))
    )


def plan(*body: str | Table) -> Plan:
    return build(*HEAD, *body, *FOOT)


def task(plan: Plan, start: str) -> Task:
    return next(t for t in plan.tasks if t.task.startswith(start))


def raws(task: Task) -> list[str]:
    return [d.raw for d in task.deadlines]


@pytest.fixture(scope="module")
def whole() -> Plan:
    return plan(*BODY)


# --- a whole plan -----------------------------------------------------------------------------------------------------


def test_the_rows_of_a_plan(whole: Plan) -> None:
    assert [(t.kind, t.section_path, t.task.split(",")[0][:32]) for t in whole.tasks] == [
        ("target", ("II",), "Hoàn thành chỉ tiêu che phủ rừng"),
        ("target", ("II",), "Từ 95% hộ sống gần rừng trở lên "),
        ("task", ("III", "1"), "Đài truyền thanh xã xây dựng chu"),
        ("task", ("III", "1"), "Tổ chức 02 hội nghị cấp thôn trư"),
        ("task", ("III", "2"), "Kiểm tra các điểm dễ cháy."),
        ("task", ("III", "2"), "Phối hợp với Hạt Kiểm lâm huyện "),
        ("task", ("V", "1"), "Lập danh sách hộ làm nương gần r"),
        ("task", ("V", "2"), "Tổng hợp"),
    ]
    assert whole.warnings == ()


def test_the_document_of_a_plan(whole: Plan) -> None:
    document = whole.document
    assert (document.number, document.issued, document.years) == ("31/KH-UBND", dt.date(2026, 2, 9), (2026,))
    assert document.title == "Phòng, chống cháy rừng năm 2026"
    assert document.signer == "Lò Văn Pản" and document.signer_title == "CHỦ TỊCH"
    assert document.recipients == ("UBND huyện", "Các thôn", "Lưu: VT")
    assert [c.number for c in document.legal_bases] == ["12/QĐ-UBND"]


def test_own_words_are_a_rule(whole: Plan) -> None:
    row = task(whole, "Đài truyền thanh")
    assert row.lead_units == ("Đài truyền thanh xã",) and row.products == ("chuyên mục bảo vệ rừng",)
    assert [(d.kind, d.end) for d in row.deadlines] == [("month", dt.date(2026, 3, 31))]
    assert set(row.origins.values()) == {"rule"}


@pytest.mark.parametrize(
    "tail",
    [
        ", phát sóng vào tối thứ Sáu",
        pytest.param(" hằng tuần", marks=pytest.mark.xfail(strict=True, reason="a frequency stays in the product")),
    ],
)
def test_a_product_stops_before_a_new_predicate_and_a_time(tail: str) -> None:
    got = plan("I. NHIỆM VỤ", "1. Tuyên truyền", f"- Xây dựng chuyên mục bảo vệ rừng{tail}.")
    assert got.tasks[0].products == ("chuyên mục bảo vệ rừng",)


def test_responsibility_lines_are_inherited(whole: Plan) -> None:
    row = task(whole, "Kiểm tra")
    assert (row.lead_units, raws(row)) == (("Ban Chỉ huy Quân sự xã",), ["Tháng 3/2026"])
    assert row.origins == {"lead_units": "inherited", "deadlines": "inherited"}
    assert "lead-inherited" in row.doubts


def test_who_helps_is_not_who_leads(whole: Plan) -> None:
    row = task(whole, "Phối hợp")
    assert (row.lead_units, row.coordinating_units) == (("Ban Chỉ huy Quân sự xã",), ("Hạt Kiểm lâm huyện",))


def test_units_of_headings(whole: Plan) -> None:
    assert task(whole, "Lập danh sách").lead_units == ("Công an xã",)
    assert raws(task(whole, "Lập danh sách")) == ["trước ngày 15/3/2026"]


def test_an_office_of_two_councils(whole: Plan) -> None:
    assert task(whole, "Tổng hợp").lead_units == ("Văn phòng HĐND và UBND xã",)


def test_targets(whole: Plan) -> None:
    assert [(t.comparator, t.value, t.unit) for t in task(whole, "Từ 95%").targets] == [(">=", 95, "%")]


def test_sources(whole: Plan) -> None:
    row = task(whole, "Kiểm tra")
    assert row.source.text == "- Kiểm tra các điểm dễ cháy." and row.source.page is None


# --- ids --------------------------------------------------------------------------------------------------------------


def test_ids_are_unique_and_stable(whole: Plan) -> None:
    ids = [t.id for t in whole.tasks]
    assert len(set(ids)) == len(ids)
    assert [t.id for t in plan(*BODY).tasks] == ids


def test_ids_do_not_depend_on_what_converters_change(whole: Plan) -> None:
    changed = [b.replace("- ", "– ", 1).replace(".", " .") if b.startswith("- ") else b for b in BODY]
    kept = {t.task.split()[0]: t.id for t in whole.tasks}
    again = {t.task.split()[0]: t.id for t in plan(*changed).tasks}
    assert {k: again.get(k) for k in ("Kiểm", "Phối")} == {k: kept[k] for k in ("Kiểm", "Phối")}


def test_the_same_text_twice_has_two_ids() -> None:
    got = plan("I. NHIỆM VỤ", "1. Công an xã", "- Lập danh sách hộ dân.", "2. Trạm Y tế xã", "- Lập danh sách hộ dân.")
    assert len({t.id for t in got.tasks}) == 2
    assert [t.lead_units for t in got.tasks] == [("Công an xã",), ("Trạm Y tế xã",)]


# --- tables -----------------------------------------------------------------------------------------------------------

ROWS = table(
    HEADER,
    ("I", "Chuẩn bị", "", "", "", ""),
    ("1", "Khảo sát điểm cháy", "- Bản đồ;\n- Báo cáo khảo sát", "Hạt Kiểm lâm", "Các thôn", "Tháng 2/2026"),
    ("2", "Tập huấn chữa cháy", "", "", "", "Quý II/2026"),
    ("2.1", "Lớp cho dân quân", "", "Ban Chỉ huy Quân sự xã phối hợp với Công an xã", "", ""),
    ("2.2", "Lớp cho học sinh", "Tài liệu", "Trường THCS Suối Ngân", "Đoàn xã", "Tháng 5/2026"),
)


def test_rows_of_an_appendix() -> None:
    got = build(*HEAD, *BODY[8:11], *FOOT, "PHỤ LỤC", "DANH MỤC NHIỆM VỤ", ROWS)
    rows = [t for t in got.tasks if t.section_path[:1] == ("PL",)]
    assert [(t.number, t.section_path, t.section, t.task) for t in rows] == [
        ("1", ("PL", "I"), "Chuẩn bị", "Khảo sát điểm cháy"),
        ("2", ("PL", "I"), "Chuẩn bị", "Tập huấn chữa cháy"),
        ("2.1", ("PL", "I"), "Tập huấn chữa cháy", "Lớp cho dân quân"),
        ("2.2", ("PL", "I"), "Tập huấn chữa cháy", "Lớp cho học sinh"),
    ]
    first, group, soldiers, pupils = rows
    assert first.products == ("Bản đồ", "Báo cáo khảo sát")
    assert (first.lead_units, first.coordinating_units, raws(first)) == (
        ("Hạt Kiểm lâm",),
        ("Các thôn",),
        ["Tháng 2/2026"],
    )
    assert set(first.origins.values()) == {"table"}
    assert group.lead_units == ()
    assert (soldiers.lead_units, soldiers.coordinating_units) == (("Ban Chỉ huy Quân sự xã",), ("Công an xã",))
    assert raws(soldiers) == ["Quý II/2026"] and soldiers.origins["deadlines"] == "inherited"
    assert raws(pupils) == ["Tháng 5/2026"]


def test_a_time_cell_that_points_down_passes_nothing_on() -> None:
    rows = table(
        HEADER,
        ("1", "Tập huấn chữa cháy", "", "Công an xã", "", "Theo từng mốc dưới đây"),
        ("a", "Lớp cho dân quân", "", "", "", ""),
        ("b", "Lớp cho học sinh", "", "", "", "Tháng 5/2026"),
    )
    got = build(*HEAD, *FOOT, "PHỤ LỤC", rows)
    assert [(t.task, t.lead_units, raws(t)) for t in got.tasks] == [
        ("Tập huấn chữa cháy", ("Công an xã",), []),
        ("Lớp cho dân quân", ("Công an xã",), []),
        ("Lớp cho học sinh", ("Công an xã",), ["Tháng 5/2026"]),
    ]


def test_a_time_counted_from_the_issue() -> None:
    rows = table(HEADER, ("1", "Kiện toàn tổ đội", "", "Các thôn", "", "30 ngày kể từ ngày ban hành Kế hoạch"))
    (only,) = build(*HEAD, *FOOT, "PHỤ LỤC", rows).tasks
    assert [(d.kind, d.end, d.bound) for d in only.deadlines] == [("date", dt.date(2026, 3, 11), "on_or_before")]


def test_a_table_in_the_body() -> None:
    got = plan(
        "I. NHIỆM VỤ",
        "1. Phân công",
        table(
            ("TT", "Nội dung", "Người phụ trách", "Thời gian"), ("1", "Trực chữa cháy", "Tổ xung kích", "Tháng 3/2026")
        ),
    )
    (only,) = got.tasks
    assert (only.section_path, only.section, only.lead_units) == (("I", "1"), "Phân công", ("Tổ xung kích",))


def test_tables_of_money_and_people_give_no_rows() -> None:
    money = table(
        ("STT", "Nội dung chi", "Số lượng", "Đơn giá", "Thành tiền"), ("1", "In tờ rơi", "500", "2.000", "1.000.000")
    )
    people = table(("STT", "Họ và tên", "Chức vụ", "Nhiệm vụ"), ("1", "Lò Văn Pản", "Chủ tịch", "Trưởng ban"))
    got = build(
        *HEAD, *BODY[8:11], *FOOT, "PHỤ LỤC I", "DỰ TOÁN KINH PHÍ", money, "PHỤ LỤC II", "DANH SÁCH BAN CHỈ ĐẠO", people
    )
    assert [t.section_path for t in got.tasks] == [("III", "1")]


# --- what is no row ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        ["I. MỤC ĐÍCH", "- Rà soát văn bản."],
        ["I. KINH PHÍ", "- Bố trí từ ngân sách xã."],
        ["I. ĐẶC ĐIỂM TÌNH HÌNH", "- Xã có 12 thôn, 3.200 hộ dân."],
        ["I. TỔ CHỨC THỰC HIỆN", "Trên đây là Kế hoạch của xã./."],
    ],
)
def test_no_rows_and_a_warning(body: list[str]) -> None:
    got = plan(*body)
    assert got.tasks == ()
    assert [w.code for w in got.warnings] == ["no-tasks"]


def test_an_introducing_line_is_context() -> None:
    got = plan(
        "I. NHIỆM VỤ",
        "1. Tập huấn",
        "- Công an xã tổ chức các lớp cụ thể như sau:",
        "+ Tổ chức lớp chữa cháy.",
        "+ Tổ chức lớp sơ cứu.",
    )
    assert [(t.task, t.lead_units) for t in got.tasks if t.task.startswith("Tổ chức lớp")] == [
        ("Tổ chức lớp chữa cháy.", ("Công an xã",)),
        ("Tổ chức lớp sơ cứu.", ("Công an xã",)),
    ]


# --- files ------------------------------------------------------------------------------------------------------------


def test_extract_reads_bytes() -> None:
    got = extract("\n".join([*HEAD, *BODY, *FOOT]).encode(), name="ke-hoach.txt")
    assert got.document.file == "ke-hoach.txt" and got.document.format == "text"
    assert [t.task for t in got.tasks] == [t.task for t in plan(*BODY).tasks]
    assert [t.id for t in got.tasks] == [t.id for t in plan(*BODY).tasks]


def test_extract_refuses_what_is_no_plan() -> None:
    with pytest.raises(KehoachError):
        extract(b"\x00\x01\x02", name="x.bin")


# --- properties -------------------------------------------------------------------------------------------------------

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [*HEAD, *BODY, *FOOT, "PHỤ LỤC", "a) Các thôn", "+ Báo cáo:", "Năm 2026", "1.", ":", "-", "Đợt 1:", ""]
        ),
        st.text(max_size=30),
        st.sampled_from([ROWS, table(HEADER), table(("x",))]),
    ),
    max_size=16,
)


@settings(max_examples=120, deadline=None)
@given(LINES, st.sampled_from(["docx", "pdf", "text"]))
def test_never_fails(blocks: list[str | Table], kind: str) -> None:
    held = [Line(b, starts_paragraph=True if kind == "docx" else None) if isinstance(b, str) else b for b in blocks]
    got = assemble(Document(kind, tuple(b for b in held if kind != "text" or isinstance(b, Line))))
    ids = [t.id for t in got.tasks]
    assert len(set(ids)) == len(ids)
    for row in got.tasks:
        assert row.kind in ("task", "target") and row.task.strip()
        assert 0 < row.confidence <= 1
        assert set(row.origins) <= {"products", "lead_units", "coordinating_units", "deadlines", "targets"}
        folded = {u.casefold() for u in row.lead_units}
        assert not folded & {u.casefold() for u in row.coordinating_units}
    got.to_dict()


@pytest.mark.parametrize("width", [60, 72, 80, 90, 100])
def test_a_hard_wrapped_plan_gives_the_same_rows(width: int, whole: Plan) -> None:
    printed = [part for line in [*HEAD, *BODY, *FOOT] for part in textwrap.wrap(line, width, break_on_hyphens=False)]
    got = extract("\n".join(printed).encode(), name="ke-hoach.txt")
    assert [(t.id, t.task, t.lead_units, t.section_path) for t in got.tasks] == [
        (t.id, t.task, t.lead_units, t.section_path) for t in whole.tasks
    ]


def test_lines_under_an_item_say_its_fields_outright() -> None:
    got = plan(
        "I. NHIỆM VỤ",
        "1. Dữ liệu",
        "1.1. Xây dựng Quy chế khai thác dữ liệu, gửi lấy ý kiến trong quý I/2026",
        "- Sản phẩm: Quyết định ban hành Quy chế",
        "- Thời gian hoàn thành: Quý II/2026",
        "- Đơn vị chủ trì: Văn phòng Sở",
    )
    (row,) = got.tasks
    assert (row.products, raws(row), row.lead_units) == (
        ("Quyết định ban hành Quy chế",),
        ["Quý II/2026"],
        ("Văn phòng Sở",),
    )


def test_labels_that_go_on_with_an_order_are_an_item() -> None:
    plan = """KẾ HOẠCH
Công tác năm 2026

I. NHIỆM VỤ
1. Công tác cán bộ
- Lập danh sách quy hoạch.
- Chủ trì: Phòng TCCB; phối hợp: P. KHTC, Thanh tra Sở. Rà soát quy hoạch cán bộ.
- Tổng hợp hồ sơ.
"""
    found = [(t.task[:8], t.lead_units, t.coordinating_units) for t in extract(plan.encode()).tasks]
    assert found == [
        ("Lập danh", (), ()),
        ("Chủ trì:", ("Phòng TCCB",), ("P. KHTC", "Thanh tra Sở")),
        ("Tổng hợp", (), ()),
    ]
