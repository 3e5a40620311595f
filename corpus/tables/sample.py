"""`generate(seed)`: a plan with task tables, whose gold is known by construction.

Development seeds are those below MEASURED; benchmarks.tables measures on seeds from there on, which nobody looks at
when mending the extraction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import Any, Literal

from corpus.annotate import gold
from corpus.model import (
    Appendix,
    CellTable,
    Item,
    Node,
    Note,
    Plan,
    PrintedCell,
    Section,
    Signature,
)
from corpus.tables.design import FORMS, Design, Form, draw_design
from corpus.tables.lay import Layout, lay
from corpus.tables.rows import draw_rows
from corpus.tables.words import Office, Speaker, headers, offices, phrases

MEASURED = 1_000_000
"""The first seed of the measured samples; all below are for development."""

Flattening = Literal["content", "office-content", "raw", "paragraphs", "tabs"]
FLATTENINGS: tuple[Flattening, ...] = ("content", "office-content", "raw", "paragraphs", "tabs")


@dataclass(frozen=True, slots=True)
class Look:
    """The pages: font family, size in points, what is ruled, and what stands in the margins."""

    font: Literal["DejaVuSans", "DejaVuSerif", "LiberationSans", "LiberationSerif"]
    size: float
    landscape: bool
    rotated: bool
    rules: Literal["full", "doubled", "horizontal", "none"]
    folio: Literal["", "top", "bottom"]
    running: str
    gap: float
    """Points between the rows of a table without rules."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A plan, how it looks, how it is flattened; `other_tables` are the sheets of a workbook that hold no tasks."""

    seed: int
    form: Form
    plan: Plan
    look: Look
    flattening: Flattening
    other_tables: tuple[tuple[str, CellTable], ...] = ()

    @property
    def gold(self) -> dict[str, Any]:
        """The gold record, in the shape of gold/FORMAT.md."""
        return gold(self.plan)

    @property
    def tables(self) -> tuple[CellTable, ...]:
        """The tables of the plan in their order."""
        return tuple(_tables((*self.plan.body, *self.plan.after)))


def generate(seed: int, form: Form | None = None) -> Sample:
    """The sample of a seed, the same on every run; `form` (drawn when not given) says what will be made of it."""
    rng = Random(f"table {seed}")
    if form is None:
        return generate(seed, rng.choice(FORMS))
    year = rng.randint(2021, 2028)
    issued = dt.date(year, 1, 1) + dt.timedelta(days=rng.randint(2, 60))
    office = rng.choice(offices())
    speaker = Speaker(rng, office)
    in_body = form != "xlsx" and rng.random() < 0.15
    landscape = not in_body and rng.random() < 0.6
    look = _look(rng, form, office, landscape)

    drawn = partial(_task_table, rng, form, speaker, year, issued, look)

    nodes: tuple[Node, ...] = _body(rng, speaker, year, drawn() if in_body else None)
    others: tuple[tuple[str, CellTable], ...] = ()
    after: tuple[Node, ...] = ()
    if form == "xlsx":
        after = (_appendix(rng, drawn(), year, ("", "PL"), landscape),)
        nodes = ()
        others = tuple(
            (name, plain_table(kind))
            for name, kind in (("Danh sách", "staff"), ("Dự toán", "budget"))
            if rng.random() < 0.5
        )
    elif not in_body:
        after = _appendices(rng, drawn, year, landscape)
    plan = _plan(rng, office, year, issued, look, nodes, after)
    return Sample(seed, form, plan, look, FLATTENINGS[seed % len(FLATTENINGS)], others)


def plain_table(kind: str) -> CellTable:
    """A table that holds no tasks: "budget", "staff" or "recipients"."""
    words = headers()["plain"][kind]
    rows = [words["header"], *words["rows"]]
    cells = tuple(
        PrintedCell(r, c, (text,) if text else (), bold=r == 0, centred=r == 0 or text[:1].isdigit())
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return CellTable(cells, tuple(words["widths"]), 1, header_repeats=False)


def _task_table(rng: Random, form: Form, speaker: Speaker, year: int, issued: dt.date, look: Look) -> CellTable:
    design: Design = draw_design(rng, form, speaker.office, landscape=look.landscape)
    if form == "unruled" and look.rules == "none" and len(design.fields) > 6:
        design = draw_design(rng, form, speaker.office, landscape=False)
    # a workbook does not say when the plan was issued
    entries = draw_rows(rng, design, speaker, year, None if form == "xlsx" else issued)
    plain_numbers = design.numbering == "continuous" and not design.subs and not design.dot
    layout = Layout(
        size=min(look.size, 11) if len(design.fields) > 7 else look.size,
        font=look.font,
        landscape=look.landscape,
        middle=form not in ("unruled", "flattened") and rng.random() < 0.4,
        header_repeats=rng.random() < 0.5,
        can_split=rng.random() < 0.6,
        nested=form in ("office", "docx") and rng.random() < 0.1,
        automatic=form in ("office", "docx") and plain_numbers and rng.random() < 0.3,
    )
    return lay(design, entries, layout)


def _look(rng: Random, form: Form, office: Office, landscape: bool) -> Look:
    rules = "full" if rng.random() < 0.75 else "doubled"
    if form == "unruled":
        rules = rng.choice(("none", "none", "horizontal"))
    if form == "flattened":
        rules = rng.choice(("full", "full", "none"))
    return Look(
        font=rng.choice(("LiberationSerif", "LiberationSerif", "LiberationSans", "DejaVuSans", "DejaVuSerif")),
        size=rng.choice((9, 10, 11, 11.5, 12, 12, 13)),
        landscape=landscape,
        rotated=landscape and form != "office" and rng.random() < 0.3,
        rules=rules,  # type: ignore[arg-type]
        folio=rng.choice(("", "top", "top", "bottom")),
        running=f"{office.issuer}" if rng.random() < 0.15 else "",
        gap=rng.uniform(6, 10),
    )


def _plan(
    rng: Random,
    office: Office,
    year: int,
    issued: dt.date,
    look: Look,
    body: tuple[Node, ...],
    after: tuple[Node, ...],
) -> Plan:
    date = f"{office.place}, ngày {issued.day:02d} tháng {issued.month:02d} năm {issued.year}"
    fonts = {"LiberationSerif": "Times New Roman", "LiberationSans": "Arial", "DejaVuSans": "DejaVu Sans"}
    number = f"{rng.randint(3, 240)}/{office.code}"
    return Plan(
        name="generated",
        agency=tuple(line for line in (office.superior, office.agency) if line),
        number=number,
        place_date=date,
        title=(rng.choice(phrases()["titles"]).format(year=year),),
        issuer=office.issuer,
        issued=issued.isoformat(),
        years=(year,),
        signature=Signature(
            (*(f"{r};" for r in phrases()["recipients"][:-1]), "Lưu: VT."),
            (office.signer,),
            rng.choice(phrases()["names"]),
        ),
        body=body,
        after=after,
        size=13,
        font=fonts.get(look.font, "DejaVu Serif"),
    )


def _body(rng: Random, speaker: Speaker, year: int, table: CellTable | None) -> tuple[Node, ...]:
    """A purpose, a few tasks (or the table), a closing line."""
    words = phrases()
    purpose = tuple(Note(text, "-") for text in rng.sample(words["purposes"], 2))
    out: list[Node] = [Section("MỤC ĐÍCH, YÊU CẦU", purpose, "I.", "I")]
    if table is None:
        tasks = tuple(Item(speaker.duty(making=False).text.rstrip(".") + ".") for _ in range(rng.randint(1, 4)))
        tasks = tuple(replace(item, goals=_goals(item.text)) for item in tasks)
        out.append(Section("NHIỆM VỤ CHUNG", tasks, "II.", "II"))
    else:
        out.append(Section("NHIỆM VỤ CỤ THỂ", (table,), "II.", "II"))
    out.append(Note(rng.choice(words["closing"]).format(year=year)))
    return tuple(out)


def _goals(text: str) -> tuple[Any, ...]:
    from corpus.model import Goal

    return tuple(
        Goal(figure["raw"], figure["comparator"], float(figure["value"]), figure["unit"])
        for figure in phrases()["figures"]
        if figure["text"] in text
    )


def _appendices(rng: Random, drawn: Callable[[], CellTable], year: int, landscape: bool) -> tuple[Node, ...]:
    """One appendix of tasks, or two, or one and a table of another kind."""
    kind = rng.choice(("one", "one", "one", "two", "other", "other first"))
    if kind == "one":
        return (_appendix(rng, drawn(), year, ("PHỤ LỤC", "PL"), landscape),)
    style = rng.choice((("PHỤ LỤC 1", "PHỤ LỤC 2"), ("PHỤ LỤC I", "PHỤ LỤC II"), ("PHỤ LỤC SỐ 01", "PHỤ LỤC SỐ 02")))
    labels = tuple(zip(style, ("PL1", "PL2"), strict=True))
    if kind == "two":
        return tuple(_appendix(rng, drawn(), year, label, landscape) for label in labels)
    other = rng.choice(("budget", "staff", "recipients"))
    at = 1 if kind == "other" else 0
    plain = Appendix(headers()["plain"][other]["title"], (plain_table(other),), labels[at][0], "", labels[at][1], False)
    tasks = _appendix(rng, drawn(), year, labels[1 - at], landscape)
    return (plain, tasks) if kind == "other first" else (tasks, plain)


def _appendix(rng: Random, table: CellTable, year: int, label: tuple[str, str], landscape: bool) -> Appendix:
    title = rng.choice(phrases()["appendix_titles"]).format(year=year)
    return Appendix(
        title, (table,), label[0], "(Kèm theo Kế hoạch của đơn vị)" if label[0] else "", label[1], landscape
    )


def _tables(nodes: tuple[Node, ...]) -> list[CellTable]:
    out: list[CellTable] = []
    for node in nodes:
        if isinstance(node, CellTable):
            out.append(node)
        elif isinstance(node, Section | Appendix):
            out += _tables(node.below)
    return out
