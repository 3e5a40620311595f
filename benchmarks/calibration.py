"""Does confidence mean something? Rows by their confidence, and how many of their fields are right."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy import FIELDS, ROOT, Record, Sample, extracted, fold, same_product, scorer, table
from pipeline.confidence import rated
from pipeline.stored import task_of

BINS = ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.5, 0.7), (0.0, 0.5))
"""Confidences from the first figure up to, without, the second."""
HIGH = 0.9


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was read: its confidence, and which of kind and fields are right."""

    confidence: float
    right: dict[str, bool]

    @property
    def share(self) -> float:
        """The share of its fields that are right."""
        return sum(self.right.values()) / len(self.right)


def agreed(gold: list[Record], found: list[Record]) -> Iterator[tuple[Record, dict[str, bool]]]:
    """Each row of `found` with which of its kind and fields are exactly those of its partner in `gold`.

    A row without a partner is wrong in everything.
    """
    partner = {j: i for i, j in scorer().match(gold, found)}
    for j, row in enumerate(found):
        wanted = gold[partner[j]] if j in partner else None
        right = {"kind": wanted is not None and wanted["kind"] == row["kind"]}
        for name in FIELDS:
            right[name] = wanted is not None and same_values(name, wanted[name] or [], row[name])
        yield row, right


def judged(gold: list[Record], found: list[Record]) -> Iterator[Judged]:
    """The rows of one plan."""
    for row, right in agreed(gold, found):
        yield Judged(row["confidence"], right)


def same_values(name: str, wanted: Sequence[Any], had: Sequence[Any]) -> bool:
    """Whether two lists of values agree as the shared scorer has it, each value once."""
    key = KEYS[name]
    if name == "products":
        left = list(had)
        for value in wanted:
            near = max(left, key=lambda other: same_product(value, other), default=None)
            if near is None or same_product(value, near) < NEAR:
                return False
            left.remove(near)
        return not left
    return sorted(map(repr, filter(None, map(key, wanted)))) == sorted(map(repr, filter(None, map(key, had))))


NEAR = 0.7
"""From this Dice on a product is the same (../shared/eval/score.py)."""


def _deadline(value: Record) -> tuple[Any, ...]:
    return value["kind"], value["start"], value["end"], value["rrule"]


def _target(value: Record) -> tuple[Any, ...]:
    if value["value"] is None:
        return ()
    return value["comparator"], float(value["value"]), fold(value["unit"] or "")


KEYS: dict[str, Callable[[Any], Any]] = {
    "lead_units": fold,
    "coordinating_units": fold,
    "products": fold,
    "deadlines": _deadline,
    "targets": _target,
}


def section(groups: Iterable[tuple[str, Sequence[Judged]]]) -> str:
    """Per group of plans, the rows by confidence, and what share of them and of their fields is right.

    `groups` are (title, rows).
    """
    rows = []
    for title, all_rows in groups:
        for low, high in BINS:
            chosen = [row for row in all_rows if low <= row.confidence < high]
            if chosen:
                shown = f">= {low}" if high > 1 else f"{low} - {high}" if low else f"< {high}"
                fields = sum(row.share for row in chosen) / len(chosen)
                whole = sum(all(row.right.values()) for row in chosen) / len(chosen)
                rows.append((title, shown, str(len(chosen)), f"{fields:.3f}", f"{whole:.3f}"))
    return table(("plans", "confidence", "rows", "fields right", "rows right"), rows, 3)


def page_section(samples: Sequence[Sample]) -> str:
    """The part of docs/accuracy.md: real plans, those of corpus/, unseen plans then and now, generated tables."""
    from benchmarks.tune_confidence import left_out  # it imports this module
    from benchmarks.unseen import unseen_plans

    def of_samples(group: str) -> list[Judged]:
        chosen = [s for s in samples if s.group == group]
        return [row for s in chosen for row in judged(read_gold(s.gold), extracted(s.file)["tasks"])]

    plans = list(unseen_plans())
    groups = [
        ("real", of_samples("real")),
        ("corpus", of_samples("corpus")),
        ("fresh, first reading (rules)", list(fresh_readings())),
        ("unseen, first reading, left out", list(left_out())),
        ("unseen, today", [row for plan in plans for row in judged(plan.gold["tasks"], plan.now["tasks"])]),
        ("generated tables", list(generated_rows())),
    ]
    return NOTE + section((title, rows) for title, rows in groups if rows)


NOTE = """## Confidence

A row's confidence is the chance that its least certain field is right. It was fitted on the first readings of the
unseen plans and on generated tables (`python -m benchmarks.tune_confidence`); the generated tables below are others.
*Fresh*: the twelve plans that no rule has been tuned on and no weight was fitted on, as rules alone first read them.
*Left out*: the first readings, each with weights fitted without its plan (five folds): what to expect of a new plan.
*Fields right* is the share of kind, units, products, deadlines and targets that agree exactly with the gold table, a
row that should not be there being wrong in all; *rows right*: of the rows that are right in every field.

"""


def fresh_readings() -> Iterator[Judged]:
    """The rows of the plans of corpus/first as rules alone read them, no rule having seen them before or since."""
    for first in sorted((ROOT / "corpus" / "first").glob("*.json")):
        wanted = json.loads((ROOT / "corpus" / "gold" / first.name).read_text(encoding="utf-8"))
        yield from first_reading(wanted, json.loads(first.read_text(encoding="utf-8")))


def first_reading(gold: Record, first: Record) -> Iterator[Judged]:
    """The rows of a plan as first read, with the confidence that today's weights give them."""
    for row, right in agreed(gold["tasks"], first["tasks"]):
        yield Judged(rated(task_of(row)).confidence, right)


def generated_rows(first: int = 200, count: int = 6) -> Iterator[Judged]:
    """Rows of generated tables of every class (development seeds) that need no LibreOffice."""
    from benchmarks.tables import KINDS, needs_office, write
    from corpus.tables.sample import generate

    for kind in KINDS:
        for seed in range(kind.first + first, kind.first + first + count):
            sample = generate(seed, kind.form)
            if needs_office(sample):
                continue
            with tempfile.TemporaryDirectory() as folder:
                found = extracted.__wrapped__(write(sample, Path(folder))[0])
            yield from judged(sample.gold["tasks"], found["tasks"])


def high_share(rows: Sequence[Judged]) -> float:
    """The share of right fields in the rows with a confidence of `HIGH` and more; 1.0 where there is none."""
    chosen = [row for row in rows if row.confidence >= HIGH]
    return sum(row.share for row in chosen) / len(chosen) if chosen else 1.0


def read_gold(path: Path) -> list[Record]:
    """The tasks of a gold table."""
    tasks: list[Record] = json.loads(path.read_text(encoding="utf-8"))["tasks"]
    return tasks
