"""Canonical names: what one unit is called in all ways of printing it, and what is not expanded."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.lexicon import load
from extractors.unit_canonical import Names, canonical, unit_key
from extractors.unit_plural import is_collective
from extractors.unit_spelling import squeeze

NAMES = """
Phòng TCCB | Phòng Tổ chức cán bộ
phòng TCCB | Phòng Tổ chức cán bộ
P. TCCB | Phòng Tổ chức cán bộ
P.TCCB | Phòng Tổ chức cán bộ
Phòng Tổ chức - Cán bộ | Phòng Tổ chức cán bộ
Phòng Tổ chức, cán bộ | Phòng Tổ chức cán bộ
PHÒNG TỔ CHỨC CÁN BỘ | Phòng Tổ chức cán bộ
P. Tổ chức cán bộ | Phòng Tổ chức cán bộ
TP. TCCB | Trưởng phòng Tổ chức cán bộ
Trưởng P. TCCB | Trưởng phòng Tổ chức cán bộ
TT. Xúc tiến du lịch | Trung tâm Xúc tiến du lịch
VP. UBND tỉnh | Văn phòng Ủy ban nhân dân tỉnh
UBND TP. Huế | Ủy ban nhân dân thành phố Huế
Phòng KH-TC | Phòng Kế hoạch - Tài chính
Phòng KHTC | Phòng Kế hoạch - Tài chính
Phòng KH&TC | Phòng Kế hoạch - Tài chính
Phòng KH - TC | Phòng Kế hoạch - Tài chính
Phòng Kế hoạch – Tài chính | Phòng Kế hoạch - Tài chính
Phòng Kế hoạch & Tài chính | Phòng Kế hoạch - Tài chính
Phòng Kế hoạch, Tài chính | Phòng Kế hoạch - Tài chính
Phòng kế hoạch và tài chính | Phòng Kế hoạch - Tài chính
Phòng Kế hoạch - TC | Phòng Kế hoạch - Tài chính
Phòng TC-KH | Phòng Tài chính - Kế hoạch
Phòng TCHC | Phòng Tổ chức - Hành chính
Phòng HC-TH | Phòng Hành chính - Tổng hợp
Phòng KHTH | Phòng Kế hoạch tổng hợp
Phòng VH-XH | Phòng Văn hóa - Xã hội
Phòng Văn hoá – Xã hội | Phòng Văn hóa - Xã hội
Phòng KT, HT và ĐT | Phòng Kinh tế, Hạ tầng và Đô thị
Phòng LĐ-TB&XH | Phòng Lao động - Thương binh và Xã hội
Phòng LĐTBXH huyện Mai Sơn | Phòng Lao động - Thương binh và Xã hội huyện Mai Sơn
Phòng TN&MT | Phòng Tài nguyên và Môi trường
Phòng TNMT huyện | Phòng Tài nguyên và Môi trường huyện
Phòng GDTrH | Phòng Giáo dục Trung học
Phòng GDTH | Phòng Giáo dục Tiểu học
Phòng CNTT | Phòng Công nghệ thông tin
Phòng CTSV | Phòng Công tác sinh viên
Phòng CCHC | Phòng Cải cách hành chính
Sở GDĐT | Sở Giáo dục và Đào tạo
Sở GD&ĐT | Sở Giáo dục và Đào tạo
Sở GD-ĐT | Sở Giáo dục và Đào tạo
Sở GD & ĐT | Sở Giáo dục và Đào tạo
Sở GD và ĐT | Sở Giáo dục và Đào tạo
sở Giáo dục - Đào tạo | Sở Giáo dục và Đào tạo
Sở Giáo dục & Đào tạo | Sở Giáo dục và Đào tạo
SỞ GIÁO DỤC VÀ ĐÀO TẠO | Sở Giáo dục và Đào tạo
Sở NN&PTNT | Sở Nông nghiệp và Phát triển nông thôn
Sở NNPTNT | Sở Nông nghiệp và Phát triển nông thôn
Sở Nông nghiệp & PTNT | Sở Nông nghiệp và Phát triển nông thôn
Sở NN&MT | Sở Nông nghiệp và Môi trường
Sở LĐTBXH | Sở Lao động - Thương binh và Xã hội
Sở Lao động – TB&XH | Sở Lao động - Thương binh và Xã hội
Sở VHTTDL | Sở Văn hóa, Thể thao và Du lịch
Sở VH,TT&DL | Sở Văn hóa, Thể thao và Du lịch
Sở VH-TT-DL | Sở Văn hóa, Thể thao và Du lịch
Sở VHTT | Sở Văn hóa và Thể thao
Sở TTTT | Sở Thông tin và Truyền thông
Sở TT&TT | Sở Thông tin và Truyền thông
Sở KHCN | Sở Khoa học và Công nghệ
Sở KH&CN | Sở Khoa học và Công nghệ
Sở KHĐT | Sở Kế hoạch và Đầu tư
Sở KH-ĐT | Sở Kế hoạch và Đầu tư
Sở GTVT | Sở Giao thông vận tải
Sở TC | Sở Tài chính
Sở YT | Sở Y tế
Sở y tế | Sở Y tế
Sở NV | Sở Nội vụ
Sở Nội Vụ tỉnh | Sở Nội vụ tỉnh
Sở Công thương | Sở Công Thương
Bộ GD&ĐT | Bộ Giáo dục và Đào tạo
Bộ TT&TT | Bộ Thông tin và Truyền thông
Vụ KH-TC | Vụ Kế hoạch - Tài chính
Vụ TCCB | Vụ Tổ chức cán bộ
Giám đốc Sở GDĐT | Giám đốc Sở Giáo dục và Đào tạo
Trưởng phòng TCCB | Trưởng phòng Tổ chức cán bộ
Trưởng Phòng Nội vụ | Trưởng phòng Nội vụ
UBND tỉnh | Ủy ban nhân dân tỉnh
UBND Tỉnh | Ủy ban nhân dân tỉnh
Uỷ ban nhân dân tỉnh | Ủy ban nhân dân tỉnh
Ủy Ban Nhân Dân Tỉnh | Ủy ban nhân dân tỉnh
ỦY BAN NHÂN DÂN XÃ TÂN AN | Ủy ban nhân dân xã Tân An
UBND TP | Ủy ban nhân dân Thành phố
UBND thành phố | Ủy ban nhân dân Thành phố
UBND TP. Hà Nội | Ủy ban nhân dân thành phố Hà Nội
UBND TP Hà Nội | Ủy ban nhân dân thành phố Hà Nội
UBND TPHCM | Ủy ban nhân dân Thành phố Hồ Chí Minh
Đối với UBND xã | Ủy ban nhân dân xã
Đề nghị UBND tỉnh | Ủy ban nhân dân tỉnh
UBND xã; | Ủy ban nhân dân xã
Ủy ban nhân dân (UBND) xã | Ủy ban nhân dân xã
HĐND tỉnh | Hội đồng nhân dân tỉnh
Thường trực HĐND tỉnh | Thường trực Hội đồng nhân dân tỉnh
Văn phòng UBND tỉnh | Văn phòng Ủy ban nhân dân tỉnh
VP UBND tỉnh | Văn phòng Ủy ban nhân dân tỉnh
VP HĐND-UBND | Văn phòng Hội đồng nhân dân và Ủy ban nhân dân
Văn phòng HĐND và UBND xã | Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã
Văn phòng HĐND & UBND xã | Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã
Văn phòng Đoàn ĐBQH và HĐND tỉnh | Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh
UBMTTQ xã | Ủy ban Mặt trận Tổ quốc Việt Nam xã
UB MTTQ xã | Ủy ban Mặt trận Tổ quốc Việt Nam xã
Ủy ban MTTQ Việt Nam tỉnh | Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh
UBMTTQVN tỉnh | Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh
MTTQ xã | Mặt trận Tổ quốc Việt Nam xã
BHXH tỉnh | Bảo hiểm xã hội tỉnh
Bảo hiểm Xã hội tỉnh | Bảo hiểm xã hội tỉnh
KBNN huyện | Kho bạc Nhà nước huyện
CA xã | Công an xã
CATP | Công an Thành phố
Công an TP | Công an Thành phố
VP Sở | Văn phòng Sở
BCĐ CCHC | Ban Chỉ đạo cải cách hành chính
Ban Chỉ đạo CĐS tỉnh | Ban Chỉ đạo chuyển đổi số tỉnh
Ban chỉ đạo chuyển đổi số | Ban Chỉ đạo chuyển đổi số
BQL dự án | Ban Quản lý dự án
Ban QLDA huyện | Ban Quản lý dự án huyện
Hội đồng TĐKT | Hội đồng Thi đua - Khen thưởng
HĐ TĐKT tỉnh | Hội đồng Thi đua - Khen thưởng tỉnh
Ban Giám Hiệu | Ban Giám hiệu
BGH | Ban Giám hiệu
LĐLĐ tỉnh | Liên đoàn Lao động tỉnh
Hội LHPN xã | Hội Liên hiệp Phụ nữ xã
Hội Phụ nữ xã | Hội Liên hiệp Phụ nữ xã
Hội CCB xã | Hội Cựu chiến binh xã
Đoàn TNCS Hồ Chí Minh xã | Đoàn Thanh niên Cộng sản Hồ Chí Minh xã
Đoàn TN | Đoàn Thanh niên
Đoàn ĐBQH tỉnh | Đoàn đại biểu Quốc hội tỉnh
TTYT huyện | Trung tâm Y tế huyện
Trạm y tế xã | Trạm Y tế xã
BVĐK tỉnh | Bệnh viện Đa khoa tỉnh
Trung tâm HCC | Trung tâm Phục vụ hành chính công
Trung tâm Phục vụ Hành chính công xã | Trung tâm Phục vụ hành chính công xã
Trung tâm KSBT tỉnh | Trung tâm Kiểm soát bệnh tật tỉnh
Trung tâm GDNN-GDTX huyện | Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện
Chi cục VTLT | Chi cục Văn thư - Lưu trữ
Chi cục THADS huyện | Chi cục Thi hành án dân sự huyện
Ban CHQS xã | Ban Chỉ huy Quân sự xã
Bộ CHQS tỉnh | Bộ Chỉ huy Quân sự tỉnh
Trường THPT Chu Văn An | Trường Trung học phổ thông Chu Văn An
Trường TH&THCS Nà Lơi | Trường Tiểu học và Trung học cơ sở Nà Lơi
Trường TH Kim Đồng | Trường Tiểu học Kim Đồng
Trường MN Hoa Sen | Trường Mầm non Hoa Sen
Trường PTDTNT tỉnh | Trường Phổ thông dân tộc nội trú tỉnh
Tổ KHTN | Tổ Khoa học tự nhiên
các phòng thuộc Sở | Các phòng thuộc Sở
phòng thuộc Sở | Các phòng thuộc Sở
Đối với các Phòng thuộc sở | Các phòng thuộc Sở
Toàn thể các phòng thuộc Sở | Các phòng thuộc Sở
các Sở, ban, ngành | Các sở, ban, ngành
Sở, ban, ngành tỉnh | Các sở, ban, ngành tỉnh
UBND các xã, phường | Ủy ban nhân dân các xã, phường
UBND xã, phường | Ủy ban nhân dân các xã, phường
Chủ tịch UBND các xã, phường | Chủ tịch Ủy ban nhân dân các xã, phường
UBND các huyện, thành phố | Ủy ban nhân dân các huyện, thành phố
Thủ trưởng các đơn vị | Thủ trưởng các đơn vị
thủ trưởng các Đơn vị trực thuộc | Thủ trưởng các đơn vị trực thuộc
các trường THPT | Các trường trung học phổ thông
Hiệu trưởng các trường THPT | Hiệu trưởng các trường trung học phổ thông
đơn vị có liên quan | Các đơn vị có liên quan
Toàn thể CBGVNV | Cán bộ, giáo viên, nhân viên
CBCCVC và NLĐ | Cán bộ, công chức, viên chức và người lao động
Các phòng Giáo dục và Đào tạo | Các phòng Giáo dục và Đào tạo
các Sở GDĐT | Các Sở Giáo dục và Đào tạo
Phòng Quản lí chất lượng | Phòng Quản lý chất lượng
Toà án nhân dân tỉnh | Tòa án nhân dân tỉnh
Sở Văn hoá và Thể thao | Sở Văn hóa và Thể thao
Phòng Cảnh sát giao thông (Công an tỉnh) | Phòng Cảnh sát giao thông (Công an tỉnh)
Sở Nội vụ (cơ quan thường trực) | Sở Nội vụ
"""

# Abbreviations of several readings, and words that look like one: as printed.
UNCHANGED = [
    "Phòng TH",  # Tổng hợp, Tiểu học
    "Phòng TC",  # Tổ chức, Tài chính
    "Phòng KT",  # Kinh tế, Kỹ thuật
    "Phòng NV",  # Nội vụ, Nghiệp vụ
    "Phòng QLĐT",  # Quản lý đô thị, đào tạo, đầu tư
    "Trung tâm VHTT",  # Văn hóa - Thông tin, Văn hóa - Thể thao
    "TT Phú Mỹ",  # Trung tâm, Thị trấn
    "P. Bến Nghé",  # Phòng, Phường
    "BCH xã",
    "BCHQS xã",
    "BTC",
    "Công ty TNHH MTV Thoát nước Hà Nội",
    "VNPT Hà Nội",
    "Cán bộ y tế",
    "Chi hội Nông dân",
    "Văn phòng Huyện ủy",
    "Tỉnh ủy",
    "Văn phòng Sở - bộ phận Cải cách hành chính",
    "Liên hiệp các Hội Khoa học và Kỹ thuật",
    "Ban Quản lý các Khu công nghiệp",
    "Phòng Kiểm tra Xây dựng và phòng cháy, chữa cháy",
]

MANY = [
    "Các phòng thuộc Sở",
    "UBND các xã, phường",
    "UBND xã, phường",
    "UBND cấp xã",
    "UBND xã/phường",
    "các cơ quan, đơn vị có liên quan",
    "Thủ trưởng các đơn vị",
    "các chi bộ",
    "Sở, ban, ngành",
    "phòng thuộc Sở",
    "một số phòng",
    "Hiệu trưởng các trường THPT",
    "tập thể, cá nhân",
    "Giáo viên chủ nhiệm",
    "Cán bộ, công chức",
    "Trưởng các phòng",
    "Công an các xã",
    "các đơn vị trực thuộc",
    "Phòng Giáo dục và Đào tạo các quận, huyện, thị xã",
    "đơn vị liên quan",
]
ONE = [
    "Phòng Nội vụ",
    "UBND xã",
    "UBND tỉnh",
    "Ban Quản lý các Khu công nghiệp",
    "Liên hiệp các Hội Khoa học và Kỹ thuật",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Nhân viên y tế",
    "Chủ đầu tư",
    "Văn phòng HĐND và UBND xã",
    "Giám đốc Sở",
    "Phòng Nội vụ thuộc UBND huyện",
    "Ban Chỉ đạo các chương trình MTQG",
    "Công chức Văn hóa - Xã hội",
    "Trường TH&THCS An Hạ",
]


def pairs() -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, _, b in (line.partition("|") for line in NAMES.strip().splitlines())]


def test_the_table_is_wide() -> None:
    assert len(pairs()) >= 120


@pytest.mark.parametrize(("printed", "wanted"), pairs())
def test_canonical(printed: str, wanted: str) -> None:
    assert canonical(printed) == wanted
    assert canonical(wanted) == wanted


@pytest.mark.parametrize("name", UNCHANGED)
def test_is_not_expanded(name: str) -> None:
    assert canonical(name) == name


@pytest.mark.parametrize("name", MANY)
def test_stands_for_many(name: str) -> None:
    assert is_collective(canonical(name))


@pytest.mark.parametrize("name", ONE)
def test_stands_for_one(name: str) -> None:
    assert not is_collective(canonical(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND các phường, xã", "Ủy ban nhân dân xã, phường"),
        ("các đơn vị có liên quan", "Các đơn vị liên quan"),
        ("các cơ quan, đơn vị liên quan khác", "Cơ quan, đơn vị có liên quan"),
        ("Phòng Quản lý Du lịch", "phòng quản lý du lịch"),
        ("Chi cục Thủy lợi và Phòng chống thiên tai", "Chi cục thuỷ lợi - phòng chống thiên tai"),
    ],
)
def test_one_unit_has_one_key(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phòng Kế hoạch - Tài chính", "Phòng Tài chính - Kế hoạch"),
        ("Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
        ("UBND xã", "UBND các xã"),
        ("UBND xã", "UBND huyện"),
        ("Phòng Nội vụ", "Trưởng phòng Nội vụ"),
        ("Các phòng thuộc Sở", "Trưởng các phòng thuộc Sở"),
        ("Ban Chỉ huy Quân sự xã", "Bộ Chỉ huy Quân sự tỉnh"),
    ],
)
def test_two_units_have_two_keys(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)


def test_a_plans_or_users_own_names_win() -> None:
    own = Names({squeeze("CCHC"): "cải cách hành chính nhà nước", squeeze("Phòng TH"): "Phòng Tổng hợp"})
    assert canonical("Ban Chỉ đạo CCHC", own) == "Ban Chỉ đạo cải cách hành chính nhà nước"
    assert canonical("phòng TH", own) == "Phòng Tổng hợp"
    assert canonical("Trưởng phòng TH", own) == "Trưởng phòng Tổng hợp"


# --- properties of the register ---------------------------------------------------------------------------------------


def register() -> list[str]:
    """Every full name that the register can write: bodies, and each field behind its kind of office."""
    data = load("unit_names")
    names = [f"{head[0].upper()}{head[1:]} {name}" for head, fields in data["fields"].items() for name in fields]
    return [*data["bodies"], *names]


def test_folding_merges_no_two_units_of_the_register() -> None:
    keys: dict[str, set[str]] = {}
    for name in register():
        keys.setdefault(unit_key(name), set()).add(canonical(name))
    assert {key: names for key, names in keys.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", register())
def test_the_registers_names_are_canonical(name: str) -> None:
    assert squeeze(canonical(name)) in (squeeze(name), unit_key(name))
    assert canonical(canonical(name)) == canonical(name)


def test_the_register_is_well_formed() -> None:
    data = load("unit_names")
    reading = {"points", "initials"}  # for `unit_short`
    assert set(data) - reading == {"bodies", "fields", "closed", "short", "terms", "ambiguous", "folding", "collective"}
    known = {squeeze(full) for full in data["bodies"]}
    shorts = [key for shorts in data["bodies"].values() for key in {squeeze(s) for s in shorts}]
    assert len(shorts) == len(set(shorts)), "an abbreviation of two bodies"
    assert known.isdisjoint(shorts)
    assert set(data["short"]) <= set(data["fields"])
    assert all(name in data["fields"][head] for head, table in data["short"].items() for name in table.values())
    assert all(len(readings) > 1 for readings in data["ambiguous"].values())
    assert set(data["ambiguous"]).isdisjoint({*shorts, *data["terms"]})
    assert all(squeeze(short) not in {squeeze(s) for s in data["ambiguous"]} for short in shorts)


WORDS = sorted(
    {
        word
        for name, short in itertools.chain(pairs(), ((n, n) for n in UNCHANGED))
        for word in (*name.split(), *short.split())
    }
)
SEPARATORS = [" ", " ", " ", " ", ", ", " - ", "-", " & ", "&", " và ", ". ", " ("]


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SEPARATORS)), min_size=1, max_size=9), st.booleans())
def test_canonical_is_idempotent(words: list[tuple[str, str]], capitals: bool) -> None:
    text = "".join(word + sep for word, sep in words)
    once = canonical(text.upper() if capitals else text)
    assert canonical(once) == once
    assert unit_key(once) == unit_key(text.upper() if capitals else text)


@given(st.text(max_size=40))
def test_any_text_has_a_canonical_form(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@pytest.mark.parametrize(("one", "other"), [("Tổ 1, 2", "Tổ 12"), ("Tổ 1-2", "Tổ 12"), ("Đội 1 và 2", "Đội 12")])
def test_figures_are_not_put_together(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)


@pytest.mark.parametrize(
    ("defined", "printed", "wanted"),
    [
        ({"TH": "Tổng hợp"}, "Trường TH Kim Đồng", "Trường Tiểu học Kim Đồng"),
        ({"KT": "Kiểm tra"}, "Phòng KT", "Phòng KT"),
        ({"UBND": "Ủy ban nhân dân xã"}, "UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ({"UBND": "Ủy ban nhân dân xã"}, "UBND xã", "Ủy ban nhân dân xã"),
        ({"UBND": "Ủy ban nhân dân xã"}, "UBND", "Ủy ban nhân dân xã"),
        ({"CCHC": "cải cách hành chính"}, "Ban Chỉ đạo CCHC", "Ban Chỉ đạo cải cách hành chính"),
    ],
)
def test_a_definition_holds_where_it_can_mean_nothing_else(defined: dict[str, str], printed: str, wanted: str) -> None:
    assert canonical(printed, Names.of({}, defined)) == wanted


@pytest.mark.parametrize(("printed", "wanted"), [("VP ĐU", "Văn phòng ĐU"), ("ĐU", "ĐU"), ("TU", "TU")])
def test_abbreviations_that_could_be_syllables_stay(printed: str, wanted: str) -> None:
    assert canonical(printed) == wanted
