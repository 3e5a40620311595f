"""Days, months and quarters that come back each year: "trước ngày 15/12 hằng năm", "tháng 3, 6, 9, 12 hằng năm"."""

from __future__ import annotations

from dataclasses import replace

import regex as re

from extractors.rrules import yearly_list_rule
from extractors.time_nouns import FINISH
from extractors.time_points import Point, calendar_date, read_point
from extractors.time_scan import Scan
from extractors.time_words import bound_of, compiled


def month_lists(scan: Scan) -> None:
    """Months or quarters of each year in a list, and the days of such months; without "hằng năm" days of one year.

    A list is one rule: "Quý I, III hằng năm" is due at the ends of March and September."""
    if not re.search(r"tháng|qu[ýí]", scan.text):
        return
    for template in (_LIST_AHEAD, _LIST):
        for match in list(scan.matches(compiled(template), numbers=True)):
            points = _windows(match.captures("n"))
            days = [int(day) for day in re.findall(r"\d+", match["days"] or "")]
            if None in points or not all(1 <= day <= 31 for day in days):
                continue
            known = [point for point in points if point is not None]
            if days and any(point.kind != "month" for point in known):
                continue
            bound = bound_of(match["bound"])
            if template == _LIST_AHEAD or match["each"]:
                if len(known) > 1 or days:
                    rule = yearly_list_rule(known, days, before=bound == "before")
                    scan.add(*match.span(), "recurring", bound=bound if days else "on_or_before", rrule=rule)
            elif days:
                _add_days(scan, match, known, days, bound)


def _windows(printed: list[str]) -> list[Point | None]:
    """The months and quarters of a list: "tháng 3", "6", "quý iv"; None for one that cannot be."""
    head, out = "", list[Point | None]()
    for item in printed:
        word, number = re.fullmatch(r"(\p{L}+(?=\s*\d|\s+[iv]))?\s*(\w+)", item).groups()  # type: ignore[union-attr]
        head = word or head
        out.append(read_point(f"{head} {number}"))
    return out


def _add_days(scan: Scan, match: re.Match[str], months: list[Point], days: list[int], bound: str | None) -> None:
    """ "ngày 05 các tháng 3, 6/2026": a day of each of the months, the first with the words before them."""
    if bound is None and compiled(FINISH).search(scan.text, max(0, match.start() - 40), match.start()):
        bound = "on_or_before"
    year = int(match["year"]) if match["year"] else None
    for index, (month, (start, end)) in enumerate(zip(months, match.spans("n"), strict=True)):
        for day in days:
            if calendar_date(2000, month.first[0], day):
                at = (month.first[0], day)
                scan.add_point(match.start() if index == 0 else start, end, replace(month, kind="date", year=year,
                               first=at, last=at), bound)  # fmt: skip
    scan.close(*match.span())


# Days of the months of a list: "vào ngày 05 ", "ngày 5, 20 của "; not "ngày 05/"
_DAYS = r"(?:(?:các\s+)?ngày\s+(?P<days>\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{1,2})*)\s+(?:của\s+)?)"
# The list itself: "các tháng 3, 6, 9 và tháng 12", "quý I, III", "tháng 6 và quý IV"; not "6 tháng"
_MONTHS = (
    r"(?:các\s+)?(?<!\d\s)(?P<n>(?:tháng|qu[ýí])\s*(?:\d{1,2}|iv|i{1,3}))(?![\w/])"
    r"(?:\s*(?:,|và|;|&|\+)\s*(?:và\s+)?(?P<n>(?:(?:tháng|qu[ýí])\s*)?(?:\d{1,2}|iv|i{1,3}))(?!\w))"
)
# "hằng năm", "mỗi năm"; not "năm 2026"
_EACH = r"(?:của\s+)?(?:hằng|hàng|mỗi)\s+năm(?!\s*\d|\w)"
# Before a list: "trước ", "định kỳ vào "; not "sau "
_LEAD = r"(?<!\w)(?:(?P<bound><<bounds.before>>|<<bounds.on_or_before>>)\s+)?(?:định\s+k[ỳì]\s+)?(?:(?:vào|trong)\s+)?"
# Months of each year: "vào các tháng 3, 6, 9, 12 hằng năm", "ngày 05 các tháng 3, 6/2026"; not "tháng 3, 6"
_LIST = (
    rf"{_LEAD}(?:{_MONTHS}{{1,12}}\s+(?P<each>{_EACH})|{_DAYS}{_MONTHS}{{0,12}}"
    rf"(?:\s+(?P<each>{_EACH})|\s*(?:/|năm)\s*(?P<year>\d{{4}})(?![\d/]))?(?![\d/]))"
)
# The same behind its year: "Hằng năm, vào các tháng 3, 6, 9, 12", "hằng năm (tháng 6, tháng 12)"; not "hằng năm, 6
# tháng"
_LIST_AHEAD = (
    r"(?<!\w)(?<!ngân\s)(?:hằng|hàng|mỗi)\s+năm\s*(?:[,:(]\s*|\s)" + _LEAD.removeprefix(r"(?<!\w)")
    + rf"{_DAYS}?{_MONTHS}{{1,12}}(?!\w|\s*/|\s+năm\s+\d)\)?"
)  # fmt: skip


def yearly_windows(scan: Scan) -> None:
    """Days and windows of each year: "trước ngày 15/12 hằng năm", "quý IV hằng năm"."""
    if not _EACH_YEAR.search(scan.text):
        return
    for match in (m for t in (_YEARLY, _YEARLY_AHEAD) for m in list(scan.matches(compiled(t), numbers=True))):
        printed = match.captures("point")
        points = [read_point(text) for text in printed]
        if any(point is None or point.year is not None or point.kind == "year" for point in points):
            continue
        if len(scan.years) < 2 and re.search(_NEXT_YEAR, match.group()):
            continue  # the year after the plan's
        window = "from" in match.groupdict() and match["from"]
        starts = [match.start(), *(start for start, _ in match.spans("point")[1:])]
        ends = [*(end for _, end in match.spans("point")[:-1]), match.end()]
        bound = bound_of(match["bound"]) or ("on_or_before" if window else None)
        for start, end, point in zip(starts, ends, points, strict=True):
            assert point is not None
            scan.add_each_year(start, end, point, bound)


# The end of such a window: "năm sau", "năm sau liền kề"; not "năm trước"
_NEXT_YEAR = r"năm\s+(?:liền\s+)?sau(?:\s+liền\s+kề)?$"
# What a yearly window ends with: "hằng năm", "năm trước", "năm liền kề"; not "năm 2025"
_EACH_YEAR = re.compile(r"(?:hằng|hàng|mỗi)\s+năm|năm\s+(?:trước|sau|liền)")
# A day or window of each year: "trước ngày 15/12 hằng năm", "quý IV hằng năm", "trong quý II của năm trước liền kề
# năm kế hoạch"; not "quý IV năm 2025"
_YEARLY = (
    r"(?<!\w)(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)?(?P<inside>trong\s+)?"
    r"(?:định\s+k[ỳì]\s+)?(?P<from>từ\s+(?:<<POINT>>|(?:ngày\s+)?\d{1,2})\s*(?:đến|[-–])\s*(?:hết\s+)?)?"
    r"(?P<point><<POINT>>)(?:\s*(?:,|;|và)\s*(?:và\s+)?(?:<<bounds.before>>\s+|<<bounds.on_or_before>>\s+)?(?P<point><<POINT>>)){0,12}"
    r"\s+(?:của\s+)?(?:(?:hằng|hàng|mỗi)\s+năm|năm\s+(?:trước|sau|liền)(?:\s+(?:liền|kế)\s*(?:kề|trước|tiếp"
    r"|sau)?)*(?:\s+năm\s+kế\s+hoạch)?)(?![\w])"
)
# The same behind its year: "Hằng năm, trước ngày 15/12", "hằng năm vào tháng 12"; not "hằng năm, 15 lớp"
_YEARLY_AHEAD = (
    r"(?<!\w)(?<!ngân\s)(?:hằng|hàng|mỗi)\s+năm\s*(?:[,:(]\s*|\s)(?:(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)"
    r"|(?:vào|trong)\s+)?(?P<point><<POINT>>)(?:\s*(?:,|;|và)\s*(?:và\s+)?(?P<point><<POINT>>)){0,12}(?!\w)\)?"
)
