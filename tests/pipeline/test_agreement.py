"""Whether two rows agree on unit and time."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.deadlines import find_deadlines
from extractors.unit_register import NamedUnit
from pipeline.agreement import deadlines_agree, lead_units, leads_agree
from pipeline.records import Task


def timed(text: str) -> Task:
    found = find_deadlines(text, years=(2026,), issued=dt.date(2026, 1, 12), cell=True)
    return Task("x", "task", "Họp", deadlines=tuple(found))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Quý II/2026", "Tháng 8/2026", False),
        ("Quý II/2026", "Tháng 5/2026", True),
        ("Quý II/2026", "trước ngày 30/6/2026", True),
        ("trước ngày 01/7/2026", "chậm nhất ngày 30/6/2026", True),
        ("trước ngày 30/6/2026", "trước ngày 15/7/2026", False),
        ("trước ngày 30/6/2026", "Tháng 5/2026", True),
        ("trước ngày 30/6/2026", "Tháng 8/2026", False),
        ("Năm 2026", "Quý IV/2026", True),
        ("Ngày 05/3/2026", "Tháng 3/2026", True),
        ("Ngày 05/3/2026", "Tháng 4/2026", False),
        ("Từ ngày 01/3/2026 đến ngày 30/4/2026", "Tháng 4/2026", True),
        ("Từ ngày 01/3/2026 đến ngày 30/4/2026", "Tháng 5/2026", False),
        ("Tháng 3/2026; tháng 9/2026", "Tháng 9/2026", True),
        ("Hằng tháng", "Hằng quý", False),
        ("Hằng tháng", "hàng tháng", True),
        ("Hằng tháng", "Tháng 3/2026", None),
        ("Thường xuyên", "Tháng 3/2026", None),
        ("Theo Kế hoạch của Thành phố", "Tháng 3/2026", None),
        ("", "Tháng 3/2026", None),
    ],
)
def test_times(a: str, b: str, expected: bool | None) -> None:
    assert deadlines_agree(timed(a), timed(b)) is expected
    assert deadlines_agree(timed(b), timed(a)) is expected


def led(*names: str, units: tuple[NamedUnit, ...] = ()) -> Task:
    return Task("x", "task", "Họp", lead_units=names, units=units)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("Văn phòng Sở",), ("văn phòng Sở",), True),
        (("Văn phòng Sở",), ("Thanh tra Sở",), False),
        (("Văn phòng Sở", "Thanh tra Sở"), ("Thanh tra Sở",), True),
        (("Văn phòng",), ("Văn phòng Sở",), None),
        (("Phòng TCCB",), ("Phòng Tổ chức cán bộ",), None),
        (("các phòng thuộc Sở",), ("Thanh tra Sở",), None),
        (("Phòng Kế hoạch - Tài chính",), ("Phòng Kế hoạch Tài chính",), True),
        ((), ("Thanh tra Sở",), None),
    ],
)
def test_units(a: tuple[str, ...], b: tuple[str, ...], expected: bool | None) -> None:
    assert leads_agree(led(*a), led(*b)) is expected
    assert leads_agree(led(*b), led(*a)) is expected


def test_canonical_names_count_where_they_are_known() -> None:
    short = NamedUnit("SNV", "Sở Nội vụ", "lead")
    assert leads_agree(led("SNV", units=(short,)), led("Sở Nội vụ")) is True
    assert list(lead_units(led("SNV", units=(short,))).values()) == ["Sở Nội vụ"]
    many = NamedUnit("Khối văn hóa", "Khối văn hóa", "lead", collective=True)
    assert leads_agree(led("Khối văn hóa", units=(many,)), led("Sở Nội vụ")) is None
