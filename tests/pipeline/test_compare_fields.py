"""What is a change of a field and what is not: tables of real phrases."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from extractors.deadlines import find_deadlines
from extractors.targets import Target
from extractors.unit_register import NamedUnit
from pipeline.compare.fields import changed_fields, same_deadline
from pipeline.compare.records import Move
from pipeline.compare.setting import Setting
from pipeline.compare.units import Units, abbreviates
from pipeline.compare.wording import same_words, worded
from pipeline.compare.years import rolled, rolling_years, voted, years_between, years_in_pairs
from pipeline.records import DocumentInfo, Task
from pipeline.spelt_out import spelt_out


def task(text: str, **fields: object) -> Task:
    return Task("x", "task", text, **fields)  # type: ignore[arg-type]


def reworded(old: Task, new: Task, years: int = 1) -> bool:
    spelt = spelt_out([old.task, new.task])
    return not same_words(worded(old, spelt).words, worded(new, spelt).words, years)


# --- years ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Kế hoạch năm 2025", ["2025"]),
        ("Quý I/2025, tháng 3/2025", ["2025", "2025"]),
        ("năm học 2024-2025", ["2024", "2025"]),
        ("năm học 2024 – 2025", ["2024", "2025"]),
        ("trước ngày 15/3/2025", ["2025"]),
        ("Nghị quyết số 31/2024/NQ-HĐND ngày 19/11/2024", []),
        ("Kế hoạch 281/KH-UBND, ngày 28 tháng 10 năm 2022 của UBND", []),
        ("theo Quyết định số 50/2017/QĐ-TTg trong năm 2025", ["2025"]),
        ("Luật Đất đai năm 2024 và kế hoạch năm 2025", ["2025"]),
        ("Thông báo kết luận ngày 12/3/2024 của Thủ tướng Chính phủ", []),
        ("trước ngày 12/3/2025 của năm sau", ["2025"]),
        ("Tiêu chuẩn ISO 9001:2015", ["2015"]),
        ("12025 hồ sơ, 2.025 hộ", []),
    ],
)
def test_years_that_roll(text: str, years: list[str]) -> None:
    assert [match[0] for match in rolling_years(text)] == years


@pytest.mark.parametrize(
    ("old", "new", "years"),
    [
        (DocumentInfo(years=(2025,)), DocumentInfo(years=(2026,)), 1),
        (DocumentInfo(years=(2021, 2025)), DocumentInfo(years=(2026, 2030)), 5),
        (DocumentInfo(years=(2025,)), DocumentInfo(years=(2025,)), 0),
        (DocumentInfo(issued=dt.date(2025, 1, 6)), DocumentInfo(issued=dt.date(2025, 12, 30)), None),
        (DocumentInfo(), DocumentInfo(years=(2026,)), None),
    ],
)
def test_by_how_many_years_a_plan_rolled(old: DocumentInfo, new: DocumentInfo, years: int | None) -> None:
    assert years_between(old, new) == years


def test_years_from_the_rows_where_the_documents_say_none() -> None:
    years = ((2024, 2026), (2024, 2026), (2030, 2030))
    pairs = [(task(f"Báo cáo năm {a}"), task(f"Báo cáo năm {b}")) for a, b in years]
    votes = years_in_pairs(pairs)
    assert votes == {2: 2, 0: 1}
    assert voted(votes, None) == 2 and voted(votes, 1) == 1 and voted(Counter({2: 3}), 1) == 2
    assert years_in_pairs(pairs, own=(2024,)) == {2: 2}
    assert voted(Counter(), None) == 0 and voted(Counter(), 5) == 5


# --- wording ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Triển khai công tác CCHC năm 2025", "Triển khai công tác CCHC năm 2026", False),
        ("Triển khai công tác CCHC năm 2025", "Triển khai công tác CCHC năm 2027", True),
        ("Kế hoạch năm học 2024-2025", "Kế hoạch năm học 2025 – 2026", False),
        ("Đề án đến năm 2030", "Đề án đến năm 2030", False),
        ("Đề án đến năm 2030", "Đề án đến năm 2035", True),
        ("giai đoạn 2021-2025, năm 2025", "giai đoạn 2021-2025, năm 2026", False),
        ("Chương trình giai đoạn 2021-2025", "Chương trình giai đoạn 2022-2026", True),
        ("Thi hành Luật Đất đai năm 2024", "Thi hành Luật Đất đai năm 2025", True),
        (
            "Triển khai Nghị quyết 20/NQ-HĐND ngày 06/7/2023 của HĐND",
            "Triển khai Nghị quyết 20/NQ-HĐND ngày 06/7/2024 của HĐND",
            True,
        ),
        ("Hoà giải ở cơ sở; thuỷ lợi", "Hòa giải ở cơ sở, thủy lợi.", False),
        ("Rà soát TTHC nội bộ", "Rà soát thủ tục hành chính nội bộ", False),
        ("Số hóa hồ sơ thủ tục hành chính (TTHC)", "Số hóa hồ sơ thủ tục hành chính", False),
        ("Rà soát TTHC", "Rà soát, công bố TTHC", True),
        ("BÁO CÁO SƠ KẾT", "Báo cáo sơ kết", False),
        ("Sơ kết công tác", "Tổng kết công tác", True),
    ],
)
def test_wording(old: str, new: str, changed: bool) -> None:
    assert reworded(task(old), task(new)) is changed


def test_what_the_fields_hold_is_no_wording() -> None:
    old = "Phòng Nội vụ chủ trì, phối hợp với Văn phòng lập danh mục, hoàn thành trước ngày 15/3/2025, đạt 95% hồ sơ"
    new = "Phòng Tư pháp lập danh mục, xong trong tháng 6/2026, đạt tối thiểu 98% hồ sơ"
    before = task(
        old,
        lead_units=("Phòng Nội vụ",),
        coordinating_units=("Văn phòng",),
        deadlines=tuple(find_deadlines(old)),
        targets=(Target("95%", "=", 95, "%"),),
    )
    after = task(
        new,
        lead_units=("Phòng Tư pháp",),
        deadlines=tuple(find_deadlines(new)),
        targets=(Target("tối thiểu 98%", ">=", 98, "%"),),
    )
    assert not reworded(before, after)
    fields, _ = changed_fields(before, after, (worded(before, {}), worded(after, {})), Setting(1))
    assert [change.field for change in fields] == ["targets", "deadlines", "lead_units", "coordinating_units"]


def test_programmes_roll_with_plans_for_several_years() -> None:
    old, new = task("Chương trình giai đoạn 2021-2025"), task("Chương trình giai đoạn 2026-2030")
    assert not reworded(old, new, years=5)


# --- deadlines --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Quý I/2025", "Quý I/2026", True),
        ("Quý I/2025", "Quý II/2026", False),
        ("Quý I/2025", "Quý I/2025", True),
        ("Năm 2025", "Trong năm 2026", True),
        ("Tháng 2/2024", "Tháng 2/2025", True),
        ("Tháng 2/2023", "Tháng 2/2024", True),
        ("Trước ngày 29/02/2024", "Trước ngày 28/02/2025", True),
        ("Trước ngày 30/6/2025", "Trước ngày 30/6/2026", True),
        ("Trước ngày 30/6/2025", "Chậm nhất ngày 30/6/2026", False),
        ("Ngày 30/6/2025", "Chậm nhất ngày 30/6/2026", True),
        ("Hằng tháng", "Hàng tháng", True),
        ("Hằng tháng", "Hằng quý", False),
        ("02 lần/tuần", "03 lần/tuần", False),
        ("Thường xuyên", "Thường xuyên", True),
        ("Theo Kế hoạch của Thành phố", "Theo kế hoạch của thành phố", True),
        ("Theo Kế hoạch 281/KH-UBND ngày 28/10/2022", "Theo Kế hoạch 281/KH-UBND ngày 28/10/2023", False),
        ("Đầu tháng 3/2025", "Đầu tháng 3/2026", True),
        ("Đầu tháng 3/2025", "Tháng 3/2026", False),
        ("Từ 01/4/2025 đến 30/9/2025", "Từ 01/4/2026 đến 30/9/2026", True),
        ("Từ 01/4/2025 đến 30/9/2025", "Từ 01/5/2026 đến 30/9/2026", False),
    ],
)
def test_deadlines_that_only_rolled(old: str, new: str, same: bool) -> None:
    (one,), (other,) = find_deadlines(old, years=(2025,), cell=True), find_deadlines(new, years=(2026,), cell=True)
    assert same_deadline(one, other, Setting(1)) is same
    assert same_deadline(other, one, Setting(-1)) is same


@pytest.mark.parametrize(
    ("old", "new", "direction", "days"),
    [
        ("Quý I/2025", "Quý II/2026", "later", 91),
        ("Tháng 2/2025", "Trước ngày 31/01/2026", "earlier", -28),
        ("Năm 2025", "Quý IV/2026", "other", 0),
        ("Hằng tháng", "Hằng quý", "other", None),
        ("Thường xuyên", "Quý I/2026", "other", None),
    ],
)
def test_how_far_a_deadline_moved(old: str, new: str, direction: str, days: int | None) -> None:
    before = task("Báo cáo", deadlines=tuple(find_deadlines(old, years=(2025,), cell=True)))
    after = task("Báo cáo", deadlines=tuple(find_deadlines(new, years=(2026,), cell=True)))
    ((change,), _) = changed_fields(before, after, (worded(before, {}), worded(after, {})), Setting(1))
    assert change.field == "deadlines"
    assert [(move.direction, move.days) for move in change.moves] == [(direction, days)]


def test_a_deadline_that_kept_the_old_year_is_told() -> None:
    both = tuple(find_deadlines("Tháng 3/2025", cell=True))
    rows = task("Báo cáo", deadlines=both), task("Báo cáo", deadlines=both)
    wordings = worded(rows[0], {}), worded(rows[1], {})
    fields, remarks = changed_fields(*rows, wordings, Setting(1, since=2026))
    assert fields == ()
    assert [(remark.code, remark.values["time"]) for remark in remarks] == [("same-year", "Tháng 3/2025")]


@pytest.mark.parametrize("day", [dt.date(2024, 2, 29), dt.date(2025, 2, 28), dt.date(2025, 12, 31)])
def test_rolling_there_and_back(day: dt.date) -> None:
    (deadline,) = find_deadlines(f"ngày {day:%d/%m/%Y}", cell=True)
    assert rolled(rolled(deadline, 1), -1).end == day


# --- targets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "moves"),
    [
        ([("95%", "=", 95, "%")], [("98%", "=", 98, "%")], [Move("95%", "98%", "up")]),
        ([("100%", "=", 100, "%")], [("95%", "=", 95, "%")], [Move("100%", "95%", "down")]),
        ([("100%", "=", 100, "%")], [("100 %", "=", 100.0, "%")], []),
        ([("ít nhất 90%", ">=", 90, "%")], [("90%", "=", 90, "%")], [Move("ít nhất 90%", "90%", "other")]),
        ([], [("02 mô hình", "=", 2, "mô hình")], [Move(None, "02 mô hình")]),
        ([("02 mô hình", "=", 2, "mô hình")], [], [Move("02 mô hình", None)]),
        (
            [("90%", "=", 90, "%"), ("02 lớp", "=", 2, "lớp")],
            [("03 lớp", "=", 3, "lớp"), ("90%", "=", 90, "%")],
            [Move("02 lớp", "03 lớp", "up")],
        ),
    ],
)
def test_targets(
    old: list[tuple[str, str, float, str]], new: list[tuple[str, str, float, str]], moves: list[Move]
) -> None:
    rows = [task("Tỷ lệ hồ sơ", targets=tuple(Target(*t) for t in side)) for side in (old, new)]
    fields, _ = changed_fields(rows[0], rows[1], (worded(rows[0], {}), worded(rows[1], {})), Setting(1))
    assert [move for change in fields for move in change.moves] == moves


# --- units ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phòng Tổ chức - Cán bộ", "phòng Tổ chức cán bộ"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam phường", "UBMTTQ Việt Nam phường"),
        ("Đoàn TNCS Hồ Chí Minh phường", "Đoàn Thanh niên phường"),
    ],
)
def test_names_of_one_unit(one: str, other: str) -> None:
    assert Units().same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Nội vụ", "Sở Tư pháp"),
        ("Văn phòng UBND xã", "UBND xã"),
        ("Phòng Nội vụ", "Phòng Nội vụ và Lao động"),
        ("UBND tỉnh", "UBND xã"),
        ("Công an tỉnh", "Công an xã"),
        ("Thanh tra tỉnh", "Thanh tra Sở"),
        ("Văn phòng UBND tỉnh", "Văn phòng Sở"),
        ("Tỉnh đoàn", "Đoàn Thanh niên xã"),
        ("Văn phòng Sở", "Văn phòng"),
    ],
)
def test_names_of_two_units(one: str, other: str) -> None:
    assert not Units().same(one, other)


def test_whose_a_unit_is_goes_without_saying_where_there_is_one() -> None:
    assert Units.of([led("Văn phòng Sở")], [led("Văn phòng")]).same("Văn phòng Sở", "Văn phòng")
    two = Units.of([led("Văn phòng Sở"), led("Văn phòng UBND tỉnh")], [led("Văn phòng")])
    assert not two.same("Văn phòng Sở", "Văn phòng")
    assert not Units.of([led("UBND tỉnh")], [led("UBND xã"), led("UBND")]).same("UBND tỉnh", "UBND xã")


@pytest.mark.parametrize(
    ("short", "long", "fits"),
    [
        ("Phòng CTXH", "Phòng Công tác xã hội", True),
        ("Khoa PT-GMHS", "Khoa Phẫu thuật - Gây mê hồi sức", True),
        ("TTPVHCC phường", "Trung tâm Phục vụ hành chính công phường", True),
        ("Phòng GD&ĐT", "Phòng Giáo dục và Đào tạo", True),
        ("Phòng TH", "Phòng Tổng hợp", True),
        ("Phòng TH", "Phòng Tài chính", False),
        ("Phòng CTXH", "Khoa Công tác xã hội", False),
        ("Phòng CTXH", "Phòng CTXH", False),
        ("Phòng Tổng hợp", "Phòng Tổng hợp", False),
    ],
)
def test_abbreviations_by_initials(short: str, long: str, fits: bool) -> None:
    assert abbreviates(short, long) is fits


def led(*names: str) -> Task:
    return task("Báo cáo", lead_units=names, units=tuple(NamedUnit(n, n, "lead") for n in names))


def test_what_one_plan_abbreviates_the_other_spells_out() -> None:
    units = Units.of([led("Khoa Kiểm soát nhiễm khuẩn")], [led("Khoa KSNK")])
    assert units.same("Khoa KSNK", "Khoa Kiểm soát nhiễm khuẩn")


def test_initials_of_two_units_say_nothing() -> None:
    units = Units.of([led("Phòng Tổng hợp"), led("Phòng Tin học")], [led("Phòng TH")])
    assert not units.same("Phòng TH", "Phòng Tổng hợp")
    assert not units.same("Phòng TH", "Phòng Tin học")


def test_two_letters_are_not_enough() -> None:
    assert not Units.of([led("Phòng Tổng hợp")], [led("Phòng TH")]).same("Phòng TH", "Phòng Tổng hợp")


def test_what_is_known_by_its_initials_is_told() -> None:
    rows = led("Khoa Kiểm soát nhiễm khuẩn"), led("Khoa KSNK")
    wordings = worded(rows[0], {}), worded(rows[1], {})
    fields, remarks = changed_fields(*rows, wordings, Setting(1, units=Units.of(rows[:1], rows[1:])))
    assert fields == () and [(r.code, r.values["old"], r.values["new"]) for r in remarks] == [
        ("alias", "Khoa KSNK", "Khoa Kiểm soát nhiễm khuẩn")
    ]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Sở Giao thông vận tải", "Sở Xây dựng", False),
        ("Sở Giao thông vận tải Hà Nội", "Sở Xây dựng Hà Nội", False),
        ("Sở Giao thông vận tải Hà Nội", "Sở Xây dựng Lào Cai", True),
        ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính", False),
        ("Sở Xây dựng", "Sở Giao thông vận tải", False),
        ("Sở Tư pháp", "Sở Xây dựng", True),
    ],
)
def test_offices_merged_into_others(old: str, new: str, changed: bool) -> None:
    rows = led(old), led(new)
    units = Units.of(rows[:1], rows[1:])
    fields, remarks = changed_fields(*rows, (worded(rows[0], {}), worded(rows[1], {})), Setting(1, units=units))
    assert [change.field for change in fields] == (["lead_units"] if changed else [])
    assert [remark.code for remark in remarks] == ([] if changed else ["successor"])


def test_offices_that_the_user_says_were_merged() -> None:
    rows = led("Phòng Văn hóa và Thông tin"), led("Phòng Văn hóa - Xã hội")
    wordings = worded(rows[0], {}), worded(rows[1], {})
    own = {"Phòng Văn hóa - Xã hội": ["Phòng Văn hóa và Thông tin"]}
    assert changed_fields(*rows, wordings, Setting(1, units=Units.of(rows[:1], rows[1:])))[0]
    assert not changed_fields(*rows, wordings, Setting(1, units=Units.of(rows[:1], rows[1:], own)))[0]
