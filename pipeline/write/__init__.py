"""Plan -> file, one module per format; a file is written beside its place and then moved there, never half."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pipeline.errors import KehoachError
from pipeline.replace import replace_file

if TYPE_CHECKING:
    from pipeline.records import Plan

FORMATS = ("json", "jsonl", "csv", "xlsx", "docx", "parquet", "sqlite", "ics", "html")
"""The formats; the suffix of a file is its format's name."""
TABLE_FORMATS = ("json", "jsonl", "csv", "xlsx")
"""The formats of tables that are not of tasks."""
BINARY = ("xlsx", "docx", "parquet", "sqlite")
"""The formats that a terminal cannot show."""
OTHER_SUFFIXES = {"sqlite3": "sqlite", "db": "sqlite", "htm": "html", "ndjson": "jsonl"}
"""Suffixes that are also used for a format."""


def write(plan: Plan, path: str | os.PathLike[str], format: str | None = None, lang: str = "vi") -> None:
    """Write `plan` to `path` in `format` (by default from the suffix), column names in `lang`.

    The folder must exist. On any error a file that was there before is untouched. An SQLite file keeps the other plans
    that it holds. Raises `KehoachError` (unknown-format, cannot-write, and those of `pipeline.write.database`).
    """
    chosen = format or format_of(path)
    if chosen == "sqlite":
        from pipeline.write.database import save_plan

        save_plan(plan, path)
        return
    replace_file(path, lambda stream: dump(plan, stream, chosen, lang))


def dump(plan: Plan, stream: BinaryIO, format: str = "json", lang: str = "vi") -> None:
    """Write `plan` to an open binary stream (standard output: `sys.stdout.buffer`) in `format`."""
    _writer(format)(plan, stream, lang)


def format_of(path: str | os.PathLike[str], formats: Sequence[str] = FORMATS) -> str:
    """The format that the suffix of `path` names; `KehoachError` (unknown-format) where it names none of `formats`."""
    format = named_format(path)
    if format not in formats:
        raise KehoachError("unknown-format", path=os.fspath(path), allowed=", ".join(f".{name}" for name in formats))
    return format


def named_format(path: str | os.PathLike[str]) -> str:
    """The format that the suffix of `path` names, the suffix itself where it names none."""
    suffix = Path(path).suffix.lower().removeprefix(".")
    return OTHER_SUFFIXES.get(suffix, suffix)


def _writer(format: str) -> Callable[[Plan, BinaryIO, str], None]:
    match format:
        case "json":
            from pipeline.write.json import write_json as writer
        case "jsonl":
            from pipeline.write.jsonl import write_jsonl as writer
        case "csv":
            from pipeline.write.csv import write_csv as writer
        case "xlsx":
            from pipeline.write.xlsx import write_xlsx as writer
        case "docx":
            from pipeline.write.docx import write_docx as writer
        case "parquet":
            from pipeline.write.parquet import write_parquet as writer
        case "sqlite":
            from pipeline.write.database import write_sqlite as writer
        case "ics":
            from pipeline.write.ics import write_ics as writer
        case "html":
            from pipeline.write.report_html import write_report as writer
        case _:
            raise ValueError(f"unknown format {format!r}; one of {', '.join(FORMATS)}")
    return writer
