"""Number and day of issue in a letterhead, and the years that a title says its plan is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import regex

from extractors.citations import find_citations


def number_and_date(head: Sequence[str], overlays: Sequence[str]) -> tuple[str | None, dt.date | None, int | None]:
    """Number, day of issue and year of issue; blanks filled from the overlays where these fit exactly."""
    text = "\n".join(head)
    number = NUMBER.search(text)
    date = ISSUED.search(text)
    stamps = [s for line in overlays for s in line.split() if s.isdigit()]
    symbol = number["symbol"] if number else None
    figure = number["figure"] if number else None
    day, month, year = (date["d"], date["m"], date["y"]) if date else (None, None, None)
    blanks = (number is not None and not figure, date is not None and not day, date is not None and not month)
    if any(blanks) and len(stamps) == sum(blanks):
        fill = iter(stamps)
        filled = [next(fill) if blank else value for blank, value in zip(blanks, (figure, day, month), strict=True)]
        if all(int(v or 1) <= most for v, most in zip(filled[1:], (31, 12), strict=True)):
            figure, day, month = filled
    elif any(blanks) and blanks[0] and len(stamps) == 1 and not stamps[0].startswith("20"):
        figure = stamps[0]
    if date and (not day or not month):
        day, month, year = _signed_on(overlays, year) or (day, month, year)
    printed = None
    if symbol:
        spaced = symbol[0].isupper()  # "15 KH/ĐU"
        printed = f"{figure}{' ' * spaced}{symbol.replace(' ', '')}" if figure else symbol
    try:
        issued = dt.date(int(year), int(month), int(day)) if year and month and day else None
    except ValueError:
        issued = None
    return printed, issued, int(year) if year else None


def _signed_on(overlays: Sequence[str], year: str | None) -> tuple[str, str, str] | None:
    """The day in the stamp of a digital signature, where its year is the one printed in the letterhead."""
    days = {(m["d"], m["m"], m["y"]) for line in overlays for m in _STAMPED_DAY.finditer(line)}
    return next(iter(days)) if len(days) == 1 and next(iter(days))[2] == year else None


def plan_years(title: str) -> tuple[int, ...]:
    """The years that a title says its plan is for; years of cited documents and distant horizons do not count."""
    text = title
    for citation in find_citations(title):
        start, end = citation.span
        text = text[:start] + " " * (end - start) + text[end:]
    years: list[int] = []
    for match in _YEARS.finditer(text):
        first, rest = int(match["from"]), match["more"] or ""
        if match["to"]:
            last = int(match["to"])
            years += range(first, last + 1) if first <= last <= first + 30 else []
        else:
            years += [first, *(int(y) for y in regex.findall(r"\d{4}", rest))]
    return tuple(sorted(set(years)))


# "Số: 12/KH-UBND", "Số 05-KH/TU", "Số: /KH-UBND", "Số: - KH/ĐTN", "Số:277 /KH-UBND". Not: "Số lượng".
NUMBER = regex.compile(
    r"(?i:\bsố)\s*:?[\s.…_]*(?P<figure>\d+\p{L}?(?:/\d{4})?)?[\s.…_]*"
    r"(?P<symbol>(?:[-–/]\s?|(?<=\d\s)(?=\p{Lu}+[/-]))\p{Lu}[\p{L}\d]*(?:\s?[-–/&.]\s?\p{Lu}[\p{L}\d]*)*(?:[-–/]\d+)?)"
)
# "Hà Nội, ngày 14 tháng 7 năm 2026", "ngày tháng năm 2026", "ngày14 tháng7 năm 2026", "ngày 5/1/2025". Not: "ngày ký".
ISSUED = regex.compile(
    r"(?:[\p{L}.' -]{2,40},\s*)?(?i:ngày)[\s.…_]*(?P<d>\d{1,2})?[\s.…_]*"
    r"(?:tháng[\s.…_]*(?P<m>\d{1,2})?[\s.…_]*năm[\s.…_]*(?P<y>\d{4})?|/\s*(?P<m>\d{1,2})\s*/\s*(?P<y>\d{4}))"
)
# In the stamp of a signature: "Ngày ký: 14/07/2026 15:20", "14.07.2026 15:20:30 +07:00". Not: "2026".
_STAMPED_DAY = regex.compile(r"(?<!\d)0?(?P<d>\d{1,2})[./-]0?(?P<m>\d{1,2})[./-](?P<y>20\d{2})(?!\d)")
# "năm 2025", "năm 2019, 2020", "giai đoạn 2023 - 2025", "năm học 2024-2025", "từ năm 2025 đến năm 2030".
# Not: "đến năm 2030" (a horizon), "nhiệm kỳ 2020 - 2025", "năm 1945".
_YEARS = regex.compile(
    r"(?<!(?:đến|tới|nhìn|hướng|kỳ|khóa|từ trước)\s+(?:hết\s+)?)\b"
    r"(?:năm học|giai đoạn|các năm|hai năm|năm|(?:tháng\s+\d{1,2}|quý\s+[IV\d]+)\s*/)\s*(?:năm\s+)?"
    r"(?P<from>20\d{2})(?!\d)"
    r"(?:\s*(?:[-–]|đến(?:\s+(?:hết\s+)?năm)?)\s*(?:năm\s+)?(?P<to>20\d{2})(?!\d)|(?P<more>(?:\s*(?:,|và|&)\s*(?:năm\s+)?20\d{2}(?!\d))+))?",
    regex.I,
)
