"""Days counted: from the issue of the plan, from a printed day, from an event, or back from one."""

from __future__ import annotations

import calendar
import datetime as dt

import regex as re

from extractors.time_conditions import STRETCH, is_measured
from extractors.time_nouns import is_cutoff
from extractors.time_points import calendar_date, read_point
from extractors.time_scan import HOLIDAYS, ISSUED, Scan
from extractors.time_words import compiled, unit_of
from extractors.working_days import working_days_after


def counted_days(scan: Scan) -> None:
    """Days counted from the issue of the plan (a date, where that is known) or from an event (a condition)."""
    for template in (_DAYS_BEFORE, _DAYS_AHEAD) if "trước" in scan.text else ():
        for match in list(scan.matches(compiled(template))):
            scan.add(*match.span(), "conditional", bound="before")
    for match in list(scan.matches(compiled(_COUNTED))):
        lead = " ".join(match["lead"].split())
        origin, alone = match["origin"], scan.cell and scan.text.strip() == match.group().strip()
        if not origin and not alone and "hết thời hạn" not in lead:
            continue
        if origin and compiled(_PRINTED_PERIOD).match(scan.text, match.start("origin")):
            continue  # "30 ngày, kể từ ngày 15/3/2026 đến ngày 14/4/2026": the period says it all
        end = match.end()
        own = compiled(_OWN_ISSUE).match(scan.text, match.start("origin")) if origin else None
        if not own and not scan.loose(match.start()) and is_measured(scan, match.start()):
            scan.close(*match.span())  # "tỷ lệ có việc làm 06 tháng sau khi ra trường"
            continue
        if own:
            end = own.end()
        due: dt.date | None = None
        inferred: tuple[str, ...] = (ISSUED, HOLIDAYS) if match["working"] else (ISSUED,)
        if match["working"]:
            if own and match["unit"] == "ngày" and scan.issued:
                due = working_days_after(scan.issued, int(match["n"]))
        elif (own or not origin) and match["unit"] != "giờ" and scan.issued:
            due = _later(scan.issued, int(match["n"]), unit_of(match["unit"]))
        if printed := _from_printed_day(scan, match) if origin else None:
            due, inferred, end = printed
        after = lead.startswith(("hết", "sau"))
        if due:
            scan.add(match.start(), end, "date", last=due, bound=None if after else "on_or_before", inferred=inferred)
        elif origin or alone or not scan.issued:
            scan.add(match.start(), end, "conditional", bound=None if after else "on_or_before")
    for match in list(scan.matches(compiled(_SINCE_ISSUE))):
        own = compiled(_OWN_ISSUE).match(scan.text, match.start("origin"))
        if own and compiled(_IN_FORCE).search(scan.clause(match.start())):
            scan.close(match.start(), own.end())
        elif own and not is_cutoff(scan, match.start()):
            until = compiled(_UNTIL).match(scan.text, own.end())
            point = read_point(until["point"]) if until else None
            year, of_year = scan.year_of(point) if point else (None, ())
            if until and point and year is not None:
                counted = (*of_year, *((ISSUED,) if scan.issued else ()))
                scan.add(match.start(), until.end(), "period", first=scan.issued, last=point.end(year),
                         inferred=counted)  # fmt: skip
                continue
            onward = compiled(_ONWARD).match(scan.text, own.end())
            kind = "period" if scan.issued else "conditional"
            scan.add(match.start(), onward.end() if onward else own.end(), kind, first=scan.issued,
                     inferred=(ISSUED,) if scan.issued else ())  # fmt: skip


def _from_printed_day(scan: Scan, match: re.Match[str]) -> tuple[dt.date, tuple[str, ...], int] | None:
    """The last day of a count from a printed day ("trong 45 ngày kể từ ngày 15/3/2026"), what it is inferred from, and
    where the words end; None where it counts from something else, or what was counted is over.

    Nothing but the printed words makes the day, so only its year and the holidays are inferred."""
    day = compiled(_PRINTED_DAY).match(scan.text, match.start("origin"))
    point = read_point(day["point"]) if day else None
    year, of_year = scan.year_of(point) if point else (None, ())
    first = point.end(year) if point and point.kind == "date" and year is not None else None
    if day is None or first is None or match["unit"] == "giờ":
        return None
    if not match["working"]:
        due = _later(first, int(match["n"]), unit_of(match["unit"]))
    else:
        due = working_days_after(first, int(match["n"])) if match["unit"] == "ngày" else None
    if due is None or (not scan.loose(match.start()) and scan.issued is not None and due < scan.issued):
        return None
    return due, (*of_year, HOLIDAYS) if match["working"] else of_year, day.end()


# A printed day to another: "ngày 15/3/2026 đến ngày 14/4/2026"; not "ngày 15/3/2026"
_PRINTED_PERIOD = r"ngày\s+<<POINT>>\s*(?:đến|tới|[-–])\s*(?:hết\s+)?(?:ngày\s+)?\d"
# A printed day that is all that is counted from: "ngày 15/3/2026", "thời điểm 01/7/2026"; not "ngày 15/3/2026 đến
# ngày", "ngày 15/3/2026 của Quyết định"
_PRINTED_DAY = (
    r"(?:(?:ngày|thời\s+điểm)\s+)+(?P<point><<POINT>>)(?!\s*(?:đến|tới|[-–]|của|về)(?!\p{L})|\s*\(?\s*ngày\s+\p{L})"
)
# A count of days: "100 ngày kể từ ngày ban hành Kế hoạch", "sau 30 ngày kể từ ngày nhận được …",
# "Hết thời hạn 100 ngày"; not "ngày 100"
_COUNTED = (
    r"(?<!\w)(?P<lead>(?:(?:hoàn\s+thành|chậm\s+nhất|muộn\s+nhất|hết|trong|sau|thời\s+hạn|vòng|là|không\s+quá"
    r"|tối\s+đa)\s+)*)(?<![\d/,.])(?P<n>\d{1,3})\s+(?P<unit>ngày|tuần|tháng|giờ)(?P<working>\s+làm\s+việc)?,?\s*"
    r"(?P<from>(?:kể\s+từ|tính\s+từ|từ(?!\s+ngày\s+\d)|sau)\s+(?P<origin>(?:ngày|khi|thời\s+điểm)\s+" + STRETCH + "))?"
)
# The issue of this very plan: "ngày ban hành Kế hoạch", "ngày Kế hoạch được ban hành", "ngày ký"; not
# "ngày ban hành Luật"
_OWN_ISSUE = (
    r"(?:ngày|khi)\s+(?:(?:ký\s*,?\s*)?ban\s+hành(?:\s+(?:kế\s+hoạch|(?:quyết\s+định|văn\s+bản|phương\s+án"
    r"|chương\s+trình|chỉ\s+thị)\s+này))?|ký(?:\s+ban\s+hành)?(?:\s+kế\s+hoạch)?"
    r"|(?:kế\s+hoạch|(?:quyết\s+định|văn\s+bản|phương\s+án|chương\s+trình)\s+này)(?:\s+này)?\s+(?:được\s+)?"
    r"(?:ký\s+)?(?:ban\s+hành|có\s+hiệu\s+lực))(?:\s+(?:kế\s+hoạch\s+)?này)?"
    r"(?=\s*(?:$|[.,;:()\n]|trở\s+đi|đến|và\b|phải|để|các\b|theo\b))"
)
# Open at the end: "Từ ngày ban hành Kế hoạch trở đi", "kể từ ngày ban hành Kế hoạch"; not "đến ngày ban
# hành"
_SINCE_ISSUE = r"(?<![\p{L}])(?:kể\s+)?từ\s+(?P<origin>(?:ngày|khi)\s+)"
# What is in force from then on: "Thay thế Kế hoạch số 20/KH-SYT kể từ ngày ký"; not "Triển khai kể từ ngày ký"
_IN_FORCE = r"(?<![\p{L}])<<names.in_force>>(?![\p{L}])"
# Behind it, the end: " đến hết ngày 31/12/2026"; not " đến nay"
_UNTIL = r"\s*(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+)?(?P<point><<END>>)"
# Behind it, open at the end: " trở đi"; not " đến"
_ONWARD = r"\s*trở\s+đi"
# Days before an event: "trước thời hạn Sở nhập báo cáo ít nhất 5 ngày làm việc", "trước hội nghị 02 ngày"; not "trước
# ngày 05/6"
_DAYS_BEFORE = (
    r"(?<![\p{L}])trước\s+(?!ngày\s+\d)(?:[^\d.,;:()\n]){3,60}?\s(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\d{1,2}\s+ngày"
    r"(?:\s+làm\s+việc)?(?!\s*/)(?![\p{L}])"
)


# The other way round: "chậm nhất 05 ngày làm việc trước ngày 10/12/2026", "ít nhất 03 ngày trước khi họp", "trước
# 05 ngày
# so với ngày tổ chức"; not "trong 05 ngày, trước ngày 10/12"
_DAYS_AHEAD = (
    r"(?<!\w)(?:(?:(?:chậm|muộn|ít)\s+nhất|tối\s+thiểu)\s+(?:là\s+)?)?(?<![\d/,.])\d{1,3}\s+(?:ngày|tuần)(?:\s+làm\s+việc)?"
    r"\s+trước\s+(?:<<POINT>>|(?:ngày|khi|thời\s+điểm)\s+"
    + STRETCH
    + r"|<<events.moments>>(?!\p{L})|<<events.meetings>>(?!\p{L}))"
    r"|(?<![\p{L}])trước\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\d{1,2}\s+(?:ngày|tuần|tháng)(?:\s+làm\s+việc)?\s+so\s+với\s+"
    + STRETCH
)


def _later(day: dt.date, count: int, unit: str) -> dt.date | None:
    """`count` days, weeks or months after `day`; a day that the month lacks is its last."""
    if unit == "month":
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        return calendar_date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    try:
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    except OverflowError:  # beyond the calendar's last year
        return None
