"""How one table is drawn up: its columns in their order, its header of one to three levels, its habits.

Every choice is drawn; a `Form` rules out what its renderings could not say without doubt (a merged cell in a text that
has lost its columns, an x under a column that nobody sees any more).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from corpus.model import Values
from corpus.tables.times import ROMAN
from corpus.tables.words import Office, headers

Form = Literal["ruled", "office", "unruled", "docx", "xlsx", "flattened"]
FORMS: tuple[Form, ...] = ("ruled", "office", "unruled", "docx", "xlsx", "flattened")
PLAIN: tuple[Form, ...] = ("unruled", "flattened")
"""Forms without cell borders: no merged cells, no x marks, no "nt"."""

WIDTHS = {
    "number": (0.9, 1.4),
    "detail": (0.9, 1.4),
    "task": (5.0, 10.0),
    "products": (2.6, 4.5),
    "lead": (2.4, 3.8),
    "coordinating": (2.6, 4.2),
    "time": (2.2, 3.4),
    "mark": (1.1, 1.5),
}
"""Least and greatest width of a column by its role, in centimetres."""
TWELVE = [f"Tháng {month}" for month in range(1, 13)]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its role, its header from the top level down, its width; `value` is what an x in it means."""

    role: str
    header: Values
    width: float
    value: str = ""
    choices: Values = ()


@dataclass(frozen=True, slots=True)
class Design:
    """One table's columns and habits. Shares are those of the rows that show the habit."""

    fields: tuple[Field, ...]
    rows: int
    numbering: Literal["continuous", "restart", "none"]
    sections: Literal["", "roman", "lettered"]
    section_merged: bool
    dot: str
    subs: Literal["", "decimal", "letter", "dash"]
    sub_share: float
    listing: Literal["dash", "semicolon", "comma", "lines"]
    merged: Values
    task_merged: bool
    ditto: str
    hides: bool
    long_tasks: bool
    numbers_row: bool
    plain_header: bool
    plain: bool
    """Without cell borders."""

    def column(self, role: str) -> int | None:
        """The place of the first column of a role."""
        return next((i for i, f in enumerate(self.fields) if f.role == role), None)

    def has(self, role: str) -> bool:
        """Whether a column has this role."""
        return self.column(role) is not None


def draw_design(rng: Random, form: Form, office: Office, *, landscape: bool) -> Design:
    """A table's design; a portrait page takes fewer columns."""
    plain = form in PLAIN
    fields = _fields(rng, plain, office, landscape)
    roles = {field.role for field in fields}
    number = "number" in roles
    sections = rng.choice(("", "", "roman", "roman", "lettered")) if number else rng.choice(("", "", "roman"))
    subs = rng.choice(("", "", "decimal", "letter", "dash")) if number else ""
    if "detail" in roles:
        subs = "letter"
    mergeable = [role for role in ("lead", "coordinating", "time") if role in roles]
    merges = not plain and rng.random() < 0.4
    return Design(
        fields=fields,
        rows=rng.choice((rng.randint(5, 12), rng.randint(10, 25), rng.randint(20, 60))),
        numbering=rng.choice(("continuous", "continuous", "restart")) if number else "none",
        sections=sections,  # type: ignore[arg-type]
        section_merged=rng.random() < 0.6,
        dot=rng.choice(("", "", ".")),
        subs=subs,  # type: ignore[arg-type]
        sub_share=rng.uniform(0.15, 0.4) if subs else 0.0,
        listing=rng.choice(("dash", "semicolon", "comma", "lines" if not plain else "semicolon")),
        merged=tuple(role for role in mergeable if merges and rng.random() < 0.6),
        task_merged=not plain and "products" in roles and number and rng.random() < 0.15,
        ditto=rng.choice(("nt", "Như trên", "-nt-")) if not plain and rng.random() < 0.15 else "",
        hides="lead" in roles and "coordinating" not in roles and rng.random() < 0.5,
        long_tasks=rng.random() < 0.3,
        numbers_row=rng.random() < 0.15,
        plain_header=rng.random() < 0.2,
        plain=plain,
    )


def _fields(rng: Random, plain: bool, office: Office, landscape: bool) -> tuple[Field, ...]:
    words = headers()
    number = rng.random() < 0.88
    marks = "" if plain else rng.choice(("", "", "", "", "", "time", "unit"))
    others: list[list[Field]] = []
    if marks == "unit":
        above = rng.choice(words["mark_units_above"])
        units = rng.sample(office.units, rng.randint(3, 4))
        others.append([Field("mark_unit", (above, unit), rng.uniform(1.5, 1.9), unit) for unit in units])
    elif rng.random() < 0.92:
        others.append(_units(rng, plain))
    if marks == "time":
        above = rng.choice(words["marks_above"])
        names = [f"Quý {r}" for r in ROMAN[:4]] if not landscape or rng.random() < 0.7 else TWELVE
        width = 1.3
        others.append([Field("mark_time", (above, name), width, name) for name in names])
    elif rng.random() < 0.9 or not others:
        others.append([_field(rng, "time")])
    if rng.random() < (0.85 if len(others) < 2 else 0.6):
        others.append([_field(rng, "products")])
    room = (8 if landscape else 5) - sum(map(len, others))
    extras = rng.sample(words["extra"], min(max(room, 0), rng.choice((0, 0, 1, 1, 2))))
    others += [[Field("extra", (e["header"],), e["width"], choices=tuple(e["values"]))] for e in extras]
    rng.shuffle(others)
    for block in [b for b in others if b[0].header[0] == "Ghi chú"]:
        others.remove(block)
        others.append(block)
    place = 0 if rng.random() < 0.92 else min(1, len(others))
    if not number:
        place = 0
    ordered = [*others[:place], [_field(rng, "task")], *others[place:]]
    if number:
        two = not plain and rng.random() < 0.1
        label = rng.choice(words["number"])
        first = (
            [Field("number", ("STT", "TT"), 1.1), Field("detail", ("STT", "Chi tiết"), 1.3)]
            if two
            else [Field("number", (label,), rng.uniform(*WIDTHS["number"]))]
        )
        ordered.insert(0, first)
    fields = [field for block in ordered for field in block]
    return tuple(_top(rng, fields)) if not plain and rng.random() < 0.06 else tuple(fields)


def _units(rng: Random, plain: bool) -> list[Field]:
    """Who does it: one column, or two, side by side under a common header now and then."""
    words = headers()
    kind = rng.random()
    if kind < 0.25:
        return [_field(rng, "lead")]
    if kind < 0.5 and (not plain or rng.random() < 0.3):
        above = rng.choice(words["units_above"])
        short = ((role, rng.choice(words[f"{role}_short"])) for role in ("lead", "coordinating"))
        return [Field(role, (above, text), rng.uniform(*WIDTHS[role])) for role, text in short]
    return [_field(rng, "lead"), _field(rng, "coordinating")]


def _top(rng: Random, fields: list[Field]) -> list[Field]:
    """A third level: a common header over the columns that already stand under one."""
    deep = [i for i, f in enumerate(fields) if len(f.header) == 2 and f.role in ("lead", "coordinating")]
    if not deep:
        return fields
    return [
        Field(f.role, ("Tổ chức thực hiện", *f.header), f.width, f.value, f.choices)
        if i in deep and f.header[0] != "Tổ chức thực hiện"
        else f
        for i, f in enumerate(fields)
    ]


def _field(rng: Random, role: str) -> Field:
    return Field(role, (rng.choice(headers()[role]),), rng.uniform(*WIDTHS[role]))
