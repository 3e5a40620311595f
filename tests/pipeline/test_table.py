from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from extractors.deadlines import Deadline
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.table import COLUMNS, due, place, rows, to_frame


def test_columns_are_those_of_the_appendix() -> None:
    assert COLUMNS["vi"][:6] == (
        "STT",
        "Nhiệm vụ",
        "Sản phẩm",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
    )
    assert COLUMNS["vi"][6:11] == ("Chỉ tiêu", "Hạn (ngày)", "Mục", "Trang", "Độ tin cậy")
    assert len(COLUMNS["en"]) == len(set(COLUMNS["en"])) == len(COLUMNS["vi"]) == len(set(COLUMNS["vi"]))


def test_other_columns_of_a_table_share_one(plan: Plan) -> None:
    task = dataclasses.replace(plan.tasks[0], extra={"note": "Chuyển tiếp", "Mã số": "A-01"})
    (row,) = rows(dataclasses.replace(plan, tasks=(task,)))
    assert row["Thông tin khác"] == "Ghi chú: Chuyển tiếp; Mã số: A-01"


def test_a_part_of_a_month_has_no_due_day(plan: Plan) -> None:
    first, last = dt.date(2025, 3, 1), dt.date(2025, 3, 31)
    part = Deadline("đầu tháng 3/2025", "month", first, last, inferred=("wider",))
    assert due(dataclasses.replace(plan.tasks[0], deadlines=(part,))) is None


def test_before_a_month_is_due_before_it_begins(plan: Plan) -> None:
    before = Deadline("trước tháng 12/2026", "month", dt.date(2026, 12, 1), dt.date(2026, 12, 31), "before")
    assert due(dataclasses.replace(plan.tasks[0], deadlines=(before,))) == dt.date(2026, 11, 30)


def test_what_to_check_is_said_in_words(plan: Plan) -> None:
    (deadline,) = (Deadline("trước 20/11", "date", None, dt.date(2025, 11, 20), "before", inferred=("year",)),)
    sure = dataclasses.replace(plan.tasks[0], doubts=("figure-left", "prose"), confidence=0.95, deadlines=(deadline,))
    unsure = dataclasses.replace(sure, confidence=0.6)
    first, second = rows(dataclasses.replace(plan, tasks=(sure, unsure)))
    assert first["Cần xem lại"] == "năm của thời hạn suy từ kế hoạch"
    assert second["Cần xem lại"] == "có con số chưa đọc thành chỉ tiêu; năm của thời hạn suy từ kế hoạch"
    (english,) = rows(dataclasses.replace(plan, tasks=(sure,)), "en")
    assert english["To check"] == "the deadline's year was taken from the plan"


def test_rows(plan: Plan) -> None:
    first, second, third = rows(plan)
    assert first == {
        "STT": 1,
        "Nhiệm vụ": "Kiểm tra văn bản của các xã",
        "Sản phẩm": "Kế hoạch kiểm tra; Báo cáo kết quả",
        "Đơn vị chủ trì": "Văn phòng Sở",
        "Đơn vị phối hợp": "Phòng Nội vụ; UBND các xã",
        "Thời gian hoàn thành": "Quý II/2025; trước ngày 20/02/2025",
        "Chỉ tiêu": "",
        "Hạn (ngày)": dt.date(2025, 2, 20),
        "Mục": "II/1 Nội dung",
        "Trang": 2,
        "Độ tin cậy": 0.97,
        "Loại": "Nhiệm vụ",
        "Thông tin khác": "",
        "Cần xem lại": "",
        "Mã": "a1",
    }
    assert second["STT"] == 2  # runs on although the printed number starts again
    assert second["Thời gian hoàn thành"] == "hằng tháng" and second["Hạn (ngày)"] is None
    assert (third["Chỉ tiêu"], third["Loại"]) == ("100%", "Chỉ tiêu")


def test_english_rows_and_another_separator(plan: Plan) -> None:
    first = rows(plan, "en", join="\n")[0]
    assert tuple(first) == COLUMNS["en"]
    assert first["Coordinating units"] == "Phòng Nội vụ\nUBND các xã"
    assert first["Kind"] == "Task"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_frame(plan: Plan, lang: str) -> None:
    frame = to_frame(plan, lang)
    assert tuple(frame.columns) == COLUMNS[lang]
    number, due_date, page, confidence = (frame[COLUMNS[lang][i]] for i in (0, 7, 9, 10))
    assert list(number) == [1, 2, 3]
    assert list(due_date) == [dt.date(2025, 2, 20), None, None]
    assert list(page.isna()) == [False, True, False] and page[0] == 2
    assert confidence.dtype == "float64"
    assert plan.to_frame(lang).equals(frame)


def test_frame_of_a_plan_without_tasks() -> None:
    frame = to_frame(Plan(DocumentInfo(), ()))
    assert tuple(frame.columns) == COLUMNS["vi"]
    assert len(frame) == 0
    assert frame["STT"].dtype == "int64"


@pytest.mark.parametrize(
    ("ends", "expected"),
    [((), None), ((None,), None), ((None, "2025-06-30"), "2025-06-30"), (("2025-06-30", "2025-03-31"), "2025-03-31")],
)
def test_due_is_the_earliest_end(ends: tuple[str | None, ...], expected: str | None) -> None:
    deadlines = tuple(Deadline("x", "date", None, dt.date.fromisoformat(end) if end else None) for end in ends)
    found = due(Task("1", "task", "x", deadlines=deadlines))
    assert found == (dt.date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize(
    ("path", "section", "expected"),
    [
        (("II", "2", "a"), "Chỉ tiêu", "II/2/a Chỉ tiêu"),
        (("PL",), None, "PL"),
        ((), "Năm 2025", "Năm 2025"),
        ((), None, ""),
    ],
)
def test_place(path: tuple[str, ...], section: str | None, expected: str) -> None:
    assert place(Task("1", "task", "x", section_path=path, section=section)) == expected
