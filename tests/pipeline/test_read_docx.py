"""DOCX files made here, one for each thing that Word can do to a plan."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt

from pipeline.errors import KehoachError
from pipeline.read import Line, Table, docx_package, read
from pipeline.read.docx import read_docx
from pipeline.read.docx_grid import seen_columns

NS = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
PLANS = Path(__file__).parents[3] / "shared" / "plans"


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def made(body: str) -> bytes:
    """A DOCX with this WordprocessingML as its body."""
    document = docx.Document()
    for element in parse_xml(f"<w:body {NS}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    return saved(document)


def written(body: str) -> bytes:
    """The same, put into the zip as it stands: python-docx needs half a minute for a long table."""
    return repacked(made(""), document=f"<w:document {NS}><w:body>{body}</w:body></w:document>".encode())


def blocks(body: str) -> tuple[Line | Table, ...]:
    return read_docx(made(body)).blocks


def texts(body: str) -> list[str]:
    return [
        block.text if isinstance(block, Line) else "|".join(cell.text for cell in block.cells) for block in blocks(body)
    ]


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:r><w:t>Tổ</w:t><w:tab/><w:t>chức</w:t></w:r>", ["Tổ chức"]),
        ("<w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>UB</w:t><w:softHyphen/><w:t>ND</w:t></w:r>", ["QĐ-UBND"]),
        ("<w:r><w:t>Một</w:t><w:br/><w:t>Hai</w:t><w:cr/><w:t>Ba</w:t></w:r>", ["Một", "Hai", "Ba"]),
        ("<w:r><w:t>xuống\n  dòng</w:t></w:r>", ["xuống dòng"]),
        ("<w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>", ["liên kết"]),
        ("<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bớt</w:delText></w:r></w:del>", ["thêm"]),
        ("<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>mới</w:t></w:r></w:moveTo>", ["mới"]),
        ("<w:smartTag><w:smartTag><w:r><w:t>Huế</w:t></w:r></w:smartTag></w:smartTag>", ["Huế"]),
        ("<w:sdt><w:sdtContent><w:r><w:t>nội dung</w:t></w:r></w:sdtContent></w:sdt>", ["nội dung"]),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Bấm</w:t></w:r></w:sdtContent></w:sdt>",
            [],
        ),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>", ["hiện"]),
        ("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>hiện</w:t></w:r>", ["hiện"]),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>Mục tiêu</w:t></w:r>", ["MỤC TIÊU"]),
        ("<w:r><w:t>Hết</w:t><w:footnoteReference w:id='1'/></w:r><w:r><w:t>.</w:t></w:r>", ["Hết."]),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t> Đôn đốc</w:t></w:r>", ["• Đôn đốc"]),
        ("<w:r><w:t>đạt </w:t><w:sym w:font='Symbol' w:char='F0B3'/><w:t> 95%</w:t></w:r>", ["đạt ≥ 95%"]),
        ("<w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>ü </w:t></w:r><w:r><w:t>Rà</w:t></w:r>", ["• Rà"]),
        ("<m:oMath><m:r><m:t>A=B</m:t></m:r></m:oMath>", ["A=B"]),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>mã</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>12</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t> trang</w:t></w:r>",
            ["12 trang"],
        ),
        ("<w:fldSimple w:instr='DATE'><w:r><w:t>2025</w:t></w:r></w:fldSimple>", ["2025"]),
    ],
)
def test_inside_a_paragraph(inside: str, expected: list[str]) -> None:
    assert texts(f"<w:p>{inside}</w:p>") == expected


def test_line_breaks_and_paragraphs() -> None:
    body = "<w:p><w:r><w:br/><w:t>Một</w:t><w:br/><w:t>Hai</w:t><w:br w:type='page'/><w:t>PHỤ LỤC</w:t></w:r></w:p>"
    got = [(line.text, line.starts_paragraph) for line in blocks(body + p("Ba")) if isinstance(line, Line)]
    assert got == [("Một", True), ("Hai", False), ("PHỤ LỤC", True), ("Ba", True)]


def test_wrapped_blocks() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('một')}<w:customXml>{p('hai')}</w:customXml></w:sdtContent></w:sdt>"
    assert texts(wrapped + p("ba")) == ["một", "hai", "ba"]


def test_headers_and_footers_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "đầu trang"
    document.sections[0].footer.paragraphs[0].text = "chân trang"
    document.add_paragraph("thân")
    assert [block.text for block in read_docx(saved(document)).lines()] == ["thân"]


def test_bold_and_size_come_through_the_styles() -> None:
    document = docx.Document()
    styles = document.styles
    base = styles.add_style("Goc", 1)
    base.font.bold, base.font.size = True, Pt(15)
    child = styles.add_style("Con", 1)
    child.base_style = base
    strong = styles.add_style("Dam", 2)
    strong.font.bold = True
    document.add_paragraph("theo kiểu gốc", style="Con")
    document.add_paragraph(style="Con").add_run("tắt trực tiếp").bold = False
    document.add_paragraph(style="Con").add_run("hai kiểu cùng bật thì tắt", style="Dam")
    document.add_paragraph().add_run("kiểu chữ", style="Dam")
    mixed = document.add_paragraph()
    mixed.add_run("a).").bold = True
    mixed.add_run("phần lớn là chữ thường").font.size = Pt(13)
    lines = list(read_docx(saved(document)).lines())
    assert [line.bold for line in lines] == [True, False, False, True, False]
    assert [line.size for line in lines] == [15.0, 15.0, 15.0, 11.0, 13.0]


def test_merged_cells() -> None:
    (table,) = blocks(
        tbl(
            tr(tc("TT"), tc("Nhiệm vụ"), tc("Đơn vị", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
            tr(tc("1"), tc("Rà soát"), tc("VP", '<w:vMerge w:val="restart"/>'), tc("Các phòng")),
            tr(tc("2"), tc("Báo cáo"), tc("", "<w:vMerge/>"), tc("Các xã")),
            tr(tc("3", '<w:gridSpan w:val="2"/>'), tc("TTra", '<w:vMerge w:val="restart"/>'), tc("")),
        )
    )
    assert isinstance(table, Table)
    assert (table.rows, table.columns, table.header_rows) == (4, 4, 1)
    assert [[cell.text if cell else None for cell in row] for row in table.grid()] == [
        ["TT", "Nhiệm vụ", "Đơn vị", "Đơn vị"],
        ["1", "Rà soát", "VP", "Các phòng"],
        ["2", "Báo cáo", "VP", "Các xã"],
        ["3", "3", "TTra", ""],
    ]
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in table.cells if cell.text}
    assert spans["VP"] == (2, 1) and spans["Đơn vị"] == (1, 2) and spans["TTra"] == (1, 1)


def test_grid_before_old_merges_and_unused_columns() -> None:
    (table,) = blocks(
        tbl(
            tr(
                tc("A", '<w:gridSpan w:val="3"/>'),
                tc("B", '<w:hMerge w:val="restart"/>'),
                tc("", '<w:hMerge w:val="continue"/>'),
            ),
            tr(tc("b"), tc("c"), properties='<w:gridBefore w:val="3"/>'),
        )
    )
    assert isinstance(table, Table)
    assert [[cell.text if cell else None for cell in row] for row in table.grid()] == [
        ["A", "B", "B"],
        [None, "b", "c"],
    ]


def test_edges_that_nearly_meet_are_one() -> None:
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (700, 90, 3000, 2000))
    rows = [
        tr(tc("TT", '<w:gridSpan w:val="2"/>'), tc("Nhiệm vụ"), tc("VP", '<w:vMerge w:val="restart"/>')),
        tr(tc("1"), tc("Rà soát", '<w:gridSpan w:val="2"/>'), tc("", "<w:vMerge/>")),
    ]
    (table,) = blocks(tbl(*rows).replace("<w:tblGrid/>", f"<w:tblGrid>{widths}</w:tblGrid>"))
    assert isinstance(table, Table) and table.columns == 3
    assert [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells] == [
        (0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "widths", "expected"),
    [
        ([(0, 1), (1, 2)], [], {0: 0, 1: 1, 2: 2}),
        ([(0, 1), (1, 2), (0, 2)], [50, 900], {0: 0, 1: 1, 2: 2}),
        ([(0, 3), (3, 5), (0, 3)], [], {0: 0, 3: 1, 5: 2}),
        ([(0, 1), (1, 3), (0, 2), (2, 3)], [900, 100, 900], {0: 0, 1: 1, 2: 1, 3: 2}),
        ([(0, 1), (1, 3), (0, 2), (2, 3)], [900, 500, 900], {0: 0, 1: 1, 2: 2, 3: 3}),
        ([(0, 1), (1, 2), (0, 1), (1, 3)], [900, 900, 60], {0: 0, 1: 1, 2: 2, 3: 2}),
        ([], [], {}),
    ],
)
def test_seen_columns(cells: list[tuple[int, int]], widths: list[int], expected: dict[int, int]) -> None:
    assert seen_columns(cells, widths) == expected


def test_deleted_row_is_gone_and_wrapped_rows_stay() -> None:
    rows = (
        tr(tc("bỏ"), tc("x"), properties="<w:del/>")
        + f"<w:sdt><w:sdtContent>{tr(tc('giữ'), tc('y'))}</w:sdtContent></w:sdt>"
    )
    assert texts(tbl(rows)) == ["giữ|y"]


def test_nested_table_becomes_lines_of_the_cell() -> None:
    inner = tbl(tr(tc("trong 1"), tc("trong 2")))
    assert texts(tbl(tr(f"<w:tc><w:tcPr/>{p('ngoài')}{inner}{p('')}</w:tc>", tc("bên")))) == [
        "ngoài\ntrong 1\ntrong 2|bên"
    ]


def test_table_of_one_cell_is_a_frame() -> None:
    assert texts(tbl(tr(tc("khung")))) == ["khung"]
    inner = tbl(tr(tc("TT"), tc("Việc")), tr(tc("1"), tc("Họp")))
    assert texts(tbl(tr(f"<w:tc><w:tcPr/>{p('Bảng')}{inner}{p('')}</w:tc>"))) == ["Bảng", "TT|Việc|1|Họp"]


@pytest.mark.parametrize("branches", ["CF", "C", "F", "eF"])
def test_text_box_is_read_once(branches: str) -> None:
    box = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    made_of = {
        "C": f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>",
        "e": "<mc:Choice Requires='wps'><w:drawing/></mc:Choice>",
        "F": f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>",
    }
    alternative = f"<mc:AlternateContent>{''.join(made_of[branch] for branch in branches)}</mc:AlternateContent>"
    assert texts(f"<w:p><w:r><w:t>trước</w:t></w:r><w:r>{alternative}</w:r></w:p>" + p("sau")) == [
        "trước",
        "trong khung",
        "sau",
    ]


def numbered(*levels: str) -> docx.document.Document:
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="70">{"".join(levels)}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NS} w:numId="70"><w:abstractNumId w:val="70"/></w:num>'))
    return document


def number(document: docx.document.Document, text: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {NS}><w:ilvl w:val="{level}"/><w:numId w:val="70"/></w:numPr>'))


LEVELS = [
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, (form, text) in enumerate(
        [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("bullet", "-")]
    )
]


def test_automatic_numbers_are_printed() -> None:
    document = numbered(*LEVELS)
    for text, level in [("MỤC TIÊU", 0), ("Chung", 1), ("NHIỆM VỤ", 0), ("Nội dung", 1), ("Chi tiết", 2), ("việc", 3)]:
        number(document, text, level)
    assert [line.text for line in read_docx(saved(document)).lines()] == [
        "I. MỤC TIÊU", "1. Chung", "II. NHIỆM VỤ", "1. Nội dung", "1.1. Chi tiết", "- việc",
    ]  # fmt: skip


def test_number_stands_before_the_first_line_only() -> None:
    document = numbered(*LEVELS)
    number(document, "Một\nHai", 0)
    assert [(line.text, line.starts_paragraph) for line in read_docx(saved(document)).lines()] == [
        ("I. Một", True),
        ("Hai", False),
    ]


def test_style_gives_the_number() -> None:
    document = docx.Document()
    document.add_paragraph("một", style="List Number")
    document.add_paragraph("chen")
    document.add_paragraph("hai", style="List Number")
    document.add_paragraph("dấu", style="List Bullet")
    assert [line.text for line in read_docx(saved(document)).lines()] == ["1. một", "chen", "2. hai", "• dấu"]


def test_running_number_of_a_table_without_text() -> None:
    document = numbered(*LEVELS)
    auto = '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="70"/></w:numPr></w:pPr></w:p>'
    rows = [tr(f"<w:tc><w:tcPr/>{auto}</w:tc>", tc(text)) for text in ("Rà soát", "Báo cáo")]
    document.element.body.insert(0, parse_xml(tbl(*rows).replace("<w:tbl>", f"<w:tbl {NS}>")))
    (table,) = [block for block in read_docx(saved(document)).blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.cells] == ["1.", "Rà soát", "2.", "Báo cáo"]


def test_deleted_paragraph_does_not_count() -> None:
    document = numbered(*LEVELS)
    number(document, "một", 1)
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="70"/></w:numPr>'
        '<w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    )
    document.element.body.insert(1, parse_xml(gone.replace("<w:p>", f"<w:p {NS}>", 1)))
    number(document, "hai", 1)
    assert [line.text for line in read_docx(saved(document)).lines()] == ["1. một", "2. hai"]


def test_signature_beside_the_recipients() -> None:
    assert texts("<w:p><w:r><w:t>Nơi nhận:</w:t><w:tab/><w:tab/><w:t>GIÁM ĐỐC</w:t></w:r></w:p>") == [
        "Nơi nhận:",
        "GIÁM ĐỐC",
    ]


def test_long_table() -> None:
    row = tr(tc("1"), tc("Rà soát"), tc("Báo cáo"), tc("Văn phòng"), tc("Các phòng"), tc("Quý I/2025"))
    (table,) = read_docx(written(tbl(row * 10_000))).blocks
    assert isinstance(table, Table) and (table.rows, len(table.cells)) == (10_000, 60_000)


def test_what_is_not_read_is_not_kept() -> None:
    run = '<w:r w:rsidR="00A1"><w:rPr><w:b/><w:lang w:val="vi-VN"/></w:rPr><w:t>Họp</w:t></w:r>'
    cell = f'<w:tc><w:tcPr><w:tcW w:w="900"/><w:gridSpan w:val="2"/></w:tcPr><w:p w:rsidP="00B2">{run}</w:p></w:tc>'
    with zipfile.ZipFile(io.BytesIO(written(tbl(tr(cell))))) as archive:
        root = docx_package.Package(archive, "test.docx").main()
    tags = {str(element.tag).rpartition("}")[2] for element in root.iter()}
    assert {"b", "gridSpan", "t"} <= tags and not {"lang", "tcW"} & tags
    assert not any("rsid" in str(key) for element in root.iter() for key in element.attrib)


def repacked(data: bytes, **parts: bytes | None) -> bytes:
    """The zip with parts replaced (None: left out); the keyword is the file name of the part without suffix."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = parts.get(Path(name).stem, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def test_strict_dialect_and_other_main_part() -> None:
    data = made(p("nội dung"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml")
    strict = xml.replace(
        b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert [line.text for line in read(repacked(data, document=strict)).lines()] == ["nội dung"]


def test_file_without_styles_and_numbering() -> None:
    (line,) = read(repacked(made(p("nội dung")), styles=None, numbering=None)).lines()
    assert (line.text, line.size, line.bold) == ("nội dung", 10.0, False)


@pytest.mark.parametrize(
    "xml",
    [
        b"<w:document",
        b"",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b"<a>" * 5000 + b"</a>" * 5000,
    ],
)
def test_broken_parts(xml: bytes) -> None:
    with pytest.raises(KehoachError) as caught:
        read(repacked(made(""), document=xml))
    assert (caught.value.code, caught.value.values["kind"]) == ("damaged", "DOCX")


def test_flipped_byte_is_damage() -> None:
    data = bytearray(made(p("nội dung " * 50)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("word/document.xml")
    for position in range(info.header_offset + 80, info.header_offset + 200):
        data[position] ^= 0xFF
    with pytest.raises(KehoachError) as caught:
        read(bytes(data))
    assert caught.value.code == "damaged"


def test_large_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 2**20)
    with pytest.raises(KehoachError) as caught:
        read(made(p("a" * 2**20)))
    assert (caught.value.code, caught.value.values["limit"]) == ("too-large", 1)


def test_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "RATIO_FREE", 2**20)
    with pytest.raises(KehoachError) as caught:
        read(repacked(made(""), document=b"<a>" + b" " * 2**25 + b"</a>"))
    assert (caught.value.code, caught.value.values["limit"]) == ("too-large", 1)


def test_declared_size_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 2**20)
    data = made(p("a" * 2**22))
    real = zipfile.ZipFile.infolist

    def lying(self: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        return [zipfile.ZipInfo(info.filename) for info in real(self)]

    monkeypatch.setattr(zipfile.ZipFile, "infolist", lying)
    with pytest.raises(KehoachError) as caught:
        read_docx(data)
    assert caught.value.code == "too-large"


@pytest.mark.skipif(not PLANS.is_dir(), reason="the shared plans are not here")
def test_automatic_and_typed_numbers_give_one_text() -> None:
    typed, automatic = read(PLANS / "000.docx"), read(PLANS / "000-numbered.docx")
    assert [line.text for line in automatic.lines()] == [line.text for line in typed.lines()]
