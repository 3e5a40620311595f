"""The findings of a plan as JSON, JSON Lines, CSV or XLSX."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.check_wording import detail_of, title_of
from pipeline.messages import message
from pipeline.write.jsonl import DOCUMENT_KEYS

if TYPE_CHECKING:
    from pipeline.check import Finding
    from pipeline.records import Plan
    from pipeline.table import Value

COLUMNS = (
    "file",
    "column-finding",
    "column-row",
    "column-page",
    "column-section",
    "column-text",
    "column-detail",
    "column-others",
)
WIDTHS = (24, 34, 8, 8, 28, 70, 50, 16)
"""Widths of the columns in characters, in the order of `COLUMNS`."""


def dump_findings(plan: Plan, found: Sequence[Finding], stream: BinaryIO, format: str, lang: str = "vi") -> None:
    """Write what was found in `plan` to an open binary stream in `format` (one of `pipeline.write.FORMATS`), names of
    columns and details in `lang`."""
    match format:
        case "json":
            data = {"document": _document(plan), "findings": [_record(finding, plan, lang) for finding in found]}
            _write(json.dumps(data, ensure_ascii=False, indent=2), stream)
        case "jsonl":
            for finding in found:
                data = {"document": _document(plan), **_record(finding, plan, lang)}
                _write(json.dumps(data, ensure_ascii=False), stream)
        case "csv":
            from pipeline.write.csv import write_table

            write_table(_table(plan, found, lang), stream)
        case "xlsx":
            from pipeline.write.workbook import add_table, new_book, save_book

            book = new_book(plan.document.title)
            add_table(book, message("sheet-findings", lang), _table(plan, found, lang), WIDTHS)
            save_book(book, stream)
        case _:
            raise ValueError(f"unknown format {format!r}")


def _document(plan: Plan) -> dict[str, Any]:
    return {key: getattr(plan.document, key) for key in DOCUMENT_KEYS}


def _record(finding: Finding, plan: Plan, lang: str) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "row": finding.row,
        "id": finding.id,
        "page": finding.page,
        "section": finding.section,
        "text": finding.text,
        "others": list(finding.others),
        "detail": detail_of(finding, plan, lang),
    }


def _table(plan: Plan, found: Sequence[Finding], lang: str) -> list[list[Value]]:
    names: list[Value] = [message(code, lang) for code in COLUMNS]
    rows: list[list[Value]] = [
        [
            plan.document.file,
            title_of(finding.kind, lang),
            finding.row,
            finding.page,
            finding.section,
            finding.text,
            detail_of(finding, plan, lang),
            ", ".join(map(str, finding.others)),
        ]
        for finding in found
    ]
    return [names, *rows]


def _write(text: str, stream: BinaryIO) -> None:
    stream.write(f"{text}\n".encode(errors="backslashreplace"))
