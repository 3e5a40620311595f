"""Values that stand on lines of their own in a cell: typed breaks, and what the table repeats elsewhere."""

from __future__ import annotations

from pipeline.appendix_rows import Row
from pipeline.appendix_values import part_values
from pipeline.read.document import Box, Line
from pipeline.read.pdf_breaks import with_breaks


def rows(*cells: str, role: str = "coordinating_units") -> list[Row]:
    """Rows with one cell each, its lines parted by "|" as a PDF prints them: nobody knows why a line ends."""
    return [Row(None, {role: [Line(text) for text in cell.split("|")]}) for cell in cells]


def listed(found: list[Row], role: str = "coordinating_units") -> list[str]:
    return [row.listed(role).replace("\n", " ") for row in found]


def test_lines_that_are_values_elsewhere_are_values() -> None:
    found = rows("Văn phòng Sở", "Chi cục Kiểm lâm", "Văn phòng Sở|Chi cục Kiểm lâm")
    part_values(found)
    assert listed(found)[2] == "Văn phòng Sở; Chi cục Kiểm lâm"


def test_a_wrapped_name_stays_whole() -> None:
    found = rows("Sở Giáo dục|và Đào tạo", "Sở Nội vụ", "Phòng Tổ chức|Cán bộ")
    part_values(found)
    assert listed(found) == ["Sở Giáo dục và Đào tạo", "Sở Nội vụ", "Phòng Tổ chức Cán bộ"]


def test_values_known_from_wrapped_cells_and_lists() -> None:
    found = rows("Chi cục|Kiểm lâm", "Thanh tra Sở; Văn phòng|Sở", "Văn phòng|Sở|Chi cục|Kiểm lâm")
    part_values(found)
    assert listed(found)[2] == "Văn phòng Sở; Chi cục Kiểm lâm"


def test_one_unknown_value_beside_values_known_well() -> None:
    found = rows("Hồ sơ lưu", "Hồ sơ lưu", "Quy chế chi tiêu|nội bộ|Hồ sơ lưu", role="products")
    part_values(found)
    assert listed(found, "products")[2] == "Quy chế chi tiêu nội bộ; Hồ sơ lưu"


def test_a_value_seen_once_says_nothing_about_an_unknown_one() -> None:
    found = rows("Báo cáo", "Kế hoạch và|Báo cáo", "Đề án phát triển|Báo cáo", role="products")
    part_values(found)
    assert listed(found, "products")[1:] == ["Kế hoạch và Báo cáo", "Đề án phát triển Báo cáo"]


def test_what_stands_together_more_often_is_one_value() -> None:
    found = rows("Văn phòng|HĐND", "Văn phòng|HĐND", "Văn phòng|HĐND", "Văn phòng", "HĐND")
    part_values(found)
    assert listed(found)[:3] == ["Văn phòng HĐND"] * 3


def line(text: str, width: float, top: float) -> Line:
    return Line(text, 1, Box(1, 105.0, top, 105.0 + width, top + 12), size=12.0)


def test_a_break_without_need_was_typed() -> None:
    first, second, third = with_breaks(
        [line("Sở Nội vụ", 50, 0), line("Sở Tài chính và", 80, 14), line("Kế hoạch", 45, 28)], 100.0, 200.0
    )
    assert [first.starts_paragraph, second.starts_paragraph, third.starts_paragraph] == [None, True, None]


def test_lines_without_places_are_left_alone() -> None:
    lines = [Line("Sở Nội vụ"), Line("Sở Y tế")]
    assert with_breaks(lines, 0.0, 500.0) == tuple(lines)
