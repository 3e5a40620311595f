"""Kinds: what headings say of the items under them, and what the wording of an item says by itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.kinds import Kind, fold_heading, is_closing, is_target, kind_of_heading, kind_of_item

HEADINGS: list[tuple[str, Kind | None]] = [
    ("MỤC ĐÍCH, YÊU CẦU", Kind.PURPOSE),
    ("Mục đích", Kind.PURPOSE),
    ("Yêu cầu:", Kind.PURPOSE),
    ("Mục tiêu chung", Kind.PURPOSE),
    ("MỤC TIÊU", Kind.PURPOSE),
    ("Mục tiêu tổng quát", Kind.PURPOSE),
    ("Quan điểm chỉ đạo", Kind.PURPOSE),
    ("Mục đích - Ý nghĩa", Kind.PURPOSE),
    ("Chỉ tiêu", Kind.TARGET),
    ("CÁC CHỈ TIÊU CHỦ YẾU", Kind.TARGET),
    ("Mục tiêu cụ thể", Kind.TARGET),
    ("Mục tiêu cụ thể đến năm 2030", Kind.TARGET),
    ("Chỉ tiêu cụ thể năm 2026:", Kind.TARGET),
    ("Căn cứ xây dựng kế hoạch", Kind.OTHER),
    ("Kinh phí thực hiện", Kind.OTHER),
    ("KINH PHÍ", Kind.OTHER),
    ("Đối tượng tham gia", Kind.OTHER),
    ("Thời gian, địa điểm", Kind.OTHER),
    ("Hình thức khen thưởng", Kind.OTHER),
    ("Đặc điểm tình hình", Kind.OTHER),
    ("Thuận lợi", Kind.OTHER),
    ("Cơ cấu giải thưởng", Kind.OTHER),
    ("NHIỆM VỤ, GIẢI PHÁP", Kind.TASK),
    ("Nội dung", Kind.TASK),
    ("TỔ CHỨC THỰC HIỆN", Kind.TASK),
    ("Tiến độ thực hiện", Kind.TASK),
    ("Chế độ báo cáo", Kind.TASK),
    ("Phân công nhiệm vụ", Kind.TASK),
    ("Trách nhiệm của các đơn vị", Kind.TASK),
    # headings that say nothing of the kind: the one above decides
    ("Công nghệ thông tin", None),
    ("Cải cách thể chế", None),
    ("Văn phòng Sở", None),
    ("Giai đoạn chuẩn bị", None),
    ("Năm 2026", None),
    ("", None),
    # two kinds in one heading: its sub-headings will say
    ("Mục tiêu, nhiệm vụ", None),
    ("Chỉ tiêu và nhiệm vụ", None),
    ("Đối tượng, nội dung và thời gian", None),
    ("Mục đích, chỉ tiêu", None),
]


@pytest.mark.parametrize(("text", "kind"), HEADINGS, ids=[h[0] for h in HEADINGS])
def test_kind_of_heading(text: str, kind: Kind | None) -> None:
    assert kind_of_heading(text) is kind


# The subject of work, not the matter of a plan: the heading above decides, else all rows under these are lost.
SUBJECTS = [
    "Dự báo khí tượng thủy văn",
    "Hồ sơ sức khỏe điện tử",
    "Điều kiện kinh doanh",
    "Mục tiêu quốc gia về y tế",
    "Phạm vi cung cấp dịch vụ công trực tuyến",
]


@pytest.mark.parametrize("text", SUBJECTS)
def test_the_subject_of_a_heading_is_no_kind(text: str) -> None:
    assert kind_of_heading(text) is None


RESULTS = [
    "Phấn đấu mỗi thôn có 01 mô hình tự quản.",
    "Mỗi trường có ít nhất 02 sáng kiến.",
    "Xếp hạng chuyển đổi số thuộc nhóm 5 sở dẫn đầu.",
    "Thu ngân sách đạt 25 tỷ đồng.",
    "Tổng giá trị sản xuất tăng 12%.",
    "Chỉ tiêu: Phấn đấu có từ 60 người tham gia trở lên.",
]


@pytest.mark.parametrize("text", RESULTS)
def test_results_outside_a_heading_of_targets(text: str) -> None:
    assert kind_of_item(text, Kind.TASK) is Kind.TARGET


ITEMS: list[tuple[str, Kind | None, Kind]] = [
    # the heading decides
    ("Rà soát văn bản quy phạm pháp luật.", Kind.PURPOSE, Kind.PURPOSE),
    ("Hoàn thành chỉ tiêu tinh giản tổ chức.", Kind.TARGET, Kind.TARGET),
    ("Giấy khen của Chủ tịch UBND huyện.", Kind.OTHER, Kind.OTHER),
    # orders
    ("Rà soát văn bản quy phạm pháp luật.", Kind.TASK, Kind.TASK),
    ("Tổ chức 02 lớp tập huấn cho cán bộ thôn.", None, Kind.TASK),
    ("Rà soát 100% hộ nghèo trên địa bàn.", Kind.TASK, Kind.TASK),
    ("Xây dựng ít nhất 03 mô hình du lịch cộng đồng.", Kind.TASK, Kind.TASK),
    ("Có đăng ký danh hiệu thi đua từ đầu năm.", Kind.TASK, Kind.TASK),
    ("Tuyên truyền trực quan: băng rôn, pa nô, khẩu hiệu.", Kind.TASK, Kind.TASK),
    ("Hiệu quả của mô hình chính quyền hai cấp.", Kind.TASK, Kind.TASK),
    ("Đảm bảo kết nối 100% trường học và báo cáo kết quả về Sở.", Kind.TASK, Kind.TASK),
    ("Bảo đảm triển khai trên 90% dịch vụ công và phải có báo cáo từng quý.", Kind.TASK, Kind.TASK),
    # results
    ("100% hồ sơ được giải quyết đúng hạn.", Kind.TASK, Kind.TARGET),
    ("Tỷ lệ người dân tham gia bảo hiểm y tế đạt 95%.", Kind.TASK, Kind.TARGET),
    ("Phấn đấu 80% hộ gia đình đạt chuẩn văn hóa.", None, Kind.TARGET),
    ("Trên 90% học sinh tốt nghiệp.", None, Kind.TARGET),
    ("Ít nhất 50% thôn có tổ hòa giải.", None, Kind.TARGET),
    ("Chỉ số cải cách hành chính nằm trong nhóm 10 tỉnh dẫn đầu.", Kind.TASK, Kind.TARGET),
    ("Đảm bảo 100% cán bộ được tập huấn.", Kind.TASK, Kind.TARGET),
    ("Đến hết năm 2026, 70% hồ sơ được nộp trực tuyến.", None, Kind.TARGET),
    ("Có ít nhất 60% chi bộ hoàn thành tốt nhiệm vụ.", None, Kind.TARGET),
    ("Mức độ hài lòng của người bệnh đạt từ 92% trở lên.", None, Kind.TARGET),
    ("Kết quả đánh giá, xếp loại chi bộ đạt từ mức “Hoàn thành tốt nhiệm vụ” trở lên.", Kind.TASK, Kind.TARGET),
    # what orders nothing
    ("Thời điểm chốt số liệu: ngày 14 tháng cuối kỳ.", Kind.TASK, Kind.OTHER),
    ("(Chi tiết tại Phụ lục kèm theo)", Kind.TASK, Kind.OTHER),
    ("Theo Phụ lục kèm theo.", Kind.TASK, Kind.OTHER),
    ("Danh mục văn bản: Phụ lục II.", Kind.TASK, Kind.OTHER),
    ("Chỉ tiêu cụ thể tại Phụ lục I; danh mục nhiệm vụ tại Phụ lục II kèm theo Kế hoạch này.", Kind.TASK, Kind.OTHER),
    ("Các đơn vị báo cáo kết quả theo Phụ lục II.", Kind.TASK, Kind.TASK),
    ("Công ty Cấp nước: 0243.123.4567", Kind.TASK, Kind.OTHER),
]


@pytest.mark.parametrize(("text", "heading", "kind"), ITEMS, ids=[i[0][:48] for i in ITEMS])
def test_kind_of_item(text: str, heading: Kind | None, kind: Kind) -> None:
    assert kind_of_item(text, heading) is kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trên đây là Kế hoạch phòng, chống dịch năm 2026 của UBND xã.", True),
        ("Yêu cầu các đơn vị nghiêm túc triển khai thực hiện Kế hoạch này./.", True),
        ("Đề nghị các phòng, ban tổ chức thực hiện tốt các nội dung của Kế hoạch./.", True),
        ("Căn cứ Kế hoạch này, các trường chủ động triển khai thực hiện./.", True),
        # something is still to be done by a day
        ("Đề nghị các trường thực hiện và báo cáo kết quả trước ngày 15/12/2026.", False),
        ("Rà soát, bổ sung quy hoạch cán bộ.", False),
        ("Tổ chức hội nghị tổng kết.", False),
        ("", False),
    ],
)
def test_is_closing(text: str, expected: bool) -> None:
    assert is_closing(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Rà soát 100% hồ sơ",
        "Xây dựng 05 mô hình",
        "Tập huấn cho 90% cán bộ",
        "Nâng tỷ lệ che phủ rừng",
        "",
        "Họp giao ban",
    ],
)
def test_an_order_with_a_figure_is_no_target(text: str) -> None:
    assert not is_target(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("  MỤC ĐÍCH,\nYÊU  CẦU: ", "mục đích, yêu cầu"), ("Chỉ tiêu –", "chỉ tiêu"), ("…", "…"), ("", "")],
)
def test_fold_heading(text: str, folded: str) -> None:
    assert fold_heading(text) == folded


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from([None, *Kind]))
def test_never_fails(text: str, heading: Kind | None) -> None:
    kind_of_heading(text)
    is_closing(text)
    kind = kind_of_item(text, heading)
    if heading in (Kind.PURPOSE, Kind.TARGET, Kind.OTHER):
        assert kind is heading
    assert fold_heading(fold_heading(text)) == fold_heading(text)


@given(st.sampled_from([h for h, _ in HEADINGS]), st.sampled_from(["", ":", ".", " :", " "]), st.booleans())
def test_case_and_closing_punctuation_say_nothing(text: str, end: str, upper: bool) -> None:
    assert kind_of_heading((text.upper() if upper else text) + end) is kind_of_heading(text)
