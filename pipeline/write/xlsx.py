"""XLSX: the task table as a sheet ready to filter and print, and a second sheet with the document's own data."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import regex

from pipeline.messages import describe, message
from pipeline.table import COLUMNS, Value, rows

if TYPE_CHECKING:
    from pipeline.records import Plan

CREATOR = "kehoach"
"""What the document properties name as the author; Excel keeps it when a table is edited and saved."""
WIDTHS = (6, 60, 32, 26, 34, 26, 22, 13, 28, 8, 10, 11, 30, 34)
"""Widths of the columns in characters, in the order of `COLUMNS`."""

# "a\x0bb" (a control character), "\udce9" (half a character); not "a\nb" (a line break is allowed)
NOT_XML = regex.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
# the author in docProps/core.xml; not <cp:lastModifiedBy>
OWN = regex.compile(rb"<dc:creator\b[^>]*>\s*" + CREATOR.encode() + rb"\s*</dc:creator>")
PROPERTIES = "docProps/core.xml"
# the two times in docProps/core.xml; not <dc:creator>
TIMES = regex.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")


def write_xlsx(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write the workbook, names in `lang`. The same plan always gives the same bytes: no time of writing inside."""
    book = new_book(plan.document.title)
    table = [COLUMNS[lang], *(row.values() for row in rows(plan, lang, join=";\n"))]
    add_table(book, message("sheet-tasks", lang), table, WIDTHS)
    _fill(book.create_sheet(message("sheet-document", lang)), _about(plan, lang), (26, 100), bold_column=True)
    save_book(book, stream)


def new_book(title: str | None) -> Any:
    """An empty workbook about what `title` says."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = CREATOR
    book.properties.title = clean(title or "") or None
    return book


def add_table(book: Any, name: str, table: Sequence[Iterable[Value]], widths: tuple[int, ...]) -> None:
    """Add a sheet with `table`, its names first, ready to filter and print."""
    sheet = book.create_sheet(name)
    last = chr(ord("A") + len(widths) - 1)
    sheet.auto_filter.ref = f"A1:{last}{len(table)}"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    print_on_a4(sheet)
    # What stands before the rows in the file (panes, widths) must be set before the first row goes in.
    _fill(sheet, table, widths)


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


def _fill(sheet: Any, table: Iterable[Iterable[Value]], widths: tuple[int, ...], bold_column: bool = False) -> None:
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


def _about(plan: Plan, lang: str) -> Iterator[tuple[Value, Value]]:
    """Name and value of all that is known of the document, then the warnings, one row each."""
    d = plan.document
    plain: dict[str, Value] = {"file": d.file, "format": d.format.upper(), "pages": d.pages, "type": d.type}
    plain |= {"number": d.number, "issued": d.issued, "issuer": d.issuer, "title": d.title}
    plain["years"] = ", ".join(map(str, d.years))
    plain |= {"signer": d.signer, "signer_title": d.signer_title, "signed_for": d.signed_for}
    plain["recipients"] = "\n".join(d.recipients)
    for code, value in plain.items():
        yield message(code, lang), value
    for base in d.legal_bases:
        date = f"{base.date:%d/%m/%Y}" if base.date else None
        yield message("legal_bases", lang), ", ".join(p for p in (base.type, base.number, date, base.issuer) if p)
    yield "SHA-256", d.sha256
    for notice in plan.warnings:
        yield message("warnings", lang), describe(notice, lang)


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
