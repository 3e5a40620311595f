"""Times that hang on something else: conditions ("khi có mưa"), events, days counted from a day or an event."""

from __future__ import annotations

import calendar
import datetime as dt

import regex as re

from extractors.time_nouns import FINISH, in_purpose, is_cutoff, left_is
from extractors.time_points import calendar_date, read_point
from extractors.time_scan import HOLIDAYS, ISSUED, Scan
from extractors.time_words import compiled, unit_of
from extractors.working_days import working_days_after


def conditions(scan: Scan) -> None:
    """Conditions that start the work ("khi có mưa", "theo lộ trình …"), not those that describe a thing."""
    triggers = compiled("(?:<<conditions.triggers>>)")
    for match in compiled(_CONDITION).finditer(scan.text):
        start, end = match.span()
        if any(s <= start < e for s, e in scan.closed):
            continue
        end = min([s for s, e in scan.closed if start < s < end], default=end)
        phrase = scan.text[start:end].rstrip(" ,")
        if len(phrase.split()) < 2 or compiled("(?:<<conditions.manner>>)").fullmatch(phrase):
            continue
        if match["when"] and not match["rel"] and left_is(scan, start, "<<conditions.not_after>>"):
            continue
        if match["when"] and not scan.loose(start) and not triggers.match(phrase):
            plain = phrase.startswith("khi")
            if plain and scan.text[:start].rstrip().endswith("("):
                continue
            aim = "conditions.aims" if match["rel"] == "trước" else "conditions.purposes"
            at_once = match["when"].startswith("ngay")
            if not at_once and in_purpose(scan, start, aim):
                continue
            if match["rel"] != "trước" and _measured(scan, start):
                continue
            assured = match["rel"] == "trước" and in_purpose(scan, start, "conditions.assurances")
            if assured and not compiled(FINISH).search(scan.clause(start)):
                continue
        bound = "before" if match["rel"] == "trước" else None
        scan.add(start, start + len(phrase), "conditional", bound=bound)


# What a condition may run over, up to a stop: "mưa trên 50,5 mm", "vượt mức (cấp 3) tại hồ"; not the ", để" behind it
_STRETCH = (
    r"(?:(?!\s(?:<<conditions.stops>>)(?![\p{L}]))(?:[^.,;:()\n“”]|[.,](?=\d)|(?<=[\d\p{L}])\([^()\n]{1,40}\)"
    r"|\s\([^()\n]{1,40}\)|“[^”\n]{1,80}”|,(?=\s*(?:của|và|hoặc)\s)))+"
)
# A condition: "khi có mưa", "ngay sau khi …", "trước khi …", "theo lộ trình …"; not "trong khi", "đôi khi"
_CONDITION = (
    r"(?<![\p{L}])(?:(?P<when>(?:ngay\s+)?(?:(?P<rel>sau|trước)\s+)?khi)|theo\s+(?:đúng\s+)?lộ\s+trình)\s+" + _STRETCH
)


def _measured(scan: Scan, at: int) -> bool:
    """ "100% các cuộc kiểm tra khi …" is what is measured, not when something is done."""
    return bool(re.match(_SHARE, scan.clause(at)))


# A clause that opens with a share or a rate: "- 100% các cuộc kiểm tra", "phấn đấu 95,5 % hồ sơ", "tỷ lệ người bệnh …";
# not "95% hồ sơ được cấp"
_SHARE = (
    r"\s*[-+•*]?\s*(?:phấn\s+đấu\s+)?(?:\d+(?:[.,]\d+)?\s*%|(?:t[ỷỉ]\s+lệ|mức\s+độ)(?!\p{L}))"
    r"(?:(?!\s(?:được|phải)\s).)*$"
)


def events(scan: Scan) -> None:
    """Events and seasons: "trước mùa mưa" is a condition, "trong suốt mùa mưa" a period without dates."""
    if scan.cell:
        for match in list(scan.matches(compiled(_BARE_EVENT))):
            scan.add(*match.span("event"), "period")
    if not re.search(r"trước|sau|trong", scan.text):
        return
    if not scan.cell:
        for match in list(scan.matches(compiled(_THROUGHOUT))):
            scan.add(*match.span(), "period")
    for match in list(scan.matches(compiled(_MEETING))):
        if scan.loose(match.start()) or compiled(_DONE).search(scan.clause(match.start())) or match["at_once"]:
            scan.add(*match.span(), "conditional", bound="before" if match["rel"] == "trước" else None)
    for match in list(scan.matches(compiled(_EVENT))):
        if match["rel"]:
            before = match["rel"] == "trước"
            scan.add(*match.span(), "conditional", bound="before" if before else None)
        elif (
            scan.loose(match.start())
            or "suốt" in match.group()
            or not (
                in_purpose(scan, match.start(), "conditions.assurances")
                or in_purpose(scan, match.start(), "conditions.purposes")
            )
        ):
            scan.add(*match.span(), "period")


# Throughout something that has an end: "trong suốt thời gian diễn ra lễ hội", "trong suốt mùa dịch sốt xuất huyết"; not
# "trong suốt năm 2026", "trong suốt quá trình công tác"
_THROUGHOUT = (
    r"(?<![\p{L}])trong\s+suốt\s+(?:thời\s+gian\s+(?:diễn\s+ra|tổ\s+chức|nghỉ|triển\s+khai|thực\s+hiện)|mùa|đợt|kỳ|chiến\s+dịch)"
    r"(?![\p{L}])(?:\s+(?!để\s|nhằm\s|phải\s|và\s)\p{L}+){0,6}"
)
# An event or season that is the whole time of a cell or line: "Dịp Tết Nguyên đán", "Mùa mưa năm 2026"; not "trước Tết"
_BARE_EVENT = (
    r"(?:^|[\n;])[\s\-+•*]*(?P<event>(?:(?:vào|trong)\s+)?(?:dịp\s+)?(?:<<events.seasons>>|<<events.moments>>)(?![\p{L}])"
    r"(?:\s+\p{L}+){0,4}?(?:\s+(?:năm\s+)?\d{4})?)(?=\s*(?:$|[\n;,.(]))"
)
# A meeting as a limit: "trước Hội nghị", "ngay sau kỳ họp thứ 5"; not "trong hội nghị"
_MEETING = (
    r"(?<![\p{L}])(?P<at_once>ngay\s+)?(?P<rel>trước|sau)\s+(?:ngày\s+)?<<events.meetings>>(?![\p{L}])"
    r"(?:\s+thứ\s+\d{1,2}(?![\d/]))?"
)
# The end of the work, right before a limit or with its object: "hoàn thành ", "hoàn thành hồ sơ "; not "báo cáo "
_DONE = r"(?<![\p{L}])<<bounds.finish>>(?:\s+\p{L}+){0,6}\s*$"
# An event or season: "trước mùa mưa năm 2026", "trong suốt mùa mưa", "sau mưa"; not "mùa mưa năm 2026" alone
_EVENT = (
    r"(?<![\p{L}])(?:(?P<rel>trước|sau)\s+(?:<<events.seasons>>|<<events.moments>>)|trong\s+"
    r"(?:suốt\s+)?<<events.seasons>>)(?![\p{L}])(?:\s+năm\s+\d{4}(?:\s*-\s*\d{4})?)?"
)


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
        end = match.end()
        own = compiled(_OWN_ISSUE).match(scan.text, match.start("origin")) if origin else None
        if not own and not scan.loose(match.start()) and _measured(scan, match.start()):
            scan.close(*match.span())  # "tỷ lệ có việc làm 06 tháng sau khi ra trường"
            continue
        if own:
            end = own.end()
        due, inferred = None, (ISSUED, HOLIDAYS) if match["working"] else (ISSUED,)
        if match["working"]:
            if own and match["unit"] == "ngày" and scan.issued:
                due = working_days_after(scan.issued, int(match["n"]))
        elif (own or not origin) and match["unit"] != "giờ" and scan.issued:
            due = _later(scan.issued, int(match["n"]), unit_of(match["unit"]))
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


# A count of days: "100 ngày kể từ ngày ban hành Kế hoạch", "sau 30 ngày kể từ ngày nhận được …",
# "Hết thời hạn 100 ngày"; not "ngày 100"
_COUNTED = (
    r"(?<!\w)(?P<lead>(?:(?:hoàn\s+thành|chậm\s+nhất|muộn\s+nhất|hết|trong|sau|thời\s+hạn|vòng|là|không\s+quá"
    r"|tối\s+đa)\s+)*)(?<![\d/,.])(?P<n>\d{1,3})\s+(?P<unit>ngày|tuần|tháng|giờ)(?P<working>\s+làm\s+việc)?,?\s*"
    r"(?P<from>(?:kể\s+từ|tính\s+từ|từ(?!\s+ngày\s+\d)|sau)\s+(?P<origin>(?:ngày|khi|thời\s+điểm)\s+" + _STRETCH + "))?"
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
    + _STRETCH
    + r"|<<events.moments>>(?!\p{L})|<<events.meetings>>(?!\p{L}))"
    r"|(?<![\p{L}])trước\s+(?:ít\s+nhất\s+|tối\s+thiểu\s+)?\d{1,2}\s+(?:ngày|tuần|tháng)(?:\s+làm\s+việc)?\s+so\s+với\s+"
    + _STRETCH
)


def _later(day: dt.date, count: int, unit: str) -> dt.date | None:
    """`count` days, weeks or months after `day`; a day that the month lacks is its last."""
    if unit == "month":
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        return calendar_date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
