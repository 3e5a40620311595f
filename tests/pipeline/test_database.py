"""A plan in a file of SQLite: what is in it, that nothing gets lost, and what happens to what was there before."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.unit_register import NamedUnit
from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.records import Correction, DocumentInfo, Plan, Task
from pipeline.stored import plan_of
from pipeline.stored_database import read_database, saved_plan
from pipeline.write import database_connection
from pipeline.write.database import is_database_url, save_plan, write_sqlite
from pipeline.write.database_tables import printed_text, schema, stored_text
from pipeline.write.database_views import VIEWS
from tests.pipeline.strategies import PLANS

ROOT = Path(__file__).parents[2]
TODAY = dt.date.today()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tasks.sqlite"


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
        connection.commit()


def ask(file: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with opened(file) as connection:
        return connection.execute(statement, values).fetchall()


def dumped(file: Path) -> list[str]:
    with opened(file) as connection:
        return list(connection.iterdump())


def titled(title: str, *tasks: Task, sha256: str = "", **of_document: Any) -> Plan:
    return Plan(DocumentInfo(title=title, sha256=sha256, **of_document), tasks)


# --- nothing is lost --------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_plan=PLANS)
def test_any_plan_comes_back(any_plan: Plan, tmp_path: Path) -> None:
    file = tmp_path / "any.sqlite"
    file.unlink(missing_ok=True)
    save_plan(any_plan, file)
    (found,) = read_database(file)
    assert found.to_dict() == any_plan.to_dict()
    assert json.dumps(found.to_dict()["tasks"]) == json.dumps(any_plan.to_dict()["tasks"])  # 100 is not 100.0


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=PLANS, second=PLANS)
def test_of_any_two_plans_the_first_is_left_alone_or_replaced(first: Plan, second: Plan, tmp_path: Path) -> None:
    file = tmp_path / "two.sqlite"
    file.unlink(missing_ok=True)
    save_plan(first, file)
    save_plan(second, file)
    one, other = first.document, second.document
    same = one.key == other.key or (one.sha256 and one.sha256 == other.sha256)
    kept = [second] if same else [first, second]
    assert [plan.to_dict() for plan in read_database(file)] == [plan.to_dict() for plan in kept]
    found = saved_plan(file, other.key, other.sha256)
    assert found is not None and found.to_dict() == second.to_dict()


def test_an_extracted_plan_comes_back(file: Path) -> None:
    whole = json.loads((ROOT / "outputs" / "demo.json").read_text(encoding="utf-8"))
    save_plan(plan_of(whole), file)
    (found,) = read_database(file)
    assert found.to_dict() == plan_of(whole).to_dict()
    assert len(found.tasks) > 20


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Sở Y tế", "Sở Y tế"),
        ("C:\\users\\u1ed9", "C:\\users\\u1ed9"),
        ("a\x00b", "a\\u0000b"),
        ("caf\udce9", "caf\\udce9"),
        ("\\u0000", "\\\\u0000"),
        ("\\\x00", "\\\\\\u0000"),
        ("\\\\ud800 \\", "\\\\\\\\ud800 \\"),
    ],
)
def test_text_that_no_database_takes_is_escaped(text: str, stored: str) -> None:
    assert stored_text(text) == stored
    assert printed_text(stored) == text


@given(st.text(st.sampled_from("\\u0d8f\x00\ud800\udfffộ"), max_size=12) | st.text())
def test_escaping_is_lossless_and_leaves_nothing_that_a_database_refuses(text: str) -> None:
    assert printed_text(stored_text(text)) == text
    assert "\x00" not in stored_text(text)
    stored_text(text).encode()


@pytest.mark.parametrize("value", [None, 0, 100, 100.0, 2.5, -0.0, 1e300, 10**300, 2**63, 0.1])
def test_numbers_come_back_as_they_were(file: Path, value: float | int | None) -> None:
    save_plan(titled("Số", Task("a", "target", "x", targets=(Target("x", "=", value, None),))), file)
    (found,) = read_database(file)
    assert repr(found.tasks[0].targets[0].value) == repr(value)


@pytest.mark.parametrize("was", [None, "5", 5, 10**30, 100.0, ["a"], [{"raw": "x", "value": 2.5}], True, "\udce9"])
def test_what_a_field_held_before_comes_back(file: Path, was: object) -> None:
    save_plan(titled("Sửa", Task("a", "task", "x", corrections=(Correction("page", was, "An", "2025-01-01"),))), file)
    (found,) = read_database(file)
    assert found.tasks[0].corrections == (Correction("page", was, "An", "2025-01-01"),)
    assert json.dumps(found.tasks[0].corrections[0].was) == json.dumps(was)


def test_names_and_canonical_names_that_disagree_both_survive(file: Path) -> None:
    unit = NamedUnit("P. TCCB", "Phòng Tổ chức cán bộ", "coordinating", True, ("Tổ 1",))
    odd = Task("a", "task", "x", lead_units=("Sở Y tế",), coordinating_units=("UBND xã",), units=(unit,))
    save_plan(titled("Lệch", odd), file)
    (found,) = read_database(file)
    assert found.tasks[0] == odd
    assert ask(file, "SELECT unit, tasks_led, tasks_coordinated FROM per_unit") == [
        ("Phòng Tổ chức cán bộ", 0, 1),
        ("Sở Y tế", 1, 0),
        ("UBND xã", 0, 1),
    ]


def test_tasks_of_the_same_id_stay_apart(file: Path) -> None:
    twice = titled("Trùng", Task("a", "task", "một"), Task("a", "task", "hai", same_as=("a", "b" * 40)))
    save_plan(dataclasses.replace(twice, removed=(Task("a", "task", "ba"),)), file)
    assert ask(file, "SELECT task_no, task_id, task, removed FROM tasks ORDER BY task_no") == [
        (1, "a", "một", 0),
        (2, "a", "hai", 0),
        (3, "a", "ba", 1),
    ]
    assert ask(file, "SELECT kind, linked_id, linked_no FROM task_links") == [
        ("same_as", "a", 1),
        ("same_as", "b" * 40, None),
    ]


# --- what people ask --------------------------------------------------------------------------------------------------


def test_the_tables_hold_the_plan(plan: Plan, file: Path) -> None:
    save_plan(plan, file)
    assert ask(file, "SELECT key, number, issued, pages, recipients FROM plans") == [
        (plan.document.key, "12/KH-STP", "2025-01-15", 3, '["Như trên", "Lưu: VT"]')
    ]
    assert ask(file, "SELECT raw, start_date, end_date, bound, due FROM deadlines WHERE task_no = 1") == [
        ("Quý II/2025", "2025-04-01", "2025-06-30", None, "2025-06-30"),
        ("trước ngày 20/02/2025", None, "2025-02-20", "before", "2025-02-20"),
    ]
    assert ask(
        file, "SELECT t.role, t.name, u.name, listed, named FROM task_units t JOIN units u ON u.id = unit_id"
    ) == [
        ("lead", "Văn phòng Sở", "Văn phòng Sở", 1, 0),
        ("coordinating", "Phòng Nội vụ", "Phòng Nội vụ", 1, 0),
        ("coordinating", "UBND các xã", "UBND các xã", 1, 0),
    ]
    assert ask(file, "SELECT comparator, value, value_exact, unit, typeof(value) FROM targets") == [
        ("=", 100.0, "100", "%", "real")
    ]
    # dates are dates to SQLite
    assert ask(file, "SELECT date(due, '+1 day') FROM deadlines ORDER BY due LIMIT 1") == [(None,)]
    assert ask(file, "SELECT date(min(due), '+1 day') FROM deadlines") == [("2025-02-21",)]
    assert ask(file, "PRAGMA foreign_key_check") == [] and ask(file, "PRAGMA integrity_check") == [("ok",)]


def test_the_view_of_the_table(plan: Plan, file: Path) -> None:
    save_plan(dataclasses.replace(plan, removed=(Task("z", "task", "bỏ"),)), file)
    columns = "task_no, task, products, lead_units, coordinating_units, deadlines, targets, due"
    assert ask(file, f"SELECT {columns} FROM task_list") == [
        (
            *(1, "Kiểm tra văn bản của các xã", "Kế hoạch kiểm tra; Báo cáo kết quả", "Văn phòng Sở"),
            *("Phòng Nội vụ; UBND các xã", "Quý II/2025; trước ngày 20/02/2025", None, "2025-02-20"),
        ),
        (2, "- Rà soát biểu mẫu", None, None, None, "hằng tháng", None, None),
        (3, "=100% hồ sơ được xử lý đúng hạn", None, None, None, None, "100%", None),
    ]


def this_month(day: int) -> dt.date:
    return TODAY.replace(day=day)


def dated(id: str, *days: dt.date, lead: tuple[str, ...] = (), rrule: str | None = None) -> Task:
    deadlines = [Deadline(f"{day:%d/%m/%Y}", "date", day, day) for day in days]
    recurring = [Deadline("định kỳ", "recurring", rrule=rrule)] if rrule else []
    return Task(id, "task", f"Việc {id}", lead_units=lead, deadlines=(*deadlines, *recurring))


LAST_MONTH = TODAY.replace(day=1) - dt.timedelta(days=1)
NEXT_MONTH = (TODAY.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def plan_of_this_month() -> Plan:
    tasks = (
        dated("đầu tháng", this_month(1), lead=("Sở Y tế", "Sở Nội vụ")),
        dated("tháng trước và giữa tháng", LAST_MONTH, this_month(14)),
        dated("ngoài tháng", LAST_MONTH, NEXT_MONTH),
        dated("hằng tháng", rrule="FREQ=MONTHLY;BYMONTHDAY=15", lead=("Sở Y tế",)),
        dated("hằng ngày", rrule="FREQ=DAILY"),
        dated("sai quy tắc", rrule="FREQ=YEARLY;BYMONTH=77"),
    )
    whole = titled("Tháng này", *tasks, number="1/KH", years=(TODAY.year,))
    return dataclasses.replace(whole, removed=(dated("đã bỏ", this_month(2), lead=("Sở Y tế",)),))


def test_what_is_due_this_month(file: Path) -> None:
    save_plan(plan_of_this_month(), file)
    columns = "plan_number, plan_title, task, lead_units, deadline, due, recurring"
    head = ("1/KH", "Tháng này")
    first, middle, monthly = (this_month(day) for day in (1, 14, 15))
    assert ask(file, f"SELECT {columns} FROM due_this_month") == [
        (*head, "Việc đầu tháng", "Sở Y tế; Sở Nội vụ", f"{first:%d/%m/%Y}", first.isoformat(), 0),
        (*head, "Việc tháng trước và giữa tháng", None, f"{middle:%d/%m/%Y}", middle.isoformat(), 0),
        (*head, "Việc hằng tháng", "Sở Y tế", "định kỳ", monthly.isoformat(), 1),
    ]


def test_per_unit(file: Path) -> None:
    save_plan(plan_of_this_month(), file)
    later = dt.date(TODAY.year + 1, 5, 4)
    save_plan(titled("Năm sau", dated("năm sau", later, lead=("Sở Nội vụ",)), Task("k", "task", "k")), file)
    coming = max(this_month(15), TODAY)  # the 15th, else that of the next month while there is one in the plan's year
    following = this_month(15) if coming == this_month(15) else NEXT_MONTH.replace(day=15)
    expected = following.isoformat() if following.year == TODAY.year else None
    assert ask(file, "SELECT * FROM per_unit") == [
        ("Sở Nội vụ", 2, 2, 0, 2, TODAY.isoformat() if TODAY.day == 1 else later.isoformat()),
        ("Sở Y tế", 1, 2, 0, 2, TODAY.isoformat() if TODAY.day == 1 else expected),
    ]


@pytest.mark.parametrize(
    ("years", "issued", "expected"),
    [
        ((2025,), None, ["2025-06-30", "2025-12-31"]),
        ((), dt.date(2024, 5, 5), ["2024-06-30", "2024-12-31"]),
        ((), None, []),
        ((2021, 2045), None, [f"{year}-{day}" for year in range(2021, 2046) for day in ("06-30", "12-31")]),
    ],
)
def test_days_of_recurring_deadlines(
    file: Path, years: tuple[int, ...], issued: dt.date | None, expected: list[str]
) -> None:
    save_plan(titled("Định kỳ", dated("a", rrule="FREQ=MONTHLY;INTERVAL=6"), years=years, issued=issued), file)
    assert [due for (due,) in ask(file, "SELECT due FROM due_days ORDER BY due")] == expected


def test_columns_of_views_are_what_the_program_expects(file: Path) -> None:
    save_plan(titled("x"), file)
    with opened(file) as connection:
        for view, columns in VIEWS.items():
            found = [name for name, *_ in connection.execute(f"SELECT * FROM {view}").description]
            assert found == list(columns)


def test_the_page_of_the_documentation_names_every_table_and_column() -> None:
    page = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
    missing = [
        f"{table.name}.{column}"
        for table in schema().sorted_tables
        for column in ["", *table.columns.keys()]
        if f"`{column or table.name}`" not in page
    ]
    missing += [f"{view}.{name}" for view, names in VIEWS.items() for name in (view, *names) if f"`{name}`" not in page]
    assert missing == []


def test_the_queries_of_the_documentation_answer(file: Path) -> None:
    save_plan(titled("Năm", dated("x", TODAY + dt.timedelta(10), lead=("Phòng Nội vụ",)), number="5/KH"), file)
    queries = documented_queries()
    assert len(queries) == 4
    for query in queries:
        ask(file, query)
    assert ask(file, queries[0]) == [("5/KH", "Việc x", (TODAY + dt.timedelta(10)).isoformat())]


def documented_queries() -> list[str]:
    page = (ROOT / "docs" / "database.md").read_text(encoding="utf-8")
    return page.partition("```sql\n")[2].partition("```")[0].rstrip(";\n").split(";\n")


# --- writing into what is there ---------------------------------------------------------------------------------------


def test_the_same_plan_is_replaced_and_keeps_its_place(plan: Plan, file: Path) -> None:
    save_plan(plan, file)
    save_plan(titled("Kế hoạch khác", Task("b", "task", "y", lead_units=("Sở Y tế", "Văn phòng Sở"))), file)
    (office,) = ask(file, "SELECT id FROM units WHERE name = 'Văn phòng Sở'")
    shorter = dataclasses.replace(plan, tasks=plan.tasks[1:])
    save_plan(shorter, file)
    assert [p.document.title for p in read_database(file)] == [plan.document.title, "Kế hoạch khác"]
    assert read_database(file)[0].to_dict() == shorter.to_dict()
    # the register forgets units that no plan names any more, and keeps the others' numbers
    assert ask(file, "SELECT id FROM units WHERE name = 'Văn phòng Sở'") == [office]
    assert {name for (name,) in ask(file, "SELECT name FROM units")} == {"Sở Y tế", "Văn phòng Sở"}
    before = dumped(file)
    save_plan(shorter, file)
    assert dumped(file) == before


def test_another_title_of_the_same_file_is_the_same_plan(file: Path) -> None:
    save_plan(titled("Cũ", sha256="f" * 64), file)
    save_plan(titled("Khác", sha256="e" * 64), file)
    save_plan(titled("Mới", sha256="f" * 64), file)
    assert [plan.document.title for plan in read_database(file)] == ["Mới", "Khác"]
    # one by its title, one by its file: both are the plan
    save_plan(titled("Khác", sha256="f" * 64), file)
    assert [plan.document.title for plan in read_database(file)] == ["Khác"]


def test_saved_plan(plan: Plan, file: Path) -> None:
    key, sha256 = plan.document.key, plan.document.sha256
    assert saved_plan(file, key, sha256) is None and not file.exists()
    sqlite3.connect(file).close()
    assert saved_plan(file, key, sha256) is None
    save_plan(titled("Khác"), file)
    assert saved_plan(file, key, sha256) is None
    save_plan(plan, file)
    for wanted in ((key, ""), ("0" * 12, sha256)):
        found = saved_plan(file, *wanted)
        assert found is not None and found.to_dict() == plan.to_dict()
    assert saved_plan(file, "0" * 12, "") is None


def test_people_may_delete_a_plan(plan: Plan, file: Path) -> None:
    save_plan(plan, file)
    ask(file, "DELETE FROM plans")
    for table in set(schema().tables) - {"units", "kehoach_schema"}:
        assert ask(file, f"SELECT count(*) FROM {table}") == [(0,)], table


def test_other_tables_in_the_file_stay(plan: Plan, file: Path) -> None:
    ask(file, "CREATE TABLE tien_do (task_id TEXT, xong INTEGER)")
    save_plan(plan, file)
    ask(file, "INSERT INTO tien_do VALUES ('a1', 1)")
    save_plan(plan, file)
    assert ask(file, "SELECT * FROM tien_do") == [("a1", 1)]


def test_a_database_url_of_sqlite(plan: Plan, file: Path) -> None:
    save_plan(plan, f"sqlite:///{file}")
    assert [found.to_dict() for found in read_database(file)] == [plan.to_dict()]
    assert [found.to_dict() for found in read_database(f"SQLite:///{file}")] == [plan.to_dict()]


def test_names_of_files_are_no_uris(plan: Plan, tmp_path: Path) -> None:
    for name in ("a?mode=memory.sqlite", "50% #1.sqlite", os.fsdecode(b"caf\xe9.sqlite")):
        save_plan(plan, tmp_path / name)
        assert (tmp_path / name).stat().st_size and len(read_database(tmp_path / name)) == 1


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("postgresql://an@localhost/kehoach", True),
        ("postgres://localhost/x", True),
        ("mysql+pymysql://u:p@h/d", True),
        ("sqlite:///tasks.sqlite", True),
        ("PostgreSQL://h/d", True),
        ("tasks.sqlite", False),
        ("C:\\plans\\tasks.sqlite", False),
        ("C://plans/tasks.sqlite", False),
        ("postgresql:", False),
        ("thư mục/a://b", False),
        ("-", False),
        ("", False),
    ],
)
def test_is_database_url(output: str, expected: bool) -> None:
    assert is_database_url(output) is expected


def test_a_whole_database_as_bytes(plan: Plan, tmp_path: Path) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_sqlite(plan, first)
    write_sqlite(plan, second, "en")
    assert first.getvalue() == second.getvalue() and first.getvalue().startswith(b"SQLite format 3\0")
    file = tmp_path / "stdout.sqlite"
    file.write_bytes(first.getvalue())
    assert [found.to_dict() for found in read_database(file)] == [plan.to_dict()]
    save_plan(titled("Thêm"), file)
    assert len(read_database(file)) == 2


# --- errors -----------------------------------------------------------------------------------------------------------

BAD = titled("Công tác", Task("a", "task", "tốt"), Task("b", "task", "hỏng", confidence=7))
"""A plan of which the second row breaks a rule of the tables, when the first rows are written already."""


def refused(code: str, call: Any, *arguments: object) -> str:
    """The message of the error of that code that the call must raise."""
    with pytest.raises(KehoachError) as caught:
        call(*arguments)
    assert caught.value.code == code, caught.value
    for lang in ("vi", "en"):
        assert "?" not in message(code, lang, **caught.value.values)
    return message(code, "en", **caught.value.values)


def test_a_write_that_fails_leaves_the_database_as_it_was(file: Path) -> None:
    save_plan(titled("Công tác", Task("a", "task", "cũ", lead_units=("Sở Y tế",))), file)
    before = file.read_bytes()
    refused("database-refused", save_plan, BAD, file)
    assert file.read_bytes() == before
    assert sorted(file.parent.iterdir()) == [file]


def test_a_new_file_that_fails_is_not_left_behind(file: Path) -> None:
    refused("database-refused", save_plan, BAD, file)
    assert list(file.parent.iterdir()) == []
    refused("database-refused", write_sqlite, BAD, io.BytesIO())


def test_a_link_stays_one(plan: Plan, file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite"
    link.symlink_to(file)
    refused("database-refused", save_plan, BAD, link)
    assert link.is_symlink() and not file.exists()
    save_plan(plan, link)
    assert link.is_symlink() and len(read_database(file)) == 1


def test_a_number_that_no_database_holds_is_refused(file: Path) -> None:
    refused("database-refused", save_plan, titled("Trang", pages=10**30), file)
    assert list(file.parent.iterdir()) == []


def test_an_empty_file_is_a_new_database(plan: Plan, file: Path) -> None:
    file.touch()
    refused("database-refused", save_plan, BAD, file)
    assert file.read_bytes() == b""
    save_plan(plan, file)
    assert len(read_database(file)) == 1


def test_what_is_no_database_is_left_alone(plan: Plan, file: Path) -> None:
    file.write_text("STT,Nhiệm vụ\n" * 200, encoding="utf-8")
    before = file.read_bytes()
    for call in (lambda: save_plan(plan, file), lambda: read_database(file), lambda: saved_plan(file, "0", "")):
        assert "not an SQLite database" in refused("database-not-sqlite", call)
    assert file.read_bytes() == before


def test_a_damaged_file(plan: Plan, file: Path) -> None:
    save_plan(plan, file)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    refused("database-damaged", read_database, file)
    refused("database-damaged", save_plan, plan, file)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deadlines SET end_date = 'mai'",
        "UPDATE tasks SET section_path = '[1'",
        "UPDATE tasks SET page = 'hai'",
        "UPDATE targets SET value_exact = 'NaN'",
        "UPDATE plans SET issued = 5",
    ],
)
def test_values_that_somebody_spoilt(plan: Plan, file: Path, statement: str) -> None:
    save_plan(plan, file)
    ask(file, statement)
    refused("database-damaged", read_database, file)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE tasks (id INTEGER, name TEXT)",
        "CREATE VIEW per_unit AS SELECT 1 AS unit",
        "CREATE TABLE kehoach_schema (edition TEXT)",
        "CREATE TABLE plan_years (plan_id INTEGER, position INTEGER, year INTEGER)",
    ],
)
def test_tables_of_somebody_else_are_refused(plan: Plan, file: Path, statement: str) -> None:
    ask(file, statement)
    before = dumped(file)
    said = refused("database-foreign", save_plan, plan, file)
    assert statement.split()[2] in said
    refused("database-foreign", read_database, file)
    assert dumped(file) == before


def test_our_tables_with_other_columns_are_refused(plan: Plan, file: Path) -> None:
    save_plan(plan, file)
    ask(file, "ALTER TABLE tasks ADD COLUMN done INTEGER")
    assert "(tasks)" in refused("database-foreign", save_plan, plan, file)


def test_a_view_or_table_that_somebody_dropped_is_made_again(plan: Plan, file: Path) -> None:
    save_plan(plan, file)
    whole = sorted(dumped(file))
    for dropped in ("VIEW per_unit", "TABLE corrections"):
        ask(file, f"DROP {dropped}")
    assert "no such table" in refused("database-damaged", read_database, file)
    save_plan(plan, file)
    assert sorted(dumped(file)) == whole


def test_tables_of_a_later_version_are_refused(plan: Plan, file: Path) -> None:
    save_plan(plan, file)
    ask(file, "UPDATE kehoach_schema SET version = version + 1")
    ask(file, "ALTER TABLE tasks ADD COLUMN done INTEGER")
    refused("database-newer", save_plan, plan, file)
    refused("database-newer", read_database, file)


def test_a_database_without_plans(plan: Plan, file: Path, tmp_path: Path) -> None:
    save_plan(plan, file)
    ask(file, "DELETE FROM plans")
    refused("database-empty", read_database, file)
    other = tmp_path / "other.sqlite"
    ask(other, "CREATE TABLE thu (a)")
    refused("database-not-ours", read_database, other)
    assert "absent.sqlite" in refused("no-such-file", read_database, tmp_path / "absent.sqlite")
    assert not (tmp_path / "absent.sqlite").exists()


def test_a_locked_database(plan: Plan, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_plan(plan, file)
    monkeypatch.setattr(database_connection, "WAIT", 0.05)
    with opened(file) as other:
        other.execute("BEGIN IMMEDIATE")
        refused("database-locked", save_plan, plan, file)
        assert len(read_database(file)) == 1
        other.rollback()
    save_plan(plan, file)


def test_writers_at_once_wait_for_each_other(file: Path) -> None:
    start = threading.Barrier(4)

    def write(number: int) -> None:
        start.wait()
        for edition in range(5):
            tasks = (Task(f"{n}", "task", f"{number}.{edition}", lead_units=("Sở Y tế",)) for n in range(20))
            save_plan(titled("Chung" if number < 2 else f"Riêng {number}", *tasks), file)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    plans = read_database(file)
    assert sorted(plan.document.title or "" for plan in plans) == ["Chung", "Riêng 2", "Riêng 3"]
    for plan in plans:
        assert len(plan.tasks) == 20 and len({task.task for task in plan.tasks}) == 1 and ".4" in plan.tasks[0].task


def test_places_where_no_file_can_be(plan: Plan, tmp_path: Path) -> None:
    assert "it is a folder" in refused("cannot-write", save_plan, plan, tmp_path)
    assert "no such file" in refused("cannot-write", save_plan, plan, tmp_path / "absent" / "a.sqlite")
    (tmp_path / "file").touch()
    assert "no folder" in refused("cannot-write", save_plan, plan, tmp_path / "file" / "a.sqlite")
    assert sorted(tmp_path.iterdir()) == [tmp_path / "file"]


PROGRAM = """
import os, pwd, sys
from pipeline.errors import KehoachError
from pipeline.records import DocumentInfo, Plan
from pipeline.stored_database import read_database
from pipeline.write.database import save_plan
file, folder = sys.argv[1:]
save_plan(Plan(DocumentInfo(title="x"), ()), file)  # nothing is left to import, which nobody may not
os.chmod(file, 0o644)
os.seteuid(pwd.getpwnam("nobody").pw_uid)
print(len(read_database(file)))
for target in (file, folder + "/new.sqlite"):
    try:
        save_plan(Plan(DocumentInfo(title="x"), ()), target)
    except KehoachError as error:
        print(error.code)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become nobody")
def test_a_file_that_may_only_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        os.chmod(folder, 0o755)
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM, f"{folder}/a.sqlite", folder], cwd=ROOT, capture_output=True, text=True
        )
        assert run.stdout.split() == ["1", "database-read-only", "cannot-write"], run.stderr


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("mysql+pymysql://an:secret@localhost/kehoach", "database-unsupported"),
        ("http://example.org/an:secret", "database-unsupported"),
        ("postgresql://an:secret@localhost:cổng/x", "database-url"),
        ("postgresql+psycopg2://an:secret@localhost/x", "database-driver"),
        ("postgresql+nosuch://an:secret@localhost/x", "database-driver"),
        ("postgresql://an:secret@localhost/x?target=1", "database-option"),
        ("postgresql://an:secret@localhost/x?sslmode=maybe", "database-option"),
        ("postgresql://an:secret@127.0.0.1:1/x", "database-connect"),
        ("postgresql://an:secret@khong-co.invalid/x", "database-no-host"),
        ("postgresql://an:secret@/x?host=/nowhere", "database-connect"),
        ("sqlite://", "database-sqlite-url"),
        ("sqlite:///:memory:", "database-sqlite-url"),
        ("sqlite:///a.sqlite?mode=ro", "database-sqlite-url"),
    ],
)
def test_urls_that_lead_nowhere(plan: Plan, url: str, code: str) -> None:
    for call in (lambda: save_plan(plan, url), lambda: read_database(url), lambda: saved_plan(url, "0", "")):
        assert "secret" not in refused(code, call)
