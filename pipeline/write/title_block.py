"""The three lines above the table of an appendix, as Decree 30/2020/NĐ-CP (annex I, part II, section III) has them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.messages import message

if TYPE_CHECKING:
    from pipeline.records import DocumentInfo


def title_block(document: DocumentInfo, lang: str = "vi") -> tuple[str, str, str]:
    """The word "PHỤ LỤC", the title, and to which document the appendix belongs, in brackets.

    What the plan does not say is left as dots, as offices leave it to be filled in by hand.
    """
    kind = document.type or message("block-plan", lang)
    kind = kind.capitalize() if kind.isupper() else kind
    title = " ".join(part for part in (kind, document.title) if part)
    attached = message(
        "block-attached",
        lang,
        type=kind,
        number=document.number or "……/……",
        day=day_in_words(document.issued, lang),
        issuer=document.issuer or "……",
    )
    return message("block-appendix", lang), message("block-title", lang, title=title).upper(), f"({attached})"


def day_in_words(day: dt.date | None, lang: str = "vi") -> str:
    """ "ngày 15 tháng 01 năm 2025": days and the first two months have two digits (the decree's article on dates)."""
    if day is None:
        return message("block-no-day", lang)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return message("block-day", lang, day=f"{day.day:02}", month=month, year=day.year)
