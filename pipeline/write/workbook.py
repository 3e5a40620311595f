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

if TYPE_CHECKING:
    from pipeline.table import Value

CREATOR = "kehoach"
"""What the document properties name as the author; Excel keeps it when a table is edited and saved."""

# "a\x0bb" (a control character), "\udce9" (half a character); not "a\nb" (a line break is allowed)
NOT_XML = regex.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# the author in docProps/core.xml; not <cp:lastModifiedBy>
OWN = regex.compile(rb"<dc:creator\b[^>]*>\s*" + CREATOR.encode() + rb"\s*</dc:creator>")
PROPERTIES = "docProps/core.xml"
# the two times in docProps/core.xml; not <dc:creator>
TIMES = regex.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")


def new_book(title: str | None) -> Any:
    """An empty workbook about what `title` says."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = CREATOR
    book.properties.title = clean(title or "") or None
    return book


def add_table(book: Any, name: str, table: Sequence[Iterable[Value]], widths: Sequence[int]) -> None:
    """Add a sheet with `table`, its names first, ready to filter and print."""
    sheet = book.create_sheet(name)
    last = chr(ord("A") + len(widths) - 1)
    sheet.auto_filter.ref = f"A1:{last}{len(table)}"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    print_on_a4(sheet)
    # What stands before the rows in the file (panes, widths) must be set before the first row goes in.
    fill(sheet, table, widths)


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
    stream.write(_timeless(whole))


def is_own_table(path: Path) -> bool:
    """Whether kehoach made the file (tasks, findings or a comparison); False where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as book, book.open(PROPERTIES) as properties:
            return OWN.search(properties.read(2**16)) is not None
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, NotImplementedError, ValueError):
        return False


def clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return NOT_XML.sub("", text)


def fill(sheet: Any, table: Iterable[Iterable[Value]], widths: Sequence[int], bold_column: bool = False) -> None:
    """Append `table` to `sheet`, its first row (or first column) bold, texts wrapped and never a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for index, width in enumerate(widths):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    for r, row in enumerate(table):
        cells = []
        for c, value in enumerate(row):
            content: Any = clean(value) if isinstance(value, str) else value  # the stubs know no plain date
            cell = WriteOnlyCell(sheet, content)
            if isinstance(value, str):
                cell.data_type = "s"  # else "=…" would become a formula and "#N/A" an error
            elif isinstance(value, dt.date):
                cell.number_format = "dd/mm/yyyy"
            cell.alignment = wrapped
            if (c if bold_column else r) == 0:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)


def _timeless(workbook: io.BytesIO) -> bytes:
    """The zip of `workbook` without the times of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == PROPERTIES:
                content = TIMES.sub(b"", content)
            new.writestr(zipfile.ZipInfo(info.filename), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
