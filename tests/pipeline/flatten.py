# ruff: noqa: E501 (word lists)
"""Random task tables laid out on pages and flattened as PDF converters do: the test bed of `pipeline.flattened`.

The layout is physical: every cell is wrapped at its column's width and set at the top, in the middle, or (mixed) each
column in its own way; text leaves cell by cell, and neighbouring cells share a line only where they were printed at the
same height.  Rows break over pages; page numbers and repeated headers stand between.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from random import Random

from pipeline.read.document import Line

ROLES = {
    "number": ["STT", "TT", "Số TT"],
    "task": ["Nội dung công việc", "Nhiệm vụ", "Tên nhiệm vụ", "Nội dung", "Hoạt động", "Nội dung, nhiệm vụ"],
    "products": ["Sản phẩm", "Kết quả", "Sản phẩm đầu ra", "Kết quả, sản phẩm", "Dự kiến kết quả"],
    "lead_units": [
        "Cơ quan chủ trì",
        "Đơn vị chủ trì",
        "Đơn vị thực hiện",
        "Chủ trì",
        "Bộ phận chủ trì",
        "Người thực hiện",
    ],
    "coordinating_units": ["Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp", "Bộ phận phối hợp"],
    "deadlines": ["Thời gian", "Thời hạn hoàn thành", "Tiến độ", "Thời gian thực hiện", "Hạn hoàn thành"],
    "note": ["Ghi chú"],
}
ORDERS = [
    ["number", "task", "products", "lead_units", "coordinating_units", "deadlines"],
    ["number", "task", "lead_units", "coordinating_units", "deadlines", "products"],
    ["number", "task", "lead_units", "coordinating_units", "products", "deadlines"],
    ["number", "task", "deadlines", "lead_units", "coordinating_units", "note"],
    ["number", "task", "products", "deadlines", "lead_units", "coordinating_units", "note"],
    ["number", "task", "lead_units", "deadlines"],
    ["number", "task", "deadlines", "lead_units", "products"],
    ["number", "task", "lead_units", "coordinating_units", "deadlines", "note"],
    ["task", "lead_units", "coordinating_units", "deadlines"],
    ["task", "products", "lead_units", "deadlines"],
]
WIDTHS = {
    "number": (3, 5), "task": (28, 60), "products": (14, 26), "lead_units": (13, 22), "coordinating_units": (15, 28),
    "deadlines": (11, 20), "note": (8, 12),
}  # fmt: skip

VERBS = [
    "Xây dựng", "Triển khai", "Tổ chức", "Rà soát", "Tham mưu ban hành", "Cập nhật", "Kiểm tra", "Tập huấn", "Công khai", "Khảo sát",
    "Vận hành", "Nâng cấp", "Theo dõi, đôn đốc", "Bổ sung", "Chấm điểm", "Lắp đặt", "Tuyên truyền", "Hoàn thiện", "Số hóa", "Trồng mới",
]  # fmt: skip
OBJECTS = [
    "phương án phòng, chống thiên tai và tìm kiếm cứu nạn", "quy trình vận hành hồ chứa nước", "hệ thống camera giám sát giao thông",
    "hồ sơ bệnh án điện tử tại các cơ sở y tế", "chương trình sữa học đường", "phong trào đọc sách", "cơ sở dữ liệu về đất đai",
    "việc thực hiện Nghị định số 30/2020/NĐ-CP của Chính phủ", "công tác tiêm chủng mở rộng cho trẻ em dưới 5 tuổi", "bộ tiêu chí trường học an toàn",
    "hoạt động khuyến nông và chuyển giao kỹ thuật", "mô hình tổ hợp tác nuôi trồng thủy sản", "các tuyến đường liên thôn",
    "việc tiết kiệm điện trong cơ quan", "danh mục vị trí việc làm theo hướng dẫn của Bộ Nội vụ", "hội thi giáo viên dạy giỏi",
    "lễ kỷ niệm ngày thành lập ngành", "quỹ nhà ở xã hội cho công nhân", "sổ tay nghiệp vụ", "thư viện số dùng chung",
]  # fmt: skip
TAILS = [
    "", "", "", "trên địa bàn huyện", "giai đoạn 2026 - 2030", "năm học 2026-2027", "theo chỉ đạo của UBND tỉnh", "phù hợp với điều kiện thực tế",
    "bảo đảm đúng tiến độ, chất lượng và hiệu quả", "gắn với đánh giá, xếp loại công chức, viên chức hằng năm", "tại Văn phòng Bộ và các cục trực thuộc",
    "để phục vụ người dân, doanh nghiệp", "theo Quyết định số 17/QĐ-BYT ngày 04/01/2026 của Bộ trưởng Bộ Y tế",
]  # fmt: skip
OFFICES = {
    "ministry": [
        "Vụ Tổ chức cán bộ", "Cục Thủy lợi", "Văn phòng Bộ", "Thanh tra Bộ", "Vụ Kế hoạch - Tài chính", "Cục Quản lý khám, chữa bệnh", "Viện Khoa học quản lý",
        "Các cục, vụ thuộc Bộ", "Vụ Pháp chế", "Trung tâm Thông tin",
    ],
    "province": [
        "Sở Y tế", "Sở Nông nghiệp và Môi trường", "Công an tỉnh", "UBND các xã, phường", "Văn phòng UBND tỉnh", "Sở Tài chính", "Ban Quản lý khu kinh tế",
        "Bộ Chỉ huy Quân sự tỉnh", "Các sở, ban, ngành", "Hội Nông dân tỉnh", "Bảo hiểm xã hội tỉnh",
    ],
    "commune": [
        "Phòng Văn hóa - Xã hội", "Công an xã", "Phòng Kinh tế", "Trạm Y tế", "Trung tâm Phục vụ hành chính công", "Hội Phụ nữ xã", "Đoàn Thanh niên",
        "Các thôn", "UBMTTQ xã", "Văn phòng HĐND và UBND xã", "Ban Chỉ huy Quân sự",
    ],
    "school": [
        "Ban giám hiệu", "Tổ chuyên môn", "Tổ Văn phòng", "Công đoàn", "Đoàn trường", "GVCN các lớp", "Hiệu trưởng", "Tổ Toán - Tin", "Thư viện", "Toàn thể giáo viên",
        "Ban đại diện cha mẹ học sinh", "Y tế trường học",
    ],
    "hospital": [
        "Phòng Điều dưỡng", "Khoa Dược", "Phòng Công tác xã hội", "Các khoa, phòng", "Phòng Tổ chức - Hành chính", "Khoa Kiểm soát nhiễm khuẩn", "Ban Giám đốc",
        "Trung tâm Đào tạo", "Tổ Công nghệ thông tin",
    ],
}  # fmt: skip
PRODUCTS = [
    "Kế hoạch", "Báo cáo", "Quyết định của UBND tỉnh", "Tờ trình", "Văn bản chỉ đạo", "Hội nghị", "Báo cáo kết quả khảo sát", "Phần mềm được nghiệm thu",
    "Quy chế phối hợp", "Công văn hướng dẫn", "Danh mục được phê duyệt", "05 lớp tập huấn", "Hồ sơ nghiệm thu", "Chuyên mục trên cổng thông tin", "Biên bản kiểm tra",
    "100% hồ sơ được cập nhật", "Đề án", "Tài liệu, tờ gấp tuyên truyền", "Cơ sở dữ liệu", "Nghị quyết của HĐND",
]  # fmt: skip
TIMES = [
    "Tháng {m}/2026", "Quý {q}/2026", "Quý {q} năm 2026", "Năm 2026", "Trong năm 2026", "Thường xuyên", "Trước ngày {d}/{m}/2026", "Hằng tháng", "{d}/{m}/2026",
    "Khi có hướng dẫn của cấp trên", "Tháng {m}", "Từ tháng 3 đến tháng {m}/2026", "Cả năm", "Theo kế hoạch của tỉnh", "6 tháng đầu năm 2026", "Hàng quý", "Tuần {q} tháng {m}",
    "Chậm nhất ngày {d}/{m}/2026", "Sau khi được phê duyệt",
]  # fmt: skip
NOTES = ["", "", "", "Chuyển tiếp", "Bổ sung", "Theo KH 12"]
SECTIONS = [
    "Công tác chỉ đạo, điều hành", "Phát triển kinh tế số và xã hội số", "Nhiệm vụ chuyên môn", "Xây dựng đội ngũ", "Cơ sở vật chất, trang thiết bị và tài chính phục vụ hoạt động",
    "Thông tin, truyền thông", "Nhóm nhiệm vụ về thể chế",
]  # fmt: skip
PROSE = [
    "Nơi nhận:", "PHỤ LỤC 2", "Ghi chú: Các đơn vị chủ động cập nhật tiến độ vào phần mềm theo dõi trước ngày cuối tháng.",
    "Trên đây là kế hoạch công tác của đơn vị; trong quá trình thực hiện nếu có khó khăn, vướng mắc, các phòng kịp thời",
    "phản ánh về Văn phòng để tổng hợp, báo cáo lãnh đạo xem xét, điều chỉnh cho phù hợp với tình hình thực tế của địa phương.",
]  # fmt: skip


# Words that the lexicon of `pipeline.flattened` mostly does not know: what the method makes of layout and repetition alone.
STRANGE_UNITS = [
    "Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Phúc", "Ông Đỗ Minh Khang", "Giáo vụ", "Hậu cần", "Pháp lý", "Nhà máy nước số 2", "Vườn quốc gia", "Xí nghiệp Thủy nông", "Cảng vụ hàng hải", "Điện lực khu vực 3",
]  # fmt: skip
STRANGE_PRODUCTS = [
    "Nhật ký công việc", "Bài giảng điện tử", "Video giới thiệu", "Km đường bê tông", "Vườn ươm mẫu", "Chứng chỉ", "Hai tuyến phố sạch", "Sơ đồ tư duy", "Thẻ nhân viên", "Thư cảm ơn",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A flattened table in its document: `rows` are the true cells (header excluded), [start, end) its lines."""

    lines: list[Line]
    roles: list[str]
    rows: list[list[str]]
    start: int
    end: int


def sample(seed: int, *, strange: bool = False) -> Sample:
    """One random table; the same seed gives the same table. `strange` takes units and products of other words."""
    rng = Random(seed)
    roles = rng.choice(ORDERS)
    rows = _rows(
        rng,
        roles,
        STRANGE_UNITS if strange else OFFICES[rng.choice(sorted(OFFICES))],
        STRANGE_PRODUCTS if strange else PRODUCTS,
    )
    widths = [rng.randint(*WIDTHS[role]) for role in roles]
    header = [rng.choice(ROLES[role]) for role in roles]
    rows_per_page = rng.choice([22, 30, 38])
    paged = rng.random() < 0.5
    glue = rng.random() < 0.85
    align = [rng.choice(["top", "middle"])] * len(roles)
    if rng.random() < 0.15:
        align = ["middle" if role in ("number", "deadlines") else "top" for role in roles]
    repeat = rng.random() < 0.35
    folio = rng.random() < 0.6
    can_split = rng.random() < 0.6
    out: list[tuple[str, int]] = [("KẾ HOẠCH CÔNG TÁC NĂM 2026", 1), ("(Kèm theo Kế hoạch số 15/KH-UBND)", 1)]
    page, y = 1, 4.0
    start = len(out)
    head_lines = _print([header], widths, ["top"] * len(roles), glue)
    out += [(text, page) for text, _ in head_lines]
    y += max(height for _, height in head_lines)
    truth: list[list[str]] = []
    for row in rows:
        section = row[0] if roles[0] == "number" and not row[0][:1].isdigit() else ""
        whole = list(row)
        row_widths = list(widths)
        if section:
            row_widths[1] = sum(widths[1:]) if rng.random() < 0.7 else widths[1]
        printed = _print([whole], row_widths, align, glue)
        height = max(h for _, h in printed)
        room = rows_per_page - y
        if height > room:
            if can_split and room >= 3 and height > 3 and not section:
                cells = [_wrap(text, width) for text, width in zip(whole, row_widths, strict=True)]
                upper, lower = _split(cells, align, int(room))
                out += [(text, page) for text in upper]
                page, y = _new_page(out, page, folio, rng), 0.0
                if repeat:
                    out += [(text, page) for text, _ in head_lines]
                    y += max(h for _, h in head_lines)
                out += [(text, page) for text in lower]
                y += height - room
                truth.append(row)
                continue
            page, y = _new_page(out, page, folio, rng), 0.0
            if repeat:
                out += [(text, page) for text, _ in head_lines]
                y += max(h for _, h in head_lines)
        out += [(text, page) for text, _ in printed]
        y += height
        truth.append(row)
    end = len(out)
    kind = rng.choice([0, 1, 2, 3, 4])
    tail = [] if kind == 4 else PROSE[3:] if kind == 3 else [PROSE[kind], "Phòng Tài vụ lưu hồ sơ."]
    out += [(text, page) for text in tail]
    lines = [Line(text, page=number if paged else None) for text, number in out]
    return Sample(lines, roles, truth, start, end)


def _new_page(out: list[tuple[str, int]], page: int, folio: bool, rng: Random) -> int:
    if folio:
        out.append((str(page + 1), page + 1))
    return page + 1


def _rows(rng: Random, roles: list[str], units: list[str], products: list[str]) -> list[list[str]]:
    favourites = rng.sample(units, k=min(len(units), rng.randint(3, 8)))
    groups = [_group(rng, units) for _ in range(rng.randint(2, 4))]
    sections = rng.random() < 0.5 and roles[0] == "number"
    restart = rng.random() < 0.4
    dot = rng.choice(["", "", "."])
    rows: list[list[str]] = []
    number = section = 0
    for _ in range(rng.randint(5, 25)):
        if sections and (not rows or rng.random() < 0.2):
            section += 1
            if restart:
                number = 0
            rows.append(
                [
                    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI"][min(section - 1, 10)] + dot,
                    rng.choice(SECTIONS),
                ]
                + [""] * (len(roles) - 2)
            )
        number += 1
        cells = {
            "number": f"{number}{dot}",
            "task": _task(rng),
            "products": _products(rng, products),
            "lead_units": rng.choice(favourites),
            "coordinating_units": rng.choice(groups)
            if rng.random() < 0.7
            else rng.choice(favourites)
            if rng.random() < 0.8
            else "",
            "deadlines": rng.choice(TIMES).format(
                m=rng.randint(1, 12), q=rng.choice(["I", "II", "III", "IV"]), d=rng.randint(1, 28)
            ),
            "note": rng.choice(NOTES),
        }
        rows.append([cells[role] for role in roles])
    return rows


def _task(rng: Random) -> str:
    text = f"{rng.choice(VERBS)} {rng.choice(OBJECTS)} {rng.choice(TAILS)}".strip()
    if rng.random() < 0.25:
        text += f"; {rng.choice(VERBS).lower()} {rng.choice(OBJECTS)}"
    return text + rng.choice(["", "", "."])


def _products(rng: Random, products: list[str]) -> str:
    if rng.random() < 0.25:
        return "\n".join(f"- {text}" for text in rng.sample(products, k=2))
    return rng.choice(products)


def _group(rng: Random, units: list[str]) -> str:
    names = rng.sample(units, k=rng.randint(1, 3))
    style = rng.choice(["dash", "semicolon", "comma"])
    if style == "dash" and len(names) > 1:
        return "\n".join(f"- {name};" for name in names[:-1]) + f"\n- {names[-1]}."
    return ("; " if style == "semicolon" else ", ").join(names)


def _wrap(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False) or [""]
    return [line for line in lines if line]


def _places(cells: list[list[str]], align: list[str]) -> list[tuple[str, float, int]]:
    """(text, height in lines from the row's top, column), cell by cell."""
    height = max((len(cell) for cell in cells), default=1)
    out = []
    for c, cell in enumerate(cells):
        top = 0.0 if align[c] == "top" else (height - len(cell)) / 2
        out += [(text, top + k, c) for k, text in enumerate(cell)]
    return out


def _join(places: list[tuple[str, float, int]], glue: bool = True) -> list[str]:
    """Printed lines: a cell's first line joins the line before where both stand at the same height."""
    out: list[str] = []
    last = -1.0
    for text, height, _ in places:
        if glue and out and height == last:
            out[-1] += " " + text
        else:
            out.append(text)
        last = height
    return out


def _print(rows: list[list[str]], widths: list[int], align: list[str], glue: bool) -> list[tuple[str, int]]:
    cells = [_wrap(text, width) for text, width in zip(rows[0], widths, strict=True)]
    height = max((len(cell) for cell in cells), default=1)
    return [(text, height) for text in _join(_places(cells, align), glue)]


def _split(cells: list[list[str]], align: list[str], room: int) -> tuple[list[str], list[str]]:
    """A row broken over two pages: what stands above the break in every cell, then what stands below."""
    places = _places(cells, align)
    upper = [place for place in places if place[1] < room]
    lower = [place for place in places if place[1] >= room]
    return _join(upper), _join(lower)
