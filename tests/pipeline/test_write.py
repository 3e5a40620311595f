from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractors.deadlines import Deadline
from pipeline.errors import KehoachError
from pipeline.records import Correction, DocumentInfo, Notice, Plan, Task
from pipeline.stored_database import read_database
from pipeline.table import COLUMNS
from pipeline.write import FORMATS, dump, format_of, write
from pipeline.write.office_sheet import CORRECTED_FILL, DOUBT_FILL


def dumped(plan: Plan, format: str, lang: str = "vi") -> bytes:
    stream = io.BytesIO()
    dump(plan, stream, format, lang)
    return stream.getvalue()  # fails if the writer closed the stream


def workbook(plan: Plan, lang: str = "vi") -> Any:
    return openpyxl.load_workbook(io.BytesIO(dumped(plan, "xlsx", lang)))


def with_task(plan: Plan, text: str) -> Plan:
    return dataclasses.replace(plan, tasks=(Task("x", "task", text),))


def test_json_is_the_plan(plan: Plan) -> None:
    text = dumped(plan, "json").decode()
    assert json.loads(text) == json.loads(json.dumps(plan.to_dict()))
    assert "Kiểm tra văn bản" in text  # readable, not \u escapes
    assert text.endswith("}\n")


def test_jsonl_has_a_line_per_task_with_its_document(plan: Plan) -> None:
    lines = [json.loads(line) for line in dumped(plan, "jsonl").decode().splitlines()]
    assert [line["id"] for line in lines] == ["a1", "a2", "a3"]
    assert lines[0]["document"] == {
        "file": "kh-thu.pdf",
        "number": "12/KH-STP",
        "title": "Công tác kiểm tra văn bản năm 2025",
        "sha256": "0" * 64,
    }
    assert lines[0]["lead_units"] == ["Văn phòng Sở"]


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_is_made_for_excel(plan: Plan) -> None:
    content = dumped(plan, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 4 and content.replace(b"\r\n", b"").count(b"\n") == 0
    header, first, *_ = read_csv(content)
    assert tuple(header) == COLUMNS["vi"]
    assert first[2] == "Kế hoạch kiểm tra; Báo cáo kết quả"
    assert first[7] == "2025-02-20"
    assert tuple(read_csv(dumped(plan, "csv", "en"))[0]) == COLUMNS["en"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("\n=1+1", "'\n=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\t=1+1", "'\t=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("- Sở Nội vụ", "'- Sở Nội vụ"),
        ("+ Kinh phí", "'+ Kinh phí"),
        ("-5", "-5"),
        ("+3,5%", "+3,5%"),
        ("Tăng +3", "Tăng +3"),
        ('Có "ngoặc", dấu phẩy;\nvà dòng mới', 'Có "ngoặc", dấu phẩy;\nvà dòng mới'),
    ],
)
def test_csv_cells_are_not_formulas(plan: Plan, text: str, cell: str) -> None:
    assert read_csv(dumped(with_task(plan, text), "csv"))[1][1] == cell


HEAD = 5
"""The row of the workbook's first sheet that names the columns: four lines stand above it."""


def test_xlsx_table(plan: Plan) -> None:
    sheet = workbook(plan)["Nhiệm vụ"]
    assert tuple(cell.value for cell in sheet[HEAD]) == COLUMNS["vi"]
    assert all(cell.font.b for cell in sheet[HEAD]) and not sheet["A7"].font.b
    assert sheet.freeze_panes == "A6"
    assert sheet.auto_filter.ref == "A5:O10"
    assert sheet["C7"].value == "Kế hoạch kiểm tra;\nBáo cáo kết quả" and sheet["C7"].alignment.wrap_text
    assert sheet["H7"].value == dt.datetime(2025, 2, 20) and sheet["H7"].number_format == "dd/mm/yyyy"
    assert sheet["H8"].value is None
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_xlsx_has_the_title_of_the_appendix_and_its_sections(plan: Plan) -> None:
    sheet = workbook(plan)["Nhiệm vụ"]
    assert [sheet[f"A{row}"].value for row in (1, 2, 3, 4)] == [
        "Phụ lục",
        "DANH MỤC NHIỆM VỤ, CHỈ TIÊU THỰC HIỆN KẾ HOẠCH",
        "Công tác kiểm tra văn bản năm 2025",
        "(Kèm theo Kế hoạch số 12/KH-STP ngày 15 tháng 01 năm 2025 của Sở Tư pháp)",
    ]
    assert (sheet["A6"].value, sheet["B6"].value, sheet["O6"].value) == ("II.1", "Nội dung", "§")
    merged = {str(found) for found in sheet.merged_cells.ranges}
    assert {"A1:H1", "A2:H2", "A3:H3", "A4:H4", "B6:H6"} <= merged


def test_xlsx_is_set_up_for_print(plan: Plan) -> None:
    sheet = workbook(plan)["Nhiệm vụ"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == "$5:$5" and sheet.print_area == "'Nhiệm vụ'!$A$1:$H$10"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.oddHeader.center.text == "&P" and sheet.HeaderFooter.differentFirst


def test_xlsx_marks_what_is_doubtful_and_what_a_person_changed(plan: Plan) -> None:
    low = dataclasses.replace(plan.tasks[0], doubts=("prose", "doer-left"), confidence=0.5)
    changed = dataclasses.replace(plan.tasks[1], corrections=(Correction("products", []),))
    odd = dataclasses.replace(plan.tasks[2], deadlines=(Deadline("ngày ấy", "unknown"),), confidence=0.99)
    sheet = workbook(dataclasses.replace(plan, tasks=(low, changed, odd)))["Nhiệm vụ"]

    def fills(row: int) -> dict[str, str]:
        return {c.column_letter: c.fill.start_color.rgb[-6:] for c in sheet[row] if c.fill.fill_type}

    assert fills(7) == {"D": DOUBT_FILL, "K": DOUBT_FILL}
    assert fills(8) == {"C": CORRECTED_FILL}
    assert fills(10) == {"F": DOUBT_FILL, "H": DOUBT_FILL}


def test_xlsx_has_the_records_on_a_sheet_of_their_own(plan: Plan) -> None:
    names, first, *_ = workbook(plan)["Dữ liệu máy"].values
    record = dict(zip(names, first, strict=True))
    assert record["id"] == "a1" and record["due"] == dt.datetime(2025, 2, 20)
    assert json.loads(record["deadlines"]) == plan.to_dict()["tasks"][0]["deadlines"]


def test_a_day_before_those_that_excel_counts_is_text(plan: Plan) -> None:
    old = dataclasses.replace(plan.tasks[0], deadlines=(Deadline("x", "date", end=dt.date(945, 9, 2)),))
    assert workbook(dataclasses.replace(plan, tasks=(old,)))["Nhiệm vụ"]["H7"].value == "02/09/0945"


def test_xlsx_texts_are_never_formulas(plan: Plan) -> None:
    sheet = workbook(plan)["Nhiệm vụ"]
    assert (sheet["B10"].value, sheet["B10"].data_type) == ("=100% hồ sơ được xử lý đúng hạn", "s")
    assert sheet["B8"].value == "- Rà soát biểu mẫu"


def test_xlsx_says_what_the_document_is(plan: Plan) -> None:
    about = [(row[0], row[1]) for row in workbook(plan)["Thông tin"].values]
    assert ("Số, ký hiệu", "12/KH-STP") in about
    assert ("Ngày ban hành", dt.datetime(2025, 1, 15)) in about
    assert ("Căn cứ", "Nghị định, 34/2016/NĐ-CP, 14/05/2016, Chính phủ") in about
    warning = next(text for name, text in about if name == "Cảnh báo")
    assert warning.startswith("trang 2, dòng 1: ")
    assert json.loads(dict(about)["document"]) == plan.to_dict()["document"]
    assert "Tasks" in workbook(plan, "en").sheetnames


def test_xlsx_drops_what_xml_cannot_hold(plan: Plan) -> None:
    text = "a\x0bb\x00c\x1b\ud800d\uffffe\nf"
    assert workbook(with_task(plan, text))["Nhiệm vụ"]["B6"].value == "abcde\nf"


def test_xlsx_is_the_same_every_time(plan: Plan) -> None:
    assert dumped(plan, "xlsx") == dumped(plan, "xlsx")


def test_xlsx_of_three_thousand_rows(plan: Plan) -> None:
    large = dataclasses.replace(plan, tasks=plan.tasks[:1] * 3_000)
    book = openpyxl.load_workbook(io.BytesIO(dumped(large, "xlsx")), read_only=True)
    assert sum(1 for _ in book["Nhiệm vụ"].rows) == HEAD + 1 + 3_000


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_plan_without_tasks_can_be_written(format: str, lang: str) -> None:
    dump(Plan(DocumentInfo(), (), (Notice("no-tasks"),)), io.BytesIO(), format, lang)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_name_that_is_not_utf8_can_be_written(plan: Plan, format: str) -> None:
    document = dataclasses.replace(plan.document, file="k\udcea.pdf", title="k\udcea")
    content = dumped(dataclasses.replace(plan, document=document), format)
    if format == "json":
        assert json.loads(content)["document"]["file"] == "k\udcea.pdf"


@pytest.mark.parametrize("format", FORMATS)
def test_write_takes_the_format_from_the_suffix(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    path = tmp_path / f"bảng.{format.upper()}"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # a calendar says when it was written
    write(plan, path)
    if format == "sqlite":  # pages of the file lie in another order
        assert read_database(path)[0].to_dict() == plan.to_dict()
    else:
        assert path.read_bytes() == dumped(plan, format)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_write_in_a_stated_format(plan: Plan, tmp_path: Path) -> None:
    write(plan, tmp_path / "table", "csv", "en")
    assert (tmp_path / "table").read_bytes() == dumped(plan, "csv", "en")


@pytest.mark.parametrize("name", ["a.doc", "a", ".json"])
def test_unknown_suffix(name: str) -> None:
    with pytest.raises(KehoachError, match="unknown-format") as caught:
        format_of(name)
    assert caught.value.values["allowed"] == ", ".join(f".{format}" for format in FORMATS)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")
    bad = dataclasses.replace(plan, tasks=(Task("x", "task", "x", confidence=float("nan")),))
    with pytest.raises(ValueError):
        write(bad, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_an_error_with_its_reason(tmp_path: Path, plan: Plan) -> None:
    with pytest.raises(KehoachError, match="cannot-write") as caught:
        write(plan, tmp_path / "nowhere" / "a.json")
    assert caught.value.values["reason"]


def test_write_keeps_links_and_permissions(tmp_path: Path, plan: Plan) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write(plan, link)
    assert link.is_symlink() and real.read_bytes() == dumped(plan, "json")
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_and_not_replaced(plan: Plan) -> None:
    write(plan, os.devnull, "json")
    assert not Path(os.devnull).is_file()
