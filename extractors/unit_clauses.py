"""Clauses inside a name: "Phó Hiệu trưởng phụ trách chuyên môn", "các đơn vị được kiểm tra".

Both hold a verb that is no predicate; what shows it is the predicate that follows: "… phụ trách chuyên môn | duyệt",
"… được kiểm tra | xây dựng báo cáo". Where none follows, the verb is the predicate and the name ends before it.
"""

from __future__ import annotations

import regex

from extractors.predicates import match_verb
from extractors.unit_heads import BEFORE, WORD
from extractors.words import is_word

REACH = 9  # syllables that such a clause may have behind its verb


def charge_end(text: str, at: int) -> int:
    """Where "phụ trách …" at `at` ends that says which holder of a post is meant; `at` where it says none."""
    charge = CHARGE.match(text, at)
    if not charge:
        return at
    end = _next_predicate(text, charge.end())
    if end is None:
        left = text[charge.end() :].rstrip(" .;:)")
        alone = left.strip() and not PUNCTUATION.search(left) and len(left.split()) <= REACH
        return charge.end() + len(left) if alone else at
    return end


def restriction_end(text: str, at: int) -> int:
    """Where the clause at `at` ends that says which of many units are meant ("được kiểm tra", "có rừng"); else `at`."""
    place = PLACE.match(text, at)
    if place:
        verb = match_verb(text, place.end() + 1)
        return place.end() if verb else at
    passive = PASSIVE.match(text, at)
    if passive:
        verb = match_verb(text, passive.end())
        end = _next_predicate(text, verb.end() if verb else passive.end(), least=0 if verb else 1)
        return at if end is None else end
    having = HAVING.match(text, at)
    if having and not PLAN_OR_DUTY.match(text, having.end()):
        end = _next_predicate(text, having.end(), bound=True)
        return at if end is None else end
    return at


# "phụ trách chuyên môn", "dạy lớp 12"; not "phụ trách:", "dạy học"
CHARGE = regex.compile(r"(?:phụ trách|dạy(?=\s+(?:các )?(?:lớp|môn|khối|bộ môn)\b))\s+(?=\p{L})")
# "trong KCN", "trên địa bàn tỉnh"; not "trong năm", "trên cơ sở"
PLACE = regex.compile(
    r"(?:trong|tại)\s+(?:các\s+)?(?:KCN|CCN|KKT|khu công nghiệp|cụm công nghiệp|khu kinh tế|ngành|hệ thống|khu vực|"
    r"làng nghề)(?!\p{L})|trên địa bàn(?:\s+(?:tỉnh|huyện|xã|phường|thành phố|thị xã|quận))?(?!\p{L})"
)
# "được kiểm tra", "bị ảnh hưởng", "không thuộc diện …", "đang thi công"; not "được giao", "không để"
PASSIVE = regex.compile(
    r"(?:được\s+(?!giao|phân công)|bị\s+|(?:không )?thuộc (?:diện|đối tượng)\s+|đang\s+|chưa\s+(?=được|có))(?=\p{Ll})"
)
# "có rừng", "có khu, điểm du lịch"; not "có trách nhiệm"
HAVING = regex.compile(r"(?:không )?có\s+(?=\p{Ll})")
# what a unit that orders nothing else is said to have: "có kế hoạch triển khai", "có trách nhiệm", "có ít nhất 01 …"
PLAN_OR_DUTY = regex.compile(
    r"(?:trách nhiệm|nhiệm vụ|kế hoạch|giải pháp|biện pháp|phương án|hình thức|ý kiến|văn bản|báo cáo|đăng ký|đề xuất|"
    r"bố trí|ít nhất|tối thiểu|trên|từ|quyền|thể|sự|nghĩa vụ|cơ chế|chính sách|chương trình|đủ|phân công|mặt|công văn|"
    r"tờ trình|liên quan|\d)(?!\p{L})"
)
PUNCTUATION = regex.compile(r"[,.;:()]")
# predicates that bind a unit as nothing else does: "phối hợp với", "có trách nhiệm", "tổ chức"
BINDING = regex.compile(
    r"(?:phối hợp|chủ trì|có trách nhiệm|chịu trách nhiệm|tổ chức|xây dựng|triển khai|thực hiện|chủ động|hoàn thành|"
    r"rà soát|tăng cường|báo cáo|tiếp tục|bố trí|lập|thành lập|ban hành|chỉ đạo|tham mưu)(?!\p{L})"
)
DUTY = regex.compile(r"(?:có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?!\p{L})")


def _next_predicate(text: str, at: int, *, bound: bool = False, least: int = 1) -> int | None:
    """The end of the words before the next predicate in the clause, None where it has none within reach.

    `bound`: only a predicate that binds a unit counts, and a comma may stand before it; `least`: so many words at least
    stand before it.
    """
    taken, halved = 0, False  # halved: the syllable before ends a word of two ("địa bàn") and begins none
    while taken <= REACH:
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            return None
        found = BINDING.match(text, at) if bound else (match_verb(text, at) or DUTY.match(text, at))
        if found and taken >= least and (bound or found.group() not in LINKS):
            if halved or not _ends_word(text, at, found):
                return len(text[:at].rstrip())
            halved = True
        else:
            halved = False
        joint = JOINT.match(text, at)
        if joint and (joint.group() != "," or bound):
            at = joint.end()
            continue
        word = WORD.match(text, at)
        if not word:
            return None
        at = word.end()
        taken += 1
    return None


# what joins the words of a field: "văn hóa - xã hội", and a comma in what a unit has
JOINT = regex.compile(r",|[-–](?=\s)")


def _ends_word(text: str, at: int, verb: regex.Match[str]) -> bool:
    """Whether a verb of one syllable is the second half of a word: "địa | bàn"."""
    before = BEFORE.search(text[max(0, at - 14) : at])
    return " " not in verb.group() and before is not None and is_word(f"{before[1]} {verb.group()}".casefold())


LINKS = ("cần", "được", "bị", "là", "không", "có", "đã", "đang", "theo", "cùng", "từng", "trực tiếp", "tốt", "làm")
"""Words that end a name elsewhere and may stand inside such a clause: "không thuộc diện kiểm tra | trực tiếp"."""
