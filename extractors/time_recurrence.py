"""Times that come back: reporting periods, days and windows of each month or year, frequencies, "hằng năm"."""

from __future__ import annotations

import regex as re

from extractors.rrules import frequency_rule
from extractors.time_nouns import in_purpose, named_by_result, names_daily, names_something, starts_statement
from extractors.time_points import Point, quarter_of
from extractors.time_scan import WIDER, Scan
from extractors.time_weekdays import DAYS, weekdays_in
from extractors.time_words import bound_of, compiled, number_of, unit_of


def report_lists(scan: Scan) -> None:
    """Reporting periods: "báo cáo định kỳ quý, 6 tháng, năm" recurs as often as the shortest of them asks."""
    patterns = [REPORT_LIST, _ONLY_KINDS_OF_REPORT] if scan.cell else [REPORT_LIST]
    for match in (m for template in patterns for m in list(scan.matches(compiled(template)))):
        if match.re is compiled(_ONLY_KINDS_OF_REPORT) and _names_a_quarter(match["list"]):
            continue
        months = [_months_of(item) for item in re.split(_BETWEEN_KINDS, match["list"]) if item.strip()]
        every = 3 if 9 in months else min(months)
        rule = frequency_rule("month", every) if every < 12 else frequency_rule("year")
        scan.add(*match.span(), "recurring", rrule=rule, inferred=(WIDER,) if _names_a_day(scan, *match.span()) else ())


def _names_a_quarter(kinds: str) -> bool:
    """ "Quý I và cả năm" is a quarter and the year; "Quý I, 6 tháng, 9 tháng" are reporting periods."""
    return bool(re.search(r"qu[ýí]\s+[iv\d]", kinds)) and not re.search(r"\d\s+tháng", kinds)


# One reporting period: "tháng", "quý I", "6 tháng", "cả năm"; not "năm 2025", "6 tháng đầu năm 2025"
_KIND_OF_REPORT = (
    r"(?:(?:hằng|hàng|cả|báo\s+cáo)\s+)*(?:tháng(?!\s*\d)|qu[ýí](?:\s+(?:[iv]+|\d)(?!\w))?|0?[369]\s+tháng"
    r"(?!\s*/)(?:\s+đầu\s+năm)?|năm(?!\s+học))(?!\s*[\d/]|\w)"
)
# Several in a row: "Quý I, 6 tháng, 9 tháng và báo cáo năm", "tháng, quý, năm"; not "6 tháng, 03 người"
_KINDS_OF_REPORT = rf"(?P<list>{_KIND_OF_REPORT}(?:(?:\s*[,;]\s*(?:và\s+)?|\s*/\s*|\s+và\s+){_KIND_OF_REPORT})+)"
# … alone in a cell: "Quý, năm", "- 6 tháng và cả năm."; not "Quý, năm 2025"
_ONLY_KINDS_OF_REPORT = rf"^\W*{_KINDS_OF_REPORT}\W*$"
# What stands between two: ", ", " và "; not " hoặc "
_BETWEEN_KINDS = r"[,;/]|\bvà\b"
# … after what makes them periods of reports: "báo cáo CCHC định kỳ quý, năm"; not "kế hoạch quý, năm"
REPORT_LIST = r"(?<!\p{L})(?:báo\s+cáo|định\s+k[ỳì])\s+(?:\p{L}+\s+){0,2}(?:định\s+k[ỳì]\s+)?\(?" + _KINDS_OF_REPORT
_MONTHS_OF = {"tháng": 1, "quý": 3, "quí": 3, "năm": 12}


def _months_of(period: str) -> int:
    """The length of a reporting period: "quý i" -> 3, "6 tháng" -> 6."""
    if count := re.search(r"\d+(?=\s+tháng)", period):
        return int(count[0])
    return next((months for word, months in _MONTHS_OF.items() if re.search(rf"\b{word}\b", period)), 3)


def days_of_each(scan: Scan) -> None:
    """Days of each month or quarter: "trước ngày 25 hằng tháng", "ngày 15 của tháng cuối quý"."""
    for match in list(scan.matches(compiled(_DAY_OF), numbers=True)):
        days = [int(d) for d in re.findall(r"\d+", match["days"])]
        if not all(1 <= day <= 31 for day in days):
            continue
        if not match["bound"] and not scan.loose(match.start()) and named_by_result(scan, match.start()):
            continue
        listed = ",".join(map(str, days))
        rule = f"FREQ=MONTHLY;BYMONTHDAY={listed}"
        bound = bound_of(match["bound"]) or ("on_or_before" if match["from"] else None)
        if match["which"]:
            if not match["of"] and not match["quarterly"]:
                scan.add(*match.span(), "unknown")  # "ngày 20 của tháng cuối": of what?
                continue
            quarters = [quarter_of(number) for number in re.findall(r"\w+", match["numbers"] or "") if number != "và"]
            months = [3 * quarter - 2 + ("đầu", "giữa", "cuối").index(match["which"]) for quarter in quarters or _ALL]
            if len(days) == 1 and (match["year"] or (len(months) == 1 and len(scan.years) < 2)):
                _days_in_quarters(scan, match, days[0], months, bound)
                continue
            rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(set(months))))};BYMONTHDAY={listed}"
        elif not match["named"] and not bound and not scan.loose(match.start()):
            continue
        scan.add(*match.span(), "recurring", bound=bound, rrule=rule)
    for match in list(scan.matches(compiled(_DAY_AFTER_EACH), numbers=True)):
        days = [int(d) for d in re.findall(r"\d+", match["days"])]
        if all(1 <= day <= 31 for day in days) and not (match["between"] and names_something(scan, match.start())):
            rule = f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, days))}"
            scan.add(*match.span(), "recurring", bound=bound_of(match["bound"]), rrule=rule)
    for match in list(scan.matches(compiled(_DAY_OF_NO_MONTH), numbers=True)):
        rule = frequency_rule(unit_of(match["unit"] or match["ahead"]))
        scan.add(*match.span(), "recurring", bound=bound_of(match["bound"]), rrule=rule, inferred=(WIDER,))


_ALL = (1, 2, 3, 4)


def _days_in_quarters(scan: Scan, match: re.Match[str], day: int, months: list[int], bound: str | None) -> None:
    """A day of printed quarters, once: "ngày 25 của tháng cuối quý I, II/2026"."""
    numbers = list(re.finditer(r"(?!và)\w+", match["numbers"]))
    year = int(match["year"]) if match["year"] else None
    for at, (number, month) in enumerate(zip(numbers, months, strict=True)):
        start = match.start("numbers") + number.start() if at else match.start()
        end = match.start("numbers") + number.end() if at < len(numbers) - 1 else match.end()
        scan.add_point(start, end, Point("date", year, (month, day), (month, day)), bound)


# A month by its place in the quarter: "tháng cuối quý", "của tháng cuối của mỗi quý", "tháng cuối quý I, II/2026",
# "tháng cuối"; not "tháng cuối năm"
_MONTH_OF_QUARTER = (
    r"(?:của\s+)?tháng\s+(?P<which>đầu|giữa|cuối)(?:(?:\s+cùng)?(?:\s+của)?\s+(?:(?:mỗi|từng|hằng|hàng|các)\s+)?"
    r"(?P<of>qu[ýí]|kỳ(?:\s+báo\s+cáo)?)(?:\s*(?P<numbers>(?:iv|i{1,3}|[1-4])(?:\s*(?:,|và)\s*(?:qu[ýí]\s+)?(?:iv|i{1,3}|[1-4]))*)"
    r"(?:\s*(?:/|năm)\s*(?P<year>\d{4}))?)?|(?!\s+(?:cùng|của|\p{L}*\s*năm)))(?![\d/]|\w)"
)
# A day of each month, quarter or year: "trước ngày 25 hằng tháng", "Định kỳ ngày 20 hàng tháng", "ngày 15 của tháng
# cuối quý"; not a day of a printed month ("ngày 15 tháng 6")
_DAY_OF = (
    r"(?<!\w)(?P<quarterly>(?:định\s+k[ỳì]\s+)?(?:hằng|hàng|mỗi)\s+qu[ýí](?!\w)\s*[,:(]?\s*(?:\p{L}+\s+){0,6}?)?"
    r"(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)?(?:định\s+k[ỳì]\s+)?(?:vào\s+)?"
    r"(?P<from>từ\s+(?:ngày\s+)?\d{1,2}\s*(?:đến|[-–])\s*(?:hết\s+)?)?<<CLOCK>>"
    r"(?P<named>(?:các\s+)?ngày\s+)?(?<![\d/.,\-]\s*|m[ùồ]ng\s+)(?P<days>\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{1,2})*)(?:\s+|\s*/\s*)"
    rf"(?:{_MONTH_OF_QUARTER}|(?:của\s+)?(?P<month>(?:hằng|hàng|mỗi|các)\s+tháng|tháng\s+(?:tiếp\s+theo|sau|kế\s+tiếp"
    r"|báo\s+cáo)|(?<=của\s)tháng(?!\s+(?:đầu|giữa|cuối)))(?!\s*\d|\w))"
)
# The same behind its month: "Hằng tháng, trước ngày 25", "mỗi tháng vào ngày 5 và 20", "hằng tháng báo cáo trước ngày
# 20"; not "hằng tháng, trước ngày 25/6"
_DAY_AFTER_EACH = (
    r"(?<!\w)(?:định\s+k[ỳì]\s+)?(?<!ngân\s)(?:hằng|hàng|mỗi)\s+tháng(?:\s*[,:(]?\s*|(?P<between>,?\s+(?:(?!trước|hằng|hàng|mỗi)\p{L}+\s+){1,8}?)"
    r"(?=<<bounds.before>>\s|<<bounds.on_or_before>>\s))(?:(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)|vào\s+)?"
    r"(?:các\s+)?ngày\s+(?P<days>\d{1,2}(?:\s*(?:,|và)\s*(?:ngày\s+)?\d{1,2})*)(?!\d|\s*(?:[/.-]\s*\d|/|tháng))\)?"
)
# A day beside a longer time, of which month it does not say: "trước ngày 20 mỗi quý", "hằng năm, trước ngày 05"; not
# "trước ngày 20/6 hằng năm"
_DAY_OF_NO_MONTH = (
    r"(?<!\w)(?:(?<!ngân\s)(?:hằng|hàng|mỗi)\s+(?P<ahead>qu[ýí]|năm)(?:\s*[,:(]?\s*|,?\s+(?:(?!trước)\p{L}+\s+){1,6}?)"
    r"(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)(?:ngày\s+)\d{1,2}(?!\d|\s*(?:[/.,-]\s*\d|/|của|và|các|tháng))"
    r"|(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)?(?:vào\s+)?ngày\s+\d{1,2}\s*/?\s*(?:của\s+)?"
    r"(?:mỗi|hằng|hàng)\s+(?P<unit>qu[ýí]|năm)(?!\w))"
)


def frequencies(scan: Scan) -> None:
    """So many times in so many periods: "02 lần/năm", "6 tháng/lần"."""
    counted = "lần" in scan.text or compiled(_STROKE).search(scan.text)  # a plain search is much the faster
    for match in list(scan.matches(compiled(_TIMES))) if counted else ():
        # "02 lần/năm vào tháng 6/2025 và tháng 11/2025" is the two months only
        end = match.end()
        near = [scan.starting[at] for at in range(end, end + 13) if at in scan.starting]
        dated = any(d.kind in ("month", "date", "quarter") for d in near)
        if dated and re.match(_NAMELY, scan.text[end : end + 30]):  # also in brackets: "(tháng 6, tháng 12)"
            scan.close(*match.span())
            continue
        groups = match.capturesdict()
        if not all(number_of(number) for number in (*groups["k"], *groups["n"])):
            continue  # "0 lần/năm"
        every = number_of(groups["n"][0]) if groups["n"] else 1
        rule = frequency_rule(unit_of(groups["unit"][0]), every, number_of(groups["k"][0]))
        day = compiled(_ON_WEEKDAY).match(scan.text, end) if rule == "FREQ=WEEKLY" else None
        if day:
            rule, end = f"{rule};BYDAY={','.join(weekdays_in(day['days']))}", day.end()
        scan.add(match.start(), end, "recurring", rrule=rule)
    for match in list(scan.matches(compiled(_EVERY))) if "lần" in scan.text or "định k" in scan.text else ():
        if not number_of(match["n"]):
            continue
        rule, bound = frequency_rule(unit_of(match["unit"]), number_of(match["n"])), None
        if match["when"]:
            named = re.search(DAYS, match["when"])
            if named and rule.startswith("FREQ=WEEKLY"):
                rule, bound = (
                    f"{rule};BYDAY={','.join(weekdays_in(named[0]))}",
                    "before" if "trước" in match["when"] else None,
                )
        end = match.end() if bound or "BYDAY" in rule or not match["when"] else match.start("when")
        scan.add(match.start(), end, "recurring", bound=bound, rrule=rule)


# What is counted, before its stroke: "đợt/", "cuộc /"; not "số 5/"
_STROKE = r"(?:<<frequency.others>>|<<frequency.sittings>>)\s*/"
# The other way round: "ít nhất 01 lần/năm", "02 lần mỗi quý", "mỗi quý một lần", "một năm hai lần"; not "02 lần liên
# tiếp"
_TIMES = (
    r"(?<!\w)(?:(?:<<frequency.leads>>\s+)*(?<![\d/,.])(?P<k>\d{1,2}|một|hai|ba|bốn)"
    r"(?:\s*-\s*\d{1,2})?\s+(?:lần\s*(?:/|trong\s+|trên\s+|mỗi\s+|một\s+|hằng\s+|hàng\s+)|<<frequency.others>>\s*/|<<frequency.sittings>>\s*/(?=\s*(?:tháng|qu[ýí]|năm)))\s*(?:mỗi\s+)?(?:"
    r"(?P<n>\d{1,2}|một)\s+)?(?P<unit><<frequency.units>>)(?!\s+(?:học|đầu|cuối))"
    r"|(?:<<frequency.leads>>\s+)*(?<!ngân\s)(?:mỗi|một|hằng|hàng|0?1)\s+(?P<unit><<frequency.units>>)(?!\s+học),?\s+"
    r"(?:(?!lần|ngày|tháng|quý|tuần|năm)\p{L}+\s+){0,5}?(?:<<frequency.leads>>\s+)*"
    r"(?P<k>\d{1,2}|một|hai|ba|bốn)\s+lần(?!\s+thứ))"
)
# A frequency: "ít nhất 6 tháng/lần", "02 tuần một lần (trước 16 giờ thứ Sáu)", "định kỳ 6 tháng"; not "lần thứ 2"
_EVERY = (
    r"(?<!\w)(?:(?:<<frequency.leads>>\s+)*(?<![\d/])(?P<n>\d{1,2}|một|hai|ba|sáu)\s+"
    r"(?P<unit><<frequency.units>>)\s*(?:/|mỗi\s+)?\s*(?:0?1|một)?\s*lần(?!\s+thứ)"
    r"(?P<when>\s*\([^()]{0,60}\))?|(?:định\s+k[ỳì])\s+(?:(?:mỗi|hằng|hàng)\s+)?(?P<n>\d{1,2})\s+(?P<unit>tuần"
    r"|tháng|năm)(?!\s+(?:đầu|cuối))(?![\w/]))"
)
# The days of a weekly frequency: " vào sáng thứ Hai", " (thứ 2, thứ 5)"; not " tại lớp thứ hai"
_ON_WEEKDAY = (
    r",?\s*(?P<bracket>\()?(?:vào\s+)?(?:(?:các|đầu\s+giờ|sáng|chiều|ngày)\s+)*"
    + rf"(?P<days>{DAYS})"
    + r"(?(bracket)\s*\)?)"
)
# The times of a frequency follow: " vào tháng 6", ": gồm"; not " cho học sinh"
_NAMELY = r"\s*[(:,]?\s*(?:vào|trong|gồm)|\s*[(:]\s*(?:tháng|qu[ýí]|ngày)\s"


def recurrences(scan: Scan) -> None:
    """Every so often, without a number: "Hằng năm", "định kỳ hàng tháng", in cells "cuối mỗi quý"."""
    order = ("day", "week", "month", "quarter", "year")
    for match in list(scan.matches(compiled(_EACH))) if re.search(_EACH_WORD, scan.text) else ():
        pause = compiled(_PAUSE).match(scan.text, match.end())
        behind = scan.starting.get(pause.end()) if pause else None
        if behind and behind.kind == "recurring":
            continue  # "Hằng quý, ngày 15 của tháng cuối quý": the rule behind it says more
        loose = scan.loose(match.start())
        often = unit_of(match["unit"]) in ("day", "week")
        named = (names_daily if often else names_something)(scan, match.start())
        if not loose and (named or in_purpose(scan, match.start(), "conditions.purposes")):
            continue
        if not loose and compiled(_RATE).search(scan.clause(match.end())):
            continue
        units = [match["unit"], *re.findall(_FURTHER_UNIT, match["more"])]
        rule, end = frequency_rule(min((unit_of(u) for u in units), key=order.index)), match.end()
        day = compiled(_ON_WEEKDAY).match(scan.text, end) if rule == "FREQ=WEEKLY" else None
        if day:  # "hằng tuần (sáng thứ Hai)"
            rule, end = f"{rule};BYDAY={','.join(weekdays_in(day['days']))}", day.end()
        told = rule.startswith(("FREQ=DAILY", "FREQ=WEEKLY")) or not _names_a_day(scan, match.start(), end)
        scan.add(match.start(), end, "recurring", rrule=rule, inferred=() if told else (WIDER,))
    for match in list(scan.matches(compiled(_END_OF_EACH))):
        at = match.start()
        joined = compiled(_JOINED).search(scan.text, max(0, at - NEAR), at)
        before = scan.ending.get(joined.start()) if joined else None
        goes_on = before is not None and before.kind == "recurring"
        word = compiled(_WORD).search(scan.text, max(0, at - NEAR), at)
        if match["week"] or goes_on or (not word and _free(scan, at)):
            scan.add(*match.span(), "recurring", rrule=frequency_rule(unit_of(match["unit"])))


def _names_a_day(scan: Scan, start: int, end: int) -> bool:
    """Whether a day without a month stands beside a recurrence that says no more, whose end is then not meant."""
    left, right = scan.clause(start)[-20:], re.split(r"[.;\n]", scan.text[end : end + 80])[0]
    return bool(compiled(_DAY_ALONE + r"[\s/,(]*$").search(left) or compiled(_DAY_ALONE).search(right))


# A day without a month: "trước ngày 20", "mùng 5"; not "trước ngày 20/6", "ngày 15 tháng 3", "trước 10 giờ"
_DAY_ALONE = (
    r"(?<!\p{L})(?:<<bounds.before>>\s+(?:ngày\s+)?|<<bounds.on_or_before>>\s+(?:ngày\s+)?|vào\s+ngày\s+|m[ùồ]ng\s+)"
    r"\d{1,2}(?![\d%]|\s*(?:[/.,-]\s*\d|tháng|giờ|h|ngày|lần))"
)
NEAR = 40
"""Characters before a recurrence in which stands what it goes on."""
# Without one of these nothing recurs in words: "hằng", "mỗi"; not "hẳng"
_EACH_WORD = r"hằng|hàng|mỗi"
# Nothing but a pause between two times: ", ", " ("; not " và "
_PAUSE = r"\s*[,:(]?\s*"
# So much each year, which is how much and not when: "15.000 lao động mỗi năm"; not "tổ chức 02 hội nghị mỗi năm"
_RATE = (
    r"(?<!\d)(?:\d{1,3}(?:\.\d{3})+|\d{4,})\s+(?:(?!<<names.meetings>>|lần|đợt|cuộc)\p{L}+\s+){1,3}"
    r"mỗi\s+(?:năm|tháng|qu[ýí])$"
)
# A plain recurrence: "Hằng năm", "định kỳ hàng tháng", "hằng tháng, quý, năm"; not "ngân hàng năm 2025", "hàng năm
# 2026"
_EACH = (
    r"(?<!\b(?:ngân|bán|mua|cửa|mặt|khách|nhà|đơn|gian|kiện|lô|xếp)\s)(?:định\s+k[ỳì]\s+)?(?<![\p{L}])(?:hằng"
    r"|hàng|mỗi)\s+(?P<unit><<frequency.units>>)(?!\s*\d|\w|\s+(?:học|một|hai)\b)"
    r"(?P<more>(?:(?:\s*[,/]\s*|\s+và\s+)(?:(?:định\s+k[ỳì]\s+)?(?:hằng|hàng|mỗi)\s+)?(?:<<frequency.units>>"
    r"|[369]\s+tháng)(?!\s*\d|\w|\s+học))*)"
)


def _free(scan: Scan, at: int) -> bool:
    return scan.loose(at) or starts_statement(scan, at)


# What joins a time to the recurrence before it: ", ", " và "; not ", hội nghị "
_JOINED = r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)$"
# A word or figure right before: "hội nghị ", "6 "; not ", "
_WORD = r"[\p{L}\d]\s+$"
# The end of each year or quarter, in cells and at the start of a statement: "cuối năm", "cuối mỗi quý"; not "cuối năm
# 2025"
_END_OF_EACH = (
    r"(?<![\p{L}])(?:(?P<week>(?:vào|trong)\s+(?:tuần\s+(?:đầu|cuối)|ngày\s+cuối(?:\s+cùng)?)\s+(?:của\s+)?)|(?:ngày\s+)?cuối\s+)(?:mỗi\s+|hằng\s+|hàng\s+)?"
    r"(?P<unit>năm|qu[ýí]|tháng|tuần)(?!\s*[\div]|\w|\s+(?:học|thứ))"
)
# The units that go on a list: "tuần", "quý"; not the "tháng" of "6 tháng"
_FURTHER_UNIT = r"(?<!\d\s)(?:ngày|tuần|tháng|qu[ýí]|năm)"
