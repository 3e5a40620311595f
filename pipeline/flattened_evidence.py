"""What the words and the shape of a line say about the column of a lost table it was printed in.

`fragments` cuts lines where a cell may begin; `Evidence` turns fragments and column roles into costs (natural-log
units, lower is better), first from the lexicon alone, then from a first reading of the table itself.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log

import regex

from extractors.lexicon import load

UNITS = ("lead_units", "coordinating_units")

# "1", "01.", "2.3", "(4)", "5)"; not "2025/QĐ", "1,5"
ROW_NUMBER = regex.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,2})[.)]?")
# "I", "IV.", "A", "B."; not "Iso", "AB"
SECTION_NUMBER = regex.compile(r"([IVX]{1,6}|[A-H])[.)]?")
# "- Kế hoạch", "+ Báo cáo", "• Các phòng"; not "-năm"
BULLET = regex.compile(r"[-–—+*•] ")
# "Kế", "06/2025,"; not a blank
WORD = regex.compile(r"\S+")
# "20/02/2025", "15/6", "30/11/2024", "8h00"; not "281/KH-UBND", "100%"
DATE_START = regex.compile(r"\d{1,2}/\d{1,4}(?:/\d{4})?(?![\d/\w])|\d{1,2}h\d{0,2}\b")
# "KH-", "Nghị quyết số", "Quý", "(lồng ghép", "Sở,"; not "Kế hoạch", "Sở;"
OPEN_TAIL = regex.compile(r"[-–/,(“&]$|\bsố$|\([^()]*$|“[^”]*$")

MID_CUT = 2.2  # a line holding several cells is rarer than one holding a part of a cell
MID_CUT_LATE = 3.0  # two cells share a printed line only if the first has no more lines than this one
BAD_START = 4.0  # cells begin with a capital, a digit or a bullet
CLOSED_CONTINUES = 0.6  # a capital after a line that could be complete: more often a new cell
BULLET_AMONG_PLAIN = 2.2  # a bullet does not follow plain lines of the same cell, except after a colon
SHORT_LINE = 2.4  # the next word would have fitted: the break is not a wrap
FULL_LINE = -0.7  # the next word would not have fitted: the break is a wrap
OVERLONG = 2.0  # a line wider than its column
LEARNED = 2.5  # most that the table's own repetitions may say, either way
PRIOR_WIDTH = {"task": 70, "number": 8, "deadlines": 42, "products": 60, "lead_units": 55, "coordinating_units": 60}


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a line that may begin a cell (`line`: index of the line, `offset`: its first character there)."""

    line: int
    offset: int
    text: str
    first: bool
    page_break: bool
    kinds: frozenset[str]
    bullet: bool
    starts_well: bool
    lower: bool
    open_end: bool
    number: tuple[int, ...]
    section: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What one reading of the table says about the next: line widths, repeated lines, empty cells, known cells."""

    widths: tuple[float, ...]
    starts: tuple[Counter[str], ...]
    inside: tuple[Counter[str], ...]
    filled: tuple[float, ...]
    cells: frozenset[str]
    wrapped: bool


def fold(text: str) -> str:
    """Lower case without outer blanks and closing punctuation: how texts are compared."""
    return text.strip(" .;,:").lower()


@functools.cache
def _heads() -> dict[str, frozenset[str]]:
    """First words (folded phrases) of cells -> the roles that they speak for."""
    found: dict[str, set[str]] = {}
    for role, phrases in load("flattened")["starts"].items():
        for phrase in phrases:
            found.setdefault(phrase, set()).update(UNITS if role == "units" else (role,))
    return {phrase: frozenset(roles) for phrase, roles in found.items()}


@functools.cache
def _open_words() -> frozenset[str]:
    return frozenset(load("flattened")["open"]["words"])


@functools.cache
def kinds_of(text: str) -> frozenset[str]:
    """The roles whose cells begin like `text` (a bullet is skipped); the longest known phrase decides."""
    bullet = BULLET.match(text)
    words = text[bullet.end() if bullet else 0 :].split(maxsplit=4)[:4]
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return frozenset()
    if DATE_START.match(words[0]):
        return frozenset({"deadlines"})
    heads = _heads()
    for size in range(len(words), 0, -1):
        phrase = " ".join(words[:size]).lower().rstrip(".,;:")
        if phrase in heads:
            return heads[phrase]
    return frozenset()


def _parse_number(text: str) -> tuple[int, ...]:
    match = ROW_NUMBER.fullmatch(text)
    return tuple(int(part) for part in match.group(1).split(".")) if match else ()


def _cuts(text: str, numbered: bool, known: Collection[str]) -> list[int]:
    """Offsets inside a line where a cell may begin: after its number, at words that begin cells, at known cells."""
    cuts = []
    words = [match.span() for match in WORD.finditer(text)]
    for i, (start, end) in enumerate(words[1:], 1):
        if i == 1 and numbered and (_parse_number(text[:start].strip()) or SECTION_NUMBER.fullmatch(text[: words[0][1]])):
            if not text[start].islower():
                cuts.append(start)
            continue
        first = text[start]
        if first in "-–+•*" and end - start == 1 and i + 1 < len(words):
            if kinds_of(text[start:]) and text[words[i + 1][0]].isupper():
                cuts.append(start)
        elif first.isupper() or first.isdigit():
            if text[start - 2] in "-–+•*" and (start < 3 or text[start - 3] == " "):
                continue
            if kinds_of(text[start:]) or (known and any(_known_at(text, words, i, known))):
                cuts.append(start)
    return cuts


def _known_at(text: str, words: Sequence[tuple[int, int]], i: int, known: Collection[str]) -> list[bool]:
    """Whether a known cell text begins at word `i` and ends at some later word."""
    start = words[i][0]
    return [True for _, end in words[i : i + 8] if fold(text[start:end]) in known][:1]


def fragments(
    lines: Sequence[str], breaks: Collection[int], numbered: bool, known: Collection[str] = frozenset()
) -> list[Fragment]:
    """Cut `lines` where a cell may begin. `breaks`: lines that begin a page; `known`: folded cell texts seen before."""
    out = []
    open_words = _open_words()
    for index, line in enumerate(lines):
        cuts = [0, *_cuts(line, numbered, known), len(line)]
        for start, end in zip(cuts, cuts[1:], strict=False):
            text = line[start:end].strip()
            if not text:
                continue
            bullet = BULLET.match(text)
            head = text[bullet.end() if bullet else 0 :].lstrip("“\"'(") or text
            last = text.rsplit(maxsplit=1)[-1].lower()
            section = SECTION_NUMBER.fullmatch(text) if start == 0 else None
            out.append(
                Fragment(
                    line=index,
                    offset=start,
                    text=text,
                    first=start == 0,
                    page_break=start == 0 and index in breaks,
                    kinds=kinds_of(text),
                    bullet=bool(bullet),
                    starts_well=head[0].isupper() or head[0].isdigit() or bool(bullet),
                    lower=head[0].islower() and not bullet,
                    open_end=last in open_words or bool(OPEN_TAIL.search(text)),
                    number=_parse_number(text) if start == 0 else (),
                    section=section.group(1) if section else "",
                )
            )
    return out


def start_cost(fragment: Fragment, role: str) -> float:
    """How badly `fragment` begins a cell of a column with this role."""
    kinds = fragment.kinds
    if not fragment.starts_well:
        return BAD_START - 1.5 if role == "note" else BAD_START
    if role in kinds:
        # a head that speaks for several roles says less
        return {"task": -1.5, "deadlines": -2.6, "note": -0.3}.get(role, -2.2) + 0.3 * (len(kinds & _MAIN) - 1)
    if role == "task":
        return 1.5 if kinds & {"deadlines", *UNITS} else 0.3
    if role == "note":
        return 1.0
    if role in _MAIN:
        if kinds & _MAIN:
            return 2.8
        return 1.0 if fragment.bullet or role == "products" else 2.0
    return 1.2


_MAIN = frozenset({"task", "products", "deadlines", *UNITS})


def inside_cost(before: Fragment, fragment: Fragment, role: str) -> float:
    """How badly `fragment` goes on the cell of `before`, its neighbour in the print (bullets are judged elsewhere)."""
    if not fragment.first:
        return 0.0
    if before.open_end and not fragment.bullet:
        return -1.5
    if fragment.lower:
        return -1.0 if not before.text.endswith(".") else 0.5
    kinds = fragment.kinds
    cost = 0.0 if fragment.bullet else CLOSED_CONTINUES
    if before.text.endswith(".") and not fragment.bullet:
        cost += 0.8
    if kinds and role not in kinds:
        cost += 1.6 if "deadlines" in kinds else 0.8
        if fragment.bullet and role in _MAIN and role != "task":
            cost += 1.0
    return cost


def learned_cost(text: str, column: int, counts: Sequence[Counter[str]], columns: int) -> float:
    """Minus how much more often than by chance the table's own lines with this text were found in `column`."""
    total = sum(counter[text] for counter in counts)
    if total < 2:
        return 0.0
    share = (counts[column][text] + 0.25) / (total + 0.25 * columns)
    return max(-LEARNED, min(LEARNED, -log(share * columns)))


def width_cost(length: int, needed: int, width: float, wrapped: bool) -> float:
    """Cost of a wrap after a line of `length` characters where the next word would have made it `needed`."""
    if not wrapped or width <= 0:
        return 0.0
    filled = needed / width
    if filled < 0.75:
        return SHORT_LINE
    if filled < 0.92:
        return SHORT_LINE * (0.92 - filled) / 0.17
    return FULL_LINE if length <= 1.15 * width else 0.0


def overlong_cost(length: int, width: float) -> float:
    """Cost of a line that is wider than its column."""
    return OVERLONG * min(3.0, 4 * (length / width - 1.15)) if width > 0 and length > 1.15 * width else 0.0
