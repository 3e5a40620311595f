"""Records -> the task table, in the columns of the Hà Nội appendix (gold/FORMAT.md), one row per task."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.chances import doubted
from pipeline.messages import MESSAGES, message

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.records import Plan, Task

COLUMNS: dict[str, tuple[str, ...]] = {
    "vi": (
        "STT",
        "Nhiệm vụ",
        "Sản phẩm",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian hoàn thành",
        "Chỉ tiêu",
        "Hạn (ngày)",
        "Mục",
        "Trang",
        "Độ tin cậy",
        "Loại",
        "Thông tin khác",
        "Cần xem lại",
        "Mã",
    ),
    "en": (
        "No.",
        "Task",
        "Products",
        "Lead unit",
        "Coordinating units",
        "Deadline",
        "Targets",
        "Due date",
        "Section",
        "Page",
        "Confidence",
        "Kind",
        "Other columns",
        "To check",
        "Id",
    ),
}
"""The names of the columns by language, in order."""

KINDS: dict[str, dict[str, str]] = {
    "vi": {"task": "Nhiệm vụ", "target": "Chỉ tiêu"},
    "en": {"task": "Task", "target": "Target"},
}

EXTRA: dict[str, dict[str, str]] = {
    "vi": {
        "note": "Ghi chú",
        "supervisor": "Lãnh đạo phụ trách",
        "budget": "Kinh phí",
        "goal": "Kế hoạch",
        "price": "Đơn giá, thành tiền",
        "place": "Địa điểm",
        "basis": "Căn cứ",
        "approver": "Cấp ban hành",
        "quantity": "Số lượng",
        "person": "Người",
    },
    "en": {
        "note": "Note",
        "supervisor": "Supervisor",
        "budget": "Budget",
        "goal": "Goal",
        "price": "Price",
        "place": "Place",
        "basis": "Basis",
        "approver": "Approved by",
        "quantity": "Quantity",
        "person": "Person",
    },
}
"""Names of the columns of a table that set no field; those of other columns are as printed."""

SURE = 0.9
"""From this confidence on a row's doubts are not shown: most such rows are right in every field."""

Value = str | int | float | dt.date | None
"""What a cell holds: text ("" where empty), or a number or a date (None where empty)."""


def rows(plan: Plan, lang: str = "vi", *, join: str = "; ") -> list[dict[str, Value]]:
    """The table as one dict per row, keyed by `COLUMNS[lang]`; the parts of a list are joined by `join`.

    The first column counts from 1 over the whole table: the printed numbers repeat from section to section (they are
    in `Task.number`). The due date is the earliest end of the row's deadlines, None where none has a date.
    """
    return [dict(zip(COLUMNS[lang], _cells(i, task, lang, join), strict=True)) for i, task in enumerate(plan.tasks, 1)]


def to_frame(plan: Plan, lang: str = "vi") -> pd.DataFrame:
    """The table as a pandas frame in the columns `COLUMNS[lang]`, also where the plan has no task.

    Text columns are strings ("" where empty), the due date is an object column of `datetime.date` or None, the page
    a nullable integer, the number an integer, the confidence a float.
    """
    import pandas as pd

    names = COLUMNS[lang]
    number, due, page, confidence = names[0], names[7], names[9], names[10]
    table = rows(plan, lang)
    dtypes = {number: "int64", due: "object", page: "Int64", confidence: "float64"}
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in table], dtype=dtypes.get(name, "str")) for name in names}
    )


def due(task: Task) -> dt.date | None:
    """The earliest day on which something of the task is due, None where no deadline has a date.

    "Đầu tháng 3" has none: the month's last day would be too late.  That of "trước tháng 12" is 30/11.
    """
    return min((day for d in task.deadlines if (day := d.due)), default=None)


def remarks(task: Task, lang: str = "vi") -> list[str]:
    """Why to look at the row: doubts where its confidence is low, what its deadlines were inferred from, and whether a
    person changed it."""
    settled = {correction.field for correction in task.corrections}
    doubts = [code for code in task.doubts if not settled or doubted(code) not in settled]
    codes = [f"doubt-{code}" for code in doubts] if task.confidence < SURE else []
    codes += ["time-unknown"] if any(d.kind == "unknown" for d in task.deadlines) else []
    codes += [f"inferred-{code}" for code in dict.fromkeys(c for d in task.deadlines for c in d.inferred)]
    codes += ["corrected"] if task.corrected else []
    return [message(code, lang) for code in codes if code in MESSAGES]


def vietnamese_day(day: dt.date) -> str:
    """ "05/09/2026"; the year has four digits in any century."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def place(task: Task) -> str:
    """Where the task stands in the plan: the numbers of its headings and the nearest heading, "II/2/a Chỉ tiêu"."""
    return " ".join(part for part in ("/".join(task.section_path), task.section) if part)


def _cells(number: int, task: Task, lang: str, join: str) -> tuple[Value, ...]:
    return (
        number,
        task.task,
        join.join(task.products),
        join.join(task.lead_units),
        join.join(task.coordinating_units),
        join.join(d.raw for d in task.deadlines),
        join.join(t.raw for t in task.targets),
        due(task),
        place(task),
        task.source.page,
        task.confidence,
        KINDS[lang].get(task.kind, task.kind),
        join.join(f"{EXTRA[lang].get(name, name)}: {text}" for name, text in task.extra.items()),
        join.join(remarks(task, lang)),
        task.id,
    )
