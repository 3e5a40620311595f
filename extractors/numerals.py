"""Numbers as Vietnamese prints them: points between thousands, a decimal comma, "nghìn", "triệu", "tỷ"."""

from __future__ import annotations

import functools
from typing import Any

import regex

from extractors.lexicon import load
from extractors.phrases import any_of, caseless, folded


def value(printed: str, factor: int = 1) -> float | int:
    """The number of "1.000" (a thousand), "70,69" and "2.80" (decimals), "hai mươi" and "½", times `factor`."""
    words = load("targets")["spelled"]
    if printed in words["fractions"]:
        plain = words["fractions"][printed] * factor
        return int(plain) if plain == int(plain) else plain
    if printed[0].isalpha():
        return _spelled(folded(printed).split(), words) * factor
    thousands = regex.fullmatch(_THOUSANDS, printed) and not printed.startswith("0")
    plain = printed.replace(".", "").replace(",", ".") if thousands else printed.replace(",", ".")
    number = round(float(plain) * factor, 6)
    return int(number) if number == int(number) else number


def is_spelled(printed: str) -> bool:
    """Whether the number is in words."""
    return printed[0].isalpha()


def is_doubtful(printed: str) -> bool:
    """Whether the word is as often no number: "một" is an article, "năm" a year."""
    return folded(printed) in load("targets")["spelled"]["doubtful"]


def _spelled(syllables: list[str], words: dict[str, Any]) -> int:
    """The number of ["hai", "trăm", "mười", "lăm"]: tens and hundreds multiply the digit before them."""
    total = digit = 0
    for syllable in syllables:
        if syllable in words["tens"]:
            total += max(digit, 1) * words["tens"][syllable]
            digit = 0
        else:
            total, digit = total + digit, words["ones"][syllable]
    return total + digit


def scaled(text: str, at: int) -> tuple[int, int]:
    """(factor, end) of the words of scale that stand at `at`: "nghìn tỷ" -> 10**12; (1, at) without any."""
    factor = 1
    while (scale := _scale().match(text, at)) is not None:
        factor, at = factor * load("targets")["scales"][scale["scale"].lower()], scale.end()
    return factor, at


@functools.cache
def _scale() -> regex.Pattern[str]:
    # "triệu", " nghìn"; not "đồng"
    return caseless(rf"\s*(?P<scale>{any_of(load('targets')['scales'])})(?![\p{{L}}\d])")


@functools.cache
def amount() -> regex.Pattern[str]:
    """The pattern of an amount; groups sign, low, mark (a % within a range), high and all (of "126/126 xã")."""
    words: dict[str, Any] = load("targets")
    ones, tens = any_of(words["spelled"]["ones"]), any_of(words["spelled"]["tens"])
    first = any_of(word for word in words["spelled"]["ones"] if word not in words["spelled"]["never_first"])
    fractions, to = any_of(words["spelled"]["fractions"]), any_of(words["numbers"]["range"])
    # An amount: a number, a range or a "reached of all": "98%", "03-05 dự án", "126/126 xã", "+2.80m", "½", "hai mươi".
    # Not "24/24h", "19/2022/QĐ-UBND", "13/02/2025", "m3", "3.5±0.2m".
    return caseless(
        rf"(?<![\p{{L}}\d/:±]|\d[.,]|\d\s?[-–])(?P<sign>[+]\s?)?(?P<low>{_NUMBER})"
        rf"(?:(?P<mark>\s?%)?(?:\s?[-–]\s?|\s{to}\s)(?P<high>{_NUMBER})|/(?P<all>\d+)(?=\s\p{{Ll}}))?"
        rf"(?![\d/:±]|[.,]\d)"
        rf"|(?P<low>{fractions})|(?<!\p{{L}})(?P<low>{first}(?:\s+(?:{ones}|{tens}))*)(?!\p{{L}})"
    )


# Points between thousands: "1.000", "12.500,5"; not "2.80", "1000".
_THOUSANDS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"

# A number as printed: "1.000", "70,69", "2.80", "05". Not the "2015" of "9001:2015" (the guards of `amount`).
_NUMBER = rf"(?:{_THOUSANDS}|\d+(?:[.,]\d+)?)"
