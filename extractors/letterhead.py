"""The document's own data in its head: type, number, date, issuer, title and the years it is for."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractors.citations import find_citations
from extractors.foot import Foot, read_foot
from extractors.issued import ISSUED, NUMBER, announced_years, number_and_date, plan_years
from extractors.issuers import begins_declaring, infer_issuer, without_post
from extractors.lexicon import load
from extractors.phrases import alternation
from extractors.posts import read_posts

__all__ = ["Foot", "Letterhead", "read_foot", "read_letterhead"]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the body. `body` is the index of the first line after the title.

    Below a decision that only puts a plan in force, `body` is the line after the plan's own title and the other
    fields are the decision's. `preamble` is the reasons (căn cứ) of either, joined, without the articles of a
    decision. `number_complete` is False where the figure of `number` was left blank ("/KH-UBND").
    `issued_year` is known even where day and month were left blank.
    """

    type: str | None = None
    number: str | None = None
    issued: dt.date | None = None
    issuer: str | None = None
    title: str | None = None
    years: tuple[int, ...] = ()
    body: int = 0
    preamble: str = ""
    number_complete: bool = True
    issued_year: int | None = None


def read_letterhead(lines: Sequence[str], overlays: Sequence[str] = ()) -> Letterhead:
    """The head of the document whose printed lines (or paragraphs) are `lines`.

    `overlays` are the texts stamped on the first page (number, day, month), in the order in which they are printed.
    They fill the blanks of "Số: /KH-UBND" and "ngày tháng năm 2026" only where they fit exactly.
    """
    lines = [_closed_up(" ".join(line.split())) for line in lines]
    at = _type_line(lines, 0)
    if at is None:
        return Letterhead()
    kind, title, after = _title(lines, at)
    number, issued, year = number_and_date(lines[:at], overlays)
    issuer = _issuer(lines[:at])
    body = after
    reasons_end = _first_heading(lines, after)
    preamble = _join(lines[after:reasons_end]) + _bases_section(lines, reasons_end)
    if _is_wrapper(kind):
        inner = _type_line(lines, reasons_end, only="kế hoạch")
        if inner is not None and _ARTICLE.search("\n".join(lines[after:inner])):
            _, _, body = _title(lines, inner)
            preamble = f"{preamble}\n{_join(lines[body : _first_heading(lines, body)])}"
    if number is None and issued is None and issuer is None:
        issued, year, issuer = _put_in_force(lines[at:after])
    issuer = issuer or infer_issuer(title, preamble)
    opening = _declaration(preamble)
    years = plan_years(title or "") or announced_years(opening) or ((year,) if year else plan_years(opening))
    complete = number is None or number[0].isdigit()
    return Letterhead(kind, number, issued, issuer, title, years, body, preamble, complete, year)


def _closed_up(line: str) -> str:
    """A type whose letters are set apart ("K Ế H O Ạ C H") as it is spelt; any other line as it is."""
    if not _SPACED.fullmatch(line):
        return line
    types: list[str] = load("documents")["types"]["headline"]
    return next((t.upper() for t in types if t.upper().replace(" ", "") == line.replace(" ", "")), line)


def _put_in_force(title: Sequence[str]) -> tuple[dt.date | None, int | None, str | None]:
    """Day, year and body of the decision that put in force a plan without a letterhead ("(Kèm theo Quyết định …)")."""
    match = _ATTACHED.search(_join(title))
    cited = find_citations(match[0]) if match else []
    if len(cited) != 1 or not _is_wrapper(cited[0].type):
        return None, None, None
    day, issuer = cited[0].date, cited[0].issuer
    return day, day.year if day else None, without_post(issuer) if issuer else None


def _bases_section(lines: Sequence[str], start: int) -> str:
    """The lines of a first section that holds the reasons ("I. CĂN CỨ XÂY DỰNG KẾ HOẠCH"); empty without one."""
    if start >= len(lines) or not (heading := _BASES_HEADING.match(lines[start])):
        return ""
    following = _NEXT_MARKER.get(heading["marker"], "")
    section = itertools.takewhile(
        lambda line: not regex.match(rf"(?:(?i:phần)\s+)?{following}\s*[./):-]", line), lines[start + 1 : start + 41]
    )
    return "\n" + "\n".join(_MARK.sub("", line) for line in section) if following else ""


def _type_line(lines: Sequence[str], start: int, only: str = "") -> int | None:
    """The line that opens with the type in capitals ("KẾ HOẠCH"), before any heading of the body."""
    limit = len(lines) if only else min(len(lines), start + _HEAD_LINES)
    for i in range(start, limit):
        line = lines[i]
        match = _TYPE().match(line)
        if match and line.rstrip().endswith(":") and not match["rest"].strip(" :") and _is_wrapper(match["type"]):
            continue  # "QUYẾT ĐỊNH:" opens the articles
        if match and match["rest"] and _wrapped_name(lines, i):
            continue
        if match and (not only or match["type"].casefold().startswith(only)):
            return i
        if not only and _FIRST_SECTION.match(line):
            limit = i
            break
    if only:
        return None
    return next((i for i in range(start, limit) if _TYPE_IN_LETTERS().fullmatch(lines[i])), None)


def _is_wrapper(kind: str) -> bool:
    """Whether a document of this type only puts another in force: "QUYẾT ĐỊNH", "NGHỊ QUYẾT"."""
    return kind.capitalize() in load("documents")["types"]["wrappers"]


def _wrapped_name(lines: Sequence[str], i: int) -> bool:
    """Whether line `i` only goes on a unit's name ("PHÒNG TÀI CHÍNH -" / "KẾ HOẠCH HUYỆN"): the type stands below."""
    below = lines[i + 1 : i + 9]
    return any(NUMBER.match(line) or ((m := _TYPE().match(line)) and not m["rest"]) for line in below)


def _title(lines: Sequence[str], at: int) -> tuple[str, str | None, int]:
    """Type, title (trích yếu) and the index of the first line after them, for the type line `at`."""
    match = _TYPE().match(lines[at])
    kind, rest = (match["type"], match["rest"].strip()) if match else (lines[at].strip(" *:"), "")
    parts = [rest] if rest else []
    stop = _first_heading(lines, at + 1)
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
    title = _join(parts).strip() or None
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
    if _is_wrapper(kind) and opener is not None and _is_authority(lines[i:opener]) and not _OPEN_END.search(so_far):
        return True
    if line.isupper() and not so_far.isupper() and (_NAMES_ISSUER().match(line) or _TYPE().match(line)):
        return True
    if opener is not None and line[0].isupper() and _is_prose(_join(lines[i:opener])) and not _OPEN_END.search(so_far):
        return True
    if opener is not None or not line[0].isupper() or _OPEN_END.search(so_far) or _unclosed(so_far):
        return False
    remainder = _join(lines[i:stop])
    if begins_declaring(remainder):
        return True
    if any(begins_declaring(_join(lines[j:stop])) for j in range(i + 1, stop) if lines[j]):
        return False  # the sentence that announces the plan begins further below
    return (
        len(line) > 160
        or (_is_declaration(remainder) and (infer_issuer(None, remainder) is not None or _goes_over(lines, i, stop)))
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
    if not _AS_FOLLOWS.search(_join(lines[i:stop])):
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


def _first_heading(lines: Sequence[str], start: int) -> int:
    """The first heading or list item of the body ("I. MỤC ĐÍCH", "1. …", "Điều 1.", "QUYẾT ĐỊNH:")."""
    for i in range(start, len(lines)):
        listed = _LISTED.match(lines[i])
        if listed and _OPENS().match(lines[i], listed.end()):
            continue
        if listed or _HEADING.match(lines[i]) or (i > start and _BARE_HEADING.match(lines[i])):
            return i
    return min(len(lines), start + _HEAD_LINES)


def _issuer(head: Sequence[str]) -> str | None:
    """The unit that issues, as printed: the last unit of the left column, its wrapped lines joined, not its parent."""
    units: list[str] = []
    in_letters = ""
    text = _MOTTO.sub("\n", "\n".join(head))
    for line in text.split("\n"):
        if _STAMPED.fullmatch(line.strip()):
            continue
        line = _NOT_UNIT.sub("", ISSUED.sub("", NUMBER.sub("", line)))
        line = regex.sub(r"[-–—_*]{2,}|^\s*[-–*]", "", line).strip(" *:;|.")
        if not line or not regex.search(r"\p{Lu}{2}", line) or not line.isupper():
            if not in_letters and line and _UNIT_IN_LETTERS().match(line):
                in_letters = line
            continue
        for part in _INNER().split(line):
            starts = _UNIT().match(part) is not None
            goes_on = units and (not starts or _BARE().fullmatch(units[-1]) or _OPEN_END.search(units[-1].lower()))
            if goes_on:
                units[-1] = f"{units[-1]} {part}"
            elif starts or not units:
                units.append(part)
    if not units and in_letters:
        return in_letters  # a letterhead typed without capitals
    return units[-1] if units and _UNIT().match(units[-1]) else None


def _declaration(preamble: str) -> str:
    """The last clause of a preamble, where the plan is announced ("… xây dựng Kế hoạch … năm 2025 như sau:")."""
    clause = regex.split(r"[;.]\s", preamble.strip())[-1]
    return clause if _is_declaration(clause) else ""


def _is_declaration(text: str) -> bool:
    return _DECLARED.search(text) is not None


def _join(lines: Iterable[str]) -> str:
    """Lines as one text; a token broken after "-" or "/" is rejoined ("2024-" + "2025" -> "2024-2025")."""
    text = " ".join(line for line in lines if line)
    return regex.sub(r"(?<=[\p{L}\d][-/]) (?=[\p{Lu}\d])", "", " ".join(text.split()))


def _unclosed(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("(") > text.count(")")


_SCHOOLS = (
    "THPT|THCS|TH|MN|PTDTNT|PTDTBT|TIỂU HỌC|MẦM NON|MẪU GIÁO|TRUNG HỌC|CƠ SỞ|PHỔ THÔNG|ĐẠI HỌC|CAO ĐẲNG|TRUNG CẤP"
    "|DÂN TỘC|NỘI TRÚ|BÁN TRÚ|VÀ"
)
"""Levels of a school: its own name is still to come."""

_HEAD_LINES = 60
"""A type line or a first heading later than this many lines is not the document's head."""

# The first section, above which every letterhead ends: "I. MỤC ĐÍCH", "1. Mục đích". Not: "* Hà Nội, ngày".
_FIRST_SECTION = regex.compile(r"(?:I|1)\s*[./)-]\s*\p{L}|Điều\s+1\b")
# A list item: "- Tiếp tục", "* Căn cứ". Not: "-----".
_LISTED = regex.compile(r"[-–+•*]\s*(?=\p{L})")
_MARK = regex.compile(r"^[-–+•*]\s*(?=\p{L})")  # the same at the start of its line
# Headings of the body: "I. MỤC ĐÍCH", "1. Mục đích", "A. …", "Phần I", "Điều 1.", "QUYẾT ĐỊNH:". Not: "100 ngày".
_HEADING = regex.compile(
    r"(?!V/v)(?:[IVX]{1,5}|[A-Z])\s*[./)-]\s*\S|\d{1,2}(?:\.\d{1,2})*\s*[./)]\s*\p{L}|(?:Phần|PHẦN|Điều|ĐIỀU|Chương|CHƯƠNG)\s+[\dIVX]|a\)|QUYẾT\s+ĐỊNH\s*:|(?:QUYẾT\s+NGHỊ|NGHỊ\s+QUYẾT)\s*:"
    r"|(?:PHỤ\s+LỤC|Phụ\s+lục)(?=\s*(?:$|[\d:.]|[IVX]+\b|\p{Lu}{2}))"
)
# A heading whose number the format keeps elsewhere: "MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU". Not: "Mục đích của kế hoạch".
_BARE_HEADING = regex.compile(
    r"(?:MỤC\s+(?:ĐÍCH|TIÊU)|YÊU\s+CẦU|ĐẶC\s+ĐIỂM|QUAN\s+ĐIỂM|NỘI\s+DUNG|NHIỆM\s+VỤ)\b[^\p{Ll}]*$"
)
# A first section that holds the reasons: "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH", "1. Cơ sở pháp lý", "A. CĂN CỨ".
# Not: "I. CĂN CỨ KẾT QUẢ …" in a sentence, "I. MỤC ĐÍCH".
_BASES_HEADING = regex.compile(
    r"(?:(?i:phần)\s+)?(?P<marker>[IA1])\s*[./):-]\s*(?:(?i:các|những)\s+)?(?i:(?:căn\s+cứ|cơ\s+sở)(?:\s+(?:pháp\s+lý|xây\s+dựng|lập|thực\s+tiễn|để|và)\b[^.;]{0,60})?)\s*[.:]?$"
)
_NEXT_MARKER = {"I": "II", "A": "B", "1": "2"}
# A sentence, not a title: " là ", " đã ", " có thể ". Not: "Tổ chức ngày hội".
_FINITE = regex.compile(r"\s(?:là|đã|đang|còn|vẫn|cần|phải|có\s+thể|nhiều|luôn)\s")
_REASON = regex.compile(
    r"[-+*•–\s]*(?:Căn cứ|Trên cơ sở|Xét)\b"
)  # no title starts so: "Căn cứ Luật …". Not: "Thực hiện …"
_AS_FOLLOWS = regex.compile(r"như\s+sau\s*[:.]?$")  # "… với các nội dung như sau:". Not: "như sau này"
_ARTICLE = regex.compile(r"(?m)^\s*Điều\s+1\s*[.:]")  # "Điều 1. Phê duyệt", "Điều 1: …". Not: "theo Điều 1"
# A printed rule: "-----", "_____", "***", "* * *". Not: "- Thành phố".
_RULE = regex.compile(r"[-–—_*=.~oO0\s]{2,}|\*")
# "(Kèm theo Quyết định số 8/QĐ-SNV ngày 5/1/2026 của …)", "(Ban hành kèm theo …)". Not: "(Dự thảo)".
_ATTACHED = regex.compile(r"\((?i:ban\s+hành\s+)?(?i:kèm\s+theo)[^()]*\)")
# A line of the title in brackets: "(19/8/1945 - 19/8/2025)", "(Từ ngày 01/6 đến ngày 30/6/2026)". Not: "(Kèm theo …)".
_DATED = regex.compile(r"\((?!.*(?i:kèm theo|ban hành|dự thảo|\bsố\b))[^()]*\d[^()]*\)")
_SPACED = regex.compile(r"(?:\p{Lu}\s){3,}\p{Lu}")  # "K Ế H O Ạ C H". Not: "KẾ HOẠCH"
_PAGE = regex.compile(r"\d{1,3}")  # a page number: "2". Not: "2025"
# A text that cannot end here: "… và", "… của", "… -". Not: "… năm 2025".
_OPEN_END = regex.compile(
    r"(?:\b(?:và|của|về|các|trong|theo|cho|tại|với|đến|là|thực hiện|tổ chức|triển khai)|[,–-])\s*$", regex.I
)
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
def _UNIT_IN_LETTERS() -> regex.Pattern[str]:
    """A unit on a line of its own, without capitals: "Trường Tiểu học Kim Đồng". Not: "Độc lập - Tự do"."""
    heads = alternation(load("documents")["issuers"]["heads"])
    return regex.compile(rf"(?:{heads})\s+[\p{{L}}\s&’'-]{{2,80}}$")


@functools.cache
def _OPENS() -> regex.Pattern[str]:
    """A line opens the reasons: "Căn cứ Luật …", "Thực hiện Kế hoạch số …". Not: "thực hiện …" going on."""
    openers = alternation(load("documents")["preamble"]["openers"])
    return regex.compile(rf"[-+*•–\s]*(?:{openers})\b|Năm(?:\s+học)?\s+\d{{4}}(?:\s*[-–]\s*\d{{4}})?\s+là\b")


@functools.cache
def _UNIT() -> regex.Pattern[str]:
    """A line of capitals that starts a unit: "SỞ Y TẾ", "UBND TỈNH". Not: "THÀNH PHỐ HÀ NỘI", "TỈNH NGHỆ AN"."""
    issuers = load("documents")["issuers"]
    heads = alternation(h.upper() for h in (*issuers["heads"], *issuers["letterhead_heads"]) if h != "Thị xã")
    return regex.compile(rf"(?!TỔ\s+CHỨC|BAN\s+HÀNH|BÁO\s+CÁO|HỘI\s+(?:NGHỊ|THI|THẢO)|PHÒNG,)(?:{heads})\b")


@functools.cache
def _BARE() -> regex.Pattern[str]:
    """A head that needs its next line: "ỦY BAN NHÂN DÂN", "TRƯỜNG THPT". Not: "CHÍNH PHỦ"."""
    issuers = load("documents")["issuers"]
    heads = alternation(h.upper() for h in issuers["heads"] if h not in issuers["complete"])
    return regex.compile(rf"(?:{heads})(?:\s+(?:{_SCHOOLS}))*")


@functools.cache
def _INNER() -> regex.Pattern[str]:
    """The border between parent and issuer in one line: "UBND TỈNH NGHỆ AN|SỞ Y TẾ". Not: "CƠ SỞ"."""
    heads = alternation(h.upper() for h in load("documents")["issuers"]["inner_heads"])
    return regex.compile(
        r"(?<=\b(?:UBND|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|SỞ|PHÒNG|BỘ)\s.{3,60})"
        rf"(?<!CƠ|HỘI|NHÀ|CÁC)\s+(?=(?:{heads})\s)"
    )


@functools.cache
def _NAMES_ISSUER() -> regex.Pattern[str]:
    """The authority of a decision in capitals: "ỦY BAN NHÂN DÂN TỈNH", "GIÁM ĐỐC SỞ NỘI VỤ". Not: "NĂM 2025"."""
    lexicon = load("documents")
    heads = alternation(w.upper() for w in (*lexicon["issuers"]["heads"], *lexicon["signers"]["titles"]))
    return regex.compile(rf"(?!TỔ\s+CHỨC|BAN\s+HÀNH|BÁO\s+CÁO|HỘI\s+(?:NGHỊ|THI|THẢO)|PHÒNG,)(?:{heads})\b")
