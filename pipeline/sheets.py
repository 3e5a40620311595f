"""The sheets of a workbook: which one is read, or all of them, each as an appendix.

A reader gives a sheet as one grid: letterhead and titles, the table, recipients and signature all stand in its cells.
`pipeline.sheet_tables` parts it into lines and tables, so that head, foot and appendix title are found as in other
formats.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.letterhead import read_letterhead
from pipeline.errors import KehoachError
from pipeline.read.document import Document, Line, Table
from pipeline.sheet_tables import lay_out
from pipeline.table_header import is_task_table

ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
EVERY_SHEET = "*"
"""What the user says for all sheets with a task table; no sheet can be called so."""
# A year in the name of a sheet: "Quý II-2026", "T5.2026", "KH2026"; not "đến 2030", "120265"
SHEET_YEAR = regex.compile(r"(?<!\d)(?<!(?:đến|tới|hết)\s+(?:năm\s+)?)20[0-4]\d(?!\d)", regex.IGNORECASE)
# A heading of appendices: "PHỤ LỤC", "Phụ lục II: …"; not "Phụ lục kèm theo"
APPENDIX = regex.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?(?P<label>\d{1,2}|[IVX]{1,5})\b|\s*$|\s+\p{Lu}{2})")


def choose_sheet(document: Document, sheet: str | None = None) -> tuple[Document, list[str]]:
    """(the document with only what belongs to one sheet, the names of the other sheets with task tables).

    `sheet` is the name of a sheet or its number among the visible ones, from 1; by default the first sheet that holds
    a task table is taken, with the letterhead of a cover sheet before it where it has none of its own. "*" takes all
    sheets that hold a task table, in order, each as an appendix. A workbook without a task table keeps all its sheets.
    What is no workbook comes back as it is, whatever `sheet` says. KehoachError no-such-sheet for a name or number that
    the workbook does not have.
    """
    if not document.sheets:
        return document, []
    pages: dict[int, list[Line | Table]] = {page: [] for page in range(1, len(document.sheets) + 1)}
    for block in document.blocks:
        if block.page in pages:
            pages[block.page] += lay_out(block) if isinstance(block, Table) else [block]
    with_tasks = [p for p, blocks in pages.items() if any(isinstance(b, Table) and is_task_table(b) for b in blocks)]
    every = sheet is not None and sheet.strip() == EVERY_SHEET
    if sheet is not None and not every:
        chosen = [_asked(document, sheet)]
    elif with_tasks:
        chosen = with_tasks if every else with_tasks[:1]
    else:
        return replace(document, blocks=tuple(block for blocks in pages.values() for block in blocks)), []
    first = pages[chosen[0]]
    head: list[Line | Table] = []
    covers = [pages[p] for p in range(chosen[0] - 1, 0, -1) if p not in with_tasks]
    if not _has_title(first):
        head = next((blocks for blocks in covers if _has_title(blocks)), [])
    elif not _has_number(first):  # "KẾ HOẠCH CHI TIẾT" over a table, the plan's own letterhead on the cover
        head = next((blocks for blocks in covers if _has_number(blocks)), [])
    others = [document.sheets[page - 1] for page in with_tasks if page not in chosen]
    blocks = [*head, *first] if len(chosen) == 1 else _as_appendices(head, [pages[page] for page in chosen])
    return replace(document, blocks=tuple(blocks)), others


def years_of_sheets(document: Document) -> tuple[int, ...]:
    """The years in the names of the sheets that `document` holds ("Quý II-2026", "NH 2025-2026"), ascending."""
    pages = sorted({block.page for block in document.blocks if block.page is not None})
    names = [document.sheets[page - 1] for page in pages if page <= len(document.sheets)]
    return tuple(sorted({int(year) for name in names for year in SHEET_YEAR.findall(name)}))


def _asked(document: Document, sheet: str) -> int:
    """The page of the sheet that the user named."""
    names = [_fold(name) for name in document.sheets]
    if _fold(sheet) in names:
        return names.index(_fold(sheet)) + 1
    if sheet.strip().isdecimal() and 1 <= int(sheet) <= len(names):
        return int(sheet)
    listed = ", ".join(document.sheets)
    raise KehoachError("no-such-sheet", path=document.name or "<bytes>", sheet=sheet, sheets=listed)


def _as_appendices(head: Sequence[Line | Table], sheets: Sequence[list[Line | Table]]) -> list[Line | Table]:
    """The sheets below each other. One that is not headed as an appendix gets such a heading with a number of its own;
    on the first it stands below the plan's letterhead."""
    labels = [
        next((m for b in blocks if isinstance(b, Line) and (m := APPENDIX.match(b.text))), None) for blocks in sheets
    ]
    used = {label["label"] for label in labels if label}
    numbers = (n for n in itertools.count(1) if not used & {str(n), ROMANS[n] if n < len(ROMANS) else ""})
    out = list(head)
    for place, (blocks, label) in enumerate(zip(sheets, labels, strict=True)):
        at = 0
        if place == 0:
            lines = [(i, b.text) for i, b in enumerate([*head, *blocks]) if isinstance(b, Line)]
            body = read_letterhead([text for _, text in lines]).body
            table = next(i for i, b in enumerate(blocks) if isinstance(b, Table))
            below = lines[body][0] - len(head) if body < len(lines) else table
            at = min(max(below, 0), table)
        out += blocks[:at]
        if label is None or not label["label"]:
            out.append(Line(f"PHỤ LỤC {next(numbers)}", blocks[0].page, starts_paragraph=True))
        out += blocks[at:]
    return out


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _has_number(blocks: Sequence[Line | Table]) -> bool:
    """Whether the letterhead gives the plan's number."""
    return read_letterhead([block.text for block in blocks if isinstance(block, Line)]).number is not None


def _has_title(blocks: Sequence[Line | Table]) -> bool:
    lines = [block.text for block in blocks if isinstance(block, Line)]
    return read_letterhead(lines).type is not None
