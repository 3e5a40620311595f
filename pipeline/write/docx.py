"""DOCX: the appendix (phụ lục) with the task table, laid out as Nghị định 30/2020/NĐ-CP asks, ready to be attached.

It holds what an office prints: the title, the document that it is attached to, a table in the columns of the Hà Nội
appendix with a row above each section. Nothing is hidden in it for machines: `pipeline.extract` reads it as it reads
any office's appendix. By the decree an appendix on paper carries no signature of its own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

import regex

from pipeline.messages import message
from pipeline.write.section_rows import Section, sections
from pipeline.write.timeless import timeless
from pipeline.write.title_block import title_block

if TYPE_CHECKING:
    from docx.document import Document

    from extractors.deadlines import Deadline
    from pipeline.records import Plan, Task
    from pipeline.write.docx_table import Row

NARROWEST, WIDEST = 5, 9
"""The share of the column of numbers, as long as they are."""
WIDTHS = {"number": NARROWEST, "task": 34, "products": 17, "lead": 14, "coordinating": 16, "deadline": 14}
"""The share of each column in the width of the page, in percent."""
GOAL_WIDTH = 12
"""That of the figures, where there is such a column; the others give way."""
SHORT = 450
"""A row whose longest text has no more characters stays on one page."""

# "a\x0bb" (a control character), "\udce9" (half a character); not "a\nb" (white space)
NOT_XML = regex.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# a number of its own heads a merged row ("1. Cải cách"): "1", "2.1", "a"; not "I", "II.2"
PLAIN_NUMBER = regex.compile(r"\d+(?:\.\d+)*|\p{Ll}")

CLOSED, COMPLETE = ("month", "quarter", "half", "year"), "hoàn thành"
"""Times whose last day is the limit where the words around them say so, and those words."""
# words that make a time a limit by themselves: "trước tháng 6", "đến hết quý II"; not "trong tháng 6"
LIMIT = regex.compile(
    r"(?<!\p{L})(?:trước|chậm nhất|muộn nhất|đến|hết|xong|hoàn thành|không quá)(?!\p{L})", regex.IGNORECASE
)
# a time that begins with its figure: "6", "31/12", "III năm 2026"; not "tháng 6", "08 giờ"
FIGURES = regex.compile(r"(?:\d{1,2}|[IVX]{1,4})(?:[/.]\d+)*(?=$|\s+(?:năm|hằng|hàng|tháng\s+\d))")


def write_docx(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write the appendix, its own words in `lang`. The same plan always gives the same bytes: no time of writing
    inside. Characters that XML cannot hold are left out, white space is folded."""
    from pipeline.write.docx_page import new_document

    document = new_document(_clean(plan.document.title or ""))
    _head(document, plan, lang)
    _table(document, plan.tasks, lang)
    package = io.BytesIO()
    document.save(package)
    stream.write(timeless(package))


# --- above the table --------------------------------------------------------------------------------------------------


def _head(document: Document, plan: Plan, lang: str) -> None:
    block = title_block(plan, lang)
    for line in (block.label, block.name, block.type, block.title):
        if line:
            _centred(document, _clean(line), bold=True)
    _centred(document, _clean(block.attached), italic=True, after=12)


def _centred(document: Document, text: str, *, bold: bool = False, italic: bool = False, after: int = 0) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    from pipeline.write.docx_page import TITLE_SIZE

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold or None, italic or None, Pt(TITLE_SIZE)


# --- the table --------------------------------------------------------------------------------------------------------


def _table(document: Document, tasks: Sequence[Task], lang: str) -> None:
    from pipeline.write.docx_table import Cell, Row, add_table

    kinds = {task.kind for task in tasks}
    goals = any(_has_own_goals(task) for task in tasks)
    what = "both" if len(kinds) > 1 else "target" if kinds == {"target"} else "task"
    names = ["number", what, *list(WIDTHS)[2:], *(["goal"] if goals else [])]
    header = Row([Cell([message(f"appendix-{name}", lang)], centred=True) for name in names], bold=True, header=True)
    rows = [header]
    numbers = row_numbers(tasks)
    above: Section | None = None
    for section in sections(tasks):
        below = all("." in numbers[k - 1] for k, _ in section.tasks)  # sub-rows: their section is the row above
        if section.has_row and not below and not (above and above.names == section.names):
            rows.append(_section_row(section, len(names)))
        above = above if below else section
        rows += [_task_row(numbers[k - 1], task, goals) for k, task in section.tasks]
    longest = max((len(row.cells[0].lines[0]) for row in rows if row.cells[0].span == 1), default=0)
    widths = {**WIDTHS, "number": min(max(NARROWEST, longest), WIDEST), **({"goal": GOAL_WIDTH} if goals else {})}
    add_table(document, rows, list(widths.values()))


def row_numbers(tasks: Sequence[Task]) -> list[str]:
    """The number of each row as printed: "1", "2", and "2.1" where a row details the one above.

    Such a sub-row takes over what its cells leave empty, so only a row whose empty cells are empty above too is one."""
    out: list[str] = []
    count = parts = 0
    above: Task | None = None
    for task in tasks:
        if above is not None and _details(task, above):
            parts += 1
            out.append(f"{count}.{parts}")
            continue
        count, parts, above = count + 1, 0, task
        out.append(f"{count}")
    return out


def _details(task: Task, above: Task) -> bool:
    held = [(task.products, above.products), (task.lead_units, above.lead_units), (task.deadlines, above.deadlines)]
    held.append((task.coordinating_units, above.coordinating_units))
    return (
        (task.parent, task.section_path, task.kind) == (above.id, above.section_path, above.kind)
        and " ".join((task.section or "").split()) == " ".join(above.task.split())
        and any(upper for _, upper in held)
        and all(own or not upper for own, upper in held)
    )


def _section_row(section: Section, columns: int) -> Row:
    from pipeline.write.docx_table import Cell, Row

    number, heading = _clean(section.number), _clean(section.heading)
    if not number or (PLAIN_NUMBER.fullmatch(number) and heading):
        # a plain number in the first column would be that of a task
        mark = ")" if number.isalpha() else "."
        whole = Cell([f"{number}{mark} {heading}" if number else heading], span=columns)
        return Row([whole], bold=True, next_page=True)
    return Row([Cell([number], centred=True), Cell([heading], span=columns - 1)], bold=True, next_page=True)


def _task_row(number: str, task: Task, goals: bool) -> Row:
    from pipeline.write.docx_table import Cell, Row

    lists: list[Sequence[str]] = [task.lead_units, task.coordinating_units, _times(task.deadlines)]
    lists += [[target.raw for target in task.targets]] if goals else []
    cells = [Cell([number], centred=True), Cell([_clean(task.task)]), Cell(_listed(task.products, dashed=True))]
    cells += [Cell(_listed(values)) for values in lists]
    return Row(cells, whole=max(sum(map(len, cell.lines)) for cell in cells) <= SHORT)


def _has_own_goals(task: Task) -> bool:
    """Whether a figure of the task stands neither in its text nor in its products."""
    said = _clean(" ".join((task.task, *task.products))).casefold()
    return any(raw not in said for raw in (_clean(target.raw).casefold() for target in task.targets))


def _times(deadlines: Sequence[Deadline]) -> list[str]:
    """The words of the deadlines; those that share words ("Tháng 3, 6, 9", "trước 30/6, 31/12") on one line."""
    out: list[str] = []
    for k, deadline in enumerate(deadlines):
        text, before = _time(deadline), deadlines[k - 1] if k else None
        shares = before is not None and deadline.bound == before.bound and deadline.kind == before.kind
        if shares and (FIGURES.match(text) or (deadline.bound and not LIMIT.search(text))):
            out[-1] += f", {text}"
        else:
            out.append(text)
    return out


def _time(deadline: Deadline) -> str:
    """The words of a deadline; in a column of times "trong tháng 6" alone would no longer say that it ends then."""
    raw = _clean(deadline.raw)
    closed = deadline.bound == "on_or_before" and deadline.kind in CLOSED and not LIMIT.search(raw)
    return f"{COMPLETE} {raw}" if closed else raw


def _listed(values: Sequence[str], *, dashed: bool = False) -> list[str]:
    """The values, one per line, as offices list them: each behind a dash, each but the last closed by a semicolon."""
    kept = [value for value in map(_clean, values) if value]
    if len(kept) < 2 and not (dashed and ";" in "".join(kept)):
        return kept
    return [f"- {value}{';' if k < len(kept) else ''}" for k, value in enumerate(kept, 1)]


def _clean(text: str) -> str:
    """`text` on one line, without what XML or a reader of the print cannot hold."""
    return " ".join(NOT_XML.sub("", text).split())
