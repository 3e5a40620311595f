"""The header of a table that lost its columns: which lines it takes and which columns, in order, they name.

The cells of a header follow each other, wrapped and sharing lines; a search over its words parts them where known
phrases (pipeline.header_words) are made whole. Unknown names stand between known ones, or last where rows follow.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from extractors.lexicon import load
from pipeline.header_words import HeaderWords, fold_header, header_words
from pipeline.read.document import Line

HEADER_LINES = 30  # a header of nine columns, each in three lines, fits
MAX_WORDS = 60
LONGEST_CELL = 10  # words
UNKNOWN = 3.0  # a header cell that the lexicon does not know, and a half more for each of its words
GOES_ON = 0.8  # a word more behind a phrase that it knows
NEW_WORD = 6.0  # such a word with a capital is rather another cell
CROSSED = 1.4  # two cells whose lines were printed across each other
INNER_CAPITAL = 1.5  # a capital within a name where not every word has one
KNOWN = 3.0  # what a column that is found is worth
ROWS_FOLLOW = 4.0  # what a row right below is worth
COUNTED = 4.0  # what as many cells as the row "(1) (2) (3)" has is worth, either way
MIN_ROLES = 3
MIN_ROLES_CERTAIN = 2  # below a number column, above a row

# "(1)", "(1) (2) (3)", "1 2 3 4", "A B 1 2"; not "1", "1 Kế hoạch"
COLUMN_NUMBERS = regex.compile(r"(?:\(?[A-H\d]{1,2}\)? ){2,}\(?\d{1,2}\)?|\(\d{1,2}\)")
# "1", "1. Rà soát", "I Công tác", "A. NHIỆM VỤ"; not "2 Rà soát", "Số", "Các phòng"
FIRST_ROW = regex.compile(r"(?:0?1|1\.1|I|A)[.)]?(?: \p{L}.*)?")

Cells = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a lost table, in order, and the lines [start, end) that name them."""

    start: int
    end: int
    roles: tuple[str, ...]
    names: tuple[str, ...]


def find_header(lines: Sequence[Line], at: int) -> Header | None:
    """The table header that begins with line `at`, or None. Its cells may be wrapped and share lines."""
    words = header_words()
    start = lines[at].text
    first = start.split(maxsplit=1)
    if not first or not start[0].isupper() or fold_header(first[0]) not in _first_words(words):
        return None
    tokens: list[str] = []
    ends: dict[int, int] = {}
    for index in range(at, min(at + HEADER_LINES, len(lines))):
        text = lines[index].text
        if len(tokens) > MAX_WORDS or text[:1].isdigit() or text.endswith((";", ".", "-")) or ":" in text:
            break
        if tokens and (COLUMN_NUMBERS.fullmatch(text) or (len(text) < 4 and FIRST_ROW.fullmatch(text))):
            break
        tokens += text.split()
        ends[len(tokens)] = index + 1
    role = functools.cache(lambda b, k: _role(words, tokens[b:k]))
    opening = next((k for k in range(min(len(tokens), LONGEST_CELL), 0, -1) if role(0, k)), 0)
    if not opening:
        return None
    best = _cells(tokens, role, [k for k in range(1, opening + 1) if role(0, k)])
    chosen: Header | None = None
    score = 0.0
    for k, end in ends.items():
        if best[k][0] >= _IMPOSSIBLE:
            continue
        cells = list(best[k][1])
        merged = _under_groups(cells)
        value = _value(lines, end, cells, merged) - best[k][0]
        if value is not None and value >= score:
            chosen, score = Header(at, end, tuple(r for r, _ in merged), tuple(n for _, n in merged)), value
    return chosen


_IMPOSSIBLE = 1e9
_REFUSED = -1e6


@functools.cache
def _knowledge() -> tuple[dict[str, str], frozenset[str]]:
    """Header phrases beside those of the lexicon of headers -> roles; names that stand above several columns."""
    header = load("flattened")["header"]
    known = {phrase: role for role, phrases in header["roles"].items() for phrase in phrases}
    return known, frozenset(header["groups"])


@functools.lru_cache(maxsize=16)
def _first_words(words: HeaderWords) -> frozenset[str]:
    return words.first_words | {phrase.split()[0] for phrase in _knowledge()[0]} | PARTS_OF_STT


PARTS_OF_STT = frozenset({"s", "st", "t", "số"})
"""How "STT" begins in a column too narrow for it."""


def _role(words: HeaderWords, tokens: Sequence[str]) -> str:
    """The role that a header cell names exactly; "" if none."""
    folded = fold_header(" ".join(tokens).rstrip(",/"))
    return words.exact(folded) or _knowledge()[0].get(folded, "")


def _cells(
    tokens: Sequence[str], role: Callable[[int, int], str], openings: Sequence[int]
) -> list[tuple[float, Cells]]:
    """For each number of words the cheapest way to part them in cells: its cost and its (role, name)s. The first cell
    ends at one of `openings`."""
    best: list[tuple[float, Cells]] = [(_IMPOSSIBLE, ())] * (len(tokens) + 1)
    for k in openings:
        best[k] = (1.0, ((role(0, k), " ".join(tokens[:k])),))
    for k in range(2, len(tokens) + 1):
        for b in range(max(1, k - LONGEST_CELL), k):
            before, cells = best[b]
            if before >= _IMPOSSIBLE or not tokens[b][0].isupper():
                continue
            cost, made = _cell(tokens, b, k, role)
            if before + cost < best[k][0]:
                best[k] = (before + cost, (*cells, *made))
    return best


def _cell(tokens: Sequence[str], b: int, k: int, role: Callable[[int, int], str]) -> tuple[float, Cells]:
    """The words [b, k) as one cell, or as two that were printed across each other."""
    name = " ".join(tokens[b:k])
    inner = 0 if name.isupper() else sum(word[0].isupper() for word in tokens[b + 1 : k])
    if known := role(b, k):
        return 1.0 + (INNER_CAPITAL if 0 < inner < k - b - 1 else 0.0), ((known, name),)
    crossed = _crossed(tokens, b, k, role)
    if crossed:
        return 2.0 + CROSSED, crossed
    for shorter in range(k - 1, max(b, k - 5), -1):
        if known := role(b, shorter):
            comma = tokens[shorter - 1][-1] in ",/"
            extra = tokens[shorter:k]
            cost = sum(NEW_WORD if word[0].isupper() else GOES_ON for word in extra)
            return 1.0 + (cost / 2 if comma else cost), ((known, name),)
    for later in range(b + 1, min(k, b + 4)):
        if tokens[later][0].islower() and (known := role(later, k)):
            return 1.0 + GOES_ON * (later - b), ((known, name),)
    digits = any(word[0].isdigit() for word in tokens[b:k])
    return 1.0 + UNKNOWN + 0.5 * (k - b) + 1.5 * inner + 6.0 * digits, (("other", name),)


def _crossed(tokens: Sequence[str], b: int, k: int, role: Callable[[int, int], str]) -> Cells:
    """Two cells where the second stands within the first: "Tiến độ thực | Đầu mối | hiện"."""
    for i in range(b + 1, k - 1):
        if not tokens[i][0].isupper():
            continue
        for j in range(i + 1, k):
            if tokens[j][0].islower() and tokens[j - 1][-1] not in ",/" and (second := role(i, j)):
                whole = " ".join([*tokens[b:i], *tokens[j:k]])
                first = _role(header_words(), whole.split())
                if first and not role(b, i):
                    return ((first, whole), (second, " ".join(tokens[i:j])))
    return ()


def _value(
    lines: Sequence[Line], end: int, cells: Sequence[tuple[str, str]], merged: Sequence[tuple[str, str]]
) -> float:
    """What a header with these cells is worth if the table's rows begin with line `end`."""
    roles = [role for role, _ in merged]
    known = {role for role in roles if role != "other"}
    following = lines[end].text if end < len(lines) else ""
    numbers = 0
    k = end
    while k < len(lines) and k < end + 12 and COLUMN_NUMBERS.fullmatch(lines[k].text):
        numbers += len(lines[k].text.split())
        k += 1
    if numbers > 1:
        following = lines[k].text if k < len(lines) else ""
    rows = bool(FIRST_ROW.fullmatch(following))
    certain = (numbers > 1 and numbers == len(merged)) or (rows and roles[0] == "number")
    if "task" not in known or len(known) < (MIN_ROLES_CERTAIN if certain and len(merged) > 2 else MIN_ROLES):
        return _REFUSED
    if "number" in roles[1:] or len(known) < len([role for role in roles if role != "other"]) - 2:
        return _REFUSED
    if roles[-1] == "other" and not certain:
        return _REFUSED
    if roles.count("other") > len(known):
        return _REFUSED
    value = KNOWN * len(known) + ROWS_FOLLOW * rows
    if numbers > 1:
        value += COUNTED if numbers == len(merged) else -COUNTED
    elif roles[-1] == "other" and not rows:
        value -= UNKNOWN
    return value + KNOWN * (len(cells) - len(merged))


def _under_groups(cells: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Headers of two levels: "Đơn vị thực hiện" over "Chủ trì | Phối hợp" gives the two, where the upper one stands; so
    does "STT" over "TT | Chi tiết"."""
    out = list(cells)
    numbers = [i for i, (role, _) in enumerate(out) if role == "number"]
    if len(numbers) == 2 and numbers[0] == 0 and [role for role, _ in out[numbers[1] + 1 :]][:1] == ["detail_number"]:
        pair = out[numbers[1] : numbers[1] + 2]
        del out[numbers[1] : numbers[1] + 2]
        out[0:1] = pair
    groups = _knowledge()[1]
    for lower in range(len(out) - 1):
        if (out[lower][0], out[lower + 1][0]) != ("lead_units", "coordinating_units"):
            continue
        for upper in range(lower):
            role, name = out[upper]
            if fold_header(name) in groups or role == "lead_units":
                pair = out[lower : lower + 2]
                del out[lower : lower + 2]
                out[upper : upper + 1] = [(role, _named(name, role, text)) for role, text in pair]
                return out
    return out


def _named(group: str, role: str, name: str) -> str:
    """The name of a column below a group; with the group's where its own alone would not name its role."""
    return name if header_words().role(name) == role else f"{group} {name}"
