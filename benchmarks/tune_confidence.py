"""`python -m benchmarks.tune_confidence`: fit the weights of `extractors/lexicon/confidence.toml`.

Two samples, both of plans on which no rule was written: the first readings of corpus/unseen (what the program said when
it saw those plans for the first time; kept, never made anew) for prose, and generated tables of development seeds for
tables.  Each field gets a logistic regression on the row's doubts; a doubt may only lower the chance that a field is
right, and weak evidence counts little (ridge).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy import ROOT
from benchmarks.calibration import Judged, agreed
from benchmarks.tables import KINDS, needs_office, write
from benchmarks.unseen import unseen_plans
from corpus.tables.sample import generate
from pipeline import extract
from pipeline.chances import FIELDS, Weights, chances
from pipeline.doubts import CODES, doubts
from pipeline.stored import task_of

TARGET = ROOT / "extractors" / "lexicon" / "confidence.toml"
SEEDS = 12  # tables of each class
RIDGE = 1.0  # as strong as one observation against each weight
STEPS, RATE = 4000, 0.02
FOLDS = 5

SPEAKS_OF: dict[str, tuple[str, ...]] = {
    "time-left": ("kind", "deadlines"),
    "time-named": (),
    "time-in-name": ("lead_units", "products"),
    "several-times": ("deadlines",),
    "open-time": ("deadlines",),
    "figure-left": ("kind", "targets"),
    "doer-left": ("kind", "lead_units"),
    "unit-in-lower-case": ("lead_units",),
    "unit-by-model": ("lead_units", "coordinating_units"),
    "lead-inherited": ("lead_units",),
    "helpers-inherited": ("coordinating_units",),
    "product-left": ("products",),
    "several-products": ("products",),
    "long-text": FIELDS,
    "prose": FIELDS,
    "flattened": FIELDS,
    "doubtful-cells": FIELDS,
}
"""The fields that a doubt may be about: with few rows, chance would tie it to others."""

STATED = {
    "doubtful-cells": {"deadlines": -5.0},
    "unit-by-model": {"lead_units": -1.4, "coordinating_units": -1.4},
}
"""Costs that these rows cannot measure: cells merged over a page break are guessed, and the generator draws none; the
first readings are from before the model. Of its names three in four were right on plans of issuers that it had not
seen (cross-validation on the plans of corpus/first)."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A row that was read: its plan, its doubts, and which of its fields are right."""

    plan: str
    doubts: tuple[str, ...]
    right: dict[str, bool]


def main() -> None:
    """Fit and write the weights; print what each doubt costs."""
    prose, tables = list(first_readings()), list(generated())
    base, costs = fit([*prose, *tables])
    TARGET.write_text(_toml(base, costs, len(prose), len(tables)), encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


def first_readings() -> Iterator[Observation]:
    """The rows of corpus/unseen as they were read for the first time."""
    for plan in unseen_plans():
        for record, right in agreed(plan.gold["tasks"], plan.first["tasks"]):
            yield Observation(plan.file.name, _at_first(doubts(task_of(record))), right)


def _at_first(found: tuple[str, ...]) -> tuple[str, ...]:
    """The doubts as they were then: that words of time belong to a name is said by rules that came later."""
    return tuple(dict.fromkeys("time-left" if code == "time-named" else code for code in found))


def generated() -> Iterator[Observation]:
    """The rows of generated tables (development seeds), as they are read today."""
    for kind in KINDS:
        for seed in range(kind.first, kind.first + SEEDS):
            sample = generate(seed, kind.form)
            if needs_office(sample):
                continue
            with tempfile.TemporaryDirectory() as folder:
                found = extract(write(sample, Path(folder))[0]).to_dict()
            for record, right in agreed(sample.gold["tasks"], found["tasks"]):
                yield Observation(f"{kind.form}-{seed}", tuple(record["doubts"]), right)


def left_out() -> Iterator[Judged]:
    """The first readings with the confidence that weights give them which were fitted without their plan (`FOLDS`)."""
    prose, tables = list(first_readings()), list(generated())
    plans = sorted({row.plan for row in prose})
    for fold in range(FOLDS):
        held = set(plans[fold::FOLDS])
        weights = fit([row for row in [*prose, *tables] if row.plan not in held])
        for row in prose:
            if row.plan in held:
                yield Judged(round(min(chances(row.doubts, weights).values()), 2), row.right)


def fit(rows: Sequence[Observation]) -> Weights:
    """(base, costs): the logit of each field in a row without doubts, and what each doubt takes off it."""
    import numpy as np

    codes = [code for code in CODES if any(code in row.doubts for row in rows)]
    alike: dict[tuple[str, ...], list[Observation]] = {}
    for row in rows:
        alike.setdefault(row.doubts, []).append(row)
    x = np.array([[1.0, *(code in found for code in codes)] for found in alike], dtype=float)
    count = np.array([len(group) for group in alike.values()], dtype=float)
    base: dict[str, float] = {}
    costs: dict[str, dict[str, float]] = {code: {} for code in codes}
    for name in FIELDS:
        right = np.array([sum(row.right[name] for row in group) for group in alike.values()], dtype=float)
        w = np.zeros(x.shape[1])
        w[0] = 3.0
        speaks = np.array([name in SPEAKS_OF[code] for code in codes], dtype=float)
        prior = np.array([0.0, *([RIDGE] * len(codes))])
        for _ in range(STEPS):
            gradient = x.T @ (count / (1 + np.exp(-x @ w)) - right) + prior * w
            w -= RATE * gradient / np.sqrt(len(rows))
            w[1:] = np.minimum(w[1:], 0.0) * speaks
        base[name] = round(float(w[0]), 2)
        for code, weight in zip(codes, w[1:], strict=True):
            if weight <= -0.05:
                costs[code][name] = round(float(weight), 2)
    for code, stated in STATED.items():
        costs.setdefault(code, {}).update(stated)
    return base, {code: weights for code, weights in costs.items() if weights}


def _toml(base: dict[str, float], costs: dict[str, dict[str, float]], prose: int, tables: int) -> str:
    def line(values: dict[str, float]) -> str:
        return "".join(f"{name} = {value}\n" for name, value in values.items())

    head = (
        "# Written by `python -m benchmarks.tune_confidence`: how likely the fields of a row are right (logits).\n"
        f"# From {prose} rows of plans in prose at their first reading, and {tables} rows of generated tables.\n"
        "# Costs of doubtful cells on deadlines and of names by the model are stated, not measured.\n\n"
    )
    parts = [f"[base]\n{line(base)}"] + [f"[costs.{code}]\n{line(weights)}" for code, weights in costs.items()]
    return head + "\n".join(parts)


if __name__ == "__main__":
    main()
