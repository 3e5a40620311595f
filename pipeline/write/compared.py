"""A comparison -> file: JSON from the records, the other formats from the view."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

if TYPE_CHECKING:
    from pipeline.compare.view import View

COMPARED_FORMATS = ("html", "xlsx", "csv", "json")
"""The formats of a comparison; the suffix of a file is its format's name."""


class Compared(Protocol):
    """A `Comparison`, `Trace` or `Lives`."""

    def to_dict(self) -> dict[str, Any]:
        """All of it, JSON-ready."""

    def counts(self) -> dict[str, int]:
        """How many of each status."""


def dump_compared(result: Compared, view: View | None, stream: BinaryIO, format: str) -> None:
    """Write `result` (JSON) or its `view` to an open binary stream in `format`, one of `COMPARED_FORMATS`; JSON alone
    needs no view."""
    if format == "json":
        text = json.dumps(result.to_dict(), ensure_ascii=False, indent=2, allow_nan=False)
        stream.write(f"{text}\n".encode(errors="backslashreplace"))
        return
    assert view is not None
    match format:
        case "csv":
            from pipeline.write.compare_csv import write_csv

            write_csv(view, stream)
        case "xlsx":
            from pipeline.write.compare_xlsx import write_xlsx

            write_xlsx(view, stream)
        case "html":
            from pipeline.write.compare_html import write_html

            write_html(view, stream)
        case _:
            raise ValueError(f"unknown format {format!r}; one of {', '.join(COMPARED_FORMATS)}")
