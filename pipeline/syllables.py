"""A text as the syllables by which it is compared: one spelling each, abbreviations spelt out, those of formulas known.

Vietnamese is written syllable by syllable; words of two of them are told from chance by their order, which `likeness`
counts too.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping

import regex

from extractors.lexicon import load
from pipeline.spelt_out import of_all_offices

TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")
CONSONANTS = "bcdđghklmnpqrstvx"

# "281/KH-UBND", "30/6/2026", "9001:2015", "GD&ĐT", "CCHC", "tuyên"; not "-"
TOKEN = regex.compile(r"\d+(?:[/:]\d+)*/[\p{Lu}\d][\p{L}\d-]*|\d+(?:[./:]\d+)*|\p{Lu}+(?:&\p{Lu}+)+|\p{L}+")


def syllables(text: str, spelt: Mapping[str, str]) -> list[str]:
    """The syllables, numbers and signs of `text` in order, as `fold_syllable` spells them; `spelt` are abbreviations by
    their letters ("GDĐT") -> spelt out (`pipeline.spelt_out`)."""
    out: list[str] = []
    for token in TOKEN.findall(text):
        long = spelt.get(token.replace("&", ""))
        out += map(fold_syllable, TOKEN.findall(long or token.replace("&", " ")))
    return out


@functools.lru_cache(maxsize=20_000)
def fold_syllable(syllable: str) -> str:
    """One spelling for "Hoà" and "hòa", "kĩ" and "kỹ", "02" and "2"; the tone goes to the end."""
    if syllable.isdecimal():
        return str(int(syllable))
    decomposed = unicodedata.normalize("NFD", syllable.casefold())
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES))
    if len(plain) > 1 and plain[-1] == "y" and plain[-2] in CONSONANTS:
        plain = f"{plain[:-1]}i"
    return plain + "".join(c for c in decomposed if c in TONES)


def fold_words(words: str) -> str:
    """Words of the lexicon in the spelling of `syllables`, parted by blanks."""
    return " ".join(map(fold_syllable, words.split()))


def unmarked(syllable: str) -> str:
    """The letters without any mark: "chúc" and "chức" are one."""
    return "".join(c for c in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(c))


@functools.lru_cache(maxsize=2_000)
def subject_of(title: str) -> frozenset[str]:
    """The syllables of a heading that say what it is about ("Nhiệm vụ về cải cách thể chế": cải, cách, thể, chế)."""
    return frozenset(syllables(title, of_all_offices())) - light()


@functools.cache
def light() -> frozenset[str]:
    """Syllables of formulas, which say little of what a task is about: "xây", "dựng", "kế", "hoạch"."""
    return frozenset(map(fold_syllable, load("likeness")["words"]["light"]))


@functools.cache
def goals() -> frozenset[str]:
    """Syllables of goals, which say how much and not of what: "tỷ", "lệ", "đạt"."""
    return frozenset(map(fold_syllable, load("likeness")["words"]["goals"]))
