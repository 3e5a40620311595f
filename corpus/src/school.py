"""A school's yearly plan: months as headings, and in the body a table without running numbers."""

from __future__ import annotations

from corpus.model import (
    Column,
    Goal,
    Item,
    Note,
    Plan,
    Row,
    Section,
    Signature,
    TaskTable,
    Values,
    When,
    at_least,
    before,
    by,
    conditional,
    exactly,
    month,
    more_than,
    ongoing,
    period,
    recurring,
)

BOARD = "Ban Giám hiệu"
FORM = "Giáo viên chủ nhiệm"
PIONEERS = "Tổng phụ trách Đội"
MATHS = "Tổ Toán - Tin"
UNION = "Công đoàn trường"
UP = None


def _month(raw: str, first: str, *items: Item) -> Section:
    return Section(raw, items, when=(month(raw, first),))


def _row(when: When, task: str, lead: Values, note: str = "", *, up: bool = False, goals: tuple[Goal, ...] = ()) -> Row:
    """A row; with `up` its time is the merged cell above."""
    cells: tuple[tuple[str, str | None], ...] = (("note", note), ("lead", ", ".join(lead)))
    return Row(task, lead=lead, when=(when,), cells=(*cells, ("when", UP)) if up else cells, goals=goals)


MONTHS = Section(
    "KẾ HOẠCH TỪNG THÁNG CỦA HỌC KỲ I",
    mark="III.",
    number="III",
    below=(
        _month(
            "Tháng 9/2025",
            "2025-09-01",
            Item("Tổ chức khai giảng năm học mới gọn nhẹ, dành phần hội cho học sinh lớp 6."),
            Item(
                "Giáo viên chủ nhiệm họp cha mẹ học sinh đầu năm trước ngày 20/9/2025.",
                lead=(FORM,),
                when=(before("trước ngày 20/9/2025", "2025-09-20"),),
            ),
            Item(
                "Các tổ chuyên môn lập kế hoạch dạy học môn học, nộp về Phó Hiệu trưởng chuyên môn.",
                lead=("Các tổ chuyên môn",),
                products=("kế hoạch dạy học môn học",),
            ),
        ),
        _month(
            "Tháng 10/2025",
            "2025-10-01",
            Item(
                "Tổng phụ trách Đội chủ trì, phối hợp với Chi đoàn giáo viên tổ chức Ngày hội đọc sách.",
                lead=(PIONEERS,),
                coord=("Chi đoàn giáo viên",),
            ),
            Item(
                "Tổ Toán - Tin mở câu lạc bộ lập trình, thu hút trên 40 học sinh tham gia.",
                lead=(MATHS,),
                goals=(more_than("trên 40 học sinh", 40, "học sinh"),),
            ),
            Item("Kiểm tra an toàn bếp ăn bán trú, bể nước, hệ thống điện."),
        ),
        _month(
            "Tháng 11/2025",
            "2025-11-01",
            Item(
                "Công đoàn trường tổ chức tọa đàm Nghề giáo trong thời đại số chào mừng Ngày Nhà giáo Việt Nam.",
                lead=(UNION,),
                products=("tọa đàm Nghề giáo trong thời đại số",),
            ),
            Item("Thao giảng cấp trường, ít nhất 30 tiết.", goals=(at_least("ít nhất 30 tiết", 30, "tiết"),)),
        ),
        _month(
            "Tháng 12/2025",
            "2025-12-01",
            Item(
                "Kiểm tra cuối học kỳ I từ ngày 22/12/2025 đến ngày 27/12/2025.",
                when=(period("từ ngày 22/12/2025 đến ngày 27/12/2025", "2025-12-22", "2025-12-27"),),
            ),
            Item(
                "Bộ phận Kế toán hoàn thiện hồ sơ kiểm kê tài sản, chậm nhất ngày 31/12/2025.",
                lead=("Bộ phận Kế toán",),
                products=("hồ sơ kiểm kê tài sản",),
                when=(by("chậm nhất ngày 31/12/2025", "2025-12-31", "on_or_before"),),
            ),
        ),
    ),
)

JANUARY = month("Tháng 01/2026", "2026-01-01")
MARCH = month("Tháng 3/2026", "2026-03-01")

TERM = Section(
    "LỊCH CÔNG TÁC HỌC KỲ II",
    mark="IV.",
    number="IV",
    below=(
        Note("Căn cứ khung thời gian năm học, nhà trường phân công các đầu việc chính của học kỳ II như sau:"),
        TaskTable(
            columns=(
                Column("Thời gian", "when", 3.2),
                Column("Nội dung công việc", "task", 6.8),
                Column("Người thực hiện", "lead", 3.7),
                Column("Ghi chú", "note", 2.6),
            ),
            rows=(
                _row(JANUARY, "Sơ kết học kỳ I, công khai kết quả thi đua trên bảng tin", (BOARD,)),
                _row(
                    JANUARY,
                    "Gặp mặt, tặng quà Tết cho học sinh có hoàn cảnh khó khăn",
                    (UNION, PIONEERS),
                    "Vận động xã hội hóa",
                    up=True,
                ),
                _row(
                    by("Ngày 05/02/2026", "2026-02-05"),
                    "Dâng hương, tổng vệ sinh nghĩa trang liệt sĩ của xã",
                    (PIONEERS,),
                    "Khối 8, khối 9",
                ),
                _row(
                    period("Từ 23/02/2026 đến 28/02/2026", "2026-02-23", "2026-02-28"),
                    "Ổn định nền nếp sau Tết, vận động học sinh ra lớp đầy đủ",
                    (FORM,),
                ),
                _row(MARCH, "Hội khỏe Phù Đổng cấp trường", ("Tổ Giáo dục thể chất - Nghệ thuật",), "Sân vận động xã"),
                _row(
                    MARCH,
                    "Khảo sát chất lượng lớp 9 lần 1, phân nhóm ôn thi vào lớp 10",
                    (MATHS, "Tổ Ngữ văn"),
                    up=True,
                ),
                _row(
                    MARCH,
                    "Tư vấn hướng nghiệp cho 100% học sinh lớp 9",
                    (FORM,),
                    "Mời chuyên gia",
                    up=True,
                    goals=(exactly("100%", 100),),
                ),
                _row(
                    before("Trước 25/4/2026", "2026-04-25"),
                    "Nộp đề xuất sách giáo khoa năm học sau",
                    ("Nhân viên Thư viện",),
                ),
                _row(
                    month("Tháng 5/2026", "2026-05-01"),
                    "Kiểm tra cuối năm, xét hoàn thành chương trình lớp 9",
                    (BOARD,),
                ),
                _row(ongoing("Thường xuyên"), "Cập nhật sổ điểm điện tử, sổ liên lạc điện tử", ("Giáo viên bộ môn",)),
                _row(
                    recurring("Hằng tháng", "FREQ=MONTHLY"),
                    "Sinh hoạt tổ chuyên môn theo nghiên cứu bài học",
                    ("Các tổ chuyên môn",),
                ),
                _row(
                    conditional("Khi có văn bản của cấp trên"),
                    "Tham gia kỳ thi học sinh giỏi cấp tỉnh",
                    ("Đội tuyển học sinh giỏi",),
                ),
            ),
        ),
    ),
)

PLAN = Plan(
    name="school",
    agency=("UBND XÃ ĐỒNG MÂY", "TRƯỜNG THCS SÔNG XANH"),
    number="46/KH-THCSSX",
    place_date="Đồng Mây, ngày 28 tháng 8 năm 2025",
    title=("Thực hiện nhiệm vụ năm học 2025 - 2026",),
    issuer="TRƯỜNG THCS SÔNG XANH",
    issued="2025-08-28",
    years=(2025, 2026),
    body=(
        Note("Căn cứ tình hình thực tế của nhà trường và ý kiến thống nhất tại Hội nghị viên chức, người lao động;"),
        Note("Trường THCS Sông Xanh xây dựng Kế hoạch thực hiện nhiệm vụ năm học 2025 - 2026 với các nội dung sau:"),
        Section(
            "ĐẶC ĐIỂM TÌNH HÌNH",
            mark="I.",
            number="I",
            below=(
                Note("Trường có 16 lớp với 612 học sinh; 34 cán bộ, giáo viên, nhân viên.", "-"),
                Note("Sân chơi, bãi tập được mở rộng song phòng bộ môn còn thiếu thiết bị.", "-"),
            ),
        ),
        Section(
            "CHỈ TIÊU",
            mark="II.",
            number="II",
            below=(
                Item(
                    "Học sinh xếp loại rèn luyện Tốt, Khá đạt từ 97% trở lên.",
                    kind="target",
                    goals=(at_least("từ 97% trở lên", 97),),
                ),
                Item(
                    "Duy trì sĩ số 100%; tỷ lệ tốt nghiệp THCS đạt 100%.",
                    kind="target",
                    goals=(exactly("100%", 100), exactly("100%", 100)),
                ),
                Item(
                    "Có ít nhất 12 giải học sinh giỏi cấp xã.",
                    kind="target",
                    goals=(at_least("ít nhất 12 giải", 12, "giải"),),
                ),
            ),
        ),
        MONTHS,
        TERM,
        Section(
            "TỔ CHỨC THỰC HIỆN",
            mark="V.",
            number="V",
            below=(
                Section(
                    "Phó Hiệu trưởng chuyên môn",
                    mark="1.",
                    number="1",
                    lead=("Phó Hiệu trưởng chuyên môn",),
                    below=(
                        Item(
                            "Duyệt kế hoạch bài dạy của các tổ vào thứ Hai hằng tuần.",
                            when=(recurring("thứ Hai hằng tuần", "FREQ=WEEKLY;BYDAY=MO"),),
                        ),
                    ),
                ),
                Section(
                    "Giáo viên chủ nhiệm",
                    mark="2.",
                    number="2",
                    lead=(FORM,),
                    below=(
                        Item(
                            "Nắm chắc hoàn cảnh từng em, phối hợp với cha mẹ học sinh ngăn ngừa bỏ học.",
                            coord=("cha mẹ học sinh",),
                        ),
                    ),
                ),
            ),
        ),
        Note("Đề nghị các tổ chuyên môn, các bộ phận căn cứ Kế hoạch này để thực hiện./."),
    ),
    signature=Signature(
        ("UBND xã Đồng Mây (để b/c);", "Các tổ chuyên môn (để t/h);", "Website trường;", "Lưu: VT."),
        ("HIỆU TRƯỞNG",),
        "Lương Bích Trúc",
    ),
    size=13,
)
