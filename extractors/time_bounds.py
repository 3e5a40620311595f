"""A point with the words before it: "trước ngày 20/02/2025", "trong tháng 8/2026", "kể từ ngày 01/01/2025"."""

from __future__ import annotations

from dataclasses import replace

import regex as re

from extractors.time_nouns import (
    FINISH,
    TOLD,
    follows_number,
    in_relative_clause,
    is_cited,
    is_cutoff,
    is_dated_number,
    is_far,
    is_over,
    is_past,
    left_is,
    names_something,
    starts_statement,
)
from extractors.time_points import Point, read_point
from extractors.time_scan import Scan
from extractors.time_words import compiled


def bounded_points(scan: Scan) -> None:
    """Single points: limits, windows, days of an event and periods with one end."""
    for match in scan.matches(compiled(_BOUNDED), numbers=True):
        point = read_point(match["point"])
        if point is None or (point.year is not None and point.year < 1990):
            continue
        hours = match["to"] and compiled(_HOUR).search(scan.text, max(0, match.start() - 20), match.start())
        if match["since"] or (match["to"] and not hours) or (match["later"] and point.kind == "year"):
            _open_period(scan, match, point)
            continue
        bound = "before" if match["before"] else "on_or_before" if match["until"] else None
        slip = bound and point.kind == "date" and scan.is_far_ahead(point.year)
        if slip and not is_cutoff(scan, match.start(), limit=True):
            scan.add(*match.span(), "unknown")  # "trước 30/06/2062"
            continue
        at = (
            match.start("point")
            if hours or (not bound and not (match["inside"] or "").startswith(("trong", "ngay trong")))
            else match.start()
        )
        if not _counts(scan, match, point, bound):
            scan.close(*match.span("point"))
            continue
        if bound is None and compiled(FINISH).search(scan.text, max(0, match.start() - 40), match.start("point")):
            bound = "on_or_before"
        if match["before"] and match["before"].split()[0] in ("hoàn", "xong"):
            at += re.search(r"trước", scan.text[at:]).start()  # type: ignore[union-attr]
        later = _further_days(scan, match.end("point")) if point.kind == "date" else []
        if point.kind == "date" and point.year is None and later:
            point = replace(point, year=later[-1][2].year)
        scan.add_point(at, match.end("point"), point, bound)
        for start, end, further in later:
            scan.add_point(start, end, further, bound)


# A point with the words before it: "trước ngày 20/02/2025", "chậm nhất là 17 giờ ngày 5/3", "trong tháng 8/2026",
# "đến 31/12/2027"; not "trước mùa mưa"
_BOUNDED = (
    r"(?<!\w)(?:(?P<before>(?<![\p{L}])<<bounds.before>>)|(?P<until>(?<![\p{L}])<<bounds.on_or_before>>)|"
    r"(?P<inside>(?<![\p{L}])<<bounds.inside>>)|(?P<since>(?<![\p{L}])(?:kể\s+)?từ)|(?P<to>(?<![\p{L}])"
    r"(?:cho\s+)?đến|(?<![\p{L}])tới))?\s*"
    r"(?:(?<=\s)<<CLOCK>>)?(?P<point><<POINT>>)(?P<on>\s+trở\s+(?:đi|về\s+sau)"
    r"|(?P<later>\s+và\s+(?:những|các)\s+năm\s+(?:tiếp\s+theo|tiếp\s+sau|sau|kế\s+tiếp)))?"
)
# Hours before "đến 17 giờ 00 ngày 20/11", which is a day and no period: "từ 7h30' ", "7:30 "; not "từ ngày 7 "
_HOUR = r"\d\s*(?:giờ|h|g|:)\s*(?:\d{1,2})?\s*(?:phút|['’′`])?\s*,?\s*$"


def _further_days(scan: Scan, at: int) -> list[tuple[int, int, Point]]:
    """The days that go on a list ("…, 15/9 và 15/12/2025"), those without a year with the year of the last."""
    out: list[tuple[int, int, Point]] = []
    while match := compiled(_NEXT_DAY).match(scan.text, at):
        point = read_point(match["point"])
        if point is None or point.kind != "date":
            break
        out.append((match.start("point"), match.end("point"), point))
        at = match.end()
    year = out[-1][2].year if out else None
    return [(start, end, replace(p, year=p.year if p.year is not None else year)) for start, end, p in out]


# Further days under one bound, behind "trước ngày 15/6": ", 15/9", " và 15/12", " (cấp xã) và 30/6"; not ", 15 người"
_NEXT_DAY = r"(?:\s*\([^()\d\n]{1,40}\))?(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)(?:ngày\s+)?(?P<point><<END>>)"


def _open_period(scan: Scan, match: re.Match[str], point: Point) -> None:
    """ "kể từ ngày 01/01/2025" and "đến 31/12/2027": a period with one end."""
    at, (year, inferred) = match.start(), scan.year_of(point)
    looked_back = match["since"] and compiled(_LOOKED_BACK).match(scan.text, match.end())
    looked_back = looked_back or _is_history(scan, match, point)
    if is_cutoff(scan, at) or (not scan.cell and is_far(scan, point.year)) or year is None or looked_back:
        scan.close(*match.span())
    elif point.kind == "date":
        if match["to"] and _AT_START.fullmatch(scan.clause(at)) and not scan.cell:
            # "Đến ngày 31/5/2026, xóa …": a limit; behind the work ("thí điểm đến ngày …") it is how long that goes on
            scan.add_point(at, match.end("point"), point, "on_or_before")
            return
        first, last = (point.start(year), None) if match["since"] else (None, point.end(year))
        scan.add(*match.span(), "period", first=first, last=last, inferred=inferred)
    elif not (
        scan.loose(at)
        or starts_statement(scan, at)
        or (match["inside"] if match["later"] else match["on"])
        or compiled(FINISH).search(scan.clause(at))
        or (match["since"] and point.kind != "year" and left_is(scan, at, "<<names.starting>>(?:\\s+\\p{L}+){0,3}"))
    ):
        scan.close(*match.span())
    elif match["since"] or match["later"]:
        scan.add(*match.span(), "period", first=point.start(year), inferred=inferred)
    else:
        scan.add_point(at, match.end("point"), point, "on_or_before")


def _is_history(scan: Scan, match: re.Match[str], point: Point) -> bool:
    """Whether a period with one end, in prose, is what is looked into or was decided, and not when work is done."""
    if scan.loose(match.start()) or point.year is None:
        return False
    if match["to"] and left_is(scan, match.start(), "<<names.arising>>"):
        return True
    day = point.start(point.year) if match["since"] else point.end(point.year)
    if day is None:
        return False
    if scan.years and point.year < min(scan.years) and (scan.issued is None or day < scan.issued):
        return True
    if match["since"] and (scan.issued is None or day < scan.issued) and follows_number(scan, match.start()):
        return "," not in scan.clause(match.start())  # "theo Quyết định số 12/QĐ-UBND … từ ngày 01/01/2023"
    over = scan.issued is not None and day < scan.issued
    if over and left_is(scan, match.start(), "<<names.arising>>"):
        return True
    return over and (not match["since"] or bool(compiled(TOLD).match(scan.text, match.end())))


# The start of a statement, without the words that only lead to a time: "", "- ", "1. "; not "định kỳ "
_AT_START = re.compile(r"[\s\d.,)\-–+*•“\"]*")
# What is looked into, not when work is done: "từ ngày 01/01/2025 đến thời điểm kiểm tra"
_LOOKED_BACK = (
    r"\s*(?:đến|tới)\s+(?:hết\s+)?"
    r"(?:nay|hiện\s+tại|hiện\s+nay|(?:thời\s+điểm|ngày|khi)\s+(?:kiểm|thanh|giám|rà|đánh|lập|báo)\s+\p{L}+)"
)


def _counts(scan: Scan, match: re.Match[str], point: Point, bound: str | None) -> bool:
    """Whether a point says when the work is done (always in a cell, but for the date of a cited document)."""
    at, start = match.start("point"), match.start()
    if point.kind == "date" and not bound and not scan.labelled(at):
        # "phổ biến Quy chế vào ngày 05/6/2026": the day of a document has gone by
        placed = (match["inside"] or "").startswith("vào") and point.year is not None and not is_over(scan, point)
        theirs = is_cited(scan, at) and (not placed or follows_number(scan, at))
        theirs = theirs or is_dated_number(scan, start)
        if theirs or is_past(scan, start, match.end(), point):
            return False
    if bound and point.kind == "date" and is_over(scan, point) and left_is(scan, start, "<<names.arising>>"):
        return scan.loose(at)
    if scan.loose(at):
        return point.kind != "date" or not left_is(scan, start, "<<names.feasts>>")
    old_limit = point.kind == "date" and (match["until"] or "").startswith(("chậm", "muộn"))
    if (
        (is_far(scan, point.year) and not old_limit)
        or is_cutoff(scan, start, limit=bool(match["before"] or (match["until"] or "hết")[-3:] != "hết"))
        or (not bound and left_is(scan, start, "<<names.feasts>>(?:\\s+\\p{L}+){0,4}"))
    ):
        return False
    if point.year is not None and _goes_on(scan, start):
        return True
    finished = bool(compiled(FINISH).search(scan.clause(start)))
    over = point.kind != "date" and scan.issued is not None and is_over(scan, point)
    if over and not finished and not starts_statement(scan, start):
        return False  # "kết quả đạt được trong năm 2025", "các vụ việc tồn đọng trước năm 2025"
    alone = bool(re.match(_BRACKET, scan.text[match.end() :])) and scan.text[:start].rstrip().endswith("(")
    if point.kind == "date":
        named = bool(re.match(r"ngày", match["point"]))
        if bound:
            return point.year is not None or named or "/" in match["point"] or "." in match["point"]
        if re.match(_OF_A_DOCUMENT, scan.text[match.end() :]):  # "ngày 19/01/2023 của Sở": cited
            return False
        ok = finished or alone or (named and starts_statement(scan, at)) or bool(match["inside"])
        ok = ok or (_is_value(scan, at, match.end()) and point.year is not None and not is_over(scan, point))
        ok = ok or bool(compiled(_HOUR).search(scan.text, max(0, at - 30), at))
        ok = ok or left_is(scan, at, "<<labels.phases>>\\s+(?:\\d{1,2}|thứ\\s+\\p{L}+)")
        ok = ok or (named and point.year is not None and _is_held(scan, at, match.end(), point))
        return (ok or left_is(scan, at, "<<names.day_verbs>>")) and (point.year is not None or named)
    if bound or finished or alone:
        return (
            finished or alone or (match["until"] or "").startswith(("chậm", "muộn")) or not names_something(scan, start)
        )
    cue = bool(match["inside"]) or bool(re.match(_PART, match["point"]))
    opens = starts_statement(scan, at) and bool(re.match(_PAUSE, scan.text[match.end() :]))
    needed = compiled(_NEEDED).search(scan.clause(start))
    if needed and point.year is not None and not is_over(scan, point):
        # "100% hồ sơ được số hóa trong tháng 9/2026": a goal, not what was given
        needed = None if compiled(_GOAL).search(scan.clause(start), 0, needed.start()) else needed
    if point.kind == "year":
        loosely = in_relative_clause(scan, start) if match["inside"] else names_something(scan, start)
        opens = opens or (starts_statement(scan, at) and bool(compiled(_THEN_DONE).match(scan.text, match.end())))
        return opens or (cue and not needed and not loosely)
    if cue:
        return not needed and not (not match["inside"] and names_something(scan, start))
    opens = opens or _is_value(scan, at, match.end())
    if opens or (point.kind == "half" and point.year is not None and starts_statement(scan, at)):
        return True
    return point.year is not None and point.kind in ("month", "quarter") and not names_something(scan, start)


def _goes_on(scan: Scan, at: int) -> bool:
    """Whether a point continues a list of deadlines: " và tháng 8/2027" behind "vào tháng 3/2027"."""
    joined = re.search(_JOINED, scan.text[max(0, at - 12) : at])
    end = at - len(joined[0]) if joined else -1
    before = scan.ending.get(end)
    return before is not None and before.kind in ("date", "month", "quarter", "half", "year")


# What joins two deadlines: " và ", ", ", "; "; not ", lần 2 "
_JOINED = r"(?:\s*[,;]\s*(?:và\s+)?|\s+(?:và|hoặc)\s+)$"


def _is_value(scan: Scan, at: int, end: int) -> bool:
    """Whether a time is all that stands behind a colon: "Kiểm toán năng lượng: Quý 2.", "Thẩm định: 15/02/2026 – …"."""
    return bool(re.search(r":\s*$", scan.text[:at])) and bool(re.match(_VALUE_ENDS, scan.text[end:]))


# Behind such a time: "", ". ", "; ", " – Phòng Kỹ thuật"; not " kiểm tra"
_VALUE_ENDS = r"\s*(?:$|[.;)\n]|[–-]\s)"
# Behind a year that opens a statement, the end of the work: " hoàn thành "; not " tăng"
_THEN_DONE = r"\s*,?\s*<<bounds.finish>>(?!\p{L})"


def _is_held(scan: Scan, at: int, end: int, point: Point) -> bool:
    """Whether a whole day ends a statement that says what is held then ("Tổ chức Hội nghị tổng kết ngày 20/12/2026").

    A day before the plan's issue dates something else."""
    if is_over(scan, point) or not re.match(_STOP, scan.text[end:]):
        return False
    return bool(compiled(_STAGED).match(scan.clause(at).split(",")[-1]))


# A statement that opens with what is held: "- Tổ chức hội nghị", "Công đoàn công ty tổ chức"; not "Tuyên truyền bầu cử"
_STAGED = r"[\s\d.,)\-–+*•“\"]*(?:<<names.actors>>(?:\s+\p{L}+){0,6}?\s+)?<<names.staging>>(?!\p{L})"
# Behind a point, the end of its statement: ".", "; ", ", chung kết"; not " của Sở"
_STOP = r"\s*(?:$|[.;,)\n])"
# A goal earlier in the clause: "100% trường hợp", "bảo đảm "; not "đã "
_GOAL = r"\d\s*%|(?<![\p{L}])<<bounds.goals>>(?![\p{L}])"
# What is needed or was done then, not the work: "cần có ", "đã được duyệt "; not "cần "
_NEEDED = r"(?<![\p{L}])(?:cần|đã|được)(?:\s+\p{L}+){1,3}\s*$"
# Behind a point: ")", " )"; not ","
_BRACKET = r"\s*\)"
# … the document that it dates: " của Sở", " về việc"; not " tại Sở"
_OF_A_DOCUMENT = r"\s+(?:của|về|quy\s+định)\s"
# … the pause after an opening time: ", ", ": "; not ". "
_PAUSE = r"\s*[,:]"
# A point that is a part of its window: "đầu tháng 3", "cuối năm 2025"; not "tháng 3"
_PART = r"(?:đầu|giữa|cuối)\s"
