"""What is told of a document's head: no day of issue to count from, an impossible one, no plan at all."""

from __future__ import annotations

import pytest

from pipeline import extract
from pipeline.messages import describe_all
from pipeline.records import Plan
from pipeline.show import heading

CODES = ("issue-day-unknown", "issue-day-impossible", "no-plan-head")
PLAN = """SỞ NỘI VỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {figure}/KH-SNV
Sông Vân, ngày {day} tháng {month} năm {year}

KẾ HOẠCH
Cải cách hành chính năm 2026

Sở Nội vụ ban hành kế hoạch như sau:
I. NHIỆM VỤ
1. Văn phòng Sở rà soát thủ tục hành chính, hoàn thành {time}.
2. Thanh tra Sở in tài liệu trước ngày 01/6/2026.
"""
LETTER = """Kính gửi: Các phòng thuộc Sở
Sở Nội vụ đề nghị các phòng thực hiện:
I. NỘI DUNG
1. Văn phòng Sở rà soát thủ tục hành chính trước ngày 30/6/2026.
2. Thanh tra Sở báo cáo kết quả.
"""


def read(text: str) -> Plan:
    return extract(text.encode(), name="kh.txt")


def plan(
    time: str = "trong tháng 3", figure: str = "12", day: str = "05", month: str = "02", year: str = "2026"
) -> Plan:
    return read(PLAN.format(time=time, figure=figure, day=day, month=month, year=year))


def told(read: Plan) -> list[tuple[str, str]]:
    values = ("rows", "day")
    found = [notice for notice in read.warnings if notice.code in CODES]
    return [(n.code, next((str(n.values[v]) for v in values if v in n.values), "")) for n in found]


@pytest.mark.parametrize(
    "time",
    [
        "trong 15 ngày kể từ ngày ban hành Kế hoạch",
        "trong vòng 10 ngày làm việc kể từ ngày Kế hoạch này được ban hành",
        "chậm nhất sau 30 ngày kể từ ngày Kế hoạch có hiệu lực",
        "trong 02 tháng kể từ ngày ký",
    ],
)
def test_times_counted_from_a_day_of_issue_left_blank(time: str) -> None:
    assert told(plan(time, day="   ", month="  ")) == [("issue-day-unknown", "1")]
    assert told(plan(time)) == []


@pytest.mark.parametrize(
    "time",
    ["trong tháng 3", "trong 05 ngày kể từ khi nhận được văn bản", "từ ngày ký đến ngày 30/9/2026", "thường xuyên"],
)
def test_times_with_a_day_or_counted_from_another_need_no_day_of_issue(time: str) -> None:
    assert told(plan(time, day="   ", month="  ")) == []


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [("31", "02", "2026"), ("31", "4", "2026"), ("05", "13", "2026"), ("05", "02", "2206"), ("29", "02", "2026")],
)
def test_a_day_of_issue_that_cannot_be(day: str, month: str, year: str) -> None:
    found = plan(day=day, month=month, year=year)
    assert found.document.issued is None
    assert told(found) == [("issue-day-impossible", f"{day}/{month}/{year}")]


def test_messages_name_the_rows() -> None:
    found = plan("trong 15 ngày kể từ ngày ban hành", day="", month="")
    vietnamese, english = (describe_all(found.warnings, lang) for lang in ("vi", "en"))
    assert any("không rõ ngày ban hành" in line and line.endswith(": 1") for line in vietnamese)
    assert any("the day of issue is not known" in line and line.endswith(": 1") for line in english)


@pytest.mark.parametrize("text", ["Xin chào các bạn.", LETTER])
def test_a_file_that_is_no_plan(text: str) -> None:
    assert told(read(text)) == [("no-plan-head", "")]


def test_a_plan_without_its_letterhead_is_one() -> None:
    body = "I. NHIỆM VỤ\n1. Công tác cán bộ\n- Phòng Tổ chức rà soát biên chế trước ngày 30/6/2026.\n"
    assert told(read(body)) == []


def test_a_number_left_blank_is_no_number_in_the_headline() -> None:
    assert heading(plan(figure="     ")) == "kh.txt – Số …/KH-SNV – Cải cách hành chính năm 2026"
    assert heading(plan()) == "kh.txt – 12/KH-SNV – Cải cách hành chính năm 2026"
