"""A plan in PostgreSQL: a real server of Debian's package, which these tests start for themselves and stop again."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from extractors.deadlines import Deadline
from extractors.unit_register import NamedUnit
from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.records import Plan, Task
from pipeline.stored import plan_of
from pipeline.stored_database import read_database, saved_plan
from pipeline.write import database_connection
from pipeline.write.database import save_plan
from pipeline.write.database_tables import schema
from pipeline.write.database_views import VIEWS
from tests.pipeline.strategies import PLANS
from tests.pipeline.test_database import (
    BAD,
    LAST_MONTH,
    TODAY,
    dated,
    documented_queries,
    plan_of_this_month,
    refused,
    titled,
)

ROOT = Path(__file__).parents[2]
SECRET = "mật-khẩu-s3cret"
LOGIN = "an:m%E1%BA%ADt-kh%E1%BA%A9u-s3cret@"


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`: Debian keeps them off the path, one folder for each version."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    found = shutil.which("pg_config")
    told = subprocess.run([found, "--bindir"], capture_output=True, text=True).stdout.strip() if found else ""
    on_path = shutil.which("initdb")
    places = [*debian, *([Path(told)] if told else []), *([Path(on_path).parent] if on_path else [])]
    return next((place for place in places if (place / "initdb").exists() and (place / "postgres").exists()), None)


def unprivileged() -> str | None:
    """The user to run the server as, because PostgreSQL refuses root; None: the one who runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in known), None)


BINARIES = binaries()
pytestmark = pytest.mark.skipif(BINARIES is None, reason="no PostgreSQL server here (make system installs it)")


@dataclasses.dataclass(frozen=True)
class Server:
    """A running server: its port on 127.0.0.1, and the folder of its socket."""

    port: int
    folder: Path

    def url(self, database: str, login: str = LOGIN) -> str:
        return f"postgresql://{login}127.0.0.1:{self.port}/{database}"

    def ask(self, database: str, statement: str) -> list[list[Any]]:
        """Run a statement as the server's owner."""
        import pg8000.native

        socket = f"{self.folder}/.s.PGSQL.{self.port}"
        with contextlib.closing(
            pg8000.native.Connection("chu", database=database, unix_sock=socket, host="")
        ) as connection:
            return list(connection.run(statement) or [])


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    assert BINARIES is not None
    user = unprivileged()
    with tempfile.TemporaryDirectory(prefix="kehoach-pg-", dir="/tmp") as folder:  # a socket's path must be short
        if user:
            shutil.chown(folder, user)
        data = Path(folder) / "data"
        as_user: dict[str, Any] = {"user": user} if user else {}
        # those who come by the socket are trusted, those who come by the net need a password
        initdb = [str(BINARIES / "initdb"), "-D", str(data), "-U", "chu", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(
            [*initdb, "--auth-local=trust", "--auth-host=scram-sha-256"],
            check=True, capture_output=True, cwd=folder, **as_user,
        )  # fmt: skip
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder, "fsync": "off"}
        log = Path(folder) / "log"
        with log.open("wb") as stream:
            running = subprocess.Popen(
                [BINARIES / "postgres", "-D", data, *(f"--{name}={value}" for name, value in options.items())],
                stdout=stream, stderr=stream, cwd=folder, **as_user,
            )  # fmt: skip
        try:
            started = Server(port, Path(folder))
            until = time.monotonic() + 30
            while True:
                try:
                    started.ask("postgres", "SELECT 1")
                    break
                except Exception:
                    assert running.poll() is None and time.monotonic() < until, log.read_text(errors="replace")
                    time.sleep(0.1)
            started.ask("postgres", f"CREATE ROLE an LOGIN PASSWORD '{SECRET}'")
            yield started
        finally:
            running.send_signal(signal.SIGINT)  # it does not wait for those who are connected
            running.wait(30)


COUNT = iter(range(1000))


@pytest.fixture
def database(server: Server) -> str:
    """The name of a new database that belongs to "an"."""
    name = f"kehoach{next(COUNT)}"
    server.ask("postgres", f"CREATE DATABASE {name} OWNER an")
    return name


def test_an_extracted_plan_comes_back(server: Server, database: str) -> None:
    whole = plan_of(json.loads((ROOT / "outputs" / "demo.json").read_text(encoding="utf-8")))
    save_plan(whole, server.url(database))
    (found,) = read_database(server.url(database))
    assert found.to_dict() == whole.to_dict() and len(found.tasks) > 20


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_plan=PLANS)
def test_any_plan_comes_back(server: Server, database: str, any_plan: Plan) -> None:
    if saved_plan(server.url(database), "", "") is None:
        save_plan(titled("x"), server.url(database))
    server.ask(database, "DELETE FROM plans")
    save_plan(any_plan, server.url(database))
    (found,) = read_database(server.url(database))
    assert found.to_dict() == any_plan.to_dict()
    assert json.dumps(found.to_dict()["tasks"]) == json.dumps(any_plan.to_dict()["tasks"])


def test_the_tables_are_those_of_sqlite(server: Server, database: str, plan: Plan) -> None:
    save_plan(plan, server.url(database))
    columns: dict[str, list[str]] = {}
    for table, column in server.ask(
        database,
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "ORDER BY ordinal_position",
    ):
        columns.setdefault(table, []).append(column)
    tables = {table.name: table.columns.keys() for table in schema().sorted_tables}
    assert columns == tables | {view: list(names) for view, names in VIEWS.items()}
    assert server.ask(database, "SELECT raw, start_date, end_date, due FROM deadlines WHERE task_no = 1") == [
        ["Quý II/2025", dt.date(2025, 4, 1), dt.date(2025, 6, 30), dt.date(2025, 6, 30)],
        ["trước ngày 20/02/2025", None, dt.date(2025, 2, 20), dt.date(2025, 2, 20)],
    ]
    # JSON is there to be asked, and to be read
    assert server.ask(database, "SELECT section_path ->> 0, recipients::text FROM tasks, plans WHERE task_no = 1") == [
        ["II", '["Như trên", "Lưu: VT"]']
    ]


def test_the_views_answer(server: Server, database: str) -> None:
    url = server.url(database)
    save_plan(plan_of_this_month(), url)
    due = server.ask(database, "SELECT plan_number, task, lead_units, due, recurring FROM due_this_month")
    assert due == [
        ["1/KH", "Việc đầu tháng", "Sở Y tế; Sở Nội vụ", TODAY.replace(day=1), False],
        ["1/KH", "Việc tháng trước và giữa tháng", None, TODAY.replace(day=14), False],
        ["1/KH", "Việc hằng tháng", "Sở Y tế", TODAY.replace(day=15), True],
    ]
    later = dt.date(TODAY.year + 1, 5, 4)
    lead = NamedUnit("TTYT", "Trung tâm Y tế", "lead")
    helper = NamedUnit("SYT", "Sở Y tế", "coordinating")
    tasks = (
        Task("a", "task", "a", deadlines=(Deadline("x", "date", later, later),), lead_units=("TTYT",), units=(lead,)),
        Task("b", "task", "b", coordinating_units=("SYT",), units=(helper,)),
        dataclasses.replace(dated("c", LAST_MONTH, lead=("TTYT",)), units=(lead,)),
    )
    save_plan(titled("Năm sau", *tasks), url)
    per_unit = server.ask(
        database, "SELECT unit, plans, tasks_led, tasks_coordinated, tasks_with_deadline FROM per_unit"
    )
    assert sorted(per_unit) == [["Sở Nội vụ", 1, 1, 0, 1], ["Sở Y tế", 2, 2, 1, 2], ["Trung tâm Y tế", 1, 2, 0, 2]]
    assert server.ask(database, "SELECT next_due FROM per_unit WHERE unit = 'Trung tâm Y tế'") == [[later]]
    listed = server.ask(database, "SELECT task_no, deadlines, due FROM task_list WHERE plan_title = 'Tháng này'")
    assert [number for number, *_ in listed] == [1, 2, 3, 4, 5, 6]
    assert listed[1][1:] == [f"{LAST_MONTH:%d/%m/%Y}; {TODAY.replace(day=14):%d/%m/%Y}", LAST_MONTH]


def test_the_queries_of_the_documentation_answer(server: Server, database: str, plan: Plan) -> None:
    save_plan(plan, server.url(database))
    for query in documented_queries():
        query = query.replace("date('now', 'localtime', '+30 days')", "CURRENT_DATE + 30")
        server.ask(database, query.replace("date('now', 'localtime')", "CURRENT_DATE"))


def test_the_same_plan_is_replaced(server: Server, database: str, plan: Plan) -> None:
    url = server.url(database)
    save_plan(plan, url)
    save_plan(titled("Kế hoạch khác"), url)
    shorter = dataclasses.replace(plan, tasks=plan.tasks[1:])
    save_plan(shorter, url)
    assert [found.to_dict() for found in read_database(url)] == [shorter.to_dict(), titled("Kế hoạch khác").to_dict()]
    assert server.ask(database, "SELECT count(*) FROM units") == [[0]]
    found = saved_plan(url, plan.document.key, "")
    assert found is not None and found.to_dict() == shorter.to_dict()
    assert saved_plan(url, "0" * 12, "") is None


def test_a_write_that_fails_leaves_the_old_plan_whole(server: Server, database: str) -> None:
    url = server.url(database)
    refused("database-refused", save_plan, BAD, url)
    tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
    assert server.ask(database, tables) == [[0]]  # not even the tables were made
    assert saved_plan(url, "0" * 12, "") is None
    good = titled("Công tác", Task("a", "task", "cũ", lead_units=("Sở Y tế",)))
    save_plan(good, url)
    refused("database-refused", save_plan, BAD, url)
    assert [found.to_dict() for found in read_database(url)] == [good.to_dict()]


def test_writers_at_once_wait_for_each_other(server: Server, database: str) -> None:
    """The tables are made once, the units are registered once, and of one plan the last whole edition stays."""
    url = server.url(database)
    start = threading.Barrier(4)

    def write(number: int) -> None:
        start.wait()
        for edition in range(3):
            tasks = (Task(f"{n}", "task", f"{number}.{edition}", lead_units=("Sở Y tế",)) for n in range(50))
            save_plan(titled("Chung" if number < 2 else f"Riêng {number}", *tasks), url)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    plans = read_database(url)
    assert sorted(plan.document.title or "" for plan in plans) == ["Chung", "Riêng 2", "Riêng 3"]
    for plan in plans:
        assert len(plan.tasks) == 50 and len({task.task for task in plan.tasks}) == 1 and ".2" in plan.tasks[0].task
    assert server.ask(database, "SELECT name FROM units") == [["Sở Y tế"]]


def test_a_writer_does_not_wait_for_ever(
    server: Server, database: str, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pg8000.native

    save_plan(plan, server.url(database))
    monkeypatch.setattr(database_connection, "WAIT", 1)
    with contextlib.closing(pg8000.native.Connection("an", "127.0.0.1", database, server.port, SECRET)) as other:
        other.run("BEGIN")
        other.run(f"SELECT pg_advisory_xact_lock({database_connection.WRITERS})")
        refused("database-locked", save_plan, plan, server.url(database))
        other.run("ROLLBACK")
        other.run("BEGIN")
        other.run("LOCK TABLE tasks")
        refused("database-locked", save_plan, plan, server.url(database))
        refused("database-locked", read_database, server.url(database))
        other.run("ROLLBACK")
    save_plan(plan, server.url(database))


def test_what_a_server_refuses(server: Server, database: str, plan: Plan) -> None:
    wrong = refused("database-connect", save_plan, plan, server.url(database, "an:mật-khẩu-sai@"))
    assert "password authentication failed" in wrong and "an:***@" in wrong
    assert "does not exist" in refused("database-connect", save_plan, plan, server.url("khong_co"))
    assert "connection refused" in refused("database-connect", save_plan, plan, "postgresql://an:x@127.0.0.1:1/x")
    server.ask("postgres", "CREATE ROLE khach LOGIN PASSWORD 'khach-s3cret'")
    guest = server.url(database, "khach:khach-s3cret@")
    refused("database-permission", save_plan, plan, guest)
    save_plan(plan, server.url(database))
    refused("database-permission", read_database, guest)
    server.ask(database, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO khach")
    assert len(read_database(guest)) == 1
    refused("database-permission", save_plan, plan, guest)
    server.ask("postgres", "ALTER ROLE khach SET default_transaction_read_only = on")
    refused("database-read-only", save_plan, plan, guest)


def test_passwords_are_never_said(server: Server, database: str, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = [
        server.url("khong_co"),
        server.url(database, LOGIN.replace("an:", "ai:")),
        f"postgresql://{LOGIN}127.0.0.1:1/x",
    ]
    for url in urls:
        with pytest.raises(KehoachError) as caught:
            save_plan(plan, url)
        for text in (
            str(caught.value),
            *(message(caught.value.code, lang, **caught.value.values) for lang in ("vi", "en")),
        ):
            assert "s3cret" not in text and "***" in text
    monkeypatch.setenv("PGPASSWORD", "s3cret-khac")
    assert "s3cret" not in refused("database-connect", save_plan, plan, server.url(database, "an@"))


def test_what_programs_of_postgresql_take(
    server: Server, database: str, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """User and password of the environment, the short scheme, a socket's folder as host, sslmode."""
    monkeypatch.setenv("PGUSER", "an")
    monkeypatch.setenv("PGPASSWORD", SECRET)
    save_plan(plan, f"postgres://127.0.0.1:{server.port}/{database}?sslmode=disable")
    assert len(read_database(f"postgresql+pg8000://an@:{server.port}/{database}?host={server.folder}")) == 1
    refused("database-connect", save_plan, plan, f"{server.url(database)}?sslmode=require")  # it has no certificate


def test_tables_of_somebody_else_are_refused(server: Server, database: str, plan: Plan) -> None:
    server.ask(database, "CREATE TABLE tasks (id int)")
    assert "(tasks)" in refused("database-foreign", save_plan, plan, server.url(database))
    server.ask(database, "DROP TABLE tasks")
    refused("database-not-ours", read_database, server.url(database))
    server.ask(database, "CREATE MATERIALIZED VIEW per_unit AS SELECT 1 AS one")
    assert "(per_unit)" in refused("database-foreign", save_plan, plan, server.url(database))


def test_long_names_and_ids(server: Server, database: str) -> None:
    """An index of PostgreSQL takes no more than 2.7 kB."""
    import random

    letters = random.Random(1)
    long = "".join(chr(letters.randrange(0x4E00, 0x9FFF)) for _ in range(5000))
    whole = titled("Dài", Task(long, "task", long, lead_units=(long,), same_as=(long,)), sha256=long)
    save_plan(whole, server.url(database))
    save_plan(whole, server.url(database))
    assert [found.to_dict() for found in read_database(server.url(database))] == [whole.to_dict()]


def test_a_large_plan_is_sent_in_batches(server: Server, database: str, plan: Plan) -> None:
    from sqlalchemy import Engine, event

    tasks = tuple(dataclasses.replace(plan.tasks[n % 3], id=f"{n:012x}") for n in range(1500))
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        save_plan(dataclasses.replace(plan, tasks=tasks), server.url(database))
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert 20 < len(sent) < 120
    assert [task.id for task in read_database(server.url(database))[0].tasks] == [task.id for task in tasks]
