"""Comparisons for tests, made by hand from the words of plans: one of two years, one of three."""

from __future__ import annotations

import regex

from pipeline.compare.view import COME, GONE, Cell, Entry, Marked, Piece, SideHead, Status, View

# "[-words only in the earlier plan-]" or "{+words only in the later plan+}"
MARK = regex.compile(r"\[-(?P<gone>.*?)-\]|\{\+(?P<come>.*?)\+\}", regex.DOTALL)

GENERAL, RULES, PROCEDURES, DIGITAL = (
    "III.1. Công tác chỉ đạo, điều hành",
    "III.2. Cải cách thể chế",
    "III.3. Cải cách thủ tục hành chính",
    "III.5. Xây dựng và phát triển chính quyền số",
)
HOME, JUSTICE, OFFICE, SCIENCE, POLICE, COMMUNES = (
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Văn phòng UBND tỉnh",
    "Sở Khoa học và Công nghệ",
    "Công an tỉnh",
    "UBND các xã, phường",
)
CODES = ("changed", "split", "merged", "added", "removed", "unchanged")
TONES = dict(zip(CODES, ("change", "change", "change", "good", "bad", "plain"), strict=True))
NAMES = {
    "vi": ("Thay đổi", "Tách", "Gộp", "Bổ sung", "Không còn", "Giữ nguyên"),
    "en": ("Changed", "Split", "Merged", "Added", "Removed", "Unchanged"),
}


def marked(text: str) -> Marked:
    """The pieces of a text in which "[-…-]" is gone and "{+…+}" has come."""
    pieces, at = [], 0
    for found in MARK.finditer(text):
        pieces += [Piece(text[at : found.start()])] if found.start() > at else []
        gone = found["gone"]
        pieces.append(Piece(found["come"], COME) if gone is None else Piece(gone, GONE))
        at = found.end()
    return (*pieces, *([Piece(text[at:])] if at < len(text) else []))


def cell(number: str, page: int | None, section: str, task: str, **fields: str) -> Cell:
    return Cell(number, page, section, marked(task), tuple((code, marked(value)) for code, value in fields.items()))


def view_of(
    title: str, sides: tuple[SideHead, ...], entries: tuple[Entry, ...], lang: str = "vi", **more: object
) -> View:
    """A view with its statuses counted."""
    statuses = tuple(
        Status(code, name, sum(entry.status == code for entry in entries), TONES[code])
        for code, name in zip(CODES, NAMES[lang], strict=True)
    )
    return View(title, sides, statuses, entries, lang=lang, **more)


def two_years(lang: str = "vi") -> View:
    """A province's plans of 2025 and 2026: a change, a split, a merge, two added, one removed, two unchanged."""
    return view_of(
        "So sánh Kế hoạch cải cách hành chính năm 2025 và năm 2026",
        (
            SideHead("2025", "cchc-2025.pdf – 09/KH-UBND, 14/01/2025 – Cải cách hành chính tỉnh Thạch Giang năm 2025"),
            SideHead("2026", "cchc-2026.pdf – 06/KH-UBND, 12/01/2026 – Cải cách hành chính tỉnh Thạch Giang năm 2026"),
        ),
        (
            Entry(
                "changed",
                (
                    (
                        cell(
                            "2",
                            2,
                            GENERAL,
                            "Xây dựng Kế hoạch kiểm tra công tác CCHC năm [-2025-], trình Chủ tịch UBND tỉnh ban hành; "
                            "kiểm tra tối thiểu [-12-] cơ quan, địa phương",
                            lead_units=HOME,
                            coordinating_units=f"{OFFICE}; {JUSTICE}; [-Sở Thông tin và Truyền thông-]",
                            products="Kế hoạch kiểm tra",
                            deadlines="Trước ngày [-15/02/2025-]",
                            targets="tối thiểu [-12-] cơ quan, địa phương",
                        ),
                    ),
                    (
                        cell(
                            "2",
                            2,
                            GENERAL,
                            "Xây dựng Kế hoạch kiểm tra công tác CCHC năm {+2026+}, trình Chủ tịch UBND tỉnh ban hành; "
                            "kiểm tra tối thiểu {+15+} cơ quan, địa phương",
                            lead_units=HOME,
                            coordinating_units=f"{OFFICE}; {JUSTICE}; {{+{SCIENCE}+}}",
                            products="Kế hoạch kiểm tra",
                            deadlines="Trước ngày {+28/02/2026+}",
                            targets="tối thiểu {+15+} cơ quan, địa phương",
                        ),
                    ),
                ),
                (
                    "Thời hạn lùi 13 ngày: trước ngày 15/02/2025 → trước ngày 28/02/2026.",
                    "Chỉ tiêu tăng: tối thiểu 12 → tối thiểu 15 cơ quan, địa phương.",
                    f"Đơn vị phối hợp: thôi Sở Thông tin và Truyền thông, thêm {SCIENCE} (đơn vị kế thừa).",
                ),
                1.0,
                GENERAL,
                (HOME, OFFICE, JUSTICE, SCIENCE, "Sở Thông tin và Truyền thông"),
            ),
            Entry(
                "unchanged",
                (
                    (
                        cell(
                            "3", 2, GENERAL, "Phát động đợt thi đua “Nụ cười một cửa” trong cán bộ, công chức toàn tỉnh"
                        ),
                    ),
                    (
                        cell(
                            "4", 2, GENERAL, "Phát động đợt thi đua “Nụ cười một cửa” trong cán bộ, công chức toàn tỉnh"
                        ),
                    ),
                ),
                ("Số thứ tự đổi từ 3 thành 4.",),
                1.0,
                GENERAL,
            ),
            Entry(
                "split",
                (
                    (
                        cell(
                            "5",
                            3,
                            RULES,
                            "Rà soát văn bản quy phạm pháp luật [-do HĐND tỉnh, UBND tỉnh ban hành,-] lập danh mục "
                            "văn bản hết hiệu lực [-và hướng dẫn nghiệp vụ tự kiểm tra văn bản cho phòng Tư pháp-]",
                            lead_units=JUSTICE,
                            deadlines="Chậm nhất ngày [-31/01/2025-]",
                        ),
                    ),
                    (
                        cell(
                            "5",
                            3,
                            RULES,
                            "Rà soát văn bản quy phạm pháp luật{+, công bố+} danh mục văn bản hết hiệu lực",
                            lead_units=JUSTICE,
                            products="{+Quyết định công bố+}",
                            deadlines="Chậm nhất ngày {+31/01/2026+}",
                        ),
                        cell(
                            "6",
                            3,
                            RULES,
                            "Hướng dẫn nghiệp vụ tự kiểm tra văn bản cho {+công chức Tư pháp – Hộ tịch cấp xã+}",
                            lead_units=JUSTICE,
                            coordinating_units=f"{{+{COMMUNES}+}}",
                            deadlines="{+6 tháng/lần+}",
                        ),
                    ),
                ),
                ("Một nhiệm vụ được tách thành 2.",),
                0.62,
                RULES,
                (JUSTICE, COMMUNES),
            ),
            Entry(
                "merged",
                (
                    (
                        cell(
                            "8", 4, PROCEDURES, "Niêm yết mã QR tra cứu TTHC [-tại bộ phận một cửa-]", lead_units=OFFICE
                        ),
                        cell("9", 4, PROCEDURES, "[-Gỡ bỏ-] thủ tục đã bãi bỏ trên trang thông tin", lead_units=OFFICE),
                    ),
                    (
                        cell(
                            "a)",
                            4,
                            PROCEDURES,
                            "Niêm yết mã QR tra cứu TTHC {+tại nơi tiếp dân; gỡ bỏ+} thủ tục đã bãi bỏ "
                            "{+ngay sau khi có quyết định công bố+}",
                            lead_units=OFFICE,
                            deadlines="{+Thường xuyên+}",
                        ),
                    ),
                ),
                ("Hai nhiệm vụ được gộp thành một.", "Thời hạn mới: thường xuyên."),
                0.714,
                PROCEDURES,
                (OFFICE,),
            ),
            Entry(
                "removed",
                (
                    (
                        cell(
                            "10",
                            4,
                            PROCEDURES,
                            "Thí điểm trả kết quả TTHC tại nhà cho người cao tuổi ở thành phố Thạch Giang",
                            lead_units="Sở Thông tin và Truyền thông",
                            deadlines="Quý III/2025",
                        ),
                    ),
                    (),
                ),
                (),
                None,
                PROCEDURES,
                ("Sở Thông tin và Truyền thông",),
            ),
            Entry(
                "added",
                (
                    (),
                    (
                        cell(
                            "7",
                            None,
                            DIGITAL,
                            "Cấp tài khoản trợ lý ảo cho thành viên các Tổ công nghệ số cộng đồng",
                            lead_units=SCIENCE,
                            coordinating_units=COMMUNES,
                            targets="100% thành viên",
                        ),
                    ),
                ),
                (),
                None,
                DIGITAL,
                (SCIENCE, COMMUNES),
            ),
            Entry(
                "added",
                (
                    (),
                    (
                        cell(
                            "8",
                            5,
                            DIGITAL,
                            "Làm đầu mối triển khai Đề án 06, làm sạch dữ liệu dân cư, đất đai",
                            lead_units=POLICE,
                            coordinating_units="Bảo hiểm xã hội tỉnh; Thuế tỉnh",
                            deadlines="Chậm nhất cuối tháng 11/2026",
                        ),
                    ),
                ),
                (),
                None,
                DIGITAL,
                (POLICE, "Bảo hiểm xã hội tỉnh", "Thuế tỉnh"),
            ),
            Entry(
                "unchanged",
                (
                    (cell("", None, "", "Báo cáo kết quả thực hiện Kế hoạch với UBND tỉnh", deadlines="6 tháng/lần"),),
                    (cell("", None, "", "Báo cáo kết quả thực hiện Kế hoạch với UBND tỉnh", deadlines="6 tháng/lần"),),
                ),
                (),
                1.0,
                "",
                (),
            ),
        ),
        lang,
        remarks=(
            "Mục “Xây dựng chính quyền điện tử” của kế hoạch 2025 được xem là mục “Xây dựng và phát triển chính quyền "
            "số” của kế hoạch 2026.",
            "Các thời hạn được so sau khi cộng thêm 1 năm.",
        ),
    )


def three_years(lang: str = "vi") -> View:
    """Three years of a ward's plan: one task in all of them, one that left, one that came."""
    sides = tuple(SideHead(year, f"kh-{year}.docx – Kế hoạch công tác năm {year}") for year in ("2024", "2025", "2026"))
    return view_of(
        "Kế hoạch công tác qua các năm 2024–2026",
        sides,
        (
            Entry(
                "changed",
                (
                    (cell("1", 1, "II.1", "Tổ chức [-02-] buổi đối thoại với người dân", lead_units="UBND phường"),),
                    (cell("1", 1, "II.1", "Tổ chức {+03+} buổi đối thoại với người dân [-và doanh nghiệp-]"),),
                    (cell("1", 2, "II.1", "Tổ chức {+04+} buổi đối thoại với người dân", deadlines="{+Hằng quý+}"),),
                ),
                ("2025: chỉ tiêu tăng, 02 → 03 buổi.", "2026: chỉ tiêu tăng, 03 → 04 buổi."),
                0.9,
                "II.1",
                ("UBND phường",),
            ),
            Entry(
                "removed",
                ((cell("2", 1, "II.1", "Số hóa sổ hộ tịch"),), (cell("2", 1, "II.1", "Số hóa sổ hộ tịch"),), ()),
                ("2026: không còn.",),
                None,
                "II.1",
                ("Đội Tư pháp",),
            ),
            Entry(
                "added",
                ((), (), (cell("3", 2, "II.2", "Lập Tổ công nghệ số cộng đồng ở các khu phố"),)),
                ("2026: mới.",),
                None,
                "II.2",
                ("Ấp Bình Hòa", "Ban Quản lý khu phố"),
            ),
        ),
        lang,
    )
