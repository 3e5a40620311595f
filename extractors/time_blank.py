"""Days that a plan leaves open: a blank where the day or month is to be written, and days told by the moon or the sun.

All are `unknown`: the month that stands beside a blank day is no deadline, and "mùng 10 tháng 3" may be lunar."""

from __future__ import annotations

import regex as re

from extractors.time_nouns import follows_number, is_cited, starts_statement
from extractors.time_scan import Scan
from extractors.time_words import compiled


def open_days(scan: Scan) -> None:
    """Blank days and months, and "mùng" without a year; in prose only where they say when the work is done."""
    for template, hint in ((_BLANK, _HAS_BLANK), (_MUNG, r"m[ùồ]ng\s")):
        if not re.search(hint, scan.text):
            continue
        for match in list(scan.matches(compiled(template))):
            at = match.start("point")
            theirs = not match["bound"] and (follows_number(scan, at) or is_cited(scan, at))
            if not theirs and (match["bound"] or scan.loose(at) or starts_statement(scan, at)):
                scan.add(*match.span(), "unknown")
            else:
                scan.close(*match.span())


# The words before it: "trước ", "trong "; not "theo "
_LEAD = r"(?<!\w)(?:(?P<bound><<bounds.before>>|<<bounds.on_or_before>>|<<bounds.inside>>)\s+)?"
# Where something is left open: "ngày    tháng", "…", "..", "__"; not "ngày 5 tháng"
_HAS_BLANK = r"ngày\s+tháng|\d\s+tháng\s+năm\s|[.…_]{2}|…"
# A day or month left open: "ngày     tháng 5 năm 2026", "ngày …/5/2026", "ngày 05 tháng … năm 2026", "ngày 1 tháng năm
# 2026", "tháng …/2026", "quý .../2026"; not "ngày 5 tháng 6", "10 ngày tháng 5", "hằng ngày tháng 5"
_BLANK = (
    rf"{_LEAD}(?P<point>(?<!(?:\d|hằng|hàng|mỗi|từng|các|những)\s+)ngày(?:\s*[.…_]+|(?=\s))\s*"
    r"(?:tháng\s*(?:\d{1,2}|[.…_]+)|/\s*(?:\d{1,2}|[.…_]+))(?:\s*(?:năm|/)\s*(?:\d{4}|\d*[.…_]+))?"
    r"|(?:ngày\s*)?(?<![\d/.])\d{1,2}\s*(?:tháng\s*[.…_]+\s*(?:năm|/)|/\s*[.…_]+\s*/)\s*(?:\d{4}|\d*[.…_]+)"
    r"|ngày\s*\d{1,2}\s+tháng\s+năm\s+\d{4}|(?:tháng|qu[ýí])\s*[.…_]+\s*(?:năm|/)\s*\d{4})(?!\d)"
)
# A day of a month without a year, by the sun or by the moon: "mùng 10 tháng 3", "ngày mồng 5/6", "mùng 6 tháng giêng";
# not "mùng 5 tháng 6 năm 2026", "mùng 5 hằng tháng"
_MUNG = (
    rf"{_LEAD}(?P<point>(?:ngày\s*)?m[ùồ]ng\s+\w+\s*(?:tháng\s*(?:\d{{1,2}}|\p{{L}}+)|/\s*\d{{1,2}}))"
    r"(?!\d|\s*(?:năm|/|-)\s*\d{4})"
)
