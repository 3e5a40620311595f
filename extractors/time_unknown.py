"""Times that are plainly those of the work and still mean no day that could be told: `unknown`, with the words.

Days that no calendar has, and time cells that speak of time in words no rule understood.  In prose this is sparing:
only what is bounded or dated as a deadline is ("trước ngày 31/4/2026")."""

from __future__ import annotations

import regex as re

from extractors.time_nouns import is_cutoff, is_far, starts_statement
from extractors.time_points import read_point
from extractors.time_scan import Deadline, Scan
from extractors.time_words import compiled


def impossible_points(scan: Scan) -> None:
    """Days, months and quarters that cannot be: "trước ngày 31/4/2026", "hoàn thành trong tháng 13/2026"."""
    for match in list(scan.matches(compiled(_IMPOSSIBLE), numbers=True)):
        day = match["day"]
        if day and read_point(day) is not None:
            continue
        year = re.search(_YEAR, match["day"] or match["window"])
        at = match.start("day" if day else "window")
        bound = match["before"] or match["until"]
        if is_far(scan, int(year[0]) if year else None) or is_cutoff(scan, match.start(), limit=bool(match["before"])):
            continue
        named = bool(day) and day.startswith("ngày")
        placed = match["inside"] or scan.loose(at) or (named and starts_statement(scan, at))
        if (bound and (year or named or scan.cell)) or (year and placed):
            scan.add(*match.span(), "unknown")
        elif year:
            scan.close(*match.span())


# A point that may not exist, with the words before it: "trước ngày 31/4/2026", "trong tháng 13/2026", "Quý V/2026",
# "trước 31/9"; not "19/2022/QĐ", "3.5"
_IMPOSSIBLE = (
    r"(?<!\w)(?:(?P<before>(?<![\p{L}])<<bounds.before>>)\s+|(?P<until>(?<![\p{L}])(?:<<bounds.on_or_before>>|đến))\s+|"
    r"(?P<inside>(?<![\p{L}])<<bounds.inside>>)\s+)?(?:<<CLOCK>>)?"
    r"(?:(?P<day>(?:ngày\s*)?(?<![\d/.,\-])\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\s?/\s?\d{1,2}|(?<=ngày\s*\d+)\.\d{1,2}|\s+tháng\s+\d{1,2}"
    r"(?:\s*(?:năm|/)\s*\d{4})?)(?![\d/%\w]|[.-]\d))"
    r"|(?P<window>(?:tháng\s*(?:1[3-9]|[2-9]\d|0?0)|qu[ýí]\s*(?:0?[05-9]|v|vi{1,3}))\s*(?:/|-|năm)\s*\d{4}"
    r"|(?<![\d/.,\-])(?:1[3-9]|[2-9]\d)\s?/\s?20\d{2})(?![\d/\w]))"
)
# "2026"; not "12026"
_YEAR = r"(?<!\d)\d{4}(?!\d)"


def other_years(scan: Scan) -> None:
    """Days and windows of a year that only a name tells: "trước 31/3 năm báo cáo", "quý II của năm đánh giá"."""
    for match in list(scan.matches(compiled(_OF_A_YEAR), numbers=True)):
        point = read_point(match["point"])
        if point and point.year is None and not point.later and (match["bound"] or scan.loose(match.start())):
            scan.add(*match.span(), "unknown")


# … with the word before it, if any: "trước ngày 31/3 năm học sau", "quý II của năm đánh giá"; not "trong tháng 6 năm
# nay", "tháng 9 năm học 2025-2026", "quý IV năm trước"
_OF_A_YEAR = (
    r"(?<!\w)(?P<bound>(?<![\p{L}])(?:<<bounds.before>>|<<bounds.on_or_before>>|<<bounds.inside>>)\s+)?"
    r"(?P<point><<POINT>>)\s*(?:(?:/\s*)?năm\s+<<calendar.named_years>>"
    r"|của\s+năm\s+(?!nay|này|sau|kế\s+(?:tiếp|sau)|tiếp|tới|liền|trước|học)\p{L}+)(?!\p{L}|\s+\d)(?:\s+(?:sau|trước|mới)(?!\p{L}))?"
)


def slashed_windows(scan: Scan) -> None:
    """Weeks and months behind whose stroke no year stands: "Tuần 12/35", "Tháng 6/12" (of what?)."""
    for match in list(scan.matches(compiled(_SLASHED), numbers=True)):
        if scan.loose(match.start()) or match["bound"]:
            scan.add(*match.span(), "unknown")
        else:
            scan.close(*match.span())


# A week or month and another number: "tuần 12/35", "trong tháng 6/12"; not "tháng 6/2026", "tuần 2/6", "tháng 5/6/2026"
_SLASHED = (
    r"(?<!\w)(?P<bound>(?<![\p{L}])(?:<<bounds.before>>|<<bounds.on_or_before>>|<<bounds.inside>>)\s+)?"
    r"(?:tuần\s+(?:thứ\s+)?(?:[6-9]|\d{2})\s?/\s?(?:tháng\s*|t\.?)?\d{1,2}|tháng\s*\d{1,2}\s?/\s?\d{1,2})(?!\s?[/.-]?\d|%)"
)


def unread_cell(scan: Scan) -> list[Deadline]:
    """What a time cell that no rule has read says of time; nothing where it says nothing of it."""
    text = scan.printed.strip()
    begin = scan.printed.index(text)
    said = compiled(_MANNER).sub(" ", scan.text.strip())
    speaks = compiled(_OF_TIME).search(said) or re.fullmatch(_SLIP, said)
    if len(text) > LONGEST or re.fullmatch(_DURATION, said) or not speaks:
        return []
    return [Deadline(text, "unknown", span=(begin, begin + len(text)))]


LONGEST = 80
"""A longer cell is a remark or a misplaced text, and a person is told that it was not read."""
# How long something takes, not when: "02 năm", "Trong 03 buổi", "1,5 tháng", "5 ngày/đợt"; not "tháng 3"
_DURATION = (
    r"\W*(?:(?:trong|khoảng|thời\s+gian|mỗi|từ)\s+)*[\d.,/\s–-]+\s*(?:ngày|tuần|tháng|quý|năm|buổi|tiết|giờ|phút|h)"
    r"(?:\s*/\s*\p{L}+(?:\s+\p{L}+)?)?\W*"
)
# Words that speak of time without naming one: "định kỳ", "đúng thời gian"
_MANNER = r"(?<![\p{L}])<<ongoing.manner>>(?![\p{L}])"
# A word of time, or nothing but the figures of a day: "Cả nhiệm kỳ", "Mùng 6 Tết", "31/9", "20.12", "Trước 30/6/226";
# not "UBND xã", "24/24", "13.45"
_OF_TIME = (
    r"(?<![\p{L}])<<ongoing.time_words>>(?![\p{L}])|^\W*(?!24/)\d{1,2}\s?/\s?\d{1,2}(?:\s?/\s?\d{2,4})?\W*$"
    r"|^\W*(?:(?:[12]?\d|0[1-9]|3[01])\.(?:1[0-2]|0?[1-9])(?:\s*[-–,;]\s*|\W*$))+$|^\W*(?:ngay\s+)?(?:trước|sau|đến)\s+(?:ngày\s+)?\d"
)

# A day with a slip of the keys: "l5/6/2026", "15/06/20226", "15/O6/2026"; not "24/24", "1.5", "12/KH"
_SLIP = r"\W*(?:\d|\p{L}(?=\d))[\d\p{L}]?\s?([/.-])\s?(?:\d|\p{L}(?=\d))[\d\p{L}]?\s?\1\s?\d{2,6}\W*"


def partly_read(scan: Scan, found: list[Deadline]) -> list[Deadline]:
    """The deadlines of a cell, of which one whose list goes on in figures that no rule has read is unknown."""
    out: list[Deadline] = []
    for deadline in found:
        end = deadline.span[1]
        rest = re.match(_REST_OF_LIST, scan.text[end:]) if deadline.kind in ("month", "date") else None
        if rest and not scan.closed.touches(end, end + rest.end()):
            start, end = deadline.span[0], end + rest.end()
            out.append(Deadline(scan.printed[start:end], "unknown", span=(start, end)))
        else:
            out.append(deadline)
    return out


# What goes on behind a month or day: ", 7, 8", " - 15", " và 20/2026"; not ", 15 người", " và tháng 9"
_REST_OF_LIST = (
    r"(?:\s*[,;&–-]\s*|\s+và\s+)\d{1,2}(?:(?:\s*[,;&–-]\s*|\s+và\s+)\d{1,2})*(?:\s?/\s?\d{4})?(?=\s*(?:$|[\n;.,)(]))"
)
