"""Grammars and the plans that they make: sound, seeded, and parted between training, development and test."""

from __future__ import annotations

import itertools

import pytest

from corpus.annotate import gold
from corpus.entities import generated, marked_records
from corpus.generate import SLOT, SPLITS, branches, check, generate, grammar, source
from corpus.marks import goal_of, when_of

ALL = sorted(itertools.chain.from_iterable(branches(split) for split in SPLITS))
SHARED = 24
"""Alternatives that two branches may have in common: single verbs, bare times as "[Quý {q}]"."""


def test_every_split_has_branches() -> None:
    assert [len(branches(split)) >= least for split, least in zip(SPLITS, (5, 1, 2), strict=True)] == [True] * 3


@pytest.mark.parametrize("branch", ALL)
def test_grammars_are_sound(branch: str) -> None:
    assert check(branch, plans=12) == []
    words = source(branch, 3)
    assert words == source(branch, 3) != source(branch, 4)
    assert not SLOT.search(words)


@pytest.mark.parametrize("branch", ALL)
def test_gold_is_by_construction(branch: str) -> None:
    plan = generate(branch, 5)
    rows, records = gold(plan)["tasks"], list(marked_records(plan))
    assert [row["task"] for row in rows] == [text.replace("\n", " ") for text, _ in records]
    assert len(rows) >= 5
    for row, (text, marks) in zip(rows, records, strict=True):
        for mark in marks:
            assert text[slice(*mark.span)] == mark.text
            if mark.label == "lead":
                assert mark.text in row["lead_units"]
            if mark.label in ("before", "by", "on", "month", "quarter"):
                assert when_of(mark).end
            if mark.label in (">=", "<=", "="):
                assert goal_of(mark).comparator == mark.label


@pytest.mark.parametrize(
    ("kept", "trained"), [*itertools.product([*branches("test"), *branches("dev")], branches("train"))]
)
def test_no_rule_is_shared_between_splits(kept: str, trained: str) -> None:
    def alternatives(branch: str) -> set[str]:
        return {words for rule in grammar(branch)["rules"].values() for words in rule if " " in words}

    assert len(alternatives(kept) & alternatives(trained)) <= SHARED


def test_records_are_many_and_different() -> None:
    texts = [example.text for example in generated("train", 2)]
    assert len(texts) == len(set(texts)) > 300
