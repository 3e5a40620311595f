"""The head and the foot of a document, in the layouts that offices use."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.letterhead import read_foot, read_letterhead

COMMUNE = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ TÂN LẬP Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND Tân Lập, ngày 12 tháng 3 năm 2025
KẾ HOẠCH
Phòng, chống thiên tai và tìm kiếm cứu nạn
trên địa bàn xã Tân Lập năm 2025
Căn cứ Luật Phòng, chống thiên tai ngày 19 tháng 6 năm 2013;
Ủy ban nhân dân xã Tân Lập ban hành kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
Yêu cầu các bản nghiêm túc thực hiện./.
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- UBND huyện (b/c); CHỦ TỊCH
- Các ban, ngành, đoàn thể xã;
- Lưu: VP. Lò Văn Pâng"""

DEPARTMENT = """UBND TỈNH QUẢNG NAM
SỞ VĂN HÓA, THỂ THAO
VÀ DU LỊCH
--------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 187/KH-SVHTTDL
Quảng Nam, ngày 20 tháng 01 năm 2025
KẾ HOẠCH
Chuyển đổi số ngành Văn hóa năm 2025
và định hướng đến năm 2030
________
Thực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;
I. MỤC TIÊU
Trên đây là Kế hoạch./.
Nơi nhận:
- Bộ VHTTDL (b/c);
- Các phòng, đơn vị thuộc, trực
thuộc Sở;
- Lưu: VT, VP (Hà.05b).
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
(Đã ký)
Nguyễn Thị Thanh Hồng
PHỤ LỤC I
DANH MỤC"""

PARTY = """TỈNH ỦY BÌNH AN ĐẢNG CỘNG SẢN VIỆT NAM
* Bình An, ngày 05 tháng 02 năm 2025
Số 215-KH/TU
KẾ HOẠCH
thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị
về đổi mới giáo dục và đào tạo
-----
Thực hiện Kết luận số 91-KL/TW, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch như sau:
I- MỤC ĐÍCH, YÊU CẦU
Nơi nhận:
- Ban Bí thư Trung ương Đảng (để báo cáo),
- Các đảng ủy trực thuộc Tỉnh ủy,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC
Hoàng Văn Hiếu"""

SCHOOL = """PHÒNG GD&ĐT QUẬN HẢI CHÂU
TRƯỜNG TIỂU HỌC
HÒA BÌNH
Số: 102/KH-TH
Hải Châu, ngày 5 tháng 9 năm 2024
KẾ HOẠCH
Tổ chức các hoạt động trải nghiệm
Năm học 2024 - 2025
- Căn cứ Điều lệ trường tiểu học;
- Căn cứ Công văn số 8/PGDĐT ngày 1/9/2024 của Phòng GD&ĐT;
Trường xây dựng kế hoạch như sau:
I. MỤC TIÊU
Nơi nhận:
- Phòng GD&ĐT (để b/c);
- CBGVNV (để t/h);
- Lưu: VT.
HIỆU TRƯỞNG
Trần Thị Kim Vân"""

DECISION = """UBND TỈNH LÂM ĐỒNG
SỞ KHOA HỌC VÀ CÔNG NGHỆ
Số: 88/QĐ-SKHCN
Lâm Đồng, ngày 9 tháng 01 năm 2025
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2025
GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ
Căn cứ Luật Khoa học và công nghệ;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm soát thủ tục hành chính năm 2025.
Nơi nhận:
- Như Điều 3;
- Lưu: VT.
GIÁM ĐỐC
Võ Thị Hảo
KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2025
(Ban hành kèm theo Quyết định số 88/QĐ-SKHCN
ngày 9/01/2025 của Giám đốc Sở Khoa học và Công nghệ)
Thực hiện Nghị quyết số 76/NQ-CP, Sở xây dựng Kế hoạch như sau:
I. MỤC TIÊU"""

HEADS = [
    # text, number, issued, issuer, title, years, first line of the body
    (
        COMMUNE,
        ("45/KH-UBND", dt.date(2025, 3, 12), "ỦY BAN NHÂN DÂN XÃ TÂN LẬP"),
        "Phòng, chống thiên tai và tìm kiếm cứu nạn trên địa bàn xã Tân Lập năm 2025",
        (2025,),
        "Căn cứ Luật Phòng,",
    ),
    (
        DEPARTMENT,
        ("187/KH-SVHTTDL", dt.date(2025, 1, 20), "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"),
        "Chuyển đổi số ngành Văn hóa năm 2025 và định hướng đến năm 2030",
        (2025,),
        "Thực hiện Quyết định",
    ),
    (
        PARTY,
        ("215-KH/TU", dt.date(2025, 2, 5), "TỈNH ỦY BÌNH AN"),
        "thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị về đổi mới giáo dục và đào tạo",
        (2025,),
        "Thực hiện Kết luận",
    ),
    (
        SCHOOL,
        ("102/KH-TH", dt.date(2024, 9, 5), "TRƯỜNG TIỂU HỌC HÒA BÌNH"),
        "Tổ chức các hoạt động trải nghiệm Năm học 2024 - 2025",
        (2024, 2025),
        "- Căn cứ Điều lệ",
    ),
    (
        DECISION,
        ("88/QĐ-SKHCN", dt.date(2025, 1, 9), "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
        "Về việc ban hành Kế hoạch kiểm soát thủ tục hành chính năm 2025",
        (2025,),
        "Thực hiện Nghị quyết",
    ),
]


@pytest.mark.parametrize(("text", "marks", "title", "years", "body"), HEADS)
def test_head(text: str, marks: tuple[object, ...], title: str, years: tuple[int, ...], body: str) -> None:
    lines = text.split("\n")
    head = read_letterhead(lines)
    assert (head.number, head.issued, head.issuer) == marks
    assert (head.title, head.years) == (title, years)
    assert lines[head.body].startswith(body)


def test_a_decision_gives_the_type_and_both_preambles() -> None:
    head = read_letterhead(DECISION.split("\n"))
    assert head.type == "QUYẾT ĐỊNH"
    assert "Luật Khoa học" in head.preamble and "76/NQ-CP" in head.preamble
    assert "Điều 1" not in head.preamble


BLANK = """ỦY BAN NHÂN DÂN
TỈNH BÌNH AN
Số: /KH-UBND Bình An, ngày tháng năm 2026
KẾ HOẠCH
Ra quân làm sạch môi trường
Căn cứ x;
I. A"""


@pytest.mark.parametrize(
    ("overlays", "number", "issued"),
    [
        ((), "/KH-UBND", None),
        (("31", "8", "5"), "31/KH-UBND", dt.date(2026, 5, 8)),
        (("31 8 5",), "31/KH-UBND", dt.date(2026, 5, 8)),
        (("31",), "31/KH-UBND", None),
        (("31", "Ngày ký: 08/05/2026 09:15:00"), "31/KH-UBND", dt.date(2026, 5, 8)),
        (("31", "Ngày ký: 08/05/2025"), "31/KH-UBND", None),  # not the printed year
        (("1", "45", "5"), "/KH-UBND", None),  # no such day: not in the order of the blanks
    ],
)
def test_overlays_fill_the_blanks(overlays: tuple[str, ...], number: str, issued: dt.date | None) -> None:
    head = read_letterhead(BLANK.split("\n"), overlays)
    assert (head.number, head.issued) == (number, issued)
    assert head.years == (2026,)


@pytest.mark.parametrize(
    ("lines", "type_", "title"),
    [
        (
            ["KẾ HOẠCH Thực hiện công tác văn thư năm 2025", "Nhằm nâng cao hiệu quả, Sở Nội vụ ban hành kế hoạch"],
            "KẾ HOẠCH",
            "Thực hiện công tác văn thư năm 2025",
        ),
        (
            ["KẾ HOẠCH", "", "Truyền thông giai đoạn 2024-", "2026", "", "Căn cứ x;"],
            "KẾ HOẠCH",
            "Truyền thông giai đoạn 2024-2026",
        ),
        (
            ["KẾ HOẠCH", "Tổ chức Hội thi", "Chào mừng Ngày Thầy thuốc", "Căn cứ x;"],
            "KẾ HOẠCH",
            "Tổ chức Hội thi Chào mừng Ngày Thầy thuốc",
        ),
        (
            [
                "KẾ HOẠCH",
                "Ngày hội đọc sách",
                "Trường THCS Lê Lợi",
                "Trường THCS Lê Lợi xây dựng kế hoạch như sau:",
                "I. A",
            ],
            "KẾ HOẠCH",
            "Ngày hội đọc sách Trường THCS Lê Lợi",
        ),
        (
            ["KẾ HOẠCH HÀNH ĐỘNG", "Năm 2025 của ngành Thuế", "-----", "Mở đầu"],
            "KẾ HOẠCH HÀNH ĐỘNG",
            "Năm 2025 của ngành Thuế",
        ),
        (["KẾ HOẠCH", "Căn cứ Luật Thuế;", "I. A"], "KẾ HOẠCH", None),
        (["I. MỤC ĐÍCH", "KẾ HOẠCH", "x"], None, None),
    ],
)
def test_title(lines: list[str], type_: str | None, title: str | None) -> None:
    head = read_letterhead(lines)
    assert (head.type, head.title) == (type_, title)


def test_a_plan_that_a_decision_put_in_force_has_its_day_and_body() -> None:
    note = "(Kèm theo Quyết định số 8/QĐ-SYT ngày 09/01/2026 của Giám đốc Sở Y tế)"
    head = read_letterhead(["KẾ HOẠCH", "Kiểm soát thủ tục hành chính", note, "I. MỤC ĐÍCH"])
    assert (head.number, head.issued, head.issuer) == (None, dt.date(2026, 1, 9), "Sở Y tế")
    assert (head.title, head.years) == ("Kiểm soát thủ tục hành chính", (2026,))


@pytest.mark.parametrize(
    "authority", [["BỘ TRƯỞNG BỘ Y TẾ"], ["CHỦ TỊCH UBND", "TỈNH AN BÌNH"], ["GIÁM ĐỐC", "SỞ Y TẾ"]]
)
def test_who_decides_is_not_the_end_of_a_title_in_capitals(authority: list[str]) -> None:
    head = read_letterhead(["QUYẾT ĐỊNH", "VỀ VIỆC BAN HÀNH KẾ HOẠCH", "CÔNG TÁC CỦA", "SỞ", *authority, "Căn cứ x;"])
    assert head.title == "VỀ VIỆC BAN HÀNH KẾ HOẠCH CÔNG TÁC CỦA SỞ"


def test_the_sections_of_reasons_are_part_of_the_preamble() -> None:
    lines = ["KẾ HOẠCH", "Công tác năm 2026", "I. CĂN CỨ PHÁP LÝ", "- Luật Trẻ em;", "II. MỤC TIÊU", "- Luật Thú y;"]
    head = read_letterhead(lines)
    assert "Luật Trẻ em" in head.preamble and "Thú y" not in head.preamble
    assert lines[head.body] == "I. CĂN CỨ PHÁP LÝ"


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Công tác năm 2024, 2025", (2024, 2025)),
        ("Phong trào giai đoạn 2023 - 2025", (2023, 2024, 2025)),
        ("Năm học 2024-2025", (2024, 2025)),
        ("Từ năm 2025 đến năm 2027", (2025, 2026, 2027)),
        ("Triển khai Kết luận số 9-KL/TW ngày 02/4/2021 của Bộ Chính trị", ()),
        ("Phát triển thanh niên đến năm 2030", ()),
        ("Kỷ niệm 80 năm (1945 - 2025)", ()),
        ("Kỷ niệm 20 năm ngày thành lập (2005 - 2025)", ()),
        ("Cuộc thi sáng tạo lần thứ X (2025-2026)", (2025, 2026)),
        ("Giám sát nhiệm kỳ 2025 - 2027", (2025, 2026, 2027)),
        ("Thực hiện Nghị quyết Đại hội Đảng bộ nhiệm kỳ 2025 - 2030", ()),
        ("Công tác y tế Năm học: 2024-2025", (2024, 2025)),
        ("Xóa mù chữ từ tháng 10/2025 đến tháng 5/2026", (2025, 2026)),
        ("Tổ chức đón Tết Bính Ngọ 2026", (2026,)),
        ("Phòng cháy rừng mùa khô 2025-2026", (2025, 2026)),
        ("Triển khai Luật Đất đai 2024", ()),
        ("Áp dụng ISO 9001:2015", ()),
        ("Phát động thi đua năm công tác 2026", (2026,)),
    ],
)
def test_years(title: str, years: tuple[int, ...]) -> None:
    assert read_letterhead(["KẾ HOẠCH", title, "Căn cứ x;"]).years == years


FEET = [
    (COMMUNE, "Lò Văn Pâng", "CHỦ TỊCH", ("UBND huyện (b/c)", "Các ban, ngành, đoàn thể xã", "Lưu: VP")),
    (
        DEPARTMENT,
        "Nguyễn Thị Thanh Hồng",
        "PHÓ GIÁM ĐỐC",
        ("Bộ VHTTDL (b/c)", "Các phòng, đơn vị thuộc, trực thuộc Sở", "Lưu: VT, VP (Hà.05b)"),
    ),
    (
        PARTY,
        "Hoàng Văn Hiếu",
        "PHÓ BÍ THƯ THƯỜNG TRỰC",
        ("Ban Bí thư Trung ương Đảng (để báo cáo)", "Các đảng ủy trực thuộc Tỉnh ủy", "Lưu Văn phòng Tỉnh ủy"),
    ),
    (SCHOOL, "Trần Thị Kim Vân", "HIỆU TRƯỞNG", ("Phòng GD&ĐT (để b/c)", "CBGVNV (để t/h)", "Lưu: VT")),
    (DECISION, "Võ Thị Hảo", "GIÁM ĐỐC", ("Như Điều 3", "Lưu: VT")),
    (
        "Nơi nhận: - Như trên; - UBND tỉnh; - Lưu: VT.\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nNGUYỄN ĐỨC TÙNG",
        "NGUYỄN ĐỨC TÙNG",
        "CHÁNH VĂN PHÒNG",
        ("Như trên", "UBND tỉnh", "Lưu: VT"),
    ),
    (
        "x./.\nTM. BAN CHẤP HÀNH\nCHỦ TỊCH\nPhạm Thị Lan\nNơi nhận:\n- LĐLĐ tỉnh;\n- Lưu VP.",
        "Phạm Thị Lan",
        "CHỦ TỊCH",
        ("LĐLĐ tỉnh", "Lưu VP"),
    ),
    (
        "Nơi nhận:\n- - Sở Y tế;\n- - Lưu: VT.\nQ. CỤC TRƯỞNG\nThS. Lê Minh",
        "Lê Minh",
        "Q. CỤC TRƯỞNG",
        ("Sở Y tế", "Lưu: VT"),
    ),
    (
        "Nơi nhận:\nSở Y tế;\nCác xã, thị\ntrấn;\nLưu: VT.\nGIÁM ĐỐC Võ An",
        "Võ An",
        "GIÁM ĐỐC",
        ("Sở Y tế", "Các xã, thị trấn", "Lưu: VT"),
    ),
    (
        "Nơi nhận:\n- Sở Y tế; (để b/c)\n- Các xã (để t/h)\n- Lưu: VT.\nGIÁM ĐỐC",
        None,
        "GIÁM ĐỐC",
        ("Sở Y tế", "Các xã", "Lưu: VT"),
    ),
    (
        "Nơi nhận:\n- PCT UBND TP Lê Văn An;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN",
        None,
        "TM. ỦY BAN NHÂN DÂN",
        ("PCT UBND TP Lê Văn An", "Lưu: VT"),
    ),
    ("Lê Văn An theo dõi./.\nHIỆU TRƯỞNG\n(Đã ký)\nNguyễn Thị Hoa", "Nguyễn Thị Hoa", "HIỆU TRƯỞNG", ()),
]


@pytest.mark.parametrize(("text", "signer", "title", "recipients"), FEET)
def test_foot(text: str, signer: str | None, title: str, recipients: tuple[str, ...]) -> None:
    foot = read_foot(text.split("\n"))
    assert foot is not None
    assert (foot.signer, foot.signer_title, foot.recipients) == (signer, title, recipients)


def test_foot_range_ends_before_the_appendix_and_the_wrapped_plan() -> None:
    for text, after in ((DEPARTMENT, "PHỤ LỤC I"), (DECISION, "KẾ HOẠCH")):
        lines = text.split("\n")
        foot = read_foot(lines)
        assert foot is not None and lines[foot.start] == "Nơi nhận:" and lines[foot.end] == after


@pytest.mark.parametrize(
    "text", ["", "I. MỤC ĐÍCH\n- Tiếp tục nâng cao chất lượng.", "Giám đốc Sở quyết định nơi nhận hồ sơ."]
)
def test_no_foot(text: str) -> None:
    assert read_foot(text.split("\n")) is None


@given(
    st.lists(
        st.sampled_from([*COMMUNE.split("\n"), *DECISION.split("\n"), "", "KẾ HOẠCH", "Nơi nhận:", "- x"]), max_size=20
    )
)
def test_any_order_of_lines_is_read_without_error(lines: list[str]) -> None:
    assert 0 <= read_letterhead(lines, ["1", "2"]).body <= len(lines)
    foot = read_foot(lines)
    assert foot is None or 0 <= foot.start < foot.end <= len(lines)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "(Kèm theo Kế hoạch số 12/KH-STP ngày 15 tháng 01 năm 2025 của Sở Tư pháp)",
            ("12/KH-STP", dt.date(2025, 1, 15), "Sở Tư pháp"),
        ),
        (
            "(Ban hành kèm theo Kế hoạch số 27-KH/ĐU ngày 18/3/2026 của Đảng ủy xã Phú Lộc)",
            ("27-KH/ĐU", dt.date(2026, 3, 18), "Đảng ủy xã Phú Lộc"),
        ),
        ("(Kèm theo Kế hoạch số …/KH-SYT ngày … tháng … năm 2026 của Sở Y tế)", ("/KH-SYT", None, "Sở Y tế")),
        ("(Kèm theo Kế hoạch số …… ngày …… tháng …… năm …… của ……)", (None, None, None)),
        ("(Kèm theo Kế hoạch này)", (None, None, None)),
        (
            "(Kèm theo Quyết định số 8/QĐ-SYT ngày 09/01/2026 của Giám đốc Sở Y tế)",  # puts the plan in force
            (None, dt.date(2026, 1, 9), "Sở Y tế"),
        ),
    ],
)
def test_an_appendix_says_which_plan_it_belongs_to(
    note: str, expected: tuple[str | None, dt.date | None, str | None]
) -> None:
    head = read_letterhead(["Phụ lục", "DANH MỤC NHIỆM VỤ", "KẾ HOẠCH", "Công tác văn thư năm 2025", note])
    assert head.title == "Công tác văn thư năm 2025"
    assert (head.number, head.issued, head.issuer) == expected


HIGHER = "(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/01/2025 của Ủy ban nhân dân huyện Z)"


@pytest.mark.parametrize(
    ("label", "title", "note", "expected"),
    [
        # a plan of its own, made under the one in the bracket
        ("", "Công tác tư pháp năm 2025 của Ủy ban nhân dân xã Y", HIGHER, (None, "Ủy ban nhân dân xã Y")),
        ("PHỤ LỤC II", "Công tác tư pháp năm 2025 của Ủy ban nhân dân xã Y", HIGHER, (None, "Ủy ban nhân dân xã Y")),
        ("PHỤ LỤC", "TRIỂN KHAI CÔNG TÁC CỦA PHÒNG TƯ PHÁP HUYỆN Y", HIGHER, (None, None)),
        ("", "Công tác tư pháp năm 2025", HIGHER, (None, None)),
        # the same body, in other words
        ("Phụ lục", "Công tác tư pháp của UBND huyện Z", HIGHER, ("12/KH-UBND", "Ủy ban nhân dân huyện Z")),
        ("Phụ lục", "CÔNG TÁC CỦA UBND HUYỆN Z NĂM 2025", HIGHER, ("12/KH-UBND", "Ủy ban nhân dân huyện Z")),
        (
            "Phụ lục",
            "Kiểm tra, giám sát năm 2026 của Ban Thường vụ Đảng ủy xã",
            "(Kèm theo Kế hoạch số 27-KH/ĐU ngày 18/3/2026 của Đảng ủy xã Phú Lộc)",
            ("27-KH/ĐU", "Đảng ủy xã Phú Lộc"),
        ),
        # a body whose document the plan carries out is not whose plan it is
        (
            "Phụ lục",
            "THỰC HIỆN NGHỊ QUYẾT SỐ 01/NQ-CP CỦA CHÍNH PHỦ",
            HIGHER,
            ("12/KH-UBND", "Ủy ban nhân dân huyện Z"),
        ),
        # two documents
        ("Phụ lục", "Công tác tư pháp", f"{HIGHER[:-1]} và Công văn số 3/STP-VP ngày 02/01/2025)", (None, None)),
    ],
)
def test_a_higher_plan_does_not_lend_its_number_to_a_lower_one(
    label: str, title: str, note: str, expected: tuple[str | None, str | None]
) -> None:
    head = read_letterhead([*([label, "DANH MỤC NHIỆM VỤ"] if label else []), "KẾ HOẠCH", title, note])
    assert (head.number, head.issuer) == expected
