"""Plans read back from a database that `pipeline.write.database` wrote."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.errors import KehoachError
from pipeline.records import Notice, Plan, Task, iso
from pipeline.stored import WRONG_SHAPE, document_of, task_of
from pipeline.write.database import same_plan
from pipeline.write.database_connection import database_of, own_tables, transaction
from pipeline.write.database_tables import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection

Row = Mapping[str, Any]
Key = tuple[int, ...]
Parts = Mapping[Key, Sequence[Row]]
"""The rows of a table by what they belong to: a plan (its id) or a task (the plan's id, the task's number)."""

_OF_PLAN = ("plan_years", "legal_bases", "warnings", "tasks")
_OF_TASK = ("task_units", "products", "deadlines", "targets", "citations", "task_links", "corrections")


def read_database(target: str | os.PathLike[str]) -> list[Plan]:
    """All plans of the database `target`, a URL or a file of SQLite, in the order in which they were first written.

    `KehoachError` where it cannot be opened, is none of ours (database-not-ours, database-foreign, database-newer), is
    damaged, or has no plan (database-empty).
    """
    database = database_of(target)
    with transaction(database, write=False) as connection:
        if not own_tables(connection, database.name):
            raise KehoachError("database-not-ours", path=database.name)
        plans = _plans(connection, database.name, _ids(connection, None))
    if not plans:
        raise KehoachError("database-empty", path=database.name)
    return plans


def saved_plan(target: str | os.PathLike[str], key: str, sha256: str) -> Plan | None:
    """The plan that `save_plan` would replace with one of that `DocumentInfo.key` and `sha256`; None where there is
    none, no table or no file. Of two (one by the key, one by the file) that of the key. `KehoachError` as above."""
    database = database_of(target)
    if database.file is not None and not os.path.lexists(database.file):
        return None
    with transaction(database, write=False) as connection:
        if not own_tables(connection, database.name):
            return None
        found = _plans(connection, database.name, _ids(connection, (key, sha256)))
    return next((plan for plan in found if plan.document.key == key), found[0] if found else None)


def _ids(connection: Connection, wanted: tuple[str, str] | None) -> list[int]:
    """The ids of all plans, or of the same plan as `wanted` (key, sha256), in the order of first writing."""
    from sqlalchemy import select

    plans = schema().tables["plans"]
    statement = select(plans.c.id).order_by(plans.c.id)
    return list(connection.scalars(statement.where(same_plan(*wanted)) if wanted else statement))


def _plans(connection: Connection, name: str, ids: Sequence[int]) -> list[Plan]:
    """The plans of these ids; `KehoachError` (database-damaged) where a value is of another kind than was written."""
    try:
        documents = _rows(connection, "plans", "id", ids, 1)
        of_plan = {table: _rows(connection, table, "plan_id", ids, 1) for table in _OF_PLAN}
        of_task = {table: _rows(connection, table, "plan_id", ids, 2) for table in _OF_TASK}
        return [_plan(documents[(number,)][0], of_plan, of_task) for number in ids]
    except WRONG_SHAPE as error:
        raise KehoachError("database-damaged", path=name, reason=error) from error


def _rows(connection: Connection, name: str, plan: str, ids: Sequence[int], width: int) -> Parts:
    """The rows of a table that belong to these plans, in their order, by the first `width` columns of its key."""
    from sqlalchemy import select

    table = schema().tables[name]
    order = list(table.primary_key)
    whole = select(table)
    if name == "task_units":
        units = schema().tables["units"]
        whole = select(table, units.c.name.label("canonical")).join_from(table, units)
    found: dict[Key, list[Row]] = defaultdict(list)
    for part in range(0, len(ids), 500):  # how many values a statement may hold depends on the database
        statement = whole.where(table.c[plan].in_(ids[part : part + 500])).order_by(*order)
        for row in connection.execute(statement).mappings():
            found[tuple(row[column.name] for column in order[:width])].append(dict(row))
    return found


def _plan(row: Row, of_plan: Mapping[str, Parts], of_task: Mapping[str, Parts]) -> Plan:
    plan = (row["id"],)
    document = document_of(
        {
            **row,
            "issued": iso(row["issued"]),
            "years": [year["year"] for year in of_plan["plan_years"].get(plan, ())],
            "legal_bases": [_citation(base) for base in of_plan["legal_bases"].get(plan, ())],
        }
    )
    warnings = [Notice(w["code"], w["details"], w["page"], w["row_label"]) for w in of_plan["warnings"].get(plan, ())]
    tasks: dict[bool, list[Task]] = {False: [], True: []}
    for task in of_plan["tasks"].get(plan, ()):
        key = (row["id"], task["task_no"])
        parts = {table: rows.get(key, ()) for table, rows in of_task.items()}
        tasks[bool(task["removed"])].append(_task(task, parts))
    return Plan(document, tuple(tasks[False]), tuple(warnings), tuple(tasks[True]))


def _task(row: Row, parts: Mapping[str, Sequence[Row]]) -> Task:
    units, links = parts["task_units"], parts["task_links"]

    def listed(role: str) -> list[str]:
        return [unit["name"] for unit in units if unit["listed"] and unit["role"] == role]

    def linked(kind: str) -> list[str]:
        return [link["linked_id"] for link in links if link["kind"] == kind]

    return task_of(
        {
            **row,
            "id": row["task_id"],
            "source": {"page": row["page"], "text": row["source_text"], "boxes": row["source_boxes"]},
            "lead_units": listed("lead"),
            "coordinating_units": listed("coordinating"),
            "units": [unit for unit in units if unit["named"]],
            "products": [product["product"] for product in parts["products"]],
            "deadlines": [
                {**deadline, "start": iso(deadline["start_date"]), "end": iso(deadline["end_date"])}
                for deadline in parts["deadlines"]
            ],
            "targets": [{**target, "value": _number(target["value_exact"])} for target in parts["targets"]],
            "citations": [
                {**_citation(citation), "span": (citation["span_start"], citation["span_end"])}
                for citation in parts["citations"]
            ],
            "same_as": linked("same_as"),
            "section_targets": linked("section_target"),
            "corrections": [
                {**correction, "by": correction["corrected_by"], "at": correction["corrected_at"]}
                for correction in parts["corrections"]
            ],
        }
    )


def _citation(row: Row) -> dict[str, Any]:
    return {"type": row["type"], "number": row["number"], "date": iso(row["issued"]), "issuer": row["issuer"]}


def _number(exact: str | None) -> object:
    return None if exact is None else json.loads(exact)
