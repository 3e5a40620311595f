"""Units: tables of phrases in the manner of plans of many offices, and who leads and who helps in each."""

from __future__ import annotations

import unicodedata

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.predicates import begins_with_action
from extractors.unit_cells import split_units
from extractors.unit_headings import units_of_heading
from extractors.unit_names import Unit, begins_with_unit
from extractors.units import Units, find_labelled, find_units

Names = tuple[str, ...]


def fault(*values: object, reason: str) -> ParameterSet:
    """A row that shows a known fault: the values are what the guideline demands."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


def first(row: tuple[object, ...] | ParameterSet) -> str:
    """The text of a row, for the name of its test."""
    return str(row.values[0] if isinstance(row, ParameterSet) else row[0])[:48]


Row = tuple[str, Names, Names] | ParameterSet


def names(units: Units) -> tuple[Names, Names]:
    return tuple(u.name for u in units.lead), tuple(u.name for u in units.coordinating)


# text, lead, coordinating
SENTENCES: list[Row] = [
    # --- lists under one head stay whole: none of their parts is a unit on its own ------------------------------------
    ("UBND các xã Vân Nam, Vân Bắc tổ chức hội nghị.", ("UBND các xã Vân Nam, Vân Bắc",), ()),
    ("UBND phường Hồng Hà, xã Vân Nam rà soát hồ sơ.", ("UBND phường Hồng Hà, xã Vân Nam",), ()),
    (
        "Ủy ban nhân dân các phường Hồng Hà, Bến Cổ và xã Vân Nam bố trí kinh phí.",
        ("Ủy ban nhân dân các phường Hồng Hà, Bến Cổ và xã Vân Nam",),
        (),
    ),
    (
        "Phối hợp với UBND các xã Vân Nam, Vân Bắc và Hạt Kiểm lâm tuần tra rừng.",
        (),
        ("UBND các xã Vân Nam, Vân Bắc", "Hạt Kiểm lâm"),
    ),
    ("UBND các xã: Vân Nam, Vân Bắc rà soát hồ sơ.", ("UBND các xã: Vân Nam, Vân Bắc",), ()),
    ("Các tổ dân phố 1, 2, 3 tổ chức họp.", ("Các tổ dân phố 1, 2, 3",), ()),
    ("Các trường Tiểu học Kim Đồng, Lê Lợi tổ chức hội thi.", ("Các trường Tiểu học Kim Đồng, Lê Lợi",), ()),
    ("Các Sở Nội vụ, Tài chính rà soát hồ sơ.", ("Các Sở Nội vụ, Tài chính",), ()),
    ("Các Sở: Nội vụ, Tài chính, Y tế rà soát hồ sơ.", ("Các Sở: Nội vụ, Tài chính, Y tế",), ()),
    ("UBND Q. 1, Q. 3 rà soát hồ sơ.", ("UBND Q. 1, Q. 3",), ()),
    ("Các phòng TCCB, KHTC, Văn phòng rà soát.", ("Các phòng TCCB, KHTC", "Văn phòng"), ()),
    ("Các trường mầm non, tiểu học và THCS khai giảng.", ("Các trường mầm non, tiểu học và THCS",), ()),
    ("Hiệu trưởng các trường MN, TH, THCS lập kế hoạch.", ("Hiệu trưởng các trường MN, TH, THCS",), ()),
    (
        "Trường Mầm non Hoa Mai, THCS Lê Lợi rà soát.",
        ("Trường Mầm non Hoa Mai", "THCS Lê Lợi"),
        (),
    ),
    ("Phòng A chủ trì; P. KHTC, TTr. Sở phối hợp.", ("Phòng A",), ("P. KHTC", "TTr. Sở")),
    ("UBND xã Vân Nam, Phòng Nội vụ rà soát hồ sơ.", ("UBND xã Vân Nam", "Phòng Nội vụ"), ()),
    ("Các xã: Tổ chức hội nghị.", ("Các xã",), ()),
    ("Tại UBND các xã Vân Nam, Vân Bắc, Hội Nông dân tổ chức hội nghị.", ("Hội Nông dân",), ()),
    # --- three fields of one office in initials -----------------------------------------------------------------------
    ("Phối hợp với Phòng KT, HT&ĐT nghiệm thu công trình.", (), ("Phòng KT, HT&ĐT",)),
    ("Sở VH, TT&DL rà soát.", ("Sở VH, TT&DL",), ()),
    ("Sở LĐ - TB và XH rà soát.", ("Sở LĐ - TB và XH",), ()),
    # --- "trực" is a verb, unless it is half of another word ----------------------------------------------------------
    ("Phòng Kinh tế trực vào thứ 7.", ("Phòng Kinh tế",), ()),
    ("Các phòng, đơn vị trực Tết theo lịch.", ("Các phòng, đơn vị",), ()),
    ("Phòng Kinh tế trực thuộc UBND xã rà soát.", ("Phòng Kinh tế trực thuộc UBND xã",), ()),
    # --- heads shortened with a full stop: it ends no sentence --------------------------------------------------------
    ("P. KHTC chủ trì, phối hợp với P. TCCB và Văn phòng Sở lập dự toán.", ("P. KHTC",), ("P. TCCB", "Văn phòng Sở")),
    ("Giao P.KHTC, P.TCCB rà soát quy hoạch.", ("P.KHTC", "P.TCCB"), ()),
    ("Giao P. KHTC chủ trì.", ("P. KHTC",), ()),
    (
        "Phòng QLDL phối hợp cùng TT. Xúc tiến du lịch và VP. UBND tỉnh biên soạn tài liệu.",
        ("Phòng QLDL",),
        ("TT. Xúc tiến du lịch", "VP. UBND tỉnh"),
    ),
    ("TTr. Sở kiểm tra việc chấp hành giờ làm việc.", ("TTr. Sở",), ()),
    ("Phối hợp với BV. Đa khoa tỉnh khám sức khỏe.", (), ("BV. Đa khoa tỉnh",)),
    ("UB. MTTQ tỉnh tuyên truyền.", ("UB. MTTQ tỉnh",), ()),
    ("TP. Tài chính rà soát dự toán.", ("TP. Tài chính",), ()),
    ("Trưởng P. KHTC và GĐ. Trung tâm Y tế ký nháy.", ("Trưởng P. KHTC", "GĐ. Trung tâm Y tế"), ()),
    ("Họp giao ban (P. KHTC chủ trì).", ("P. KHTC",), ()),
    ("Rà soát hồ sơ lưu tại kho. Phòng TCCB tổng hợp.", ("Phòng TCCB",), ()),
    # "P.", "TT.", "TP." before a place name no office
    ("TP. Hồ Chí Minh tổ chức hội nghị.", (), ()),
    ("P. Bến Nghé rà soát hồ sơ.", (), ()),
    ("TP. Vinh tổ chức hội nghị.", (), ()),
    (
        "UBND TP. Hồ Chí Minh chủ trì, phối hợp với Sở Y tế TP. Cần Thơ lập đề án.",
        ("UBND TP. Hồ Chí Minh",),
        ("Sở Y tế TP. Cần Thơ",),
    ),
    ("UBND TT. Sóc Sơn rà soát hồ sơ.", ("UBND TT. Sóc Sơn",), ()),
    ("Phối hợp với Công an TP. Tổ chức hội nghị tổng kết.", (), ("Công an TP",)),
    # --- initials before a place, and whatever name stands before "chủ trì, phối hợp" ---------------------------------
    (
        "TTVH tỉnh chủ trì phối hợp với BTG Tỉnh ủy, MTTQ Việt Nam tỉnh tổ chức hội diễn.",
        ("TTVH tỉnh",),
        ("BTG Tỉnh ủy", "MTTQ Việt Nam tỉnh"),
    ),
    ("BQLDA huyện rà soát hồ sơ.", ("BQLDA huyện",), ()),
    ("GRDP tỉnh tăng 8%.", (), ()),
    ("Rà soát CCHC tỉnh, phối hợp với BHYT tỉnh.", (), ()),
    ("Hãng phim Ngọc Hà chủ trì, phối hợp với Sở Văn hóa sản xuất phim.", ("Hãng phim Ngọc Hà",), ("Sở Văn hóa",)),
    (
        "Hãng phim Ngọc Hà, Nhà máy A chủ trì phối hợp với Sở Y tế họp.",
        ("Hãng phim Ngọc Hà", "Nhà máy A"),
        ("Sở Y tế",),
    ),
    ("Kiểm lâm địa bàn chủ trì, phối hợp với Công an xã tuần tra.", ("Kiểm lâm địa bàn",), ("Công an xã",)),
    ("Hằng năm chủ trì, phối hợp với Sở Y tế lập báo cáo.", (), ("Sở Y tế",)),
    ("Tham mưu, chủ trì, phối hợp với Sở Y tế lập báo cáo.", (), ("Sở Y tế",)),
    ("Nhiệm vụ chủ trì, phối hợp với Sở Y tế lập báo cáo.", (), ("Sở Y tế",)),
    ("Đề án quy hoạch do Sở chủ trì, phối hợp với Sở Y tế.", (), ("Sở Y tế",)),
    # --- brackets that put somebody in charge hold nothing but names --------------------------------------------------
    ("Lập đồ án (Phòng Quản lý quy hoạch, xây dựng chủ trì).", ("Phòng Quản lý quy hoạch, xây dựng",), ()),
    ("Gặp mặt nhà đầu tư [Lãnh đạo Ban chủ trì].", ("Lãnh đạo Ban",), ()),
    ("Lấy mẫu nước do Phòng Dịch tễ (Chi cục Thú y) chủ trì.", ("Phòng Dịch tễ (Chi cục Thú y)",), ()),
    ("Đề án do Sở Y tế chủ trì thực hiện được rà soát.", (), ()),
    ("Tổ chức họp (Sở Y tế chủ trì, phối hợp với Sở Nội vụ).", ("Sở Y tế",), ("Sở Nội vụ",)),
    # --- fields and kinds of police work that go on with a name -------------------------------------------------------
    (
        "Phòng Kế hoạch tổng hợp và Công nghệ thông tin xây dựng phần mềm.",
        ("Phòng Kế hoạch tổng hợp và Công nghệ thông tin",),
        (),
    ),
    ("Phòng Kế hoạch tổng hợp và Sở Nội vụ rà soát.", ("Phòng Kế hoạch tổng hợp", "Sở Nội vụ"), ()),
    (
        "Ban Chính sách, pháp luật và Quan hệ lao động phối hợp với Sở Nội vụ tổ chức hội nghị.",
        ("Ban Chính sách, pháp luật và Quan hệ lao động",),
        ("Sở Nội vụ",),
    ),
    (
        "Phối hợp với Phòng Cảnh sát quản lý hành chính về trật tự xã hội (Công an tỉnh) rà soát dữ liệu.",
        (),
        ("Phòng Cảnh sát quản lý hành chính về trật tự xã hội (Công an tỉnh)",),
    ),
    ("Phối hợp với Bưu điện tỉnh Hà Sơn trả kết quả tại nhà.", (), ("Bưu điện tỉnh Hà Sơn",)),
    # --- what stands inside a name ------------------------------------------------------------------------------------
    ("Doanh nghiệp trong KCN tự kiểm tra an toàn điện.", ("Doanh nghiệp trong KCN",), ()),
    ("Các xã trên địa bàn tỉnh rà soát quy hoạch.", ("Các xã trên địa bàn tỉnh",), ()),
    ("Giáo viên dạy lớp 9 soạn thảo ngân hàng câu hỏi.", ("Giáo viên dạy lớp 9",), ()),
    ("Chủ cơ sở chăn nuôi có trách nhiệm khai báo.", ("Chủ cơ sở chăn nuôi",), ()),
    ("Thủ trưởng các Cục, Vụ, Viện thuộc Bộ xây dựng kế hoạch.", ("Thủ trưởng các Cục, Vụ, Viện thuộc Bộ",), ()),
    ("Phân công giáo viên ôn tập cho học sinh.", (), ()),
    ("Phân công Văn phòng tổng hợp báo cáo.", ("Văn phòng",), ()),
    # --- clauses inside a name: whose predicate comes later ----------------------------------------------------------
    ("Các đơn vị được kiểm tra xây dựng báo cáo theo đề cương.", ("Các đơn vị được kiểm tra",), ()),
    ("Các đơn vị được thanh tra có trách nhiệm cung cấp hồ sơ.", ("Các đơn vị được thanh tra",), ()),
    ("Các xã, phường bị thiệt hại hoàn thành thống kê trước 17 giờ.", ("Các xã, phường bị thiệt hại",), ()),
    ("UBND các xã có rừng tổ chức tuần tra.", ("UBND các xã có rừng",), ()),
    ("Các đơn vị có kế hoạch tổ chức tuyên truyền riêng.", ("Các đơn vị",), ()),
    ("Các phòng được kiểm tra 02 lần/năm.", (), ()),
    ("Giao Phó Giám đốc phụ trách chuyên môn duyệt lịch trực.", ("Phó Giám đốc phụ trách chuyên môn",), ()),
    ("Phó Hiệu trưởng phụ trách, theo dõi khối 6.", ("Phó Hiệu trưởng",), ()),
    (
        "Giao đồng chí Phó Chủ tịch phụ trách văn hóa - xã hội chỉ đạo chung.",
        ("đồng chí Phó Chủ tịch phụ trách văn hóa - xã hội",),
        (),
    ),
    ("Cấp ủy viên phụ trách địa bàn dự sinh hoạt chi bộ.", ("Cấp ủy viên phụ trách địa bàn",), ()),
    (
        "Phòng Quản lý chất lượng, chế biến và phát triển thị trường lấy mẫu.",
        ("Phòng Quản lý chất lượng, chế biến và phát triển thị trường",),
        (),
    ),
    (
        "Lấy ý kiến các xã; giao Văn phòng chuẩn bị hậu cần, giao Phòng Y tế mời chuyên gia.",
        ("Văn phòng", "Phòng Y tế"),
        (),
    ),
    ("Nghiệm thu xong thì bàn giao cho Phòng Kinh tế khai thác.", (), ()),
    # --- each of many, passives, "do" --------------------------------------------------------------------------------
    ("Mỗi chi đoàn đảm nhận 01 công trình thanh niên.", ("chi đoàn",), ()),
    ("Mỗi đơn vị có ít nhất 01 mô hình.", (), ()),
    ("Hồ sơ được Phòng Tư pháp kiểm tra về thể thức.", ("Phòng Tư pháp",), ()),
    ("Đề án được UBND tỉnh phê duyệt trong quý II.", (), ()),
    ("Công tác hậu cần do Văn phòng Đảng ủy đảm nhiệm.", ("Văn phòng Đảng ủy",), ()),
    ("Rà soát các dự án do Ban Quản lý dự án thực hiện.", (), ()),
    # --- who is urged or only mentioned ------------------------------------------------------------------------------
    ("Yêu cầu các chi bộ chấp hành nghiêm quy định.", (), ()),
    ("Giao ban công tác dân số vào ngày 25 hằng tháng.", (), ()),
    # --- a second subject --------------------------------------------------------------------------------------------
    ("Khoa Dược lập dự trù thuốc, Khoa Xét nghiệm rà soát hóa chất.", ("Khoa Dược", "Khoa Xét nghiệm"), ()),
    ("Sở Y tế hướng dẫn các bệnh viện, Trung tâm Y tế thực hiện.", ("Sở Y tế",), ()),
    # --- a unit or post is the subject -------------------------------------------------------------------------------
    ("Phòng Tư pháp rà soát các văn bản đã hết hiệu lực.", ("Phòng Tư pháp",), ()),
    ("Sở Nông nghiệp và Môi trường kiểm tra các hồ chứa nước.", ("Sở Nông nghiệp và Môi trường",), ()),
    ("Bộ Khoa học và Công nghệ xây dựng khung kiến trúc số.", ("Bộ Khoa học và Công nghệ",), ()),
    ("Bệnh viện Đa khoa tỉnh bố trí đủ cơ số thuốc.", ("Bệnh viện Đa khoa tỉnh",), ()),
    ("Trạm Y tế phường tổ chức tiêm chủng cho trẻ.", ("Trạm Y tế phường",), ()),
    ("Trung tâm Kiểm soát bệnh tật tỉnh giám sát ổ dịch.", ("Trung tâm Kiểm soát bệnh tật tỉnh",), ()),
    ("Hội Liên hiệp Phụ nữ huyện vận động hội viên phân loại rác.", ("Hội Liên hiệp Phụ nữ huyện",), ()),
    ("Hội Cựu chiến binh xã tham gia giám sát.", ("Hội Cựu chiến binh xã",), ()),
    ("Ban Quản lý dự án đầu tư xây dựng huyện lập hồ sơ mời thầu.", ("Ban Quản lý dự án đầu tư xây dựng huyện",), ()),
    ("Liên đoàn Lao động tỉnh tổ chức hội thao.", ("Liên đoàn Lao động tỉnh",), ()),
    ("Công an huyện tăng cường tuần tra ban đêm.", ("Công an huyện",), ()),
    ("Kho bạc Nhà nước khu vực IV kiểm soát chi.", ("Kho bạc Nhà nước khu vực IV",), ()),
    ("Trưởng thôn thông báo cho từng hộ dân.", ("Trưởng thôn",), ()),
    ("Hiệu trưởng phân công giáo viên trực trong dịp hè.", ("Hiệu trưởng",), ()),
    ("Giáo viên chủ nhiệm lập danh sách học sinh.", ("Giáo viên chủ nhiệm",), ()),
    ("Tổ trưởng chuyên môn xây dựng kế hoạch của tổ.", ("Tổ trưởng chuyên môn",), ()),
    ("Chánh Văn phòng Bộ theo dõi việc thực hiện.", ("Chánh Văn phòng Bộ",), ()),
    ("Viện Chiến lược phát triển nghiên cứu mô hình mới.", ("Viện Chiến lược phát triển",), ()),
    ("Thanh tra tỉnh tham mưu kế hoạch thanh tra.", ("Thanh tra tỉnh",), ()),
    ("Nhà trường ký cam kết với phụ huynh.", ("Nhà trường",), ()),
    ("Đoàn Thanh niên phường ra quân dọn vệ sinh.", ("Đoàn Thanh niên phường",), ()),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam huyện giám sát việc bình xét.", ("Ủy ban Mặt trận Tổ quốc Việt Nam huyện",), ()),
    ("Khoa Dược kiểm kê thuốc tồn kho.", ("Khoa Dược",), ()),
    ("Vụ Pháp chế thẩm định dự thảo.", ("Vụ Pháp chế",), ()),
    ("Cục Thuế tỉnh công khai danh sách.", ("Cục Thuế tỉnh",), ()),
    ("Hạt Kiểm lâm liên huyện tuần tra rừng.", ("Hạt Kiểm lâm liên huyện",), ()),
    (
        "Phòng Kinh tế, Hạ tầng và Đô thị có trách nhiệm duy tu các tuyến đường.",
        ("Phòng Kinh tế, Hạ tầng và Đô thị",),
        (),
    ),
    # --- "có trách nhiệm", "chịu trách nhiệm" ------------------------------------------------------------------------
    ("UBND các xã, phường có trách nhiệm rà soát hộ nghèo.", ("UBND các xã, phường",), ()),
    ("Thủ trưởng các cơ quan, đơn vị chịu trách nhiệm về số liệu báo cáo.", ("Thủ trưởng các cơ quan, đơn vị",), ()),
    (
        "Hiệu trưởng các trường tiểu học, trường trung học cơ sở triển khai đến toàn thể phụ huynh.",
        ("Hiệu trưởng các trường tiểu học, trường trung học cơ sở",),
        (),
    ),
    ("Giám đốc các sở, ngành chỉ đạo các đơn vị trực thuộc thực hiện.", ("Giám đốc các sở, ngành",), ()),
    ("Cán bộ, công chức, viên chức chấp hành giờ làm việc.", ("Cán bộ, công chức, viên chức",), ()),
    ("Công chức, viên chức và người lao động đăng ký thi đua.", ("Công chức, viên chức và người lao động",), ()),
    ("Các phòng chuyên môn cung cấp số liệu cho Văn phòng.", ("Các phòng chuyên môn",), ()),
    ("Các đơn vị sự nghiệp công lập rà soát vị trí việc làm.", ("Các đơn vị sự nghiệp công lập",), ()),
    # --- several leading units ---------------------------------------------------------------------------------------
    (
        "Phòng Nội vụ, Phòng Tài chính - Kế hoạch tham mưu phân bổ kinh phí.",
        ("Phòng Nội vụ", "Phòng Tài chính - Kế hoạch"),
        (),
    ),
    ("Sở Tài chính và Sở Xây dựng thẩm định dự toán.", ("Sở Tài chính", "Sở Xây dựng"), ()),
    ("Công an xã, Ban Chỉ huy Quân sự xã duy trì lực lượng trực.", ("Công an xã", "Ban Chỉ huy Quân sự xã"), ()),
    # --- chủ trì, phối hợp -------------------------------------------------------------------------------------------
    (
        "Sở Y tế chủ trì, phối hợp với Sở Giáo dục và Đào tạo, Công an tỉnh kiểm tra bếp ăn.",
        ("Sở Y tế",),
        ("Sở Giáo dục và Đào tạo", "Công an tỉnh"),
    ),
    (
        "Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với Đài Truyền thanh huyện tuyên truyền.",
        ("Phòng Văn hóa - Xã hội",),
        ("Đài Truyền thanh huyện",),
    ),
    (
        "Bộ phận Một cửa phối hợp với các phòng chuyên môn niêm yết thủ tục.",
        ("Bộ phận Một cửa",),
        ("các phòng chuyên môn",),
    ),
    (
        "Văn phòng Bộ phối hợp chặt chẽ với Cục Chuyển đổi số rà soát quy trình.",
        ("Văn phòng Bộ",),
        ("Cục Chuyển đổi số",),
    ),
    ("Phối hợp với Bưu điện tỉnh tiếp nhận hồ sơ tại nhà.", (), ("Bưu điện tỉnh",)),
    ("Phối hợp Hội Nông dân xã tổ chức lớp tập huấn trồng nấm.", (), ("Hội Nông dân xã",)),
    ("Cùng với Ban đại diện cha mẹ học sinh trang trí lớp học.", (), ("Ban đại diện cha mẹ học sinh",)),
    ("Chủ động phối hợp với UBND cấp xã giải phóng mặt bằng.", (), ("UBND cấp xã",)),
    ("Tổ bảo vệ phối hợp với Công an phường phân luồng giao thông.", ("Tổ bảo vệ",), ("Công an phường",)),
    # --- giao X ------------------------------------------------------------------------------------------------------
    ("Giao Văn phòng HĐND và UBND huyện theo dõi, đôn đốc.", ("Văn phòng HĐND và UBND huyện",), ()),
    ("Giao cho Kế toán nhà trường lập dự toán.", ("Kế toán nhà trường",), ()),
    ("Giao các khoa, phòng tự đánh giá theo bộ tiêu chí.", ("các khoa, phòng",), ()),
    ("Đề nghị Ủy ban MTTQ xã vận động nhân dân hiến đất.", ("Ủy ban MTTQ xã",), ()),
    ("Đề nghị Hội Khuyến học huyện trao học bổng.", ("Hội Khuyến học huyện",), ()),
    # --- labels in the text ------------------------------------------------------------------------------------------
    (
        "Xây dựng quy chế tiếp công dân. Đơn vị chủ trì: Thanh tra Sở; đơn vị phối hợp: các phòng thuộc Sở.",
        ("Thanh tra Sở",),
        ("các phòng thuộc Sở",),
    ),
    (
        "Số hóa hồ sơ lưu trữ (Cơ quan chủ trì: Sở Nội vụ; cơ quan phối hợp: Sở Khoa học và Công nghệ, UBND cấp xã).",
        ("Sở Nội vụ",),
        ("Sở Khoa học và Công nghệ", "UBND cấp xã"),
    ),
    ("Đơn vị thực hiện: Trung tâm Văn hóa và Thể thao.", ("Trung tâm Văn hóa và Thể thao",), ()),
    ("Đơn vị tổng hợp: Phòng Tổ chức - Hành chính.", ("Phòng Tổ chức - Hành chính",), ()),
    # --- adverbials before the subject -------------------------------------------------------------------------------
    ("Hằng tháng, Phòng Nội vụ tổng hợp kết quả chấm điểm.", ("Phòng Nội vụ",), ()),
    ("Trước ngày 10/6, các trường gửi danh sách về Phòng Giáo dục và Đào tạo.", ("các trường",), ()),
    ("Căn cứ tình hình thực tế, UBND các phường bố trí kinh phí.", ("UBND các phường",), ()),
    ("Trên cơ sở kết quả kiểm tra, Thanh tra huyện kiến nghị xử lý.", ("Thanh tra huyện",), ()),
    # --- the passive agent -------------------------------------------------------------------------------------------
    ("Phản ánh của người dân phải được các cơ quan, đơn vị tiếp nhận và xử lý kịp thời.", ("các cơ quan, đơn vị",), ()),
    # --- nobody leads ------------------------------------------------------------------------------------------------
    ("Rà soát, cập nhật danh mục thủ tục hành chính.", (), ()),
    ("Tổng hợp, báo cáo UBND huyện trước ngày 05/12.", (), ()),
    ("Gửi hồ sơ về Sở Nội vụ để thẩm định.", (), ()),
    ("Hướng dẫn các đơn vị xây dựng vị trí việc làm.", (), ()),
    ("Đôn đốc các phòng, ban hoàn thành chỉ tiêu.", (), ()),
    ("Chỉ đạo các trường học tổ chức ngày hội đọc sách.", (), ()),
    ("Yêu cầu các chủ hộ ký cam kết không lấn chiếm vỉa hè.", (), ()),
    ("Hỗ trợ các hợp tác xã xây dựng nhãn hiệu.", (), ()),
    ("100% các trường học được kết nối Internet băng rộng.", (), ()),
    ("Xây dựng quy chế phối hợp giữa các ngành.", (), ()),
    ("Trình Chủ tịch UBND tỉnh phê duyệt đề án.", (), ()),
    ("Nâng cao chất lượng sinh hoạt chi bộ.", (), ()),
    ("Đề án đã được Bộ trưởng phê duyệt.", (), ()),
    ("Phòng, chống cháy nổ tại các chợ.", (), ()),
    ("Phòng ngừa tội phạm trong học đường.", (), ()),
    ("Ban hành quy chế tiếp công dân.", (), ()),
    ("Báo cáo kết quả về Văn phòng Sở.", (), ()),
    ("Tổ chức hội nghị đối thoại với doanh nghiệp.", (), ()),
    ("Bộ máy hành chính tinh gọn, hiệu quả.", (), ()),
    ("Hội nghị sơ kết được tổ chức trong tháng 7.", (), ()),
    ("Trường hợp chậm trễ phải nêu rõ lý do.", (), ()),
    # --- rows that single out one shape each -------------------------------------------------------------------------
    (
        "Sở Công Thương, Sở Du lịch phối hợp với Hiệp hội Doanh nghiệp tổ chức hội chợ.",
        ("Sở Công Thương", "Sở Du lịch"),
        ("Hiệp hội Doanh nghiệp",),
    ),
    ("Văn phòng Đảng ủy và Văn phòng UBND xã thống nhất lịch họp.", ("Văn phòng Đảng ủy", "Văn phòng UBND xã"), ()),
    (
        "Phối hợp với các sở, ban, ngành và UBND các huyện, thành phố rà soát quy hoạch.",
        (),
        ("các sở, ban, ngành", "UBND các huyện, thành phố"),
    ),
    ("Chủ tịch UBND các xã chịu trách nhiệm trước Chủ tịch UBND huyện.", ("Chủ tịch UBND các xã",), ()),
    ("Phòng Tài chính - Kế hoạch: Thẩm định dự toán kinh phí.", ("Phòng Tài chính - Kế hoạch",), ()),
    ("Giao Sở Tài chính cân đối kinh phí; Sở Nội vụ theo dõi kết quả.", ("Sở Tài chính", "Sở Nội vụ"), ()),
    ("Sở Xây dựng được giao chủ trì xây dựng đề án.", ("Sở Xây dựng",), ()),
    ("Sở Xây dựng được bố trí 2 tỷ đồng.", (), ()),
    ("Ngay sau khi có hướng dẫn, Phòng Nội vụ ban hành văn bản chỉ đạo.", ("Phòng Nội vụ",), ()),
    ("Khi có dịch, Trạm Y tế báo cáo Trung tâm Y tế huyện.", ("Trạm Y tế",), ()),
    ("Tham mưu UBND xã ban hành quyết định kiện toàn Ban Chỉ đạo.", (), ()),
    ("Đảm bảo các đơn vị thực hiện đúng quy định.", (), ()),
    ("Tạo điều kiện để các trường tham gia hội thi.", (), ()),
    ("Tổ chức cho đoàn viên tham gia.", (), ()),
    ("Giao ban hằng tháng với các xã.", (), ()),
    ("Giao chỉ tiêu cho các đơn vị.", (), ()),
    ("Giao thông nông thôn được cứng hóa.", (), ()),
    ("Cơ sở dữ liệu dân cư được kết nối.", (), ()),
    ("Trưởng thành từ phong trào thi đua.", (), ()),
    ("UBND huyện giao Phòng Nội vụ chủ trì.", ("Phòng Nội vụ",), ()),
    (
        "Tòa án nhân dân huyện phối hợp Viện kiểm sát nhân dân huyện xét xử lưu động.",
        ("Tòa án nhân dân huyện",),
        ("Viện kiểm sát nhân dân huyện",),
    ),
    (
        "Phối hợp với Hạt Kiểm lâm huyện phát dọn đường băng cản lửa.",
        (),
        ("Hạt Kiểm lâm huyện",),
    ),
    ("Hội đồng thi đua, khen thưởng xét chọn tập thể tiêu biểu.", ("Hội đồng thi đua, khen thưởng",), ()),
    ("Hội đồng nghiệm thu đánh giá đề tài.", ("Hội đồng nghiệm thu",), ()),
    ("Toàn thể cán bộ, giáo viên tham gia hiến máu.", ("Toàn thể cán bộ, giáo viên",), ()),
    ("Từng cơ quan, đơn vị xây dựng kế hoạch riêng.", ("cơ quan, đơn vị",), ()),
    ("Là cơ quan thường trực, Sở Nội vụ theo dõi, tổng hợp.", ("Sở Nội vụ",), ()),
    ("Tổ Tự nhiên, tổ Xã hội dự giờ chéo.", ("Tổ Tự nhiên", "tổ Xã hội"), ()),
    (
        "Các cơ sở khám bệnh, chữa bệnh niêm yết giá dịch vụ.",
        ("Các cơ sở khám bệnh, chữa bệnh",),
        (),
    ),
    ("Ban Chỉ huy Phòng thủ dân sự xã trực ban 24/24 giờ.", ("Ban Chỉ huy Phòng thủ dân sự xã",), ()),
    (
        "Văn phòng UBND huyện chủ trì, phối hợp Phòng Nội vụ, UBND các xã, thị trấn và các đơn vị lập kế hoạch.",
        ("Văn phòng UBND huyện",),
        (
            "Phòng Nội vụ",
            "UBND các xã, thị trấn",
            "các đơn vị",
        ),
    ),
    ("Phòng Kinh tế chủ trì; Phòng Văn hóa - Xã hội phối hợp.", ("Phòng Kinh tế",), ("Phòng Văn hóa - Xã hội",)),
    (
        "Chủ trì: Phòng Kinh tế. Phối hợp: Công an xã, các thôn.",
        ("Phòng Kinh tế",),
        (
            "Công an xã",
            "các thôn",
        ),
    ),
    ("Lập hồ sơ mời thầu (Ban Quản lý dự án thực hiện).", ("Ban Quản lý dự án",), ()),
    ("Sau khi được UBND tỉnh phê duyệt, Sở Xây dựng công bố quy hoạch.", ("Sở Xây dựng",), ()),
    ("Theo đề nghị của Sở Nội vụ, UBND xã kiện toàn Ban Chỉ đạo.", ("UBND xã",), ()),
    ("Đối với các trường THPT: tổ chức dạy học 2 buổi/ngày.", ("các trường THPT",), ()),
    ("Hằng quý, trước ngày 20 của tháng cuối quý, các đơn vị gửi báo cáo về Sở Nội vụ.", ("các đơn vị",), ()),
    ("Các đơn vị, cá nhân vi phạm bị xử lý theo quy định.", (), ()),
    (
        "Thôn Đoài, thôn Đông hoàn thành đường trục chính.",
        (
            "Thôn Đoài",
            "thôn Đông",
        ),
        (),
    ),
    ("Phụ huynh học sinh phối hợp với nhà trường quản lý con em.", ("Phụ huynh học sinh",), ("nhà trường",)),
    ("Tiểu ban Nội dung biên soạn tài liệu.", ("Tiểu ban Nội dung",), ()),
    (
        "Tổ dân phố số 5 dọn vệ sinh vào sáng thứ Bảy.",
        ("Tổ dân phố số 5",),
        (),
    ),
    fault("Khoa, phòng nào chậm báo cáo phải giải trình.", (), (), reason="who would be late is taken for a doer"),
    ("Xây dựng kế hoạch do Phòng Nội vụ chủ trì.", ("Phòng Nội vụ",), ()),
    (
        "Tổ chức diễn tập do Ban Chỉ huy Quân sự xã chủ trì, phối hợp với Công an xã.",
        ("Ban Chỉ huy Quân sự xã",),
        ("Công an xã",),
    ),
    fault(
        "Phòng Kinh tế (chủ trì), Phòng Văn hóa - Xã hội (phối hợp) tổ chức hội chợ.",
        ("Phòng Kinh tế",),
        ("Phòng Văn hóa - Xã hội",),
        reason="roles in brackets behind the names are not read",
    ),
    fault(
        "Xã Tân Lập hoàn thành tiêu chí môi trường.",
        ("Xã Tân Lập",),
        (),
        reason="a commune or town by its name is no head",
    ),
    fault(
        "Thành phố Huế tổ chức lễ hội áo dài.",
        ("Thành phố Huế",),
        (),
        reason="a commune or town by its name is no head",
    ),
    ("Ngành Giáo dục triển khai học bạ số.", ("Ngành Giáo dục",), ()),
    ("Riêng Phòng Cảnh sát giao thông bố trí lực lượng trực.", ("Phòng Cảnh sát giao thông",), ()),
    ("Trên địa bàn xã, các trường học tổ chức dọn vệ sinh.", ("các trường học",), ()),
    ("Cấp ủy, chính quyền các cấp lãnh đạo, chỉ đạo thực hiện.", ("Cấp ủy, chính quyền các cấp",), ()),
    ("Chi bộ các thôn ra nghị quyết chuyên đề.", ("Chi bộ các thôn",), ()),
    ("Ban Giám khảo chấm bài.", ("Ban Giám khảo",), ()),
    ("", (), ()),
    ("   ", (), ()),
]


@pytest.mark.parametrize(("text", "lead", "coordinating"), SENTENCES, ids=[first(row) for row in SENTENCES])
def test_find_units(text: str, lead: Names, coordinating: Names) -> None:
    assert names(find_units(text)) == (lead, coordinating)


CELLS: list[Row] = [
    ("Văn phòng Sở", ("Văn phòng Sở",), ()),
    ("Phòng Hành chính - Quản trị", ("Phòng Hành chính - Quản trị",), ()),
    ("Phòng Kế hoạch - Tài chính", ("Phòng Kế hoạch - Tài chính",), ()),
    ("Sở Giáo dục và Đào tạo", ("Sở Giáo dục và Đào tạo",), ()),
    ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",), ()),
    ("Bộ Nông nghiệp và Môi trường", ("Bộ Nông nghiệp và Môi trường",), ()),
    ("Công an tỉnh; Bộ Chỉ huy Quân sự tỉnh", ("Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"), ()),
    ("Sở Tài chính, Sở Nội vụ và Văn phòng UBND tỉnh", ("Sở Tài chính", "Sở Nội vụ", "Văn phòng UBND tỉnh"), ()),
    ("- Phòng Nội vụ\n- Phòng Tư pháp", ("Phòng Nội vụ", "Phòng Tư pháp"), ()),
    ("- Phòng Nội vụ;\n- Phòng Tư pháp.", ("Phòng Nội vụ", "Phòng Tư pháp"), ()),
    ("Trung tâm Phục vụ\nhành chính công", ("Trung tâm Phục vụ hành chính công",), ()),
    ("Văn phòng\nHĐND và UBND", ("Văn phòng HĐND và UBND",), ()),
    ("Phòng Văn hóa\nvà Thông tin", ("Phòng Văn hóa và Thông tin",), ()),
    ("Ban Giám hiệu\nTổ chuyên môn", ("Ban Giám hiệu", "Tổ chuyên môn"), ()),
    ("Phòng Công tác sinh viên phối hợp với Đoàn Thanh niên", ("Phòng Công tác sinh viên",), ("Đoàn Thanh niên",)),
    ("Sở Công Thương chủ trì, phối hợp với Cục Quản lý thị trường", ("Sở Công Thương",), ("Cục Quản lý thị trường",)),
    ("Phối hợp: Sở Tư pháp", (), ("Sở Tư pháp",)),
    ("Các sở, ban, ngành", ("Các sở, ban, ngành",), ()),
    ("UBND các xã, phường, thị trấn", ("UBND các xã, phường, thị trấn",), ()),
    ("Các khoa, phòng", ("Các khoa, phòng",), ()),
    ("Cán bộ, giáo viên, nhân viên", ("Cán bộ, giáo viên, nhân viên",), ()),
    ("Hiệu trưởng, Phó Hiệu trưởng", ("Hiệu trưởng", "Phó Hiệu trưởng"), ()),
    ("Tổ Văn phòng", ("Tổ Văn phòng",), ()),
    ("Bưu điện thành phố", ("Bưu điện thành phố",), ()),
    ("Đ/c Lan - Phó Hiệu trưởng", ("Đ/c Lan - Phó Hiệu trưởng",), ()),
    (
        "Hội LHPN xã; Hội Nông dân xã; Đoàn TNCS Hồ Chí Minh xã",
        ("Hội LHPN xã", "Hội Nông dân xã", "Đoàn TNCS Hồ Chí Minh xã"),
        (),
    ),
    ("Đối với các trường mầm non", ("các trường mầm non",), ()),
    ("Đề nghị Ủy ban MTTQ Việt Nam huyện", ("Ủy ban MTTQ Việt Nam huyện",), ()),
    (
        "Phòng Kiểm soát thủ tục hành chính (Văn phòng UBND)",
        ("Phòng Kiểm soát thủ tục hành chính (Văn phòng UBND)",),
        (),
    ),
    ("Sở Nội vụ (cơ quan thường trực)", ("Sở Nội vụ",), ()),
    ("Ban Chỉ đạo chuyển đổi số", ("Ban Chỉ đạo chuyển đổi số",), ()),
    ("Đài Phát thanh và Truyền hình tỉnh", ("Đài Phát thanh và Truyền hình tỉnh",), ()),
    ("Liên minh Hợp tác xã", ("Liên minh Hợp tác xã",), ()),
    ("Viettel Hòa Bình, VNPT Hòa Bình", ("Viettel Hòa Bình", "VNPT Hòa Bình"), ()),
    ("", (), ()),
    ("-", (), ()),
    (" ;\n ", (), ()),
]


@pytest.mark.parametrize(("text", "lead", "coordinating"), CELLS, ids=[first(row) for row in CELLS])
def test_split_units(text: str, lead: Names, coordinating: Names) -> None:
    assert names(split_units(text)) == (lead, coordinating)


# Names of offices of all kinds: each must be found as a subject, after "Phối hợp với" and alone in a cell.
OFFICES = [
    "Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
    "Cục Phòng cháy, chữa cháy và Cứu nạn, cứu hộ",
    "Nhà xuất bản Giáo dục Việt Nam",
    "Viettel tỉnh",
    "VNPT tỉnh",
    "Chỉ huy trưởng Ban Chỉ huy Quân sự xã",
    "Bộ Công an",
    "Bộ Tài chính",
    "Bộ Công Thương",
    "Bộ Tài nguyên và Môi trường",
    "Trung tâm Chính trị huyện",
    "Phòng An toàn thông tin",
    "Cục An ninh thông tin",
    "Bưu điện huyện",
    "Ủy ban Dân tộc",
    "Bộ Quốc phòng",
    "Bộ Ngoại giao",
    "Bộ Nội vụ",
    "Bộ Tư pháp",
    "Bộ Nông nghiệp và Môi trường",
    "Bộ Xây dựng",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Bộ Khoa học và Công nghệ",
    "Bộ Giáo dục và Đào tạo",
    "Bộ Y tế",
    "Bộ Dân tộc và Tôn giáo",
    "Bộ Giao thông vận tải",
    "Bộ Thông tin và Truyền thông",
    "Bộ Lao động - Thương binh và Xã hội",
    "Bộ Kế hoạch và Đầu tư",
    "Sở Ngoại giao",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường",
    "Sở Xây dựng",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Dân tộc và Tôn giáo",
    "Sở Giao thông vận tải",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tài nguyên và Môi trường",
    "Thanh tra Chính phủ",
    "Ngân hàng Nhà nước Việt Nam",
    "Văn phòng Chính phủ",
    "Văn phòng Trung ương Đảng",
    "Tổng cục Thống kê",
    "Vụ Tổ chức cán bộ",
    "Vụ Kế hoạch - Tài chính",
    "Vụ Giáo dục Mầm non",
    "Viện Khoa học pháp lý",
    "Phòng Quản lý đô thị",
    "Phòng Kinh tế",
    "Phòng Lao động - Thương binh và Xã hội",
    "Phòng Y tế",
    "Phòng Dân tộc",
    "Phòng Đào tạo",
    "Phòng Tổ chức cán bộ",
    "Phòng Điều dưỡng",
    "Phòng Quản lý chất lượng",
    "Phòng Thanh tra - Pháp chế",
    "Phòng Khảo thí và Đảm bảo chất lượng",
    "Phòng Chính trị tư tưởng",
    "Khoa Khám bệnh",
    "Khoa Kiểm soát nhiễm khuẩn",
    "Trung tâm Dịch vụ việc làm",
    "Trung tâm Phát triển quỹ đất",
    "Trung tâm Quan trắc tài nguyên và môi trường",
    "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
    "Trung tâm Văn hóa - Thể thao xã",
    "Trung tâm Phục vụ hành chính công xã",
    "Trung tâm Khuyến nông",
    "Trung tâm Điều hành thông minh",
    "Chi cục Chăn nuôi và Thú y",
    "Chi cục Trồng trọt và Bảo vệ thực vật",
    "Chi cục Kiểm lâm",
    "Ban Tổ chức Tỉnh ủy",
    "Ban Kinh tế - Xã hội",
    "Ban Pháp chế HĐND xã",
    "Ban Công tác Mặt trận",
    "Ban Chăm sóc sức khỏe cán bộ",
    "Ban Thanh tra nhân dân",
    "Ban Đại diện cha mẹ học sinh",
    "Ban Quản lý các khu công nghiệp",
    "Ban Quản lý Dự án Giao thông",
    "Đội Quản lý thị trường số 3",
    "Đội Thanh niên xung kích",
    "Hội Chữ thập đỏ tỉnh",
    "Hội Người cao tuổi xã",
    "Hội Khuyến học",
    "Hội Nông dân",
    "Hội Luật gia",
    "Hội Đông y",
    "Hội Sinh viên",
    "Hội đồng Đội huyện",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Đoàn trường",
    "Công đoàn cơ sở",
    "Công đoàn Viên chức tỉnh",
    "Liên đội",
    "Trường Tiểu học Kim Đồng",
    "Trường THCS Nguyễn Du",
    "Trường Mầm non Hoa Sen",
    "Trường THPT chuyên",
    "Trường Cao đẳng Y tế",
    "Trường Phổ thông dân tộc nội trú",
    "Đại học Bách khoa",
    "Học viện Chính trị khu vực II",
    "Bệnh viện Phụ sản",
    "Bệnh viện Y học cổ truyền",
    "Trung tâm Y tế huyện",
    "Trạm Y tế xã",
    "Nhà Văn hóa Thiếu nhi",
    "Bảo tàng tỉnh",
    "Thư viện tỉnh",
    "Đài Truyền thanh xã",
    "Báo Đại đoàn kết",
    "Công ty Điện lực",
    "Tổng công ty Cấp nước",
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
    "Đồn Biên phòng Cửa khẩu",
    "Cục Hải quan",
    "Thuế tỉnh",
    "Thuế cơ sở 4",
    "Bảo hiểm xã hội khu vực",
    "Ủy ban nhân dân cấp xã",
    "HĐND các cấp",
    "Tổ giúp việc",
    "Tổ Công tác 06",
    "Tổ Toán - Tin",
    "Tổ Ngoại ngữ",
    "Tổ Hành chính",
    "Bộ phận Tiếp nhận và Trả kết quả",
    "Bộ phận Văn thư",
    "Công chức Tư pháp - Hộ tịch",
    "Công chức Địa chính - Xây dựng",
    "Công chức Văn phòng - Thống kê",
    "Trưởng Công an xã",
    "Trưởng Trạm Y tế",
    "Bí thư Đoàn xã",
    "Chủ tịch Hội Phụ nữ",
    "Tổng phụ trách Đội",
    "Giáo viên Thể dục",
    "Nhân viên y tế",
    "Nhân viên thư viện",
    "Kế toán",
    "Báo Lao động",
    "Tỉnh Đoàn",
    "Thành Đoàn",
    "Huyện đoàn",
    "Hội đồng nhân dân xã",
    "Đảng ủy xã",
    "Các thôn",
    "Các chi bộ",
    "Các tổ dân phố",
    "Các tổ chức chính trị - xã hội",
    "Các hội, đoàn thể",
    "Các cơ quan báo chí",
    "Các doanh nghiệp viễn thông",
    "Các hợp tác xã",
    "Các cơ sở giáo dục",
    "Các địa phương",
    "Các huyện, thị xã, thành phố",
    "Ban Giám đốc bệnh viện",
    "Phòng khám đa khoa khu vực",
    "Lực lượng dân quân",
    "Cục Công nghệ thông tin",
    "Phòng Công nghệ thông tin",
    "Khoa Công nghệ thông tin",
    "Phòng Kế hoạch tổng hợp",
    "Thường trực HĐND xã",
    "Thường trực Đảng ủy",
    "BQL chợ Bến Đá",
    "VP Đảng ủy",
    "BCĐ chuyển đổi số xã",
    "Đoàn Luật sư tỉnh",
    "Trung đoàn 12",
    "Ban Biên tập Cổng thông tin điện tử tỉnh",
    "Phòng Chính sách người có công",
    "Phòng Hỗ trợ người nộp thuế",
    "Báo và Đài Phát thanh, Truyền hình tỉnh",
    "Hội đồng bồi thường, hỗ trợ và tái định cư",
    "Phòng Quản lý khai thác công trình",
    "Phòng Theo dõi thi hành pháp luật",
    "Ban Kiểm tra nội bộ",
    "Phòng Kiểm tra nội bộ",
    "Các Xí nghiệp cấp nước",
    "Tổ Giúp việc Ban Chỉ đạo",
    "Phó Hiệu trưởng phụ trách chuyên môn",
    "Tập thể lãnh đạo Sở",
    "Tạp chí Cộng sản",
    "Thường trực HĐND tỉnh",
]
FAULTY_OFFICES = {
    "a name is cut at a verb inside it": [
        "Khoa Hồi sức cấp cứu",
        "Nhóm hỗ trợ kỹ thuật",
        "Hội đồng tự đánh giá",
    ],
    "a name that holds a list is split, cut or not seen": [
        "Khối Mặt trận và các đoàn thể",
    ],
    "no head: the office is not seen": [
        "Viễn thông tỉnh",
        "Cựu chiến binh xã",
    ],
}


@pytest.mark.parametrize(
    "name",
    [*OFFICES, *(fault(name, reason=reason) for reason, group in FAULTY_OFFICES.items() for name in group)],
)
def test_an_office_is_known_wherever_it_stands(name: str) -> None:
    assert names(find_units(f"{name} chủ trì kiểm tra.")) == ((name,), ())
    assert names(find_units(f"Phối hợp với {name} tổ chức tập huấn.")) == ((), (name,))
    assert names(split_units(name)) == ((name,), ())


HEADINGS: list[tuple[str, Names] | ParameterSet] = [
    ("Văn phòng Sở", ("Văn phòng Sở",)),
    ("Văn phòng Sở:", ("Văn phòng Sở",)),
    ("Đối với các đơn vị trực thuộc", ("các đơn vị trực thuộc",)),
    ("Đối với UBND các xã, phường:", ("UBND các xã, phường",)),
    ("Trách nhiệm của Phòng Tài chính - Kế hoạch", ("Phòng Tài chính - Kế hoạch",)),
    ("Nhiệm vụ của giáo viên chủ nhiệm", ("giáo viên chủ nhiệm",)),
    ("Hiệu trưởng các trường mầm non, tiểu học", ("Hiệu trưởng các trường mầm non, tiểu học",)),
    ("Phòng Nội vụ và Phòng Tư pháp", ("Phòng Nội vụ", "Phòng Tư pháp")),
    ("Đối với tập thể", ("tập thể",)),
    ("Đối với cá nhân", ("cá nhân",)),
    ("Các sở, ban, ngành tỉnh", ("Các sở, ban, ngành tỉnh",)),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",)),
    ("Ban Giám hiệu", ("Ban Giám hiệu",)),
    # nothing but a name, although it holds a verb
    ("Phòng Cảnh sát điều tra tội phạm về ma túy", ("Phòng Cảnh sát điều tra tội phạm về ma túy",)),
    ("Phòng Quản lý thu và Phát triển người tham gia:", ("Phòng Quản lý thu và Phát triển người tham gia",)),
    ("Nhà trường tổ chức dạy học 2 buổi/ngày", ("Nhà trường",)),
    ("Sở Nội vụ kiểm tra kết quả", ("Sở Nội vụ",)),
    ("Đối với BHXH bắt buộc", ()),
    # these only mention a unit, or none
    ("Công tác tuyên truyền", ()),
    ("Cải cách thủ tục hành chính", ()),
    ("Nâng cao năng lực Trạm Y tế xã", ()),
    ("Tổ chức thực hiện", ()),
    ("Phòng, chống thiên tai", ()),
    ("Ban hành văn bản", ()),
    ("Chất lượng hoạt động của các trường học", ()),
    ("Bộ thủ tục hành chính", ()),
    ("Hội nghị, tập huấn", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "lead"), HEADINGS, ids=[first(row) for row in HEADINGS])
def test_units_of_heading(text: str, lead: Names) -> None:
    assert names(units_of_heading(text)) == (lead, ())


def test_a_label_ends_where_the_next_one_begins() -> None:
    text = "Khảo sát hài lòng (cơ quan chủ trì: Sở Nội vụ; đơn vị phối hợp: Bưu điện tỉnh)"
    assert names(find_labelled(text)) == (("Sở Nội vụ",), ("Bưu điện tỉnh",))


def test_labels() -> None:
    assert names(find_labelled("Số hóa hồ sơ (Đơn vị chủ trì: Sở Nội vụ)")) == (("Sở Nội vụ",), ())
    assert names(find_labelled("Cơ quan phối hợp: Sở Y tế, Sở Nội vụ")) == ((), ("Sở Y tế", "Sở Nội vụ"))


def test_a_text_without_a_label() -> None:
    assert names(find_labelled("Chủ trì hội nghị sơ kết")) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phòng Nội vụ rà soát", True),
        ("Các trường gửi báo cáo", True),
        ("Đối với các phòng", True),
        ("Hiệu trưởng phân công", True),
        ("Phòng, chống bão lụt", False),
        ("Tổ chức hội nghị", False),
        ("Ban hành kế hoạch", False),
        ("Bộ máy tinh gọn", False),
        ("Rà soát văn bản", False),
        ("Hội nghị tổng kết", False),
        ("Báo cáo kết quả", False),
        ("", False),
    ],
)
def test_begins_with_unit(text: str, expected: bool) -> None:
    assert begins_with_unit(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rà soát văn bản", True),
        ("Tiếp tục rà soát văn bản", True),
        ("Chủ động, tích cực phối hợp với các ngành", True),
        ("Tổ chức hội nghị", True),
        ("Xây dựng đề án", True),
        ("Văn bản đã rà soát", False),
        ("Tỷ lệ hồ sơ đúng hạn", False),
        ("Phòng Nội vụ", False),
        ("", False),
    ],
)
def test_begins_with_action(text: str, expected: bool) -> None:
    assert begins_with_action(text) is expected


# --- properties -------------------------------------------------------------------------------------------------------

WORDS = [
    "Sở",
    "Phòng",
    "các phòng",
    "Ban",
    "UBND",
    "Hiệu trưởng",
    "cán bộ",
    "Nội vụ",
    "và",
    "với",
    "phối hợp",
    "chủ trì",
    "giao",
    "được",
    "các",
    ",",
    ";",
    ".",
    ":",
    "-",
    "–",
    "/",
    "(",
    ")",
    "“",
    "”",
    "\n",
    "Đơn vị chủ trì:",
    "tổ chức",
    "rà soát",
    "có trách nhiệm",
    "đề nghị",
    "đối với",
    "xã",
    "phường",
    "Hà Nam",
    "nt",
    "12",
    "100%",
    "&",
]
JUMBLES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
TEXTS = st.one_of(JUMBLES, st.text(max_size=60).map(lambda t: unicodedata.normalize("NFC", t)))


def check_spans(text: str, units: tuple[Unit, ...]) -> None:
    for unit in units:
        start, end = unit.span
        assert 0 <= start < end <= len(text)
        assert unit.name
        assert " ".join(text[start:end].split()).strip(" .,;:-–") == unit.name.strip(" .,;:-–")
    folded = [u.name.casefold() for u in units]
    assert len(folded) == len(set(folded))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_find_units_never_fails_and_its_spans_hold_the_names(text: str) -> None:
    units = find_units(text)
    check_spans(text, units.lead)
    check_spans(text, units.coordinating)
    taken = [u.span for u in units.coordinating]
    assert not any(a < u.span[1] and u.span[0] < b for u in units.lead for a, b in taken)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_split_units_never_fails_and_its_spans_hold_the_names(text: str) -> None:
    units = split_units(text)
    check_spans(text, units.lead)
    check_spans(text, units.coordinating)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_headings_never_fail(text: str) -> None:
    text = " ".join(text.split())
    for unit in units_of_heading(text).lead:
        check_spans(text, (unit,))


@pytest.mark.xfail(strict=True, reason="a heading passes on a name twice")
def test_a_heading_names_a_unit_once() -> None:
    assert names(units_of_heading("Sở Y tế, Sở Y tế")) == (("Sở Y tế",), ())


SOLO = ["Văn phòng Sở", "Phòng Tư pháp", "Công an tỉnh", "Sở Giáo dục và Đào tạo", "Hội Nông dân xã"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(SOLO), min_size=1, max_size=5, unique=True), st.sampled_from(["; ", ", ", "\n", ";\n- "])
)
def test_a_list_of_units_is_split_whatever_parts_them(units: list[str], joint: str) -> None:
    assert names(split_units(joint.join(units))) == (tuple(units), ())


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SOLO), st.lists(st.sampled_from(SOLO), min_size=1, max_size=3, unique=True))
def test_a_lead_with_its_helpers(lead: str, helpers: list[str]) -> None:
    helpers = [h for h in helpers if h != lead]
    text = f"{lead} chủ trì, phối hợp với {', '.join(helpers)} triển khai phần mềm mới."
    if helpers:
        assert names(find_units(text)) == ((lead,), tuple(helpers))
