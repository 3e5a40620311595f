"""Appendix tables: headers of many wordings, and the rows behind merged cells, page breaks, groups and sub-rows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.appendix import Row, TaskTable, read_tables
from pipeline.read.document import Table
from pipeline.table_header import is_task_table, role_of_header
from tests.pipeline.grids import table

HEADER = ("TT", "Nội dung công việc", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành")


def one(*tables: Table) -> TaskTable:
    found = read_tables(tables)
    assert len(found) == 1
    return found[0]


def tasks(found: TaskTable) -> list[tuple[str | None, str]]:
    """(number, task) of the rows that are items."""
    return [(row.number, row.text("task").replace("\n", " ")) for row in found.rows if row.is_item]


def row(found: TaskTable, start: str) -> Row:
    return next(r for r in found.rows if r.text("task").startswith(start))


# --- headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("STT", "number"),
        ("Số\nTT", "number"),
        ("Nội dung công việc", "task"),
        ("NHIỆM VỤ TRỌNG TÂM", "task"),
        ("Tên nhiệm vụ, giải pháp", "task"),
        ("Hoạt động", "task"),
        ("Sản phẩm đầu ra", "products"),
        ("Kết quả/\nSản phẩm", "products"),
        ("Đơn vị\nchủ trì", "lead_units"),
        ("Cơ quan chủ trì thực hiện", "lead_units"),
        ("Người phụ trách", "lead_units"),
        ("Cơ quan, đơn vị phối hợp", "coordinating_units"),
        ("Thời gian hoàn thành", "deadlines"),
        ("Tiến độ", "deadlines"),
        ("Thời hạn (dự kiến)", "deadlines"),
        ("Kinh phí (triệu đồng)", "budget"),
        ("Ghi chú", "note"),
        ("Địa điểm", "place"),
        ("Họ và tên", "person"),
        ("Mức thưởng", None),
        ("", None),
        ("12", None),
    ],
)
def test_role_of_header(text: str, role: str | None) -> None:
    assert role_of_header(text) == role


TASK_TABLES: list[tuple[str, ...]] = [
    HEADER,
    ("STT", "Nhiệm vụ", "Đơn vị thực hiện", "Thời gian thực hiện", "Ghi chú"),
    ("TT", "Hoạt động", "Người phụ trách", "Thời gian"),
    ("STT", "Tên nhiệm vụ", "Kết quả đầu ra", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"),
    ("Thời gian", "Nội dung", "Bộ phận thực hiện"),
    ("Số TT", "NỘI DUNG", "PHÂN CÔNG THỰC HIỆN", "TIẾN ĐỘ"),
]
OTHER_TABLES: list[tuple[str, ...]] = [
    ("STT", "Nội dung chi", "Số lượng", "Đơn giá", "Thành tiền"),
    ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Ghi chú"),
    ("TT", "Hạng mục", "Kinh phí", "Nguồn vốn"),
    ("Giải", "Số lượng", "Mức thưởng"),
    ("STT", "Tên xã", "Diện tích", "Dân số"),
]


@pytest.mark.parametrize("header", TASK_TABLES, ids=lambda h: " | ".join(h))
def test_task_tables(header: tuple[str, ...]) -> None:
    assert is_task_table(table(header, ["1", *["x"] * (len(header) - 1)]))


@pytest.mark.parametrize("header", OTHER_TABLES, ids=lambda h: " | ".join(h))
def test_no_task_tables(header: tuple[str, ...]) -> None:
    found = table(header, ["1", *["x"] * (len(header) - 1)])
    assert not is_task_table(found)
    assert read_tables([found]) == []


def test_the_order_of_the_columns_does_not_matter() -> None:
    found = one(
        table(("Thời gian", "Đơn vị chủ trì", "Nội dung", "STT"), ("Tháng 3", "Văn phòng", "Họp giao ban", "1"))
    )
    assert found.rows[0].number == "1"
    assert {role: found.rows[0].text(role) for role in ("task", "lead_units", "deadlines")} == {
        "task": "Họp giao ban",
        "lead_units": "Văn phòng",
        "deadlines": "Tháng 3",
    }


def test_a_header_in_two_levels() -> None:
    found = one(
        table(
            (("STT", 1, 2), None, ("Nhiệm vụ", 2, 1), ("Tổ chức thực hiện", 1, 2), None, ("Thời gian", 2, 1)),
            ("TT", "Chi tiết", None, "Chủ trì", "Phối hợp", None),
            ("1", "", "Rà soát chế độ", "Phòng Tư pháp", "Công an xã", "Quý I/2026"),
        )
    )
    first = found.rows[0]
    assert (first.number, first.text("lead_units"), first.text("coordinating_units"), first.text("deadlines")) == (
        "1",
        "Phòng Tư pháp",
        "Công an xã",
        "Quý I/2026",
    )


@pytest.mark.parametrize("numbers", [("1", "2", "3", "4"), ("(1)", "(2)", "(3)", "(4)"), ("A", "B", "1", "2")])
def test_a_row_that_numbers_the_columns_is_header(numbers: tuple[str, ...]) -> None:
    found = one(
        table(("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"), numbers, ("1", "Khảo sát", "Văn phòng", "Tháng 2"))
    )
    assert tasks(found) == [("1", "Khảo sát")]


def test_a_title_inside_the_table() -> None:
    found = one(
        table((("DANH MỤC NHIỆM VỤ", 1, 6), *[None] * 5), HEADER, ("1", "Khảo sát", "", "Văn phòng", "", "Tháng 2"))
    )
    assert tasks(found) == [("1", "Khảo sát")]


def test_a_table_of_targets() -> None:
    found = one(
        table(
            ("TT", "Chỉ tiêu", "Đơn vị chủ trì", "Thời hạn"),
            ("1", "Tỷ lệ hộ nghèo dưới 2%", "Phòng Nội vụ", "Năm 2026"),
        )
    )
    assert found.target_header
    assert not one(table(HEADER, ("1", "Khảo sát", "", "Văn phòng", "", "Tháng 2"))).target_header


# --- pages ------------------------------------------------------------------------------------------------------------


def test_the_tail_of_a_row_over_the_page() -> None:
    found = one(
        table(
            HEADER,
            ("1", "Khảo sát nhu cầu đào tạo", "Báo cáo", "Văn phòng", "Các phòng", "Tháng 2"),
            ("2", "Tập huấn nghiệp vụ cho cán bộ", "Kế hoạch tập huấn;", "Phòng Nội vụ", "Trường Chính", "Tháng 3"),
            page=1,
        ),
        table(
            ("", "thôn, tổ dân phố", "Tài liệu", "", "trị tỉnh", ""),
            ("3", "Tổng kết", "Báo cáo", "Văn phòng", "", "Tháng 12"),
            page=2,
        ),
    )
    assert tasks(found) == [
        ("1", "Khảo sát nhu cầu đào tạo"),
        ("2", "Tập huấn nghiệp vụ cho cán bộ thôn, tổ dân phố"),
        ("3", "Tổng kết"),
    ]
    second = row(found, "Tập huấn")
    assert (second.text("products"), second.text("coordinating_units")) == (
        "Kế hoạch tập huấn;\nTài liệu",
        "Trường Chính\ntrị tỉnh",
    )
    paragraph = second.paragraph("task")
    assert paragraph is not None and [line.page for line in paragraph.lines] == [1, 2]


def test_a_header_repeated_on_the_next_page() -> None:
    found = one(
        table(HEADER, ("1", "Khảo sát", "", "Văn phòng", "", "Tháng 2"), page=1),
        table(HEADER, ("2", "Tổng kết", "", "Văn phòng", "", "Tháng 12"), page=2),
    )
    assert tasks(found) == [("1", "Khảo sát"), ("2", "Tổng kết")]


def test_a_tail_under_a_repeated_header() -> None:
    found = one(
        table(HEADER, ("1", "Khảo sát nhu cầu của", "", "Văn phòng", "", "Tháng 2"), page=1),
        table(HEADER, ("", "các thôn", "", "", "", ""), ("2", "Tổng kết", "", "Văn phòng", "", "Tháng 12"), page=2),
    )
    assert tasks(found) == [("1", "Khảo sát nhu cầu của các thôn"), ("2", "Tổng kết")]


def test_a_merged_cell_goes_on_over_the_page() -> None:
    found = one(
        table(
            HEADER,
            ("1", "Khảo sát", "", ("Phòng Nội vụ", 2, 1), "", "Tháng 2"),
            ("2", "Tập huấn", "", None, "", "Tháng 3"),
            page=1,
        ),
        table(("3", "Tổng kết", "", "", "", "Tháng 12"), ("4", "Lưu hồ sơ", "", "Văn thư", "", "Tháng 12"), page=2),
    )
    assert [r.text("lead_units") for r in found.rows] == ["Phòng Nội vụ", "Phòng Nội vụ", "Phòng Nội vụ", "Văn thư"]


def test_a_cell_that_is_not_merged_does_not_go_on() -> None:
    found = one(
        table(HEADER, ("1", "Khảo sát", "", "Phòng Nội vụ", "", "Tháng 2"), page=1),
        table(("2", "Tổng kết", "", "", "", "Tháng 12"), page=2),
    )
    assert row(found, "Tổng kết").text("lead_units") == ""


def test_a_continued_table_with_a_ghost_column() -> None:
    edges = (50.0, 80.0, 250.0, 350.0, 450.0, 540.0)
    wide = (50.0, 80.0, 165.0, 250.0, 350.0, 450.0, 540.0)
    header = ("TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")
    found = one(
        table(header, ("1", "Khảo sát", "Văn phòng", "Các thôn", "Tháng 2"), page=1, edges=edges),
        table(
            ("2", ("Tổng kết", 1, 2), None, "Văn thư", "", "Tháng 12"),
            ("3", "Lưu", "hồ sơ", "Văn thư", "", "Tháng 12"),
            page=2,
            edges=wide,
        ),
    )
    assert tasks(found) == [("1", "Khảo sát"), ("2", "Tổng kết"), ("3", "Lưu hồ sơ")]
    assert (row(found, "Tổng").text("lead_units"), row(found, "Tổng").text("deadlines")) == ("Văn thư", "Tháng 12")


def test_a_continued_table_whose_task_column_is_always_merged() -> None:
    header = ("TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")
    found = one(
        table(
            header,
            ("1", "Khảo sát", "Văn phòng", "Các thôn", "Tháng 2"),
            page=1,
            edges=(50.0, 80.0, 250.0, 350.0, 450.0, 540.0),
        ),
        table(
            ("2", ("Tổng kết", 1, 2), None, "Văn thư", "", "Tháng 12"),
            page=2,
            edges=(50.0, 80.0, 165.0, 250.0, 350.0, 450.0, 540.0),
        ),
    )
    assert tasks(found) == [("1", "Khảo sát"), ("2", "Tổng kết")]


def test_a_table_with_a_header_of_its_own_does_not_go_on() -> None:
    found = one(
        table(("TT", "Nội dung", "Chủ trì"), ("1", "Khảo sát", "Văn phòng")),
        table(("STT", "Họ và tên", "Chức vụ"), ("1", "Lê Văn Bình", "Tổ trưởng")),
    )
    assert tasks(found) == [("1", "Khảo sát")]


def test_a_merged_cell_of_the_page_before_fills_one_row_without_a_piece_of_it() -> None:
    found = one(
        table(("TT", "Nội dung", "Chủ trì"), ("1", "Khảo sát", ("Văn phòng", 2, 1)), ("2", "Đo đạc", None), page=1),
        table(("3", "Tổng kết", ""), ("4", "Lưu hồ sơ", ""), page=2),
    )
    assert [r.text("lead_units") for r in found.rows] == ["Văn phòng", "Văn phòng", "Văn phòng", ""]


def test_two_task_tables_of_different_headers_are_two() -> None:
    found = read_tables(
        [
            table(HEADER, ("1", "Khảo sát", "", "Văn phòng", "", "Tháng 2")),
            table(("Thời gian", "Nội dung", "Người thực hiện"), ("Tháng 3", "Họp", "Tổ trưởng")),
        ]
    )
    assert [len(t.rows) for t in found] == [1, 1]


# --- cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["nt", "Nt", "-nt-", "(nt)", "n/t", "Như trên", "Như\ntrên", "//", "-//-", '"', "〃"])
def test_as_above(sign: str) -> None:
    found = one(table(("TT", "Nội dung", "Chủ trì"), ("1", "Khảo sát", "Văn phòng"), ("2", "Đo đạc", sign)))
    assert found.rows[1].text("lead_units") == "Văn phòng"


@pytest.mark.parametrize("sign", ["-", "…", "Không", "không có", "0", "--"])
def test_nothing(sign: str) -> None:
    found = one(table(("TT", "Nội dung", "Sản phẩm", "Chủ trì"), ("1", "Khảo sát", sign, "Văn phòng")))
    assert found.rows[0].own("products") == ""


def test_one_time_over_start_and_end() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Bắt đầu", "Kết thúc"),
            ("1", "Khảo sát", ("Tháng 3/2026", 1, 2), None),
            ("2", "Đo đạc", "01/4", "15/5"),
        )
    )
    assert [(r.text("deadline_start"), r.text("deadlines")) for r in found.rows] == [
        ("", "Tháng 3/2026"),
        ("01/4", "15/5"),
    ]


def test_sub_rows_marked_in_the_text_of_numbered_rows() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Chủ trì", "Thời gian"),
            ("1", "Nâng cấp hồ chứa", "Phòng Kinh tế", "Quý II"),
            ("", "a) Khảo sát", "", "Tháng 4"),
            ("", "- Lập hồ sơ", "", ""),
            ("2", "Tổng kết", "Văn phòng", "Quý IV"),
        )
    )
    assert [(r.number, r.text("task"), r.parent and r.parent.number) for r in found.rows] == [
        ("1", "Nâng cấp hồ chứa", None),
        ("a", "Khảo sát", "1"),
        (None, "- Lập hồ sơ", "a"),
        ("2", "Tổng kết", None),
    ]


def test_a_row_whose_number_was_forgotten_takes_nothing_from_the_row_above() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian"),
            ("1", "Khảo sát", "Văn phòng", "Các thôn", "Quý I"),
            ("", "Mua sắm thiết bị", "Phòng Kinh tế", "", "Quý II"),
        )
    )
    assert [r.parent for r in found.rows] == [None, None]


def test_a_section_row_in_a_merged_cell_stays_a_heading() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Chủ trì", "Thời gian"),
            ("1", "Khảo sát", ("Văn phòng", 3, 1), "Quý I"),
            ("II", "Kiểm tra, giám sát", None, ""),
            ("2", "Thanh tra", None, "Quý II"),
        )
    )
    assert tasks(found) == [("1", "Khảo sát"), ("2", "Thanh tra")]


# --- merged cells and groups ------------------------------------------------------------------------------------------


def test_a_merged_cell_belongs_to_every_row_that_it_spans() -> None:
    found = one(
        table(
            HEADER,
            ("1", "Khảo sát", "", ("Phòng Nội vụ", 3, 1), "", ("Quý I/2026", 2, 1)),
            ("2", "Tập huấn", "", None, "", None),
            ("3", "Tổng kết", "", None, "", "Tháng 12"),
        )
    )
    assert [(r.text("lead_units"), r.text("deadlines")) for r in found.rows] == [
        ("Phòng Nội vụ", "Quý I/2026"),
        ("Phòng Nội vụ", "Quý I/2026"),
        ("Phòng Nội vụ", "Tháng 12"),
    ]


def test_rows_that_share_a_merged_task_are_one() -> None:
    found = one(
        table(
            HEADER,
            (("1", 2, 1), ("Tập huấn", 2, 1), "Kế hoạch", ("Phòng Nội vụ", 2, 1), "", "Tháng 2"),
            (None, None, "Báo cáo", None, "", "Tháng 6"),
            ("2", "Tổng kết", "", "Văn phòng", "", "Tháng 12"),
        )
    )
    assert tasks(found) == [("1", "Tập huấn"), ("2", "Tổng kết")]
    first = found.rows[0]
    assert (first.text("products"), first.text("lead_units"), first.text("deadlines")) == (
        "Kế hoạch;\nBáo cáo",
        "Phòng Nội vụ",
        "Tháng 2;\nTháng 6",
    )


def test_section_rows() -> None:
    found = one(
        table(
            HEADER,
            (("A. NHIỆM VỤ CHUNG", 1, 6), *[None] * 5),
            ("I", "Tuyên truyền", "", "", "", ""),
            ("1", "Phát tin", "", "Đài xã", "", "Hằng tuần"),
            ("II", "Kiểm tra", "", "", "", ""),
            ("1", "Kiểm tra chợ", "", "Công an xã", "", "Tháng 5"),
            (("B. NHIỆM VỤ RIÊNG", 1, 6), *[None] * 5),
            ("1", "Diễn tập", "", "Ban Chỉ huy Quân sự xã", "", "Quý III"),
        )
    )
    assert [(r.number, r.sections) for r in found.rows if r.is_item] == [
        ("1", (("A", "NHIỆM VỤ CHUNG"), ("I", "Tuyên truyền"))),
        ("1", (("A", "NHIỆM VỤ CHUNG"), ("II", "Kiểm tra"))),
        ("1", (("B", "NHIỆM VỤ RIÊNG"),)),
    ]


def test_a_group_row_without_own_content_is_context() -> None:
    found = one(
        table(
            HEADER,
            ("1", "Công tác tuyên truyền", "", "", "", ""),
            ("1.1", "Phát tin", "", "Đài xã", "", "Tháng 2"),
            ("1.2", "Treo băng rôn", "", "Công chức Văn hóa", "", "Tháng 3"),
            ("2", "Tổng kết", "", "Văn phòng", "", "Tháng 12"),
        )
    )
    assert tasks(found) == [("1.1", "Phát tin"), ("1.2", "Treo băng rôn"), ("2", "Tổng kết")]
    group = row(found, "Công tác")
    assert row(found, "Phát tin").parent is group and row(found, "Treo").parent is group
    assert row(found, "Tổng kết").parent is None


def test_a_group_row_with_own_content_is_an_item_too() -> None:
    found = one(
        table(
            HEADER,
            ("1", "Tập huấn nghiệp vụ", "Kế hoạch", "Phòng Nội vụ", "", "Năm 2026"),
            ("a", "Lớp kế toán", "", "", "", "Tháng 4"),
            ("b", "Lớp văn thư", "", "", "", "Tháng 5"),
        )
    )
    assert tasks(found) == [("1", "Tập huấn nghiệp vụ"), ("a", "Lớp kế toán"), ("b", "Lớp văn thư")]
    assert row(found, "Lớp văn thư").parent is row(found, "Tập huấn")


def test_a_group_row_with_only_pointers_is_context() -> None:
    found = one(
        table(
            HEADER,
            ("1", "Nâng cao chất lượng đào tạo", "", "", "", "Theo từng mốc dưới đây"),
            ("1.1", "Mở lớp", "", "Trường nghề", "", "Tháng 4"),
        )
    )
    assert tasks(found) == [("1.1", "Mở lớp")]
    assert row(found, "Nâng cao").own("deadlines") == ""


def test_a_number_without_a_group_is_no_parent() -> None:
    found = one(table(HEADER, ("1", "Khảo sát", "", "", "", ""), ("2", "Tổng kết", "", "Văn phòng", "", "Tháng 12")))
    assert tasks(found) == [("1", "Khảo sát"), ("2", "Tổng kết")]


@pytest.mark.parametrize("mark", ["nt", "-nt-", "Như trên", "- nt -", "″", '"'])
def test_cells_that_repeat_the_one_above(mark: str) -> None:
    found = one(
        table(
            HEADER,
            ("1", "Khảo sát", "", "Phòng Nội vụ", "", "Tháng 2"),
            ("2", "Tập huấn", "", mark, "", "Tháng 3"),
            ("3", "Tổng kết", "", mark, "", mark),
        )
    )
    assert [r.text("lead_units") for r in found.rows] == ["Phòng Nội vụ"] * 3
    assert row(found, "Tổng kết").text("deadlines") == "Tháng 3"


@pytest.mark.parametrize(
    ("printed", "number"), [("1.", "1"), ("02", "02"), ("a)", "a"), ("1.2.", "1.2"), ("3", "3"), ("", None)]
)
def test_numbers(printed: str, number: str | None) -> None:
    found = one(table(HEADER, (printed, "Khảo sát", "Phiếu hỏi", "Văn phòng", "", "Tháng 2")))
    assert found.rows[0].number == number


def test_numbers_that_start_again_are_no_key() -> None:
    found = one(
        table(
            HEADER, *((n, f"Việc {i}", "", "Văn phòng", "", "Tháng 2") for i, n in enumerate(["1", "2", "2", "9", "1"]))
        )
    )
    assert [r.number for r in found.rows] == ["1", "2", "2", "9", "1"]
    assert all(r.is_item and r.parent is None for r in found.rows)


def test_empty_rows_go() -> None:
    found = one(table(HEADER, [""] * 6, ("1", "Khảo sát", "", "Văn phòng", "", "Tháng 2"), [""] * 6))
    assert tasks(found) == [("1", "Khảo sát")]


# --- properties -------------------------------------------------------------------------------------------------------


CELL = st.sampled_from(
    [
        "",
        "1",
        "2",
        "a",
        "I",
        "1.1",
        "nt",
        "Văn phòng",
        "Khảo sát.",
        "tiếp theo",
        "Tháng 2",
        "STT",
        "Nội dung",
        "dưới đây:",
        "-",
    ]
)


@st.composite
def grids(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 6))
    rows = draw(st.lists(st.lists(CELL, min_size=columns, max_size=columns), max_size=6))
    if draw(st.booleans()):
        rows.insert(0, list(HEADER[:columns]))
    return table(*rows)


@settings(max_examples=200, deadline=None)
@given(st.lists(grids(), max_size=3))
def test_never_fails_and_every_row_has_a_text(given_tables: list[Table]) -> None:
    for found in read_tables(given_tables):
        assert any(column.role == "task" for column in found.header.columns)
        for found_row in found.rows:
            assert found_row.paragraph("task") is not None
            assert found_row.parent is None or found_row.parent in found.rows


# --- what must not happen ---------------------------------------------------------------------------------------------


def test_the_tail_of_a_row_does_not_reach_the_row_that_was_copied() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Chủ trì", "Thời gian"),
            ("1", "Khảo sát", "Sở Y tế", "Tháng 5"),
            ("2", "Đo đạc", "nt", "nt"),
            ("", "", "Sở Nội vụ", "Tháng 6"),
        )
    )
    assert [r.text("lead_units") for r in found.rows] == ["Sở Y tế", "Sở Y tế\nSở Nội vụ"]


def test_as_above_in_a_sub_row_is_what_the_row_above_inherits() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Sản phẩm", "Chủ trì", "Thời gian"),
            ("1", "Nâng cấp hồ chứa", "Báo cáo", "Phòng Kinh tế", "Quý II"),
            ("1.1", "Khảo sát", "", "", "Tháng 4"),
            ("1.2", "Thi công", "nt", "nt", "nt"),
        )
    )
    assert [found.rows[2].text(role) for role in ("products", "lead_units", "deadlines")] == [
        "Báo cáo",
        "Phòng Kinh tế",
        "Tháng 4",
    ]


def test_as_above_nothing_is_nothing() -> None:
    found = one(table(("TT", "Nội dung", "Sản phẩm", "Chủ trì"), ("1", "Khảo sát", "nt", "Văn phòng")))
    assert found.rows[0].text("products") == ""


@pytest.mark.parametrize(
    "first",
    [
        ("", "NHÓM NHIỆM VỤ KHÁC", "", ""),
        ("", "- Báo cáo kết quả", "", "Tháng 5"),
        ("", "Sửa cầu đường", "Sở Xây dựng", "Tháng 4"),
    ],
)
def test_a_new_row_at_the_top_of_a_page_is_no_tail(first: tuple[str, ...]) -> None:
    header = ("TT", "Nội dung", "Chủ trì", "Thời gian")
    found = one(
        table(header, ("1", "Sửa trường", "Sở Y tế", "Quý I"), page=1),
        table(first, ("2", "Tổng kết", "Văn phòng", "Quý IV"), page=2),
    )
    held = found.rows[0]
    assert (held.text("task"), held.text("lead_units"), held.text("deadlines")) == ("Sửa trường", "Sở Y tế", "Quý I")


def test_parts_of_a_stored_table_are_not_cut_in_rows() -> None:
    header = ("TT", "Nội dung", "Chủ trì", "Thời gian")
    found = one(
        table(header, ("1", "Sửa trường", "Sở Y tế", "Quý I")), table(("", "", "Sở Nội vụ", ""), ("2", "Họp", "", ""))
    )
    assert found.rows[0].text("lead_units").startswith("Sở Y tế")


def test_a_value_carried_over_a_page_is_in_doubt() -> None:
    found = one(
        table(("TT", "Nội dung", "Thời gian"), ("1", "Khảo sát", ("Tháng 3", 2, 1)), ("2", "Đo đạc", None), page=1),
        table(("3", "Tổng kết", ""), page=2),
    )
    assert [r.doubtful for r in found.rows] == [False, False, True]


def test_a_section_row_with_nothing_below_is_a_row() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Chủ trì"),
            ("I", "Khảo sát", ""),
            ("1", "Lập mẫu phiếu", "Văn phòng"),
            ("II", "Khảo sát mức độ hài lòng", ""),
            ("III", "Tổng kết", ""),
        )
    )
    assert [(r.number, r.text("task")) for r in found.rows] == [
        ("1", "Lập mẫu phiếu"),
        ("II", "Khảo sát mức độ hài lòng"),
        ("III", "Tổng kết"),
    ]


def test_a_text_that_became_nothing_is_told() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Chủ trì", "Thời gian"),
            ("1", "Khảo sát", "Văn phòng", "Quý I"),
            ("2", "", "Sở Y tế", "Quý II"),
            ("", "Báo cáo năm theo quy định", "", ""),
        )
    )
    assert [line.text for line in found.lost] == ["2 | Sở Y tế | Quý II", "Báo cáo năm theo quy định"]


def test_values_of_rows_under_one_task_stay_apart_and_notes_are_kept() -> None:
    found = one(
        table(
            ("TT", "Nội dung", "Sản phẩm", "Chủ trì", "Ghi chú"),
            (("1", 2, 1), ("Giám sát", 2, 1), "Báo cáo quý", ("Văn phòng", 2, 1), "Mới"),
            (None, None, "Báo cáo năm", None, "Chuyển tiếp"),
        )
    )
    assert found.rows[0].text("products") == "Báo cáo quý;\nBáo cáo năm"
    assert [line.text for line in found.rows[0].extra["note"]] == ["Mới", "Chuyển tiếp"]


@pytest.mark.parametrize(
    ("cell", "role"), [("Thường xuyên trong năm", "deadlines"), ("Tháng 3", "deadlines"), ("Báo cáo", "products")]
)
def test_a_cell_over_products_and_times(cell: str, role: str) -> None:
    found = one(table(("TT", "Nội dung", "Sản phẩm", "Thời hạn"), ("1", "Giám sát", (cell, 1, 2), None)))
    assert {name: found.rows[0].text(name) for name in ("products", "deadlines") if found.rows[0].text(name)} == {
        role: cell
    }


def test_the_programme_of_a_meeting_is_no_task_table() -> None:
    rows = (("7h30 - 8h00", "Đón tiếp đại biểu", "Văn phòng"), ("8h00 - 8h15", "Khai mạc", "Chủ tịch"))
    assert not is_task_table(table(("Thời gian", "Nội dung", "Người thực hiện"), *rows))


# --- rows under headings numbered with those around them -------------------------------------------------------------


def test_section_rows_numbered_with_those_around_them() -> None:
    found = one(
        table(
            HEADER,
            ("II", ("Cải cách hành chính", 1, 5), None, None, None, None),
            ("II.2", ("Cải cách thủ tục", 1, 5), None, None, None, None),
            ("1", "Rà soát thủ tục", "Quyết định", "Văn phòng Sở", "", "Quý I/2026"),
            ("II.2.a", ("Một cửa", 1, 5), None, None, None, None),
            ("2", "Vận hành bộ phận một cửa", "", "Văn phòng Sở", "", "Hằng ngày"),
            ("III.1", ("Tuyên truyền", 1, 5), None, None, None, None),
            ("3", "Đăng tin trên trang thông tin", "", "Phòng Nội vụ", "", "Hằng tháng"),
        )
    )
    assert tasks(found) == [
        ("1", "Rà soát thủ tục"), ("2", "Vận hành bộ phận một cửa"), ("3", "Đăng tin trên trang thông tin"),
    ]  # fmt: skip
    assert [r.sections for r in found.rows] == [
        (("II", "Cải cách hành chính"), ("2", "Cải cách thủ tục")),
        (("II", "Cải cách hành chính"), ("2", "Cải cách thủ tục"), ("a", "Một cửa")),
        (("III", ""), ("1", "Tuyên truyền")),
    ]


def test_rows_numbered_below_a_section_stay_rows() -> None:
    found = one(
        table(
            HEADER,
            ("I", ("Chỉ đạo, điều hành", 1, 5), None, None, None, None),
            ("I.1", "Ban hành kế hoạch", "Kế hoạch", "Văn phòng Sở", "", "Tháng 1/2026"),
            ("I.2", "Họp giao ban", "", "", "", ""),
            ("I.3", "Sơ kết 6 tháng", "", "", "", ""),
        )
    )
    assert tasks(found) == [("I.1", "Ban hành kế hoạch"), ("I.2", "Họp giao ban"), ("I.3", "Sơ kết 6 tháng")]


NO_VALUES = ("", "", "", "")
SECTION_I = ("I", "Cải cách thể chế", *NO_VALUES)


def test_rows_numbered_below_a_section_may_be_blank() -> None:
    found = one(
        table(
            HEADER,
            SECTION_I,
            ("I.1", "Rà soát văn bản quy phạm pháp luật", *NO_VALUES),
            ("I.2", "Kiểm tra văn bản quy phạm pháp luật", "Báo cáo", "Sở Tư pháp", "", "Quý II/2026"),
            ("I.3", "Tuyên truyền về cải cách hành chính", *NO_VALUES),
            ("I.4", "Tập huấn nghiệp vụ", "Lớp tập huấn", "Sở Nội vụ", "", "Quý III/2026"),
            ("II", "Cải cách tổ chức bộ máy", *NO_VALUES),
            ("II.1", "Sắp xếp các đơn vị sự nghiệp", *NO_VALUES),
        )
    )
    assert [row.number for row in found.rows if row.is_item] == ["I.1", "I.2", "I.3", "I.4", "II.1"]
    above = ("I", "Cải cách thể chế")
    assert [row.sections for row in found.rows] == [(above,)] * 4 + [(("II", "Cải cách tổ chức bộ máy"),)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # a number that begins anew below it
        (("1", "2"), [("1", ("I", "1")), ("2", ("I", "1")), ("I.2", ("I",))]),
        # a deeper number below it
        (("I.1.1", "I.1.2"), [("I.1.1", ("I", "1")), ("I.1.2", ("I", "1")), ("I.2", ("I",))]),
        # letters and dashes are sub-rows of a row
        (("a", "b"), [("I.1", ("I",)), ("a", ("I",)), ("b", ("I",)), ("I.2", ("I",))]),
    ],
)
def test_what_stands_below_says_whether_a_row_heads_it(
    rows: tuple[str, ...], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    below = [(number, "Lập danh mục văn bản", "Danh mục", "Sở Tư pháp", "", "Quý I/2026") for number in rows]
    found = one(
        table(
            HEADER,
            SECTION_I,
            ("I.1", "Rà soát văn bản", *NO_VALUES),
            *below,
            ("I.2", "Kiểm tra văn bản", "Báo cáo", "Sở Tư pháp", "", "Quý II/2026"),
        )
    )
    assert [(row.number, tuple(label for label, _ in row.sections)) for row in found.rows] == expected


def test_a_heading_over_the_row_before_one_of_its_kind_is_not_lost() -> None:
    found = one(
        table(
            HEADER,
            ("I", ("Cải cách thể chế", 1, 5), None, None, None, None),
            ("I.1", ("Rà soát văn bản", 1, 5), None, None, None, None),
            ("I.2", "Kiểm tra văn bản", "Báo cáo", "Sở Tư pháp", "", "Quý II/2026"),
            ("III.1", ("Tuyên truyền", 1, 5), None, None, None, None),
            ("a", "Đăng tin", "", "Văn phòng Sở", "", "Hằng tháng"),
        )
    )
    assert tasks(found) == [("I.1", "Rà soát văn bản"), ("I.2", "Kiểm tra văn bản"), ("a", "Đăng tin")]
    assert found.rows[-1].sections == (("III", ""), ("1", "Tuyên truyền"))


def test_a_section_above_a_number_of_another_is_not_lost() -> None:
    found = one(
        table(
            HEADER,
            ("I", "Ban hành kế hoạch", *NO_VALUES),
            ("II.1", ("Tuyên truyền", 1, 5), None, None, None, None),
            ("1", "Đăng tin", "", "Văn phòng Sở", "", "Hằng tháng"),
        )
    )
    assert tasks(found) == [("I", "Ban hành kế hoạch"), ("1", "Đăng tin")]


def test_a_row_numbered_within_another_section_is_not_in_the_one_above_it() -> None:
    found = one(
        table(
            HEADER,
            ("A.1", "Rà soát văn bản", *NO_VALUES),
            ("A.2", "Kiểm tra văn bản", *NO_VALUES),
            ("1", "Tập huấn", "Lớp tập huấn", "Sở Nội vụ", "", "Quý I/2026"),
            ("B.1", "Giám sát", *NO_VALUES),
        )
    )
    assert [(row.number, tuple(label for label, _ in row.sections)) for row in found.rows] == [
        ("A.1", ()), ("1", ("A", "2")), ("B.1", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading", ["Giai đoạn 1: Từ ngày 10/3 đến ngày 30/6", "Tháng 4/2026", "Chỉ tiêu năm 2026", "Trước mùa mưa lũ"]
)
def test_a_heading_over_the_row_stays_one_though_it_is_a_time(heading: str) -> None:
    found = one(
        table(
            HEADER,
            ("I", (heading, 1, 5), None, None, None, None),
            ("1", "Rà soát thủ tục", "Quyết định", "Văn phòng Sở", "", "Quý I/2026"),
        )
    )
    assert [r.sections for r in found.rows] == [(("I", heading),)]


def test_a_heading_over_the_whole_table_is_no_second_level_of_its_header() -> None:
    found = one(table(HEADER, (("Nội dung", 1, 6), *[None] * 5), ("1", "Rà soát thủ tục", "", "Văn phòng Sở", "", "")))
    assert tasks(found) == [("1", "Rà soát thủ tục")]
    assert found.rows[0].group == "Nội dung"
