"""What all workbooks share: sheets ready to filter and print, no formulas, no time of writing, and how to know one."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import regex

from pipeline.table import vietnamese_day
from pipeline.write.timeless import PROPERTIES, timeless

if TYPE_CHECKING:
    from pipeline.table import Value

CREATOR = "kehoach"
"""What the document properties name as the author; Excel keeps it when a table is edited and saved."""

LONGEST_CELL = 32_767
FIRST_YEAR = 1901
"""Excel counts days from 1900, and that year it gives a day too many; an older day stands as text."""

# "a\x0bb" (a control character), "\udce9" (half a character); not "a\nb" (a line break is allowed)
NOT_XML = regex.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# the author in docProps/core.xml; not <cp:lastModifiedBy>
OWN = regex.compile(rb"<dc:creator\b[^>]*>\s*" + CREATOR.encode() + rb"\s*</dc:creator>")


def new_book(title: str | None) -> Any:
    """An empty workbook about what `title` says."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = CREATOR
    book.properties.title = clean(title or "") or None
    return book


def add_table(
    book: Any, name: str, table: Sequence[Iterable[Value]], widths: Sequence[int], *, wrap: bool = True
) -> None:
    """Add a sheet with `table`, its names first, ready to filter and print."""
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    last = get_column_letter(len(widths))
    sheet.auto_filter.ref = f"A1:{last}{len(table)}"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    print_on_a4(sheet)
    # What stands before the rows in the file (panes, widths) must be set before the first row goes in.
    fill(sheet, table, widths, wrap=wrap)


def print_on_a4(sheet: Any) -> None:
    """Have `sheet` printed on A4, lying, as many pages high as it needs but one wide."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def save_book(book: Any, stream: BinaryIO) -> None:
    """Write the workbook without the time of writing."""
    whole = io.BytesIO()
    book.save(whole)
    stream.write(timeless(whole))


def is_own_table(path: Path) -> bool:
    """Whether kehoach made the file (tasks, findings or a comparison); False where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as book, book.open(PROPERTIES) as properties:
            return OWN.search(properties.read(2**16)) is not None
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, NotImplementedError, ValueError):
        return False


def clean(text: str) -> str:
    """`text` without what XML cannot hold; the line breaks of other systems are those of a cell."""
    return NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def fitting(text: str) -> str:
    """As much of a cleaned `text` as a cell holds; Excel counts in units of UTF-16."""
    if len(text) <= LONGEST_CELL // 2:
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


def fill(
    sheet: Any, table: Iterable[Iterable[Value]], widths: Sequence[int], *, bold_column: bool = False, wrap: bool = True
) -> None:
    """Append `table` to `sheet`, its first row (or first column) bold, texts wrapped and never a formula."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    bold, top = Font(bold=True), Alignment(wrap_text=wrap, vertical="top")
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for r, row in enumerate(table):
        sheet.append(
            [
                new_cell(sheet, value, alignment=top, font=bold if (c if bold_column else r) == 0 else None)
                for c, value in enumerate(row)
            ]
        )


def new_cell(sheet: Any, value: Value, **styles: Any) -> Any:
    """A cell for a row of `sheet`: text that is never a formula, a number, a day; `styles` that are None are left."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, dt.date) and value.year < FIRST_YEAR:
        value = vietnamese_day(value)
    content: Any = fitting(clean(value)) if isinstance(value, str) else value  # the stubs know no plain date
    cell = WriteOnlyCell(sheet, content)
    if isinstance(value, str):
        cell.data_type = "s"  # else "=…" would become a formula and "#N/A" an error
    elif isinstance(value, dt.date):
        cell.number_format = "dd/mm/yyyy"
    for name, style in styles.items():
        if style is not None:
            setattr(cell, name, style)
    return cell
