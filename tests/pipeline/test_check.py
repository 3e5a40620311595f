"""What `kehoach check` finds, from records made by hand and from plans as offices write them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from extractors.deadlines import Deadline, find_deadlines
from pipeline import extract
from pipeline.check import KINDS, Finding, findings
from pipeline.check_wording import detail_of, title_of
from pipeline.messages import message
from pipeline.records import DocumentInfo, Plan, Source, Task
from tests.pipeline.twice import DIGITAL, STORMS

ISSUED = dt.date(2026, 1, 12)
JUNE = Deadline("trước ngày 30/6/2026", "date", None, dt.date(2026, 6, 30), "before")
AUGUST = Deadline("Tháng 8/2026", "month", dt.date(2026, 8, 1), dt.date(2026, 8, 31))


def task(id: str, text: str = "", lead: str = "", *deadlines: Deadline, **more: object) -> Task:
    base = Task(id, "task", text or f"Lập sổ {id}", lead_units=(lead,) if lead else (), deadlines=deadlines)
    return dataclasses.replace(base, **more)  # type: ignore[arg-type]


def look(*tasks: Task, only: str = "") -> list[tuple[str, int | None, tuple[int, ...]]]:
    plan = Plan(DocumentInfo(issued=ISSUED, title="Kế hoạch năm 2026"), tasks)
    return [(f.kind, f.row, f.others) for f in findings(plan, [only] if only else [])]


def test_a_complete_plan_has_none() -> None:
    assert look(task("a", "", "Văn phòng", JUNE), task("b", "", "Thanh tra", AUGUST)) == []


def test_tasks_without_a_unit_or_a_time() -> None:
    tasks = (task("a", "", "", JUNE), task("b", "", "Văn phòng"), task("c", "", "Văn phòng", JUNE))
    assert look(*tasks) == [("no-unit", 1, ()), ("no-time", 2, ())]


def test_a_target_needs_neither() -> None:
    target = task("a", "100% thôn có nhà văn hóa", kind="target")
    assert look(target, task("b", "", "Văn phòng", JUNE, section_targets=("a",))) == []


def test_what_the_appendix_says_is_not_missing_in_the_body() -> None:
    assert look(task("a", same_as=("b",)), task("b", "", "Văn phòng", JUNE, same_as=("a",))) == []


def test_a_task_is_complete_where_all_rows_below_it_are() -> None:
    parent = task("a", "Tổ chức các hoạt động")
    done = (task("b", "", "Văn phòng", JUNE, parent="a"), task("c", "", "Thanh tra", JUNE, parent="a"))
    assert look(parent, *done) == []
    assert ("no-time", 1, ()) in look(parent, done[0], task("d", "", "Thanh tra", parent="a"))


def test_contradictions_are_told_once() -> None:
    one = task("a", "", "Văn phòng", JUNE, same_as=("b",))
    other = task("b", "", "Thanh tra", AUGUST, same_as=("a",))
    assert look(one, other) == [("times-differ", 1, (2,)), ("units-differ", 1, (2,))]
    assert look(other, dataclasses.replace(one, deadlines=(AUGUST,)), only="times-differ") == []


def test_times_before_the_issue() -> None:
    old = Deadline("Tháng 12/2025", "month", dt.date(2025, 12, 1), dt.date(2025, 12, 31))
    january = Deadline("Tháng 01/2026", "month", dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    tasks = (task("a", "", "Văn phòng", old), task("b", "", "Văn phòng", january))
    assert look(*tasks) == [("before-issue", 1, ())]


def test_unknown_times_and_inferred_years() -> None:
    unknown = Deadline("trong tháng 13", "unknown")
    inferred = dataclasses.replace(JUNE, raw="trước ngày 30/6", inferred=("year",))
    assert look(task("a", "", "Văn phòng", unknown, inferred)) == [("unknown-time", 1, ()), ("inferred-year", 1, ())]


def test_units_without_a_time() -> None:
    tasks = (
        task("a", "", "Văn phòng"),
        task("b", "", "văn phòng"),
        task("c", "", "Thanh tra"),
        task("d", "", "Thanh tra", JUNE),
    )
    assert look(*tasks, only="unit-no-time") == [("unit-no-time", None, (1, 2))]


def test_targets_without_a_task() -> None:
    targets = (
        task("a", "100% thôn có nhà văn hóa đạt chuẩn", kind="target"),
        task("b", "Trên 90% hộ dân dùng nước sạch", kind="target"),
        task("c", "Tỷ lệ chuyển tuyến dưới 8%", kind="target"),
    )
    tasks = (
        task("d", "Vận động hiến đất mở đường", "Mặt trận", JUNE, section_targets=("a",)),
        task("e", "Lắp đặt đường ống nước sạch đến hộ dân", "Hợp tác xã", JUNE),
    )
    assert look(*targets, *tasks) == [("target-no-task", 3, ())]


def test_only_and_order() -> None:
    tasks = (task("a"), task("b", "", "Văn phòng", dataclasses.replace(JUNE, inferred=("year",))))
    assert [kind for kind, _, _ in look(*tasks)] == ["no-unit", "no-time", "inferred-year"]
    assert [kind for kind, _, _ in look(*tasks, only="no-time")] == ["no-time"]


def test_a_finding_says_where() -> None:
    source = Source(7, "3. Lập sổ")
    stands = task("a", "Lập sổ", "", JUNE, section_path=("II", "1"), section="Nội dung", source=source)
    (found,) = findings(Plan(DocumentInfo(), (stands,)))
    assert found == Finding("no-unit", "Lập sổ", 1, "a", 7, "II/1 Nội dung")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words(kind: str, lang: str) -> None:
    values = {"here": "a", "there": "b", "raw": "30/6", "read": "30/06/2026", "count": 2}
    found = Finding(kind, "Lập sổ", 3, others=(9,), values=values)
    said = detail_of(found, Plan(DocumentInfo(issued=ISSUED), ()), lang)
    assert title_of(kind, lang) != f"found-{kind}" and "?" not in said and "says-" not in said
    assert kind in message("help-only", lang)


def test_words_of_a_contradiction() -> None:
    plan = extract(DIGITAL.docx(), name="kh.docx")
    found = [f for f in findings(plan) if f.kind in ("times-differ", "units-differ")]
    assert [detail_of(f, plan) for f in found] == [
        "dòng 1 ghi “trong Quý II/2026”, dòng 9 ghi “Tháng 8/2026”",
        "dòng 3 ghi “Cục Công nghệ thông tin”, dòng 10 ghi “Vụ Thư viện”",
    ]
    assert detail_of(found[0], plan, "en") == "row 1 says “trong Quý II/2026”, row 9 “Tháng 8/2026”"


def test_a_year_that_every_year_has() -> None:
    (yearly,) = find_deadlines("trước ngày 20/11", years=(2026, 2027), cell=True)
    plan = Plan(DocumentInfo(), (task("a", "", "Văn phòng", dataclasses.replace(yearly, inferred=("year",))),))
    (found,) = findings(plan)
    assert detail_of(found, plan) == "“trước ngày 20/11” được hiểu là lặp lại hằng năm"


def test_a_plan_without_tasks_has_none() -> None:
    assert findings(Plan(DocumentInfo(), ())) == ()


def test_rows_with_the_same_deadline_agree() -> None:
    plan = extract(STORMS.docx(), name="kh.docx")
    assert [(f.row, f.others) for f in findings(plan, ["times-differ"])] == [(2, (8,))]


def test_what_was_not_read_is_no_fault_of_the_plan() -> None:
    unread = task("a", "Họp nhân dịp Quốc khánh", "Văn phòng", doubts=("time-left",))
    doer = task("b", "Mỗi xóm trồng hoa", "", JUNE, doubts=("doer-left",))
    assert look(unread, doer) == [("unread-time", 1, ()), ("unread-unit", 2, ())]
