"""The best reading of a lost table: a bounded Viterbi search over the fragments of its lines.

A state is a place in the grid (column, in a row or a section row, after a page break within the row) with the running
numbers; cells follow each other from left to right, and the fragments' evidence decides where the next one begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from pipeline.flattened_evidence import (
    BULLET_AMONG_PLAIN,
    DETAIL,
    MID_CUT,
    MID_CUT_LATE,
    PRIOR_WIDTH,
    Fragment,
    Learned,
    bullet_cost,
    fold,
    key,
    inside_cost,
    learned_cost,
    overlong_cost,
    start_cost,
    width_cost,
)

BEAM = 10  # states kept after each fragment: more change nothing on the tuning tables
MARGIN = 7.0  # states this much worse than the best are dropped
EMPTY = {"task": 6.0, "products": 2.6, "lead_units": 3.5, "coordinating_units": 2.2, "deadlines": 2.6, "note": 0.1, "detail_number": 0.2}
EMPTY_OTHER = 1.0
FILLED_NOTE = 0.7  # most note columns are empty
NO_NUMBER = 5.0  # a row without a number in a numbered table
NEW_ROW = 1.0  # a row in a table without numbers
TWO_SEQUENCES = 1.5  # beside letters, groups and their parts are numbered apart
SECTION_CELL = 3.0  # a section row has no units, products or times
AFTER_OPEN = 2.2  # a cell does not end with a preposition
AFTER_SEMICOLON = 2.4  # nor with a semicolon, except in a list of bullets
MID_CUT_UNKNOWN = 0.0  # a capital within a line is mostly a name
SPLIT_SINGLES = 1.2  # neighbouring one-line cells share a printed line where the converter joins at all
BULLETS_GO_ON = -1.0  # a bullet after bullets
TAIL = 6.5  # going back to a column on the left without a sign of a page break
TAIL_AT_BREAK = 1.5
TAIL_RIGHT = 0.7
DROP = 1.5  # a number alone that is a page number
DROP_AT_BREAK = 0.3
END = 2.0  # leaving the table
OUTSIDE = 0.6  # a line after the table
OUTSIDE_LINES = 12  # so many lines outside end the search

SECTION_ROW = "section"
ROW = "row"


@dataclass(slots=True)
class State:
    """One reading of the fragments so far; `parent` and `op` tell how it was reached."""

    cost: float
    column: int  # 0 is the number column; -1 outside (before or after the table)
    section_row: bool
    bullets: bool
    number: tuple[int, ...]
    section: str
    tail: bool
    dropped: bool
    single_before: bool  # the cell to the left had one line and this one began on a new line
    first: int  # fragment that began the cell
    offset: int  # where the cell's part of its present line begins
    last: int  # last fragment that was not dropped
    lasts: tuple[int, ...]  # last fragment of each column in this row, -1 where empty
    parent: State | None
    op: tuple[str, int]


ROMAN = {"I": 1, "V": 5, "X": 10}


def section_value(text: str) -> tuple[str, int]:
    """ "IV" -> ("roman", 4), "B" -> ("letter", 2)."""
    if set(text) <= set(ROMAN):
        values = [ROMAN[c] for c in text] + [0]
        return "roman", sum(-a if a < b else a for a, b in zip(values, values[1:], strict=False))
    return "letter", ord(text[0]) - 64


def section_fit(last: str, text: str) -> float:
    """How badly a section number follows the last one."""
    kind, value = section_value(text)
    if last:
        last_kind, last_value = section_value(last)
        if kind == last_kind and value == last_value + 1:
            return -1.5
    return 0.3 if value == 1 else 4.5


def number_fit(last: tuple[int, ...], number: tuple[int, ...], after_section: bool) -> float:
    """How badly a row number follows the last one; numbers may go on or restart, seldom repeat or jump."""
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


class _Costs:
    """The costs of one table that depend on fragment and column only."""

    def __init__(self, fragments: Sequence[Fragment], roles: Sequence[str], learned: Learned | None) -> None:
        n = len(roles)
        self.empty = [EMPTY.get(role, EMPTY_OTHER) for role in roles]
        self.filled = [FILLED_NOTE if role == "note" else 0.0 for role in roles]
        self.widths = [float(PRIOR_WIDTH.get(role, 0)) for role in roles]
        self.wrapped = False
        self.mid_cut = learned.mid_cut if learned else MID_CUT
        if learned:
            self.wrapped = learned.wrapped
            self.widths = list(learned.widths)
            for c, share in enumerate(learned.filled):
                self.empty[c] = (self.empty[c] - log(1 - share)) / 2
                self.filled[c] = -log(share)
        self.empty[0] = self.filled[0] = 0.0
        self.start: list[list[float]] = []
        self.inside: list[list[float]] = []
        for i, fragment in enumerate(fragments):
            start = [start_cost(fragment, role) + self.filled[c] for c, role in enumerate(roles)]
            inside = [inside_cost(fragments[i - 1], fragment, role) if i else 0.0 for role in roles]
            if learned:
                text = key(fragment.text)
                for c in range(1, n):
                    if fragment.bullet:
                        start[c] += bullet_cost(c, learned.bullets)
                        inside[c] += bullet_cost(c, learned.bullets)
                    start[c] += learned_cost(text, c, learned.starts, n)
                    if fragment.first:
                        counts = learned.starts if fragment.bullet else learned.inside
                        inside[c] += 0.7 * learned_cost(text, c, counts, n)
            self.start.append(start)
            self.inside.append(inside)
        self.skip = [[sum(self.empty[a + 1 : b]) for b in range(n + 1)] for a in range(n)]


def best_path(
    fragments: Sequence[Fragment],
    roles: Sequence[str],
    numbered: bool,
    paged: bool,
    line_lengths: Sequence[int],
    learned: Learned | None,
    continues_until: int = 0,
) -> list[tuple[str, int]]:
    """The operation for each fragment: ("row" | "section", column) begins a row with this cell, ("start", column) a
    cell, ("inside", column) goes on, ("tail", column) goes on after a page break, ("drop", 0), ("out", 0).
    The table does not end before line `continues_until` (its header is repeated there)."""
    n = len(roles)
    costs = _Costs(fragments, roles, learned)
    task = roles.index("task") if "task" in roles else 1
    glued = learned is not None and any(not f.first and f.kinds for f in fragments)
    beam = [State(0.0, -1, False, False, (), "", False, False, False, -1, 0, -1, (-1,) * n, None, ("", 0))]
    none = (-1,) * n
    outside_since = -1
    for i, f in enumerate(fragments):
        ends_line = i + 1 == len(fragments) or fragments[i + 1].first
        length = line_lengths[f.line]
        first_word = len(f.text.split(maxsplit=1)[0]) if f.first else 0
        over = [overlong_cost(length - f.offset, w) if ends_line else 0.0 for w in costs.widths]
        start, inside = costs.start[i], costs.inside[i]
        before = fragments[i - 1] if i else None
        best: dict[tuple[object, ...], State] = {}
        floor = 1e9

        def offer(
            h: State, cost: float, column: int, op: str, *, section_row: bool = False, bullets: bool = False,
            number: tuple[int, ...] | None = None, section: str | None = None, tail: bool = False,
            single: bool = False, begins: bool = True, fresh: bool = False,
        ) -> None:  # fmt: skip
            nonlocal floor
            if cost > floor:
                return
            if cost + MARGIN < floor:
                floor = cost + MARGIN
            number = h.number if number is None else number
            section = h.section if section is None else section
            place = (column, section_row, bullets, number, section, tail, single, begins and f.first)
            known = best.get(place)
            if known is not None and known.cost <= cost:
                return
            lasts = none if fresh else h.lasts
            lasts = (*lasts[:column], i, *lasts[column + 1 :])
            best[place] = State(
                cost, column, section_row, bullets, number, section, tail, False, single,
                i if begins else h.first, f.offset if begins or f.first else h.offset, i, lasts, h, (op, column),
            )  # fmt: skip

        for h in beam:
            c = h.column
            if c == -1 and h.parent is not None and h.op[0] == "out":
                cost = h.cost + (OUTSIDE if f.first else 0.0)
                out = ("out",)
                if out not in best or best[out].cost > cost:
                    best[out] = State(cost, -1, False, False, h.number, h.section, False, False, False, -1, 0, i, h.lasts, h, ("out", -1))  # fmt: skip
                continue
            inside_row = c >= 0
            previous = fragments[h.last] if h.last >= 0 else None
            closing = 0.0
            if inside_row and f.first and previous is not None:
                if previous.open_end and c > 0:
                    closing += AFTER_OPEN
                elif previous.text[-1] == ";" and not h.bullets:
                    closing += AFTER_SEMICOLON
                if glued and h.single_before and fragments[h.first].line == previous.line:
                    closing += SPLIT_SINGLES
                if previous.wants_number and f.text[0].isdigit():
                    closing += AFTER_OPEN
            # the same cell goes on
            if c > 0 and previous is not None:
                cost = h.cost
                neighbour = h.last == i - 1
                cost += inside[c] if neighbour else inside_cost(previous, f, roles[c])
                bullets = h.bullets
                if f.first:
                    if f.bullet:
                        if h.bullets:
                            cost += BULLETS_GO_ON
                        elif not previous.text.endswith(":"):
                            cost += BULLET_AMONG_PLAIN
                        bullets = True
                    else:
                        printed = line_lengths[previous.line] - h.offset
                        cost += width_cost(printed, printed + 1 + first_word, costs.widths[c], costs.wrapped)
                    cost += over[c]
                elif ends_line:
                    cost += overlong_cost(length - h.offset, costs.widths[c])
                offer(h, cost, c, "inside", section_row=h.section_row, bullets=bullets, tail=h.tail,
                      single=h.single_before, begins=False)  # fmt: skip
            # the next cell, or one further to the right
            if inside_row:
                cut = closing
                single = False
                if not f.first:
                    if c > 0 and roles[c] != "detail_number":
                        cut = costs.mid_cut + (0.0 if f.kinds else MID_CUT_UNKNOWN) + (AFTER_OPEN if before is not None and before.open_end else 0.0)
                        if fragments[h.first].line != f.line:
                            cut += MID_CUT_LATE
                elif c > 0 and before is not None:
                    single = fragments[h.first].line == before.line and not h.section_row
                for to in range(c + 1, n):
                    if h.section_row:
                        cost = h.cost + cut + (0.0 if to == task and f.starts_well else start[to] + SECTION_CELL)
                        if to > task and c < task:
                            cost += EMPTY["task"]
                        offer(h, cost + (over[to] if to != task else 0.0), to, "start", section_row=True,
                              bullets=f.bullet, single=False)  # fmt: skip
                        continue
                    if h.tail:
                        if h.lasts[to] >= 0:
                            cost = h.cost + closing + TAIL_RIGHT + _tail_cost(fragments, h.lasts[to], f, roles[to], costs.widths[to], line_lengths)
                            if f.first:
                                offer(h, cost + over[to], to, "tail", bullets=f.bullet, tail=True)
                            continue
                        cost = h.cost + cut + start[to] + over[to]
                    else:
                        cost = h.cost + cut + costs.skip[c][to] + start[to] + over[to]
                    offer(h, cost, to, "start", bullets=f.bullet, tail=h.tail, single=single)
            if not f.first:
                continue
            # the row ends: its other cells are empty
            ended = h.cost + closing
            if inside_row and c < task and not h.tail:
                ended += 8.0
            if inside_row and not h.section_row:
                ended += sum(costs.empty[k] for k in range(c + 1, n) if h.lasts[k] < 0)
            if f.number and numbered:
                fit = number_fit(h.number, f.number, h.section_row)
                if roles[1] == "detail_number":
                    fit = min(fit, TWO_SEQUENCES)
                offer(h, ended + fit, 0, ROW, number=f.number, fresh=True)
            if f.section:
                offer(h, ended + section_fit(h.section, f.section), 0, SECTION_ROW, section_row=True,
                      section=f.section, fresh=True)  # fmt: skip
            if inside_row or not numbered:
                lettered = roles[1] == "detail_number" and DETAIL.fullmatch(f.text)
                base = ended + (NO_NUMBER if numbered and not lettered else NEW_ROW)
                for to in range(1, n):
                    offer(h, base + costs.skip[0][to] + start[to] + over[to], to, ROW, bullets=f.bullet, fresh=True)
            # back to the left after a page break
            if c > 0 and not h.section_row and (not h.tail or f.page_break):
                at_break = f.page_break or h.dropped
                if at_break or not paged:
                    back = h.cost + (TAIL_AT_BREAK if at_break else TAIL)
                    for to in range(1, c + (1 if h.tail else 0)):
                        if h.lasts[to] >= 0:
                            cost = _tail_cost(fragments, h.lasts[to], f, roles[to], costs.widths[to], line_lengths)
                            offer(h, back + cost + over[to], to, "tail", bullets=f.bullet, tail=True)
                        elif at_break:
                            offer(h, back + start[to] + over[to], to, "start", bullets=f.bullet, tail=True)
            # a page number
            if ends_line and f.text.isdigit() and h.parent is not None and not h.dropped:
                at_break = f.page_break or (i + 1 < len(fragments) and fragments[i + 1].page_break)
                if (at_break or not paged) and not (previous is not None and previous.wants_number):
                    cost = h.cost + (DROP_AT_BREAK if at_break else DROP)
                    if cost <= floor:
                        best[("drop", id(h))] = State(
                            cost, c, h.section_row, h.bullets, h.number, h.section, h.tail, True, False,
                            h.first, h.offset, h.last, h.lasts, h, ("drop", 0),
                        )  # fmt: skip
            # the table ends
            if inside_row and f.line >= continues_until:
                cost = ended + END + OUTSIDE
                out = ("out",)
                if out not in best or best[out].cost > cost:
                    best[out] = State(cost, -1, False, False, h.number, h.section, False, False, False, -1, 0, i, h.lasts, h, ("out", -1))  # fmt: skip
        if not best:
            break
        beam = sorted(best.values(), key=_cost)[:BEAM]
        limit = beam[0].cost + MARGIN
        beam = [h for h in beam if h.cost <= limit]
        if beam[0].op[0] == "out":
            outside_since = f.line if outside_since < 0 else outside_since
            if f.line - outside_since > OUTSIDE_LINES:
                break
        else:
            outside_since = -1
    return _ops(beam, costs)


def _cost(state: State) -> float:
    return state.cost


def _tail_cost(
    fragments: Sequence[Fragment], last: int, f: Fragment, role: str, width: float, lengths: Sequence[int]
) -> float:
    """How badly `f` goes on a cell that the page broke after fragment `last`."""
    before = fragments[last]
    cost = inside_cost(before, f, role)
    if f.bullet:
        return cost + (BULLETS_GO_ON if before.bullet else 0.5)
    if width and last + 1 < len(fragments) and fragments[last + 1].first:
        printed = len(before.text) if before.offset else lengths[before.line]
        cost += width_cost(printed, printed + 1 + len(f.text.split(maxsplit=1)[0]), width, True)
    return cost


def _ops(beam: Sequence[State], costs: _Costs) -> list[tuple[str, int]]:
    """The operations that led to the best final state."""

    def final(state: State) -> float:
        if state.column < 0 or state.section_row:
            return state.cost
        return state.cost + sum(e for k, e in enumerate(costs.empty) if k > state.column and state.lasts[k] < 0)

    state: State | None = min(beam, key=final)
    ops = []
    while state is not None and state.parent is not None:
        ops.append(state.op)
        state = state.parent
    return ops[::-1]


def learn(fragments: Sequence[Fragment], ops: Sequence[tuple[str, int]], roles: Sequence[str], lengths: Sequence[int]) -> Learned:
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
    printed, column = 0, -1
    for i, (f, (op, c)) in enumerate(zip(fragments, ops, strict=False)):
        if op in (ROW, SECTION_ROW):
            section_row = op == SECTION_ROW
            rows += not section_row
        if op in ("drop", "out") or section_row:
            column = -1
            continue
        begins = op in (ROW, "start")
        (starts if begins else inside)[c][key(f.text)] += 1
        bullets[c] += f.bullet
        if begins:
            filled[c] += 1
            if column > 0:
                begun += 1
                joined += not f.first
        if op == "inside" and f.first and not f.bullet and column == c:
            full[c].append(printed)
        if begins or f.first:
            offset = f.offset
        column = c
        if i + 1 == len(fragments) or fragments[i + 1].first:
            printed = lengths[f.line] - offset
            every[c].append(printed)
        else:
            following = ops[i + 1] if i + 1 < len(ops) else ("", 0)
            if following[0] == "start":
                printed = fragments[i + 1].offset - offset
                every[c].append(printed)
        if begins and (i + 1 >= len(ops) or ops[i + 1][0] != "inside"):
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
    )
