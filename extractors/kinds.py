"""Kinds of items (GUIDELINE.md, Labels): task (nhiệm vụ), target (chỉ tiêu), purpose (mục đích, yêu cầu), other."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from enum import StrEnum

import regex

from extractors.lexicon import load
from extractors.predicates import begins_with_action
from extractors.unit_names import begins_with_unit


class Kind(StrEnum):
    """What an item is; only tasks and targets become rows."""

    TASK = "task"
    TARGET = "target"
    PURPOSE = "purpose"
    OTHER = "other"


@functools.lru_cache(maxsize=1024)  # each item asks all headings above it
def kind_of_heading(text: str) -> Kind | None:
    """What a heading says of the items under it; None where it says nothing ("Công tác chỉ đạo, điều hành").

    A heading that joins two kinds ("Chỉ tiêu và nội dung/nhiệm vụ", "Đối tượng, nội dung và thời gian") says nothing,
    for its sub-headings will.
    """
    folded = fold_heading(text)
    kinds = [kind for kind in _phrases() if any(_is_or_starts(folded, phrase) for phrase in _phrases()[kind])]
    if not kinds:
        return None
    best = max(kinds, key=lambda k: max(len(p) for p in _phrases()[k] if _is_or_starts(folded, p)))
    if best is Kind.TASK:
        return Kind.TASK
    return None if _joins_tasks(folded, best) else best


def kind_of_item(text: str, heading_kind: Kind | None) -> Kind:
    """The kind of an item under a heading of `heading_kind` (that of the nearest heading that says one)."""
    if heading_kind is Kind.OTHER and SCHEDULED.match(text):
        return Kind.TASK
    if heading_kind in (Kind.PURPOSE, Kind.OTHER, Kind.TARGET):
        return heading_kind
    points = len(text) < POINTERS_LENGTH and POINTERS.match(text)
    if _definition().match(text) or points or REFERENCE.match(text) or CONTACT.search(text):
        return Kind.OTHER
    if is_target(text):
        return Kind.TARGET
    return Kind.TASK


def is_target(text: str) -> bool:
    """Whether the wording alone makes the item a target: a result with a figure or level, and no order beside it."""
    if RESULT_START.match(text) or LABELLED.match(text):
        return True
    if ENSURE.match(text):
        # "Đảm bảo 100% …" is a target, "Đảm bảo triển khai được trên 100% … và phải có báo cáo" orders something too
        rest = ENSURE.sub("", text)
        if FIGURE.match(rest) or (FIGURE.search(rest) and not begins_with_action(rest)):
            return not ORDER_BESIDE.search(rest)
    if begins_with_action(text) or begins_with_unit(text):
        return False
    return bool(LEVEL.search(text) or RESULT.match(text))


def is_closing(text: str) -> bool:
    """Whether an unmarked last paragraph only announces the plan or asks for compliance ("Trên đây là Kế hoạch …")."""
    if regex.match(r"trên đây là", text, regex.IGNORECASE):
        return True
    if DATED.search(text):
        return False
    if DIFFICULTIES.match(text):
        return True
    asks = regex.search(r"(?:đề nghị|yêu cầu|giao|nhận được|căn cứ)\b", text[:160], regex.IGNORECASE)
    complies = regex.search(
        r"(?:triển khai|tổ chức|nghiêm túc|thực hiện|phối hợp|quan tâm)[^.]{0,120}(?:kế hoạch|"
        r"thực hiện|nhiệm vụ|nội dung)",
        text,
        regex.IGNORECASE,
    )
    by_plan = regex.search(r"kế hoạch (?:này|trên)[^.]{0,60}thực hiện", text, regex.IGNORECASE)
    return bool(asks and (complies or by_plan))


# "100% hồ sơ …", "Tỷ lệ …", "Phấn đấu … 80%", "Chỉ số … trong nhóm 10", "Có ít nhất 50% …", "Trên 90% …", "Số xã
# đạt …"; not "Rà soát 100% …"
RESULT_START = regex.compile(
    r"(?:(?:phấn đấu|đến (?:hết )?(?:năm|quý|tháng)[^,]{0,20},|hằng năm,|hàng năm,|có)\s+)*"
    r"(?:(?:đạt|từ|trên|ít nhất|tối thiểu|không dưới|hơn|trung bình|bình quân|khoảng|thực hiện)\s+)*\d[\d.,]*\s*%"
    r"|(?:tỷ lệ|tỉ lệ|mức độ hài lòng)\b(?=.*\d)|có (?:ít nhất|tối thiểu) \d|phấn đấu\b(?=[^.;]{0,160}(?:\d+\s*%|"
    r"\b(?:tối thiểu|ít nhất|trên|từ|có)\s+\d|\bnhóm\b|"
    r"\bxếp\b|\bđạt\b|\bđứng\b))|chỉ số\b(?=.*(?:đạt|nhóm|xếp|trên|tăng|\d))|100%",
    regex.IGNORECASE,
)
# an entry of a timetable under "Thời gian, địa điểm": "Ngày 20/10/2025: các trường nộp hồ sơ", "Từ 05/11 đến 14/11:
# Thi"
SCHEDULED = regex.compile(
    r"(?:dự kiến )?(?:từ |sáng |chiều |tối )*(?:ngày |tuần |tháng |quý )?\d[^:]{2,50}:\s+\p{L}{2,} \p{L}",
    regex.IGNORECASE,
)
# an item that only points elsewhere: "(Chi tiết tại Phụ lục 2)", "Các nhiệm vụ cụ thể thực hiện theo Phụ lục kèm theo",
# "Danh mục nhiệm vụ: Phụ lục I"; not "Lập Phụ lục I: danh mục nhiệm vụ"
REFERENCE = regex.compile(
    r"\([^()]*\b(?:phụ lục|đính kèm|kèm theo)\b[^()]*\)[.;]?$|(?:[\p{L} ]{2,30}:\s*)?(?:các |"
    r"những )?(?:nội dung|nhiệm vụ|chỉ tiêu)[^,;.]{0,40}(?:theo|tại|trong) (?:các )?(?:phụ lục|biểu)[^;.]*[.;]?$|"
    r"[\p{L} ,/]{2,60}:\s*(?:xem |tại |theo )*(?:các )?(?:phụ lục|biểu mẫu)(?: số)?(?: [\dIVX, và]+)?"
    r"(?: kèm theo| đính kèm)?[.;]?$",
    regex.IGNORECASE,
)
# a sentence of nothing but such pointers: "Theo Phụ lục kèm theo.", "Chỉ tiêu tại Phụ lục I; danh mục nhiệm vụ tại
# Phụ lục II kèm theo Kế hoạch này"; not "Các đơn vị báo cáo theo Phụ lục II"
POINTERS = regex.compile(
    r"""(?:(?:^|[;,]\s*)
        (?:(?:chi\ tiết|danh\ mục|nội\ dung|nhiệm\ vụ|chỉ\ tiêu|tiến\ độ|lộ\ trình|bảng)\b[\p{L}\ ,]{0,50}\ )?
        (?:được\ nêu\ |nêu\ |xem\ |thực\ hiện\ )?(?:theo|tại|trong|ở)\ (?:các\ )?(?:phụ\ lục|biểu)(?:\ số)?
        (?:,?\ ?(?:và\ )?\b[\dIVX]+\b)*(?:\ ban\ hành)?(?:\ kèm\ theo|\ đính\ kèm)?(?:\ (?:bản\ )?kế\ hoạch\ này)?
    )+[.;]?$""",
    regex.IGNORECASE | regex.VERBOSE,
)
POINTERS_LENGTH = 200
# a telephone list: "Công ty A: 0243.6269.372"
CONTACT = regex.compile(r"[:–-]\s*(?:đt|điện thoại|sđt)?[:.\s]*0\d{2,3}[\s.]?\d{3,4}[\d\s.–-]{2,}$", regex.IGNORECASE)
# a result without an order: "Mỗi trường có ít nhất 02 sáng kiến", "Thu ngân sách đạt 25 tỷ đồng", "Tổng … tăng 12%"
RESULT = regex.compile(
    r"[^.;:]{3,90}?\b(?:đạt|tăng|giảm|chiếm|có (?:ít nhất|tối thiểu)|(?:thuộc|trong|vào) nhóm)\s+(?:\p{L}+\s+){0,2}\d",
    regex.IGNORECASE,
)
ENSURE = regex.compile(r"(?:đảm bảo|bảo đảm|phấn đấu)\s+", regex.IGNORECASE)
FIGURE = regex.compile(
    r"(?:(?:từ|trên|ít nhất|tối thiểu|đạt|có|khoảng|ít)\s+)*\d[\d.,]*\s*(?:%|phần trăm)", regex.IGNORECASE
)
ORDER_BESIDE = regex.compile(
    r"(?:^|[;.]\s+|,\s*|\bvà\s+)(?:phải có|tổ chức|xây dựng|rà soát|báo cáo|thực hiện nghiêm|hướng dẫn|kiểm tra)\b",
    regex.IGNORECASE,
)
# a level instead of a number: "đạt từ mức “Hoàn thành tốt nhiệm vụ” trở lên", "đạt từ loại “Khá” trở lên"
LEVEL = regex.compile(r"đạt\s+(?:từ\s+)?(?:mức|loại|hạng)?\s*[“\"][^”\"]+[”\"]\s*trở lên", regex.IGNORECASE)
# "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh …"; not "Quá trình thực hiện gắn với …"
DIFFICULTIES = regex.compile(
    r"(?:trong )?quá trình (?:triển khai|thực hiện|tổ chức)[^.]{0,120}(?:vướng mắc|khó khăn|"
    r"phát sinh)",
    regex.IGNORECASE,
)
# a line of an activity: "Chỉ tiêu: Phấn đấu có từ 60 người tham gia"; not "Chỉ tiêu và giải pháp:"
LABELLED = regex.compile(r"chỉ tiêu(?: phấn đấu| cụ thể| thực hiện)?\s*:\s*(?=.*\d)", regex.IGNORECASE)
DATED = regex.compile(r"\b(?:trước|chậm nhất|muộn nhất|hạn)\b[^.;]{0,30}\d", regex.IGNORECASE)


def fold_heading(text: str) -> str:
    """A heading without case, number, quotes and closing punctuation, white space folded."""
    return regex.sub(r"\s+", " ", text).strip(" .:;-–").casefold()


@functools.cache
def _phrases() -> dict[Kind, Sequence[str]]:
    headings = load("sections")["headings"]
    return {
        Kind.PURPOSE: headings["purpose"],
        Kind.TARGET: headings["target"],
        Kind.OTHER: headings["other"],
        Kind.TASK: headings["task"],
    }


def _is_or_starts(folded: str, phrase: str) -> bool:
    if folded == phrase:
        return True
    if not folded.startswith(phrase) or folded[len(phrase)].isalnum():
        return False
    # "Hồ sơ đề nghị khen thưởng" is a part of the plan, "Hồ sơ sức khỏe điện tử" a topic
    return phrase not in _narrow() or GOES_ON.match(folded, len(phrase)) is not None


@functools.cache
def _narrow() -> frozenset[str]:
    return frozenset(load("sections")["topics"]["narrow"])


# what may follow a narrow phrase in the heading of a part of the plan: ", yêu cầu", " của Kế hoạch", " chung", "
# năm 2026"
GOES_ON = regex.compile(
    r"\s*(?:[,;:/(–-]|(?:và|của|chung|cụ thể|tổng quát|năm|thực hiện|áp dụng|tham gia|tham dự|"
    r"dự thi|đến|giai đoạn|xây dựng|đoàn (?:kiểm tra|giám sát|thanh tra|công tác)|hội đồng|tổ (?:công tác|giúp việc)|"
    r"ban (?:tổ chức|giám khảo|chỉ đạo|chỉ huy|điều hành)|"
    r"tổ chức|kế hoạch|đề nghị|khen thưởng|phấn đấu|trong|thi đua|triển khai|điều chỉnh|kèm theo|bảo đảm|đảm bảo)\b)"
)


def _joins_tasks(folded: str, kind: Kind) -> bool:
    """Whether the heading names tasks beside its first kind: "mục tiêu, nhiệm vụ", "đối tượng, nội dung"."""
    joint = regex.search(r"(?:,| và |/| - | – )\s*(?P<rest>.*)$", folded)
    if not joint:
        return False
    rest = joint["rest"]
    tasks = [p for p in _phrases()[Kind.TASK]]
    if any(
        regex.search(rf"(?<!\p{{L}}){regex.escape(p)}(?!\p{{L}})", rest)
        for p in tasks
        if p not in ("công tác", "hoạt động", "trách nhiệm")
    ):
        return True
    # "mục tiêu, chỉ tiêu" is target as a whole, "mục đích, chỉ tiêu" joins two kinds
    return kind is Kind.PURPOSE and bool(regex.search(r"(?<!\p{L})chỉ tiêu(?!\p{L})", rest))


@functools.cache
def _definition() -> regex.Pattern[str]:
    words = load("sections")["wording"]["definitions"]
    return regex.compile("(?:" + "|".join(map(regex.escape, words)) + r")\b", regex.IGNORECASE)
