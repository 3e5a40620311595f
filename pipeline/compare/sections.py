"""Which sections of two plans are one, whatever their number and although their heading may be another.

Headings that say the same are one section; of others those between which most tasks are linked. A task has moved where
its section is not the one that its old section has become.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.compare.setting import Setting
from pipeline.compare.thresholds import SECTION_SHARE, SECTION_TITLE
from pipeline.records import Task

if TYPE_CHECKING:
    import numpy as np

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
    shared = np.zeros((len(here), len(there)))
    at_here, at_there = ({key: k for k, key in enumerate(side)} for side in (here, there))
    for i, j in pairs:
        one, other = section_of(old[i]), section_of(new[j])
        shared[at_here[one], at_there[other]] += 2 / (sizes[0][one] + sizes[1][other])
    titles = _likeness_of_titles([key[1] for key in here], [key[1] for key in there], setting)
    # the number and the part of the plan only decide between equals
    same_path, same_part = (
        np.equal.outer(*(np.array([_code(key[0][:depth]) for key in side]) for side in (here, there)))
        for depth in (None, 1)
    )
    candidates = (titles >= SECTION_TITLE) | (shared >= SECTION_SHARE)
    scores = np.where(candidates, titles + shared + 0.1 * same_path + 0.1 * same_part, 0.0)
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return Sections({here[a]: there[b] for a, b in zip(rows, columns, strict=True) if scores[a, b] > 0})


def _code(path: tuple[str, ...]) -> str:
    return "/".join(path)


def _likeness_of_titles(here: Sequence[str], there: Sequence[str], setting: Setting) -> np.ndarray[Any, Any]:
    """How alike the headings are, each with each; headings repeat, so each two texts are compared once."""
    import numpy as np

    first, second = ({title: k for k, title in enumerate(dict.fromkeys(side))} for side in (here, there))
    found = np.array([[_alike(one, other, setting) for other in second] for one in first])
    return found[np.ix_([first[title] for title in here], [second[title] for title in there])]


def _alike(one: str, other: str, setting: Setting) -> float:
    """How alike two headings are, 0 to 1."""
    if setting.same_text(one, other):
        return 1.0
    a, b = setting.words(one), setting.words(other)
    common = len(set(a).intersection(b))
    if not common:
        return 0.0
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))
