"""Plans of any size with their next edition, made of the rows of corpus/: for measuring time, not accuracy."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

from pipeline.records import DocumentInfo, Plan, Task
from pipeline.stored import task_of

GOLD = Path(__file__).parents[1] / "corpus" / "gold"
DROPPED, REWORDED = 0.1, 0.3
"""Shares of the rows that are gone and that are worded otherwise in the next edition."""


def two_editions(size: int) -> tuple[Plan, Plan]:
    """Two editions of `size` rows each: rows of the corpus, then such rows with half of their words from others."""
    rows = [
        task_of(data)
        for path in sorted(GOLD.glob("*.json"))
        for data in json.loads(path.read_text(encoding="utf-8"))["tasks"]
    ]
    chance = random.Random(size)
    old = [_varied(rows[n % len(rows)], n // len(rows), rows, chance) for n in range(size)]
    new = [_next(task, chance) for task in old if chance.random() >= DROPPED]
    new += [_varied(chance.choice(rows), size, rows, chance) for _ in range(size - len(new))]
    editions = ((2025, old), (2026, new))
    first, second = (
        Plan(DocumentInfo(title=f"Kế hoạch năm {year}", years=(year,)), tuple(tasks)) for year, tasks in editions
    )
    return first, second


def _varied(task: Task, round: int, rows: list[Task], chance: random.Random) -> Task:
    """The row, from the second round on with the end of another."""
    words = task.task.split()
    if round:
        other = chance.choice(rows).task.split()
        words = words[: len(words) // 2] + other[len(other) // 2 :]
    return replace(task, task=" ".join(words), section_path=(*task.section_path, str(round)))


def _next(task: Task, chance: random.Random) -> Task:
    """The row a year on, of some a word gone and another come."""
    words = task.task.replace("2025", "2026").split()
    if chance.random() < REWORDED and len(words) > 6:
        del words[chance.randrange(len(words))]
        words.insert(chance.randrange(len(words)), "mới")
    return replace(task, task=" ".join(words))
