"""XLSX: the appendix as an office would make it, a sheet of the records for programs, and one about the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from pipeline.messages import describe, message
from pipeline.table import Value
from pipeline.write.machine_cells import machine_lines, machine_table
from pipeline.write.office_sheet import add_office_sheet
from pipeline.write.workbook import add_table, fill, new_book, save_book

if TYPE_CHECKING:
    from pipeline.records import Plan

MACHINE_WIDTH = 18
"""Width of each column of the second sheet, in characters."""
ABOUT_WIDTHS = (26, 100)


def write_xlsx(plan: Plan, stream: BinaryIO, lang: str = "vi") -> None:
    """Write the workbook, names in `lang`. The same plan always gives the same bytes: no time of writing inside."""
    book = new_book(plan.document.title)
    add_office_sheet(book, plan, lang)
    records = machine_table(plan)
    add_table(book, message("sheet-machine", lang), records, (MACHINE_WIDTH,) * len(records[0]), wrap=False)
    about = [*_about(plan, lang), *machine_lines(plan)]
    fill(book.create_sheet(message("sheet-document", lang)), about, ABOUT_WIDTHS, bold_column=True)
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
