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
