"""Points in time as officials print them: days, months, quarters, halves, parts of a year, years -> dates.

The patterns are written in lower case: a text is lowered once (`time_scan.Scan`), which is several times faster than
matching without regard to case.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

import regex as re


@dataclass(frozen=True, slots=True)
class Point:
    """A day or a window of the calendar; `first` and `last` are (month, day), day 0 the last of the month;
    `year` None where it is not printed, `later` how many years after the one that is meant it lies ("năm sau").
    `kind` is date, month, quarter, half, year or period."""

    kind: str
    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    later: int = 0

    def start(self, year: int) -> dt.date | None:
        return calendar_date(year, *self.first)

    def end(self, year: int) -> dt.date | None:
        return calendar_date(year, *self.last)


def read_point(text: str) -> Point | None:
    """Reads what `POINT` matched; None for a day, month or quarter that cannot be."""
    folded = " ".join(text.casefold().split())
    if (plain := re.sub(_IN_NEXT_YEAR, "", folded)) != folded:
        point = read_point(plain)
        return replace(point, later=1) if point and point.year is None else point
    folded = re.sub(_FIRST, r"\1", folded)
    folded = re.sub(_NAMED_MONTH, lambda match: str(_MONTHS_OF_DAYS[match[0]]), folded)
    numbers = [int(n) for n in re.findall(r"\d+", folded)]
    if quarter := re.search(_QUARTER_NUMBER, folded):
        number = quarter_of(quarter[1])
        if not 1 <= number <= 4:
            return None
        return Point("quarter", _year_in(folded), (number * 3 - 2, 1), (number * 3, 0))
    if half := re.search(_HALF_NUMBER, folded):
        months = {"ba": 3, "sáu": 6, "chín": 9}.get(half[1]) or int(half[1])
        first = 1 if half[2] == "đầu" else 13 - months
        return Point("half" if months == 6 else "period", _year_in(folded), (first, 1), (first + months - 1, 0))
    if re.fullmatch(_DAY_NUMBERS, folded) and not (len(numbers) == 2 and numbers[1] > 999):
        year = numbers[2] if len(numbers) > 2 else None
        year = year + 2000 if year is not None and year < 100 else year
        day = calendar_date(2000 if year is None else year, numbers[1], numbers[0] or 99)
        return Point("date", year, (numbers[1], numbers[0]), (numbers[1], numbers[0])) if day else None
    if month := re.search(_MONTH_NUMBER, folded):
        number = _MONTHS.get(month[4]) or int(month[1] or month[2] or month[3])
        return Point("month", _year_in(folded), (number, 1), (number, 0)) if 1 <= number <= 12 else None
    year = _year_in(folded)
    return Point("year", year, (1, 1), (12, 0)) if year is not None else None


def quarter_of(number: str) -> int:
    """ "iii" or "3" -> 3."""
    return _ROMAN.get(number) or int(number)


def _year_in(text: str) -> int | None:
    found = re.findall(_FOUR_FIGURES, text)
    return int(found[-1]) if found else None


def calendar_date(year: int, month: int, day: int) -> dt.date | None:
    """The day, None where there is none (30/02); day 0 is the last of the month."""
    try:
        return dt.date(year, month, day or calendar.monthrange(year, month)[1])
    except (ValueError, IndexError, calendar.IllegalMonthError):
        return None


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# Within a printed point, white space folded:
# the number of a quarter: "quý iii/2025", "cuối quí 2"; not "quý vị"
_QUARTER_NUMBER = r"(?:qu[ýí]|\bq\.?)\s*(i{1,3}\b|iv|\d+)"
# the months of a part of a year: "6 tháng đầu năm", "chín tháng cuối năm 2025"; not "6 tháng/lần"
_HALF_NUMBER = r"(\d+|ba|sáu|chín) tháng (đầu|cuối)"
# a whole day: "ngày 25 tháng 8 năm 2023", "20.02.2025", also "8/2026" (the caller tells); not "tháng 8/2026"
_DAY_NUMBERS = r"(?:ngày ?)?\d+ ?tháng ?\d+.*|(?:ngày ?)?\d+ ?[/.-] ?\d+(?: ?[/.-] ?\d+)?"
# the number of a month: "đầu tháng 02 năm 2025", "8/2026", "tuần 2-3/6"; not "năm 2025"
_MONTH_NUMBER = (
    r"(?:tháng|\bt\.?) ?(\d+)|^tuần (?:thứ )?\d[^/\p{L}]*/ ?(\d+)|^(\d+) ?/"
    r"|tháng (mười(?: một| hai)?|tám|chín|bảy|sáu|tư)"
)
_MONTHS = {"tư": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12}
_MONTHS_OF_DAYS = {**_MONTHS, "một": 1, "hai": 2, "ba": 3, "năm": 5}
# the word of a day of the first ten: "ngày mùng 5", "mồng 5/6/2026"; not "5"
_FIRST = r"^(ngày )?m[ùồ]ng (?=\d)"
# the word of a month behind a day: the "sáu" of "ngày 1 tháng sáu"; not that of "tháng sáu"
_NAMED_MONTH = r"(?<=^ngày ?\d+ tháng )(?:mười một|mười hai|mười|một|hai|ba|tư|năm|sáu|bảy|tám|chín)(?!\p{L})"
# a year: "tháng 8/2026", "năm 2025"; not "364", "20250"
_FOUR_FIGURES = r"(?<!\d)\d{4}(?!\d)"

# A day in figures: "20/02/2025", "20-02-2025", "20.02.2025", "20/11"; not "364/2025", "24/24/7", "1.2.3"
_DAY = (
    r"(?<![\d/.,\-]|\d[^\S\n])\d{1,2}(?:\s?/\s?\d{1,2}\s?/\s?(?:\d{4}|\d{2})|\s?-\s?\d{1,2}\s?-\s?\d{4}"
    r"|\.\d{1,2}\.\d{4}|\s?/\s?\d{1,2})"
    r"(?![\d%]|\s?/\s?\d|[-.]\d)"
)
# A day in words: "25 tháng 8 năm 2023", "05 tháng 10", "15 tháng 3/2026"; not "6 tháng đầu năm"
_DAY_WORDS = r"(?<![\d/.,\-]|\d[^\S\n])\d{1,2}\s*tháng\s*\d{1,2}(?:\s*(?:năm|/|-)\s*\d{4})?(?![\d/])"
# A day whose month is a word, behind "ngày": "ngày 1 tháng Sáu năm 2026", "ngày mùng 2 tháng Chín"; not "6 tháng một
# lần", "ngày 1 tháng năm 2026" (of which month?)
_DAY_OF_NAMED_MONTH = (
    r"ngày\s*(?:m[ùồ]ng\s+)?\d{1,2}\s+tháng\s+(?:mười\s+một|mười\s+hai|mười|một|hai|ba|tư|năm|sáu|bảy|tám|chín)"
    r"(?!\p{L}|\s*\d|\s+lần)(?:\s*(?:năm|/|-)\s*\d{4})?(?![\d/])"
)
# A day of the first ten with its year: "ngày mùng 5 tháng 6 năm 2026", "mồng 5/6/2026"; not "mùng 5 tháng 6"
_FIRST_DAYS = r"(?:ngày\s*)?m[ùồ]ng\s+\d{1,2}\s*(?:tháng\s*\d{1,2}\s*(?:năm|/|-)|/\s*\d{1,2}\s*/)\s*\d{4}(?![\d/])"
# Day and month with a dot, behind a word that makes them a day: "ngày 05.6", the "05.6" of "trước 05.6."; not "3.5",
# "trước 5.6 km", "ngày 05.6.2026"
_DOTTED_DAY = (
    r"(?:ngày\s*\d{1,2}\.\d{1,2}(?![\d%]|[.,]\d|\s?/)"
    r"|(?<=(?:trước|(?:chậm|muộn)\s+nhất(?:\s+là)?|hạn\s+(?:cuối|chót):?)\s)\d{1,2}\.\d{1,2}(?=\s*(?:$|[.;,)(\n](?!\d))))"
)
# Weeks and the number of their month: "tuần 3/T6", "tuần 2-3/6", "tuần 1/6/2026"; not "tuần 12/35"
_WEEK_OF_MONTH = (
    r"tuần\s+(?:thứ\s+)?[1-5](?:\s*(?:[-–,]|và)\s*[1-5])*\s?/\s?(?:tháng\s*|t\.?\s?)?(?:0?[1-9]|1[0-2])(?:\s?/\s?\d{4})?"
    r"(?![\d/%]|[-.]\d)"
)
# A month: "Tháng 2/2025", "tháng 02 năm 2025", "cuối tháng 3", "tuần 2 tháng 3/2025", "tháng Mười"; not "6 tháng",
# "tháng 13", "mỗi tháng sáu lần"
_MONTH = (
    rf"(?:{_WEEK_OF_MONTH}|"
    r"(?:(?:(?:đầu|giữa|cuối)|tuần\s+(?:thứ\s+)?(?:\d(?:\s*(?:[-–,]|và)\s*\d)*|i{1,3}|iv|nhất|hai|ba|tư)(?:\s+của)?"
    r"|tuần\s+(?:đầu|cuối)(?:\s+của)?)\s+)?"
    r"(?:(?:tháng|\bt\.?)\s?(?:0?[1-9]|1[0-2])"
    r"|(?<!(?:\d|hằng|hàng|mỗi|một|ba|sáu)\s)tháng\s+(?:mười(?:\s+(?:một|hai))?|tám|chín|bảy|sáu|tư)(?!\p{L}|\s+(?:lần|ngày|tháng|người|buổi)))(?:\s*(?:/|-|–|\.|(?:của\s+)?năm)\s*\d{4})?(?![\d/%]|[-.]\d|\s+(?:lần"
    r"|năm\b(?!\s+(?:sau|kế|tiếp|tới|liền)(?!\p{L})))))"
)
# A month in figures alone: "8/2026", "08/2026"; not "05/8/2026", "19/2022/QĐ"
_MONTH_FIGURES = r"(?<![\d/.\-])(?<!số:?\s)(?:0?[1-9]|1[0-2])\s?/\s?(?:19|20)\d{2}(?![\d/])"
# A quarter: "Quý I/2025", "quý 3 năm 2025", "cuối quý II", "Q.II", "Q2/2025"; not "quý vị", "Quý V", "Q.2" (a district)
_QUARTER = (
    r"(?:(?:đầu|giữa|cuối)\s+)?(?:qu[ýí]\s*(?:i{1,3}|iv|0?[1-4])(?![\w])(?:\s*(?:/|-|–|\.|(?:của\s+)?năm)\s*\d{4})?"
    r"|\bq\.?\s?(?:(?:i{1,3}|iv)(?!\w)(?:\s?[/-]\s?\d{4})?|[1-4]\s?[/-]\s?20\d{2}))(?![\d/]|\s+lần)"
)
# Part of a year: "6 tháng đầu năm 2025", "sáu tháng cuối năm"; not "6 tháng/lần"
_HALF = r"(?<![\d/])(?:0?[369]|ba|sáu|chín)\s+tháng\s+(?:đầu|cuối)\s+(?:của\s+)?năm(?:\s*\d{4})?(?!\w)"
# A year: "năm 2025", "cuối năm 2025"; not "năm 2025/QĐ", "năm thứ 2"
_YEAR = r"(?:(?:đầu|giữa|cuối|cả)\s+)?\bnăm\s+(?:19|20)\d{2}(?![\d/%.]\d|\d|\s*[-–]\s*\d)"
# The hour before a day (it may be empty): "17 giờ 00 ", "08h00, thứ Sáu ", "17:00 (chủ nhật) "; not "17 "
CLOCK = (
    r"(?:\d{1,2}\s*(?:giờ|h|g|:(?=\d\d))\s*(?:\d{1,2})?(?:\s*(?:phút|['’′`]))?,?\s+)?(?:(?:sáng|chiều|tối|trưa),?\s+)?"
    r"(?:\(?(?:thứ\s+\w+|chủ\s+nhật)\)?,?\s+)?"
)
# The year after the one that is meant: " năm sau", "/năm kế tiếp", " của năm tiếp theo", the " sau" of "6 tháng đầu năm
# sau"; not " năm sau khi", " năm 2027"
_IN_NEXT_YEAR = (
    r"(?:\s*(?:/\s*)?(?<=[\s/])(?:của\s+)?năm|(?<=\bnăm))\s+(?:sau|kế\s+(?:tiếp|sau)|tiếp\s+theo|tiếp\s+sau|liền\s+sau|tới)"
    r"(?:\s+liền\s+kề)?(?!\p{L}|\s+(?:khi|đó|ngày|cùng))"
)
# Any of them: "ngày 20/02/2025", "quý III", "quý I năm sau"; not "2025"
POINT = (
    f"(?:(?:{_DAY_OF_NAMED_MONTH}|{_FIRST_DAYS}|{_DOTTED_DAY}|(?:ngày\\s*)?(?:{_DAY_WORDS}|{_DAY})|{_HALF}|{_MONTH}|{_QUARTER}|{_YEAR}|{_MONTH_FIGURES})"
    f"(?:{_IN_NEXT_YEAR})?)"
)
# The same behind a dash or "đến", where a free point must not stand: the "20/6" of "15-20/6"; not "20"
FREE_END = POINT.replace(r"(?<![\d/.,\-]|\d[^\S\n])", "").replace(r"(?<![\d/.\-])", "")
