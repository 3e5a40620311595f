"""A comparison as a table to filter: one row per entry, the columns of each plan side by side, then what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.compare.marked import joined, plain
from pipeline.compare.view import SHOWN, Piece
from pipeline.messages import message

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.compare.view import Cell, Entry, Marked, View
    from pipeline.table import Value

OF_A_SIDE = ("number", "section", "task", *SHOWN, "page")
"""What is said of each plan's rows, in order."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds ("status", "said", "similarity", or one of `OF_A_SIDE` of the plan `side`), and its name."""

    code: str
    name: str
    side: int | None = None


def columns(view: View) -> tuple[str, ...]:
    """The names of the columns in order, no two alike: "Nhiệm vụ (2025)", "Nhiệm vụ (2026)"."""
    return tuple(column.name for column in layout(view))


def rows(view: View) -> list[dict[str, Value]]:
    """The table as one dict per entry, keyed by `columns(view)`.

    Where a task was split or merged the texts of its rows stand in one cell, a line each; its numbers are joined by
    commas and its page is that of its first row. What is not known is "", or None for a page and the similarity (0 to
    1).
    """
    laid, names = layout(view), status_names(view)
    return [{column.name: _value(entry, column, names) for column in laid} for entry in view.entries]


def to_frame(view: View) -> pd.DataFrame:
    """The table as a pandas frame in the columns `columns(view)`, also where the view has no entry.

    Text columns are strings, pages nullable integers, the similarity a float (NaN where a side is empty).
    """
    import pandas as pd

    table = rows(view)
    dtypes = {"page": "Int64", "similarity": "float64"}
    return pd.DataFrame(
        {c.name: pd.Series([row[c.name] for row in table], dtype=dtypes.get(c.code, "str")) for c in layout(view)}
    )


def layout(view: View) -> tuple[Column, ...]:
    """The columns in order."""
    plans = plan_names(view)
    sides = (
        Column(code, message("compare-column", view.lang, column=_name(code, view), plan=plan), side)
        for side, plan in enumerate(plans)
        for code in OF_A_SIDE
    )
    return (
        Column("status", _name("status", view)),
        *sides,
        Column("said", _name("said", view)),
        Column("similarity", _name("similarity", view)),
    )


def plan_names(view: View) -> list[str]:
    """What the plans are called in the columns, no two alike: two of one year are "2025 #1" and "2025 #2"."""
    plans = [" ".join(side.name.split()) for side in view.sides]
    plans = [plan or message("compare-plan", view.lang, number=i) for i, plan in enumerate(plans, 1)]
    out: list[str] = []
    for plan in plans:
        name, count = plan, 0
        while name in out or plans.count(name) > (count == 0):
            count += 1
            name = f"{plan} #{count}"
        out.append(name)
    return out


def status_names(view: View) -> dict[str, str]:
    """The statuses' names by their codes."""
    return {status.code: status.name for status in view.statuses}


def text_of_side(cells: tuple[Cell, ...], code: str) -> Marked:
    """What the rows of one plan say under `code` ("section", "task" or a field), with the marks."""
    match code:
        case "task":
            return joined([cell.task for cell in cells])
        case "section":
            return joined([(Piece(cell.section),) for cell in cells])
        case _:
            return joined([dict(cell.fields).get(code, ()) for cell in cells])


def value_of_side(cells: tuple[Cell, ...], code: str) -> Value:
    """The same as plain text, and what has no marks: "number" and "page"."""
    match code:
        case "number":
            return ", ".join(dict.fromkeys(cell.number for cell in cells if cell.number))
        case "page":
            return cells[0].page if cells else None
        case _:
            return plain(text_of_side(cells, code))


def value_of_entry(entry: Entry, code: str, names: Mapping[str, str]) -> Value:
    """What is said of the entry itself under `code`: "status", "said" or "similarity"."""
    match code:
        case "status":
            return names.get(entry.status, entry.status)
        case "said":
            return "\n".join(entry.said)
        case "similarity":
            return None if entry.similarity is None else round(entry.similarity, 3)
        case _:
            raise ValueError(f"no column of an entry: {code!r}")


def _value(entry: Entry, column: Column, names: Mapping[str, str]) -> Value:
    if column.side is None:
        return value_of_entry(entry, column.code, names)
    return value_of_side(entry.sides[column.side], column.code)


def _name(code: str, view: View) -> str:
    return message(f"compare-{code}", view.lang)
