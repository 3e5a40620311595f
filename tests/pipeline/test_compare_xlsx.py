from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText

from pipeline.batch import plans_in
from pipeline.compare.view import Entry, Status, View
from pipeline.errors import KehoachError
from pipeline.write.compare_xlsx import sheet_names, write_xlsx
from pipeline.write.marked_cells import height
from pipeline.write.workbook import is_own_table
from tests.pipeline.views import CHANGED, REMARK, SPLIT, cell, life, sample, view

SHEETS = ["Tổng quan", "Tất cả", "Thay đổi", "Tách", "Gộp", "Bổ sung", "Không còn", "Không đổi"]


def dumped(shown: View) -> bytes:
    stream = io.BytesIO()
    write_xlsx(shown, stream)
    return stream.getvalue()


def workbook(shown: View) -> Any:
    return openpyxl.load_workbook(io.BytesIO(dumped(shown)), rich_text=True)


def column(sheet: Any, name: str) -> list[Any]:
    """The cells below the head `name`."""
    (head,) = (cell for cell in sheet[1] if cell.value == name)
    return [row[head.column - 1] for row in sheet.iter_rows(min_row=2)]


def pieces(value: Any) -> list[tuple[str, str]]:
    """Each run and how it stands out: "-" struck red, "+" bold green."""
    signs = {(True, False, "FFC00000"): "-", (False, True, "FF00703C"): "+"}
    return [
        (run, "")
        if isinstance(run, str)
        else (run.text, signs[bool(run.font.strike), bool(run.font.b), run.font.color.rgb])
        for run in value
    ]


def test_a_sheet_for_each_status_that_occurs() -> None:
    assert workbook(sample()).sheetnames == SHEETS
    assert workbook(view(SPLIT)).sheetnames == ["Tổng quan", "Tất cả", "Tách"]
    english = dataclasses.replace(sample(), lang="en")
    assert workbook(english).sheetnames[:2] == ["Overview", "All"]


def test_the_overview_tells_counts_and_leads_to_the_sheets() -> None:
    sheet = workbook(sample())["Tổng quan"]
    assert sheet["A1"].value == sample().title
    texts = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    assert texts["2025"][1].value == "kh-2025.pdf – 12/KH-UBND – Cải cách hành chính năm 2025"
    assert texts["Thay đổi"][1].value == 1 and texts["Tất cả"][1].value == 6
    assert [texts[name][0].hyperlink.location for name in SHEETS[1:]] == [f"'{name}'!A1" for name in SHEETS[1:]]
    assert texts["Thay đổi"][0].fill.start_color.rgb != texts["Bổ sung"][0].fill.start_color.rgb
    assert texts["Lưu ý chung"][1].value == REMARK
    assert [pieces(sheet.cell(texts["Cách đọc"][0].row + i, 2).value)[0][1] for i in (0, 1)] == ["-", "+"]


def test_a_status_without_entries_has_no_link() -> None:
    sheet = workbook(view(SPLIT))["Tổng quan"]
    texts = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    assert texts["Bổ sung"][1].value == 0 and texts["Bổ sung"][0].hyperlink is None


def test_changed_words_are_rich_text() -> None:
    sheet = workbook(sample())["Thay đổi"]
    (old,), (new,) = column(sheet, "Nhiệm vụ (2025)"), column(sheet, "Nhiệm vụ (2026)")
    assert isinstance(old.value, CellRichText)
    rest = " do HĐND, UBND tỉnh ban hành, kiến nghị xử lý văn bản trái luật"
    assert pieces(old.value) == [("Rà soát ", ""), ("văn bản quy phạm pháp luật", "-"), (rest, "")]
    assert pieces(new.value) == [("Rà soát ", ""), ("hồ sơ và thủ tục", "+"), (rest, "")]
    assert old.value[1].font.rFont == old.font.name and old.value[1].font.sz == old.font.sz
    assert pieces(column(sheet, "Thời gian hoàn thành (2026)")[0].value) == [("Quý III/2026", "+")]
    assert column(sheet, "Đơn vị chủ trì (2025)")[0].value == "Sở Tư pháp"


def test_spaces_between_marked_words_stay() -> None:
    texts = ("[-hằng-] [-tháng-]", " [-hằng-] ", "{+ +}mới", "[-hằng-]{+ +}[-tháng-]")
    shown = view(*(Entry("changed", ((cell("1", text),), (cell("1", "x"),))) for text in texts))
    found = [str(cell.value) for cell in column(workbook(shown)["Tất cả"], "Nhiệm vụ (2025)")]
    assert found == ["hằng tháng", " hằng ", " mới", "hằng tháng"]


def test_a_sheet_is_ready_to_filter_and_print() -> None:
    sheet = workbook(sample())["Tất cả"]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == f"A1:U{1 + 6}"
    assert sheet.print_title_rows == "$1:$1" and sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.right.text == "Trang &P/&N"
    # Twenty-one columns are unreadable on A4: those behind the similarity are for the screen.
    assert sheet.print_area == "'Tất cả'!$A$1:$K$7" and sheet["K1"].value == "Độ giống nhau"
    (changed,) = (row for row in sheet.iter_rows(min_row=2) if row[0].value == "Thay đổi")
    assert all(cell.alignment.wrap_text for cell in changed)
    assert sheet.row_dimensions[changed[0].row].height > sheet.row_dimensions[2].height
    assert changed[10].value == 0.827 and changed[10].number_format == "0%"
    assert (changed[1].value, changed[5].value) == (3, 5)


def test_columns_without_a_word_are_left_out() -> None:
    sheet = workbook(sample())["Bổ sung"]
    names = [cell.value for cell in sheet[1]]
    assert names[:4] == ["Tình trạng", "TT (2026)", "Nhiệm vụ (2026)", "Đơn vị chủ trì (2026)"]
    assert not any("2025" in name for name in names) and "Thay đổi" not in names
    assert sheet.print_area == "'Bổ sung'!$A$1:$J$2" and len(names) == 10


def test_three_years_stand_side_by_side() -> None:
    names = [cell.value for cell in workbook(life())["Tất cả"][1]]
    assert names[:8] == [
        "Tình trạng",
        *(f"{name} ({year})" for year in (2025, 2026, 2027) for name in ("TT", "Nhiệm vụ")),
        "Thay đổi",
    ]


def test_what_is_read_first_is_printed_also_where_nothing_is_said() -> None:
    side = CHANGED.sides[0]
    sheet = workbook(view(Entry("unchanged", (side, side, side)), names=("2025", "2026", "2027")))["Tất cả"]
    assert sheet.print_area == "'Tất cả'!$A$1:$G$2" and sheet["G1"].value == "Nhiệm vụ (2027)"
    assert sheet["AA1"].value and sheet["AB1"].value  # beyond Z


def test_a_view_without_entries() -> None:
    book = workbook(view())
    assert book.sheetnames == ["Tổng quan", "Tất cả"]
    assert "Nhiệm vụ (2026)" in [cell.value for cell in book["Tất cả"][1]]


def test_texts_are_never_formulas_and_hold_no_control_characters() -> None:
    section = "Cải cách tổ chức bộ máy, tinh giản biên chế"
    tasks = ("=1+1", "#N/A", "[-=1-]{++1+}", "a\x0bb\x00c\x1b\ud800[-d\uffff-]\ne")
    shown = view(
        *(Entry("changed", ((cell(task, task, section=section),), (cell("07", "x"),)), (task,)) for task in tasks),
        names=("=2025", "a[b]\x07"),
        remarks=("=1",),
    )
    book = workbook(shown)
    sheet = book["Tất cả"]
    found = column(sheet, "Nhiệm vụ (=2025)")
    assert [str(cell.value) for cell in found] == ["=1+1", "#N/A", "=1+1", "abcd\ne"]
    assert {cell.data_type for other in book for row in other.iter_rows() for cell in row} <= {"s", "n"}
    assert [cell.value for cell in column(sheet, "Mục (=2025)")] == [section] * 4
    assert [cell.value for cell in column(sheet, "TT (a[b])")] == ["07"] * 4


def test_a_text_longer_than_a_cell_is_cut() -> None:
    shown = view(Entry("changed", ((cell("1", f"{'a' * 40_000}[-b-]"),), (cell("1", f"[-b-]{'a' * 40_000}"),))))
    sheet = workbook(shown)["Tất cả"]
    assert len(column(sheet, "Nhiệm vụ (2025)")[0].value) == 32_767
    assert len(str(column(sheet, "Nhiệm vụ (2026)")[0].value)) == 32_767


@pytest.mark.parametrize(
    ("wished", "expected"),
    [
        (["Thay đổi", "thay đổi"], ["Thay đổi", "thay đổi 2"]),
        (["Giữ/bỏ [1]: *?\\"], ["Giữ bỏ  1"]),
        (
            ["Nhiệm vụ được giữ nguyên nhưng đổi đơn vị"] * 2,
            ["Nhiệm vụ được giữ nguyên nhưng", "Nhiệm vụ được giữ nguyên nhưn 2"],
        ),
        (["'", "History", ""], ["-", "History 2", "- 2"]),
    ],
)
def test_sheet_names(wished: list[str], expected: list[str]) -> None:
    assert sheet_names(wished) == expected
    assert all(0 < len(name) <= 31 for name in sheet_names(wished))


def test_a_long_status_name_is_a_sheet_with_a_link() -> None:
    name = "Còn trong kế hoạch nhưng 'đổi' đơn vị chủ trì"
    shown = dataclasses.replace(view(CHANGED), statuses=(Status("changed", name, 1, "other"),))
    book = workbook(shown)
    assert book.sheetnames[2] == "Còn trong kế hoạch nhưng 'đổi"  # 31 characters at most, no apostrophe at the end
    links = [cell.hyperlink.location for (cell, *_) in book["Tổng quan"].iter_rows() if cell.hyperlink]
    assert links[0] == f"'{book.sheetnames[2]}'!A1".replace("'đổi", "''đổi")


def test_the_same_bytes_every_time() -> None:
    assert dumped(sample()) == dumped(sample())


def test_it_is_no_plan_in_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "so-sánh.xlsx"
    path.write_bytes(dumped(sample()))
    assert is_own_table(path)
    with pytest.raises(KehoachError, match="no-plans"):
        plans_in(tmp_path)


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        ([], 1),
        ([("Sở Nội vụ", 17)], 1),
        ([("Sở Nội vụ\nSở Tư pháp", 17)], 2),
        ([("Sở Khoa học và Công nghệ", 17), ("x", 5)], 2),
        ([("a" * 100, 20)], 5),
        ([("a " * 5000, 10)], 409 / 15),
    ],
)
def test_rows_are_as_high_as_their_texts(texts: list[tuple[str, int]], lines: float) -> None:
    assert height(texts) == 15 * lines


@cache
def calc() -> str | None:
    """LibreOffice, where it is there with its spreadsheets (its text processor alone opens no workbook)."""
    found = shutil.which("soffice")
    return found if found and (Path(found).resolve().parent / "libsclo.so").exists() else None


@pytest.mark.skipif(calc() is None, reason="needs LibreOffice Calc")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(dumped(sample()))
    command = [str(calc()), f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    book = openpyxl.load_workbook(tmp_path / "out" / "a.xlsx", rich_text=True)
    assert book.sheetnames == SHEETS
    (old,) = column(book["Thay đổi"], "Nhiệm vụ (2025)")
    assert [run.text for run in old.value if not isinstance(run, str) and run.font.strike] == [
        "văn bản quy phạm pháp luật"
    ]
    assert str(old.value).startswith("Rà soát văn bản quy phạm pháp luật do HĐND")
    assert book["Tất cả"].auto_filter.ref == "A1:U7"
    assert book["Tổng quan"]["A8"].hyperlink.location == "'Thay đổi'!A1"
