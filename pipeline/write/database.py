"""A plan in a database: a file of SQLite or a PostgreSQL server, the same tables in both (docs/database.md).

A database holds many plans. A plan that is there already is replaced, in the one transaction that writes the other.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.write.database_connection import (
    Database,
    closed_after,
    database_of,
    is_database_url,
    own_tables,
    sqlite_engine,
    transaction,
)
from pipeline.write.database_errors import told
from pipeline.write.database_rows import plan_row, rows_of
from pipeline.write.database_tables import SCHEMA_VERSION, VERSION_TABLE, schema
from pipeline.write.database_views import view_statements

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from pipeline.records import Plan

__all__ = ["is_database_url", "same_plan", "save_plan", "write_sqlite"]


def save_plan(plan: Plan, target: str | os.PathLike[str]) -> None:
    """Write `plan` into the database `target`: a database URL, or the path of a file of SQLite, which is made where
    there is none.

    Tables and views are made where they are missing. The same plan (`same_plan`) is replaced and keeps its place among
    the plans. All of it is one transaction: on any error the database is as it was. Raises `KehoachError`.
    """
    database = database_of(target)
    with transaction(database, write=True) as connection:
        _make_tables(connection, own_tables(connection, database.name))
        _replace(connection, plan)


def write_sqlite(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write a whole database of SQLite with the one plan to `stream`; its names do not depend on `lang`."""
    with (
        told(Database("SQLite", None, None), write=True),
        closed_after(sqlite_engine(lambda: sqlite3.connect(":memory:", isolation_level=None), write=True)) as engine,
        engine.connect() as connection,
    ):
        with connection.begin():
            _make_tables(connection)
            _replace(connection, plan)
        memory = connection.connection.driver_connection
        assert isinstance(memory, sqlite3.Connection)
        whole = memory.serialize()
    stream.write(whole)


def same_plan(key: str, sha256: str) -> ColumnElement[bool]:
    """The condition on `plans` for the plan of that `DocumentInfo.key`, or read from the file of that hash."""
    from sqlalchemy import or_

    plans = schema().tables["plans"].c
    return or_(plans.key == key, plans.sha256 == sha256) if sha256 else plans.key == key


def _make_tables(connection: Connection, there: frozenset[str] = frozenset()) -> None:
    """Make the tables and views that are not `there`."""
    missing = [table for table in schema().sorted_tables if table.name not in there]
    schema().create_all(connection, tables=missing, checkfirst=False)
    for view, statement in view_statements(connection.dialect.name).items():
        if view not in there:
            connection.exec_driver_sql(statement)
    if VERSION_TABLE not in there:
        connection.execute(schema().tables[VERSION_TABLE].insert(), {"version": SCHEMA_VERSION})


def _replace(connection: Connection, plan: Plan) -> None:
    """Take the plan out where it is in the database, and put it in."""
    from sqlalchemy import delete, insert, select

    tables = schema().tables
    plans, units, task_units = tables["plans"], tables["units"], tables["task_units"]
    document = plan.document
    old = connection.scalars(select(plans.c.id).where(same_plan(document.key, document.sha256))).all()
    if old:
        # in one statement a table: the cascade would take one for each task
        for table in reversed(schema().sorted_tables):
            if "plan_id" in table.c:
                connection.execute(delete(table).where(table.c.plan_id.in_(old)))
        connection.execute(delete(plans).where(plans.c.id.in_(old)))
    own_id = {"id": min(old)} if old else {}
    plan_id = connection.scalars(insert(plans).returning(plans.c.id), {**plan_row(plan), **own_id}).one()
    rows = rows_of(plan, plan_id)
    ids = _unit_ids(connection, [row["unit"] for row in rows.get("task_units", ())])
    for row in rows.get("task_units", ()):
        row["unit_id"] = ids[row.pop("unit")]
    for table in schema().sorted_tables:
        _insert(connection, table.name, rows.get(table.name, []))
    connection.execute(delete(units).where(units.c.id.not_in(select(task_units.c.unit_id))))


def _unit_ids(connection: Connection, names: list[str]) -> dict[str, int]:
    """The ids of the units by their canonical names; those that the register lacks are added to it."""
    from sqlalchemy import select

    units = schema().tables["units"]
    known = {name: number for number, name in connection.execute(select(units.c.id, units.c.name))}
    missing = [{"name": name} for name in dict.fromkeys(names) if name not in known]
    if not missing:
        return known
    _insert(connection, "units", missing)
    return {name: number for number, name in connection.execute(select(units.c.id, units.c.name))}


def _insert(connection: Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    target = schema().tables[table]
    statement = target.insert()
    if connection.dialect.name == "postgresql":
        # with RETURNING SQLAlchemy sends a thousand rows in a statement, without it pg8000 sends each alone
        connection.execute(statement.returning(next(iter(target.primary_key))), rows)
    else:
        connection.execute(statement, rows)
