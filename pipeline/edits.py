"""A table that a person edited, held against the plan it was made of: which cells, rows and columns were changed.

Rows are known by the column of their ids, else by their text; a person may have sorted, filtered or copied them. A cell
counts as changed where its words differ from what the plan's own table says there, whatever spaces, line breaks and
styles a spreadsheet made of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.messages import LANGUAGES
from pipeline.read.characters import clean
from pipeline.read.xlsx_package import unescaped
from pipeline.records import Plan, Task
from pipeline.stored_about import day_of, month_first
from pipeline.stored_grid import FIELDS, Grid, GridRow
from pipeline.stored_values import extra_name, is_kind, row_kind, share_of, whole_of
from pipeline.table import due, rows
from pipeline.write.workbook import clean as without_unfit
from pipeline.write.workbook import fitting

EDITABLE = (
    "task", "products", "lead_units", "coordinating_units", "deadlines", "targets", "due", "place", "kind", "extra",
)  # fmt: skip
"""The columns whose changes become corrections."""
MAIN = ("products", "lead_units", "coordinating_units", "deadlines", "targets", "due")
"""Columns that a person who only wants to correct something leaves where they are."""
# "100%", "100.00 %", "2,5"; not "từ 95%", "1.200.000"
NUMBER = regex.compile(r"(?P<number>\d+(?:[.,]\d{1,2})?)\s?(?P<sign>%?)")
ROUNDED = 0.006
"""By how much a confidence may differ that a cell shows as a percentage."""
OWN = ("page", "confidence", "remarks")
"""Columns that are the program's: a change there is told, not taken."""


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A changed row: the place of its task in the plan, the new text of each changed field of `EDITABLE`, and name and
    text of the columns that the person added."""

    position: int
    cells: Mapping[str, str]
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that a person added, behind the task at `after` (None: before the first)."""

    row: GridRow
    after: int | None


@dataclass(frozen=True, slots=True)
class Edits:
    """What a person did to a table; `removed` are places of tasks in the plan, `untaken` counts the changed cells of
    each column that is the program's own (`OWN`), `missing` are fields whose column is gone, `american`: days have
    their month first."""

    changed: tuple[RowEdit, ...] = ()
    added: tuple[NewRow, ...] = ()
    removed: tuple[int, ...] = ()
    untaken: Mapping[str, int] | None = None
    missing: tuple[str, ...] = ()
    lined: bool = True
    american: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


def edits_of(grid: Grid, plan: Plan) -> Edits:
    """What was changed in `grid` since it was made of `plan`."""
    shown = [_shown(plan, lang, grid.lined) for lang in LANGUAGES]
    places = _places(grid, plan.tasks, shown)
    expected = [name for name in MAIN if any(version[name] for version in shown[0])]
    grid, missing = _with_renamed(grid, places, shown, [name for name in expected if name not in grid.fields])
    american = _american(grid, places, plan.tasks)
    changed, added = [], []
    untaken: dict[str, int] = defaultdict(int)
    last: int | None = None
    for row, position in zip(grid.rows, places, strict=True):
        if position is None:
            if plain_text(row["task"]):
                added.append(NewRow(row, last))
            continue
        last = position
        versions = [table[position] for table in shown]
        cells = dict(_changed(row, plan.tasks[position], versions, grid.fields, american=american))
        for name in OWN:
            untaken[name] += name in cells
            cells.pop(name, None)
        said = plan.tasks[position].extra
        others = tuple((name, text) for name, text in row.others if said.get(extra_name(name)) != text)
        if cells or others:
            changed.append(RowEdit(position, cells, others))
    found = set(places)
    removed = tuple(index for index in range(len(plan.tasks)) if index not in found)
    counts = {name: count for name, count in untaken.items() if count}
    return Edits(tuple(changed), tuple(added), removed, counts, tuple(missing), grid.lined, american)


def plain_text(text: str) -> str:
    """The words of a cell: as the readers give them, line breaks as blanks, without the mark of a text."""
    plain = unescaped(fitting(without_unfit(text))).removeprefix("'")
    return " ".join(word for line in plain.splitlines() for word in clean(line).split())


def _places(grid: Grid, tasks: Sequence[Task], shown: Sequence[Sequence[Mapping[str, str]]]) -> list[int | None]:
    """The place of each row's task in the plan, None where it has none: first rows that nobody changed, then by id and
    text, then by id (the text was changed), then by text (the id is gone). A copy of a row that keeps its place is a
    row of its own."""
    fields = sorted(grid.fields & set(EDITABLE) - {"due"})
    theirs = [(plain_text(row["id"]), plain_text(row["task"])) for row in grid.rows]
    ours = [(plain_text(task.id), plain_text(task.task)) for task in tasks]
    ids = {own for own, _ in ours}
    whole = [tuple(plain_text(row[name]) for name in fields) for row in grid.rows]
    tables = [[tuple(plain_text(version[name]) for name in fields) for version in table] for table in shown]
    by_id = [(own,) for own, _ in theirs], [(own,) for own, _ in ours]
    by_text = [(text,) for _, text in theirs], [(text,) for _, text in ours]
    with_id = [
        ([(own, *key) for (own, _), key in zip(theirs, whole, strict=True)],
         [(own, *key) for (own, _), key in zip(ours, table, strict=True)])
        for table in tables
    ]  # fmt: skip
    # the last ways are for rows whose id is gone: a known id that has its place is a copy
    ways: list[tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, ...]], bool]] = [
        *((*way, False) for way in with_id),
        (theirs, ours, False),
        (*by_id, False),
        *((whole, table, True) for table in tables),
        (*by_text, True),
    ]
    places: list[int | None] = [None] * len(theirs)
    left = set(range(len(ours)))
    for keys, known, without_id in ways:
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for index in sorted(left, reverse=True):
            waiting[known[index]].append(index)
        for number, key in enumerate(keys):
            copied = without_id and theirs[number][0] in ids and theirs[number][0] != ""
            if places[number] is None and not copied and waiting[key] and (any(key) or len(key) > 1):
                places[number] = waiting[key].pop()
        left -= {place for place in places if place is not None}
    return places


def _with_renamed(
    grid: Grid, places: Sequence[int | None], shown: Sequence[Sequence[Mapping[str, str]]], missing: Sequence[str]
) -> tuple[Grid, list[str]]:
    """The grid with columns whose names a person changed to what no plan calls them ("Ai làm") put back, known by what
    most of their cells hold; and the fields that are still missing."""
    left = []
    for name in missing:
        placed = [(row, place) for row, place in zip(grid.rows, places, strict=True) if place is not None]
        said = [(dict(row.others), plain_text(shown[0][place][name])) for row, place in placed]
        heads = dict.fromkeys(head for others, _ in said for head in others)
        filled = sum(bool(text) for _, text in said)
        same = {head: sum(text != "" and plain_text(o.get(head, "")) == text for o, text in said) for head in heads}
        best = max(same, key=lambda head: same[head], default=None)
        if best is None or 2 * same[best] <= filled:
            left.append(name)
            continue
        rows_now = tuple(
            GridRow({**row.cells, name: dict(row.others).get(best, "")}, tuple(o for o in row.others if o[0] != best))
            for row in grid.rows
        )
        grid = replace(grid, fields=grid.fields | {name}, rows=rows_now)
    return grid, left


def _american(grid: Grid, places: Sequence[int | None], tasks: Sequence[Task]) -> bool:
    """Whether days have their month first: the plan's own days say so, else the days themselves."""
    known = [(row["due"], due(tasks[place])) for row, place in zip(grid.rows, places, strict=True) if place is not None]
    first, second = (
        sum(day is not None and day_of(text, month_first=order) == day for text, day in known)
        for order in (True, False)
    )
    return month_first([row["due"] for row in grid.rows]) if first == second else first > second


def _shown(plan: Plan, lang: str, lined: bool) -> list[dict[str, str]]:
    """What the plan's own table says, by field."""
    table = rows(plan, lang, join=";\n" if lined else "; ")
    return [
        {name: "" if value is None else str(value) for name, value in zip(FIELDS, row.values(), strict=True)}
        for row in table
    ]


def _changed(
    row: GridRow, task: Task, versions: Sequence[Mapping[str, str]], fields: frozenset[str], *, american: bool
) -> Iterator[tuple[str, str]]:
    """The fields of a row whose cells say something else than the plan, with their texts."""
    for name in (*EDITABLE, *OWN):
        if name in fields and not _same(name, row[name], task, versions, american=american):
            yield name, row[name]


def _same(name: str, text: str, task: Task, versions: Sequence[Mapping[str, str]], *, american: bool) -> bool:
    said = plain_text(text)
    if said in {plain_text(version[name]) for version in versions}:
        return True
    if number_of(said) is not None and number_of(said) == number_of(plain_text(versions[0][name])):
        return True  # a spreadsheet made "100.00%" of "100%"
    match name:
        case "due":
            # in a column of American days a real day of the workbook still has its day first
            read = {day_of(text), day_of(text, month_first=american)} - {None}
            return due(task) in read
        case "kind":
            return is_kind(text) and row_kind(text) == task.kind
        case "confidence":
            share = share_of(text)
            return share is not None and abs(share - task.confidence) < ROUNDED
        case "page":
            return whole_of(text) == task.source.page
        case _:
            return False


def number_of(text: str) -> tuple[float, str] | None:
    """A number and the sign behind it, None for any other text."""
    match = NUMBER.fullmatch(text)
    return (float(match["number"].replace(",", ".")), match["sign"]) if match else None
