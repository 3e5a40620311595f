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
        (
            "Định kỳ 6 tháng, cuối năm báo cáo kết quả thông tin, tuyên truyền về dân số lồng ghép trong báo cáo quý.",
            ["báo cáo kết quả thông tin, tuyên truyền về dân số"],
        ),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Các đơn vị ban hành kế hoạch chi tiết trong thời hạn 15 ngày kể từ ngày nhận văn bản.",
            ["kế hoạch chi tiết"],
        ),
        ("Xây dựng Kế hoạch kiểm tra nội bộ chi tiết và trình Giám đốc.", ["Kế hoạch kiểm tra nội bộ chi tiết"]),
        ("Các khoa lập kế hoạch trực Tết, nộp về Phòng Kế hoạch tổng hợp.", ["kế hoạch trực Tết"]),
        (
            "Công đoàn tổ chức tọa đàm Phụ nữ với chuyển đổi số chào mừng Ngày Phụ nữ Việt Nam 20/10.",
            ["tọa đàm Phụ nữ với chuyển đổi số"],
        ),
        ("Trạm y tế lập sổ theo dõi sức khỏe cho 100% người cao tuổi.", ["sổ theo dõi sức khỏe"]),
        ("Lập hồ sơ quản lý cho 95% bệnh nhân tăng huyết áp.", ["hồ sơ quản lý"]),
        (
            "Tổ chức Hội nghị trực tuyến kết hợp trực tiếp triển khai, quán triệt Nghị quyết Đại hội.",
            ["Hội nghị trực tuyến kết hợp trực tiếp triển khai, quán triệt Nghị quyết Đại hội"],
        ),
        (
            "Tổ chức Hội nghị trực tiếp kết hợp trực tuyến phổ biến, quán triệt về Luật Căn cước.",
            ["Hội nghị trực tiếp kết hợp trực tuyến phổ biến, quán triệt về Luật Căn cước"],
        ),
        (
            "Tổ chức hội nghị sơ kết, tổng kết công tác hè và tuyên dương cán bộ Đoàn.",
            ["hội nghị sơ kết, tổng kết công tác hè"],
        ),
        (
            "Thực hiện báo cáo đánh giá kết quả vận động, mức độ hoàn thành các chỉ tiêu đã cam kết và bình xét.",
            ["báo cáo đánh giá kết quả vận động, mức độ hoàn thành các chỉ tiêu"],
        ),
        (
            "Báo cáo tiến độ hoàn thành các dự án khởi công mới về Sở Tài chính.",
            ["Báo cáo tiến độ hoàn thành các dự án khởi công mới"],
        ),
        (
            "Định kỳ quý, cuối năm báo cáo kết quả tuyên truyền, vận động về Ban Dân vận.",
            ["báo cáo kết quả tuyên truyền, vận động"],
        ),
        ("Trước ngày 25 hằng tháng báo cáo số liệu tai nạn giao thông.", ["báo cáo số liệu tai nạn giao thông"]),
        ("Đoàn xã lập trang cộng đồng trên mạng xã hội để đăng tin.", ["trang cộng đồng trên mạng xã hội"]),
        ("Chi đoàn lập trang thông tin trên mạng xã hội Facebook.", ["trang thông tin trên mạng xã hội Facebook"]),
        (
            "Ban hành đầy đủ các kế hoạch: Phòng cháy chữa cháy; bảo vệ bí mật nhà nước; tự kiểm tra văn bản.",
            ["các kế hoạch: Phòng cháy chữa cháy; bảo vệ bí mật nhà nước; tự kiểm tra văn bản"],
        ),
        (
            "Xây dựng, Công khai kết quả thực hiện Quy chế chi tiêu nội bộ; Quy chế tiếp công dân; Quy chế văn thư.",
            ["Quy chế chi tiêu nội bộ", "Quy chế tiếp công dân", "Quy chế văn thư"],
        ),
        ("Biên tập, đăng tải tin, bài trên trang thông tin điện tử.", ["tin, bài"]),
        (
            "Bệnh viện xây dựng quy trình kỹ thuật, phác đồ điều trị sốt xuất huyết.",
            ["quy trình kỹ thuật, phác đồ điều trị sốt xuất huyết"],
        ),
        ("Khoa Dược lập danh mục thuốc thiết yếu gửi Hội đồng thuốc.", ["danh mục thuốc thiết yếu"]),
        (
            "Ban hành văn bản hướng dẫn các xã thực hiện đăng ký hộ tịch.",
            ["văn bản hướng dẫn các xã thực hiện đăng ký hộ tịch"],
        ),
        (
            "Công an huyện xây dựng phương án bảo vệ kỳ thi, bố trí lực lượng tại các điểm thi.",
            ["phương án bảo vệ kỳ thi"],
        ),
        (
            "Ủy ban Kiểm tra xây dựng chương trình kiểm tra, giám sát năm 2026 và tổ chức thực hiện.",
            ["chương trình kiểm tra, giám sát năm 2026"],
        ),
        (
            "Chi cục Thuế lập bộ thuế sử dụng đất phi nông nghiệp trước ngày 30/4.",
            ["bộ thuế sử dụng đất phi nông nghiệp"],
        ),
        (
            "Ban Thường vụ ban hành Nghị quyết chuyên đề về phát triển du lịch.",
            ["Nghị quyết chuyên đề về phát triển du lịch"],
        ),
        ("Tòa án lập kế hoạch xét xử lưu động, phối hợp Viện kiểm sát chọn án điểm.", ["kế hoạch xét xử lưu động"]),
        (
            "Nhà trường tổ chức cuộc thi Khoa học kỹ thuật cấp trường cho học sinh.",
            ["cuộc thi Khoa học kỹ thuật cấp trường"],
        ),
        ("Huyện đoàn tổ chức Hội thi Tin học trẻ lần thứ V tại Trung tâm Văn hóa.", ["Hội thi Tin học trẻ lần thứ V"]),
        ("In và cấp phát 5.000 tờ rơi về phòng bệnh dại.", ["5.000 tờ rơi về phòng bệnh dại"]),
        ("Thiết kế, in ấn pano tuyên truyền và treo tại trụ sở.", ["pano tuyên truyền"]),
        (
            "Soạn thảo tờ trình, dự thảo quyết định thành lập Ban Chỉ đạo.",
            ["tờ trình, dự thảo quyết định thành lập Ban Chỉ đạo"],
        ),
        (
            "Xây dựng cơ sở dữ liệu cán bộ, công chức, viên chức theo hướng kết nối liên thông.",
            ["cơ sở dữ liệu cán bộ, công chức, viên chức"],
        ),
        (
            "Hoàn thiện hồ sơ đề nghị công nhận xã đạt chuẩn, trình Hội đồng thẩm định.",
            ["hồ sơ đề nghị công nhận xã đạt chuẩn"],
        ),
        (
            "Tham mưu Đảng ủy ban hành Chương trình hành động thực hiện Nghị quyết Đại hội.",
            ["Chương trình hành động thực hiện Nghị quyết Đại hội"],
        ),
        (
            "Trường đại học xây dựng chuẩn đầu ra, đề cương chi tiết học phần.",
            ["chuẩn đầu ra, đề cương chi tiết học phần"],
        ),
        (
            "Xây dựng kế hoạch phòng, chống dịch bệnh trên đàn vật nuôi nhằm hạn chế thiệt hại.",
            ["kế hoạch phòng, chống dịch bệnh trên đàn vật nuôi"],
        ),
        (
            "Xây dựng kế hoạch đào tạo nghề cho lao động nông thôn năm 2026.",
            ["kế hoạch đào tạo nghề cho lao động nông thôn năm 2026"],
        ),
        ("Tổng hợp, báo cáo Bộ Nông nghiệp và Môi trường kết quả thực hiện.", ["báo cáo"]),
        ("Sở Giao thông trình UBND tỉnh phê duyệt Quy hoạch bến xe khách.", ["Quy hoạch bến xe khách"]),
        (
            "Xây dựng video clip hướng dẫn nộp hồ sơ trực tuyến và phát trên màn hình.",
            ["video clip hướng dẫn nộp hồ sơ trực tuyến"],
        ),
        ("Lập dự toán kinh phí gửi Phòng Tài chính thẩm định.", ["dự toán kinh phí"]),
        ("Cơ quan công an lập biên bản, xử lý nghiêm các hành vi vi phạm.", ["biên bản"]),
        (
            "Ban hành công văn chỉ đạo các trạm y tế rà soát tiêm chủng.",
            ["công văn chỉ đạo các trạm y tế rà soát tiêm chủng"],
        ),
        ("Hằng quý báo cáo kết quả xét xử về Tòa án nhân dân tối cao.", ["báo cáo kết quả xét xử"]),
        ("Xây dựng báo cáo tự đánh giá và thu thập minh chứng.", ["báo cáo tự đánh giá"]),
        (
            "Xây dựng dự thảo Nghị quyết về chính sách hỗ trợ học phí, lấy ý kiến các sở, ngành.",
            ["dự thảo Nghị quyết về chính sách hỗ trợ học phí"],
        ),
        ("Xây dựng bản đồ số vùng trồng, cập nhật dữ liệu hằng tháng.", ["bản đồ số vùng trồng"]),
        ("Tổ chức lớp bồi dưỡng nhận thức về Đảng cho quần chúng ưu tú.", ["lớp bồi dưỡng nhận thức về Đảng"]),
        ("Phát hành 500 cuốn cẩm nang chăm sóc trẻ.", ["500 cuốn cẩm nang chăm sóc trẻ"]),
        ("Xây dựng tiêu chí chấm điểm thi đua làm căn cứ xếp loại cuối năm.", ["tiêu chí chấm điểm thi đua"]),
        (
            "Bệnh viện đa khoa huyện xây dựng phương án phân luồng bệnh nhân, bố trí khu cách ly.",
            ["phương án phân luồng bệnh nhân"],
        ),
        (
            "Khoa Kiểm soát nhiễm khuẩn ban hành quy trình khử khuẩn dụng cụ, hướng dẫn các khoa thực hiện.",
            ["quy trình khử khuẩn dụng cụ"],
        ),
        ("Sở Y tế dự thảo Tờ trình, trình UBND tỉnh trước ngày 10/6/2026.", ["Tờ trình"]),
        (
            "Phòng Cảnh sát giao thông lập kế hoạch tuần tra kiểm soát chuyên đề nồng độ cồn trên các tuyến quốc lộ.",
            ["kế hoạch tuần tra kiểm soát chuyên đề nồng độ cồn trên các tuyến quốc lộ"],
        ),
        ("Xây dựng phóng sự về gương điển hình và đăng trên Trang thông tin điện tử.", ["phóng sự về gương điển hình"]),
        (
            "Các chi bộ xây dựng kế hoạch sinh hoạt chuyên đề quý, báo cáo Đảng ủy trước ngày 05 tháng đầu quý.",
            ["kế hoạch sinh hoạt chuyên đề quý", "báo cáo"],
        ),
        ("Thực hiện việc lập hồ sơ đề nghị khen thưởng theo hướng dẫn.", ["hồ sơ đề nghị khen thưởng"]),
        (
            "Ban Chấp hành Đoàn trường ban hành Hướng dẫn tổ chức Đại hội chi đoàn năm học mới.",
            ["Hướng dẫn tổ chức Đại hội chi đoàn năm học mới"],
        ),
        (
            "Tòa án nhân dân tỉnh xây dựng Quy chế phối hợp giải quyết án hành chính với Viện kiểm sát.",
            ["Quy chế phối hợp giải quyết án hành chính"],
        ),
        (
            "Cục Thuế ban hành Thông báo về thời hạn nộp hồ sơ khai thuế đến người nộp thuế.",
            ["Thông báo về thời hạn nộp hồ sơ khai thuế"],
        ),
        ("Tổ chức Hội nghị đối thoại với người nộp thuế tại trụ sở Cục.", ["Hội nghị đối thoại với người nộp thuế"]),
        (
            "Trường Đại học xây dựng đề án tuyển sinh năm 2026, công bố trên cổng thông tin.",
            ["đề án tuyển sinh năm 2026"],
        ),
        ("Phòng Đào tạo lập thời khóa biểu học kỳ II, gửi các khoa.", ["thời khóa biểu học kỳ II"]),
        (
            "UBND xã ban hành kế hoạch phát triển kinh tế - xã hội năm 2026; giao chỉ tiêu cho các thôn.",
            ["kế hoạch phát triển kinh tế - xã hội năm 2026"],
        ),
        (
            "Trung tâm Dịch vụ nông nghiệp biên soạn tài liệu kỹ thuật trồng lúa giảm phát thải cho nông dân.",
            ["tài liệu kỹ thuật trồng lúa giảm phát thải"],
        ),
        (
            "Xây dựng, trình cấp có thẩm quyền ban hành cơ chế hỗ trợ nông nghiệp hữu cơ.",
            ["cơ chế hỗ trợ nông nghiệp hữu cơ"],
        ),
        (
            "Tham mưu Ban Thường vụ Tỉnh ủy ban hành Chỉ thị về tăng cường công tác phòng, chống ma túy.",
            ["Chỉ thị về tăng cường công tác phòng, chống ma túy"],
        ),
        ("Lập danh sách trẻ em có hoàn cảnh đặc biệt để hỗ trợ kịp thời.", ["danh sách trẻ em có hoàn cảnh đặc biệt"]),
        ("Lập sổ tay điện tử hướng dẫn dịch vụ công, phát trên Zalo.", ["sổ tay điện tử hướng dẫn dịch vụ công"]),
        (
            "Tổ chức hội thảo khoa học quốc tế về y học cổ truyền và trưng bày sản phẩm.",
            ["hội thảo khoa học quốc tế về y học cổ truyền"],
        ),
        (
            "Tổ chức cuộc thi viết (trực tuyến) về lịch sử Đảng bộ tỉnh.",
            ["cuộc thi viết (trực tuyến) về lịch sử Đảng bộ tỉnh"],
        ),
        ("Báo cáo kết quả thực hiện gửi về Thường trực Huyện ủy (qua Ban Tổ chức).", ["Báo cáo kết quả thực hiện"]),
        ("Sáu tháng, một năm báo cáo kết quả công tác dân vận.", ["báo cáo kết quả công tác dân vận"]),
        (
            "Hoàn thiện hệ thống thông tin quản lý khám chữa bệnh đồng bộ với bảo hiểm xã hội.",
            ["hệ thống thông tin quản lý khám chữa bệnh"],
        ),
        ("Hoàn thành xây dựng trụ sở Công an xã trong quý III/2026.", ["trụ sở Công an xã"]),
        ("Xây dựng Nghị quyết chuyên đề, phân công cấp ủy viên phụ trách.", ["Nghị quyết chuyên đề"]),
        (
            "Ban hành quyết định kiện toàn Hội đồng thuốc và điều trị ngay trong tháng 01/2026.",
            ["quyết định kiện toàn Hội đồng thuốc và điều trị"],
        ),
        (
            "Lập biên bản vi phạm hành chính đối với chủ phương tiện.",
            ["biên bản vi phạm hành chính đối với chủ phương tiện"],
        ),
        (
            "In, phát hành tờ gấp tuyên truyền pháp luật về giao thông đến từng hộ dân.",
            ["tờ gấp tuyên truyền pháp luật về giao thông"],
        ),
        (
            "Các phòng nghiệp vụ xây dựng báo cáo chuyên đề, tham luận tại hội nghị tổng kết.",
            ["báo cáo chuyên đề, tham luận"],
        ),
        ("Ban hành bộ tiêu chí đánh giá chi bộ 4 tốt, làm căn cứ xếp loại.", ["bộ tiêu chí đánh giá chi bộ 4 tốt"]),
        ("Xây dựng chương trình công tác năm, phân công nhiệm vụ cho từng thành viên.", ["chương trình công tác năm"]),
        ("Viết tin, bài phản ánh hoạt động của Hội.", ["tin, bài phản ánh hoạt động của Hội"]),
        ("Xây dựng các văn bản: Quy chế làm việc; Quy chế văn thư.", ["Quy chế làm việc", "Quy chế văn thư"]),
        ("Lập các loại sổ sách theo quy định.", ["các loại sổ sách"]),
        ("Định kỳ ngày 20 hằng tháng tổng hợp, báo cáo kết quả về Phòng Y tế.", ["báo cáo kết quả"]),
        (
            "Xây dựng Kế hoạch số hóa tài liệu lưu trữ giai đoạn 2026-2030 của ngành Tòa án.",
            ["Kế hoạch số hóa tài liệu lưu trữ giai đoạn 2026-2030 của ngành Tòa án"],
        ),
        (
            "Ban hành văn bản chỉ đạo, hướng dẫn các đơn vị triển khai thực hiện.",
            ["văn bản chỉ đạo, hướng dẫn các đơn vị triển khai thực hiện"],
        ),
        (
            "Trạm y tế phường lập kế hoạch tiêm vắc xin phòng bạch hầu cho học sinh lớp 2 trước ngày 30/9/2026.",
            ["kế hoạch tiêm vắc xin phòng bạch hầu cho học sinh lớp 2"],
        ),
        (
            "Xây dựng tài liệu tuyên truyền về phòng, chống đuối nước và cấp phát cho các trường.",
            ["tài liệu tuyên truyền về phòng, chống đuối nước"],
        ),
        (
            "Ban An toàn giao thông ban hành văn bản đôn đốc, hướng dẫn các huyện ra quân.",
            ["văn bản đôn đốc, hướng dẫn các huyện ra quân"],
        ),
        (
            "Chủ trì tham mưu xây dựng dự thảo Chương trình công tác của Ban Chấp hành.",
            ["dự thảo Chương trình công tác của Ban Chấp hành"],
        ),
        (
            "Hội Nông dân lập hồ sơ vay vốn Quỹ Hỗ trợ nông dân, nộp Ngân hàng Chính sách xã hội.",
            ["hồ sơ vay vốn Quỹ Hỗ trợ nông dân"],
        ),
        (
            "Trường Chính trị tổ chức lớp bồi dưỡng nghiệp vụ công tác đảng cho cấp ủy viên cơ sở.",
            ["lớp bồi dưỡng nghiệp vụ công tác đảng"],
        ),
        ("Hoàn thiện Đề án sáp nhập thôn trình Hội đồng nhân dân xã.", ["Đề án sáp nhập thôn"]),
        (
            "Cục Thi hành án dân sự ban hành kế hoạch cao điểm thi hành án tín dụng, ngân hàng.",
            ["kế hoạch cao điểm thi hành án tín dụng, ngân hàng"],
        ),
        (
            "Ban hành Thể lệ Hội thi Chúng em kể chuyện Bác Hồ và gửi các liên đội.",
            ["Thể lệ Hội thi Chúng em kể chuyện Bác Hồ"],
        ),
        (
            "Xây dựng bảng kê chi phí khám bệnh, chữa bệnh theo mẫu của Bộ Y tế.",
            ["bảng kê chi phí khám bệnh, chữa bệnh"],
        ),
        ("Tham mưu UBND huyện báo cáo Sở Tài chính tình hình giải ngân.", ["báo cáo"]),
        (
            "Tổ chức diễn đàn Thanh niên khởi nghiệp năm 2026 tại Nhà Văn hóa.",
            ["diễn đàn Thanh niên khởi nghiệp năm 2026"],
        ),
        (
            "Đề nghị các xã báo cáo kết quả rà soát hộ nghèo về Phòng Lao động trước 15/11.",
            ["báo cáo kết quả rà soát hộ nghèo"],
        ),
        ("Duy trì chế độ giao ban, báo cáo hằng tuần.", ["báo cáo hằng tuần"]),
        ("Xây dựng mô hình điểm về dân vận khéo tại 03 xã.", ["mô hình điểm về dân vận khéo tại 03 xã"]),
        ("Ban hành kế hoạch và tổ chức kiểm tra liên ngành.", ["kế hoạch"]),
        (
            "Lập kế hoạch sử dụng đất hằng năm của huyện, công khai tại trụ sở.",
            ["kế hoạch sử dụng đất hằng năm của huyện"],
        ),
        (
            "Xây dựng kịch bản điều hành thu ngân sách theo tháng, quý.",
            ["kịch bản điều hành thu ngân sách theo tháng, quý"],
        ),
        (
            "Sở Tư pháp trình Chủ tịch UBND tỉnh ký ban hành Quyết định công bố thủ tục hành chính.",
            ["Quyết định công bố thủ tục hành chính"],
        ),
        (
            "Biên soạn, phát hành cuốn Lịch sử Đảng bộ xã giai đoạn 1975 - 2025.",
            ["cuốn Lịch sử Đảng bộ xã giai đoạn 1975 - 2025"],
        ),
        ("Xây dựng ứng dụng tra cứu vi phạm giao thông phục vụ người dân.", ["ứng dụng tra cứu vi phạm giao thông"]),
    ],
)
def test_plans_of_many_offices(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tham gia góp ý trong quá trình xây dựng Luật Dân số.",
        "Nâng cao chất lượng việc xây dựng văn bản quy phạm pháp luật.",
        "Đẩy mạnh công tác xây dựng, ban hành văn bản.",
        "Qua quá trình tham gia xây dựng Luật Đường bộ, các đơn vị rút kinh nghiệm.",
        "Thực hiện chế độ báo cáo theo Quy định tại Thông tư số 09/2023/TT-BNV.",
        "Tổng hợp kết quả chấm điểm, trình lãnh đạo ký duyệt và báo cáo UBND tỉnh.",
        "Đưa vào sử dụng phần mềm quản lý bệnh viện; đề xuất giải pháp khắc phục.",
        "Xây dựng đội ngũ cán bộ Đoàn vững mạnh.",
        "Tổ chức lễ ra quân Tháng Thanh niên.",
        "Sau khi xây dựng kế hoạch, các đơn vị gửi về Phòng.",
        "Việc ban hành văn bản phải đúng thẩm quyền.",
        "Kiểm tra tiến độ xây dựng kế hoạch của các phòng.",
        "Thanh tra việc xây dựng, ban hành quy chế chi tiêu nội bộ.",
        "Tăng cường công tác lập, quản lý hồ sơ sức khỏe.",
        "Tham gia xây dựng Đảng, xây dựng chính quyền trong sạch.",
        "Thực hiện quy định về chế độ báo cáo thống kê.",
        "Kế hoạch do Ban Chỉ đạo ban hành được gửi các đơn vị.",
        "Tổ chức tuyên truyền, phổ biến pháp luật cho người dân.",
        "Mỗi đơn vị cử 01 cán bộ đầu mối báo cáo.",
        "Tổ chức giải bóng đá thiếu niên.",
        "Phê duyệt kế hoạch sản xuất vụ Đông.",
        "Trước ngày 15/12/2026, các trường gửi báo cáo tổng kết về Phòng.",
        "Chuẩn bị nội dung, tài liệu phục vụ hội nghị.",
        "Chỉ đạo việc xây dựng phương án ứng phó thiên tai của các xã.",
        "Tăng cường phối hợp với cơ quan ban hành văn bản.",
        "Hội nghị phải thiết thực, hiệu quả.",
    ],
)
def test_nothing_is_made(text: str) -> None:
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Biên tập, in 1.200 tờ gấp phòng bệnh dại cấp cho các hộ nuôi chó.", ["1.200 tờ gấp phòng bệnh dại"]),
        ("Soạn sổ tay hỏi đáp; in cẩm nang bầu cử phát cho cử tri.", ["cẩm nang bầu cử"]),
        ("Biên soạn sổ tay an toàn lao động cho công nhân hầm lò.", ["sổ tay an toàn lao động"]),
        ("Sản xuất video hướng dẫn khai thuế cho hộ kinh doanh.", ["video hướng dẫn khai thuế"]),
        ("Lập biên bản và chuyển Công an xã giải quyết.", ["biên bản"]),
        ("Lập biên bản vi phạm, chuyển Đội Quản lý thị trường xử phạt.", ["biên bản vi phạm"]),
        ("Hoàn thiện hồ sơ nghiệm thu, báo cáo Kho bạc Nhà nước khu vực.", ["hồ sơ nghiệm thu", "báo cáo"]),
        ("Tổng hợp, báo cáo Thuế tỉnh trước ngày 10.", ["báo cáo"]),
        ("Phòng Kế toán báo cáo Tổng Giám đốc ngày 05 hằng tháng.", ["báo cáo"]),
        ("Xây dựng báo cáo theo mẫu gửi kèm.", ["báo cáo"]),
        ("Báo cáo Chính trị trình Đại hội.", ["Báo cáo Chính trị"]),
        ("Báo cáo Quý I trước ngày 15/3.", ["Báo cáo Quý I"]),
        ("Tổ chức Hội thi cấp cơ sở, lựa chọn đội tuyển dự thi cấp tỉnh.", ["Hội thi cấp cơ sở"]),
        ("Xây dựng chương trình, hướng dẫn các chi hội thực hiện.", ["chương trình"]),
        ("Ban hành quy chế mới, phổ biến đến từng tổ.", ["quy chế mới"]),
        ("Lập danh sách cử tri, niêm yết tại nhà văn hóa.", ["danh sách cử tri"]),
        ("Xây dựng đề cương và tuyển chọn tuyên truyền viên.", ["đề cương"]),
        ("Ban hành kế hoạch thanh tra, kiểm tra năm 2027.", ["kế hoạch thanh tra, kiểm tra năm 2027"]),
        ("Lập sổ theo dõi, quản lý vũ khí thô sơ.", ["sổ theo dõi, quản lý vũ khí thô sơ"]),
        (
            "Xây dựng kế hoạch phòng, chống cháy rừng và tìm kiếm cứu nạn của huyện.",
            ["kế hoạch phòng, chống cháy rừng và tìm kiếm cứu nạn của huyện"],
        ),
        ("Hoàn thiện hồ sơ quyết toán trong 05 ngày làm việc.", ["hồ sơ quyết toán"]),
        ("Ban hành Bộ quy tắc ứng xử trong 03 tháng đầu năm.", ["Bộ quy tắc ứng xử"]),
        ("Xây dựng phương án trực Tết trước 20/01/2027.", ["phương án trực Tết"]),
        ("Tổ chức hội nghị đối thoại với thanh niên ít nhất 02 lần trong năm.", ["hội nghị đối thoại với thanh niên"]),
        ("Gửi báo cáo; báo cáo kết quả thu hằng tháng về Chi cục.", ["báo cáo kết quả thu"]),
        ("Tổ chức hội thi nấu ăn 01 lần.", ["hội thi nấu ăn"]),
        ("Các đơn vị được kiểm tra xây dựng báo cáo tự đánh giá.", ["báo cáo tự đánh giá"]),
        ("Duy trì báo cáo hằng tuần.", []),
        (
            "Ban hành Quyết định thành lập Ban Tổ chức, Ban Thư ký Ngày hội.",
            ["Quyết định thành lập Ban Tổ chức, Ban Thư ký Ngày hội"],
        ),
        ("Ban hành Quyết định kiện toàn Tổ Kiểm tra liên ngành.", ["Quyết định kiện toàn Tổ Kiểm tra liên ngành"]),
        ("Tổ chức 02 hội thảo lấy ý kiến doanh nghiệp vận tải.", ["02 hội thảo lấy ý kiến doanh nghiệp vận tải"]),
        ("Ban hành Chỉ thị về đẩy mạnh bảo đảm an toàn hồ đập.", ["Chỉ thị về đẩy mạnh bảo đảm an toàn hồ đập"]),
        (
            "Tổ chức lớp tập huấn kỹ năng bảo đảm an ninh mạng cho thủ thư.",
            ["lớp tập huấn kỹ năng bảo đảm an ninh mạng"],
        ),
        ("Lập danh sách hộ dân cần di dời khẩn cấp.", ["danh sách hộ dân cần di dời khẩn cấp"]),
        ("Công bố danh mục thủ tục hành chính được thay thế.", ["danh mục thủ tục hành chính được thay thế"]),
        ("Lập danh sách học sinh có nguy cơ bỏ học, gửi Hội Khuyến học.", ["danh sách học sinh có nguy cơ bỏ học"]),
        ("Lập danh mục tài sản đã đăng ký.", ["danh mục tài sản"]),
        ("Phát hành thư ngỏ đến 500 doanh nghiệp.", ["thư ngỏ"]),
        ("Mỗi khoa xây dựng ít nhất 03 chủ đề tích hợp.", ["03 chủ đề tích hợp"]),
        ("Xây dựng thể lệ, bộ câu hỏi.", ["thể lệ", "bộ câu hỏi"]),
        ("Xây dựng cơ chế, chính sách.", ["cơ chế, chính sách"]),
        ("Xây dựng quy chế và hồ sơ năng lực.", ["quy chế và hồ sơ năng lực"]),
        ("Khoa Dược lập dự trù vật tư quý III.", ["dự trù vật tư quý III"]),
        ("Công bố bảng xếp hạng chuyển đổi số các huyện.", ["bảng xếp hạng chuyển đổi số các huyện"]),
        (
            "Ban hành tiêu chuẩn cơ sở đối với nước mắm truyền thống.",
            ["tiêu chuẩn cơ sở đối với nước mắm truyền thống"],
        ),
        ("Xây dựng thực đơn mùa đông cho trẻ nhà trẻ.", ["thực đơn mùa đông"]),
        (
            "Tổ chức Hội nghị sơ kết giữa nhiệm kỳ trong Quý II/2028; Hội nghị tổng kết vào Quý IV/2030.",
            ["Hội nghị sơ kết giữa nhiệm kỳ", "Hội nghị tổng kết"],
        ),
        ("Trình Thường trực HĐND huyện Nghị quyết về giá nước.", ["Nghị quyết về giá nước"]),
        (
            "Trình Viện trưởng phương án tuyển dụng giai đoạn 2027 - 2028.",
            ["phương án tuyển dụng giai đoạn 2027 - 2028"],
        ),
        ("Trình cấp có thẩm quyền hồ sơ xếp hạng miếu Bà.", ["hồ sơ xếp hạng miếu Bà"]),
        ("Trình Bộ trưởng ban hành Thông tư về hành nghề luật sư.", ["Thông tư về hành nghề luật sư"]),
        (
            "Xây dựng Chương trình giám sát năm và Kế hoạch tiếp xúc cử tri.",
            ["Chương trình giám sát năm và Kế hoạch tiếp xúc cử tri"],
        ),
        (
            "Xây dựng Chương trình công tác quý và Lịch tiếp dân của xã.",
            ["Chương trình công tác quý", "Lịch tiếp dân của xã"],
        ),
        (
            "Văn phòng phối hợp với Ban Kế hoạch xây dựng định mức tiêu hao nhiên liệu.",
            ["định mức tiêu hao nhiên liệu"],
        ),
        ("Ban Kế hoạch xây dựng định mức tiêu hao nhiên liệu.", ["định mức tiêu hao nhiên liệu"]),
        ("Tổ chức hội thi “Bàn tay vàng” trên nền tảng trực tuyến.", ["hội thi “Bàn tay vàng”"]),
        (
            "Xây dựng chuyên mục “Hỏi đáp bảo hiểm” trên Cổng thông tin.",
            ["chuyên mục “Hỏi đáp bảo hiểm” trên Cổng thông tin"],
        ),
        ("Đơn vị trình Bộ trưởng xem xét, quyết định.", []),
        ("Rà soát sân bãi trước khi tổ chức hội thi.", []),
        ("Sau khi các xã ban hành kế hoạch thì tổ chức ra quân.", []),
        ("Việc xây dựng kế hoạch và chế độ thông tin, báo cáo.", []),
        ("Việc ban hành quy chế chi tiêu nội bộ tại các trường.", []),
        ("Phối hợp với Bộ Tài chính xây dựng nguồn lực.", []),
        ("Tổ chức lễ ra quân và tổ chức ngày hội đọc sách.", []),
    ],
)
def test_where_a_name_ends_and_what_makes_nothing(text: str, expected: list[str]) -> None:
    """Recipients, clauses, numbered times, capitals within names, lists with a restriction, mentions."""
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xây dựng kế hoạch kiểm tra, dự kiến ngày 18/9/2026.", ["kế hoạch kiểm tra"]),
        ("Tổ chức Hội thi, thời gian dự kiến ngày 20/11.", ["Hội thi"]),
        ("Tổ chức hội nghị tổng kết, thời gian: tháng 12/2026.", ["hội nghị tổng kết"]),
        ("Ban hành quy định về thời gian, địa điểm tiếp công dân.", ["quy định về thời gian, địa điểm tiếp công dân"]),
        ("In 500 tờ rơi, mỗi thôn 20 tờ.", ["500 tờ rơi"]),
        ("Xây dựng phương án chữa cháy rừng, hằng năm cập nhật, bổ sung.", ["phương án chữa cháy rừng"]),
        ("Lập sổ theo dõi hằng tháng, hằng quý và hằng năm.", ["sổ theo dõi hằng tháng, hằng quý và hằng năm"]),
        ("Lập phiếu khảo sát, tối thiểu 200 phiếu.", ["phiếu khảo sát"]),
        ("In và cấp phát 500 tờ rơi cho cơ sở sản xuất.", ["500 tờ rơi"]),
    ],
)
def test_what_a_plan_adds_behind_a_comma_is_no_part_of_the_name(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban hành Quy chế quản lý, vận hành hệ thống camera.", ["Quy chế quản lý, vận hành hệ thống camera"]),
        ("Ban hành Quy trình tiếp nhận, đăng ký văn bản đến.", ["Quy trình tiếp nhận, đăng ký văn bản đến"]),
        ("Ban hành Quy chế phối hợp, tổ chức thực hiện nghiêm túc.", ["Quy chế phối hợp"]),
        ("Xây dựng phần mềm quản lý, vận hành thử trong tháng 6.", ["phần mềm quản lý"]),
        ("Lập biên bản nghiệm thu, thanh toán tiền công.", ["biên bản nghiệm thu"]),
        ("Lập danh sách người chấp hành xong án phạt tù.", ["danh sách người chấp hành xong án phạt tù"]),
        ("Hoàn thiện hồ sơ xong trước ngày 15/3.", ["hồ sơ"]),
    ],
)
def test_acts_within_a_name(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khi có sự cố, Văn phòng Sở báo cáo ngay Giám đốc Sở.", ["báo cáo"]),
        ("Báo cáo kịp thời Chủ tịch UBND xã.", ["Báo cáo"]),
        ("Hằng quý báo cáo Ban Chỉ đạo.", ["báo cáo"]),
        ("Báo cáo Ban Chỉ đạo xem xét, quyết định.", []),
        ("Các sở, ban, UBND các xã, đặc khu báo cáo kết quả CCHC về Sở Nội vụ.", ["báo cáo kết quả CCHC"]),
        ("Các trường thực hiện theo mẫu báo cáo gửi kèm.", []),
        ("Các trường gửi báo cáo tổng kết về Phòng.", []),
    ],
)
def test_who_reports_to_whom(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hoàn thiện Đồ án quy hoạch phân khu, trình UBND tỉnh phê duyệt.", ["Đồ án quy hoạch phân khu"]),
        ("UBND xã khoanh vùng, lập chốt kiểm dịch tạm thời.", ["chốt kiểm dịch tạm thời"]),
        ("Xây dựng tổ công tác vững mạnh.", []),
        ("Mở 02 lớp đào tạo nghề.", []),
        ("Công bố Chỉ số cải cách hành chính của các sở.", []),
    ],
)
def test_what_counts_as_made(text: str, expected: list[str]) -> None:
    assert _found(text) == expected
