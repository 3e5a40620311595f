"""A row of a task table -> its task: what its cells say, and what it inherits from parent rows and section rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractors.citations import find_citations
from extractors.deadlines import Deadline, is_time_heading
from extractors.kinds import Kind, kind_of_heading, kind_of_item
from extractors.lexicon import load
from extractors.plan_times import PlanTimes
from extractors.products import find_products, split_product_cell
from extractors.targets import Target, find_targets
from extractors.unit_cells import split_units
from extractors.unit_headings import units_of_heading
from pipeline.appendix import Row, TaskTable
from pipeline.drafts import Draft
from pipeline.header_words import fold_header
from pipeline.read.document import Line
from pipeline.records import INHERITED, RULE, TABLE, Source, Task
from pipeline.table_header import UNITS

# a column of one year: "2026", "Năm 2026"; not "Kết quả năm 2025"
YEAR = regex.compile(r"(?:năm\s+)?(?P<year>20\d\d)", regex.IGNORECASE)
LISTS = ("products", *UNITS)
"""Fields whose cell may list values on lines of their own."""
# a dash typed before the text of a task cell: "- Rà soát", "+ Tổ chức"; not "-5%"
LIST_MARK = regex.compile(r"^[-–+]\s+")


def task_of_row(row: Row, table: TaskTable, path: tuple[str, ...], title: str, times: PlanTimes) -> Draft:
    """The record of a row; `path` and `title` are those of the part that the table stands in."""
    paragraph = row.paragraph("task")
    assert paragraph is not None
    text = LIST_MARK.sub("", paragraph.text.strip())
    origins: dict[str, str] = {}

    def cell(role: str) -> str:
        for holder in row.lineage():
            found = holder.listed(role) if role in LISTS else holder.own(role)
            if found.strip():
                origins[role] = TABLE if holder is row else INHERITED
                return found
            if holder.text(role).strip() and (role == "deadlines" or holder is row):
                return ""  # a time cell that only points downwards, a dash in a cell: nothing is passed on
        return ""

    headings = [title for _, title in reversed(row.sections)] + ([row.group] if row.group else [])
    for heading in reversed(headings):
        times = times.under(heading)
    units = split_units(cell("lead_units"))
    if not units.lead and "lead_units" not in origins:
        named = next((u for h in headings if (u := units_of_heading(h)).lead), None)
        if named is not None:
            units, origins["lead_units"] = named, INHERITED
    helpers = split_units(cell("coordinating_units"))
    if units.coordinating and "coordinating_units" not in origins:
        origins["coordinating_units"] = TABLE
    coordinating = tuple(dict.fromkeys(u.name for u in (*units.coordinating, *helpers.lead, *helpers.coordinating)))
    product_cell = cell("products")
    products = tuple(split_product_cell(product_cell)) if product_cell else ()
    if all(column.role != "products" for column in table.header.columns):
        # a table without the column says in its orders what is made, as prose does
        products = tuple(product.text for product in find_products(text))
        if products:
            origins["products"] = RULE
    start_cell, time_cell = row.own("deadline_start"), cell("deadlines")
    deadlines = _times(start_cell, time_cell, times)
    time_cell = start_cell or time_cell
    if not time_cell:
        timed = next((h for h in headings if is_time_heading(h)), "")
        deadlines = list(times.heading(timed))
        if deadlines:
            origins["deadlines"] = INHERITED
    # a product cell may hold a milestone of its own ("duy trì tối thiểu 01 lần/tuần")
    if origins.get("products") == TABLE:
        known = {(d.kind, d.start, d.end, d.rrule) for d in deadlines}
        found = _in_cells(times, text, product_cell)
        deadlines += [d for d in found if (d.kind, d.start, d.end, d.rrule) not in known]
    targets = list(find_targets(text, cell=True))
    if origins.get("products") == TABLE:
        targets += _more(targets, find_targets(" ".join(product_cell.split()), cell=True))
    if "goal" in row.extra and not table.target_header:
        targets += _more(targets, find_targets(_flat(row.extra["goal"]), cell=True), shares=True)
    if table.target_header and not targets:
        targets = _goal(row, times)
    if targets:
        origins["targets"] = TABLE
    lines = [line for lines in row.cells.values() for line in lines]
    section = row.group or (row.sections[-1][1] if row.sections else "") or title
    if row.parent is not None:
        parent = row.parent.paragraph("task")
        section = parent.text.strip() if parent else section
    task = Task(
        id="",
        kind=_kind(row, text, headings, table),
        task=text,
        number=row.number,
        section_path=(*path, *(label for label, _ in row.sections)),
        section=section or None,
        products=products,
        lead_units=tuple(u.name for u in units.lead),
        coordinating_units=coordinating,
        deadlines=tuple(deadlines),
        targets=tuple(targets),
        citations=tuple(find_citations(text)),
        extra={name: _flat(lines) for name, lines in row.extra.items()},
        source=Source(
            paragraph.page,
            " | ".join(_flat(v) for v in row.cells.values() if v),
            tuple(line.box for line in lines if line.box is not None),
        ),
        origins=origins,
    )
    return Draft(task, row, row.parent)


def _kind(row: Row, text: str, headings: Sequence[str], table: TaskTable) -> str:
    """Whether a row is a task or a target: by the header; where it names both, by the headings and the row's words.

    Words alone make no target of a row with a product ("100% phòng chuyên môn xây dựng kế hoạch", "Kế hoạch")."""
    if not table.header.mixed:
        return "target" if table.target_header else "task"
    above = next((kind for heading in reversed(headings) if (kind := kind_of_heading(heading)) is not None), None)
    if above is None and row.own("products").strip():
        return "task"
    return "target" if kind_of_item(text, above) is Kind.TARGET else "task"


def _goal(row: Row, times: PlanTimes) -> list[Target]:
    """The target of a row of a table of targets: its column of goals (or of the plan's year) with its unit."""
    by_name = {name: " ".join(_flat(lines).split()) for name, lines in row.extra.items()}
    years = [t for name, t in by_name.items() if (m := YEAR.fullmatch(name)) and int(m["year"]) in times.years]
    value = by_name.get("goal") or (years[0] if len(years) == 1 else "")
    measures = set(load("headers")["measures"])
    unit = by_name.get("quantity") or next((by_name[name] for name in by_name if fold_header(name) in measures), "")
    if not any(c.isdigit() for c in value):
        return []
    return list(find_targets(value if unit.casefold() in value.casefold() else f"{value} {unit}", cell=True))


def _in_cells(times: PlanTimes, task: str, product: str) -> list[Deadline]:
    found: list[Deadline] = []
    for text in (task, " ".join(product.split())):
        found += [
            d
            for d in times.prose(text)
            if d.kind in ("recurring", "period", "quarter", "date", "month") and (d.end or d.start or d.rrule)
        ]
    return found


def _times(start: str, end: str, times: PlanTimes) -> list[Deadline]:
    """The deadlines of the columns "Bắt đầu" and "Kết thúc" together; without the first, of the time cell alone."""
    first, last = " ".join(start.split()), " ".join(end.split())
    if not first:
        return list(times.cell(last)) if last else []
    together = times.cell(f"Từ {first} đến {last}" if last else f"Từ {first}")
    if len(together) == 1 and together[0].kind == "period" and (together[0].start or together[0].end):
        return [replace(together[0], raw=f"{first} - {last}" if last else first)]
    return [*times.cell(first), *(times.cell(last) if last else ())]


def _flat(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _more(known: Sequence[Target], found: Sequence[Target], *, shares: bool = False) -> list[Target]:
    """What `found` has beyond `known`: the cells of a row often repeat each other's figures, and counts ("02 lớp")
    without what the task says of them ("ít nhất 02 lớp"). `shares`: so do percentages; in a product they may be of
    another thing."""
    plain = Counter((t.value, t.unit) for t in known if t.comparator != "=" and (shares or t.unit != "%"))
    left = Counter((t.comparator, t.value, t.unit) for t in known)
    out: list[Target] = []
    for target in found:
        key = (target.comparator, target.value, target.unit)
        if target.comparator == "=" and left[key] == 0 and plain[target.value, target.unit] > 0:
            plain[target.value, target.unit] -= 1
            continue
        if left[key] > 0:
            left[key] -= 1
        else:
            out.append(target)
    return out
