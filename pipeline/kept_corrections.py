"""What a person corrected in a table stays when the plan is read again into the same file or database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import KehoachError
from pipeline.messages import describe_all, message

if TYPE_CHECKING:
    from pipeline.corrections import Applied
    from pipeline.records import Plan
    from pipeline.stored_tables import EditedTable
    from pipeline.voice import Voice

KEEPING = ("json", "xlsx", "parquet", "sqlite")
"""The formats that hold corrections; in an XLSX they may have been typed since."""


def with_kept_corrections(plan: Plan, target: str, format: str, voice: Voice) -> Plan:
    """`plan` with what a person corrected in the table that `target` holds now, and what is kept said.

    `KehoachError` where it would be lost: corrections-of-another-plan, corrections-not-held (by that format),
    edited-unknown (changed by a person, but it does not say from what), target-damaged.
    """
    if format not in KEEPING:
        _refuse_loss(plan, target, format)
        return plan
    from pipeline.corrections import carry_corrections

    old = _previous(plan, target, format)
    if old is None or not _corrected(old):
        return plan
    if not _same_plan(old, plan):
        raise KehoachError("corrections-of-another-plan", path=target)
    kept = carry_corrections(old, plan)
    _say(kept, target, plan.document.file or "-", voice)
    return kept.plan


def _refuse_loss(plan: Plan, target: str, format: str) -> None:
    """`KehoachError` where a CSV was changed since its package described it, or JSON Lines hold corrections that `plan`
    does not."""
    if not os.path.isfile(target):
        return
    if format == "csv":
        from pipeline.write.datapackage import is_as_described

        if is_as_described(Path(target)) is False:
            raise KehoachError("edited-unknown", path=target)
    if format == "jsonl":
        from pipeline.stored_tables import stored_plans

        try:
            found = stored_plans(target, format) or []
        except KehoachError:
            return
        known = {(task.id, c.field) for task in plan.tasks for c in task.corrections}
        if any((task.id, c.field) not in known for old in found for task in old.tasks for c in task.corrections):
            raise KehoachError("corrections-not-held", path=target)


def _say(kept: Applied, target: str, file: str, voice: Voice) -> None:
    if kept.changes and not voice.quiet:
        voice.say(message("corrections-kept", voice.lang, path=target, count=len(kept.changes)))
    for text in describe_all(kept.notices, voice.lang):
        voice.say(message("warning", voice.lang, text=f"{file}: {text}"))


def _previous(plan: Plan, target: str, format: str) -> Plan | None:
    """The plan that `target` holds in the place of `plan`, None where it holds none that this program wrote."""
    if format == "sqlite":
        from pipeline.stored_database import saved_plan

        return saved_plan(target, plan.document.key, plan.document.sha256)
    if not os.path.isfile(target):
        return None
    from pipeline.stored_tables import read_edited, stored_plans

    try:
        table = read_edited(target, format) if format == "xlsx" else None
        found = stored_plans(target, format) or [] if format != "xlsx" else []
    except KehoachError as error:
        if error.code == "damaged":
            raise KehoachError("target-damaged", path=target) from error
        return None  # another program's file: it is written over, as ever
    if table is not None:
        return _of_workbook(table, plan, target)
    same = [old for old in found if _same_plan(old, plan)]
    return next(iter(same or found), None)


def _of_workbook(table: EditedTable, plan: Plan, target: str) -> Plan | None:
    """The plan of a workbook with what was typed in it; None where it says the same as `plan` and holds no records.
    `KehoachError` edited-unknown where it does not say from what it was changed."""
    if table.base is not None and table.grid is not None:
        return table.plan()
    if table.base is None and not table.edits(plan):
        return None
    raise KehoachError("edited-unknown", path=target)


def _corrected(plan: Plan) -> bool:
    return bool(plan.removed) or any(task.corrected for task in plan.tasks)


def _same_plan(old: Plan, new: Plan) -> bool:
    """Whether both are readings of one plan: the same document, the same file, or rows in common."""
    one, other = old.document, new.document
    ids = {task.id for task in (*old.tasks, *old.removed)} & {task.id for task in new.tasks}
    return one.key == other.key or bool(ids - {""}) or (one.sha256 == other.sha256 != "")
