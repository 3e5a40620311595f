"""Workbooks: what cells read as, what is one cell, and what is refused."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

import pipeline.read.docx_package
import pipeline.read.xlsx
from pipeline.errors import KehoachError
from pipeline.messages import message
from pipeline.read import kind_of, read
from pipeline.read.document import Cell, Table
from pipeline.read.xlsx import read_xlsx
from pipeline.read.xlsx_values import day_of, shown_number
from tests.pipeline.effort import calls
from tests.pipeline.workbooks import package, saved, workbook


def only_table(data: bytes) -> Table:
    (block,) = read_xlsx(data).blocks
    assert isinstance(block, Table)
    return block


def texts(data: bytes) -> list[str]:
    return [cell.text for cell in only_table(data).cells]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (1.1, "General", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        (-5, "General", "-5"),
        (123456789012, "General", "123456789012"),
        (0.95, "0%", "95%"),
        (0.975, "0.0%", "97,5%"),
        (0.95, "0.00%", "95,00%"),
        (1234567, "#,##0", "1.234.567"),
        (1234.5, "#,##0.0", "1.234,5"),
        (1234567, "#,##0,", "1.235"),
        (2.5, "0", "3"),
        (1.1, "0.0", "1.1"),
        (1.5, "0.##", "1.5"),
        (7, "00", "07"),
        (30, '0" ngày"', "30 ngày"),
        (2, '"Quý "0', "Quý 2"),
        (3, 'General" tháng"', "3 tháng"),
        (1500000, "#,##0 [$₫-42A]", "1.500.000 ₫"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        (-12, "#,##0_);(#,##0)", "(12)"),
        (5, "@", "5"),
        (0.5, "# ?/?", "0.5"),
        (1500, "0.00E+00", "1500"),
        (5, ";;;", ""),
        (46096, "m/d/yyyy", "15/03/2026"),
        (46096, "[$-42A]dd/mm/yyyy;@", "15/03/2026"),
        (46096, "DD\\-MM\\-YY", "15/03/2026"),
        (46096.35, "dd/mm/yyyy h:mm", "15/03/2026"),
        (46082, "mm/yyyy", "03/2026"),
        (46082, "mmm-yy", "03/2026"),
        (46096, "d-mmm", "15/03"),
        (46096, "yyyy", "2026"),
        (46096, "mmmm", "Tháng 3"),
        (46096, '"Tháng "m"/"yyyy', "Tháng 3/2026"),
        (46096, '"ngày "dd" tháng "mm" năm "yyyy', "ngày 15 tháng 03 năm 2026"),
        (0.604166667, "h:mm", "14:30"),
        (0, "dd/mm/yyyy", ""),
        (1e12, "dd/mm/yyyy", ""),
        (-3, "dd/mm/yyyy", ""),
    ],
)
def test_numbers_read_as_their_format_shows_them(value: float, code: str, text: str) -> None:
    assert shown_number(value, code) == text


@pytest.mark.parametrize(
    ("serial", "from_1904", "day"),
    [
        (1, False, dt.date(1900, 1, 1)),
        (59, False, dt.date(1900, 2, 28)),
        (61, False, dt.date(1900, 3, 1)),
        (2958465, False, dt.date(9999, 12, 31)),
        (2958466, False, None),
        (0, False, None),
        (44634, True, dt.date(2026, 3, 15)),
        (-1, True, None),
    ],
)
def test_days(serial: float, from_1904: bool, day: dt.date | None) -> None:
    assert day_of(serial, from_1904=from_1904) == day


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("Rà soát\nTrình", ["Rà soát", "Trình"]),
        ("Rà\u00a0soát  văn bản\r\n\n", ["Rà soát văn bản"]),
        ("To\u0302\u0301 chu\u031b\u0301c", ["Tố chức"]),
        ("'1.1", ["1.1"]),
        ("'a' và 'b'", ["'a' và 'b'"]),
        ("- Kế hoạch;\n- Báo cáo.", ["- Kế hoạch;", "- Báo cáo."]),
        (True, []),
        ("#REF!", []),
        ("=A1", []),
        (dt.date(2026, 3, 15), ["15/03/2026"]),
        (dt.datetime(2026, 3, 15, 8, 30), ["15/03/2026"]),
        (CellRichText("Sở ", TextBlock(InlineFont(b=True), "Nội vụ")), ["Sở Nội vụ"]),
    ],
)
def test_cells(value: Any, lines: list[str]) -> None:
    table = only_table(saved(workbook({"S": [["đầu", value]]})))
    assert [line.text for cell in table.cells[1:] for line in cell.lines] == lines


def test_what_only_other_programs_write() -> None:
    formats = '<numFmts><numFmt numFmtId="170" formatCode="0.0%"/></numFmts>'
    styles = f'{formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs>'
    strings = "<si><t>chung_x000D_</t></si><si><r><t>Sở </t></r><r><t>Y tế</t></r><rPh><t>đọc</t></rPh></si>"
    sheet = """<sheetData>
        <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c><c s="1"><v>0.5</v></c></row>
        <row r="3"><c r="B3" t="inlineStr"><is><t>trong ô</t></is></c><c r="C3" t="str"><f>A1</f><v>đã tính</v></c>
        <c r="D3"><f>NOW()</f></c><c r="E3" t="d" s="2"><v>2026-03-15T00:00:00</v></c><c r="F3" s="x"><v>7</v></c>
        <c r="G3" t="e"><v>#REF!</v></c></row></sheetData>"""
    cells = only_table(package(sheet, styles=styles, strings=strings)).cells
    assert [c.text for c in cells] == ["chung", "Sở Y tế", "50,0%", "trong ô", "đã tính", "15/03/2026", "7"]
    assert [c.row for c in cells] == [0, 0, 0, 2, 2, 2, 2]


def test_days_counted_from_1904() -> None:
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    sheet = '<sheetData><row r="1"><c r="A1" s="0"><v>44634</v></c></row></sheetData>'
    assert texts(package(sheet, styles=styles, book='<workbookPr date1904="1"/>')) == ["15/03/2026"]


def test_merged_cells_are_spans_and_what_they_hide_is_left_out() -> None:
    rows = [["a", "b", None, "c"], ["d", "hidden", None, "e"], ["f", "g", "h", "i"]]
    table = only_table(saved(workbook({"S": rows}, {"S": ["B1:C2"]})))
    assert (table.rows, table.columns) == (3, 4)
    assert Cell(0, 1, table.cells[1].lines, 2, 2) == table.cells[1]
    assert [cell.text for cell in table.cells] == list("abcdefghi")


def test_empty_rows_and_columns_close_up() -> None:
    rows = [[None, "a", None, "b"], [], [], [None, "c", None, "d"], [None, None, None, "e"]]
    table = only_table(saved(workbook({"S": rows})))
    assert [(c.row, c.column) for c in table.cells] == [(0, 0), (0, 1), (2, 0), (2, 1), (3, 1)]
    assert only_table(saved(workbook({"S": rows}, {"S": ["B1:B4"]}))).rows == 3


def test_hidden_rows_are_read_and_hidden_sheets_are_not() -> None:
    book = workbook({"Bìa": [["bìa"]], "Ẩn": [["ẩn"]], "Bảng": [["a"], ["b"]], "Trống": []})
    book["Ẩn"].sheet_state = "hidden"
    book["Bảng"].row_dimensions[2].hidden = True
    book["Bảng"].column_dimensions["A"].hidden = True
    document = read_xlsx(saved(book))
    assert (document.format, document.pages, document.sheets) == ("xlsx", 3, ("Bìa", "Bảng", "Trống"))
    assert [(b.page, [c.text for c in b.cells]) for b in document.blocks if isinstance(b, Table)] == [
        (1, ["bìa"]),
        (2, ["a", "b"]),
    ]


@pytest.mark.parametrize(
    ("merges", "spans"),
    [
        (["A1:XFD1048576"], [(2, 2)]),
        (["A1:B2", "B1:B2"], [(2, 2)]),
        (["A2:B2", "B1:B2"], [(1, 1), (2, 1), (1, 1)]),
        (["C9:D10", "nonsense", "B2:A1"], [(1, 1)] * 4),
    ],
)
def test_odd_merges(merges: list[str], spans: list[tuple[int, int]]) -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><v>{r}</v></c></row>' for r in (1, 2))
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    table = only_table(package(f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"))
    assert [(c.row_span, c.column_span) for c in table.cells] == spans


def test_a_sheet_formatted_to_its_last_row_costs_little() -> None:
    empty = "".join(f'<row r="{r}"><c r="A{r}" s="0"/><c r="B{r}" s="0" /></row>' for r in range(2, 200_000))
    sheet = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{empty}</sheetData>'
    last = '<dimension ref="A1:XFD1048576"/>'
    data = package(last + sheet)
    assert calls(lambda: only_table(data)) < 5_000  # not one for each of its 200,000 rows
    table = only_table(data)
    assert (table.rows, table.columns) == (1, 1)


def test_rows_that_are_only_formatted_do_not_shift_the_others() -> None:
    rows = """<row r="1"><c r="A1"><v>1</v></c></row><row r="2" ht="15"/><row r="3"><c r="A3" s="1"/></row>
        <row r="4"><c r="A4" s="1"/><c r="B4"><v>2</v></c><c r="C4"/></row><row r="5"></row>
        <row r="6"><c r="A6"><v/></c><c r="B6"><v>3</v></c></row><row/><row><c/><c><v>4</v></c></row>"""
    table = only_table(package(f"<sheetData>{rows}</sheetData>"))
    assert [(c.row, c.column, c.text) for c in table.cells] == [(0, 0, "1"), (2, 1, "2"), (4, 1, "3"), (6, 1, "4")]


def refusal(data: bytes) -> str:
    with pytest.raises(KehoachError) as caught:
        read(data, name="kh.xlsx")
    assert message(caught.value.code, **caught.value.values)
    return caught.value.code


def test_damaged_files_are_refused() -> None:
    whole = saved(workbook({"S": [["a"] * 50] * 50}))
    assert refusal(whole[: len(whole) // 2]) == "damaged"
    assert refusal(package("<sheetData><row>")) == "damaged"
    assert refusal(package("<sheetData/>", doctype='<!DOCTYPE a [<!ENTITY e "e">]>')) == "damaged"
    assert refusal(package('<sheetData><row r="1"><c r="A1" t="s"><v>x</v></c></row></sheetData>')) == "damaged"
    assert refusal(saved(workbook({"S": []}))) == "empty-file"


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    diagonal = "".join(
        f'<row r="{r}"><c r="{letter}{r}"><v>1</v></c></row>' for r, letter in enumerate("ABCDEFGHIJ", 1)
    )
    data = package(f"<sheetData>{diagonal}</sheetData>")
    assert len(texts(data)) == 10
    monkeypatch.setattr(pipeline.read.xlsx, "MAX_GRID", 99)
    assert refusal(data) == "too-many-cells"
    monkeypatch.setattr(pipeline.read.xlsx, "MAX_FILLED", 9)
    assert refusal(data) == "too-many-cells"
    monkeypatch.setattr(pipeline.read.docx_package, "MAX_UNPACKED", 1000)
    assert refusal(data) == "too-large"


def test_kinds(tmp_path: Path) -> None:
    data = saved(workbook({"S": [["a"]]}))
    assert kind_of(data) == "xlsx"
    for name in ("kh.xlsx", "kh.XLSM", "kh"):
        (tmp_path / name).write_bytes(data)
        assert read(tmp_path / name).format == "xlsx"
    (tmp_path / "kh.docx").write_bytes(data)
    with pytest.raises(KehoachError) as caught:
        read(tmp_path / "kh.docx")
    assert (caught.value.code, caught.value.values["kind"]) == ("renamed", "XLSX")


def test_binary_workbooks_are_named() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    with pytest.raises(KehoachError) as caught:
        read(stream.getvalue(), name="kh.xlsb")
    assert caught.value.values["found"] == "Excel (.xlsb)"
