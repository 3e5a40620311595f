"""The due days of a deadline between two days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.deadlines import Deadline, expand, find_deadlines
from tests.extractors.test_deadlines import attacks

YEAR = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def days(text: str, start: dt.date = YEAR[0], end: dt.date = YEAR[1]) -> list[str]:
    found = find_deadlines(text, years=(2026,), issued=dt.date(2026, 1, 15), cell=True)
    return [day.strftime("%d/%m") for deadline in found for day in expand(deadline, start, end)]


ENDS = ["31/01", "28/02", "31/03", "30/04", "31/05", "30/06", "31/07", "31/08", "30/09", "31/10", "30/11", "31/12"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trước ngày 20/11/2026", ["20/11"]),
        ("Tháng 2/2026", ["28/02"]),
        ("Quý I, II/2026", ["31/03", "30/06"]),
        ("6 tháng đầu năm 2026", ["30/06"]),
        ("Năm 2026", ["31/12"]),
        ("Từ ngày 25/8/2026 đến ngày 31/10/2026", ["31/10"]),
        ("Từ ngày 25/8/2026", []),
        ("Trước ngày 20/11/2027", []),
        ("100 ngày kể từ ngày ban hành Kế hoạch", ["25/04"]),
        ("Hằng tháng", ENDS),
        ("Hằng quý", ENDS[2::3]),
        ("Định kỳ 6 tháng", ["30/06", "31/12"]),
        ("Hằng năm", ["31/12"]),
        ("Ngày 15 hằng tháng", [f"15/{month:02}" for month in range(1, 13)]),
        ("Ngày 31 hằng tháng", ENDS),
        ("Ngày 30 hằng tháng", ["30/01", "28/02", *(f"30/{month:02}" for month in range(3, 13))]),
        ("Trước ngày 15/12 hằng năm", ["15/12"]),
        ("Ngày 15 của tháng cuối quý", ["15/03", "15/06", "15/09", "15/12"]),
        ("Thường xuyên", []),
        ("Khi có yêu cầu", []),
        ("Từ ngày 15/6 đến ngày 10/6/2026", []),
        ("Trước tháng 12/2026", ["30/11"]),
        ("Trước tháng 6", ["31/05"]),
        ("Trước Quý III/2026", ["30/06"]),
        ("Trước năm 2027", ["31/12"]),
        ("Trước tháng 01/2026", []),
        ("Trước tháng 12 hằng năm", ["30/11"]),
        ("Tháng 3, 6, 9, 12 hằng năm", ["31/03", "30/06", "30/09", "31/12"]),
        ("Ngày 05 các tháng 3, 6 hằng năm", ["05/03", "05/06"]),
        ("Quý I, III hằng năm", ["31/03", "30/09"]),
        ("Học kỳ I", []),
    ],
)
def test_due_days_of_a_year(text: str, expected: list[str]) -> None:
    assert days(text) == expected


JUNE = dt.date(2026, 6, 1), dt.date(2026, 6, 30)  # 1/6/2026 is a Monday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hằng ngày", [f"{day:02}/06" for day in range(1, 31)]),
        ("Hằng tuần", ["05/06", "12/06", "19/06", "26/06"]),
        ("Sáng thứ Hai hằng tuần", ["01/06", "08/06", "15/06", "22/06", "29/06"]),
        ("02 tuần một lần", ["05/06", "19/06"]),
        ("Thứ 7, chủ nhật hằng tuần", ["06/06", "07/06", "13/06", "14/06", "20/06", "21/06", "27/06", "28/06"]),
        ("Sáng thứ Hai tuần đầu tiên hằng tháng", ["01/06"]),
        ("Thứ Sáu cuối cùng hằng tháng", ["26/06"]),
    ],
)
def test_due_days_of_weeks(text: str, expected: list[str]) -> None:
    assert days(text, *JUNE) == expected


def test_the_phase_of_two_weeks_is_that_of_the_deadline_where_it_has_one() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2"
    free = Deadline("02 tuần/lần", "recurring", rrule=rule)
    own = Deadline("02 tuần/lần từ 25/5/2026", "recurring", start=dt.date(2026, 5, 25), rrule=rule)
    assert [d.day for d in expand(free, *JUNE)] == [5, 19]
    assert [d.day for d in expand(own, *JUNE)] == [12, 26]


def test_a_rule_ends_with_its_deadline() -> None:
    until = Deadline("hằng tháng", "recurring", end=dt.date(2026, 3, 15), rrule="FREQ=MONTHLY")
    assert expand(until, *YEAR) == [dt.date(2026, 1, 31), dt.date(2026, 2, 28)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=YEARLY;INTERVAL=2", ["31/12/2026", "31/12/2028"]),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=30", ["30/06/2026", "30/06/2028"]),
        ("FREQ=MONTHLY;INTERVAL=18", ["30/06/2027", "31/12/2028"]),
        ("FREQ=MONTHLY;INTERVAL=24", ["31/12/2027"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["28/02/2026", "28/02/2027", "29/02/2028"]),
        ("FREQ=MONTHLY;BYDAY=1FR;COUNT=2", ["02/01/2026", "06/02/2026"]),
    ],
)
def test_rules_of_several_years(rule: str, expected: list[str]) -> None:
    found = expand(Deadline("x", "recurring", rrule=rule), dt.date(2026, 1, 1), dt.date(2028, 12, 31))
    assert [day.strftime("%d/%m/%Y") for day in found] == expected


@pytest.mark.parametrize(
    "text", ["Trước tháng 12/2026", "Trước quý II/2026", "Trước năm 2027", "Trước 6 tháng cuối năm 2026"]
)
def test_before_a_window_ends_with_the_day_before_it(text: str) -> None:
    (found,) = find_deadlines(text, years=(2026,), issued=dt.date(2026, 1, 15), cell=True)
    assert found.bound == "before" and found.start is not None
    assert found.due == found.start - dt.timedelta(days=1)


FOUND = [
    deadline
    for heading, text, _ in attacks()
    for deadline in find_deadlines(text, years=(2026,), issued=dt.date(2026, 1, 15), cell=heading == "cells")
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FOUND), st.dates(dt.date(1990, 1, 1), dt.date(2200, 1, 1)), st.integers(-30, 1500))
def test_due_days_are_sorted_unique_and_inside(deadline: Deadline, start: dt.date, length: int) -> None:
    end = start + dt.timedelta(days=length)
    found = expand(deadline, start, end)
    assert found == sorted(set(found))
    assert all(start <= day <= end for day in found)
    if deadline.rrule and "INTERVAL" not in deadline.rrule and length > 366:
        assert found
        # the days of a part are those of the whole that fall into it
        middle = start + dt.timedelta(days=length // 2)
        assert expand(deadline, start, middle) == [day for day in found if day <= middle]


def test_the_last_day_of_the_calendar_is_no_error() -> None:
    for rule in ("FREQ=MONTHLY;INTERVAL=18", "FREQ=WEEKLY", "FREQ=YEARLY;INTERVAL=3"):
        deadline = Deadline("x", "recurring", rrule=rule)
        assert all(d <= dt.date.max for d in expand(deadline, dt.date(9999, 6, 1), dt.date.max))
        assert expand(deadline, dt.date.min, dt.date(1, 1, 20)) is not None
