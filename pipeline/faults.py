"""What a person should look at before relying on the table: faults of the source that reading cannot mend, and cells
that say something no rule understood. Nothing here changes a record.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import regex

from extractors.deadlines import Deadline
from extractors.unit_canonical import key_of
from extractors.unit_register import NamedUnit
from pipeline.appendix import Row, TaskTable
from pipeline.drafts import Draft
from pipeline.nodes import Node
from pipeline.read.document import Table
from pipeline.records import INHERITED, DocumentInfo, Notice, Task
from pipeline.table_header import DETAIL, NUMBER, is_mark, near_task_table

MOSTLY = 0.8
"""A column of which this share of the cells is empty is mostly empty."""
MANY = 5  # rows that a table needs before its empty cells mean anything
FEW_ONCE = 0.5
"""Where more than this share of the units appears once, appearing once means nothing."""

# a number with the one above it: "1.2", "3.1.4"; not "12"
BELOW = regex.compile(r"(?P<above>\d{1,3}(?:\.\d{1,3})*)\.\d{1,3}")
# figures of a time cell that no deadline has: ", 7, 8", "15/6"; not "Dự thảo lần 1:", "theo KH 12/KH-UBND"
LEFT_OVER = regex.compile(r"(?:^|[,;]|\bvà\b)\s*\d{1,2}\s*(?:$|[,;])|(?<![\w/])\d{1,2}\s*[/.]\s*\d{1,4}(?![\w/-])")
COUNT = regex.compile(r"\d{1,3}")


def faults(
    info: DocumentInfo,
    tasks: Sequence[Task],
    drafts: Sequence[Draft] = (),
    tables: Sequence[TaskTable] = (),
    others: Sequence[Table] = (),
) -> Iterator[Notice]:
    """The notices of a plan, by what they are about; `drafts[i]` is what `tasks[i]` was read from, `others` are the
    tables that were not taken for task tables.

    `row` is the row of the result (from 1), `page` where it stands.
    """
    for other in others:
        if header := near_task_table(other):
            yield Notice("table-not-read", {"columns": " | ".join(header)}, page=other.page)
    if not tasks:
        yield Notice("no-tasks")
        return
    rows = {id(draft.origin): number for number, draft in enumerate(drafts, 1)}
    yield from _past_deadlines(info, tasks)
    yield from _doubtful_rows(drafts)
    for table in tables:
        yield from _numbering(table, rows)
        yield from _empty_columns(table)
        yield from _unknown_columns(table)
        yield from (Notice("row-not-read", {"text": line.text[:80]}, page=line.page) for line in table.lost)
    yield from _unread_cells(tasks, drafts)
    yield from _repeated_items(drafts)
    yield from _single_units(tasks)


def _past_deadlines(info: DocumentInfo, tasks: Sequence[Task]) -> Iterator[Notice]:
    for row, task in enumerate(tasks, 1):
        for deadline in task.deadlines:
            if info.issued and deadline.kind == "date" and deadline.end and deadline.end < info.issued:
                values = {"raw": deadline.raw, "issued": info.issued.strftime("%d/%m/%Y")}
                yield _at("deadline-before-issue", values, row, task)


def _doubtful_rows(drafts: Sequence[Draft]) -> Iterator[Notice]:
    found = [str(k) for k, draft in enumerate(drafts, 1) if isinstance(draft.origin, Row) and draft.origin.doubtful]
    if found:
        yield Notice("doubtful-rows", {"count": len(found), "rows": ", ".join(found)})


# --- tables -----------------------------------------------------------------------------------------------------------


def _numbering(table: TaskTable, rows: dict[int, int]) -> Iterator[Notice]:
    """Numbers that repeat or jump, sub-rows without the row above. A count may begin anew, at 1.

    Only the running number counts, not the letters and numbers of a second column ("TT | Chi tiết").
    """
    seen: dict[str, int | None] = {}
    last = 0
    for row in table.rows:
        if row.text(DETAIL) and not row.text(NUMBER):
            continue
        number, at = row.number, rows.get(id(row))
        if number is None:
            continue
        if COUNT.fullmatch(number):
            count = int(number)
            if count == 1:
                seen, last = {}, 0
            if number in seen:
                yield _on("number-repeated", {"number": number, "first": seen[number] or "?"}, at, row)
            elif last and count > last + 1:
                skipped = str(last + 1) if count == last + 2 else f"{last + 1}–{count - 1}"
                yield _on("number-skipped", {"number": skipped, "after": number}, at, row)
            last = max(last, count)
        elif match := BELOW.fullmatch(number):
            if number in seen:
                yield _on("number-repeated", {"number": number, "first": seen[number] or "?"}, at, row)
            elif match["above"] not in seen:
                yield _on("parent-missing", {"number": number, "parent": match["above"]}, at, row)
        seen[number] = at


def _empty_columns(table: TaskTable) -> Iterator[Notice]:
    items = [row for row in table.rows if row.is_item]
    for column in table.header.columns:
        if column.role not in ("products", "lead_units", "deadlines") or column.more or column.mark:
            continue
        role = column.role
        empty = sum(not any(held.text(role).strip() for held in row.lineage()) for row in items)
        if len(items) >= MANY and empty >= MOSTLY * len(items):
            values = {"column": column.name, "empty": empty, "rows": len(items)}
            yield Notice("column-mostly-empty", values, page=table.pieces[0][0].page)


def _unknown_columns(table: TaskTable) -> Iterator[Notice]:
    """Columns of unknown meaning in a table in which one of units or of times is missing: it may be theirs."""
    columns = table.header.columns
    missing = {"lead_units", "deadlines"} - {column.role for column in columns}
    unknown = [column.name for column in columns if column.role is None and column.name]
    filled = [name for name in unknown if any(name in row.extra for row in table.rows)]
    if missing and filled:
        yield Notice("columns-not-understood", {"columns": " | ".join(filled)}, page=table.pieces[0][0].page)


def _unread_cells(tasks: Sequence[Task], drafts: Sequence[Draft]) -> Iterator[Notice]:
    """Times that are unknown; cells of times and of lead units that hold words, none of which were understood."""
    inherited: set[str] = set()  # said once for all rows that have it from one heading
    for number, (task, draft) in enumerate(zip(tasks, drafts, strict=False), 1):
        for deadline in task.deadlines:
            code = "unread-time" if deadline.kind == "unknown" else "year-unknown" if _has_no_day(deadline) else None
            raw = " ".join(deadline.raw.split())[:80]
            if code and (task.origins.get("deadlines") != INHERITED or raw not in inherited):
                yield _at(code, {"raw": raw}, number, task)
            inherited.add(raw)
        if not isinstance(draft.origin, Row):
            continue
        for code, role, found in (
            ("unread-time", "deadlines", task.deadlines),
            ("unread-unit", "lead_units", task.lead_units or task.coordinating_units),
        ):
            text = " ".join(draft.origin.own(role).split())
            if text and not found and not is_mark(text):
                yield _at(code, {"raw": text[:80]}, number, task)
        left = " ".join(draft.origin.own("deadlines").split())
        for deadline in task.deadlines:
            left = left.replace(" ".join(deadline.raw.split()), " ")
        if task.deadlines and not draft.origin.text("deadline_start") and LEFT_OVER.search(left.strip()):
            yield _at("time-partly-read", {"raw": " ".join(left.split()).strip(" ,;.-")[:80]}, number, task)


def _has_no_day(deadline: Deadline) -> bool:
    """Whether a day or window lacks its year: nothing else of these kinds is without an end."""
    return deadline.kind in ("date", "month", "quarter", "half", "year") and deadline.end is None


# --- prose ------------------------------------------------------------------------------------------------------------


def _repeated_items(drafts: Sequence[Draft]) -> Iterator[Notice]:
    """Items of one list that have the number of the one before."""
    before: tuple[Node | None, str | None, int] = (None, None, 0)
    for row, draft in enumerate(drafts, 1):
        if not isinstance(draft.origin, Node):
            continue
        here = draft.origin.parent, draft.task.number, row
        if here[1] is not None and here[:2] == before[:2]:
            yield _at("number-repeated", {"number": here[1], "first": before[2]}, row, draft.task)
        before = here


# --- units ------------------------------------------------------------------------------------------------------------


def _single_units(tasks: Sequence[Task]) -> Iterator[Notice]:
    """Units that appear once: perhaps another's name misspelt, which is said where the other is known.

    Names of one unit are one: "Phòng TCCB" does not appear once where "Phòng Tổ chức cán bộ" stands beside it.
    """
    places: dict[str, tuple[NamedUnit, int, Task]] = {}
    counts: Counter[str] = Counter()
    for row, task in enumerate(tasks, 1):
        for unit in task.units:
            key = key_of(unit.canonical)
            counts[key] += 1
            places.setdefault(key, (unit, row, task))
    once = [key for key in counts if counts[key] == 1 and not places[key][0].collective]
    often = [key for key in counts if counts[key] > 1]
    telling = len(once) <= FEW_ONCE * len(counts) and sum(counts.values()) >= 2 * MANY
    for key in once:
        unit, row, task = places[key]
        folded = unit.canonical.casefold()
        like = next((name for k in often if _alike(folded, (name := places[k][0].canonical).casefold())), None)
        if like is not None:
            yield _at("unit-misspelt", {"unit": unit.name, "like": like}, row, task)
        elif telling:
            yield _at("unit-once", {"unit": unit.name}, row, task)


def _alike(a: str, b: str) -> bool:
    """Whether two names differ in one word by its marks or one letter only: "Tổ chúc", "Tổ chức"."""
    left, right = a.split(), b.split()
    if len(left) != len(right):
        return False
    differing = [(x, y) for x, y in zip(left, right, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    if _plain(x) == _plain(y):
        return True
    return min(len(x), len(y)) >= 5 and _one_edit(x, y)


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _one_edit(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    i = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    return a[i:] == b[i + 1 :] or (len(a) == len(b) and a[i + 1 :] == b[i + 1 :])


def _at(code: str, values: Mapping[str, object], row: int, task: Task) -> Notice:
    return Notice(code, values, page=task.source.page, row=str(row))


def _on(code: str, values: Mapping[str, object], at: int | None, row: Row) -> Notice:
    paragraph = row.paragraph("task")
    return Notice(code, values, page=paragraph.page if paragraph else None, row=str(at) if at else None)
