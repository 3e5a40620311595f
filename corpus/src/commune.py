"""A commune's plan: headings "Phần I", "1)", "a/", bullets "•" and "*", dates without a year."""

from __future__ import annotations

from corpus.model import (
    Basis,
    Item,
    Note,
    Plan,
    Section,
    Signature,
    at_least,
    before,
    by,
    conditional,
    exactly,
    period,
    recurring,
)

CULTURE = "Công chức Văn hóa - Xã hội"
VILLAGES = "Các ông (bà) Trưởng thôn"

PURPOSES = Section(
    "MỤC ĐÍCH, YÊU CẦU",
    mark="Phần I.",
    number="I",
    below=(
        Section(
            "Mục đích",
            mark="1)",
            number="1",
            below=(
                Note("Khơi dậy tinh thần tự quản, tương trợ của từng xóm ngõ trong xây dựng nếp sống văn minh.", "•"),
                Note("Giữ gìn đường làng, kênh mương sạch đẹp; chủ động phòng, chống dịch bệnh mùa hè.", "•"),
            ),
        ),
        Section(
            "Yêu cầu",
            mark="2)",
            number="2",
            below=(Note("Tổ chức thiết thực, tiết kiệm; 100% các thôn cùng ra quân, tránh phô trương.", "•"),),
        ),
    ),
)

WORK = Section(
    "NỘI DUNG THỰC HIỆN",
    mark="Phần II.",
    number="II",
    below=(
        Section(
            "Chỉ tiêu phấn đấu",
            mark="1)",
            number="1",
            below=(
                Item(
                    "Có ít nhất 85% hộ gia đình đạt danh hiệu Gia đình văn hóa.",
                    "•",
                    kind="target",
                    goals=(at_least("ít nhất 85%", 85),),
                ),
                Item(
                    "Mỗi thôn có 01 tuyến đường hoa do người dân tự chăm sóc.",
                    "•",
                    kind="target",
                    goals=(exactly("01 tuyến đường hoa", 1, "tuyến đường hoa"),),
                ),
                Item(
                    "Từ 90% trở lên rác thải sinh hoạt được phân loại tại nhà.",
                    "•",
                    kind="target",
                    goals=(at_least("Từ 90% trở lên", 90),),
                ),
            ),
        ),
        Section(
            "Nhiệm vụ cụ thể",
            mark="2)",
            number="2",
            below=(
                Section(
                    "Công tác tuyên truyền:",
                    mark="a/",
                    number="a",
                    below=(
                        Item(
                            "Giao Công chức Văn hóa - Xã hội chủ trì, phối hợp với Đài truyền thanh xã xây dựng chuyên "
                            "mục “Nếp nhà xứ Đồng”, phát sóng từ ngày 15/3 đến ngày 30/11.",
                            "•",
                            products=("chuyên mục “Nếp nhà xứ Đồng”",),
                            lead=(CULTURE,),
                            coord=("Đài truyền thanh xã",),
                            when=(period("từ ngày 15/3 đến ngày 30/11", "2025-03-15", "2025-11-30"),),
                        ),
                        Item(
                            "Trang trí pa nô, băng rôn dọc trục đường liên xã, hoàn thành trước ngày 25/4.",
                            "•",
                            when=(before("trước ngày 25/4", "2025-04-25"),),
                        ),
                        Item(
                            "Đoàn Thanh niên xã lập trang thông tin cộng đồng trên mạng xã hội để tiếp nhận góp ý của "
                            "người dân.",
                            "•",
                            products=("trang thông tin cộng đồng trên mạng xã hội",),
                            lead=("Đoàn Thanh niên xã",),
                        ),
                    ),
                ),
                Section(
                    "Vệ sinh môi trường, phòng, chống dịch bệnh:",
                    mark="b/",
                    number="b",
                    below=(
                        Item(
                            "Giao Công chức Địa chính - Nông nghiệp - Môi trường chủ trì tổ chức ra quân khơi "
                            "thông cống "
                            "rãnh vào sáng thứ Bảy hằng tuần.",
                            "•",
                            lead=("Công chức Địa chính - Nông nghiệp - Môi trường",),
                            when=(recurring("sáng thứ Bảy hằng tuần", "FREQ=WEEKLY;BYDAY=SA"),),
                        ),
                        Item(
                            "Trạm Y tế xã chịu trách nhiệm phòng, chống sốt xuất huyết, trong đó tập trung:",
                            "•",
                            lead=("Trạm Y tế xã",),
                            below=(
                                Item(
                                    "Phun hóa chất diệt muỗi tại các xóm ven kênh chậm nhất ngày 20/5.",
                                    "*",
                                    when=(by("chậm nhất ngày 20/5", "2025-05-20", "on_or_before"),),
                                ),
                                Item(
                                    "Khoanh vùng, xử lý ổ dịch ngay khi phát hiện ca bệnh đầu tiên.",
                                    "*",
                                    when=(conditional("ngay khi phát hiện ca bệnh đầu tiên"),),
                                ),
                                Item(
                                    "Phối hợp với Trường Mầm non Hoa Mướp tập huấn cho cô nuôi về diệt lăng quăng.",
                                    "*",
                                    coord=("Trường Mầm non Hoa Mướp",),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            "Thời gian thực hiện",
            mark="3)",
            number="3",
            below=(
                Note("Kế hoạch được triển khai trên địa bàn toàn xã, chia làm hai giai đoạn, cụ thể:"),
                Section(
                    "Giai đoạn 1: Từ ngày 10/3 đến ngày 30/6",
                    below=(
                        Item("Quán triệt Kế hoạch đến từng chi bộ, từng thôn.", "•"),
                        Item("Ký cam kết thực hiện nếp sống văn minh trong việc cưới, việc tang.", "•"),
                    ),
                    when=(period("Từ ngày 10/3 đến ngày 30/6", "2025-03-10", "2025-06-30"),),
                    italic=True,
                ),
                Section(
                    "Giai đoạn 2: Từ ngày 01/7 đến ngày 05/12",
                    below=(
                        Item("Chấm điểm, bình xét danh hiệu thi đua tại từng thôn.", "•"),
                        Item(
                            "Tổ chức hội nghị tổng kết trước ngày 28/11.",
                            "•",
                            products=("hội nghị tổng kết",),
                            when=(before("trước ngày 28/11", "2025-11-28"),),
                        ),
                    ),
                    when=(period("Từ ngày 01/7 đến ngày 05/12", "2025-07-01", "2025-12-05"),),
                    italic=True,
                ),
            ),
        ),
    ),
)

ORGANISATION = Section(
    "TỔ CHỨC THỰC HIỆN",
    mark="Phần III.",
    number="III",
    below=(
        Section(
            "Công chức Văn hóa - Xã hội",
            mark="1)",
            number="1",
            lead=(CULTURE,),
            below=(
                Item("Là đầu mối theo dõi, chấm điểm kết quả của các thôn.", "•"),
                Item(
                    "Hằng tháng, lập báo cáo tiến độ gửi Chủ tịch UBND xã.",
                    "•",
                    products=("báo cáo tiến độ",),
                    when=(recurring("Hằng tháng", "FREQ=MONTHLY"),),
                ),
            ),
        ),
        Section(
            "Công chức Tài chính - Kế toán",
            mark="2)",
            number="2",
            lead=("Công chức Tài chính - Kế toán",),
            below=(Item("Cân đối nguồn chi, hướng dẫn thanh quyết toán đúng quy định.", "•"),),
        ),
        Section(
            "Các ông (bà) Trưởng thôn",
            mark="3)",
            number="3",
            lead=(VILLAGES,),
            below=(
                Item("Vận động người dân trồng hoa, cây bóng mát trước cổng nhà.", "•"),
                Item(
                    "Phối hợp với Tổ bảo vệ an ninh trật tự ở cơ sở nhắc nhở hộ đổ rác sai nơi quy định.",
                    "•",
                    coord=("Tổ bảo vệ an ninh trật tự ở cơ sở",),
                ),
            ),
        ),
        Section(
            "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các đoàn thể",
            mark="4)",
            number="4",
            lead=("Ủy ban Mặt trận Tổ quốc Việt Nam xã", "các đoàn thể"),
            below=(Item("Giám sát việc bình xét danh hiệu văn hóa, bảo đảm công khai, dân chủ.", "•"),),
        ),
        Note("Trên đây là Kế hoạch của UBND xã, yêu cầu các ban, ngành, đoàn thể và các thôn nghiêm túc thực hiện./."),
    ),
)

PLAN = Plan(
    name="commune",
    agency=("ỦY BAN NHÂN DÂN", "XÃ ĐỒNG MÂY"),
    number="18/KH-UBND",
    place_date="Đồng Mây, ngày 03 tháng 3 năm 2025",
    title=("Xây dựng nếp sống văn minh và vệ sinh môi trường", "trên địa bàn xã Đồng Mây năm 2025"),
    issuer="ỦY BAN NHÂN DÂN XÃ ĐỒNG MÂY",
    issued="2025-03-03",
    years=(2025,),
    bases=(Basis("Nghị quyết", "05/NQ-HĐND", "2024-12-20", "Hội đồng nhân dân xã Đồng Mây"),),
    body=(
        Note(
            "Thực hiện Nghị quyết số 05/NQ-HĐND ngày 20/12/2024 của Hội đồng nhân dân xã Đồng Mây về nhiệm vụ "
            "phát triển "
            "kinh tế - xã hội, Ủy ban nhân dân xã ban hành Kế hoạch như sau:"
        ),
        PURPOSES,
        WORK,
        ORGANISATION,
    ),
    signature=Signature(
        ("Thường trực Đảng ủy (b/c);", "Các ban, ngành, đoàn thể xã;", "Các ông (bà) Trưởng thôn;", "Lưu: VT."),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        "Đàm Thị Mây",
    ),
    size=13,
)
