"""Products: what a verb of making governs in prose, and the lines of a product cell."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.products import find_products, split_product_cell


def _found(text: str) -> list[str]:
    return [product.text for product in find_products(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xây dựng Kế hoạch tiêm chủng mở rộng năm 2026 và gửi Sở Y tế.", ["Kế hoạch tiêm chủng mở rộng năm 2026"]),
        ("Tham mưu UBND xã ban hành Quy chế làm việc nhằm nâng cao hiệu quả.", ["Quy chế làm việc"]),
        ("Các trường xây dựng kế hoạch, tổ chức phát động thi đua.", ["kế hoạch"]),
        ("Xây dựng và triển khai hiệu quả Đề án dạy bơi cho học sinh.", ["Đề án dạy bơi cho học sinh"]),
        ("Rà soát, trình ban hành Danh mục dự án thu hút đầu tư theo quy định.", ["Danh mục dự án thu hút đầu tư"]),
        ("Trình HĐND tỉnh thông qua Nghị quyết về học phí trước ngày 15/7/2026.", ["Nghị quyết về học phí"]),
        ("Hoàn thiện và cập nhật kịp thời cơ sở dữ liệu nhà ở, bảo đảm chính xác.", ["cơ sở dữ liệu nhà ở"]),
        ("Xây dựng phương án và báo cáo kết quả chi trả phụ cấp.", ["phương án", "báo cáo kết quả chi trả phụ cấp"]),
        ("Ban hành Quy chế dân chủ; Quy chế chi tiêu nội bộ.", ["Quy chế dân chủ", "Quy chế chi tiêu nội bộ"]),
        ("Lập kế hoạch tổ chức kỳ thi và phối hợp với Công an xã.", ["kế hoạch tổ chức kỳ thi"]),
        (
            "Xây dựng Kế hoạch bảo đảm an toàn giao thông trên địa bàn được giao.",
            ["Kế hoạch bảo đảm an toàn giao thông trên địa bàn"],
        ),
        ("Tổ chức 02 lớp tập huấn sơ cấp cứu cho giáo viên.", ["02 lớp tập huấn sơ cấp cứu"]),
        ("Tổ chức Hội nghị đối thoại với doanh nghiệp và tổng hợp kiến nghị.", ["Hội nghị đối thoại với doanh nghiệp"]),
        ("In ấn tờ rơi tuyên truyền phòng cháy.", ["tờ rơi tuyên truyền phòng cháy"]),
        ("Khảo sát sự hài lòng (Có xây dựng Phiếu khảo sát và công khai kết quả).", ["Phiếu khảo sát"]),
        ("Lập đường dây nóng để tiếp nhận phản ánh, lập nhóm Zalo.", ["đường dây nóng", "nhóm Zalo"]),
        ("Hoàn thiện “Đề án phát triển cây ăn quả” làm cơ sở triển khai.", ["Đề án phát triển cây ăn quả"]),
        (
            "Ban hành các kế hoạch chuyên đề, bao gồm: Kế hoạch kiểm tra, Kế hoạch đào tạo.",
            ["các kế hoạch chuyên đề", "Kế hoạch kiểm tra", "Kế hoạch đào tạo"],
        ),
        ("Xây dựng trạm bơm Đồng Nội, bể hút, kênh dẫn.", ["trạm bơm Đồng Nội", "bể hút", "kênh dẫn"]),
    ],
)
def test_verbs_of_making(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổng hợp, báo cáo UBND tỉnh trước ngày 20/12/2026.", ["báo cáo"]),
        ("Các xã báo cáo tiến độ thực hiện về Sở Xây dựng.", ["báo cáo tiến độ thực hiện"]),
        ("Thực hiện nghiêm túc chế độ báo cáo theo đúng quy định.", ["báo cáo"]),
        ("Báo cáo kết quả giảm nghèo với cơ quan cấp trên.", ["Báo cáo kết quả giảm nghèo"]),
        ("Định kỳ có báo cáo đánh giá công tác thú y gửi Chi cục.", ["báo cáo đánh giá công tác thú y"]),
        ("Kịp thời báo cáo cấp có thẩm quyền xem xét, quyết định.", []),
        ("Gửi số liệu về Sở để tổng hợp, báo cáo UBND tỉnh.", []),
        ("Cập nhật hệ thống thông tin báo cáo; mẫu báo cáo đính kèm.", []),
        ("Các báo cáo phải nêu rõ nguyên nhân.", []),
        ("Bồi dưỡng đội ngũ báo cáo viên.", []),
        ("Chịu trách nhiệm về số liệu, báo cáo kết quả của đơn vị.", []),
    ],
)
def test_reports(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Đề xuất giải pháp tháo gỡ khó khăn; đăng ký mô hình mới.",
        "Tổ chức sơ kết, tổng kết phong trào thi đua.",
        "Xây dựng nông thôn mới, chính quyền điện tử, thành phố thông minh.",
        "Xây dựng đội ngũ cán bộ, xây dựng điển hình tiên tiến.",
        "Sở Xây dựng quản lý công trình xây dựng và giấy phép xây dựng.",
        "Kế hoạch này được ban hành kèm theo Quyết định của UBND tỉnh.",
        "Thực hiện theo Quy trình do Bộ Y tế ban hành.",
        "Theo dõi việc ban hành Kế hoạch của các xã.",
        "Thành lập tổ công tác; bảo đảm tính độc lập; chương trình công tác.",
        "Đẩy mạnh thông tin, tuyên truyền; thực hiện quy trình tiếp nhận.",
        "Sau khi Bộ ban hành Thông tư thì triển khai.",
        "Đẩy nhanh dự án xây dựng trạm bơm; công trình xây dựng trường học.",
        "Sản xuất nông nghiệp an toàn.",
        "",
    ],
)
def test_mentions_and_abstract_things_are_no_products(text: str) -> None:
    assert _found(text) == []


def test_spans_point_into_the_text() -> None:
    text = "Chủ động soạn thảo Sổ tay hỏi đáp; xây dựng Bảng chấm điểm trên phần mềm."
    products = find_products(text)
    assert [text[slice(*product.span)] for product in products] == [product.text for product in products]
    assert [product.text for product in products] == ["Sổ tay hỏi đáp", "Bảng chấm điểm trên phần mềm"]


@given(
    st.lists(
        st.sampled_from(
            [
                "xây dựng",
                "kế hoạch",
                "báo cáo",
                "và",
                ",",
                ";",
                "“",
                "”",
                "(",
                "gồm:",
                "trình",
                "UBND",
                "trạm bơm",
                "tổ chức",
                "hội nghị",
                "các",
            ]
        ),
        max_size=14,
    )
)
def test_any_words_give_disjoint_spans(words: list[str]) -> None:
    text = " ".join(words)
    products = find_products(text)
    assert all(product.text == text[slice(*product.span)] and product.text for product in products)
    assert all(one.span[1] <= two.span[0] for one, two in itertools.pairwise(products))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("- Kế hoạch tập huấn\nnăm 2026\n- Báo cáo kết\nquả", ["Kế hoạch tập huấn năm 2026", "Báo cáo kết quả"]),
        ("Danh mục hồ sơ giữ\nlại, hủy hoặc\nchuyển lưu trữ", ["Danh mục hồ sơ giữ lại, hủy hoặc chuyển lưu trữ"]),
        (
            "- Kế hoạch \n- Báo cáo (lồng ghép\ntrong báo cáo quý);",
            ["Kế hoạch", "Báo cáo (lồng ghép trong báo cáo quý)"],
        ),
        ("Tờ trình; Quyết định", ["Tờ trình", "Quyết định"]),
        ("Quyết định + Kế hoạch", ["Quyết định", "Kế hoạch"]),
        ("Hoàn thành kết nối; dùng chung một tài khoản.", ["Hoàn thành kết nối; dùng chung một tài khoản"]),
        ("- Kế hoạch - Báo cáo kết quả", ["Kế hoạch", "Báo cáo kết quả"]),
        ("Kế hoạch\nBáo cáo", ["Kế hoạch", "Báo cáo"]),
        ("1. Quyết định\n2. Quy chế phối hợp", ["Quyết định", "Quy chế phối hợp"]),
        (
            "- 80% hộ dân dùng nước sạch;\n60% có đồng hồ;\n- 05 mô hình.",
            ["80% hộ dân dùng nước sạch; 60% có đồng hồ", "05 mô hình"],
        ),
        ("Kế hoạch thông tin-\ntuyên truyền", ["Kế hoạch thông tin-tuyên truyền"]),
        ("Đạt được các chỉ tiêu sau:", []),
        ("", []),
    ],
)
def test_product_cells(cell: str, expected: list[str]) -> None:
    assert split_product_cell(cell) == expected
