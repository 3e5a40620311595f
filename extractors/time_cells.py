"""What only a time cell of a table may say: bare years, school time, "Thường xuyên", "Theo kế hoạch …"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import regex as re

from extractors.time_nouns import FINISH, is_cited, names_something, starts_statement
from extractors.time_points import Point, calendar_date
from extractors.time_scan import Deadline, Scan
from extractors.time_unknown import partly_read, unread_cell
from extractors.time_words import bound_of, compiled


def read_cell(scan: Scan) -> list[Deadline]:
    """The deadlines of a time cell that all rules have been through: what was found, or what the cell says as a whole.

    "Thường xuyên" is ongoing; a condition, a recurrence without figures and a cell that starts as a condition ("Theo
    kế hoạch …") are the whole cell; one that only points on ("như trên") gives nothing."""
    text = scan.printed.strip()
    if not text:
        return []
    begin = scan.printed.index(text)
    whole = (begin, begin + len(text))
    found = sorted(scan.found, key=lambda d: d.span)
    for match in list(scan.matches(compiled(_ONGOING)))[:1]:
        if not found:
            return [Deadline(text, "ongoing", span=whole)]
        scan.add(*match.span(), "ongoing")
        return sorted(scan.found, key=lambda d: d.span)
    if not found and compiled(_POINTER).search(scan.text):
        return []
    if not found and compiled(_CONDITION).match(scan.text):
        bound = "before" if text.casefold().startswith("trước") else None
        return [Deadline(text, "conditional", bound=bound, span=whole)]
    alike = len({(d.kind, d.rrule, d.bound) for d in found}) == 1
    if alike and found[0].kind == "recurring" and not re.search(r"\d", text):
        return [replace(found[0], raw=text, span=whole)]
    if (
        len(found) == 1
        and found[0].kind == "conditional"
        and found[0].span[0] == begin
        and not re.search(r"[\n;]", text)
    ):
        return [replace(found[0], raw=text, span=whole)]
    return partly_read(scan, found) or unread_cell(scan)


# Work that never ends, in a cell: "Thường xuyên", "Nhiệm vụ thường xuyên theo hướng dẫn …"; not "không thường xuyên"
_ONGOING = r"(?<!không\s)(?<![\p{L}])<<ongoing.words>>(?![\p{L}])"
# A condition opens the cell: "Theo kế hoạch của Sở", "- Khi có yêu cầu"; not "Quý I theo kế hoạch", "Trước 30/6/226"
_CONDITION = r"[\s\-+•*(]*<<conditions.cell_starts>>(?![\p{L}]|(?<=trước)\s+(?:ngày\s+)?\d{1,2}\s?[./-]\s?\d)"
# It says where to look: "Theo mục dưới đây", "như trên"; not "trên địa bàn"
_POINTER = r"<<ongoing.pointers>>(?![\p{L}])"


def ongoing(scan: Scan) -> None:
    """In prose, work that never ends where that is all that a label or a bracket says: "Thời gian: Thường xuyên"."""
    if scan.cell:
        return
    for match in list(scan.matches(compiled(_ONGOING))):
        start, end = match.span()
        alone = re.search(_LABEL_ENDS, scan.text[:start]) and re.match(_STATEMENT_ENDS, scan.text[end:])
        if (alone and scan.labelled(start)) or re.fullmatch(_BRACKETED, scan.text[max(0, start - 2) : end + 2]):
            scan.add(start, end, "ongoing")


# Before what is all that a label says: "Thời gian: "; not "Thời gian thường "
_LABEL_ENDS = r":\s*$"
# … and behind it: ".", ""; not " kiểm tra"
_STATEMENT_ENDS = r"\s*(?:$|[.;)\n])"
# Alone in a bracket, or at its end: "(thường xuyên)", "…; thường xuyên) "; not "(thường xuyên, đột xuất)"
_BRACKETED = r"(?s:.?[(;]\s?.*[^\s,]\).?)"


def school_times(scan: Scan) -> None:
    """School time in a cell ("Học kỳ I") is a period without dates; in prose a name, but for "trong học kỳ I" and, as
    unknown, "trong năm học 2026-2027"."""
    for template in (_SCHOOL_WEEKS, _SCHOOL_TIME, _DURING, _TERM) if scan.cell else (_IN_TERM,):
        for match in list(scan.matches(compiled(template))):
            scan.add(*match.span(), "period")
    for match in [] if scan.cell else list(scan.matches(compiled(_IN_SCHOOL_YEAR), numbers=True)):
        at, end = match.span()
        over = scan.issued is not None and int(match["last"]) < scan.issued.year
        closes = compiled(FINISH).search(scan.clause(at)) or re.match(_STATEMENT_ENDS, scan.text[end:])
        if not over and (closes or starts_statement(scan, at)) and not names_something(scan, at):
            scan.add(at, end, "unknown")  # a stated time, of which no day can be told
        else:
            scan.close(at, end)


# From one week of the school year to another: "Từ tuần 1 đến tuần 18", "tuần 3-5"; not "tuần 1-2 tháng 3"
_SCHOOL_WEEKS = (
    r"(?<![\p{L}])(?:từ\s+)?tuần\s+(?:thứ\s+)?\d{1,2}\s*(?:[-–]|"
    r"đến)\s*(?:hết\s+)?(?:tuần\s+(?:thứ\s+)?)?\d{1,2}(?!\s+tháng|\d|/)"
)
# School time without dates: "Học kỳ I năm học 2025-2026", "Tuần 5"; not "tuần 5 tháng 3"
_SCHOOL_TIME = (
    r"(?<![\w/])(?<!/\s|(?:mỗi|một|từng|lần|hằng|hàng)\s)(?<!(?:kết\s+thúc|vào|bắt\s+đầu|sau|trước|mỗi|lần|từng)\s)(?:(?:(?:đầu|giữa|cuối|trong(?:\s+suốt)?|cả)\s+)?(?:học\s+k[ỳì]|hk)\s*(?:[iv]+|\d)?"
    r"(?:[,\s]+năm\s+học\s+\d{4}\s*[-–]\s*\d{4})?|(?:(?:đầu|giữa|cuối|trong(?:\s+suốt)?|cả|suốt)\s+)?(?:năm\s+học|nh(?=\s*\d{4}\s*[-–]))"
    r"(?:\s+\d{4}\s*[-–]\s*\d{4})?|(?<![\p{L}])tuần\s+(?:thứ\s+)?\d{1,2}(?!\s+tháng|\d|\s?/|\s*(?:[-–,]|và)\s*\d+(?:\s+tháng|\s?/))|(?:dịp\s+)?hè\s+(?:năm\s+)?\d{4})"
)


# … in prose: "trong học kỳ I", "Học kỳ II năm học 2025 - 2026: …"; not "sơ kết học kỳ I"
_IN_TERM = (
    r"(?<![\p{L}])trong\s+(?:suốt\s+)?học\s+k[ỳì](?:\s+(?:[iv]+|\d)(?!\w))?(?:[,\s]+năm\s+học\s+\d{4}\s*[-–]\s*\d{4})?"
    r"|(?<=^[-+•*\s]*)học\s+k[ỳì]\s+(?:[iv]+|\d)(?:[,\s]+năm\s+học\s+\d{4}\s*[-–]\s*\d{4})?(?=\s*[:,])"
)
# … and whole years of school or of a term: "trong năm học 2026-2027", "trong nhiệm kỳ 2026 - 2031"; not "năm học
# 2026-2027"
_IN_SCHOOL_YEAR = r"(?<![\p{L}])trong\s+(?:suốt\s+)?(?:năm\s+học|nhiệm\s+k[ỳì])\s+\d{4}\s*[-–]\s*(?P<last>\d{4})(?!\d)"
# How long something is held, in a cell: "Trong suốt thời gian diễn ra lễ hội", "Trong thời gian nghỉ hè"; not "trong
# thời gian 15 ngày"
_DURING = r"^\W*trong\s+(?:suốt\s+)?thời\s+gian\s+(?!từ\s)\p{L}[^\d\n;]*$"
# A term of office in a cell, of which the years alone are known: "Nhiệm kỳ 2026-2031", "Cả nhiệm kỳ"; not "Đại hội
# nhiệm kỳ"
_TERM = (
    r"(?<![\p{L}])(?:(?:(?:trong|cả|suốt)\s+)?nhiệm\s+k[ỳì]\s+\d{4}\s*[-–]\s*\d{4}|(?:trong|cả|suốt)\s+nhiệm\s+k[ỳì])"
    r"(?!\s*\d)"
)


def figures(scan: Scan) -> None:
    """Days and months as programs print them, in a cell: "2026-06-15", "06-2026"."""
    if not scan.cell:
        return
    for match in list(scan.matches(compiled(_IN_FIGURES), numbers=True)):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"] or 0)
        bound = bound_of(match["bound"])
        if calendar_date(year, month, day) is None:
            scan.add(*match.span(), "unknown")
        elif day:
            scan.add_point(*match.span(), Point("date", year, (month, day), (month, day)), bound)
        else:
            scan.add_point(*match.span(), Point("month", year, (month, 1), (month, 0)), bound)


# A day in the order of ISO 8601, a month with a dash or point: "2026-06-15", "2026/6/15", "trước 06-2026"; not
# "15-06-2026", "2026-2027", "tháng 6-2026"
_IN_FIGURES = (
    r"(?<!\w)(?:(?P<bound><<bounds.before>>|<<bounds.on_or_before>>)\s+)?(?<!(?:tháng|qu[ýí]|ngày\s*\d+|\bt\.?)\s*|[\d/.,\-–]\s?)"
    r"(?:(?P<year>20\d{2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?:[t\s]+\d\d:\d\d(?::\d\d)?)?"
    r"|(?P<month>0?[1-9]|1[0-2])\s?[-.]\s?(?P<year>20\d{2}))(?![\d/.\-–]|\s?[-–/]\s?\d)"
)


def bare_years(scan: Scan) -> None:
    """Years alone in a cell, and the plan's own year ("Cả năm"); after all other rules."""
    if not scan.cell:
        return
    for match in list(scan.matches(compiled(_CELL_YEARS), numbers=True)):
        first, last = int(match["a"]), int(match["b"] or match["a"])
        if first <= last and not is_cited(scan, match.start()):
            since = bool(match["since"] or match["later"]) and not match["b"]
            kind = "period" if match["b"] or since else "year"
            scan.add(
                *match.span(),
                kind,
                first=dt.date(first, 1, 1),
                last=None if since else dt.date(last, 12, 31),
                bound=bound_of(match["bound"]),
            )
    if not compiled(_ONGOING).search(scan.text):
        for match in list(scan.matches(compiled(_THIS_YEAR))):
            scan.add_point(*match.span(), Point("year", None, (1, 1), (12, 0)), None)


# Years alone, in a cell: "2025-2027", "2026"; not "30/8/2026"
_CELL_YEARS = (
    r"(?<!\w)(?:(?P<bound><<bounds.before>>|<<bounds.on_or_before>>|đến)\s+|(?P<since>từ)\s+)?(?<![\d/.\-])(?:năm\s+)?"
    r"(?P<a>20\d{2})(?:\s*(?:[-–]|đến)\s*(?:năm\s+)?(?P<b>20\d{2}))?(?![\d/.\-])"
    r"(?P<later>\s+và\s+(?:những|các)\s+năm\s+(?:tiếp\s+theo|tiếp\s+sau|sau|kế\s+tiếp))?"
)
# The plan's own year in a cell: "Trong năm", "Cả năm"; not "Trong năm 2025"
_THIS_YEAR = r"(?<!\w)(?<![\p{L}])(?:trong|cả|suốt)\s+năm(?!\s*\d|\w|\s+học)"
