"""A plan of events: each activity is an item, its lines (Thời gian, Địa điểm, Đơn vị chủ trì, …) set its fields."""

from __future__ import annotations

from corpus.model import (
    Basis,
    Item,
    Node,
    Note,
    Plan,
    Section,
    Signature,
    Values,
    When,
    at_least,
    before,
    by,
    exactly,
    period,
)

CULTURE = "Phòng Văn hóa - Xã hội"
LIBRARY = "Thư viện phường"
YOUTH = "Đoàn Thanh niên phường"
WARDS = "các khu phố"


def _event(
    number: str,
    title: str,
    when: When,
    place: str,
    lead: Values,
    coord: Values,
    money: str = "",
    content: tuple[Item, ...] = (),
) -> Item:
    """An activity: its title, its lines, and what it consists of."""
    lines: list[Node] = [
        Note(f"Thời gian: {when.raw}.", "-"),
        Note(f"Địa điểm: {place}.", "-"),
        Note(f"Đơn vị chủ trì: {', '.join(lead)}.", "-"),
    ]
    if coord:
        lines.append(Note(f"Đơn vị phối hợp: {', '.join(coord)}.", "-"))
    if money:
        lines.append(Note(f"Kinh phí: {money}.", "-"))
    if content:
        lines.append(Note("Nội dung:", "-"))
    return Item(
        title, f"{number}.", number=number, lead=lead, coord=coord, when=(when,), below=(*lines, *content), bold=True
    )


ACTIVITIES = Section(
    "CÁC HOẠT ĐỘNG TRONG TUẦN LỄ",
    mark="II.",
    number="II",
    below=(
        _event(
            "1",
            "Lễ khai mạc Tuần lễ Sách và Văn hóa đọc",
            by("08 giờ 00, ngày 18/4/2025", "2025-04-18"),
            "Quảng trường bờ kè sông An Hạ",
            (CULTURE,),
            (LIBRARY, YOUTH),
            "ngân sách phường",
            (
                Item("Trống hội, múa lân, phát biểu khai mạc.", "+"),
                Item(
                    "Trao tặng 500 bản sách cho tủ sách các khu phố.",
                    "+",
                    goals=(exactly("500 bản sách", 500, "bản sách"),),
                ),
            ),
        ),
        _event(
            "2",
            "Trưng bày sách về biển, đảo quê hương",
            period("Từ ngày 18/4/2025 đến ngày 24/4/2025", "2025-04-18", "2025-04-24"),
            "Thư viện phường",
            (LIBRARY,),
            ("Hội Cựu chiến binh phường",),
            "xã hội hóa",
        ),
        _event(
            "3",
            "Hội thi kể chuyện theo sách “Trang sách tuổi thơ”",
            by("ngày 20/4/2025", "2025-04-20"),
            "Hội trường Nhà văn hóa khu phố 3",
            (YOUTH,),
            ("các trường tiểu học", WARDS),
            "12 triệu đồng",
            (
                Item(
                    "Vòng sơ khảo: các trường gửi video dự thi về Thư viện phường trước ngày 10/4/2025.",
                    "+",
                    lead=("các trường",),
                    when=(before("trước ngày 10/4/2025", "2025-04-10"),),
                ),
                Item(
                    "Vòng chung kết: chọn ít nhất 10 thí sinh thi trực tiếp trên sân khấu.",
                    "+",
                    goals=(at_least("ít nhất 10 thí sinh", 10, "thí sinh"),),
                ),
            ),
        ),
        _event(
            "4",
            "Giao lưu với tác giả và người yêu sách",
            by("14 giờ 30 phút ngày 21 tháng 4 năm 2025", "2025-04-21"),
            "Quán sách Bến Xưa",
            (CULTURE, LIBRARY),
            ("Chi hội Nhà văn khu vực",),
        ),
        _event(
            "5",
            "Đổi sách cũ lấy cây xanh",
            period("Từ ngày 22/4/2025 - 24/4/2025", "2025-04-22", "2025-04-24"),
            "Công viên khu phố 5",
            ("Hội Liên hiệp Phụ nữ phường",),
            (),
            "xã hội hóa",
        ),
    ),
)

PLAN = Plan(
    name="events",
    agency=("UBND PHƯỜNG AN HẠ", "BAN TỔ CHỨC TUẦN LỄ SÁCH"),
    number="03/KH-BTC",
    place_date="An Hạ, ngày 20 tháng 3 năm 2025",
    title=("Tổ chức Tuần lễ Sách và Văn hóa đọc phường An Hạ năm 2025",),
    issuer="BAN TỔ CHỨC TUẦN LỄ SÁCH",
    issued="2025-03-20",
    years=(2025,),
    bases=(Basis("Công văn", "211/UBND-VHXH", "2025-03-11", "UBND phường An Hạ"),),
    body=(
        Note(
            "Căn cứ Công văn số 211/UBND-VHXH ngày 11/3/2025 của UBND phường An Hạ về việc hưởng ứng Ngày Sách và "
            "Văn hóa "
            "đọc, Ban Tổ chức xây dựng Kế hoạch như sau:"
        ),
        Section(
            "MỤC ĐÍCH, YÊU CẦU",
            mark="I.",
            number="I",
            below=(
                Note("Nhen lên thói quen đọc sách trong mỗi gia đình, nhất là trẻ em.", "-"),
                Note("Các hoạt động bảo đảm vui tươi, an toàn, không gây lãng phí.", "-"),
            ),
        ),
        ACTIVITIES,
        Section(
            "CÔNG TÁC TUYÊN TRUYỀN",
            mark="III.",
            number="III",
            below=(
                Item(
                    "Treo phướn trên tuyến đường chính từ ngày 10/4/2025; phát tin trên hệ thống loa truyền thanh.",
                    when=(period("từ ngày 10/4/2025", "2025-04-10", None),),
                ),
                Item(
                    "Ban hành Thư ngỏ kêu gọi tặng sách trước ngày 28/3/2025.",
                    products=("Thư ngỏ kêu gọi tặng sách",),
                    when=(before("trước ngày 28/3/2025", "2025-03-28"),),
                ),
            ),
        ),
        Section(
            "KINH PHÍ",
            mark="IV.",
            number="IV",
            below=(Note("Từ nguồn sự nghiệp văn hóa của phường và tài trợ của doanh nghiệp trên địa bàn."),),
        ),
        Section(
            "PHÂN CÔNG NHIỆM VỤ",
            mark="V.",
            number="V",
            below=(
                Section(
                    "Phòng Văn hóa - Xã hội",
                    mark="1.",
                    number="1",
                    lead=(CULTURE,),
                    below=(
                        Item(
                            "Lập kịch bản chương trình khai mạc; tổng hợp, báo cáo kết quả Tuần lễ trước ngày "
                            "05/5/2025.",
                            products=("kịch bản chương trình khai mạc", "báo cáo kết quả Tuần lễ"),
                            when=(before("trước ngày 05/5/2025", "2025-05-05"),),
                        ),
                        Item("Mời đại biểu, đón tiếp khách và bố trí chỗ ngồi."),
                    ),
                ),
                Section(
                    "Công an phường",
                    mark="2.",
                    number="2",
                    lead=("Công an phường",),
                    below=(Item("Giữ gìn an ninh trật tự, phân luồng giao thông quanh khu vực khai mạc."),),
                ),
                Section(
                    "Ban điều hành các khu phố",
                    mark="3.",
                    number="3",
                    lead=("Ban điều hành các khu phố",),
                    below=(
                        Item(
                            "Vận động mỗi khu phố quyên góp tối thiểu 50 cuốn sách.",
                            goals=(at_least("tối thiểu 50 cuốn sách", 50, "cuốn sách"),),
                        ),
                        Item("Cử người tham gia các hoạt động chung theo phân công của Ban Tổ chức."),
                    ),
                ),
            ),
        ),
        Note("Trên đây là Kế hoạch tổ chức Tuần lễ, đề nghị các thành viên Ban Tổ chức chủ động triển khai./."),
    ),
    signature=Signature(
        ("UBND phường (báo cáo);", "Thành viên Ban Tổ chức;", "Các khu phố;", "Lưu: BTC."),
        ("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"),
        "Kiều Nhật Hạ",
    ),
    letterhead="tabs",
    size=13,
)
