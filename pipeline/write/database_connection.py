"""A database, opened: a file of SQLite or a database URL (SQLAlchemy's), and one transaction in it.

Whatever fails is a `KehoachError` that names the database without its password.
"""

from __future__ import annotations

import errno
import getpass
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import KehoachError
from pipeline.write.database_errors import told
from pipeline.write.database_tables import SCHEMA_VERSION, VERSION_TABLE, schema
from pipeline.write.database_views import VIEWS

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

WAIT = 20
"""Seconds to wait for another program that writes to the database."""
ANSWER = 60
"""Seconds to wait for a server's answer; more than `WAIT`."""

WRITERS = int.from_bytes(b"kehoach")
"""The number of the advisory lock that a PostgreSQL server gives to one writer of plans at a time."""

# "postgresql://…", "mysql+pymysql://…"; not "C://plans" (a drive) and not "C:\plans\a.sqlite"
_URL = re.compile(r"[a-z][a-z0-9]+(?:\+[a-z0-9_]+)?://", re.IGNORECASE)


def is_database_url(output: str) -> bool:
    """Whether `output` is a database URL ("postgresql://…", "sqlite:///…") and no name of a file."""
    return _URL.match(output) is not None


@dataclass(frozen=True, slots=True)
class Database:
    """A database that the user named: a file of SQLite (`file`) or a `url`; `name` is what to call it in messages."""

    name: str
    file: Path | None
    url: URL | None


def database_of(target: str | os.PathLike[str]) -> Database:
    """The database of a URL or of a file's path. `KehoachError` where the URL names none that this program writes."""
    printed = os.fspath(target)
    if not is_database_url(printed):
        return Database(printed, Path(printed), None)
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    scheme = printed.partition("://")[0].lower()
    try:
        # "postgres" is what hosting services write; SQLAlchemy knows the full name only
        url = make_url(re.sub(r"^postgres(?=[+:])", "postgresql", f"{scheme}://{printed.partition('://')[2]}"))
    except (ArgumentError, ValueError):
        raise KehoachError("database-url", scheme=scheme) from None  # SQLAlchemy's words repeat the password
    name = url.set(query={}).render_as_string(hide_password=True)
    match url.get_backend_name():
        case "sqlite":
            if (
                url.database in (None, "", ":memory:")
                or url.query
                or url.drivername not in ("sqlite", "sqlite+pysqlite")
            ):
                raise KehoachError("database-sqlite-url", path=name)
            return Database(name, Path(url.database or ""), None)
        case "postgresql":
            return Database(name, None, url)
        case _:
            raise KehoachError("database-unsupported", scheme=scheme)


@contextmanager
def transaction(database: Database, *, write: bool) -> Iterator[Connection]:
    """A connection in one transaction, which is committed at the end and rolled back where anything fails.

    `write`: one writer at a time, the others wait; a file that was not there is made, and gone again where that fails.
    Else what is read is of one moment. Raises `KehoachError`.
    """
    file = Path(os.path.realpath(database.file)) if database.file else None  # a link stays one
    new = file is not None and not file.exists()
    done = False
    try:
        with told(database, write=write), closed_after(_engine(database, write)) as engine, engine.connect() as opened:
            postgresql = engine.dialect.name == "postgresql"
            if postgresql and not write:
                opened.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with opened.begin():
                if postgresql:
                    _set_up_postgresql(opened, write)
                yield opened
        done = True
    finally:
        # nothing was ever committed to an empty file
        if new and not done and file and file.is_file() and not file.stat().st_size:
            file.unlink()


@contextmanager
def closed_after(engine: Engine) -> Iterator[Engine]:
    """`engine`, whose connections are closed at the end."""
    try:
        yield engine
    finally:
        engine.dispose()


def sqlite_engine(connect: Any, *, write: bool) -> Engine:
    """An engine on SQLite that begins its transactions itself: Python's driver would begin none before CREATE TABLE.

    `connect` opens the database, without transactions of the driver's own (`isolation_level=None`)."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def enforce_keys(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def own_tables(connection: Connection, name: str) -> frozenset[str]:
    """The names of our tables and views that the database has, empty where it has none.

    `KehoachError` where tables or views of the same names are not ours (database-foreign), or where a later version of
    this program made them (database-newer)."""
    from sqlalchemy import inspect, select
    from sqlalchemy.engine.reflection import ObjectKind

    ours = {table.name: set(table.columns.keys()) for table in schema().sorted_tables}
    ours.update({view: set(columns) for view, columns in VIEWS.items()})
    found = inspect(connection).get_multi_columns(kind=ObjectKind.ANY, filter_names=list(ours))
    columns = {table: {column["name"] for column in parts} for (_, table), parts in found.items()}
    version = None
    if columns.get(VERSION_TABLE) == ours[VERSION_TABLE]:
        version = connection.execute(select(schema().tables[VERSION_TABLE].c.version)).scalar()
    if version is not None and version > SCHEMA_VERSION:
        raise KehoachError("database-newer", path=name)
    # without our mark a table of one of our names is somebody else's, whatever its columns
    foreign = [table for table in columns if version is None or columns[table] != ours[table]]
    if foreign:
        raise KehoachError("database-foreign", path=name, tables=", ".join(sorted(foreign)))
    return frozenset(columns)


# --- opening ----------------------------------------------------------------------------------------------------------


def _engine(database: Database, write: bool) -> Engine:
    if database.url is not None:
        return _postgresql_engine(database.url, database.name)
    assert database.file is not None
    file = database.file
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not write and not file.exists():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    # "rw" reads a file that may not be written too, and never makes one
    uri = f"{file.absolute().as_uri()}?mode={'rwc' if write else 'rw'}"
    return sqlite_engine(lambda: sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None), write=write)


def _postgresql_engine(url: URL, name: str) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import NoSuchModuleError
    from sqlalchemy.pool import NullPool

    from pipeline.write.database_tables import json_text

    arguments: dict[str, Any] = {}
    if url.drivername in ("postgresql", "postgresql+pg8000"):
        url, arguments = _for_pg8000(url, name)
    try:
        return create_engine(url, poolclass=NullPool, connect_args=arguments, json_serializer=json_text)
    except (NoSuchModuleError, ImportError):
        raise KehoachError("database-driver", driver=url.get_driver_name(), path=name) from None


def _for_pg8000(url: URL, name: str) -> tuple[URL, dict[str, Any]]:
    """The URL and the arguments that pg8000 takes for what PostgreSQL's own programs take: PGUSER and PGPASSWORD, a
    folder of sockets as `host`, `sslmode`."""
    import ssl

    arguments: dict[str, Any] = {"timeout": ANSWER, "application_name": "kehoach"}
    said = {option: value if isinstance(value, str) else value[-1] for option, value in url.query.items()}
    host = said.pop("host", url.host)
    if host and host.startswith("/"):
        arguments["unix_sock"] = f"{host}/.s.PGSQL.{url.port or 5432}"
        url = url.set(host="localhost")
    elif host:
        url = url.set(host=host)
    match said.pop("sslmode", "prefer"):
        case "disable":
            arguments["ssl_context"] = False
        case "require":
            arguments["ssl_context"] = True
        case "verify-full":
            arguments["ssl_context"] = ssl.create_default_context()
        case "allow" | "prefer":
            pass
        case _:
            raise KehoachError("database-option", option="sslmode", path=name)
    if said:
        raise KehoachError("database-option", option=", ".join(sorted(said)), path=name)
    url = url.set(
        drivername="postgresql+pg8000",
        username=url.username or os.environ.get("PGUSER") or getpass.getuser(),
        password=url.password or os.environ.get("PGPASSWORD"),
        query={},
    )
    return url, arguments


def _set_up_postgresql(connection: Connection, write: bool) -> None:
    connection.exec_driver_sql("SET LOCAL datestyle = 'ISO, YMD'")  # the only one that drivers read
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT}s'")
    if write:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")
