"""Reports for tests: a plan with a row of every sort, written as a page, and a plan whose every text is an attack."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping

from extractors.deadlines import Deadline
from extractors.targets import Target
from extractors.unit_register import NamedUnit
from pipeline.read.document import Box
from pipeline.records import Correction, DocumentInfo, Notice, Plan, Source, Task
from pipeline.write.report_html import write_report
from pipeline.write.report_pages import PageImage
from tests.pipeline.pages import HOSTILE

OFFICE, JUSTICE, HOME, DISTRICTS = "Văn phòng Sở", "Phòng Tư pháp", "Phòng Nội vụ", "Ủy ban nhân dân các xã"
GOALS, RULES, REPORTS = "II. Chỉ tiêu", "III.1. Thể chế", "III.2. Đôn đốc, báo cáo"


def report_of(plan: Plan, lang: str = "vi", pages: Mapping[int, PageImage] | None = None) -> bytes:
    stream = io.BytesIO()
    write_report(plan, stream, lang, pages=pages)
    return stream.getvalue()


def due(day: dt.date, raw: str) -> Deadline:
    return Deadline(raw, "date", None, day, "before")


def unit(name: str, role: str, canonical: str | None = None) -> NamedUnit:
    return NamedUnit(name, canonical or name, role)


def small_plan() -> Plan:
    """Six rows in three sections: a target, days in two months, recurring, without a day, corrected, doubtful."""
    goal = ("II",)
    rules, reports = ("III", "1"), ("III", "2")
    tasks = (
        Task(
            "t1", "target", "100% hồ sơ được giải quyết đúng hạn", section_path=goal, section="Chỉ tiêu",
            targets=(Target("100%", "=", 100, "%"),),
            source=Source(1, "- 100% hồ sơ được giải quyết đúng hạn", (Box(1, 80.0, 600.0, 500.0, 615.0),)),
            origins={"targets": "rule"}, confidence=0.92,
        ),
        Task(
            "t2", "task", "Xây dựng Kế hoạch cải cách thể chế", section_path=rules, section="Thể chế",
            products=("Kế hoạch", "Tờ trình"), lead_units=("VPS",), coordinating_units=(HOME, "UBND các xã"),
            units=(
                unit("VPS", "lead", OFFICE), unit(HOME, "coordinating"), unit("UBND các xã", "coordinating", DISTRICTS)
            ),
            deadlines=(due(dt.date(2026, 3, 31), "trước ngày 31/3/2026"),),
            source=Source(
                2, "1 | Xây dựng Kế hoạch", (Box(2, 100.0, 700.0, 300.0, 714.0), Box(3, 90.0, 60.5, 290.25, 74.0))
            ),
            origins={"lead_units": "table", "coordinating_units": "inherited", "deadlines": "rule"}, confidence=0.97,
            same_as=("t6",),
        ),
        Task(
            "t3", "task", "Ăn khớp dữ liệu; số hóa kho lưu trữ", section_path=rules, section="Thể chế",
            lead_units=(JUSTICE,), units=(unit(JUSTICE, "lead"),), by_model=(JUSTICE,), origins={"lead_units": "ner"},
            deadlines=(due(dt.date(2026, 12, 15), "15/12/2026"), due(dt.date(2026, 3, 5), "05/3/2026")),
            source=Source(2, "2 | Ăn khớp dữ liệu", (Box(2, 100.0, 730.0, 300.0, 744.0),)), confidence=0.95,
        ),
        Task(
            "t4", "task", "Báo cáo định kỳ hằng quý", section_path=reports, section="Đôn đốc, báo cáo",
            lead_units=(OFFICE,), units=(unit(OFFICE, "lead"),),
            deadlines=(Deadline("hằng quý", "recurring", rrule="FREQ=MONTHLY;INTERVAL=3"),),
            source=Source(3, "- Báo cáo định kỳ", (Box(3, 80.0, 200.0, 400.0, 214.0),)), confidence=0.93,
            extra={"note": "Gửi bản giấy"},
        ),
        Task(
            "t5", "task", "Đôn đốc các đơn vị", section_path=reports, section="Đôn đốc, báo cáo",
            deadlines=(Deadline("khi có yêu cầu", "conditional"), Deadline("ngày 31/02", "unknown")),
            source=Source(3, "- Đôn đốc các đơn vị", (Box(3, 80.0, 220.0, 400.0, 234.0),)),
            doubts=("doer-left",), confidence=0.4,
        ),
        Task(
            "t6", "task", "Áp dụng Kế hoạch đã duyệt", section_path=reports, section="Đôn đốc, báo cáo",
            lead_units=(HOME,), units=(unit(HOME, "lead"),), origins={"lead_units": "person"},
            source=Source(3, "- Áp dụng", (Box(3, 80.0, 240.0, 400.0, 254.0),)), confidence=0.99,
            corrections=(Correction("lead_units", [JUSTICE], "Lê An", "2026-02-01"),),
        ),
    )  # fmt: skip
    document = DocumentInfo(
        file="kh.pdf", sha256="0" * 64, format="pdf", pages=3, type="KẾ HOẠCH", number="12/KH-STP",
        issued=dt.date(2026, 1, 15), issuer="Sở Tư pháp", title="Công tác tư pháp năm 2026", years=(2026,),
        signer="Lê Văn An", signer_title="GIÁM ĐỐC",
    )  # fmt: skip
    warnings = (
        Notice("number-repeated", {"number": "9", "first": "2"}, page=2, row="3"),
        Notice("no-plan-head"),
    )
    return Plan(document, tasks, warnings, (Task("t7", "task", "Dòng thừa"),))


def hostile_plan() -> Plan:
    """A plan whose every text is an attack."""
    day = dt.date(2026, 3, 31)
    task = Task(
        HOSTILE, HOSTILE, HOSTILE, number=HOSTILE, section_path=(HOSTILE,), section=HOSTILE, products=(HOSTILE,) * 2,
        lead_units=(HOSTILE,), coordinating_units=(HOSTILE,) * 2, units=(unit(HOSTILE, "lead", f"{HOSTILE}$x^2$"),),
        deadlines=(
            Deadline(HOSTILE, HOSTILE, day, day), Deadline(HOSTILE, "recurring", rrule=HOSTILE),
            Deadline(HOSTILE, "unknown"),
        ),
        targets=(Target(HOSTILE, "=", 1, HOSTILE),), extra={HOSTILE: HOSTILE}, by_model=(HOSTILE,),
        source=Source(1, HOSTILE, (Box(1, 1.0, 2.0, 3.0, 4.0),)), origins={HOSTILE: HOSTILE}, doubts=(HOSTILE,),
        confidence=0.1, corrections=(Correction(HOSTILE, {HOSTILE: HOSTILE}, HOSTILE, HOSTILE),),
    )  # fmt: skip
    document = DocumentInfo(
        file=HOSTILE, format=HOSTILE, type=HOSTILE, number=HOSTILE, issuer=HOSTILE, title=HOSTILE, signer=HOSTILE
    )
    other = Task("y", "task", "Việc khác", lead_units=("B",))
    notices = (Notice(HOSTILE, {"raw": HOSTILE}, row=HOSTILE), Notice("deadline-before-issue", {"raw": HOSTILE}))
    return Plan(document, (task, other), notices, (task,))
