"""Which targets a task gets from where they stand, on outlines as offices write them."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.records import Plan

HEAD = "SỞ DU LỊCH\nSố: 3/KH-SDL\nLam Giang, ngày 12 tháng 01 năm 2026\nKẾ HOẠCH\nPhát triển du lịch năm 2026\n\n"


def links(plan: Plan) -> dict[str, list[str]]:
    """The first three words of each task with targets -> those of its targets."""

    def short(text: str) -> str:
        return " ".join(text.split()[:3])

    by_id = {task.id: task for task in plan.tasks}
    return {short(t.task): [short(by_id[i].task) for i in t.section_targets] for t in plan.tasks if t.section_targets}


def of(body: str) -> dict[str, list[str]]:
    return links(extract(f"{HEAD}{body}\n".encode(), name="kh.txt"))


SIDE_BY_SIDE = """I. NHIỆM VỤ CỤ THỂ
1. Cải cách thể chế
1.1. Chỉ tiêu
- 100% văn bản được thẩm định đúng hạn.
1.2. Nhiệm vụ
- Rà soát văn bản quy phạm pháp luật của tỉnh.
2. Chuyển đổi số
2.1. Chỉ tiêu
- Trên 80% hồ sơ được nộp trực tuyến.
- 100% điểm du lịch có mã QR.
2.2. Nhiệm vụ
- Nâng cấp cổng thông tin du lịch của tỉnh.
3. Nhân lực
- Tập huấn kỹ năng đón tiếp cho lái đò."""

IN_ONE_LIST = """I. NỘI DUNG THI ĐUA
1. Đối với các phòng
- Rà soát hồ sơ lưu trữ của phòng.
- 100% công chức sử dụng chữ ký số.
2. Đối với cá nhân
- Đề xuất sáng kiến cải tiến lề lối làm việc."""

WHOLE_PLAN = """I. MỤC TIÊU CỤ THỂ
- Đón ít nhất 500.000 lượt khách.
- 100% cơ sở lưu trú khai báo khách trực tuyến.
II. NHIỆM VỤ
1. Sản phẩm
- Xây dựng tour đêm trên sông.
2. Hạ tầng
- Lắp đặt biển chỉ dẫn tại bến thuyền."""

BY_SUBJECT = """I. MỤC TIÊU CỤ THỂ
1. Về hạ tầng số
- 100% xã có sóng di động tốc độ cao.
2. Về nhân lực du lịch
- Trên 70% hướng dẫn viên có chứng chỉ.
II. NHIỆM VỤ
1. Phát triển nhân lực du lịch
- Mở lớp bồi dưỡng hướng dẫn viên.
2. Hạ tầng số
- Lắp đặt trạm phát sóng tại bản xa.
3. Xúc tiến
- Tham gia hội chợ du lịch quốc tế."""

BESIDE_THE_TASKS = """I. MỤC ĐÍCH
- Đưa du lịch thành ngành mũi nhọn.
II. NỘI DUNG
1. Chỉ tiêu phấn đấu
- Có ít nhất 12 bản làm du lịch cộng đồng.
2. Nhiệm vụ
a) Tuyên truyền
- Phát thanh về nếp sống văn minh ở bản.
b) Vệ sinh
- Thu gom rác thải dọc bờ sông.
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở
- Theo dõi, tổng hợp kết quả của các bản."""

IN_PARTS = """PHẦN I. MỤC TIÊU
I. CHỈ TIÊU
- 100% bản có nhà vệ sinh đạt chuẩn.
PHẦN II. NHIỆM VỤ
I. TUYÊN TRUYỀN
- Phát thanh về nếp sống văn minh ở bản."""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            SIDE_BY_SIDE,
            {
                "Rà soát văn": ["100% văn bản"],
                "Nâng cấp cổng": ["Trên 80% hồ", "100% điểm du"],
            },
        ),
        (IN_ONE_LIST, {"Rà soát hồ": ["100% công chức"]}),
        (WHOLE_PLAN, {}),
        (BY_SUBJECT, {"Lắp đặt trạm": ["100% xã có"]}),
        (
            BESIDE_THE_TASKS,
            {
                "Phát thanh về": ["Có ít nhất"],
                "Thu gom rác": ["Có ít nhất"],
            },
        ),
        (IN_PARTS, {}),
    ],
    ids=["side by side", "in one list", "whole plan", "by subject", "beside the tasks", "in parts"],
)
def test_targets_of_a_section(body: str, expected: dict[str, list[str]]) -> None:
    assert of(body) == expected


def test_an_appendix_that_repeats_the_headings() -> None:
    header = "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian hoàn thành"
    rows = [
        "I\tCải cách thể chế\t\t",
        "1\tBan hành quy chế bến thuyền\tVăn phòng Sở\tQuý II/2026",
        "II\tXúc tiến du lịch\t\t",
        "2\tTham gia hội chợ\tVăn phòng Sở\tQuý III/2026",
    ]
    appendix = "\n".join(["Nơi nhận:", "- Lưu: VT.", "", "PHỤ LỤC", "DANH MỤC NHIỆM VỤ", header, *rows])
    assert of(f"{SIDE_BY_SIDE}\n{appendix}") == {
        "Rà soát văn": ["100% văn bản"],
        "Nâng cấp cổng": ["Trên 80% hồ", "100% điểm du"],
        "Ban hành quy": ["100% văn bản"],
    }


def test_targets_have_none_themselves() -> None:
    plan = extract(f"{HEAD}{SIDE_BY_SIDE}\n".encode(), name="kh.txt")
    assert all(not task.section_targets for task in plan.tasks if task.kind == "target")
