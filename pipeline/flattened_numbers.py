"""How well the number of a row, a section or a sub-row follows the last one."""

from __future__ import annotations

from itertools import pairwise

FIRST_LETTER = 0.8  # "a)" may also begin a list in a cell
DASH_ROW = 3.51  # a sub-row with a dash for its number; a bullet in a cell is more frequent
DASH_GOES_ON = -1.35  # a dash below a dash
ALPHABETS = ("abcdđeghiklmnopq", "abcdefghijklmnopq")
ROMAN = {"I": 1, "V": 5, "X": 10}


def section_fit(last: str, text: str) -> float:
    """How badly a section number follows the last one."""
    kind, value = section_value(text)
    if last:
        last_kind, last_value = section_value(last)
        if kind == last_kind and value == last_value + 1:
            return -1.5
    return 0.3 if value == 1 else 4.5


def section_value(text: str) -> tuple[str, int]:
    """ "IV" -> ("roman", 4), "B" -> ("letter", 2)."""
    if set(text) <= set(ROMAN):
        values = [ROMAN[c] for c in text] + [0]
        return "roman", sum(-a if a < b else a for a, b in pairwise(values))
    return "letter", ord(text[0]) - 64


def number_fit(last: tuple[int, ...], number: tuple[int, ...], after_section: bool) -> float:
    """How badly a row number follows the last one; numbers may go on or restart, seldom repeat or jump."""
    last = plain_number(last)
    if not last:
        return -1.0 if number[-1] == 1 else 3.0
    for level in range(len(last)):
        if number == (*last[:level], last[level] + 1):
            return -1.5
    if number == (*last, 1) or (len(number) > len(last) and number[: len(last)] == (*last[:-1], last[-1] + 1)):
        return 0.5
    if number[-1] == 1 and len(number) == 1:
        return -0.5 if after_section else 2.5
    step = number[0] - last[0]
    if after_section:
        return 1.0 if -4 <= step <= 4 else 4.0
    return 3.0 if len(number) == len(last) and -2 <= step <= 4 else 6.0


def letter_fit(last: tuple[int, ...], letter: str) -> float:
    """How badly the letter or dash of a sub-row follows the last running number."""
    before = chr(-last[-1]) if last and last[-1] < 0 else ""
    if letter in "-–":
        return DASH_GOES_ON if before in ("-", "–") else DASH_ROW
    if letter == "a":
        return 4.0 if before else FIRST_LETTER
    return -1.5 if any(before + letter in alphabet for alphabet in ALPHABETS) else 5.0


def plain_number(number: tuple[int, ...]) -> tuple[int, ...]:
    """A running number without the letter or dash of a sub-row."""
    return number[:-1] if number and number[-1] < 0 else number
