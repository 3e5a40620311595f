"""kehoach: read official Vietnamese plans (kế hoạch) and extract their tasks into a table.

    from pipeline import extract
    plan = extract("ke-hoach.pdf")
    plan.to_frame()

    from pipeline import diff
    diff("ke-hoach-2025.pdf", "ke-hoach-2026.pdf").to_frame()

Importing this package is cheap; what reads files is imported on the first call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from pipeline.compare.lives import Lives
    from pipeline.compare.records import Comparison
    from pipeline.compare.trace import Trace
    from pipeline.errors import KehoachError
    from pipeline.records import Plan, Task
    from pipeline.sources import Source

__all__ = ["KehoachError", "Plan", "Task", "__version__", "diff", "extract", "lives", "load", "trace"]
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


def load(table: str | os.PathLike[str]) -> Plan:
    """The plan in a task table that `extract` or `pipeline.write` wrote (JSON, JSON Lines, CSV, XLSX, Parquet, SQLite),
    with what a person changed in it since.

    Raises `KehoachError`: not-stored for another file, several-plans where it holds more than one, and what
    `pipeline.stored_tables.stored_plans` raises.
    """
    import os

    from pipeline.errors import KehoachError
    from pipeline.stored_tables import read_stored

    plan = read_stored(table)
    if plan is None:
        raise KehoachError("not-stored", path=os.fspath(table))
    return plan


def diff(
    old: Source,
    new: Source,
    *,
    words: str | os.PathLike[str] | None = None,
    merged: Mapping[str, Sequence[str]] | None = None,
    ner: bool = True,
) -> Comparison:
    """What changed between two editions of a plan: every task and target of both aligned, field by field.

    `old` and `new` are plans as `extract` returns them, files that it reads, or task tables that it wrote. `words` is
    as in `extract`; `merged` names offices that were merged: new name -> those that it took over (besides [merged] in
    `words`). Raises `KehoachError` for a file that cannot be read.
    """
    from pipeline.compare.changes import compare

    plans, names = _plans((old, new), words, merged, ner)
    return compare(plans[0], plans[1], names)


def lives(
    *editions: Source,
    words: str | os.PathLike[str] | None = None,
    merged: Mapping[str, Sequence[str]] | None = None,
    ner: bool = True,
) -> Lives:
    """What became of each task over three and more editions of a plan, given from the oldest to the newest; the rest as
    in `diff`."""
    from pipeline.compare.lives import live

    plans, names = _plans(editions, words, merged, ner)
    return live(plans, names)


def trace(
    parent: Source,
    child: Source,
    *,
    unit: str | None = None,
    words: str | os.PathLike[str] | None = None,
    merged: Mapping[str, Sequence[str]] | None = None,
    ner: bool = True,
) -> Trace:
    """A plan held against the plan that it carries out: what it takes up, what it leaves out, where it falls behind.

    `unit` is the child's office as the parent calls it, by default who issued the child; the rest as in `diff`.
    """
    from pipeline.compare.trace import trace_plans

    plans, names = _plans((parent, child), words, merged, ner)
    return trace_plans(plans[0], plans[1], unit, names)


def _plans(
    sources: Sequence[Source],
    words: str | os.PathLike[str] | None,
    merged: Mapping[str, Sequence[str]] | None,
    ner: bool,
) -> tuple[list[Plan], Mapping[str, Sequence[str]]]:
    """The plans in `sources`, and all offices that were merged."""
    from pipeline.own_words import read_own_words
    from pipeline.sources import plan_of_source

    own = read_own_words(words).merged if words is not None else {}
    return [plan_of_source(source, words=words, ner=ner) for source in sources], {**own, **(merged or {})}


def __getattr__(name: str) -> object:
    if name in ("Plan", "Task"):
        from pipeline import records

        return getattr(records, name)
    if name == "KehoachError":
        from pipeline.errors import KehoachError

        return KehoachError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
