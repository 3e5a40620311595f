"""kehoach: read official Vietnamese plans (kế hoạch) and extract their tasks into a table.

    from pipeline import extract
    plan = extract("ke-hoach.pdf")
    plan.to_frame()

Importing this package is cheap; what reads files is imported on the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import os

    from pipeline.errors import KehoachError
    from pipeline.records import Plan, Task

__all__ = ["KehoachError", "Plan", "Task", "__version__", "extract"]
__version__ = "0.1.0"


def extract(
    source: str | os.PathLike[str] | bytes | BinaryIO,
    *,
    name: str | None = None,
    words: str | os.PathLike[str] | None = None,
    sheet: str | None = None,
    ner: bool = True,
) -> Plan:
    """Extract the tasks of one plan.

    `source` is a path, the bytes of a file or a binary file open for reading (PDF with a text layer, DOCX, XLSX or
    plain text; the kind is found from the content). `name` is the file name to record where `source` has none,
    `words` a TOML file of header words and names of units that are your office's own, `sheet` the name or number of a
    workbook's sheet, "*" for all that hold a task table (default: the first that does); with `ner` False the
    rules decide alone, without the model that recognises names of units.
    Raises `KehoachError` for a file that cannot be read as a plan (missing, damaged, encrypted, a scan).
    """
    from pipeline.assemble import extract as run

    return run(source, name=name, words=words, sheet=sheet, ner=ner)


def __getattr__(name: str) -> object:
    if name in ("Plan", "Task"):
        from pipeline import records

        return getattr(records, name)
    if name == "KehoachError":
        from pipeline.errors import KehoachError

        return KehoachError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
