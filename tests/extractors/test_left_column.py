"""Names of offices in the left column of a letterhead, wrapped at every syllable."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.left_column import issuing_unit
from extractors.letterhead import read_letterhead
from pipeline import extract

OFFICES = [
    line
    for line in (Path(__file__).parent / "office_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
BELOW = ["Số: 12/KH-X", "Hà Nội, ngày 05 tháng 01 năm 2026"]
SHORTEST = 8
"""A column that is wide enough for a parent wrapped as well leaves no shorter line."""


def wraps(name: str, most: int) -> Iterator[list[str]]:
    """The name on one line, and broken in up to `most` places."""
    words = name.split()
    for count in range(min(most, len(words) - 1) + 1):
        for breaks in itertools.combinations(range(1, len(words)), count):
            lines = [" ".join(words[a:b]) for a, b in itertools.pairwise((0, *breaks, len(words)))]
            if count < 2 or min(map(len, lines)) >= SHORTEST:
                yield lines


def columns(parent: str, name: str) -> Iterator[list[str]]:
    for above in wraps(parent, 1) if parent else [[]]:
        for lines in wraps(name, 2):
            if len(above) < 2 or len(lines) < 2 or min(map(len, (*above, *lines))) >= SHORTEST:
                yield [*above, *lines]


def line_by_line(left: list[str]) -> list[str]:
    """Both columns as a converter prints them that reads across."""
    return [" ".join(filter(None, pair)) for pair in itertools.zip_longest(left, [*RIGHT, "______"], fillvalue="")]


@pytest.mark.parametrize("office", OFFICES)
def test_name_is_whole_wherever_it_is_wrapped(office: str) -> None:
    parent, name = office.split("|") if "|" in office else ("", office)
    for left in columns(parent, name):
        assert issuing_unit([*left, *RIGHT, *BELOW]) == name, left
        assert issuing_unit([*line_by_line(left), *BELOW]) == name, left


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("UBND TỈNH SÔNG VÂN SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"),
        ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG TỈNH SÔNG VÂN", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG TỈNH SÔNG VÂN"),
        ("ỦY BAN NHÂN DÂN ĐẶC KHU TRƯỜNG SA", "ỦY BAN NHÂN DÂN ĐẶC KHU TRƯỜNG SA"),
        ("UBND XÃ XUÂN HÒA TRƯỜNG TIỂU HỌC XUÂN HÒA", "TRƯỜNG TIỂU HỌC XUÂN HÒA"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO TRƯỜNG THPT NGUYỄN TRƯỜNG TỘ", "TRƯỜNG THPT NGUYỄN TRƯỜNG TỘ"),
    ],
)
def test_parent_and_issuer_on_one_line(line: str, issuer: str) -> None:
    assert issuing_unit([line, *RIGHT, *BELOW]) == issuer


@pytest.mark.parametrize(
    "left",
    [
        ("UBND ĐẶC KHU PHÚ QUỐC", "PHÒNG KINH TẾ"),
        ("UBND ĐẶC KHU PHÚ QUỐC", "HỘI NÔNG DÂN"),
        ("UBND XÃ QUANG TRUNG", "ĐOÀN TNCS HỒ CHÍ MINH XÃ"),
        ("UBND THỊ XÃ GÒ CÔNG", "ĐOÀN KIỂM TRA LIÊN NGÀNH"),
        ("HUYỆN ỦY CỦ CHI", "HỘI NÔNG DÂN"),
        ("UBND XÃ TAM HẢI", "PHÒNG KINH TẾ"),
        ("ĐẢNG ỦY XÃ", "VĂN PHÒNG"),
        ("CÔNG AN TỈNH", "PHÒNG HẬU CẦN"),
        ("UBND HUYỆN", "HỘI CCB"),
        ("BỘ QUỐC PHÒNG", "QUÂN KHU 5"),
        ("TRƯỜNG ĐẠI HỌC SƯ PHẠM", "TRƯỜNG THPT CHUYÊN"),
    ],
)
def test_office_below_its_parent_is_not_taken_for_the_rest_of_its_name(left: tuple[str, str]) -> None:
    assert issuing_unit([*left, *RIGHT, *BELOW]) == left[1]


def test_the_figure_of_an_office_on_a_line_of_its_own_is_no_page_number() -> None:
    head = ["CỤC HẢI QUAN", "CHI CỤC HẢI QUAN KHU VỰC", "4", *RIGHT, *BELOW, "KẾ HOẠCH", "Cải cách hành chính năm 2026"]
    text = "\n".join([*head, "I. NHIỆM VỤ", "1. Rà soát thủ tục."])
    assert extract(text.encode()).document.issuer == "CHI CỤC HẢI QUAN KHU VỰC 4"


def test_department_named_after_the_type_of_a_document() -> None:
    head = ["UBND HUYỆN MAI SƠN", "PHÒNG TÀI CHÍNH -", "KẾ HOẠCH", *RIGHT, *BELOW, "KẾ HOẠCH", "Thu ngân sách năm 2026"]
    letterhead = read_letterhead([*head, "I. MỤC ĐÍCH"])
    assert (letterhead.issuer, letterhead.title) == ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Thu ngân sách năm 2026")
