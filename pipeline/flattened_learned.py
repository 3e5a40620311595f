"""What one reading of a lost table says for the next: line widths, repeated lines, empty cells, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import regex

from pipeline.flattened_evidence import PRIOR_WIDTH
from pipeline.flattened_pieces import Fragment
from pipeline.flattened_words import fold, key

SECTION_ROW, ROW, START, INSIDE, TAIL_OP, DROP_OP, OUT = "section", "row", "start", "inside", "tail", "drop", "out"
"""What a reading does with a fragment: begins a row, a cell, goes on, goes on below a page break, leaves it out."""

LEARNED = 2.5  # most that the table's own repetitions may say, either way
# what parts the names of a cell: "; ", ", "; not "- "
NAME_BREAK = regex.compile(r"[;,] ")
LONGEST_NAME = 9  # words


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
    wholes: Counter[str]


def learn(
    fragments: Sequence[Fragment], ops: Sequence[tuple[str, int]], roles: Sequence[str], lengths: Sequence[int]
) -> Learned:
    """What a reading of the table says about its columns."""
    n = len(roles)
    starts: list[Counter[str]] = [Counter() for _ in range(n)]
    inside: list[Counter[str]] = [Counter() for _ in range(n)]
    full: list[list[int]] = [[] for _ in range(n)]
    every: list[list[int]] = [[] for _ in range(n)]
    cells: Counter[tuple[int, str]] = Counter()
    filled = [0] * n
    rows = joined = begun = 0
    bullets = [0] * n
    section_row = False
    ended: dict[int, int] = {}  # column -> length of its last piece
    printed, column = 0, -1
    for i, (f, (op, c)) in enumerate(zip(fragments, ops, strict=False)):
        if op in (ROW, SECTION_ROW):
            section_row = op == SECTION_ROW
            rows += not section_row
        if op in (DROP_OP, OUT) or section_row:
            column = -1
            continue
        begins = op in (ROW, START)
        (starts if begins else inside)[c][key(f.text)] += 1
        bullets[c] += f.bullet
        if begins:
            filled[c] += 1
            if column > 0:
                begun += 1
                joined += not f.first
        if op == TAIL_OP and f.lower and c in ended:
            full[c].append(ended[c])
        ended[c] = len(f.text)
        if op == INSIDE and f.first and not f.bullet and column == c:
            full[c].append(printed)
        if begins or f.first:
            offset = f.offset
        column = c
        if i + 1 == len(fragments) or fragments[i + 1].first:
            printed = lengths[f.line] - offset
            every[c].append(printed)
        else:
            following = ops[i + 1] if i + 1 < len(ops) else ("", 0)
            if following[0] == START:
                printed = fragments[i + 1].offset - offset
                every[c].append(printed)
        if begins and (i + 1 >= len(ops) or ops[i + 1][0] != INSIDE):
            cells[c, fold(f.text)] += 1
    widths = []
    for c in range(n):
        sample = sorted(full[c])
        if len(sample) >= 3:
            widths.append(float(sample[int(0.8 * (len(sample) - 1))] + 1))
        else:
            widths.append(min(float(PRIOR_WIDTH.get(roles[c], 40)), max(every[c], default=0) * 1.15))
    shares = [min(0.97, max(0.15, (filled[c] + 1) / (rows + 2))) for c in range(n)]
    return Learned(
        widths=tuple(widths),
        starts=tuple(starts),
        inside=tuple(inside),
        filled=tuple(shares),
        cells=frozenset(text for (c, text), count in cells.items() if count > 1 and c and any(map(str.isalpha, text))),
        wrapped=sum(map(len, full)) >= 5,
        mid_cut=max(0.6, min(3.0, 0.6 - log((joined + 0.5) / (begun + 1)))),
        bullets=tuple(bullets),
        wholes=_whole_cells(fragments, ops),
    )


def beginnings(wholes: Counter[str]) -> frozenset[str]:
    """The names that the table repeats, and their beginnings of two words or more."""
    found: set[str] = set()
    for name, count in wholes.items():
        words = name.split()
        if count > 1 and len(words) <= LONGEST_NAME:
            found.update(" ".join(words[:k]) for k in range(2, len(words) + 1))
    return frozenset(found)


def _whole_cells(fragments: Sequence[Fragment], ops: Sequence[tuple[str, int]]) -> Counter[str]:
    """How often each text is a whole cell, its lines joined."""
    texts: list[list[str]] = []
    for f, (op, column) in zip(fragments, ops, strict=False):
        if op in (ROW, START, SECTION_ROW):
            texts.append([])
        if op in (ROW, START, INSIDE) and column > 0:
            texts[-1].append(f.text)
    joined = [" ".join(text) for text in texts if text]
    found = Counter(fold(text) for text in joined)
    for text in joined:
        parts = NAME_BREAK.split(text)
        if len(parts) > 1:
            found.update(fold(part) for part in parts if part)
    return found


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
