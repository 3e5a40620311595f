"""Plan -> the rows of each table of a database (`pipeline.write.database_tables`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.plan_days import recurring_days, time_of
from pipeline.write.database_tables import json_text

if TYPE_CHECKING:
    from extractors.deadlines import Deadline
    from pipeline.records import DocumentInfo, Plan, Task

Row = dict[str, Any]
"""A row by the names of its columns; in `task_units` the unit's canonical name stands under "unit" instead of an id."""

EACH_DAY = "FREQ=DAILY"
"""What is due each day no list would show."""


def rows_of(plan: Plan, plan_id: int) -> dict[str, list[Row]]:
    """The rows of each table but `plans` and `units`, in the order in which they stand in the plan."""
    document = plan.document
    first_no = {task.id: no for no, task in reversed([*enumerate(plan.tasks, 1)])}
    rows: dict[str, list[Row]] = {
        "plan_years": [{"year": year} for year in document.years],
        "legal_bases": [
            {"type": c.type, "number": c.number, "issued": c.date, "issuer": c.issuer} for c in document.legal_bases
        ],
        "warnings": [
            {"code": w.code, "page": w.page, "row_label": w.row, "details": {k: str(v) for k, v in w.values.items()}}
            for w in plan.warnings
        ],
    }
    for entries in rows.values():
        for position, row in enumerate(entries, 1):
            row.update(plan_id=plan_id, position=position)
    # the removed ones go on counting, so that those that are left have the numbers of the table that people see
    for task_no, task in enumerate([*plan.tasks, *plan.removed], 1):
        of_task = {"plan_id": plan_id, "task_no": task_no}
        rows.setdefault("tasks", []).append({**of_task, "removed": task_no > len(plan.tasks), **_task_row(task)})
        for table, entries in _parts(task, first_no).items():
            rows.setdefault(table, []).extend(
                {**of_task, "position": position, **entry} for position, entry in enumerate(entries, 1)
            )
        rows.setdefault("due_days", []).extend(
            {**of_task, "position": position, "due": day}
            for position, deadline in enumerate(task.deadlines, 1)
            for day in _due_days(document, deadline)
        )
    return rows


def plan_row(plan: Plan) -> Row:
    """The row of the table `plans`, without its id."""
    document = plan.document
    own = ("file", "sha256", "format", "pages", "type", "number", "issued", "issuer", "title", "signer", "signer_title")
    return {
        "key": document.key,
        **{name: getattr(document, name) for name in own},
        "signed_for": document.signed_for,
        "recipients": document.recipients,
    }


def _task_row(task: Task) -> Row:
    source = task.source
    return {
        "task_id": task.id,
        "kind": task.kind,
        "number": task.number,
        "section_path": task.section_path,
        "section": task.section,
        "task": task.task,
        "parent": task.parent,
        "page": source.page,
        "source_text": source.text,
        "source_boxes": [(b.page, b.x0, b.top, b.x1, b.bottom) for b in source.boxes],
        "extra": dict(task.extra),
        "origins": dict(task.origins),
        "doubts": task.doubts,
        "confidence": task.confidence,
    }


def _parts(task: Task, first_no: dict[str, int]) -> dict[str, list[Row]]:
    """The rows of the tables that hold what a task has several of."""
    return {
        "task_units": _unit_rows(task),
        "products": [{"product": product} for product in task.products],
        "deadlines": [
            {
                "raw": d.raw,
                "kind": d.kind,
                "start_date": d.start,
                "end_date": d.end,
                "bound": d.bound,
                "rrule": d.rrule,
                "inferred": d.inferred,
                "due": d.due,
            }
            for d in task.deadlines
        ],
        "targets": [
            {
                "raw": t.raw,
                "comparator": t.comparator,
                "value": _double(t.value),
                "value_exact": None if t.value is None else json_text(t.value),
                "unit": t.unit,
            }
            for t in task.targets
        ],
        "citations": [
            {
                "type": c.type,
                "number": c.number,
                "issued": c.date,
                "issuer": c.issuer,
                "span_start": c.span[0],
                "span_end": c.span[1],
            }
            for c in task.citations
        ],
        "task_links": [
            {"kind": kind, "linked_id": linked, "linked_no": first_no.get(linked)}
            for kind, ids in (("same_as", task.same_as), ("section_target", task.section_targets))
            for linked in ids
        ],
        "corrections": [
            {"field": c.field, "was": c.was, "corrected_by": c.by, "corrected_at": c.at} for c in task.corrections
        ],
    }


def _unit_rows(task: Task) -> list[Row]:
    """The units of a task. `listed`: the name stands in the task's list of units; `named`: it has its canonical name.

    One row is both, as a rule. Where the two lists of the record disagree each keeps rows of its own; a name that was
    never spelt out (in a table of an older version) counts as its own canonical name.
    """
    listed = [("lead", name) for name in task.lead_units] + [("coordinating", name) for name in task.coordinating_units]
    one = listed == [(unit.role, unit.name) for unit in task.units]
    named = [
        {
            "unit": unit["canonical"],
            "role": unit["role"],
            "name": unit["name"],
            "collective": unit["collective"],
            "members": unit["members"],
            "origin": unit["origin"],
            "listed": one,
            "named": True,
        }
        for unit in (task.to_dict()["units"] if task.units else ())
    ]
    if one:
        return named
    alone = {"collective": False, "members": (), "origin": None, "listed": True, "named": False}
    return [{"unit": name, "role": role, "name": name, **alone} for role, name in listed] + named


def _double(value: float | int | None) -> float | None:
    """The number for calculations; None for a whole number beyond a double's range."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None


# --- the days on which deadlines fall due -----------------------------------------------------------------------------


def _due_days(document: DocumentInfo, deadline: Deadline) -> Sequence[dt.date]:
    """The days of a deadline: its due day, or those of its rule in the time of the plan."""
    if deadline.rrule is None:
        return [deadline.due] if deadline.due else []
    if deadline.rrule.startswith(EACH_DAY):
        return []
    return recurring_days(deadline, time_of(document, deadline), document.issued)
