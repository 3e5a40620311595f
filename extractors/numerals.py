"""Numbers as Vietnamese prints them: points between thousands, a decimal comma, "nghìn", "triệu", "tỷ"."""

from __future__ import annotations

import functools

import regex

from extractors.lexicon import load
from extractors.phrases import any_of, caseless


def value(printed: str, factor: int = 1) -> float | int:
    """The number of "1.000" (a thousand), "70,69" and "2.80" (decimals), times `factor`."""
    thousands = regex.fullmatch(_THOUSANDS, printed) and not printed.startswith("0")
    plain = printed.replace(".", "").replace(",", ".") if thousands else printed.replace(",", ".")
    number = round(float(plain) * factor, 6)
    return int(number) if number == int(number) else number


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
    return caseless(_AMOUNT)


# Points between thousands: "1.000", "12.500,5"; not "2.80", "1000".
_THOUSANDS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?"

# A number as printed: "1.000", "70,69", "2.80", "05". Not the "2015" of "9001:2015" (the guards of `_AMOUNT`).
_NUMBER = rf"(?:{_THOUSANDS}|\d+(?:[.,]\d+)?)"

# An amount: a number, a range or a "reached of all": "98%", "03-05 dự án", "126/126 xã", "+2.80m".
# Not "24/24h", "19/2022/QĐ-UBND", "13/02/2025", "m3", "3.5±0.2m".
_AMOUNT = (
    r"(?<![\p{L}\d/:±]|\d[.,]|\d\s?[-–])(?P<sign>[+]\s?)?(?P<low>" + _NUMBER + r")"
    r"(?:(?P<mark>\s?%)?(?:\s?[-–]\s?|\s(?:đến|tới)\s)(?P<high>" + _NUMBER + r")|/(?P<all>\d+)(?=\s\p{Ll}))?"
    r"(?![\d/:±]|[.,]\d)"
)
