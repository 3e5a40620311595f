"""The marked records of the written plans: they are the gold table's, and no test text is trained on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.build import SOURCES, load
from corpus.entities import (
    WRITTEN,
    docs,
    generated,
    gold_table,
    issuer,
    marked_records,
    sentences,
    trimmed,
    written,
)
from corpus.marks import entity_type, outermost, read_marks, write_marks

NAMES = sorted(path.stem for path in WRITTEN.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_those_of_the_gold_table(name: str) -> None:
    lines = (WRITTEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    wanted = [row["task"] for row in json.loads(gold_table(name).read_text(encoding="utf-8"))["tasks"]]
    assert [read_marks(line)[0] for line in lines] == wanted


@pytest.mark.parametrize("name", sorted(path.stem for path in SOURCES.glob("*.plan")))
def test_marks_are_those_of_the_source(name: str) -> None:
    made = [write_marks(text, outermost(marks)) for text, marks in marked_records(load(name))]
    assert made == (WRITTEN / f"{name}.txt").read_text(encoding="utf-8").splitlines(), "run `make corpus`"


def test_every_plan_has_an_issuer_and_editions_share_one() -> None:
    assert all(issuer(name) for name in NAMES)
    assert issuer("cchc-2025") == issuer("cchc-2026") and issuer("thpt-2024") == issuer("thpt-2025")
    assert len({issuer(name) for name in NAMES}) >= 40


def test_training_and_test_share_no_text() -> None:
    trained = {example.text for example in (*generated("train", 6), *sentences(), *written())}
    assert trained.isdisjoint(example.text for example in (*generated("test", 4), *generated("dev", 4)))
    assert {example.text for example in sentences()}.isdisjoint(example.text for example in written())


def test_entities_begin_and_end_with_words() -> None:
    examples = [*written(), *sentences()]
    made = list(docs(examples))
    assert len(made) >= 0.995 * len(examples)
    assert all(not ent.text[0].isspace() and not ent.text[-1].isspace() for doc in made for ent in doc.ents)


def test_a_deadline_begins_at_the_word_that_bounds_it() -> None:
    _, marks = read_marks("Gửi [hoàn thành trước ngày 5/3](time), [vào thứ Hai hằng tuần](time), [trong quý I](time).")
    assert [trimmed(mark).text for mark in marks] == ["trước ngày 5/3", "thứ Hai hằng tuần", "trong quý I"]
    assert {entity_type(mark) for mark in marks} == {"DEADLINE"}


def test_the_last_plans_are_not_among_the_data() -> None:
    from corpus.markup import read_plan

    plans = [read_plan(path) for path in sorted((WRITTEN.parent / "last").glob("*.plan"))]
    texts = {text for plan in plans for text, _ in marked_records(plan)}
    assert len(texts) == 70
    assert texts.isdisjoint(example.text for example in (*written(), *sentences(), *generated("train", 4)))


def test_the_shared_gold_plans_are_not_among_the_data() -> None:
    shared = Path(__file__).parents[3] / "shared" / "gold"
    if not shared.is_dir():
        pytest.skip("../shared is absent")
    texts = {row["task"] for path in shared.glob("*.json") for row in json.loads(path.read_text("utf-8"))["tasks"]}
    assert texts.isdisjoint(example.text for example in (*written(), *sentences()))
