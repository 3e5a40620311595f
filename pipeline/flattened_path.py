"""The best reading of a lost table: a bounded Viterbi search over the fragments of its lines.

A state is a place in the grid (column, in a row or a section row, after a page break within the row) with the running
numbers; cells follow each other from left to right, and the fragments' evidence decides where the next one begins.

The costs named here and in the modules that this one imports were tuned by tests/pipeline/tune_flattened.py on
generated tables, and judged on seeds that the search had not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.flattened_costs import EMPTY, TableCosts
from pipeline.flattened_evidence import (
    BULLET_AMONG_PLAIN,
    MID_CUT_LATE,
    inside_cost,
    overlong_cost,
    width_cost,
)
from pipeline.flattened_learned import (
    DROP_OP,
    INSIDE,
    NAME_BREAK,
    OUT,
    ROW,
    SECTION_ROW,
    START,
    TAIL_OP,
    Learned,
    beginnings,
)
from pipeline.flattened_numbers import letter_fit, number_fit, plain_number, section_fit
from pipeline.flattened_pieces import DETAIL, Fragment
from pipeline.flattened_words import fold

BEAM = 10  # states kept after each fragment: more change nothing on the tuning tables
RIVALS = 4  # states of each fragment that are remembered for its margin
MARGIN = 7.0  # states this much worse than the best are dropped
NO_TASK = 8.0  # a row that ends before its task
NO_NUMBER = 5.0  # a row without a number in a numbered table
NEW_ROW = 1.0  # a row in a table without numbers
TWO_SEQUENCES = 1.5  # beside letters, groups and their parts are numbered apart
SUB_ROW_EMPTY = 0.42  # what a sub-row leaves empty it has from the row above
GROUP_ROW = 0.98  # a row that only announces its sub-rows
MID_ROW = 1.5  # a row that begins within a printed line
DASH_ALONE = 0.0  # a dash alone on its line is a number
SECTION_GOES_ON = 1.2  # a capital below a section's title begins a row
BROKEN_NAME = 2.5  # a cell does not end within a name that the table has whole
SHORTER_NAME = 1.35  # ... if what ends is another name of it
SECTION_CELL = 3.0  # a section row has no units, products or times
AFTER_OPEN = 1.08  # a cell does not end with a preposition
AFTER_SEMICOLON = 3.24  # nor with a semicolon, except in a list of bullets
KNOWN_CELL = 1.35  # the table has the same cell in another row
LONGEST_KNOWN = 6  # fragments
SPLIT_SINGLES = 1.2  # neighbouring one-line cells share a printed line where the converter joins at all
BULLETS_GO_ON = -2.46  # a bullet after bullets
TAIL = 6.5  # going back to a column on the left without a sign of a page break
TAIL_AT_BREAK = 1.5
TAIL_RIGHT = 0.7
BACK_BY_LINE = 0.3  # ... where lines run through all cells
DROP = 1.5  # a number alone that is a page number
DROP_AT_BREAK = 0.3
END = 2.0  # leaving the table
END_IN_SECTION = 4.0  # a section has rows: what looks like an empty one at the end is a heading of the text
OUTSIDE = 0.6  # a line after the table
OUTSIDE_LINES = 12  # so many lines outside end the search


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


@dataclass(frozen=True, slots=True)
class Reading:
    """The operation for each fragment: ("row" | "section", column) begins a row with this cell, ("start", column) a
    cell, ("inside", column) goes on, ("tail", column) goes on after a page break, ("drop", 0), ("out", -1). Fragments
    after the search ended have none. `margins`: how much worse the best reading was then that has the fragment in
    another column; below 0 where what follows decided against the likelier one."""

    ops: tuple[tuple[str, int], ...]
    margins: tuple[float, ...]


def best_path(
    fragments: Sequence[Fragment],
    roles: Sequence[str],
    numbered: bool,
    paged: bool,
    line_lengths: Sequence[int],
    learned: Learned | None,
    continues_until: int = 0,
    *,
    whole: bool = False,
    by_line: bool = False,
) -> Reading:
    """The best reading of the fragments as a table whose columns have these `roles`.

    `numbered`: the first column has running numbers; `paged`: page breaks are known; `line_lengths`: characters of
    each line. The table does not end before line `continues_until` (its header is repeated there). `whole`: each line
    is a paragraph of one cell; `by_line`: lines run through all cells of a row, the rest of each cell follows below.
    """
    search = _Search(fragments, roles, numbered, paged, line_lengths, learned, continues_until, whole, by_line)
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
    return search.reading(beam)


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
        whole: bool,
        by_line: bool,
    ) -> None:
        self.by_line = by_line
        self.tails_fit = not by_line or learned is not None  # widths are not known before a first reading
        self.fragments, self.roles, self.lengths = fragments, roles, line_lengths
        self.numbered, self.paged, self.continues_until = numbered, paged, continues_until
        self.costs = TableCosts(fragments, roles, learned, whole)
        self.task = roles.index("task") if "task" in roles else 1
        self.glued = learned is not None and any(not f.first and f.kinds for f in fragments)
        self.lettered = "detail_number" in roles[1:2]
        self.wholes = learned.wholes if learned else Counter()
        self.known: dict[tuple[int, int], float] = {}
        self.broken: dict[tuple[int, int], float] = {}
        self.beginnings = beginnings(self.wholes)
        self.none = (-1,) * len(roles)
        self.rivals: list[tuple[tuple[int, float], ...]] = []

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
            closing, costs = self.closing(h), self.costs
            self.inside(h)
            self.next_cell(h, closing)
            if f.first:
                self.next_row(h, h.cost + closing)
                self.tail(h)
                self.page_number(h)
            elif f.bullet and f.letter and self.numbered and h.column > self.task:
                self.sub_row(h, h.cost + costs.mid_cut + MID_ROW, h.cost + costs.mid_cut + MID_ROW)
        states = sorted(self.best.values(), key=_cost)[:BEAM]
        self.rivals.append(tuple((h.column, h.cost) for h in states[:RIVALS]))
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
        if self.wholes and h.column > 0:
            cost -= self.known_cell(h.first, h.last)
            cost += self.broken_name(h.first, h.last)
        if self.glued and h.single_before and self.fragments[h.first].line == previous.line:
            cost += SPLIT_SINGLES
        return cost

    def known_cell(self, first: int, last: int) -> float:
        """What it is worth that fragments `first` to `last` are a whole cell somewhere else too."""
        if last - first > LONGEST_KNOWN:
            return 0.0
        if (first, last) not in self.known:
            text = fold(" ".join(f.text for f in self.fragments[first : last + 1]))
            self.known[first, last] = KNOWN_CELL if self.wholes[text] > 1 else 0.0
        return self.known[first, last]

    def broken_name(self, first: int, last: int) -> float:
        """The cost of ending a cell with fragment `last` where the next one goes on a name that the table knows."""
        if last - first > LONGEST_KNOWN or last != self.i - 1:
            return 0.0
        if (first, last) not in self.broken:
            text = " ".join(f.text for f in self.fragments[first : last + 1])
            name = "" if text[-1] in ";,." else fold(NAME_BREAK.split(text)[-1])
            word = fold(self.f.text.split(maxsplit=1)[0]) or self.f.text[:1]
            known = bool(name) and f"{name} {word}" in self.beginnings
            self.broken[first, last] = (SHORTER_NAME if self.wholes[name] > 1 else BROKEN_NAME) if known else 0.0
        return self.broken[first, last]

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
            if h.section_row and not f.lower:
                cost += SECTION_GOES_ON
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
                cut = (
                    costs.mid_cut
                    - (self.known_cell(h.first, h.last) if self.wholes else 0.0)
                    + (AFTER_OPEN if self.fragments[self.i - 1].open_end else 0.0)
                )
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
            elif f.first or self.by_line:
                cost = h.cost + closing + TAIL_RIGHT + self.tail_cost(h.lasts[to], to)
                self.offer(h, cost, to, TAIL_OP, bullets=f.bullet, tail=True)

    def next_row(self, h: State, closed: float) -> None:
        """A row begins, with or without a number, or the table ends; the rest of the present row is empty."""
        c, f, costs, start = h.column, self.f, self.costs, self.costs.start[self.i]
        ended, above = closed, closed
        if c >= 0:
            if c < self.task and not h.tail:
                ended += NO_TASK
            if not h.section_row:
                rest = sum(e for e, last in zip(costs.empty[c + 1 :], h.lasts[c + 1 :], strict=True) if last < 0)
                sub = len(h.number) > 1
                ended += SUB_ROW_EMPTY * rest if sub else rest
                only_task = c == self.task and not sub and not any(last >= 0 for last in h.lasts[c + 1 :])
                above = min(ended, closed + GROUP_ROW) if only_task else ended
            else:
                above = ended
        if f.number and self.numbered:
            fit = number_fit(h.number, f.number, h.section_row)
            if self.lettered:
                fit = min(fit, TWO_SEQUENCES)
            begun = above if f.number == (*h.number, 1) else ended
            self.offer(h, begun + fit, 0, ROW, number=f.number, fresh=True)
        if f.letter and self.numbered:
            self.sub_row(h, ended, above)
        if f.section:
            fit = section_fit(h.section, f.section)
            self.offer(h, ended + fit, 0, SECTION_ROW, section_row=True, section=f.section, fresh=True)
        if c >= 0 or not self.numbered:
            lettered = self.lettered and DETAIL.fullmatch(f.text)
            base = ended + (NO_NUMBER if self.numbered and not lettered else NEW_ROW)
            for to in range(1, self.task + 1):
                cost = base + costs.skip[0][to] + start[to] + self.over[to]
                self.offer(h, cost, to, ROW, bullets=f.bullet, number=plain_number(h.number), fresh=True)
        if c >= 0 and f.line >= self.continues_until:
            self.outside(h, ended + END + (END_IN_SECTION if h.section_row else 0.0))

    def sub_row(self, h: State, ended: float, above: float) -> None:
        """A row begins that has a letter or a dash for its number."""
        f, task = self.f, self.task
        if self.lettered or not h.number or h.section_row:
            return
        number = (*plain_number(h.number), -ord(f.letter))
        fit = letter_fit(h.number, f.letter)
        if f.text in "-–":
            fit = min(fit, DASH_ALONE)
        cost = (above if len(h.number) == 1 else ended) + fit
        if not f.bullet:
            self.offer(h, cost, 0, ROW, number=number, fresh=True)
        else:
            cost += self.costs.skip[0][task] + self.costs.start[self.i][task] + self.over[task]
            self.offer(h, cost, task, ROW, number=number, fresh=True)

    def tail(self, h: State) -> None:
        """A page broke the row: its cells go on below the break, again from the left."""
        c, f = h.column, self.f
        at_break = f.page_break or h.dropped
        if self.by_line:
            if c <= 0 or h.section_row:
                return
        elif c <= 0 or h.section_row or (h.tail and not f.page_break) or (self.paged and not at_break):
            return
        back = h.cost + (BACK_BY_LINE if self.by_line else TAIL_AT_BREAK if at_break else TAIL)
        for to in range(1, c + (h.tail or self.by_line)):
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
        ended_line = last + 1 == len(self.fragments) or self.fragments[last + 1].first
        if width and self.tails_fit and (ended_line or self.by_line):
            printed = len(before.text) if before.offset or not ended_line else self.lengths[before.line]
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

    def reading(self, beam: Sequence[State]) -> Reading:
        """The operations that led to the best final state, and how near others came."""

        def final(state: State) -> float:
            if state.column < 0 or state.section_row:
                return state.cost
            rest = slice(state.column + 1, None)
            empty = zip(self.costs.empty[rest], state.lasts[rest], strict=True)
            return state.cost + sum(cost for cost, last in empty if last < 0)

        state: State | None = min(beam, key=final)
        path: list[State] = []
        while state is not None and state.parent is not None:
            path.append(state)
            state = state.parent
        path.reverse()
        margins = (
            min((cost for column, cost in rivals if column != state.column), default=MARGIN + state.cost) - state.cost
            for state, rivals in zip(path, self.rivals, strict=False)
        )
        return Reading(tuple(state.op for state in path), tuple(margins))


def _cost(state: State) -> float:
    return state.cost


def _first_word(fragment: Fragment) -> int:
    """The length of its first word."""
    return len(fragment.text.split(maxsplit=1)[0])
