"""XLSX: the task table as a sheet ready to filter and print, and a second sheet with the document's own data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from pipeline.messages import describe, message
from pipeline.table import COLUMNS, Value, rows
from pipeline.write.workbook import add_table, fill, new_book, save_book

if TYPE_CHECKING:
    from pipeline.records import Plan

WIDTHS = (6, 60, 32, 26, 34, 26, 22, 13, 28, 8, 10, 11, 30, 34)
"""Widths of the columns in characters, in the order of `COLUMNS`."""


def write_xlsx(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write the workbook, names in `lang`. The same plan always gives the same bytes: no time of writing inside."""
    book = new_book(plan.document.title)
    table = [COLUMNS[lang], *(row.values() for row in rows(plan, lang, join=";\n"))]
    add_table(book, message("sheet-tasks", lang), table, WIDTHS)
    fill(book.create_sheet(message("sheet-document", lang)), _about(plan, lang), (26, 100), bold_column=True)
    save_book(book, stream)


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
