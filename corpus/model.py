"""How a plan is written down: a tree of sections, items, notes and tables, each item beside its annotation.

The text is what a reader sees; the annotation follows gold/GUIDELINE.md and is read by `corpus.annotate`.
Units and deadlines given to a `Section` or to an `Item` with sub-items hold for everything below it, unless a
node says otherwise (None: inherit; an empty tuple: nothing).  A footnote is written in the text as `{{its words}}`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class When:
    """A deadline as the guideline has it; dates are ISO 8601, `rrule` is RFC 5545."""

    raw: str
    kind: str
    start: str | None = None
    end: str | None = None
    bound: str | None = None
    rrule: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A target: comparator, number and unit, and the shortest phrase that holds them."""

    raw: str
    comparator: str
    value: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotated stretch of a text: `span` are its offsets, `label` and `value` as `corpus.marks` defines them."""

    label: str
    value: str
    span: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph that is no record: a basis, a responsibility line, a purpose, a closing sentence."""

    text: str
    mark: str = ""
    bold: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A record: a task, or with kind "target" a target. `below` are its sub-items and the lines that belong to it."""

    text: str
    mark: str = "-"
    kind: str = "task"
    number: str | None = None
    products: Values = ()
    lead: Values | None = None
    coord: Values | None = None
    when: tuple[When, ...] | None = None
    goals: tuple[Goal, ...] = ()
    below: tuple[Node, ...] = ()
    bold: bool = False
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it. `mark` is the number as printed, `number` its entry in the section path.

    Without a number the heading only sets the section (a month, a period), as the guideline rules.
    """

    title: str
    below: tuple[Node, ...] = ()
    mark: str = ""
    number: str | None = None
    lead: Values | None = None
    coord: Values | None = None
    when: tuple[When, ...] | None = None
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A row that only announces the rows after it (a section of the table); `number` as printed in its first cell."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a task table.

    `cells` overrides what a column prints, by the column's role; None continues the cell above (merged).
    By default the text, the units, the products and the raw deadlines are printed as annotated.
    """

    task: str
    number: str | None = None
    products: Values = ()
    lead: Values = ()
    coord: Values = ()
    when: tuple[When, ...] = ()
    goals: tuple[Goal, ...] = ()
    cells: tuple[tuple[str, str | None], ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a task table: its printed header, the role whose value it prints, its width in centimetres."""

    header: str
    role: str
    width: float


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A ruled table of tasks, one record a row."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Group, ...]
    header_repeats: bool = True


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A ruled table that holds no tasks (a budget, a list of figures)."""

    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a `CellTable`: its paragraphs and the grid places that it covers."""

    row: int
    column: int
    lines: Values
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a row of a `CellTable` says; `path` and `section` come from the section rows above it in the table."""

    row: Row
    path: Values = ()
    section: str = ""


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table given cell by cell, as printed, and what it means (nothing when it holds no tasks).

    `widths` are in centimetres, `size` in points; `automatic` leaves the running numbers to Word; `nested` sets the
    table into a layout table of one cell.
    """

    cells: tuple[PrintedCell, ...]
    widths: tuple[float, ...]
    header_rows: int = 1
    meanings: tuple[Meaning, ...] = ()
    size: float = 12
    middle: bool = False
    header_repeats: bool = True
    can_split: bool = True
    nested: bool = False
    automatic: bool = False

    @property
    def rows(self) -> int:
        """The number of grid rows."""
        return max(cell.row + cell.row_span for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix on pages of its own; `path` is its entry in the section path (PL, PL1, PL2)."""

    title: str
    below: tuple[Node, ...]
    label: str = "PHỤ LỤC"
    reference: str = ""
    path: str = "PL"
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, with the letterhead of an enclosed plan when `letterhead` is given (agency, its superior)."""

    letterhead: Values = ()
    type: str = ""
    title: Values = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The foot of the document: recipients on the left, titles and name of the signer on the right."""

    recipients: Values
    titles: Values
    name: str


Node = Note | Item | Section | TaskTable | PlainTable | CellTable | Appendix | PageBreak | Signature


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that the plan cites as its basis (căn cứ)."""

    type: str
    number: str | None
    date: str | None
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole document; `agency` is the letterhead's left half, the superior body first."""

    name: str
    agency: Values
    number: str
    place_date: str
    title: Values
    issuer: str
    issued: str
    years: tuple[int, ...]
    signature: Signature
    body: tuple[Node, ...]
    type: str = "KẾ HOẠCH"
    bases: tuple[Basis, ...] = ()
    after: tuple[Node, ...] = ()
    automatic_numbers: bool = False
    letterhead: str = "table"
    size: float = 14
    font: str = "Times New Roman"
    motto: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


# The kinds of deadline, named as the guideline's table names them.


def by(raw: str, end: str, bound: str | None = None) -> When:
    """A day; `bound` is "before" (trước ngày) or "on_or_before" (chậm nhất, đến hết)."""
    return When(raw, "date", None, end, bound)


def before(raw: str, end: str) -> When:
    """A day before which the work is done."""
    return by(raw, end, "before")


def month(raw: str, first: str, bound: str | None = None) -> When:
    """The month that begins on the ISO date `first`."""
    start = dt.date.fromisoformat(first)
    end = (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return When(raw, "month", first, end.isoformat(), bound)


def quarter(raw: str, year: int, number: int, bound: str | None = None) -> When:
    """One of the four quarters (quý)."""
    last = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}[number]
    return When(raw, "quarter", f"{year}-{3 * number - 2:02d}-01", f"{year}-{last}", bound)


def half(raw: str, year: int, number: int, bound: str | None = None) -> When:
    """6 tháng đầu năm, 6 tháng cuối năm."""
    first, last = ("01-01", "06-30") if number == 1 else ("07-01", "12-31")
    return When(raw, "half", f"{year}-{first}", f"{year}-{last}", bound)


def whole_year(raw: str, year: int, bound: str | None = None) -> When:
    """A year."""
    return When(raw, "year", f"{year}-01-01", f"{year}-12-31", bound)


def period(raw: str, start: str | None, end: str | None, bound: str | None = None) -> When:
    """An interval; an end that is not given is None."""
    return When(raw, "period", start, end, bound)


def recurring(raw: str, rrule: str, bound: str | None = None) -> When:
    """A recurrence."""
    return When(raw, "recurring", None, None, bound, rrule)


def conditional(raw: str, bound: str | None = None) -> When:
    """A time that hangs on an event."""
    return When(raw, "conditional", None, None, bound)


def ongoing(raw: str) -> When:
    """Thường xuyên."""
    return When(raw, "ongoing")


def exactly(raw: str, value: float, unit: str = "%") -> Goal:
    """A bare figure."""
    return Goal(raw, "=", value, unit)


def at_least(raw: str, value: float, unit: str = "%") -> Goal:
    """Tối thiểu, ít nhất, từ … trở lên."""
    return Goal(raw, ">=", value, unit)


def more_than(raw: str, value: float, unit: str = "%") -> Goal:
    """Trên."""
    return Goal(raw, ">", value, unit)


def at_most(raw: str, value: float, unit: str = "%") -> Goal:
    """Không quá, tối đa, dưới mức."""
    return Goal(raw, "<=", value, unit)


def less_than(raw: str, value: float, unit: str = "%") -> Goal:
    """Dưới."""
    return Goal(raw, "<", value, unit)
