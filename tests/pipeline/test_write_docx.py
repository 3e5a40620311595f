"""DOCX: the appendix as Nghị định 30/2020/NĐ-CP lays it out, whatever the plan holds."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.deadlines import Deadline
from extractors.targets import Target
from pipeline import extract
from pipeline.records import DocumentInfo, Plan, Task
from pipeline.write.docx import row_numbers, write_docx
from pipeline.write.section_rows import section_number, sections
from pipeline.write.title_block import title_block
from tests.pipeline.strategies import PLANS

ODD = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x00\x0b\udce9\ufffe<&>\"'=+-\n\r\t ")), max_size=40)


def written(plan: Plan, lang: str = "vi") -> bytes:
    stream = io.BytesIO()
    write_docx(plan, stream, lang)
    return stream.getvalue()


def opened(plan: Plan, lang: str = "vi") -> Any:
    import docx

    return docx.Document(io.BytesIO(written(plan, lang)))


def cells(plan: Plan, lang: str = "vi") -> list[list[str]]:
    """The texts of the table, those of a merged cell once."""
    (table,) = opened(plan, lang).tables
    return [list({id(cell._tc): cell.text for cell in row.cells}.values()) for row in table.rows]


def of(*tasks: Task, **info: Any) -> Plan:
    return Plan(DocumentInfo(**{"type": "KẾ HOẠCH", "title": "Công tác kiểm tra năm 2026", **info}), tasks)


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_head(plan: Plan) -> None:
    assert [paragraph.text for paragraph in opened(plan).paragraphs if paragraph.text] == [
        "Phụ lục",
        "DANH MỤC NHIỆM VỤ, CHỈ TIÊU THỰC HIỆN",
        "KẾ HOẠCH",
        "Công tác kiểm tra văn bản năm 2025",
        "(Kèm theo Kế hoạch số 12/KH-STP ngày 15 tháng 01 năm 2025 của Sở Tư pháp)",
    ]


def test_the_table(plan: Plan) -> None:
    assert cells(plan) == [
        ["TT", "Nhiệm vụ, chỉ tiêu", "Sản phẩm", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"],
        ["II.1", "Nội dung"],
        [
            "1",
            "Kiểm tra văn bản của các xã",
            "- Kế hoạch kiểm tra;\n- Báo cáo kết quả",
            "Văn phòng Sở",
            "- Phòng Nội vụ;\n- UBND các xã",
            "- Quý II/2025;\n- trước ngày 20/02/2025",
        ],
        ["2", "- Rà soát biểu mẫu", "", "", "", "hằng tháng"],
        ["Chỉ tiêu"],
        ["3", "=100% hồ sơ được xử lý đúng hạn", "", "", "", ""],
    ]


def test_english(plan: Plan) -> None:
    document = opened(plan, "en")
    assert document.paragraphs[0].text == "Appendix"
    assert cells(plan, "en")[0] == [
        "No.", "Task or target", "Products", "Lead unit", "Coordinating units", "Deadline",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ({}, "số …… ngày …… tháng …… năm …… của ……"),
        ({"number": "/KH-SYT", "issuer": "SỞ Y TẾ"}, "số ……/KH-SYT ngày …… tháng …… năm …… của SỞ Y TẾ"),
        ({"number": "07-KH/ĐTN", "issued": dt.date(2026, 7, 9)}, "số 07-KH/ĐTN ngày 09 tháng 7 năm 2026 của ……"),
        ({"title": "Phòng cháy rừng", "years": (2026,)}, "số …… ngày …… tháng …… năm 2026 của ……"),
        (
            {"issuer": "ỦY BAN NHÂN DÂN XÃ ĐỒNG MÂY"},
            "số …… ngày …… tháng …… năm …… của Ủy ban nhân dân xã Đồng Mây",
        ),
    ],
)
def test_what_the_plan_does_not_say_stays_open(info: dict[str, Any], expected: str) -> None:
    assert title_block(of(**info)).attached == f"(Kèm theo Kế hoạch {expected})"


def test_the_issuer_as_the_plan_spells_it() -> None:
    task = Task("a", "task", "Rà soát văn bản, gửi Sở Nông nghiệp và Môi trường")
    assert title_block(of(task, issuer="SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG")).attached.endswith(
        "của Sở Nông nghiệp và Môi trường)"
    )


def test_figures_that_the_text_does_not_say_have_a_column() -> None:
    said = Task("a", "target", "100% hồ sơ đúng hạn", targets=(Target("100%", "=", 100, "%"),))
    unsaid = Task("b", "target", "Tỷ lệ hồ sơ trực tuyến", targets=(Target("từ 85% trở lên", ">=", 85, "%"),))
    assert len(cells(of(said))[0]) == 6
    table = cells(of(said, unsaid))
    assert [row[-1] for row in table] == ["Chỉ tiêu phấn đấu", "100%", "từ 85% trở lên"]


@pytest.mark.parametrize(
    ("raw", "kind", "bound", "printed"),
    [
        ("trong tháng 6/2026", "month", "on_or_before", "hoàn thành trong tháng 6/2026"),
        ("trong tháng 6/2026", "month", None, "trong tháng 6/2026"),
        ("đến hết quý II/2026", "quarter", "on_or_before", "đến hết quý II/2026"),
        ("ngày 20/6/2026", "date", "on_or_before", "ngày 20/6/2026"),
    ],
)
def test_a_time_that_is_a_limit_says_so(raw: str, kind: str, bound: str | None, printed: str) -> None:
    deadline = Deadline(raw, kind, None, dt.date(2026, 6, 30), bound)
    assert cells(of(Task("a", "task", "Rà soát", deadlines=(deadline,))))[1][-1] == printed


def test_rows_that_detail_the_one_above() -> None:
    above = Task("a", "task", "Xây dựng kho dữ liệu", section="Dữ liệu", lead_units=("Sở Tài chính",))
    below = Task("b", "task", "Dữ liệu đầu tư", section=above.task, parent="a", lead_units=("Sở Y tế",))
    bare = replace(below, lead_units=())  # would take over what stands above
    last = Task("c", "task", "Vận hành kho", section="Dữ liệu")
    assert row_numbers([above, below, below, last]) == ["1", "1.1", "1.2", "2"]
    assert row_numbers([above, bare, last]) == ["1", "2", "3"]
    assert [row[0] for row in cells(of(above, below, last))] == ["TT", "Dữ liệu", "1", "1.1", "2"]


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ((), ""),
        (("PL",), ""),
        (("PL2", "I"), "I"),
        (("II", "2", "a"), "II.2.a"),
        (("V", "3", "3.1"), "V.3.1"),
        (("6", "6.2", "6.2.1"), "6.2.1"),
        (("1", "10"), "1.10"),
        (("PHẦN", "I"), "PHẦN.I"),
    ],
)
def test_the_number_of_a_section(path: tuple[str, ...], number: str) -> None:
    assert section_number(path) == number


def test_sections_are_runs_of_rows() -> None:
    one, two = Task("a", "task", "A", section="Một", section_path=("I",)), Task("b", "task", "B", section="Hai  hai")
    plain = Task("c", "task", "C")
    found = sections([one, one, two, one, plain])
    assert [(s.number, s.heading, [n for n, _ in s.tasks]) for s in found] == [
        ("I", "Một", [1, 2]), ("", "Hai hai", [3]), ("I", "Một", [4]), ("", "", [5]),
    ]  # fmt: skip
    assert [s.has_row for s in found] == [True, True, True, False]
    assert sections([]) == []


# --- how it is laid out -----------------------------------------------------------------------------------------------


def test_the_page(plan: Plan) -> None:
    section = opened(plan).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (pytest.approx(297, 0.01), pytest.approx(210, 0.01))
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    for margin, (least, most) in zip(margins, [(20, 25), (20, 25), (30, 35), (15, 20)], strict=True):
        assert least - 0.1 <= margin.mm <= most
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_the_header_row_is_repeated_and_short_rows_stay_whole(plan: Plan) -> None:
    long = replace(plan.tasks[0], task="Rà soát " * 400)
    (table,) = opened(replace(plan, tasks=(*plan.tasks, long))).tables
    marks = [{child.tag.rpartition("}")[2] for child in row._tr.trPr} for row in table.rows]
    assert marks[0] == {"cantSplit", "tblHeader"}
    assert marks[2] == {"cantSplit"}
    assert marks[-1] == set()


def test_the_widths_fill_the_page(plan: Plan) -> None:
    document = opened(plan)
    section, (table,) = document.sections[0], document.tables
    text = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in table.columns) == pytest.approx(text, rel=0.005)


def test_one_font_and_language(plan: Plan) -> None:
    with zipfile.ZipFile(io.BytesIO(written(plan))) as package:
        styles, body = (package.read(f"word/{name}.xml").decode() for name in ("styles", "document"))
    normal = styles[styles.index('w:styleId="Normal"') :].partition("</w:style>")[0]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        assert f'w:{script}="Times New Roman"' in normal
    assert 'w:lang w:val="vi-VN"' in styles
    assert "w:rFonts" not in body


def test_no_time_of_writing(plan: Plan) -> None:
    first = written(plan)
    assert first == written(plan)
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        properties = package.read("docProps/core.xml").decode()
    assert "kehoach" in properties
    assert "Công tác kiểm tra văn bản năm 2025" in properties
    assert "dcterms:created" not in properties
    assert "dcterms:modified" not in properties


# --- whatever the plan holds ------------------------------------------------------------------------------------------


def test_no_tasks() -> None:
    assert len(cells(of())) == 1
    assert extract(written(of()), ner=False).tasks == ()
    assert extract(written(Plan(DocumentInfo(), ())), ner=False).tasks == ()


@settings(max_examples=60, deadline=None)
@given(PLANS, st.sampled_from(["vi", "en"]))
def test_any_plan(plan: Plan, lang: str) -> None:
    table = cells(plan, lang)
    assert len(table) >= 1 + len(plan.tasks)
    assert written(plan, lang) == written(plan, lang)


@settings(max_examples=60, deadline=None)
@given(ODD, ODD, ODD)
def test_odd_text_is_kept_where_it_can_be(task: str, unit: str, heading: str) -> None:
    table = cells(of(Task("a", "task", task, lead_units=(unit,), section=heading), title=heading, issuer=unit))
    kept = [c for c in task if c.isprintable() and not c.isspace() and not "\ud800" <= c <= "\udfff"]
    assert [c for c in table[-1][1] if c.isprintable() and not c.isspace()] == kept


def test_a_huge_cell() -> None:
    long = "Rà soát, thống kê " * 2400
    (task,) = extract(written(of(Task("a", "task", long, section="Nội dung"))), ner=False).tasks
    assert task.task == long.strip()


def test_libreoffice_opens_it(plan: Plan, tmp_path: Path) -> None:
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice and pdftotext are not installed")
    many = replace(plan, tasks=plan.tasks * 12)
    (tmp_path / "phu-luc.docx").write_bytes(written(many))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "phu-luc.docx"],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "phu-luc.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = [page for page in text.split("\f") if page.strip()]
    assert len(pages) > 1
    assert all("Đơn vị chủ trì" in page for page in pages)
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert pages[0].split()[:2] == ["Phụ", "lục"]
