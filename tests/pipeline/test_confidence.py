"""Doubts of a row, and what they do to its confidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon import load
from pipeline import extract
from pipeline.chances import FIELDS, chances
from pipeline.confidence import rated
from pipeline.doubts import CODES, doubts
from pipeline.records import Task

LETTERHEAD = "ỦY BAN NHÂN DÂN XÃ AN PHÚ\nKẾ HOẠCH\nCông tác năm 2026\nI. NHIỆM VỤ\n1. Công việc\n"


def row(text: str) -> Task:
    (task,) = extract(f"{LETTERHEAD}- {text}\n".encode(), name="kh.txt").tasks
    return task


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("Khai trương nhà văn hóa nhân dịp Quốc khánh, đón khách tuần lễ đầu.", "time-left", True),
        ("Gửi báo cáo trước ngày 20/11/2026.", "time-left", False),
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh.", "time-left", False),
        ("Sửa đường bằng đá hộc đã có tại bãi, 1.250 viên.", "figure-left", True),
        ("Tổ chức ít nhất 02 hội nghị.", "figure-left", False),
        ("Trong tháng 3/2026 rà soát quy hoạch.", "figure-left", False),
        ("Tổ chức thăm hỏi gia đình chính sách.", "product-left", True),
        ("Xây dựng kế hoạch kiểm tra.", "product-left", False),
        ("Rà soát quy hoạch.", "prose", True),
    ],
)
def test_doubts_of_prose(text: str, code: str, expected: bool) -> None:
    assert (code in row(text).doubts) is expected


def test_a_doer_that_was_not_taken_for_a_unit() -> None:
    task = Task("", "task", "Mỗi thôn trồng cây dọc tuyến đường.")
    assert "doer-left" in doubts(task)
    assert "doer-left" not in doubts(
        Task("", "task", task.task, lead_units=("Mỗi thôn",), origins={"lead_units": "rule"})
    )


def test_rows_of_tables_are_no_prose() -> None:
    task = Task("", "task", "Rà soát quy hoạch", lead_units=("Văn phòng",), origins={"lead_units": "table"})
    assert doubts(task) == ()
    assert doubts(task, flattened=True, doubtful=True) == ("flattened", "doubtful-cells")


def test_a_doubt_lowers_the_confidence() -> None:
    sure = row("Rà soát quy hoạch, hoàn thành trước ngày 30/6/2026.")
    doubtful = row("Mở phiên chợ vùng cao nhân dịp Quốc khánh.")
    assert doubtful.confidence < sure.confidence


@given(st.sets(st.sampled_from(CODES)))
def test_chances_are_shares_and_no_doubt_raises_one(codes: set[str]) -> None:
    plain, doubted = chances(()), chances(tuple(codes))
    assert list(plain) == list(FIELDS)
    assert all(0 < doubted[name] <= plain[name] < 1 for name in FIELDS)


def test_the_weights_are_of_known_doubts_and_fields() -> None:
    weights = load("confidence")
    assert list(weights["base"]) == list(FIELDS)
    assert set(weights["costs"]) <= set(CODES)
    assert all(cost < 0 and name in FIELDS for costs in weights["costs"].values() for name, cost in costs.items())


def test_confidence_is_that_of_the_least_certain_field() -> None:
    task = rated(Task("", "task", "Mỗi thôn trồng cây."))
    assert task.confidence == round(min(chances(task.doubts).values()), 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thu hút 03-05 dự án vào cụm công nghiệp.", False),
        ("Mở phiên chợ vùng cao nhân dịp Quốc khánh.", True),
    ],
)
def test_a_range_of_numbers_is_no_time_left(text: str, told: bool) -> None:
    assert ("time-left" in doubts(Task("", "task", text))) is told
