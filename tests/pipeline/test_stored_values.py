"""The values of a cell, and the times of rows, of a table that was read back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.plan_times import PlanTimes
from pipeline.stored_times import TimeRow, TimesReader, time_values
from pipeline.stored_values import extra_of, place_of, products_of, row_kind, share_of, split, targets_of, units_of

# --- the values of a cell ---------------------------------------------------------------------------------------------

PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=";\x85"), min_size=1
)
VALUES = st.lists(PLAIN.map(str.strip).filter(bool), max_size=6)


@given(VALUES)
def test_values_that_were_joined_come_apart(values: list[str]) -> None:
    assert split("; ".join(values), lined=False) == values
    assert split(";\n".join(values), lined=True) == values


@given(st.lists(st.lists(PLAIN.map(str.strip).filter(bool), min_size=1, max_size=3).map("; ".join), max_size=4))
def test_on_lines_of_their_own_values_may_hold_the_join(values: list[str]) -> None:
    assert split(";\n".join(values), lined=True) == values


TIMES = ("Tháng 6/2026", "Trước 15/3", "hằng quý", "Quý II/2026", "Thường xuyên", "Theo kế hoạch của Sở", "30/9/2026",
         "Lồng ghép giao ban hàng tháng; giao ban chuyên đề tháng.")  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(TIMES), max_size=4, unique=True))
def test_times_that_were_joined_come_apart(values: list[str]) -> None:
    assert time_values("; ".join(values), lined=False) == tuple(values)
    assert time_values(";\n".join(values), lined=True) == tuple(values)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dates(dt.date(2020, 1, 1), dt.date(2034, 12, 31)), min_size=1, max_size=5), st.integers(2020, 2034))
def test_no_day_is_ever_another(dues: list[dt.date], year: int) -> None:
    """Days without a year come back as those of their due days, or without a day."""
    rows = [TimeRow((f"trước ngày {d.day}/{d.month}",), due=d, checked=True) for d in dues]
    rows.append(TimeRow((f"15/3/{year}; tháng 7/{year}",), due=dt.date(year, 3, 15), checked=True))
    reader = TimesReader(rows)
    for row in rows[:-1]:
        found, contradicted = reader.read(row)
        assert [d.end for d in found] == [row.due] and not contradicted
    assert {d.end for d in reader.read(rows[-1])[0]} <= {dt.date(year, 3, 15), dt.date(year, 7, 31), None}


def test_a_table_without_years_is_silent_where_it_cannot_know() -> None:
    """Of a plan for several years "15/3" recurs; without a due day nothing says that this is none."""
    rows = [
        TimeRow((words,), checked=True, due=due) for words, due in (("15/3", None), ("1/1/2026", dt.date(2026, 1, 1)))
    ]
    found, _ = TimesReader(rows).read(rows[0])
    assert [(d.raw, d.end, d.rrule) for d in found] == [("15/3", None, None)]


def test_a_window_of_which_a_part_is_meant_has_no_day() -> None:
    row = TimeRow(("tháng 3/2026",), checked=True, inferred=frozenset({"wider"}))
    found, contradicted = TimesReader([row], PlanTimes((2026,))).read(row)
    assert (found[0].kind, found[0].due, found[0].inferred, contradicted) == ("month", None, ("wider",), False)


@pytest.mark.parametrize(
    ("text", "path", "section"),
    [
        ("II/2/a Chỉ tiêu", ("II", "2", "a"), "Chỉ tiêu"),
        ("PL2/3.1 Rà soát văn bản", ("PL2", "3.1"), "Rà soát văn bản"),
        ("VI", ("VI",), None),
        ("A/I 5 nhiệm vụ trọng tâm", ("A", "I"), "5 nhiệm vụ trọng tâm"),
        ("UBND/HĐND xã", (), "UBND/HĐND xã"),
        ("Công tác khác", (), "Công tác khác"),
        ("", (), None),
    ],
)
def test_places(text: str, path: tuple[str, ...], section: str | None) -> None:
    assert place_of(text) == (path, section)


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("Kế hoạch kiểm tra; Báo cáo kết quả", ("Kế hoạch kiểm tra", "Báo cáo kết quả")),
        ("Kế hoạch; báo cáo", ("Kế hoạch", "báo cáo")),
        ("các kế hoạch: Theo dõi luật; rà soát văn bản", ("các kế hoạch: Theo dõi luật; rà soát văn bản",)),
        ("Báo cáo;", ("Báo cáo",)),
    ],
)  # fmt: skip
def test_products_of_a_csv(text: str, products: tuple[str, ...]) -> None:
    assert products_of(text, lined=False) == products


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Văn phòng Sở; Phòng Nội vụ", ("Văn phòng Sở", "Phòng Nội vụ")),
        ("Phòng Kinh tế, Hạ tầng và Đô thị", ("Phòng Kinh tế, Hạ tầng và Đô thị",)),
        ("Sở Y tế, Sở Nội vụ", ("Sở Y tế", "Sở Nội vụ")),
        ("Ban Tuyên giáo, Nữ công", ("Ban Tuyên giáo, Nữ công",)),
        ("", ()),
    ],
)
def test_units(text: str, units: tuple[str, ...]) -> None:
    assert units_of(text) == units


def test_small_values() -> None:
    assert extra_of("Ghi chú: a; b; Kinh phí: 5 triệu; Cột lạ: c", lined=False) == {
        "note": "a; b",
        "budget": "5 triệu",
        "Cột lạ": "c",
    }
    assert [share_of(text) for text in ("0.97", "0,5", "97%", "97", "", "cao", "1000")] == [
        0.97,
        0.5,
        0.97,
        0.97,
        None,
        None,
        None,
    ]
    assert [row_kind(text) for text in ("Chỉ tiêu", "target", "", "?")] == ["target", "target", "task", "task"]
    targets = targets_of("từ 95% trở lên; rất nhiều", ("Tỷ lệ đạt từ 95% trở lên",), lined=False)
    assert [(t.raw, t.comparator, t.value, t.unit) for t in targets] == [
        ("từ 95% trở lên", ">=", 95, "%"),
        ("rất nhiều", "=", None, None),
    ]
