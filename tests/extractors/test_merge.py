"""Merge: what rules and model say of a text's units becomes one answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.marks import read_marks
from extractors import known_names
from extractors.merge import (
    Decided,
    Use,
    decide_deadlines,
    decide_products,
    decide_targets,
    decide_units,
    wants_model,
)
from extractors.ner import Entity
from extractors.units import Unit, Units, find_units


def entities(marked: str) -> tuple[str, list[Entity]]:
    """The plain text, and its marks as what a model might have found."""
    text, marks = read_marks(marked)
    labels = {"product": "PRODUCT", "time": "DEADLINE", "target": "TARGET"}
    return text, [
        Entity(labels.get(m.label, "UNIT"), m.text, m.span, "" if m.label in labels else m.label) for m in marks
    ]


def names(units: Units) -> tuple[list[str], list[str]]:
    return [unit.name for unit in units.lead], [unit.name for unit in units.coordinating]


@pytest.mark.parametrize(
    ("marked", "lead", "helping", "by_model"),
    [
        # a verb that no lexicon has: the rules see nobody
        ("[Trạm Y tế xã](lead) vun gốc cho vườn thuốc.", ["Trạm Y tế xã"], [], {"Trạm Y tế xã"}),
        # the rules run on over a verb; the model bounds the name
        ("Cùng với [Chi đoàn Dân quân](coord) vun gốc tre ven suối.", [], ["Chi đoàn Dân quân"], {"Chi đoàn Dân quân"}),
        # who receives or is urged is neither
        ("Đôn đốc [UBND các xã](unit) vun gốc, báo cáo [Chủ tịch](to).", [], [], set()),
        # "Báo" is a newspaper and a verb
        ("[Báo Phòng Tác chiến số tàu](lead) nằm bờ.", [], [], set()),
        # nouns that stand for whoever is concerned name nobody
        ("Rà soát sổ sách; [đơn vị trực thuộc](lead) vun gốc.", [], [], set()),
    ],
)
def test_the_model_fills_and_bounds(marked: str, lead: list[str], helping: list[str], by_model: set[str]) -> None:
    text, found = entities(marked)
    decided = decide_units(text, find_units(text), found)
    assert names(decided.units) == (lead, helping)
    assert decided.by_model == by_model


def test_without_an_entity_the_rule_stands() -> None:
    text = "Phòng Tư pháp chủ trì, phối hợp với Công an xã rà soát."
    assert decide_units(text, find_units(text), []) == Decided(find_units(text))


def test_names_that_the_plan_bounds_are_not_touched() -> None:
    text, found = entities("[Phòng Thống](lead) kê tổng hợp báo cáo số liệu.")
    with known_names.using(["Phòng Thống kê tổng hợp"]):
        by_rule = Units((Unit("Phòng Thống kê tổng hợp", (0, 23)),))
        assert decide_units(text, by_rule, found).units == by_rule


@pytest.mark.parametrize("name", ["các đơn vị duy trì thoát nước", "Phòng A (Công an tỉnh)"])
def test_groups_and_brackets_keep_the_end_that_the_rule_saw(name: str) -> None:
    by_rule = Units((Unit(name, (0, len(name))),))
    found = [Entity("UNIT", name[:9], (0, 9), "lead")]
    assert decide_units(f"{name} vận hành", by_rule, found).units == by_rule


def test_role_of_the_sentence_moves_a_name_and_says_so() -> None:
    text, found = entities("[Ban A](lead) chủ trì, [Tổ B](coord) phối hợp kiểm kê.")
    by_rule = Units((Unit("Ban A", (0, 5)), Unit("Tổ B", found[1].span)))
    decided = decide_units(text, by_rule, found)
    assert (names(decided.units), decided.by_model) == ((["Ban A"], ["Tổ B"]), {"Tổ B"})


def test_the_rest_of_a_name_that_ran_on_counts_only_where_it_acts() -> None:
    text, found = entities("[Hội Phụ nữ xã](lead) nấu cơm cho [Đội dân phòng](unit), [Công an xã](lead) trực chốt.")
    by_rule = Units((Unit(text[:43].rstrip(","), (0, 42)), Unit("Công an xã", found[2].span)))
    assert names(decide_units(text, by_rule, found).units) == (["Hội Phụ nữ xã", "Công an xã"], [])


def test_an_entity_inside_a_name_does_not_give_it_its_role() -> None:
    text, found = entities("Học sinh cùng [giáo viên](coord) trồng cây.")
    by_rule = Units((Unit("Học sinh cùng giáo viên", (0, 23)),))
    assert decide_units(text, by_rule, found).units.lead == by_rule.lead


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Rà soát, cập nhật hồ sơ trên phần mềm.", False),
        ("Trạm Y tế xã vun gốc cây.", True),
        ("Rà soát hồ sơ; tổ công nghệ số nhắn vào nhóm.", True),
        ("Hồ sơ do trạm y tế chuẩn bị.", True),
        ("Phối hợp với Đội B kiểm tra.", True),
    ],
)
def test_the_model_is_asked_where_rules_leave_something_open(text: str, asked: bool) -> None:
    assert wants_model(text, find_units(text)) is asked


def test_rules_alone_and_model_alone() -> None:
    text, found = entities("[Phòng A](lead) lập [bảng kê](product) [trước ngày 5/3](time), [tối thiểu 95%](target).")
    by_rule = find_units(text)
    assert decide_units(text, by_rule, found, Use.RULES) == Decided(by_rule)
    alone = decide_units(text, Units(), found, Use.MODEL)
    assert names(alone.units) == (["Phòng A"], [])
    assert decide_products(text, alone) == ("bảng kê",)
    assert [t.value for t in decide_targets(text, alone)] == [95]
    assert decide_deadlines(text, alone, lambda words: (words,)) == ("trước ngày 5/3",)  # type: ignore[arg-type,return-value,comparison-overlap]
    assert decide_products(text, Decided(by_rule)) != () and decide_targets(text, Decided(by_rule)) != ()


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.sampled_from(["lead", "coord", "to", "unit"]))),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.booleans())),
)
def test_no_unit_leads_and_helps_at_once(model: list[tuple[int, int, str]], rule: list[tuple[int, int, bool]]) -> None:
    text = "Ban Tổ Đội Hội Trạm Phòng Khoa Sở Viện Cục Vụ Xã"
    found = [Entity("UNIT", text[a : a + n].strip() or "x", (a, a + n), role) for a, n, role in model]
    by_rule = [(Unit(text[a : a + n].strip() or "x", (a, a + n)), leads) for a, n, leads in rule]
    units = Units(tuple(u for u, leads in by_rule if leads), tuple(u for u, leads in by_rule if not leads))
    decided = decide_units(text, units, found)
    lead, helping = names(decided.units)
    assert not {name.casefold() for name in lead} & {name.casefold() for name in helping}
    assert {name for name in (*lead, *helping) if name not in decided.by_model} <= {u.name for u, _ in by_rule}
