"""Which sections of two plans are one, whatever their number and although their heading may be another.

Headings that say the same are one section; of others those between which most tasks are linked. A task has moved where
its section is not the one that its old section has become.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.compare.fields import Setting
from pipeline.compare.thresholds import SECTION_SHARE, SECTION_TITLE
from pipeline.records import Task

Key = tuple[tuple[str, ...], str]
"""A section: its numbers and its heading."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of the old plan with those of the new that they have become."""

    became: Mapping[Key, Key]

    def moved(self, old: Task, new: Task) -> bool:
        """Whether a task stands in another section than before."""
        here, there = section_of(old), section_of(new)
        return self.became.get(here) != there and not self._divided(here, there)

    def _divided(self, here: Key, there: Key) -> bool:
        """Whether one section has become the sub-sections of another, or the other way round."""
        if len(here[0]) < len(there[0]):
            became = self.became.get(here)
            return became is not None and _siblings(became, there)
        if len(here[0]) > len(there[0]):
            return any(new == there and _siblings(old, here) for old, new in self.became.items())
        return False

    def renamed(self, setting: Setting) -> tuple[tuple[str, str], ...]:
        """The headings that are one section under two names."""
        pairs = {(old[1], new[1]): None for old, new in self.became.items() if old[1] and new[1]}
        return tuple(pair for pair in pairs if not setting.same_text(*pair))


def section_of(task: Task) -> Key:
    """The section in which the task stands."""
    return task.section_path, task.section or ""


def _siblings(one: Key, other: Key) -> bool:
    return len(one[0]) == len(other[0]) > 1 and one[0][:-1] == other[0][:-1]


def match_sections(
    old: Sequence[Task], new: Sequence[Task], pairs: Sequence[tuple[int, int]], setting: Setting
) -> Sections:
    """The sections matched by their headings and by `pairs`, the rows that are linked (indices)."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    here, there = (list(dict.fromkeys(map(section_of, side))) for side in (old, new))
    if not here or not there:
        return Sections({})
    sizes = [Counter(map(section_of, side)) for side in (old, new)]
    common = Counter((section_of(old[i]), section_of(new[j])) for i, j in pairs)
    titles: dict[tuple[str, str], float] = {}
    scores = np.zeros((len(here), len(there)))
    for (a, one), (b, other) in itertools.product(enumerate(here), enumerate(there)):
        if (one[1], other[1]) not in titles:
            titles[one[1], other[1]] = _alike(one[1], other[1], setting)
        shared = 2 * common[one, other] / (sizes[0][one] + sizes[1][other])
        title = titles[one[1], other[1]]
        if title >= SECTION_TITLE or shared >= SECTION_SHARE:
            # the number and the part of the plan only decide between equals
            scores[a, b] = title + shared + 0.1 * (one[0] == other[0]) + 0.1 * (one[0][:1] == other[0][:1])
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return Sections({here[a]: there[b] for a, b in zip(rows, columns, strict=True) if scores[a, b] > 0})


def _alike(one: str, other: str, setting: Setting) -> float:
    """How alike two headings are, 0 to 1."""
    if setting.same_text(one, other):
        return 1.0
    a, b = setting.words(one), setting.words(other)
    common = len(set(a).intersection(b))
    if not common:
        return 0.0
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))
