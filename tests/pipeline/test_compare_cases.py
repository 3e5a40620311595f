"""What is said of one task in two plans: real phrases, read and compared. Most were mistaken once."""

from __future__ import annotations

import pytest

from pipeline import diff, extract
from pipeline.compare.views import view_of_comparison
from pipeline.records import Plan

FILLER = (
    "Văn phòng UBND xã tổ chức hội nghị trực tuyến với các thôn trong tháng 2/{year}.",
    "Trạm Y tế kiểm tra bếp ăn tập thể trước ngày 15/5/{year}.",
    "Hội Nông dân xã mở lớp dạy nghề trồng nấm trong Quý III/{year}.",
)
"""Rows that roll with the year: a plan of one row says little of by how much it rolled."""


def plan(year: int, *lines: str, title: str = "Công tác trọng tâm năm {year} của xã") -> Plan:
    """A commune's plan with these tasks."""
    tasks = (*lines, *(text.format(year=year) for text in FILLER))
    text = (
        "ỦY BAN NHÂN DÂN XÃ TÂN AN\n-------\nSố: 12/KH-UBND\n\nKẾ HOẠCH\n"
        f"{title.format(year=year)}\n\nI. NHIỆM VỤ\n"
        + "".join(f"{n}. {line}\n" for n, line in enumerate(tasks, 1))
        + "\nNơi nhận:\n- Lưu: VT.\n"
    )
    return extract(text.encode(), name="ke-hoach.txt", ner=False)


@pytest.mark.parametrize(
    ("old", "new", "fields", "said"),
    [
        # who: another level of government is another unit
        (
            "UBND tỉnh chủ trì tổ chức diễn tập.",
            "UBND xã chủ trì tổ chức diễn tập.",
            ["lead_units"],
            "UBND tỉnh → UBND xã",
        ),
        ("Công an tỉnh tuần tra ban đêm.", "Công an xã tuần tra ban đêm.", ["lead_units"], "Công an tỉnh → Công an xã"),
        (
            "Thanh tra tỉnh thanh tra việc thu phí.",
            "Thanh tra Sở thanh tra việc thu phí.",
            ["lead_units"],
            "Thanh tra tỉnh → Thanh tra Sở",
        ),
        (
            "Sở Giao thông vận tải sửa chữa cầu Trung.",
            "Sở Xây dựng sửa chữa cầu Trung.",
            [],
            "Sở Xây dựng kế thừa Sở Giao thông vận tải",
        ),
        # how much: figures that change places, ranges, signs, counts that look like years
        (
            "Tỷ lệ hồ sơ đất đai đúng hạn đạt 95%, hồ sơ trực tuyến đạt 80%.",
            "Tỷ lệ hồ sơ đất đai đúng hạn đạt 80%, hồ sơ trực tuyến đạt 95%.",
            ["targets"],
            "95% → 80% (giảm)",
        ),
        ("Tỷ lệ hộ nghèo giảm 8-10%.", "Tỷ lệ hộ nghèo giảm 8-12%.", ["targets"], None),
        ("Trồng 2025 cây dừa ven biển.", "Trồng 2026 cây dừa ven biển.", ["targets"], "2025 cây dừa → 2026 cây dừa"),
        # when
        (
            "Trạm Y tế khám sức khỏe học sinh từ ngày 01/3/2025 đến 30/6/2025.",
            "Trạm Y tế khám sức khỏe học sinh từ ngày 15/5/2026 đến 30/6/2026.",
            ["deadlines"],
            "bắt đầu muộn hơn 75 ngày, hạn cuối không đổi",
        ),
        (
            "Rà soát hộ nghèo, sơ kết trước ngày 30/6/2025, tổng kết trước ngày 30/11/2025.",
            "Rà soát hộ nghèo, sơ kết trước ngày 30/11/2026, tổng kết trước ngày 30/6/2026.",
            ["deadlines"],
            None,
        ),
        (
            "Sơ kết trước ngày 30/6/2025, tổng kết trước ngày 30/9/2025 việc rà soát hộ nghèo.",
            "Sơ kết trước ngày 30/9/2026, tổng kết trước ngày 31/12/2026 việc rà soát hộ nghèo.",
            ["deadlines"],
            "trước ngày 30/6/2025 → trước ngày 30/9/2026 (muộn hơn 92 ngày)",
        ),
        (
            "Công an xã tuần tra ban đêm trong Quý II/2025.",
            "Công an xã tuần tra ban đêm trong Quý II/2025.",
            [],
            "Thời hạn vẫn ghi năm cũ: trong Quý II/2025",
        ),
        # what is cited does not roll
        (
            "Thi hành Luật Đất đai năm 2024 trên địa bàn xã.",
            "Thi hành Luật Đất đai năm 2025 trên địa bàn xã.",
            ["task"],
            None,
        ),
        (
            "Thực hiện Nghị định số 138/2024/NĐ-CP ngày 27/11/2024 về tài sản công.",
            "Thực hiện Nghị định số 138/2025/NĐ-CP ngày 27/11/2025 về tài sản công.",
            ["task"],
            None,
        ),
    ],
)
def test_what_is_said_of_a_task(old: str, new: str, fields: list[str], said: str | None) -> None:
    comparison = diff(plan(2025, old), plan(2026, new))
    assert comparison.years == 1
    change = next(c for c in comparison.changes if c.old and c.old[0].task == old)
    assert [field.field for field in change.fields] == fields
    assert change.status == ("changed" if fields else "unchanged")
    assert [c.status for c in comparison.changes if c is not change] == ["unchanged"] * len(FILLER)
    if said:
        entry = next(e for e in view_of_comparison(comparison).entries if e.sides[0][0].number == "I/1")
        assert any(said in line for line in entry.said), entry.said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trong tháng 8", "trong tháng 9"),
        ("trong Quý II", "trong Quý IV"),
        ("trước ngày 15/3", "trước ngày 15/4"),
    ],
)
def test_a_deadline_that_moves_in_a_plan_without_a_year(old: str, new: str) -> None:
    one, other = (
        extract(
            f"KẾ HOẠCH\nPhòng, chống cháy rừng\n\nI. NHIỆM VỤ\n1. Công an xã kiểm tra các chủ rừng {time}.\n".encode(),
            name="a.txt",
            ner=False,
        )
        for time in (old, new)
    )
    (change,) = diff(one, other).changes
    assert [field.field for field in change.fields] == ["deadlines"]


def test_the_same_words_under_another_years_heading() -> None:
    text = "KẾ HOẠCH\nRà soát nhà ở giai đoạn {0}-{1}\n\nI. NĂM {2}\n1. Phòng Kinh tế rà soát nhà ở trước ngày 30/6.\n"
    old = extract(text.format(2025, 2027, 2025).encode(), name="a.txt", ner=False)
    new = extract(text.format(2026, 2028, 2027).encode(), name="b.txt", ner=False)
    (change,) = diff(old, new).changes
    assert [(move.direction, move.days) for field in change.fields for move in field.moves] == [("later", 365)]


def test_what_a_split_task_changed_besides() -> None:
    old = plan(2025, "Rà soát văn bản quy phạm pháp luật; kiểm tra hồ sơ lưu trữ lịch sử trước ngày 30/6/2025.")
    new = plan(
        2026,
        "Rà soát văn bản quy phạm pháp luật trước ngày 30/6/2026.",
        "Kiểm tra hồ sơ lưu trữ lịch sử trước ngày 31/12/2026.",
    )
    (change,) = [c for c in diff(old, new).changes if c.status == "split"]
    assert [(field.field, field.new) for field in change.fields] == [
        ("deadlines", ("trước ngày 30/6/2026", "trước ngày 31/12/2026"))
    ]


def test_the_rows_beat_the_documents_on_the_years_that_rolled() -> None:
    title = "Chuyển đổi số giai đoạn 2021-2025 trong năm {year}"
    comparison = diff(plan(2025, title=title), plan(2026, title=title))
    assert comparison.years == 1
    assert {change.status for change in comparison.changes} == {"unchanged"}


def test_years_that_stayed_do_not_make_a_plan_one_of_the_same_year() -> None:
    far = [f"Hoàn thành cải tạo {what} của xã đến năm 2030." for what in ("chợ", "bến xe", "trạm y tế", "nhà văn hóa")]
    comparison = diff(plan(2025, *far, "Tuần tra rừng trong Quý I."), plan(2026, *far, "Tuần tra rừng trong Quý I."))
    assert comparison.years == 1
    assert {change.status for change in comparison.changes} == {"unchanged"}


def test_rows_that_share_only_the_plans_own_subject_are_two_tasks() -> None:
    title = "Theo dõi tình hình thi hành pháp luật năm {year}"
    text = "Theo dõi tình hình thi hành pháp luật về {}."
    old, new = text.format("lý lịch tư pháp"), text.format("bồi thường nhà nước")
    comparison = diff(plan(2025, old, title=title), plan(2026, new, title=title))
    assert [c.status for c in comparison.changes if c.status != "unchanged"] == ["removed", "added"]


def test_plans_in_the_wrong_order_are_told() -> None:
    view = view_of_comparison(diff(plan(2026), plan(2025)))
    assert any("đổi chỗ hai tệp" in remark for remark in view.remarks)
