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

from pipeline.errors import KehoachError
from pipeline.records import DocumentInfo, Notice, Plan, Task
from pipeline.table import COLUMNS
from pipeline.write import FORMATS, dump, format_of, write


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


def test_xlsx_table(plan: Plan) -> None:
    sheet = workbook(plan)["Nhiệm vụ"]
    assert tuple(cell.value for cell in sheet[1]) == COLUMNS["vi"]
    assert all(cell.font.b for cell in sheet[1]) and not sheet["A2"].font.b
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:N4"
    assert sheet["C2"].value == "Kế hoạch kiểm tra;\nBáo cáo kết quả" and sheet["C2"].alignment.wrap_text
    assert sheet["H2"].value == dt.datetime(2025, 2, 20) and sheet["H2"].number_format == "dd/mm/yyyy"
    assert sheet["H3"].value is None
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_xlsx_texts_are_never_formulas(plan: Plan) -> None:
    sheet = workbook(plan)["Nhiệm vụ"]
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=100% hồ sơ được xử lý đúng hạn", "s")
    assert sheet["B3"].value == "- Rà soát biểu mẫu"


def test_xlsx_says_what_the_document_is(plan: Plan) -> None:
    about = [(row[0], row[1]) for row in workbook(plan)["Thông tin"].values]
    assert ("Số, ký hiệu", "12/KH-STP") in about
    assert ("Ngày ban hành", dt.datetime(2025, 1, 15)) in about
    assert ("Căn cứ", "Nghị định, 34/2016/NĐ-CP, 14/05/2016, Chính phủ") in about
    assert about[-1][0] == "Cảnh báo" and about[-1][1].startswith("trang 2, dòng 1: ")
    assert "Tasks" in workbook(plan, "en").sheetnames


def test_xlsx_drops_what_xml_cannot_hold(plan: Plan) -> None:
    text = "a\x0bb\x00c\x1b\ud800d\uffffe\nf"
    assert workbook(with_task(plan, text))["Nhiệm vụ"]["B2"].value == "abcde\nf"


def test_xlsx_is_the_same_every_time(plan: Plan) -> None:
    assert dumped(plan, "xlsx") == dumped(plan, "xlsx")


def test_xlsx_of_ten_thousand_rows(plan: Plan) -> None:
    large = dataclasses.replace(plan, tasks=plan.tasks[:1] * 10_000)
    book = openpyxl.load_workbook(io.BytesIO(dumped(large, "xlsx")), read_only=True)
    assert sum(1 for _ in book["Nhiệm vụ"].rows) == 10_001


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
def test_write_takes_the_format_from_the_suffix(plan: Plan, tmp_path: Path, format: str) -> None:
    path = tmp_path / f"bảng.{format.upper()}"
    write(plan, path)
    assert path.read_bytes() == dumped(plan, format)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_write_in_a_stated_format(plan: Plan, tmp_path: Path) -> None:
    write(plan, tmp_path / "table", "csv", "en")
    assert (tmp_path / "table").read_bytes() == dumped(plan, "csv", "en")


@pytest.mark.parametrize("name", ["a.doc", "a", ".json"])
def test_unknown_suffix(name: str) -> None:
    with pytest.raises(KehoachError, match="unknown-format") as caught:
        format_of(name)
    assert caught.value.values["allowed"] == ".json, .jsonl, .csv, .xlsx"


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
