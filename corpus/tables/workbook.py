"""A sample as an XLSX: title rows above the header, merged cells, other sheets before and after."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random
from typing import Any

import regex

from corpus.model import Appendix, CellTable
from corpus.tables.sample import Sample

# A bare day: "05/03/2026", "21/11/2024"; not "Ngày 05/3/2026".
DAY = regex.compile(r"(\d\d)/(\d\d)/(\d{4})")


def write_xlsx(sample: Sample, target: Path) -> Path:
    """Writes the workbook; its task table stands on one sheet, which need not be the first."""
    import openpyxl

    rng = Random(f"workbook {sample.seed}")
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    if rng.random() < 0.3:
        cover: Any = book.create_sheet("Bìa")
        for row, text in enumerate((*sample.plan.agency, "", sample.plan.type, *sample.plan.title), start=3):
            cover.cell(row, 2, text)
    before = rng.random() < 0.4
    sheets = [(name, table) for name, table in sample.other_tables]
    if before:
        _plain(book, sheets)
    (appendix,) = (node for node in sample.plan.after if isinstance(node, Appendix))
    (table,) = sample.tables
    sheet: Any = book.create_sheet(rng.choice(("Nhiệm vụ", "KH năm", "Sheet1", "Phụ lục", "Tiến độ")))
    row = _titles(sheet, sample, appendix, rng, len(table.widths))
    _table(sheet, table, row, dates=rng.random() < 0.6)
    if not before:
        _plain(book, sheets)
    book.properties.created = book.properties.modified = dt.datetime.fromisoformat(sample.plan.issued)
    book.save(target)
    return target


def _plain(book: Any, sheets: list[tuple[str, CellTable]]) -> None:
    for name, table in sheets:
        _table(book.create_sheet(name), table, 2, dates=False)


def _titles(sheet: Any, sample: Sample, appendix: Appendix, rng: Random, width: int) -> int:
    """The rows above the table, merged over its width at times; returns the row in which its header begins."""
    from openpyxl.styles import Alignment, Font

    texts = [appendix.title]
    if rng.random() < 0.6:
        texts.append(
            f"(Kèm theo Kế hoạch số {sample.plan.number} ngày {_day(sample.plan.issued)} của {sample.plan.issuer})"
        )
    if rng.random() < 0.4:
        texts = [sample.plan.issuer.upper(), *texts]
    for row, text in enumerate(texts, start=1):
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
        if width > 1 and rng.random() < 0.8:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    return len(texts) + rng.randint(1, 3)


def _table(sheet: Any, table: CellTable, top: int, *, dates: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    side = Side(style="thin")
    border = Border(left=side, right=side, top=side, bottom=side)
    for column, width in enumerate(table.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width * 5
    for cell in table.cells:
        place = sheet.cell(top + cell.row, cell.column + 1)
        value = _value("\n".join(cell.lines), dates)
        place.value = value
        if isinstance(value, dt.date):
            place.number_format = "dd/mm/yyyy"
        place.font = Font(bold=cell.bold)
        place.alignment = Alignment(
            horizontal="center" if cell.centred else None, vertical="center" if table.middle else "top", wrap_text=True
        )
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                sheet.cell(top + row, column + 1).border = border
        if cell.row_span > 1 or cell.column_span > 1:
            sheet.merge_cells(
                start_row=top + cell.row,
                end_row=top + cell.row + cell.row_span - 1,
                start_column=cell.column + 1,
                end_column=cell.column + cell.column_span,
            )


def _value(text: str, dates: bool) -> str | int | dt.date | None:
    """What the cell holds: a whole number, a day as a date (when the office typed it so), text."""
    if text.isdigit() and not text.startswith("0"):
        return int(text)
    day = DAY.fullmatch(text)
    if day and dates:
        return dt.date(int(day[3]), int(day[2]), int(day[1]))
    return text or None


def _day(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%d/%m/%Y}"
