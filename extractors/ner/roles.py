"""The role of a unit in its sentence, by rule: lead, coord, to (receives or decides), unit (merely mentioned).

The rules see where the names of units stand and the words between them, never the names themselves, so that they hold
for names that no list has.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.predicates import begins_with_action
from extractors.units import ADVERBIAL, ORDER_NOW

Span = tuple[int, int]


def roles_of(text: str, units: Sequence[Span]) -> list[str]:
    """The role of each unit of `units` (offsets in `text`, in order)."""
    found: list[str] = []
    for group in _lists(text, units):
        roles = [_by_words_before(text, units, number) for number in group]
        for place in range(1, len(roles)):
            roles[place] = roles[place] or roles[place - 1]  # "phối hợp với A, | B và | C"
        predicate = _by_predicate(text, units, group)
        found += [role or predicate for role in roles]
    return found


def _lists(text: str, units: Sequence[Span]) -> list[list[int]]:
    """The indices of the units, those that a comma or "và" joins together."""
    lists: list[list[int]] = []
    for number, (start, _) in enumerate(units):
        if number and JOINT.fullmatch(text, units[number - 1][1], start):
            lists[-1].append(number)
        else:
            lists.append([number])
    return lists


def _by_words_before(text: str, units: Sequence[Span], number: int) -> str | None:
    """What the words right before a name say of it; None where they say nothing."""
    before = text[: _introduced(text, units[number][0])]
    for role, pattern in BEFORE:
        if pattern.search(before):
            return role
    return None


def _by_predicate(text: str, units: Sequence[Span], group: Sequence[int]) -> str:
    """What the words behind the last name of a list say of all: it leads or helps where it is who acts, else unit."""
    start, end = units[group[0]][0], units[group[-1]][1]
    introduced = _introduced(text, start)
    before = text[:introduced]
    if introduced < start and text[end : end + 1] == ",":
        end += 1  # "Đồng chí A, Chánh Văn phòng, | trực tiếp …"
    opened = _opens_clause(text, introduced)
    if HELPS.match(text, end) and LED.search(before):
        return "coord"
    if LEADS.match(text, end) and not OWNED.search(before):
        return "lead"
    if COLON.match(text, end) and opened:
        return "lead"
    agent = AGENT.search(before)
    if HAS.match(text, end) and agent:
        return "unit"
    asked = ASKED.search(before)
    if DECIDES.match(text, end) and (agent or asked or not opened):
        return "to" if agent or asked else "unit"
    if not DOES.match(text, end):
        return "unit"
    if opened:
        return "unit" if EACH.search(before) and MEASURED.match(text, end) else "lead"
    if agent:
        # "Thuốc do | trạm y tế chuẩn bị" orders; "rà soát hồ ao do | xã quản lý" says which
        clause = CLAUSE.split(before[: agent.start()])[-1]
        opening = agent.start() - len(clause)
        subject = any(opening <= other < agent.start() for other, _ in units)
        return "unit" if begins_with_action(clause) or subject else "lead"
    return "unit"


def _opens_clause(text: str, start: int) -> bool:
    """Whether a clause begins at `start`: the text, a sentence, or what follows the comma of an adverbial."""
    before = text[:start]
    found = OPENING.search(before)
    if found:
        return True
    clause = CLAUSE.split(before)[-1]
    return bool(COMMA.search(clause) and ADVERBIAL.match(clause) and not ORDER_NOW.match(clause))


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
    r"(?:trình|báo cáo|gửi|nộp|tham mưu|chuyển|bàn giao|thông báo|báo|chịu trách nhiệm trước|xin ý kiến|đề xuất|"
    r"kiến nghị|theo (?:chỉ đạo|phân công|yêu cầu) của|cấp phát|phản ánh|qua)"
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
    # "giao | Văn phòng", "chủ trì: | …"; not "nhiệm vụ được giao cho | các phòng"
    (
        "lead",
        regex.compile(
            r"(?:(?<!\p{L})(?<!(?:được|đã|do|bàn|chuyển)\s)giao(?:\s+cho)?|(?:chủ trì|thực hiện|phụ trách)\s*:)\s+$",
            regex.IGNORECASE,
        ),
    ),
    # "trình | UBND tỉnh", "báo cáo kết quả với | …", "gửi số liệu về | …", "tham mưu cho | …", "(qua | Phòng X)"
    (
        "to",
        regex.compile(
            rf"(?<!\p{{L}})(?:{SENDING}(?:\s+(?:về|cho|đến|tới|lên|với|kịp thời|ngay))*|"
            rf"{SENDING}\s[^.;:]{{1,80}}?\s(?:về|cho|đến|tới|lên|với)|\(qua|người nhận\s*:)\s+$",
            regex.IGNORECASE,
        ),
    ),
)
LEADS = regex.compile(
    r",?\s+(?:được giao|chủ trì|có trách nhiệm|chịu trách nhiệm|làm đầu mối|là đầu mối|là (?:cơ quan|đơn vị))"
)
HELPS = regex.compile(r"\s+phối hợp(?!\s+(?:chặt chẽ\s+)?(?:với|cùng)(?!\p{L}))")
LED = regex.compile(r"chủ trì", regex.IGNORECASE)
COLON = regex.compile(r":\s+\p{L}")
CLAUSE = regex.compile(r"[.;:]\s+")
# a clause begins here: the start, behind a full stop, ";", ":" or a bracket; not behind any comma
OPENING = regex.compile(r"(?:^|[.;:)]\s+|^[-–(“]\s*)(?:(?:đề nghị|mỗi|từng|riêng|giao)\s+)?$", regex.IGNORECASE)
COMMA = regex.compile(r",\s+(?:(?:đề nghị|mỗi|từng|riêng|giao)\s+)?$", regex.IGNORECASE)
OWNED = regex.compile(r"(?<!\p{L})(?:của|theo|với)\s+$", regex.IGNORECASE)
ASKED = regex.compile(r"(?<!\p{L})đề nghị\s+$", regex.IGNORECASE)
EACH = regex.compile(r"(?:mỗi|từng|riêng)\s+$", regex.IGNORECASE)
MEASURED = regex.compile(r"\s+(?:có|đạt|phấn đấu|ít nhất|tối thiểu|là)\s")
AGENT = regex.compile(r"(?<!\p{L})(?:được|do)\s+$")
# whose something is, or who made it: "hồ chứa do | Công ty quản lý", "văn bản do | UBND tỉnh ban hành"
HAS = regex.compile(r"\s+(?:quản lý|ban hành|lựa chọn|sở hữu|cung cấp|tổ chức|làm (?:chủ|đại diện))(?!\p{L})")
# who decides of the work does none of it: "được | Giám đốc phê duyệt"; who made what is spoken of neither
DECIDES = regex.compile(
    r"\s+(?:phê duyệt|thông qua|quyết định|ban hành|lựa chọn|quản lý|công nhận|cho phép|chấp thuận|phân công|giao|ký|"
    r"hỗ trợ|hướng dẫn|khen thưởng|tặng|cấp)(?!\p{L})"
)
DOES = regex.compile(
    r"\s+(?!(?:và|hoặc|của|tại|ở|trên|trong|được|bị|không|thuộc|theo|đã|có\s(?!trách)|với|là|"
    r"trước|sau|để|nhằm|khi|vào|chậm|hằng|hàng)\s)\p{Ll}"
)
