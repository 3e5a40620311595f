"""A provincial department's yearly plan: outline I / 1 / 1.1 / a) / - / +, targets, duties, a ruled appendix."""

from __future__ import annotations

from corpus.model import (
    Appendix,
    Basis,
    Column,
    Group,
    Item,
    Note,
    Plan,
    Row,
    Section,
    Signature,
    TaskTable,
    at_least,
    at_most,
    before,
    by,
    conditional,
    exactly,
    half,
    month,
    more_than,
    ongoing,
    period,
    quarter,
    recurring,
    whole_year,
)

TOURISM = "Phòng Quản lý Du lịch"
PROMOTION = "Trung tâm Xúc tiến du lịch"
OFFICE = "Văn phòng Sở"
FINANCE = "Phòng Kế hoạch - Tài chính"
HERITAGE = "Phòng Quản lý Di sản văn hóa"
INSPECTION = "Thanh tra Sở"
COMMUNES = "UBND các xã, phường"

PURPOSES = Section(
    "MỤC ĐÍCH, YÊU CẦU",
    mark="I.",
    number="I",
    below=(
        Section(
            "Mục đích",
            mark="1.",
            number="1",
            below=(
                Note(
                    "Khai thác có hiệu quả tiềm năng sông nước, làng nghề và ẩm thực của tỉnh; từng bước đưa du lịch "
                    "cộng đồng trở thành sinh kế bền vững của người dân nông thôn.",
                    "-",
                ),
                Note(
                    "Đẩy mạnh ứng dụng công nghệ số trong quản lý điểm đến, quảng bá và chăm sóc du khách.",
                    "-",
                ),
            ),
        ),
        Section(
            "Yêu cầu",
            mark="2.",
            number="2",
            below=(
                Note(
                    "Phân công rõ người, rõ việc, rõ thời gian, rõ kết quả; mỗi nhiệm vụ chỉ giao một đầu mối chủ trì.",
                    "-",
                ),
                Note(
                    "Bảo đảm hài hòa giữa phát triển du lịch với gìn giữ cảnh quan, môi trường và nếp sống địa phương.",
                    "-",
                ),
            ),
        ),
    ),
)

TARGETS = Section(
    "CHỈ TIÊU NĂM 2026",
    mark="II.",
    number="II",
    below=(
        Item(
            "Đón ít nhất 2.400.000 lượt khách, tăng so với năm trước.",
            kind="target",
            goals=(at_least("ít nhất 2.400.000 lượt khách", 2400000, "lượt khách"),),
        ),
        Item(
            "Tỷ lệ cơ sở lưu trú thực hiện khai báo khách trực tuyến đạt từ 95% trở lên.",
            kind="target",
            goals=(at_least("từ 95% trở lên", 95),),
        ),
        Item(
            "100% điểm du lịch cấp tỉnh có mã QR thuyết minh bằng hai ngôn ngữ.",
            kind="target",
            goals=(exactly("100%", 100),),
        ),
        Item(
            "Trên 80% hướng dẫn viên tại điểm được bồi dưỡng kỹ năng số.",
            kind="target",
            goals=(more_than("Trên 80%", 80),),
        ),
        Item(
            "Tỷ lệ phản ánh của du khách bị xử lý quá hạn không quá 3%.",
            kind="target",
            goals=(at_most("không quá 3%", 3),),
        ),
    ),
)

DUTIES = Section(
    "NHIỆM VỤ, GIẢI PHÁP",
    mark="III.",
    number="III",
    below=(
        Section(
            "Hoàn thiện cơ chế, chính sách",
            mark="1.",
            number="1",
            below=(
                Section(
                    "Chính sách hỗ trợ",
                    mark="1.1.",
                    number="1.1",
                    below=(
                        Item(
                            "Xây dựng Đề án hỗ trợ hộ gia đình làm du lịch cộng đồng giai đoạn 2026 - 2030, trình "
                            "UBND tỉnh trước ngày 30/6/2026.",
                            products=("Đề án hỗ trợ hộ gia đình làm du lịch cộng đồng giai đoạn 2026 - 2030",),
                            when=(before("trước ngày 30/6/2026", "2026-06-30"),),
                        ),
                        Item(
                            "Ban hành Bộ tiêu chí điểm du lịch xanh của tỉnh trong Quý II/2026.",
                            products=("Bộ tiêu chí điểm du lịch xanh của tỉnh",),
                            when=(quarter("trong Quý II/2026", 2026, 2),),
                        ),
                        Note("Đơn vị chủ trì: Phòng Quản lý Du lịch.", ""),
                        Note("Đơn vị phối hợp: Phòng Kế hoạch - Tài chính; UBND các xã, phường.", ""),
                    ),
                    lead=(TOURISM,),
                    coord=(FINANCE, COMMUNES),
                ),
                Section(
                    "Công tác kiểm tra",
                    mark="1.2.",
                    number="1.2",
                    below=(
                        Item(
                            "Thanh tra Sở chủ trì, phối hợp với Phòng Quản lý Du lịch và Công an tỉnh kiểm tra các cơ "
                            "sở lưu trú ven sông, hoàn thành chậm nhất ngày 15/10/2026.",
                            lead=(INSPECTION,),
                            coord=(TOURISM, "Công an tỉnh"),
                            when=(by("chậm nhất ngày 15/10/2026", "2026-10-15", "on_or_before"),),
                        ),
                        Item(
                            "Định kỳ 6 tháng rà soát giá dịch vụ niêm yết tại các điểm du lịch; kiên quyết xử lý hành "
                            "vi chèo kéo, ép giá du khách.",
                            when=(recurring("Định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Phát triển sản phẩm du lịch",
            mark="2.",
            number="2",
            below=(
                Section(
                    "Du lịch cộng đồng",
                    mark="a)",
                    number="a",
                    below=(
                        Item(
                            "Lựa chọn và hỗ trợ tối thiểu 05 làng nghề mở điểm đón khách trong 6 tháng đầu năm "
                            "2026, ưu tiên các làng nghề ven sông Lam Giang, gồm:",
                            when=(half("trong 6 tháng đầu năm 2026", 2026, 1),),
                            goals=(at_least("tối thiểu 05 làng nghề", 5, "làng nghề"),),
                            below=(
                                Item(
                                    "Khảo sát hiện trạng nhà ở, bến thuyền và khả năng đón khách của từng làng.",
                                    "+",
                                ),
                                Item(
                                    "Hướng dẫn các hộ dân đăng ký kinh doanh và cam kết bảo vệ môi trường.",
                                    "+",
                                ),
                            ),
                        ),
                        Item(
                            "Tổ chức cuộc thi Món ngon bến nước nhằm chọn món ăn đặc trưng phục vụ du khách.",
                            products=("cuộc thi Món ngon bến nước",),
                        ),
                    ),
                ),
                Section(
                    "Du lịch di sản",
                    mark="b)",
                    number="b",
                    below=(
                        Item(
                            "Giao Phòng Quản lý Di sản văn hóa chủ trì số hóa hồ sơ 12 di tích cấp tỉnh, đưa lên bản "
                            "đồ du lịch số sau khi được Hội đồng thẩm định thông qua.",
                            lead=(HERITAGE,),
                            when=(conditional("sau khi được Hội đồng thẩm định thông qua"),),
                            goals=(exactly("12 di tích", 12, "di tích"),),
                        ),
                        Item(
                            "Bảo tàng tỉnh phối hợp với các trường phổ thông tổ chức chương trình Một ngày làm nghệ "
                            "nhân, mỗi quý ít nhất 01 lần.",
                            lead=("Bảo tàng tỉnh",),
                            coord=("các trường phổ thông",),
                            when=(recurring("mỗi quý ít nhất 01 lần", "FREQ=MONTHLY;INTERVAL=3"),),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Chế độ thông tin, báo cáo",
            mark="3.",
            number="3",
            below=(
                Item(
                    "Hằng tháng, các phòng, đơn vị thuộc Sở báo cáo kết quả thực hiện gửi Văn phòng Sở để tổng hợp.",
                    "-",
                    products=("báo cáo kết quả thực hiện",),
                    lead=("các phòng, đơn vị thuộc Sở",),
                    when=(recurring("Hằng tháng", "FREQ=MONTHLY"),),
                ),
                Item(
                    "Văn phòng Sở dự thảo báo cáo tổng kết năm, trình Giám đốc Sở trước ngày 05/12/2026.",
                    "-",
                    products=("báo cáo tổng kết năm",),
                    lead=(OFFICE,),
                    when=(before("trước ngày 05/12/2026", "2026-12-05"),),
                ),
            ),
        ),
    ),
)

BUDGET = Section(
    "KINH PHÍ THỰC HIỆN",
    mark="IV.",
    number="IV",
    below=(
        Note(
            "Kinh phí thực hiện Kế hoạch được bố trí từ ngân sách tỉnh theo phân cấp, lồng ghép trong các chương "
            "trình mục tiêu và nguồn xã hội hóa hợp pháp khác."
        ),
    ),
)

ORGANISATION = Section(
    "TỔ CHỨC THỰC HIỆN",
    mark="V.",
    number="V",
    below=(
        Section(
            "Phòng Quản lý Du lịch",
            mark="1.",
            number="1",
            lead=(TOURISM,),
            below=(
                Item("Là đầu mối theo dõi, đôn đốc việc thực hiện Kế hoạch này."),
                Item(
                    "Phối hợp với Hiệp hội Du lịch tỉnh vận động doanh nghiệp niêm yết giá dịch vụ trên Cổng thông tin "
                    "du lịch thông minh.",
                    coord=("Hiệp hội Du lịch tỉnh",),
                ),
                Item(
                    "Hoàn thiện Cẩm nang ứng xử văn minh tại điểm đến trong tháng 4/2026.",
                    products=("Cẩm nang ứng xử văn minh tại điểm đến",),
                    when=(month("trong tháng 4/2026", "2026-04-01"),),
                ),
            ),
        ),
        Section(
            "Trung tâm Xúc tiến du lịch",
            mark="2.",
            number="2",
            lead=(PROMOTION,),
            below=(
                Item(
                    "Vận hành thường trực đường dây nóng hỗ trợ du khách; 100% phản ánh được trả lời trong ngày.",
                    goals=(exactly("100%", 100),),
                ),
                Item(
                    "Sản xuất phim ngắn Bốn mùa Lam Giang.",
                    products=("phim ngắn Bốn mùa Lam Giang",),
                ),
            ),
        ),
        Section(
            "Đề nghị Báo và Phát thanh, Truyền hình Lam Giang",
            mark="3.",
            number="3",
            lead=("Báo và Phát thanh, Truyền hình Lam Giang",),
            below=(Item("Mở chuyên mục giới thiệu điểm đến mới; kịp thời nêu gương các hộ dân làm du lịch tử tế."),),
        ),
        Section(
            "UBND các xã, phường",
            mark="4.",
            number="4",
            lead=(COMMUNES,),
            below=(
                Item("Rà soát, cắm biển chỉ dẫn vào các điểm du lịch trên địa bàn; giữ gìn vệ sinh bến bãi."),
                Item(
                    "Lập danh sách hộ dân đăng ký làm du lịch, gửi Phòng Quản lý Du lịch trước ngày 31/3/2026.",
                    products=("danh sách hộ dân đăng ký làm du lịch",),
                    when=(before("trước ngày 31/3/2026", "2026-03-31"),),
                ),
            ),
        ),
        Note(
            "Trên đây là Kế hoạch phát triển du lịch cộng đồng và chuyển đổi số ngành Du lịch năm 2026. Yêu cầu các "
            "phòng, đơn vị nghiêm túc triển khai thực hiện./."
        ),
    ),
)

YEAR = (whole_year("Năm 2026", 2026),)
UP = None
"""A cell that goes on from the row above."""

ROWS = (
    Group("I", "Công tác chỉ đạo, điều hành"),
    Row(
        "Triển khai Kế hoạch phát triển du lịch năm 2026 đến toàn ngành",
        "1",
        ("Hội nghị triển khai", "Thông báo kết luận"),
        (OFFICE,),
        ("Các phòng thuộc Sở", COMMUNES),
        (month("Tháng 01/2026", "2026-01-01"),),
    ),
    Row(
        "Kiện toàn Tổ giúp việc phát triển du lịch cộng đồng",
        "2",
        ("Quyết định kiện toàn",),
        (TOURISM,),
        (OFFICE,),
        (month("Tháng 02/2026", "2026-02-01"),),
    ),
    Row(
        "Giao ban chuyên đề về du lịch với các địa phương",
        "3",
        ("Thông báo giao ban",),
        (OFFICE,),
        (COMMUNES,),
        (recurring("Hằng quý", "FREQ=MONTHLY;INTERVAL=3"),),
    ),
    Row(
        "Sơ kết, tổng kết thực hiện Kế hoạch",
        "4",
        ("Báo cáo sơ kết 6 tháng", "Báo cáo tổng kết năm"),
        (TOURISM,),
        ("Các phòng thuộc Sở", COMMUNES),
        (before("Trước ngày 10/7/2026", "2026-07-10"), before("trước ngày 10/12/2026", "2026-12-10")),
    ),
    Group("II", "Cơ chế, chính sách"),
    Row(
        "Nghiên cứu, đề xuất mức hỗ trợ lãi suất cho hộ dân cải tạo nhà ở thành cơ sở lưu trú",
        "5",
        ("Tờ trình", "Dự thảo Nghị quyết"),
        (FINANCE,),
        ("Sở Tài chính", "Ngân hàng Chính sách xã hội tỉnh"),
        (quarter("Quý II/2026", 2026, 2),),
    ),
    Row(
        "Ban hành quy chế phối hợp quản lý bến thuyền du lịch giữa ngành Du lịch và ngành Xây dựng",
        "6",
        ("Quy chế phối hợp",),
        (TOURISM,),
        ("Sở Xây dựng", COMMUNES),
        (quarter("Quý III/2026", 2026, 3),),
    ),
    Row(
        "Rà soát thủ tục công nhận điểm du lịch, rút ngắn thời gian giải quyết",
        "7",
        ("Báo cáo rà soát",),
        (TOURISM,),
        (OFFICE,),
        (by("Chậm nhất ngày 30/9/2026", "2026-09-30", "on_or_before"),),
    ),
    Group("III", "Phát triển sản phẩm và hạ tầng điểm đến"),
    Row(
        "Khảo sát, lập bản đồ tuyến du lịch đường sông kết nối các làng nghề",
        "8",
        ("Bản đồ tuyến du lịch đường sông",),
        (TOURISM,),
        (PROMOTION, "Sở Xây dựng"),
        (half("6 tháng đầu năm 2026", 2026, 1),),
    ),
    Row(
        "Lắp đặt biển chỉ dẫn, mã QR tại các điểm du lịch",
        "9",
        ("Tối thiểu 60 biển chỉ dẫn",),
        (PROMOTION,),
        (COMMUNES,),
        (half("6 tháng đầu năm 2026", 2026, 1),),
        (at_least("Tối thiểu 60 biển chỉ dẫn", 60, "biển chỉ dẫn"),),
        cells=(("when", UP),),
    ),
    Row(
        "Hỗ trợ các hộ dân chỉnh trang nhà vườn đón khách",
        "10",
        ("Biên bản nghiệm thu",),
        (TOURISM,),
        (COMMUNES, "Hội Nông dân tỉnh"),
        (half("6 tháng cuối năm 2026", 2026, 2),),
    ),
    Row(
        "Xây dựng tour đêm khám phá phố cổ bên sông",
        "11",
        ("Phương án khai thác tour đêm",),
        (TOURISM,),
        (PROMOTION, "Công an tỉnh"),
        (conditional("Sau khi phương án được UBND tỉnh chấp thuận"),),
    ),
    Row(
        "Đưa nghề dệt chiếu, nghề đan lục bình vào chương trình trải nghiệm",
        "12",
        ("Chương trình trải nghiệm",),
        (HERITAGE,),
        ("Bảo tàng tỉnh", COMMUNES),
        YEAR,
    ),
    Row(
        "Số hóa hồ sơ di tích và hiện vật phục vụ tham quan trực tuyến, bảo đảm dữ liệu có thể dùng chung với Cổng "
        "thông tin du lịch thông minh và bản đồ số của tỉnh",
        "13",
        ("Kho dữ liệu di tích", "Báo cáo nghiệm thu"),
        (HERITAGE,),
        ("Bảo tàng tỉnh", "Sở Khoa học và Công nghệ"),
        YEAR,
        cells=(("when", UP),),
    ),
    Group("IV", "Chuyển đổi số"),
    Row(
        "Nâng cấp Cổng thông tin du lịch thông minh, bổ sung trợ lý ảo trả lời du khách",
        "14",
        ("Cổng thông tin du lịch thông minh phiên bản mới",),
        (PROMOTION,),
        ("Sở Khoa học và Công nghệ",),
        (quarter("Quý IV/2026", 2026, 4),),
    ),
    Row(
        "Kết nối dữ liệu khai báo lưu trú của các khách sạn, nhà nghỉ",
        "15",
        ("Dữ liệu được kết nối",),
        (PROMOTION,),
        ("Công an tỉnh",),
        (quarter("Quý IV/2026", 2026, 4),),
        cells=(("lead", UP), ("when", UP)),
    ),
    Row(
        "Tập huấn kỹ năng bán hàng trực tuyến cho hộ dân làm du lịch",
        "16",
        ("Lớp tập huấn",),
        (PROMOTION,),
        (COMMUNES, "Hội Liên hiệp Phụ nữ tỉnh"),
        (recurring("02 lần/năm", "FREQ=MONTHLY;INTERVAL=6"),),
        cells=(("lead", UP),),
    ),
    Row(
        "Thí điểm vé điện tử tại Bảo tàng tỉnh và khu di tích bến Cổ",
        "17",
        ("100% vé tham quan phát hành điện tử",),
        ("Bảo tàng tỉnh",),
        (FINANCE,),
        (period("Từ ngày 01/7/2026 đến ngày 31/12/2026", "2026-07-01", "2026-12-31"),),
        (exactly("100%", 100),),
    ),
    Group("V", "Nguồn nhân lực"),
    Row(
        "Bồi dưỡng kỹ năng đón tiếp, sơ cứu ban đầu cho người lái thuyền du lịch",
        "18",
        ("Danh sách học viên được cấp giấy chứng nhận",),
        (TOURISM,),
        ("Sở Y tế", "Sở Xây dựng"),
        (before("Trước ngày 30/4/2026", "2026-04-30"),),
    ),
    Row(
        "Tổ chức hội thi thuyết minh viên tại điểm",
        "19",
        ("Hội thi",),
        (TOURISM, PROMOTION),
        (HERITAGE,),
        (month("Tháng 9/2026", "2026-09-01"),),
    ),
    Row(
        "Cử công chức tham gia các lớp bồi dưỡng về quản lý điểm đến",
        "20",
        ("Quyết định cử đi học",),
        (OFFICE,),
        ("Các phòng thuộc Sở",),
        (conditional("Theo kế hoạch của Bộ Văn hóa, Thể thao và Du lịch"),),
    ),
    Group("VI", "Xúc tiến, truyền thông và kiểm tra"),
    Row(
        "Tham gia hội chợ du lịch quốc tế, giới thiệu sản phẩm làng nghề",
        "21",
        ("Gian hàng chung của tỉnh",),
        (PROMOTION,),
        ("Hiệp hội Du lịch tỉnh",),
        (conditional("Theo chương trình của Ban tổ chức hội chợ"),),
    ),
    Row(
        "Sản xuất ấn phẩm giới thiệu ẩm thực bến nước bằng hai ngôn ngữ",
        "22",
        ("Ấn phẩm giới thiệu",),
        (PROMOTION,),
        ("Báo và Phát thanh, Truyền hình Lam Giang",),
        (quarter("Quý I/2026", 2026, 1),),
    ),
    Row(
        "Tiếp nhận và xử lý phản ánh của du khách qua đường dây nóng",
        "23",
        ("Sổ theo dõi điện tử",),
        (PROMOTION,),
        (INSPECTION, COMMUNES),
        (ongoing("Thường xuyên"),),
    ),
    Row(
        "Kiểm tra điều kiện an toàn của phương tiện thủy chở khách, việc niêm yết giá và vệ sinh an toàn thực phẩm tại "
        "các điểm dừng chân trên tuyến đường sông",
        "24",
        ("Kế hoạch kiểm tra", "Báo cáo kết quả kiểm tra"),
        (INSPECTION,),
        ("Công an tỉnh", "Sở Xây dựng", "Sở Y tế"),
        (by("Đến hết ngày 15/11/2026", "2026-11-15", "on_or_before"),),
    ),
    Row(
        "Đánh giá mức độ hài lòng của du khách, công bố kết quả trên Cổng thông tin du lịch thông minh",
        "25",
        ("Báo cáo đánh giá mức độ hài lòng",),
        (TOURISM,),
        (PROMOTION,),
        (month("Tháng 12/2026", "2026-12-01"),),
    ),
)

PLAN = Plan(
    name="demo",
    agency=("UBND TỈNH LAM GIANG", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"),
    number="27/KH-SVHTTDL",
    place_date="Lam Giang, ngày 12 tháng 01 năm 2026",
    title=("Phát triển du lịch cộng đồng và chuyển đổi số", "ngành Du lịch tỉnh Lam Giang năm 2026"),
    issuer="SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
    issued="2026-01-12",
    years=(2026,),
    bases=(
        Basis("Nghị quyết", "88/NQ-HĐND", "2025-12-10", "Hội đồng nhân dân tỉnh Lam Giang"),
        Basis("Kế hoạch", "415/KH-UBND", "2025-12-24", "UBND tỉnh Lam Giang"),
    ),
    body=(
        Note(
            "Căn cứ Nghị quyết số 88/NQ-HĐND ngày 10 tháng 12 năm 2025 của Hội đồng nhân dân tỉnh Lam Giang về phát "
            "triển kinh tế dịch vụ vùng ven sông;"
        ),
        Note("Căn cứ Kế hoạch số 415/KH-UBND ngày 24/12/2025 của UBND tỉnh Lam Giang về phát triển du lịch năm 2026;"),
        Note(
            "Sở Văn hóa, Thể thao và Du lịch xây dựng Kế hoạch phát triển du lịch cộng đồng và chuyển đổi số ngành Du "
            "lịch năm 2026 như sau:"
        ),
        PURPOSES,
        TARGETS,
        DUTIES,
        BUDGET,
        ORGANISATION,
    ),
    signature=Signature(
        recipients=(
            "UBND tỉnh (để báo cáo);",
            "Giám đốc, các Phó Giám đốc Sở;",
            "Các phòng, đơn vị thuộc Sở (để thực hiện);",
            "UBND các xã, phường (để phối hợp);",
            "Lưu: VT, QLDL.",
        ),
        titles=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        name="Trịnh Hoài Lam",
    ),
    after=(
        Appendix(
            "DANH MỤC NHIỆM VỤ PHÁT TRIỂN DU LỊCH NĂM 2026",
            reference="(Kèm theo Kế hoạch số 27/KH-SVHTTDL ngày 12 tháng 01 năm 2026 của Sở Văn hóa, Thể thao và Du "
            "lịch)",
            below=(
                TaskTable(
                    columns=(
                        Column("STT", "number", 1.2),
                        Column("Nhiệm vụ", "task", 7.3),
                        Column("Sản phẩm", "products", 4.6),
                        Column("Đơn vị chủ trì", "lead", 3.9),
                        Column("Đơn vị phối hợp", "coord", 5.0),
                        Column("Thời gian hoàn thành", "when", 3.4),
                    ),
                    rows=ROWS,
                ),
            ),
        ),
    ),
)
