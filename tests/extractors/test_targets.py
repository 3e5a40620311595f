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
            [("=", 3, "lớp"), ("=", 2, "lớp"), ("=", 1, "lớp")],
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
    ("text", "expected"),
    [
        ("Lắp đặt tối thiểu 60 biển chỉ dẫn tại các điểm du lịch.", [(">=", 60, "biển chỉ dẫn")]),
        ("Trao tặng 300 bản sách cho thư viện.", [("=", 300, "bản sách")]),
        ("Quyên góp ít nhất 40 cuốn sách cho mỗi lớp.", [(">=", 40, "cuốn sách")]),
        ("Thành lập 24 câu lạc bộ liên thế hệ tự giúp nhau.", [("=", 24, "câu lạc bộ")]),
        ("Thời gian chờ khám không quá 30 phút.", [("<=", 30, "phút")]),
        ("Đào tạo 120 điều dưỡng chăm sóc dài hạn.", [("=", 120, "điều dưỡng")]),
        ("Tu bổ 12 di tích cấp tỉnh.", [("=", 12, "di tích")]),
        ("Số hóa hồ sơ 15 di tích trong năm.", [("=", 15, "di tích")]),
        ("Mỗi thôn có 01 tuyến đường hoa.", [("=", 1, "tuyến đường hoa")]),
        ("Trồng 200 cây xanh dọc tuyến đường.", [("=", 200, "cây xanh")]),
        ("Tổ chức 03 buổi truyền thông về dân số.", [("=", 3, "buổi truyền thông")]),
        ("Mở 05 lớp tập huấn cho cán bộ hợp tác xã.", [("=", 5, "lớp")]),
        ("Phấn đấu có thêm 02 trường đạt chuẩn quốc gia.", [("=", 2, "trường")]),
        ("Tổ chức 01 đợt ra quân vệ sinh môi trường.", [("=", 1, "đợt")]),
        ("Bàn giao 10 chiếc xe đạp cho học sinh nghèo.", [("=", 10, "chiếc xe đạp")]),
        ("Xây dựng 08 ngôi nhà tình nghĩa cho gia đình chính sách.", [("=", 8, "ngôi nhà tình nghĩa")]),
        ("Xây dựng 05 căn nhà cho hộ nghèo.", [("=", 5, "căn nhà")]),
        ("Trao 100 suất quà Tết cho người khuyết tật.", [("=", 100, "suất quà")]),
        ("Trao 50 suất học bổng Vừ A Dính.", [("=", 50, "suất học bổng")]),
        ("Tổ chức 04 cuộc kiểm tra an toàn thực phẩm.", [("=", 4, "cuộc kiểm tra")]),
        ("Lắp 12 camera an ninh tại các ngã tư.", [("=", 12, "camera")]),
        ("Phát 2.000 tờ rơi tuyên truyền.", [("=", 2000, "tờ rơi")]),
        ("Khám, cấp thuốc miễn phí cho 500 người cao tuổi.", [("=", 500, "người cao tuổi")]),
        ("Tập huấn kỹ năng sơ cấp cứu cho 150 giáo viên.", [("=", 150, "giáo viên")]),
        ("Giải quyết việc làm cho 2.500 lao động.", [("=", 2500, "lao động")]),
        ("Vận động hiến tối thiểu 350 đơn vị máu.", [(">=", 350, "đơn vị máu")]),
        ("Kết nạp ít nhất 03 đảng viên mới.", [(">=", 3, "đảng viên")]),
        ("Lấy 60 mẫu nước sinh hoạt xét nghiệm.", [("=", 60, "mẫu")]),
        ("Tiêm 20.000 liều vắc xin lở mồm long móng.", [("=", 20000, "liều vắc xin")]),
        ("Xây dựng 02 tuyến phố văn minh đô thị.", [("=", 2, "tuyến phố")]),
        ("Mỗi chi bộ có ít nhất 01 mô hình học tập Bác.", [(">=", 1, "mô hình")]),
        ("Số vụ cháy giảm ít nhất 10%.", [(">=", 10, "%")]),
        ("Điều tra, khám phá án đạt trên 85%.", [(">", 85, "%")]),
        ("Mỗi tháng đăng 04 tin bài.", [("=", 4, "tin bài")]),
        ("Hỗ trợ 15 hợp tác xã ứng dụng công nghệ số.", [("=", 15, "hợp tác xã")]),
        ("Năng suất lúa đạt 62 tạ/ha.", [("=", 62, "tạ/ha")]),
        ("Trồng mới 300 ha rừng sản xuất.", [("=", 300, "ha")]),
        ("Xây dựng 03 chuỗi liên kết tiêu thụ rau an toàn.", [("=", 3, "chuỗi liên kết")]),
        ("Mở 02 tuyến xe buýt mới.", [("=", 2, "tuyến xe buýt")]),
        ("Sửa chữa 12 km đường giao thông nông thôn.", [("=", 12, "km")]),
        ("Xóa 05 điểm đen tai nạn giao thông.", [("=", 5, "điểm đen")]),
        ("Tổ chức 06 phiên tòa xét xử lưu động.", [("=", 6, "phiên tòa")]),
        ("Tổ chức 10 phiên tòa rút kinh nghiệm.", [("=", 10, "phiên tòa")]),
        ("Công bố tối thiểu 25 bài báo khoa học quốc tế.", [(">=", 25, "bài báo")]),
        ("Tuyển sinh 1.200 sinh viên hệ chính quy.", [("=", 1200, "sinh viên")]),
        ("Biên soạn 04 giáo trình điện tử.", [("=", 4, "giáo trình")]),
        ("Nghiệm thu 10 đề tài cấp cơ sở.", [("=", 10, "đề tài")]),
        ("Thu ngân sách nội địa tăng ít nhất 12% so với dự toán.", [(">=", 12, "%")]),
        ("Tặng 30 thẻ bảo hiểm y tế cho hộ cận nghèo.", [("=", 30, "thẻ")]),
        ("Lắp đặt 25 thùng rác công cộng.", [("=", 25, "thùng rác")]),
        ("Xây mới 03 nhà vệ sinh cho điểm trường.", [("=", 3, "nhà vệ sinh")]),
        ("Thời gian giải quyết hồ sơ đất đai không quá 10 ngày làm việc.", [("<=", 10, "ngày làm việc")]),
        ("Báo cáo không quá 05 trang.", [("<=", 5, "trang")]),
        ("Mỗi trường bố trí ít nhất 02 nhân viên y tế.", [(">=", 2, "nhân viên y tế")]),
        ("Mỗi xã xây dựng tối thiểu 01 sân bóng đá mini.", [(">=", 1, "sân bóng đá")]),
        ("Duy trì 12 chốt trực kiểm soát dịch.", [("=", 12, "chốt trực")]),
        ("Vận hành 15 trạm quan trắc tự động.", [("=", 15, "trạm quan trắc")]),
        ("Giới thiệu 40 đoàn viên ưu tú cho Đảng.", [("=", 40, "đoàn viên")]),
        ("Trạm y tế khám sàng lọc cho ít nhất 80% người cao tuổi.", [(">=", 80, "%")]),
        ("Mỗi đoàn viên trồng ít nhất 01 cây xanh.", [(">=", 1, "cây xanh")]),
        ("Triển khai 05 kỹ thuật mới.", [("=", 5, "kỹ thuật")]),
        ("Giảm ít nhất 5% số người chết do tai nạn giao thông.", [(">=", 5, "%")]),
        ("Mở 02 lớp đối tượng kết nạp Đảng.", [("=", 2, "lớp")]),
        ("Thả 50.000 con cá giống xuống hồ.", [("=", 50000, "con cá")]),
        ("Thu gom 20 tấn rác thải nhựa.", [("=", 20, "tấn")]),
        ("Tỷ lệ giải quyết án hình sự đạt trên 98%.", [(">", 98, "%")]),
        ("Hòa giải thành ít nhất 70% vụ việc.", [(">=", 70, "%")]),
        ("Tổ chức 12 phiên chợ nông sản an toàn.", [("=", 12, "phiên chợ")]),
        ("Xây dựng 01 tủ sách pháp luật tại mỗi thôn.", [("=", 1, "tủ sách")]),
        ("Tặng 20 máy tính cho trường vùng cao.", [("=", 20, "máy tính")]),
        ("Hỗ trợ vay vốn cho 120 hộ nghèo.", [("=", 120, "hộ nghèo")]),
        ("Xóa 35 nhà tạm, nhà dột nát.", [("=", 35, "nhà")]),
        ("Trồng 5.000 cây keo lai.", [("=", 5000, "cây keo")]),
        ("Vận động hiến máu đạt 400 đơn vị máu.", [("=", 400, "đơn vị máu")]),
        ("Tổ chức 04 buổi diễn văn nghệ phục vụ nhân dân.", [("=", 4, "buổi diễn")]),
        ("Tổ chức 15 buổi nói chuyện chuyên đề.", [("=", 15, "buổi nói chuyện")]),
        ("Bố trí 30 chốt kiểm soát.", [("=", 30, "chốt kiểm soát")]),
        ("Thành lập 06 tổ công nghệ số cộng đồng.", [("=", 6, "tổ")]),
        ("Mỗi khoa đăng ký ít nhất 02 sáng kiến cải tiến kỹ thuật.", [(">=", 2, "sáng kiến")]),
        ("Thời gian cấp cứu ngoại viện tiếp cận người bệnh dưới 15 phút.", [("<", 15, "phút")]),
        ("Thời gian tiếp cận hiện trường không quá 15 phút.", [("<=", 15, "phút")]),
        ("Rút ngắn thời gian thông quan xuống dưới 24 giờ.", [("<", 24, "giờ")]),
        ("Công suất sử dụng giường bệnh đạt 90%.", [("=", 90, "%")]),
        ("Đầu tư 02 máy thở cho khoa Hồi sức.", [("=", 2, "máy thở")]),
        ("Sản lượng thủy sản đạt 45.000 tấn.", [("=", 45000, "tấn")]),
        ("Phấn đấu có 03 sản phẩm OCOP đạt từ 4 sao trở lên.", [("=", 3, "sản phẩm")]),
        ("Công nhận mới 10 sản phẩm OCOP.", [("=", 10, "sản phẩm")]),
        ("Bê tông hóa 8,5 km đường nội đồng.", [("=", 8.5, "km")]),
        ("Tuyển chọn và gọi 120 công dân nhập ngũ.", [("=", 120, "công dân")]),
        ("Hoàn thành 02 khóa huấn luyện dân quân.", [("=", 2, "khóa")]),
        ("Mỗi giáo viên dạy ít nhất 02 tiết có ứng dụng công nghệ thông tin.", [(">=", 2, "tiết")]),
        ("Tổ chức 02 đợt khám sức khỏe cho người cao tuổi.", [("=", 2, "đợt")]),
        ("Lắp đặt 10 bộ bàn ghế học sinh.", [("=", 10, "bộ bàn ghế")]),
        ("Xây dựng 01 bộ công cụ đánh giá.", [("=", 1, "bộ công cụ")]),
        ("Trao 12 chiếc xe lăn cho người khuyết tật.", [("=", 12, "chiếc xe lăn")]),
        ("Cấp 300 túi thuốc gia đình.", [("=", 300, "túi thuốc")]),
        ("Nghiên cứu, thử nghiệm 04 giống lúa mới.", [("=", 4, "giống lúa")]),
        ("Đưa vào khai thác 03 tuyến xe khách nội tỉnh.", [("=", 3, "tuyến xe khách")]),
        ("Tổ chức 20 lớp tập huấn kỹ thuật cho 600 nông dân.", [("=", 20, "lớp"), ("=", 600, "nông dân")]),
        ("Diện tích lúa đạt 8.200 ha, năng suất 58 tạ/ha.", [("=", 8200, "ha"), ("=", 58, "tạ/ha")]),
        ("Mỗi huyện xây dựng ít nhất 02 cánh đồng mẫu lớn.", [(">=", 2, "cánh đồng mẫu")]),
        ("Tối thiểu 12 bác sĩ trên một vạn dân.", [(">=", 12, "bác sĩ")]),
        ("Tặng 15 sổ tiết kiệm cho mẹ liệt sĩ.", [("=", 15, "sổ tiết kiệm")]),
        ("Bồi dưỡng lý luận chính trị cho 80 đảng viên mới.", [("=", 80, "đảng viên")]),
        ("Công tác đào tạo đạt 3 giảng viên có học vị tiến sĩ.", [("=", 3, "giảng viên")]),
        ("Có ít nhất 05 tham luận tại hội nghị.", [(">=", 5, "tham luận")]),
        ("Thực hiện 1.500 ca phẫu thuật.", [("=", 1500, "ca phẫu thuật")]),
        ("Lắp đặt 06 biển cảnh báo nguy hiểm.", [("=", 6, "biển cảnh báo")]),
        ("Trồng 10 km đường hoa.", [("=", 10, "km")]),
        ("Tổ chức 02 hội nghị trực tuyến.", [("=", 2, "hội nghị")]),
        ("Phát thanh ít nhất 03 chuyên mục mỗi tháng.", [(">=", 3, "chuyên mục")]),
        ("Tặng 60 cặp phao cho học sinh.", [("=", 60, "cặp phao")]),
        ("Thăm hỏi, tặng quà cho 45 gia đình chính sách.", [("=", 45, "gia đình")]),
        ("Thu thuế đạt 1.250 tỷ đồng, tăng 8% so với dự toán.", [("=", 1250000000000, "đồng"), ("=", 8, "%")]),
        ("Phấn đấu 02 xã về đích nông thôn mới.", [("=", 2, "xã")]),
        ("Số bài thi không quá 03 bài mỗi thí sinh.", [("<=", 3, "bài")]),
        ("Thời gian tiếp nhận tin báo không quá 05 phút.", [("<=", 5, "phút")]),
        ("Xây dựng 01 vườn rau thanh niên.", [("=", 1, "vườn rau")]),
        ("Sửa chữa 07 nhà văn hóa thôn.", [("=", 7, "nhà văn hóa")]),
    ],
)
def test_units_and_governors_of_many_offices(text: str, expected: Expected) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Giải quyết hồ sơ trong thời hạn không quá 10 ngày.",
        "Thời gian thực hiện không quá 30 ngày.",
        "Mỗi buổi sinh hoạt không quá 90 phút.",
        "Cả nước hiện có 63 tỉnh.",
        "Căn cứ 04 tiêu chí tại Phụ lục.",
        "Trẻ từ 6 đến 36 tháng tuổi được uống vitamin A.",
        "Xây dựng phương án cho 12 điểm ngập.",
        "Áp dụng cho 05 khoa lâm sàng.",
        "Bệnh viện có quy mô 500 giường bệnh.",
        "Tổ chức ít nhất 02 lần/năm.",
        "Thực hiện tốt kỹ thuật 05 bước rửa tay.",
        "Có 03 sản phẩm OCOP đạt 4 sao.",
        "Quy chế gồm 5 chương, 20 điều.",
        "Theo 03 phương án đã duyệt.",
        "Sau 02 năm thực hiện.",
        "Các trường hợp từ 03 ngày trở lên phải báo cáo.",
        "Trực 24/24 giờ tại 05 chốt.",
        "Chiều dài tuyến 12 km đi qua 04 xã.",
        "Người nộp thuế có doanh thu trên 500 triệu đồng.",
        "Khách sạn từ 3 sao trở lên phải đăng ký.",
        "Kéo giảm 3 tiêu chí về tai nạn giao thông.",
        "Lập biên bản 20 trường hợp vi phạm.",
        "Các lớp từ 40 học sinh trở lên được chia đôi.",
        "Áp dụng đối với cơ sở có từ 10 lao động trở lên.",
    ],
)
def test_counts_that_describe_are_no_targets(text: str) -> None:
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phát hành thư kêu gọi đến 3.150 hộ gia đình.", [("=", 3150, "hộ gia đình")]),
        ("Gửi tin nhắn tuyên truyền tới 12.000 thuê bao.", [("=", 12000, "thuê bao")]),
        ("Kết nạp từ 40 hội viên trở lên.", [(">=", 40, "hội viên")]),
        ("Có từ 05 sáng kiến trở lên được áp dụng.", [(">=", 5, "sáng kiến")]),
        ("Phấn đấu có từ 25 giải trở lên tại kỳ thi cấp tỉnh.", [(">=", 25, "giải")]),
        ("Nâng mức ăn ca từ 22.000 đồng trở lên.", [(">=", 22000, "đồng")]),
        ("Vận động từ 15 tỷ đồng trở lên cho quỹ khuyến học.", [(">=", 15000000000, "đồng")]),
        ("Vận động hiến trên 90 đơn vị máu.", [(">", 90, "đơn vị máu")]),
        ("Dạy nghề cho trên 450 lao động nông thôn.", [(">", 450, "lao động")]),
        ("Cấp điện cho trên 1.800 hộ vùng cao.", [(">", 1800, "hộ")]),
        ("Hiến 2.600 m2 đất mở đường.", [("=", 2600, "m2")]),
        ("Bảo trì 64 trạm quan trắc.", [("=", 64, "trạm quan trắc")]),
        ("Thu nhận 90.000 hồ sơ định danh.", [("=", 90000, "hồ sơ")]),
        ("Phát động 02 đợt ra quân diệt lăng quăng.", [("=", 2, "đợt")]),
        ("Tích hợp 05 ngôn ngữ trên ứng dụng du lịch.", [("=", 5, "ngôn ngữ")]),
        ("Xây dựng ứng dụng hỗ trợ du khách bằng 06 ngôn ngữ.", [("=", 6, "ngôn ngữ")]),
        ("Xây dựng ngân hàng đề gồm 800 câu hỏi.", [("=", 800, "câu hỏi")]),
        ("Đảng ủy giám sát 06 chi bộ về công tác phát triển đảng.", [("=", 6, "chi bộ")]),
        ("Tháng 9/2027 kiểm tra 05 bếp ăn tập thể.", [("=", 5, "bếp ăn")]),
        ("Thanh tra Sở khảo sát 12 cơ sở lưu trú.", [("=", 12, "cơ sở")]),
        ("Lập phương án bố trí 07 bãi giữ xe.", [("=", 7, "bãi")]),
        ("Duy trì hoạt động của 09 câu lạc bộ liên thế hệ.", [("=", 9, "câu lạc bộ")]),
        ("Mở thêm 03 quầy tiếp nhận hồ sơ.", [("=", 3, "quầy")]),
        ("Hạ thủy, đóng mới tối đa 02 tàu kiểm ngư.", [("<=", 2, "tàu")]),
        ("Số hóa 3,5 triệu trang hồ sơ lưu trữ.", [("=", 3500000, "trang")]),
        ("Mở 04 điểm bán hàng bình ổn.", [("=", 4, "điểm")]),
        ("Xây dựng 05 (năm) mô hình điểm.", [("=", 5, "mô hình")]),
        ("Huy động 80 đoàn viên tham gia dọn rác.", [("=", 80, "đoàn viên")]),
        ("Tổng vốn đầu tư toàn xã hội khoảng 62.000 tỷ đồng.", [("=", 62000000000000, "đồng")]),
        ("Kim ngạch xuất khẩu trên 3,2 tỷ USD.", [(">", 3200000000, "USD")]),
        ("Sản lượng lúa 145.000 tấn.", [("=", 145000, "tấn")]),
        ("Thu ngân sách trên địa bàn không dưới 1.234,5 tỷ đồng.", [(">=", 1234500000000, "đồng")]),
        ("Dự trữ lương thực đủ dùng tối thiểu 10 ngày.", [(">=", 10, "ngày")]),
        ("Mỗi cuộc kiểm tra không quá 02 ngày làm việc.", [("<=", 2, "ngày làm việc")]),
        ("Thời gian chờ làm thủ tục dưới 15 phút.", [("<", 15, "phút")]),
        ("Tỷ lệ hộ có nhà tiêu hợp vệ sinh không dưới 96%.", [(">=", 96, "%")]),
        ("Tối đa 2% hồ sơ quá hạn.", [("<=", 2, "%")]),
        ("Tỷ lệ sinh con thứ ba dưới 4,5%.", [("<", 4.5, "%")]),
        ("Tỷ lệ lao động qua đào tạo đạt 75% trở lên.", [(">=", 75, "%")]),
        ("Tỷ lệ thất nghiệp 2,5% trở xuống.", [("<=", 2.5, "%")]),
        ("Hơn 65% sản phẩm được truy xuất nguồn gốc.", [(">", 65, "%")]),
        ("Tỷ lệ phủ sóng đạt ≥ 99,5 %.", [(">=", 99.5, "%")]),
        ("Tỷ lệ hộ nghèo giảm còn ≤ 1,2%.", [("<=", 1.2, "%")]),
        ("Tỷ lệ nợ đọng từ 3% xuống còn 1,5%.", [("=", 1.5, "%")]),
        ("Hình thành 02-03 vùng chuyên canh.", [(">=", 2, "vùng chuyên canh")]),
        ("Thu hút từ 06 đến 08 dự án FDI.", [(">=", 6, "dự án")]),
        ("Giảm 5-7% số vụ phạm pháp.", [(">=", 5, "%")]),
        ("Mỗi chi đoàn thực hiện ít nhất một công trình thanh niên.", [(">=", 1, "công trình")]),
        ("Mỗi xã xây dựng tối thiểu hai mô hình dân vận khéo.", [(">=", 2, "mô hình")]),
        ("Trồng tối thiểu hai mươi lăm cây xanh mỗi lớp.", [(">=", 25, "cây xanh")]),
        ("Thành lập ba tổ hợp tác.", [("=", 3, "tổ hợp tác")]),
        ("Ít nhất ½ số hộ phân loại rác.", [(">=", 0.5, "hộ")]),
        ("Có ít nhất 2/3 số thành viên tham dự.", [(">=", 0.6667, "thành viên")]),
        ("Có ít nhất 9/12 trường đạt chuẩn.", [(">=", 9, "trường")]),
        ("Chỉ số cải cách hành chính trong nhóm 10 tỉnh dẫn đầu.", [("<=", 10, "nhóm")]),
        ("Chỉ số DTI nằm trong top 5 các sở, ngành.", [("<=", 5, "top")]),
        ("Xếp hạng PAPI thuộc nhóm 15 địa phương cao nhất.", [("<=", 15, "nhóm")]),
        ("Xếp loại thi đua từ loại Tốt trở lên.", [(">=", None, None)]),
        ("Đánh giá chi bộ đạt từ mức “Hoàn thành tốt nhiệm vụ” trở lên.", [(">=", None, None)]),
        ("Xếp loại từ bậc Khá trở lên.", [(">=", None, None)]),
        ("Kết quả năm 2026 đạt 92% kế hoạch.", []),
        ("Đoàn đã kiểm tra 215 cơ sở.", []),
        ("Củng cố 14 tổ hòa giải hiện có.", []),
        ("Học tập 6 bài lý luận chính trị.", []),
        ("95% trẻ được tiêm 01 mũi vắc xin.", [("=", 95, "%")]),
        ("Thành lập đoàn gồm 05 thành viên.", []),
        ("Doanh nghiệp có trên 200 lao động phải kê khai.", []),
        ("Ban Chỉ đạo họp hai tháng một lần.", []),
        ("Tập trung ba khâu đột phá và bốn nhiệm vụ trọng tâm.", []),
        ("Xây dựng một môi trường lành mạnh.", []),
        ("Sinh hoạt chi bộ tháng Ba, thứ Năm hằng tuần.", []),
        ("Hội nghị do 02 đồng chí Phó Chủ tịch chủ trì.", []),
        ("Học sinh giỏi cấp tỉnh: từ 18 giải trở lên.", [(">=", 18, "giải")]),
        ("Giáo viên dạy giỏi cấp trường: 30/52 đồng chí.", [("=", 30, "đồng chí")]),
        ("Thành phần: 20 người.", []),
        ("Lấy ít nhất 300 mẫu giám sát môi trường.", [(">=", 300, "mẫu")]),
        ("Tổ chức 12 buổi tuyên truyền pháp luật.", [("=", 12, "buổi tuyên truyền")]),
        ("Thay 900 bóng đèn cao áp.", [("=", 900, "bóng đèn")]),
        ("Tổ chức tư vấn hướng nghiệp.", []),
        ("Báo cáo tháng năm gửi trước ngày mười lăm.", []),
    ],
)
def test_orders_results_and_numbers_in_words(text: str, expected: Expected) -> None:
    """Counts behind a subject, a time or a recipient, results without a verb, ranges, words and parts of all."""
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Biên tập 06 phóng sự về an toàn giao thông.", [("=", 6, "phóng sự")]),
        ("Phòng A chủ trì, phối hợp với Báo tỉnh, Công an các xã, phường quay 06 phóng sự.", [("=", 6, "phóng sự")]),
        ("Phòng Y tế tự kiểm tra 04 bếp ăn.", [("=", 4, "bếp ăn")]),
        ("Đôn đốc Công ty Cổ phần A san nền 60 ha.", [("=", 60, "ha")]),
        ("Chỉ đạo Trung tâm Y tế lấy 300 mẫu nước.", [("=", 300, "mẫu")]),
        ("Sắp xếp, bố trí lại 12 đơn vị sự nghiệp.", [("=", 12, "đơn vị")]),
        ("Kết quả kiểm tra 12 cơ sở cho thấy nhiều vi phạm.", []),
        ("Sở quản lý 12 hồ chứa.", []),
        ("Cử 02 giáo viên tham gia lớp bồi dưỡng.", []),
        ("Trong đợt kiểm tra 05 xã, các đơn vị rút kinh nghiệm.", []),
    ],
)
def test_any_verb_orders_the_count_behind_it(text: str, expected: Expected) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở A phối hợp với Sở B kiểm tra liên ngành tại 12 doanh nghiệp.", [("=", 12, "doanh nghiệp")]),
        ("Tổ chức kiểm tra đối với 05 cơ sở.", [("=", 5, "cơ sở")]),
        ("Tổ chức tuyên truyền lưu động tại 18 thôn.", [("=", 18, "thôn")]),
        ("Triển khai 06 dự án với 180 hộ tham gia.", [("=", 6, "dự án"), ("=", 180, "hộ")]),
        ("Phát huy vai trò của 12 tổ hòa giải.", []),
        ("Kiểm tra trên địa bàn 12 xã.", []),
    ],
)
def test_where_and_with_whom_it_is_done(text: str, expected: Expected) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Lấy tối thiểu 450 mẫu rau, quả.", "mẫu"),
        ("Tặng tối thiểu 500 thẻ BHYT.", "thẻ"),
        ("Tổ chức 02 lớp đào tạo nghề.", "lớp"),
        ("Xóa 42 nhà tạm.", "nhà"),
        ("Xây dựng bộ tài liệu bằng 03 thứ tiếng.", "thứ tiếng"),
        ("Tặng 40 cuốn sách.", "cuốn sách"),
    ],
)
def test_the_unit_is_the_shortest_noun(text: str, unit: str) -> None:
    assert [found[2] for found in _found(text)] == [unit]
