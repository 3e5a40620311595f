"""Which sections of two plans are one, whatever their number and although their heading may be another.

Headings that say the same are one section; of others those between which most tasks are linked. A task has moved where
its section is not the one that its old section has become.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.compare.fields import Setting
from pipeline.compare.thresholds import SECTION_SHARE, SECTION_TITLE
from pipeline.compare.wording import marked_years, words_of
from pipeline.records import Task

Key = tuple[tuple[str, ...], str]
"""A section: its numbers and its heading."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of the old plan with those of the new that they have become."""

    became: Mapping[Key, Key]

    def moved(self, old: Task, new: Task) -> bool:
        """Whether a task stands in another section than before."""
        return self.became.get(section_of(old)) != section_of(new)

    def renamed(self, setting: Setting) -> tuple[tuple[str, str], ...]:
        """The headings that are one section under two names."""
        pairs = {(old[1], new[1]): None for old, new in self.became.items() if old[1] and new[1]}
        return tuple(pair for pair in pairs if not setting.same_text(*pair))


def section_of(task: Task) -> Key:
    """The section in which the task stands."""
    return task.section_path, task.section or ""


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
    scores = np.zeros((len(here), len(there)))
    for a, one in enumerate(here):
        for b, other in enumerate(there):
            shared = 2 * common[one, other] / (sizes[0][one] + sizes[1][other])
            title = _alike(one[1], other[1], setting)
            if title >= SECTION_TITLE or shared >= SECTION_SHARE:
                # the number and the part of the plan only decide between equals
                scores[a, b] = title + shared + 0.1 * (one[0] == other[0]) + 0.1 * (one[0][:1] == other[0][:1])
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return Sections({here[a]: there[b] for a, b in zip(rows, columns, strict=True) if scores[a, b] > 0})


def _alike(one: str, other: str, setting: Setting) -> float:
    """How alike two headings are, 0 to 1."""
    if setting.same_text(one, other):
        return 1.0
    a, b = (Counter(words_of(marked_years(text), setting.spelt)) for text in (one, other))
    return 2 * (a & b).total() / max(1, a.total() + b.total())
