"""Which rows of two plans are the same task: optimal assignment by likeness and evidence, then splits and merges.

Every pair of candidates has a score: how alike the words are (`pipeline.compare.similarity`), and what else agrees. The
assignment is the one with the largest sum of what the scores exceed the threshold by; of equal sums the one whose rows
stand nearest in order. It is computed on whole numbers and always in the same direction, so that it is deterministic
and comparing B with A mirrors comparing A with B.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.compare.fields import same_deadline
from pipeline.compare.sections import Sections, match_sections, section_of
from pipeline.compare.setting import Setting
from pipeline.compare.similarity import Similarity
from pipeline.compare.thresholds import (
    APART,
    EQUAL_WORDING,
    EXCLUDED,
    FILLS,
    LITTLE,
    NEARLY_ALL,
    OTHER_KIND,
    PART,
    REST,
    SAME_LEAD,
    SAME_PLACE,
    SAME_PRODUCTS,
    SAME_SECTION,
    SAME_TARGETS,
    SAME_TIME,
    SERIES,
)
from pipeline.compare.wording import Worded, same_words
from pipeline.marks import Marks, excludes, holds, marks_of
from pipeline.records import Task
from pipeline.wordings import Wording

UNITS_OF_SCORE = 10**6
"""Scores are compared to so many parts of one."""
PLACES = 1000
"""Parts of one unit of score that the order of rows decides on."""

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The linked rows by their indices: `pairs` one to one, `splits` old row -> new rows, `merges` new row -> old
    rows; rows that stand in none have no like. `likeness` of a pair is that of its words."""

    pairs: tuple[tuple[int, int], ...]
    splits: Mapping[int, tuple[int, ...]]
    merges: Mapping[int, tuple[int, ...]]
    likeness: Mapping[tuple[int, int], float]
    sections: Sections


def align(
    old: Sequence[Task],
    new: Sequence[Task],
    wordings: tuple[Sequence[Worded], Sequence[Worded]],
    subject: frozenset[str],
    setting: Setting,
) -> Alignment:
    """The alignment of two plans; `wordings` are those of their rows, `subject` the words of their titles."""
    if _key(new, wordings[1]) < _key(old, wordings[0]):
        turned = replace(setting, years=-setting.years, since=None)
        found = _Aligner(new, old, (wordings[1], wordings[0]), subject, turned).run()
        return _mirrored(found)
    return _Aligner(old, new, wordings, subject, setting).run()


def _key(tasks: Sequence[Task], side: Sequence[Worded]) -> tuple[object, ...]:
    """What decides which of two plans comes first: their size and words, of like ones all else that is compared."""
    rest = [(t.lead_units, t.coordinating_units, t.products, t.section_path, t.section or "", t.kind) for t in tasks]
    times = [[(d.raw, d.kind, str(d.end), d.rrule or "") for d in task.deadlines] for task in tasks]
    return len(side), [row.words for row in side], rest, times, [row.printed for row in side]


def _mirrored(found: Alignment) -> Alignment:
    return Alignment(
        tuple(sorted((j, i) for i, j in found.pairs)),
        found.merges,
        found.splits,
        {(j, i): value for (i, j), value in found.likeness.items()},
        Sections({new: old for old, new in found.sections.became.items()}),
    )


@dataclass(slots=True)
class _Aligner:
    old: Sequence[Task]
    new: Sequence[Task]
    wordings: tuple[Sequence[Worded], Sequence[Worded]]
    subject: frozenset[str]
    setting: Setting
    _leads: tuple[list[dict[str, str]], list[dict[str, str]]] = field(init=False)
    similarity: Similarity = field(init=False)
    likeness: dict[tuple[int, int], float] = field(init=False)
    equal: set[tuple[int, int]] = field(init=False)
    alike: tuple[Counter[int], Counter[int]] = field(init=False)
    """How many rows of the other plan are much like each row, and (`repeated`) say the same."""
    repeated: tuple[Counter[int], Counter[int]] = field(init=False)
    compared: tuple[dict[int, list[int]], dict[int, list[int]]] = field(init=False, default_factory=lambda: ({}, {}))
    marks: dict[tuple[int, int], Marks] = field(init=False, default_factory=dict)

    def run(self) -> Alignment:
        if not self.old or not self.new:
            return Alignment((), {}, {}, {}, Sections({}))
        units = self.setting.units
        old, new = ([units.keys(task, "lead_units") for task in side] for side in (self.old, self.new))
        self._leads = old, new
        self.similarity = Similarity(*self.wordings, self.subject)
        self.likeness = self.similarity.candidates()
        for i, j in self.likeness:
            self.compared[0].setdefault(i, []).append(j)
            self.compared[1].setdefault(j, []).append(i)
        self.equal = {(i, j) for i, j in self.likeness if self._same_words(i, j)}
        like = [pair for pair in self.likeness if self.likeness[pair] >= SERIES]
        self.alike = Counter(i for i, _ in like), Counter(j for _, j in like)
        self.repeated = Counter(i for i, _ in self.equal), Counter(j for _, j in self.equal)
        plain = {pair: self._evident(*pair) for pair in self.likeness}
        first = self._assigned(plain, match_sections(self.old, self.new, (), self.setting), {})
        sections = match_sections(self.old, self.new, first, self.setting)
        second = self._assigned(plain, sections, {})
        pairs = self._assigned(plain, sections, dict(second))
        splits, merges = self._parts(pairs, sections)
        in_parts = {(i, j) for i, js in splits.items() for j in js} | {
            (i, j) for j, rows in merges.items() for i in rows
        }
        pairs = [pair for pair in pairs if pair not in in_parts]
        return Alignment(tuple(pairs), splits, merges, self.likeness, sections)

    # --- scores -------------------------------------------------------------------------------------------------------

    def _same_words(self, i: int, j: int) -> bool:
        return same_words(self.wordings[0][i].words, self.wordings[1][j].words, self.setting.years)

    def _evident(self, i: int, j: int) -> float:
        """The likeness of a pair with what its fields say for and against it, but not where it stands."""
        one, other = self.old[i], self.new[j]
        equal = (i, j) in self.equal
        score = 1.0 + EQUAL_WORDING if equal else self.likeness[i, j]
        if one.kind != other.kind:
            score -= OTHER_KIND
        if one.lead_units and self.setting.units.agree(self._leads[0][i], self._leads[1][j]):
            score += SAME_LEAD
        if one.deadlines and self._same_times(one, other):
            score += SAME_TIME
        if one.products and any(self.setting.same_text(a, b) for a in one.products for b in other.products):
            score += SAME_PRODUCTS
        if one.targets and {(t.comparator, t.value) for t in one.targets} == {
            (t.comparator, t.value) for t in other.targets
        }:
            score += SAME_TARGETS
        if score + SAME_SECTION + SAME_PLACE <= self.setting.link or self._other_doers(i, j):
            return 0.0
        if not equal and not self.similarity.about_one_thing(i, j):
            return 0.0
        if not equal and self._excluded(i, j):
            return 0.0 if self._in_series(i, j) else score - EXCLUDED
        return score

    def _same_times(self, one: Task, other: Task) -> bool:
        return any(same_deadline(a, b, self.setting) for a in one.deadlines for b in other.deadlines)

    def _in_series(self, i: int, j: int) -> bool:
        """Whether rows of a series are held against each other."""
        return self.likeness[i, j] >= SERIES and max(self.alike[0][i], self.alike[1][j]) > 1

    def _other_doers(self, i: int, j: int) -> bool:
        """Whether the rows say the same and name other units, as others that say the same do."""
        if (i, j) not in self.equal or max(self.repeated[0][i], self.repeated[1][j]) < 2:
            return False
        return not self.setting.units.agree(self._leads[0][i], self._leads[1][j])

    def _excluded(self, i: int, j: int) -> bool:
        return excludes(self._marks_of(0, i), self._marks_of(1, j))

    def _marks_of(self, side: int, row: int) -> Marks:
        if (side, row) not in self.marks:
            worded = self.wordings[side][row]
            self.marks[side, row] = marks_of(Wording(worded.text, worded.words, worded.words, frozenset()))
        return self.marks[side, row]

    # --- assignment ---------------------------------------------------------------------------------------------------

    def _assigned(self, plain: Mapping[tuple[int, int], float], sections: Sections, linked: Mapping[int, int]) -> Pairs:
        """The pairs of the best assignment; `linked` is an earlier one, whose neighbours speak for a pair."""
        gains: dict[tuple[int, int], float] = {}
        for (i, j), score in plain.items():
            if score <= 0:
                continue
            if sections.became.get(section_of(self.old[i])) == section_of(self.new[j]):
                score += SAME_SECTION
            if linked and linked.get(i - 1, -1) == j - 1 and self._followed(linked, i, j):
                score += SAME_PLACE
            if score > self.setting.link:
                gains[i, j] = score - self.setting.link
        out: Pairs = []
        for component in _components(gains):
            out += self._best(component, gains)
        return sorted(out)

    def _followed(self, linked: Mapping[int, int], i: int, j: int) -> bool:
        last = i + 1 == len(self.old) and j + 1 == len(self.new)
        return last or linked.get(i + 1, -2) == j + 1

    def _best(self, component: Pairs, gains: Mapping[tuple[int, int], float]) -> Pairs:
        import numpy as np
        from scipy.optimize import linear_sum_assignment

        if len(component) == 1:
            return component
        rows, columns = (sorted(set(side)) for side in zip(*component, strict=True))
        at_row, at_column = ({v: k for k, v in enumerate(side)} for side in (rows, columns))
        worth = np.zeros((len(rows), len(columns)))
        for i, j in component:
            apart = (i / len(self.old) - j / len(self.new)) ** 2
            worth[at_row[i], at_column[j]] = round(gains[i, j] * UNITS_OF_SCORE) * PLACES + round(
                (1 - apart) * (PLACES - 1)
            )
        found = linear_sum_assignment(worth, maximize=True)
        return [(rows[a], columns[b]) for a, b in zip(*found, strict=True) if worth[a, b] > 0]

    # --- splits and merges --------------------------------------------------------------------------------------------

    def _parts(self, pairs: Pairs, sections: Sections) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
        """Rows without a like that are a part of what another row was, or has become."""
        forward, backward = dict(pairs), {j: i for i, j in pairs}
        splits = self._hosted(1, forward, set(range(len(self.new))) - backward.keys(), sections)
        merges = self._hosted(0, backward, set(range(len(self.old))) - forward.keys(), sections)
        for i in [i for i in splits if forward[i] in merges]:
            del splits[i]  # a row cannot be split and merged at once; the merge accounts for more rows of the old plan
        return splits, merges

    def _hosted(
        self, side: int, linked: Mapping[int, int], free: set[int], sections: Sections
    ) -> dict[int, tuple[int, ...]]:
        """Whole -> its parts, two or more; the parts stand in plan `side`, `linked` has the part that each whole is
        linked with already, `free` are the rows without a like."""
        found: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for part in sorted(free):
            options = [
                (self._fills(side, part, whole, [linked[whole]], sections), -abs(linked[whole] - part), whole)
                for whole in self._near(side, part)
                if whole in linked
            ]
            gain, _, whole = max(options, default=(0.0, 0, -1))
            if gain >= FILLS:
                found[whole].append((gain, part))
        out: dict[int, tuple[int, ...]] = {}
        for whole, scored in found.items():
            parts = [linked[whole]]
            for _, part in sorted(scored, key=lambda option: (-option[0], option[1])):
                if self._fills(side, part, whole, parts, sections) >= FILLS:
                    parts.append(part)
            if len(parts) > 1:
                out[whole] = tuple(sorted(parts))
        return out

    def _near(self, side: int, row: int) -> list[int]:
        """The rows of the other plan that a row of plan `side` has been compared with."""
        return self.compared[side].get(row, [])

    def _fills(self, side: int, part: int, whole: int, others: Sequence[int], sections: Sections) -> float:
        """How much more of the whole is covered with this part than by the `others` alone, at least `FILLS`; 0 where
        it is no part."""
        words = self.similarity.printed(1 - side, whole)
        own, rest = self.similarity.printed(side, part), [self.similarity.printed(side, k) for k in others]
        contained = self.similarity.covered(own, [words])
        pair = (whole, part) if side else (part, whole)
        together = sections.became.get(section_of(self.old[pair[0]])) == section_of(self.new[pair[1]])
        if contained < (PART if together else APART):
            return 0.0
        if any(self.similarity.covered(other, [words]) < PART for other in rest):
            return 0.0
        before = self.similarity.covered(words, rest)
        added = self.similarity.covered(words, [own, *rest]) - before
        if added >= FILLS:
            return added
        missing = contained >= NEARLY_ALL and added >= max(LITTLE, REST * (1 - before))
        return FILLS if missing and holds(self._marks_of(1 - side, whole), self._marks_of(side, part)) else 0.0


def _components(gains: Mapping[tuple[int, int], float]) -> list[Pairs]:
    """The pairs in groups that share no row."""
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not gains:
        return []
    pairs = sorted(gains)
    i, j = np.array(pairs).T
    count = i.max() + 1
    size = int(count + j.max() + 1)
    graph = coo_matrix((np.ones(len(pairs)), (i, j + count)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    groups: dict[int, Pairs] = defaultdict(list)
    for pair in pairs:
        groups[int(labels[pair[0]])].append(pair)
    return list(groups.values())
