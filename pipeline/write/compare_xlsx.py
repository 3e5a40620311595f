"""A comparison as a workbook: an overview, a sheet of all entries, one of each status; changed words are marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, BinaryIO

import regex

from pipeline.compare.table import Column, layout, status_names, text_of_side, value_of_entry, value_of_side
from pipeline.compare.view import COME, GONE, Piece
from pipeline.messages import message
from pipeline.write.marked_cells import FONT, FONT_SIZE, height, rich
from pipeline.write.workbook import clean, new_book, print_on_a4, save_book

if TYPE_CHECKING:
    from pipeline.compare.view import Entry, Marked, View
    from pipeline.table import Value

WIDTHS = {
    "status": 12,
    "number": 7,
    "section": 24,
    "task": 42,
    "lead_units": 17,
    "coordinating_units": 20,
    "products": 20,
    "deadlines": 16,
    "targets": 12,
    "page": 7,
    "said": 42,
    "similarity": 9,
}
"""Widths of the columns in characters by what they hold."""
OVERVIEW_WIDTHS = (30, 110)
TITLE_SIZE = 14
PRINTED_WIDTH = 250
"""So many characters fill a line of A4 and are still readable; of a wider sheet the last columns are not printed."""
FIRST = ("number", "task", "lead_units", "deadlines")
FIRST_OF_MANY = ("number", "task")
"""What stands first of each plan, before what changed: of two plans, and of three and more."""

TONES = {"plain": "EDEDED", "change": "FFF2CC", "good": "E2F0D9", "bad": "F9DEDC"}
OF_SIDES = ("DDEBF7", "EAE3F3")
OF_ENTRY = "EDEDED"
"""Fills, light enough for print: of statuses by tone, of the heads of each plan's columns in turn, of other heads."""

LONGEST_NAME = 31
# "a/b", "[1]"; not "a-b" (what Excel forbids in a sheet's name)
NOT_IN_NAMES = regex.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
# "7", "120"; not "07", "1.2", "II"
COUNTED = regex.compile(r"[1-9]\d{0,8}", regex.ASCII)


def write_xlsx(view: View, stream: BinaryIO) -> None:
    """Write the workbook; the same view always gives the same bytes."""
    book = new_book(view.title)
    shown = [status for status in view.statuses if any(entry.status == status.code for entry in view.entries)]
    overview, everything, *names = sheet_names(
        [message(f"compare-sheet-{name}", view.lang) for name in ("overview", "all")] + [s.name for s in shown]
    )
    writer = _Writer(book, view)
    sheets = [_Sheet(everything, view, view.entries)]
    for status, name in zip(shown, names, strict=True):
        entries = [entry for entry in view.entries if entry.status == status.code]
        sheets.append(_Sheet(name, view, entries, TONES.get(status.tone, OF_ENTRY)))
    writer.overview(overview, sheets, dict(zip((status.code for status in shown), names, strict=True)))
    for sheet in sheets:
        writer.sheet(sheet)
    save_book(book, stream)


def sheet_names(wished: Sequence[str]) -> list[str]:
    """The wished names as Excel allows them, no two alike in any case."""
    out: list[str] = []
    for wish in wished:
        plain = NOT_IN_NAMES.sub(" ", clean(wish)).strip(" '") or "-"
        name, count = plain[:LONGEST_NAME].strip(" '"), 1
        while name.casefold() in {other.casefold() for other in out} | {"history"}:
            count += 1
            name = f"{plain[: LONGEST_NAME - len(str(count)) - 1].rstrip()} {count}"
        out.append(name)
    return out


@dataclass(frozen=True)
class _Sheet:
    """A sheet of entries: its name, its entries, the colour of its tab."""

    name: str
    view: View
    entries: Sequence[Entry]
    colour: str | None = None

    @cached_property
    def columns(self) -> list[Column]:
        """The columns that hold anything, those first that are read first."""
        return self._read_first + [column for column in self._filled if column not in self._read_first]

    @cached_property
    def printed(self) -> int:
        """How many columns are printed: all where they are readable on A4, else those that are read first."""
        fits = sum(WIDTHS[column.code] for column in self.columns) <= PRINTED_WIDTH
        return len(self.columns if fits else self._read_first)

    @cached_property
    def _filled(self) -> list[Column]:
        return [column for column in layout(self.view) if self._said(column)]

    @cached_property
    def _read_first(self) -> list[Column]:
        first = FIRST if len(self.view.sides) <= 2 else FIRST_OF_MANY
        of_sides = [column for column in self._filled if column.side is not None and column.code in first]
        status, *others = (column for column in self._filled if column.side is None)
        return [status, *of_sides, *others]

    def _said(self, column: Column) -> bool:
        """Whether the column holds anything; where there are no entries the first columns stay."""
        if column.code == "status":
            return True
        if not self.entries:
            return column.code in FIRST
        if column.side is None:
            values = [value_of_entry(entry, column.code, {}) for entry in self.entries]
        else:
            values = [value_of_side(entry.sides[column.side], column.code) for entry in self.entries]
        return any(value not in ("", None) for value in values)


class _Writer:
    """Puts the sheets of a view into `book`."""

    def __init__(self, book: Any, view: View) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self.book, self.view = book, view
        self.filled: dict[str, int] = {}
        self.statuses = status_names(view)
        self.tones = {status.code: TONES.get(status.tone, OF_ENTRY) for status in view.statuses}
        font = partial(Font, name=FONT, size=FONT_SIZE)  # LibreOffice takes one with serifs where none is named
        self.plain, self.bold, self.title = font(), font(bold=True), font(bold=True, size=TITLE_SIZE)
        self.link = font(color="0563C1", u="single")
        line = Side(style="thin", color="BFBFBF")
        self.box = Border(left=line, right=line, top=line, bottom=line)
        self.wrapped = Alignment(wrap_text=True, vertical="top")
        self.centred = Alignment(wrap_text=True, vertical="top", horizontal="center")
        self.of_head = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self.left = Alignment(vertical="top", horizontal="left")
        self.fills = {
            colour: PatternFill("solid", start_color=colour) for colour in (*TONES.values(), *OF_SIDES, OF_ENTRY)
        }

    def overview(self, name: str, sheets: Sequence[_Sheet], links: dict[str, str]) -> None:
        """Add the first sheet: what is compared, how much has which status, what holds for the whole."""
        sheet = self._sheet(name, OVERVIEW_WIDTHS)
        lang = self.view.lang
        title = self._cell(sheet, self.view.title, font=self.title, alignment=self.left)
        self._append(sheet, [title], (), least=TITLE_SIZE * 1.5)
        self._lines(sheet, [("", ""), (message("compare-plans", lang), "")])
        self._lines(sheet, [(side.name, side.about) for side in self.view.sides], of_names=self.plain)
        self._lines(sheet, [("", ""), (message("compare-status", lang), message("compare-count", lang))])
        for status in self.view.statuses:
            fill = self.fills[self.tones[status.code]]
            self._counted(sheet, status.name, status.count, links.get(status.code), fill)
        self._counted(sheet, message("compare-sheet-all", lang), len(self.view.entries), sheets[0].name, None)
        if self.view.remarks:
            self._texts(sheet, "compare-remarks", self.view.remarks)
        legend: list[str | Marked] = [
            (Piece(message(f"compare-legend-{mark}", lang), mark),)
            for mark in (GONE, COME)
            if mark in self.view.marks()
        ]
        wide = [other for other in sheets if other.printed < len(other.columns)]
        if wide:
            last = wide[0].columns[wide[0].printed - 1].name
            legend.append(message("compare-legend-print", lang, last=last))
        if legend:
            self._texts(sheet, "compare-legend", legend)

    def sheet(self, laid: _Sheet) -> None:
        """Add a sheet of entries."""
        from openpyxl.utils import get_column_letter

        widths = [WIDTHS[column.code] for column in laid.columns]
        sheet = self._sheet(laid.name, widths)
        rows = len(laid.entries) + 1
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(widths))}{rows}"
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.print_area = f"A1:{get_column_letter(laid.printed)}{rows}"
        sheet.sheet_properties.tabColor = laid.colour
        self._append(sheet, [self._column_head(sheet, column) for column in laid.columns], widths)
        for entry in laid.entries:
            self._append(sheet, [self._of_entry(sheet, entry, column) for column in laid.columns], widths)

    def _sheet(self, name: str, widths: Iterable[int]) -> Any:
        from openpyxl.utils import get_column_letter

        sheet = self.book.create_sheet(name)
        print_on_a4(sheet)
        margins = sheet.page_margins
        margins.left = margins.right = 0.4  # inches
        margins.top, margins.bottom, margins.footer = 0.6, 0.75, 0.4
        sheet.oddFooter.left.text = "&A"
        sheet.oddFooter.right.text = message("compare-page-of", self.view.lang)
        # What stands before the rows in the file must be set before the first row goes in.
        for index, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        return sheet

    def _append(self, sheet: Any, cells: list[Any], widths: Sequence[int], least: float = 0) -> None:
        """Add a row, as high as its texts need."""
        self.filled[sheet.title] = row = self.filled.get(sheet.title, 0) + 1
        texts = ((str(cell.value), width) for cell, width in zip(cells, widths, strict=False) if cell.value is not None)
        sheet.row_dimensions[row].height = max(least, height(texts))
        sheet.append(cells)

    def _texts(self, sheet: Any, code: str, texts: Sequence[str | Marked]) -> None:
        """Add texts to the overview, beside the first what they are."""
        names = [message(code, self.view.lang), *("" for _ in texts[1:])]
        self._lines(sheet, [("", ""), *zip(names, texts, strict=True)])

    def _lines(self, sheet: Any, lines: Iterable[tuple[str, str | Marked]], of_names: Any = None) -> None:
        """Add lines to the overview, their names bold unless a font is given."""
        for name, text in lines:
            cells = [self._cell(sheet, name, font=of_names or self.bold), self._cell(sheet, text)]
            self._append(sheet, cells, OVERVIEW_WIDTHS)

    def _counted(self, sheet: Any, name: str, count: int, link: str | None, fill: Any) -> None:
        from openpyxl.worksheet.hyperlink import Hyperlink

        first = self._cell(sheet, name, fill=fill, border=self.box)
        if link is not None:
            quoted = link.replace("'", "''")
            first.hyperlink = Hyperlink(ref="A1", location=f"'{quoted}'!A1")
            first.font = self.link
        self._append(sheet, [first, self._cell(sheet, count, alignment=self.left)], OVERVIEW_WIDTHS)

    def _column_head(self, sheet: Any, column: Column) -> Any:
        colour = OF_ENTRY if column.side is None else OF_SIDES[column.side % len(OF_SIDES)]
        return self._cell(
            sheet, column.name, font=self.bold, fill=self.fills[colour], border=self.box, alignment=self.of_head
        )

    def _of_entry(self, sheet: Any, entry: Entry, column: Column) -> Any:
        if column.side is None:
            cell = self._cell(sheet, value_of_entry(entry, column.code, self.statuses), border=self.box)
            if column.code == "similarity":
                cell.number_format = "0%"
            if column.code == "status":
                cell.fill = self.fills[self.tones.get(entry.status, OF_ENTRY)]
            return cell
        rows = entry.sides[column.side]
        if column.code in ("number", "page"):
            value = value_of_side(rows, column.code)
            if isinstance(value, str) and COUNTED.fullmatch(value):
                value = int(value)  # sorts as a number, and Excel does not warn of a number that is text
            return self._cell(sheet, value, alignment=self.centred, border=self.box)
        return self._cell(sheet, text_of_side(rows, column.code), border=self.box)

    def _cell(self, sheet: Any, value: Value | Marked, **styles: Any) -> Any:
        """A cell of text that is never a formula, or of a number."""
        from openpyxl.cell import WriteOnlyCell

        if isinstance(value, str):
            value = (Piece(value),)
        content: Any = (rich(value) or None) if isinstance(value, tuple) else value
        cell = WriteOnlyCell(sheet, content)
        if isinstance(value, tuple) and content:
            cell.data_type = "s"  # else "=…" would become a formula and "#N/A" an error
        for name, style in ({"alignment": self.wrapped, "font": self.plain} | styles).items():
            if style is not None:
                setattr(cell, name, style)
        return cell
