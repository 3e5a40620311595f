"""Type and title (trích yếu) of a document: where they begin and end among its printed lines."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

import regex

from extractors.citations import find_citations
from extractors.issued import NUMBER
from extractors.issuers import begins_declaring, infer_issuer
from extractors.left_column import OPEN_END
from extractors.lexicon import load
from extractors.phrases import alternation
from extractors.posts import read_posts


def closed_up(line: str) -> str:
    """A type whose letters are set apart ("K Ế H O Ạ C H") as it is spelt; any other line as it is."""
    if not _SPACED.fullmatch(line):
        return line
    types: list[str] = load("documents")["types"]["headline"]
    return next((t.upper() for t in types if t.upper().replace(" ", "") == line.replace(" ", "")), line)


def type_line(lines: Sequence[str], start: int, only: str = "") -> int | None:
    """The line that opens with the type in capitals ("KẾ HOẠCH"), before any heading of the body."""
    limit = len(lines) if only else min(len(lines), start + _HEAD_LINES)
    for i in range(start, limit):
        line = lines[i]
        match = _TYPE().match(line)
        if match and line.rstrip().endswith(":") and not match["rest"].strip(" :") and is_wrapper(match["type"]):
            continue  # "QUYẾT ĐỊNH:" opens the articles
        if match and (match["rest"] or (i and OPEN_END.search(lines[i - 1]))) and _wrapped_name(lines, i):
            continue
        if match and (not only or match["type"].casefold().startswith(only)):
            return i
        if not only and _FIRST_SECTION.match(line):
            limit = i
            break
    if only:
        return None
    return next((i for i in range(start, limit) if _TYPE_IN_LETTERS().fullmatch(lines[i])), None)


def is_wrapper(kind: str) -> bool:
    """Whether a document of this type only puts another in force: "QUYẾT ĐỊNH", "NGHỊ QUYẾT"."""
    return kind.capitalize() in load("documents")["types"]["wrappers"]


def _wrapped_name(lines: Sequence[str], i: int) -> bool:
    """Whether line `i` only goes on a unit's name ("PHÒNG TÀI CHÍNH -" / "KẾ HOẠCH HUYỆN"): the type stands below."""
    below = lines[i + 1 : i + 9]
    return any(NUMBER.match(line) or ((m := _TYPE().match(line)) and not m["rest"]) for line in below)


def read_title(lines: Sequence[str], at: int) -> tuple[str, str | None, int]:
    """Type, title (trích yếu) and the index of the first line after them, for the type line `at`."""
    match = _TYPE().match(lines[at])
    kind, rest = (match["type"], match["rest"].strip()) if match else (lines[at].strip(" *:"), "")
    parts = [rest] if rest else []
    stop = first_heading(lines, at + 1)
    printed = [j for j in range(at + 1, stop) if lines[j]]
    opens = [j for j in printed[0 if parts else 1 :] if _OPENS().match(lines[j])]
    opener = next((j for j in opens if not _is_title_line(lines[j], printed, opens, j)), None)
    i = at + 1
    while i < stop:
        line = lines[i]
        if not line or _PAGE.fullmatch(line):
            i += 1
            continue
        if _RULE.fullmatch(line) or (line.startswith("(") and not (parts and _DATED.fullmatch(line))):
            if not parts and _RULE.fullmatch(line):
                i += 1
                continue
            break
        if parts and (i == opener or _ends_title(kind, parts, lines, i, stop, opener)):
            break
        if not parts and _REASON.match(line):
            break
        parts.append(regex.sub(r"\s*[-–_*]{4,}\s*$", "", line))
        i += 1
    i = _skip_rules(lines, i, stop)
    title = join_lines(parts).strip() or None
    if title and (_AS_FOLLOWS.search(title) or len(title) > 600):
        return kind, None, at + 1  # no title was printed: what was read are the reasons
    return kind, title, i


def _is_title_line(line: str, printed: Sequence[int], opens: Sequence[int], j: int) -> bool:
    """Whether a short line ends the title although a reason could open so ("Chào mừng Ngày …" above "Căn cứ …")."""
    after = next((k for k in printed if k > j), None)
    if after not in opens or len(line) > 90 or line.endswith((";", ",", ".", ":")) or line.startswith("Căn cứ"):
        return False
    return not any(c.date or c.number for c in find_citations(line))


def _ends_title(kind: str, parts: Sequence[str], lines: Sequence[str], i: int, stop: int, opener: int | None) -> bool:
    """Whether line `i` is no longer the title: the issuer or another type in capitals, or prose no known word opens."""
    line, so_far = lines[i], " ".join(parts)
    if is_wrapper(kind) and opener is not None and _is_authority(lines[i:opener]) and not OPEN_END.search(so_far):
        return True
    if line.isupper() and not so_far.isupper() and (_NAMES_ISSUER().match(line) or _TYPE().match(line)):
        return True
    if (
        opener is not None
        and line[0].isupper()
        and _is_prose(join_lines(lines[i:opener]))
        and not OPEN_END.search(so_far)
    ):
        return True
    if opener is not None or not line[0].isupper() or OPEN_END.search(so_far) or _unclosed(so_far):
        return False
    remainder = join_lines(lines[i:stop])
    if begins_declaring(remainder):
        return True
    if any(begins_declaring(join_lines(lines[j:stop])) for j in range(i + 1, stop) if lines[j]):
        return False  # the sentence that announces the plan begins further below
    return (
        len(line) > 160
        or (is_declaration(remainder) and (infer_issuer(None, remainder) is not None or _goes_over(lines, i, stop)))
        or (i + 1 == stop and len(so_far) > 20 and remainder.endswith((":", ".")) and len(line.split()) > 15)
    )


def _is_authority(lines: Sequence[str]) -> bool:
    """Whether lines name who decides, as a decision does below its title: "GIÁM ĐỐC" / "SỞ NỘI VỤ"."""
    printed = [line for line in lines if line]
    if not printed or not _NAMES_ISSUER().match(printed[0]):
        return False
    if not all(line.isupper() and not regex.search(r"\d", line) for line in printed):
        return False
    return not any(read_posts(line)[0] for line in printed[1:])


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence, not a title: "Bệnh sởi là bệnh truyền nhiễm … trên địa bàn tỉnh."."""
    return text.endswith((".", ";")) and len(text.split()) > 11 and _FINITE.search(text) is not None


def _goes_over(lines: Sequence[str], i: int, stop: int) -> bool:
    """Whether prose begins at line `i`: as wide as the page, or the last line that could begin "… như sau:"."""
    if not _AS_FOLLOWS.search(join_lines(lines[i:stop])):
        return False
    return len(lines[i]) > 60 or not any(line and line[0].isupper() for line in lines[i + 1 : stop])


def _skip_rules(lines: Sequence[str], i: int, stop: int) -> int:
    """Past rules and the "(Kèm theo …)" below a title, which may run over several lines."""
    while i < stop:
        if not lines[i] or _RULE.fullmatch(lines[i]):
            i += 1
        elif lines[i].startswith("("):
            end = next((j for j in range(i, min(stop, i + 4)) if lines[j].rstrip(" .;*").endswith(")")), None)
            if end is None:
                return i
            i = end + 1
        else:
            return i
    return i


def first_heading(lines: Sequence[str], start: int) -> int:
    """The first heading or list item of the body ("I. MỤC ĐÍCH", "1. …", "Điều 1.", "QUYẾT ĐỊNH:")."""
    for i in range(start, len(lines)):
        listed = _LISTED.match(lines[i])
        if listed and _OPENS().match(lines[i], listed.end()):
            continue
        if listed or _HEADING.match(lines[i]) or (i > start and _BARE_HEADING.match(lines[i])):
            return i
    return min(len(lines), start + _HEAD_LINES)


def is_declaration(text: str) -> bool:
    return _DECLARED.search(text) is not None


def join_lines(lines: Iterable[str]) -> str:
    """Lines as one text; a token broken after "-" or "/" is rejoined ("2024-" + "2025" -> "2024-2025")."""
    text = " ".join(line for line in lines if line)
    return regex.sub(r"(?<=[\p{L}\d][-/]) (?=[\p{Lu}\d])", "", " ".join(text.split()))


def _unclosed(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("(") > text.count(")")


_HEAD_LINES = 60
"""A type line or a first heading later than this many lines is not the document's head."""
# The first section, above which every letterhead ends: "I. MỤC ĐÍCH", "1. Mục đích". Not: "* Hà Nội, ngày".
_FIRST_SECTION = regex.compile(r"(?:I|1)\s*[./)-]\s*\p{L}|Điều\s+1\b")
# A list item: "- Tiếp tục", "* Căn cứ". Not: "-----".
_LISTED = regex.compile(r"[-–+•*]\s*(?=\p{L})")
# Headings of the body: "I. MỤC ĐÍCH", "1. Mục đích", "A. …", "Phần I", "Điều 1.", "QUYẾT ĐỊNH:". Not: "100 ngày".
_HEADING = regex.compile(
    r"(?!V/v)(?:[IVX]{1,5}|[A-Z])\s*[./)-]\s*\S|\d{1,2}(?:\.\d{1,2})*\s*[./)]\s*\p{L}|(?:Phần|PHẦN|Điều|ĐIỀU|Chương|CHƯƠNG)\s+[\dIVX]|a\)|QUYẾT\s+ĐỊNH\s*:|(?:QUYẾT\s+NGHỊ|NGHỊ\s+QUYẾT)\s*:"
    r"|(?:PHỤ\s+LỤC|Phụ\s+lục)(?=\s*(?:$|[\d:.]|[IVX]+\b|\p{Lu}{2}))"
)
# A heading whose number the format keeps elsewhere: "MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU". Not: "Mục đích của kế hoạch".
_BARE_HEADING = regex.compile(
    r"(?:MỤC\s+(?:ĐÍCH|TIÊU)|YÊU\s+CẦU|ĐẶC\s+ĐIỂM|QUAN\s+ĐIỂM|NỘI\s+DUNG|NHIỆM\s+VỤ)\b[^\p{Ll}]*$"
)
# A sentence, not a title: " là ", " đã ", " có thể ". Not: "Tổ chức ngày hội".
_FINITE = regex.compile(r"\s(?:là|đã|đang|còn|vẫn|cần|phải|có\s+thể|nhiều|luôn)\s")
_REASON = regex.compile(
    r"[-+*•–\s]*(?:Căn cứ|Trên cơ sở|Xét)\b"
)  # no title starts so: "Căn cứ Luật …". Not: "Thực hiện …"
_AS_FOLLOWS = regex.compile(r"như\s+sau\s*[:.]?$")  # "… với các nội dung như sau:". Not: "như sau này"
# A printed rule: "-----", "_____", "***", "* * *". Not: "- Thành phố".
_RULE = regex.compile(r"[-–—_*=.~oO0\s]{2,}|\*")
# A line of the title in brackets: "(19/8/1945 - 19/8/2025)", "(Từ ngày 01/6 đến ngày 30/6/2026)". Not: "(Kèm theo …)".
_DATED = regex.compile(r"\((?!.*(?i:kèm theo|ban hành|dự thảo|\bsố\b))[^()]*\d[^()]*\)")
_SPACED = regex.compile(r"(?:\p{Lu}\s){3,}\p{Lu}")  # "K Ế H O Ạ C H". Not: "KẾ HOẠCH"
_PAGE = regex.compile(r"\d{1,3}")  # a page number: "2". Not: "2025"
# "xây dựng Kế hoạch … như sau", "ban hành kế hoạch". Not: "theo Kế hoạch".
_DECLARED = regex.compile(
    r"(?:ban\s+hành|xây\s+dựng|lập|đề\s+ra|triển\s+khai|tổ\s+chức|phát\s+động|công\s+bố)\b.*(?:(?i:kế\s+hoạch|chương\s+trình|phong\s+trào|đề\s+án|phương\s+án)|như\s+sau)",
    regex.S,
)


@functools.cache
def _TYPE() -> regex.Pattern[str]:
    """ "KẾ HOẠCH", "KẾ HOẠCH Thực hiện …", "QUYẾT ĐỊNH". Not: "Kế hoạch số 5", "KẾ HOẠCH - TÀI CHÍNH"."""
    kinds = alternation(t.upper() for t in load("documents")["types"]["headline"])
    return regex.compile(rf"[\s*]*(?P<type>{kinds})(?:\s*[:*]*\s*$(?P<rest>)|\s+(?!VÀ\s)(?P<rest>[\p{{L}}“\"].*))")


@functools.cache
def _TYPE_IN_LETTERS() -> regex.Pattern[str]:
    """A type alone on its line, without capitals: "Kế hoạch". Not: "Kế hoạch năm 2026", "Kế hoạch số 5"."""
    return regex.compile(rf"[\s*]*(?:{alternation(load('documents')['types']['headline'])})[\s*:]*")


@functools.cache
def _OPENS() -> regex.Pattern[str]:
    """A line opens the reasons: "Căn cứ Luật …", "Thực hiện Kế hoạch số …". Not: "thực hiện …" going on."""
    openers = alternation(load("documents")["preamble"]["openers"])
    return regex.compile(rf"[-+*•–\s]*(?:{openers})\b|Năm(?:\s+học)?\s+\d{{4}}(?:\s*[-–]\s*\d{{4}})?\s+là\b")


@functools.cache
def _NAMES_ISSUER() -> regex.Pattern[str]:
    """The authority of a decision in capitals: "ỦY BAN NHÂN DÂN TỈNH", "GIÁM ĐỐC SỞ NỘI VỤ". Not: "NĂM 2025"."""
    lexicon = load("documents")
    heads = alternation(w.upper() for w in (*lexicon["issuers"]["heads"], *lexicon["signers"]["titles"]))
    return regex.compile(rf"(?!TỔ\s+CHỨC|BAN\s+HÀNH|BÁO\s+CÁO|HỘI\s+(?:NGHỊ|THI|THẢO)|PHÒNG,)(?:{heads})\b")
