"""The role of a unit in its sentence, by rule: lead, coord, to (receives, decides), unit (merely mentioned).

The rules see where the names of units stand and the words between them, never the names themselves, so that they hold
for names that no list has.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

Span = tuple[int, int]


def roles_of(text: str, units: Sequence[Span]) -> list[str]:
    """The role of each unit of `units` (offsets in `text`, in order)."""
    found: list[str] = []
    for number, (start, end) in enumerate(units):
        before = units[number - 1] if number else None
        joint = before is not None and JOINT.fullmatch(text, before[1], start) is not None
        last = number + 1 == len(units) or not JOINT.fullmatch(text, end, units[number + 1][0])
        role = _by_context(text, start, end)
        if role == "coord" and HELPS.match(text, end) and not LED.search(text[:start]):
            role = None  # "Các khoa, phòng phối hợp thực hiện" has no other leader
        if joint and role is None:
            role = found[-1]
        found.append(role or "")
        if last:
            # a list has one predicate, behind its last name
            first = number
            while first and JOINT.fullmatch(text, units[first - 1][1], units[first][0]):
                first -= 1
            opening = units[first][0]
            for member in range(first, number + 1):
                if not found[member]:
                    found[member] = _as_subject(text, opening, end)
    return found


def _by_context(text: str, start: int, end: int) -> str | None:
    """What the words right before a name say; None where they say nothing."""
    before = text[: _introduced(text, start)]
    for role, pattern in BEFORE:
        if pattern.search(before):
            return None if role == "lead" and BY.search(before) else role
    if LEADS.match(text, end) and not OWNED.search(before):
        return "lead"
    if HELPS.match(text, end):
        return "coord"
    return None


def _as_subject(text: str, start: int, end: int) -> str:
    """lead where the names from `start` to `end` begin a clause that goes on with a predicate, else unit."""
    named = _introduced(text, start)
    before = text[:named]
    if named < start and text[end : end + 1] == ",":
        end += 1
    if HELPS.match(text, end) and LED.search(before):
        return "coord"
    if COLON.match(text, end) and OPENING.search(before):
        return "lead"
    if DECIDES.match(text, end) and not OPENED.search(before):
        return "to" if AGENT.search(before) else "unit"
    if (OPENING.search(before) or AGENT.search(before)) and DOES.match(text, end):
        return "unit" if EACH.search(before) and MEASURED.match(text, end) else "lead"
    return "unit"


def _introduced(text: str, start: int) -> int:
    """Where a post begins together with the person who holds it: "đồng chí Mạc Văn Tiệp, | Chủ nhiệm …"."""
    person = PERSON.search(text, 0, start)
    return person.start() if person else start


PERSON = regex.compile(
    r"(?<!\p{L})(?i:đồng chí|ông|bà|anh|chị|thầy|cô)\s+(?:\p{Lu}\p{L}*\s+){1,4}\p{Lu}\p{L}*\s*[,–-]\s*$"
)
JOINT = regex.compile(r"\s*(?:[,;]\s*(?:và\s+|cùng\s+)?|và\s+|hoặc\s+|/\s*|[-–]\s+)", regex.IGNORECASE)
MANNER = r"(?:\s+(?:chặt chẽ|trực tiếp|tốt|hiệu quả|thường xuyên|đồng bộ|kịp thời))*"
SENDING = (
    r"(?:trình|báo cáo|gửi|nộp|tham mưu|chuyển|bàn giao|thông báo|báo|chịu trách nhiệm trước|xin ý kiến|đề xuất|kiến nghị|"
    r"theo (?:chỉ đạo|phân công|yêu cầu) của|cấp phát|phản ánh|qua)"
)
BEFORE: tuple[tuple[str, regex.Pattern[str]], ...] = (
    # "phối hợp với | Công an xã", "cùng với | …", "với sự tham gia của | …", "Đơn vị phối hợp: | …"
    (
        "coord",
        regex.compile(
            rf"(?:phối(?:\s+kết)?\s+hợp{MANNER}(?:\s+(?:với|cùng(?:\s+với)?))?|(?<!\p{{L}})cùng\s+với|(?<!\p{{L}})cùng|"
            r"với\s+sự\s+(?:tham gia|phối hợp|hỗ trợ)\s+của|phối hợp(?:\s+\p{L}+)?\s*:)"
            r"(?:\s+(?:các\s+đồng chí|đồng chí|đề nghị))?\s*$",
            regex.IGNORECASE,
        ),
    ),
    # "giao | Văn phòng", "do | Phòng Y tế", "chủ trì: | …"
    ("lead", regex.compile(r"(?:(?<!\p{L})(?:giao(?:\s+cho)?|do)|(?:chủ trì|thực hiện|phụ trách)\s*:)\s+$", regex.IGNORECASE)),
    # "trình | UBND tỉnh", "báo cáo kết quả với | …", "gửi số liệu về | …", "tham mưu cho | …", "(qua | Phòng X)"
    (
        "to",
        regex.compile(
            rf"(?<!\p{{L}})(?:{SENDING}(?:\s+(?:về|cho|đến|tới|lên|với|kịp thời|ngay))*|"
            rf"{SENDING}\s[^.;:]{{1,80}}?\s(?:về|cho|đến|tới|lên|với)|\(qua)\s+$",
            regex.IGNORECASE,
        ),
    ),
)
LEADS = regex.compile(r",?\s+(?:được giao|chủ trì|có trách nhiệm|chịu trách nhiệm|làm đầu mối|là đầu mối|là (?:cơ quan|đơn vị))")
HELPS = regex.compile(r"\s+phối hợp(?!\s+(?:chặt chẽ\s+)?(?:với|cùng)(?!\p{L}))")
# a clause begins here: the start, behind a full stop, ";", ":" or the comma of an adverbial
OPENING = regex.compile(r"(?:^|[.;:)]\s+|^[^.;]*,\s+|^[-–(“]\s*)(?:(?:đề nghị|mỗi|từng|riêng|giao)\s+)?$", regex.IGNORECASE)
BY = regex.compile(r"(?<!\p{L})do\s+$", regex.IGNORECASE)
OWNED = regex.compile(r"(?<!\p{L})(?:của|theo|với)\s+$", regex.IGNORECASE)
EACH = regex.compile(r"(?:mỗi|từng)\s+$", regex.IGNORECASE)
MEASURED = regex.compile(r"\s+(?:có|đạt|phấn đấu|ít nhất|tối thiểu|là)\s")
OPENED = regex.compile(r"(?:^|[.;:]\s+)$")
COLON = regex.compile(r":\s+\p{L}")
LED = regex.compile(r"chủ trì", regex.IGNORECASE)
# who decides of the work does none of it: "được | Giám đốc phê duyệt"; who made what is spoken of neither
DECIDES = regex.compile(
    r"\s+(?:phê duyệt|thông qua|quyết định|ban hành|lựa chọn|quản lý|công nhận|cho phép|chấp thuận|phân công|giao|ký|hỗ trợ|hướng dẫn|khen thưởng|tặng|cấp)(?!\p{L})"
)
AGENT = regex.compile(r"(?<!\p{L})(?:được|do)\s+$")
DOES = regex.compile(r"\s+(?!(?:và|hoặc|của|tại|ở|trên|trong|được|bị|không|thuộc|theo|đã|có\s(?!trách)|với|là)\s)\p{Ll}")
