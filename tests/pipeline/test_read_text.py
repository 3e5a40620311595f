"""Plain text files: characters, encodings, blank lines, form feeds and right-hand columns."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import KehoachError
from pipeline.read.characters import clean, glyph
from pipeline.read.document import Table
from pipeline.read.text import Columns, decode, read_text

PLANS = Path(__file__).parents[3] / "shared" / "plans"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  Tổ chức   hội\u00a0nghị \r\n", "Tổ chức hội nghị"),
        (unicodedata.normalize("NFD", "Kế hoạch số 15/KH-UBND"), "Kế hoạch số 15/KH-UBND"),
        ("a\u0301\u0302m, o\u0309\u0302", "ấm, ổ"),
        ("tổ\u00adchức\u200b \ufeffhọp", "tổchức họp"),
        ("\u00ad Nội dung", "- Nội dung"),
        ("2023 \u00ad 2025", "2023 - 2025"),
        ("\uf0fc Đôn đốc", "• Đôn đốc"),
        ("\uf0b7Đôn đốc", "• Đôn đốc"),
        ("\uf0d8\tRà soát", "• Rà soát"),
        ("\uf02d Rà soát", "- Rà soát"),
        ("\uf02b Rà soát", "+ Rà soát"),
        ("đạt \uf0b3 95%", "đạt ≥ 95%"),
        ("o Tổ chức tập huấn", "◦ Tổ chức tập huấn"),
        ("o bế", "o bế"),
        ("“Một cửa” – 06 — a", "“Một cửa” – 06 — a"),
        ("QĐ\u2011UBND", "QĐ-UBND"),
        ("UBND HUYỆN ÐÔNG ANH", "UBND HUYỆN ĐÔNG ANH"),
        ("a\u3000b\u2009c\u202fd\x0be\x0cf\x07", "a b c d e f"),
        ("", ""),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aăâeêoơuưđ \u00ad\u0301\u0302\u0306\uf0b7\uf02d•o")))
)
def test_clean_is_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in once and "  " not in once and once == once.strip()


@pytest.mark.parametrize(
    ("char", "font", "expected"),
    [
        ("ü", "Wingdings", "•"),
        ("ü", "Times New Roman", "ü"),
        ("\uf0b3", "Symbol", "≥"),
        ("³", "Symbol", "≥"),
        ("\uf061", "Symbol", "•"),
        ("a", None, "a"),
    ],
)
def test_glyph(char: str, font: str | None, expected: str) -> None:
    assert glyph(char, font) == expected


SENTENCE = "Phòng Nội vụ chủ trì, tổng hợp kết quả thực hiện “một cửa” – năm 2025"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings(encoding: str) -> None:
    assert read_text(SENTENCE.encode(encoding)).blocks[0].text == SENTENCE  # type: ignore[union-attr]


def test_utf_16_big_endian() -> None:
    assert decode(b"\xfe\xff" + SENTENCE.encode("utf-16-be")) == SENTENCE


def test_windows_1258() -> None:
    spelled = "".join(_as_windows_1258(char) for char in SENTENCE)
    assert read_text(spelled.encode("cp1258")).blocks[0].text == SENTENCE  # type: ignore[union-attr]


def _as_windows_1258(char: str) -> str:
    """The base letter and the combining tone: the code page has the vowels, and the tones apart."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        base, *marks = list(unicodedata.normalize("NFD", char))
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        vowel = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in tones))
        return vowel + "".join(tones)
    return char


@pytest.mark.parametrize(
    "data",
    [
        b"K\x00\x01\x02\x03",
        b"\x80\x81\x82\xff\xfe\xfd",
        "Prüfung der Maßnahmen für große Städte".encode("latin-1"),
        "Kế hoạch".encode() + b"\xc3",
        b"K\xd5 ho\xb9ch c\xa3i c\xb8ch h\xb5nh ch\xddnh \xae\xef",  # TCVN3: decodes as windows-1258, to nonsense
        b"\xff\xfeK",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(KehoachError) as caught:
        read_text(data, "a.txt")
    assert caught.value.code == "not-text"


def test_white_space_only_is_empty() -> None:
    with pytest.raises(KehoachError) as caught:
        read_text(b" \r\n\x0c\n")
    assert caught.value.code == "empty-file"


def test_rare_blank_lines_part_paragraphs() -> None:
    text = "I. MỤC TIÊU\r\n- Một\r\n hai\r\n- Ba\r\n\r\n- Bốn\r\n"
    assert [(line.text, line.starts_paragraph) for line in read_text(text.encode()).lines()] == [
        ("I. MỤC TIÊU", None),
        ("- Một", None),
        ("hai", None),
        ("- Ba", None),
        ("- Bốn", True),
    ]


def test_blank_lines_everywhere_say_nothing() -> None:
    text = "- Một\n\nhai\n\n- Ba\nbốn\n\n- Năm\n"
    assert {line.starts_paragraph for line in read_text(text.encode()).lines()} == {None}


def test_form_feeds_count_pages() -> None:
    document = read_text("một\n\nhai\n\f\fba\n\f\n".encode())
    assert [(line.text, line.page) for line in document.lines()] == [("một", 1), ("hai", 1), ("ba", 3)]
    assert document.pages == 3


def test_without_form_feeds_there_are_no_pages() -> None:
    document = read_text("một\nhai".encode())
    assert document.pages is None and {line.page for line in document.lines()} == {None}


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("UBND TỈNH BẮC HÀ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 2),
        ("SỞ Y TẾ        Độc lập - Tự do - Hạnh phúc", 2),
        ("Số:        /KH-SYT          Bắc Hà, ngày      tháng     năm 2025", 2),
        ("  (Kèm theo Kế hoạch số          /KH-SYT ngày      tháng    năm 2025 của Sở)", 1),
        ("họp giao ban          hàng tháng", 1),
        ("ban hành ngày 3 tháng 2 năm 2025 của           ", 1),
        ("STT     NHIỆM VỤ CỤ THỂ      ĐƠN VỊ CHỦ TRÌ     THỜI GIAN", 1),
        ("1.       KIỆN TOÀN BAN CHỈ ĐẠO", 1),
        ("                     KẾ HOẠCH", 1),
        ("Nơi nhận:                    KT. GIÁM ĐỐC", 2),
        ("Nơi nhận:\t\t\tTM. UBND", 2),
    ],
)
def test_columns_of_one_line(raw: str, parts: int) -> None:
    assert len(Columns().split(raw)) == parts


def test_columns_of_a_signature_end_with_it() -> None:
    columns = Columns()
    assert columns.split("Nơi nhận:                HIỆU TRƯỞNG") == ["Nơi nhận:", "HIỆU TRƯỞNG"]
    assert columns.split("- Phòng GDĐT (b/c);           (Đã ký)") == ["- Phòng GDĐT (b/c);", "(Đã ký)"]
    assert columns.split("- Lưu: VT.         Lê Thị Hồng Vân") == ["- Lưu: VT.", "Lê Thị Hồng Vân"]
    assert columns.split("I.        CÔNG TÁC TUYÊN TRUYỀN") == ["I. CÔNG TÁC TUYÊN TRUYỀN"]
    for _ in range(30):
        columns.split("nội dung")
    assert columns.split("Đoàn trường         CÔNG ĐOÀN TRƯỜNG") == ["Đoàn trường CÔNG ĐOÀN TRƯỜNG"]


@pytest.mark.skipif(not PLANS.is_dir(), reason="the shared plans are not here")
def test_running_text_of_real_plans_is_never_split() -> None:
    for path in PLANS.glob("*.txt"):
        data = path.read_bytes()
        printed = [clean(line) for line in data.decode().splitlines() if clean(line)]
        read = [line.text for line in read_text(data).lines()]
        # The only right-hand column in these texts is one signer's title.
        assert len(read) - len(printed) == sum(line == "Nơi nhận: GIÁM ĐỐC" for line in printed), path.name


# --- tables that kept their columns -----------------------------------------------------------------------------------


def cells(text: str, **options: Any) -> list[list[list[str | None]]]:
    """The rows of each table in a text; None where a merged cell reaches."""
    out = []
    for block in read_text(text.encode(), **options).blocks:
        if isinstance(block, Table):
            own = {(cell.row, cell.column): cell.text for cell in block.cells}
            out.append([[own.get((r, c)) for c in range(block.columns)] for r in range(block.rows)])
    return out


PASTED = """KẾ HOẠCH
TT\tNhiệm vụ\tChủ trì\tThời hạn
I\tCông tác cán bộ
1\tRà soát quy hoạch\t"- Phòng Nội vụ
- ""Thanh tra"" huyện"\tQuý I/2026
\tKiểm tra\t\tTháng 5
Nơi nhận:
- Lưu: VT."""


def test_cells_parted_by_tabs() -> None:
    assert cells(PASTED) == [
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
            ["I", "Công tác cán bộ", "", ""],
            ["1", "Rà soát quy hoạch", '- Phòng Nội vụ\n- "Thanh tra" huyện', "Quý I/2026"],
            ["", "Kiểm tra", "", "Tháng 5"],
        ]
    ]
    assert [line.text for line in read_text(PASTED.encode()).lines()] == ["KẾ HOẠCH", "Nơi nhận:", "- Lưu: VT."]


def test_a_pasted_header_of_two_rows_and_a_row_of_one_cell() -> None:
    text = "TT\tViệc\tPhân công\t\tHạn\n\t\tChủ trì\tPhối hợp\n1\tMột\tA\tB\tC\nII. Phần hai\n2\tHai\tA\tB\tC"
    assert cells(text) == [
        [
            ["TT", "Việc", "Phân công", None, "Hạn"],
            [None, None, "Chủ trì", "Phối hợp", None],
            ["1", "Một", "A", "B", "C"],
            ["II. Phần hai", None, None, None, None],
            ["2", "Hai", "A", "B", "C"],
        ]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "UBND HUYỆN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH\tĐộc lập - Tự do - Hạnh phúc",
        "1.\tMục đích\n2.\tYêu cầu\n3.\tNội dung",
        "-\tRà soát;\n-\tKiểm tra.",
        "TT\tNhiệm vụ\tThời hạn\nMột dòng văn bản thường.\nMột dòng nữa.",
        "\tMột\tHai\tBa\n1\t2\t3\t4",
    ],
)
def test_tabs_that_make_no_table(text: str) -> None:
    assert cells(text) == []


def test_a_quote_that_does_not_close_is_text() -> None:
    assert cells('TT\tViệc\tHạn\n1\t"Xanh\tQuý I\n2\tSạch\tQuý II') == [
        [["TT", "Việc", "Hạn"], ["1", '"Xanh', "Quý I"], ["2", "Sạch", "Quý II"]]
    ]


LAID_OUT = """KẾ HOẠCH
TT   Nhiệm vụ                        Chủ trì             Thời hạn
1    Vận động hiến đất mở            Phòng Kinh tế       Quý IV/2025
     rộng đường
2    Công khai quy hoạch sử dụng đất Phòng Nội vụ        Trước ngày
                                                         30/9/2025
3    Hòa giải mâu thuẫn              Tổ hòa giải         Khi phát sinh
"""


def test_columns_that_are_places_on_the_line() -> None:
    def naming(text: str) -> tuple[str | None, int]:
        roles = {"tt": "number", "nhiệm vụ": "task", "chủ trì": "lead_units", "thời hạn": "deadlines"}
        role = roles.get(text.lower())
        return role, 1000 if role else 0

    assert cells(LAID_OUT, naming=naming) == [
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"],
            ["1", "Vận động hiến đất mở\nrộng đường", "Phòng Kinh tế", "Quý IV/2025"],
            ["2", "Công khai quy hoạch sử dụng đất", "Phòng Nội vụ", "Trước ngày\n30/9/2025"],
            ["3", "Hòa giải mâu thuẫn", "Tổ hòa giải", "Khi phát sinh"],
        ]
    ]
    document = read_text(LAID_OUT.encode(), naming=naming)
    assert [line.text for line in document.lines()] == ["KẾ HOẠCH"]
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert all(cell.box is None and line.box is None for cell in table.cells for line in cell.lines)
    assert cells(LAID_OUT) == []


def laid_out(text: str) -> list[list[list[str]]]:
    """The rows of the tables that a layout text holds, each cell with its lines parted by "/"."""
    from pipeline.header_words import header_words

    found = []
    for table in read_text(text.encode(), None, header_words().match).blocks:
        if isinstance(table, Table):
            rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
            for cell in table.cells:
                rows[cell.row][cell.column] = "/".join(line.text for line in cell.lines)
            found.append(rows)
    return found


HEADER = "TT   Nhiệm vụ                    Đơn vị chủ trì     Sản phẩm           Thời gian\n"


def test_cells_centred_beside_each_other_take_turns() -> None:
    text = HEADER + (
        "     Rà soát hồ sơ lưu trữ của\n"
        "1                                Văn phòng          Báo cáo            Quý II/2026\n"
        "     các phòng\n"
        "     Lập danh mục tài liệu hết\n"
        "2    giá trị, trình hội đồng xét Phòng Nội vụ       Danh mục           Tháng 9/2026\n"
        "     hủy\n"
        "     Tập huấn nghiệp vụ cho cán\n"
        "3                                Phòng Tổ chức      Lớp tập huấn       Quý IV/2026\n"
        "     bộ mới\n"
    )
    ((_, *rows),) = laid_out(text)
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert [row[1].split("/")[-1] for row in rows] == ["các phòng", "hủy", "bộ mới"]
    assert rows[1][2:] == ["Phòng Nội vụ", "Danh mục", "Tháng 9/2026"]


def test_a_cell_set_beside_the_full_one_before_it() -> None:
    text = HEADER + (
        "1    Rà soát, thống kê hồ sơ     Văn phòng          Báo cáo rà soát    Quý I/2026\n"
        "2    Lập danh mục tài liệu       Văn phòng          Danh mục được duyệt Quý II/2026\n"
        "3    Xây dựng quy chế của cơ quan Phòng Nội vụ      Quy chế            Quý III/2026\n"
        "4    Tập huấn                    Phòng Nội vụ       Lớp tập huấn       Quý IV/2026\n"
    )
    ((_, *rows),) = laid_out(text)
    assert [row[4] for row in rows] == ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]
    assert rows[1][3] == "Danh mục được duyệt"
    assert rows[2][1:3] == ["Xây dựng quy chế của cơ quan", "Phòng Nội vụ"]


def test_columns_that_stand_elsewhere_on_the_next_page() -> None:
    first = HEADER + "".join(
        f"{k}    Rà soát hồ sơ số {k}            Văn phòng          Báo cáo            Tháng {k}/2026\n"
        for k in range(1, 6)
    )
    next_ = "                       2\n" + "".join(
        f"{k}   Rà soát hồ sơ số {k}             Văn phòng            Báo cáo              Tháng {k}/2026\n"
        for k in range(6, 10)
    )
    rows = [row for table in laid_out("                       1\n" + first + "\f" + next_) for row in table]
    assert [row[0] for row in rows if row[0].isdigit()] == [str(k) for k in range(1, 10)]
    assert all(row[4].startswith("Tháng") for row in rows[1:])


def test_a_row_whose_cell_has_lines_without_quotes() -> None:
    text = (
        "STT\tNhiệm vụ\tSản phẩm\tĐơn vị chủ trì\tThời gian\n"
        "1\tRà soát\t- Báo cáo;\n"
        "- Danh mục.\tVăn phòng\tQuý I/2026\t\n"
        "2\tLập hồ sơ\tHồ sơ\tPhòng Nội vụ\tQuý II/2026\t\n"
        "3\tSơ kết\n"
        "4\tTổng kết\tBáo cáo\tVăn phòng\tQuý IV/2026\t\n"
    )
    (table,) = (block for block in read_text(text.encode()).blocks if isinstance(block, Table))
    texts = {(cell.row, cell.column): [line.text for line in cell.lines] for cell in table.cells}
    assert texts[1, 2] == ["- Báo cáo;", "- Danh mục."]
    assert texts[1, 4] == ["Quý I/2026"]
    assert texts[3, 1] == ["Sơ kết"] and texts[3, 2] == []
    assert texts[4, 4] == ["Quý IV/2026"]


# --- first-line indents ----------------------------------------------------------------------------------------------

INDENTED = """    I. NHIỆM VỤ
    1. Hỗ trợ sản xuất
    Trao 180 con bò giống cho hộ nghèo, tập huấn kỹ thuật chăn nuôi cho
các hộ tham gia trước mùa mưa.
    Hỗ trợ cây giống cho các bản vùng cao, ưu tiên những hộ có đất dốc đã
cam kết trồng rừng.
    2. Nhà ở, nước sinh hoạt
    Sửa chữa 15 nhà dột nát cho hộ nghèo, hoàn thành trước ngày 31/8/2026.
    Lấy mẫu nước tại các công trình cấp nước tập trung của xã và báo cáo.
    Mở lớp dạy nghề cho lao động trẻ; giao Phòng Văn hóa phối hợp với các
Trung tâm thực hiện.
"""


def test_an_indent_begins_a_paragraph_after_a_full_line_that_ends_a_sentence() -> None:
    lines = list(read_text(INDENTED.encode()).lines())
    assert [line.starts_paragraph for line in lines].count(True) == 8
    assert [line.text[:12] for line in lines if line.starts_paragraph is False] == [
        "các hộ tham ",
        "cam kết trồn",
    ]


def test_indents_of_a_whole_page_are_its_margin() -> None:
    moved = "".join(f"       {line}\n" for line in INDENTED.splitlines())
    assert [line.starts_paragraph for line in read_text(moved.encode()).lines()].count(True) == 8


@pytest.mark.parametrize("indent", ["", "  \t"])
def test_text_without_indents_says_nothing(indent: str) -> None:
    text = "\n".join(indent + line.strip() for line in INDENTED.splitlines())
    assert {line.starts_paragraph for line in read_text(text.encode()).lines()} == {None}


def test_bullets_at_the_margin_say_that_indents_mean_something_else() -> None:
    text = INDENTED.replace("    1. ", "1. ").replace("    2. ", "2. ").replace("    I. ", "I. ")
    assert {line.starts_paragraph for line in read_text(text.encode()).lines()} == {None}
