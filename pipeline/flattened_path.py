"""The best reading of a lost table: a bounded Viterbi search over the fragments of its lines.

A state is a place in the grid (column, in a row or a section row, after a page break within the row) with the running
numbers; cells follow each other from left to right, and the fragments' evidence decides where the next one begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
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
    inside_cost,
    key,
    learned_cost,
    overlong_cost,
    start_cost,
    width_cost,
)

BEAM = 10  # states kept after each fragment: more change nothing on the tuning tables
MARGIN = 7.0  # states this much worse than the best are dropped
EMPTY = {
    "task": 6.0, "products": 2.6, "lead_units": 3.5, "coordinating_units": 2.2, "deadlines": 2.6, "note": 0.1,
    "detail_number": 0.2,
}  # fmt: skip
NO_TASK = 8.0  # a row that ends before its task
EMPTY_OTHER = 1.0
FILLED_NOTE = 0.7  # most note columns are empty
NO_NUMBER = 5.0  # a row without a number in a numbered table
NEW_ROW = 1.0  # a row in a table without numbers
TWO_SEQUENCES = 1.5  # beside letters, groups and their parts are numbered apart
SECTION_CELL = 3.0  # a section row has no units, products or times
AFTER_OPEN = 2.2  # a cell does not end with a preposition
AFTER_SEMICOLON = 2.4  # nor with a semicolon, except in a list of bullets
SPLIT_SINGLES = 1.2  # neighbouring one-line cells share a printed line where the converter joins at all
BULLETS_GO_ON = -1.0  # a bullet after bullets
TAIL = 6.5  # going back to a column on the left without a sign of a page break
TAIL_AT_BREAK = 1.5
TAIL_RIGHT = 0.7
DROP = 1.5  # a number alone that is a page number
DROP_AT_BREAK = 0.3
END = 2.0  # leaving the table
END_IN_SECTION = 4.0  # a section has rows: what looks like an empty one at the end is a heading of the text
OUTSIDE = 0.6  # a line after the table
OUTSIDE_LINES = 12  # so many lines outside end the search

SECTION_ROW, ROW, START, INSIDE, TAIL_OP, DROP_OP, OUT = "section", "row", "start", "inside", "tail", "drop", "out"


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
        return "roman", sum(-a if a < b else a for a, b in pairwise(values))
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
    cell, ("inside", column) goes on, ("tail", column) goes on after a page break, ("drop", 0), ("out", -1).
    The table does not end before line `continues_until` (its header is repeated there)."""
    search = _Search(fragments, roles, numbered, paged, line_lengths, learned, continues_until)
    none = (-1,) * len(roles)
    beam = [State(0.0, -1, False, False, (), "", False, False, False, -1, 0, -1, none, None, ("", 0))]
    outside_since = -1
    for i, fragment in enumerate(fragments):
        following = search.step(i, beam)
        if not following:
            break
        beam = following
        if beam[0].op[0] != OUT:
            outside_since = -1
        elif outside_since < 0:
            outside_since = fragment.line
        elif fragment.line - outside_since > OUTSIDE_LINES:
            break
    return search.operations(beam)


class _Search:
    """The moves from the states before a fragment to those after it; one object reads one table once."""

    def __init__(
        self,
        fragments: Sequence[Fragment],
        roles: Sequence[str],
        numbered: bool,
        paged: bool,
        line_lengths: Sequence[int],
        learned: Learned | None,
        continues_until: int,
    ) -> None:
        self.fragments, self.roles, self.lengths = fragments, roles, line_lengths
        self.numbered, self.paged, self.continues_until = numbered, paged, continues_until
        self.costs = _Costs(fragments, roles, learned)
        self.task = roles.index("task") if "task" in roles else 1
        self.glued = learned is not None and any(not f.first and f.kinds for f in fragments)
        self.lettered = "detail_number" in roles[1:2]
        self.none = (-1,) * len(roles)

    def step(self, i: int, beam: Sequence[State]) -> list[State]:
        """The best states after fragment `i`, best first."""
        f = self.fragments[i]
        self.i, self.f, self.limit = i, f, 1e9
        self.ends_line = i + 1 == len(self.fragments) or self.fragments[i + 1].first
        length = self.lengths[f.line] - f.offset
        self.over = [overlong_cost(length, w) if self.ends_line else 0.0 for w in self.costs.widths]
        self.best: dict[tuple[object, ...], State] = {}
        self.tails: dict[tuple[int, int], float] = {}
        for h in beam:
            if h.op[0] == OUT:
                self.outside(h, h.cost)
                continue
            closing = self.closing(h)
            self.inside(h)
            self.next_cell(h, closing)
            if f.first:
                self.next_row(h, h.cost + closing)
                self.tail(h)
                self.page_number(h)
        states = sorted(self.best.values(), key=_cost)[:BEAM]
        return [h for h in states if h.cost <= states[0].cost + MARGIN]

    def offer(
        self, h: State, cost: float, column: int, op: str, *, section_row: bool = False, bullets: bool = False,
        number: tuple[int, ...] | None = None, section: str | None = None, tail: bool = False, single: bool = False,
        begins: bool = True, fresh: bool = False,
    ) -> None:  # fmt: skip
        """Take a state after `h` if none as good is known for its place. `begins`: a cell, `fresh`: a row."""
        if cost > self.limit:
            return
        if cost + MARGIN < self.limit:
            self.limit = cost + MARGIN
        i, f = self.i, self.f
        number = h.number if number is None else number
        section = h.section if section is None else section
        place = (column, section_row, bullets, number, section, tail, single, begins and f.first)
        known = self.best.get(place)
        if known is not None and known.cost <= cost:
            return
        lasts = self.none if fresh else h.lasts
        self.best[place] = State(
            cost, column, section_row, bullets, number, section, tail, False, single, i if begins else h.first,
            f.offset if begins or f.first else h.offset, i, (*lasts[:column], i, *lasts[column + 1 :]), h, (op, column),
        )  # fmt: skip

    def outside(self, h: State, cost: float) -> None:
        """The fragment stands after the table."""
        cost += OUTSIDE if self.f.first else 0.0
        known = self.best.get((OUT,))
        if known is None or known.cost > cost:
            self.best[(OUT,)] = State(
                cost, -1, False, False, h.number, h.section, False, False, False, -1, 0, self.i, h.lasts, h, (OUT, -1)
            )

    def closing(self, h: State) -> float:
        """The cost of ending the present cell with the line before."""
        if h.column < 0 or not self.f.first or h.last < 0:
            return 0.0
        previous = self.fragments[h.last]
        cost = 0.0
        if previous.open_end and h.column > 0:
            cost += AFTER_OPEN
        elif previous.text[-1] == ";" and not h.bullets:
            cost += AFTER_SEMICOLON
        if previous.wants_number and self.f.text[0].isdigit():
            cost += AFTER_OPEN
        if self.glued and h.single_before and self.fragments[h.first].line == previous.line:
            cost += SPLIT_SINGLES
        return cost

    def inside(self, h: State) -> None:
        """The present cell goes on."""
        c, f, costs = h.column, self.f, self.costs
        if c <= 0 or h.last < 0:
            return
        previous = self.fragments[h.last]
        beside = h.last == self.i - 1
        cost = h.cost + (costs.inside[self.i][c] if beside else inside_cost(previous, f, self.roles[c]))
        bullets = h.bullets
        if not f.first:
            if self.ends_line:
                cost += overlong_cost(self.lengths[f.line] - h.offset, costs.widths[c])
        elif f.bullet:
            if h.bullets:
                cost += BULLETS_GO_ON
            elif not previous.text.endswith(":"):
                cost += BULLET_AMONG_PLAIN
            bullets = True
            cost += self.over[c]
        else:
            printed = self.lengths[previous.line] - h.offset
            cost += width_cost(printed, printed + 1 + _first_word(f), costs.widths[c], costs.wrapped) + self.over[c]
        self.offer(
            h, cost, c, INSIDE, section_row=h.section_row, bullets=bullets, tail=h.tail, single=h.single_before,
            begins=False,
        )  # fmt: skip

    def next_cell(self, h: State, closing: float) -> None:
        """The next cell of the row begins, or one further to the right."""
        c, f, costs, start = h.column, self.f, self.costs, self.costs.start[self.i]
        if c < 0:
            return
        cut, single = closing, False
        if not f.first:
            if c > 0 and self.roles[c] != "detail_number":
                cut = costs.mid_cut + (AFTER_OPEN if self.fragments[self.i - 1].open_end else 0.0)
                if self.fragments[h.first].line != f.line:
                    cut += MID_CUT_LATE
        elif c > 0:
            single = self.fragments[h.first].line == self.fragments[self.i - 1].line and not h.section_row
        for to in range(c + 1, len(self.roles)):
            cost = h.cost + cut + start[to] + self.over[to]
            if h.section_row:
                if to == self.task and f.starts_well:
                    cost = h.cost + cut
                else:
                    cost += SECTION_CELL + (EMPTY["task"] if to > self.task > c else 0.0)
                self.offer(h, cost, to, START, section_row=True, bullets=f.bullet)
            elif not h.tail:
                self.offer(h, cost + costs.skip[c][to], to, START, bullets=f.bullet, single=single)
            elif h.lasts[to] < 0:
                self.offer(h, cost, to, START, bullets=f.bullet, tail=True, single=single)
            elif f.first:
                cost = h.cost + closing + TAIL_RIGHT + self.tail_cost(h.lasts[to], to)
                self.offer(h, cost, to, TAIL_OP, bullets=f.bullet, tail=True)

    def next_row(self, h: State, ended: float) -> None:
        """A row begins, with or without a number, or the table ends; the rest of the present row is empty."""
        c, f, costs, start = h.column, self.f, self.costs, self.costs.start[self.i]
        if c >= 0:
            if c < self.task and not h.tail:
                ended += NO_TASK
            if not h.section_row:
                ended += sum(e for e, last in zip(costs.empty[c + 1 :], h.lasts[c + 1 :], strict=True) if last < 0)
        if f.number and self.numbered:
            fit = number_fit(h.number, f.number, h.section_row)
            if self.lettered:
                fit = min(fit, TWO_SEQUENCES)
            self.offer(h, ended + fit, 0, ROW, number=f.number, fresh=True)
        if f.section:
            fit = section_fit(h.section, f.section)
            self.offer(h, ended + fit, 0, SECTION_ROW, section_row=True, section=f.section, fresh=True)
        if c >= 0 or not self.numbered:
            lettered = self.lettered and DETAIL.fullmatch(f.text)
            base = ended + (NO_NUMBER if self.numbered and not lettered else NEW_ROW)
            for to in range(1, self.task + 1):
                cost = base + costs.skip[0][to] + start[to] + self.over[to]
                self.offer(h, cost, to, ROW, bullets=f.bullet, fresh=True)
        if c >= 0 and f.line >= self.continues_until:
            self.outside(h, ended + END + (END_IN_SECTION if h.section_row else 0.0))

    def tail(self, h: State) -> None:
        """A page broke the row: its cells go on below the break, again from the left."""
        c, f = h.column, self.f
        at_break = f.page_break or h.dropped
        if c <= 0 or h.section_row or (h.tail and not f.page_break) or (self.paged and not at_break):
            return
        back = h.cost + (TAIL_AT_BREAK if at_break else TAIL)
        for to in range(1, c + h.tail):
            if h.lasts[to] >= 0:
                self.offer(h, back + self.tail_cost(h.lasts[to], to), to, TAIL_OP, bullets=f.bullet, tail=True)
            elif at_break:
                cost = back + self.costs.start[self.i][to] + self.over[to]
                self.offer(h, cost, to, START, bullets=f.bullet, tail=True)

    def tail_cost(self, last: int, column: int) -> float:
        """How badly the fragment goes on a cell that the page broke after fragment `last`."""
        if (last, column) not in self.tails:
            self.tails[last, column] = self._tail_cost(last, column)
        return self.tails[last, column]

    def _tail_cost(self, last: int, column: int) -> float:
        before, f, width = self.fragments[last], self.f, self.costs.widths[column]
        cost = inside_cost(before, f, self.roles[column]) + self.over[column]
        if f.bullet:
            return cost + (BULLETS_GO_ON if before.bullet else 0.5)
        if width and last + 1 < len(self.fragments) and self.fragments[last + 1].first:
            printed = len(before.text) if before.offset else self.lengths[before.line]
            cost += width_cost(printed, printed + 1 + _first_word(f), width, True)
        return cost

    def page_number(self, h: State) -> None:
        """The line is a page number."""
        f, i = self.f, self.i
        if not (self.ends_line and f.text.isdigit()) or h.parent is None or h.dropped:
            return
        at_break = f.page_break or (i + 1 < len(self.fragments) and self.fragments[i + 1].page_break)
        if (self.paged and not at_break) or (h.last >= 0 and self.fragments[h.last].wants_number):
            return
        cost = h.cost + (DROP_AT_BREAK if at_break else DROP)
        if cost <= self.limit:
            self.best[(DROP_OP, id(h))] = replace(
                h, cost=cost, dropped=True, single_before=False, parent=h, op=(DROP_OP, 0)
            )

    def operations(self, beam: Sequence[State]) -> list[tuple[str, int]]:
        """The operations that led to the best final state."""

        def final(state: State) -> float:
            if state.column < 0 or state.section_row:
                return state.cost
            rest = slice(state.column + 1, None)
            empty = zip(self.costs.empty[rest], state.lasts[rest], strict=True)
            return state.cost + sum(cost for cost, last in empty if last < 0)

        state: State | None = min(beam, key=final)
        ops = []
        while state is not None and state.parent is not None:
            ops.append(state.op)
            state = state.parent
        return ops[::-1]


def _cost(state: State) -> float:
    return state.cost


def _first_word(fragment: Fragment) -> int:
    """The length of its first word."""
    return len(fragment.text.split(maxsplit=1)[0])


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
    )
