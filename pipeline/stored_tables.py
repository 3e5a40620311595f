"""Task tables that `kehoach extract` wrote, read back as plans: JSON, JSON Lines, CSV and XLSX.

JSON has everything and JSON Lines all of the tasks. An XLSX has the records too, on a sheet for programs: what a person
changed on the sheet that people read becomes corrections. A CSV, or an XLSX without that sheet, is read from the
columns that people see: what their words do not say (numbers of the items, links between rows, where a value came from)
is empty, and what they say is read again with the same grammars as in the plan.
"""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extractors.abbreviations import find_abbreviations
from extractors.citations import find_citations
from extractors.plan_times import PlanTimes
from pipeline.corrections import Applied, apply_edits
from pipeline.drafts import ids_of
from pipeline.edits import Edits, edits_of
from pipeline.errors import KehoachError
from pipeline.naming import name_units
from pipeline.read import kind_of, load
from pipeline.read.text import decode
from pipeline.records import DocumentInfo, Notice, Plan, Source, Task
from pipeline.stored import WRONG_SHAPE, document_of, plan_of, task_of
from pipeline.stored_about import day_of, document_of_sheet, month_first
from pipeline.stored_grid import Grid, GridRow, grid_of_csv, grid_of_xlsx
from pipeline.stored_machine import last_saved, read_machine
from pipeline.stored_times import TimeRow, TimesReader, time_values
from pipeline.stored_values import (
    extra_name,
    extra_of,
    place_of,
    products_of,
    remarked,
    row_kind,
    share_of,
    targets_of,
    units_of,
    whole_of,
)
from pipeline.write import named_format

SHOWN = 80
"""Characters of a row that a warning shows."""


STORED = ("json", "jsonl", "csv", "xlsx", "parquet", "sqlite")
"""The formats that are read back."""


def read_stored(path: str | os.PathLike[str]) -> Plan | None:
    """The plan in a task table that kehoach wrote; None where the file is none, and may be a plan for `extract`.

    Raises `KehoachError` as `stored_plans`, and several-plans where the table holds more than one.
    """
    plans = stored_plans(path)
    if plans is not None and len(plans) > 1:
        files = ", ".join(str(plan.document.file) for plan in plans[:5])
        raise KehoachError("several-plans", path=os.fspath(path), count=len(plans), files=files)
    return None if plans is None else plans[0]


def stored_plans(path: str | os.PathLike[str], format: str | None = None) -> list[Plan] | None:
    """The plans, one or more, in a task table that kehoach wrote; None where the file is none.

    The suffix (or `format`, one of `STORED`) says which table it may be, the content whether it is one. Raises
    `KehoachError`: not-a-table for other JSON or Parquet, damaged, empty-file, what `pipeline.read.read` raises of
    files that cannot be opened, and what `pipeline.stored_database` raises.
    """
    match format or named_format(path):
        case "json" | "jsonl":
            data, name, _ = load(path)
            return _of_json(data, name)
        case "csv" | "xlsx" | "xlsm" as kind:
            edited = read_edited(path, kind)
            return None if edited is None else [edited.plan()]
        case "parquet":
            from pipeline.stored_parquet import read_parquet

            data, name, _ = load(path)
            return read_parquet(data, name)
        case "sqlite":
            from pipeline.stored_database import read_database

            load(path)  # says what a file that cannot be opened is
            return read_database(Path(path))
        case _:
            return None


@dataclass(frozen=True, slots=True)
class EditedTable:
    """A table of the columns that people see: the plan that the workbook itself holds it was made of (None where it
    holds none: a CSV), its rows (None where that sheet is gone), who saved it last and when, and the file's name."""

    base: Plan | None
    grid: Grid | None
    by: str | None = None
    at: str | None = None
    file: str | None = None

    def plan(self) -> Plan:
        """The plan as the table has it now."""
        if self.base is not None:
            return self.applied_to(self.base).plan
        assert self.grid is not None
        return _plan(self.grid, self.file)

    def edits(self, plan: Plan) -> Edits:
        """What a person changed in the table, which was made of `plan` where it does not say of what itself."""
        return Edits() if self.grid is None else edits_of(self.grid, self.base or plan)

    def applied_to(self, plan: Plan, edits: Edits | None = None) -> Applied:
        """`plan` with what a person changed in the table: `edits`, or all."""
        found = self.edits(plan) if edits is None else edits
        return apply_edits(found, self.base or plan, plan, self.by, self.at, stale=self.base is None)


def read_edited(path: str | os.PathLike[str], format: str | None = None) -> EditedTable | None:
    """The CSV or XLSX at `path` as a table that a person may have edited; None, and errors, as `stored_plans`."""
    data, name, file = load(path)
    if (format or named_format(path)) == "csv":
        grid = grid_of_csv(data, name)
        return None if grid is None else EditedTable(None, grid, file=file)
    if not data or kind_of(data, name) != "xlsx":
        return None
    grid = grid_of_xlsx(Path(path), data, name)  # first: it refuses what is too large
    base = read_machine(data)
    if grid is None and base is None:
        return None
    return EditedTable(base, grid, *last_saved(data), file)


# --- JSON -------------------------------------------------------------------------------------------------------------


def _of_json(data: bytes, name: str) -> list[Plan]:
    if not data.strip():
        raise KehoachError("empty-file", path=name)
    text = decode(data)
    if text is None:
        raise KehoachError("damaged", path=name, kind="JSON")
    text = text.removeprefix("\ufeff")
    try:
        whole = _parsed(text)
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if not lines or not lines[0].lstrip().startswith("{") or not lines[0].rstrip().endswith("}"):
            raise KehoachError(
                "damaged" if text[:1] in ("{", "[") else "not-a-table", path=name, kind="JSON"
            ) from error
        return _of_lines(lines, name)
    if isinstance(whole, dict) and "task" in whole:
        return _of_lines([text], name)
    return [plan_of(whole, name)]


def _of_lines(lines: Sequence[str], name: str) -> list[Plan]:
    """The plans of JSON Lines, each a task with its document."""
    try:
        records = [_parsed(line) for line in lines]
    except ValueError as error:
        raise KehoachError("damaged", path=name, kind="JSONL") from error
    try:
        tasks: dict[str, list[Task]] = {}
        for record in records:
            tasks.setdefault(json.dumps(record["document"], sort_keys=True), []).append(task_of(record))
        return [Plan(document_of(json.loads(document)), tuple(rows)) for document, rows in tasks.items()]
    except WRONG_SHAPE as error:
        raise KehoachError("not-a-table", path=name) from error


def _parsed(text: str) -> Any:
    """The JSON value; ValueError where it is none, NaN and Infinity included."""

    def refuse(constant: str) -> float:
        raise ValueError(constant)

    def finite(number: str) -> float:
        return value if math.isfinite(value := float(number)) else refuse(number)  # "1e999"

    try:
        return json.loads(text, parse_constant=refuse, parse_float=finite)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


# --- CSV and XLSX -----------------------------------------------------------------------------------------------------


def _plan(grid: Grid, file: str | None) -> Plan:
    """The plan of a table of the columns that people see."""
    info = document_of_sheet(grid.about) if grid.about else DocumentInfo(file=file)
    rows = [row for row in grid.rows if row["task"]]
    texts = [" ".join(row["task"].split()) for row in rows]
    tasks = [_task(row, text, grid) for row, text in zip(rows, texts, strict=True)]
    american = month_first([row["due"] for row in rows])
    timed = [_times(row, task, grid, american=american) for row, task in zip(rows, tasks, strict=True)]
    reader = TimesReader(timed, PlanTimes.of(info.title, info.years, info.issued) if grid.about else None)
    if not grid.about:
        info = replace(info, years=reader.years)
    warnings = [Notice("table-row-without-task", {"text": _shown(row)}) for row in grid.rows if not row["task"]]
    ids = Counter(row["id"] for row in rows)
    for number, (row, own_id) in enumerate(zip(timed, ids_of(texts, info.title), strict=True)):
        deadlines, contradicted = reader.read(row)
        # the table's own ids know the plan's title, which a CSV has not
        told = rows[number]["id"] if ids[rows[number]["id"]] == 1 else ""
        tasks[number] = replace(tasks[number], id=told or own_id, deadlines=deadlines)
        if contradicted:
            due = f"{row.due:%d/%m/%Y}" if row.due else ""
            values = {"raw": "; ".join(row.words), "due": due}
            warnings.append(Notice("due-differs", values, tasks[number].source.page, str(number + 1)))
    if not tasks:
        warnings.append(Notice("no-tasks"))
    named = name_units(tasks, find_abbreviations("\n".join([info.title or "", *texts])))
    return Plan(info, named, tuple(warnings))


def _task(row: GridRow, text: str, grid: Grid) -> Task:
    """The task of a row, without id and deadlines."""
    path, section = place_of(row["place"])
    products = products_of(row["products"], lined=grid.lined)
    confidence = share_of(row["confidence"])
    extra = extra_of(row["extra"], lined=grid.lined)
    for name, said in row.others:
        extra.setdefault(extra_name(name), said)
    codes = remarked(row["remarks"], lined=grid.lined)
    return Task(
        id="",
        kind=row_kind(row["kind"]),
        task=text,
        section_path=path,
        section=section,
        products=products,
        lead_units=units_of(row["lead_units"]),
        coordinating_units=units_of(row["coordinating_units"]),
        targets=targets_of(row["targets"], (text, "; ".join(products)), lined=grid.lined),
        citations=tuple(find_citations(text)),
        extra=extra,
        source=Source(whole_of(row["page"]), text),
        doubts=tuple(code.removeprefix("doubt-") for code in codes if code.startswith("doubt-")),
        confidence=1.0 if confidence is None else confidence,
    )


def _times(row: GridRow, task: Task, grid: Grid, *, american: bool) -> TimeRow:
    due = day_of(row["due"], month_first=american)
    # A row that a person added has no confidence, and its empty due day says nothing.
    filled = "confidence" not in grid.fields or share_of(row["confidence"]) is not None
    codes = remarked(row["remarks"], lined=grid.lined)
    return TimeRow(
        words=time_values(row["deadlines"], lined=grid.lined),
        texts=(task.task, *task.products),
        heading=task.section or "",
        due=due,
        checked="due" in grid.fields and (due is not None or (filled and not row["due"])),
        inferred=frozenset(c.removeprefix("inferred-") for c in codes) if "remarks" in grid.fields else None,
    )


def _shown(row: GridRow) -> str:
    said = (*row.cells.values(), *(text for _, text in row.others))
    return " | ".join(text.replace("\n", " ") for text in said if text)[:SHOWN]
