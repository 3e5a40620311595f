"""Rows of task tables become tasks: what their cells say together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from extractors.plan_times import PlanTimes
from pipeline.appendix import read_tables
from pipeline.confidence import rated
from pipeline.records import Task
from pipeline.table_rows import task_of_row
from tests.pipeline.grids import Spec, table

TIMES = PlanTimes((2026,), dt.date(2026, 2, 9))


def tasks(*rows: Sequence[Spec]) -> list[Task]:
    (found,) = read_tables([table(*rows)])
    return [task_of_row(row, found, ("PL",), "", TIMES).task for row in found.rows if row.is_item]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("01/4/2026", "15/5/2026", [("01/4/2026 - 15/5/2026", "period", "2026-04-01", "2026-05-15")]),
        ("Tháng 3", "Tháng 5", [("Tháng 3 - Tháng 5", "period", "2026-03-01", "2026-05-31")]),
        ("", "30/6/2026", [("30/6/2026", "date", None, "2026-06-30")]),
        ("-", "30/6/2026", [("30/6/2026", "date", None, "2026-06-30")]),
        (
            "Ngay sau khi ban hành",
            "Chậm nhất 20/6/2026",
            [("Ngay sau khi ban hành", "conditional", None, None), ("Chậm nhất 20/6/2026", "date", None, "2026-06-20")],
        ),
    ],
)
def test_start_and_end(start: str, end: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    (task,) = tasks(("TT", "Nội dung", "Chủ trì", "Bắt đầu", "Kết thúc"), ("1", "Khảo sát", "Văn phòng", start, end))
    assert [
        (d.raw, d.kind, d.start and d.start.isoformat(), d.end and d.end.isoformat()) for d in task.deadlines
    ] == expected


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2026", "Chủ trì"),
            ("1", "Tỷ lệ đào tạo", "%", "≥ 32,5", "Sở A"),
            (">=", 32.5, "%"),
        ),
        (
            ("TT", "Chỉ tiêu", "Đơn vị", "2025", "2026", "Chủ trì"),
            ("1", "Nhà được xóa", "căn", "500", "640", "Sở A"),
            ("=", 640, "căn"),
        ),
        (
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Chỉ tiêu giao", "Chủ trì"),
            ("1", "Bảo hiểm y tế", "%", "Trên 96", "Sở A"),
            (">", 96, "%"),
        ),
    ],
)
def test_the_goal_of_a_table_of_targets(
    header: tuple[str, ...], row: tuple[str, ...], expected: tuple[str, float, str]
) -> None:
    (task,) = tasks(header, row)
    assert task.kind == "target"
    assert [(t.comparator, t.value, t.unit) for t in task.targets] == [expected]


def test_no_goal_is_taken_from_another_year() -> None:
    (task,) = tasks(
        ("TT", "Chỉ tiêu", "Đơn vị", "2024", "2025", "Chủ trì"), ("1", "Nhà được xóa", "căn", "500", "640", "A")
    )
    assert task.targets == ()


def test_a_dash_inherits_nothing_an_empty_cell_does() -> None:
    _, dash, empty = tasks(
        ("TT", "Nội dung", "Chủ trì", "Thời gian"),
        ("1", "Nâng cấp hồ chứa", "Phòng Kinh tế", "Quý II"),
        ("1.1", "Khảo sát", "-", "-"),
        ("1.2", "Thi công", "", ""),
    )
    assert (dash.lead_units, dash.deadlines) == ((), ())
    assert (empty.lead_units, [d.raw for d in empty.deadlines]) == (("Phòng Kinh tế",), ["Quý II"])
    assert empty.origins == {"lead_units": "inherited", "deadlines": "inherited"}


def test_a_row_in_doubt_is_trusted_less() -> None:
    first = table(("TT", "Nội dung", "Thời gian"), ("1", "Khảo sát", ("Tháng 3", 2, 1)), ("2", "Đo đạc", None), page=1)
    (found,) = read_tables([first, table(("3", "Tổng kết", ""), page=2)])
    sure, _, doubtful = (
        rated(task_of_row(row, found, (), "", TIMES).task, doubtful=row.doubtful).confidence for row in found.rows
    )
    assert doubtful < 0.8 < 0.9 < sure


def test_other_columns_are_kept() -> None:
    (task,) = tasks(("TT", "Nội dung", "Chủ trì", "Kinh phí", "Mã"), ("1", "Khảo sát", "Văn phòng", "20 triệu", "A-1"))
    assert task.extra == {"budget": "20 triệu", "Mã": "A-1"}


@pytest.mark.parametrize(
    ("cell", "end"),
    [("15/5/20\n26", "2026-05-15"), ("Trước ngày 30/6/202\n6", "2026-06-30"), ("Tháng 5/20\n26", "2026-05-31")],
)
def test_a_year_broken_over_two_lines(cell: str, end: str) -> None:
    (task,) = tasks(("TT", "Nội dung", "Chủ trì", "Thời gian"), ("1", "Khảo sát", "Văn phòng", cell))
    assert [d.end and d.end.isoformat() for d in task.deadlines] == [end]


def test_two_numbers_of_one_group_are_siblings() -> None:
    (found,) = read_tables(
        [
            table(
                ("TT", "Chi tiết", "Nội dung", "Chủ trì"),
                ("", "7", "Phát triển thương mại điện tử", ""),
                ("27", "a)", "Tổ chức tháng khuyến mại", "Sở A"),
                ("28", "8", "Phát triển kinh tế đêm", "Sở B"),
                ("29", "9", "Phát triển du lịch số", "Sở C"),
            )
        ]
    )
    assert [row.parent.number if row.parent else None for row in found.rows] == [None, "7", None, None]


def test_a_table_without_a_product_column_says_what_is_made_as_prose_does() -> None:
    made, done = tasks(
        ("TT", "Nội dung", "Chủ trì", "Thời gian"),
        ("1", "Ban hành Quyết định phân công cố vấn học tập", "Văn phòng", "Tháng 9/2026"),
        ("2", "Kiểm tra hồ sơ", "Văn phòng", "Tháng 10/2026"),
    )
    assert made.products == ("Quyết định phân công cố vấn học tập",)
    assert made.origins["products"] == "rule"
    assert done.products == ()
    (empty,) = tasks(
        ("TT", "Nội dung", "Chủ trì", "Sản phẩm", "Thời gian"),
        ("1", "Ban hành Quyết định phân công cố vấn học tập", "Văn phòng", "", "Tháng 9/2026"),
    )
    assert empty.products == ()


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("Nhiệm vụ, chỉ tiêu", ["target", "target", "task", "task"]),
        ("Chỉ tiêu, nhiệm vụ", ["target", "target", "task", "task"]),
        ("Nhiệm vụ", ["task", "task", "task", "task"]),
    ],
)
def test_where_the_header_names_both_the_words_say_which_a_row_is(header: str, kinds: list[str]) -> None:
    found = tasks(
        ("TT", header, "Đơn vị chủ trì", "Thời gian"),
        ("I", ("Chỉ tiêu năm 2026", 1, 3), None, None),
        ("1", "Đón ít nhất 2.400.000 lượt khách", "", ""),
        ("2", "100% điểm du lịch có mã QR", "", ""),
        ("II", ("Nhiệm vụ", 1, 3), None, None),
        ("3", "Tổ chức cho 100% cơ sở ký cam kết", "Phòng Quản lý Du lịch", "Quý I/2026"),
        ("4", "Rà soát giá dịch vụ", "Thanh tra Sở", "Hằng quý"),
    )
    assert [task.kind for task in found] == kinds


@pytest.mark.parametrize("header", ["Chỉ tiêu phấn đấu", "Chỉ tiêu giao", "Chỉ tiêu năm 2026"])
def test_figures_in_a_column_of_their_own(header: str) -> None:
    found = tasks(
        ("TT", "Nhiệm vụ", header, "Đơn vị chủ trì"),
        ("1", "Nâng tỷ lệ hồ sơ trực tuyến", "từ 85% trở lên", "Văn phòng Sở"),
        ("2", "Mua sắm bổ sung 20 máy tính", "", "Phòng Mầm non"),
        ("3", "Bảo đảm 100% hồ sơ đúng hạn", "", "Văn phòng Sở"),
        ("4", "Bồi dưỡng ít nhất 90% công chức", "02 lớp", "Sở Nội vụ"),
        ("5", "Giải quyết hồ sơ đúng hạn đạt từ 98% trở lên", "Quý I: 95%; cả năm: 98%", "Văn phòng Sở"),
        ("6", "Phấn đấu 100% hồ sơ được số hóa", "Theo Kế hoạch số 12/KH-UBND ngày 10/01/2026", "Văn phòng Sở"),
        ("7", "Tổ chức ít nhất 02 lớp tập huấn", "ít nhất 02 lớp", "Văn phòng Sở"),
    )
    assert [[t.raw for t in task.targets] for task in found] == [
        ["từ 85% trở lên"], ["20 máy tính"], ["100%"], ["ít nhất 90%", "02 lớp"], ["từ 98% trở lên", "95%"], ["100%"],
        ["ít nhất 02 lớp"],
    ]  # fmt: skip


def test_a_product_that_repeats_a_figure_of_the_task_adds_none() -> None:
    (task,) = tasks(
        ("TT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì"),
        ("1", "Tổ chức ít nhất 02 lớp tập huấn", "02 lớp tập huấn", "Phòng Kinh tế"),
    )
    assert [(t.raw, t.comparator) for t in task.targets] == [("ít nhất 02 lớp", ">=")]


@pytest.mark.parametrize(
    ("task", "product", "targets"),
    [
        ("Tổ chức 02 lớp tập huấn", "02 lớp cơ bản; 02 lớp nâng cao", ["02 lớp", "02 lớp"]),
        ("Trên 90% cán bộ được tập huấn", "90% phiếu đánh giá đạt yêu cầu", ["Trên 90%", "90%"]),
    ],
)
def test_a_product_with_figures_of_its_own_adds_them(task: str, product: str, targets: list[str]) -> None:
    (found,) = tasks(("TT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì"), ("1", task, product, "Phòng Kinh tế"))
    assert [t.raw for t in found.targets] == targets


@pytest.mark.parametrize(
    ("header", "kinds"),
    [("Chỉ tiêu/Nhiệm vụ", ["task", "target"]), ("Nhiệm vụ thực hiện chỉ tiêu", ["task", "task"])],
)
def test_a_row_with_a_product_is_a_task(header: str, kinds: list[str]) -> None:
    found = tasks(
        ("TT", header, "Sản phẩm", "Đơn vị chủ trì", "Thời gian hoàn thành"),
        ("1", "100% phòng chuyên môn xây dựng kế hoạch", "Kế hoạch", "Các phòng", "Quý I/2026"),
        ("2", "100% xã có điểm phục vụ hành chính công", "", "UBND các xã", "Quý II/2026"),
    )
    assert [task.kind for task in found] == kinds


@pytest.mark.parametrize("below", [("I.1", "I.2"), ("1", "2"), ("I.1.1", "I.1.2")])
def test_a_section_with_values_passes_them_on_to_rows_and_sections_within_it(below: tuple[str, str]) -> None:
    heading = () if below[0] == "I.1" else (("I.1", "Văn bản quy phạm pháp luật", "", "", ""),)
    found = tasks(
        ("TT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Thời gian hoàn thành"),
        ("I", "Cải cách thể chế", "Báo cáo", "Sở Tư pháp", "Quý II/2026"),
        *heading,
        (below[0], "Rà soát văn bản", "", "", ""),
        (below[1], "Kiểm tra văn bản", "", "Văn phòng Sở", ""),
        ("II", "Cải cách tổ chức bộ máy", "", "", ""),
        ("II.1", "Sắp xếp các đơn vị sự nghiệp", "", "", ""),
    )
    assert [(t.number, t.lead_units, [d.raw for d in t.deadlines], t.products) for t in found] == [
        ("I", ("Sở Tư pháp",), ["Quý II/2026"], ("Báo cáo",)),
        (below[0], ("Sở Tư pháp",), ["Quý II/2026"], ("Báo cáo",)),
        (below[1], ("Văn phòng Sở",), ["Quý II/2026"], ("Báo cáo",)),
        ("II.1", (), [], ()),
    ]
    assert [t.section for t in found[1:3]] == ["Văn bản quy phạm pháp luật" if heading else "Cải cách thể chế"] * 2
