"""Task tables that kehoach wrote -> other formats, and what a person changed in one -> corrections of another."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.deliver import Wishes, deliver, format_of_file
from pipeline.errors import KehoachError
from pipeline.kept_corrections import KEEPING
from pipeline.messages import describe_all, message
from pipeline.table import COLUMNS, EXTRA, KINDS, vietnamese_day
from pipeline.task_tables import TaskTables
from pipeline.write import named_format, write
from pipeline.write.database_connection import is_database_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.corrections import Applied, Change
    from pipeline.records import Plan
    from pipeline.voice import Voice

SHOWN = 60
"""Characters of a value that the list of changes shows."""
FEW = 3
"""A plan of no more tasks may lose most of them without being asked."""
MOST_SHOWN = 20
"""So many changes are listed one by one."""


def convert(
    tables: Sequence[str],
    output: str | None,
    format: str | None,
    *,
    voice: Voice,
    wishes: Wishes,
    product: TaskTables,
) -> bool:
    """Write the plans of `tables` (files, or URLs of databases) in another format, as `deliver` does for plans."""
    sources: dict[Path, Plan] = {}
    good = True
    for table in tables:
        try:
            for file, plan in _plans_of(table, sources):
                sources[file] = plan
        except Exception as error:
            voice.failure(error, "database" if is_database_url(table) else table)
            good = False
    if not sources:
        return False
    done = deliver(
        [str(file) for file in sources],
        output,
        format,
        voice=voice,
        wishes=wishes,
        product=product,
        reader=lambda file, _: [sources[file]],
        files=list(sources),
    )
    return done and good


def apply(edited: str, tasks: str, output: str | None, *, voice: Voice, lang: str, missing: str | None) -> Applied:
    """Take over what a person changed in the table `edited` (XLSX, CSV) into the file `tasks`, or into `output`, in
    columns of `lang`.

    Says what was taken. `missing` says what becomes of tasks that the table lacks: "remove" or "keep"; None removes
    them where they are the lesser part and the table says of what it was made. Raises `KehoachError`.
    """
    from pipeline.stored_tables import read_edited, stored_plans

    target = output or tasks
    if named_format(edited) not in ("csv", "xlsx", "xlsm"):
        raise KehoachError("not-edited-table", path=edited)
    if named_format(tasks) not in KEEPING:
        raise KehoachError("tasks-not-whole", path=tasks, allowed=", ".join(f".{name}" for name in KEEPING))
    format = format_of_file(target, None, KEEPING, [Path(edited)])
    try:
        table = read_edited(edited)
        plans = stored_plans(tasks)
    except OSError as error:
        raise KehoachError("cannot-read", path=error.filename or edited, reason=error) from error
    if table is None:
        raise KehoachError("not-a-table", path=edited)
    if plans is None:
        raise KehoachError("not-a-table", path=tasks)
    count = len(plans)
    if count > 1:
        plans = [plan for plan in plans if table.base is not None and table.base.document.key == plan.document.key]
    if len(plans) != 1:
        raise KehoachError("several-plans-to-apply", path=tasks, count=count)
    plan = plans[0]
    if not _belongs(table.base or table.plan(), plan):
        raise KehoachError("edited-another-plan", path=edited, tasks=tasks)
    if table.grid is None:
        raise KehoachError("edited-sheet-gone", path=edited)
    edits = table.edits(plan)
    left_out = len(edits.removed)
    if missing is None and table.base is not None and 2 * left_out > len(table.base.tasks) > FEW:
        raise KehoachError("most-rows-missing", path=edited, count=left_out, total=len(table.base.tasks))
    if missing == "keep" or (missing is None and table.base is None):
        edits = replace(edits, removed=())
    applied = table.applied_to(plan, edits)
    if applied.changes or output:
        write(applied.plan, target, format, lang)
    _say(applied, edited, tasks, target, voice)
    if edits.untaken:
        _warn(message("own-column-edited", voice.lang, columns=_column_names(edits.untaken, voice.lang)), edited, voice)
    if edits.missing:
        _warn(message("columns-missing", voice.lang, columns=_column_names(edits.missing, voice.lang)), edited, voice)
    if left_out > len(edits.removed):
        _warn(message("rows-missing-kept", voice.lang, count=left_out), edited, voice)
    return applied


def _plans_of(table: str, known: dict[Path, Plan]) -> list[tuple[Path, Plan]]:
    """The plans of a table, each with the name of a file that stands for it: the table's own where it has one plan."""
    from pipeline.stored_database import read_database
    from pipeline.stored_tables import stored_plans

    if is_database_url(table):
        plans: list[Plan] | None = read_database(table)
    else:
        if os.path.isdir(table):
            raise KehoachError("is-directory", path=table)
        try:
            plans = stored_plans(table)
        except OSError as error:
            raise KehoachError("cannot-read", path=table, reason=error) from error
    if plans is None:
        raise KehoachError("not-stored", path=table)
    if len(plans) == 1 and not is_database_url(table):
        return [(Path(table), plans[0])]
    named: list[tuple[Path, Plan]] = []
    taken = {path.name.casefold() for path in known}
    for plan in plans:
        own = Path(_file_name(plan))
        name, count = own, 1
        while name.name.casefold() in taken:
            count += 1
            name = own.with_name(f"{own.stem}-{count}{own.suffix}")
        taken.add(name.name.casefold())
        named.append((name, plan))
    return named


def _file_name(plan: Plan) -> str:
    """A name for the plan's table: that of its file without folders and without what no file name holds."""
    said = (plan.document.file or "").replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in said if c.isprintable()).strip(". ")
    return name or plan.document.key


def _belongs(table: Plan, plan: Plan) -> bool:
    """Whether the table was made of the plan: the same document, or rows in common."""
    ids = {task.id for task in (*plan.tasks, *plan.removed)}
    same = table.document.key == plan.document.key
    return same or any(task.id in ids for task in table.tasks) or not plan.tasks


def _say(applied: Applied, edited: str, tasks: str, target: str, voice: Voice) -> None:
    """What was taken over, change by change where they are not too many."""
    for text in describe_all(applied.notices, voice.lang):
        _warn(text, edited, voice)
    if voice.quiet:
        return
    if not applied.changes:
        voice.say(message("applied-nothing", voice.lang, file=edited, tasks=tasks))
        return
    for change in applied.changes[:MOST_SHOWN]:
        voice.say(_line(change, voice.lang))
    if len(applied.changes) > MOST_SHOWN:
        voice.say(message("applied-more", voice.lang, count=len(applied.changes) - MOST_SHOWN))
    kinds = [change.field for change in applied.changes]
    cells = [change for change in applied.changes if change.field not in ("added", "removed")]
    voice.say(
        message(
            "applied",
            voice.lang,
            file=edited,
            cells=len(cells),
            rows=len({change.row for change in cells}),
            added=kinds.count("added"),
            removed=kinds.count("removed"),
        )
    )
    voice.say(message("written", voice.lang, path=target))


def _warn(text: str, file: str, voice: Voice) -> None:
    if not voice.quiet:
        voice.say(message("warning", voice.lang, text=f"{file}: {text}"))


def _line(change: Change, lang: str) -> str:
    field = message(f"field-{change.field}", lang)
    if change.field in ("added", "removed"):
        return message("applied-row", lang, field=field, text=_cut(change.text))
    before, after = (_cut(_words(value, change.field, lang)) for value in (change.before, change.after))
    return message("applied-change", lang, row=change.row, field=field, before=before, after=after)


def _words(value: Any, field: str, lang: str) -> str:
    """A value as a person reads it; of a deadline the day first, which is what counts."""
    match value:
        case None:
            return ""
        case list():
            return "; ".join(_words(entry, field, lang) for entry in value)
        case {"raw": raw, "end": end}:
            return f"{vietnamese_day(dt.date.fromisoformat(end))} – {raw}" if end else str(raw)
        case {"raw": raw}:
            return str(raw)
        case dict():
            return "; ".join(f"{EXTRA[lang].get(name, name)}: {text}" for name, text in value.items())
        case _:
            return KINDS[lang].get(value, value) if field == "kind" else str(value)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _column_names(fields: Sequence[str] | Any, lang: str) -> str:
    """The names of the columns of these fields."""
    from pipeline.stored_grid import FIELDS

    return ", ".join(COLUMNS[lang][FIELDS.index(name)] for name in fields)
