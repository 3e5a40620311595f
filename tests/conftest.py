"""What several tests share: a small plan made by hand, of the shape that the extraction returns."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.citations import Citation
from extractors.deadlines import Deadline
from extractors.targets import Target
from pipeline.read.document import Box
from pipeline.records import DocumentInfo, Notice, Plan, Source, Task


@pytest.fixture
def plan() -> Plan:
    """Two tasks and a target; every field is filled somewhere and empty somewhere."""
    document = DocumentInfo(
        file="kh-thu.pdf",
        sha256="0" * 64,
        format="pdf",
        pages=3,
        type="Kế hoạch",
        number="12/KH-STP",
        issued=dt.date(2025, 1, 15),
        issuer="Sở Tư pháp",
        title="Công tác kiểm tra văn bản năm 2025",
        years=(2025,),
        legal_bases=(Citation("Nghị định", "34/2016/NĐ-CP", dt.date(2016, 5, 14), "Chính phủ"),),
        signer="Lê Văn An",
        signer_title="GIÁM ĐỐC",
        recipients=("Như trên", "Lưu: VT"),
    )
    tasks = (
        Task(
            "a1",
            "task",
            "Kiểm tra văn bản của các xã",
            number="1",
            section_path=("II", "1"),
            section="Nội dung",
            products=("Kế hoạch kiểm tra", "Báo cáo kết quả"),
            lead_units=("Văn phòng Sở",),
            coordinating_units=("Phòng Nội vụ", "UBND các xã"),
            deadlines=(
                Deadline("Quý II/2025", "quarter", dt.date(2025, 4, 1), dt.date(2025, 6, 30)),
                Deadline("trước ngày 20/02/2025", "date", None, dt.date(2025, 2, 20), "before"),
            ),
            source=Source(2, "1. Kiểm tra văn bản của các xã", (Box(2, 10.0, 20.0, 30.0, 40.0),)),
            origins={"task": "table"},
            confidence=0.97,
        ),
        Task(
            "a2",
            "task",
            "- Rà soát biểu mẫu",
            number="1",
            section_path=("PL",),
            deadlines=(Deadline("hằng tháng", "recurring", rrule="FREQ=MONTHLY"),),
        ),
        Task(
            "a3",
            "target",
            "=100% hồ sơ được xử lý đúng hạn",
            section="Chỉ tiêu",
            targets=(Target("100%", "=", 100, "%"),),
            source=Source(3, "100% hồ sơ được xử lý đúng hạn"),
            confidence=0.5,
        ),
    )
    return Plan(document, tasks, (Notice("no-such-code", {"value": "x"}, page=2, row="1"),))
