"""How alike the rows of two plans are, all pairs at once, as sparse matrices.

Words are weighed by how rare they are in both plans; words of formulas ("xây dựng", "kế hoạch") and of the plans' own
titles weigh little. A word that stands twice in a text is two features, so that products of binary matrices count what
two texts have in common exactly.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pipeline.compare.thresholds import CANDIDATES, CONTAINED, DICE, LEAST_WORDS, ORDER, TELLING
from pipeline.compare.wording import Worded, is_year
from pipeline.likeness import LIGHT, OWN_SUBJECT, VERB
from pipeline.marks import verb_syllables
from pipeline.syllables import light

if TYPE_CHECKING:
    import numpy as np

ROWS_AT_ONCE = 250
"""Rows of a plan whose likeness to all of the other is held in memory together."""

Feature = tuple[str, int]


class Similarity:
    """The wordings of two plans; `subject` are the words of their titles."""

    def __init__(self, old: Sequence[Worded], new: Sequence[Worded], subject: frozenset[str]) -> None:
        import numpy as np

        self._words = [[_counted(row.words) for row in side] for side in (old, new)]
        self._printed = [[frozenset(w for w in row.printed if not is_year(w)) for row in side] for side in (old, new)]
        rows = [features for side in self._words for features in side]
        counts = Counter(word for side in (old, new) for row in side for word in {*row.words, *row.printed})
        self.weights = {word: _weight(word, counts[word], len(rows), subject) for word in counts}
        self.telling = frozenset(w for w in counts if w not in light() and w not in subject and not is_year(w))
        self._telling = [[self.telling.intersection(word for word, _ in row) for row in side] for side in self._words]
        columns = {f: k for k, f in enumerate(sorted({f for features in rows for f in features}))}
        weights = np.array([self.weights[word] for word, _ in columns] or [0.0])
        pairs = [[_counted_pairs(row.words) for row in side] for side in (old, new)]
        pair_columns = {f: k for k, f in enumerate(sorted({f for side in pairs for row in side for f in row}))}
        self._rows = [_side(side, columns) for side in self._words]
        self._pairs = [_side(side, pair_columns) for side in pairs]
        self._weighed = [side.multiply(weights[None, :]).tocsr() for side in self._rows]
        self._totals = [np.asarray(side @ weights).ravel() for side in self._rows]
        self._pair_totals = [np.asarray(side.sum(axis=1)).ravel() for side in self._pairs]

    def candidates(self) -> dict[tuple[int, int], float]:
        """The pairs (old row, new row) worth comparing, in order, with their likeness: for each row of either
        plan, the most alike."""
        found: dict[tuple[int, int], float] = {}
        for side in (0, 1):
            count = self._rows[side].shape[0]
            for start in range(0, count, ROWS_AT_ONCE):
                block = self._block(side, start, min(start + ROWS_AT_ONCE, count))
                for row, scores in enumerate(block, start):
                    for other in _best(scores, row / count):
                        pair = (int(other), row) if side else (row, int(other))
                        found.setdefault(pair, float(scores[other]))
        return dict(sorted(found.items()))

    def about_one_thing(self, i: int, j: int) -> bool:
        """Whether two rows may be about the same: not where each has words that tell what it is about, and none of them
        in common; the rest are formulas and the subject of the whole plan ("theo dõi thi hành pháp luật về lý lịch tư
        pháp", "… về bồi thường nhà nước")."""
        here, there = self._telling[0][i], self._telling[1][j]
        return min(len(here), len(there)) < TELLING or bool(here & there)

    def covered(self, whole: frozenset[str], parts: Sequence[frozenset[str]]) -> float:
        """The share of `whole` that stands in one of `parts`: the mean of the share by weight and by number of words,
        because a part may be all formula ("ban hành kế hoạch và tổ chức thực hiện")."""
        total = math.fsum(self.weights[word] for word in whole)
        if not total:
            return 0.0
        found = whole & frozenset().union(*parts)
        return (math.fsum(self.weights[word] for word in found) / total + len(found) / len(whole)) / 2

    def printed(self, side: int, row: int) -> frozenset[str]:
        """The printed words of a row of plan 0 (old) or 1 (new), but for years."""
        return self._printed[side][row]

    def _block(self, side: int, start: int, end: int) -> np.ndarray[Any, Any]:
        """The likeness of some rows of plan 0 (old) or 1 (new) to all rows of the other."""
        import numpy as np

        other = 1 - side
        both = np.asarray((self._weighed[side][start:end] @ self._rows[other].T).todense())
        one, all_others = self._totals[side][start:end, None], self._totals[other][None, :]
        order = np.asarray((self._pairs[side][start:end] @ self._pairs[other].T).todense())
        fewer = np.minimum(self._pair_totals[side][start:end, None], self._pair_totals[other][None, :])
        with np.errstate(divide="ignore", invalid="ignore"):
            dice, share = 2 * both / (one + all_others), both / np.minimum(one, all_others)
            in_order = np.where(fewer > 0, order / fewer, share)
        found = DICE * dice + CONTAINED * share + ORDER * in_order
        return np.nan_to_num(np.where(dice >= LEAST_WORDS, found, 0.0))


def _weight(word: str, count: int, rows: int, subject: frozenset[str]) -> float:
    if is_year(word):
        return 0.0
    worth = LIGHT if word in light() else OWN_SUBJECT if word in subject else 1.0
    worth = min(worth, VERB) if word in verb_syllables() else worth
    return worth * math.log(1 + rows / max(count, 2))


def _counted(words: Sequence[str]) -> list[Feature]:
    seen: Counter[str] = Counter()
    out = []
    for word in words:
        seen[word] += 1
        out.append((word, seen[word]))
    return out


def _counted_pairs(words: Sequence[str]) -> list[tuple[tuple[str, str], int]]:
    seen: Counter[tuple[str, str]] = Counter()
    out = []
    for pair in itertools.pairwise(word for word in words if not is_year(word)):
        seen[pair] += 1
        out.append((pair, seen[pair]))
    return out


def _side(rows: Sequence[Sequence[Any]], columns: dict[Any, int]) -> Any:
    """A binary matrix, a row per text and a column per feature."""
    import numpy as np
    from scipy.sparse import csr_matrix

    at = [columns[f] for row in rows for f in row]
    ends = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((np.ones(len(at)), at, ends), shape=(len(rows), max(len(columns), 1)))


def _best(scores: np.ndarray[Any, Any], place: float) -> np.ndarray[Any, Any]:
    """The places of the highest scores above 0, at most `CANDIDATES`, and as many that are equal to the last of them:
    those that stand nearest to `place` (0 to 1), because a series of like rows goes on in its order."""
    import numpy as np

    any_like = np.flatnonzero(scores)
    if len(any_like) <= CANDIDATES:
        return any_like
    worth = scores[any_like]
    least = np.partition(worth, -CANDIDATES)[-CANDIDATES]
    better, equal = any_like[worth > least], any_like[worth == least]
    apart = np.abs(equal / len(scores) - place)
    return np.concatenate([better, equal[np.argsort(apart, kind="stable")[:CANDIDATES]]])
