"""Days without a year in a school year's plan fall in the half of the year that they belong to."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.plan_times import PlanTimes

SCHOOL = PlanTimes.of("Thực hiện nhiệm vụ năm học 2025 - 2026", (2025, 2026), None)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("Nộp kế hoạch tổ chậm nhất ngày 20/9.", "date", None, dt.date(2025, 9, 20)),
        ("Hoàn thành hồ sơ trước ngày 16/01.", "date", None, dt.date(2026, 1, 16)),
        ("Gửi danh sách trước ngày 31/7.", "date", None, dt.date(2026, 7, 31)),
        ("Gửi danh sách trước ngày 01/8.", "date", None, dt.date(2025, 8, 1)),
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


def test_a_year_in_the_title_is_not_that_of_issue() -> None:
    (deadline,) = PlanTimes.of("Tổ chức hội thi năm 2025", (2025,), dt.date(2025, 12, 20)).cell("Trước 15/01")
    assert (deadline.end, deadline.inferred) == (dt.date(2025, 1, 15), ("year",))


@pytest.mark.parametrize("heading", ["Năm 2027", "Tháng 5/2027:", "II. Quý II năm 2027", "Công tác năm 2027", "Quý II"])
def test_a_heading_of_one_year_gives_it_to_what_stands_below(heading: str) -> None:
    times = PlanTimes.of("Nâng cao chỉ số giai đoạn 2026 - 2028", (2026, 2027, 2028), None)
    (deadline,) = times.under(heading.removeprefix("II. ")).cell("Trước 30/6")
    of_heading = "2027" in heading and "Công tác" not in heading
    assert deadline.end == (dt.date(2027, 6, 30) if of_heading else None)
    assert deadline.kind == ("date" if of_heading else "recurring")
    assert deadline.inferred == ("year",)
