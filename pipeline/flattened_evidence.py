"""What the words and the shape of a line say about the column of a lost table it was printed in.

`fragments` cuts lines where a cell may begin; `Evidence` turns fragments and column roles into costs (natural-log
units, lower is better), first from the lexicon alone, then from a first reading of the table itself.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import regex

from extractors.lexicon import load

UNITS = ("lead_units", "coordinating_units")

# "1", "01.", "2.3", "(4)", "5)"; not "2025/QĐ", "1,5"
ROW_NUMBER = regex.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,2})[.)]?")
# "I", "IV.", "A", "B."; not "Iso", "AB"
SECTION_NUMBER = regex.compile(r"([IVX]{1,6}|[A-H])[.)]?")
# "05", "100%"; not "2026", "5.000"
COUNT = regex.compile(r"\d{1,3}%?")
# "a)", "đ)", "b."; not "A)", "ab)"
DETAIL = regex.compile(r"[a-zđ][).]")
# "- Kế hoạch", "+ 05 lớp", "• Các phòng"; not "-năm", "- 2030"
BULLET = regex.compile(r"[-–—+*•] (?!\d{4}\b)")
# "Tháng 3/2026 ", "năm 2026 ", "15/6 "; not "Nghị định 30/2020/NĐ-CP ", "năm 2026 của "
TIME_END = regex.compile(
    r"(?<![\w/])(?:\d{1,2}/(?:\d{1,2}/)?\d{2,4}|(?:năm|quý|Năm|Quý) [\dIV]+(?:/\d{4})?|[IV]+/\d{4})[.;]? $"
)
# "Kế", "06/2025,"; not a blank
WORD = regex.compile(r"\S+")
# "20/02/2025", "15/6", "30/11/2024", "8h00"; not "281/KH-UBND", "100%"
DATE_START = regex.compile(r"\d{1,2}/\d{1,4}(?:/\d{4})?(?![\d/\w])|\d{1,2}h\d{0,2}\b")
# "KH-", "Nghị quyết số", "Quý", "(lồng ghép", "Sở,"; not "Kế hoạch", "Sở;"
OPEN_TAIL = regex.compile(r"[-–/,(“&]$|\bsố$|\([^()]*$|“[^”]*$")

MID_CUT = 1.7  # a line holding several cells is rarer than one holding a part of a cell
MID_CUT_LATE = 2.0  # two cells share a printed line only if the first has no more lines than this one
BAD_START = 4.0  # cells begin with a capital, a digit or a bullet
CLOSED_CONTINUES = 0.6  # a capital after a line that could be complete: more often a new cell
BULLET_IN_LINE = 2.0  # a bullet begins a line of its cell
BULLETS = frozenset("-–—+*•")
NUMBER_INSIDE = 3.0  # a number alone on its line is seldom a part of a phrase
BULLET_AMONG_PLAIN = 2.2  # a bullet does not follow plain lines of the same cell, except after a colon
SHORT_LINE = 2.4  # the next word would have fitted: the break is not a wrap
FULL_LINE = -0.7  # the next word would not have fitted: the break is a wrap
OVERLONG = 2.0  # a line wider than its column
LEARNED = 2.5  # most that the table's own repetitions may say, either way
# characters; until the table's own widths are known, only lines far wider than any such column speak
PRIOR_WIDTH = {
    "task": 70, "number": 8, "deadlines": 42, "products": 60, "lead_units": 55, "coordinating_units": 60, "note": 30,
}  # fmt: skip


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
    wants_number: bool
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
    mid_cut: float
    bullets: tuple[int, ...]


def key(text: str) -> str:
    """What a table's repetitions are counted by: the folded text without its bullet."""
    bullet = BULLET.match(text)
    return fold(text[bullet.end() :] if bullet else text)


def fold(text: str) -> str:
    """Lower case without outer blanks and closing punctuation: how texts are compared."""
    return text.strip(" .;,:").lower()


@functools.cache
def _heads() -> dict[str, frozenset[str]]:
    """First words (folded phrases) of cells -> the roles that they speak for."""
    found: dict[str, set[str]] = {}
    for role, phrases in load("flattened")["starts"].items():
        if role == "persons":
            continue
        for phrase in phrases:
            found.setdefault(phrase, set()).update(UNITS if role == "units" else (role,))
    return {phrase: frozenset(roles) for phrase, roles in found.items()}


@functools.cache
def _open_words() -> frozenset[str]:
    return frozenset(load("flattened")["open"]["words"])


@functools.cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Heads that are no name by themselves, heads that complete the name before them."""
    names = load("flattened")["names"]
    return frozenset(names["incomplete"]), frozenset(names["complements"])


@functools.cache
def _broken() -> dict[str, frozenset[str]]:
    """First syllables of longer phrases -> the roles that they may speak for."""
    found: dict[str, frozenset[str]] = {}
    for phrase, roles in _heads().items():
        if " " in phrase:
            first = phrase.split()[0]
            found[first] = found.get(first, frozenset()) | roles
    return found


@functools.cache
def _surnames() -> frozenset[str]:
    return frozenset(load("flattened")["starts"]["persons"])


@functools.cache
def _counted() -> frozenset[str]:
    """First syllables of product nouns."""
    return frozenset(phrase.split()[0] for phrase, roles in _heads().items() if "products" in roles)


@functools.cache
def _whole_times() -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in load("flattened")["whole"]["deadlines"])


@functools.cache
def _before_numbers() -> frozenset[str]:
    return frozenset(load("flattened")["open"]["before_numbers"])


def time_ends(text: str) -> bool:
    """Whether `text` ends with a time that needs no more words."""
    return TIME_END.search(text + " ") is not None or f" {text} ".lower().endswith(_whole_times())


@functools.cache
def _places() -> tuple[str, ...]:
    """Beginnings of lines that go on a name."""
    return tuple(load("flattened")["names"]["places"])


@functools.cache
def _head(text: str) -> tuple[frozenset[str], str]:
    """The roles whose cells begin like `text` (a bullet is skipped) and the longest known phrase that says so."""
    bullet = BULLET.match(text)
    words = text[bullet.end() if bullet else 0 :].split(maxsplit=4)[:4]
    if not words or not (words[0][0].isupper() or words[0][0].isdigit()):
        return frozenset(), ""
    if DATE_START.match(words[0]):
        return frozenset({"deadlines"}), words[0]
    if COUNT.fullmatch(words[0]):
        # "05 lớp tập huấn", "100% hồ sơ": so many products
        counted = words[1].lower() if len(words) > 1 else ""
        if words[0][-1] == "%" or counted in _counted():
            return frozenset({"products"}), words[0]
    heads = _heads()
    for size in range(len(words), 0, -1):
        phrase = " ".join(words[:size]).lower().rstrip(".,;:")
        if phrase in heads:
            return heads[phrase], phrase
    if len(words) > 1 and words[0].lower() in _surnames() and words[1][0].isupper():
        return frozenset({*UNITS, "supervisor"}), words[0].lower()
    # a narrow column may break its first phrase: "Chuyển" / "tiếp"
    if len(words) == 1:
        return _broken().get(words[0].lower(), frozenset()), ""
    return frozenset(), ""


def _parse_number(text: str) -> tuple[int, ...]:
    match = ROW_NUMBER.fullmatch(text)
    return tuple(int(part) for part in match.group(1).split(".")) if match else ()


def _numbers_row(word: str, i: int, following: str) -> bool:
    """Whether `word`, just before word `i` of its line, is a row's or a section's number, or the letter after it."""
    if i == 2:
        return bool(DETAIL.fullmatch(word))
    if following[0].islower() and not DETAIL.fullmatch(following):
        return False
    return bool(_parse_number(word) or SECTION_NUMBER.fullmatch(word) or DETAIL.fullmatch(word))


def _cuts(text: str, numbered: bool, known: Collection[str]) -> list[int]:
    """Offsets inside a line where a cell may begin: after its number, at words that begin cells, at known cells."""
    cuts: list[int] = []
    words = [match.span() for match in WORD.finditer(text)]
    incomplete, complements = _names()
    open_words, numbers_follow = _open_words(), _before_numbers()
    spanned = _known_end(text, words, 0, known) if known else 0
    _, phrase = _head(text)
    head_end = phrase.count(" ") + 1 + bool(BULLET.match(text)) if phrase else -1
    for i, (start, end) in enumerate(words):
        first = text[start]
        if i == 0:
            continue
        if numbered and i <= 2 and (i == 1 or cuts) and _numbers_row(text[slice(*words[i - 1])], i, text[start:end]):
            cuts.append(start)
            _, phrase = _head(text[start:])
            head_end = i + phrase.count(" ") + 1 if phrase else -1
            spanned = _known_end(text, words, i, known) if known else 0
            continue
        if first.islower():
            continue
        if text[start:end] in BULLETS:
            if i + 1 < len(words) and not text[words[i + 1][0]].islower() and _head(text[start:])[0]:
                cuts.append(start)
            continue
        if not (first.isupper() or first.isdigit()) or start < spanned or text[slice(*words[i - 1])] in BULLETS:
            continue
        before = text[slice(*words[i - 1])].lower()
        if before in open_words and not text[: start - 1].endswith("trực thuộc"):
            continue
        if first.isdigit() and before in numbers_follow:
            continue
        if known:
            spanned = _known_end(text, words, i, known)
        kinds, here = _head(text[start:])
        closed = first.isupper() and time_ends(text[: start - 1])
        weak = not kinds and spanned <= start and not closed
        if weak and (i == head_end or first.isdigit() or text[words[i - 1][0]].isupper() or text[start - 2] in ",;(“/"):
            continue
        if i < head_end and spanned <= start:
            continue
        if i == head_end and spanned <= start:
            # right after a head: either that head goes on, or this one completes it
            if phrase in incomplete:
                head_end = -1
                continue
            following = text[words[i + 1][0] :] if i + 1 < len(words) else ""
            if here in complements and (not following or following[0].islower() or _head(following)[0]):
                head_end = -1
                continue
        phrase, head_end = here, i + here.count(" ") + 1 if here else -1
        cuts.append(start)
    return cuts


def _known_end(text: str, words: Sequence[tuple[int, int]], i: int, known: Collection[str]) -> int:
    """Where the longest known cell text that begins at word `i` ends; 0 if none does."""
    start = words[i][0]
    return max((end for _, end in words[i : i + 9] if fold(text[start:end]) in known), default=0)


def fragments(
    lines: Sequence[str], breaks: Collection[int], numbered: bool, known: Collection[str] = frozenset()
) -> list[Fragment]:
    """Cut `lines` where a cell may begin. `breaks`: lines that begin a page; `known`: folded cell texts seen before."""
    out = []
    open_words, (incomplete, _) = _open_words(), _names()
    for index, line in enumerate(lines):
        cuts = [0, *_cuts(line, numbered, known), len(line)]
        for start, end in pairwise(cuts):
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
                    kinds=_head(text)[0],
                    bullet=bool(bullet),
                    starts_well=head[0].isupper() or head[0].isdigit() or bool(bullet),
                    lower=head[0].islower() and not bullet,
                    open_end=(last in open_words and not text.endswith("trực thuộc"))
                    or key(text) in incomplete
                    or bool(OPEN_TAIL.search(text)),
                    wants_number=last in _before_numbers() and not time_ends(text),
                    number=_parse_number(text) if start == 0 else (),
                    section=section.group(1) if section else "",
                )
            )
    return out


def start_cost(fragment: Fragment, role: str) -> float:
    """How badly `fragment` begins a cell of a column with this role."""
    kinds = fragment.kinds
    if role == "detail_number":
        return -3.0 if DETAIL.fullmatch(fragment.text) else 6.0
    if fragment.number and fragment.first and role not in ("number", "budget"):
        return BAD_START
    if not fragment.starts_well:
        return BAD_START - 1.5 if role == "note" else BAD_START
    if role in kinds:
        # a head that speaks for several roles says less
        if role == "deadlines" and not kinds <= _TIME_OR_TASK:
            return -1.4
        known = {"task": -1.5, "deadlines": -2.6, "note": -0.3 if kinds & _MAIN else -1.5}.get(role, -2.2)
        return known + 0.3 * (len(kinds & _MAIN) - 1)
    if role == "task":
        return 1.5 if kinds & {"deadlines", *UNITS} else 0.3
    if role == "note":
        return 1.0
    if role in _MAIN:
        if fragment.text.lower().startswith(_places()):
            return BAD_START
        if kinds & _SPEAKING:
            return 2.8
        return 1.0
    return 1.2


_MAIN = frozenset({"task", "products", "deadlines", *UNITS})
_TIME_OR_TASK = frozenset({"deadlines", "task"})
_NOTE_ONLY = frozenset({"note"})
_SPEAKING = _MAIN - {"task"}


def inside_cost(before: Fragment, fragment: Fragment, role: str) -> float:
    """How badly `fragment` goes on the cell of `before`, its neighbour in the print (bullets are judged elsewhere)."""
    if role == "detail_number":
        return 6.0
    if not fragment.first:
        return _same_line_cost(before, fragment, role)
    if before.text[-1] in "-/" and not fragment.bullet:
        # "KH-" goes on with "UBND", "thông tin-" with "tuyên truyền", neither with a new name
        return -2.0 if fragment.text[1:2].isupper() else -1.0 if fragment.lower else 1.5
    if (before.open_end and not fragment.bullet) or (before.wants_number and fragment.text[0].isdigit()):
        return -1.5
    if fragment.number and "." not in fragment.text and role != "budget":
        return NUMBER_INSIDE
    if fragment.lower:
        return -1.0 if not before.text.endswith(".") else 0.5
    kinds = fragment.kinds
    if before.text[-1] == ";" and role in UNITS and not fragment.bullet:
        return -0.5
    cost = 0.0 if fragment.bullet else CLOSED_CONTINUES
    if before.text.endswith(".") and not fragment.bullet:
        cost += 0.8
    if kinds and role not in kinds:
        cost += 1.6 if "deadlines" in kinds else 0.8
        if fragment.bullet and role in _MAIN and role != "task":
            cost += 1.0
    return cost


def _same_line_cost(before: Fragment, fragment: Fragment, role: str) -> float:
    """How badly the words of one line stay in one cell where another could begin."""
    if before.open_end or (not before.kinds and not fragment.kinds):
        return 0.0
    kinds = fragment.kinds
    if fragment.bullet:
        return BULLET_IN_LINE
    if role in UNITS and role in kinds:
        return 0.0 if before.text[-1] in ",;" else 1.2
    if role != "task" and kinds and role not in kinds:
        if kinds == _NOTE_ONLY or "deadlines" in kinds or (role == "deadlines" and time_ends(before.text)):
            return 1.8
        return 0.8
    if role == "deadlines" and time_ends(before.text):
        return 1.8
    return 0.0


def learned_cost(text: str, column: int, counts: Sequence[Counter[str]], columns: int) -> float:
    """Minus how much more often than by chance the table's own lines with this text were found in `column`."""
    total = sum(counter[text] for counter in counts)
    if total < 2:
        return 0.0
    share = (counts[column][text] + 0.25) / (total + 0.25 * columns)
    return max(-LEARNED, min(LEARNED, -log(share * columns)))


def bullet_cost(column: int, bullets: Sequence[int]) -> float:
    """Minus how much more often than by chance the table's bullets were found in `column`."""
    total = sum(bullets)
    columns = len(bullets) - 1
    return max(-0.8, min(1.6, -log((bullets[column] + 0.5) / (total + 0.5 * columns) * columns))) if total > 3 else 0.0


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
