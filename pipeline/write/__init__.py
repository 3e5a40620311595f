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

FORMATS = ("json", "jsonl", "csv", "xlsx")
"""The formats; the suffix of a file is its format's name."""


def write(plan: Plan, path: str | os.PathLike[str], format: str | None = None, lang: str = "vi") -> None:
    """Write `plan` to `path` in `format` (by default from the suffix), column names in `lang`.

    The folder must exist. On any error a file that was there before is untouched. Raises `KehoachError`
    (unknown-format, cannot-write).
    """
    chosen = format or format_of(path)
    replace_file(path, lambda stream: dump(plan, stream, chosen, lang))


def dump(plan: Plan, stream: BinaryIO, format: str = "json", lang: str = "vi") -> None:
    """Write `plan` to an open binary stream (standard output: `sys.stdout.buffer`) in `format`."""
    _writer(format)(plan, stream, lang)


def format_of(path: str | os.PathLike[str], formats: Sequence[str] = FORMATS) -> str:
    """The format that the suffix of `path` names; `KehoachError` (unknown-format) where it names none of `formats`."""
    format = Path(path).suffix.lower().removeprefix(".")
    if format not in formats:
        raise KehoachError("unknown-format", path=os.fspath(path), allowed=", ".join(f".{name}" for name in formats))
    return format


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
        case _:
            raise ValueError(f"unknown format {format!r}; one of {', '.join(FORMATS)}")
    return writer
