"""What the rows of a task table mean: section rows, group rows, rows and sub-rows, each with what stands above it.

The rules are those of gold/GUIDELINE.md (Tables).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex

from extractors.unit_heads import heads_alone
from pipeline.appendix_cells import PrintedRow, merge_spanned
from pipeline.appendix_sections import NESTED_NUMBER, around, nested_label, opened, printed_number, section_label
from pipeline.markers import Marker, read_marker
from pipeline.read.document import Line
from pipeline.reflow import Paragraph, join
from pipeline.table_header import DETAIL, FIELDS, NUMBER, TASK


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
    doubtful: bool = False
    """Whether its cells were put together from lines without columns and could nearly as well be others."""
    extra: dict[str, list[Line]] = field(default_factory=dict)
    """Cells of columns that set no field, by role ("note", "budget") or, where the lexicon has none, printed header."""

    def text(self, role: str) -> str:
        """The lines of the role's cell joined by line breaks, empty where it has none."""
        return "\n".join(line.text for line in self.cells.get(role, ()))

    def paragraph(self, role: str) -> Paragraph | None:
        """The role's cell as a paragraph with its places."""
        lines = self.cells.get(role)
        return join(lines) if lines else None

    def lineage(self) -> Iterator[Row]:
        """The row, its parent, and so on upwards."""
        row: Row | None = self
        while row is not None:
            yield row
            row = row.parent

    def take_number(self) -> None:
        """Without a column of numbers the task cell may begin with its own: "1. Kiện toàn …"."""
        lines = self.cells.get(TASK)
        marker = read_marker(lines[0].text) if lines else None
        if lines and marker and marker.kind in ("decimal", "letter", "paren"):
            self.number = marker.label
            self.cells[TASK] = [replace(lines[0], text=marker.rest), *lines[1:]]

    def own(self, role: str) -> str:
        """The role's text; empty where it says nothing ("-") or only points to rows below ("Theo các mốc dưới đây")."""
        text = SPLIT_YEAR.sub("", self.text(role))
        return "" if NOTHING.fullmatch(text) or POINTS_DOWN.search(" ".join(text.split())) else text

    def listed(self, role: str) -> str:
        """Like `own`, but a ";" closes each line that was ended by hand, not by the width of the cell: a value ends."""
        if not self.own(role):
            return ""
        out = value = ""
        for line in self.cells.get(role, []):
            if BROKEN.search(value):  # "GDNN-" / "GDTX"
                out, value = f"{out}{line.text}", f"{value}{line.text}"
                continue
            typed = line.starts_paragraph is not None  # of a PDF only breaks made without need are known to be
            apart = typed and BEGINS.match(line.text) and not _waits(value)
            out += f"{';' if apart else ''}\n{line.text}" if out else line.text
            value = line.text if apart else f"{value} {line.text}"
        return out


def _waits(text: str) -> bool:
    """Whether a value goes on: it ends open, or is the head of a name alone ("Văn phòng")."""
    last = regex.split(r"[,;]\s*", text)[-1]
    return OPEN_LINE.search(text) is not None or last.strip(" -–+•").casefold() in heads_alone()


# cells that say "as above": "nt", "-nt-", "(n/t)", "như trên", "″", "//"; not "Nội trú"
AS_ABOVE = regex.compile(
    r"[-–\s\"″“”'/(]*(?:nt|n[./]t|như trên|như mục trên|như dòng trên)[-–\s\".)/]*|[\"″“”'’〃\s]+|[-–\s]*/\s*/[-–\s]*",
    regex.IGNORECASE,
)
# cells that say that there is nothing: "-", "…", "Không", "0"; not "Không quá 05 ngày"
NOTHING = regex.compile(r"[\s\-–—_.…*/]+|không(?: có)?[.]?|0", regex.IGNORECASE)
# a line that the next one goes on: "… và", "Phòng Kế hoạch -", "gồm:", "A;"; not "Báo cáo"
OPEN_LINE = regex.compile(r"(?:[,;:/–\-(]|\b(?:và|của|các|thuộc|với|tại|về|cho|cùng|hoặc|theo))\s*$", regex.IGNORECASE)
# the break of a year over two lines: "15/5/20⏎26", "năm 202⏎6"; not "15/5⏎20/6"
SPLIT_YEAR = regex.compile(r"(?<=(?:/|năm\s)20?)\n(?=\d{2,3}(?!\d|/))|(?<=(?:/|năm\s)20\d?)\n(?=\d{1,2}(?!\d|/))")
# a word broken at its hyphen: "GDNN-", "19/2022/QĐ-"; not "Phòng Kế hoạch -"
BROKEN = regex.compile(r"[\p{Lu}\d][-/]$")
# a line that may begin a value without a mark of its own: "Báo cáo", "05 lớp"; not "- Báo cáo"
BEGINS = regex.compile(r"[\p{Lu}\d“\"]")
# cells that only announce the rows below: "Theo từng mốc thời hạn dưới đây", "Đạt được các chỉ tiêu sau đây:"
POINTS_DOWN = regex.compile(
    r"(?:dưới đây|sau đây|như sau|các mốc sau|cụ thể như sau|bên dưới)\s*[:.]?$", regex.IGNORECASE
)


def meaning(raws: Sequence[PrintedRow]) -> tuple[list[Row], list[Line]]:
    """The rows, and the texts of the table that became neither a row nor the heading of one."""
    table = _Table(merge_spanned(raws))
    for i in range(len(table.raws)):
        table.read(i)
    table.close()
    return table.rows, table.lost


@dataclass(slots=True)
class _Table:
    """The rows read so far, and what stands above the next one."""

    raws: list[PrintedRow]
    rows: list[Row] = field(default_factory=list)
    lost: list[Line] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    group: str = ""
    parents: list[tuple[str, Row]] = field(default_factory=list)
    above: dict[str, list[Line]] = field(default_factory=dict)
    """What "as above" means for the next row, by role."""
    nested: str = ""
    """The label of the section within another ("II.2") that the next row is in; "" in none."""
    waiting: tuple[str, Row] | None = None
    """A section row below which nothing has come yet, and the kind of its number."""
    numbered: bool = False

    def __post_init__(self) -> None:
        self.numbered = any(raw.cells.get(NUMBER) or raw.cells.get(DETAIL) for raw in self.raws)

    def read(self, i: int) -> None:
        """Read row `i` of the grid."""
        raw = self.raws[i]
        number, detail = (" ".join(raw.text(role).split()) for role in (NUMBER, DETAIL))
        label = printed_number(raw)
        style = _style_of(raw, self.numbered)
        self._as_above(raw, below=any(_is_below(style, parent) for parent, _ in self.parents))
        task = raw.task()
        filled = [
            role
            for role in FIELDS
            if raw.text(role).strip() and not POINTS_DOWN.search(" ".join(raw.text(role).split()))
        ]
        section, nested = section_label(label), nested_label(self.raws, i)
        if raw.whole is not None or (not filled and not label and task and not raw.open and not _is_listed(raw)):
            self._heading(raw)
        elif section:
            self._section(raw, section, filled)
        elif nested:
            self._nested_section(raw, nested)
        elif any(c.isalpha() for c in task):
            self._row(i, raw, _clean_number(number) or _clean_number(detail) or None, style, filled)
        elif not label and self.rows:
            # the rest of the row above, or a blank row of a form ("…")
            held = self.rows[-1]
            for role, lines in raw.cells.items():
                if role not in raw.merged:
                    held.cells.setdefault(role, []).extend(lines)
            for role, lines in raw.extra.items():
                held.extra.setdefault(role, []).extend(lines)
        elif filled:
            held_lines = [lines for lines in raw.cells.values() if lines]
            said = " | ".join(" ".join(line.text for line in lines) for lines in held_lines)
            self.lost.append(replace(held_lines[0][0], text=said))

    def close(self) -> None:
        """The table ends: a section without rows was a row; a heading of nothing was lost."""
        self._settle("")
        last = self.raws[-1] if self.raws else None
        if last is not None and self.group and not (self.rows and self.rows[-1].group == self.group):
            self.lost += [last.whole] if last.whole else last.cells.get(TASK, [])[:1]

    def _as_above(self, raw: PrintedRow, *, below: bool) -> None:
        """Put in the place of "nt" what stands above. Of a sub-row's empty cell that is what it inherits."""
        for role in FIELDS:
            if AS_ABOVE.fullmatch(" ".join(raw.text(role).split())):
                if self.above.get(role):
                    raw.cells[role] = list(self.above[role])
                else:
                    del raw.cells[role]
            if raw.cells.get(role):
                self.above[role] = list(raw.cells[role])
            elif not below:
                self.above.pop(role, None)

    def _heading(self, raw: PrintedRow) -> None:
        """A row that says nothing but a text heads the rows below it."""
        text = raw.whole.text if raw.whole is not None else raw.task()
        marker = read_marker(text)
        if marker is not None and marker.kind in ("roman", "part"):
            self._settle(marker.kind)
        if marker is not None:
            self.sections = opened(self.sections, marker)
        self.group, self.nested = "" if marker else text, self.nested if marker is None else ""
        self.parents = []

    def _section(self, raw: PrintedRow, label: str, filled: Sequence[str]) -> None:
        kind = "roman" if regex.fullmatch(r"[IVX]+", label) else "part"
        self._settle(kind)
        task = raw.task()
        above = tuple(s for s in self.sections if kind == "roman" and regex.fullmatch(r"[A-H]", s[0]))
        self.sections = opened(self.sections, Marker(kind, label, kind if kind == "roman" else "capital", task))
        self.group, self.nested, self.parents = "", "", []
        if not task:
            return
        row = _row_of(raw, label, above, "")
        if raw.merged.issuperset(filled):
            self.waiting = kind, row
            return
        # a section with values of its own, not of a cell over many rows, is an item too, and passes them on
        self.rows.append(row)
        self.parents.append(("section", row))

    def _nested_section(self, raw: PrintedRow, label: str) -> None:
        """A section within another, its number printed with those around it ("II.2"), and nothing else in the row."""
        self._leave(label)
        outer = tuple(self.sections)
        if self.waiting is not None and self.waiting[1].number not in [name for name, _ in outer]:
            self.rows.append(self.waiting[1])
        self.waiting = None
        steps = label.split(".")
        known = len(outer) - next((k for k, (name, _) in enumerate(outer) if name == steps[0]), len(outer))
        self.sections += [*((step, "") for step in steps[known:-1]), (steps[-1], raw.task())]
        self.group, self.nested = "", label
        if self.parents:
            row = _row_of(raw, label, outer, "")
            row.parent = self.parents[-1][1]
            self.parents.append(("section", row))

    def _leave(self, label: str) -> None:
        """Leave the sections that "II.3" is not in; the others pass on what they have."""
        self.sections, self.nested = around(self.sections, label), ""
        self.parents = [(s, r) for s, r in self.parents if s == "section" and f"{label}.".startswith(f"{r.number}.")]

    def _settle(self, kind: str) -> None:
        """A section row under which nothing stands before the next of its kind is a row like others."""
        if self.waiting is not None and kind in ("", self.waiting[0]):
            self.rows.append(self.waiting[1])
        self.waiting = None

    def _row(self, i: int, raw: PrintedRow, number: str | None, style: str, filled: Sequence[str]) -> None:
        self.waiting = None
        if self.nested and NESTED_NUMBER.fullmatch(number or "") and not f"{number}".startswith(f"{self.nested}."):
            self._leave(number or "")
        row = _row_of(raw, number, tuple(self.sections), self.group)
        while self.parents and not _is_below(style, self.parents[-1][0]):
            self.parents.pop()
        # a row whose number was forgotten is nobody's sub-row: it must not take another's deadline
        forgotten = self.numbered and style == "none" and bool(filled)
        row.parent = self.parents[-1][1] if self.parents and not forgotten else None
        if row.parent is not None and not _may_head(row.parent.number, number):
            row.parent = None
        if number is None and (not self.numbered or _is_listed(raw)):
            row.take_number()
        following = _next_style(self.raws, i, self.numbered)
        heads = following is not None and _is_below(following, style)
        row.is_item = not raw.carried.issuperset(filled) or not heads
        if heads:
            self.parents.append((style, row))
        self.rows.append(row)


def _row_of(raw: PrintedRow, number: str | None, sections: tuple[tuple[str, str], ...], group: str) -> Row:
    return Row(
        number,
        raw.cells,
        sections,
        merged=frozenset(raw.merged),
        group=group,
        doubtful=raw.doubtful,
        extra=raw.extra,
    )


def _clean_number(text: str) -> str:
    return text.strip().rstrip(".)/").strip()


def _style(number: str, detail: str) -> str:
    """How a row is numbered: detail-group (a number in the detail column), decimal1…, letter, dash, none."""
    text = number or detail
    if detail:
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


def _may_head(parent: str | None, number: str | None) -> bool:
    """Whether a row with the first number may stand above one with the second: 6.1 is no part of 4."""
    above, dot, _ = (number or "").rpartition(".")
    if not dot or parent is None or not regex.fullmatch(r"[\d.]+", parent):
        return True
    return above == parent or above.startswith(f"{parent}.")


def _is_below(style: str, parent: str) -> bool:
    """Whether a row of this style is a sub-row of one of the other; without a number only of a numbered one."""
    if style == "none" and parent in ("dash", "letter"):
        return False
    if style == "decimal1" and parent == "detail-group":
        return True
    return RANK.get(style, 2) > RANK.get(parent, 2)


def _is_listed(raw: PrintedRow) -> bool:
    """Whether the task cell begins with a mark of its own ("a) …", "- …"): a sub-row, though it has nothing else."""
    marker = read_marker(raw.cells[TASK][0].text) if raw.cells.get(TASK) else None
    return marker is not None and marker.kind in ("letter", "paren", "bullet", "decimal")


def _style_of(raw: PrintedRow, numbered: bool) -> str:
    """The style of a row: by its number, or in a table of numbered rows by the mark of its text."""
    number, detail = raw.text(NUMBER).strip(), raw.text(DETAIL).strip()
    if number or detail or not numbered or not _is_listed(raw):
        return _style(number, detail)
    marker = read_marker(raw.cells[TASK][0].text)
    return _style(marker.label if marker else "", "")


def _next_style(raws: Sequence[PrintedRow], i: int, numbered: bool) -> str | None:
    for k, raw in enumerate(raws[i + 1 :], i + 1):
        if raw.whole is not None:
            return None
        if not raw.text(TASK).strip():
            continue
        empty = not any(raw.text(f).strip() for f in FIELDS)
        if nested_label(raws, k) or (empty and section_label(raw.text(NUMBER).strip())):
            return None
        return _style_of(raw, numbered)
    return None
