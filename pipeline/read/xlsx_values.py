"""What a number in a cell reads as: numbers, percentages and dates in their cell's format, the way a Vietnamese prints.

A date is "dd/mm/yyyy" whatever the order of its format; where the format leaves the day or the year out, so does the
text ("03/2026", "15/03"): a reader of the sheet does not see them either, and Excel only made them up.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import regex

from pipeline.read.xlsx_package import GENERAL

# One token of a number format: "\"ngày \"", "\\/", "_)", "[$-42A]", "yyyy", "#,##0.00", "General"; not a whole format.
TOKEN = regex.compile(
    r"""(?P<quoted>"[^"]*"?)|\\(?P<escaped>.)|_.|\*.|(?P<money>\[\$[^\]\-]+)(?:-[^\]]*)?\]|(?P<elapsed>\[(?:h+|m+|s+)\])"""
    r"""|\[[^\]]*\]|(?P<general>General)|(?P<noon>AM/PM|A/P)|(?P<date>y+|m+|d+|h+|s+)"""
    r"""|(?P<number>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<percent>%)|(?P<exact>E[+-]|/(?=\s*[?#\d]))|(?P<other>.)""",
    regex.IGNORECASE | regex.DOTALL,
)
EPOCH, EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
LAST_DAY = 2958465
"""9999-12-31, the last day that a sheet can hold."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One token of a format: what it is (a group of `TOKEN`) and its text."""

    kind: str
    text: str


def shown_number(value: float, code: str, *, from_1904: bool = False) -> str:
    """`value` as its number format `code` shows it; "" for a date outside the calendar and for a hidden value."""
    sections = _sections(code)
    index = 0
    if value < 0 and len(sections) > 1:
        index, value = 1, -value
    elif value == 0 and len(sections) > 2:
        index = 2
    pieces = sections[index]
    kinds = {piece.kind for piece in pieces}
    if "exact" in kinds:
        return general(value)
    if kinds & {"date", "elapsed"}:
        return _moment(value, pieces, from_1904)
    if "number" in kinds:
        return _numeral(value, pieces)
    if "general" in kinds or code == GENERAL or not code.strip("@ "):
        return "".join(general(value) if p.kind == "general" else _literal(p) for p in pieces) or general(value)
    return "".join(_literal(piece) for piece in pieces)


def general(value: float) -> str:
    """A number without a format: "1", "1.1", "0.95"; no more digits than a sheet shows."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return format(value, ".11g")


def day_of(serial: float, *, from_1904: bool = False) -> dt.date | None:
    """The calendar day of a serial number, None outside the calendar.

    Day 60 of the usual count is 1900-02-29, which never was; the days before it stand one later than the epoch says.
    """
    days = int(serial)
    if from_1904:
        return EPOCH_1904 + dt.timedelta(days) if 0 <= days <= LAST_DAY - 1462 else None
    return EPOCH + dt.timedelta(days + (days < 60)) if 0 < days <= LAST_DAY else None


def serial_of(text: str) -> float | None:
    """The serial number (count from 1900) of an ISO day or time ("2026-03-15T08:00:00"); None if it is none."""
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return (moment.date() - EPOCH).days + (moment.hour * 60 + moment.minute) / 1440


@functools.lru_cache(maxsize=4096)
def _sections(code: str) -> tuple[tuple[Piece, ...], ...]:
    """The sections of a format (positive; negative; zero; text), each as its tokens."""
    sections: list[list[Piece]] = [[]]
    for match in TOKEN.finditer(code):
        kind = match.lastgroup
        if kind == "other" and match["other"] == ";":
            sections.append([])
        elif kind is not None:
            sections[-1].append(Piece(kind, match[kind]))
    return tuple(map(tuple, sections))


def _literal(piece: Piece) -> str:
    match piece.kind:
        case "quoted":
            return piece.text.strip('"')
        case "money":
            return piece.text[2:]
        case "escaped" | "percent":
            return piece.text
        case "other":
            return "" if piece.text == "@" else piece.text
        case _:
            return ""


def _numeral(value: float, pieces: Sequence[Piece]) -> str:
    """A number by its placeholders: grouped by points where the format groups, padded with zeros where it pads."""
    first = next(i for i, piece in enumerate(pieces) if piece.kind == "number")
    whole, _, fraction = pieces[first].text.partition(".")
    thousands = len(whole) - len(whole.rstrip(","))
    percents = sum(piece.kind == "percent" for piece in pieces)
    exact = Decimal(repr(value)) * 100**percents / 1000**thousands
    rounded = exact.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    digits, _, decimals = f"{abs(rounded):f}".partition(".")
    required = fraction.count("0")
    decimals = decimals[:required] + decimals[required:].rstrip("0")
    digits = digits.lstrip("0").zfill(whole.count("0"))
    grouped = "," in whole.rstrip(",")
    if grouped:
        digits = f"{int(digits or 0):,}".replace(",", ".") if digits else ""
    # Without grouping or percent the point stays: "1.2" in such a cell is more often a row's number than a measure.
    point = "," if grouped or percents else "."
    number = digits + (point + decimals if decimals else "")
    sign = "-" if rounded < 0 else ""
    text = "".join(number if i == first else _literal(piece) for i, piece in enumerate(pieces))
    return sign + text


def _moment(value: float, pieces: Sequence[Piece], from_1904: bool) -> str:
    """A day, month, year or time of day by what its format shows of it."""
    found = [p.text[0].lower() * len(p.text) if p.kind == "date" else "" for p in pieces]
    clock = any(p.kind == "elapsed" or each[:1] in ("h", "s") for p, each in zip(pieces, found, strict=True))
    day_shown = any(each in ("d", "dd") for each in found)
    year_shown = any(each[:1] == "y" for each in found)
    if clock and not day_shown and not year_shown:
        minutes = round(value * 1440)
        return f"{minutes // 60:02d}:{minutes % 60:02d}" if 0 <= minutes < 10**7 else ""
    day = day_of(value, from_1904=from_1904)
    if day is None:
        return ""
    # Literal words ("Tháng "m" năm "yyyy) are part of what is read; plain separators follow the order of the machine.
    if any(p.kind == "quoted" and any(map(str.isalpha, p.text)) for p in pieces) and not clock:
        return "".join(_part(day, each) if each else _literal(p) for p, each in zip(pieces, found, strict=True))
    month_shown = any(each[:1] == "m" for each in found)
    if month_shown and not day_shown and not year_shown:
        return f"Tháng {day.month}" if any(len(each) > 2 for each in found) else str(day.month)
    shown = [f"{day.day:02d}"] * day_shown + [f"{day.month:02d}"] * month_shown + [f"{day.year:04d}"] * year_shown
    return "/".join(shown)


def _part(day: dt.date, token: str) -> str:
    match token:
        case "d" | "m":
            return str(day.day if token == "d" else day.month)
        case "dd":
            return f"{day.day:02d}"
        case _ if token[0] == "m":
            return f"{day.month:02d}" if len(token) == 2 else str(day.month)
        case _:
            return f"{day.year:04d}" if token[0] == "y" else ""
