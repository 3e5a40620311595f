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

from pipeline.compare.thresholds import CANDIDATES, CONTAINED, DICE, LEAST_WORDS, ORDER
from pipeline.compare.wording import YEAR, Worded
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
        self._printed = [[frozenset(w for w in row.printed if w[0] != YEAR) for row in side] for side in (old, new)]
        rows = [features for side in self._words for features in side]
        counts = Counter(word for side in (old, new) for row in side for word in {*row.words, *row.printed})
        self.weights = {word: _weight(word, counts[word], len(rows), subject) for word in counts}
        self.telling = frozenset(w for w in counts if w not in light() and w not in subject and w[0] != YEAR)
        columns = {f: k for k, f in enumerate(sorted({f for features in rows for f in features}))}
        weights = np.array([self.weights[word] for word, _ in columns])
        pairs = [[_counted_pairs(row.words) for row in side] for side in (old, new)]
        pair_columns = {f: k for k, f in enumerate(sorted({f for side in pairs for row in side for f in row}))}
        self._old, self._new = (_side(side, columns) for side in self._words)
        self._old_pairs, self._new_pairs = (_side(side, pair_columns) for side in pairs)
        self._weighed = self._old.multiply(weights[None, :]).tocsr()
        self._totals = [np.asarray(side @ weights).ravel() for side in (self._old, self._new)]
        self._pair_totals = [np.asarray(s.sum(axis=1)).ravel() for s in (self._old_pairs, self._new_pairs)]

    def candidates(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Old rows, new rows, likeness of the pairs worth comparing: for each row, of either plan, the most alike."""
        import numpy as np

        count_old, count_new = self._old.shape[0], self._new.shape[0]
        best_new: list[list[tuple[float, int]]] = [[] for _ in range(count_new)]
        found: dict[tuple[int, int], float] = {}
        for start in range(0, count_old, ROWS_AT_ONCE):
            block = self._block(start, min(start + ROWS_AT_ONCE, count_old))
            for i, row in enumerate(block, start):
                for j in _best(row):
                    found[i, int(j)] = float(row[j])
            for j in range(count_new):
                column = block[:, j]
                best_new[j] += [(float(column[k]), start + int(k)) for k in _best(column)]
        for j, scored in enumerate(best_new):
            for score, i in sorted(scored, key=lambda pair: (-pair[0], pair[1]))[:CANDIDATES]:
                found[i, j] = score
        pairs = sorted(found)
        return (
            np.array([i for i, _ in pairs], dtype=int),
            np.array([j for _, j in pairs], dtype=int),
            np.array([found[pair] for pair in pairs], dtype=float),
        )

    def likeness(self, i: int, j: int) -> float:
        """How alike old row `i` and new row `j` are, 0 to 1."""
        return float(self._block(i, i + 1)[0, j])

    def covered(self, whole: frozenset[str], parts: Sequence[frozenset[str]]) -> float:
        """The share of `whole` that stands in one of `parts`: the mean of the share by weight and by number of words,
        because a part may be all formula ("ban hành kế hoạch và tổ chức thực hiện")."""
        total = sum(self.weights[word] for word in whole)
        if not total:
            return 0.0
        found = whole & frozenset().union(*parts)
        return (sum(self.weights[word] for word in found) / total + len(found) / len(whole)) / 2

    def printed(self, side: int, row: int) -> frozenset[str]:
        """The printed words of a row of plan 0 (old) or 1 (new), but for years."""
        return self._printed[side][row]

    def _block(self, start: int, end: int) -> np.ndarray[Any, Any]:
        import numpy as np

        both = np.asarray((self._weighed[start:end] @ self._new.T).todense())
        one, other = self._totals[0][start:end, None], self._totals[1][None, :]
        order = np.asarray((self._old_pairs[start:end] @ self._new_pairs.T).todense())
        fewer = np.minimum(self._pair_totals[0][start:end, None], self._pair_totals[1][None, :])
        with np.errstate(divide="ignore", invalid="ignore"):
            dice, share = 2 * both / (one + other), both / np.minimum(one, other)
            in_order = np.where(fewer > 0, order / fewer, share)
        found = DICE * dice + CONTAINED * share + ORDER * in_order
        return np.nan_to_num(np.where(dice >= LEAST_WORDS, found, 0.0))


def _weight(word: str, count: int, rows: int, subject: frozenset[str]) -> float:
    if word[0] == YEAR:
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
    for pair in itertools.pairwise(word for word in words if word[0] != YEAR):
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


def _best(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The places of the highest scores above 0, at most `CANDIDATES`; all that are equal to the last of them too."""
    import numpy as np

    if len(scores) <= CANDIDATES:
        return np.flatnonzero(scores)
    least = np.partition(scores, -CANDIDATES)[-CANDIDATES]
    chosen = np.flatnonzero((scores >= least) & (scores > 0))
    return chosen[: 4 * CANDIDATES]
