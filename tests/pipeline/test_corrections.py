"""What a person changes in a table comes back as corrections, and stays when the plan is read again."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.deadlines import Deadline
from extractors.plan_times import PlanTimes
from extractors.targets import Target
from pipeline import extract
from pipeline.corrections import Applied, carry_corrections
from pipeline.records import Correction, DocumentInfo, Plan, Task
from pipeline.stored_tables import read_edited, read_stored
from pipeline.table import COLUMNS
from pipeline.write import write

ROOT = Path(__file__).parents[2]
INFO = DocumentInfo(
    file="kh.pdf", sha256="1" * 64, format="pdf", number="12/KH-SNV", issuer="Sở Nội vụ", title="Kế hoạch năm 2026",
    years=(2026,), issued=dt.date(2026, 1, 5),
)  # fmt: skip
TIMES = PlanTimes.of(INFO.title, INFO.years, INFO.issued)
FIRST = 7
"""The row of the first task on the sheet: four lines, the names of the columns and a section stand above it."""


def task(number: int, text: str, times: str = "", **values: Any) -> Task:
    return Task(
        f"{number:012x}", "task", text, section="Nội dung", section_path=("II",), deadlines=TIMES.cell(times),
        **values,
    )  # fmt: skip


@pytest.fixture
def work() -> Plan:
    tasks = (
        task(
            1, "Rà soát văn bản", "Trước ngày 30/6/2026", lead_units=("Phòng Pháp chế",), products=("Báo cáo rà soát",)
        ),
        task(2, "Tập huấn nghiệp vụ", "Quý II; 31/12/2026", targets=(Target("90%", ">=", 90, "%"),)),
        task(3, "Báo cáo kết quả", "hằng tháng", same_as=(f"{4:012x}",)),
        task(4, "Kiểm tra công vụ", "Khi có yêu cầu", origins={"deadlines": "table"}, doubts=("open-time",)),
    )
    return Plan(INFO, tasks)


def column(name: str) -> int:
    return COLUMNS["vi"].index(name) + 1


def edited(plan: Plan, path: Path, change: Callable[[Any], None], by: str = "Trần Thị Lan") -> Path:
    """The workbook of the plan after a person has changed its first sheet."""
    write(plan, path)
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.properties.lastModifiedBy = by
    book.save(path)
    return path


def applied(plan: Plan, path: Path, change: Callable[[Any], None], to: Plan | None = None) -> Applied:
    table = read_edited(edited(plan, path, change))
    assert table is not None
    return table.applied_to(to or plan)


def setting(row: int, **cells: Any) -> Callable[[Any], None]:
    """A change of cells of the task in that row, from 0, by the names of `NAMES`."""

    def change(sheet: Any) -> None:
        for name, value in cells.items():
            sheet.cell(FIRST + row, column(NAMES[name])).value = value

    return change


NAMES = {
    "task": "Nhiệm vụ", "products": "Sản phẩm", "lead": "Đơn vị chủ trì", "helpers": "Đơn vị phối hợp",
    "time": "Thời gian hoàn thành", "targets": "Chỉ tiêu", "due": "Hạn (ngày)", "place": "Mục", "kind": "Loại",
    "extra": "Thông tin khác", "remarks": "Cần xem lại", "id": "Mã",
}  # fmt: skip


# --- cells ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "field", "was", "now"),
    [
        ({"task": "Rà soát, hệ thống hóa văn bản"}, "task", "Rà soát văn bản", "Rà soát, hệ thống hóa văn bản"),
        ({"products": "Báo cáo rà soát;\nTờ trình"}, "products", ["Báo cáo rà soát"], ["Báo cáo rà soát", "Tờ trình"]),
        ({"products": None}, "products", ["Báo cáo rà soát"], []),
        ({"lead": "Văn phòng Sở"}, "lead_units", ["Phòng Pháp chế"], ["Văn phòng Sở"]),
        ({"helpers": "Sở Tài chính\nCông an tỉnh"}, "coordinating_units", [], ["Sở Tài chính", "Công an tỉnh"]),
        ({"kind": "Chỉ tiêu"}, "kind", "task", "target"),
        ({"extra": "Ghi chú: đã trình"}, "extra", {}, {"note": "đã trình"}),
    ],
)
def test_a_changed_cell_is_a_correction(
    work: Plan, tmp_path: Path, cells: dict[str, Any], field: str, was: object, now: object
) -> None:
    result = applied(work, tmp_path / "a.xlsx", setting(0, **cells))
    record = result.plan.to_dict()["tasks"][0]
    assert record[field] == now and record["origins"][field] == "person" and record["corrected"]
    (correction,) = record["corrections"]
    assert (correction["field"], correction["was"], correction["by"]) == (field, was, "Trần Thị Lan")
    assert dt.datetime.fromisoformat(correction["at"]).tzinfo is not None
    assert record["id"] == work.tasks[0].id
    assert result.plan.tasks[1:] == work.tasks[1:] and not result.notices
    assert [(change.row, change.field) for change in result.changes] == [(1, field)]


def test_units_get_their_canonical_names(work: Plan, tmp_path: Path) -> None:
    after = applied(work, tmp_path / "a.xlsx", setting(0, lead="UBND tỉnh")).plan.tasks[0]
    assert [(unit.name, unit.canonical, unit.role) for unit in after.units] == [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh", "lead")
    ]


@pytest.mark.parametrize(
    ("row", "cells", "said", "notice"),
    [
        # words alone: read as the plan's own
        (0, {"time": "Trước ngày 15/7"}, [("Trước ngày 15/7", "date", "2026-07-15")], None),
        (1, {"time": "Quý II;\n30/11/2026"}, 
         [("Quý II", "quarter", "2026-06-30"), ("30/11/2026", "date", "2026-11-30")], None),
        (0, {"time": None, "due": None}, [], None),
        # the day alone: that of the deadline which fell due then
        (0, {"due": dt.datetime(2026, 8, 1)}, [("Trước ngày 30/6/2026", "date", "2026-08-01")], None),
        (0, {"due": "1/8/2026"}, [("Trước ngày 30/6/2026", "date", "2026-08-01")], None),
        (3, {"due": dt.datetime(2026, 8, 1)}, [("Khi có yêu cầu", "date", "2026-08-01")], None),
        (0, {"due": None}, [("Trước ngày 30/6/2026", "unknown", None)], None),
        # the earlier of two is moved, but not behind the other
        (1, {"due": dt.datetime(2026, 5, 31)}, 
         [("Quý II", "date", "2026-05-31"), ("31/12/2026", "date", "2026-12-31")], None),
        (1, {"due": dt.datetime(2027, 1, 31)}, 
         [("Quý II", "quarter", "2026-06-30"), ("31/12/2026", "date", "2026-12-31")], "due-ambiguous"),
        (2, {"due": dt.datetime(2026, 8, 1)}, [("hằng tháng", "recurring", None)], "due-ambiguous"),
        # both: they must agree, else there is no day
        (0, {"time": "Tháng 9", "due": dt.datetime(2026, 9, 30)}, [("Tháng 9", "month", "2026-09-30")], None),
        (0, {"time": "Tháng 9", "due": dt.datetime(2026, 10, 31)}, [("Tháng 9", "unknown", None)], "due-differs"),
        (0, {"due": "cuối năm"}, [("Trước ngày 30/6/2026", "date", "2026-06-30")], "due-not-read"),
    ],
)  # fmt: skip
def test_times(
    work: Plan,
    tmp_path: Path,
    row: int,
    cells: dict[str, Any],
    said: list[tuple[str, str, str | None]],
    notice: str | None,
) -> None:
    result = applied(work, tmp_path / "a.xlsx", setting(row, **cells))
    deadlines = result.plan.to_dict()["tasks"][row]["deadlines"]
    assert [(d["raw"], d["kind"], d["end"]) for d in deadlines] == said
    assert [(n.code, n.row) for n in result.notices] == ([(notice, str(row + 1))] if notice else [])


def test_a_moved_day_keeps_its_bound(work: Plan, tmp_path: Path) -> None:
    after = applied(work, tmp_path / "a.xlsx", setting(0, due=dt.datetime(2026, 8, 1))).plan.tasks[0]
    assert [(d.bound, d.due) for d in after.deadlines] == [("before", dt.date(2026, 8, 1))]


def test_a_corrected_field_is_doubted_no_more(work: Plan, tmp_path: Path) -> None:
    doubted = dataclasses.replace(work.tasks[0], doubts=("prose", "doer-left"), confidence=0.31)
    work = dataclasses.replace(work, tasks=(doubted, *work.tasks[1:]))
    after = applied(work, tmp_path / "a.xlsx", setting(0, lead="Văn phòng Sở")).plan.tasks[0]
    assert "prose" in after.doubts and after.confidence > 0.8


def test_what_the_program_itself_says_is_not_taken(work: Plan, tmp_path: Path) -> None:
    table = read_edited(edited(work, tmp_path / "a.xlsx", setting(0, remarks="đã xem")))
    assert table is not None
    assert not table.edits(work) and table.edits(work).untaken == {"remarks": 1}


def test_a_value_that_is_put_back_is_no_correction(work: Plan, tmp_path: Path) -> None:
    once = applied(work, tmp_path / "a.xlsx", setting(0, lead="Văn phòng Sở")).plan
    assert once.tasks[0].corrected
    again = applied(once, tmp_path / "b.xlsx", setting(0, lead="Phòng Pháp chế")).plan
    assert not again.tasks[0].corrected and again.tasks[0].lead_units == ("Phòng Pháp chế",)


def test_a_second_correction_keeps_what_the_plan_said(work: Plan, tmp_path: Path) -> None:
    once = applied(work, tmp_path / "a.xlsx", setting(0, lead="Văn phòng Sở")).plan
    twice = applied(once, tmp_path / "b.xlsx", setting(0, lead="Thanh tra Sở")).plan
    assert [(c.field, c.was) for c in twice.tasks[0].corrections] == [("lead_units", ["Phòng Pháp chế"])]
    assert twice.tasks[0].lead_units == ("Thanh tra Sở",)


# --- rows and columns -------------------------------------------------------------------------------------------------


def test_rows_may_be_sorted_copied_added_and_removed(work: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 3)]
        first, second, third, _ = rows
        copy = [*second]
        copy[1] = "Tập huấn nghiệp vụ cho cấp xã"
        new: list[Any] = [None, "Sơ kết Kế hoạch", None, "Văn phòng Sở", None, "Tháng 7"]
        for row, values in enumerate([third, second, copy, new, first], FIRST):
            for index in range(len(COLUMNS["vi"])):
                sheet.cell(row, index + 1).value = values[index] if index < len(values) else None

    result = applied(work, tmp_path / "a.xlsx", change)
    assert [t.task for t in result.plan.tasks] == [
        "Rà soát văn bản", "Tập huấn nghiệp vụ", "Tập huấn nghiệp vụ cho cấp xã", "Sơ kết Kế hoạch", "Báo cáo kết quả"
    ]  # fmt: skip
    assert [t.task for t in result.plan.removed] == ["Kiểm tra công vụ"]
    assert [c.field for c in result.plan.removed[0].corrections] == ["removed"]
    new = result.plan.tasks[3]
    assert (new.corrections[0].field, new.corrections[0].was) == ("added", work.tasks[1].id)
    assert [d.end for d in new.deadlines] == [dt.date(2026, 7, 31)] and new.lead_units == ("Văn phòng Sở",)
    ids = [t.id for t in result.plan.tasks]
    assert len(set(ids)) == 5 and ids[:2] == [t.id for t in work.tasks[:2]]
    assert result.plan.tasks[4].same_as == ()  # the row it was linked with is gone


def test_a_column_of_a_persons_own(work: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(FIRST - 2, 17).value = "Người theo dõi"
        sheet.cell(FIRST + 1, 17).value = "Lan"

    result = applied(work, tmp_path / "a.xlsx", change)
    assert [dict(t.extra) for t in result.plan.tasks] == [{}, {"Người theo dõi": "Lan"}, {}, {}]


def test_columns_that_are_gone_change_nothing(work: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for name in ("Mã", "Sản phẩm", "Hạn (ngày)"):
            at = [cell.value for cell in sheet[FIRST - 2]].index(name) + 1
            sheet.delete_cols(at)

    assert applied(work, tmp_path / "a.xlsx", change).changes == ()


def test_a_row_whose_id_is_gone_is_known_by_its_text(work: Plan, tmp_path: Path) -> None:
    result = applied(work, tmp_path / "a.xlsx", setting(0, id=None, lead="Văn phòng Sở"))
    assert [(c.row, c.field) for c in result.changes] == [(1, "lead_units")]


def test_a_table_of_an_older_reading(work: Plan, tmp_path: Path) -> None:
    """The plan was read again since: only what the person changed is taken, and told where both changed."""
    newer = dataclasses.replace(
        work,
        tasks=(
            dataclasses.replace(work.tasks[0], products=("Báo cáo",), lead_units=("Ban Pháp chế",)),
            *work.tasks[1:3],
        ),
    )
    path = tmp_path / "a.xlsx"

    def change(sheet: Any) -> None:
        setting(0, lead="Văn phòng Sở")(sheet)
        setting(3, lead="Thanh tra Sở")(sheet)

    result = applied(work, path, change, newer)
    assert (result.plan.tasks[0].products, result.plan.tasks[0].lead_units) == (("Báo cáo",), ("Văn phòng Sở",))
    assert [(n.code, n.row) for n in result.notices] == [("correction-conflict", "1"), ("correction-without-row", None)]
    assert len(result.plan.tasks) == 3


def test_a_csv_holds_corrections_too(work: Plan, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write(work, path)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    rows[1][3] = "Văn phòng Sở"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    table = read_edited(path)
    assert table is not None
    result = table.applied_to(work)
    assert [(c.row, c.field, c.after) for c in result.changes] == [(1, "lead_units", ["Văn phòng Sở"])]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["demo.pdf", "ministry.docx", "school.txt", "phong-vhxh.docx"])
def test_a_table_that_nobody_changed_has_no_corrections(tmp_path: Path, name: str, lang: str) -> None:
    plan = extract(ROOT / "corpus" / name, ner=False)
    for format in ("xlsx", "csv"):
        write(plan, tmp_path / f"a.{format}", lang=lang)
        table = read_edited(tmp_path / f"a.{format}")
        assert table is not None and not table.edits(plan) and not table.edits(plan).untaken
    read = read_stored(tmp_path / "a.xlsx")
    assert read is not None and read.to_dict() == plan.to_dict()


def test_a_table_applied_twice_changes_nothing_more(work: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        setting(0, lead="Văn phòng Sở")(sheet)
        for row in (4, 5):  # two new rows of the same words
            sheet.cell(FIRST + row, 2).value = "Việc mới"

    path = edited(work, tmp_path / "a.xlsx", change)
    table = read_edited(path)
    assert table is not None
    once = table.applied_to(work)
    assert [t.task for t in once.plan.tasks][-2:] == ["Việc mới"] * 2 and len({t.id for t in once.plan.tasks}) == 6
    again = table.applied_to(once.plan)
    assert again.plan.to_dict() == once.plan.to_dict() and not again.changes and not again.notices
    # the row is changed in the same workbook, and applied again
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(FIRST + 4, 4).value = "Thanh tra Sở"
    book.save(path)
    table = read_edited(path)
    assert table is not None
    more = table.applied_to(once.plan)
    assert [(c.row, c.field) for c in more.changes] == [(5, "lead_units")] and len(more.plan.tasks) == 6


def test_a_new_row_is_in_the_section_of_the_row_above(work: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(FIRST + 4, 2).value = "Việc mới"

    new = applied(work, tmp_path / "a.xlsx", change).plan.tasks[-1]
    assert (new.section_path, new.section, new.origins["task"]) == (("II",), "Nội dung", "person")


@pytest.mark.parametrize(
    ("renamed", "missing"),
    [
        ({"Nhiệm vụ": "Nội dung công việc", "Đơn vị chủ trì": "Cơ quan chủ trì"}, ()),
        ({"Đơn vị chủ trì": "Ai làm"}, ()),
        ({"Thời gian hoàn thành": "Xong khi nào"}, ()),
        ({"Chỉ tiêu": None}, ("targets",)),
    ],
)
def test_columns_that_a_person_renamed(
    work: Plan, tmp_path: Path, renamed: dict[str, str | None], missing: tuple[str, ...]
) -> None:
    leads = tuple(dataclasses.replace(t, lead_units=(f"Phòng {i}",)) for i, t in enumerate(work.tasks))
    work = dataclasses.replace(work, tasks=leads)

    def change(sheet: Any) -> None:
        setting(3, lead="Văn phòng Sở")(sheet)
        for cell in sheet[FIRST - 2]:
            cell.value = renamed.get(cell.value, cell.value)

    table = read_edited(edited(work, tmp_path / "a.xlsx", change))
    assert table is not None and table.edits(work).missing == missing
    assert [(c.row, c.field, c.after) for c in table.applied_to(work).changes] == [(4, "lead_units", ["Văn phòng Sở"])]


@pytest.mark.parametrize("change", ["moved", "header gone"])
def test_the_sheet_of_records_is_never_the_edited_one(work: Plan, tmp_path: Path, change: str) -> None:
    path = edited(work, tmp_path / "a.xlsx", setting(0, lead="Văn phòng Sở"))
    book = openpyxl.load_workbook(path)
    if change == "moved":
        book.move_sheet(book.worksheets[0], 2)
    else:
        for cell in book.worksheets[0][FIRST - 2]:
            cell.value = None
    book.save(path)
    table = read_edited(path)
    assert table is not None
    changes = [] if table.grid is None else [(c.row, c.field) for c in table.applied_to(work).changes]
    assert changes == ([(1, "lead_units")] if change == "moved" else [])


def test_rows_of_equal_text_are_told_apart_by_their_other_cells(work: Plan, tmp_path: Path) -> None:
    alike = tuple(task(i, "Như nhau", f"Tháng {i}/2026") for i in (3, 6, 9))

    def change(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 2)]
        for row, values in enumerate(reversed(rows), FIRST):
            for index, value in enumerate(values[:-1], 1):
                sheet.cell(row, index).value = value
            sheet.cell(row, len(values)).value = None

    assert applied(dataclasses.replace(work, tasks=alike), tmp_path / "a.xlsx", change).changes == ()


def test_what_is_cleared_or_unknown_is_told(work: Plan, tmp_path: Path) -> None:
    result = applied(work, tmp_path / "a.xlsx", setting(0, task=None, kind="Mục tiêu"))
    assert result.changes == () and {n.code for n in result.notices} == {"task-cleared", "kind-not-read"}


def test_two_columns_of_one_name_are_both_kept(work: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for column, text in ((17, "một"), (18, "hai")):
            sheet.cell(FIRST - 2, column).value = "Ghi nhận"
            sheet.cell(FIRST, column).value = text

    assert applied(work, tmp_path / "a.xlsx", change).plan.tasks[0].extra == {"Ghi nhận": "một; hai"}


@pytest.mark.parametrize("said", ["ngày 30 tháng 9 năm 2026", "Trước 30/9/2026"])
def test_a_due_day_in_words(work: Plan, tmp_path: Path, said: str) -> None:
    (deadline,) = applied(work, tmp_path / "a.xlsx", setting(0, due=said)).plan.tasks[0].deadlines
    assert deadline.end == dt.date(2026, 9, 30)


@pytest.mark.parametrize("said", ["chưa rõ", "30/9", "31/02/2026", 46295])
def test_no_day_in_a_row_without_one_is_told(work: Plan, tmp_path: Path, said: object) -> None:
    result = applied(work, tmp_path / "a.xlsx", setting(3, due=said))
    assert [n.code for n in result.notices] == ["due-not-read"] and not result.changes


def test_a_day_far_from_the_plan_is_none(work: Plan, tmp_path: Path) -> None:
    result = applied(work, tmp_path / "a.xlsx", setting(0, due=dt.datetime(1900, 1, 30)))
    assert [n.code for n in result.notices] == ["due-not-read"] and not result.changes


def test_american_texts_among_days(tmp_path: Path) -> None:
    days = [dt.date(2026, 1, 20), dt.date(2026, 2, 25), dt.date(2026, 3, 30), dt.date(2026, 7, 10), dt.date(2026, 8, 9)]
    plan = Plan(INFO, tuple(task(i, f"Việc {i}", f"ngày {day:%d/%m/%Y}") for i, day in enumerate(days)))

    def change(sheet: Any) -> None:
        for row, day in enumerate(days[:3]):
            setting(row, due=f"{day.month}/{day.day}/{day.year}")(sheet)
        setting(4, due=dt.datetime(2027, 3, 4))(sheet)

    result = applied(plan, tmp_path / "a.xlsx", change)
    assert not result.changes and [(n.code, n.row) for n in result.notices] == [("due-not-read", "5")]


def test_a_row_that_the_records_have_lost_is_not_added(work: Plan, tmp_path: Path) -> None:
    path = edited(work, tmp_path / "a.xlsx", setting(0, lead="Văn phòng Sở"))
    book = openpyxl.load_workbook(path)
    book.worksheets[1].delete_rows(3)
    book.save(path)
    table = read_edited(path)
    assert table is not None
    result = table.applied_to(work)
    assert [(c.row, c.field) for c in result.changes] == [(1, "lead_units")]
    assert [n.code for n in result.notices] == ["correction-without-row"] and len(result.plan.tasks) == 4


def test_removed_rows_keep_their_order_and_their_units(work: Plan, tmp_path: Path) -> None:
    def strike(row: int) -> Callable[[Any], None]:
        return lambda sheet: [setattr(cell, "value", None) for cell in sheet[FIRST + row]] and None

    once = applied(work, tmp_path / "a.xlsx", setting(2, lead="UBND các xã")).plan
    twice = applied(once, tmp_path / "b.xlsx", strike(2)).plan
    thrice = applied(twice, tmp_path / "c.xlsx", strike(0)).plan
    again = carry_corrections(thrice, work).plan
    assert again.to_dict() == thrice.to_dict()
    assert [t.task for t in again.removed] == ["Báo cáo kết quả", "Rà soát văn bản"]
    assert [u.name for u in again.removed[0].units] == ["UBND các xã"]


def test_a_person_types_a_target(work: Plan, tmp_path: Path) -> None:
    after = applied(work, tmp_path / "a.xlsx", setting(0, targets="100% hồ sơ được số hóa")).plan.tasks[0]
    assert [(t.raw, t.value, t.unit) for t in after.targets] == [("100% hồ sơ được số hóa", 100, "%")]


def test_american_days_of_a_csv_are_known_by_the_plan(tmp_path: Path) -> None:
    days = (dt.date(2026, 4, 3), dt.date(2026, 6, 5), dt.date(2026, 8, 7))
    tasks = tuple(task(i, f"Việc {i}", f"ngày {day:%d/%m/%Y}") for i, day in enumerate(days))
    plan = Plan(INFO, tasks)
    write(plan, tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    for day in days:
        text = text.replace(day.isoformat(), f"{day.month}/{day.day}/{day.year}")
    (tmp_path / "a.csv").write_text(text, encoding="utf-8-sig")
    table = read_edited(tmp_path / "a.csv")
    assert table is not None and not table.edits(plan)


def test_a_csv_of_before_takes_nothing_back(work: Plan, tmp_path: Path) -> None:
    write(work, tmp_path / "old.csv")

    def change(sheet: Any) -> None:
        setting(0, lead="Văn phòng Sở")(sheet)
        sheet.delete_rows(FIRST + 2)

    now = applied(work, tmp_path / "a.xlsx", change).plan
    table = read_edited(tmp_path / "old.csv")
    assert table is not None
    result = table.applied_to(now)
    assert result.plan.to_dict() == now.to_dict() and not result.changes
    assert {n.code for n in result.notices} == {"table-is-older", "row-was-removed"}


def test_a_correction_that_is_taken_back_leaves_the_doubts(work: Plan, tmp_path: Path) -> None:
    doubted = dataclasses.replace(work.tasks[0], doubts=("prose", "doer-left"), confidence=0.29)
    work = dataclasses.replace(work, tasks=(doubted, *work.tasks[1:]))
    rated = applied(work, tmp_path / "x.xlsx", setting(0, products="Tờ trình")).plan.tasks[0].confidence
    once = applied(work, tmp_path / "a.xlsx", setting(0, lead="Văn phòng Sở")).plan
    assert once.tasks[0].confidence > rated
    again = applied(once, tmp_path / "b.xlsx", setting(0, lead="Phòng Pháp chế")).plan
    assert (again.tasks[0].confidence, again.tasks[0].doubts) == (rated, doubted.doubts)


# --- the plan is read again -------------------------------------------------------------------------------------------


def test_corrections_stay_when_the_plan_is_read_again(work: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        setting(0, lead="Văn phòng Sở", due=dt.datetime(2026, 8, 1))(sheet)
        setting(1, task="Tập huấn nghiệp vụ công tác văn thư")(sheet)
        sheet.cell(FIRST + 4, 2).value = "Việc mới"
        sheet.delete_rows(FIRST + 3)

    old = applied(work, tmp_path / "a.xlsx", change).plan
    again = carry_corrections(old, work)
    assert again.plan.to_dict() == old.to_dict() and not again.notices
    assert carry_corrections(again.plan, work).plan.to_dict() == old.to_dict()


def test_a_new_reading_is_told_and_becomes_what_was_there(work: Plan, tmp_path: Path) -> None:
    old = applied(work, tmp_path / "a.xlsx", setting(0, lead="Văn phòng Sở")).plan
    newer = dataclasses.replace(
        work, tasks=(dataclasses.replace(work.tasks[0], lead_units=("Ban Pháp chế",)), *work.tasks[1:])
    )
    again = carry_corrections(old, newer)
    assert again.plan.tasks[0].lead_units == ("Văn phòng Sở",)
    assert again.plan.tasks[0].corrections[0].was == ["Ban Pháp chế"]
    assert [(n.code, n.row) for n in again.notices] == [("correction-reading-differs", "1")]


def test_a_corrected_row_that_is_gone_is_kept_and_told(work: Plan, tmp_path: Path) -> None:
    old = applied(work, tmp_path / "a.xlsx", setting(2, lead="Văn phòng Sở")).plan
    again = carry_corrections(old, dataclasses.replace(work, tasks=(*work.tasks[:2], work.tasks[3])))
    assert [t.task for t in again.plan.tasks] == [
        "Rà soát văn bản", "Tập huấn nghiệp vụ", "Báo cáo kết quả", "Kiểm tra công vụ"
    ]  # fmt: skip
    assert [n.code for n in again.notices] == ["correction-without-row"]


def test_a_row_with_another_id_is_known_by_its_text(work: Plan, tmp_path: Path) -> None:
    old = applied(work, tmp_path / "a.xlsx", setting(1, task="Khác hẳn")).plan
    newer = dataclasses.replace(work, tasks=tuple(dataclasses.replace(t, id=f"f{t.id[1:]}") for t in work.tasks))
    again = carry_corrections(old, newer)
    assert again.plan.tasks[1].task == "Khác hẳn" and not again.notices and len(again.plan.tasks) == 4


SAID = ("rà", "soát", "báo", "cáo", "kế", "hoạch", "tỉnh,", "(xã)", "2026", "“đề", "án”", "Sở", "-", "5%")


def test_of_two_corrections_the_later_stays(work: Plan) -> None:
    def of(lead: str, at: str) -> Plan:
        known = dataclasses.replace(
            work.tasks[0], lead_units=(lead,), corrections=(Correction("lead_units", ["Phòng Pháp chế"], "An", at),)
        )
        return dataclasses.replace(work, tasks=(known, *work.tasks[1:]))

    earlier, later = of("B", "2026-03-01T08:00:00Z"), of("C", "2026-03-02T08:00:00Z")
    for old, new in ((earlier, later), (later, earlier)):
        carried = carry_corrections(old, new).plan.tasks[0]
        assert carried.lead_units == ("C",) and carried.corrections == later.tasks[0].corrections


def test_what_the_plan_itself_now_says_is_no_correction(work: Plan, tmp_path: Path) -> None:
    old = applied(work, tmp_path / "a.xlsx", setting(0, lead="Văn phòng Sở")).plan
    newer = dataclasses.replace(
        work, tasks=(dataclasses.replace(work.tasks[0], lead_units=("Văn phòng Sở",)), *work.tasks[1:])
    )
    assert not carry_corrections(old, newer).plan.tasks[0].corrected


def test_a_removed_row_that_comes_back_stays_removed(work: Plan, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        setting(3, lead="Văn phòng Sở")(sheet)
        sheet.delete_rows(FIRST + 3)

    old = applied(work, tmp_path / "a.xlsx", change).plan
    without = carry_corrections(old, dataclasses.replace(work, tasks=work.tasks[:3])).plan
    back = carry_corrections(without, work).plan
    assert [t.task for t in back.tasks] == [t.task for t in work.tasks[:3]]
    assert [t.task for t in back.removed] == ["Kiểm tra công vụ"]


def test_a_repeated_text_keeps_its_correction_in_its_section(work: Plan, tmp_path: Path) -> None:
    def of(*sections: str) -> Plan:
        rows = [dataclasses.replace(task(i, "Báo cáo kết quả"), section=name) for i, name in enumerate(sections, 1)]
        return dataclasses.replace(work, tasks=tuple(rows))

    old = applied(of("A", "B"), tmp_path / "a.xlsx", lambda sheet: setting(2, lead="Văn phòng Sở")(sheet)).plan
    assert [t.lead_units for t in old.tasks] == [(), ("Văn phòng Sở",)]
    again = carry_corrections(old, of("mới", "A", "B")).plan
    assert [t.lead_units for t in again.tasks] == [(), (), ("Văn phòng Sở",)]


WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=6)
TEXT = WORDS.map(" ".join)
UNITS = st.lists(st.sampled_from(["Sở Y tế", "Văn phòng UBND tỉnh", "Công an tỉnh"]), unique=True, max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(row=st.integers(0, 3), text=TEXT, units=UNITS, day=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)))
def test_any_change_of_cells_comes_back(
    work: Plan, tmp_path: Path, row: int, text: str, units: list[str], day: dt.date
) -> None:
    cells = {
        "task": text,
        "lead": ";\n".join(units),
        "time": f"ngày {day:%d/%m/%Y}",
        "due": dt.datetime(*day.timetuple()[:3]),
    }
    result = applied(work, tmp_path / "a.xlsx", setting(row, **cells))
    after = result.plan.tasks[row]
    assert (after.task, list(after.lead_units), [d.end for d in after.deadlines]) == (text, units, [day])
    assert [t for i, t in enumerate(result.plan.tasks) if i != row] == [t for i, t in enumerate(work.tasks) if i != row]
    assert carry_corrections(result.plan, work).plan.to_dict() == result.plan.to_dict()


def test_the_record_of_a_correction() -> None:
    known = Task("a", "task", "x", deadlines=(Deadline("x", "unknown"),), corrections=(Correction("task", "y"),))
    assert known.corrected and known.to_dict()["corrections"] == [{"field": "task", "was": "y", "by": None, "at": None}]
