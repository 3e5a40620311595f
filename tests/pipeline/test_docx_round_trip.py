"""What is written as an appendix is read back as the same tasks, by the reader that reads any office's appendix."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.deadline_phrases import ISSUED, YEARS, phrases
from corpus.generate import branches, generate
from corpus.typeset import typeset
from extractors.deadlines import Deadline
from extractors.plan_times import PlanTimes
from extractors.targets import find_targets
from pipeline import extract
from pipeline.drafts import ids_of
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.write.docx import write_docx

CORPUS = Path(__file__).parents[2] / "corpus"
TIMES = PlanTimes(YEARS, ISSUED)
INFO = DocumentInfo(
    type="KẾ HOẠCH", number="31/KH-UBND", issued=ISSUED, issuer="Ủy ban nhân dân xã Suối Ngân",
    title="Phòng, chống cháy rừng năm 2026", years=YEARS,
)  # fmt: skip

WORK = ("Rà soát", "Tổ chức tập huấn về", "Kiểm tra", "Tuyên truyền", "Lập danh sách", "Sửa chữa", "Vận hành thử")
THINGS = (
    "văn bản quy phạm pháp luật", "đường băng cản lửa", "phần mềm một cửa", "chòi canh tại các thôn",
    "kỹ năng số cho Nhân dân; chú trọng người cao tuổi", "hồ sơ “Tiếp công dân”, đơn thư khiếu nại - tố cáo",
    "quy chế (sửa đổi) theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020",
)  # fmt: skip
FIGURES = ("", " cho ít nhất 02 xã", "; bảo đảm 100% hồ sơ đúng hạn", ", tỷ lệ hài lòng từ 95% trở lên")
GOALS = (
    "100% hồ sơ được giải quyết đúng hạn",
    "Tỷ lệ che phủ rừng đạt từ 61,5% trở lên",
    "Trên 80% hộ dân cài đặt VNeID",
)
UNITS = (
    "Văn phòng Sở", "Sở Nông nghiệp và Môi trường", "Phòng Kế hoạch - Tài chính", "UBND các xã, phường",
    "các đơn vị trực thuộc", "Công an xã", "Hạt Kiểm lâm", "các cơ quan, đơn vị có liên quan", "Trạm Y tế",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh xã", "Ban Quản lý rừng phòng hộ",
)  # fmt: skip
PRODUCTS = (
    "Kế hoạch", "Báo cáo kết quả", "báo cáo năm", "Danh mục thủ tục hành chính", "hội nghị sơ kết; biên bản",
    "Quyết định của Chủ tịch UBND xã",
)  # fmt: skip
HEADINGS = (
    "NHIỆM VỤ TRỌNG TÂM", "Nội dung", "Cải cách thể chế", "Giai đoạn 1: Từ ngày 10/3 đến ngày 30/6", "Quý II/2026",
    "Đối với các phòng chuyên môn",
)  # fmt: skip
PATHS = (
    (("VIII",), ("I",), ("II", "2"), ("II", "2", "a"), ("V", "3", "3.1"), ("PL", "IV"), ("B", "I", "3")),
    (("9",), ("1",), ("2", "2.1"), ("3", "3.1", "3.1.2")),
)
"""Paths of one way of numbering each, that of the targets first."""
CELLS = [found for p in phrases() if p.cell and "\n" not in p.text and (found := TIMES.cell(p.text))]
"""The deadlines of each phrase of a time cell in the deadline grammar's own list."""

FIELDS = (
    "task", "kind", "products", "lead_units", "coordinating_units", "section", "targets", "deadlines", "id",
)  # fmt: skip


def back(plan: Plan) -> Plan:
    stream = io.BytesIO()
    write_docx(plan, stream)
    return extract(stream.getvalue(), name="phu-luc.docx", ner=False)


def told(task: Task) -> dict[str, object]:
    """The fields that the appendix shows, without where in the text they were found."""
    shown = {name: getattr(task, name) for name in FIELDS}
    shown["targets"] = tuple((t.raw, t.comparator, t.value, t.unit) for t in task.targets)
    shown["deadlines"] = tuple(_time(d) for d in task.deadlines)
    return shown


def _time(d: Deadline) -> tuple[object, ...]:
    return " ".join(d.raw.split()), d.kind, d.start, d.end, d.bound, d.rrule


def of(*tasks: Task, info: DocumentInfo = INFO) -> Plan:
    """The plan of these tasks, with the ids that extraction gives."""
    ids = ids_of([task.task for task in tasks], info.title)
    return Plan(info, tuple(replace(task, id=given) for task, given in zip(tasks, ids, strict=True)))


# --- plans made of phrases --------------------------------------------------------------------------------------------


@st.composite
def tasks_of_a_section(draw: st.DrawFn, paths: Sequence[tuple[str, ...]]) -> list[Task]:
    path, heading = draw(st.sampled_from(paths)), draw(st.sampled_from(HEADINGS))
    out = []
    for _ in range(draw(st.integers(1, 4))):
        text = f"{draw(st.sampled_from(WORK))} {draw(st.sampled_from(THINGS))}{draw(st.sampled_from(FIGURES))}"
        # a heading that is a time or names a unit gives it to the rows whose cells say nothing
        cell = draw(st.sampled_from(CELLS))
        units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=5, unique=True))
        leads = draw(st.integers(1, len(units)))
        out.append(
            Task(
                "", "task", text, section_path=path, section=heading,
                products=tuple(draw(st.lists(st.sampled_from(PRODUCTS), max_size=3, unique=True))),
                lead_units=tuple(units[:leads]), coordinating_units=tuple(units[leads:]),
                deadlines=cell, targets=tuple(find_targets(text)),
            )
        )  # fmt: skip
    return out


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    first, *paths = draw(st.sampled_from(PATHS))
    goals = draw(st.lists(st.sampled_from(GOALS), max_size=3, unique=True))
    targets = [
        Task("", "target", text, section_path=first, section="CHỈ TIÊU NĂM 2026", targets=tuple(find_targets(text)))
        for text in goals
    ]
    parts = draw(st.lists(tasks_of_a_section(paths), min_size=1, max_size=4))
    return of(*targets, *(task for part in parts for task in part))


@settings(max_examples=60, deadline=None)
@given(plans())
def test_a_plan_of_phrases(plan: Plan) -> None:
    assert [told(task) for task in back(plan).tasks] == [told(task) for task in plan.tasks]


@pytest.mark.parametrize(
    "info",
    [
        INFO,
        replace(INFO, number="/KH-UBND", issued=None),
        replace(INFO, number="27-KH/ĐU", issuer="Đảng ủy xã Phú Lộc", issued=dt.date(2026, 3, 18)),
        replace(INFO, type="QUYẾT ĐỊNH", number="8/QĐ-STP", title="Ban hành Kế hoạch số hóa giai đoạn 2026 - 2027",
                years=(2026, 2027)),
        replace(INFO, title="Thực hiện Nghị quyết số 118/NQ-CP ngày 12 tháng 02 năm 2025 của Chính phủ", years=(2026,)),
        replace(INFO, title="Thực hiện nhiệm vụ năm học 2025 - 2026", years=(2025, 2026)),
        replace(INFO, number=None, issued=None, issuer=None),
    ],
)  # fmt: skip
def test_the_document_that_it_is_attached_to(info: DocumentInfo) -> None:
    got = back(of(Task("", "task", "Rà soát văn bản"), info=info)).document
    for name in ("type", "number", "issued", "issuer", "title", "years"):
        assert getattr(got, name) == getattr(info, name)


# --- plans as they are extracted --------------------------------------------------------------------------------------


def same(plan: Plan) -> float:
    """The share of tasks that come back the same in every field; their number and order must."""
    read = back(plan)
    assert [task.id for task in read.tasks] == [task.id for task in plan.tasks]
    assert (read.document.title, read.document.number) == (plan.document.title, plan.document.number)
    equal = [told(a) == told(b) for a, b in zip(plan.tasks, read.tasks, strict=True)]
    return sum(equal) / max(1, len(equal))


@pytest.mark.parametrize(
    ("name", "least"),
    [("demo", 1.0), ("events", 1.0), ("ministry", 1.0), ("cchc-2025", 0.97), ("school", 0.97), ("thpt-2024", 0.9)],
)
def test_a_written_plan(name: str, least: float) -> None:
    assert same(extract(CORPUS / f"{name}.docx", ner=False)) >= least


@pytest.mark.parametrize("branch", [*branches("test"), "nong-nghiep", "ubnd-tinh"])
def test_a_generated_plan(branch: str) -> None:
    stream = io.BytesIO()
    typeset(generate(branch, 1)).save(stream)
    assert same(extract(stream.getvalue(), ner=False)) >= 0.9
