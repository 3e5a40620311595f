"""Days without a year in a school year's plan fall in the half of the year that they belong to."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.deadlines import find_deadlines
from extractors.school_year import is_school_year, settle


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Nộp kế hoạch tổ chậm nhất ngày 20/9.", dt.date(2025, 9, 20)),
        ("Hoàn thành hồ sơ trước ngày 16/01.", dt.date(2026, 1, 16)),
        ("Gửi danh sách trước ngày 31/7.", dt.date(2026, 7, 31)),
        ("Gửi danh sách trước ngày 01/8.", dt.date(2025, 8, 1)),
    ],
)
def test_a_day_without_a_year_falls_once(text: str, end: dt.date) -> None:
    (deadline,) = settle(find_deadlines(text, years=(2025, 2026)), (2025, 2026))
    assert (deadline.kind, deadline.end, deadline.rrule) == ("date", end, None)


def test_what_recurs_in_words_stays_recurring() -> None:
    (deadline,) = settle(find_deadlines("Báo cáo trước ngày 15/12 hằng năm.", years=(2025, 2026)), (2025, 2026))
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
def test_only_a_school_year_is_one(title: str | None, years: tuple[int, ...], expected: bool) -> None:
    assert is_school_year(title, years) is expected
