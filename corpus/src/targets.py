"""A plan full of targets with Word's own numbers and bullets, footnotes, and a budget table."""

from __future__ import annotations

from corpus.model import (
    Basis,
    Goal,
    Item,
    Note,
    PlainTable,
    Plan,
    Section,
    Signature,
    at_least,
    at_most,
    before,
    by,
    exactly,
    half,
    less_than,
    more_than,
    quarter,
    recurring,
    whole_year,
)

MEDICAL = "Phòng Nghiệp vụ Y"
CDC = "Trung tâm Kiểm soát bệnh tật tỉnh"
HOSPITALS = "các bệnh viện tuyến tỉnh"
STATIONS = "các trạm y tế xã, phường"


def _target(text: str, *goals: Goal) -> Item:
    return Item(text, kind="target", goals=goals)


TARGETS = Section(
    "MỤC TIÊU",
    mark="I.",
    number="I",
    below=(
        Section(
            "Mục tiêu chung",
            mark="1.",
            number="1",
            below=(Note("Giúp người cao tuổi sống vui, sống khỏe, được theo dõi sức khỏe ngay tại nơi cư trú."),),
        ),
        Section(
            "Mục tiêu cụ thể",
            mark="2.",
            number="2",
            below=(
                Section(
                    "Chăm sóc sức khỏe ban đầu",
                    mark="2.1.",
                    number="2.1",
                    below=(
                        _target(
                            "95% người cao tuổi có thẻ bảo hiểm y tế{{Số liệu do Bảo hiểm xã hội tỉnh cung cấp.}}.",
                            exactly("95%", 95),
                        ),
                        _target(
                            "Ít nhất 80% người cao tuổi được khám sức khỏe tổng quát.",
                            at_least("Ít nhất 80%", 80),
                        ),
                        _target(
                            "Tỷ lệ người cao tuổi tăng huyết áp được quản lý điều trị đạt trên 65%; trong đó khu "
                            "vực miền "
                            "núi đạt từ 50% trở lên.",
                            more_than("trên 65%", 65),
                            at_least("từ 50% trở lên", 50),
                        ),
                    ),
                ),
                Section(
                    "Năng lực của cơ sở y tế",
                    mark="2.2.",
                    number="2.2",
                    below=(
                        _target(
                            "100% bệnh viện đa khoa bố trí buồng khám ưu tiên cho người cao tuổi.", exactly("100%", 100)
                        ),
                        _target(
                            "Thời gian chờ khám trung bình không quá 45 phút.", at_most("không quá 45 phút", 45, "phút")
                        ),
                        _target("Tỷ lệ chuyển tuyến không cần thiết dưới 8%.", less_than("dưới 8%", 8)),
                        _target(
                            "Có tối thiểu 24 câu lạc bộ{{Câu lạc bộ do Hội Người cao tuổi cơ sở thành lập.}} "
                            "được nhân viên y tế hỗ trợ.",
                            at_least("tối thiểu 24 câu lạc bộ", 24, "câu lạc bộ"),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

DUTIES = Section(
    "NHIỆM VỤ",
    mark="II.",
    number="II",
    below=(
        Section(
            "Tại cộng đồng",
            mark="1.",
            number="1",
            below=(
                Item(
                    "Trung tâm Kiểm soát bệnh tật tỉnh biên tập Sổ tay chăm sóc người cao tuổi tại nhà, phát hành "
                    "trong Quý "
                    "I/2026.",
                    lead=(CDC,),
                    products=("Sổ tay chăm sóc người cao tuổi tại nhà",),
                    when=(quarter("trong Quý I/2026", 2026, 1),),
                ),
                Item(
                    "Các trạm y tế xã, phường lập hồ sơ sức khỏe điện tử cho 100% người từ đủ 80 tuổi, xong trước ngày "
                    "31/8/2026 trừ các xã đảo{{Riêng các xã đảo thực hiện theo điều kiện thời tiết.}}.",
                    lead=("Các trạm y tế xã, phường",),
                    products=("hồ sơ sức khỏe điện tử",),
                    when=(before("trước ngày 31/8/2026", "2026-08-31"),),
                    goals=(exactly("100%", 100),),
                ),
                Item(
                    "Duy trì khám lưu động tại thôn xa, 02 lần/năm; mỗi đợt khám gồm:",
                    when=(recurring("02 lần/năm", "FREQ=MONTHLY;INTERVAL=6"),),
                    below=(
                        Item("Đo huyết áp, đường huyết, thị lực.", "+"),
                        Item("Tư vấn dinh dưỡng, phòng ngã trong sinh hoạt.", "+"),
                    ),
                ),
            ),
        ),
        Section(
            "Tại bệnh viện",
            mark="2.",
            number="2",
            below=(
                Section(
                    "Khám bệnh, chữa bệnh",
                    mark="2.1.",
                    number="2.1",
                    below=(
                        Item(
                            "Bố trí lối đi, tay vịn, nhà vệ sinh phù hợp cho người cao tuổi trong năm 2026.",
                            when=(whole_year("trong năm 2026", 2026),),
                        ),
                        Item("Ban hành quy trình tiếp đón một chạm.", products=("quy trình tiếp đón một chạm",)),
                        Note("Đơn vị thực hiện: các bệnh viện tuyến tỉnh."),
                    ),
                    lead=(HOSPITALS,),
                ),
                Section(
                    "Đào tạo",
                    mark="2.2.",
                    number="2.2",
                    below=(
                        Item(
                            "Bệnh viện Lão khoa Hải Vân chủ trì, phối hợp với Trường Cao đẳng Y tế tổ chức tập "
                            "huấn lão khoa cơ bản "
                            "cho 150 điều dưỡng trong 6 tháng đầu năm 2026.",
                            lead=("Bệnh viện Lão khoa Hải Vân",),
                            coord=("Trường Cao đẳng Y tế",),
                            products=("tập huấn lão khoa cơ bản",),
                            when=(half("trong 6 tháng đầu năm 2026", 2026, 1),),
                            goals=(exactly("150 điều dưỡng", 150, "điều dưỡng"),),
                        ),
                    ),
                ),
            ),
        ),
    ),
)

BUDGET = Section(
    "KINH PHÍ",
    mark="III.",
    number="III",
    below=(
        Note("Tổng kinh phí thực hiện là 1.860 triệu đồng, phân bổ như sau:"),
        PlainTable(
            (1.4, 7.6, 3.4, 3.6),
            (
                ("TT", "Nội dung chi", "Số tiền (triệu đồng)", "Nguồn kinh phí"),
                ("1", "Khám sức khỏe, lập hồ sơ", "1.150", "Ngân sách tỉnh"),
                ("2", "In sổ tay, tài liệu truyền thông", "180", "Ngân sách tỉnh"),
                ("3", "Tập huấn chuyên môn", "230", "Tài trợ"),
                ("4", "Cải tạo buồng khám ưu tiên", "300", "Quỹ phát triển hoạt động sự nghiệp"),
                ("", "Tổng cộng", "1.860", ""),
            ),
        ),
    ),
)

ORGANISATION = Section(
    "PHÂN CÔNG THỰC HIỆN",
    mark="IV.",
    number="IV",
    below=(
        Section(
            "Phòng Nghiệp vụ Y",
            mark="1.",
            number="1",
            lead=(MEDICAL,),
            below=(
                Item("Theo dõi, đánh giá kết quả thực hiện các mục tiêu của Kế hoạch.", "a)", number="a"),
                Item(
                    "Dự thảo báo cáo kết quả chăm sóc sức khỏe người cao tuổi, trình Giám đốc Sở chậm nhất ngày "
                    "20/12/2026.",
                    "b)",
                    number="b",
                    products=("báo cáo kết quả chăm sóc sức khỏe người cao tuổi",),
                    when=(by("chậm nhất ngày 20/12/2026", "2026-12-20", "on_or_before"),),
                ),
            ),
        ),
        Section(
            "Phòng Kế hoạch - Tài chính và Văn phòng Sở",
            mark="2.",
            number="2",
            lead=("Phòng Kế hoạch - Tài chính", "Văn phòng Sở"),
            below=(
                Item("Cân đối kinh phí, hướng dẫn các đơn vị thanh toán đúng chế độ.", "a)", number="a"),
                Item("Đăng tải nội dung Kế hoạch trên Trang thông tin điện tử của Sở.", "b)", number="b"),
            ),
        ),
        Section(
            "Đề nghị Hội Người cao tuổi tỉnh",
            mark="3.",
            number="3",
            lead=("Hội Người cao tuổi tỉnh",),
            below=(
                Item(
                    "Vận động hội viên tham gia khám sức khỏe; cùng với các trạm y tế xã, phường duy trì sinh "
                    "hoạt câu lạc bộ.",
                    coord=(STATIONS,),
                ),
            ),
        ),
        Note("Yêu cầu Thủ trưởng các đơn vị trực thuộc nghiêm túc thực hiện Kế hoạch này./."),
    ),
)

PLAN = Plan(
    name="targets",
    agency=("UBND TỈNH HẢI VÂN SƠN", "SỞ Y TẾ"),
    number="09/KH-SYT",
    place_date="Hải Vân Sơn, ngày 05 tháng 01 năm 2026",
    title=("Chăm sóc sức khỏe người cao tuổi năm 2026",),
    issuer="SỞ Y TẾ",
    issued="2026-01-05",
    years=(2026,),
    bases=(Basis("Quyết định", "1522/QĐ-UBND", "2025-11-27", "UBND tỉnh Hải Vân Sơn"),),
    body=(
        Note(
            "Thực hiện Quyết định số 1522/QĐ-UBND ngày 27/11/2025 của UBND tỉnh Hải Vân Sơn về chương trình người "
            "cao tuổi; "
            "Sở Y tế ban hành Kế hoạch chăm sóc sức khỏe người cao tuổi năm 2026 như sau:"
        ),
        TARGETS,
        DUTIES,
        BUDGET,
        ORGANISATION,
    ),
    signature=Signature(
        ("UBND tỉnh (b/c);", "Giám đốc, các Phó Giám đốc Sở;", "Các đơn vị trực thuộc (t/h);", "Lưu: VT, NVY."),
        ("GIÁM ĐỐC",),
        "Phùng Gia Mẫn",
    ),
    automatic_numbers=True,
)
