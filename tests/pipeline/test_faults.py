"""Faults of the source are told, with page and row; sound plans give no warning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from extractors.plan_times import PlanTimes
from pipeline.appendix import read_tables
from pipeline.faults import faults
from pipeline.messages import describe_all
from pipeline.naming import name_units
from pipeline.records import DocumentInfo, Notice
from pipeline.table_rows import task_of_row
from tests.pipeline.grids import Spec, table

INFO = DocumentInfo(issued=dt.date(2026, 2, 9), years=(2026,))
HEADER = ("TT", "Nội dung", "Sản phẩm", "Chủ trì", "Thời gian")
UNITS = ("Phòng Tổ chức cán bộ", "Văn phòng Sở")


def told(*rows: Sequence[Spec], page: int | None = None) -> list[Notice]:
    tables = read_tables([table(HEADER, *rows, page=page)])
    times = PlanTimes(INFO.years, INFO.issued)
    drafts = [task_of_row(row, found, ("PL",), "", times) for found in tables for row in found.rows if row.is_item]
    return list(faults(INFO, name_units([draft.task for draft in drafts], {}), drafts, tables))


def row(
    number: str, task: str = "", product: str = "Báo cáo", unit: str = UNITS[0], time: str = "Quý II"
) -> tuple[str, ...]:
    return (number, task or f"Rà soát hồ sơ đợt {number}", product, unit, time)


def codes(notices: Sequence[Notice]) -> list[tuple[str, str | None]]:
    return [(notice.code, notice.row) for notice in notices]


def test_a_sound_table_has_no_faults() -> None:
    assert told(*[row(str(i)) for i in range(1, 9)]) == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("1 2 3", []),
        ("1 2 2 3", [("number-repeated", "3")]),
        ("1 2 4", [("number-skipped", "3")]),
        ("1 2 1 2", []),  # the count begins anew
        ("1 2 3 3 5", [("number-repeated", "4"), ("number-skipped", "5")]),
        ("1 1.1 1.2 2 2.1", []),
        ("1 1.1 1.1", [("number-repeated", "3")]),
        ("1 3.1 3.2", [("parent-missing", "2"), ("parent-missing", "3")]),
        ("5 6 7", []),  # the table goes on with another's count
        ("9 10 12", [("number-skipped", "3")]),
    ],
)
def test_numbering(numbers: str, expected: list[tuple[str, str]]) -> None:
    rows = [row(number, f"Kiểm tra đơn vị thứ {i}") for i, number in enumerate(numbers.split())]
    assert codes(told(*rows)) == expected


def test_a_warning_says_the_page_and_the_other_row() -> None:
    (notice,) = told(row("1"), row("2"), row("2", "Tập huấn"), page=7)
    assert (notice.page, notice.row, notice.values["first"]) == (7, "3", 2)
    assert describe_all([notice]) == ["trang 7, dòng 3: số thứ tự 2 lặp lại (đã có ở dòng 2)"]


def test_a_column_mostly_empty() -> None:
    notices = told(*[row(str(i), product="" if i > 1 else "Báo cáo") for i in range(1, 8)])
    assert [(n.code, n.values["empty"], n.values["rows"]) for n in notices] == [("column-mostly-empty", 6, 7)]


def test_a_value_of_the_row_above_fills_the_column() -> None:
    rows = [row("1", product="Kế hoạch"), *[row(f"1.{i}", product="") for i in range(1, 8)]]
    assert told(*rows) == []


def test_a_deadline_before_the_day_of_issue() -> None:
    assert codes(told(row("1"), row("2", time="Trước ngày 15/01/2026"))) == [("deadline-before-issue", "2")]


def test_cells_that_nobody_understands() -> None:
    notices = told(row("1", time="31/4/2026"), row("2", unit="Hoàn thành trong tháng 5"), row("3", time="-", unit="…"))
    assert codes(notices) == [("unread-time", "1"), ("unread-unit", "2")]


def test_a_unit_misspelt_once() -> None:
    rows = [row(str(i)) for i in range(1, 8)] + [row("8", unit="Phòng Tổ chúc cán bộ")]
    (notice,) = told(*rows)
    assert (notice.code, notice.row, notice.values["like"]) == ("unit-misspelt", "8", UNITS[0])


@pytest.mark.parametrize("unit", ["Phòng Kế toán", "Văn phòng Cục", "Các phòng Tổ chức cán bộ"])
def test_another_unit_is_no_misspelling(unit: str) -> None:
    rows = [row(str(i), unit=UNITS[i % 2]) for i in range(1, 6)] + [row("6", unit=unit)]
    assert "unit-misspelt" not in {notice.code for notice in told(*rows)}


def test_names_of_one_unit_are_one() -> None:
    rows = [row(str(i), unit=UNITS[i % 2]) for i in range(1, 11)]
    assert told(*rows, row("11", unit="P. TCCB"), row("12", unit="VP Sở"), row("13", unit="phòng thuộc Sở")) == []


def test_units_that_appear_once_share_a_line() -> None:
    rows = [row(str(i), unit=UNITS[i % 2]) for i in range(1, 11)]
    notices = told(*rows, row("11", unit="Thanh tra Sở"), row("12", unit="Kho bạc Nhà nước"))
    assert codes(notices) == [("unit-once", "11"), ("unit-once", "12")]
    assert describe_all(notices) == [
        "2 đơn vị chỉ xuất hiện một lần, hãy kiểm tra tên: “Thanh tra Sở” (dòng 11), “Kho bạc Nhà nước” (dòng 12)"
    ]


def test_many_warnings_of_a_kind_are_cut_short_on_the_terminal() -> None:
    said = describe_all([Notice("unread-time", {"raw": "?"}, row=str(i)) for i in range(1, 9)])
    assert len(said) == 5 and said[-1].startswith("… và 4 cảnh báo cùng loại")


def test_no_task_is_the_only_fault_of_an_empty_table() -> None:
    assert codes(list(faults(INFO, []))) == [("no-tasks", None)]


def test_a_part_of_a_time_cell_that_no_deadline_has() -> None:
    assert codes(told(row("1", time="Quý I, 6"))) == [("time-partly-read", "1")]
    assert codes(told(row("1", time="Tháng 6, 45"))) == [("unread-time", "1")]  # a day? a month? unknown
    assert told(row("1", time="Tuần 1 tháng 6, 7, 8")) == []
    assert told(row("1", time="Quý II; Dự thảo lần 1: Tháng 3")) == []


@pytest.mark.parametrize("time", ["Trước ngày 30/2/2026", "Chậm nhất ngày 32/4/2026", "31/4/2026"])
def test_a_day_that_the_calendar_does_not_have(time: str) -> None:
    assert codes(told(row("1", time=time))) == [("unread-time", "1")]


@pytest.mark.parametrize("unit", ["???", "12345", "20.000.000"])
def test_what_is_no_name_is_no_unit(unit: str) -> None:
    assert codes(told(row("1", unit=unit))) == [("unread-unit", "1")]


def test_a_sub_row_has_no_parent_of_another_number() -> None:
    tables = read_tables([table(HEADER, row("4"), row("6.1"), row("6.2"))])
    assert [found.parent for found in tables[0].rows] == [None, None, None]


def test_a_table_without_lead_units_and_with_a_column_not_understood() -> None:
    header = ("TT", "Nội dung", "Cánh quân chủ lực", "Thời gian")
    tables = read_tables([table(header, ("1", "Khảo sát", "Văn phòng", "Quý I"))])
    drafts = [task_of_row(r, t, ("PL",), "", PlanTimes((2026,), None)) for t in tables for r in t.rows]
    (notice,) = faults(INFO, [draft.task for draft in drafts], drafts, tables)
    assert (notice.code, notice.values["columns"]) == ("columns-not-understood", "Cánh quân chủ lực")


def test_a_time_that_is_unknown_is_told_once() -> None:
    assert codes(told(row("1", time="Từ ngày 15/6 đến ngày 10/6/2026"))) == [("unread-time", "1")]


def test_a_day_whose_year_nobody_names_is_told() -> None:
    tables = read_tables([table(HEADER, row("1", time="Trước 30/6"), row("2", time="Trước 30/6/2026"))])
    drafts = [task_of_row(r, found, ("PL",), "", PlanTimes()) for found in tables for r in found.rows if r.is_item]
    notices = list(faults(DocumentInfo(), [draft.task for draft in drafts], drafts, tables))
    assert codes(notices) == [("year-unknown", "1")]
