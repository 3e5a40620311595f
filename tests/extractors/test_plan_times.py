"""Days without a year in a school year's plan fall in the half of the year that they belong to."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.deadlines import find_deadlines
from extractors.plan_times import PlanTimes

SCHOOL = PlanTimes.of("Thực hiện nhiệm vụ năm học 2025 - 2026", (2025, 2026), None)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("Nộp kế hoạch tổ chậm nhất ngày 20/9.", "date", None, dt.date(2025, 9, 20)),
        ("Hoàn thành hồ sơ trước ngày 16/01.", "date", None, dt.date(2026, 1, 16)),
        ("Gửi danh sách trước ngày 31/5.", "date", None, dt.date(2026, 5, 31)),
        ("Gửi danh sách trước ngày 01/9.", "date", None, dt.date(2025, 9, 1)),
        ("Gửi danh sách trước ngày 15/10/2024.", "date", None, dt.date(2024, 10, 15)),
        ("Thi học kỳ từ 20/12 đến 31/12.", "period", dt.date(2025, 12, 20), dt.date(2025, 12, 31)),
    ],
)
def test_a_day_without_a_year_falls_once(text: str, kind: str, start: dt.date | None, end: dt.date) -> None:
    (deadline,) = SCHOOL.prose(text)
    assert (deadline.kind, deadline.start, deadline.end, deadline.rrule) == (kind, start, end, None)


def test_what_recurs_in_words_stays_recurring() -> None:
    (deadline,) = SCHOOL.prose("Báo cáo trước ngày 15/12 hằng năm.")
    assert deadline.kind == "recurring" and deadline.end is None


@pytest.mark.parametrize(
    ("title", "years", "expected"),
    [
        ("Thực hiện nhiệm vụ năm học 2025 - 2026", (2025, 2026), True),
        ("Nâng cao chỉ số năm 2025, 2026", (2025, 2026), False),
        ("Thực hiện nhiệm vụ năm học 2025 - 2026", (2025,), False),
        (None, (2025, 2026), False),
    ],
)
def test_only_a_school_year_has_halves(title: str | None, years: tuple[int, ...], expected: bool) -> None:
    assert PlanTimes.of(title, years, None).school_year is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cả năm", "period None..None"),  # of the school year, not of one of its calendar years
        ("Từ tháng 10 đến tháng 4", "period 2025-10-01..2026-04-30"),
        ("Quý II", "quarter 2026-04-01..2026-06-30"),
        ("6 tháng cuối năm", "half 2025-07-01..2025-12-31"),
    ],
)
def test_windows_of_a_school_year(text: str, expected: str) -> None:
    (deadline,) = SCHOOL.cell(text)
    assert f"{deadline.kind} {deadline.start}..{deadline.end}" == expected
    assert deadline.inferred == (("year",) if deadline.end else ())


@pytest.mark.parametrize(
    ("issued", "text", "end", "inferred"),
    [
        (dt.date(2025, 12, 20), "Gửi danh sách trước ngày 15/01.", dt.date(2026, 1, 15), ("year",)),
        (dt.date(2025, 12, 20), "Gửi danh sách trước ngày 25/12.", dt.date(2025, 12, 25), ("year",)),
        (dt.date(2025, 3, 10), "Gửi danh sách trước ngày 05/3.", dt.date(2025, 3, 5), ("year",)),  # issued late
        (dt.date(2025, 12, 20), "Gửi danh sách trước ngày 15/01/2026.", dt.date(2026, 1, 15), ()),
    ],
)
def test_a_title_without_a_year_takes_the_next_such_day_after_issue(
    issued: dt.date, text: str, end: dt.date, inferred: tuple[str, ...]
) -> None:
    (deadline,) = PlanTimes.of("Tổ chức đợt cao điểm", (issued.year,), issued).prose(text)
    assert (deadline.end, deadline.inferred) == (end, inferred)


@pytest.mark.parametrize(
    ("issued", "text", "expected"),
    [
        # a day that is over when the plan is issued: of the next year if it comes soon, after the last quarter
        (dt.date(2025, 12, 20), "Gửi trước ngày 15/01.", "date None..2026-01-15"),
        (dt.date(2025, 12, 20), "Gửi trước ngày 10/12.", "date None..2025-12-10"),  # issued late
        (dt.date(2025, 12, 20), "Gửi trước ngày 10/10.", "unknown None..None"),
        (dt.date(2025, 12, 20), "Triển khai từ 05/01 đến 15/01.", "period 2026-01-05..2026-01-15"),
        (dt.date(2025, 5, 20), "Gửi trước ngày 15/01.", "unknown None..None"),
        (
            dt.date(2025, 5, 20),
            "Hoàn thành trong quý I.",
            "quarter 2025-01-01..2025-03-31",
        ),  # told of in a year's table
        (dt.date(2026, 1, 20), "Gửi trước ngày 15/02.", "date None..2026-02-15"),
        (dt.date(2025, 5, 20), "Gửi trước ngày 15/01/2025.", "date None..2025-01-15"),
    ],
)
def test_a_day_before_the_plan_s_own_issue(issued: dt.date, text: str, expected: str) -> None:
    (deadline,) = PlanTimes.of("Tổ chức hội thi năm 2025", (2025,), issued).prose(text)
    assert f"{deadline.kind} {deadline.start}..{deadline.end}" == expected


@pytest.mark.parametrize(
    ("issued", "text", "end"),
    [
        (dt.date(2025, 6, 20), "Tuyển sinh xong trước ngày 31/7.", dt.date(2025, 7, 31)),
        (dt.date(2025, 6, 20), "Gửi trước ngày 15/6.", dt.date(2026, 6, 15)),
        (dt.date(2025, 9, 10), "Tuyển sinh xong trước ngày 31/7.", dt.date(2026, 7, 31)),
        (dt.date(2025, 9, 10), "Gửi trước ngày 25/8.", dt.date(2025, 8, 25)),  # issued late
        (dt.date(2025, 9, 10), "Gửi trước ngày 01/8.", None),
        (None, "Gửi trước ngày 31/7.", None),  # before or after it?
    ],
)
def test_the_summer_at_either_end_of_a_school_year(issued: dt.date | None, text: str, end: dt.date | None) -> None:
    (deadline,) = PlanTimes.of("Nhiệm vụ năm học 2025 - 2026", (2025, 2026), issued).prose(text)
    assert (deadline.kind, deadline.end) == ("date" if end else "unknown", end)


def test_the_next_year_of_a_plan_of_several_is_each_next_year() -> None:
    (deadline,) = find_deadlines("Gửi trước ngày 31/3 năm sau.", years=(2026, 2027, 2028))
    assert (deadline.kind, deadline.rrule) == ("recurring", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31")


def test_a_year_that_opens_the_statement_is_that_of_its_days() -> None:
    (deadline,) = find_deadlines("Năm 2027, trước ngày 15/12 hoàn thành đề án.", years=(2026, 2027, 2028))
    assert (deadline.kind, deadline.end, deadline.bound) == ("date", dt.date(2027, 12, 15), "before")


@pytest.mark.parametrize("heading", ["Năm 2027", "Tháng 5/2027:", "II. Quý II năm 2027", "Công tác năm 2027", "Quý II"])
def test_a_heading_of_one_year_gives_it_to_what_stands_below(heading: str) -> None:
    times = PlanTimes.of("Nâng cao chỉ số giai đoạn 2026 - 2028", (2026, 2027, 2028), None)
    (deadline,) = times.under(heading.removeprefix("II. ")).cell("Trước 30/6")
    of_heading = "2027" in heading and "Công tác" not in heading
    assert deadline.end == (dt.date(2027, 6, 30) if of_heading else None)
    assert deadline.kind == ("date" if of_heading else "recurring")
    assert deadline.inferred == ("year",)


@pytest.mark.parametrize(
    ("years", "heading", "text", "end"),
    [
        ((2026,), "Tháng 12/2025", "Gửi trước ngày 25/12.", dt.date(2025, 12, 25)),
        ((2026,), "Tháng 12/2025", "Gửi trước ngày 15/01.", dt.date(2026, 1, 15)),  # soon after it
        ((2026,), "Tháng 12/2025", "Gửi trước ngày 20/11.", None),  # of which year?
        ((2026,), "Quý IV/2026", "Gửi trước ngày 15/01.", dt.date(2027, 1, 15)),
        ((2026,), "Quý I/2026", "Gửi trước ngày 15/12.", dt.date(2026, 12, 15)),  # the plan has this year alone
        ((2026, 2027, 2028), "Tháng 5/2027", "Gửi trước ngày 15/6.", dt.date(2027, 6, 15)),
        ((2026, 2027, 2028), "Tháng 5/2027", "Gửi trước ngày 15/3.", None),
    ],
)
def test_a_day_outside_the_time_of_its_heading(
    years: tuple[int, ...], heading: str, text: str, end: dt.date | None
) -> None:
    times = PlanTimes.of(f"Kế hoạch năm {years[0]}", years, dt.date(2025, 12, 10)).under(heading)
    (deadline,) = times.prose(text)
    assert (deadline.kind, deadline.end) == ("date" if end else "unknown", end)


@pytest.mark.parametrize(
    "heading", ["Đến năm 2030", "Từ năm 2026 trở đi", "Năm 2026 và những năm tiếp theo", "Từ nay đến 31/12/2028"]
)
def test_an_open_heading_gives_no_year(heading: str) -> None:
    times = PlanTimes.of("Chuyển đổi số giai đoạn 2026 - 2030", (2026, 2027, 2028, 2029, 2030), None)
    assert times.under(heading) is times


@pytest.mark.parametrize("heading", ["Tháng 9/2025", "Học kỳ I: từ 05/9/2025 đến 31/12/2025", "Năm 2025"])
def test_a_heading_gives_no_year_to_the_halves_of_a_school_year(heading: str) -> None:
    (deadline,) = SCHOOL.under(heading).prose("Gửi danh sách trước 15/01.")
    assert deadline.end == dt.date(2026, 1, 15)
