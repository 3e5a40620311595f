"""Targets: tables of phrases in the manner of plans of many offices, and what each must give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.targets import find_targets

Expected = list[tuple[str, float | int | None, str | None]]


def _found(text: str, *, cell: bool = False) -> Expected:
    return [(target.comparator, target.value, target.unit) for target in find_targets(text, cell=cell)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ trẻ em được tiêm chủng đầy đủ đạt từ 95% trở lên.", [(">=", 95, "%")]),
        ("Phấn đấu đạt 100% trường tiểu học tổ chức dạy học 2 buổi.", [("=", 100, "%")]),
        ("Tối thiểu 85% hộ dân được dùng nước sạch.", [(">=", 85, "%")]),
        ("Tỷ lệ hồ sơ trễ hạn không quá 3%.", [("<=", 3, "%")]),
        ("Giảm tỷ suất tử vong trẻ sơ sinh xuống dưới 8‰.", [("<", 8, "‰")]),
        ("Trên 70% cuộc họp không dùng giấy.", [(">", 70, "%")]),
        ("Hồ sơ nộp qua bưu điện >25% tổng số.", [(">", 25, "%")]),
        ("Mức độ hài lòng ≥ 92,5%.", [(">=", 92.5, "%")]),
        ("Tỷ lệ giải ngân không dưới 98 %.", [(">=", 98, "%")]),
        ("100% thôn có nhà văn hóa; 60% đạt chuẩn, 15% kiểu mẫu.", [("=", 100, "%"), ("=", 60, "%"), ("=", 15, "%")]),
        ("Tỷ lệ hộ nghèo giảm từ 4,1% xuống còn 2,9%.", [("=", 2.9, "%")]),
        ("Giảm số vụ tai nạn từ 5% đến 10% so với năm trước.", [(">=", 5, "%")]),
        ("Giải ngân 95-100% kế hoạch vốn.", [(">=", 95, "%")]),
        ("Số hóa đạt và vượt 80% hồ sơ lưu trữ.", [(">=", 80, "%")]),
    ],
)
def test_percentages(text: str, expected: Expected) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mỗi chi đoàn đảm nhận ít nhất 01 công trình thanh niên.", [(">=", 1, "công trình")]),
        ("Chỉ số PCI của tỉnh nằm trong nhóm 15 địa phương dẫn đầu.", [("<=", 15, "nhóm")]),
        ("Đưa chỉ số chuyển đổi số vào nhóm 05.", [("<=", 5, "nhóm")]),
        ("Chỉ số hài lòng đạt 86,35 điểm.", [("=", 86.35, "điểm")]),
        ("Đạt từ 80 điểm trở lên.", [(">=", 80, "điểm")]),
        ("Phấn đấu có trên 120 doanh nghiệp thành lập mới.", [(">", 120, "doanh nghiệp")]),
        ("Thu ngân sách phấn đấu đạt khoảng 2.350 tỷ đồng.", [("=", 2350000000000, "đồng")]),
        ("Thu nhập bình quân đạt 85 triệu đồng/người/năm.", [("=", 85000000, "đồng/người/năm")]),
        ("Trồng mới 1.500 cây xanh và ít nhất 02 ha rừng.", [("=", 1500, "cây xanh"), (">=", 2, "ha")]),
        ("Hoàn thành 19/19 tiêu chí.", [("=", 19, "tiêu chí")]),
        ("Duy trì mực nước hồ không vượt quá cao trình +6.50m.", [("<=", 6.5, "m")]),
        (
            "Tối thiểu 300 hợp tác xã, hộ kinh doanh và trang trại.",
            [(">=", 300, "hợp tác xã, hộ kinh doanh và trang trại")],
        ),
        ("Xây dựng ít nhất 02 mô hình, giải pháp hay.", [(">=", 2, "mô hình")]),
        (
            "Mở 03 lớp tập huấn (gồm 02 lớp tập huấn cấp tỉnh và 01 lớp tập huấn cấp xã).",
            [("=", 3, "lớp tập huấn"), ("=", 2, "lớp tập huấn"), ("=", 1, "lớp tập huấn")],
        ),
        ("Đăng tối thiểu 04 tin, bài/tháng trên cổng thông tin.", [(">=", 4, "tin, bài/tháng")]),
        ("Kim ngạch tăng 1,5 lần so với năm 2024.", [("=", 1.5, "lần")]),
        ("Sĩ số không quá 35 học sinh.", [("<=", 35, "học sinh")]),
        ("Lắp tối thiểu 04 rạp chiếu lưu động.", [(">=", 4, "rạp chiếu")]),
    ],
)
def test_counts(text: str, expected: Expected) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức kiểm tra ít nhất 02 lần/năm.",
        "Giao ban 01 buổi/tuần, mỗi buổi không quá 90 phút.",
        "Giải quyết trong thời hạn tối đa 5 ngày làm việc.",
        "Hoàn thành trong 60 ngày kể từ ngày ban hành.",
        "Thực hiện phương châm 04 tại chỗ, 06 rõ, 3 đột phá.",
        "Triển khai 02 nhóm thủ tục liên thông thuộc Đề án 06.",
        "Dịch vụ công mức độ 3, mức độ 4; trực ban 24/24h.",
        "Áp dụng TCVN ISO 9001:2015 theo Điều 12, mục 2.",
        "Căn cứ Quyết định số 19/2022/QĐ-UBND ngày 25/4/2022.",
        "Trong năm 2026 dự án được khởi công.",
        "Toàn xã có 12 thôn, 03 trường học.",
        "Khám sức khỏe cho trẻ dưới 6 tuổi và người trên 60 tuổi.",
        "Hướng dẫn hộ có doanh thu trên 1 tỷ đồng kê khai thuế.",
        "Doanh nghiệp có trên 100 lao động phải đăng ký.",
        "Xây dựng phương án cho 45 điểm sạt lở.",
        "Trạm bơm công suất 15 m3/s gồm 04 tổ máy.",
        "Khi mực nước đạt trên +3.5m thì mở cống.",
        "Công ty có trên 50% vốn điều lệ của Nhà nước.",
        "",
    ],
)
def test_numbers_that_are_no_targets(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Chi bộ được xếp loại từ mức “Hoàn thành tốt” trở lên.", "từ mức “Hoàn thành tốt” trở lên"),
        ("Học lực xếp loại Khá trở lên.", "xếp loại Khá trở lên"),
    ],
)
def test_levels_have_no_value(text: str, raw: str) -> None:
    (target,) = find_targets(text)
    assert (target.raw, target.comparator, target.value, target.unit) == (raw, ">=", None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03-05 dự án được chấp thuận chủ trương", [(">=", 3, "dự án")]),
        ("Thí điểm tại 40 xã, phường", [("=", 40, "xã, phường")]),
        ("1,8 triệu thửa đất được làm sạch dữ liệu", [("=", 1800000, "thửa đất")]),
        ("100% (khoảng 1.240) thôn, tổ dân phố", [("=", 100, "%"), ("=", 1240, "thôn, tổ dân phố")]),
        ("Tối thiểu 30 hoạt động/điểm du lịch", [(">=", 30, "hoạt động/điểm du lịch")]),
        ("100% chợ trên địa bàn 40 xã, phường", [("=", 100, "%")]),
        ("Kế hoạch năm 2026 và 03 nội dung trọng tâm", []),
    ],
)
def test_in_a_product_cell_bare_counts_are_targets(text: str, expected: Expected) -> None:
    assert _found(text, cell=True) == expected


def test_raw_is_the_shortest_phrase_and_the_span_points_at_it() -> None:
    text = "Bảo đảm từ 90% trở lên và ít nhất 05 sáng kiến."
    targets = find_targets(text)
    assert [target.raw for target in targets] == ["từ 90% trở lên", "ít nhất 05 sáng kiến"]
    assert [text[slice(*target.span)] for target in targets] == [target.raw for target in targets]


@given(st.text(alphabet="đạt từ trên ít nhất %0123456789.,-/+ xã mô hình", max_size=80), st.booleans())
def test_any_text_gives_ordered_spans_inside_it(text: str, cell: bool) -> None:
    targets = find_targets(text, cell=cell)
    assert [text[slice(*target.span)] for target in targets] == [target.raw for target in targets]
    assert targets == sorted(targets, key=lambda target: target.span)
