"""The tables of a database of plans, for SQLite and PostgreSQL alike; docs/database.md tells people what they hold.

A task is known by its plan and its number in the plan (STT): ids may repeat where a person edited them. What nobody
would ask a database for (boxes, origins, doubts) is JSON. Text is stored as it is, but for what no database takes (see
`stored_text`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy import Column, Dialect, MetaData
    from sqlalchemy.types import TypeDecorator, TypeEngine

SCHEMA_VERSION = 1
"""The version of these tables. Who changes them raises it and lets `pipeline.write.database` bring older ones up."""

VERSION_TABLE = "kehoach_schema"
"""The table that marks a database as one of ours: one row with the version."""

# "\x00" and "\udce9", and the text "\u0000" that would read as one; not "\u1ed9" or "C:\users"
_NEEDS_ESCAPE = re.compile(r"[\x00\ud800-\udfff]|\\u(?:0000|d[89a-f][0-9a-f]{2})")
_BEFORE_ESCAPE = re.compile(r"\\+(?=[\x00\ud800-\udfff]|u(?:0000|d[89a-f][0-9a-f]{2}))")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"(\\+)u(0000|d[89a-f][0-9a-f]{2})")


def stored_text(text: str) -> str:
    """`text` as a database takes it: a NUL is written "\\u0000" and half of a surrogate pair "\\udce9".

    PostgreSQL's text holds neither, SQLite's functions stop at a NUL. Backslashes directly before such a sequence are
    doubled, so `printed_text` gives back every text to the letter; any other text stays as it is.
    """
    if not _NEEDS_ESCAPE.search(text):
        return text
    doubled = _BEFORE_ESCAPE.sub(lambda m: m[0] * 2, text)
    return _NO_TEXT.sub(lambda m: f"\\u{ord(m[0]):04x}", doubled)


def printed_text(text: str) -> str:
    """The text that `stored_text` was given."""
    return _ESCAPED.sub(_unescaped, text) if "\\u" in text else text


def _unescaped(found: re.Match[str]) -> str:
    backslashes, code = len(found[1]), found[2]
    return "\\" * (backslashes // 2) + (chr(int(code, 16)) if backslashes % 2 else f"u{code}")


def _in_all_texts(convert: Any, value: Any) -> Any:
    """`value`, JSON-ready data, with `convert` applied to each text and each key in it."""
    match value:
        case str():
            return convert(value)
        case list() | tuple():
            return [_in_all_texts(convert, part) for part in value]
        case dict():
            return {convert(name): _in_all_texts(convert, part) for name, part in value.items()}
        case _:
            return value


class Types(NamedTuple):
    """The column types of our own."""

    text: type[TypeDecorator[str]]
    json: type[TypeDecorator[Any]]


@cache
def _types() -> Types:
    import json

    from sqlalchemy import Text
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.types import TypeDecorator

    class StoredText(TypeDecorator[str]):
        """Text that may hold anything that a Python string can."""

        impl = Text
        cache_ok = True

        def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
            return None if value is None else stored_text(value)

        def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
            return None if value is None else printed_text(value)

    class StoredJson(TypeDecorator[Any]):
        """JSON to the letter: PostgreSQL's `json` (`jsonb` would make 100.0 of 1e2), in SQLite text (a column of type
        JSON would make the number 100 of the text "100.0")."""

        impl = Text
        cache_ok = True

        def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
            if dialect.name == "postgresql":
                return dialect.type_descriptor(postgresql.JSON(none_as_null=True))
            return dialect.type_descriptor(Text())

        def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
            stored = _in_all_texts(stored_text, value)
            return stored if value is None or dialect.name == "postgresql" else json_text(stored)

        def process_result_value(self, value: Any, dialect: Dialect) -> Any:
            data = value if value is None or dialect.name == "postgresql" else json.loads(value)
            return _in_all_texts(printed_text, data)

    return Types(StoredText, StoredJson)


def json_text(value: Any) -> str:
    """`value` as JSON that people can read; ValueError for a number that JSON cannot hold (NaN)."""
    import json

    return json.dumps(value, ensure_ascii=False, allow_nan=False)


@cache
def schema() -> MetaData:
    """The tables with their keys, checks and indexes."""
    from sqlalchemy import (
        Boolean,
        CheckConstraint,
        Date,
        Double,
        ForeignKey,
        ForeignKeyConstraint,
        Index,
        Integer,
        MetaData,
        String,
        Table,
        func,
    )
    from sqlalchemy import Column as column

    text, json = _types()
    tables = MetaData()

    def must(name: str, kind: Any, **options: Any) -> Column[Any]:
        return column(name, kind, nullable=False, **options)

    def of_plan() -> Column[Any]:
        return column("plan_id", ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True)

    def number(name: str = "position") -> Column[Any]:
        return column(name, Integer, primary_key=True, autoincrement=False)

    def of_task(name: str, *parts: Any) -> Table:
        """A table of what a task has several of, in their order: `position` counts from 1."""
        task = ForeignKeyConstraint(
            ["plan_id", "task_no"], ["tasks.plan_id", "tasks.task_no"], name=f"{name}_task_fkey", ondelete="CASCADE"
        )
        return Table(name, tables, number("plan_id"), number("task_no"), number(), *parts, task)

    Table(VERSION_TABLE, tables, column("version", Integer, primary_key=True, autoincrement=False))
    Table(
        "plans", tables,
        column("id", Integer, primary_key=True),
        must("key", String(12), unique=True),
        must("sha256", text), column("file", text), must("format", text), column("pages", Integer),
        column("type", text), column("number", text), column("issued", Date), column("issuer", text),
        column("title", text), column("signer", text), column("signer_title", text), column("signed_for", text),
        must("recipients", json),
        Index("plans_sha256", "sha256", postgresql_using="hash"),
    )  # fmt: skip
    Table("plan_years", tables, of_plan(), number(), must("year", Integer), Index("plan_years_year", "year"))
    Table(
        "legal_bases", tables, of_plan(), number(),
        must("type", text), column("number", text), column("issued", Date), column("issuer", text),
    )  # fmt: skip
    Table(
        "warnings", tables, of_plan(), number(),
        must("code", text), column("page", Integer), column("row_label", text), must("details", json),
    )  # fmt: skip
    Table(
        "tasks", tables,
        of_plan(), number("task_no"),
        must("removed", Boolean), must("task_id", text), must("kind", text), column("number", text),
        must("section_path", json), column("section", text), must("task", text), column("parent", text),
        column("page", Integer), must("source_text", text), must("source_boxes", json), must("extra", json),
        must("origins", json), must("doubts", json), must("confidence", Double),
        CheckConstraint("task_no > 0", name="tasks_task_no_check"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="tasks_confidence_check"),
        # a hash has no limit of length, and an edited id may be any text
        Index("tasks_task_id", "task_id", postgresql_using="hash"),
    )  # fmt: skip
    units = Table("units", tables, column("id", Integer, primary_key=True), must("name", text))
    # a name may be longer than PostgreSQL's index takes (2.7 kB)
    Index("units_name", units.c.name, unique=True).ddl_if(dialect="sqlite")
    Index("units_name_md5", func.md5(units.c.name), unique=True).ddl_if(dialect="postgresql")
    of_task(
        "task_units",
        column("unit_id", ForeignKey("units.id"), nullable=False), must("role", String(12)), must("name", text),
        must("collective", Boolean), must("members", json), column("origin", text),
        must("listed", Boolean), must("named", Boolean),
        CheckConstraint("role IN ('lead', 'coordinating')", name="task_units_role_check"),
        Index("task_units_unit_id", "unit_id"),
    )  # fmt: skip
    of_task("products", must("product", text))
    of_task(
        "deadlines",
        must("raw", text), must("kind", text), column("start_date", Date), column("end_date", Date),
        column("bound", text), column("rrule", text), must("inferred", json), column("due", Date),
        Index("deadlines_due", "due"),
    )  # fmt: skip
    Table(
        "due_days", tables,
        number("plan_id"), number("task_no"), number(), column("due", Date, primary_key=True),
        ForeignKeyConstraint(
            ["plan_id", "task_no", "position"],
            ["deadlines.plan_id", "deadlines.task_no", "deadlines.position"],
            name="due_days_deadline_fkey", ondelete="CASCADE",
        ),
        Index("due_days_due", "due"),
    )  # fmt: skip
    of_task(
        "targets",
        must("raw", text), must("comparator", text), column("value", Double), column("value_exact", text),
        column("unit", text),
    )  # fmt: skip
    of_task(
        "citations",
        must("type", text), column("number", text), column("issued", Date), column("issuer", text),
        must("span_start", Integer), must("span_end", Integer),
    )  # fmt: skip
    of_task(
        "task_links",
        must("kind", String(14)), must("linked_id", text), column("linked_no", Integer),
        CheckConstraint("kind IN ('same_as', 'section_target')", name="task_links_kind_check"),
    )  # fmt: skip
    of_task(
        "corrections",
        must("field", text), column("was", json), column("corrected_by", text), column("corrected_at", text),
    )  # fmt: skip
    return tables
