"""Whether two rows agree on unit and time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.deadlines import find_deadlines
from extractors.unit_register import NamedUnit
from pipeline.agreement import deadlines_agree, lead_units, leads_agree
from pipeline.records import Task


def timed(text: str, years: tuple[int, ...] = (2026,)) -> Task:
    found = find_deadlines(text, years=years, issued=dt.date(2026, 1, 12), cell=True)
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
        # windows with a bound
        ("trước quý III/2026", "Quý II/2026", True),
        ("trước tháng 6/2026", "Tháng 6/2026", False),
        ("trước tháng 6/2026", "trước ngày 01/6/2026", True),
        ("xong trong tháng 6/2026", "trước ngày 31/8/2026", False),
        ("xong trong tháng 6/2026", "trước ngày 15/6/2026", True),
        # several deadlines
        ("15/6; 15/12", "15/6; 31/12", False),
        ("15/6; 15/12", "Quý II; Quý IV", True),
        ("15/6; 15/12", "15/6", True),
        ("15/6; 15/12", "31/12", False),
        ("Quý II/2026; thường xuyên", "Quý II/2026; hằng tháng", True),
        # rules with days
        ("trước ngày 20 của tháng cuối quý", "trước ngày 25 của tháng cuối quý", False),
        ("trước ngày 20 của tháng cuối quý", "Hằng quý", True),
        ("ngày 10 hằng tháng", "ngày 15 hằng tháng", False),
        ("ngày 10 hằng tháng", "trước ngày 10 hằng tháng", True),
        ("ngày 10 hằng tháng", "Hằng tháng", True),
        ("ngày 10 hằng tháng", "Hằng tuần", False),
        ("thứ Hai hằng tuần", "Hằng tuần", True),
        ("thứ Hai hằng tuần", "thứ Sáu hằng tuần", False),
        ("thứ Hai, thứ Năm hằng tuần", "Hằng tuần", True),
        ("02 lần/năm", "trước 15/6 và trước 15/12 hằng năm", None),
        ("trước ngày 15/6 hằng năm", "trước ngày 15/9 hằng năm", False),
        ("ngày 10 hằng tháng", "Tháng 3/2026", None),
    ],
)
def test_times(a: str, b: str, expected: bool | None) -> None:
    assert deadlines_agree(timed(a), timed(b)) is expected
    assert deadlines_agree(timed(b), timed(a)) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("trước ngày 30/6", "Quý III/2026", False),
        ("trước ngày 30/6", "Quý II/2026", True),
        ("trước ngày 30/6", "Tháng 5/2026", True),
        ("trước ngày 30/6", "trước ngày 31/8/2027", False),
        ("trước ngày 30/6", "giai đoạn 2026 - 2028", None),
        ("trước ngày 30/6", "Hằng quý", None),
        ("trước ngày 30/6", "trước ngày 31/7", False),
        ("Quý II", "trước ngày 15/6", True),
        ("Quý II", "Tháng 8/2026", False),
        ("Hằng năm", "Tháng 8/2026", None),
    ],
)
def test_times_of_every_year_in_a_plan_of_several(a: str, b: str, expected: bool | None) -> None:
    one, other = timed(a, (2026, 2027, 2028)), timed(b, (2026, 2027, 2028))
    assert deadlines_agree(one, other) is expected
    assert deadlines_agree(other, one) is expected


BOUNDS = st.sampled_from(("", "trước ", "chậm nhất ", "đến hết ", "xong trong "))
TIMES = st.one_of(
    st.builds("ngày {}/{}".format, st.integers(1, 28), st.integers(1, 12)),
    st.builds("tháng {}/2026".format, st.integers(1, 12)),
    st.builds("quý {}/2026".format, st.sampled_from(("I", "II", "III", "IV"))),
    st.builds("ngày {} hằng tháng".format, st.integers(1, 31)),
    st.builds("ngày {}/{} hằng năm".format, st.integers(1, 28), st.integers(1, 12)),
    st.sampled_from(
        ("thứ Hai hằng tuần", "hằng tuần", "hằng quý", "hằng năm", "thường xuyên", "năm 2026", "hằng ngày")
    ),
)


@given(st.tuples(BOUNDS, TIMES), st.tuples(BOUNDS, TIMES), st.sampled_from(((2026,), (2026, 2027, 2028))))
def test_agreement_goes_both_ways_and_none_contradicts_itself(
    a: tuple[str, str], b: tuple[str, str], years: tuple[int, ...]
) -> None:
    one, other = (timed("".join(words), years) for words in (a, b))
    assert deadlines_agree(one, other) is deadlines_agree(other, one)
    assert deadlines_agree(one, one) is not False


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
