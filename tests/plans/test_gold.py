"""The gold runs: the real plans of ../shared in every format stay above the floors of gold_floors.toml.

`python -m tests.plans.test_gold` prints floors from what is measured now, for who raises them. All is skipped where
../shared is absent: the plans of corpus/ have their own runs (test_corpus.py).
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import MEASURES, SHARED, Result, Sample, evaluate, extracted, shared_is_here, shared_samples

FLOORS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("gold_floors.toml").read_text(encoding="utf-8"))
SAMPLES = {f"{sample.plan}.{sample.form}": sample for sample in shared_samples()}
IN_THREE_FORMATS = ("000", "001", "002", "003", "004")
SLACK = 0.01

pytestmark = pytest.mark.skipif(not shared_is_here(), reason=f"{SHARED} with the real plans is absent")


@cache
def result(name: str) -> Result:
    return evaluate(SAMPLES[name])


def measured(name: str, measure: str) -> float:
    """F1 of a measure; for kind the share of the found rows."""
    value = result(name).strict[measure]
    return float(value if measure == "kind" else value["f1"])


def required(sample: Sample) -> dict[str, float]:
    """The figures that were asked for: of the plans that exist in three formats, and of the other PDFs."""
    figures: dict[str, float] = FLOORS["required"]["three_formats" if sample.plan in IN_THREE_FORMATS else "pdf_only"]
    return figures


@pytest.mark.parametrize("name", sorted(FLOORS["floors"]))
def test_stays_above_its_floors(name: str) -> None:
    floors = FLOORS["floors"][name]
    low = [f"{m}: {measured(name, m):.4f} < {floors[m]}" for m in MEASURES if measured(name, m) < floors[m]]
    assert not low, "\n".join([f"{name}: {'; '.join(low)}", *map(str, result(name).errors)])


def test_every_plan_has_floors_and_none_is_below_what_is_required() -> None:
    assert sorted(SAMPLES) == sorted(FLOORS["floors"])
    for name, sample in SAMPLES.items():
        assert set(FLOORS["floors"][name]) == set(MEASURES)
        low = {m: v for m, v in required(sample).items() if FLOORS["floors"][name][m] < v}
        assert not low, f"{name}: floors below what is required: {low}"


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_field_of_the_document_is_right(name: str) -> None:
    assert {key: said for key, said in result(name).document.items() if said.startswith("**")} == {}


@pytest.mark.parametrize("plan", IN_THREE_FORMATS)
def test_ids_are_unique_and_the_same_in_every_format(plan: str) -> None:
    files = [SHARED / "plans" / f"{plan}.{form}" for form in ("docx", "pdf", "txt")]
    ids = {file.name: [task["id"] for task in extracted(file)["tasks"]] for file in files}
    first, *others = ids.values()
    assert first and [i for i, count in Counter(first).items() if count > 1] == []
    assert all(other == first for other in others), {name: len(found) for name, found in ids.items()}


def test_automatic_numbers_give_the_ids_of_typed_ones() -> None:
    typed, automatic = (SHARED / "plans" / name for name in ("000.docx", "000-numbered.docx"))
    assert [t["id"] for t in extracted(automatic)["tasks"]] == [t["id"] for t in extracted(typed)["tasks"]]


def main() -> None:
    """Print a [floors] table: `SLACK` under what is measured, nowhere below what is required."""
    for name, sample in sorted(SAMPLES.items()):
        floors = {m: max(round(measured(name, m) - SLACK, 3), required(sample).get(m, 0.0)) for m in MEASURES}
        print(f'\n[floors."{name}"]', *(f"{measure} = {floor:g}" for measure, floor in floors.items()), sep="\n")


if __name__ == "__main__":
    main()
