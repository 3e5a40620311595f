"""A plan held against the plan that it carries out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from extractors.deadlines import find_deadlines
from extractors.targets import Target
from extractors.unit_canonical import canonical
from extractors.unit_plural import is_collective
from extractors.unit_register import NamedUnit
from pipeline.compare.addressed import Addressee
from pipeline.compare.thresholds import DOUBTFUL
from pipeline.compare.trace import DIFFERS, NOT_ADDRESSED, NOT_TAKEN_UP, OWN, TAKEN_UP, shortfalls, trace_plans
from pipeline.compare.units import Units
from pipeline.compare.views import view_of_trace
from pipeline.records import DocumentInfo, Plan, Task


def task(text: str, *, lead: tuple[str, ...] = (), time: str = "", kind: str = "task", **fields: object) -> Task:
    units = tuple(NamedUnit(n, canonical(n), "lead", is_collective(canonical(n))) for n in lead)
    deadlines = tuple(find_deadlines(time, years=(2026,), cell=True)) if time else ()
    return Task("x", kind, text, lead_units=lead, units=units, deadlines=deadlines, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "lead", "addressed"),
    [
        ("Trường THPT Lê Lợi", "Các trường THPT", True),
        ("Trường THPT Lê Lợi", "Các trường tiểu học", False),
        ("Trường THPT Lê Lợi", "Các trường mầm non, tiểu học, THCS và THPT", True),
        ("Trường THPT Lê Lợi", "Hiệu trưởng các trường", True),
        ("Trường THPT Lê Lợi", "Các cơ sở giáo dục", True),
        ("Trường THPT Lê Lợi", "Các phòng thuộc Sở", False),
        ("Trường THPT Lê Lợi", "Trường THPT Lê Lợi", True),
        ("Trường THPT Lê Lợi", "Trường THPT Nguyễn Du", False),
        ("TRƯỜNG THPT LÊ LỢI", "Hiệu trưởng Trường THPT Lê Lợi", True),
        ("UBND XÃ TÂN AN", "UBND các xã, phường", True),
        ("UBND XÃ TÂN AN", "UBND các phường", False),
        ("UBND PHƯỜNG TÂN AN", "UBND cấp xã", True),
        ("Cục Thuế", "Chi cục Thuế", False),
        ("Ban Dân tộc", "Ủy ban Dân tộc", False),
        ("UBND XÃ TÂN AN", "Sở Nội vụ", False),
        ("Sở Nội vụ", "Các sở, ban, ngành", True),
        ("Sở Nội vụ", "UBND cấp xã", False),
        ("Phòng Tổ chức cán bộ", "Các phòng thuộc Sở", True),
        ("Bệnh viện Đa khoa tỉnh", "Các cơ sở y tế", True),
        ("Trung tâm Y tế Bình An", "Các đơn vị trực thuộc", True),
    ],
)
def test_whom_a_name_means(unit: str, lead: str, addressed: bool) -> None:
    found = Addressee.of(unit, Units()).addressed_by(task("Lập kế hoạch", lead=(lead,)))
    assert found == (lead if addressed else None)


def test_an_order_to_many_addresses() -> None:
    school = Addressee.of("Trường THPT Lê Lợi", Units())
    assert school.addressed_by(task("Chỉ đạo các trường THPT xây dựng quy tắc ứng xử")) is not None
    assert school.addressed_by(task("Chỉ đạo Phòng Nội vụ xây dựng quy tắc ứng xử")) is None


def test_a_target_addresses_whom_it_measures() -> None:
    school = Addressee.of("Trường THPT Lê Lợi", Units())
    assert school.addressed_by(task("100% cơ sở giáo dục có nhân viên y tế", kind="target")) == "cơ sở giáo dục"
    assert school.addressed_by(task("100% trường mầm non đạt chuẩn", kind="target")) is None


@pytest.mark.parametrize(
    ("parent", "child", "days"),
    [
        ("trước ngày 15/6/2026", "trước ngày 30/6/2026", 15),
        ("trước ngày 30/6/2026", "trước ngày 15/6/2026", None),
        ("Quý II/2026", "Tháng 6/2026", None),
        ("Quý II/2026", "Tháng 7/2026", 31),
        ("Hằng tháng", "Quý II/2026", None),
        ("trước ngày 20 hằng tháng", "trước ngày 25 hằng tháng", 5),
        ("trước ngày 25 hằng tháng", "trước ngày 20 hằng tháng", None),
        ("15/6/2026, 15/12/2026", "30/9/2026, 15/12/2026", 107),
        ("Quý II/2026", "", None),
    ],
)
def test_days_after_the_parents(parent: str, child: str, days: int | None) -> None:
    found = list(shortfalls(task("Báo cáo", time=parent), task("Báo cáo", time=child)))
    assert [(s.kind, s.days) for s in found] == ([] if days is None else [("after-parent", days)])


@pytest.mark.parametrize(
    ("parent", "child", "lower"),
    [
        (("90%", ">=", 90, "%"), ("85%", ">=", 85, "%"), True),
        (("90%", ">=", 90, "%"), ("95%", ">=", 95, "%"), False),
        (("không quá 5%", "<=", 5, "%"), ("không quá 8%", "<=", 8, "%"), True),
        (("không quá 5%", "<=", 5, "%"), ("không quá 3%", "<=", 3, "%"), False),
        (("dưới 5%", "<", 5, "%"), ("trên 4%", ">", 4, "%"), True),
        (("trên 95%", ">", 95, "%"), ("dưới 95%", "<", 95, "%"), True),
        (("02 lớp", "=", 2, "lớp"), ("95%", "=", 95, "%"), False),
        (("đạt chuẩn", "=", None, None), ("đạt chuẩn", "=", None, None), False),
    ],
)
def test_targets_set_lower(
    parent: tuple[str, str, float, str], child: tuple[str, str, float, str], lower: bool
) -> None:
    rows = [task("Tỷ lệ", targets=(Target(*target),)) for target in (parent, child)]
    assert [s.kind for s in shortfalls(*rows)] == (["lower"] if lower else [])


def test_less_is_more_where_a_figure_is_to_come_down() -> None:
    rows = [
        task(f"Tỷ lệ hộ nghèo giảm còn {figure}%", targets=(Target(f"{figure}%", "=", figure, "%"),))
        for figure in (2, 1)
    ]
    assert not list(shortfalls(*rows))
    assert [s.kind for s in shortfalls(*rows[::-1])] == ["lower"]


def test_nothing_is_said_of_figures_that_may_belong_to_others() -> None:
    parent = task("Đúng hạn 95%, trực tuyến 80%", targets=(Target("95%", "=", 95, "%"), Target("80%", "=", 80, "%")))
    child = task("Trực tuyến 85%, đúng hạn 98%", targets=(Target("85%", "=", 85, "%"), Target("98%", "=", 98, "%")))
    assert not list(shortfalls(parent, child))


def whole() -> tuple[Plan, Plan]:
    parent = Plan(
        DocumentInfo(file="so.docx", years=(2026,)),
        (
            task("Xây dựng quy tắc ứng xử văn hóa trong trường học", lead=("Các trường THPT",), time="Quý I/2026"),
            task("Tổ chức ngày hội đọc sách cho học sinh", lead=("Các cơ sở giáo dục",), time="Tháng 4/2026"),
            task("Tập huấn phòng cháy, chữa cháy", lead=("Các trường THPT",), time="Quý II/2026"),
            task("Thẩm định hồ sơ tuyển dụng viên chức", lead=("Phòng Tổ chức cán bộ",)),
        ),
    )
    child = Plan(
        DocumentInfo(file="truong.docx", issuer="TRƯỜNG THPT LÊ LỢI", years=(2026,)),
        (
            task("Ban hành quy tắc ứng xử văn hóa của nhà trường", lead=("Hiệu trưởng",), time="Tháng 5/2026"),
            task("Phát động ngày hội đọc sách trong học sinh", lead=("Thư viện",), time="Tháng 4/2026"),
            task("Sửa sân bóng rổ", lead=("Tổ Văn phòng",)),
        ),
    )
    return parent, child


def test_every_status() -> None:
    found = trace_plans(*whole())
    assert [(link.status, len(link.parent), len(link.child)) for link in found.links] == [
        (DIFFERS, 1, 1),
        (TAKEN_UP, 1, 1),
        (NOT_TAKEN_UP, 1, 0),
        (NOT_ADDRESSED, 1, 0),
        (OWN, 0, 1),
    ]
    assert [(s.parent, s.child, s.days) for s in found.links[0].shortfalls] == [("Quý I/2026", "Tháng 5/2026", 61)]
    assert found.links[0].by == "Các trường THPT"
    assert sum(found.counts().values()) == len(found.links)
    assert found.to_dict()["links"][0]["shortfalls"][0]["kind"] == "after-parent"


def test_a_link_of_other_words_is_told_as_doubtful() -> None:
    parent, child = whole()
    found = trace_plans(parent, child)
    told = [any("hãy xem lại" in line for line in entry.said) for entry in view_of_trace(found).entries]
    assert told == [link.similarity is not None and link.similarity < DOUBTFUL for link in found.links]
    weak = replace(found, links=(replace(found.links[1], similarity=0.3),))
    assert any("hãy xem lại" in line for line in view_of_trace(weak).entries[0].said)


def test_the_unit_by_another_name() -> None:
    parent, child = whole()
    found = trace_plans(parent, child, unit="Phòng Tổ chức cán bộ")
    assert [link.by for link in found.links[:4]] == [None, None, None, "Phòng Tổ chức cán bộ"]


def test_a_child_that_does_not_say_whose_it_is() -> None:
    parent, child = whole()
    found = trace_plans(parent, Plan(DocumentInfo(), child.tasks))
    assert found.unit is None and NOT_TAKEN_UP not in {link.status for link in found.links}
    assert "--unit" in view_of_trace(found).remarks[0]


def test_one_task_of_the_child_for_two_of_the_parent() -> None:
    parent = Plan(DocumentInfo(), (task("Rà soát văn bản quy phạm pháp luật"), task("Kiểm tra hồ sơ lưu trữ lịch sử")))
    child = Plan(
        DocumentInfo(issued=dt.date(2026, 1, 5)),
        (task("Rà soát văn bản quy phạm pháp luật và kiểm tra hồ sơ lưu trữ lịch sử"),),
    )
    (link,) = trace_plans(parent, child).links
    assert (len(link.parent), len(link.child)) == (2, 1)


def test_every_row_in_one_link() -> None:
    parent, child = whole()
    found = trace_plans(parent, child)
    assert sorted(t.task for link in found.links for t in link.parent) == sorted(t.task for t in parent.tasks)
    assert sorted(t.task for link in found.links for t in link.child) == sorted(t.task for t in child.tasks)
