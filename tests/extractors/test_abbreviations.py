"""What a plan calls what: definitions of abbreviations in sentences, and brackets that define none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.abbreviations import find_abbreviations
from extractors.unit_canonical import Names, canonical
from extractors.unit_spelling import initial

DEFINED = [
    ("đẩy mạnh cải cách hành chính (CCHC) năm 2026", {"CCHC": "cải cách hành chính"}),
    ("rà soát thủ tục hành chính (sau đây gọi tắt là TTHC) nội bộ", {"TTHC": "thủ tục hành chính"}),
    ("công tác chuyển đổi số (viết tắt là CĐS)", {"CĐS": "chuyển đổi số"}),
    ("công tác chuyển đổi số (gọi tắt: CĐS) của xã", {"CĐS": "chuyển đổi số"}),
    ("ngành Giáo dục và Đào tạo (GDĐT) tỉnh", {"GDĐT": "Giáo dục và Đào tạo"}),
    ("ngành Giáo dục và Đào tạo (GD&ĐT) tỉnh", {"GD&ĐT": "Giáo dục và Đào tạo"}),
    ("Sở Giáo dục và Đào tạo (sau đây viết tắt là Sở GDĐT) ban hành", {"Sở GDĐT": "Sở Giáo dục và Đào tạo"}),
    ("Ủy ban nhân dân (UBND) xã giao", {"UBND": "Ủy ban nhân dân"}),
    ("theo quy định của UBND (Ủy ban nhân dân) xã", {"UBND": "Ủy ban nhân dân"}),
    ("công tác CCHC (cải cách hành chính) của Sở", {"CCHC": "cải cách hành chính"}),
    (
        "phòng, chống thiên tai và tìm kiếm cứu nạn (PCTT&TKCN)",
        {"PCTT&TKCN": "phòng, chống thiên tai và tìm kiếm cứu nạn"},
    ),
    (
        "phòng cháy, chữa cháy và cứu nạn, cứu hộ (PCCC và CNCH)",
        {"PCCC và CNCH": "phòng cháy, chữa cháy và cứu nạn, cứu hộ"},
    ),
    ("cán bộ, công chức, viên chức (CBCCVC) của Sở", {"CBCCVC": "cán bộ, công chức, viên chức"}),
    ("công nghệ thông tin (CNTT), chuyển đổi số (CĐS)", {"CNTT": "công nghệ thông tin", "CĐS": "chuyển đổi số"}),
    ("Giáo dục Trung học (GDTrH)", {"GDTrH": "Giáo dục Trung học"}),
    ("Ban Quản lý dự án (Ban QLDA) huyện", {"Ban QLDA": "Ban Quản lý dự án"}),
    (
        "Ban Chỉ đạo cải cách hành chính tỉnh (sau đây gọi tắt là Ban Chỉ đạo)",
        {"Ban Chỉ đạo": "Ban Chỉ đạo cải cách hành chính tỉnh"},
    ),
    (
        "Bệnh viện Đa khoa khu vực Mường La (gọi tắt là Bệnh viện) triển khai",
        {"Bệnh viện": "Bệnh viện Đa khoa khu vực Mường La"},
    ),
    ("bộ phận tiếp nhận và trả kết quả (BPTN&TKQ)", {"BPTN&TKQ": "bộ phận tiếp nhận và trả kết quả"}),
    (
        "- CCHC: Cải cách hành chính;\n- TTHC: Thủ tục hành chính.",
        {"CCHC": "Cải cách hành chính", "TTHC": "Thủ tục hành chính"},
    ),
    ("dịch vụ công trực tuyến, sau đây viết tắt là DVCTT, được", {"DVCTT": "dịch vụ công trực tuyến"}),
    ("bệnh án điện\ntử (BAĐT)", {"BAĐT": "bệnh án điện tử"}),
    ("Liên đoàn Lao động (LĐLĐ) tỉnh", {"LĐLĐ": "Liên đoàn Lao động"}),
    ("dịch vụ công (“DVC”) mức cao", {"DVC": "dịch vụ công"}),
    ("cải cách hành chính (CCHC); căn cứ chế hành chung (CCHC)", {"CCHC": "cải cách hành chính"}),
    ("CẢI CÁCH HÀNH CHÍNH (CCHC)", {"CCHC": "CẢI CÁCH HÀNH CHÍNH"}),
]
NOTHING = [
    "Đài Tiếng nói Việt Nam (VOV)",
    "Công an tỉnh (PC07) chủ trì",
    "Sở Nội vụ (phòng CCHC)",
    "Sở Nội vụ (TCCB) tổng hợp",
    "hoàn thành trong tháng 6 (Phụ lục I)",
    "mục tiêu (1) nâng cao (2) giảm",
    "giá trị sản xuất (GRDP) tăng",
    "Chỉ số cải cách (PAR INDEX)",
    "Sở Y tế (cơ quan thường trực)",
    "tăng trưởng (đơn vị tính: %)",
    "theo Luật (Quốc hội)",
    "học sinh (HSG)",
    "xã đạt chuẩn (NTM)",
    "ghi chú: xem phụ lục",
    "Ghi chú: X là tháng thực hiện",
    "các phòng (TCCB, KHTC, Văn phòng)",
    "gọi điện (số máy 1022) để hỏi",
    "sau đây gọi là chung",
    "(CCHC)",
    "() ( ) (A",
    "UBND (xã)",
]


def test_the_table_is_wide() -> None:
    assert len(DEFINED) + len(NOTHING) >= 40


@pytest.mark.parametrize(("text", "wanted"), DEFINED)
def test_defined(text: str, wanted: dict[str, str]) -> None:
    assert find_abbreviations(text) == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_defines_nothing(text: str) -> None:
    assert find_abbreviations(text) == {}


def test_the_plans_own_definition_wins() -> None:
    defined = find_abbreviations("công tác chuyên cần hằng chiều (CCHC) và quản lý đào tạo (QLĐT)")
    names = Names.of({}, defined)
    assert canonical("Ban Chỉ đạo CCHC", names) == "Ban Chỉ đạo chuyên cần hằng chiều"
    assert canonical("Phòng QLĐT", names) == "Phòng Quản lý đào tạo"
    assert canonical("Phòng QLĐT") == "Phòng QLĐT"


def test_a_name_cut_short_is_spelt_out_as_a_whole_only() -> None:
    names = Names.of({}, find_abbreviations("Bệnh viện Đa khoa khu vực Mường La (gọi tắt là Bệnh viện)"))
    assert canonical("Bệnh viện", names) == "Bệnh viện Đa khoa khu vực Mường La"
    assert canonical("Bệnh viện Nhi", names) == "Bệnh viện Nhi"


SYLLABLES = st.sampled_from(
    [
        "giáo",
        "dục",
        "đào",
        "tạo",
        "công",
        "nghệ",
        "thông",
        "tin",
        "truyền",
        "số",
        "hóa",
        "xây",
        "dựng",
        "y",
        "tế",
        "phát",
        "triển",
        "nông",
    ]
)


@given(st.lists(SYLLABLES, min_size=2, max_size=8), st.text(alphabet="abc xyz,", max_size=12))
def test_initials_are_found_again(words: list[str], before: str) -> None:
    short = "".join(initial(w).upper() for w in words)
    assert find_abbreviations(f"{before}. {' '.join(words)} ({short})") == {short: " ".join(words)}


@given(st.text(max_size=80))
def test_no_text_raises_and_short_forms_stand_in_it(text: str) -> None:
    for short, long in find_abbreviations(text).items():
        assert short in text and short.casefold() != long.casefold()


@given(
    st.lists(
        st.sampled_from(["cải cách ", "hành chính ", "(", ")", "CCHC", "gọi tắt là ", "\n", "- ", ": ", "Ban "]),
        max_size=20,
    )
)
def test_any_mixture_is_read(pieces: list[str]) -> None:
    for short, long in find_abbreviations("".join(pieces)).items():
        assert short and long
