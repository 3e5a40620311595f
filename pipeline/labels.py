"""Attribute lines: "Đơn vị chủ trì: A; đơn vị phối hợp: B. Thời gian: Quý II/2026" (gold/GUIDELINE.md, Rulings).

What the labels are, and which field each sets, is data (`extractors/lexicon/sections.toml`).
"""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.predicates import begins_with_action
from extractors.unit_names import begins_with_unit
from extractors.unit_short import stop_shortens
from extractors.units import find_units
from pipeline.table_header import UNITS

OTHER = "other"
"""The field of labels that state a circumstance of the work ("Địa điểm: …", "Kinh phí: …")."""


def read_labels(text: str) -> list[tuple[str, str]]:
    """The (field, value) pairs of a line that begins with a label; empty for any other line.

    Fields are lead_units, coordinating_units, deadlines, products and other. A value is empty where only the lines
    below give it; it ends where a sentence begins that orders something (`split_labels`).
    """
    return split_labels(text)[0]


def split_labels(text: str) -> tuple[list[tuple[str, str]], str]:
    """The pairs of `read_labels`, and the sentence behind the last value of a line that names units.

    "Chủ trì: Phòng A; phối hợp: Phòng B. Rà soát hồ sơ." is an item whose labels are its own. The sentence is "" where
    the line says nothing more.
    """
    pattern = _pattern()
    first = pattern.match(text)
    if not first:
        return [], ""
    found = [first, *pattern.finditer(text, first.end())]
    out: list[tuple[str, str]] = []
    for i, match in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(text)
        out.append((_field(match["phrase"]), text[match.end() : end].strip(" ;,\n")))
    field, value = out[-1]
    if field == OTHER or not any(name in UNITS for name, _ in out):
        return out, ""
    at = next((m.end() for m in STOP.finditer(value) if _is_order(value, m)), len(value))
    return [*out[:-1], (field, value[:at].strip())], value[at:]


# a full stop before another sentence: "Thanh tra Sở. Rà soát"; what shortens a word is no end ("P. KHTC")
STOP = regex.compile(r"\.\s+(?=\p{Lu})")
# when it is done, which orders nothing more: "Hoàn thành trước 20/6", "Thực hiện trong tháng 5"; not "Hoàn thành hồ sơ"
ONLY_TIME = regex.compile(
    r"(?:hoàn thành|thực hiện|xong|báo cáo)\s+(?:xong\s+)?"
    r"(?:trước|trong|chậm nhất|vào|đến hết|từ|quý|tháng|năm)(?!\p{L})",
    regex.IGNORECASE,
)
SHORTEST = 3  # words of a sentence that orders something


def _is_order(value: str, stop: regex.Match[str]) -> bool:
    """Whether what stands behind the full stop is a sentence that orders something, and no further unit or label."""
    said = value[stop.end() :]
    if (
        not value[: stop.start()].strip()
        or ONLY_TIME.match(said)
        or len(said.split()) < SHORTEST
        or stop_shortens(value, stop.start())
    ):
        return False
    return bool(find_units(said).lead) if begins_with_unit(said) else begins_with_action(said)


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
    One of labels may stand above the first: "Trách nhiệm thực hiện: Đơn vị chủ trì: …".
    """
    open_ended = [p for p in _fields() if _fields()[p] in ("deadlines", OTHER) and p not in ("hoàn thành", "kết quả")]
    known = literal_alternation(_fields())
    longer = literal_alternation(open_ended)
    above = literal_alternation(load("sections")["labels_above"]["phrases"])
    return regex.compile(
        rf"(?:^(?:(?:{above})\s*[:–-]\s*)?|(?<=[;.,)\n])\s*)"
        rf"(?:(?P<phrase>{known})|(?P<phrase>{longer})\s[\p{{L}} ,/()]{{2,45}}?)\s*:\s*",
        regex.IGNORECASE,
    )
