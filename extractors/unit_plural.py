"""Names that stand for many units: "các phòng thuộc Sở", "UBND các xã, phường", "sở, ban, ngành"."""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from extractors.phrases import literal_alternation


def is_collective(name: str) -> bool:
    """Whether a canonical name stands for many units or people rather than for one."""
    text = name.casefold()
    if text.startswith(("các ", "một số ")):
        return True
    if _single().match(text):
        return False
    return any(pattern.search(text) for pattern in (_many_inside(), _list(), EVERY, _people()))


def name_many(name: str) -> str:
    """The name with "các" where it stands for many: "phòng thuộc Sở" -> "Các phòng thuộc Sở", and its case of many."""
    text = _determiner().sub("Các ", _dropped().sub("", name))
    if _bare_many().match(text):
        text = f"Các {text[0].lower()}{text[1:]}"
    places = _places().search(text)
    if places and not PLURAL.search(text[: places.start()]):
        text = f"{text[: places.start()]}các {text[places.start() :]}"
    text = _upper_noun().sub(lambda m: m.group().casefold(), text)
    text = _upper_list().sub(lambda m: m.group().casefold(), text)
    return text[:1].upper() + text[1:]


# "UBND cấp xã", "Công an cấp huyện", "mỗi đơn vị"; not "cấp trên"
EVERY = regex.compile(r"(?<!\p{L})(?:cấp (?:xã|huyện|tỉnh|cơ sở)|mỗi|từng)(?!\p{L})")
# a word that has already said that there are many; not "cá nhân"
PLURAL = regex.compile(r"(?<!\p{L})(?:các|cấp|những|một số)(?!\p{L})", regex.IGNORECASE)


def _words(key: str) -> str:
    return literal_alternation(load("unit_names")["collective"][key])


def _list_of_places() -> str:
    return rf"(?:{_words('places')})(?:(?:, | và |/)(?:{_words('places')}))+"


@functools.cache
def _determiner() -> regex.Pattern[str]:
    """ "Toàn thể các …", "Các …" at the start; not "Cácbon"."""
    return regex.compile(rf"^(?:{_words('determiners')})\s+", regex.IGNORECASE)


@functools.cache
def _dropped() -> regex.Pattern[str]:
    """ "Toàn thể |cán bộ, giáo viên", "tất cả |học sinh"; not "toàn thể các phòng"."""
    return regex.compile(rf"^(?:{_words('dropped')})\s+(?!các\s)", regex.IGNORECASE)


@functools.cache
def _single() -> regex.Pattern[str]:
    """ "ban quản lý các khu công nghiệp", "liên hiệp các hội …"; not "các ban quản lý"."""
    return regex.compile(rf"(?:{_words('single')})(?!\p{{L}})")


@functools.cache
def _many_inside() -> regex.Pattern[str]:
    """ "thủ trưởng |các đơn vị", "ủy ban nhân dân |các xã"; not "chủ đầu tư các khu đô thị"."""
    return regex.compile(rf"(?<!\p{{L}})các (?:{_words('many')}|{_words('places')}|cá nhân)(?!\p{{L}})")


@functools.cache
def _list() -> regex.Pattern[str]:
    """ "ủy ban nhân dân |xã, phường", "|sở, ban, ngành"; not "xã tân an"."""
    return regex.compile(rf"(?<!\p{{L}})(?:{_list_of_places()}|{_words('lists')})(?!\p{{L}})")


@functools.cache
def _people() -> regex.Pattern[str]:
    """Lists of people, and people that are many: "cán bộ, công chức", "học sinh"; not "nhân viên y tế"."""
    one = rf"(?:{literal_alternation(load('units')['heads']['people'])})"
    return regex.compile(rf"^(?:{one}(?:,| và) {one}|(?:{_words('people')}))(?!\p{{L}})")


@functools.cache
def _bare_many() -> regex.Pattern[str]:
    """Many without "các": "phòng thuộc Sở", "đơn vị có liên quan", "sở, ban, ngành"; not "Phòng Nội vụ thuộc …"."""
    of = "(?:trực thuộc|thuộc|có liên quan|liên quan)"
    lists = rf"(?!tập thể|tổ chức, cá nhân)(?:{_words('lists')})"
    return regex.compile(rf"(?:(?:{_words('many')}) {of}|{lists})(?!\p{{L}}|\s*:)", regex.IGNORECASE)


@functools.cache
def _places() -> regex.Pattern[str]:
    """A list of kinds of place behind another word: "UBND |xã, phường"; not "UBND xã, phường Bình An"."""
    return regex.compile(rf"(?<=\p{{L}} )(?:{_list_of_places()})(?!\p{{L}}| \p{{Lu}})")


@functools.cache
def _upper_noun() -> regex.Pattern[str]:
    """A noun for many with a capital that no name follows: "các |Phòng thuộc Sở"; not "các Sở Y tế"."""
    return regex.compile(rf"(?i:(?<=các ))(?=\p{{Lu}})(?i:{_words('many')})(?!\p{{L}}|:|\s+\p{{Lu}})")


@functools.cache
def _upper_list() -> regex.Pattern[str]:
    """ "các |Sở, Ban, Ngành thành phố"; not "Phòng, chống"."""
    return regex.compile(rf"(?i:(?<=các )(?:{_words('lists')}))(?!\p{{L}})")
