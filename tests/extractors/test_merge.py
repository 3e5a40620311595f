"""Merge: rules decide, the model fills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.merge import fill, recognize
from extractors.ner import Entity, load_recognizer


def entity(text: str, field: str = "lead_units") -> Entity:
    return Entity(field, text, (0, len(text)), 0.8)


@pytest.mark.parametrize(
    ("by_rule", "entities", "expected"),
    [
        (["Phòng Tư pháp"], [], (("Phòng Tư pháp",), "rule")),
        (["Phòng Tư pháp"], [entity("Sở Y tế")], (("Phòng Tư pháp",), "rule")),
        ([], [entity("Sở Y tế")], (("Sở Y tế",), "ner")),
        ([], [entity("Sở Y tế"), entity("Công an xã"), entity("Sở Y tế")], (("Sở Y tế", "Công an xã"), "ner")),
        ([], [entity("Kế hoạch", "products")], ((), None)),
        ([], [], ((), None)),
    ],
)
def test_fill(by_rule: list[str], entities: list[Entity], expected: tuple[tuple[str, ...], str | None]) -> None:
    assert fill("lead_units", by_rule, entities) == expected


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(min_size=1, max_size=5).map(entity), max_size=4))
def test_a_rule_is_never_overruled(by_rule: list[str], entities: list[Entity]) -> None:
    values, origin = fill("lead_units", by_rule, entities)
    assert (origin is None) == (not values)
    if by_rule:
        assert (values, origin) == (tuple(by_rule), "rule")


class Echo:
    """A model that takes every word for a unit."""

    def entities(self, doc: Any) -> Sequence[Entity]:
        return [Entity("lead_units", t.text, (t.idx, t.idx + len(t)), 1.0) for t in doc if t.text[0].isalpha()]


def test_recognize() -> None:
    text = "Sở Nội vụ, Công an tỉnh"
    found = recognize(text, Echo())
    assert found and all(text[a:b] == e.text for e in found for a, b in [e.span])
    assert recognize(text, None) == ()


def test_without_a_packaged_model_the_rules_are_alone() -> None:
    recognizer = load_recognizer()
    assert recognizer is None or hasattr(recognizer, "entities")
