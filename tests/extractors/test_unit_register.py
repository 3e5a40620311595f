"""The register of a user: aliases, members of collective names, and entries that cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.unit_canonical import Names, canonical
from extractors.unit_register import CircularNames, NamedUnit, SameName, make_register, named_units


def units(lead: list[str], coordinating: list[str], **tables: dict[str, object]) -> list[NamedUnit]:
    register = make_register(tables.get("aliases", {}), tables.get("members", {}))  # type: ignore[arg-type]
    return list(named_units(lead, coordinating, Names.of(register.aliases, {}), register))


def test_lead_then_coordinating_with_canonical_names() -> None:
    assert units(["Phòng TCCB"], ["các phòng thuộc Sở", "UBND tỉnh"]) == [
        NamedUnit("Phòng TCCB", "Phòng Tổ chức cán bộ", "lead"),
        NamedUnit("các phòng thuộc Sở", "Các phòng thuộc Sở", "coordinating", True),
        NamedUnit("UBND tỉnh", "Ủy ban nhân dân tỉnh", "coordinating"),
    ]


@pytest.mark.parametrize("printed", ["Phòng TH", "phòng TH", "P.TH", "PHÒNG TH"])
def test_an_alias_is_found_in_all_writings(printed: str) -> None:
    found = units([printed], [], aliases={"Phòng TH": "Phòng Tổng hợp", "P.TH": "Phòng Tổng hợp"})
    assert found[0].canonical == "Phòng Tổng hợp"


def test_an_alias_beats_the_lexicon_and_is_printed_as_the_user_wrote_it() -> None:
    aliases = {"Sở GDĐT": "Sở GD & ĐT tỉnh nhà", "UBND xã": "UBND xã Nà Lơi"}
    assert [u.canonical for u in units(["Sở GDĐT", "ubnd xã"], [], aliases=aliases)] == list(aliases.values())


def test_aliases_of_aliases() -> None:
    aliases = {"TH": "Phòng TH", "Phòng TH": "Phòng Tổng hợp"}
    assert units(["TH"], [], aliases=aliases)[0].canonical == "Phòng Tổng hợp"


def test_members_of_a_collective_name_in_all_its_writings() -> None:
    members = {"Các phòng thuộc Sở": ["Văn phòng Sở", "Phòng TCCB"]}
    for printed in ("các phòng thuộc Sở", "phòng thuộc Sở", "Đối với các Phòng thuộc sở", "CÁC PHÒNG THUỘC SỞ"):
        assert units([printed], [], members=members)[0].members == ("Văn phòng Sở", "Phòng Tổ chức cán bộ")
    assert units(["các phòng"], [], members=members)[0].members == ()


def test_a_name_with_members_is_collective_whatever_its_words() -> None:
    found = units(["Khối Đảng"], [], members={"Khối Đảng": ["Văn phòng Đảng ủy", "Ban Xây dựng Đảng"]})
    assert found[0].collective and len(found[0].members) == 2


def test_nested_members_each_once() -> None:
    members = {
        "Các đơn vị": ["Các phòng", "Các trung tâm", "Văn phòng"],
        "các phòng": ["Văn phòng", "Phòng TH"],
        "Các trung tâm": ["Trung tâm Công nghệ thông tin"],
    }
    found = units(["các đơn vị"], [], members=members, aliases={"Phòng TH": "Phòng Tổng hợp"})
    assert found[0].members == ("Văn phòng", "Phòng Tổng hợp", "Trung tâm Công nghệ thông tin")


@pytest.mark.parametrize(
    ("aliases", "members", "chain"),
    [
        ({}, {"Các phòng": ["các phòng"]}, ("Các phòng", "Các phòng")),
        ({}, {"A B": ["C D"], "C D": ["E F"], "E F": ["c d"]}, ("C D", "E F", "C D")),
        ({"A": "B", "B": "A"}, {}, ("A", "B", "A")),
    ],
)
def test_circles(aliases: dict[str, str], members: dict[str, list[str]], chain: tuple[str, ...]) -> None:
    with pytest.raises(CircularNames) as caught:
        make_register(aliases, members)
    assert caught.value.chain == chain


def test_one_name_with_two_meanings() -> None:
    with pytest.raises(SameName):
        make_register({"Phòng TH": "Phòng Tổng hợp", "phòng - TH": "Phòng Tin học"}, {})
    with pytest.raises(SameName):
        make_register({}, {"các phòng thuộc Sở": ["A"], "Phòng thuộc Sở": ["B"]})
    assert make_register({"Phòng TH": "Phòng Tổng hợp", "phòng TH": "Phòng Tổng hợp"}, {}).aliases


NAMES = st.sampled_from(["Phòng TH", "Phòng Tổng hợp", "Các phòng", "UBND xã", "Sở GDĐT", "Văn phòng", "Tổ A", "CCHC"])


@given(st.dictionaries(NAMES, NAMES, max_size=5), NAMES)
def test_canonical_names_stay_under_any_aliases(aliases: dict[str, str], name: str) -> None:
    try:
        register = make_register(aliases, {})
    except (CircularNames, SameName):
        return
    names = Names.of(register.aliases, {})
    once = canonical(name, names)
    assert canonical(once, names) == once


@given(st.dictionaries(NAMES, st.lists(NAMES, min_size=1, max_size=3), max_size=5))
def test_members_are_finite_or_refused(members: dict[str, list[str]]) -> None:
    try:
        register = make_register({}, members)
    except (CircularNames, SameName):
        return
    for group in register.members.values():
        assert group and len(set(group)) == len(group)
