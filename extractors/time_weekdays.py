"""Weekdays that come back: "thứ 7, chủ nhật hằng tuần", "sáng thứ Hai tuần đầu tiên hằng tháng"."""

from __future__ import annotations

import regex as re

from extractors.time_scan import Scan
from extractors.time_words import bound_of, compiled, number_of, weekday_of


def weekdays(scan: Scan) -> None:
    """Weekdays of each week or month.

    That of the first week of a month is read as the month's first such day (RFC 5545 `BYDAY=1MO`): no plan says what
    becomes of it where the month begins later in the week."""
    if not re.search(_SOME_DAY, scan.text):
        return
    for match in list(scan.matches(compiled(_OF_MONTH))):
        if match["quarter"]:  # of which of its months?
            scan.add(*match.span(), "unknown")
            continue
        place = -1 if match["last"] else number_of(match["place"] or "một")
        days = ",".join(f"{place}{day}" for day in weekdays_in(match["days"]))
        if 1 <= abs(place) <= 5:
            scan.add(*match.span(), "recurring", bound=bound_of(match["bound"]), rrule=f"FREQ=MONTHLY;BYDAY={days}")
    for match in list(scan.matches(compiled(_OF_WEEK))):
        rule = f"FREQ=WEEKLY;BYDAY={','.join(weekdays_in(match['days']))}"
        scan.add(*match.span(), "recurring", bound=bound_of(match["bound"]), rrule=rule)


def weekdays_in(text: str) -> list[str]:
    """ "thứ 7 và chủ nhật" -> SA, SU; "thứ Hai đến thứ Sáu" -> MO to FR; each once, in the order printed."""
    found: list[str] = []
    end = 0
    for match in re.finditer(_ONE_DAY, text):
        day = weekday_of(" ".join(match[0].split()))
        if found and re.search(_UP_TO, text[end : match.start()]) and _WEEK.index(found[-1]) < _WEEK.index(day):
            found += _WEEK[_WEEK.index(found[-1]) + 1 : _WEEK.index(day)]
        found.append(day)
        end = match.end()
    return list(dict.fromkeys(found))


_WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# Between the first and the last of several: " đến ", "-"; not ", "
_UP_TO = r"đến|[-–]"
# Without one of these there is no weekday: "thứ 2", "chủ nhật"; not "tháng"
_SOME_DAY = r"thứ\s|chủ\s+nhật"
# A weekday within a list: the "bảy" of "thứ bảy", "6", "chủ nhật"; not "thứ"
_ONE_DAY = r"chủ\s+nhật|(?<!\p{L})(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)"
# Weekdays in a list: "thứ Sáu", "thứ 7, chủ nhật", "chủ nhật và thứ 2", "thứ 2, 4, 6"; not "thứ nhất", "thứ 2/3"
DAYS = (
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)(?!\w|\s*/)"
    r"(?:\s*(?:,|;|và|&|-|–|đến)\s*(?:và\s+|hết\s+)?(?:chủ\s+nhật|(?:thứ\s+)?(?:hai|ba|tư|năm|sáu|bảy|[2-7]))(?!\w|\s*/))*"
)
# The bound, hour and part of the day before it: "trước 16 giờ ", "vào sáng các ngày "; not "tại "
_LEAD = (
    r"(?<!\w)(?P<bound><<bounds.before>>\s+|<<bounds.on_or_before>>\s+)?(?:\d{1,2}\s*(?:giờ|h|g)\s*(?:\d{1,2})?"
    r"(?:\s*phút)?,?\s+)?(?:(?:từ|các|buổi|sáng|chiều|tối|ngày|vào)\s+){0,4}"
)
# Weekdays of each week: "thứ Sáu hằng tuần", "chiều thứ 6, chủ nhật hàng tuần"; not "thứ Hai tuần sau"
_OF_WEEK = rf"{_LEAD}(?P<days>{DAYS})\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+tuần"
# Weekdays of each month: "sáng thứ Hai tuần đầu tiên hằng tháng", "chủ nhật cuối cùng của tháng", "thứ Bảy tuần thứ 2
# hằng tháng"; not "thứ Hai hằng tuần", "thứ Hai tuần đầu tháng 3"
_OF_MONTH = (
    rf"{_LEAD}(?P<days>{DAYS})\s+(?:của\s+)?(?:(?:tuần|thứ)\s+)*(?:(?P<last>cuối(?:\s+cùng)?)|đầu(?:\s+tiên)?"
    r"|(?:thứ\s+)?nhất|(?<=(?:tuần|thứ)\s)(?P<place>[1-5]|hai|ba|tư|năm))\s+(?:của\s+)?"
    r"(?:(?:hằng|hàng|mỗi|từng|các)\s+(?:tháng|(?P<quarter>qu[ýí]))|(?<=của\s|cùng\s|tiên\s)(?:tháng|(?P<quarter>qu[ýí])))(?!\s*[\div]|\w|\s+(?:cuối|đầu|giữa))"
)
