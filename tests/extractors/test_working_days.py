"""Working days between the public holidays of Viet Nam."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.deadlines import find_deadlines
from extractors.working_days import working_days_after


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        ("2025-02-10", 5, "2025-02-17"),
        ("2025-02-07", 1, "2025-02-10"),  # a Friday
        ("2026-02-12", 5, "2026-02-26"),  # Tết lies between
        ("2026-04-24", 5, "2026-05-06"),  # Giỗ Tổ on a Sunday, 30/4, 1/5
        ("2026-08-21", 3, "2026-08-25"),  # a Saturday worked for the Monday before 2/9
        ("2027-06-10", 5, "2027-06-17"),  # no holiday near
        ("2027-01-20", 5, None),  # Tết 2027: its days off are not fixed yet
        ("2026-12-15", 30, None),
        ("2026-01-15", 5, "2026-01-22"),
        ("2025-12-25", 5, None),  # the Friday after New Year 2026, which was worked on 10/01
        ("2026-01-08", 3, None),
        ("2026-11-12", 3, None),  # a Monday before a holiday
        ("2025-04-28", 5, "2025-05-08"),  # a Friday whose Saturday is known
        ("2150-06-10", 5, None),
        ("1999-06-10", 5, None),
    ],
)
def test_working_days_after(day: str, count: int, due: str | None) -> None:
    assert working_days_after(dt.date.fromisoformat(day), count) == (dt.date.fromisoformat(due) if due else None)


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(2012, 1, 1), dt.date(2026, 6, 1)), st.integers(1, 60))
def test_a_working_day_comes_later_and_is_none_of_rest(day: dt.date, count: int) -> None:
    due, later = working_days_after(day, count), working_days_after(day, count + 1)
    assert due is None or due >= day + dt.timedelta(days=count)
    assert later is None or (due is not None and later > due)


FROM_ISSUE = [
    ("trong 05 ngày làm việc kể từ ngày ban hành Kế hoạch", "2025-02-17", ("issued", "holidays")),
    ("chậm nhất 05 ngày làm việc kể từ ngày ký ban hành", "2025-02-17", ("issued", "holidays")),
    ("sau 05 ngày làm việc kể từ ngày Kế hoạch có hiệu lực", "2025-02-17", ("issued", "holidays")),
    ("trong 05 ngày kể từ ngày ký", "2025-02-15", ("issued",)),
    ("trong 02 tuần kể từ ngày ban hành Kế hoạch này", "2025-02-24", ("issued",)),
    ("trong 03 tháng kể từ ngày Kế hoạch được ban hành", "2025-05-10", ("issued",)),
    ("trong 05 ngày làm việc kể từ ngày nhận được Kế hoạch này", None, ()),
    ("trong 05 ngày làm việc kể từ ngày ban hành Quyết định phê duyệt", None, ()),
]


@pytest.mark.parametrize("cell", [True, False])
@pytest.mark.parametrize(("phrase", "due", "inferred"), FROM_ISSUE)
def test_days_counted_from_the_issue(phrase: str, due: str | None, inferred: tuple[str, ...], cell: bool) -> None:
    text = phrase.capitalize() if cell else f"Hoàn thành hồ sơ {phrase}."
    (found,) = find_deadlines(text, years=(2025,), issued=dt.date(2025, 2, 10), cell=cell)
    assert (found.kind, found.end and found.end.isoformat()) == ("date" if due else "conditional", due)
    assert found.inferred == inferred


def test_neither_calendar_is_loaded_before_it_is_needed() -> None:
    code = "import sys, extractors.deadlines as d; d.find_deadlines('Trước ngày 30/6/2026', years=(2026,)); "
    code += "print([m for m in ('holidays', 'dateutil') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("phrase", "due", "inferred"),
    [
        ("trong 45 ngày, kể từ ngày 15/3/2025", "2025-04-29", ()),
        ("trong 03 tháng kể từ ngày 30/11/2025", "2026-02-28", ()),
        ("trong 02 tuần kể từ ngày 01/3", "2025-03-15", ("year",)),
        ("trong 05 ngày làm việc kể từ ngày 10/3/2025", "2025-03-17", ("holidays",)),
        ("trong 05 ngày làm việc kể từ ngày 28/12/2026", None, ()),  # Tết and the swaps of 2027 are not fixed yet
        ("trong 30 ngày kể từ ngày 15/3/2025 của Quyết định", None, ()),
    ],
)
def test_days_counted_from_a_printed_day(phrase: str, due: str | None, inferred: tuple[str, ...]) -> None:
    (found,) = find_deadlines(f"Hoàn thành hồ sơ {phrase}.", years=(2025,), issued=dt.date(2025, 2, 10))
    assert (found.kind, found.end and found.end.isoformat()) == ("date" if due else "conditional", due)
    assert found.inferred == inferred
