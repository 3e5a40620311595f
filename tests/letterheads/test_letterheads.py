"""Letterheads and feet of offices of every kind (heads.toml, feet.toml), in every layout and format."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline import extract
from tests.letterheads.layouts import LAYOUTS, feet, heads, plan

HEAD = ("type", "number", "issued", "issuer", "title", "years", "bases")
FOOT = ("signer", "signer_title", "signed_for", "recipients")
OFTEN_MISSING = {"type": "KẾ HOẠCH"}


def in_layouts(cases: list[dict[str, Any]]) -> list[Any]:
    """Each case in each layout, or in those that it names."""
    return [
        pytest.param(case, layout, id=f"{case['name']}, {layout}")
        for case in cases
        for layout in case.get("layouts", LAYOUTS)
    ]


def read(case: dict[str, Any], layout: str) -> dict[str, Any]:
    document = extract(plan(case, layout)).document.to_dict()
    keys = ("type", "number", "date", "issuer")
    document["bases"] = ["|".join(base[key] or "-" for key in keys) for base in document["legal_bases"]]
    return document


@pytest.mark.parametrize(("case", "layout"), in_layouts(heads()))
def test_head(case: dict[str, Any], layout: str) -> None:
    got, expected = read(case, layout), OFTEN_MISSING | case["expected"]
    assert {key: got[key] for key in HEAD} == {key: expected.get(key) for key in HEAD}


@pytest.mark.parametrize(("case", "layout"), in_layouts(feet()))
def test_foot(case: dict[str, Any], layout: str) -> None:
    got, expected = read(case, layout), case["expected"]
    assert {key: got[key] for key in FOOT} == {key: expected.get(key) for key in FOOT}
