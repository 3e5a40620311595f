"""Number and day of issue in a letterhead, and the years that a title says its plan is for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.citations import find_citations


@dataclass(frozen=True, slots=True)
class Marks:
    """Number (số, ký hiệu), day and year of issue of a document; the day as printed where no such day exists."""

    number: str | None = None
    issued: dt.date | None = None
    year: int | None = None
    impossible_day: str | None = None


def number_and_date(head: Sequence[str], overlays: Sequence[str]) -> Marks:
    """Number, day of issue and year of issue; blanks filled from the overlays where these fit exactly."""
    text = "\n".join(head)
    number = NUMBER.search(text)
    dates = list(ISSUED.finditer(text))
    date = next((d for d in dates if d["place"]), dates[0] if dates else None)  # a stamp of receipt names no place
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
    known_year = int(year) if year and int(year) in _YEARS_OF_ISSUE else None
    if not (year and month and day):
        return Marks(printed, None, known_year)
    try:
        issued = dt.date(int(year), int(month), int(day)) if known_year else None
    except ValueError:
        issued = None
    return Marks(printed, issued, known_year, None if issued else f"{day}/{month}/{year}")


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
    for pattern, most in ((_YEARS, 30), (_TERM, 5), (_BARE_YEARS, 5)):  # longer without a word: an anniversary
        if years := _years(text, pattern, most=most):
            return years
    return ()


def announced_years(opening: str) -> tuple[int, ...]:
    """The years with which the sentence closes that announces the plan ("… Kế hoạch … năm 2026 như sau:")."""
    match = _ANNOUNCED.search(opening)
    return plan_years(match["years"]) if match else ()


def _years(text: str, pattern: regex.Pattern[str], *, most: int) -> tuple[int, ...]:
    years: list[int] = []
    for match in pattern.finditer(text):
        first, rest = int(match["from"]), match["more"] or ""
        if match["to"]:
            last = int(match["to"])
            years += range(first, last + 1) if first <= last <= first + most else []
        else:
            years += [first, *(int(y) for y in regex.findall(r"\d{4}", rest))]
    return tuple(sorted(set(years)))


# "Số: 12/KH-UBND", "Số 05-KH/TU", "Số: /KH-UBND", "Số: - KH/ĐTN", "Số:277 /KH-UBND". Not: "Số lượng".
NUMBER = regex.compile(
    r"(?i:\bsố)\s*:?[\s.…_]*(?P<figure>\d+\p{L}?(?:/\d{4})?)?[\s.…_]*"
    r"(?P<symbol>(?:[-–/]\s?|(?<=\d\s)(?=\p{Lu}+[/-]))\p{Lu}[\p{L}\d]*"
    r"(?:(?:[^\S\n]?[-–/&]\s?|\.)\p{Lu}[\p{L}\d]*)*(?:[-–/]\d+)?)"
)
# "Hà Nội, ngày 14 tháng 7 năm 2026", "ngày tháng năm 2026", "ngày14 tháng7 năm 2026", "ngày 5/1/2025", "Huế, 5.1.2025".
# Not: "ngày ký", "15/3/2026" without a place.
ISSUED = regex.compile(
    r"(?:(?P<place>[\p{L}\d.' -]{2,40}),\s*)?(?i:ngày)[\s.…_]*(?P<d>\d{1,2})?[\s.…_]*"
    r"(?:tháng[\s.…_]*(?P<m>\d{1,2})?[\s.…_,]*năm[\s.…_]*(?P<y>\d{4})?"
    r"|[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4}))"
    r"|(?P<place>\p{Lu}[\p{L}.' -]{1,40}),\s*(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d{2})(?!\d)"
)
_YEARS_OF_ISSUE = range(1945, 2100)  # another year is a slip of the pen or of a converter: "2206", "0226"
# In the stamp of a signature: "Ngày ký: 14/07/2026 15:20", "14.07.2026 15:20:30 +07:00". Not: "2026".
_STAMPED_DAY = regex.compile(r"(?<!\d)0?(?P<d>\d{1,2})[./-]0?(?P<m>\d{1,2})[./-](?P<y>20\d{2})(?!\d)")
_AND_MORE = (
    r"(?:\s*(?:[-–]|đến(?:\s+hết)?(?:\s+năm|\s+tháng\s+\d{1,2}\s*(?:/|năm\b))?)\s*(?:năm\s+)?(?P<to>20\d{2})(?!\d)"
    r"|(?P<more>(?:\s*(?:,|và|&)\s*(?:năm\s+)?20\d{2}(?!\d))+))?"
)
# "năm 2025", "năm 2019, 2020", "giai đoạn 2023 - 2025", "năm học 2024-2025", "từ năm 2025 đến năm 2030".
# Not: "đến năm 2030" (a horizon), "nhiệm kỳ 2020 - 2025", "năm 1945".
_YEARS = regex.compile(
    r"(?<!(?:đến|tới|nhìn|hướng|kỳ|khóa|từ trước)\s+(?:hết\s+)?)\b"
    r"(?:năm (?:học|công tác|ngân sách|tài chính)|giai đoạn|các năm|hai năm|năm"
    r"|(?:tháng\s+\d{1,2}|quý\s+[IV\d]+)\s*[/-])"
    rf"\s*:?\s*(?:năm\s+)?(?P<from>20\d{{2}})(?!\d){_AND_MORE}",
    regex.I,
)
# A term that is the plan's own: "giám sát nhiệm kỳ 2025 - 2030". Not: "Đại hội … nhiệm kỳ 2025 - 2030".
_TERM = regex.compile(
    rf"(?<!(?:đại\s+hội|nghị\s+quyết)\b.*)\bnhiệm\s+kỳ\s*:?\s*(?P<from>20\d{{2}})(?=\s*[-–]){_AND_MORE}",
    regex.I | regex.S,
)
# The year of a season or a feast: "Tết Bính Ngọ 2026", "mùa khô 2025-2026", "Tháng Thanh niên 2026", "(2025-2026)".
# Not: "Luật Đất đai 2024", "ISO 9001:2015", "19/8/2025", "nhiệm kỳ 2025 - 2030", "(1945 - 2025)".
_BARE_YEARS = regex.compile(
    r"(?<!\b(?:Luật|luật|Nghị định|Pháp lệnh|Hiến pháp)\s[^,;()]{0,80})"
    r"(?:(?<=\p{L}\s)|(?<=\()(?=20\d{2}\s*[-–]\s*20))(?<!\b(?:năm|học|đoạn|đến|tới|hết|nhìn|hướng|kỳ|khóa|khoá|trước|số|từ|ISO|TCVN|QCVN)\s)"
    rf"(?P<from>20\d{{2}})(?![\d/.]){_AND_MORE}"
)
# "… năm 2026 như sau:", "… năm học 2025-2026, cụ thể như sau:". Not: "… giai đoạn 2021-2025 trên địa bàn, như sau".
_ANNOUNCED = regex.compile(
    r"(?P<years>\b(?i:năm)(?:\s+học)?\s+20\d{2}(?:\s*[-–]\s*20\d{2})?)"
    r"(?:\s+(?:của|tại|ở|trên\s+địa\s+bàn|trong)\s[^,;.:\d]{2,80})?\s*,?"
    r"\s*(?:(?:cụ\s+thể|với|gồm|bao\s+gồm|theo)\b[^.;\d]{0,80})?(?:như\s+sau|sau\s+đây|sau)?\s*[:.]?\s*$"
)
