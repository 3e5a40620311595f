"""Several points in one phrase: from one to another, a stage of years, and lists that share month or year."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Required, TypedDict

import regex as re

from extractors.time_nouns import FINISH, is_cutoff, is_far, is_past, left_is, names_something, starts_statement
from extractors.time_points import Point, calendar_date, read_point
from extractors.time_scan import YEAR, Scan
from extractors.time_words import bound_of, compiled


def ranges(scan: Scan) -> None:
    """From one point to another: "từ ngày 15/11 đến ngày 15/02/2026", "Quý II-III/2025"."""
    for match in list(scan.matches(compiled(_RANGE), numbers=True)):
        a_text, b_text = match["a"], match["b"]
        b = read_point(_completed(a_text, b_text))
        a = None if a_text == "nay" else read_point(_completed(b_text, a_text))
        if not match["lead"] and left_is(scan, match.start(), "tuần(?:\\s+thứ)?"):
            continue  # "tuần 2-3/6": no days
        limit = None if match["lead"] else compiled(_LIMIT).search(scan.text, max(0, match.start() - 30), match.start())
        if limit:
            # "trước ngày 15-20/5": before which of them cannot be told; over a line's end it is no range
            if "\n" not in match.group():
                scan.add(limit.start(), match.end(), "unknown")
            continue
        if b is None or (a is None and a_text != "nay"):
            if all(re.search(_IN_FIGURES, text) for text in (a_text, b_text)) and (
                match["lead"] or scan.loose(match.start())
            ):
                scan.add(*match.span(), "unknown")  # "từ 25/6 đến 31/6/2026"
            continue
        if a is not None and (
            (a.kind == "date") != (b.kind == "date") or (a.kind != "year" and re.fullmatch(_YEAR, b_text))
        ):
            continue  # "Quý II - 2026" is one quarter
        if a is not None and not match["lead"] and a.kind == "year" and not (scan.loose(match.start())):
            continue
        if scan.is_far_ahead(b.year) and (match["lead"] or scan.loose(match.start())):
            scan.add(*match.span(), "unknown")  # "từ 01/6/2026 đến 30/6/2062"
            continue
        if (
            is_far(scan, b.year)
            or is_cutoff(scan, match.start())
            or (a and _is_long_ago(scan, a))
            or is_past(scan, *match.span(), b)
            or _is_looked_into(scan, match.start(), a)
        ):
            scan.close(*match.span())
            continue
        if not match["lead"] and not scan.loose(match.start()) and names_something(scan, match.start()):
            scan.close(*match.span())
            continue
        scan.add(*match.span(), **_period(scan, a, b, match.start()))


# Right before a range, a limit: "trước ngày ", "chậm nhất "; not "hoàn thành "
_LIMIT = r"(?<!\p{L})(?:<<bounds.before>>|<<bounds.on_or_before>>)\s+(?:ngày\s+)?$"


class _Period(TypedDict, total=False):
    """What `Scan.add` takes beside the place."""

    kind: Required[str]
    first: dt.date | None
    last: dt.date | None
    inferred: tuple[str, ...]


def _period(scan: Scan, a: Point | None, b: Point, at: int) -> _Period:
    """The period from `a` (None: from now on) to `b`, printed at `at`.

    A year that only one of them has printed is that of the other too, or the one next to it ("từ 15/11 đến
    15/02/2026").  A period that would end before it begins is `unknown`."""
    if a is None or (a.year is not None and b.year is not None):
        year, inferred = scan.year_of(b, at)
        first, last = a.start(a.year) if a and a.year else None, b.end(year) if year is not None else None
    elif b.year is None and a.year is not None:
        first, last, inferred = a.start(a.year), b.end(a.year + (b.later or b.last < a.first)), (YEAR,)
    elif b.kind == "year" and a.kind != "year":  # "từ tháng 3 đến năm 2027"
        year, inferred = scan.year_of(a, at)
        first, last = a.start(year) if year is not None else None, b.end(b.year or 0)
    else:
        year, inferred = scan.year_of(b, at)
        turns = a.first > b.first or b.later > a.later  # over the end of a year
        if b.year is None and turns and not b.later and len(scan.years) == 1:
            return {"kind": "period"}  # "từ tháng 10 đến tháng 4" of a plan for one year: of which two?
        if year is None and b.kind == "date" and len(scan.years) == 1:
            return {"kind": "unknown"}
        first, last = (a.start(year - turns), b.end(year)) if year is not None else (None, None)
        if turns and first and last and a.kind == "date" and last - first > ALMOST_A_YEAR:
            return {"kind": "unknown"}  # "từ 15/6 đến 10/6/2026"
    if first and last and first > last:
        return {"kind": "unknown"}
    return {"kind": "period", "first": first, "last": last, "inferred": inferred if first or last else ()}


ALMOST_A_YEAR = dt.timedelta(days=330)
"""A period from one day to another over the end of a year that is longer has its days the wrong way round."""


def _is_looked_into(scan: Scan, at: int, a: Point | None) -> bool:
    """Whether a period in prose is that of results or figures: it began before the plan, behind a word for them."""
    if a is None or a.year is None or scan.issued is None or scan.loose(at):
        return False
    first = a.start(a.year)
    begun = first is not None and first < scan.issued
    return begun and left_is(scan, at, "<<names.looked_back>>(?:\\s+\\p{L}+){0,3}")


def _is_long_ago(scan: Scan, a: Point) -> bool:
    """Dates of a life or a fight: "30/4/1975 - 30/4/2026"."""
    known = scan.years or ((scan.issued.year,) if scan.issued else ())
    return a.year is not None and bool(known) and a.year < min(known) - 10


# From one point to another: "Từ ngày 10/01/2025 – 05/02/2026", "từ nay đến hết quý III/2025", "Tháng 3-5/2025"; not
# "tháng 3 và tháng 5"
_RANGE = (
    r"(?<!\w)(?P<lead>(?:kể\s+)?từ\s+<<CLOCK>>(?:ngày\s+)?|trong\s+(?:thời\s+gian\s+)?từ\s+(?:ngày\s+)?)?"
    r"(?P<a><<POINT>>|(?<![\d/.,\-]|\d[^\S\n])\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?=-\d{1,2}/\d{1,2}(?!\d))|(?<=từ\s)nay|(?:ngày\s+|(?<=từ\s+ngày\s+)|(?<![\d/.,\-]|\d[^\S\n])"
    r"(?=\d{1,2}\s*[-–→]\s*\d{1,2}\s?/)|(?<=từ\s)(?=\d{1,2}\s+đến\s+(?:hết\s+|hết\s+ngày\s+|ngày\s+)?\d{1,2}\s?/))\d{1,2}(?!\d)|(?:tháng|\bt\.?)\s?\d{1,2}|qu[ýí]\s*(?:[iv]+|\d)"
    r"|năm\s+\d{4})"
    r"(?:\s*,?\s*(?:và\s+)?kết\s+thúc\s+(?:vào\s+)?(?:ngày\s+)?|\s*,?\s*(?:cho\s+)?(?:đến|tới)\s+(?:hết\s+|chậm\s+nhất\s+(?:là\s+)?)?<<CLOCK>>(?:ngày\s+)?|\s*[–\-~→]\s*<<CLOCK>>(?:ngày\s+)?)"
    r"(?P<b><<END>>|(?:0?[1-9]|1[0-2])(?:\s+năm\s+\d{4}|(?![\d/%]|[.,]\d|\s*[-–]\s*\d|\s*(?:người|lớp|đơn\s+vị|lần|tháng)))|(?:iv"
    r"|i{1,3}|[1-4])(?:\s*(?:/|năm)\s*\d{4})?(?![\w/]|\s*[-–]\s*\d)|(?:19|20)\d{2}(?![\d/])|cuối\s+năm(?!\s*\d)|hết\s+năm"
    r"(?!\s*\d))"
)


def _completed(other: str, text: str) -> str:
    """A shortened end of a range with what it takes from the other: "tháng 3" - "5/2025", "quý II" - "III/2025"."""
    text = re.sub(_END_OF_YEAR, "31/12", text)
    if head := re.match(_BARE_DAY, text):
        if re.match(_QUARTER, other):
            return f"quý {head[1]}"
        if re.match(_MONTH, other):
            return f"tháng {head[1]}"
        if re.fullmatch(_FIGURES_OF_MONTH, other) and text.isdigit():
            return f"tháng {head[1]}"
        month = re.search(_MONTH_OF_DAY, other)
        return f"{head[1]}/{month[1] or month[2]}" if month else text
    if re.match(_BARE_QUARTER, text) and re.match(_QUARTER, other):
        return f"quý {text}"
    if re.fullmatch(_BARE_MONTH, text):
        return f"tháng {text}"
    return f"năm {text}" if re.fullmatch(r"\d{4}", text) else text


# A day in figures or in words: "31/6", "31 tháng 6"; not "31"
_IN_FIGURES = r"\d\s?[/.-]\s?\d|\d\s+tháng\s+\d"
# "cuối năm", "hết năm": its last day; not "cuối năm 2025"
_END_OF_YEAR = r"^(?:cuối|hết)\s+năm$"
# "15", "ngày 05"; not "15/6"
_BARE_DAY = r"(?:ngày\s+)?(\d{1,2})$"
# "iii/2025", "2 năm 2025"; not "12/2025"
_BARE_QUARTER = r"(?:i{1,3}|iv|\d)(?:\s|/|$)"
# "3 năm 2026", "12 năm 2025"; not "3/2026"
_BARE_MONTH = r"\d{1,2}\s+năm\s+\d{4}"
# "quý ii", "quí 3/2025"; not "tháng 3"
_QUARTER = r"qu[ýí]"
# "tháng 3", "t5/2025"; not "ngày 3/5"
_MONTH = r"(?:tháng|t\.?)\s?\d"
# "12/2025", to which "8-" is a month; not "20/6"
_FIGURES_OF_MONTH = r"\d{1,2}\s?/\s?\d{4}"
# "2026" alone; not "năm 2026"
_YEAR = r"\d{4}"
# The month of a day: of "20/6/2025", of "25 tháng 8"; not of "năm 2025"
_MONTH_OF_DAY = r"tháng\s*(\d{1,2})|\d\s?[/.-]\s?(\d{1,2})"


def stages(scan: Scan) -> None:
    """Stages of years that date the work ("Giai đoạn 2026 - 2027: …"), not those within a name."""
    for match in list(scan.matches(compiled(_STAGE), numbers=True)):
        at, first, last = match.start(), int(match["a"]), int(match["b"])
        works = scan.loose(at) or starts_statement(scan, at) or left_is(scan, at, "<<bounds.finish>>|thực\\s+hiện")
        if works and match["inside"] is None and not scan.loose(at):
            works = starts_statement(scan, at) and scan.text[match.end() : match.end() + 1] in (",", ":")
        elif match["inside"] and not works:
            works = _ends_statement(scan, match.end()) and not names_something(scan, at)
        if works and first <= last:
            scan.add(*match.span(), "period", first=dt.date(first, 1, 1), last=dt.date(last, 12, 31))
        else:
            scan.close(*match.span())


def _ends_statement(scan: Scan, at: int) -> bool:
    """Whether nothing of the statement follows: "đàm phán 02 thỏa thuận trong giai đoạn 2026 - 2027;"."""
    return bool(re.match(r"\s*(?:$|[.;)\n])", scan.text[at:]))


# A stage: "Giai đoạn 2026 - 2027", "trong giai đoạn 2023-2025"; not "giai đoạn 2" (one in a name: see `stages`)
_STAGE = (
    r"(?<!\w)(?P<inside>trong\s+)?(?:cả\s+)?(?:giai\s+đoạn|thời\s+kỳ)\s+(?:từ\s+)?(?:năm\s+)?(?P<a>(?:19"
    r"|20)\d{2})\s*(?:[-–~]|đến)\s*(?:năm\s+)?(?P<b>(?:19|20)\d{2})(?!\d|/)"
)


def day_lists(scan: Scan) -> None:
    """Days that share month and year: "các ngày 15, 16/10/2025"."""
    for match in list(scan.matches(compiled(_DAY_LIST), numbers=True)):
        last = read_point(match["last"])
        if (
            last is None
            or last.kind != "date"
            or not (match["named"] or _is_alone(scan, match.start()))
            or not (
                scan.loose(match.start())
                or left_is(scan, match.start(), "<<names.day_verbs>>|<<bounds.inside>>|các|hai|ba|\\d{1,2}")
                or starts_statement(scan, match.start())
            )
        ):
            continue
        spans = [*match.spans("day"), match.span("last")]
        for at, (start, end) in enumerate(spans[:-1]):
            day = int(scan.text[start:end])
            if calendar_date(2000, last.first[0], day or 99):
                point = replace(last, first=(last.first[0], day), last=(last.first[0], day))
                scan.add_point(start if at else match.start(), end, point, None)
        scan.add_point(*spans[-1], last, None)


# Days that share month and year: "các ngày 15, 16/10/2025", "ngày 05 và ngày 20 tháng 3"; not "ngày 15/10/2025"
_DAY_LIST = (
    r"(?<![\w/.,\-])(?:các\s+)?(?P<named>ngày\s+)?(?P<day>\d{1,2})(?:\s*(?:,|và)\s*(?:ngày\s+)?(?P<day>\d{1,2})(?![\d/.\-]))*\s*"
    r"(?:,|và)\s*(?:ngày\s+)?(?P<last><<END>>)"
)


def _is_alone(scan: Scan, at: int) -> bool:
    """Whether bare figures at `at` can only be a time: in a cell, with no word before them ("Thứ 2, 15/3")."""
    return scan.loose(at) and not re.search(_WORD_BEFORE, scan.text[max(0, at - 20) : at])


# A word that figures may belong to: "thứ ", "đợt "; not "vào ", "- "
_WORD_BEFORE = r"(?<!(?<!\p{L})(?:vào|trong|các|và))(?<=\p{L})\s+$"


def window_lists(scan: Scan) -> None:
    """Months or quarters that share their year: "Quý I, II/2026", "tháng 3, 6, 9/2025"."""
    for match in list(scan.matches(compiled(_LIST), numbers=True)):
        at, head = match.start("head"), match["head"] or "tháng"
        if not match["head"] and not (match["year"] and _is_alone(scan, at)):
            continue
        bound = bound_of(match["bound"])
        if bound is None and compiled(FINISH).search(scan.text, max(0, at - 40), at):
            bound = "on_or_before"
        timed = bound or match["year"] or left_is(scan, at, "<<bounds.inside>>")
        if not scan.loose(at) and (not timed or names_something(scan, at)):
            scan.close(*match.span())
            continue
        year = f"/{match['year']}" if match["year"] else ""
        numbers = [match.span("first"), *match.spans("next")]
        words = [re.search(r"\w+$", scan.text[start:end]) for start, end in numbers]
        points = [read_point(f"{head} {word[0] if word else ''}{year}") for word in words]
        if head == "tháng" and not all(points):  # "tháng 6, 45": of what is the second?
            scan.add(*match.span(), "unknown")
            continue
        for index, ((start, end), point) in enumerate(zip(numbers, points, strict=True)):
            if point:
                begin = (match.start() if match["bound"] else at) if index == 0 else start
                stop = match.end() if index == len(numbers) - 1 else end
                scan.add_point(begin, stop, point, bound)
        scan.close(*match.span())


# Windows that share their year: "Quý I, II/2026", "tháng 6 và tháng 11/2025", "tháng 3, 6, 9/2025"; not "tháng 3,
# quý II"
_LIST = (
    r"(?<!\w)(?:(?P<bound><<bounds.before>>|<<bounds.on_or_before>>)\s+)?(?P<head>(?:(?<!\d\s)|(?<=tuần\s\d\s))tháng|qu[ýí]|(?<![\d/.,\-])(?=[\d,\s]{1,60}/\s?\d{4}))"
    r"\s*(?P<first>\d{1,2}|iv|i{1,3})(?![\w/])(?:\s*(?:,|và|;|&|\+)\s*(?:và\s+)?"
    r"(?P<next>(?:(?P=head)\s*)?(?:\d{1,2}|iv|i{1,3}))(?!\w|\s+tháng))+(?:\s*(?:/|năm)\s*(?P<year>\d{4}))?(?![\d/])"
)
