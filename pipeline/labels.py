"""Attribute lines: "Đơn vị chủ trì: A; đơn vị phối hợp: B. Thời gian: Quý II/2026" (gold/GUIDELINE.md, Rulings).

What the labels are, and which field each sets, is data (`extractors/lexicon/sections.toml`).
"""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation

OTHER = "other"
"""The field of labels that state a circumstance of the work ("Địa điểm: …", "Kinh phí: …")."""


def read_labels(text: str) -> list[tuple[str, str]]:
    """The (field, value) pairs of a line that begins with a label; empty for any other line.

    Fields are lead_units, coordinating_units, deadlines, products and other. A value is empty where only the lines
    below give it.
    """
    pattern = _pattern()
    first = pattern.match(text)
    if not first:
        return []
    found = [first, *pattern.finditer(text, first.end())]
    out: list[tuple[str, str]] = []
    for i, match in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(text)
        out.append((_field(match["phrase"]), text[match.end() : end].strip(" ;,\n")))
    return out


@functools.cache
def _fields() -> dict[str, str]:
    labels = load("sections")["labels"]
    return {phrase: field for field, phrases in labels.items() if field != "content" for phrase in phrases}


def _field(phrase: str) -> str:
    return _fields()[" ".join(phrase.casefold().split())]


@functools.cache
def _pattern() -> regex.Pattern[str]:
    """A known label at the start of the text or after punctuation: "Thời gian:", "; Đơn vị phối hợp :".

    Labels of time and circumstance may be longer than known ("Thời gian hội thu và tặng quà:"); not "thời gian là".
    """
    open_ended = [p for p in _fields() if _fields()[p] in ("deadlines", OTHER) and p not in ("hoàn thành", "kết quả")]
    known = literal_alternation(_fields())
    longer = literal_alternation(open_ended)
    return regex.compile(
        rf"(?:^|(?<=[;.,)\n])\s*)(?:(?P<phrase>{known})|(?P<phrase>{longer})\s[\p{{L}} ,/()]{{2,45}}?)\s*:\s*",
        regex.IGNORECASE,
    )
