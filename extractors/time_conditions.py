"""Times that hang on something else: conditions ("khi có mưa") and events ("trước Tết")."""

from __future__ import annotations

import regex as re

from extractors.time_nouns import FINISH, in_purpose, left_is
from extractors.time_scan import Scan
from extractors.time_words import compiled


def conditions(scan: Scan) -> None:
    """Conditions that start the work ("khi có mưa", "theo lộ trình …"), not those that describe a thing."""
    triggers = compiled("(?:<<conditions.triggers>>)")
    for match in compiled(_CONDITION).finditer(scan.text):
        start, end = match.span()
        if scan.closed.touches(start, start + 1):
            continue
        end = scan.closed.next_start(start, end)
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
            if match["rel"] != "trước" and is_measured(scan, start):
                continue
            assured = match["rel"] == "trước" and in_purpose(scan, start, "conditions.assurances")
            if assured and not compiled(FINISH).search(scan.clause(start)):
                continue
        bound = "before" if match["rel"] == "trước" else None
        scan.add(start, start + len(phrase), "conditional", bound=bound)


# What a condition may run over, up to a stop: "mưa trên 50,5 mm", "vượt mức (cấp 3) tại hồ"; not the ", để" behind it
STRETCH = (
    r"(?:(?!\s(?:<<conditions.stops>>)(?![\p{L}]))(?:[^.,;:()\n“”]|[.,](?=\d)|(?<=[\d\p{L}])\([^()\n]{1,40}\)"
    r"|\s\([^()\n]{1,40}\)|“[^”\n]{1,80}”|,(?=\s*(?:của|và|hoặc)\s)))+"
)
# A condition: "khi có mưa", "ngay sau khi …", "trước khi …", "theo lộ trình …"; not "trong khi", "đôi khi"
_CONDITION = (
    r"(?<![\p{L}])(?:(?P<when>(?:ngay\s+)?(?:(?P<rel>sau|trước)\s+)?khi)|theo\s+(?:đúng\s+)?lộ\s+trình)\s+" + STRETCH
)


def is_measured(scan: Scan, at: int) -> bool:
    """ "100% các cuộc kiểm tra khi …" is what is measured, not when something is done."""
    return bool(re.match(_SHARE, scan.clause(at)))


# A clause that opens with a share or a rate: "- 100% các cuộc kiểm tra", "phấn đấu 95,5 % hồ sơ", "tỷ lệ người bệnh …";
# not "95% hồ sơ được cấp"
_SHARE = (
    r"\s*[-+•*]?\s*(?:phấn\s+đấu\s+)?(?:\d+(?:[.,]\d+)?\s*%|(?:t[ỷỉ]\s+lệ|mức\s+độ)(?!\p{L}))"
    r"(?:(?!\s(?:được|phải)\s).)*$"
)


def named_events(scan: Scan) -> None:
    """In cells, whatever stands behind "trước" or "sau" and is no time, and a document that is all the cell says.

    Their month or year belongs to their names: "Trước Tết Nguyên đán 2027", "Theo Kế hoạch năm 2026"."""
    if scan.cell and re.search(r"trước|sau|theo|khi|căn cứ", scan.text):
        for match in list(scan.matches(compiled(_NAMED_EVENT))):
            if match["rel"] or match["event"].strip() == scan.text.strip(" \n-+•*.;"):  # a basis only where it is all
                scan.add(*match.span("event"), "conditional", bound="before" if match["rel"] == "trước" else None)


# The whole time of a line of a cell, an event of any name or a document: "Trước Lễ Giỗ Tổ Hùng Vương 2026", "Sau sơ kết
# 6 tháng đầu năm 2026", "Theo Kế hoạch năm 2026"; not "Trước tháng 6", "Trước ngày 05/6", "Sau 15 ngày", "Theo tháng"
_NAMED_EVENT = (
    r"(?:^|[\n;])[\s\-+•*]*(?P<event>(?:(?:ngay\s+)?(?P<rel>trước|sau)\s+(?!(?:các\s+(?:tháng|qu[ýí]|ngày)|ngày\s*[\d.…]|tháng|qu[ýí]|q\.?\d|q\.?\s?[iv]"
    r"|t\.?\d|năm(?!\s+học)|đầu|giữa|cuối|hết|tuần|thượng|trung\s+tuần|hạ\s+tuần|thời\s+(?:điểm|hạn)|m[ùồ]ng|buổi|sáng|chiều"
    r"|thứ|chủ\s+nhật|mỗi|và|trong|đó|này|ngày\s+(?:m[ùồ]ng|cuối|đầu)))|(?:ngay\s+)?khi\s+"
    r"|(?:theo|căn\s+cứ)\s+(?:các\s+)?(?=<<names.documents>>(?!\p{L})))\p{L}"
    r"(?:(?!\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)|(?<!\d)\d{1,3}\s+(?:ngày|tuần)|\s(?:(?:chậm|muộn)\s+nhất|trong|vào|từ|đến|hằng|hàng|mỗi)\s)[^\n;,(])*)"
    r"(?=$|[\n;,(]|\s(?:(?:chậm|muộn)\s+nhất|trong|vào)\s)"
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
# The month or year of an event, in its name: " HĐND tỉnh tháng 7/2026", " năm học 2026 - 2027", " 2027"; not ", 2027"
_OWN_TIME = (
    r"(?:(?:\s+(?!(?:trong|vào|từ|đến|tới|trước|sau|chậm|muộn|hoàn|và|hoặc|ngày)\s|tháng\s|qu[ýí]\s|năm\s)\p{L}+){0,3}"
    r"\s+(?:năm\s+học\s+|năm\s+|nhiệm\s+k[ỳì]\s+|tháng\s+(?:\d{1,2}\s*(?:/|năm)\s*)?|qu[ýí]\s+(?:\w{1,3}\s*(?:/|năm)\s*)?)?"
    r"(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)\d{2})?(?![\d/]))?"
)
# A meeting as a limit: "trước Hội nghị", "ngay sau kỳ họp thứ 5"; not "trong hội nghị"
_MEETING = (
    r"(?<![\p{L}])(?P<at_once>ngay\s+)?(?P<rel>trước|sau)\s+(?:ngày\s+)?<<events.meetings>>(?![\p{L}])"
    rf"(?:\s+thứ\s+\d{{1,2}}(?![\d/]))?{_OWN_TIME}"
)
# The end of the work, right before a limit or with its object: "hoàn thành ", "hoàn thành hồ sơ "; not "báo cáo "
_DONE = r"(?<![\p{L}])<<bounds.finish>>(?:\s+\p{L}+){0,6}\s*$"
# An event or season: "trước mùa mưa năm 2026", "trong suốt mùa mưa", "sau mưa"; not "mùa mưa năm 2026" alone
_EVENT = (
    r"(?<![\p{L}])(?:(?P<rel>trước|sau)\s+(?:<<events.seasons>>|<<events.moments>>)|trong\s+"
    r"(?:suốt\s+)?<<events.seasons>>)(?![\p{L}])" + _OWN_TIME
)
