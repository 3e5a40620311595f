"""Plans that state tasks twice, written for the tests of `same_as`: which rows say the same is known by their tag.

A body line is (tag, text), a heading a bare string; a row of an appendix (tag, task, product, lead, time). Rows with
one tag state one task; "" stands for a task that is stated once. The near misses are what real plans are full of: the
same formula, the next month, the other school.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Line = str | tuple[str, str]
Row = tuple[str, str, str, str, str]
HEADER = ("STT", "Nhiệm vụ", "Sản phẩm", "Đơn vị chủ trì", "Thời gian hoàn thành")


@dataclass(frozen=True, slots=True)
class Twice:
    """A plan: its name, title lines, body and appendices."""

    name: str
    issuer: str
    place: str
    title: str
    body: tuple[Line, ...]
    appendices: tuple[tuple[str, tuple[Row, ...]], ...]

    def texts(self) -> list[tuple[str, str, str]]:
        """(list, tag, text) of each task in order."""
        out = [("body", *line) for line in self.body if isinstance(line, tuple)]
        many = len(self.appendices) > 1
        for k, (_, rows) in enumerate(self.appendices, 1):
            out += [(f"PL{k if many else ''}", row[0], row[1]) for row in rows]
        return out

    def pairs(self) -> set[tuple[int, int]]:
        """The pairs of rows (from 0) that state the same task in different lists."""
        rows = self.texts()
        return {
            (i, j)
            for i, (list_i, tag, _) in enumerate(rows)
            for j, (list_j, other, _) in enumerate(rows)
            if i < j and tag and tag == other and list_i != list_j
        }

    def text(self) -> str:
        """The plan as plain text; the cells of its tables are parted by tabs."""
        lines = [*self._head(), *(line for line, _ in self._body()), "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "", ""]
        for title, rows in self._appendices():
            lines += [title, "DANH MỤC NHIỆM VỤ", "", "\t".join(HEADER)]
            lines += ["\t".join(row) for row in rows] + [""]
        return "\n".join(lines)

    def docx(self) -> bytes:
        """The plan as DOCX with real tables."""
        from docx import Document

        document = Document()
        for line in self._head():
            document.add_paragraph(line)
        for line, bold in self._body():
            document.add_paragraph().add_run(line).bold = bold
        for line in ("Nơi nhận:", "- Như trên;", "- Lưu: VT."):
            document.add_paragraph(line)
        for title, rows in self._appendices():
            document.add_page_break()
            document.add_paragraph(title)
            document.add_paragraph("DANH MỤC NHIỆM VỤ")
            table = document.add_table(rows=0, cols=len(HEADER))
            for row in (HEADER, *rows):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    def _head(self) -> list[str]:
        national = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        date = f"{self.place}, ngày 12 tháng 01 năm 2026"
        opening = "Căn cứ chức năng, nhiệm vụ được giao, đơn vị ban hành Kế hoạch như sau:"
        return [self.issuer, *national, "Số: 15/KH-VP", date, "KẾ HOẠCH", self.title, "", opening]

    def _body(self) -> Iterator[tuple[str, bool]]:
        for line in self.body:
            yield (line, True) if isinstance(line, str) else (f"- {line[1]}", False)

    def _appendices(self) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
        many = len(self.appendices) > 1
        for k, (_, rows) in enumerate(self.appendices, 1):
            title = f"PHỤ LỤC {k}" if many else "PHỤ LỤC"
            yield title, [(str(n), *row[1:]) for n, row in enumerate(rows, 1)]


ADMINISTRATION = Twice(
    "administration",
    "SỞ NỘI VỤ",
    "Lam Giang",
    "Cải cách hành chính năm 2026 của Sở Nội vụ",
    (
        "I. NHIỆM VỤ",
        "1. Công tác chỉ đạo",
        ("a", "Ban hành Kế hoạch CCHC năm 2026 của Sở."),
        ("b", "Tổ chức kiểm tra công tác CCHC tại ít nhất 05 phòng, đơn vị thuộc Sở, hoàn thành trước ngày 30/9/2026."),
        ("", "Ban hành Kế hoạch kiểm tra công vụ năm 2026."),
        ("c", "Đẩy mạnh tuyên truyền cải cách hành chính bằng nhiều hình thức nhằm nâng cao nhận thức của công chức."),
        "2. Thủ tục hành chính",
        ("d", "Rà soát, đơn giản hóa các TTHC nội bộ theo Kế hoạch số 112/KH-UBND ngày 05/5/2025 của UBND tỉnh."),
        ("", "Rà soát, đơn giản hóa TTHC thuộc lĩnh vực tôn giáo theo Quyết định số 900/QĐ-UBND ngày 01/6/2025."),
        ("e", "Văn phòng Sở chủ trì niêm yết công khai thủ tục hành chính tại Bộ phận Một cửa."),
        ("", "Thực hiện nghiêm quy định về tiếp nhận và trả kết quả giải quyết thủ tục hành chính."),
        "3. Bộ máy, công vụ",
        ("f", "Kiện toàn tổ chức bộ máy của Sở theo hướng tinh gọn, hiệu lực, hiệu quả."),
        ("", "Kiện toàn Ban Chỉ đạo chuyển đổi số của Sở."),
        ("g", "Thực hiện việc chuyển đổi vị trí công tác đối với công chức theo Nghị định số 59/2019/NĐ-CP."),
    ),
    (
        (
            "",
            (
                (
                    "a",
                    "Xây dựng, ban hành Kế hoạch cải cách hành chính 2026",
                    "Kế hoạch",
                    "Văn phòng Sở",
                    "Tháng 01/2026",
                ),
                (
                    "b",
                    "Kiểm tra công tác cải cách hành chính tại các phòng, đơn vị",
                    "Báo cáo",
                    "Thanh tra Sở",
                    "Quý III/2026",
                ),
                ("", "Xây dựng báo cáo cải cách hành chính quý I", "Báo cáo", "Văn phòng Sở", "Tháng 3/2026"),
                ("", "Xây dựng báo cáo cải cách hành chính quý II", "Báo cáo", "Văn phòng Sở", "Tháng 6/2026"),
                ("c", "Tuyên truyền về công tác CCHC", "Tin, bài", "Văn phòng Sở", "Thường xuyên"),
                ("d", "Rà soát, đơn giản hóa thủ tục hành chính nội bộ", "Quyết định", "Văn phòng Sở", "Quý II/2026"),
                ("e", "Công khai, niêm yết TTHC tại Bộ phận Một cửa", "Bảng niêm yết", "Văn phòng Sở", "Thường xuyên"),
                ("f", "Triển khai kiện toàn tổ chức bộ máy Sở Nội vụ", "Đề án", "Phòng Tổ chức", "Quý II/2026"),
                ("g", "Chuyển đổi vị trí công tác đối với công chức", "Quyết định", "Phòng Tổ chức", "Năm 2026"),
                ("", "Đo lường mức độ hài lòng của người dân", "Báo cáo", "Văn phòng Sở", "Tháng 11/2026"),
            ),
        ),
    ),
)

SCHOOL = Twice(
    "school",
    "TRƯỜNG THCS NGUYỄN DU",
    "An Hạ",
    "Thực hiện nhiệm vụ năm học 2025 - 2026",
    (
        "I. NHIỆM VỤ TRỌNG TÂM",
        ("a", "Tổ chức hội thi giáo viên dạy giỏi cấp trường trong tháng 11/2025."),
        ("b", "Ôn tập, bồi dưỡng học sinh giỏi lớp 9 dự thi cấp tỉnh."),
        ("", "Phụ đạo học sinh còn hạn chế lớp 6."),
        ("c", "Kiểm tra hồ sơ, sổ sách của các tổ chuyên môn."),
        ("d", "Phối hợp với Trạm Y tế khám sức khỏe định kỳ cho học sinh."),
        ("", "Tổ chức sơ kết học kỳ I."),
        ("e", "Tổ chức Ngày hội đọc sách cho học sinh toàn trường."),
    ),
    (
        (
            "",
            (
                ("a", "Hội thi giáo viên dạy giỏi cấp trường", "", "Phó Hiệu trưởng", "Tháng 11/2025"),
                ("", "Tham gia hội thi giáo viên dạy giỏi cấp tỉnh", "", "Phó Hiệu trưởng", "Tháng 3/2026"),
                ("b", "Bồi dưỡng học sinh giỏi lớp 9", "", "Tổ Toán - Tin", "Tháng 9/2025"),
                ("", "Bồi dưỡng học sinh giỏi lớp 8", "", "Tổ Toán - Tin", "Tháng 4/2026"),
                ("", "Phụ đạo học sinh còn hạn chế lớp 7", "", "Tổ Ngữ văn", "Tháng 10/2025"),
                ("c", "Kiểm tra hồ sơ, sổ sách các tổ chuyên môn", "", "Ban Giám hiệu", "Tháng 12/2025"),
                ("d", "Khám sức khỏe định kỳ cho học sinh", "", "Nhân viên Y tế", "Tháng 10/2025"),
                ("", "Tổng kết năm học", "", "Ban Giám hiệu", "Tháng 5/2026"),
                ("e", "Ngày hội đọc sách", "", "Tổng phụ trách Đội", "Tháng 4/2026"),
            ),
        ),
    ),
)

SCHOOLS = Twice(
    "schools",
    "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
    "Hải Vân",
    "Kiểm tra các cơ sở giáo dục năm 2026",
    (
        "I. NỘI DUNG KIỂM TRA",
        ("", "Kiểm tra công tác bán trú tại Trường Tiểu học Lê Lợi."),
        ("a", "Kiểm tra công tác bán trú tại Trường Tiểu học Nguyễn Trãi."),
        ("b", "Kiểm tra việc thực hiện các khoản thu đầu năm học tại Trường THCS Trần Phú."),
        ("c", "Tập huấn nghiệp vụ kiểm tra nội bộ cho cán bộ quản lý."),
        ("", "Tập huấn phòng, chống đuối nước cho giáo viên thể dục."),
        ("d", "Tổng hợp, báo cáo kết quả kiểm tra toàn ngành trước ngày 15/12/2026."),
    ),
    (
        (
            "",
            (
                ("a", "Kiểm tra bán trú Trường Tiểu học Nguyễn Trãi", "Biên bản", "Bộ phận Tiểu học", "Tháng 3/2026"),
                ("", "Kiểm tra bán trú Trường Tiểu học Võ Thị Sáu", "Biên bản", "Bộ phận Tiểu học", "Tháng 4/2026"),
                (
                    "b",
                    "Kiểm tra các khoản thu đầu năm học tại Trường THCS Trần Phú",
                    "Biên bản",
                    "Bộ phận Kế toán",
                    "Tháng 10/2026",
                ),
                (
                    "",
                    "Kiểm tra các khoản thu đầu năm học tại Trường THCS Kim Đồng",
                    "Biên bản",
                    "Bộ phận Kế toán",
                    "Tháng 10/2026",
                ),
                ("c", "Tập huấn nghiệp vụ kiểm tra nội bộ", "Lớp tập huấn", "Bộ phận THCS", "Tháng 2/2026"),
                ("d", "Báo cáo tổng hợp kết quả kiểm tra toàn ngành", "Báo cáo", "Bộ phận THCS", "Tháng 12/2026"),
            ),
        ),
    ),
)

COMMUNE = Twice(
    "commune",
    "ỦY BAN NHÂN DÂN XÃ ĐỒNG MÂY",
    "Đồng Mây",
    "Xây dựng nông thôn mới nâng cao năm 2026",
    (
        "I. NHIỆM VỤ",
        ("a", "Nâng cấp 2,5 km đường trục thôn Đông, hoàn thành trước ngày 30/6/2026."),
        ("", "Nâng cấp 1,8 km đường trục thôn Đoài, hoàn thành trước ngày 30/9/2026."),
        ("b", "Xây dựng nhà văn hóa thôn Thượng theo hình thức Nhà nước và Nhân dân cùng làm."),
        ("c", "Vận động hộ dân phân loại rác tại nguồn, trồng hoa hai bên đường."),
        ("d", "Lắp đặt hệ thống chiếu sáng công cộng tại các trục đường chính."),
        ("e", "Hoàn thiện hồ sơ đề nghị công nhận xã đạt chuẩn nông thôn mới nâng cao."),
    ),
    (
        (
            "",
            (
                ("a", "Nâng cấp đường trục thôn Đông", "2,5 km đường", "Công chức Địa chính", "Tháng 8/2026"),
                ("b", "Xây dựng nhà văn hóa thôn Thượng", "Nhà văn hóa", "Công chức Văn hóa", "Quý III/2026"),
                ("", "Xây dựng nhà văn hóa thôn Hạ", "Nhà văn hóa", "Công chức Văn hóa", "Quý IV/2026"),
                (
                    "d",
                    "Lắp đặt hệ thống điện chiếu sáng công cộng các trục đường chính",
                    "",
                    "Công chức Địa chính",
                    "Quý II/2026",
                ),
                (
                    "e",
                    "Hồ sơ đề nghị công nhận xã đạt chuẩn nông thôn mới nâng cao",
                    "Hồ sơ",
                    "Văn phòng UBND xã",
                    "Tháng 11/2026",
                ),
            ),
        ),
        (
            "",
            (
                ("c", "Vận động hộ dân phân loại rác tại nguồn", "", "Hội Phụ nữ xã", "Thường xuyên"),
                ("", "Vận động hộ dân hiến đất làm đường", "", "Mặt trận Tổ quốc xã", "Quý I/2026"),
                ("", "Vận động nguồn lực xây dựng nhà văn hóa thôn Thượng", "", "Mặt trận Tổ quốc xã", "Quý I/2026"),
                (
                    "d",
                    "Lắp đặt hệ thống điện chiếu sáng công cộng các trục đường chính",
                    "",
                    "Công chức Địa chính",
                    "Quý II/2026",
                ),
            ),
        ),
    ),
)

DIGITAL = Twice(
    "digital",
    "BỘ VĂN HÓA",
    "Hà Nội",
    "Chuyển đổi số ngành Thư viện năm 2026",
    (
        "I. NHIỆM VỤ, GIẢI PHÁP",
        "1. Thể chế",
        (
            "a",
            "Vụ Thư viện chủ trì, phối hợp với Vụ Pháp chế xây dựng Thông tư quy định tiêu chuẩn thư viện số, "
            "trình Bộ trưởng trong Quý II/2026.",
        ),
        ("", "Vụ Thư viện chủ trì thẩm định hồ sơ đề nghị công nhận thư viện số."),
        ("b", "Giao Cục Công nghệ thông tin ban hành Quy chế quản lý, vận hành Cổng thư viện số quốc gia."),
        "2. Hạ tầng, dữ liệu",
        ("c", "Nâng cấp hạ tầng máy chủ của Thư viện Quốc gia để đáp ứng yêu cầu lưu trữ lâu dài tài liệu số."),
        ("d", "Số hóa 20.000 trang tài liệu Hán Nôm quý hiếm."),
        ("", "Số hóa 5.000 bản đồ cổ đang lưu giữ tại các thư viện tỉnh."),
        ("e", "Kết nối, chia sẻ dữ liệu biên mục giữa Thư viện Quốc gia và thư viện các tỉnh, thành phố."),
        ("f", "Tổ chức 02 lớp tập huấn kỹ năng số cho viên chức thư viện cấp tỉnh."),
    ),
    (
        (
            "",
            (
                (
                    "a",
                    "Xây dựng Thông tư quy định về tiêu chuẩn thư viện số",
                    "Thông tư",
                    "Vụ Thư viện",
                    "Tháng 8/2026",
                ),
                (
                    "b",
                    "Xây dựng Quy chế quản lý, vận hành Cổng thư viện số quốc gia",
                    "Quyết định",
                    "Vụ Thư viện",
                    "Quý III/2026",
                ),
                ("", "Vận hành Cổng thư viện số quốc gia", "Báo cáo", "Thư viện Quốc gia", "Thường xuyên"),
                (
                    "c",
                    "Nâng cấp hạ tầng máy chủ Thư viện Quốc gia",
                    "Hệ thống máy chủ",
                    "Thư viện Quốc gia",
                    "Năm 2026",
                ),
                ("d", "Số hóa tài liệu Hán Nôm quý hiếm", "20.000 trang", "Thư viện Quốc gia", "Quý IV/2026"),
                (
                    "e",
                    "Chia sẻ dữ liệu biên mục với thư viện các tỉnh, thành phố",
                    "Cơ sở dữ liệu",
                    "Thư viện Quốc gia",
                    "Quý IV/2026",
                ),
                ("f", "Tập huấn kỹ năng số cho viên chức thư viện cấp tỉnh", "02 lớp", "Trường Cán bộ", "Quý III/2026"),
                ("", "Tập huấn kỹ năng số cho viên chức thư viện cấp xã", "05 lớp", "Trường Cán bộ", "Quý IV/2026"),
            ),
        ),
    ),
)

REPORTS = Twice(
    "reports",
    "THANH TRA TỈNH",
    "Lam Giang",
    "Công tác phòng, chống tham nhũng năm 2026",
    (
        "I. NHIỆM VỤ",
        ("a", "Báo cáo kết quả công tác phòng, chống tham nhũng quý I/2026."),
        ("b", "Báo cáo kết quả công tác phòng, chống tham nhũng 6 tháng đầu năm 2026."),
        ("c", "Tổ chức họp giao ban khối nội chính trong tháng 3/2026."),
        ("", "Thanh tra trách nhiệm thực hiện pháp luật về tiếp công dân tại Sở Y tế."),
        ("d", "Tổ chức công khai bản kê khai tài sản, thu nhập của người có nghĩa vụ kê khai."),
        ("e", "Phối hợp với Báo Lam Giang mở chuyên mục phòng, chống tham nhũng."),
    ),
    (
        (
            "",
            (
                ("c", "Họp giao ban khối nội chính", "Thông báo", "Văn phòng", "Tháng 3/2026"),
                ("", "Họp giao ban khối nội chính", "Thông báo", "Văn phòng", "Tháng 6/2026"),
                ("", "Họp giao ban khối nội chính", "Thông báo", "Văn phòng", "Tháng 9/2026"),
                (
                    "a",
                    "Báo cáo kết quả công tác phòng, chống tham nhũng quý I/2026",
                    "Báo cáo",
                    "Phòng Nghiệp vụ 1",
                    "Tháng 3/2026",
                ),
                (
                    "",
                    "Báo cáo kết quả công tác phòng, chống tham nhũng quý III/2026",
                    "Báo cáo",
                    "Phòng Nghiệp vụ 1",
                    "Tháng 9/2026",
                ),
                (
                    "b",
                    "Báo cáo kết quả công tác PCTN 6 tháng đầu năm 2026",
                    "Báo cáo",
                    "Phòng Nghiệp vụ 1",
                    "Tháng 6/2026",
                ),
                (
                    "",
                    "Thanh tra trách nhiệm thực hiện pháp luật về tiếp công dân tại Sở Xây dựng",
                    "Kết luận",
                    "Phòng Nghiệp vụ 2",
                    "Quý II/2026",
                ),
                ("d", "Công khai bản kê khai tài sản, thu nhập", "Biên bản", "Phòng Nghiệp vụ 3", "Tháng 12/2026"),
                (
                    "e",
                    "Mở chuyên mục phòng, chống tham nhũng trên Báo Lam Giang",
                    "Chuyên mục",
                    "Văn phòng",
                    "Quý II/2026",
                ),
            ),
        ),
    ),
)

HEALTH = Twice(
    "health",
    "SỞ Y TẾ",
    "Hải Vân",
    "Phòng, chống bệnh không lây nhiễm năm 2026",
    (
        "I. NHIỆM VỤ",
        ("a", "Khám sàng lọc tăng huyết áp cho người từ đủ 40 tuổi tại cộng đồng."),
        ("", "Khám sàng lọc đái tháo đường cho người từ đủ 40 tuổi tại cộng đồng."),
        ("b", "Tập huấn chuyên môn về quản lý điều trị tăng huyết áp cho cán bộ trạm y tế xã."),
        ("", "Tập huấn chuyên môn về quản lý điều trị hen phế quản cho cán bộ bệnh viện huyện."),
        ("c", "Truyền thông phòng, chống tác hại của rượu, bia trong trường học."),
        ("", "Truyền thông phòng, chống tác hại của thuốc lá trong trường học."),
        ("d", "Sơ kết 6 tháng thực hiện Kế hoạch."),
        ("e", "Cấp phát sổ theo dõi sức khỏe cho bệnh nhân tăng huyết áp đang điều trị ngoại trú."),
    ),
    (
        (
            "",
            (
                ("a", "Khám sàng lọc tăng huyết áp tại cộng đồng", "", "Trung tâm Kiểm soát bệnh tật", "Quý II/2026"),
                ("", "Khám sàng lọc ung thư vú tại cộng đồng", "", "Bệnh viện Ung bướu", "Quý III/2026"),
                (
                    "b",
                    "Tập huấn quản lý điều trị tăng huyết áp cho cán bộ trạm y tế",
                    "",
                    "Bệnh viện Đa khoa tỉnh",
                    "Quý I/2026",
                ),
                (
                    "c",
                    "Truyền thông về phòng, chống tác hại rượu, bia trong trường học",
                    "",
                    "Trung tâm Kiểm soát bệnh tật",
                    "Tháng 9/2026",
                ),
                (
                    "",
                    "Truyền thông phòng, chống tác hại rượu, bia tại nơi làm việc",
                    "",
                    "Trung tâm Kiểm soát bệnh tật",
                    "Tháng 5/2026",
                ),
                ("d", "Sơ kết 6 tháng thực hiện Kế hoạch", "Báo cáo", "Phòng Nghiệp vụ Y", "Tháng 7/2026"),
                ("", "Tổng kết thực hiện Kế hoạch năm 2026", "Báo cáo", "Phòng Nghiệp vụ Y", "Tháng 12/2026"),
                (
                    "e",
                    "Cấp sổ theo dõi sức khỏe cho bệnh nhân tăng huyết áp điều trị ngoại trú",
                    "",
                    "Phòng Nghiệp vụ Y",
                    "Quý I/2026",
                ),
            ),
        ),
    ),
)

STORMS = Twice(
    "storms",
    "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ",
    "Lam Giang",
    "Phòng, chống thiên tai năm 2026",
    (
        "I. NHIỆM VỤ CỤ THỂ",
        ("a", "Kiểm tra, gia cố các đoạn đê xung yếu trước mùa mưa bão."),
        ("b", "Xây dựng phương án sơ tán dân vùng ngập lụt, trình UBND tỉnh phê duyệt trước ngày 31/5/2026."),
        ("", "Xây dựng phương án bảo đảm an toàn hồ chứa nước Suối Hai."),
        ("c", "Tổ chức diễn tập tìm kiếm cứu nạn trên sông."),
        ("d", "Dự trữ vật tư, phương tiện, nhu yếu phẩm theo phương châm bốn tại chỗ."),
        ("e", "Củng cố lực lượng xung kích phòng, chống thiên tai cấp xã."),
    ),
    (
        (
            "",
            (
                ("a", "Gia cố các đoạn đê xung yếu", "Biên bản nghiệm thu", "Chi cục Thủy lợi", "Trước ngày 31/5/2026"),
                ("b", "Phương án sơ tán dân vùng ngập lụt", "Phương án", "Chi cục Thủy lợi", "Tháng 7/2026"),
                ("", "Phương án bảo đảm an toàn hồ chứa nước Đồng Mô", "Phương án", "Chi cục Thủy lợi", "Tháng 4/2026"),
                ("c", "Diễn tập tìm kiếm cứu nạn trên sông", "", "Bộ Chỉ huy quân sự tỉnh", "Quý II/2026"),
                ("", "Diễn tập chữa cháy rừng", "", "Chi cục Kiểm lâm", "Quý II/2026"),
                ("d", "Dự trữ vật tư, phương tiện, nhu yếu phẩm", "", "UBND các xã", "Trước ngày 30/4/2026"),
                ("e", "Củng cố lực lượng xung kích PCTT cấp xã", "", "UBND các xã", "Quý I/2026"),
            ),
        ),
    ),
)

ALL = (ADMINISTRATION, SCHOOL, SCHOOLS, COMMUNE, DIGITAL, REPORTS, HEALTH, STORMS)
