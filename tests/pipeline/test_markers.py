"""Markers: what is a list marker at the start of a line, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markers import bare_marker, read_marker

MARKED: list[tuple[str, str, str, str]] = [
    # text, kind, label, rest
    ("Phần I. QUAN ĐIỂM", "part", "I", "QUAN ĐIỂM"),
    ("PHẦN THỨ NHẤT", "part", "1", ""),
    ("Phần thứ hai: Nhiệm vụ", "part", "2", "Nhiệm vụ"),
    ("Chương II. Tổ chức", "part", "II", "Tổ chức"),
    ("A. MỤC TIÊU", "part", "A", "MỤC TIÊU"),
    ("B- NHIỆM VỤ", "part", "B", "NHIỆM VỤ"),
    ("I. MỤC ĐÍCH", "roman", "I", "MỤC ĐÍCH"),
    ("IV - TỔ CHỨC THỰC HIỆN", "roman", "IV", "TỔ CHỨC THỰC HIỆN"),
    ("II/ Nội dung", "roman", "II", "Nội dung"),
    ("XII. Kinh phí", "roman", "XII", "Kinh phí"),
    ("V) Khen thưởng", "roman", "V", "Khen thưởng"),
    ("1. Mục đích", "decimal", "1", "Mục đích"),
    ("1.Mục đích", "decimal", "1", "Mục đích"),
    ("3/ Tổ chức", "decimal", "3", "Tổ chức"),
    ("2) Tập huấn", "decimal", "2", "Tập huấn"),
    ("4- Khen thưởng", "decimal", "4", "Khen thưởng"),
    ("2.1. Chỉ tiêu", "decimal", "2.1", "Chỉ tiêu"),
    ("2.1 Chỉ tiêu", "decimal", "2.1", "Chỉ tiêu"),
    ("1.1.2. Rà soát", "decimal", "1.1.2", "Rà soát"),
    ("12. Sở Y tế", "decimal", "12", "Sở Y tế"),
    ("1. 100% thôn có loa truyền thanh", "decimal", "1", "100% thôn có loa truyền thanh"),
    ("a) Đối với tập thể", "letter", "a", "Đối với tập thể"),
    ("b. Cá nhân", "letter", "b", "Cá nhân"),
    ("đ) Công tác khác", "letter", "đ", "Công tác khác"),
    ("c/ Vệ sinh", "letter", "c", "Vệ sinh"),
    ("(1) Lập danh sách", "paren", "(1)", "Lập danh sách"),
    ("(a) Bước một", "paren", "(a)", "Bước một"),
    ("- Rà soát văn bản", "bullet", "-", "Rà soát văn bản"),
    ("– Rà soát văn bản", "bullet", "-", "Rà soát văn bản"),
    ("-Rà soát văn bản", "bullet", "-", "Rà soát văn bản"),
    ("+ Kiểm tra", "bullet", "+", "Kiểm tra"),
    ("* Lưu ý", "bullet", "*", "Lưu ý"),
    ("• Họp giao ban", "bullet", "•", "Họp giao ban"),
    ("- 80% học sinh đạt khá", "bullet", "-", "80% học sinh đạt khá"),
    ("- “Ngày hội đọc sách”", "bullet", "-", "“Ngày hội đọc sách”"),
]


@pytest.mark.parametrize(("text", "kind", "label", "rest"), MARKED, ids=[m[0] for m in MARKED])
def test_read_marker(text: str, kind: str, label: str, rest: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.kind, marker.label, marker.rest) == (kind, label, rest)


UNMARKED = [
    "",
    " ",
    "Phần mềm quản lý hồ sơ",
    "Chương trình hành động",
    "A Lưới là huyện miền núi",
    "I tế",
    "2025 của tỉnh",
    "30/6/2025 là hạn cuối",
    "2.500 hộ dân",
    "1.5 triệu đồng",
    "10.5 ha rừng",
    "02 lớp tập huấn",
    "a lô",
    "v.v. và các việc khác",
    "(2025) của Bộ",
    "(khi đủ điều kiện)",
    "-5 độ",
    "08:30 khai mạc",
    "7h30 tập trung",
    "100% hồ sơ",
    "Rà soát văn bản",
    "Mục tiêu chung",
    "I",
    "ii",
    "24/24 giờ",
    "5-7 ngày làm việc",
    "100.000 cây xanh",
    "12/KH-UBND",
    "V.I. Lênin",
    "20.11 hằng năm",
]


@pytest.mark.parametrize("text", UNMARKED)
def test_no_marker(text: str) -> None:
    assert read_marker(text) is None


@pytest.mark.parametrize("text", ["1.", "a)", "II.", "-", "+", "2.1.", "đ)", " 3. "])
def test_bare_marker(text: str) -> None:
    assert bare_marker(text)


@pytest.mark.parametrize("text", ["", "1", "2025", "a", "1. Họp", "12/2025", "(1)"])
def test_not_a_bare_marker(text: str) -> None:
    assert not bare_marker(text)


def test_siblings_share_a_style() -> None:
    for group in (
        ["1. Một", "12. Hai"],
        ["1.1. Một", "1.2 Hai"],
        ["a) Một", "d) Hai"],
        ["- Một", "– Hai"],
        ["I. Một", "VII. Hai"],
    ):
        styles = {marker.style for marker in map(read_marker, group) if marker}
        assert len(styles) == 1
    lists = ["1. Một", "1) Một", "1.1. Một", "a) Một", "- Một", "+ Một", "(1) Một", "I. Một"]
    assert len({marker.style for marker in map(read_marker, lists) if marker}) == len(lists)


@pytest.mark.parametrize("text", ["1. Họp", "I. HỌP", "a) Họp", "2.1. Họp", "Phần I. HỌP"])
def test_numbered(text: str) -> None:
    marker = read_marker(text)
    assert marker is not None and marker.numbered


@pytest.mark.parametrize("text", ["- Họp", "+ Họp", "(1) Họp"])
def test_bullets_are_not_numbered(text: str) -> None:
    marker = read_marker(text)
    assert marker is not None and not marker.numbered


# --- a printed label is read back -------------------------------------------------------------------------------------

ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()  # noqa: SIM905
TITLES = st.sampled_from(["Mục đích", "Rà soát văn bản", "Tổ chức hội nghị", "“Sạch từ nhà”", "Đối với nhà trường"])


@given(st.sampled_from(ROMANS), st.sampled_from([". ", "/ ", ") ", " - "]), TITLES)
def test_roman_numbers_are_read_back(label: str, end: str, title: str) -> None:
    marker = read_marker(label + end + title)
    assert marker is not None
    assert (marker.kind, marker.label, marker.rest) == ("roman", label, title)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), TITLES)
def test_decimal_numbers_are_read_back(parts: list[int], title: str) -> None:
    label = ".".join(map(str, parts))
    marker = read_marker(f"{label}. {title}")
    assert marker is not None
    assert (marker.kind, marker.label, marker.rest) == ("decimal", label, title)


@given(st.sampled_from("abcdđeghiklmnopqrstuvxy"), st.sampled_from([") ", "/ "]), TITLES)
def test_letters_are_read_back(label: str, end: str, title: str) -> None:
    marker = read_marker(label + end + title)
    assert marker is not None
    assert (marker.kind, marker.label, marker.rest) == ("letter", label, title)


@given(st.text(max_size=40))
def test_never_fails_and_the_rest_ends_the_text(text: str) -> None:
    marker = read_marker(text)
    if marker is not None:
        assert text.endswith(marker.rest)
        assert marker.label and marker.style
    bare_marker(text)
