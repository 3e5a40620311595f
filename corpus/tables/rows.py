"""The rows of a table: what each prints in its columns, and what it means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from random import Random

from corpus import model
from corpus.model import Meaning, Row, Values, When
from corpus.tables.design import Design
from corpus.tables.times import ROMAN, draw_time, milestones
from corpus.tables.words import Speaker, phrases

LETTERS = "abcdefghijklm"


@dataclass(slots=True)
class Entry:
    """A row of the table. `cells` gives paragraphs by column; None continues the cell above.

    `second` holds the cells of a second grid row under one task; all other cells cover both.
    """

    kind: str
    label: str = ""
    title: str = ""
    cells: dict[int, Values | None] = field(default_factory=dict)
    second: dict[int, Values] = field(default_factory=dict)
    meaning: Meaning | None = None
    depth: int = 0


@dataclass(slots=True)
class _Place:
    """Where the writing stands: section rows above, running numbers."""

    path: Values = ()
    section: str = ""
    part: int = 0
    sections: int = 0
    number: int = 0


def draw_rows(rng: Random, design: Design, speaker: Speaker, year: int, issued: dt.date | None) -> list[Entry]:
    """The rows of one table, top to bottom."""
    writer = _Writer(rng, design, speaker, year, issued)
    entries: list[Entry] = []
    left = design.rows
    while left > 0:
        if design.sections and (not entries or rng.random() < 0.14):
            entries += writer.section_rows()
        family = writer.family(left)
        entries += family
        left -= sum(entry.meaning is not None for entry in family)
    _merge(rng, design, entries)
    if design.ditto:
        _ditto(rng, design, entries)
    return entries


class _Writer:
    """Writes one table's rows."""

    def __init__(self, rng: Random, design: Design, speaker: Speaker, year: int, issued: dt.date | None) -> None:
        self.rng, self.design, self.speaker, self.year, self.issued = rng, design, speaker, year, issued
        self.place = _Place()
        self.titles = rng.sample(phrases()["sections"], len(phrases()["sections"]))

    def section_rows(self) -> list[Entry]:
        """A section row (I, II), below a part row (A, B) at times."""
        place, out = self.place, []
        if self.design.sections == "lettered" and (place.part == 0 or (place.part < 3 and self.rng.random() < 0.3)):
            label = "ABC"[place.part]
            place.path, place.sections, place.part = (label,), 0, place.part + 1
            out.append(Entry("section", label, phrases()["parts"][place.part - 1]))
        if place.sections >= 10 or not self.titles:
            return out
        label = ROMAN[place.sections]
        place.sections += 1
        place.section = self.titles.pop()
        place.path = (*(p for p in place.path if p in "ABC"), label)
        if self.design.numbering == "restart":
            place.number = 0
        out.append(Entry("section", label, place.section))
        return out

    def family(self, left: int) -> list[Entry]:
        """A row of its own, or a row with sub-rows."""
        design, rng = self.design, self.rng
        self.place.number += 1
        label = "" if design.numbering == "none" else str(self.place.number)
        if left < 4 or rng.random() >= design.sub_share:
            return [self.item(label, split=design.task_merged and rng.random() < 0.25)]
        count = rng.randint(2, 4)
        if design.subs == "dash" or rng.random() < 0.5:
            parent = self.item(label)
        else:
            title = f"{rng.choice(phrases()['groups'])} {rng.choice(self.speaker.office.objects)}"
            empty: dict[int, Values | None] = dict.fromkeys(range(len(design.fields)), ())
            parent = Entry("group", label, title, empty | self.numbered(label) | self.task(title))
        return [parent, *(self.sub(parent, label, k) for k in range(count))]

    def sub(self, parent: Entry, above: str, k: int) -> Entry:
        """A sub-row: what it leaves empty it takes from an item above it."""
        design = self.design
        label = {"decimal": f"{above}.{k + 1}", "letter": f"{LETTERS[k]}", "dash": "-"}[design.subs]
        title = parent.title if parent.meaning is None else parent.meaning.row.task
        entry = self.item(label, section=title, above=parent.meaning.row if parent.meaning else None)
        entry.depth = 1
        return entry

    def item(self, label: str, *, section: str = "", above: Row | None = None, split: bool = False) -> Entry:
        """A row that is a task; `above` is the row from which empty cells inherit."""
        rng, design = self.rng, self.design
        leave = {role for role in ("lead", "coordinating", "time", "products") if above and rng.random() < 0.5}
        making = design.has("products") and "products" not in leave and not split
        duty = self.speaker.duty(making=making, long=design.long_tasks and rng.random() < 0.5)
        lead = self.lead(above.coord if above else ()) if "lead" not in leave else ()
        coord = self.coordinating(lead or (above.lead if above else ())) if "coordinating" not in leave else ()
        products = self.products(duty.thing, split) if "products" not in leave else ()
        when = self.when() if "time" not in leave else ()
        while above is None and not (lead or products or when):
            # a row without any of them would only announce what follows
            lead, products, when = self.lead(), self.products(duty.thing, split), self.when()
            coord = tuple(unit for unit in coord if unit not in lead)
        cells = self.blank() | self.numbered(label, sub=above is not None or bool(section)) | self.task(duty.text)
        second: dict[int, Values] = {}
        goals = duty.goals
        cells |= self.cell("coordinating", self.listed(coord))
        if design.hides and lead and rng.random() < 0.35:
            coord = tuple(self.speaker.units(1, but=lead))
            text = rng.choice(phrases()["lead_hides"])
            lead = lead[:1]
            cells |= self.cell("lead", (text.format(lead=lead[0], help=coord[0]),))
        else:
            cells |= self.cell("lead", self.listed(lead))
        if split:
            column = design.column("products")
            assert column is not None
            cells[column], second[column] = (products[0],), (products[1],)
        else:
            cells |= self.cell("products", self.listed(products, apart=True))
        cells |= self.cell("time", self.timed(when))
        for role, values in (("mark_unit", lead), ("mark_time", tuple(w.raw for w in when))):
            for i, f in enumerate(design.fields):
                if f.role == role:
                    cells[i] = ("x",) if f.value in values else ()
        row = Row(
            duty.text,
            None if label in ("", "-") else label,
            products or (above.products if above else ()),
            lead or (above.lead if above else ()),
            coord or (above.coord if above and (design.has("coordinating") or not lead) else ()),
            when or (above.when if above else ()),
            goals,
        )
        meaning = Meaning(row, self.place.path, section or self.place.section)
        return Entry("item", label, duty.text, cells, second, meaning)

    # Values

    def lead(self, but: Values = ()) -> Values:
        """Who leads, none of `but`: one unit, two, a group of units; nobody where no column asks."""
        if self.design.has("mark_unit"):
            columns = [f.value for f in self.design.fields if f.role == "mark_unit"]
            chosen = self.rng.sample(columns, 2 if self.rng.random() < 0.15 else 1)
            return tuple(c for c in columns if c in chosen)
        if not self.design.has("lead") or self.rng.random() < 0.04:
            return ()
        kind = self.rng.random()
        if kind < 0.1:
            return (self.rng.choice([g for g in self.speaker.office.groups if g not in but]),)
        return self.speaker.units(2 if kind < 0.2 else 1, but=but)

    def coordinating(self, lead: Values) -> Values:
        """Who helps; never who leads."""
        if not self.design.has("coordinating") or self.rng.random() < 0.15:
            return ()
        groups = [g for g in self.speaker.office.groups if g not in lead]
        kind = self.rng.random()
        if kind < 0.3:
            return (self.rng.choice(groups),)
        units = self.speaker.units(self.rng.randint(1, 3), but=lead)
        return (*units, self.rng.choice(groups)) if kind < 0.5 else units

    def products(self, thing: str | None, split: bool) -> Values:
        """What stands in the product cell; the thing that the task makes comes first."""
        if not self.design.has("products"):
            return ()
        drawn = self.rng.sample(phrases()["products"], 2)
        if split:
            return tuple(drawn)
        if thing:
            return (thing, drawn[0]) if self.rng.random() < 0.2 else (thing,)
        kind = self.rng.random()
        return () if kind < 0.08 else tuple(drawn) if kind < 0.3 else (drawn[0],)

    def when(self) -> tuple[When, ...]:
        """When it is done: a time cell's value, or the columns that get an x."""
        marks = [f.value for f in self.design.fields if f.role == "mark_time"]
        if marks:
            chosen = sorted(self.rng.sample(range(len(marks)), self.rng.choice((1, 1, 1, 2))))
            if len(marks) == 4:
                return tuple(model.quarter(marks[i], self.year, i + 1) for i in chosen)
            return tuple(model.month(marks[i], f"{self.year}-{i + 1:02d}-01") for i in chosen)
        if not self.design.has("time") or self.rng.random() < 0.05:
            return ()
        if self.rng.random() < 0.08:
            return milestones(self.rng, self.year)
        return (draw_time(self.rng, self.year, self.issued),)

    # Cells

    def blank(self) -> dict[int, Values | None]:
        """Every column empty, extra columns filled with what they hold."""
        return {i: _line(self.rng.choice(f.choices)) if f.choices else () for i, f in enumerate(self.design.fields)}

    def numbered(self, label: str, *, sub: bool = False) -> dict[int, Values | None]:
        """The number's cell; of two columns of numbers the second holds those of sub-rows."""
        dot = self.design.dot if label[:1].isdigit() else ")" if label[:1].isalpha() else ""
        return self.cell("detail" if sub and self.design.has("detail") else "number", _line(f"{label}{dot}"))

    def task(self, text: str) -> dict[int, Values | None]:
        """The task's cell."""
        return self.cell("task", (text,))

    def cell(self, role: str, lines: Values) -> dict[int, Values | None]:
        """The paragraphs of a role's cell, nothing where the table has no such column."""
        column = self.design.column(role)
        return {} if column is None else {column: lines}

    def listed(self, values: Values, *, apart: bool = False) -> Values:
        """Several values in the table's own way of listing, `apart` on lines of their own.

        The guideline parts the products of a cell at dashes and lines only.
        """
        if len(values) < 2:
            return values
        listing = self.design.listing
        match "dash" if apart and listing in ("comma", "semicolon") else listing:
            case "dash":
                # where lines may be lost the semicolons still part the values
                ends = ";" if self.design.plain else self.rng.choice((";", ""))
                return tuple(f"- {v}{ends if v != values[-1] else '.' if ends else ''}" for v in values)
            case "lines":
                return values
            case "comma" if not any("," in v or " và " in v for v in values):
                return (", ".join(values),)
            case _:
                return ("; ".join(values),)

    def timed(self, when: tuple[When, ...]) -> Values:
        """The time's cell."""
        texts = tuple(w.raw for w in when)
        apart = not self.design.plain and self.design.listing in ("lines", "dash")
        return texts if len(texts) < 2 or apart else ("; ".join(texts),)


def _line(text: str) -> Values:
    return (text,) if text else ()


def _merge(rng: Random, design: Design, entries: list[Entry]) -> None:
    """Cells merged over two to four rows that follow each other: their value belongs to each."""
    for role in design.merged:
        column = design.column(role)
        assert column is not None
        start = 0
        while start < len(entries):
            length = rng.randint(2, 4) if rng.random() < 0.35 else 1
            run = entries[start : start + length]
            if length > 1 and len(run) == length and all(e.meaning and not e.depth for e in run):
                # a row with sub-rows below ends a run: its value would have to reach them too
                follows = entries[start + length : start + length + 1]
                if not any(e.depth for e in follows) and run[0].cells[column]:
                    _share(role, column, run)
            start += length


def _share(role: str, column: int, run: list[Entry]) -> None:
    first = run[0].meaning
    assert first is not None
    key = {"lead": "lead", "coordinating": "coord", "time": "when"}[role]
    value = getattr(first.row, key)
    # who leads is not asked for help, and a lead that hides help is not shared
    if role != "time" and any(set(value) & {*e.meaning.row.lead, *e.meaning.row.coord} for e in run[1:] if e.meaning):
        return
    if any(_hides(entry, column) for entry in run):
        return
    for entry in run[1:]:
        assert entry.meaning is not None
        row = replace(entry.meaning.row, **{key: value})
        entry.meaning = replace(entry.meaning, row=row)
        entry.cells[column] = None


def _hides(entry: Entry, column: int) -> bool:
    """Whether the cell names a unit that helps beside the one that leads."""
    return any("phối hợp" in line for line in entry.cells[column] or ())


def _ditto(rng: Random, design: Design, entries: list[Entry]) -> None:
    """ "nt" where a cell says again what the cell above says."""
    for role, key in (("lead", "lead"), ("coordinating", "coord"), ("time", "when")):
        column = design.column(role)
        if column is None or role in design.merged:
            continue
        for above, entry, below in zip(entries, entries[1:], [*entries[2:], None], strict=False):
            # a row with sub-rows keeps its own value: they may inherit it
            plain = above.meaning and entry.meaning and not above.second and not (below and below.depth)
            plain = plain and above.depth == entry.depth == 0
            if not plain or not above.cells[column] or not entry.cells[column] or rng.random() > 0.2:
                continue
            if _hides(above, column) or _hides(entry, column):
                continue
            assert above.meaning is not None and entry.meaning is not None
            value = getattr(above.meaning.row, key)
            if role != "time" and set(value) & {*entry.meaning.row.lead, *entry.meaning.row.coord}:
                continue
            row = replace(entry.meaning.row, **{key: value})
            entry.meaning = replace(entry.meaning, row=row)
            entry.cells[column] = (design.ditto,)
