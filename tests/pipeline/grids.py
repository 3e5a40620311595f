"""Pieces of plans for tests: a letterhead, and tables written as they look."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.document import Box, Cell, Line, Table

Spec = str | tuple[str, int, int] | None
"""A cell: its text, or its text with the rows and columns that it spans; None where another cell covers the place."""

LETTERHEAD = (
    "ỦY BAN NHÂN DÂN",
    "XÃ SUỐI NGÂN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 31/KH-UBND",
    "Suối Ngân, ngày 09 tháng 02 năm 2026",
    "KẾ HOẠCH",
    "Phòng, chống cháy rừng năm 2026",
)
"""The lines above the first paragraph of a plan."""


def table(*rows: Sequence[Spec], page: int | None = None, header_rows: int = 0, edges: Sequence[float] = ()) -> Table:
    """The table whose cells stand as written; `edges` gives the columns' borders, and with them boxes."""
    columns = max((len(row) for row in rows), default=0)
    cells = []
    for r, row in enumerate(rows):
        for c, spec in enumerate(row):
            if spec is None:
                continue
            text, row_span, column_span = spec if isinstance(spec, tuple) else (spec, 1, 1)
            box = Box(page or 1, edges[c], 20.0 * r, edges[c + column_span], 20.0 * (r + row_span)) if edges else None
            lines = tuple(Line(part, page, box) for part in text.split("\n") if part)
            cells.append(Cell(r, c, lines, row_span, column_span, box))
    return Table(tuple(cells), len(rows), columns, page, header_rows=header_rows)
