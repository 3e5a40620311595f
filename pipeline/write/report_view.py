"""What a report shows of a plan: its head, its rows by section, and how each value is said. Nothing here is HTML."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.messages import MESSAGES, message
from pipeline.table import COLUMNS, EXTRA, KINDS, SURE, due, remarks, vietnamese_day
from pipeline.write.section_rows import sections

if TYPE_CHECKING:
    from pipeline.records import Correction, DocumentInfo, Plan, Task

RECURRING, NO_DAY = "recurring", "none"
"""What the filter by month calls rows with a recurring deadline, and rows that are due on no day."""
FIELDS = ("task", "products", "lead_units", "coordinating_units", "deadlines", "targets")
"""The fields of `Task` in the order of the first columns after the number; `COLUMNS` has their names."""
SHORT = 150
"""Characters of a task's text where it is only mentioned."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a person changed in a row: the field's name, what stood there before, who did it and when ("" where not
    known)."""

    field: str
    was: str
    by: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table (`at` counts from 1), its values as shown.

    `origins` are field and the code of where its value comes from; `leads` and `helps` the units' full names, by which
    rows are filtered; `months` "2026-03", `RECURRING` or `NO_DAY`; `boxes` page and corners in points; `more` other
    things known of the row, name and text; `same_as` rows that state the task again."""

    at: int
    number: str
    kind: str
    kind_name: str
    task: str
    products: tuple[str, ...]
    lead_units: tuple[str, ...]
    coordinating_units: tuple[str, ...]
    deadlines: tuple[str, ...]
    targets: tuple[str, ...]
    due: str
    due_iso: str
    page: int | None
    percent: int
    low: bool
    remarks: tuple[str, ...]
    section: str
    leads: tuple[str, ...]
    helps: tuple[str, ...]
    months: tuple[str, ...]
    boxes: tuple[tuple[float, ...], ...]
    text: str
    origins: tuple[tuple[str, str], ...]
    more: tuple[tuple[str, str], ...]
    same_as: tuple[int, ...]
    changes: tuple[Change, ...]

    @property
    def check(self) -> bool:
        """Whether a person should look at the row."""
        return self.low or bool(self.remarks)

    @property
    def short(self) -> str:
        """The task's text where it is only mentioned."""
        return shortened(self.task)


@dataclass(frozen=True, slots=True)
class Head:
    """The title block: type and number over the title, then names and values."""

    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]


def head_of(document: DocumentInfo, lang: str) -> Head:
    """The title block of the plan; where it has no title, the name of its file stands for it."""
    number = message("report-number", lang, number=document.number) if document.number else ""
    signer = ", ".join(part for part in (document.signed_for, document.signer_title, document.signer) if part)
    facts = {
        "issuer": document.issuer or "",
        "issued": shown_day(document.issued, lang) if document.issued else "",
        "years": ", ".join(map(str, document.years)),
        "signer": signer,
        "file": document.file or "",
        "pages": str(document.pages) if document.pages is not None else "",
    }
    return Head(
        " ".join(part for part in (document.type, number) if part),
        document.title or document.file or message("report-no-title", lang),
        tuple((message(code, lang), value) for code, value in facts.items() if value),
    )


def parts_of(plan: Plan, lang: str) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The rows of the table in the order of the plan, by section: its number and heading ("" without), its rows."""
    places = {task.id: at for at, task in enumerate(plan.tasks, 1)}
    return tuple(
        (
            heading := ". ".join(part for part in (section.number, section.heading) if part),
            tuple(_row(at, task, heading, places, lang) for at, task in section.tasks),
        )
        for section in sections(plan.tasks)
    )


def shown_day(day: dt.date, lang: str) -> str:
    """The day as it is written in the language: 05/03/2026, in English 2026-03-05."""
    return vietnamese_day(day) if lang == "vi" else day.isoformat()


def shortened(text: str) -> str:
    """The text on one line, cut at a word where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def _row(at: int, task: Task, section: str, places: dict[str, int], lang: str) -> Row:
    day = due(task)
    return Row(
        at=at,
        number=task.number or "",
        kind=task.kind,
        kind_name=KINDS[lang].get(task.kind, task.kind),
        task=task.task,
        products=task.products,
        lead_units=task.lead_units,
        coordinating_units=task.coordinating_units,
        deadlines=tuple(d.raw for d in task.deadlines),
        targets=tuple(t.raw for t in task.targets),
        due=shown_day(day, lang) if day else "",
        due_iso=day.isoformat() if day else "",
        page=task.source.page,
        percent=int(100 * task.confidence + 1e-6),
        low=task.confidence < SURE,
        # that a person changed the row is shown apart: it is no reason to look at it again
        remarks=tuple(remarks(replace(task, corrections=()), lang)),
        section=section,
        leads=units_of(task, "lead"),
        helps=units_of(task, "coordinating"),
        months=_months(task),
        boxes=tuple(
            (box.page, *(round(float(edge), 1) for edge in (box.x0, box.top, box.x1, box.bottom)))
            for box in task.source.boxes
        ),
        text=task.source.text,
        origins=tuple(task.origins.items()),
        more=tuple(_more(task, lang)),
        same_as=tuple(places[id] for id in task.same_as if id in places),
        changes=tuple(_change(correction, lang) for correction in task.corrections),
    )


def units_of(task: Task, role: str) -> tuple[str, ...]:
    """The full names of the units that lead or help, each once; as printed where the record has no full names."""
    named = [unit.canonical or unit.name for unit in task.units if unit.role == role]
    return tuple(dict.fromkeys(named or (task.lead_units if role == "lead" else task.coordinating_units)))


def _months(task: Task) -> tuple[str, ...]:
    days = sorted(day for deadline in task.deadlines if (day := deadline.due))
    months = [f"{day.year:04}-{day.month:02}" for day in days]
    months += [RECURRING] if any(d.rrule is not None for d in task.deadlines) else []
    return tuple(dict.fromkeys(months)) or (NO_DAY,)


def _more(task: Task, lang: str) -> Iterator[tuple[str, str]]:
    """What is known of the row beside its columns."""
    for name, text in task.extra.items():
        yield EXTRA[lang].get(name, name), text
    full = [f"{u.name} → {u.canonical}" for u in task.units if u.canonical.casefold() != u.name.casefold()]
    if full:
        yield message("report-full-names", lang), "; ".join(dict.fromkeys(full))
    if task.by_model:
        yield message("report-by-model", lang), "; ".join(task.by_model)
    cited = [" ".join(part for part in (c.type, c.number) if part) for c in task.citations]
    if cited:
        yield message("report-cites", lang), "; ".join(dict.fromkeys(cited))


def _change(correction: Correction, lang: str) -> Change:
    by = ", ".join(part for part in (correction.by, correction.at) if part)
    if correction.field in ("added", "removed"):
        return Change(message(f"report-row-{correction.field}", lang), "", by)
    return Change(field_name(correction.field, lang), _said(correction.was, lang), by)


def field_name(field: str, lang: str) -> str:
    """What a field of `Task` is called: as its column, else by a message, else by its own name."""
    if field in FIELDS:
        return COLUMNS[lang][1 + FIELDS.index(field)]
    names = {"kind": 11, "section": 8, "section_path": 8}
    if field in names:
        return COLUMNS[lang][names[field]]
    return message(f"report-field-{field}", lang) if f"report-field-{field}" in MESSAGES else field


def _said(was: Any, lang: str) -> str:
    """A value as it stood in JSON, in words: of a deadline or target what was printed."""
    if was is None or was in ("", [], {}):
        return message("report-empty", lang)
    if isinstance(was, list | tuple):
        return "; ".join(_said(part, lang) for part in was)
    if isinstance(was, dict):
        named = next((was[key] for key in ("raw", "name", "task", "text") if isinstance(was.get(key), str)), None)
        return named or json.dumps(was, ensure_ascii=False)
    return str(was)
