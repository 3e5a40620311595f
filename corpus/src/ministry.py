"""A ministry's plan enclosed in a decision (Điều 1, 2, 3); every item ends in lines a) to d) that hold its fields."""

from __future__ import annotations

from corpus.model import (
    Basis,
    Goal,
    Item,
    Note,
    PageBreak,
    Plan,
    Section,
    Signature,
    Values,
    When,
    at_least,
    before,
    by,
    conditional,
    exactly,
    month,
    ongoing,
    period,
    quarter,
    recurring,
    whole_year,
)


def _duty(
    number: str,
    text: str,
    lead: Values,
    coord: Values,
    when: When,
    products: Values,
    goals: tuple[Goal, ...] = (),
    below: tuple[Item, ...] = (),
) -> Item:
    """An item and its four lines."""
    return Item(
        text,
        f"{number}.",
        number=number,
        products=products,
        lead=lead,
        coord=coord,
        when=(when,),
        goals=goals,
        below=(
            *below,
            Note(f"Đơn vị chủ trì: {'; '.join(lead)}.", "a)"),
            Note(f"Đơn vị phối hợp: {'; '.join(coord)}.", "b)"),
            Note(f"Thời gian hoàn thành: {when.raw}.", "c)"),
            Note(f"Sản phẩm: {'; '.join(products)}.", "d)"),
        ),
    )


ARCHIVES = "Cục Lưu trữ số"
LEGAL = "Vụ Pháp chế"
DATA = "Trung tâm Dữ liệu lưu trữ"
OFFICE = "Văn phòng Bộ"
PLANNING = "Vụ Kế hoạch - Tài chính"
PROVINCES = "UBND các tỉnh, thành phố"

DUTIES = Section(
    "NHIỆM VỤ VÀ GIẢI PHÁP",
    mark="II.",
    number="II",
    below=(
        Section(
            "Hoàn thiện thể chế",
            mark="1.",
            number="1",
            below=(
                _duty(
                    "1.1",
                    "Rà soát, kiến nghị sửa đổi các quy định về giá trị pháp lý của bản số hóa.",
                    (LEGAL,),
                    (ARCHIVES, "các đơn vị thuộc Bộ"),
                    quarter("Quý II năm 2026", 2026, 2),
                    ("Báo cáo rà soát",),
                ),
                _duty(
                    "1.2",
                    "Xây dựng Thông tư quy định định mức kinh tế - kỹ thuật về số hóa tài liệu nền giấy.",
                    (ARCHIVES,),
                    (LEGAL, PLANNING),
                    month("tháng 11/2026", "2026-11-01"),
                    ("Thông tư quy định định mức kinh tế - kỹ thuật về số hóa tài liệu nền giấy",),
                ),
                _duty(
                    "1.3",
                    "Hướng dẫn các địa phương xác định danh mục tài liệu ưu tiên số hóa.",
                    (ARCHIVES,),
                    (PROVINCES,),
                    before("trước ngày 31/3/2026", "2026-03-31"),
                    ("Công văn hướng dẫn",),
                ),
            ),
        ),
        Section(
            "Phát triển hạ tầng và dữ liệu",
            mark="2.",
            number="2",
            below=(
                _duty(
                    "2.1",
                    "Nâng cấp kho lưu trữ số dùng chung, bảo đảm lưu trữ tối thiểu 200 triệu trang ảnh.",
                    (DATA,),
                    (ARCHIVES, "Tập đoàn Viễn thông Sao Khuê"),
                    quarter("Quý I năm 2027", 2027, 1),
                    ("Kho lưu trữ số dùng chung", "Biên bản nghiệm thu"),
                    (at_least("tối thiểu 200 triệu trang ảnh", 200000000, "trang ảnh"),),
                ),
                _duty(
                    "2.2",
                    "Số hóa 100% tài liệu địa chính có nguy cơ hư hỏng đang bảo quản tại lưu trữ lịch sử.",
                    (ARCHIVES, PROVINCES),
                    (DATA,),
                    period("từ tháng 4/2026 đến tháng 9/2027", "2026-04-01", "2027-09-30"),
                    ("Bộ dữ liệu tài liệu địa chính",),
                    (exactly("100%", 100),),
                ),
                _duty(
                    "2.3",
                    "Kiểm thử khả năng phục hồi dữ liệu sau sự cố.",
                    (DATA,),
                    (OFFICE,),
                    recurring("định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),
                    ("Biên bản kiểm thử",),
                ),
            ),
        ),
        Section(
            "Nhân lực và truyền thông",
            mark="3.",
            number="3",
            below=(
                _duty(
                    "3.1",
                    "Bồi dưỡng nghiệp vụ số hóa cho viên chức lưu trữ cấp tỉnh, cấp xã.",
                    ("Trường Cán bộ Lưu trữ",),
                    (PROVINCES,),
                    whole_year("năm 2026", 2026),
                    ("Chương trình bồi dưỡng",),
                ),
                _duty(
                    "3.2",
                    "Giới thiệu tài liệu quý, hiếm đến công chúng trên không gian mạng.",
                    (OFFICE,),
                    ("Báo Ký ức", "các cơ quan báo chí"),
                    ongoing("thường xuyên"),
                    ("Triển lãm trực tuyến", "Chuyên mục truyền hình"),
                ),
                _duty(
                    "3.3",
                    "Khen thưởng tập thể, cá nhân hiến tặng tài liệu quý.",
                    ("Vụ Tổ chức cán bộ",),
                    (OFFICE,),
                    conditional("sau khi có kết quả thẩm định của Hội đồng xác định giá trị tài liệu"),
                    ("Quyết định khen thưởng",),
                ),
            ),
        ),
    ),
)

ORGANISATION = Section(
    "TỔ CHỨC THỰC HIỆN",
    mark="III.",
    number="III",
    below=(
        Item(
            "Cục Lưu trữ số là cơ quan thường trực, đôn đốc, tổng hợp tình hình thực hiện Kế hoạch; hằng quý lập "
            "báo cáo tiến "
            "độ gửi Bộ trưởng.",
            "1.",
            number="1",
            lead=(ARCHIVES,),
            products=("báo cáo tiến độ",),
            when=(recurring("hằng quý", "FREQ=MONTHLY;INTERVAL=3"),),
        ),
        Item(
            "Vụ Kế hoạch - Tài chính chủ trì, phối hợp với Cục Lưu trữ số hằng năm bố trí dự toán cho các nhiệm "
            "vụ được "
            "giao.",
            "2.",
            number="2",
            lead=(PLANNING,),
            coord=(ARCHIVES,),
            when=(recurring("hằng năm", "FREQ=YEARLY"),),
        ),
        Item(
            "Thủ trưởng các đơn vị thuộc Bộ ban hành kế hoạch chi tiết trong thời hạn 20 ngày kể từ ngày ban hành "
            "Kế hoạch "
            "này.",
            "3.",
            number="3",
            lead=("Thủ trưởng các đơn vị thuộc Bộ",),
            products=("kế hoạch chi tiết",),
            when=(by("trong thời hạn 20 ngày kể từ ngày ban hành Kế hoạch này", "2026-03-02", "on_or_before"),),
        ),
    ),
)

PLAN = Plan(
    name="ministry",
    type="QUYẾT ĐỊNH",
    agency=("BỘ LƯU TRỮ VÀ DỮ LIỆU",),
    number="214/QĐ-BLTDL",
    place_date="Hà Nội, ngày 10 tháng 02 năm 2026",
    title=("Ban hành Kế hoạch số hóa tài liệu lưu trữ", "giai đoạn 2026 - 2027"),
    issuer="BỘ LƯU TRỮ VÀ DỮ LIỆU",
    issued="2026-02-10",
    years=(2026, 2027),
    bases=(
        Basis("Nghị định", "09/2026/NĐ-CP", "2026-01-06", "Chính phủ"),
        Basis("Quyết định", "77/QĐ-TTg", "2026-01-19", "Thủ tướng Chính phủ"),
    ),
    body=(
        Note("BỘ TRƯỞNG BỘ LƯU TRỮ VÀ DỮ LIỆU", bold=True),
        Note(
            "Căn cứ Nghị định số 09/2026/NĐ-CP ngày 06 tháng 01 năm 2026 của Chính phủ quy định chức năng, nhiệm "
            "vụ, quyền "
            "hạn và cơ cấu tổ chức của Bộ Lưu trữ và Dữ liệu;"
        ),
        Note(
            "Căn cứ Quyết định số 77/QĐ-TTg ngày 19 tháng 01 năm 2026 của Thủ tướng Chính phủ về chương trình ký "
            "ức số quốc "
            "gia;"
        ),
        Note("Theo đề nghị của Cục trưởng Cục Lưu trữ số."),
        Note("QUYẾT ĐỊNH:", bold=True),
        Note("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch số hóa tài liệu lưu trữ giai đoạn 2026 - 2027."),
        Note("Điều 2. Quyết định này có hiệu lực kể từ ngày ký."),
        Note(
            "Điều 3. Chánh Văn phòng Bộ, Cục trưởng Cục Lưu trữ số, Thủ trưởng các đơn vị thuộc Bộ và các tổ "
            "chức, cá nhân có "
            "liên quan chịu trách nhiệm thi hành Quyết định này./."
        ),
    ),
    signature=Signature(
        ("Như Điều 3;", "Thủ tướng Chính phủ (để báo cáo);", "Các Thứ trưởng;", "Lưu: VT, LTS (05)."),
        ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
        "Vương Khánh Chi",
    ),
    after=(
        PageBreak(
            ("BỘ LƯU TRỮ VÀ DỮ LIỆU",),
            "KẾ HOẠCH",
            ("Số hóa tài liệu lưu trữ giai đoạn 2026 - 2027",),
            "(Kèm theo Quyết định số 214/QĐ-BLTDL ngày 10 tháng 02 năm 2026 của Bộ trưởng Bộ Lưu trữ và Dữ liệu)",
        ),
        Section(
            "MỤC TIÊU",
            mark="I.",
            number="I",
            below=(
                Section(
                    "Mục tiêu chung",
                    mark="1.",
                    number="1",
                    below=(
                        Note(
                            "Gìn giữ lâu dài ký ức của dân tộc, tạo nền dữ liệu tin cậy phục vụ người dân tra cứu "
                            "thuận tiện."
                        ),
                    ),
                ),
                Section(
                    "Mục tiêu cụ thể",
                    mark="2.",
                    number="2",
                    below=(
                        Item(
                            "Trong năm 2026, tối thiểu 40% tài liệu lưu trữ lịch sử được số hóa.",
                            "a)",
                            kind="target",
                            number="a",
                            goals=(at_least("tối thiểu 40%", 40),),
                            when=(whole_year("Trong năm 2026", 2026),),
                        ),
                        Item(
                            "Trong năm 2027, tối thiểu 70% tài liệu lưu trữ lịch sử được số hóa.",
                            "b)",
                            kind="target",
                            number="b",
                            goals=(at_least("tối thiểu 70%", 70),),
                            when=(whole_year("Trong năm 2027", 2027),),
                        ),
                    ),
                ),
            ),
        ),
        DUTIES,
        ORGANISATION,
    ),
)
