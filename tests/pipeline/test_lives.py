"""A task over three and more editions."""

from __future__ import annotations

from dataclasses import replace

from extractors.deadlines import find_deadlines
from pipeline.compare.lives import BEGUN, ENDED, LASTING, PASSING, RETURNED, live
from pipeline.compare.records import SPLIT, UNCHANGED
from pipeline.compare.views import view_of_lives
from pipeline.records import DocumentInfo, Plan, Task


def plan(year: int, *texts: str) -> Plan:
    return Plan(DocumentInfo(years=(year,)), tuple(Task(str(n), "task", text) for n, text in enumerate(texts)))


CENSUS = "Điều tra cơ sở hành chính, sự nghiệp trên địa bàn tỉnh"
LIBRARY = "Xây dựng thư viện số dùng chung cho các xã vùng cao"
FIRE = "Diễn tập phòng cháy, chữa cháy tại các chợ đầu mối"
WATER = "Kiểm tra chất lượng nước sạch nông thôn"


def editions() -> list[Plan]:
    return [
        plan(2024, f"{CENSUS} năm 2024", LIBRARY, FIRE),
        plan(2025, f"{CENSUS} năm 2025", WATER, LIBRARY),
        plan(2026, f"{CENSUS} năm 2026", FIRE, "Trồng mới rừng phòng hộ ven biển"),
    ]


def test_courses_of_lives() -> None:
    lives = live(editions())
    found = {life.course: [[t.task for t in rows] for rows in life.rows] for life in lives.lives}
    assert found[LASTING] == [[f"{CENSUS} năm {year}"] for year in (2024, 2025, 2026)]
    assert found[ENDED] == [[LIBRARY], [LIBRARY], []]
    assert found[RETURNED] == [[FIRE], [], [FIRE]]
    assert found[PASSING] == [[], [WATER], []]
    assert found[BEGUN] == [[], [], ["Trồng mới rừng phòng hộ ven biển"]]
    assert lives.counts() == {RETURNED: 1, BEGUN: 1, ENDED: 1, PASSING: 1, LASTING: 1}


def test_every_row_stands_in_one_life() -> None:
    plans = editions()
    lives = live(plans)
    for k, each in enumerate(plans):
        assert sorted(t.task for life in lives.lives for t in life.rows[k]) == sorted(t.task for t in each.tasks)


def test_one_plan_three_times() -> None:
    each = plan(2025, CENSUS, LIBRARY, FIRE, FIRE)
    lives = live([each, each, each])
    assert {life.course for life in lives.lives} == {LASTING}
    assert len(lives.lives) == 4


def test_a_task_that_is_split_and_then_goes_on() -> None:
    both = "Rà soát văn bản quy phạm pháp luật; kiểm tra hồ sơ lưu trữ lịch sử"
    parts = "Rà soát văn bản quy phạm pháp luật", "Kiểm tra hồ sơ lưu trữ lịch sử"
    lives = live([plan(2024, both), plan(2025, *parts), plan(2026, *parts)])
    (life,) = lives.lives
    assert [len(rows) for rows in life.rows] == [1, 2, 2]
    assert [change.status for change in life.steps[0]] == [SPLIT]
    assert [change.status for change in life.steps[1]] == [UNCHANGED, UNCHANGED]


def test_every_part_of_a_split_task_is_told() -> None:
    both = "Rà soát văn bản quy phạm pháp luật; kiểm tra hồ sơ lưu trữ lịch sử"
    parts = "Rà soát văn bản quy phạm pháp luật", "Kiểm tra hồ sơ lưu trữ lịch sử"
    last = plan(2026, *parts)
    moved = replace(last.tasks[1], deadlines=tuple(find_deadlines("trước ngày 30/9/2026", cell=True)))
    middle = plan(2025, *parts)
    before = replace(middle.tasks[1], deadlines=tuple(find_deadlines("trước ngày 30/6/2025", cell=True)))
    lives = live(
        [
            plan(2024, both),
            replace(middle, tasks=(middle.tasks[0], before)),
            replace(last, tasks=(last.tasks[0], moved)),
        ]
    )
    (entry,) = view_of_lives(lives).entries
    assert [[cell.task[0].text for cell in side] for side in entry.sides] == [[both], list(parts), list(parts)]
    assert "2026: Thời hạn: trước ngày 30/6/2025 → trước ngày 30/9/2026 (muộn hơn 92 ngày)" in entry.said


def test_the_view_has_a_side_per_edition() -> None:
    view = view_of_lives(live(editions()))
    assert [side.name for side in view.sides] == ["2024", "2025", "2026"]
    assert {len(entry.sides) for entry in view.entries} == {3}
    assert [remark.partition(":")[0] for remark in view.remarks] == ["2024 → 2025", "2025 → 2026"]
    assert len(live(editions()).to_frame()) == 5


def test_editions_of_the_same_year_are_numbered() -> None:
    view = view_of_lives(live([plan(2025, CENSUS), plan(2025, CENSUS), plan(2026, CENSUS)]))
    assert [side.name for side in view.sides] == ["Bản 1", "Bản 2", "Bản 3"]
