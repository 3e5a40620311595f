"""Task tables -> rows: what the columns mean, rows split by a page, merged cells, section rows, sub-rows.

A table is a task table by what its header means (`lexicon/headers.toml`), whatever the words and their order.  The
rules for rows are those of gold/GUIDELINE.md (Tables).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from extractors.unit_heads import bare_heads
from pipeline.markers import Marker, read_marker
from pipeline.read.document import Cell, Line, Table
from pipeline.reflow import Paragraph, join
from pipeline.table_header import DETAIL, FIELDS, NUMBER, TASK, Column, Header, is_mark, read_header

def _waits(text: str) -> bool:
    """Whether the last line of a cell goes on: it ends open, or is the head of a name alone ("Văn phòng")."""
    last = regex.split(r"[\n,;]\s*", text)[-1]
    return OPEN_LINE.search(text) is not None or last.strip(" -–+•").casefold() in bare_heads()


SETTING = (NUMBER, DETAIL, TASK, *FIELDS, "deadline_start")
"""Roles whose cells make the record; those of other columns are kept beside it."""


@dataclass(slots=True, eq=False)
class Row:
    """One row of a task table. `cells` gives the lines of each role's cell; `sections` the section rows above it."""

    number: str | None
    cells: dict[str, list[Line]]
    sections: tuple[tuple[str, str], ...] = ()
    """(label, heading) of the Roman or lettered section rows above, outermost first."""
    parent: Row | None = None
    is_item: bool = True
    merged: frozenset[str] = frozenset()
    """Roles whose cell is merged over several rows."""
    group: str = ""
    """Heading of an unnumbered group row above."""
    extra: dict[str, list[Line]] = field(default_factory=dict)
    """Cells of columns that set no field, by role ("note", "budget") or, where the lexicon has none, printed header."""

    def text(self, role: str) -> str:
        """The lines of the role's cell joined by line breaks, empty where it has none."""
        return "\n".join(line.text for line in self.cells.get(role, ()))

    def paragraph(self, role: str) -> Paragraph | None:
        """The role's cell as a paragraph with its places."""
        lines = self.cells.get(role)
        return join(lines) if lines else None

    def take_number(self) -> None:
        """Without a column of numbers the task cell may begin with its own: "1. Kiện toàn …"."""
        lines = self.cells.get(TASK)
        marker = read_marker(lines[0].text) if lines else None
        if lines and marker and marker.kind in ("decimal", "letter", "paren"):
            self.number = marker.label
            self.cells[TASK] = [replace(lines[0], text=marker.rest), *lines[1:]]

    def own(self, role: str) -> str:
        """The role's text; empty where it says nothing ("-") or only points to rows below ("Theo các mốc dưới đây")."""
        text = self.text(role)
        return "" if NOTHING.fullmatch(text) or POINTS_DOWN.search(" ".join(text.split())) else text

    def listed(self, role: str) -> str:
        """Like `own`, but a ";" closes each line after which the next was begun without need: there a value ends."""
        if not self.own(role):
            return ""
        out = ""
        for line in self.cells.get(role, []):
            apart = line.starts_paragraph and BEGINS.match(line.text) and not _waits(out)
            out += f"{';' if apart else ''}\n{line.text}" if out else line.text
        return out


@dataclass(slots=True)
class TaskTable:
    """Tables that continue each other over pages, read as one."""

    header: Header
    rows: list[Row]
    edges: list[tuple[float, float]] = field(default_factory=list)
    pieces: list[tuple[Table, Header]] = field(default_factory=list)
    """The tables as printed, each with its columns; the depth of the header is 0 where it is not repeated."""

    @property
    def target_header(self) -> bool:
        """Whether the rows are targets."""
        return self.header.targets


def read_tables(tables: Sequence[Table]) -> list[TaskTable]:
    """The task tables among consecutive tables (nothing but page furniture between them), each with its rows."""
    out: list[TaskTable] = []
    raw: list[list[_Raw]] = []
    for table in tables:
        header = read_header(table)
        if header is not None:
            if out and _same_columns(out[-1].header, header):
                _append(raw[-1], _raw_rows(table, header), header)
            else:
                out.append(TaskTable(header, [], _edges(table)))
                raw.append(_raw_rows(table, header))
        elif out:
            header = _continued(out[-1], table)
            if header is None:
                continue
            _append(raw[-1], _raw_rows(table, header), header)
        else:
            continue
        out[-1].pieces.append((table, header))
    for task_table, rows in zip(out, raw, strict=True):
        task_table.rows = _meaning(rows)
    return out


def _same_columns(a: Header, b: Header) -> bool:
    return [(c.role, c.mark) for c in a.columns] == [(c.role, c.mark) for c in b.columns]


# --- physical rows ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Raw:
    cells: dict[str, list[Line]]
    merged: set[str]
    whole: Line | None = None
    """The text of a row whose single cell spans (nearly) all columns."""
    ids: dict[str, int] = field(default_factory=dict)
    extra: dict[str, list[Line]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    """Roles whose cell is merged over rows but empty: it may go on from the page before."""

    def text(self, role: str) -> str:
        return "\n".join(line.text for line in self.cells.get(role, ()))

    def task(self) -> str:
        lines = self.cells.get(TASK)
        return join(lines).text.strip() if lines else ""


def _raw_rows(table: Table, header: Header) -> list[_Raw]:
    out: list[_Raw] = []
    grid = table.grid()
    for r in range(header.depth, table.rows):
        row = grid[r]
        raw = _Raw({}, set())
        distinct = {id(c): c for c in row if c is not None and c.text.strip()}
        if not distinct:
            continue
        only = next(iter(distinct.values())) if len(distinct) == 1 else None
        if only is not None and only.column_span >= max(2, table.columns - 1) and only.row_span == 1:
            raw.whole = (
                join(only.lines).lines[0]
                if len(only.lines) == 1
                else Line(join(only.lines).text, only.lines[0].page, only.box or only.lines[0].box)
            )
        seen: set[int] = set()
        for column, cell in zip(header.columns, row, strict=False):
            if cell is None or id(cell) in seen:
                continue
            role = column.role
            if role == "deadline_start" and any(c.role == "deadlines" for c in _columns_of(cell, header)):
                role = "deadlines"  # one time over "Bắt đầu | Kết thúc"
            if not cell.text.strip():
                if cell.row_span > 1 and role is not None:
                    raw.open.add(role)
                continue
            lines = [line for line in cell.lines if line.text.strip()]
            seen.add(id(cell))
            if column.mark or column.in_days:
                role, lines = _marked(column, lines)
                if role is None:
                    continue
            if role in SETTING:
                raw.cells.setdefault(role, []).extend(lines)
                raw.ids[role] = id(cell)
                if cell.row_span > 1:
                    raw.merged.add(role)
            elif role or column.name:
                raw.extra.setdefault(role or column.name, []).extend(lines)
        out.append(raw)
    return out


def _columns_of(cell: Cell, header: Header) -> Sequence[Column]:
    """The columns that the cell spans."""
    return header.columns[cell.column : cell.column + cell.column_span]


def _marked(column: Column, lines: list[Line]) -> tuple[str | None, list[Line]]:
    """What a cell of a column of marks (or of days) says: the role that it sets, None for none, and its text."""
    text = " ".join(line.text for line in lines)
    if column.in_days and text.strip().isdigit():
        return column.role, [replace(lines[0], text=f"{text.strip()} ngày")]
    sign = is_mark(text)
    if sign is not None and column.mark:
        role = sign if sign in FIELDS and column.role in ("lead_units", "coordinating_units") else column.role
        return role, [replace(lines[0], text=column.mark)]
    return (None if column.marks_only else column.role), lines


def _append(rows: list[_Raw], more: list[_Raw], header: Header) -> None:
    """Add the rows of the next page; what a page break cut off goes back to the row it belongs to."""
    if more and rows and _is_tail(rows[-1], more[0], header):
        for role, lines in more[0].cells.items():
            if role in more[0].merged and rows[-1].text(role) == "\n".join(line.text for line in lines):
                continue
            rows[-1].cells.setdefault(role, []).extend(lines)
        for role, lines in more[0].extra.items():
            rows[-1].extra.setdefault(role, []).extend(lines)
        # a cell merged over rows of both pages goes on below the tail
        more = more[1:]
    if more and rows:
        _carry_merged(rows[-1], more)
    rows.extend(more)


def _is_tail(last: _Raw, row: _Raw, header: Header) -> bool:
    if row.whole is not None or row.cells.get(NUMBER) or row.cells.get(DETAIL):
        return False
    task = row.text(TASK).strip()
    if any(column.role in (NUMBER, DETAIL) for column in header.columns):
        # without a number a row that starts a new text with units of its own is an unnumbered row, else a tail
        starts = task[:1].isupper() and bool(row.cells.get("lead_units")) and bool(row.cells.get("deadlines"))
        return not starts or not last.text(TASK).rstrip().endswith((".", ";"))
    return not task or task[:1].islower()


def _carry_merged(last: _Raw, more: list[_Raw]) -> None:
    """A merged cell that goes on over the page is printed once: rows below without a value keep the one above."""
    for role in FIELDS:
        for row in more:
            goes_on = role in last.merged or role in row.open
            if not goes_on or row.cells.get(role) or row.whole is not None or not last.cells.get(role):
                break
            row.cells[role] = list(last.cells[role])
            row.merged.add(role)


def _edges(table: Table) -> list[tuple[float, float]]:
    out: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.box is not None and cell.column_span == 1:
            out.setdefault(cell.column, (cell.box.x0, cell.box.x1))
    return [out.get(c, (0.0, 0.0)) for c in range(table.columns)]


def _continued(before: TaskTable, table: Table) -> Header | None:
    """The columns of a table without a header that goes on with `before`: same columns, or the same places."""
    columns = before.header.columns
    if table.columns != len(columns):
        edges = _edges(table)
        if not any(e != (0.0, 0.0) for e in edges) or not any(e != (0.0, 0.0) for e in before.edges):
            return None
        found: list[Column] = []
        for x0, x1 in edges:
            overlaps = [(min(x1, b1) - max(x0, b0), c) for c, (b0, b1) in enumerate(before.edges)]
            share, best = max(overlaps, default=(0.0, 0))
            found.append(columns[best] if share > 0 else Column(None))
        if not any(column.role == TASK for column in found):
            return None
        columns = tuple(found)
    return Header(columns, 0, before.header.targets)


# --- meaning of rows --------------------------------------------------------------------------------------------------

# cells that say "as above": "nt", "-nt-", "(n/t)", "như trên", "″", "//"; not "Nội trú"
AS_ABOVE = regex.compile(
    r"[-–\s\"″“”'/(]*(?:nt|n[./]t|như trên|như mục trên|như dòng trên)[-–\s\".)/]*|[\"″“”'’〃\s]+|[-–\s]*/\s*/[-–\s]*",
    regex.IGNORECASE,
)
# cells that say that there is nothing: "-", "…", "Không", "0"; not "Không quá 05 ngày"
NOTHING = regex.compile(r"[\s\-–—_.…*/]+|không(?: có)?[.]?|0", regex.IGNORECASE)
# a line that the next one goes on: "… và", "Phòng Kế hoạch -", "gồm:", "A;"; not "Báo cáo"
OPEN_LINE = regex.compile(r"(?:[,;:/–\-(]|\b(?:và|của|các|thuộc|với|tại|về|cho|cùng|hoặc|theo))\s*$", regex.IGNORECASE)
# a line that may begin a value without a mark of its own: "Báo cáo", "05 lớp"; not "- Báo cáo"
BEGINS = regex.compile(r"[\p{Lu}\d“\"]")
# cells that only announce the rows below: "Theo từng mốc thời hạn dưới đây", "Đạt được các chỉ tiêu sau đây:"
POINTS_DOWN = regex.compile(
    r"(?:dưới đây|sau đây|như sau|các mốc sau|cụ thể như sau|bên dưới)\s*[:.]?$", regex.IGNORECASE
)
SECTION_NUMBER = regex.compile(r"(?:phần\s+)?(?P<label>[IVX]{1,5}|[A-H])[.)/]?", regex.IGNORECASE)


def _meaning(raws: Sequence[_Raw]) -> list[Row]:
    rows: list[Row] = []
    sections: list[tuple[str, str]] = []
    group = ""
    parents: list[tuple[str, Row]] = []
    above: dict[str, list[Line]] = {}
    raws = _merge_spanned(raws)
    numbered = any(raw.cells.get(NUMBER) or raw.cells.get(DETAIL) for raw in raws)
    for i, raw in enumerate(raws):
        number = " ".join(raw.text(NUMBER).split()).strip()
        detail = " ".join(raw.text(DETAIL).split()).strip()
        label = number or detail
        for role in FIELDS:
            if AS_ABOVE.fullmatch(raw.text(role)) and role in above:
                raw.cells[role] = above[role]
            if raw.cells.get(role):
                above[role] = raw.cells[role]
            else:
                above.pop(role, None)
        task = raw.task()
        filled = [
            role
            for role in FIELDS
            if raw.text(role).strip() and not POINTS_DOWN.search(" ".join(raw.text(role).split()))
        ]
        if raw.whole is not None or (not filled and not label and task and not raw.open):
            # a row that says nothing but a text heads the rows below it
            text = raw.whole.text if raw.whole is not None else task
            marker = read_marker(text)
            _open_group(sections, marker, text)
            group = "" if marker else text
            parents = []
            continue
        section = SECTION_NUMBER.fullmatch(label) if label and label.upper() == label else None
        if section:
            kind = "roman" if regex.fullmatch(r"[IVX]+", section["label"]) else "part"
            above_section = tuple(s for s in sections if kind == "roman" and regex.fullmatch(r"[A-H]", s[0]))
            _open_group(sections, Marker(kind, section["label"], kind if kind == "roman" else "capital", task), task)
            group, parents = "", []
            if filled and task:
                # a section with values of its own is an item too, and passes them on
                row = Row(section["label"], raw.cells, above_section, merged=frozenset(raw.merged), extra=raw.extra)
                rows.append(row)
                parents.append(("section", row))
            continue
        if not any(c.isalpha() for c in task):
            # the rest of the row above, or a blank row of a form ("…")
            if rows and not label:
                for role, lines in raw.cells.items():
                    if role not in raw.merged:
                        rows[-1].cells.setdefault(role, []).extend(lines)
            continue
        row = Row(
            _clean_number(number) or _clean_number(detail) or None,
            raw.cells,
            tuple(sections),
            merged=frozenset(raw.merged),
            group=group,
            extra=raw.extra,
        )
        style = _style(number, detail)
        while parents and not _is_below(style, parents[-1][0]):
            parents.pop()
        row.parent = parents[-1][1] if parents else None
        if row.number is None and not numbered:
            row.take_number()
        following = _next_style(raws, i)
        heads = following is not None and _is_below(following, style)
        row.is_item = bool(filled) or not heads
        if heads:
            parents.append((style, row))
        rows.append(row)
    return rows


def _merge_spanned(raws: Sequence[_Raw]) -> list[_Raw]:
    """Physical rows that share one merged task cell are one row: their other cells follow each other."""
    out: list[_Raw] = []
    for raw in raws:
        if out and TASK in raw.merged and raw.ids.get(TASK) == out[-1].ids.get(TASK) and raw.ids.get(TASK) is not None:
            for role, lines in raw.cells.items():
                if raw.ids.get(role) != out[-1].ids.get(role) and role != TASK:
                    out[-1].cells.setdefault(role, []).extend(lines)
                    if role in raw.ids:
                        out[-1].ids[role] = raw.ids[role]
            continue
        out.append(raw)
    return out


def _open_group(sections: list[tuple[str, str]], marker: Marker | None, text: str) -> None:
    if marker is None or marker.kind not in ("roman", "part"):
        if marker is None:
            return
        sections[:] = [s for s in sections if regex.fullmatch(r"[IVX]+|[A-H]", s[0])]
        sections.append((marker.label, marker.rest))
        return
    capital = marker.kind == "part"
    if capital:
        sections.clear()
    else:
        sections[:] = [s for s in sections if regex.fullmatch(r"[A-H]", s[0]) and not regex.fullmatch(r"[IVX]+", s[0])]
    sections.append((marker.label, " ".join(marker.rest.split())))


def _clean_number(text: str) -> str:
    return text.strip().rstrip(".)/").strip()


def _style(number: str, detail: str) -> str:
    """How a row is numbered: detail-group (a number in the detail column), decimal1…, letter, dash, none."""
    if number and detail:
        return "detail-letter"
    text = number or detail
    if not number and detail:
        return "detail-group" if regex.fullmatch(r"\d{1,3}[.)]?", detail) else "detail-letter"
    if regex.fullmatch(r"\d{1,3}[.)/]?", text):
        return "decimal1"
    if match := regex.fullmatch(r"\d{1,3}((?:\.\d{1,3})+)[.)]?", text):
        return f"decimal{match[1].count('.') + 1}"
    if regex.fullmatch(r"\(?[a-zđ][.)/]?\)?", text):
        return "letter"
    if regex.fullmatch(r"[-–+*•]", text):
        return "dash"
    return "none" if not text else "other"


RANK = {
    "section": 0,
    "detail-group": 1,
    "decimal1": 2,
    "decimal2": 3,
    "decimal3": 4,
    "detail-letter": 5,
    "letter": 5,
    "dash": 6,
    "none": 7,
    "other": 2,
}


def _is_below(style: str, parent: str) -> bool:
    if style == "decimal1" and parent == "detail-group":
        return True
    return RANK.get(style, 2) > RANK.get(parent, 2)


def _next_style(raws: Sequence[_Raw], i: int) -> str | None:
    for raw in raws[i + 1 :]:
        if raw.whole is not None:
            return None
        number, detail = raw.text(NUMBER).strip(), raw.text(DETAIL).strip()
        if not raw.text(TASK).strip():
            continue
        if (
            SECTION_NUMBER.fullmatch(number)
            and number.upper() == number
            and not any(raw.text(f).strip() for f in FIELDS)
        ):
            return None
        return _style(number, detail)
    return None
