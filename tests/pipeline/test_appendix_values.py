"""Values that stand on lines of their own in a cell: typed breaks, and what the table repeats elsewhere."""

from __future__ import annotations

from pipeline.appendix_rows import Row
from pipeline.appendix_values import part_values
from pipeline.read.document import Box, Line
from pipeline.read.pdf_breaks import Room, with_breaks


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


def line(text: str, width: float, top: float, x0: float = 105.0) -> Line:
    return Line(text, 1, Box(1, x0, top, x0 + width, top + 12), size=12.0)


def breaks(*lines: Line, room: Room | None) -> list[bool | None]:
    return [found.starts_paragraph for found in with_breaks(lines, room)]


def test_a_break_where_there_was_room_was_typed() -> None:
    room = Room(width=90, right=195)
    lines = line("Sở Nội vụ", 50, 0), line("Sở Tài chính và", 85, 14), line("Kế hoạch", 45, 28)
    assert breaks(*lines, room=room) == [None, True, None]


def test_room_is_what_other_lines_of_the_column_had() -> None:
    hanging = line("- Ban Quản lý rừng Sông", 86, 0), line("Đà", 12, 14, x0=123)
    assert breaks(*hanging, room=Room.of(hanging)) == [None, None]


def test_centred_lines_are_measured_by_their_width() -> None:
    lines = line("Sở Nội vụ", 50, 0, x0=125), line("Sở Tài chính", 60, 14, x0=120), line("Sở Y tế", 40, 28, x0=130)
    assert breaks(*lines, room=Room(width=140, right=220)) == [None, True, True]


def test_lines_without_places_are_left_alone() -> None:
    lines = [Line("Sở Nội vụ"), Line("Sở Y tế")]
    assert with_breaks(lines, Room.of(lines)) == tuple(lines)


def test_what_follows_a_known_word_may_be_the_rest_of_its_name() -> None:
    found = rows("Quyết định", "Quyết định", "Quyết định|UBND tỉnh", role="products")
    part_values(found)
    assert listed(found, "products")[2] == "Quyết định UBND tỉnh"
