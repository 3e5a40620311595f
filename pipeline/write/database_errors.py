"""What a user is told where a database refuses: errors of SQLite, PostgreSQL, their drivers and the system.

No message says a password.
"""

from __future__ import annotations

import errno
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import KehoachError

if TYPE_CHECKING:
    from pipeline.write.database_connection import Database

# the codes of SQLSTATE that a user can do something about
_NO_RIGHT, _READ_ONLY, _LOCKED = ("42501",), ("25006",), ("55P03", "40P01", "40001")
_NO_CONNECTION = ("08", "28", "3D", "53", "57")
"""Classes of SQLSTATE: connection, authorization, no such database, no resources, the server shuts down."""


@contextmanager
def told(database: Database, *, write: bool) -> Iterator[None]:
    """Errors of the database, its driver and the system become a `KehoachError`."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError, OverflowError) as error:
        raise _told(error, database, write) from error


def _told(error: Exception, database: Database, write: bool) -> KehoachError:
    """What to tell the user of an error of the database, its driver or the system."""
    origin = getattr(error, "orig", None) or error
    if isinstance(origin, OSError) and database.file is not None:
        code = "cannot-write" if write else "no-such-file" if origin.errno == errno.ENOENT else "cannot-read"
        return KehoachError(code, path=database.name, reason=origin)
    if isinstance(origin, sqlite3.Error):
        return _told_by_sqlite(origin, database, write)
    if isinstance(origin.__cause__, socket.gaierror):
        return KehoachError("database-no-host", path=database.name)
    said = origin.args[0] if origin.args else None
    state = str(said.get("C", "")) if isinstance(said, dict) else str(getattr(origin, "sqlstate", None) or "")
    if state in _LOCKED:
        return KehoachError("database-locked", path=database.name)
    if state in _NO_RIGHT:
        return KehoachError("database-permission", path=database.name, reason=_reason(origin, database))
    if state in _READ_ONLY:
        return KehoachError("database-read-only", path=database.name)
    # an error without a state is the driver's own: it does not reach the server
    lost = isinstance(origin, OSError) or state.startswith(_NO_CONNECTION)
    lost = lost or (not state and type(origin).__name__ in ("InterfaceError", "OperationalError"))
    code = "database-connect" if lost else "database-refused" if write else "database-damaged"
    return KehoachError(code, path=database.name, reason=_reason(origin, database))


def _told_by_sqlite(error: sqlite3.Error, database: Database, write: bool) -> KehoachError:
    name = database.name
    match getattr(error, "sqlite_errorname", "").split("_")[1:2]:
        case ["BUSY"] | ["LOCKED"]:
            return KehoachError("database-locked", path=name)
        case ["NOTADB"]:
            return KehoachError("database-not-sqlite", path=name)
        case ["CORRUPT"]:
            return KehoachError("database-damaged", path=name, reason=error)
        case ["READONLY"]:
            return KehoachError("database-read-only", path=name)
        case ["CANTOPEN"]:
            folder = database.file.absolute().parent if database.file else Path()
            number = errno.EACCES if folder.is_dir() else errno.ENOTDIR if folder.exists() else errno.ENOENT
            reason = OSError(number, os.strerror(number))
            return KehoachError("cannot-write" if write else "cannot-read", path=name, reason=reason)
        case ["FULL"]:
            return KehoachError("cannot-write", path=name, reason=OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        case _:
            return KehoachError("database-refused" if write else "database-damaged", path=name, reason=error)


def _reason(error: BaseException, database: Database) -> object:
    """The reason in one line, without the password; an error of the system where one lies behind."""
    behind = error.__cause__ if isinstance(error.__cause__, OSError) else error
    if isinstance(behind, TimeoutError):
        return OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
    if isinstance(behind, OSError):
        return behind
    said = behind.args[0] if behind.args else ""
    text = " ".join(str(said.get("M", said) if isinstance(said, dict) else behind).split())
    password = database.url.password if database.url is not None else None
    for secret in (password, os.environ.get("PGPASSWORD")):
        text = text.replace(str(secret), "***") if secret else text
    return text
