"""Which rows of a task table head those below them: by their number ("I", "A", "II.2"), and what stands around them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import regex

from pipeline.appendix_cells import PrintedRow
from pipeline.markers import Marker, read_marker
from pipeline.table_header import DETAIL, FIELDS, NUMBER

Sections = Sequence[tuple[str, str]]
"""(label, heading) of the sections around a row, outermost first."""

SECTION_NUMBER = regex.compile(r"(?:phần\s+)?(?P<label>[IVX]{1,5}|[A-H])[.)/]?", regex.IGNORECASE)
# the number of a section with those around it: "II.2", "A.I", "III.1.b"; not "1.2" (a row's), "B.12/KH"
NESTED_NUMBER = regex.compile(
    r"(?P<label>(?:[IVX]{1,5}|[A-H]|\d{1,2}(?=\.[IVX]))(?:\.(?:[IVX]{1,5}|\d{1,2}|[a-zđ]))+)[.)/]?"
)
# a number that begins anew in a section: "1", "12."; not "1.1" (a sub-row's)
PLAIN_NUMBER = regex.compile(r"\d{1,3}[.)/]?")
ROMAN, PART = regex.compile(r"[IVX]+"), regex.compile(r"[A-H]")


def printed_number(raw: PrintedRow) -> str:
    """What a row is numbered with, in the column of numbers or of details."""
    number, detail = (" ".join(raw.text(role).split()) for role in (NUMBER, DETAIL))
    return number or detail


def section_label(number: str) -> str | None:
    """The label of a section ("II", "B") where the number is one's."""
    match = SECTION_NUMBER.fullmatch(number) if number and number.upper() == number else None
    return match["label"] if match else None


def nested_label(raws: Sequence[PrintedRow], i: int) -> str | None:
    """The label of row `i` ("II.2") where it is a section within another; None where it is a row like others.

    Both are numbered so, and offices leave cells of rows blank. It is a section where it says nothing but a heading and
    has rows of its own: the next one is numbered deeper ("II.2.a") or with a plain number, or its heading goes over the
    other columns. A row of its own kind ("II.3"), a section and the end of the table follow on rows.
    """
    raw = raws[i]
    number = NESTED_NUMBER.fullmatch(printed_number(raw))
    if number is None or raw.open or not raw.task() or any(raw.text(role).strip() for role in FIELDS):
        return None
    label: str = number["label"]
    below = next((other for other in raws[i + 1 :] if other.whole is not None or other.task()), None)
    if below is None:
        return None
    if below.whole is not None:
        marker = read_marker(below.whole.text)
        holds = marker.kind not in ("roman", "part") if marker else raw.spread
    elif (nested := NESTED_NUMBER.fullmatch(printed_number(below))) is not None:
        holds = nested["label"].startswith(f"{label}.")
    elif section_label(printed_number(below)):
        holds = False
    else:
        holds = raw.spread or PLAIN_NUMBER.fullmatch(printed_number(below)) is not None
    return label if holds else None


def around(sections: Sections, label: str) -> list[tuple[str, str]]:
    """Those of `sections` that a section with the label "II.2.a" is in: "II" and "2"; a part ("A") holds any "II"."""
    steps = label.split(".")
    known = [name for name, _ in sections]
    if steps[0] not in known:
        return [s for s in sections if PART.fullmatch(s[0])][:1] if ROMAN.fullmatch(steps[0]) else []
    first = known.index(steps[0])
    pairs = zip(known[first:], steps[:-1], strict=False)
    shared = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    return list(sections[: first + shared])


def opened(sections: Sections, marker: Marker) -> list[tuple[str, str]]:
    """The sections below a heading that stands in `sections` and has a marker ("II. CẢI CÁCH", "1. Thể chế")."""
    if marker.kind == "part":
        return [(marker.label, " ".join(marker.rest.split()))]
    if marker.kind == "roman":
        parts = [s for s in sections if PART.fullmatch(s[0])]
        return [*parts, (marker.label, " ".join(marker.rest.split()))]
    held = [s for s in sections if ROMAN.fullmatch(s[0]) or PART.fullmatch(s[0])]
    return [*held, (marker.label, marker.rest)]
