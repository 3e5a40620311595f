"""Names whose end a plan shows in a cell, a heading or a label, and what that does to its sentences."""

from __future__ import annotations

import pytest

from extractors import known_names
from extractors.unit_names import read_names
from extractors.units import find_units
from pipeline import extract

TABLE = """
PHỤ LỤC
TT
Nhiệm vụ
Đơn vị chủ trì
Thời hạn
1
Rà soát hồ sơ lưu trữ đợt 1
{unit}
Tháng 1/2026
2
Rà soát hồ sơ lưu trữ đợt 2
Văn phòng
Tháng 2/2026
3
Rà soát hồ sơ lưu trữ đợt 3
{unit}
Tháng 3/2026
"""
PLAN = """KẾ HOẠCH
Công tác năm 2026

I. NHIỆM VỤ
1. Công tác chuyên môn
- {unit} rà soát số liệu của ngành.
- Phối hợp với {unit} kiểm tra hồ sơ.
II. TỔ CHỨC THỰC HIỆN
"""


@pytest.mark.parametrize("unit", ["Phòng Thống kê tổng hợp", "Các đội thống kê", "Phòng Cảnh sát điều tra tội phạm"])
def test_a_cell_shows_where_a_name_ends(unit: str) -> None:
    read = extract((PLAN + TABLE).format(unit=unit).encode()).tasks
    assert read[0].lead_units == (unit,)
    assert read[1].coordinating_units == (unit,)


@pytest.mark.parametrize("unit", ["Phòng Thống kê tổng hợp"])
def test_a_heading_or_a_label_shows_it_too(unit: str) -> None:
    heading = PLAN.format(unit=unit) + f"1. {unit}\n- Theo dõi tiến độ.\n2. Văn phòng\n- Chuẩn bị hội trường.\n"
    assert extract(heading.encode()).tasks[0].lead_units == (unit,)
    label = PLAN.format(unit=unit) + f"1. Theo dõi tiến độ.\nĐơn vị chủ trì: {unit}.\n"
    assert extract(label.encode()).tasks[0].lead_units == (unit,)


def test_nothing_is_known_of_another_plan() -> None:
    extract((PLAN + TABLE).format(unit="Phòng Thống kê tổng hợp").encode())
    assert [u.name for u in find_units("Phòng Thống kê tổng hợp số liệu.").lead] == ["Phòng Thống kê"]


def test_names_in_force() -> None:
    text = "Các Đội thống kê – tổng  hợp báo cáo UBND tỉnh."
    with known_names.using(["Các Đội thống kê - tổng hợp", "Các Đội"]):
        assert known_names.known_end(text, 0) == len("Các Đội thống kê – tổng  hợp")
        assert known_names.known_end(text, 4) == 4
        assert [u.name for u in read_names(text)[0]] == ["Các Đội thống kê – tổng hợp"]
        assert known_names.known_end("các Đội thống kê - tổng hợpx", 0) == len("các Đội")
    assert known_names.known_end(text, 0) == 0


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Phòng Đào tạo lập thời khóa biểu", "Phòng Đào tạo"),
        ("Trung tâm Phục vụ hành chính công bố trí bàn", "Trung tâm Phục vụ hành chính công"),
        ("các Phòng Kế hoạch - Tài chính rà soát", "các Phòng Kế hoạch - Tài chính"),
        ("phòng tổ chức hội nghị", ""),  # the register's names have a capital
        ("Phòng Kế hoạch tổng hợp báo cáo", ""),  # the verb may be the predicate
        ("Sở Nội vụx", ""),
    ],
)
def test_the_register_is_known(text: str, end: str) -> None:
    assert text[: known_names.known_end(text, 0)] == end


@pytest.mark.parametrize(
    ("heading", "sentence", "lead"),
    [
        ("Công an xã tuần tra", "Công an xã tuần tra các tuyến đường.", "Công an xã"),
        ("Phòng Kinh tế rà soát", "Phòng Kinh tế rà soát quy hoạch.", "Phòng Kinh tế"),
        ("Công an xã bảo vệ môi trường", "Công an xã bảo vệ môi trường tại chợ.", "Công an xã"),
    ],
)
def test_a_heading_that_says_what_a_unit_does_is_no_name(heading: str, sentence: str, lead: str) -> None:
    text = PLAN.format(unit="Văn phòng") + f"1. {heading}\n- {sentence}\n2. Văn phòng\n- Chuẩn bị hội trường.\n"
    found = next(task for task in extract(text.encode()).tasks if task.task == sentence)
    assert found.lead_units == (lead,)
