"""The document's own data from the second sheet of a workbook (`pipeline.write.xlsx`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import regex

from extractors.citations import Citation
from pipeline.records import DocumentInfo

# A day as printed or as other programs write it: "15/3/2026", "15-03-2026", "2026-03-15", "2026-03-15 00:00:00"; not
# "3/2026", "15/3/26"
DAY = regex.compile(
    r"(?:(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<year>\d{4})|(?P<year>\d{4})[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2}))"
    r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
# A number of a document: "34/2016/NĐ-CP", "12-KH/TW", "- CT/ĐU"; not "Chính phủ", "UBND thành phố", "giáo dục"
NUMBER = regex.compile(r"\W*\d\S*(?:\s\S+)?|\W*\p{Lu}+[/-]\S+|[/-]\s*\p{Lu}\S*")
# A year: "2026"; not "20265"
YEAR = regex.compile(r"(?<!\d)\d{4}(?!\d)")


def document_of_sheet(about: Mapping[str, Sequence[str]]) -> DocumentInfo:
    """The data by their codes; what a person made unreadable is empty."""

    def one(code: str) -> str | None:
        return " ".join(about[code][0].split()) if about.get(code) else None

    pages = one("pages") or ""
    return DocumentInfo(
        file=one("file"),
        sha256=one("sha256") or "",
        format=(one("format") or "").lower(),
        pages=int(pages) if pages.isdecimal() else None,
        type=one("type"),
        number=one("number"),
        issued=day_of(one("issued") or ""),
        issuer=one("issuer"),
        title=one("title"),
        years=tuple(map(int, YEAR.findall(one("years") or ""))),
        legal_bases=tuple(_basis(" ".join(text.split())) for text in about.get("legal_bases", ())),
        signer=one("signer"),
        signer_title=one("signer_title"),
        signed_for=one("signed_for"),
        recipients=tuple(line for text in about.get("recipients", ()) for line in text.split("\n")),
    )


def day_of(text: str, *, month_first: bool = False) -> dt.date | None:
    """The day that a cell holds, None where it holds none; of "3/4/2026" `month_first` says how to take it."""
    match = DAY.fullmatch(text.strip())
    if match is None:
        return None
    month, day = match["month"] or match["b"], match["day"] or match["a"]
    if month_first and match["a"]:
        month, day = day, month
    try:
        return dt.date(int(match["year"]), int(month), int(day))
    except ValueError:
        return None


def month_first(days: Sequence[str]) -> bool:
    """Whether a spreadsheet set to American days saved the column: some days are none otherwise, and all are so."""
    filled = [day for day in days if day]
    return any(day_of(day) is None for day in filled) and all(day_of(day, month_first=True) for day in filled)


def _basis(text: str) -> Citation:
    """A legal basis from "Nghị định, 34/2016/NĐ-CP, 14/05/2016, Chính phủ", of which parts may be missing."""
    parts = text.split(", ")
    date = next((day for part in parts if (day := day_of(part))), None)
    rest = [part for part in parts if day_of(part) is None]
    number = next((i for i, part in enumerate(rest) if i and NUMBER.fullmatch(part)), None)
    # without a number: "Luật Phổ biến, giáo dục pháp luật" is one name, and an issuer begins with a capital
    behind = (
        next((i for i, part in enumerate(rest) if i and part[:1].isupper()), len(rest)) if number is None else number
    )
    issuer = rest[behind + (number is not None) :]
    return Citation(", ".join(rest[:behind]), None if number is None else rest[number], date, ", ".join(issuer) or None)
