"""What is compared: a plan already read, a file that `extract` reads, or a task table that it wrote."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from pipeline import extract
from pipeline.errors import KehoachError
from pipeline.records import Plan
from pipeline.stored_tables import read_stored
from pipeline.write.workbook import is_own_table

Source = Plan | str | os.PathLike[str] | bytes | BinaryIO


def plan_of_source(
    source: Source,
    *,
    words: str | os.PathLike[str] | None = None,
    sheet: str | None = None,
    ner: bool = True,
) -> Plan:
    """The plan in `source`; the options are those of `pipeline.extract`. Raises `KehoachError` as it does."""
    if isinstance(source, Plan):
        return source
    if isinstance(source, str | os.PathLike):
        stored = read_stored(source)
        if stored is not None:
            return stored
        if Path(source).suffix.lower() == ".csv" or is_own_table(Path(source)):
            raise KehoachError("not-a-table", path=os.fspath(source))  # a comparison, or a table of something else
    return extract(source, words=words, sheet=sheet, ner=ner)
