"""Comparisons against gold: pairs written by hand, the real pair, editions made by corpus/editions; with floors."""

from __future__ import annotations

import pytest

from benchmarks.editions import evaluate
from benchmarks.pairs import SHARED, measured, pairs, traced

# (links F1, status, fields F1) that a pair must not fall below
FLOORS = {
    "benh-vien": (0.96, 0.97, 0.99),
    "cchc": (0.85, 0.87, 0.93),
    "doan-xa": (0.99, 0.99, 0.95),
    "phuong": (0.99, 0.97, 0.95),
    "so-tu-phap": (0.90, 0.94, 0.96),
    "thien-tai": (0.99, 0.99, 0.95),
    "thpt": (0.81, 0.85, 0.92),
    "y-te": (0.89, 0.89, 0.99),
    "shared.pdf": (0.98, 0.99, 0.99),
    "shared.docx": (0.98, 0.99, 0.99),
}


WRITTEN = {pair.name: pair for pair in pairs()}


@pytest.mark.parametrize("name", FLOORS)
def test_written_pairs(name: str) -> None:
    if name not in WRITTEN:
        pytest.skip(f"{SHARED} is absent: the real pair of plans is not compared")
    pair = WRITTEN[name]
    found = measured(pair)
    for figure, floor in zip((found.links.f1, found.status.recall, found.fields.f1), FLOORS[name], strict=True):
        assert figure >= floor, found.errors


def test_the_written_trace() -> None:
    found = traced()
    assert found.links.f1 >= 0.84, found.errors
    assert found.status == found.shortfalls == found.links.right, found.errors


@pytest.mark.parametrize(
    ("name", "seed"), [("demo", 5), ("ministry", 7), ("commune", 3), ("cchc-2025", 1), ("school", 10)]
)
def test_made_editions(name: str, seed: int) -> None:
    found = evaluate(name, seed)
    read, records = found.scores["read"], found.scores["records"]
    assert read.links.f1 >= 0.90, read.errors
    assert records.links.f1 >= 0.95, records.errors
    assert records.fields.f1 >= 0.90, records.errors
