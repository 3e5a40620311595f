"""A comparison as one page: its style and script stand in it, it loads nothing, and reads well without the script."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.compare.view import COME, GONE, SAME, percent
from pipeline.messages import message
from pipeline.write.page import clean, render, resource, vietnamese_order

if TYPE_CHECKING:
    from pipeline.compare.view import View

SIGNS = {"plain": "=", "change": "≠", "good": "+", "bad": "−"}
"""The sign of a tone: whoever does not see its colour, or prints in black and white, sees the sign."""
NO_NAME = "-"
"""What the filters call lines without a unit or a section."""


def write_html(view: View, stream: BinaryIO) -> None:
    """Write `view` to an open binary stream as a page of HTML in UTF-8, the same bytes for the same view."""
    style = resource("compare.css") + _spoken_marks(view.lang)
    stream.write(render("compare.html.j2", _values(clean(view)), style, resource("compare.js")))


def _values(view: View) -> dict[str, Any]:
    """What the template shows beside `view` itself."""
    say = partial(message, lang=view.lang)
    units = Counter(unit for entry in view.entries for unit in set(entry.units) or {""})
    sections = Counter(entry.section for entry in view.entries)
    tones = {status.code: status.tone for status in view.statuses}
    return {
        "view": view,
        "marks": view.marks() - {SAME},
        "say": say,
        "signs": SIGNS,
        "tones": tones,
        "names": {status.code: status.name for status in view.statuses},
        "units": [(unit, units[unit]) for unit in sorted(units, key=lambda unit: (not unit, vietnamese_order(unit)))],
        "sections": [(section, sections[section]) for section in sorted(sections, key=lambda section: not section)],
        "no_name": NO_NAME,
        "percent": percent,
        "GONE": GONE,
        "COME": COME,
    }


def _spoken_marks(lang: str) -> str:
    """What the style sets, unseen, around words that differ: most screen readers do not tell of <del> and <ins>."""
    names = {"gone": "page-gone-starts", "come": "page-come-starts", "mark-ends": "page-mark-ends"}
    return "".join(f':root {{ --{name}: "{message(code, lang)}"; }}\n' for name, code in names.items())
