"""How alike the texts of two tasks are.

Likeness is measured on syllables, weighted by how much they tell in this plan. Against it stand the marks that tell a
task from its like (`pipeline.marks`).
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.marks import Marks, excludes, marks_of, verb_syllables
from pipeline.records import Task
from pipeline.spelt_out import spelt_out
from pipeline.syllables import goals, light, syllables, unmarked
from pipeline.wordings import FEW, Wording, compared_text, wording

LIGHT, OWN_SUBJECT, VERB = 0.25, 0.35, 0.4
"""Weight of a syllable of formulas, of one that stands in the plan's own title, and of one of a verb with synonyms."""
ALL_BUT_EQUAL = 0.9
FOR_THE_REST = 0.03
"""What likeness of the cores alone is worth less than likeness of the whole."""


class Vocabulary:
    """The texts of a plan's tasks (`wordings`, in their order), and how much each of their syllables tells there.

    `title` is the plan's, `defined` the abbreviations that it defines outside its tasks (`find_abbreviations`)."""

    def __init__(self, tasks: Sequence[Task], title: str = "", defined: Mapping[str, str] | None = None) -> None:
        texts = [compared_text(task) for task in tasks]
        spelt = spelt_out(texts, defined)
        self.wordings = [wording(text, spelt) for text in texts]
        self._marks: dict[int, Marks] = {}
        counts = Counter(s for each in self.wordings for s in set(each.whole))
        subject = set(syllables(title, spelt)) - light()
        self._weights: dict[str, float] = {}
        for syllable, count in counts.items():
            worth = LIGHT if syllable in light() else OWN_SUBJECT if syllable in subject else 1.0
            worth = min(worth, VERB) if syllable in verb_syllables() else worth
            # two tasks share a syllable of theirs, so one that stands in two is as telling as one that stands in one
            self._weights[syllable] = worth * math.log(1 + len(tasks) / max(count, 2))
        self.telling = counts.keys() - light() - subject

    def likeness(self, i: int, j: int) -> float:
        """From 0 to 1: how much of the shorter of two texts, and of both together, the other has too, in order; 0
        where they exclude each other or have too little of their own to tell."""
        a, b = self.wordings[i], self.wordings[j]
        if self._replaced(i, j) or excludes(self._marks_of(i), self._marks_of(j)):
            return 0.0
        (whole_a, core_a), (whole_b, core_b) = _counting(a, b), _counting(b, a)
        whole = self._share(whole_a, whole_b)
        tells_a, tells_b = (self.telling.intersection(x) for x in (whole_a, whole_b))
        if len(tells_a & tells_b) >= FEW:
            cored = len(self.telling.intersection(core_a).intersection(core_b)) >= FEW
            return max(whole, self._share(core_a, core_b) - FOR_THE_REST) if cored else whole
        if tells_a == tells_b and whole > ALL_BUT_EQUAL:
            return whole
        return self._share(core_a, core_b) if self._same_thing(i, j) else 0.0

    def taken_up(self, i: int, others: Iterable[int]) -> float:
        """The largest share that one of `others` has of what target `i` is about, its figures left out."""
        words = {s for s in self.wordings[i].whole if not s[0].isdecimal()} - light() - goals()
        whole = sum(self._weights[s] for s in words)
        shared = (sum(self._weights[s] for s in words.intersection(self.wordings[j].whole)) for j in others)
        return max(shared, default=0.0) / whole if whole else 0.0

    def _marks_of(self, i: int) -> Marks:
        if i not in self._marks:
            self._marks[i] = marks_of(self.wordings[i])
        return self._marks[i]

    def _same_thing(self, i: int, j: int) -> bool:
        """Whether two texts that say no more than the plan's own title make the same thing of it: its own plan."""
        a, b = self.wordings[i].core, self.wordings[j].core
        common = set(a).intersection(b) - light()
        alone = self.telling.intersection(set(a).symmetric_difference(b))
        return len(common) >= FEW and not alone and bool(self._marks_of(i).made & self._marks_of(j).made)

    def _replaced(self, i: int, j: int) -> bool:
        """Whether each text has a word in the other's place ("khu dân cư", "khu công nghiệp"): another task then, while
        words that only one has tell more of the same task. A single syllable may be a misprint ("tổ chúc")."""
        only_a, only_b = self._only(i, j), self._only(j, i)
        if not only_a or not only_b:
            return False
        return len(only_a) > 1 or len(only_b) > 1 or unmarked(*only_a) != unmarked(*only_b)

    def _only(self, i: int, j: int) -> set[str]:
        """The telling syllables of the core of text `i` that text `j` has not in these words or others."""
        own, others = self._marks_of(i), self._marks_of(j)
        alone = self.telling.intersection(self.wordings[i].core).difference(self.wordings[j].whole)
        in_other_words = (own.meanings[group] for group in own.meanings.keys() & others.meanings.keys())
        return alone.difference(own.verbs, self.wordings[i].aside, *in_other_words)

    def _share(self, a: Sequence[str], b: Sequence[str]) -> float:
        left, right = Counter(a), Counter(b)
        both = sum(self._weights[s] * n for s, n in (left & right).items())
        one, other = (sum(self._weights[s] * n for s, n in c.items()) for c in (left, right))
        if not one or not other:
            return 0.0
        pairs, others = Counter(itertools.pairwise(a)), Counter(itertools.pairwise(b))
        fewer = min(pairs.total(), others.total())
        order = (pairs & others).total() / fewer if fewer else 1.0
        return 0.45 * both / min(one, other) + 0.35 * 2 * both / (one + other) + 0.2 * order


def _counting(own: Wording, other: Wording) -> tuple[list[str], list[str]]:
    """The whole and the core of one text, without what the other need not have and has not."""
    needless = own.aside.difference(other.whole)
    return [s for s in own.whole if s not in needless], [s for s in own.core if s not in needless]
