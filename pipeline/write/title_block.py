"""The lines above the table of an appendix, as Decree 30/2020/NĐ-CP (annex I, on appendices) has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from pipeline.messages import message

if TYPE_CHECKING:
    from pipeline.records import Plan

BLANK = "……"
"""What is left open, to be filled in by hand."""

# a committee and the place it is of, in capitals: "ỦY BAN NHÂN DÂN XÃ ĐỒNG MÂY"; not "UBND XÃ ĐỒNG MÂY"
COMMITTEE = regex.compile(
    r"(?P<head>(?:ỦY|UỶ) BAN NHÂN DÂN (?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN)) (?P<place>.+)"
)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The word "Phụ lục", the name of the appendix and, below it, the type of the plan, both in capitals, the plan's
    title ("" where it has none), and in brackets the document that the appendix is attached to."""

    label: str
    name: str
    type: str
    title: str
    attached: str


def title_block(plan: Plan, lang: str = "vi") -> TitleBlock:
    """The lines above the table of `plan`."""
    info, kinds = plan.document, {task.kind for task in plan.tasks}
    what = "both" if len(kinds) > 1 else "targets" if kinds == {"target"} else "tasks"
    return TitleBlock(
        message("appendix-label", lang),
        message(f"appendix-{what}-of", lang),
        (info.type or message("appendix-type", lang)).upper(),
        info.title or "",
        _attached(plan, lang),
    )


def _attached(plan: Plan, lang: str) -> str:
    """The line that says which document the appendix belongs to; dots for what the plan does not say."""
    info = plan.document
    number = (info.number or "").strip()
    year = f"{info.issued.year}" if info.issued else _year(plan)
    return message(
        "appendix-attached",
        lang,
        type=(info.type or "").capitalize() or message("appendix-type", lang),
        # "/KH-SYT": the figure is still to be given
        number=number if number[:1].isdigit() else f"{BLANK}{number}",
        day=f"{info.issued.day:02}" if info.issued else BLANK,
        # the decree (phụ lục I, mục II.4): a zero before days below 10 and before the months 1 and 2
        month=f"{info.issued.month:0{2 if info.issued.month < 3 else 1}}" if info.issued else BLANK,
        year=year or BLANK,
        issuer=_spelt(info.issuer or "", plan) or BLANK,
    )


def _year(plan: Plan) -> str:
    """The year of a day of issue that is still open: the plan's year, where its title does not say it."""
    years = plan.document.years
    return f"{years[0]}" if len(years) == 1 and str(years[0]) not in (plan.document.title or "") else ""


def _spelt(issuer: str, plan: Plan) -> str:
    """The issuer as the plan's own sentences spell it ("Sở Tư pháp"); letterheads have capitals only."""
    if not issuer.isupper():
        return issuer
    info = plan.document
    names = [*(base.issuer or "" for base in info.legal_bases), *info.recipients, info.title or ""]
    for task in plan.tasks:
        names += (*task.lead_units, *task.coordinating_units, task.section or "", task.task)
    name = regex.compile(rf"(?<!\p{{L}}){regex.escape(issuer)}(?!\p{{L}})", regex.IGNORECASE)
    found = (match.group() for text in names if (match := name.search(text)))
    spelt = next((text for text in found if not text.isupper() and text[0].isupper()), None)
    if spelt is None and (committee := COMMITTEE.fullmatch(issuer)):
        return f"{committee['head'].capitalize()} {committee['place'].title()}"
    return spelt or issuer
