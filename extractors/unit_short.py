"""Heads that are shortened: with a full stop ("P. KHTC", "TP. TCCB"), or initials before a place ("TTVH tỉnh").

Such a full stop ends no sentence. "P.", "TT." and "TP." shorten places too ("TP. Hồ Chí Minh"): what follows decides,
an abbreviation or a field of work for the office, nothing but capitals for the place. The abbreviations are data
(`lexicon/unit_names.toml`, points and initials).
"""

from __future__ import annotations

import functools

import regex

from extractors.known_names import known_end
from extractors.lexicon import load
from extractors.phrases import literal_alternation
from extractors.words import is_word


def short_head(text: str, at: int) -> regex.Match[str] | None:
    """The shortened head at `at`, its full stop included; None where none stands there or it shortens a place."""
    if not text[at : at + 1].isupper():
        return None
    match = _pointed().match(text, at)
    if match:
        long = load("unit_names")["points"]["doubtful"].get(match["short"])
        if match["short"] in ("TP", "PTP") and not BEGINS.search(text[max(0, at - 12) : at]):
            return None  # "Công an TP. Tổ chức hội nghị": behind a name it is the city
        return match if long is None or _is_office(text, match.end(), long) else None
    initials = _initials().match(text, at)
    return initials if initials and initials.group() not in _no_offices() else None


def stop_shortens(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` shortens the word before it and ends nothing: "P. KHTC", "TP. Huế"."""
    word = SHORT_WORD.search(text, max(0, stop - 8), stop)
    if word is None or not text[stop + 1 :].strip():
        return False
    head = short_head(text, word.start())
    if head is not None:
        return head.end() == stop + 1
    points = load("unit_names")["points"]
    if word.group() in points["titles"]:
        return text[stop + 1 :].lstrip()[:1].isupper()
    return word.group() in points["places"] and PLACE_NAME.match(text, stop + 1) is not None


@functools.cache
def short_posts() -> frozenset[str]:
    """The shortened heads that are posts, folded: "tp.", "pgđ"."""
    return frozenset(
        f"{short.casefold()}{stop}" for short in load("unit_names")["points"]["posts"] for stop in (".", "")
    )


# the word before a full stop: "P", "TTr", "ThS"; not "p"
SHORT_WORD = regex.compile(r"(?<![\p{L}\p{N}.])\p{Lu}[\p{L}]{0,5}$")
# what a post begins behind: "giao ", ", ", "Đ/c Nam, "; not "Công an "
BEGINS = regex.compile(
    r"(?:^|[^\p{L}\s]|(?<!\p{L})(?:giao|cho|với|và|cùng|do|của|các|đ/c|đồng chí|là|về))\s*$", regex.IGNORECASE
)
# the name of a place: " Hồ Chí Minh", " Huế", " 12"; not " Tổ chức hội nghị", " Văn phòng chuẩn bị"
PLACE_NAME = regex.compile(
    r"\s*(?:\d|\p{Lu}\p{Ll}*(?:['’]\p{Lu}?\p{Ll}+)?(?:\s\p{Lu}\p{Ll}*)+|\p{Lu}{2,4}(?!\p{L})|(?:Huế|Vinh|Pleiku)(?!\p{L}))"
)
# an abbreviated field: "KHTC", "QLVH&GĐ", "VH-XH", "GDTrH"; not "Hồ Chí", "TCCB1a"
ABBREVIATION = regex.compile(r"\p{Lu}(?:\p{Ll}{0,2}[-&]?\p{Lu})+(?!\p{Ll})")
# two syllables as the name of a field prints them: "Tài chính", "Xúc tiến"; not "Hồ Chí", "Vinh tổ"
FIELD = regex.compile(r"\p{Lu}\p{Ll}+\s\p{Ll}+")


def _is_office(text: str, at: int, long: str) -> bool:
    """Whether an office goes on at `at` behind a short form of `long` ("Phòng") that shortens a place as well."""
    space = SPACE.match(text, at)
    at = space.end() if space else at
    abbreviation = ABBREVIATION.match(text, at)
    if abbreviation:
        return abbreviation.group() not in load("unit_names")["points"]["cities"]
    if PARTY.match(text, at) or known_end(f"{long} {text[at : at + 80]}", 0, own=False):
        return True
    field = FIELD.match(text, at)
    return field is not None and is_word(field.group().casefold())


# whose standing committee "TT." is: "TT. Tỉnh ủy"; "TT. HĐND" is read as an abbreviation
PARTY = regex.compile(r"(?:Tỉnh|Thành|Huyện|Quận|Đảng) [ủu][ỷy](?!\p{L})")
SPACE = regex.compile(r"\s*")


@functools.cache
def _pointed() -> regex.Pattern[str]:
    """ "P. ", "TTr. S", "VP. t"; not "P. 12", "VP.", "p. KHTC"."""
    points = load("unit_names")["points"]
    shorts = literal_alternation([*points["offices"], *points["posts"], *points["doubtful"]])
    places = literal_alternation(load("unit_names")["collective"]["places"])
    return regex.compile(rf"(?P<short>{shorts})\.(?=\s*(?:\p{{Lu}}|(?:{places}|huyện ủy|tỉnh ủy|đảng ủy)(?!\p{{L}})))")


@functools.cache
def _initials() -> regex.Pattern[str]:
    """Initials before the place they work for: "TTVH| tỉnh", "BTG| Tỉnh ủy"; not "CSDL quốc gia", "TTVH và"."""
    places = literal_alternation(load("unit_names")["collective"]["places"])
    return regex.compile(
        rf"\p{{Lu}}[\p{{Lu}}&-]+\p{{Lu}}(?=\s+(?:(?i:{places})|(?:[Tt]ỉnh|[Hh]uyện|[Tt]hành|[Đđ]ảng|[Qq]uận) ủy|Sở|Bộ)"
        r"(?!\p{L}))"
    )


@functools.cache
def _no_offices() -> frozenset[str]:
    return frozenset([*load("unit_names")["terms"], *load("unit_names")["initials"]["no_office"]])
