"""The left column of a letterhead: the unit that issues, below its parent, its name whole however it was wrapped."""

from __future__ import annotations

import functools
import itertools
import unicodedata
from collections.abc import Sequence

import regex

from extractors.issued import ISSUED, NUMBER
from extractors.lexicon import load
from extractors.phrases import alternation

# A text that cannot end here: "… và", "… của", "… -". Not: "… năm 2025".
OPEN_END = regex.compile(
    r"(?:\b(?:và|của|về|các|trong|theo|cho|tại|với|đến|là|thực hiện|tổ chức|triển khai)|[,–-])\s*$", regex.I
)


LONGEST_WORD = 6
"""No word or head has more syllables."""


def issuing_unit(head: Sequence[str]) -> str | None:
    """The unit that issues, as printed: the last unit of the left column, its wrapped lines joined, not its parent.

    `head` are the printed lines above the document's type, of both columns in any order.
    """
    parts, in_letters = _parts(head)
    units: list[str] = []
    for part, following in itertools.pairwise((*parts, "")):
        if units and (_goes_on(units[-1], part, following) or not _starts(part, following)):
            units[-1] = f"{units[-1]} {part}"
        else:
            units.append(part)
    if not units:
        return in_letters or None  # a letterhead typed without capitals
    return units[-1] if _UNIT().match(units[-1]) else None


def _parts(head: Sequence[str]) -> tuple[list[str], str]:
    """The lines in capitals that name units, one unit or a piece of one each, and the first unit not in capitals."""
    parts: list[str] = []
    in_letters = ""
    for line in _MOTTO.sub("\n", "\n".join(head)).split("\n"):
        if _STAMPED.fullmatch(line.strip()):
            continue
        line = _NOT_UNIT.sub("", ISSUED.sub("", NUMBER.sub("", line)))
        line = _RULE.sub("", line).strip(" *:;|.")
        if parts and _FIGURE.fullmatch(line) and _BEFORE_FIGURE.search(parts[-1]):
            parts.append(line)
        elif not line.isupper() or not _WORD.search(line):
            if not in_letters and line and _UNIT_IN_LETTERS().match(line):
                in_letters = line
        else:
            if not (parts and _DASHED.fullmatch(line)):
                line = line.lstrip("-– ")
            parts += _INNER().split(line)
    return parts, in_letters


def _starts(part: str, following: str) -> bool:
    """Whether a line begins with the head of a unit, which may be wrapped itself ("BỆNH" / "VIỆN ĐA KHOA")."""
    return _UNIT().match(part) is not None or _UNIT().match(f"{part} {following}") is not None


def _goes_on(above: str, part: str, following: str) -> bool:
    """Whether a line that begins like a unit is the rest of the name above it."""
    if _BARE().fullmatch(above) or OPEN_END.search(above.lower()):
        return not part.startswith(above)  # "KIỂM TOÁN NHÀ NƯỚC" / "KIỂM TOÁN NHÀ NƯỚC KHU VỰC II"
    if _breaks_word(above, part) or _is_place(above, part):
        return True
    if _SCHOOL().match(f"TRƯỜNG {part}") and _ENDS_IN_SCHOOL.search(above):
        return True  # "CÔNG ĐOÀN TRƯỜNG" / "ĐẠI HỌC …"
    if _SCHOOL().match(f"{part} {following}"):
        return False
    if above.startswith("TRƯỜNG ") and part.startswith("TRƯỜNG "):
        return True  # a school after a person or a place: "TRƯỜNG THPT NGUYỄN" / "TRƯỜNG TỘ"
    return _is_rest(above, part, following)


def _is_rest(above: str, part: str, following: str) -> bool:
    """Whether a line of one syllable is the end of a name: none of a unit's follows, or the name lacks a syllable."""
    if " " in part or not _has_vowel(part):
        return False
    if _HALF_PLACE().search(above):
        return not following or _starts(following, "")
    return _BARE().fullmatch(part) is not None and (not following or _CITY.search(f"{above}\n{part}") is not None)


def _breaks_word(above: str, part: str) -> bool:
    """Whether the border between two lines goes through a word or a head: "… VÀ MÔI" / "TRƯỜNG", "CHI" / "CỤC …"."""
    left, right = above.split(), [word.strip(",;") for word in part.split()]
    found = [
        (i, j)
        for i in range(1, min(len(left), LONGEST_WORD) + 1)
        for j in range(1, min(len(right), LONGEST_WORD) + 1)
        if (" ".join(left[-i:]), " ".join(right[:j])) in _borders()
    ]
    if any(i == len(left) or i + j > 2 for i, j in found):
        return True
    return bool(found) and not _IN_PLACE().search(above) and not _LONG_HEAD().match(part)


def _is_place(above: str, part: str) -> bool:
    """Whether a line is the name of the place whose kind ends the line above: "… ĐẶC KHU" / "TRƯỜNG SA"."""
    words = part.split()
    return (
        len(words) == 2
        and words[0] in {word.upper() for word in load("documents")["wraps"]["places"]}
        and _has_vowel(words[1])
        and _AWAITS_PLACE().search(above) is not None
    )


def _has_vowel(word: str) -> bool:
    """Whether it is a word and no abbreviation: "SA", "AN". Not: "TNCS", "THPT"."""
    return any(letter in "AEIOUY" for letter in unicodedata.normalize("NFD", word))


# Printed rules, and marks set before a line: "-----", "* ". Not: "- THƯƠNG BINH", the rest of a name.
_RULE = regex.compile(r"[-–—_*]{2,}|^\s*(?:\*|[-–](?=\S)|[-–](?=.*[-–]$))|(?<=^[-–].*)[-–]$")
# The rest of a name behind a dash: "- THƯƠNG BINH VÀ XÃ HỘI", "– THÔNG TIN". Not: "-UBND".
_DASHED = regex.compile(r"[-–]\s+\p{Lu}.+")
# The figure of a unit on a line of its own: "5", "361", "XII". Not: "2026".
_FIGURE = regex.compile(r"\d{1,3}|[IVX]{1,5}")
# What a figure may follow: "… QUÂN KHU", "… KHU VỰC", "ĐỘI … SỐ", "SƯ ĐOÀN PHÒNG KHÔNG". Not: "… TỈNH".
_BEFORE_FIGURE = regex.compile(
    r"\b(?:QUÂN\s+KHU|KHU\s+VỰC|SỐ|VÙNG|PHƯỜNG|QUẬN|(?:SƯ|LỮ|TRUNG|QUÂN|BINH)\s+ĐOÀN(?:\s+\p{Lu}+){0,3})$"
)
_WORD = regex.compile(r"\p{Lu}{2}|^Y$")  # what a line of a name holds: "SỞ", "Y" of "THÚ Y". Not: "X", "4"
# A city of whose name the second syllable is a head: "HẢI" / "PHÒNG". Not: "TAM HẢI" / "PHÒNG KINH TẾ".
_CITY = regex.compile(r"(?<!\p{L})HẢI\nPHÒNG$")
# A name that awaits the school it is of: "CÔNG ĐOÀN TRƯỜNG". Not: "SỞ … MÔI TRƯỜNG".
_ENDS_IN_SCHOOL = regex.compile(r"(?<!MÔI\s)\bTRƯỜNG$")
# "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM",
# "ĐOÀN TNCS HỒ CHÍ MINH" on the right. Not: "BCH ĐOÀN TNCS HỒ CHÍ MINH TỈNH", an issuer.
_MOTTO = regex.compile(
    r"C[ỘÔ]NG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGH(?:ĨA|IÃ)\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc"
    r"|(?<!CỦA\s)ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|(?<!BCH\s|HÀNH\s|HỘI\s)ĐOÀN\s+(?:TNCS|THANH\s+NIÊN\s+CỘNG\s+SẢN)\s+HỒ\s+CHÍ\s+MINH(?=\s*(?:$|\n|\*))",
    regex.I,
)
# Stamps beside the issuer: "HỎA TỐC", "THƯỢNG KHẨN", "DỰ THẢO LẦN 2", "ĐẾN Số: 1432", "MẬT". Not: a unit's name.
_STAMPED = regex.compile(
    r"(?:H[ỎO]A|HOẢ)\s+TỐC\b.*|(?:THƯỢNG\s+)?KHẨN|(?:TỐI\s+|TUYỆT\s+)?MẬT|DỰ\s+THẢO\b.*|(?:CÔNG\s+VĂN\s+)?ĐẾN\b.*"
    r"|(?:BẢN\s+SAO|SAO\s+[YL])\b.*|LƯU\s+HÀNH\s+NỘI\s+BỘ|HẸN\s+GIỜ\b.*"
)
# What else may stand in the left column: "V/v triển khai …", "(Dự thảo)". Not: a unit's name.
_NOT_UNIT = regex.compile(r"V/v\b.*|\((?i:dự thảo)[^)]*\)|(?i:dự thảo)\b.*")


def _upper(table: str, *keys: str) -> list[str]:
    lexicon = load("documents")[table]
    return [word.upper() for key in keys for word in lexicon[key]]


def _heads() -> list[str]:
    """The heads of units as letterheads print them; "Thị xã" is the place of one."""
    return [head for head in _upper("issuers", "heads", "letterhead_heads") if head != "THỊ XÃ"]


@functools.cache
def _UNIT_IN_LETTERS() -> regex.Pattern[str]:
    """A unit on a line of its own, without capitals: "Trường Tiểu học Kim Đồng". Not: "Độc lập - Tự do"."""
    return regex.compile(rf"(?:{alternation(load('documents')['issuers']['heads'])})\s+[\p{{L}}\s&’'-]{{2,80}}$")


@functools.cache
def _UNIT() -> regex.Pattern[str]:
    """A line that starts a unit: "SỞ Y TẾ", "UBND TỈNH". Not: "THÀNH PHỐ HÀ NỘI", "NHÀ NƯỚC", "TỔ QUỐC"."""
    others = alternation(_upper("wraps", "no_heads"))
    centre = r"TRUNG\s+ƯƠNG(?!\s+(?:HỘI|ĐOÀN|ĐẢNG))"  # of another's name: "BỆNH VIỆN K" / "TRUNG ƯƠNG"
    return regex.compile(rf"(?!(?:{others})(?!\p{{L}})|{centre})(?:{alternation(_heads())})\b")


@functools.cache
def _LONG_HEAD() -> regex.Pattern[str]:
    """A head of several syllables: "ĐOÀN TNCS", "HỘI LIÊN HIỆP". Not: "HỘI NÔNG DÂN"."""
    return regex.compile(rf"(?:{alternation(head for head in _heads() if ' ' in head)})\b")


@functools.cache
def _BARE() -> regex.Pattern[str]:
    """A head that needs its next line: "ỦY BAN NHÂN DÂN", "TRƯỜNG THPT", "ĐỘI". Not: "CHÍNH PHỦ"."""
    lexicon = load("documents")["issuers"]
    needy = alternation(
        head.upper()
        for head in (*lexicon["heads"], *(head for head in lexicon["letterhead_heads"] if " " not in head))
        if head not in lexicon["complete"]
    )
    return regex.compile(rf"(?:{needy})(?:\s+(?:{_LEVELS}))*")


_LEVELS = (
    "THPT|THCS|TH|MN|PTDTNT|PTDTBT|TIỂU HỌC|MẦM NON|MẪU GIÁO|TRUNG HỌC|CƠ SỞ|PHỔ THÔNG|ĐẠI HỌC|CAO ĐẲNG|TRUNG CẤP"
    "|DÂN TỘC|NỘI TRÚ|BÁN TRÚ|VÀ"
)
"""Levels of a school: its own name is still to come."""


@functools.cache
def _SCHOOL() -> regex.Pattern[str]:
    """A school with its kind: "TRƯỜNG THPT", "TRƯỜNG CHÍNH TRỊ". Not: "TRƯỜNG SA", "TRƯỜNG TỘ"."""
    return regex.compile(rf"TRƯỜNG\s+(?:{alternation(_upper('wraps', 'schools'))})\b")


@functools.cache
def _INNER() -> regex.Pattern[str]:
    """The border between parent and issuer in one line: "UBND TỈNH NGHỆ AN|SỞ Y TẾ", "SỞ GDĐT|TRƯỜNG THPT".

    Not: "CƠ SỞ", "MÔI TRƯỜNG", "ĐẶC KHU TRƯỜNG SA".
    """
    inner = alternation(head for head in _upper("issuers", "inner_heads") if head != "TRƯỜNG")
    return regex.compile(
        r"(?<=\b(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|SỞ|PHÒNG|BỘ)\s.{3,60})"
        rf"(?<!CƠ|HỘI|NHÀ|CÁC)\s+(?=(?:{inner})\s|{_SCHOOL().pattern})"
    )


@functools.cache
def _borders() -> frozenset[tuple[str, str]]:
    """The words of several syllables and the heads, cut at every syllable: ("MÔI", "TRƯỜNG"), ("BỆNH", "VIỆN")."""
    words = {*_upper("wraps", "words"), *(head for head in _heads() if " " in head)}
    return frozenset(
        (" ".join(syllables[:k]), " ".join(syllables[k:]))
        for syllables in map(str.split, words)
        for k in range(1, len(syllables))
    )


def _kinds_of_place() -> str:
    return alternation(_upper("wraps", "place_kinds"))


@functools.cache
def _AWAITS_PLACE() -> regex.Pattern[str]:
    """A line that ends in a kind of place: "UBND XÃ", "… THÀNH PHỐ". Not: "UBND XÃ ĐỨC HÒA"."""
    return regex.compile(rf"\b(?:{_kinds_of_place()})\.?$")


@functools.cache
def _HALF_PLACE() -> regex.Pattern[str]:
    """A line that ends in one syllable of a place: "UBND XÃ XUÂN". Not: "UBND XÃ", "UBND XÃ ĐỨC HÒA"."""
    return regex.compile(rf"\b(?:{_kinds_of_place()})\.?\s+(?!HUẾ$|HỘI$|ĐOÀN$|ỦY$)\p{{Lu}}+$")


@functools.cache
def _IN_PLACE() -> regex.Pattern[str]:
    """A line that ends in the name of a place: "UBND ĐẶC KHU PHÚ QUỐC", "HUYỆN ỦY CỦ CHI". Not: "XÃ HỘI VÀ MÔI"."""
    return regex.compile(
        rf"\b(?:{_kinds_of_place()})\.?(?:\s+(?:ỦY|UỶ|ĐOÀN))?\s+(?!HỘI\b|ĐOÀN\b)\p{{Lu}}+(?:\s+\p{{Lu}}+){{0,2}}$"
    )
