"""The calendar: read back by `ical`, a parser that shares nothing with the library that wrote it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.todo import Todo

import pipeline
from benchmarks.deadline_phrases import phrases
from extractors.deadlines import Deadline, expand, find_deadlines
from extractors.rrules import frequency_rule, yearly_list_rule, yearly_rule, yearly_rule_before
from extractors.time_points import Point
from pipeline.errors import KehoachError
from pipeline.messages import CONTROL_TO_SPACE
from pipeline.plan_days import time_of
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.table import place
from pipeline.write.ics import write_ics
from pipeline.write.ics_rules import repetition
from tests.pipeline.strategies import PLANS, TEXT

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "plans"
CORPUS = sorted((ROOT / "corpus").glob("*.txt"))
REAL = sorted(path for path in SHARED.glob("*.pdf") if ".scan" not in path.name)
ABSENT = [pytest.param(SHARED, marks=pytest.mark.skip(reason=f"{SHARED} with the real plans is absent"))]
WRITTEN = dt.datetime(2025, 6, 15, 15, 6, 40, tzinfo=dt.UTC)
NAME = "KH"


@pytest.fixture(autouse=True, scope="module")
def _time_of_writing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(WRITTEN.timestamp())))
        yield


def written(plan: Plan, lang: str = "vi") -> bytes:
    stream = io.BytesIO()
    write_ics(plan, stream, lang)
    return stream.getvalue()


def read(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode("utf-8"))


def todos(plan: Plan, lang: str = "vi") -> list[Todo]:
    return list(read(written(plan, lang)).todos)


def plan_of(*deadlines: Deadline, years: tuple[int, ...] = (2025,), issued: dt.date | None = None) -> Plan:
    return Plan(
        DocumentInfo(title=NAME, years=years, issued=issued), (Task("a1", "task", "Rà soát", deadlines=deadlines),)
    )


def days(todo: Todo) -> list[dt.date]:
    """The due days of a to-do, those of a recurring one as the second parser counts them."""
    if todo.due is None:
        return []
    occurrences = todo.as_rrule()
    if occurrences is None:
        return [todo.due.date() if isinstance(todo.due, dt.datetime) else todo.due]
    assert isinstance(todo.due, dt.datetime) and isinstance(todo.dtstart, dt.datetime)
    length = todo.due - todo.dtstart
    ends = [start + length for start in occurrences if isinstance(start, dt.datetime)]
    assert all((end.hour, end.minute) == (23, 59) for end in ends)
    return [end.date() for end in ends]


# --- days -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "start", "due"),
    [
        ("Trước ngày 20/02/2025", None, "2025-02-20"),
        ("Chậm nhất ngày 15/11/2025", None, "2025-11-15"),
        ("Tháng 2/2025", "2025-02-01", "2025-02-28"),
        ("Quý II/2025", "2025-04-01", "2025-06-30"),
        ("Trước tháng 12/2025", None, "2025-11-30"),
        ("Từ ngày 25/8/2025 đến ngày 31/10/2025", "2025-08-25", "2025-10-31"),
        ("Từ nay đến 30/9/2025", None, "2025-09-30"),
        ("Từ ngày 25/8/2025", "2025-08-25", None),
        ("Đầu tháng 3/2025", None, None),
        ("Thường xuyên", None, None),
        ("Theo Kế hoạch của Thành phố", None, None),
        ("Khi có yêu cầu", None, None),
        ("Tuần đầu hằng tháng", None, None),
    ],
)
def test_due(text: str, start: str | None, due: str | None) -> None:
    found = find_deadlines(text, years=(2025,), cell=True)
    assert len(found) == 1
    (todo,) = todos(plan_of(*found))
    assert (todo.dtstart and todo.dtstart.isoformat(), todo.due and todo.due.isoformat()) == (start, due)
    assert not todo.recurring
    assert (todo.summary or "").endswith(f"[{text}]") == (due is None)
    assert f"Thời gian hoàn thành: {text}" in (todo.description or "")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;INTERVAL=3", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=FR"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30", "FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30"),
        ("FREQ=YEARLY;BYMONTH=2,6;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2,6;BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2,3;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ],
)
def test_rule(printed: str, expected: str) -> None:
    found = repetition(Deadline("x", "recurring", rrule=printed), (dt.date(2025, 1, 1), dt.date(2026, 12, 31)))
    assert found is not None and found.rule == f"{expected};UNTIL=20261231T235959" and not found.days


def test_days_that_no_one_rule_gives_are_listed() -> None:
    deadline = Deadline("ngày 29, 30 hằng tháng", "recurring", rrule="FREQ=MONTHLY;BYMONTHDAY=29,30")
    (todo,) = todos(plan_of(deadline, years=(2023, 2024)))
    assert todo.rrule is None and len(todo.rdate) == 12 * 4 - 2  # of either February one day
    assert days(todo) == expand(deadline, dt.date(2023, 1, 1), dt.date(2024, 12, 31))


WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAYS = [(), (5,), (29,), (30,), (31,), (5, 20), (15, 30), (30, 31), (29, 30), (10, 28, 30), (10, 20, 31)]


def made_rules() -> list[str]:
    """All that the grammar's own functions make of frequencies, points of the year, days, months and weekdays."""
    counts, units = range(1, 13), ("day", "week", "month", "quarter", "year")
    rules = {frequency_rule(unit, n, k) for unit, n, k in itertools.product(units, counts, counts)}
    points = [Point("date", None, (m, d), (m, d)) for m in counts for d in (1, 15, 28, 29, 30, 31) if m != 2 or d < 30]
    months = [Point("month", None, (m, 1), (m, 0)) for m in counts]
    rules |= {rule(point) for point in [*points, *months] for rule in (yearly_rule, yearly_rule_before)}
    lists = [*itertools.combinations(months, 1), *itertools.combinations(months[1::2], 2), months[2::3], months]
    for some, days_of, before in itertools.product(lists, DAYS, (False, True)):
        rules.add(yearly_list_rule(some, days_of, before=before))
    rules |= {f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days_of))}" for days_of in DAYS if days_of}
    pairs = [",".join(two) for two in itertools.combinations(WEEK, 2)]
    rules |= {f"FREQ=WEEKLY;INTERVAL={n};BYDAY={two}" for n in (2, 3) for two in pairs}
    rules |= {f"FREQ=WEEKLY;BYDAY={','.join(some)}" for n in (1, 2, 5) for some in itertools.combinations(WEEK, n)}
    rules |= {f"FREQ=MONTHLY;BYDAY={nth}{day}" for nth in (-1, 1, 2, 3, 4, 5) for day in WEEK}
    return sorted(rules)


RULES = made_rules()
WINDOWS = [((2025,), None, None), ((2023, 2024), None, None), ((2024, 2025, 2026, 2027, 2028), None, None),
           ((2026,), dt.date(2026, 3, 17), None), ((2026,), None, dt.date(2026, 8, 30)),
           ((2024,), dt.date(2024, 2, 29), dt.date(2025, 2, 28))]  # fmt: skip


@pytest.mark.parametrize(("years", "start", "end"), WINDOWS)
def test_days_of_every_rule(years: tuple[int, ...], start: dt.date | None, end: dt.date | None) -> None:
    assert len(RULES) > 400
    deadlines = [Deadline("x", "recurring", start, end, rrule=rule) for rule in RULES]
    first, last = start or dt.date(years[0], 1, 1), end or dt.date(years[-1], 12, 31)
    found = todos(plan_of(*deadlines, years=years))
    assert len(found) == len(deadlines)
    wrong = [d.rrule for d, todo in zip(deadlines, found, strict=True) if days(todo) != expand(d, first, last)]
    assert wrong == []
    listed = {d.rrule for d, todo in zip(deadlines, found, strict=True) if todo.rdate}
    assert len(listed) < len(RULES) / 50  # few days must be listed one by one


FOUND = [d for p in phrases() for d in find_deadlines(p.text, years=(2026,), issued=dt.date(2026, 1, 15), cell=p.cell)]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([d for d in FOUND if d.rrule]) | st.builds(
        lambda rule, day: Deadline("x", "recurring", day, rrule=rule),
        st.sampled_from(RULES), st.none() | st.dates(dt.date(2019, 1, 1), dt.date(2031, 1, 1)),
    ),
    st.integers(2020, 2030), st.integers(0, 5),
)  # fmt: skip
def test_days_are_those_of_the_deadline(deadline: Deadline, year: int, more: int) -> None:
    plan = plan_of(deadline, years=tuple(range(year, year + more + 1)))
    window = time_of(plan.document, deadline)
    (todo,) = todos(plan)
    assert window is not None and days(todo) == expand(deadline, *window)


def test_every_phrase_of_the_grammar_has_its_days() -> None:
    plan = plan_of(*FOUND, years=(2026,))
    wrong = []
    for deadline, todo in zip(FOUND, todos(plan), strict=True):
        window = time_of(plan.document, deadline) if deadline.rrule else (dt.date.min, dt.date.max)
        if window is None or days(todo) != expand(deadline, *window):
            wrong.append((deadline.raw, deadline.rrule or deadline.kind))
    assert len(FOUND) > 500 and wrong == []


def test_the_time_of_a_plan() -> None:
    free, issued = Deadline("hằng tháng", "recurring", rrule="FREQ=MONTHLY"), dt.date(2025, 3, 10)
    assert days(todos(plan_of(free, years=(), issued=issued))[0])[0] == dt.date(2025, 3, 31)  # nothing was due before
    own = dataclasses.replace(free, start=dt.date(2025, 4, 1), end=dt.date(2026, 6, 30))
    assert [day.isoformat() for day in days(todos(plan_of(own))[0])][::14] == ["2025-04-30", "2026-06-30"]


def test_a_school_year_ends_in_the_summer() -> None:
    quarterly = Deadline("hằng quý", "recurring", rrule="FREQ=MONTHLY;INTERVAL=3")
    plan = plan_of(quarterly, years=(2025, 2026), issued=dt.date(2025, 9, 5))
    document = dataclasses.replace(plan.document, title="Kế hoạch giáo dục năm học 2025 - 2026")
    (todo,) = todos(dataclasses.replace(plan, document=document))
    assert [day.isoformat() for day in days(todo)] == ["2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30"]


@pytest.mark.parametrize(
    ("rule", "years", "said"),
    [
        ("FREQ=MONTHLY", (), "Không rõ kế hoạch của năm nào"),
        ("FREQ=DAILY", (1000, 3000), "Không rõ kế hoạch của năm nào"),
        ("FREQ=DAILY", (-5, 2025), "Không rõ kế hoạch của năm nào"),
        ("FREQ=DAILY;INTERVAL=0", (2025,), "Kế hoạch không nêu ngày cụ thể"),
        ("FREQ=SECONDLY", (2025,), "Kế hoạch không nêu ngày cụ thể"),
        ("FREQ=WEEKLY;BYDAY=1MO", (2025,), "Kế hoạch không nêu ngày cụ thể"),
        ("FREQ=MONTHLY\r\nATTENDEE:x", (2025,), "Kế hoạch không nêu ngày cụ thể"),
        ("", (2025,), "Kế hoạch không nêu ngày cụ thể"),
    ],
)
def test_no_day_is_invented(rule: str, years: tuple[int, ...], said: str) -> None:
    (todo,) = todos(plan_of(Deadline("hằng tháng", "recurring", rrule=rule), years=years))
    assert (todo.dtstart, todo.due, todo.rrule, todo.rdate) == (None, None, None, [])
    assert said in (todo.description or "") and "[hằng tháng]" in (todo.summary or "")


# --- words ------------------------------------------------------------------------------------------------------------


def test_what_a_to_do_says(plan: Plan) -> None:
    quarter, day, monthly = todos(plan)
    assert quarter.summary == "Kiểm tra văn bản của các xã – Văn phòng Sở"
    assert (quarter.description or "").splitlines() == [
        "Nhiệm vụ: Kiểm tra văn bản của các xã",
        "Sản phẩm: Kế hoạch kiểm tra; Báo cáo kết quả",
        "Đơn vị chủ trì: Văn phòng Sở",
        "Đơn vị phối hợp: Phòng Nội vụ; UBND các xã",
        "Thời gian hoàn thành: Quý II/2025",
        "Mục: II/1 Nội dung",
        "Trang: 2",
        "Kế hoạch: 12/KH-STP Công tác kiểm tra văn bản năm 2025",
    ]
    assert quarter.categories == ["II/1 Nội dung"]
    assert "Thời gian hoàn thành: trước ngày 20/02/2025\n(Phải xong trước ngày ghi trong lịch)" in (
        day.description or ""
    )
    assert "hằng tháng\n(Kế hoạch không nêu ngày; hạn trong lịch là ngày cuối mỗi kỳ)" in (monthly.description or "")
    for todo in (quarter, day, monthly):
        assert (todo.organizer, todo.attendees, todo.status, todo.priority) == (None, [], None, None)
    calendar = read(written(plan))
    assert calendar.method is None
    assert b"X-WR-CALNAME:12/KH-STP C\xc3\xb4ng t\xc3\xa1c" in written(plan).replace(b"\r\n ", b"")
    assert "Task: Kiểm tra văn bản của các xã\nProducts:" in (todos(plan, "en")[0].description or "")


@pytest.mark.parametrize(
    ("deadline", "task", "said"),
    [
        (Deadline("trước 20/11", "date", None, dt.date(2025, 11, 20), "before", inferred=("year",)), {},
         "Cần xem lại: năm của thời hạn suy từ kế hoạch"),
        (Deadline("20/11/2025", "date", None, dt.date(2025, 11, 20)), {"confidence": 0.5, "doubts": ("doer-left",)},
         "Cần xem lại: Độ tin cậy 50%: hãy đối chiếu với kế hoạch; câu có thể nêu người thực hiện chưa đọc được"),
        (Deadline("20/11/2025", "date", None, dt.date(2025, 11, 20)), {}, ""),
        (Deadline("02 tuần/lần", "recurring", rrule="FREQ=WEEKLY;INTERVAL=2"), {},
         "hạn trong lịch là thứ Sáu)\n(Kế hoạch không nêu kỳ đầu tiên; lịch tính từ ngày 03/01/2025)"),
        (Deadline("quý", "recurring", rrule="FREQ=MONTHLY;INTERVAL=3"), {}, "là ngày cuối mỗi kỳ)\nKế hoạch: KH"),
    ],
)  # fmt: skip
def test_doubtful_days_are_told(deadline: Deadline, task: dict[str, object], said: str) -> None:
    plan = plan_of(deadline)
    plan = dataclasses.replace(plan, tasks=(dataclasses.replace(plan.tasks[0], **task),))  # type: ignore[arg-type]  # a table's row
    description = todos(plan)[0].description or ""
    assert said in description if said else "Cần xem lại" not in description


def test_remarks_are_of_the_deadline_alone() -> None:
    inferred = Deadline("20/11", "date", None, dt.date(2025, 11, 20), inferred=("year",))
    printed = Deadline("20/12/2025", "date", None, dt.date(2025, 12, 20))
    first, second = todos(plan_of(inferred, printed))
    assert "Cần xem lại" in (first.description or "") and "Cần xem lại" not in (second.description or "")


def test_long_texts_are_cut_at_a_word_in_the_summary_only() -> None:
    plan = plan_of(Deadline("Thường xuyên", "ongoing"))
    long = "Kiểm tra, rà soát " * 2000
    task = dataclasses.replace(plan.tasks[0], task=long, lead_units=("Văn phòng", "Phòng Nội vụ"), section=long)
    (todo,) = todos(dataclasses.replace(plan, tasks=(task,)))
    assert todo.summary is not None and len(todo.summary) < 130
    assert todo.summary.endswith("rà soát… – Văn phòng +1 [Thường xuyên]")
    assert long.strip() in (todo.description or "")


def test_a_plan_without_deadlines_is_an_empty_calendar(plan: Plan) -> None:
    bare = dataclasses.replace(plan, tasks=plan.tasks[2:], removed=plan.tasks[:2])
    assert todos(bare) == []


# --- the file ---------------------------------------------------------------------------------------------------------


def checked_lines(content: bytes) -> None:
    """RFC 5545, 3.1: lines end with CRLF, have at most 75 octets and no control characters, letters are whole."""
    assert content.endswith(b"\r\n")
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert not any(octet < 32 or octet == 127 for octet in line)
        line.decode("utf-8")


ODD = "\\,;:nN\"'\r\n\t\x0b\x0c\x00\x07\x1c\x7f\x85\u2028ạBEGIN \ud800\udce9"
"""What calendars escape, where parsers part lines, and what cannot be written."""


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_any_plan_is_a_calendar(plan: Plan) -> None:
    for lang in ("vi", "en"):
        content = written(plan, lang)
        assert content == written(plan, lang)
        checked_lines(content)
        found = read(content).todos
        assert len(found) == sum(len(task.deadlines) for task in plan.tasks)
        assert len({todo.uid for todo in found}) == len(found)
        for todo in found:
            assert todo.dtstart is None or todo.due is None or todo.dtstart < todo.due


ODD = "\\,;:nN\"'\r\n\t\x0b\x0c\x00\x07\x1c\x7f\x85\u2028ạBEGIN \ud800\udce9"
"""What calendars escape, where parsers part lines, and what cannot be written."""


NOT_WRITTEN = ("Cs", "Zl", "Zp")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(ODD), max_size=60) | TEXT)
@example("D:\\Nội dung\\nháp; a, b\\")
def test_strangers_texts_come_back(text: str) -> None:
    plan = plan_of(Deadline(text, "ongoing"))
    task = dataclasses.replace(plan.tasks[0], task=f"x{text}", section=text, lead_units=("Văn phòng",))
    content = written(Plan(dataclasses.replace(plan.document, title=text, number=text), (task,)))
    checked_lines(content)
    (todo,) = read(content).todos
    said = (todo.description or "").partition("\nĐơn vị chủ trì")[0].removeprefix("Nhiệm vụ: ")
    letters = [c for c in f"x{text}" if ord(c) not in CONTROL_TO_SPACE and unicodedata.category(c) not in NOT_WRITTEN]
    assert [c for c in said if c not in " \n\ufffd"] == [c for c in letters if c not in " \ufffd"]
    assert content.count(b"BEGIN:") == 2


def test_ids_that_repeat_or_hold_anything() -> None:
    deadline = Deadline("Thường xuyên", "ongoing")
    ids = ["a", "a", "a.2", "", "", "x\r\ny", "\udce9", "ạ" * 500]
    tasks = tuple(Task(own, "task", "Rà soát", deadlines=(deadline, deadline)) for own in ids)
    found = todos(Plan(DocumentInfo(title=NAME), tasks))
    key = DocumentInfo(title=NAME).key
    assert len({todo.uid for todo in found}) == 16
    assert [todo.uid for todo in found[:4]] == [f"{key}-{own}@kehoach" for own in ("a-1", "a-2", "a.2-1", "a.2-2")]
    assert all(todo.uid.isascii() and len(todo.uid) < 100 for todo in found)


@pytest.mark.parametrize(
    ("value", "stamp", "sequence"),
    [("1750000000", dt.datetime(2025, 6, 15, 15, 6, 40), 172163200), ("0", dt.datetime(1970, 1, 1), 0),
     ("99999999999", dt.datetime(5138, 11, 16, 9, 46, 39), 2**31 - 1)],
)  # fmt: skip
def test_the_time_of_writing(
    value: str, stamp: dt.datetime, sequence: int, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    todo = todos(plan)[0]
    assert (todo.dtstamp, todo.last_modified) == (stamp.replace(tzinfo=dt.UTC),) * 2
    assert todo.sequence == sequence


def test_the_time_of_writing_is_now_where_nothing_says(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    stamp = todos(plan)[0].dtstamp
    assert isinstance(stamp, dt.datetime) and abs(dt.datetime.now(dt.UTC) - stamp) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("value", ["hôm nay", "1e9", "9" * 30])
def test_a_wrong_time_of_writing(value: str, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(KehoachError, match="bad-source-date"):
        written(plan)


# --- importing again --------------------------------------------------------------------------------------------------


def imported(store: dict[str, Todo], found: Iterable[Todo]) -> None:
    """What an importer does (RFC 5546, 2.1.5): of two to-dos with one UID the one with the higher SEQUENCE stays, then
    the one with the later DTSTAMP."""
    for todo in found:
        known = store.get(todo.uid)
        if known is None or (todo.sequence or 0, str(todo.dtstamp)) > (known.sequence or 0, str(known.dtstamp)):
            store[todo.uid] = todo


def test_a_second_import_updates_and_does_not_double(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    store: dict[str, Todo] = {}
    old = todos(plan)
    imported(store, old)
    imported(store, todos(plan))
    assert list(store.values()) == old
    moved = Deadline("trước ngày 05/3/2025", "date", None, dt.date(2025, 3, 5), "before")
    first = dataclasses.replace(plan.tasks[0], deadlines=(plan.tasks[0].deadlines[0], moved))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(WRITTEN.timestamp()) + 1))
    imported(store, todos(dataclasses.replace(plan, tasks=(first, *plan.tasks[1:]))))
    assert list(store) == [todo.uid for todo in old]
    assert [todo.due for todo in store.values()] == [old[0].due, dt.date(2025, 3, 5), old[2].due]
    imported(store, old)  # an old file changes nothing back
    assert store[old[1].uid].due == dt.date(2025, 3, 5)


# --- plans ------------------------------------------------------------------------------------------------------------


@cache
def extracted(path: Path) -> Plan:
    return pipeline.extract(path, ner=False)


@pytest.mark.parametrize("path", [*CORPUS, *(REAL or ABSENT)], ids=lambda path: path.name)
def test_calendars_of_plans(path: Path) -> None:
    plan = extracted(path)
    content = written(plan)
    checked_lines(content)
    found = read(content).todos
    of_tasks = [(task, deadline) for task in plan.tasks for deadline in task.deadlines]
    assert len(found) == len(of_tasks) > 0
    for todo, (task, deadline) in zip(found, of_tasks, strict=True):
        if deadline.rrule is None:
            assert days(todo) == ([deadline.due] if deadline.due else [])
        else:
            window = time_of(plan.document, deadline)
            issued = plan.document.issued or dt.date.min
            assert days(todo) == ([day for day in expand(deadline, *window) if day >= issued] if window else [])
        assert f": {' '.join(task.task.split())}" in " ".join((todo.description or "").split())
        # `ical` parts categories at escaped commas too (RFC 5545, 3.3.11 does not)
        category = ",".join(todo.categories).replace("\\,", ",")
        assert place(task).startswith(category.removesuffix("…"))
