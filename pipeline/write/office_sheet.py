"""The sheet that people read: the appendix of a plan, ready to check, to filter and to print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline.chances import FIELDS, chances
from pipeline.messages import message
from pipeline.table import COLUMNS, SURE, Value, rows
from pipeline.write.marked_cells import HIGHEST, height
from pipeline.write.section_rows import sections
from pipeline.write.title_block import title_block
from pipeline.write.workbook import clean, new_cell, print_on_a4

if TYPE_CHECKING:
    from pipeline.records import Plan, Task

WIDTHS = (7, 48, 27, 22, 27, 21, 16, 12, 28, 8, 10, 11, 30, 34, 15)
"""Widths of the columns in characters, in the order of `COLUMNS`."""
PRINTED = 8
"""So many columns are printed: those of the appendix and its two of figures and days. The others are for checking."""
FIELD_COLUMNS = {
    "task": 1, "products": 2, "lead_units": 3, "coordinating_units": 4, "deadlines": 5, "targets": 6, "section": 8,
    "kind": 11, "extra": 12,
}  # fmt: skip
"""The column of each field that may be doubtful or corrected, from 0."""
DUE, CONFIDENCE = 7, 10
CENTRED = (0, 7, 9, 10, 11)
SECTION_MARK = "§"
"""What the last column of a section row has in the place of a task's id."""
FONT, SIZE, TITLE_SIZE = "Times New Roman", 12, 14
LINE, NARROW = 1.06, 1.15
"""How much higher a line of this font is than one of `marked_cells`, and how many more of its letters fill a width."""
HEAD_FILL, SECTION_FILL, DOUBT_FILL, CORRECTED_FILL = "DDEBF7", "F2F2F2", "FFF2CC", "E2F0D9"
MARGINS = {"left": 1.18, "right": 0.6, "top": 0.8, "bottom": 0.8, "header": 0.4, "footer": 0.4}
"""In inches: 30 mm on the left, 15 to 20 on the other sides (Decree 30/2020/NĐ-CP, annex I)."""


def add_office_sheet(book: Any, plan: Plan, lang: str) -> None:
    """Add the sheet to a write-only workbook."""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(message("sheet-tasks", lang))
    block = title_block(plan, lang)
    lines = [clean(line) for line in (block.label, f"{block.name} {block.type}", block.title, block.attached)]
    head = len(lines) + 1
    groups = sections(plan.tasks)
    last = head + len(plan.tasks) + sum(group.has_row for group in groups)
    edge, printed = get_column_letter(len(WIDTHS)), get_column_letter(PRINTED)
    sheet.auto_filter.ref = f"A{head}:{edge}{last}"
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:{printed}{last}"
    print_on_a4(sheet)
    for side, inches in MARGINS.items():
        setattr(sheet.page_margins, side, inches)
    # the number of a page in the middle of its upper margin, not on the first (the decree's article on page numbers)
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = "&P"
    for index, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    writer = _Sheet(sheet, lang)
    writer.title(lines, printed)
    writer.head()
    table = rows(plan, lang, join=";\n")
    for group in groups:
        if group.has_row:
            writer.section(group.number, group.heading, printed)
        for number, task in group.tasks:
            writer.task(task, list(table[number - 1].values()))


class _Sheet:
    """Appends rows to the sheet."""

    def __init__(self, sheet: Any, lang: str) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self.sheet, self.lang, self.filled = sheet, lang, 0
        font = partial(Font, name=FONT, size=SIZE)
        self.plain, self.bold, self.italic = font(), font(bold=True), font(italic=True, size=TITLE_SIZE)
        self.large, self.grey = font(bold=True, size=TITLE_SIZE), font(color="808080", size=9)
        line = Side(style="thin", color="808080")
        self.box = Border(left=line, right=line, top=line, bottom=line)
        self.wrapped = Alignment(wrap_text=True, vertical="top")
        self.centred = Alignment(wrap_text=True, vertical="top", horizontal="center")
        self.of_head = Alignment(wrap_text=True, vertical="center", horizontal="center")
        fills = (HEAD_FILL, SECTION_FILL, DOUBT_FILL, CORRECTED_FILL)
        self.fills = {colour: PatternFill("solid", start_color=colour) for colour in fills}

    def title(self, lines: Sequence[str], last: str) -> None:
        """The lines above the table, each merged over the printed columns."""
        for line, font in zip(lines, (self.large, self.large, self.large, self.italic), strict=True):
            self._append([self._cell(line, font=font, alignment=self.of_head)], (sum(WIDTHS[:PRINTED]),), TITLE_SIZE)
            self.sheet.merged_cells.add(f"A{self.filled}:{last}{self.filled}")

    def head(self) -> None:
        """The names of the columns."""
        fill = self.fills[HEAD_FILL]
        cells = [
            self._cell(name, font=self.bold, fill=fill, border=self.box, alignment=self.of_head)
            for name in COLUMNS[self.lang]
        ]
        self._append(cells, WIDTHS)

    def section(self, number: str, heading: str, last: str) -> None:
        """A row for a section: its number, and its heading merged over the other printed columns."""
        look = {"font": self.bold, "fill": self.fills[SECTION_FILL], "border": self.box}
        cells = [self._cell(clean(number), alignment=self.centred, **look), self._cell(clean(heading), **look)]
        cells += [self._cell(None, **look) for _ in WIDTHS[2:-1]]
        cells.append(self._cell(SECTION_MARK, font=self.grey, border=self.box))
        self._append(cells, (WIDTHS[0], sum(WIDTHS[1:PRINTED])))
        self.sheet.merged_cells.add(f"B{self.filled}:{last}{self.filled}")

    def task(self, task: Task, values: Sequence[Value]) -> None:
        """The row of a task; doubtful and corrected cells are marked."""
        fills = self._marks(task)
        cells = []
        for column, value in enumerate(values):
            last = column == len(values) - 1
            cell = self._cell(
                value,
                font=self.grey if last else self.plain,
                border=self.box,
                alignment=self.centred if column in CENTRED else self.wrapped,
                fill=fills.get(column),
            )
            if column == CONFIDENCE:
                cell.number_format = "0%"
            cells.append(cell)
        self._append(cells, WIDTHS)

    def _marks(self, task: Task) -> dict[int, Any]:
        """The fill of each column of a row that should be looked at, or that a person changed."""
        corrected = {correction.field for correction in task.corrections}
        doubtful: Iterable[str] = ()
        if task.confidence < SURE:
            likely = chances(task.doubts)
            doubtful = [name for name in FIELDS if likely[name] < SURE and name not in corrected]
        found = {FIELD_COLUMNS[name]: self.fills[DOUBT_FILL] for name in doubtful}
        found |= {CONFIDENCE: self.fills[DOUBT_FILL]} if task.confidence < SURE else {}
        if any(deadline.kind == "unknown" for deadline in task.deadlines):
            found |= {FIELD_COLUMNS["deadlines"]: self.fills[DOUBT_FILL], DUE: self.fills[DOUBT_FILL]}
        for name in corrected & FIELD_COLUMNS.keys():
            found[FIELD_COLUMNS[name]] = self.fills[CORRECTED_FILL]
        return found

    def _append(self, cells: list[Any], widths: Sequence[int], size: int = SIZE) -> None:
        """Add a row, as high as its texts need."""
        self.filled += 1
        texts = (
            (str(cell.value), int(width * NARROW))
            for cell, width in zip(cells, widths, strict=False)
            if cell.value is not None
        )
        self.sheet.row_dimensions[self.filled].height = min(HIGHEST, height(texts) * LINE * size / SIZE)
        self.sheet.append(cells)

    def _cell(self, value: Value, **styles: Any) -> Any:
        return new_cell(self.sheet, value, **({"font": self.plain, "alignment": self.wrapped} | styles))
