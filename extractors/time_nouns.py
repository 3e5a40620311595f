"""Does a time say when the work is done, or does it belong to a noun ("Kế hoạch CCHC năm 2025") or to a name?"""

from __future__ import annotations

import regex as re

from extractors.time_points import Point
from extractors.time_scan import Scan
from extractors.time_words import compiled


def names_something(scan: Scan, at: int) -> bool:
    """Whether the time at `at` belongs to a noun before it (document, figure, money, meeting) and not to the work."""
    clause = scan.clause(at)
    if not clause.strip():
        return False
    if in_relative_clause(scan, at):
        return True
    if clause.rstrip().endswith(",") and not compiled(_LIST_TAIL).search(clause):
        return False
    names = list(compiled(_NAME).finditer(clause))
    name = names[-1] if names else None
    if name is None or compiled(_NEW_PREDICATE).search(clause, name.end()):
        return False
    before = clause[: name.start()]
    if name["meeting"]:
        if compiled(_MET).fullmatch(clause[: name.end()]):
            return False  # "Họp giao ban hằng tháng": there it is the verb
        return not compiled(_HOLDS).search(before)
    if name["report"]:
        return bool(compiled(_IN_PLACE).search(before)) or bool(compiled(_NAME).search(before) and not before.strip())
    return True


def named_by_result(scan: Scan, at: int) -> bool:
    """Whether the days at `at` are those of a meeting on which the work is based."""
    return bool(compiled(_BASED_ON).search(scan.clause(at)))


def names_daily(scan: Scan, at: int) -> bool:
    """Whether "hằng ngày" or "hằng tuần" at `at` belongs to what is so by its nature ("đời sống hằng ngày")."""
    return bool(compiled(_DAILY).search(scan.clause(at))) and names_something(scan, at)


# A noun of a name, whole: "kế hoạch", "Chỉ số"; not the office "Sở Kế hoạch và Đầu tư", not "Kế hoạch này"
_NAME = (
    r"(?<!<<names.offices>>\s)(?<![\p{L}])(?:(?P<document><<names.documents>>)|(?P<meeting><<names.meetings>>)|"
    r"(?P<report><<names.reports>>))(?![\p{L}])(?!\s+này)"
)
# A new predicate after a name: "Kế hoạch … gửi", "chương trình …, tổ chức"; not "kế hoạch kiểm tra"
_NEW_PREDICATE = (
    r"(?<![\p{L}])<<names.verbs_always>>(?![\p{L}])|(?:[,;]\s*|(?<![\p{L}])(?:và|đồng\s+thời"
    r"|để)\s+)<<names.verbs_joined>>(?![\p{L}])"
)
# A meeting that is a verb at the head of a statement: "- Họp", "Họp giao ban"; not "Hội nghị", "tại cuộc họp"
_MET = r"[\s\d.,)\-–+*•]*<<names.met>>(?:\s+<<names.met>>)*"
# The verb that holds a meeting, before it: "tổ chức ", "duy trì các "; not "sau "
_HOLDS = r"(?<![\p{L}])<<names.holding>>(?:\s+\p{L}+){0,2}\s*$"
# A result or meeting that something is based on: "căn cứ kết quả họp giao ban ", "tại hội nghị giao ban "
_BASED_ON = (
    r"(?<![\p{L}])(?:căn\s+cứ|theo|tại|từ|trên\s+cơ\s+sở)\s+(?:\p{L}+\s+){0,4}<<names.meetings>>(?:\s+\p{L}+){0,3}\s*$"
)
# What is daily by its nature, right before "hằng ngày": "sinh hoạt ", "nhu cầu đi lại "; not "dữ liệu "
_DAILY = r"(?<![\p{L}])<<names.daily>>(?:\s+\p{L}+){0,3}\s*$"
# A report is a place: "trong ", "theo các "; not "gửi "
_IN_PLACE = r"(?<![\p{L}])<<names.places>>\s+(?:\p{L}+\s+)?$"
# A relative clause that ends here: "do Sở giao", "chỉ tiêu được phân bổ", "hồ sơ phát sinh"; not "giao Sở"
_RELATIVE = r"(?<![\p{L}])(?:(?:<<names.relative>>(?:\s+[\p{L}]+){0,8}?)\s+)?<<names.relative_verbs>>\s*$"
# A list that goes on after its comma: "kế hoạch trung hạn, ", "giai đoạn 2026-2030 và "; not "kế hoạch, "
_LIST_TAIL = r"(?<![\p{L}])<<names.list_tails>>(?:\s+\d{4}\s*[-–]\s*\d{4})?\s*(?:,|và)\s*$"


def in_purpose(scan: Scan, at: int, words: str) -> bool:
    """Whether the comma segment before `at` states a purpose or a result ("để …", "gây …") and no order."""
    segments = scan.clause(at).split(",")
    short = compiled(rf"(?<![\p{{L}}])<<{words}>>(?:\s+\p{{L}}+){{0,3}}\s*$")
    segment = ",".join(segments[-2:]) if len(segments) > 1 and short.search(segments[-2]) else segments[-1]
    return bool(compiled(rf"(?<![\p{{L}}])<<{words}>>(?![\p{{L}}])(?!\s+<<conditions.assured>>)").search(segment))


def in_relative_clause(scan: Scan, at: int) -> bool:
    """Whether a relative clause ("chỉ tiêu được giao …") ends at `at`: the time belongs to it."""
    return bool(compiled(_RELATIVE).search(scan.clause(at)))


def starts_statement(scan: Scan, at: int) -> bool:
    """Whether a statement starts at `at`."""
    return bool(_AT_START.fullmatch(scan.clause(at)))


# The start of a statement, before which nothing but a number or a mark stands: "", "- ", "1. "; not "kế hoạch "
_AT_START = re.compile(r"[\s\d.,)\-–+*•“\"]*(?:định\s+kỳ|vào|và|phấn\s+đấu)?\s*$")


def left_is(scan: Scan, at: int, template: str) -> bool:
    """Whether the words of `template` stand right before `at`."""
    return bool(compiled(rf"(?<![\p{{L}}])(?:{template})[\s,(]*$").search(scan.text, max(0, at - 60), at))


# Work is finished then: "hoàn thành ", "xong trong "; not "hoàn thành việc "
FINISH = r"(?<![\p{L}])<<bounds.finish>>\s*(?:vào|trong|dự\s+kiến)?\s*$"


def is_far(scan: Scan, year: int | None) -> bool:
    """A year that cannot be one of this plan: it dates something else."""
    known = scan.years or ((scan.issued.year,) if scan.issued else ())
    return year is not None and bool(known) and not (min(known) - 1 <= year <= max(known) + 30)


def is_past(scan: Scan, start: int, end: int, point: Point) -> bool:
    """Whether a time in prose was over when the plan was issued and so dates what gave rise to the work.

    One that opens its statement ("Ngày 05/9/2025: khai giảng") is a past entry of a calendar, unless the statement
    tells what was done."""
    day = point.end(point.year) if point.year is not None else None
    if scan.cell or not day or not scan.issued or day >= scan.issued:
        return False
    return not starts_statement(scan, start) or bool(compiled(TOLD).match(scan.text, end))


def is_over(scan: Scan, point: Point) -> bool:
    """Whether a point with its year was over when the plan was issued, or before the years that it is for."""
    day = point.end(point.year) if point.year is not None else None
    if day is None:
        return False
    if scan.issued is not None:
        return day < scan.issued
    return bool(scan.years) and day.year < min(scan.years)


# What was done follows: ", xã đã giải quyết"; not ": khai giảng"
TOLD = r"[^.;\n]{0,120}(?<![\p{L}])đã(?![\p{L}])"


def is_cited(scan: Scan, at: int) -> bool:
    """Whether a bare day at `at` is the date of a document, whose noun or number stands before it."""
    clause = scan.clause(at)
    printed = scan.printed[at - len(clause) : at]
    named = re.sub(_TITLE, " ", clause)  # what a title within quotes is called says nothing of a document
    cited = bool(re.search(_DOCUMENT_NUMBER, printed)) or bool(compiled(_CITED).search(named))
    return cited or bool(compiled(_SAID_AT).search(clause))


def follows_number(scan: Scan, at: int) -> bool:
    """Whether the clause before `at` cites a document by its number."""
    clause = scan.clause(at)
    return bool(re.search(_DOCUMENT_NUMBER, scan.printed[at - len(clause) : at]))


def is_dated_number(scan: Scan, at: int) -> bool:
    """Whether a bracket that opens right before `at` stands behind the number of a document or a feast."""
    left = scan.printed[max(0, at - 80) : at].rstrip()
    return left.endswith("(") and (
        bool(re.search(_DOCUMENT_NUMBER + r"[\p{L}\d/\-]*\s*\($", left))
        or left_is(scan, at - 1, "<<names.feasts>>(?:\\s+[\\p{L}\\d]+){0,8}")
    )


# The number of a document: "19/2022/QĐ", "số 45"; not "05/8/2026"
_DOCUMENT_NUMBER = r"\d+\s*[/-]\s*(?:\d{4}\s*/\s*)?\p{Lu}[\p{Lu}\d]|\bsố\s*\d"
# The meeting where something was said: "tại phiên họp ", "theo kết luận hội nghị "; not "tổ chức hội nghị "
_SAID_AT = r"(?<![\p{L}])(?:tại|theo|từ|trong)\s+(?:(?:các|kết\s+luận)\s+)?<<names.meetings>>(?:\s+[\p{L}\d]+){0,6}\s*$"
# A title: “Người dẫn chương trình nhí”; not an opening quote that never closes
_TITLE = r"“[^”]*”|\"[^\"]*\""
# Its noun: "quyết định", "luật"; not "hội nghị"
_CITED = r"(?<![\p{L}])<<names.cited>>(?![\p{L}])"


def is_cutoff(scan: Scan, at: int, *, limit: bool = False) -> bool:
    """A day up to which figures count, of a birth, or from which a text is in force.

    With `limit` the day is bounded as work is ("trước", "chậm nhất"), and figures may be due by it."""
    births = "(?<!(?:<<names.not_births>>)\\s)<<names.births>>"
    return left_is(scan, at, births + "(?:\\s+(?:ngày|từ|vào))?") or (
        not limit and left_is(scan, at, "<<names.cutoffs>>(?:\\s+\\p{L}+){0,2}:?|chốt(?:\\s+\\p{L}+){0,4}")
    )


def close_names(scan: Scan) -> None:
    """Closes what is no time of work: quoted titles and school years in prose, days of the lunar calendar."""
    for template in (*_no_times(scan), *(() if scan.cell else (_QUOTED, _SCHOOL_YEAR))):
        for match in list(scan.matches(compiled(template))):
            scan.close(*match.span())
    if not scan.cell:
        for match in list(scan.matches(compiled(_NUMBER_OF_PERIODICAL), numbers=True)):
            scan.close(*match.span())


def _no_times(scan: Scan) -> list[str]:
    """The patterns of what is no time of work anywhere, as far as the text can hold them."""
    return [template for template, word in _NO_TIMES if word in scan.text]


# A day of the lunar calendar, which has no ISO date: "từ ngày 15 – 28 tháng 12 Âm lịch", "10/3 (âm lịch)"; not
# "ngày 10/3"
_LUNAR = (
    r"(?<!\w)(?:từ\s+|trước\s+)?(?:ngày\s+)?[\d\s/–\-]*(?:tháng\s+(?:\d+|giêng|chạp))?[\s\d/(]*"
    r"(?:năm\s+[\p{L} ]{3,12})?\(?\s*âm\s+lịch\)?"
)
# A number of a periodical: "Tạp chí số tháng 5/2026", "bản tin nội bộ số tháng 6"; not "chuyển đổi số tháng 5/2026"
_NUMBER_OF_PERIODICAL = (
    r"(?<![\p{L}])<<names.periodicals>>(?:\s+\p{L}+){0,4}?\s+(?:số\s+)?(?:ra\s+)?(?:tháng|qu[ýí])\s*(?:\d{1,2}|[iv]+)"
    r"(?:\s*(?:/|năm)\s*\d{4})?"
)
# Before, in and after an event is always: "trước, trong và sau bão", "trước và sau khi tiêm"; not "trước bão"
_AROUND = r"(?<![\p{L}])trước(?:\s*,\s*trong)?(?:\s*,)?\s+(?:và\s+)?sau(?![\p{L}])"
# The stretch that a periodical report covers (Nghị định 09/2019/NĐ-CP, điều 12): "từ ngày 15/12 năm trước đến ngày
# 14/3", "tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo"; not "từ ngày 15/12 đến ngày 14/3"
_REPORTED = (
    r"(?<![\p{L}])từ\s+(?:ngày\s+)?(?:<<POINT>>\s+(?:của\s+)?năm|\d{1,2}\s+(?:của\s+)?tháng)\s+trước(?:\s+liền\s+kề|\s+kỳ\s+báo\s+cáo)?\s+"
    r"(?:đến|tới)\s+(?:hết\s+)?(?:ngày\s+)?(?:<<END>>|\d{1,2})(?:\s+(?:của\s+)?(?:tháng|năm)\s+(?:báo\s+cáo|sau|thuộc\s+kỳ\s+báo\s+cáo))?"
)
# After a day or window is no end that could be met: "sau ngày 15/3/2026", "sau năm 2030"; not "sau 15 ngày"
_AFTER = r"(?<![\p{L}])sau\s+(?:khi\s+hết\s+|hết\s+)?(?:<<POINT>>|20\d{2}(?![\d/.]))"
# Round the clock: "24/7", "trực 24/7"; not "ngày 24/7", "24/7/2026"
_ROUND_THE_CLOCK = r"(?<![\d/])(?<!(?:ngày|trước|đến|từ|nhất|vào|dịp|[-–,;])\s*)24/(?:7|24)(?!\d|/|\s*[-–]\s*\d)"
# The number of a round or an issue in its year: "Đợt 1/2026", "Số 3/2026"; not "đợt 1: 3/2026"
_ROUND_OF_YEAR = r"(?<![\p{L}])(?:đợt|lần|vòng|kỳ|số|khóa|khoá|lớp)\s+\d{1,2}\s?/\s?20\d{2}(?!\d|/)"
# Each with a word without which it cannot match: a plain search is much the faster
_NO_TIMES = (
    (_REPORTED, "trước"),
    (_LUNAR, "âm"),
    (_AROUND, "sau"),
    (_AFTER, "sau"),
    (_ROUND_THE_CLOCK, "24/"),
    (_ROUND_OF_YEAR, "/"),
)
# A title: “Phát triển … giai đoạn 2022 - 2025”, "45 ngày"; not an opening quote that never closes
_QUOTED = r"“[^”\n]{1,400}”|\"[^\"\n]{1,300}\"|«[^»\n]{1,300}»"
# A school year, which is a name in prose: "năm học 2025-2026", "năm học 2025 – 2026"; not "năm học mới", "học kỳ I năm
# học 2025-2026", "trong năm học 2025-2026"
_SCHOOL_YEAR = r"(?<!học\s+k[ỳì]\s+(?:[iv]+|\d)[,\s]+|(?<!\p{L})trong\s+(?:suốt\s+)?)năm\s+học\s+\d{4}\s*[-–]\s*\d{4}"
