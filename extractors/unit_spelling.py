"""One spelling of a unit's name: accents, spaces, dashes, what stands before and behind it."""

from __future__ import annotations

import functools
import unicodedata

import regex

from extractors.lexicon import load
from extractors.unit_names import REMARK, skip_lead_in


def spell(name: str) -> str:
    """The name in one spelling ("Uỷ" is "Ủy", " – " is " - ", "&" is "và"), without lead-ins, remarks, punctuation."""
    text = " ".join(unicodedata.normalize("NFC", name).split())
    text = text[skip_lead_in(text, 0) :] or text
    text = TONE.sub(lambda m: _moved(m.group()), text)
    text = SYLLABLES.sub(lambda m: _respelt(m.group()), text)
    text = QUOTES.sub('"', DASH.sub("-", text))
    text = AND.sub(" và ", text)
    remark = TRAILING.search(text)
    if remark and (REMARK.match(text, text.index("(", remark.start())) or _repeats(text, remark)):
        text = text[: remark.start()] + text[remark.end() :]
    text = BLANKS_BEFORE.sub("", COMMA.sub(", ", text))
    return " ".join(text.split()).strip(EDGES)


@functools.lru_cache(maxsize=8192)
def squeeze(text: str) -> str:
    """The name as it is looked up: lower case, without spaces, dashes, commas, points, "&" and "và".

    Only between figures a comma stays: "Tổ 1, 2" is not "Tổ 12".
    """
    text = TONE.sub(lambda m: _moved(m.group()), unicodedata.normalize("NFC", text))
    words = [_respelt(word).casefold() for word in SYLLABLES.findall(text)]
    return FIGURES_APART.sub(r"\1,", "\n".join(word for word in words if word != "và")).replace("\n", "")


def initial(word: str) -> str:
    """Its first letter as abbreviations have it: lower case, without the tone ("Ủy" -> "u", "Đào" -> "đ")."""
    letter = unicodedata.normalize("NFD", word[0])
    return unicodedata.normalize("NFC", TONES.sub("", letter)).casefold()


def is_abbreviation(printed: str) -> bool:
    """Whether an abbreviation stands in it, two capitals together: "GD&ĐT", "KH-TC", "GDTrH"; not "Tổ chức"."""
    return SHORT.search(printed) is not None


def words_of(text: str) -> list[regex.Match[str]]:
    """The words of a name, an abbreviation with its point."""
    return list(WORD.finditer(text))


# the five tones, apart from their letter
TONES = regex.compile("[\u0300\u0301\u0303\u0309\u0323]")
# "TCCB", "KH-TC", "TrH"; not "Tổ chức"
SHORT = regex.compile(r"\p{Lu}\p{Ll}{0,2}[&-]?\p{Lu}")
EDGES = " \t.,;:-–—+•*/\"'“”"
"""What may stand around a name and is no part of it."""
# "Sở", "GDĐT", "P." of "P.TCCB", "TP."; "&", "-" part words
WORD = regex.compile(r"(?<!\p{L})(?:P|TP|Tp|TX)\.|[\p{L}\p{M}\p{N}]+")
# what parts two figures, the words being on lines of their own
FIGURES_APART = regex.compile(r"(\d)\n(?=\d)")
SYLLABLES = regex.compile(r"[\p{L}\p{M}\p{N}]+")
DASH = regex.compile(r"[‐‑‒–—−]")
QUOTES = regex.compile(r"[“”„‟«»]")
# "GD & ĐT", "Kế hoạch & Tài chính"; in an abbreviation without spaces "&" stays: "GD&ĐT"
AND = regex.compile(r"\s+&\s+|(?<=\p{Ll})&(?=\p{L})")
COMMA = regex.compile(r"\s*,\s*(?=\D)")
BLANKS_BEFORE = regex.compile(r"\s+(?=[,;)])")
TRAILING = regex.compile(r"\s*\([^()]*\)")
# accents on the second vowel of "oa", "oe", "uy": "hoà", "khoẻ", "Uỷ", "thuỷ"; not "quý", "toàn"
TONE = regex.compile(r"(?:[oO][àảãáạèẻẽéẹÀẢÃÁẠÈẺẼÉẸ]|(?<![qQ])[uU][ỳỷỹýỵỲỶỸÝỴ])(?!\p{L})")


def _moved(pair: str) -> str:
    """The accent on the first of two vowels: "oà" -> "òa"."""
    base, mark = unicodedata.normalize("NFD", pair[1])[0], unicodedata.normalize("NFD", pair[1])[1:]
    return unicodedata.normalize("NFC", pair[0] + mark) + base


def _respelt(word: str) -> str:
    other = _spellings().get(word.casefold())
    if other is None:
        return word
    return other.upper() if word.isupper() else other.capitalize() if word[0].isupper() else other


@functools.cache
def _spellings() -> dict[str, str]:
    return dict(load("unit_names")["folding"])


def _repeats(text: str, bracket: regex.Match[str]) -> bool:
    """Whether a bracket only abbreviates the words before it: "Ủy ban nhân dân (UBND) xã", "(TCCB)"."""
    letters = squeeze(bracket.group())
    if not letters or not bracket.group().strip(" ()").isupper():
        return False
    initials = "".join(initial(w) for w in SYLLABLES.findall(text[: bracket.start()]) if w.casefold() != "và")
    return initials.endswith(letters)
