"""The records of a plan as rows of cells, for a sheet that programs read: one column per key of the contract.

Keys whose values are plain text have the text itself; all else, and text that a workbook would change (control
characters, blanks at its ends, Excel's own escapes), stands as JSON. Text longer than a cell goes on in further columns
"key+2", "key+3". `pipeline.stored_machine` reads the rows back.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import regex

from pipeline.table import Value, due
from pipeline.write.workbook import NOT_XML

if TYPE_CHECKING:
    from pipeline.records import Plan, Task

STATE, DUE = "state", "due"
"""Columns beside the keys: whether a person removed the task, and its due day as a date."""
KEPT, GONE = "kept", "removed"
"""What the column `STATE` says."""
PLAIN = ("id", "kind", "number", "section", "task", "parent")
"""Keys whose values stand as they are."""
LONGEST = 16_000
"""Characters of a cell: Excel holds 32,767 units of UTF-16, and a character may take two."""
DOCUMENT, WARNINGS = "document", "warnings"
"""The names of the lines that hold the document and the warnings as JSON."""

# Excel's escape of a character: "_x000D_", "_x0041_"; not "ma_x"
ESCAPE = regex.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# text that stands as JSON: '"a', "[1]", "{", " a", "a\n", "a\rb"; not "a\nb", "a"
CHANGED = regex.compile(r'^["\[{\s]|\s$|\r|_x[0-9A-Fa-f]{4}_')


def machine_table(plan: Plan) -> list[list[Value]]:
    """The names of the columns, then a row for each task, those that a person removed last."""
    records = [(KEPT, task) for task in plan.tasks] + [(GONE, task) for task in plan.removed]
    rows = [_cells(state, task) for state, task in records]
    keys = list(rows[0]) if rows else [STATE, DUE, *PLAIN]
    width = {key: max([1, *(len(row[key]) for row in rows)]) for key in keys}
    names: list[Value] = [name for key in keys for name in column_names(key, width[key])]
    return [names, *([cell for key in keys for cell in _filled(row[key], width[key])] for row in rows)]


def machine_lines(plan: Plan) -> list[list[Value]]:
    """The document and the warnings as rows of a name and its JSON, which may go over several cells."""
    whole = plan.to_dict()
    return [[name, *_parts(to_json(whole[name]))] for name in (DOCUMENT, WARNINGS)]


def column_names(key: str, width: int) -> list[str]:
    """The names of the columns that hold a key."""
    return [key, *(f"{key}+{count}" for count in range(2, width + 1))]


def to_json(value: Any) -> str:
    """JSON that a workbook holds as it is: what XML cannot hold and what Excel would take for an escape is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    text = NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return ESCAPE.sub(r"\\u005f", text)


def _cells(state: str, task: Task) -> dict[str, list[Value]]:
    """The cells of each column by its name."""
    record = task.to_dict()
    day: dt.date | None = due(task)
    return {
        STATE: [state],
        DUE: [day],
        **{key: _parts(_plain(value) if key in PLAIN else to_json(value)) for key, value in record.items()},
    }


def _plain(value: str | None) -> str:
    """The text, or JSON where the cell would not keep it; "" for None."""
    if value is None:
        return ""
    return to_json(value) if not value or CHANGED.search(value) or NOT_XML.search(value) else value


def _parts(text: str) -> list[Value]:
    return [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)] or [""]


def _filled(cells: Sequence[Value], width: int) -> list[Value]:
    return [*cells, *([""] * (width - len(cells)))]
