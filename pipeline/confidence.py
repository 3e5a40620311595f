"""Confidence: how likely the least certain field of a row is right, 0 to 1.

Each field starts from what its kind of source earned on plans that the rules had not seen (prose, a table with columns,
a table whose columns were found again) and loses by the row's doubts (`pipeline.doubts`). The figures are those of
`pipeline.chances`.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.chances import chances
from pipeline.doubts import doubts
from pipeline.records import Task


def rated(task: Task, *, flattened: bool = False, doubtful: bool = False) -> Task:
    """The task with its doubts and its confidence.

    `flattened`: it was read from a table that text had lost; `doubtful`: its cells could nearly as well be others.
    """
    found = doubts(task, flattened=flattened, doubtful=doubtful)
    return replace(task, doubts=found, confidence=round(min(chances(found).values()), 2))
