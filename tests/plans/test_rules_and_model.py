"""Rules and model together: never worse than the rules on the gold plans, better on plans that no rule has seen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from benchmarks.accuracy import FIELDS, SHARED, Sample, f1, scorer, shared_is_here, shared_samples
from benchmarks.ner import RESULTS, blind_plans, inputs
from benchmarks.ner_page import section
from pipeline import extract

LOSS = 0.005
CORPUS = Path(__file__).parents[2] / "corpus"
ONE_FORMAT = {sample.plan: sample for sample in shared_samples()}


def figures(files: Iterable[tuple[Path, Path]], ner: bool) -> dict[str, float]:
    """F1 of each field over the values of all plans together; files are (plan, gold table)."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for plan, gold in files:
        found = extract(plan, ner=ner).to_dict()
        measured = scorer().score(json.loads(gold.read_text(encoding="utf-8")), found)[0]
        for field in FIELDS:
            if "tp" not in measured[field]:
                pytest.skip(f"{SHARED} with the scorer is absent")
            counts[field].update({key: measured[field][key] for key in ("tp", "fp", "fn")})
    return {field: f1(c["tp"], c["fp"], c["fn"]) for field, c in counts.items()}


@pytest.mark.skipif(not shared_is_here(), reason=f"{SHARED} with the real plans is absent")
@pytest.mark.parametrize("sample", ONE_FORMAT.values(), ids=ONE_FORMAT.keys())
def test_the_model_costs_nothing_on_the_gold_plans(sample: Sample) -> None:
    rules, both = (figures([(sample.file, sample.gold)], ner) for ner in (False, True))
    assert {field: (rules[field], both[field]) for field in FIELDS if both[field] < rules[field] - LOSS} == {}


def test_the_model_finds_units_that_rules_do_not() -> None:
    """The shipped model has learnt from these plans: what it is worth on others is measured by `benchmarks.ner`."""
    files = [(CORPUS / f"{name}.docx", CORPUS / "gold" / f"{name}.json") for name in blind_plans()]
    assert len(files) == 12
    rules, both = figures(files, False), figures(files, True)
    assert both["lead_units"] > rules["lead_units"] + 0.03
    assert both["coordinating_units"] > rules["coordinating_units"] + 0.03
    assert {f: both[f] for f in ("products", "deadlines", "targets")} == {
        f: rules[f] for f in ("products", "deadlines", "targets")
    }


def test_the_page_reports_what_was_measured() -> None:
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    page = section()
    fresh = kept["written"]["fresh"]["fields"]["lead_units"]
    assert all(f"{fresh[system]['strict']:.3f}" in page for system in ("rules", "model", "both"))
    assert ("Measured before the last change" in page) == any(seen != inputs() for seen in kept["inputs"].values())
    assert fresh["both"]["strict"] >= fresh["rules"]["strict"] + 0.03
