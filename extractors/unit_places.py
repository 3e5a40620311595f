"""Lists under one head: "UBND các xã Vân Nam, Vân Bắc", "UBND phường Hồng Hà, xã Vân Nam", "các Sở: Nội vụ, Tài chính".

None of the parts is a unit on its own without the head, so the list is one name (gold/GUIDELINE.md, Units).
"""

from __future__ import annotations

import regex

from extractors.known_names import known_end
from extractors.predicates import match_stop, match_verb
from extractors.unit_heads import head_at


def place_goes_on(text: str, start: int, comma: int, after: int) -> bool:
    """Whether the part at `after`, behind the comma at `comma`, is one more place of the name that began at `start`."""
    if head_at(text, after) is not None:
        return False
    so_far = " ".join(text[start:comma].split())
    listed = LISTED.search(so_far) is not None
    if KIND_AND_NAME.match(text, after):
        return listed or LAST_PLACE.search(so_far) is not None
    place = NAMED.match(text, after)
    if place is None or not listed:
        return False
    return _ends(text[place.end() :].lstrip())


def colon_goes_on(text: str, start: int, colon: int, after: int) -> bool:
    """Whether the colon of a name opens the list of those that are meant: "các Sở: Nội vụ, …"."""
    kinds = BARE_KINDS.search(" ".join(text[start:colon].split()))
    if kinds is None:
        return False
    if known_end(f"{kinds['kind']} {text[after : after + REACH]}", 0, own=False):
        return True
    place = NAMED.match(text, after)
    return (
        place is not None
        and head_at(text, after) is None
        and bool(PLACES.search(kinds.group()))
        and _ends(text[place.end() :].lstrip())
    )


def level_goes_on(text: str, start: int, at: int) -> bool:
    """Whether one more level of schools stands at `at`, behind a comma or "và": "các trường mầm non, |tiểu học"."""
    so_far = " ".join(text[start:at].split())
    return ANOTHER_LEVEL.match(text, at) is not None and LEVELS.search(so_far) is not None


def _ends(rest: str) -> bool:
    """Whether a place may end before `rest`."""
    return bool(ENDS.match(rest) or match_verb(rest) or match_stop(rest))


REACH = 80  # characters within which the name of a field ends


KIND = r"(?:xã|phường|thị trấn|đặc khu|thị xã|huyện|quận|thành phố|tỉnh|thôn|bản|ấp|xóm|buôn|khu phố|tổ dân phố|tổ|khu|"
KIND += r"(?-i:TP|TX|TT|Q|P|H|X)\.)"
# a place by its name or number: "Vân Bắc", "Hà Nội", "12"; not "hồ sơ", "THCS"
NAME = r"(?:(?!\p{Lu}{2})\p{Lu}[\p{L}'’]*(?:[ -]\p{Lu}[\p{L}'’]*){0,3}|\d{1,3})"
# a school by its level: "trường Tiểu học", "trường"
SCHOOL = r"trường(?: (?i:tiểu học|trung học cơ sở|trung học phổ thông|mầm non|MN|TH|THCS|THPT|PTDTBT))?"
NAMED = regex.compile(rf"{NAME}(?![\p{{L}}\d%/])")
# "xã Vân Nam", "phường 12"; not "xã hội"
KIND_AND_NAME = regex.compile(rf"(?i:{KIND})\s*{NAME}(?![\p{{L}}\d%/])")
# the part before the comma is a place too: "UBND phường Hồng Hà"; not "Sở Y tế"
LAST_PLACE = regex.compile(rf"(?<!\p{{L}})(?i:{KIND})\s*{NAME}$")
# "UBND |các xã Vân Nam", "|Các trường Tiểu học Kim Đồng, Lê Lợi"; not "UBND xã Vân Nam"
LISTED = regex.compile(
    rf"(?<!\p{{L}})(?i:các)\s+(?:(?i:{KIND}(?:(?:, | và ){KIND})*:?)|{SCHOOL}:?)\s+"
    rf"{NAME}(?:(?:,\s+|\s+và\s+)(?:(?i:{KIND})\s+)?{NAME})*$"
)
# kinds alone, behind which a colon opens a list: "các Sở", "UBND các xã, phường"; not "các Sở có liên quan"
BARE_KINDS = regex.compile(
    rf"(?<!\p{{L}})các\s+(?P<kind>{KIND}|sở|phòng|ban|vụ|cục|chi cục|khoa|trung tâm)"
    rf"(?:(?:, | và )(?:{KIND}|sở|phòng|ban|ngành|vụ|cục))*$",
    regex.IGNORECASE,
)
PLACES = regex.compile(rf"{KIND}$", regex.IGNORECASE)
LEVEL = (
    r"(?:(?i:mầm non|mẫu giáo|tiểu học|trung học cơ sở|trung học phổ thông|thcs|thpt|ptdtnt|ptdtbt|gdtx|cao đẳng|"
    r"đại học|trung cấp)|TH(?:[&-]THCS)?|MN|MG)"
)
# "các trường mầm non,", "các cơ sở giáo dục MN và"; not "các trường Mầm non Hoa Mai,"
LEVELS = regex.compile(
    rf"(?i:các\s+(?:trường|nhà trường|cơ sở giáo dục|cơ sở|cấp học|bậc học))\s+{LEVEL}(?:(?:, | và ){LEVEL})*(?:,| và)$"
)
# a level and no school by its name: "tiểu học", "THCS trên địa bàn"; not "THCS Lê Lợi"
ANOTHER_LEVEL = regex.compile(rf"{LEVEL}(?![\p{{L}}\d])(?!\s+\p{{Lu}})")
# what stands behind the last place, besides a verb: ", ", ".", " và ", "có trách nhiệm"
ENDS = regex.compile(r"$|[,;.:()]|(?:và|có (?:trách nhiệm|nhiệm vụ)|chịu)\s")
