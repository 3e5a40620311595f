"""The costs of one lost table: what its fragments cost in its columns, before and after a first reading."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from pipeline.flattened_evidence import MID_CUT, NEW_PARAGRAPH, PRIOR_WIDTH, inside_cost, start_cost
from pipeline.flattened_learned import Learned, bullet_cost, learned_cost
from pipeline.flattened_pieces import Fragment
from pipeline.flattened_words import key

EMPTY = {
    "task": 6.0, "products": 2.6, "lead_units": 3.5, "coordinating_units": 2.2, "deadlines": 2.6, "note": 0.1,
    "detail_number": 0.2,
}  # fmt: skip
EMPTY_OTHER = 1.35
FILLED_NOTE = 0.49  # most note columns are empty


class TableCosts:
    """The costs of one table that depend on fragment and column only."""

    def __init__(
        self, fragments: Sequence[Fragment], roles: Sequence[str], learned: Learned | None, whole: bool
    ) -> None:
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
        if whole:
            self.wrapped, self.widths = False, [0.0] * n
        self.empty[0] = self.filled[0] = 0.0
        self.start: list[list[float]] = []
        self.inside: list[list[float]] = []
        for i, fragment in enumerate(fragments):
            start = [start_cost(fragment, role) + self.filled[c] for c, role in enumerate(roles)]
            inside = [inside_cost(fragments[i - 1], fragment, role) if i else 0.0 for role in roles]
            if whole and i and fragment.first and not fragment.bullet and fragments[i - 1].text[-1] not in ",;:":
                inside = [cost + NEW_PARAGRAPH for cost in inside]
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
