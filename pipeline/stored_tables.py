"""Task tables that `kehoach extract` wrote, read back as plans: JSON, JSON Lines, CSV and XLSX.

JSON has everything and JSON Lines all of the tasks. CSV and XLSX are read from the columns that people see, which may
have been edited: what their words do not say (numbers of the items, links between rows, where a value came from) is
empty, and what they say is read again with the same grammars as in the plan.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractors.abbreviations import find_abbreviations
from extractors.citations import find_citations
from extractors.plan_times import PlanTimes
from pipeline.drafts import ids_of
from pipeline.errors import KehoachError
from pipeline.naming import name_units
from pipeline.read import kind_of, load
from pipeline.read.text import decode
from pipeline.records import DocumentInfo, Notice, Plan, Source, Task
from pipeline.stored import WRONG_SHAPE, document_of, plan_of, task_of
from pipeline.stored_about import day_of, document_of_sheet
from pipeline.stored_grid import Grid, GridRow, grid_of_csv, grid_of_xlsx
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

SHOWN = 80
"""Characters of a row that a warning shows."""


def read_stored(path: str | os.PathLike[str]) -> Plan | None:
    """The plan in a task table that kehoach wrote; None where the file is none, and may be a plan for `extract`.

    The suffix says which table it may be (.json, .jsonl, .csv, .xlsx), the content whether it is one. Raises
    `KehoachError`: not-a-table for other JSON, several-plans for JSON Lines of several, damaged, empty-file, and what
    `pipeline.read.read` raises of files that cannot be opened.
    """
    match Path(path).suffix.lower():
        case ".json" | ".jsonl":
            data, name, _ = load(path)
            return _of_json(data, name)
        case ".csv":
            data, name, file = load(path)
            grid = grid_of_csv(data, name)
            return None if grid is None else _plan(grid, file)
        case ".xlsx" | ".xlsm":
            data, name, file = load(path)
            if not data or kind_of(data, name) != "xlsx":
                return None
            grid = grid_of_xlsx(Path(path), data, name)
            return None if grid is None else _plan(grid, file)
        case _:
            return None


# --- JSON -------------------------------------------------------------------------------------------------------------


def _of_json(data: bytes, name: str) -> Plan:
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
    return plan_of(whole, name)


def _of_lines(lines: Sequence[str], name: str) -> Plan:
    """The plan of JSON Lines, each a task with its document."""
    try:
        records = [_parsed(line) for line in lines]
    except ValueError as error:
        raise KehoachError("damaged", path=name, kind="JSONL") from error
    try:
        documents = {json.dumps(record["document"], sort_keys=True): record["document"] for record in records}
        files = [str(document["file"]) for document in documents.values()]
        if len(files) > 1:
            raise KehoachError("several-plans", path=name, count=len(files), files=", ".join(files[:5]))
        return Plan(document_of(next(iter(documents.values()))), tuple(task_of(record) for record in records))
    except WRONG_SHAPE as error:
        raise KehoachError("not-a-table", path=name) from error


def _parsed(text: str) -> Any:
    """The JSON value; ValueError where it is none, NaN and Infinity included."""

    def refuse(constant: str) -> float:
        raise ValueError(constant)

    try:
        return json.loads(text, parse_constant=refuse)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


# --- CSV and XLSX -----------------------------------------------------------------------------------------------------


def _plan(grid: Grid, file: str | None) -> Plan:
    """The plan of a table of the columns that people see."""
    info = document_of_sheet(grid.about) if grid.about else DocumentInfo(file=file)
    rows = [row for row in grid.rows if row["task"]]
    texts = [" ".join(row["task"].split()) for row in rows]
    tasks = [_task(row, text, grid) for row, text in zip(rows, texts, strict=True)]
    month_first = _month_first([row["due"] for row in rows])
    timed = [_times(row, task, grid, month_first=month_first) for row, task in zip(rows, tasks, strict=True)]
    reader = TimesReader(timed, PlanTimes.of(info.title, info.years, info.issued) if grid.about else None)
    if not grid.about:
        info = replace(info, years=reader.years)
    warnings = [Notice("table-row-without-task", {"text": _shown(row)}) for row in grid.rows if not row["task"]]
    for number, (row, own_id) in enumerate(zip(timed, ids_of(texts, info.title), strict=True)):
        deadlines, contradicted = reader.read(row)
        tasks[number] = replace(tasks[number], id=own_id, deadlines=deadlines)
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


def _times(row: GridRow, task: Task, grid: Grid, *, month_first: bool) -> TimeRow:
    due = day_of(row["due"], month_first=month_first)
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


def _month_first(days: Sequence[str]) -> bool:
    """Whether a spreadsheet set to American days saved the column: some days are none otherwise, and all are so."""
    filled = [day for day in days if day]
    return any(day_of(day) is None for day in filled) and all(day_of(day, month_first=True) for day in filled)


def _shown(row: GridRow) -> str:
    said = (*row.cells.values(), *(text for _, text in row.others))
    return " | ".join(text.replace("\n", " ") for text in said if text)[:SHOWN]
